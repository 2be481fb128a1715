"""From mail to the ledger: every file of a run is read, identified, checked, and then kept whole, refused, or waits."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext
from functools import partial

from danvan_cli.answers import Answers
from danvan_cli.errors import UsageError
from danvan_cli.findings import by_weight
from danvan_cli.intake.crew.workers import Crew, Task, at_work
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.intake.identity.home import Home, Voice, folder_of, settle_home, voice_of_name
from danvan_cli.intake.knowledge import fingerprint
from danvan_cli.intake.mail import Mail, MailKind, read_bytes
from danvan_cli.ledger.books.readings import Reading
from danvan_cli.ledger.store import Ledger
from danvan_cli.ledger.taking_in.clerk import Clerk, kept_before
from danvan_cli.ledger.taking_in.examination import Terms, examine
from danvan_cli.ledger.taking_in.in_hand import Held, InHand
from danvan_cli.ledger.taking_in.rereading import terms_again
from danvan_cli.ledger.taking_in.run import Request, Run, settle, tell_locked, tell_withdrawn
from danvan_cli.units import Register

_ENOUGH_TO_BELIEVE = 4  # files of a folder; what they say themselves decides


def receive(
    mails: Sequence[Mail],
    request: Request,
    register: Register,
    *,
    ledger: Ledger | None,
    told: Callable[[int], None] = lambda _: None,
) -> Run:
    """Read, identify and check all mail; with a ledger, keep it and settle what stands.

    A home is believed by the names of files alone, and settled by what they say; what was examined under another
    belief is examined again.
    """
    run = Run()
    reporters = ledger.reporters() if ledger else []
    decided = ledger.decisions.last if ledger else 0
    answers = ledger.decisions.answers() if ledger else request.answers
    with closing(Held()) as held:
        with at_work(examine, len(mails), request.jobs) as crew:
            knowledge = fingerprint(request.workspace, request.severities)
            believed = _believed(mails, request, register, reporters)
            reads = list(_examined(mails, _terms(request, believed, answers), knowledge, ledger, crew, held, told))
            voices = [_voice(read, register) for read in reads if read.mail.kind is MailKind.RETURN and not read.kept]
            run.home = settle_home(voices, request.home, register, reporters)
            again = [read for read in reads if read.is_examined and _around(run.home, read) != _around(believed, read)]
            terms = _terms(request, run.home, answers)
            work = partial(examine, terms=terms)
            for task in crew.do(work, (_once_more(read) for read in again)):
                _done_again(task, held)
            if ledger:
                _read_again([read for read in reads if read.stale], terms, ledger, crew, held)
        clerk = Clerk(run, register, ledger, terms, decided, knowledge, held)
        with ledger.one_after_another() if ledger else nullcontext():
            refused_last = sorted(reads, key=lambda read: read.refused)  # what stands then stands before them
            taken = {id(read): clerk.take(read) for read in refused_last}
        run.files += [taken[id(read)] for read in reads]
    if ledger:
        run.raised = settle(ledger, clerk.kept)
    for report in run.files:
        if ledger:
            tell_withdrawn(ledger, report)
            tell_locked(ledger, report)
        report.findings.sort(key=by_weight)
    return run


def _believed(mails: Sequence[Mail], request: Request, register: Register, reporters: Sequence[str]) -> Home | None:
    """The home by the names of some files of each folder."""
    folders: dict[str, list[Voice]] = {}
    for mail in mails:
        some = folders.setdefault(folder_of(mail.shown), [])
        if len(some) < _ENOUGH_TO_BELIEVE and mail.kind is MailKind.RETURN:
            some.append(voice_of_name(mail.shown, register))
    try:
        return settle_home([voice for some in folders.values() for voice in some], request.home, register, reporters)
    except UsageError:  # the home that is said may be clear once the year is known
        return None


def _voice(read: InHand, register: Register) -> Voice:
    return read.voice or voice_of_name(read.mail.shown, register)


def _around(home: Home | None, read: InHand) -> tuple[str, str] | None:
    return home.around(read.mail.shown) if home else None


def _terms(request: Request, home: Home | None, answers: Answers) -> Terms:
    return Terms(
        home, request.period, request.unit, request.strict, request.workspace, request.password, request.severities,
        answers=answers,
    )  # fmt: skip


def _examined(
    mails: Sequence[Mail],
    terms: Terms,
    knowledge: str,
    ledger: Ledger | None,
    crew: Crew,
    held: Held,
    told: Callable[[int], None],
) -> Iterator[InHand]:
    """All mail in the order of the input: returns through the workers, unless the ledger knows them already."""
    asked_anew = bool(terms.unit or terms.period)
    tasks = (_taken_up(mail, None if asked_anew else ledger, knowledge) for mail in mails)
    for done, task in enumerate(crew.do(partial(examine, terms=terms), tasks), start=1):
        read: InHand = task.subject
        read.examined, read.failure = task.answer, read.failure or task.finding
        read.voice = read.examined.voice if read.examined else None
        held.hold(read)
        yield read
        told(done)


def _read_again(reads: Sequence[InHand], terms: Terms, ledger: Ledger, crew: Crew, held: Held) -> None:
    """Files that were kept, with what is known now, each under the terms of its first reading."""
    alike: dict[tuple[Reading, str], list[InHand]] = {}
    for read in reads:
        if read.kept:
            alike.setdefault((ledger.readings.of(read.kept.id), folder_of(read.mail.shown)), []).append(read)
    for group in alike.values():
        mail, path = group[0].kept, group[0].mail.shown
        work = partial(examine, terms=terms_again(ledger, mail.id if mail else 0, path, terms))
        for task in crew.do(work, (_once_more(read) for read in group)):
            _done_again(task, held)


def _once_more(read: InHand) -> Task:
    read.fetch()
    return Task(read.mail.shown, read.content or b"", read, done=read.content is None)


def _done_again(task: Task, held: Held) -> None:
    read: InHand = task.subject
    if read.content is not None:
        read.examined, read.failure, read.aside = task.answer, task.finding, None
    held.hold(read)


def _taken_up(mail: Mail, ledger: Ledger | None, knowledge: str) -> Task:
    """Read the bytes here; only returns that nobody knows go to a worker."""
    read = InHand(mail)
    if mail.kind is not MailKind.IGNORED:
        try:
            read.content = read_bytes(mail)
        except Unreadable as unreadable:
            read.failure = unreadable.finding
    if mail.kind is MailKind.RETURN and read.content is not None:
        read.kept = kept_before(read, "accepted", ledger)
        read.stale = bool(ledger and read.kept and not ledger.readings.reads_so_with(read.kept.id, knowledge))
    work = mail.kind is MailKind.RETURN and read.content is not None and not read.kept
    return Task(mail.shown, read.content or b"", read, done=not work)
