"""Texts of others made harmless: nothing we write runs as a formula, link, markup or terminal command. (hostile.md)"""

import re
import unicodedata

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # commands to a terminal
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the reading direction, so that a text shows as another
    "\ud800-\udfff\ufffe\uffff]"  # bytes that were no text; what no file may hold
)


def plain(text: str) -> str:
    r"""One line that shows what it is: breaks become spaces, commands become visible (`\x1b`)."""
    if text.isprintable():  # no control character, nothing that turns the reading direction
        return text
    return _OBEYED.sub(_shown, _BREAKS.sub(" ", text))


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


# Excel and its kin take these, in their full-width forms too, for the start of a formula.
_FORMULA = re.compile(r"(?:\A|[\r\n\v\f\x85\u2028\u2029])(?:[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])")  # noqa: RUF100, RUF001
_BEHIND_SEPARATOR = re.compile(r"(;\s*)(?=[=+\-@＝＋－＠])")


def csv_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula, wherever it cuts the line: `;` separates in some countries."""
    shown = _BEHIND_SEPARATOR.sub(r"\1'", plain(text))
    return "'" + shown if _FORMULA.search(text) else shown


_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
_LINK = re.compile(r"(?i)(?<=[a-z])(:)(?=/)|(?<=www)(\.)|(@)|((?<=mailto):)|((?<=xmpp):)")
_BLOCK = re.compile(r"\A(\s*)([-+=]|\d+(?=[.)](?:\s|\Z)))")


def md_text(text: str) -> str:
    """A text that Markdown shows letter by letter, in a table, a list or a heading."""
    escaped = _MARKUP.sub(r"\\\1", plain(text).strip())
    escaped = _LINK.sub(lambda found: "\\" + found[0], escaped)
    opening = _BLOCK.match(escaped)
    if not opening:
        return escaped
    sign, rest = opening[2], escaped[opening.end() :]
    return f"{sign}\\{rest}" if sign.isdigit() else f"\\{sign}{rest}"


CELL_LIMIT = 32_767
CUT = "… [văn bản dài, đã cắt]"


def cell_text(text: str) -> str:
    """A text an Excel cell can hold; what is cut off is said."""
    shown = plain(text)
    if len(shown) * 2 <= CELL_LIMIT:
        return shown
    units = shown.encode("utf-16-le")
    if len(units) // 2 <= CELL_LIMIT:
        return shown
    room = CELL_LIMIT - len(CUT)
    return units[: room * 2].decode("utf-16-le", errors="ignore") + CUT


_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def sheet_name(text: str, default: str) -> str:
    """A name Excel accepts: at most 31 characters, cut between words, none of its forbidden signs."""
    name = " ".join(_NOT_IN_A_SHEET_NAME.sub(" ", plain(text)).split()).strip("'")
    name = "".join(char for char in name if ord(char) < 0x10000 and unicodedata.category(char) != "Cn")
    if len(name) > 31:
        name = name[:32].rpartition(" ")[0] or name[:31]
    name = name.strip(" '-·,")
    return default if not name or name.lower() == "history" else name


_NOT_IN_A_FILE_NAME = re.compile(r'[<>:"/\\|?*]')
_NAME_LIMIT = 150  # bytes: systems allow 255, and more is added behind


def file_stem(text: str) -> str:
    """A name, without its ending, that every system accepts for a file."""
    name = " ".join(_NOT_IN_A_FILE_NAME.sub(" ", plain(text)).split())
    return name.encode()[:_NAME_LIMIT].decode(errors="ignore").strip(" .") or "danvan"
