"""Ways of understanding a file that go wrong: sent to workers by name, so they stand in a module of their own."""

import os
import time

from danvan_cli import messages
from danvan_cli.intake.files.reading import read as read_workbook

MUCH = 350 * 1024 * 1024  # more than half of what all may have, less than the whole


def _there_is_much() -> bool:
    try:
        return bool(bytes(MUCH))
    except MemoryError:
        return False


def understand(content: bytes, name: str) -> str:
    """Do what the file says, else say what it holds."""
    match content:
        case b"abort":
            os.abort()
        case b"exit":
            os._exit(0)
        case b"raise":
            raise ValueError(name)
        case b"memory":
            return str(len(bytes(1 << 44)))
        case b"much":
            return str(len(bytes(MUCH)))
        case b"much or die":
            if not _there_is_much():
                os.abort()
            return name
        case b"is there much":
            return "yes" if _there_is_much() else "no"
        case b"sleep":
            time.sleep(30)
        case b"speak":
            print("x" * 100_000, flush=True)  # noqa: T201
            return messages.language()
        case _ if content.startswith(b"PK"):
            return ", ".join(grid.sheet for grid in read_workbook(content)[0])
    return f"{name}: {content.decode()}"
