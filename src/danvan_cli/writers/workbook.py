"""The official xlsx of one table or list, the figures linked to the sheet of their sources."""

import io

from xlsxwriter import Workbook

from danvan_cli.tables.table import Listing, Table
from danvan_cli.writers import list_sheet, table_sheet
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.paper import OPTIONS, Place, properties
from danvan_cli.writers.printed import say
from danvan_cli.writers.safe import sheet_name
from danvan_cli.writers.source_sheet import SourceSheet


def file(content: Table | Listing, *, profile: str = "party-2018") -> bytes:
    """The workbook's bytes. The same table gives the same bytes."""
    out, form = io.BytesIO(), profile_named(profile)
    book = Workbook(out, OPTIONS)
    book.set_properties(properties(content.title, content.as_of if isinstance(content, Table) else None))
    if isinstance(content, Table):
        sources = SourceSheet([("", content)])
        place = Place(sheet_name(content.title.partition(" · ")[0], say("sheet")), office=content.headings)
        table_sheet.fill(book, content, form, place, lambda figure: sources.link(0, figure))
        sources.write(book, form)
    else:
        list_sheet.fill(book, content, form, Place(sheet_name(content.title, say("sheet"))))
    book.close()
    return out.getvalue()
