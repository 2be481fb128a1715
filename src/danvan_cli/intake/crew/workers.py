"""Files are worked on in other processes: whatever a file does to its reader, the run and the other files go on.

A worker reads one file at a time, so a death, a hang or a shortage of memory is always that file's own; the next one
lies ready beside it, so that nobody waits, and goes to another worker should this one die. Memory is one budget: each
worker has its share, and a file that needs more is worked on once more, alone, with all of it. (hostile.md)
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import connection, get_context
from multiprocessing.context import BaseContext
from time import monotonic
from typing import Any

from danvan_cli import messages
from danvan_cli.findings import Finding
from danvan_cli.intake.crew.waking import FORKSERVER, start_method, wake
from danvan_cli.intake.crew.worker import Work, serve
from danvan_cli.intake.files.unreadable import Unreadable, limits
from danvan_cli.settings import MEBIBYTE

STARTING = 120  # seconds a worker may take until it is ready: on a cold Windows it imports for long, and that is no file's fault
MOST = 60  # workers: Windows waits for 63 things at once
FEW = 3  # so many files are done by one worker sooner than two can start
WINDOW = 4  # files in hand per worker: read, being worked on, or waiting for their turn; fewer where they are large
IN_HAND = 16 * MEBIBYTE  # of all these files together, or one file that is larger
AT_HAND = 2  # files a worker holds: the one it reads, and the next
_FOR_WANT_OF_ROOM = ("memory", "crashed")  # a library without memory may also end its process


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


@contextmanager
def at_work(first: Callable[..., Any], files: int, jobs: int | None = None) -> "Iterator[Crew]":
    """A crew for so many files; `first` is what it will be asked to do, so that its imports are done once."""
    wake(first.__module__)
    size = min(files, 1) if files <= FEW else max(1, min(jobs or os.cpu_count() or 1, files, MOST))
    crew = Crew(size, first.__module__)
    try:
        yield crew
    finally:
        crew.dismiss()


class Crew:
    """Workers, and the tasks that wait for one. Use `at_work`."""

    def __init__(self, size: int, module: str) -> None:
        self._module = module
        self._context = get_context(start_method())
        self._size = size
        self._workers: list[_Worker] = []
        self._alone = False  # one worker has the memory of all
        self._queue: deque[Task] = deque()
        if start_method() != FORKSERVER:  # the server is at its imports: asking for copies is waiting
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
            self._workers.append(_Worker(self._context, share=size, module=self._module))
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

    def __init__(self, context: BaseContext, share: int, module: str) -> None:
        self.tasks: deque[Task] = deque()
        self._ready = False
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=serve,
            args=(theirs, messages.language(), limits().model_dump(), share, module),
            daemon=True,
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
        task.begun = monotonic() + (0 if self._ready else STARTING)
        self.tasks.append(task)
        return True

    def take_back(self) -> bool:
        """Take what the worker made of its file, or its word that it is ready for it; False where it died over it."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            self.tasks.popleft().fail("crashed")
            return False
        task = self.tasks.popleft() if self._ready else None
        if self.tasks:
            self.tasks[0].begun = monotonic()
        if task is None:
            self._ready = True
            return True
        reason, answer = said
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
