"""The sole owner of stdout, stderr and exit codes: stdout is data, stderr is talk."""

import errno
import locale
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import IntEnum
from itertools import islice
from typing import Any, NoReturn, TextIO

import typer
from typer.exceptions import TyperException

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
    """The same as it is made, many pieces at a time. Whoever closes the pipe has seen enough; the command goes on."""
    made = iter(pieces)
    try:
        while some := "".join(islice(made, _AT_ONCE)):
            sys.stdout.write(some)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)


def say(text: str = "") -> None:
    """Talk, to stderr; where nobody can hear it the work goes on."""
    with suppress(OSError):
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
        # typer would end by itself: silently, and with a code that means something else; and on Windows it would take
        # `?`, `*`, `$` and `%` in passwords, reasons and names for patterns and variables
        done = app(standalone_mode=False, windows_expand_args=False)
    except TyperException as error:
        misuse: Any = error  # its kinds, which show themselves, typer keeps to itself
        misuse.show()
        _end(misuse.exit_code)
    except DanvanError as error:
        say(messages.text("error", error.code, **error.seen) or error.code)
        _end(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _interrupted()
    except MemoryError:
        say(messages.text("error", "out-of-memory"))
        _end(Exit.COULD_NOT_RUN)
    except OSError as error:
        said = messages.text("machine", errno.errorcode.get(error.errno or 0, "")) or error.strerror or str(error)
        say(messages.text("error", "system", reason=said, path=error.filename or ""))
        _end(Exit.COULD_NOT_RUN)
    except Exception as error:
        if os.environ.get("DANVAN_DEBUG"):
            raise
        say(messages.text("error", "unexpected", kind=type(error).__name__, reason=str(error)))
        _end(Exit.COULD_NOT_RUN)
    if done == Exit.INTERRUPTED:  # as typer tells it
        _interrupted()
    _end(done or Exit.DONE)


def _interrupted() -> NoReturn:
    say(messages.text("error", "interrupted"))
    _end(Exit.INTERRUPTED)


def _end(code: int) -> NoReturn:
    """End with this exit code."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _let_go(stream)
    sys.exit(code)


def _let_go(stream: TextIO) -> None:
    """What a closed pipe or a full disk did not take goes nowhere: Python would try again, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
