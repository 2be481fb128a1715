"""What the reader of workbooks hides: parts that must not be read, error cells, formulas without results, hidden rows.

Looks at the bytes with regular expressions, and only for what a cheap search says is there. (hostile.md)
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NamedTuple

from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.files.zips import open_zip
from danvan_cli.settings import MEBIBYTE

Address = tuple[int, int]
Parts = dict[str, bytes]
"""The XML parts of a workbook by path, in lower case."""

_PROLOG = re.compile(rb"\s*(?:<\?xml([^>]*)\?>)?(?:\s|<!--.*?-->|<\?.*?\?>)*(<[^>]*>?)?", re.DOTALL)
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_PLAIN_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_UNIQUE_COUNT = re.compile(rb"uniqueCount\s*=\s*[\"'](\d+)")
_A_FEW_TAGS = 2_000  # bytes at the start of a part
_FEW = 16 * MEBIBYTE  # so much may come out of however little
_UNREAD = (
    "customxml/",
    "basic/",
    "dialogs/",
    "meta-inf/",
)  # queries and macros of Excel and LibreOffice: nobody here opens them
_LOCAL_HEADER = 30  # bytes before the member's name
_STORED, _DEFLATED = 0, 8

# ── the package ──────────────────────────────────────────────────────────────────────────────────────────────────


def unpack(content: bytes) -> Parts:
    """All XML parts, inflated and counted while inflating; Unreadable where the package is unsafe or damaged."""
    with open_zip(BytesIO(content)) as archive:
        members = archive.infolist()
    if len(members) > limits().members:
        raise too_large("members")
    parts: Parts = {}
    room = limits().inflated
    for member in members:
        path = member.filename.replace("\\", "/").lstrip("/").lower()
        if not path.endswith((".xml", ".rels")):
            continue
        if path in parts:
            raise Unreadable("unsafe")  # two parts of one name: readers differ in which they take
        parts[path] = _inflate(content, member, room)
        if zlib.crc32(parts[path]) != member.CRC:
            raise Unreadable("damaged")  # the reader sees it only where it reads a part to its end
        room -= len(parts[path])
        if limits().inflated - room > max(_FEW, len(content) * limits().ratio):
            raise too_large("ratio")
        if not path.startswith(_UNREAD):
            _mistrust(parts[path])
    return parts


def unpack_one(content: bytes, path: str) -> bytes | None:
    """One XML part of a package by its path in lower case, or None: for what is asked of few files."""
    with open_zip(BytesIO(content)) as archive:
        member = next((one for one in archive.infolist() if one.filename.replace("\\", "/").lower() == path), None)
    return _inflate(content, member, limits().inflated) if member else None


def _inflate(content: bytes, member: zipfile.ZipInfo, room: int) -> bytes:
    if member.flag_bits & 1:
        raise Unreadable("encrypted")
    try:
        name, extra = struct.unpack_from("<HH", content, member.header_offset + 26)
        start = member.header_offset + _LOCAL_HEADER + name + extra
        packed = content[start : start + member.compress_size]
        if member.compress_type == _STORED:
            part = packed
        elif member.compress_type == _DEFLATED:
            part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, room + 1)
        else:
            raise Unreadable("damaged")
    except (struct.error, zlib.error) as error:
        raise Unreadable("damaged") from error
    if len(part) > room:
        raise too_large("inflated")
    return part


def _mistrust(part: bytes) -> None:
    """No DOCTYPE (entities), no encoding in which the reader finds nothing and says nothing."""
    text = part.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in text[:4] or text[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise Unreadable("encoding")
    prolog = _PROLOG.match(text)
    if prolog is None:
        return
    declared = _ENCODING.search(prolog[1] or b"")
    if declared and declared[1].lower() not in _PLAIN_ENCODINGS:
        raise Unreadable("encoding")
    if (prolog[2] or b"").startswith(b"<!"):
        raise Unreadable("unsafe")
    declared = _UNIQUE_COUNT.search(text, 0, _A_FEW_TAGS)
    if declared and int(declared[1]) > len(text):
        raise Unreadable("unsafe")  # the reader makes room for so many texts before it looks


# ── from the names of sheets to their parts ──────────────────────────────────────────────────────────────────────

_SHEET = re.compile(rb"<(?:[\w.-]+:)?sheet\s([^<>]*)>")
_RELATIONSHIP = re.compile(rb"<(?:[\w.-]+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("ascii", "replace"): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


class Listed(NamedTuple):
    """A sheet in the list of the workbook."""

    tag: bytes
    name: str
    path: str | None  # of its part; None: it names none


def sheets(parts: Parts, listed: Iterable[Listed]) -> list[tuple[str, bytes | None]]:
    """The sheets in the workbook's order, each with its XML; None where the file has no such part.

    Unreadable where two sheets are one part: no program writes so, and its figures would count twice.
    """
    found: list[tuple[str, bytes | None]] = []
    used: set[str] = set()
    for _, name, path in listed:
        if path in used:
            raise Unreadable("unsafe")
        used |= {path or ""} & parts.keys()
        found.append((name, parts.get(path or "")))
    return found


def listed(parts: Parts) -> list[Listed]:
    """The sheets that the workbook lists."""
    path = workbook_path(parts)
    targets = _targets(parts, path)
    found = []
    for tag in _SHEET.finditer(without_comments(parts[path])):
        attributes = _attributes(tag[1])
        key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        found.append(Listed(tag[0], attributes.get("name", ""), targets.get(key, "") if key else None))
    return found


def workbook_path(parts: Parts) -> str:
    """Where the list of sheets stands; Unreadable where there is none."""
    if "xl/workbook.xml" in parts:
        return "xl/workbook.xml"
    for target in _targets(parts, "").values():
        if target.endswith("workbook.xml") and target in parts:
            return target
    raise Unreadable("not-a-workbook")


def _targets(parts: Parts, path: str) -> dict[str, str]:
    """Relationship id to the path of its part; targets stand relative to `path`'s folder or, with /, to the root."""
    folder = dirname(path)
    rels = parts.get(join(folder, "_rels", path[len(folder) :].lstrip("/") + ".rels"), b"")
    found = {}
    for tag in _RELATIONSHIP.findall(without_comments(rels)):
        attributes = _attributes(tag)
        target = attributes.get("Target", "").replace("\\", "/").lower()
        if target.startswith("xl/") and target in parts:
            target = "/" + target  # written so by some programs; the reader takes it so too
        found[attributes.get("Id", "")] = normpath(join("/", folder, target)).lstrip("/")
    return found


# ── one sheet ────────────────────────────────────────────────────────────────────────────────────────────────────

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_PREFIX = re.compile(rb"<(/?)[\w.-]+:")
_SPACED = re.compile(rb"\s*=\s*([\"'])")
_ROOT = re.compile(rb"<([\w.-]+:)?worksheet\b[^<>]*>")
_OWN_PREFIX = re.compile(rb"xmlns:[\w.-]+\s*=\s*[\"'][^\"']*/spreadsheetml/(?:2006/)?main[\"']")

_ROW_OR_CELL = re.compile(rb"<(row|c)(?:\s([^<>]*?))?(/?)>")
_REFERENCE = re.compile(rb"(?:^|\s)r=[\"']([A-Za-z]*)(\d+)[\"']")
_COLUMNS = 16_384
_REFERENCES = re.compile(rb"<c\s[^<>]*?\br=[\"']([A-Za-z]{1,3})(\d+)")
_ERROR = re.compile(rb"<c\s(?:[^<>]*?\s)?t=[\"']e[\"']")
_NO_RESULT = re.compile(
    rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f\s*>)\s*(<v\s*/>|<v(?:\s[^<>]*)?>\s*</v\s*>)?\s*(?:<extLst.*?)?</c\s*>"
)
_NO_RESULT_OR_ZERO = re.compile(_NO_RESULT.pattern.replace(rb"\s*</v\s*>)", rb"\s*0?\s*</v\s*>)"))
_RESULT = re.compile(rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f\s*>)\s*<v(?:\s[^<>]*)?>([^<]*)</v\s*>")
_COMPUTED_WHEN_OPENED = re.compile(rb"<(?:[\w.-]+:)?calcPr\s[^<>]*\bfullCalcOnLoad=[\"'](?:1|true|on)[\"']")
_FORMULA = re.compile(rb"<f(?:\s[^<>]*)?>([^<]*)</f>")
# Begun with their rarest letter, which is found at once: a third of the time of a search for the whole.
_SAYS_ERROR = re.compile(rb"e(?=[\"'])(?<=t=[\"']e)")
_OPENS_FORMULA = re.compile(rb"f(?<=<f)")
_SAYS_HIDDEN = re.compile(rb"d(?<=hidd)en=")
_TEXT_CELL = re.compile(rb"\bt=[\"']str[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true|on)[\"']")
_COLUMN = re.compile(rb"<col\s([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in the XML of a sheet and not in the reader's values. All zero-based."""

    errors: tuple[Address, ...] = ()
    uncomputed: tuple[Address, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()  # first and last of each run
    ours: frozenset[Address] = frozenset()  # cells whose formula danvan wrote itself


def never_computed(parts: Parts, sheets: list[tuple[str, bytes | None]]) -> bool:
    """Whether the results are no results: to be computed when opened, and until then 0 in all formulas of the workbook.

    Programs that write workbooks without computing anything put a 0 where Excel will show the sum.
    """
    if not _COMPUTED_WHEN_OPENED.search(parts[workbook_path(parts)]):
        return False
    return all(result[1].strip() in (b"", b"0") for _, part in sheets if part for result in _RESULT.finditer(part))


def look(part: bytes, our_word: bytes, *, computed: bool = True) -> Look:
    """One look at the bytes; what is not there costs a search for a letter. `our_word`: by which our formulas are known.

    Not `computed`: a formula's 0 is no result either.
    """
    if _is_unusual(part):
        part = _plain(part)
        has_errors, has_formulas, has_hidden = True, True, True
    else:
        has_errors = _SAYS_ERROR.search(part) is not None
        has_formulas = _OPENS_FORMULA.search(part) is not None
        has_hidden = _SAYS_HIDDEN.search(part) is not None
    if not (has_errors or has_formulas or has_hidden):
        return Look()
    part = without_comments(part)
    places = _Places(part)
    return Look(
        errors=tuple(places.at(start) for start in _errors(part)) if has_errors else (),
        uncomputed=tuple(
            places.at(start) for start in _uncomputed(part, _NO_RESULT if computed else _NO_RESULT_OR_ZERO)
        )
        if has_formulas
        else (),
        hidden_rows=frozenset(_hidden_rows(part, places)) if has_hidden else frozenset(),
        hidden_columns=tuple(_hidden_columns(part)) if has_hidden else (),
        ours=_formulas_with(our_word, part, places) if has_formulas and our_word in part else frozenset(),
    )


def _is_unusual(part: bytes) -> bool:
    """Prefixes before the names, or spaces around the equals sign: allowed in XML, written by few programs."""
    root = _ROOT.search(part)
    start = part[:_A_FEW_TAGS]
    return bool(root and (root[1] or _OWN_PREFIX.search(root[0]))) or b"= " in start or b" =" in start


def _plain(part: bytes) -> bytes:
    """The same XML as most programs write it: no prefixes, no spaces around the equals sign, no comments."""
    return _SPACED.sub(rb"=\1", _PREFIX.sub(rb"<\1", without_comments(part)))


def without_comments(part: bytes) -> bytes:
    """The same XML without comments, and what stands in CDATA as usual text."""
    if b"!" not in part:
        return part
    return _CDATA.sub(lambda match: match[1].replace(b"<", b"&lt;"), _COMMENT.sub(b"", part))


def _errors(part: bytes) -> Iterator[int]:
    """Where cells start that hold #REF!, #DIV/0! and their like."""
    for match in _ERROR.finditer(part):
        yield match.start()


def _uncomputed(part: bytes, no_result: re.Pattern[bytes]) -> Iterator[int]:
    """Where cells start whose formula has no result. An empty *text* is a result: `=IF(A1="","",A1)`."""
    for match in no_result.finditer(part):
        start = _cell_before(part, match.start())
        before = part[start : match.start()]
        if start >= 0 and b"<v" not in before and not (match[1] and _TEXT_CELL.search(before)):
            yield start


def _formulas_with(word: bytes, part: bytes, places: "_Places") -> frozenset[Address]:
    starts = (_cell_before(part, found.start()) for found in _FORMULA.finditer(part) if word in found[1])
    return frozenset(places.at(start) for start in starts if start >= 0)


def _cell_before(part: bytes, end: int) -> int:
    """Where the cell starts around that place; -1: in none."""
    while (end := part.rfind(b"<c", 0, end)) >= 0 and part[end + 2 : end + 3] not in b" >\t\r\n":
        pass
    return end


def _hidden_rows(part: bytes, places: "_Places") -> Iterator[int]:
    for match in re.finditer(rb"<row\s[^<>]*>", part):
        if _HIDDEN.search(match[0]):
            yield places.at(match.start())[0]


def _hidden_columns(part: bytes) -> Iterator[tuple[int, int]]:
    for match in _COLUMN.finditer(part):
        if _HIDDEN.search(match[0]):
            attributes = _attributes(match[1])
            first = int(attributes.get("min", "0"))
            yield first - 1, int(attributes.get("max", first)) - 1


class _Places:
    """Where rows and cells stand: by their reference, else counted from the one before."""

    def __init__(self, part: bytes) -> None:
        self._part = part
        self._counted: dict[int, Address] = {}

    def at(self, start: int) -> Address:
        """The address of the cell (or row) whose tag starts there."""
        tag = self._part[start : self._part.index(b">", start)]
        reference = _REFERENCE.search(tag)
        if reference and reference[1]:
            return int(reference[2]) - 1, column(reference[1])
        if reference:
            return int(reference[2]) - 1, 0
        if not self._counted:
            self._count()
        return self._counted[start]

    def _count(self) -> None:
        row, col = -1, -1
        for match in _ROW_OR_CELL.finditer(self._part):
            reference = _REFERENCE.search(match[2] or b"")
            if match[1] == b"row":
                row, col = int(reference[2]) - 1 if reference else row + 1, -1
                self._counted[match.start()] = row, 0
            else:
                col = column(reference[1]) if reference else col + 1
                self._counted[match.start()] = int(reference[2]) - 1 if reference else row, col


def column(letters: bytes) -> int:
    """Zero-based column of its letters: A is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


_BROKEN_UP = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>[^<]*<[!?]")
_PREFIXED = re.compile(rb":(?=v)")
_TWO_VALUES = re.compile(rb"</v(?!></)\s*>\s*<(?:v|f|is)[\s/>]")
_TWO_PREFIXED_VALUES = re.compile(rb"</(?:[\w.-]+:)?v\s*>\s*<(?:[\w.-]+:)?(?:v|f|is)[\s/>]")
_TEXT_AND_VALUE = re.compile(rb"s(?<=[/:]is)\s*>\s*<(?:[\w.-]+:)?(?:v|is)[\s/>]")
_TEXT_AS_VALUE = re.compile(rb"inlineStr[\"'][^<>]*(?<!/)>\s*<(?:[\w.-]+:)?v[\s>]")
_REFERENCE_IN_VALUE = re.compile(rb"v(?<=[<:]v)(?:\s[^<>]*)?>[^<]*&#")
_TEXT_BEFORE_THE_FIRST = b't="s"><v>-'
_ENDS_OF_ROWS = 2  # `<sheetData>`, `</sheetData>`; the reader sees no rows beyond the first


def misleads(part: bytes) -> bool:
    """Whether readers differ in what a cell says: a number with a comment in the middle, CDATA, two values in one cell.

    No program writes so; the reading library takes a part of it, or nothing, without a word.
    """
    if part.count(b"sheetData>") > _ENDS_OF_ROWS:
        return True
    prolog = max(part.find(b"?>"), 0) if b"<?xml" in part[:8] else 0  # beyond it single letters are rare: found at once
    if part.find(b"-", prolog) >= 0 and _TEXT_BEFORE_THE_FIRST in part:
        return True
    if b"&" in part and b"&#" in part and any(_references_in_numbers(part)):
        return True
    if (b"is>" in part and _TEXT_AND_VALUE.search(part)) or (b"inlineStr" in part and _TEXT_AS_VALUE.search(part)):
        return True
    marked = b"!" in part or part.find(b"?", prolog + 1) >= 0
    broken = marked and _BROKEN_UP.search(part)
    two = _TWO_PREFIXED_VALUES if _PREFIXED.search(part) else _TWO_VALUES
    return bool(broken or two.search(part))


def _references_in_numbers(part: bytes) -> Iterator[bool]:
    """Of each value with `&#52;` in it, whether its cell is none of text: of a text the reader resolves them."""
    seen, tag = 0, b""
    for match in _REFERENCE_IN_VALUE.finditer(part):
        start = max(part.rfind(b"<c ", seen, match.start()), part.rfind(b":c ", seen, match.start()))
        seen = match.start()
        if start >= 0:  # else it is the cell of the one before
            tag = part[start : part.find(b">", start)]
        yield not _TEXT_CELL.search(tag)


_WRITTEN = re.compile(rb"<(?:[\w.-]+:)?(?:v|t)(?:\s[^<>]*)?>\s*[^<\s]")


def values_written(part: bytes) -> int:
    """How many values and texts are written in the sheet, whoever can read them."""
    return sum(1 for _ in _WRITTEN.finditer(without_comments(part)))


def extent(part: bytes, enough: int) -> int:
    """How many cells the reader will lay out for this sheet; 0 where its last row and cell show that it is few enough.

    A sheet that lies about its end is stopped by the worker's limit on memory.
    """
    ends = [
        _REFERENCE.search(part, start, part.find(b">", start))
        for tag in (b"<row", b"<c")
        if (start := part.rfind(tag + b" ")) >= 0
    ]
    if ends and all(end and int(end[2]) * _COLUMNS <= enough for end in ends):
        return 0
    rows, columns = 0, 0
    for letters, digits in set(_REFERENCES.findall(part)):
        rows, columns = max(rows, int(digits)), max(columns, column(letters) + 1)
    return rows * columns
