"""Sheets of macros and modules of old Excel, kept by new: the reading library gives a workbook up for them, so they are taken out."""

import zipfile
from io import BytesIO

from danvan_cli.intake.files.sheet_xml import Listed, Parts, without_comments, workbook_path

_FOLDER = "/macrosheets/"


def without_macro_sheets(content: bytes, parts: Parts, listed: list[Listed]) -> tuple[bytes, list[Listed]]:
    """A workbook and its list of sheets; where sheets of macros stand in it, packed anew without them. They hold no figures of ours."""
    macros = [sheet for sheet in listed if sheet.path is None or _FOLDER in f"/{sheet.path}"]
    if not macros:
        return content, listed
    path = workbook_path(parts)
    book = without_comments(parts[path])
    for macro in macros:
        book = book.replace(macro.tag, b"", 1)
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as package:
        for name, part in {**parts, path: book}.items():
            package.writestr(name, part)
    return into.getvalue(), [sheet for sheet in listed if sheet not in macros]
