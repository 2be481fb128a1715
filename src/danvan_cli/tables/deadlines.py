"""When returns of a period are due, and which days a reporting year covers: what the workspace's settings say."""

from datetime import date, timedelta

from danvan_cli.periods import Period
from danvan_cli.settings import Reporting

_OF_THE_YEAR_AFTER = 6  # a return of a year is due late in it, or in the first months of the next


def due(reporting: Reporting, period: str) -> date | None:
    """The last day on which a return of this period is in time; None where the workspace names none.

    `deadline` is about whole years; other periods have one where `deadlines` names them.
    """
    if period in reporting.deadlines:
        return reporting.deadlines[period]
    if not (reporting.deadline and period.isdigit()):
        return None
    day = date.fromisoformat(f"{period}-{reporting.deadline}")
    return day.replace(year=day.year + 1) if day.month <= _OF_THE_YEAR_AFTER else day


def span(reporting: Reporting, period: str) -> tuple[date, date]:
    """The first and the last day that a period covers; a year ends with the cut-off, and the next begins after it."""
    held = Period(period)
    if not (reporting.cut_off and period.isdigit()):
        return held.first, held.last
    last = date.fromisoformat(f"{period}-{reporting.cut_off}")
    return last.replace(year=last.year - 1) + timedelta(days=1), last
