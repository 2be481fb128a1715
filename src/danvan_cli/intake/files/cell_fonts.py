"""The fonts of a workbook's cells, looked at only where the workbook has one from before Unicode, or with a line through it."""

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
    fonts, formats = _fonts_and_formats(styles)
    names = [str(name.get("val")) if (name := font.find(f"{_MAIN}name")) is not None else "" for font in fonts]
    used = [names[number] if number < len(names) else "" for number in formats]
    return used if any(map(encoding_of_font, used)) else None


def striking(parts: Parts) -> frozenset[int]:
    """The cell formats whose font has a line through it; of many workbooks only rules for colours speak of such lines."""
    styles = parts.get("xl/styles.xml", b"")
    if b"strike" not in styles:
        return frozenset()
    try:
        fonts, formats = _fonts_and_formats(styles)
    except (etree.XMLSyntaxError, ValueError):
        return frozenset()  # damaged looks are no reason to refuse what the cells say
    lines = [
        (line := font.find(f"{_MAIN}strike")) is not None and line.get("val", "1") not in ("0", "false")
        for font in fonts
    ]
    return frozenset(place for place, number in enumerate(formats) if number < len(lines) and lines[number])


def _fonts_and_formats(styles: bytes) -> tuple[list[etree._Element], list[int]]:
    """All fonts, and the number of the one that each cell format has."""
    root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    formats = [int(about.get("fontId", "0")) for about in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    return list(root.iterfind(f"{_MAIN}fonts/{_MAIN}font")), formats


def struck_in(part: bytes, formats: frozenset[int]) -> frozenset[tuple[int, int]]:
    """The cells of a sheet that have one of these formats."""
    return frozenset(place for place, style in _styled(part).items() if style in formats)


def _styled(part: bytes) -> dict[tuple[int, int], int]:
    return {(int(row) - 1, column(letters)): int(style) for letters, row, style in _CELL.findall(part)}


def fonts_of(part: bytes, used: list[str]) -> Fonts:
    """The font of each cell of a sheet; cells without a format have the first."""
    styled = _styled(part)
    return lambda row, place: used[styled.get((row, place), 0)] if styled.get((row, place), 0) < len(used) else ""
