"""Another baseline: the fastest plain program for this job, without a check, a question or a place for what is odd.

    python benchmarks/plain_reader.py FOLDER STORE

Calamine reads, pydantic validates the rows under the first header, SQLite keeps them and the bytes, a transaction a file,
in one process. What `danvan ingest` takes beyond it is what understanding, checking, identifying and settling cost.
"""

import sqlite3
import sys
from pathlib import Path

from pydantic import BaseModel, TypeAdapter
from python_calamine import CalamineWorkbook

COLUMNS = {
    "tên mô hình": "name", "đơn vị": "unit", "tập thể": "holder", "lĩnh vực": "field", "cấp": "level",
    "năm": "registered", "trạng thái": "state", "ghi chú": "note",
}  # fmt: skip


class Model(BaseModel):
    """One row."""

    name: str
    unit: str | None = None
    holder: str | None = None
    field: str | None = None
    level: str | None = None
    registered: str | None = None
    state: str | None = None
    note: str | None = None


def models(file: Path) -> list[Model]:
    """The numbered rows of all sheets, by the words of the first header."""
    found = []
    workbook = CalamineWorkbook.from_path(file)
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python()
        head = next((place for place, row in enumerate(rows) if str(row[0]).strip() in ("STT", "TT")), None)
        if head is None:
            continue
        roles = [
            next((role for word, role in COLUMNS.items() if word in str(text).lower()), None) for text in rows[head]
        ]
        for row in rows[head + 1 :]:
            said = {role: str(value) for role, value in zip(roles, row, strict=False) if role and value != ""}
            if isinstance(row[0], float) and "name" in said:
                found.append(said)
    return TypeAdapter(list[Model]).validate_python(found)


def main(folder: Path, store: Path) -> None:
    """All files into one store."""
    with sqlite3.connect(store, isolation_level=None) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE mail (id INTEGER PRIMARY KEY, path, content)")
        db.execute(f"CREATE TABLE model (mail, {', '.join(Model.model_fields)})")
        rows = 0
        for file in sorted(folder.rglob("*.xlsx")):
            found = models(file)
            db.execute("BEGIN IMMEDIATE")
            mail = db.execute("INSERT INTO mail VALUES (NULL, ?, ?)", (str(file), file.read_bytes())).lastrowid
            marks = ", ".join("?" * (1 + len(Model.model_fields)))
            db.executemany(f"INSERT INTO model VALUES ({marks})", [(mail, *dict(one).values()) for one in found])
            db.execute("COMMIT")
            rows += len(found)
    print(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
