"""CSV: one line per finest cell, labels and codes; nothing in it runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from danvan_cli import vocabulary
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.selection.geography import bracketed
from danvan_cli.tables.table import Listing, Table
from danvan_cli.vietnamese import enumerated
from danvan_cli.vocabulary import MemberSet
from danvan_cli.writers.printed import say
from danvan_cli.writers.safe import csv_cell

_BOM = "\ufeff"  # without it Excel on Windows takes UTF-8 for its own code page


def text(content: Table | Listing) -> str:
    """The lines, for stdout."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in _cells(content) if isinstance(content, Table) else (content.headings, *content.rows):
        writer.writerow([csv_cell(value) if isinstance(value, str) else value for value in row])
    return out.getvalue()


def file(content: Table | Listing) -> bytes:
    """The lines as Excel on Windows expects them."""
    return (_BOM + text(content).replace("\n", "\r\n")).encode()


def _cells(table: Table) -> Iterable[Sequence[str | Number | None]]:
    """Every dimension as its label and its code in the selectors' spelling: `huyen+xa`, `none`."""
    yield [*(head for dim in table.by for head in (dimension_name(dim), dim)), say("count-of", what=table.counted_in)]
    for cell in table.cells:
        yield [
            *(text for dim, at in zip(table.by, cell.at, strict=True) for text in _named(table, dim, at)),
            cell.value,
        ]


def _named(table: Table, dimension: str, at: MemberSet) -> tuple[str, str]:
    if not at:
        return say("not-stated"), "none"
    labels = table.labels.get(dimension, {})
    names = [labels.get(code, code) for code in at]
    return bracketed(names) if dimension == "unit" else enumerated(names, say("and")), "+".join(sorted(at))


def dimension_name(dimension: str) -> str:
    """What a dimension is called in the language spoken now."""
    if dimension in vocabulary.DIMENSIONS:
        return vocabulary.load()[dimension].title
    return say(f"dim-{dimension}") or dimension
