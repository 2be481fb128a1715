"""Markdown: the printed table as a pipe table, for mail and web pages."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from danvan_cli.tables.table import Listing, Table
from danvan_cli.vietnamese import number
from danvan_cli.writers.printed import lay_out, say
from danvan_cli.writers.safe import md_text


def text(content: Table | Listing) -> str:
    """The page, for stdout."""
    lines = _table(content) if isinstance(content, Table) else _listing(content)
    return "\n".join(lines) + "\n"


def file(content: Table | Listing) -> bytes:
    """The page, for a file."""
    return text(content).encode()


def _table(table: Table) -> Iterable[str]:
    printed = lay_out(table)
    yield f"# {md_text(printed.title)}"
    yield ""
    about = [
        printed.subtitle,
        say("provisional") if printed.provisional else "",
        say("unit-of-count", what=printed.counted_in),
    ]
    yield md_text(" · ".join(part for part in about if part))
    yield ""
    head = " / ".join(part for part in (printed.row_head, printed.column_head) if part)
    yield _row([head, *printed.heads])
    yield _row(["---", *("---:" for _ in printed.heads)], raw=True)
    for row in printed.rows:
        yield _row([row.label, *map(str, row.all)])
    if printed.foot:
        figures = [f"**{md_text(str(figure))}**" if str(figure) else "" for figure in printed.foot.all]
        yield _row([f"**{md_text(printed.foot.label)}**", *figures], raw=True)
    yield ""
    for note in printed.footnotes:
        yield f"- {md_text(note)}"


def _listing(listing: Listing) -> Iterable[str]:
    yield f"# {md_text(listing.title)}"
    yield ""
    counts = [any(isinstance(value, int | Decimal) for value in column) for column in zip(*listing.rows, strict=True)]
    yield _row(listing.headings)
    yield _row(["---:" if count else "---" for count in counts or [False] * len(listing.headings)], raw=True)
    for row in listing.rows:
        yield _row([value or "" if isinstance(value, str | None) else number(value) for value in row])
    yield ""
    for note in listing.notes:
        yield f"- {md_text(note.message)}"


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else md_text(cell) for cell in cells) + " |"
