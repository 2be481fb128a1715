"""What a worker is asked to do, which takes long to import there: as everything does on a Windows that looks at each file."""

import time
from multiprocessing import parent_process

SECONDS = 2

if parent_process() is not None:
    time.sleep(SECONDS)


def understand(content: bytes, name: str) -> str:
    """Do what the file says, else say what it holds."""
    if content == b"sleep":
        time.sleep(30)
    return f"{name}: {content.decode()}"
