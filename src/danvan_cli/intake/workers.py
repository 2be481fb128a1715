"""Files are worked on in other processes: whatever a file does to its reader, the run and the other files go on.

A worker reads one file at a time, so a death, a hang or a shortage of memory is always that file's own; the next one
lies ready beside it, so that nobody waits, and goes to another worker should this one die. Memory is one budget: each
worker has its share, and a file that needs more is worked on once more, alone, with all of it. (hostile.md)
"""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import connection, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from types import ModuleType
from typing import Any

from danvan_cli import messages
from danvan_cli.findings import Finding
from danvan_cli.intake.unreadable import Unreadable, keep_to, limits
from danvan_cli.settings import MEBIBYTE, Limits

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

Work = Callable[[bytes, str], Any]
"""Bytes and a name to an answer. A top-level function, or a partial of one: it is sent to the workers by its name."""

CPU_BESIDE = 5  # seconds of computing allowed beyond those of the clock: a worker that nobody watches ends by itself
FEW = 3  # so many files are done by one worker sooner than two can start
WINDOW = 4  # files in hand per worker: read, being worked on, or waiting for their turn; fewer where they are large
IN_HAND = 16 * MEBIBYTE  # of all these files together, or one file that is larger
AT_HAND = 2  # files a worker holds: the one it reads, and the next
_FOR_WANT_OF_ROOM = ("memory", "crashed")  # a library without memory may also end its process
_OWN = 192 * MEBIBYTE  # address space of a worker that has read nothing yet, where the system does not tell it
_FORKSERVER = "forkserver"
_HUSHED = "danvan_cli.intake.hushed"
_RARELY = (200_000, 50, 50)


class Task:
    """One file on its way through a worker: bytes in, an answer or the finding of why there is none out.

    What is `done` beforehand only keeps its turn.
    """

    def __init__(self, name: str, content: bytes, subject: Any = None, *, done: bool = False) -> None:
        self.name = name
        self.content = content
        self.subject = subject  # whatever the asker wants back with it
        self.answer: Any = None
        self.finding: Finding | None = None
        self.done = done
        self.alone = False  # a share of the memory did not suffice: it is worked on by one that has all of it
        self.begun = 0.0

    def fail(self, reason: str, **seen: str | int) -> None:
        """End it without an answer."""
        self.finding = Unreadable(reason, **seen).finding
        self.done = True


def wake(module: str) -> None:
    """Start the server whose copies the workers are, with the imports of what they will be asked to do.

    Where a system has none (Windows), each worker imports for itself.
    """
    if _FORKSERVER in get_all_start_methods():
        from multiprocessing import forkserver  # noqa: PLC0415 - not every system has it

        get_context(_FORKSERVER).set_forkserver_preload([_HUSHED, module, __name__])
        forkserver.ensure_running()


@contextmanager
def at_work(first: Callable[..., Any], files: int, jobs: int | None = None) -> "Iterator[Crew]":
    """A crew for so many files; `first` is what it will be asked to do, so that its imports are done once."""
    wake(first.__module__)
    size = min(files, 1) if files <= FEW else max(1, min(jobs or os.cpu_count() or 1, files))
    crew = Crew(size)
    try:
        yield crew
    finally:
        crew.dismiss()


class Crew:
    """Workers, and the tasks that wait for one. Use `at_work`."""

    def __init__(self, size: int) -> None:
        self._context = get_context(_FORKSERVER if _FORKSERVER in get_all_start_methods() else "spawn")
        self._size = size
        self._workers: list[_Worker] = []
        self._alone = False  # one worker has the memory of all
        self._queue: deque[Task] = deque()
        if (
            self._context.get_start_method() != _FORKSERVER
        ):  # the server is at its imports: asking for copies is waiting
            self._engage(alone=False)  # at once: they import while others still look

    def do(self, work: Work, tasks: Iterable[Task]) -> Iterator[Task]:
        """Each task, done, in the order given; a few in hand at a time."""
        coming: deque[Task] = deque()
        rest = iter(tasks)
        held = 0
        while True:
            while (
                len(coming) < max(self._size, 1) * WINDOW
                and (held < IN_HAND or not coming)
                and (task := next(rest, None)) is not None
            ):
                coming.append(task)
                held += len(task.content)
                if not task.done:
                    self._queue.append(task)
            if not coming:
                return
            while not coming[0].done:
                self._step(work)
            self._give_out(work)  # whoever is free works on while the answer is used
            held -= len(coming[0].content)
            yield coming.popleft()

    def _step(self, work: Work) -> None:
        """Give out what waits, then wait until a worker is done, dead, or out of time."""
        self._give_out(work)
        busy = {worker.pipe: worker for worker in self._workers if worker.tasks}
        seconds = limits().seconds
        deadline = min(worker.tasks[0].begun + seconds for worker in busy.values())
        for pipe in connection.wait(list(busy), timeout=max(0.0, deadline - monotonic())):
            worker = busy[pipe]  # type: ignore[index]
            task = worker.tasks[0]
            if not worker.take_back():
                self._discard(worker)
            self._perhaps_alone(task)
        for worker in busy.values():
            if worker.tasks and monotonic() >= worker.tasks[0].begun + seconds:
                worker.tasks.popleft().fail("timeout", seconds=seconds)
                self._discard(worker)

    def _give_out(self, work: Work) -> None:
        while self._queue:
            if not self._engage(alone=self._queue[0].alone):
                return
            worker = min(self._workers, key=lambda worker: len(worker.tasks))
            if len(worker.tasks) >= AT_HAND:
                return
            if worker.give(work, self._queue[0]):
                self._queue.popleft()
            else:
                self._discard(worker)  # it died between two files: nobody's fault

    def _engage(self, *, alone: bool) -> bool:
        """Have all workers, or one that has the memory of all; False where it must wait until the others are done."""
        if alone is not self._alone:
            if any(worker.tasks for worker in self._workers):
                return False
            self.dismiss()  # what they once needed they keep
            self._alone = alone
        size = 1 if alone else self._size
        while len(self._workers) < size:
            self._workers.append(_Worker(self._context, share=size))
        return True

    def _perhaps_alone(self, task: Task) -> None:
        """Let a file wait for a second trial that failed for want of room, or of what may be that."""
        if task.finding and task.finding.seen["why"] in _FOR_WANT_OF_ROOM and self._size > 1 and not task.alone:
            task.finding, task.done, task.alone = None, False, True
            self._queue.append(task)

    def _discard(self, worker: "_Worker") -> None:
        """Let a worker go; what it had not begun waits for another."""
        worker.stop()
        self._workers.remove(worker)
        self._queue.extendleft(reversed(worker.tasks))

    def dismiss(self) -> None:
        """Stop everybody, at once."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()


class _Worker:
    """One process at the other end of a pipe, with the tasks it holds: the first is being worked on."""

    def __init__(self, context: BaseContext, share: int) -> None:
        self.tasks: deque[Task] = deque()
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, messages.language(), limits(), share), daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, work: Work, task: Task) -> bool:
        """Send a file over; False where the worker is no more."""
        try:
            self.pipe.send((work, task.name))
            self.pipe.send_bytes(task.content)  # as it is: a pickled copy of a large file would be as large
        except OSError:
            return False
        task.begun = monotonic()
        self.tasks.append(task)
        return True

    def take_back(self) -> bool:
        """Take what the worker made of its file; False where it died over it."""
        task = self.tasks.popleft()
        if self.tasks:
            self.tasks[0].begun = monotonic()
        try:
            reason, answer = self.pipe.recv()
        except (EOFError, OSError):
            task.fail("crashed")
            return False
        if reason:
            task.fail(reason, **_allowed(reason))
        else:
            task.answer, task.done = answer, True
        return True

    def stop(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _allowed(reason: str) -> dict[str, int]:
    """What a refusal for want of something says that there is."""
    return {"most": limits().memory_mb} if reason == "memory" else {}


# ── in the worker ────────────────────────────────────────────────────────────────────────────────────────────────


def _serve(pipe: Connection, language: str, allowed: Limits, share: int) -> None:
    """Do one file after another until the pipe closes; `share`: among so many the memory is shared."""
    _settle_in(allowed.memory, share)
    keep_to(allowed)
    messages.speak(language)
    gc.set_threshold(*_RARELY)  # files make many objects and no cycles: looking for some costs a third of the time
    inbox: SimpleQueue[tuple[Work, bytes, str] | None] = SimpleQueue()
    Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    while (asked := inbox.get()) is not None:
        work, content, name = asked
        reason, answer = "", None
        try:
            _allow(allowed.seconds + CPU_BESIDE)
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


def _settle_in(memory: int, share: int) -> None:
    """Limits, silence, and no ear for Ctrl-C: the main process decides when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
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
