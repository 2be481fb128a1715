"""A kept file is read again under the terms of its first reading; what was answered or learnt since is what is new."""

from dataclasses import replace

from danvan_cli.intake.home import Home, folder_of
from danvan_cli.ledger.examination import Paper, Terms
from danvan_cli.ledger.store import Ledger


def terms_again(ledger: Ledger, mail: int, path: str, now: Terms, paper: Paper | None = None) -> Terms:
    """Where names were looked up and what the user said of the file, as then; all else as it is now."""
    reading = ledger.readings.of(mail)
    around = {folder_of(path): reading.around} if reading.around else {}
    return replace(
        now,
        home=Home(reading.home, said=reading.home_said, folders=around) if reading.home else None,
        period=reading.period,
        unit=reading.unit,
        strict=False,
        paper=paper,
    )
