"""One run over mail, and what the user is told of it: what came, what was refused, what is asked, what to do next."""

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from danvan_cli.answers import NONE, Answers
from danvan_cli.cli.delivery import deliver
from danvan_cli.cli.options import Format, Workspace, period_code
from danvan_cli.cli.speech import Exit, emit, leave
from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding, Severity, raise_severities
from danvan_cli.intake.files.unreadable import keep_to, limits
from danvan_cli.intake.forms.form_files import read_forms
from danvan_cli.intake.mail import collect
from danvan_cli.intake.words.movement import speak_as
from danvan_cli.ledger.taking_in.acceptance import receive as take_in
from danvan_cli.ledger.taking_in.run import OUTCOMES, FileReport, Request, Run
from danvan_cli.messages import text
from danvan_cli.periods import Period
from danvan_cli.tables.table import Listing
from danvan_cli.vietnamese import number
from danvan_cli.writers import beside, known_ending, render
from danvan_cli.writers.safe import plain

SHOWN_FINDINGS = 20
_OFTEN = (
    700,
    10,
    10,
)  # as Python itself looks for cycles: a letter is a web of them, and thousands would fill any memory


def receive(
    space: Workspace,
    paths: Sequence[Path],
    *,
    year: str | None,
    unit: str | None,
    keep: bool,
    strict: bool,
    jobs: int | None,
    form: Format,
    annotate: Path | None = None,
    password: str | None = None,
    cross_check: bool = False,
    findings: Path | None = None,
) -> None:
    """Run, tell, and leave with the exit code of what was found."""
    if form not in (Format.TABLE, Format.JSON):
        raise UsageError("format-not-here", format=str(form))
    if findings:
        known_ending(findings)
    if annotate:
        beside.check_folder(annotate)
    period = period_code(year) if year else None
    request = Request(
        home=space.home,
        period=period,
        unit=unit,
        strict=strict,
        jobs=jobs,
        workspace=space.store.parent,
        password=password,
        severities=space.settings.severity,
        answers=NONE if keep else _answers(space),
    )
    make_ready(space)
    if cross_check:
        keep_to(limits().model_copy(update={"cross_check": True}))
    if limits().cross_check and find_spec("openpyxl") is None:
        raise UsageError("cross-check-needs")
    with _undisturbed():
        mails = collect(paths)
        with _progress(len(mails)) as told:
            if keep:
                with space.ledger(create=True) as ledger:
                    run = take_in(mails, request, space.register, ledger=ledger, told=told)
            else:
                run = take_in(mails, request, space.register, ledger=None, told=told)
    _tell(space, run, form, kept=keep)  # first: what is kept is told, whatever becomes of the files that follow
    if annotate:
        from danvan_cli.cli.annotation import give_back

        gc.set_threshold(*_OFTEN)
        give_back(space, run, mails, annotate, password)
    if findings:
        deliver(_all_found(run), space, form, findings)
    _leave(run, strict=strict)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Nobody looks for cycles meanwhile, nor then in what it made: a run makes millions of objects and hardly one."""
    gc.unfreeze()  # another run of this process is over
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def make_ready(space: Workspace) -> None:
    """Take up what the workspace says of reading; what is badly written stops the run here, not file by file in the workers."""
    raise_severities(space.settings.severity)
    read_forms(space.store.parent)
    speak_as(space.store.parent)


def tell(space: Workspace, run: Run, form: Format, *, kept: bool, mend: str = "next-mend") -> None:
    """Say what became of a run's files, and leave with the exit code of what was found. `mend`: what to do with errors."""
    _tell(space, run, form, kept=kept, mend=mend)
    _leave(run)


def _tell(space: Workspace, run: Run, form: Format, *, kept: bool, mend: str = "next-mend") -> None:
    if form is Format.JSON:
        emit(render(document_of(space, run), "json"))
    else:
        emit("".join(line + "\n" for line in lines_of(space, run, kept=kept, mend=mend)))


def _leave(run: Run, *, strict: bool = False) -> None:
    """`strict`: what is asked only beside what others sent refuses no file, for that would hang on their order; the shell is told."""
    if refusing(run) or (strict and run.questions):
        leave(Exit.ERRORS_IN_DATA)


def refusing(run: Run) -> bool:
    """Whether there are errors in the data."""
    found = any(found.severity is Severity.ERROR for report in run.files for found in report.findings)
    return found or run.count("refused") > 0


def _answers(space: Workspace) -> Answers:
    """What was decided in this workspace: mail that is only looked at is read with it, too."""
    if not space.store.is_file():
        return NONE
    with space.ledger() as ledger:
        return ledger.decisions.answers()


def _all_found(run: Run) -> Listing:
    """Everything found, file by file, worst first."""
    rows = tuple(
        (
            report.path, found.sheet, found.cell, text("severity", found.severity).split(":")[0], found.code,
            found.message, found.hint,
        )
        for report in (*run.files, *run.raised)
        for found in report.findings
    )  # fmt: skip
    heads = ("file", "sheet", "cell", "severity", "code", "seen", "advice")
    title = text("screen", "findings-title", count=number(len(rows)))
    return Listing(title, tuple(text("screen", f"head-{head}") for head in heads), rows)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty() or total < 5:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    label = text("screen", "reading", count=total)
    columns = (TextColumn(label, markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        task = bar.add_task("", total=total)
        last = time.monotonic()

        def told(done: int) -> None:
            nonlocal last
            if done == total or time.monotonic() - last > 0.1:
                last = time.monotonic()
                bar.update(task, completed=done)

        yield told


def document_of(space: Workspace, run: Run) -> dict[str, Any]:
    """The contract of `ingest --format json`."""
    name = space.register.name_of
    raised = [
        {"path": report.path, "sha256": report.sha256, "findings": [found.document for found in report.findings]}
        for report in run.raised
    ]
    return {
        "files": [
            {
                "path": report.path,
                "sha256": report.sha256,
                "outcome": report.outcome,
                "returns": [
                    {
                        "reporter": {"code": received.reporter, "name": name(received.reporter)},
                        "period": received.period,
                        "stage": received.stage,
                        "models": received.models,
                        "observations": received.observations,
                    }
                    for received in report.returns
                ],
                "findings": [found.document for found in report.findings],
            }
            for report in run.files
        ],
        **{outcome: run.count(outcome) for outcome in OUTCOMES},
        "questions": run.questions,
        **({"raised": raised} if raised else {}),
    }


def lines_of(space: Workspace, run: Run, *, kept: bool = True, mend: str = "next-mend") -> Iterator[str]:
    """What matters first: what came in; then what was refused, what is asked, what to do next."""
    if not run.files:
        yield text("screen", "nothing-found")
        return
    if run.home and not run.home.said:
        yield text("screen", "home-found", home=space.register.full_name(run.home.code))
    yield from _what_came(run, kept=kept)
    yield from _not_counted(run)
    yield from _locked(run)
    yield from _refused(run)
    yield from _asked(run)
    yield from _next(space, run, kept=kept, mend=mend)


def _what_came(run: Run, *, kept: bool) -> Iterator[str]:
    taken = [report for report in run.files if report.outcome in ("accepted", "superseded")]
    units = {received.reporter for report in taken for received in report.returns}
    models = sum(received.models for report in taken for received in report.returns)
    figures = sum(received.observations for report in taken for received in report.returns) - models
    periods = sorted({received.period for report in taken for received in report.returns})
    said = text(
        "screen",
        "came" if kept else "would-come",
        files=number(len(taken)),
        units=number(len(units)),
        models=number(models),
        figures=number(figures),
        periods=", ".join(Period(period).name for period in periods),
    )
    if taken:
        replaced = run.count("superseded")
        yield said + (text("screen", "came-replacing", count=replaced) if replaced else "")
    rest = [
        text("screen", f"outcome-{outcome}", count=number(run.count(outcome)))
        for outcome in ("unchanged", "waiting", "refused", "ignored")
        if run.count(outcome)
    ]
    if rest:
        yield ("  " if taken else "") + " · ".join(rest)
    if again := sum(report.read_again for report in run.files):
        yield "  " + text("screen", "read-otherwise", count=again)


def _place(report: FileReport, found: Finding) -> str:
    return plain(" › ".join(part for part in (report.path, found.sheet, found.cell) if part))


def _not_counted(run: Run) -> Iterator[str]:
    """What came and does not count, taken back before or behind a newer one: nobody may think that it does."""
    for code, head in (("withdrawn-before", "withdrawn-head"), ("newer-stands", "newer-stands-head")):
        lines = [
            line
            for report in run.files
            for found in report.findings
            if found.code == code
            for line in (f"  {plain(report.path)}  {plain(found.message)}", f"      {plain(found.hint)}")
        ]
        if lines:
            yield ""
            yield text("audit", head)
            yield from lines[: 2 * SHOWN_FINDINGS]
            if len(lines) > 2 * SHOWN_FINDINGS:
                yield "  " + text("screen", "more", count=len(lines) // 2 - SHOWN_FINDINGS)


def _locked(run: Run) -> Iterator[str]:
    """What came for a locked period, and how it comes to count."""
    found = Counter(
        (plain(one.message), plain(one.hint))
        for report in run.files
        for one in report.findings
        if one.code == "period-locked"
    )
    for (message, hint), count in found.items():
        yield ""
        yield text("audit", "locked-files", count=number(count), message=message)
        yield f"      {hint}"


def _refused(run: Run) -> Iterator[str]:
    lines: list[str] = []
    for report in run.files:
        if report.outcome != "refused":
            continue
        errors = [found for found in report.findings if found.severity is Severity.ERROR]
        for found in errors or report.findings:
            lines.append(f"  {_place(report, found)}  {plain(found.message)}")
            if found.hint:
                lines.append(f"      {plain(found.hint)}")
    if lines:
        yield ""
        yield text("screen", "refused-head")
        yield from lines[: 2 * SHOWN_FINDINGS]
        if len(lines) > 2 * SHOWN_FINDINGS:
            yield "  " + text("screen", "more", count=(len(lines) - 2 * SHOWN_FINDINGS) // 2)


def _asked(run: Run) -> Iterator[str]:
    """Questions of one kind and one sentence stand together, with how often and where first."""
    groups: dict[str, list[tuple[FileReport, Finding]]] = {}
    for report in (*run.files, *run.raised):
        for found in report.findings:
            if found.severity is Severity.QUESTION and report.outcome != "refused":
                groups.setdefault(found.message, []).append((report, found))
    if not groups:
        return
    yield ""
    yield text("screen", "asked-head", count=len(groups), places=sum(map(len, groups.values())))
    for message, places in list(groups.items())[:SHOWN_FINDINGS]:
        yield f"  {plain(message)}"
        files = len({report.path for report, _ in places})
        where = _place(*places[0]) if len(places) == 1 else text("screen", "places", count=len(places), files=files)
        yield f"      {where}"
    if len(groups) > SHOWN_FINDINGS:
        yield "  " + text("screen", "more", count=len(groups) - SHOWN_FINDINGS)


def _next(space: Workspace, run: Run, *, kept: bool, mend: str) -> Iterator[str]:
    periods = sorted({received.period for report in run.files for received in report.returns})
    waiting = next((report for report in run.files if report.outcome == "waiting"), None) if kept else None
    if (kept and periods) or waiting or run.count("refused"):
        yield ""
    if waiting:
        yield next_enter(space, waiting.unit, waiting.period or (periods[-1] if periods else None), waiting.path)
    if kept and run.questions:
        yield text("screen", "next-decide")
    if kept and periods:
        yield text("screen", "next-summarize", period=periods[-1])
    elif run.count("refused"):
        yield text("screen", mend)


def next_enter(space: Workspace, unit: str | None, period: str | None, path: str) -> str:
    """How the figures of a file that waits are typed, ready to be copied."""
    named = space.register.name_of(unit) if unit else text("screen", "some-unit")
    return text(
        "screen", "next-enter", unit=plain(named), period=period or text("screen", "some-year"), path=plain(path)
    )
