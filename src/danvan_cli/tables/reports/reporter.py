"""A declared report put to the ledger, table by table, each answered by what the command of its kind prints."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.indicators import Indicators
from danvan_cli.ledger.store import Ledger
from danvan_cli.settings import Settings
from danvan_cli.tables.compared.series import series_of
from danvan_cli.tables.compared.series_lists import table_of_series
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.listings import listing_of_models
from danvan_cli.tables.models import list_models, unnamed
from danvan_cli.tables.origins import MOST, with_sources
from danvan_cli.tables.reconcile import check, checks, lists
from danvan_cli.tables.reporting.status import status_of
from danvan_cli.tables.reporting.status_lists import overview
from danvan_cli.tables.reports.marks import ToldBefore
from danvan_cli.tables.reports.report import GENERAL, Report, ReportInquiry, Section
from danvan_cli.tables.reports.report_sentences import filled, paragraphs, unit_inside
from danvan_cli.tables.reports.report_shapes import TableShape, Wording
from danvan_cli.tables.selection.query import FUNNEL, Question
from danvan_cli.tables.selection.selectors import parse_stage, stage_needed
from danvan_cli.tables.table import Listing, Note, Table
from danvan_cli.tables.titles import limits_of, split_of
from danvan_cli.vietnamese import number

_UNDER_EACH = ("provisional", "missing")  # who has not sent, what may change still: each table tells it for itself
_DIFFERENCES = 50  # so many of one kind are told; more nobody reads on paper


class Reporter:
    """Answers a report table by table, each by what the command of its kind prints."""

    def __init__(
        self,
        ledger: Ledger,
        inquiry: ReportInquiry,
        practice: Settings,
        indicators: Indicators,
        headings: Mapping[str, str],
    ) -> None:
        self._ledger, self._inquiry, self._practice, self._indicators = ledger, inquiry, practice, indicators
        self._headings = dict(headings)
        self._told_before = ToldBefore(ledger, indicators)
        for sentence in (one for paragraph in inquiry.shape.paragraphs for one in paragraph.sentences):
            if sentence.stage:
                parse_stage(sentence.stage, ledger.vocabulary)  # a stage that nothing is of would silence it for ever

    def report(self) -> Report:
        """All tables, at one moment."""
        shapes = self._inquiry.shape
        answers = {shape.id: self._answer(shape) for shape in shapes.tables}
        main = answers[shapes.main.id]
        if not isinstance(main, Table):
            raise TypeError
        if _is_silent(main):
            raise UsageError("report-empty", period=main.period_name, period_code=main.period)
        unit = main.unit[1] or self._headings.get("place", "")
        scope = {"period": main.period_name, "unit": unit, "theme": self._theme()}
        shown = [shape for shape in shapes.tables if shape.shown]
        named = {shape.id: self._named(shape, answers[shape.id], scope) for shape in shown}
        general = _general([named[shape.id] for shape in shown if shape.kind == "counts"])
        return Report(
            title=_about(shapes.title, scope),
            period=main.period,
            period_name=main.period_name,
            unit=main.unit,
            as_of=main.as_of,
            headings=self._headings,
            main=main,
            sections=tuple(
                Section(shape.id, _without(named[shape.id], general), shape.chart)
                for shape in shown
                if not _is_silent(answers[shape.id])
            ),
            silent=tuple(named[shape.id].title for shape in shown if _is_silent(answers[shape.id])),
            notes=general,
            paragraphs=paragraphs(shapes.paragraphs, answers, {**scope, "unit": unit_inside(scope["unit"])}),
        )

    def _theme(self) -> str:
        """What all of it is limited to, in words: "lĩnh vực kinh tế"."""
        return limits_of(self._ledger, self._inquiry.asked.selectors.filters)

    def _named(self, shape: TableShape, answer: Table | Listing, scope: Mapping[str, str]) -> Table | Listing:
        """The answer under the title that was declared, with the notes that were."""
        notes = (*answer.notes, *(Note("report", filled(str(one), scope)) for one in shape.notes))
        limited = shape.kind in ("counts", "compare", "models")
        known = {**scope, "split": self._split(shape, answer), **({} if limited else {"theme": ""})}
        title = _about(shape.title, known)
        if isinstance(answer, Table):
            return replace(answer, title=title, notes=notes)
        rows = tuple(tuple(map(_kept, row)) for row in answer.rows)
        return replace(answer, title=title, about=scope["unit"], notes=notes, rows=rows)

    def _split(self, shape: TableShape, answer: Table | Listing) -> str:
        """By what a table is split, for its title: what no figure of it states has no line or column. Units a title names itself."""
        filters = self._inquiry.inquiry(shape, self._ledger, self._indicators).selectors.filters
        by = split_of(self._ledger, (one for one in shape.by if one != "unit" and _shows(answer, one)), filters)
        return messages.text("report", "split", by=by) if by else ""

    def sourced(self, report: Report, most: int | None = None) -> Report:
        """The report with the cells behind the figures of its tables; `most`: so many of one table."""
        shapes = {shape.id: shape for shape in self._inquiry.shape.tables if shape.kind == "counts"}
        most = most or MOST // max(len(shapes), 1)
        return replace(report, sections=tuple(self._sourced(one, shapes, most) for one in report.sections))

    def _sourced(self, section: Section, shapes: Mapping[str, TableShape], most: int) -> Section:
        if section.name not in shapes or not isinstance(section.content, Table):
            return section
        inquiry = self._inquiry.inquiry(shapes[section.name], self._ledger, self._indicators)
        return replace(section, content=with_sources(self._ledger, inquiry, section.content, most))

    def _answer(self, shape: TableShape) -> Table | Listing:
        match shape.kind:
            case "counts":
                return self._counts(shape)
            case "compare":
                return self._compared(shape)
            case "coverage":
                question = self._question(shape)
                return overview(self._ledger, status_of(question, self._practice.reporting), on_paper=True)
            case "models":
                inquiry = self._inquiry.inquiry(shape, self._ledger, self._indicators)
                return self._models(inquiry)
            case _:
                question = self._question(shape)
                kinds = check.load(self._practice.reconcile)
                return lists.overview(self._ledger, checks.reconcile(question, kinds), question, most=_DIFFERENCES)

    def _question(self, shape: TableShape) -> Question:
        return self._inquiry.inquiry(shape, self._ledger, self._indicators).put_to(self._ledger)

    def _counts(self, shape: TableShape) -> Table:
        inquiry = self._inquiry.inquiry(shape, self._ledger, self._indicators)
        table = inquiry.table(self._ledger, self._headings)
        if table.stage in (None, FUNNEL) and "stage" not in shape.by:
            raise stage_needed(self._question(shape).by_stage, self._ledger.vocabulary)
        return self._told_before.marked(inquiry, table)

    def _compared(self, shape: TableShape) -> Table | Listing:
        if not self._inquiry.compared:
            return Listing("", (), ())
        both = [self._aligned(one, shape) for one in self._inquiry.compared]
        series = series_of(self._ledger, both, self._practice.reporting, self._headings)
        if series.totals[0] is None:  # nothing is known of the period before
            return Listing("", (), ())
        return replace(table_of_series(self._ledger, series), period_name=series.tables[-1].period_name)

    def _aligned(self, asked: Inquiry, shape: TableShape) -> Inquiry:
        """One of the periods compared, asked as the table is declared."""
        own = replace(self._inquiry, asked=asked).inquiry(shape, self._ledger, self._indicators)
        stage = own.selectors.stage or self._question(shape).stage
        return replace(own, selectors=replace(own.selectors, stage=stage or None))

    def _models(self, inquiry: Inquiry) -> Listing:
        """The models that stand, field by field."""
        question = inquiry.put_to(self._ledger)
        found = list_models(question)
        words = self._ledger.vocabulary
        found.sort(key=lambda model: words.order("field", model.field))  # within a field as they were
        listing = listing_of_models(question, found, self._indicators, unnamed=unnamed(question))
        # where each stands is told by `danvan models` and by the sheet of sources
        return replace(listing, headings=listing.headings[:-1], rows=tuple(row[:-1] for row in listing.rows))


def _about(wording: Wording, scope: Mapping[str, str]) -> str:
    """A title; what it is limited to stands behind it, where it does not say so itself."""
    title, theme = filled(str(wording), scope), scope["theme"]
    return title if not theme or theme in title else f"{title} · {theme}"


def _general(tables: Sequence[Table | Listing]) -> tuple[Note, ...]:
    """Notes that several tables share: they are told once for all."""
    shared = Counter(note for table in tables for note in dict.fromkeys(table.notes) if note.code not in _UNDER_EACH)
    return tuple(note for note, times in shared.items() if times > 1)


def _without(content: Table | Listing, general: Collection[Note]) -> Table | Listing:
    """The answer without what is told for all, and where that stands."""
    own = tuple(note for note in content.notes if note not in general)
    if len(own) < len(content.notes):
        own = (*own, Note(GENERAL, messages.text("report", "general")))
    return replace(content, notes=own)


def _kept(value: str | int | Decimal | None) -> str | int | None:
    """A value of a list as the ledger gives it back: fractions as they are printed."""
    return number(value) if isinstance(value, Decimal) else value


def _is_silent(answer: Table | Listing) -> bool:
    """Whether an answer has no figure, or none that is split as it was asked for: all of it is not stated."""
    if isinstance(answer, Listing):
        return not answer.rows
    known = [cell for cell in answer.cells if cell.value is not None]
    return not known or (bool(answer.by) and not any(members for cell in known for members in cell.at))


def _shows(answer: Table | Listing, dimension: str) -> bool:
    """Whether a figure states the dimension; of what has no figures nobody can tell."""
    if isinstance(answer, Listing) or _is_silent(answer):
        return True
    return any(cell.at[answer.by.index(dimension)] for cell in answer.cells if cell.value is not None)
