"""Drawn sheets (drawing.draw) as files of other kinds: .xls, .xlsb, .ods, .docx, web pages, text."""

import re
import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from unicodedata import normalize
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

import xlwt
from docx import Document
from xlrd.compdoc import CompDoc

from danvan_cli.intake.grid import Broken, Grid

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def old_workbook(grid: Grid, font: str = "Times New Roman", said: Mapping[str, str] | None = None) -> bytes:
    """An .xls; error cells as formulas that Excel could not compute. `said`: properties of a user's own."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(grid.sheet)
    style = xlwt.easyxf(f"font: name {font}")
    under = {(r, c) for a, b, d, e in grid.merges for r in range(a, d + 1) for c in range(b, e + 1)}
    for a, b, d, e in grid.merges:
        sheet.write_merge(a, d, b, e, grid.rows[a][b], style)
    for r, row in enumerate(grid.rows):
        for c, value in enumerate(row):
            if value is Broken.ERROR:
                sheet.row(r).set_cell_error(c, 0x17, style)
            elif value is not None and (r, c) not in under:
                sheet.write(r, c, value, style)
        if r in grid.hidden_rows:
            sheet.row(r).hidden = True
    for c in grid.hidden_columns:
        sheet.col(c).hidden = True
    into = BytesIO()
    book.save(into)
    return with_properties(into.getvalue(), said) if said else into.getvalue()


def with_properties(content: bytes, said: Mapping[str, str], page: int = 1258) -> bytes:
    """An .xls with properties of a user's own, as Excel writes them: in the code page of its Windows."""
    book = CompDoc(content).get_named_stream("Workbook")
    return _container({"Workbook": book, "\x05DocumentSummaryInformation": _properties(said, page)})


def _properties(said: Mapping[str, str], page: int) -> bytes:
    """[MS-OLEPS]: a set with the dictionary of names, the code page, and the texts."""
    encoding = "utf-8" if page == 65001 else f"cp{page}"

    def written(text: str) -> bytes:
        if page == 1258:  # tones stand behind their letters
            text = "".join(
                normalize("NFC", part)
                for part in re.split("([\u0300\u0301\u0303\u0309\u0323])", normalize("NFD", text))
            )
        raw = text.encode(encoding) + b"\0"
        return struct.pack("<I", len(raw)) + raw

    names = struct.pack("<I", len(said)) + b"".join(
        struct.pack("<I", number) + written(name) for number, name in enumerate(said, 2)
    )
    values = [
        names,
        struct.pack("<IHH", 2, page, 0),
        *(struct.pack("<I", 0x1E) + written(one) for one in said.values()),
    ]
    values = [value + bytes(-len(value) % 4) for value in values]
    places, at = b"", 8 + 8 * len(values)
    for number, value in enumerate(values):
        places += struct.pack("<II", number, at)
        at += len(value)
    own = struct.pack("<II", at, len(values)) + places + b"".join(values)
    kind = UUID("D5CDD505-2E9C-101B-9397-08002B2CF9AE").bytes_le
    return struct.pack("<HHI16xI", 0xFFFE, 0, 0, 1) + kind + struct.pack("<I", 48) + own


def _container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file: its table of sectors, its folder, then the streams, each long enough to stand in sectors."""
    end, free, sector = 0xFFFFFFFE, 0xFFFFFFFF, 512
    chains, folder, body = [0xFFFFFFFD, end], _entry("Root Entry", 5, end, 0, child=1), b""
    for place, (name, stream) in enumerate(streams.items(), 1):
        padded = stream.ljust(4096, b"\0")
        padded += bytes(-len(padded) % sector)
        count, first = len(padded) // sector, len(chains)
        chains += [*range(first + 1, first + count), end]
        after = place + 1 if place < len(streams) else free
        folder += _entry(name, 2, first, max(len(stream), 4096), right=after)
        body += padded
    assert len(chains) <= sector // 4
    table = struct.pack(f"<{sector // 4}I", *chains, *[free] * (sector // 4 - len(chains)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16xHHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    head += struct.pack("<109I", 0, *[free] * 108)
    return head + table + folder.ljust(sector, b"\0") + body


def _entry(name: str, kind: int, first: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return letters.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xII4x", len(letters), kind, 1, 0xFFFFFFFF, right, child, first, size
    )


def open_document(grid: Grid, said: Mapping[str, str] | None = None) -> bytes:
    """An .ods as LibreOffice writes it: blanks repeated to the end of the sheet, errors as texts of formulas.

    `said`: properties of a user's own.
    """
    spans = {(a, b): f' table:number-rows-spanned="{d - a + 1}" table:number-columns-spanned="{e - b + 1}"'
             for a, b, d, e in grid.merges}  # fmt: skip
    collapsed = ' table:visibility="collapse"'
    columns = "".join(
        f"<table:table-column{collapsed if c in grid.hidden_columns else ''}/>" for c in range(grid.width)
    )
    rows = ""
    for r, row in enumerate(grid.rows):
        hidden = collapsed if r in grid.hidden_rows else ""
        rows += f"<table:table-row{hidden}>"
        for c, value in enumerate(row):
            span = spans.get((r, c), "")
            if value is None:
                rows += f"<table:table-cell{span}/>"
            elif value is Broken.ERROR:
                rows += '<table:table-cell table:formula="of:=#REF!" office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
            elif value is Broken.UNCOMPUTED:
                rows += '<table:table-cell table:formula="of:=SUM([.A1])"/>'
            elif isinstance(value, int | float):
                rows += f'<table:table-cell{span} office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
            elif str(value).startswith("=") and value != "=":
                rows += f"<table:table-cell{span} table:formula={quoteattr(f'of:{value}')}><text:p/></table:table-cell>"
            else:
                rows += f'<table:table-cell{span} office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
        rows += '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    rows += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    names = " ".join(f'xmlns:{name}="{_OFFICE}{name}:1.0"' for name in ("office", "table", "text", "style"))
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} {calc}><office:body><office:spreadsheet>'
        f"<table:table table:name={quoteattr(grid.sheet)}>{columns}{rows}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    about = "".join(
        f"<meta:user-defined meta:name={quoteattr(name)}>{escape(value)}</meta:user-defined>"
        for name, value in (said or {}).items()
    )
    meta = (
        f'<office:document-meta xmlns:office="{_OFFICE}office:1.0" xmlns:meta="{_OFFICE}meta:1.0">'
        f"<office:meta>{about}</office:meta></office:document-meta>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": xml.encode(), "meta.xml": meta.encode()})


def binary_workbook(grid: Grid) -> bytes:
    """An .xlsb: the records that a small sheet needs."""
    data = b""
    for r, row in enumerate(grid.rows):
        flags = 0x10 if r in grid.hidden_rows else 0
        data += _record(0, struct.pack("<IIHBBB", r, 0, 300, 0, flags, 0) + struct.pack("<I", 0))
        for c, value in enumerate(row):
            cell = struct.pack("<II", c, 0)
            if value is Broken.ERROR:
                data += _record(3, cell + b"\x17")
            elif isinstance(value, int | float):
                data += _record(5, cell + struct.pack("<d", value))
            elif value is not None:
                data += _record(6, cell + _wide(str(value)))
    width = max(grid.width - 1, 0)
    columns = b"".join(_record(60, struct.pack("<4IH", c, c, 2304, 0, 1)) for c in sorted(grid.hidden_columns))
    columns = _record(390, b"") + columns + _record(391, b"") if columns else b""
    merges = b"".join(_record(176, struct.pack("<4I", a, d, b, e)) for a, b, d, e in grid.merges)
    sheet = (
        _record(129, b"") + _record(148, struct.pack("<4I", 0, len(grid.rows) - 1, 0, width)) + columns + _record(145, b"")
        + data + _record(146, b"") + merges + _record(130, b"")
    )  # fmt: skip
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(grid.sheet)
    book = _record(131, b"") + _record(143, b"") + _record(156, bundle) + _record(144, b"") + _record(132, b"")
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
        "</Relationships>"
    )
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": rels.format("officeDocument", "xl/workbook.bin").encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": rels.format("worksheet", "worksheets/sheet1.bin").encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    size = len(content)
    length = b""
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | (0x80 if size else 0)])
        if not size:
            return head + length + content


def word(*blocks: Grid | str) -> bytes:
    """A .docx: paragraphs and tables in their order."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block.rows), cols=block.width)
        for r, row in enumerate(block.rows):
            for c, value in enumerate(row):
                table.cell(r, c).text = "" if value is None else str(value)
        for a, b, d, e in block.merges:
            merged = table.cell(a, b).merge(table.cell(d, e))
            merged.text = str(block.rows[a][b] or "")
    into = BytesIO()
    document.save(into)
    return into.getvalue()


def page(grid: Grid, before: str = "") -> str:
    """A web page with one table."""
    spans = {(a, b): (d - a + 1, e - b + 1) for a, b, d, e in grid.merges}
    under = {(r, c) for a, b, d, e in grid.merges for r in range(a, d + 1) for c in range(b, e + 1)} - spans.keys()
    rows = ""
    for r, row in enumerate(grid.rows):
        cells = ""
        for c, value in enumerate(row):
            if (r, c) not in under:
                down, across = spans.get((r, c), (1, 1))
                text = "" if value is None else escape(str(value))
                cells += f"<td rowspan={down} colspan={across}>{text}</td>"
        rows += f"<tr>{cells}</tr>"
    return f"<html><body>{before}<table>{rows}</table></body></html>"


def delimited(grid: Grid, sign: str = ";") -> str:
    """Lines of text."""
    return "\r\n".join(sign.join("" if value is None else str(value) for value in row) for row in grid.rows)


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return into.getvalue()


def old_container(stream: str) -> bytes:
    """A container of old Office files that holds a stream of this name."""
    return renamed(old_workbook(Grid("S", [["x"]])), 1, stream)


def directory(content: bytes) -> int:
    """Where the directory of a container begins."""
    return 512 + 512 * int(struct.unpack_from("<I", content, 48)[0])


def renamed(content: bytes, number: int, name: str, **numbers: int) -> bytes:
    """The same container, one entry of its directory written anew."""
    data, at = bytearray(content), directory(content) + 128 * number
    data[at : at + 66] = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)
    places = {"kind": (66, "<B"), "left": (68, "<I"), "right": (72, "<I"), "child": (76, "<I"), "size": (120, "<I")}
    for key, value in numbers.items():
        struct.pack_into(places[key][1], data, at + places[key][0], value)
    return bytes(data)
