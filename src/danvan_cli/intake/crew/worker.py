"""In the worker: one file after another, within limits, in silence, and with no ear for Ctrl-C.

Until it has gone quiet it imports nothing of weight: where a worker starts from nothing (Windows), a Ctrl-C that is meant
for the run would end in its traceback.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import ModuleType
from typing import Any

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

Work = Callable[[bytes, str], Any]
"""Bytes and a name to an answer. A top-level function, or a partial of one: it is sent to the workers by its name."""

CPU_BESIDE = 5  # seconds of computing allowed beyond those of the clock: a worker that nobody watches ends by itself
RARELY = (200_000, 50, 50)  # files make many objects and no cycles: looking for some costs a third of the time
_OWN = 192 * 1024 * 1024  # address space of a worker that has read nothing yet, where the system does not tell it


def serve(pipe: Connection, language: str, allowed: Mapping[str, Any], share: int, module: str) -> None:
    """Do one file after another until the pipe closes, once it was said that all is ready for the first.

    `share`: among so many the memory is shared; `module`: where that stands which it will be asked to do.
    """
    _go_quiet()
    from danvan_cli import messages  # noqa: PLC0415 - see above
    from danvan_cli.intake.files.unreadable import keep_to  # noqa: PLC0415
    from danvan_cli.settings import Limits  # noqa: PLC0415

    import_module(module)
    limits = Limits.model_validate(allowed)
    _limit_memory(limits.memory, share)
    keep_to(limits)
    messages.speak(language)
    gc.set_threshold(*RARELY)
    inbox: SimpleQueue[tuple[Work, bytes, str] | None] = SimpleQueue()
    Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    pipe.send(None)
    while (asked := inbox.get()) is not None:
        work, content, name = asked
        reason, answer = "", None
        try:
            _allow(limits.seconds + CPU_BESIDE)
            answer = work(content, name)
        except MemoryError:
            reason = "memory"
        except BaseException:  # noqa: BLE001 - a Rust panic is no Exception; the file is refused, whatever it was
            reason = "crashed"
        pipe.send((reason, answer))


def _listen(pipe: Connection, inbox: "SimpleQueue[tuple[Work, bytes, str] | None]") -> None:
    """Take in what is sent while a file is being read: two that only write to one another would wait for ever."""
    try:
        while True:
            work, name = pipe.recv()
            inbox.put((work, pipe.recv_bytes(), name))
    except (EOFError, OSError):
        inbox.put(None)
    except MemoryError:  # the file being read has left no room: it dies of it
        os._exit(1)


def _go_quiet() -> None:
    """No ear for Ctrl-C: the main process decides when to stop. And no voice: it is the one that speaks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _limit_memory(memory: int, share: int) -> None:
    if resource is not None and sys.platform != "darwin":  # macOS refuses limits on address space
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        soft = (own := _own_space()) + max(memory - own, 0) // share
        resource.setrlimit(resource.RLIMIT_AS, (soft if most == resource.RLIM_INFINITY else min(soft, most), most))


def _own_space() -> int:
    """Bytes of address space that this process has without any file."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # a system without /proc
        return _OWN


def _allow(seconds: int) -> None:
    """So many seconds of computing from now on; then the system ends the worker."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, most))
