"""What a file says, before it is known whose it is: texts of units are still texts. `identify` makes Returns of it."""

from dataclasses import dataclass, field
from decimal import Decimal

from danvan_cli.findings import Finding
from danvan_cli.intake.files.stamp import Stamp
from danvan_cli.vocabulary import Coordinates, MemberSet


@dataclass(slots=True)
class DraftAmount:
    """An amount of an indicator beside a model or a figure, in the indicator's own unit."""

    code: str
    at: Coordinates  # what its column adds
    value: Decimal
    bound: str  # "", at-least, at-most, about
    upper: Decimal | None  # the end of a range
    cell: str


@dataclass(slots=True)
class DraftModel:
    """One row of a register: one model."""

    row: int  # zero-based row in the sheet
    cell: str  # the address of its name
    name: str
    unit_text: str | None  # the row's own unit as written (merged-down names filled in), or of its group row
    unit_cell: str | None  # without a unit: its blank cell, where the table has a column of units
    parent_text: str | None  # a group row or column around it that names a place ("HUYỆN KIM BẢNG")
    at: Coordinates  # field, level, holder, origin, block: from row, column, group rows (not the fixed ones of the table)
    stages: tuple[str, ...]  # stages the row itself shows (status text, ticked stage columns); empty: the table's
    registered: int | None = None  # "Năm đăng ký"
    code: str | None = None  # permanent model code, if a column has it
    texts: dict[str, str] = field(default_factory=dict)  # other attributes: note, address, head …
    years: dict[str, int] = field(default_factory=dict)  # the years in which stages were reached, as cells are dated
    amounts: list[DraftAmount] = field(default_factory=list)
    level_cell: str | None = None  # where the row itself says its level
    parent_cell: str | None = None  # where a column of its own names what is around it
    unclear: tuple[str, ...] = ()  # dimensions that it states in words or marks that nobody knows
    of_city: Finding | None = None  # what asks of which level "Thành phố" is: its place may tell


@dataclass(slots=True)
class DraftFigure:
    """One figure of a matrix row. `at` holds only what its column adds; `value` None: the cell is blank."""

    at: Coordinates  # {} for "Tổng số"; may hold "stage"; may hold two dimensions (field × holder)
    value: int | None
    cell: str
    text: str  # the heading, as one line


@dataclass(slots=True)
class DraftRow:
    """One row of a matrix: figures about one unit, or about a level, block or field of the reporter."""

    row: int
    cell: str  # the address of its label
    label: str
    unit_text: str | None  # None where the label is a member (level, block, field) or the row names nothing
    parent_text: str | None
    at: Coordinates  # from the label and the group rows
    figures: list[DraftFigure]
    amounts: list[DraftAmount] = field(default_factory=list)
    unclear: tuple[str, ...] = ()  # dimensions of which it names a member nobody knows
    numbered: bool = False  # as rows that stand beside one another are; totals are not


@dataclass(slots=True)
class DraftStatement:
    """A total over rows: never counted, always checked. (counting.md 1)"""

    kind: str  # "total" or "group"
    cell: str
    text: str
    at: Coordinates  # the column's (ticks and matrices), else {}
    stated: int
    computed: int | None  # what its rows give; None: not comparable
    rows: tuple[int, ...] = ()


@dataclass(slots=True)
class DraftGroup:
    """A group of models that is only a name nobody knows by its looks: "I | Thanh Hà", a place perhaps, else asked about."""

    name: str
    rows: tuple[int, ...]
    asked: Finding


@dataclass(slots=True)
class DraftTable:
    """One table of one sheet: a register or a matrix."""

    sheet: str
    kind: str  # "register" or "matrix"
    title: str  # the title lines over it, joined
    stage: str | None  # titled for it, from title or sheet name; None: not said
    fixed: Coordinates  # members that title, sheet name or file name fix for all its figures
    supplement: bool  # titled "bổ sung"
    models: list[DraftModel] = field(default_factory=list)
    rows: list[DraftRow] = field(default_factory=list)
    statements: list[DraftStatement] = field(default_factory=list)
    head: list[tuple[str, str]] = field(default_factory=list)  # (cell, text) of every line above the header, in order
    captions: list[tuple[str, str]] = field(default_factory=list)  # (cell, unit) of its captions that name units
    members: list[tuple[str, str]] = field(default_factory=list)  # (cell, text) of its captions that name none
    named_only: list[DraftGroup] = field(default_factory=list)
    of_parts: bool = False  # its units stand under "Thôn", "Địa chỉ", "Chi bộ": of a commune bare names are parts of it
    units_run_on: bool = False  # somebody answered that a unit holds for the rows below it that leave theirs blank
    none_stated: bool = False  # the sheet says "không có mô hình"
    headings: tuple[str, ...] = ()  # its columns' headings, each as one line
    numbered_on: bool = field(
        default=False, compare=False
    )  # its rows go on numbering those of the table before it, on another sheet
    form: str = field(default="", compare=False)  # the saved form that explains its columns: how, not what it says

    @property
    def unit_texts(self) -> list[str]:
        """The units of its rows as written."""
        said = [model.unit_text for model in self.models] + [row.unit_text for row in self.rows]
        return [text for text in said if text]

    @property
    def split_by(self) -> frozenset[frozenset[tuple[str, MemberSet]]]:
        """What the columns of a matrix count: other splits of the same rows are neither a version nor the rest of them."""
        return frozenset(frozenset(figure.at.items()) for row in self.rows[:1] for figure in row.figures)


@dataclass(slots=True)
class DraftFile:
    """One file, read and understood as far as it can be alone."""

    tables: list[DraftTable] = field(default_factory=list)
    head: list[tuple[str, str, str]] = field(
        default_factory=list
    )  # (sheet, cell, text) of head blocks of sheets with tables
    cover: DraftTable | None = None  # a sheet of few lines and no table before the first one: whose and when it is
    sheets: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    stamp: Stamp | None = None  # of a workbook that danvan made
