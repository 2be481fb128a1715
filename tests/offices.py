"""Offices of a province: each with its store, its mail, and what goes from one to another."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from commanding import Said, danvan, danvan_json

PROVINCE = "Tỉnh Hà Nam"
THANH_LIEM, KIM_BANG = "Huyện Thanh Liêm, Tỉnh Hà Nam", "Huyện Kim Bảng, Tỉnh Hà Nam"
SON, HA, TUC, TUONG = "Xã Liêm Sơn", "Xã Thanh Hà", "Xã Liêm Túc", "Xã Tượng Lĩnh"


@dataclass(frozen=True)
class Office:
    """An office with its store and the mail that came to it."""

    folder: Path
    home: str

    @property
    def mail(self) -> Path:
        return self.folder / "thu-den"

    def say(self, command: str, *more: str) -> Said:
        self.folder.mkdir(parents=True, exist_ok=True)
        where = ["--store", str(self.folder / "danvan.db")]
        homeless = ("verify", "backup", "source", "lock", "unlock")
        return danvan(command, *more, *where, *([] if command in homeless else ["--home", self.home]))

    def document(self, command: str, *more: str) -> dict[str, Any]:
        self.folder.mkdir(parents=True, exist_ok=True)
        return danvan_json(command, *more, "--store", str(self.folder / "danvan.db"), "--home", self.home)

    def ingest(self, *paths: Path) -> dict[str, Any]:
        return self.document("ingest", *map(str, paths or (self.mail,)))

    def enter(self, commune: str, paper: Path, total: int, by: str) -> None:
        more = ("--year", "2024", "--source", str(paper), "--total", str(total), "--by", by)
        assert self.say("enter", "--unit", commune, *more).code == 0

    def send(self, name: str, unit: str | None = None) -> Path:
        target = self.folder / name
        said = self.say("send", "--unit", unit or self.home, "-o", str(target), "--by", "Lan")
        assert said.code == 0, said
        return target

    def receive(self, bundle: Path) -> dict[str, Any]:
        return self.document("receive", str(bundle))

    def total(self, *more: str) -> object:
        return self.document("summarize", "--year", "2024", "--by", "", *more)["total"]

    def answer(self, text: str, answer: str, by: str = "Lan") -> None:
        asked = self.document("decide")["questions"]
        number = next(one["number"] for one in asked if text in one["message"])
        said = self.say("decide", str(number), answer, "--by", by)
        assert said.code == 0, said

    def questions(self) -> list[str]:
        return sorted(one["code"] for one in self.document("decide")["questions"])

    def rows(self) -> dict[str, list[Any]]:
        """Everything the store holds."""
        with sqlite3.connect(self.folder / "danvan.db") as kept:
            tables = [name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: kept.execute(f"SELECT * FROM {name}").fetchall() for name in tables}

    def figures(self) -> dict[str, Any]:
        """What it says of the year, whenever and through whomever it came to know it."""
        said: dict[str, Any] = {}
        for by in ("", "field", "unit", "unit,field", "holder"):
            table = self.document("summarize", "--year", "2024", "--by", by)
            cells = sorted(table["cells"], key=str)
            said[by] = cells, table["total"], table["provisional"], table["coverage"]
        status = self.document("status", "--year", "2024")
        said["states"] = [(one["code"], one["state"]) for one in status["units"]]
        said["questions"] = self.questions()
        traced = self.document("trace", "--year", "2024")["sources"]
        said["cells"] = sorted((one["sha256"], str(one["cell"]), one["value"]) for one in traced)
        return said


def dated(path: Path, day: str | None) -> Path:
    book = load_workbook(path)
    book.worksheets[0]["E3"] = f"ngày {day} tháng 12 năm 2024" if day else None
    book.save(path)
    return path
