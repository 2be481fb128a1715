"""Somebody else's workbook or document, changed in a few of its parts: every other part goes on byte for byte.

A library that reads a workbook and writes it anew loses what it does not know (charts, drawings, slicers, cached results).
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath, relpath

from lxml import etree

from danvan_cli.intake.files.stamp import Stamp
from danvan_cli.intake.files.unreadable import limits

_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_CORE_RELATION = f"{_PACKAGE}/relationships/metadata"
_CORE_TYPE = "application/vnd.openxmlformats-package"
_PROPERTY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def most() -> int:
    """Bytes of one part that is taken apart: trees take ten times the room."""
    return limits().inflated // 4


class NotMarkable(Exception):  # noqa: N818 - it is a state of the file, no fault of ours
    """The package cannot be changed safely."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked copy. `ending`: what its name must end with; `copied`: it is no longer in the sender's own format;
    `locked`: it opens with the sender's own password.
    """

    content: bytes
    ending: str
    cells: int
    copied: bool = False
    locked: bool = False


class Package:
    """The parts of a workbook or document by path."""

    def __init__(self, content: bytes) -> None:
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._parts: dict[str, bytes] = {}
        self._paths: dict[str, str] = {}  # by lower case: paths differ in nothing else
        room = limits().inflated
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                for info in archive.infolist():
                    room -= info.file_size
                    if room < 0:
                        raise NotMarkable
                    self._infos[info.filename] = info
                    self._parts[info.filename] = archive.read(info)
                    self._paths[info.filename.lower()] = info.filename
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
            raise NotMarkable from error
        self._trees: dict[str, etree._Element] = {}
        if _TYPES not in self:
            raise NotMarkable
        self.look(_TYPES)  # what it holds is known by it

    def __contains__(self, path: str) -> bool:
        return path.lower() in self._paths

    def tree(self, path: str) -> etree._Element:
        """A part as a tree to be changed; it is written anew."""
        real = self._paths[path.lower()]
        if real not in self._trees:
            self._trees[real] = self._parsed(real)
        return self._trees[real]

    def look(self, path: str) -> etree._Element:
        """A part as a tree to be looked at only."""
        real = self._paths[path.lower()]
        return self._trees[real] if real in self._trees else self._parsed(real)

    def _parsed(self, real: str) -> etree._Element:
        if len(self._parts[real]) > most():
            raise NotMarkable
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,  # whoever walks through a part meets elements only
        )  # fmt: skip
        try:
            return etree.fromstring(self._parts[real], parser)
        except etree.XMLSyntaxError as error:
            raise NotMarkable from error

    def raw(self, path: str) -> bytes:
        """A part's bytes."""
        return self._parts[self._paths[path.lower()]]

    def put(self, path: str, content: bytes) -> None:
        """A part's bytes, new or anew."""
        real = self._paths.setdefault(path.lower(), path)
        self._parts[real] = content
        self._trees.pop(real, None)

    def drop(self, path: str) -> None:
        """Take a part away, with what is said of its type."""
        real = self._paths.pop(path.lower(), None)
        if real is None:
            return
        del self._parts[real]
        self._trees.pop(real, None)
        for said in self.tree(_TYPES).findall(f"{{{_PACKAGE}/content-types}}Override"):
            if said.get("PartName", "").lower() == f"/{path}".lower():
                said.getparent().remove(said)

    def add(self, path: str, content: bytes, content_type: str) -> str:
        """A new part under a path that is free; gives the path."""
        stem, dot, ending = path.rpartition(".")
        number, free = 1, path
        while free in self:
            number += 1
            free = f"{stem}{number}{dot}{ending}"
        self.put(free, content)
        types = self.tree(_TYPES)
        if ending == "vml":
            known = {said.get("Extension", "").lower() for said in types}
            if ending not in known:
                types.insert(
                    0, etree.Element(f"{{{_PACKAGE}/content-types}}Default", Extension=ending, ContentType=content_type)
                )
        else:
            about = {"PartName": f"/{free}", "ContentType": content_type}
            etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", about)
        return free

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: id to (kind, path). The kind is the last word of the relationship's type."""
        where = _rels(path)
        if where not in self:
            return {}
        return {
            said.get("Id", ""): (said.get("Type", "").rpartition("/")[2], _resolved(path, said.get("Target", "")))
            for said in self.look(where)
            if said.get("TargetMode") != "External"
        }

    def relate(self, path: str, kind: str, target: str) -> str:
        """Let a part refer to another; gives the id."""
        where = _rels(path)
        if where not in self:
            self.put(where, f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
        rels = self.tree(where)
        taken = {said.get("Id") for said in rels}
        number = 1
        while (name := f"rIdDanvan{number}") in taken:
            number += 1
        said = {"Id": name, "Type": f"{RELATIONSHIPS}/{kind}", "Target": relpath(target, dirname(path) or ".")}
        etree.SubElement(rels, f"{{{_PACKAGE}/relationships}}Relationship", said)
        return name

    def unrelate(self, path: str, name: str) -> None:
        """Take a reference away."""
        for said in self.tree(_rels(path)):
            if said.get("Id") == name:
                said.getparent().remove(said)

    def stamp(self, stamp: Stamp) -> None:
        """Write our stamp among the custom properties, in place of one that is there."""
        path = "docProps/custom.xml"
        if path not in self:
            empty = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}"/>'.encode()
            kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
            self.relate("", "custom-properties", self.add(path, empty, kind))
        root = self.tree(path)
        said = stamp.properties()
        for old in list(root):
            if old.get("name") in said:
                root.remove(old)
        number = max((int(one.get("pid", "1")) for one in root), default=1)
        for name, value in said.items():
            number += 1
            about = {"fmtid": _PROPERTY, "pid": str(number), "name": name}
            etree.SubElement(
                etree.SubElement(root, f"{{{_CUSTOM}}}property", about), f"{{{_VALUES}}}lpwstr"
            ).text = value

    def describe(self, **said: str) -> None:
        """Say something in the properties that every office program shows: category, keywords, …"""
        path = next((path for kind, path in self.related("").values() if kind == "core-properties"), "")
        if path not in self:
            path = "docProps/core.xml"
            self.add(path, f'<cp:coreProperties xmlns:cp="{_CORE}"/>'.encode(), f"{_CORE_TYPE}.core-properties+xml")
            said_in = self.tree("_rels/.rels")
            about = {"Id": "rIdDanvanCore", "Type": f"{_CORE_RELATION}/core-properties", "Target": path}
            etree.SubElement(said_in, f"{{{_PACKAGE}/relationships}}Relationship", about)
        root = self.tree(path)
        for name, text in said.items():
            tag = f"{{{_DUBLIN if name == 'description' else _CORE}}}{name}"
            found = root.find(tag)
            one = found if found is not None else etree.SubElement(root, tag)
            one.text = text

    def retype(self, path: str, before: str, after: str) -> None:
        """Let a part be of another type where it is of this one."""
        for said in self.tree(_TYPES):
            if said.get("PartName", "").lower() == f"/{path}".lower():
                said.set("ContentType", said.get("ContentType", "").replace(before, after))

    @property
    def has_macros(self) -> bool:
        """Whether the workbook is of the kind that bears macros, and so must be named .xlsm."""
        return b"macroEnabled" in self.raw(_TYPES)

    @property
    def bears_macros(self) -> bool:
        """Whether there are macros in it, of whatever kind it says that it is."""
        return self.has_macros or b"vbaProject" in self.raw(_TYPES)

    def bytes(self) -> bytes:
        """The package, its parts in their order, the new ones last."""
        for path, root in self._trees.items():
            self._parts[path] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, part in self._parts.items():
                known = self._infos.get(path)
                info = zipfile.ZipInfo(path, known.date_time if known else (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, part)
        return out.getvalue()


def _rels(path: str) -> str:
    return join(dirname(path), "_rels", path[len(dirname(path)) :].lstrip("/") + ".rels")


def _resolved(path: str, target: str) -> str:
    return normpath(join("/", dirname(path), target.replace("\\", "/"))).lstrip("/")
