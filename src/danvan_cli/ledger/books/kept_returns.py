"""The returns of a store, read back: whole, as far as they tell models apart, as people wrote them."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from danvan_cli.findings import Finding
from danvan_cli.ledger.books.rows import (
    Prepared,
    Received,
    dump,
    load_at,
    load_bases,
    load_models,
    load_named,
    load_rows,
    load_written,
    received_of,
)
from danvan_cli.ledger.standing.stated import Named, Rows, Written
from danvan_cli.returns import Base, Kind, Model, Return


class KeptReturns:
    """The returns of an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def holds(self, mail: int, returns: Sequence[Prepared]) -> bool:
        """Whether a kept file says exactly this."""
        held = self._db.execute("SELECT checksum FROM return WHERE mail = ? ORDER BY id", (mail,))
        return [checksum for (checksum,) in held] == [ret.checksum for ret in returns]

    def reads_as(self, mail: int, returns: Sequence[Prepared], findings: Iterable[Finding]) -> bool:
        """Whether a kept file was read as exactly this, with the same findings."""
        held = self._db.execute(
            "SELECT code, severity, coalesce(sheet, ''), coalesce(cell, ''), seen FROM finding WHERE mail = ?", (mail,)
        )
        read = [(one.code, one.severity, one.sheet or "", one.cell or "", dump(one.seen)) for one in findings]
        return self.holds(mail, returns) and sorted(held) == sorted(read)

    def of_mail(self, mail: int) -> list[Return]:
        """The returns of one accepted file."""
        rows = self._db.execute(
            "SELECT models, bases, reporter, period, stage, kind, sheet, title, fixed, supplement, dated, number, answers,"
            " former, front, part FROM return WHERE mail = ? ORDER BY id",
            (mail,),
        )
        return [as_return(row, tuple(load_models(models)), tuple(load_bases(bases))) for models, bases, *row in rows]

    def received(self, mail: int) -> tuple[Received, ...]:
        """What is told of the returns of one accepted file; their rows are only counted."""
        rows = self._db.execute(
            "SELECT reporter, period, stage, models, bases FROM return WHERE mail = ? ORDER BY id", (mail,)
        )
        return tuple(received_of(*row) for row in rows)

    def source(self, ret: int) -> tuple[str, str, str, str]:
        """(path, sha256, sheet, reporter) of a return."""
        row = self._db.execute(
            "SELECT m.path, m.sha256, r.sheet, r.reporter FROM return r JOIN mail m ON m.id = r.mail WHERE r.id = ?",
            (ret,),
        ).fetchone()
        return tuple(row)

    def models_of(self, ret: int) -> list[Model]:
        """The rows of a register."""
        return load_models(self._of_return("models", ret))

    def rows_of(self, ret: int) -> Rows:
        """The same as far as it tells one model from another."""
        return load_rows(self._of_return("models", ret))

    def named_in(self, returns: Iterable[int]) -> dict[int, Named]:
        """What tells the models of registers from others, by return."""
        rows = self._db.execute(
            "SELECT id, models FROM return WHERE id IN (SELECT value FROM json_each(?))", (dump(sorted(returns)),)
        )
        return {ret: load_named(models) for ret, models in rows}

    def written_of(self, ret: int) -> Written:
        """The same as people wrote it: names and cells."""
        return load_written(self._of_return("models", ret))

    def bases_of(self, ret: int) -> list[Base]:
        """The rows of a matrix."""
        return load_bases(self._of_return("bases", ret))

    def _of_return(self, column: str, ret: int) -> str:
        row = self._db.execute(f"SELECT {column} FROM return WHERE id = ?", (ret,)).fetchone()  # noqa: S608 - one of two
        return str(row[0])


def as_return(row: Sequence[Any], models: tuple[Model, ...], bases: tuple[Base, ...]) -> Return:
    """A return of its columns: reporter, period, stage, kind, sheet, title, fixed, supplement, date, number, answers, former, front, part."""
    reporter, period, stage, kind, sheet, title, fixed, supplement, dated, number, answers, former, front, part = row
    return Return.model_construct(
        reporter=reporter, period=period, stage=stage, kind=Kind(kind), sheet=sheet, title=title,
        fixed=dict(load_at(fixed)), supplement=bool(supplement), dated=date.fromisoformat(dated) if dated else None,
        number=number, answers=answers, former=former, front=bool(front), part=part, models=models, bases=bases, claims=(),
    )  # fmt: skip
