"""Comments on cells of somebody's workbook: their texts, and the boxes in which programs show them (VML)."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from lxml import etree

from danvan_cli.intake.files.sheet_xml import column
from danvan_cli.writers.package import Package
from danvan_cli.writers.safe import cell_text

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_AUTHOR = "danvan"
_LEAD = f"{_AUTHOR}:"  # as programs begin a comment; LibreOffice forgets the author
_MOST = 8_000  # letters of one comment
_LETTERS = 38  # of a line of a box, about
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BOX = f"""<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_BLOCK = 1024  # numbers of shapes are given out by the thousand


class Notes:
    """Writes the comments of one workbook, sheet by sheet."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.drawings = 0

    def write(self, sheet: str, texts: Mapping[str, str]) -> str | None:
        """Comments on cells of a sheet. Gives the reference to a drawing that the sheet must name, where it is new."""
        related = dict(self.package.related(sheet).values())
        known = related.get("comments")
        path = known or self._new(sheet)
        root = self.package.tree(path)
        author = self._author(root)
        listed = root.find(f"{{{_MAIN}}}commentList")
        if listed is None:
            listed = etree.SubElement(root, f"{{{_MAIN}}}commentList")
        said = {comment.get("ref"): comment for comment in listed}
        fresh = [cell for cell in texts if cell not in said]
        for cell, text in texts.items():
            if cell not in said:
                self._comment(listed, cell, author, text)
            elif "threadedComment" not in related:  # a conversation is shown without its first words
                self._run(said[cell].find(f"{{{_MAIN}}}text"), "\n" + text)
        return self._boxes(sheet, fresh, texts)

    def _new(self, sheet: str) -> str:
        empty = f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'.encode()
        path = self.package.add("xl/comments_danvan1.xml", empty, _KIND)
        self.package.relate(sheet, "comments", path)
        return path

    @staticmethod
    def _author(root: etree._Element) -> str:
        """Our number among the authors."""
        authors = root.find(f"{{{_MAIN}}}authors")
        if authors is None:
            authors = etree.Element(f"{{{_MAIN}}}authors")
            root.insert(0, authors)
        names = [author.text for author in authors]
        if _AUTHOR not in names:
            etree.SubElement(authors, f"{{{_MAIN}}}author").text = _AUTHOR
            names.append(_AUTHOR)
        return str(names.index(_AUTHOR))

    def _comment(self, listed: etree._Element, cell: str, author: str, text: str) -> None:
        comment = etree.SubElement(listed, f"{{{_MAIN}}}comment", ref=cell, authorId=author, shapeId="0")
        self._run(etree.SubElement(comment, f"{{{_MAIN}}}text"), f"{_LEAD}\n{text}")

    @staticmethod
    def _run(inside: etree._Element | None, text: str) -> None:
        if inside is None:
            return
        run = etree.SubElement(inside, f"{{{_MAIN}}}r")
        look = etree.SubElement(run, f"{{{_MAIN}}}rPr")
        etree.SubElement(look, f"{{{_MAIN}}}sz", val="10")
        etree.SubElement(look, f"{{{_MAIN}}}rFont", val="Tahoma")
        shown = etree.SubElement(run, f"{{{_MAIN}}}t")
        shown.text = "\n".join(cell_text(line) for line in text.split("\n"))[:_MOST]
        shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    # --- boxes

    def _boxes(self, sheet: str, cells: list[str], texts: Mapping[str, str]) -> str | None:
        """A box for every new comment, in the sheet's own drawing where it has one."""
        root = self.package.tree(sheet)
        named = root.find(f"{{{_MAIN}}}legacyDrawing")
        related = self.package.related(sheet)
        path = related[_id(named)][1] if named is not None and _id(named) in related else None
        if path and path in self.package:
            drawn = self.package.raw(path)
            end = drawn.rfind(b"</xml>")
            if end >= 0:
                first = max((int(number) for number in _NUMBER.findall(drawn)), default=_BLOCK) + 1
                box = b"" if b'id="_x0000_t202"' in drawn else _BOX.encode()
                shapes = self._shapes(cells, texts, first)
                self.package.put(path, drawn[:end] + box + shapes + drawn[end:])
            return None
        if named is not None:
            root.remove(named)
        self.drawings += 1
        block = 500 + self.drawings
        layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
        shapes = self._shapes(cells, texts, block * _BLOCK + 1)
        content = f"<xml {_SPACES}>{layout}{_BOX}".encode() + shapes + b"</xml>"
        path = self.package.add("xl/drawings/vmlDrawing_danvan1.vml", content, _DRAWING)
        return self.package.relate(sheet, "vmlDrawing", path)

    @staticmethod
    def _shapes(cells: list[str], texts: Mapping[str, str], first: int) -> bytes:
        drawn = []
        for number, cell in enumerate(cells, start=first):
            row, place = _address(cell)
            lines = 1 + sum(1 + len(line) // _LETTERS for line in texts[cell].split("\n"))
            anchor = f"{place + 1}, 12, {max(row - 1, 0)}, 8, {place + 4}, 60, {max(row - 1, 0) + max(3, lines)}, 8"
            style = (
                "position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:60pt;z-index:1;visibility:hidden"
            )
            drawn.append(
                f'<v:shape {_SPACES} id="_x0000_s{number}" type="#_x0000_t202" alt={quoteattr(_AUTHOR)} style="{style}"'
                ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
                '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
                f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
                f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{place}</x:Column></x:ClientData></v:shape>"
            )
        return "".join(drawn).encode()

    # --- taken off again

    def take_off(self, sheet: str) -> None:
        """Our comments of an earlier marking, with their boxes."""
        related = self.package.related(sheet)
        for kind, path in related.values():
            if kind == "comments" and path in self.package:
                gone = self._forget(self.package.tree(path))
                for other, drawing in related.values():
                    if other == "vmlDrawing" and drawing in self.package and gone:
                        self.package.put(drawing, _without(self.package.raw(drawing), gone))

    @staticmethod
    def _forget(root: etree._Element) -> set[tuple[int, int]]:
        names = [author.text for author in root.iter(f"{{{_MAIN}}}author")]
        gone = set()
        for comment in list(root.iter(f"{{{_MAIN}}}comment")):
            number = int(comment.get("authorId", "-1"))
            text = "".join(shown.text or "" for shown in comment.iter(f"{{{_MAIN}}}t"))
            if text.startswith(_LEAD) or (0 <= number < len(names) and names[number] == _AUTHOR):
                gone.add(_address(comment.get("ref", "A1")))
                comment.getparent().remove(comment)
        return gone


def _id(named: etree._Element) -> str:
    return str(next((value for name, value in named.attrib.items() if str(name).endswith("}id")), ""))


def _without(drawing: bytes, gone: set[tuple[int, int]]) -> bytes:
    """A drawing without the boxes of comments that are gone."""

    def kept(shape: re.Match[bytes]) -> bytes:
        row, place = re.search(rb"<x:Row>(\d+)<", shape[0]), re.search(rb"<x:Column>(\d+)<", shape[0])
        return b"" if row and place and (int(row[1]), int(place[1])) in gone else shape[0]

    return _SHAPE.sub(kept, drawing)


def _address(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]) - 1, column(letters.encode())
