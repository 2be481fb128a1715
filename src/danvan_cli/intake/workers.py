"""Files are understood in worker processes: whatever a file does to its reader, the run and the other files go on.

One worker holds one file, so a death, a hang or a shortage of memory is always that file's own. (hostile.md)
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Sequence
from functools import partial
from multiprocessing import connection, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import PurePath
from time import monotonic
from types import ModuleType

from danvan_cli import messages
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.mail import Mail, MailKind, read_bytes
from danvan_cli.intake.unreadable import Unreadable

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

Understand = Callable[[bytes, str], DraftFile]
"""Bytes and the file's name to what they say. A top-level function, or a partial of one: it is sent to the workers by its name."""

TIME_LIMIT = 60.0  # seconds for one file
MEMORY_LIMIT = 2 * 1024**3  # address space of one worker
FEW = 3  # so many files are done by one worker sooner than two can start
WINDOW = 4  # files in hand per worker: read, being understood, or waiting for their turn


def understand_all(
    mails: Sequence[Mail], understand: Understand, jobs: int | None = None
) -> Generator[tuple[Mail, bytes | None, DraftFile], None, None]:
    """Every piece of mail with its bytes and what it says, in the order given.

    Waiting mail has bytes and an empty draft; ignored mail has neither; a file that cannot be read, or breaks its
    reader, has the finding `unreadable-file`.
    """
    returns = sum(mail.kind == MailKind.RETURN for mail in mails)
    workers = 1 if returns <= FEW else max(1, min(jobs or os.cpu_count() or 1, returns))
    crew = _Crew(understand, workers)
    coming: deque[_Task] = deque()
    rest = iter(mails)
    try:
        while True:
            while len(coming) < workers * WINDOW and (mail := next(rest, None)) is not None:
                coming.append(_taken_up(mail, crew))
            if not coming:
                return
            while coming[0].draft is None:
                crew.work()
            task = coming.popleft()
            if task.draft is not None:
                yield task.mail, task.content, task.draft
    finally:
        crew.dismiss()


class _Task:
    """One piece of mail on its way; `draft` is None while it is not understood."""

    def __init__(self, mail: Mail, content: bytes | None = None, draft: DraftFile | None = None) -> None:
        self.mail = mail
        self.content = content
        self.draft = draft
        self.begun = 0.0

    def fail(self, reason: str, **seen: str | int) -> None:
        self.draft = DraftFile(findings=[Unreadable(reason, **seen).finding])


def _taken_up(mail: Mail, crew: "_Crew") -> _Task:
    """Read the bytes here; only returns go to a worker."""
    if mail.kind == MailKind.IGNORED:
        return _Task(mail, draft=DraftFile())
    try:
        content = read_bytes(mail)
    except Unreadable as unreadable:
        return _Task(mail, draft=DraftFile(findings=[unreadable.finding]))
    if mail.kind == MailKind.WAITING:
        return _Task(mail, content, DraftFile())
    task = _Task(mail, content)
    crew.queue.append(task)
    return task


class _Crew:
    """The workers and the tasks that wait for one."""

    def __init__(self, understand: Understand, size: int) -> None:
        self._context = _context(understand)
        self._understand = understand
        self._size = size
        self._workers: list[_Worker] = []
        self.queue: deque[_Task] = deque()

    def work(self) -> None:
        """Give out what waits, then wait until a worker is done, dead, or out of time."""
        self._give_out()
        busy = {worker.pipe: worker for worker in self._workers if worker.task}
        deadline = min(worker.task.begun + TIME_LIMIT for worker in busy.values() if worker.task)
        for pipe in connection.wait(list(busy), timeout=max(0.0, deadline - monotonic())):
            worker = busy[pipe]  # type: ignore[index]
            if not worker.take_back():
                self._discard(worker)
        for worker in busy.values():
            if worker.task and monotonic() >= worker.task.begun + TIME_LIMIT:
                worker.task.fail("timeout", seconds=int(TIME_LIMIT))
                self._discard(worker)

    def _give_out(self) -> None:
        while self.queue:
            worker = next((worker for worker in self._workers if not worker.task), None)
            if worker is None and len(self._workers) < self._size:
                worker = _Worker(self._context, self._understand)
                self._workers.append(worker)
            if worker is None:
                return
            if worker.give(self.queue[0]):
                self.queue.popleft()
            else:
                self._discard(worker)  # it died between two files: nobody's fault

    def _discard(self, worker: "_Worker") -> None:
        worker.stop()
        self._workers.remove(worker)

    def dismiss(self) -> None:
        """Stop everybody, at once."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()


def _context(understand: Understand) -> BaseContext:
    """How workers start: as copies of a small server that has the imports done, where the system can (not Windows)."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    named = understand.func if isinstance(understand, partial) else understand
    context.set_forkserver_preload([named.__module__, __name__])
    return context


class _Worker:
    """One process at the other end of a pipe, with at most one task."""

    def __init__(self, context: BaseContext, understand: Understand) -> None:
        self.task: _Task | None = None
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, understand, messages.language(), MEMORY_LIMIT), daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, task: _Task) -> bool:
        """Send a file over; False where the worker is no more."""
        try:
            self.pipe.send((task.content, PurePath(task.mail.shown).name))
        except OSError:
            return False
        task.begun = monotonic()
        self.task = task
        return True

    def take_back(self) -> bool:
        """Take what the worker made of its file; False where it died over it."""
        task, self.task = self.task, None
        if task is None:
            return True
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            task.fail("crashed")
            return False
        if isinstance(answer, DraftFile):
            task.draft = answer
        else:
            task.fail(answer)
        return True

    def stop(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()


# ── in the worker ────────────────────────────────────────────────────────────────────────────────────────────────


def _serve(pipe: Connection, understand: Understand, language: str, memory: int) -> None:
    """Understand one file after another until the pipe closes."""
    _settle_in(memory)
    messages.speak(language)
    while True:
        try:
            content, name = pipe.recv()
        except (EOFError, OSError):
            return
        answer: DraftFile | str
        try:
            answer = understand(content, name)
        except MemoryError:
            answer = "memory"
        except BaseException:  # noqa: BLE001 - a Rust panic is no Exception; the file is refused, whatever it was
            answer = "crashed"
        pipe.send(answer)


def _settle_in(memory: int) -> None:
    """Limits, silence, and no ear for Ctrl-C: the main process decides when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if resource is not None and sys.platform != "darwin":  # macOS refuses limits on address space
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        soft = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_AS, (soft, most))
