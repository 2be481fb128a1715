"""Sheets of macros and modules of old Excel, kept by new: the reading library gives a workbook up for them, so they are taken out."""

import zipfile
from io import BytesIO

from danvan_cli.intake import sheet_xml
from danvan_cli.intake.sheet_xml import Parts

_FOLDER = "/macrosheets/"


def without_macro_sheets(content: bytes, parts: Parts) -> tuple[bytes, Parts]:
    """A workbook and its XML parts; where it lists sheets of macros, packed anew without them. They hold no figures of ours."""
    path = sheet_xml.workbook_path(parts)
    macros = [tag for tag, target in sheet_xml.listed(parts, path) if target is None or _FOLDER in f"/{target}"]
    if not macros:
        return content, parts
    book = sheet_xml.without_comments(parts[path])
    for tag in macros:
        book = book.replace(tag, b"", 1)
    left = {**parts, path: book}
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as package:
        for name, part in left.items():
            package.writestr(name, part)
    return into.getvalue(), left
