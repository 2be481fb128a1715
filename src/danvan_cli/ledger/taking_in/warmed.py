"""Imported by the server whose copies the workers are: words, registers and readers are loaded once, before mail comes."""

from danvan_cli import indicators, units, vocabulary
from danvan_cli.intake.files import workbook
from danvan_cli.intake.words import headings
from danvan_cli.ledger.taking_in.examination import examine

__all__ = ["examine", "workbook"]

headings.reader(vocabulary.load(), indicators.load())
_REGISTER = units.load()
for _era in _REGISTER.eras:
    _REGISTER.find("Xã Tân Lập", on=_era.day)
