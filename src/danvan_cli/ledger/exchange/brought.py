"""What a bundle says in codes, before anything is done with it: units, periods, members, days that exist; figures that were typed."""

from datetime import date

from danvan_cli.answers import DIMENSION_OF, OF_NAMES, OF_UNITS, key_of
from danvan_cli.errors import DanvanError
from danvan_cli.findings import Finding
from danvan_cli.intake.typed import Typed, draft_of, none_at_all
from danvan_cli.intake.words.numbers import Count
from danvan_cli.ledger.exchange.bundle import SentDecision, SentEntry, SentMail
from danvan_cli.ledger.taking_in.examination import Examined, Terms, examine_typed
from danvan_cli.periods import Period
from danvan_cli.units import Register
from danvan_cli.vocabulary import DIMENSIONS, Vocabulary, load


def is_unit(code: str, register: Register) -> bool:
    """Whether the register of this danvan has the unit."""
    try:
        return register.get(code).code == code
    except (KeyError, ValueError, IndexError):
        return False


def check_sent(sent: SentMail, words: Vocabulary) -> None:
    """DanvanError where a file is said to be of a period, day or member that there is not."""
    try:
        for period in (sent.period, sent.reading.period if sent.reading else None):
            if period is not None:
                _ = Period(period).first, Period(period).last
        if sent.entry:
            day_of(sent.entry)
    except ValueError as error:
        raise DanvanError("bundle-unsound", path=sent.path) from error
    if sent.outcome == "accepted" and (sent.period is None or sent.reading is None):
        raise DanvanError("bundle-unsound", path=sent.path)
    if sent.entry and sent.outcome != "accepted":
        raise DanvanError("bundle-unsound", path=sent.path)
    for dimension, code in _members(sent.entry) if sent.entry else ():
        if dimension not in DIMENSIONS or code not in words[dimension].members:
            raise DanvanError("bundle-member-unknown", path=sent.path, member=f"{dimension}={code}")


def _members(entry: SentEntry) -> list[tuple[str, str]]:
    stage = [("stage", entry.stage)] if entry.stage else []
    return stage + [(name, code) for one in entry.figures for name, codes in one.at.items() for code in codes or ("",)]


def day_of(entry: SentEntry) -> date | None:
    """The date on the paper."""
    return date.fromisoformat(entry.dated) if entry.dated else None


def examine_figures(entry: SentEntry, sent: SentMail, terms: Terms, register: Register) -> Examined:
    """Figures that were typed one by one, as if they were typed here."""
    if not entry.figures:
        return examine_typed(none_at_all(entry.stage), sent.path, terms)
    figures = [
        Typed({name: tuple(sorted(set(codes))) for name, codes in one.at.items()}, Count(one.value))
        for one in entry.figures
    ]
    draft = draft_of(figures, register.name_of(sent.unit), entry.stage, sent.period or "", load(terms.workspace))
    return examine_typed(draft, sent.path, terms)


def is_about(
    sent: SentDecision, finding: Finding, digests: set[str], asked: set[str], register: Register, office: str
) -> bool:
    """Whether an answer is about what the files of the bundle ask. A text is answered for all files: it must stand in one.

    Names are answered for a place, and only by the office that it belongs to.
    """
    try:
        if sent.code in OF_NAMES:
            units = (str(finding.seen["place"]), str(finding.seen["body"]))
            ours = all(is_unit(unit, register) and register.is_within(unit, office) for unit in units)
            return ours and sent.key == key_of(finding, "")
        if sent.code in DIMENSION_OF or sent.code in OF_UNITS:
            return sent.key in asked and sent.key == key_of(finding, "")
        return any(sent.key == key_of(finding, digest) for digest in digests if digest in sent.key)
    except KeyError:
        return False
