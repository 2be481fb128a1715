"""A kept file is read again under the terms of its first reading; what was answered or learnt since is what is new."""

from dataclasses import replace

from danvan_cli.intake.identity.home import Home, folder_of
from danvan_cli.ledger.books.readings import Reading
from danvan_cli.ledger.store import Ledger
from danvan_cli.ledger.taking_in.examination import Paper, Terms
from danvan_cli.units import Register


def terms_again(ledger: Ledger, mail: int, path: str, now: Terms, paper: Paper | None = None) -> Terms:
    """Where names were looked up and what the user said of the file, as then; all else as it is now."""
    return terms_of(ledger.readings.of(mail), path, now, paper)


def terms_of(reading: Reading, path: str, now: Terms, paper: Paper | None = None) -> Terms:
    """The same, of a reading that is at hand."""
    around = {folder_of(path): reading.around} if reading.around else {}
    return replace(
        now,
        home=Home(reading.home, said=reading.home_said, folders=around) if reading.home else None,
        period=reading.period,
        unit=reading.unit,
        strict=False,
        paper=paper,
    )


def rank(reading: Reading, register: Register) -> tuple[object, ...]:
    """Of two readings the better ranks higher: the narrower home, then what somebody said of the file itself."""
    depth = len(register.ancestors(reading.home)) if reading.home else -1
    said = (reading.unit or "", reading.period or "", reading.around or "", reading.home or "")
    return depth, reading.unit is not None, reading.period is not None, said, reading.home_said
