"""Declared reports: which tables they hold and what their paragraphs say. (`data/reports/*.toml`, `reports/*.toml` of a workspace)"""

from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from danvan_cli import messages, settings, shipped
from danvan_cli.errors import UsageError

_FOLDER = "reports"


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Wording(_Declared):
    """The same in both languages; without the English one the Vietnamese stands."""

    vi: str
    en: str = ""

    def __str__(self) -> str:
        """In the language spoken now."""
        return (self.en if messages.language() == "en" else "") or self.vi


def _gaps(*known: str) -> Callable[[Wording], Wording]:
    """Checks that a wording has these gaps only."""

    def check(wording: Wording) -> Wording:
        try:
            parts = [part for text in (wording.vi, wording.en) for part in Formatter().parse(text)]
        except ValueError as error:
            raise PydanticCustomError("gap", "an open bracket") from error
        if any(name not in known or form or turn for _, name, form, turn in parts if name is not None):
            raise PydanticCustomError("gap", "an unknown gap")
        return wording

    return check


About = Annotated[Wording, AfterValidator(_gaps("period", "unit", "theme"))]
Titled = Annotated[Wording, AfterValidator(_gaps("period", "unit", "theme", "split"))]
"""A table's title; `{split}` is "chia theo lĩnh vực và cấp", as far as the table is."""
Saying = Annotated[
    Wording, AfterValidator(_gaps("period", "unit", "theme", "stage", "total", "lines", "coverage", "change"))
]
Naming = Annotated[Wording, AfterValidator(_gaps("name", "value"))]


class TableShape(_Declared):
    """One table: what it counts and by what. Nothing is computed here: the roll-up and its kin answer."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: Titled
    kind: Literal["counts", "compare", "coverage", "models", "gaps"] = "counts"
    by: tuple[str, ...] = ()
    stage: str | None = None
    filters: dict[Literal["field", "level", "holder", "origin", "block"], str] = {}  # as the options of `summarize`
    measure: str = "models"
    each_level: bool = Field(False, alias="each-level")
    notes: tuple[About, ...] = ()
    chart: bool = False
    shown: bool = True  # False: only the paragraphs speak of it


class Sentence(_Declared):
    """One sentence about one table; left unsaid where the table knows nothing of what it says.

    One that begins with a semicolon goes on from the one before it.
    """

    of: str  # the table's id
    says: Saying
    stage: str | None = None  # only figures of this stage are told so
    otherwise: Saying | None = None  # how those of other stages are
    each: Naming | None = None  # how {lines} names one: "cấp {name} {value}"

    @property
    def gaps(self) -> set[str]:
        """What it says of the table, in any wording."""
        wordings = [self.says, *([self.otherwise] if self.otherwise else [])]
        return {
            name for one in wordings for text in (one.vi, one.en) for _, name, _, _ in Formatter().parse(text) if name
        }


class Paragraph(_Declared):
    """Sentences, or what a person must write."""

    heading: About | None = None
    sentences: tuple[Sentence, ...] = ()
    write: About | None = None


class ReportShape(_Declared):
    """A report as it is declared."""

    title: About
    tables: tuple[TableShape, ...] = Field(alias="table", min_length=1)
    paragraphs: tuple[Paragraph, ...] = Field((), alias="paragraph")

    @property
    def main(self) -> TableShape:
        """The table that the report is known by: the first that counts."""
        return next(one for one in self.tables if one.kind == "counts")


_MOST_BY = {"compare": 1, "coverage": 0, "models": 0, "gaps": 0}
_SPOKEN_OF = ("counts", "compare")


def names(workspace: Path | None) -> list[str]:
    """The reports that are declared."""
    return sorted({file.stem for folder in _folders(workspace) for file in folder.glob("*.toml")})


def load(name: str, workspace: Path | None) -> ReportShape:
    """A report by its name: the workspace's own, else the shipped one. UsageError where it is none, or says what is no report."""
    known = names(workspace)
    if name not in known:
        raise UsageError("report-unknown", report=name, known=", ".join(known))
    file = next(path for folder in _folders(workspace) if (path := folder / f"{name}.toml").is_file())
    try:
        found = ReportShape.model_validate(settings.read(file))
    except ValidationError as error:
        raise UsageError("report-unusable", file=str(file), faults="; ".join(_faults(error))) from error
    if not any(table.kind == "counts" for table in found.tables):
        raise UsageError("report-without-counts", file=str(file))
    ids = [table.id for table in found.tables]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice:
        raise UsageError("report-table-twice", file=str(file), table=twice)
    for table in found.tables:
        if len(table.by) > _MOST_BY.get(table.kind, len(table.by)):
            raise UsageError(f"report-by-{table.kind}", file=str(file), table=table.id)
    kinds = {table.id: table.kind for table in found.tables}
    for sentence in (one for paragraph in found.paragraphs for one in paragraph.sentences):
        if sentence.of not in kinds:
            raise UsageError("report-table-unknown", file=str(file), table=sentence.of, known=", ".join(ids))
        if kinds[sentence.of] not in _SPOKEN_OF or ("change" in sentence.gaps and kinds[sentence.of] != "compare"):
            raise UsageError("report-sentence-mute", file=str(file), table=sentence.of, kind=kinds[sentence.of])
    return found


def _folders(workspace: Path | None) -> list[Path]:
    """Where reports lie, the workspace's first."""
    return [*([workspace / _FOLDER] if workspace else []), shipped.folder() / _FOLDER]


_FAULTS = {"missing": "missing", "extra_forbidden": "extra", "gap": "gap"}


def _faults(error: ValidationError) -> Iterator[str]:
    """What is wrong, place by place: `table › 2 › by: …`; not that what holds a fault is at fault, too."""
    faults = {fault["loc"]: fault["type"] for fault in error.errors()}
    for at, kind in faults.items():
        if not any(other[: len(at)] == at and other != at for other in faults):
            place = " › ".join(str(part + 1) if isinstance(part, int) else part for part in at if part != "[key]")
            yield f"{place}: {messages.text('report', 'fault-' + _FAULTS.get(kind, 'wrong'))}"
