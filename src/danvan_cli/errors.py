"""What stops a run. Each carries a sentence for the user; what is wrong in somebody's data is a finding instead."""


class DanvanError(Exception):
    """Something stops the run. `code` names the sentence in the message catalogue, `seen` fills it in."""

    exit_code = 3

    def __init__(self, code: str, **seen: object) -> None:
        super().__init__(code)
        self.code = code
        self.seen = seen


class UsageError(DanvanError):
    """What was asked for cannot be asked: exit code 2."""

    exit_code = 2
