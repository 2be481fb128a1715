"""The fonts of a workbook's cells, looked at only where the workbook has one from before Unicode."""

import re

from lxml import etree

from danvan_cli.intake.files.legacy_text import Fonts, encoding_of_font
from danvan_cli.intake.files.sheet_xml import Parts, column

_MAY_BE_OLD = (b'".vn', b"'.vn", b'"vni', b"'vni")  # how their names begin
_CELL = re.compile(rb"<c\s(?=[^>]*?\br=[\"']([A-Z]{1,3})(\d+))(?=[^>]*?\bs=[\"'](\d+))")
_MAIN = "{*}"


def old_fonts(parts: Parts) -> list[str] | None:
    """The font of each cell format, where one of them writes before Unicode."""
    styles = parts.get("xl/styles.xml", b"")
    small = styles.lower()
    if not any(begins in small for begins in _MAY_BE_OLD):
        return None
    root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    names = [
        str(name.get("val")) if (name := font.find(f"{_MAIN}name")) is not None else ""
        for font in root.iterfind(f"{_MAIN}fonts/{_MAIN}font")
    ]
    formats = [int(about.get("fontId", "0")) for about in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    used = [names[number] if number < len(names) else "" for number in formats]
    return used if any(map(encoding_of_font, used)) else None


def fonts_of(part: bytes, used: list[str]) -> Fonts:
    """The font of each cell of a sheet; cells without a format have the first."""
    styled = {(int(row) - 1, column(letters)): int(style) for letters, row, style in _CELL.findall(part)}
    return lambda row, place: used[styled.get((row, place), 0)] if styled.get((row, place), 0) < len(used) else ""
