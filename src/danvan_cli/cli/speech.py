"""The sole owner of stdout, stderr and exit codes: stdout is data, stderr is talk."""

import errno
import locale
import os
import sys
from collections.abc import Callable, Iterable
from enum import IntEnum
from itertools import islice
from typing import Any

import typer

from danvan_cli import messages
from danvan_cli.errors import DanvanError

_AT_ONCE = 1000


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    ERRORS_IN_DATA = 1
    USAGE = 2
    COULD_NOT_RUN = 3
    INTERRUPTED = 130


def emit(text: str) -> None:
    """Data, to stdout."""
    emit_all((text,))


def emit_all(pieces: Iterable[str]) -> None:
    """The same as it is made, many pieces at a time."""
    made = iter(pieces)
    while some := "".join(islice(made, _AT_ONCE)):
        sys.stdout.write(some)
    sys.stdout.flush()


def say(text: str = "") -> None:
    """Talk, to stderr."""
    sys.stderr.write(text + "\n")


def ask(prompt: str) -> str | None:
    """Ask on stderr; the line that is answered, None where no answer comes any more."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        say()  # nobody pressed Enter there
    return line.rstrip("\r\n") if line else None


def draws_blocks() -> bool:
    """Whether the terminal knows block characters: the old console of Windows, Linux' own and those before Unicode do not."""
    if os.name == "nt":
        from rich.console import detect_legacy_windows

        return not detect_legacy_windows()
    return os.environ.get("TERM") != "linux" and "utf" in locale.getencoding().lower()


def leave(code: Exit) -> None:
    """End the command with this exit code."""
    raise typer.Exit(int(code))


def run(app: Callable[..., Any]) -> None:
    """Run a command; what stops it becomes one sentence and an exit code, never a traceback."""
    try:
        app()
    except DanvanError as error:
        say(messages.text("error", error.code, **error.seen) or error.code)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say(messages.text("error", "interrupted"))
        sys.exit(Exit.INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.DONE)
    except MemoryError:
        say(messages.text("error", "out-of-memory"))
        sys.exit(Exit.COULD_NOT_RUN)
    except OSError as error:
        said = messages.text("machine", errno.errorcode.get(error.errno or 0, "")) or error.strerror or str(error)
        say(messages.text("error", "system", reason=said, path=error.filename or ""))
        sys.exit(Exit.COULD_NOT_RUN)
    except Exception as error:
        if os.environ.get("DANVAN_DEBUG"):
            raise
        say(messages.text("error", "unexpected", kind=type(error).__name__, reason=str(error)))
        sys.exit(Exit.COULD_NOT_RUN)
