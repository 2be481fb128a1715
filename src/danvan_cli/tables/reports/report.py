"""A declared report as one question that can be kept, and as one answer that is kept and printed."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from danvan_cli.indicators import Indicators
from danvan_cli.ledger.books.rows import dump
from danvan_cli.ledger.standing.margins import Filter
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.inquiry import Inquiry, read_inquiry
from danvan_cli.tables.reports.report_sentences import Told
from danvan_cli.tables.reports.report_shapes import ReportShape, TableShape
from danvan_cli.tables.selection.selectors import parse_by, parse_filter, parse_measure, parse_stage
from danvan_cli.tables.table import Listing, Note, Table

GENERAL = "general"
"""The note of a table that sends its reader to those for several tables."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a report, under the name that it is declared by."""

    name: str
    content: Table | Listing
    chart: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """An answer: the tables with figures in their order, what they say in words, and what had none."""

    title: str
    period: str
    period_name: str
    unit: tuple[str, str]
    as_of: datetime
    headings: dict[str, str]
    main: Table  # the first that counts: what the report is known by
    sections: tuple[Section, ...]
    silent: tuple[str, ...]  # titles of tables without a figure
    notes: tuple[Note, ...]  # what holds for several tables
    paragraphs: tuple[Told, ...]
    paper: str = ""  # the code it left under
    fingerprint: str = ""

    @property
    def provisional(self) -> bool:
        """Whether any of its figures wait for an answer: so does whoever signs it. (counting.md 8)"""
        tables = (self.main, *(one.content for one in self.sections))
        return any(isinstance(one, Table) and one.provisional for one in tables)


@dataclass(frozen=True)
class ReportInquiry:
    """What a report answers: its shape, about which unit and period, and the same two periods in one geography."""

    name: str
    shape: ReportShape
    asked: Inquiry
    compared: tuple[Inquiry, ...] = ()  # this period and the one before; none: nothing can be compared
    template: str = ""  # sha256 of the office's own document that it fills

    def at(self, moment: str | None) -> "ReportInquiry":
        """The same as it was known at another moment; None: now."""
        return replace(self, asked=self.asked.at(moment), compared=tuple(one.at(moment) for one in self.compared))

    @property
    def text(self) -> str:
        """As the ledger keeps it: equal questions give equal texts."""
        shape = self.shape.model_dump(mode="json", by_alias=True)
        return dump(
            {
                "report": self.name,
                "shape": shape,
                "asked": self.asked.text,
                "compared": [one.text for one in self.compared],
                **({"template": self.template} if self.template else {}),
            }
        )

    def inquiry(self, shape: TableShape, ledger: Ledger, indicators: Indicators) -> Inquiry:
        """The question of one table."""
        words, asked = ledger.vocabulary, self.asked.selectors
        own: dict[str, Filter] = {
            dimension: parse_filter(dimension, text, words) for dimension, text in shape.filters.items()
        }
        selectors = replace(
            asked,
            stage=parse_stage(shape.stage, words) if shape.stage else None if "stage" in shape.by else asked.stage,
            filters={**asked.filters, **own},
            measure=parse_measure(shape.measure, indicators),
            each_level=shape.each_level,
        )
        return Inquiry(selectors, parse_by(",".join(shape.by)), self.asked.default_stage)


def read_report_inquiry(text: str, indicators: Indicators) -> ReportInquiry:
    """A question back from the ledger."""
    said = json.loads(text)
    compared = tuple(read_inquiry(one, indicators) for one in said["compared"])
    shape = ReportShape.model_validate(said["shape"])
    return ReportInquiry(
        said["report"], shape, read_inquiry(said["asked"], indicators), compared, said.get("template", "")
    )


def template_of(text: str) -> str:
    """The fingerprint of the office's document that a report filled; empty: it filled none."""
    return str(json.loads(text).get("template", ""))


def is_report(text: str) -> bool:
    """Whether a question that the ledger keeps is that of a report."""
    return "report" in json.loads(text)
