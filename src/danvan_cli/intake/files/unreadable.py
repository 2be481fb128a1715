"""Why a file cannot be read, and the limits a file must keep. (hostile.md: genuine files stay far within them)"""

from danvan_cli import messages
from danvan_cli.findings import Finding
from danvan_cli.settings import Limits
from danvan_cli.vietnamese import number

_limits = Limits()


def keep_to(said: Limits) -> None:
    """Let these limits hold from here on: what `[limits]` of a workspace says."""
    global _limits  # noqa: PLW0603 - one process serves one workspace
    _limits = said


def limits() -> Limits:
    """The limits that hold."""
    return _limits


class Unreadable(Exception):  # noqa: N818 - it is a state of the file, no fault of ours
    """The file cannot be read as a workbook; `reason` names the sentence in `[reason]` of the message catalogue."""

    def __init__(self, reason: str, **seen: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seen = seen

    @property
    def finding(self) -> Finding:
        """The finding that refuses the file. `why` keeps the code of the reason beside its words."""
        words = messages.text("reason", self.reason, **self.seen) or self.reason
        return Finding("unreadable-file", seen={"reason": words, "why": self.reason})


def too_large(limit: str) -> Unreadable:
    """A limit is passed: the name of a setting in `[limits]`. The refusal says what it allows and how to raise it."""
    return Unreadable(f"too-large-{limit}", most=number(getattr(_limits, f"{limit}_mb", getattr(_limits, limit))))
