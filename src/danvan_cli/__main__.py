"""The way in: `danvan` and `python -m danvan_cli`."""

import gc
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from danvan_cli import messages

READING = frozenset(("ingest", "check", "receive"))
EXAMINES = "danvan_cli.ledger.taking_in.warmed"
"""Commands that read mail, and what their workers do. These wake before all else: their imports and ours then cost the
time of one."""
_RARELY = (200_000, 50, 50)  # a command makes much and ends: looking for cycles in it takes a sixth of its time


def main() -> None:
    """Run the command line."""
    gc.set_threshold(*_RARELY)
    sys.stdout, sys.stderr = spoken(sys.stdout), spoken(sys.stderr)
    if isinstance(sys.stdin, io.TextIOWrapper):  # answers in a file, too: with the mark that Notepad puts before them
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="backslashreplace")
    messages.speak(_language(sys.argv[1:]))
    try:
        _begin()
    except KeyboardInterrupt:  # on a cold Windows what is imported takes seconds
        sys.stderr.write(messages.text("error", "interrupted") + "\n")
        sys.exit(130)


def _begin() -> None:
    """Wake the workers where there will be work for them, and run the command."""
    if READING.intersection(sys.argv[1:2]):
        from danvan_cli.intake.crew.waking import wake  # noqa: PLC0415 - light commands read no mail

        with suppress(OSError):  # what hinders it is told when its work is due
            wake(EXAMINES)
    from danvan_cli.cli.app import only  # noqa: PLC0415 - help texts are read in the language just chosen
    from danvan_cli.cli.speech import run  # noqa: PLC0415

    run(only(sys.argv[1:]))


def spoken(stream: TextIO | None) -> TextIO:
    """A stream that says all of what danvan says: in UTF-8, for a Windows console in cp1258 cannot, and to the end.

    Unbuffered (PYTHONUNBUFFERED) it would lose what a full pipe does not take at once. None: it was closed (`>&-`).
    """
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    raw = getattr(stream, "buffer", None)
    if isinstance(raw, io.RawIOBase):
        stream = io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _language(arguments: list[str]) -> str:
    """`--lang vi|en`, else DANVAN_LANG, else Vietnamese."""
    wanted = os.environ.get("DANVAN_LANG", "vi")
    for place, word in enumerate(arguments):
        if word == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return wanted if wanted in messages.LANGUAGES else "vi"


if __name__ == "__main__":
    main()
