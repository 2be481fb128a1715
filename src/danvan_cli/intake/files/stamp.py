"""Our own stamp: what danvan writes into the properties of workbooks it sends out, to know them again. (reading.md "Reading names and dates")

Of workbook properties only this is trusted, and of this only what can be true.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from danvan_cli.intake.files import sheet_xml
from danvan_cli.intake.files.file_kinds import FileKind, kind_of
from danvan_cli.periods import parse

OURS = "danvan"
"""The word by which formulas of ours are known: `…+N("danvan")` adds nothing."""

_MARK = "danvan."
_HEAD, _BELOW = "head-", " › "
_CODES, _AT_ONCE = "codes-", 8  # codes in one property: few programs keep one longer than 255 letters
_PARTS = {
    "docProps/custom.xml": re.compile(rb"<(?:[\w.-]+:)?property\s([^>]*)>\s*<[^<>]*>([^<]*)<"),  # of Office
    "meta.xml": re.compile(rb"<(?:[\w.-]+:)?user-defined\s([^>]*)>([^<]*)<"),  # of LibreOffice
}
"""Where packages keep what they were given to remember, and how it is written there."""
_NAME = re.compile(rb"\bname\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DIGEST = re.compile("[0-9a-f]{64}")
_SHEET = re.compile(r"(.+)=(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a workbook of ours says about itself."""

    layout: str | None = None  # register, matrix, life-cycle: it is a form
    version: str | None = None
    unit: str | None = None
    period: str | None = None
    carried: bool = False  # the form lists models of the year before, by code
    answers: str | None = None  # sha256 of the file that this is the marked copy of
    sheets: tuple[tuple[str, int], ...] = ()  # our own sheets, which say nothing, with the rows we wrote on them
    heads: tuple[tuple[str, ...], ...] = ()  # of each column of a form its headings, from top to bottom
    codes: tuple[str, ...] = ()  # of the models that a form was sent out with; none in forms made before they were kept

    @property
    def is_form(self) -> bool:
        """Whether it is a form to fill in, not only a marked copy."""
        return self.layout is not None

    def properties(self) -> dict[str, str]:
        """The custom properties that say all this."""
        said = {
            "layout": self.layout,
            "version": self.version,
            "unit": self.unit,
            "period": self.period,
            "carried": "1" if self.carried else None,
            "answers": self.answers,
            "sheets": ";".join(f"{name}={rows}" for name, rows in self.sheets) or None,
        }
        said |= {f"{_HEAD}{place:02}": _BELOW.join(path) for place, path in enumerate(self.heads)}
        said |= {
            f"{_CODES}{place // _AT_ONCE:03}": ";".join(self.codes[place : place + _AT_ONCE])
            for place in range(0, len(self.codes), _AT_ONCE)
        }
        return {_MARK + name: value for name, value in said.items() if value}


def read_stamp(content: bytes) -> Stamp | None:
    """The stamp of a workbook that was found safe to read, in whichever format; None where it has none."""
    said = {
        name.removeprefix(_MARK): value
        for name, value in _properties(content)
        if name.startswith(_MARK) and value.strip()
    }
    if not said:
        return None
    period = parse(said.get("period", ""))
    answers = said.get("answers", "")
    return Stamp(
        layout=said.get("layout"),
        version=said.get("version"),
        unit=said.get("unit"),
        period=period.code if period else None,
        carried=said.get("carried") == "1",
        answers=answers if _DIGEST.fullmatch(answers) else None,
        sheets=tuple(
            (found[1], int(found[2])) for one in said.get("sheets", "").split(";") if (found := _SHEET.fullmatch(one))
        ),
        heads=tuple(tuple(said[name].split(_BELOW)) for name in sorted(said) if name.startswith(_HEAD)),
        codes=tuple(code for name in sorted(said) if name.startswith(_CODES) for code in said[name].split(";") if code),
    )


def _properties(content: bytes) -> Iterator[tuple[str, str]]:
    """What a file was given to remember, by name."""
    if content.startswith(b"PK"):
        for path, property_of in _PARTS.items():
            # names of parts stand plainly in a package
            part = sheet_xml.unpack_one(content, path.lower()) if path.encode() in content else None
            for about, value in property_of.findall(part or b""):
                named = _NAME.search(about)
                yield _text((named[1] or named[2]) if named else b""), _text(value)
    elif kind_of(content) is FileKind.OLD_WORKBOOK:
        from danvan_cli.intake.files.old_properties import old_properties  # noqa: PLC0415 - few files are, and it is heavy

        yield from old_properties(content).items()


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))
