"""Why a file cannot be read, and the limits a file must keep. (hostile.md: genuine files stay far within them)"""

from danvan_cli import messages
from danvan_cli.findings import Finding

MEBIBYTE = 1024 * 1024
MAX_FILE = 50 * MEBIBYTE
MAX_INFLATED = 200 * MEBIBYTE  # counted while inflating; genuine files: 60 MB
MAX_MEMBERS = 5_000  # genuine files: 1,033
MAX_CELLS = 5_000_000  # from A1 to the last filled cell, all sheets together


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


def too_large(limit: str, most: int, unit: str = "") -> Unreadable:
    """A limit is passed: which one (`file`, `inflated`, `members`, `cells`) and what it allows."""
    shown = f"{most // MEBIBYTE} MB" if unit == "bytes" else f"{most:,}".replace(",", ".")
    return Unreadable(f"too-large-{limit}", most=shown)
