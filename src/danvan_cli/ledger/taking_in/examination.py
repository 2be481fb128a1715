"""What is done with one file in a worker: understood, identified, checked and prepared; only that travels back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath

from danvan_cli import units, vocabulary
from danvan_cli.answers import NONE, Answers
from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding, Severity, raise_severities
from danvan_cli.intake.checks.belongs import set_apart
from danvan_cli.intake.checks.rules import check
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.identity.evidence import Evidence, gather
from danvan_cli.intake.identity.home import Home, Voice, voice_of
from danvan_cli.intake.identity.identify import identify
from danvan_cli.intake.understand import understand
from danvan_cli.ledger.books.rows import Prepared, Received, prepare, received
from danvan_cli.returns import Return


@dataclass(frozen=True, slots=True)
class Paper:
    """The scan or letter that a person read: the figures are its, wherever they were typed."""

    sha256: str
    dated: date | None = None  # as it stands on the paper


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all files of a run. `home`: the place inside which names are read, as far as it is known."""

    home: Home | None
    period: str | None
    unit: str | None
    strict: bool
    workspace: Path | None
    password: str | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)  # what the workspace takes more seriously
    paper: Paper | None = None  # what was typed, and is not the file itself
    answers: Answers = NONE  # what was decided about questions


@dataclass(frozen=True, slots=True)
class Examined:
    """A file's returns, ready to be kept, and all that was found. `stopped`: the run was asked for something impossible."""

    findings: tuple[Finding, ...]
    reporter: str | None
    period: str | None
    refused: bool
    received: tuple[Received, ...] = ()
    returns: tuple[Prepared, ...] = ()
    stopped: tuple[str, dict[str, object]] | None = None
    voice: Voice | None = None  # where the file belongs by what it says, whatever the terms
    dated: date | None = None  # the day that a refused file bears; of others each return says it


def examine(content: bytes, path: str, terms: Terms) -> Examined:
    """What a file says, whose it is and when, which unit each row means, and whether its sums can be."""
    raise_severities(terms.severities)
    digest = terms.paper.sha256 if terms.paper else sha256(content).hexdigest()
    draft = understand(content, PurePath(path).name, terms.workspace, terms.password, terms.answers, digest)
    set_apart(draft, path)
    if not draft.tables:  # nothing was read: whose it is does not matter any more
        findings = draft.findings or [Finding("no-table-found")]
        return Examined(tuple(findings), None, None, refused=True)
    evidence = gather(draft, path)
    return replace(_examine(draft, evidence, terms, digest), voice=voice_of(evidence, units.load(terms.workspace)))


def examine_typed(draft: DraftFile, path: str, terms: Terms) -> Examined:
    """The same for figures that were typed one by one; `path` is where their paper lies."""
    raise_severities(terms.severities)
    return _examine(draft, gather(draft, path), terms, terms.paper.sha256 if terms.paper else "")


def _examine(draft: DraftFile, evidence: Evidence, terms: Terms, digest: str) -> Examined:
    words = vocabulary.load(terms.workspace, terms.answers.words)
    try:
        found = identify(
            draft,
            evidence,
            home=terms.home,
            register=units.load(terms.workspace),
            vocabulary=words,
            period=terms.period,
            unit=terms.unit,
            answers=terms.answers,
            typed=terms.paper is not None,
        )
    except UsageError as error:
        return Examined((), None, None, refused=True, stopped=(error.code, error.seen))
    returns = [_of_paper(ret, terms.paper) if terms.paper else ret for ret in found.returns]
    of_form = draft.stamp is not None and draft.stamp.is_form
    breaches = [breach for ret in returns for breach in check(ret, words, names_once=of_form)]
    asked = [finding for finding in draft.findings if finding not in found.answered]
    findings = [*asked, *found.findings, *breaches]
    refused = any(finding.severity is Severity.ERROR for finding in findings)
    refused = refused or (terms.strict and any(terms.answers.leave_open(finding, digest) for finding in findings))
    if not refused and not returns:
        findings.append(Finding("no-table-found"))
        refused = True
    if refused:
        return Examined(tuple(findings), found.reporter, found.period, refused=True, dated=evidence.dated)
    return Examined(
        tuple(findings),
        found.reporter,
        found.period,
        refused=False,
        received=tuple(received(ret) for ret in returns),
        returns=tuple(prepare(ret) for ret in returns),
    )


def _of_paper(ret: Return, paper: Paper) -> Return:
    """A typed return speaks with the paper's date, and answers what was typed from the same paper before."""
    return ret.model_copy(update={"answers": paper.sha256, "dated": paper.dated or ret.dated})
