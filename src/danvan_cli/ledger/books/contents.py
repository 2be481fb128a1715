"""What returns say themselves: the rows of matrices and the totals under tables, with the file and sheet they stand in."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from danvan_cli.ledger.books.rows import dump, load_at, load_bases
from danvan_cli.returns import Base, Claim
from danvan_cli.vocabulary import MemberSet


@dataclass(frozen=True)
class Content:
    """One stored return, without the rows of its register."""

    ret: int
    path: str
    sheet: str
    reporter: str
    period: str
    stage: str | None
    fixed: dict[str, MemberSet]
    stored_bases: str
    stored_claims: str

    @cached_property
    def bases(self) -> list[Base]:
        """The rows of a matrix."""
        return [] if self.stored_bases == "[]" else load_bases(self.stored_bases)

    @property
    def claims(self) -> list[Claim]:
        """What it says about sums."""
        return [
            Claim.model_construct(
                kind=kind, cell=cell, text=text, at={dim: tuple(codes) for dim, codes in at.items()}, stated=stated,
                computed=computed,
            )
            for kind, cell, text, at, stated, computed in json.loads(self.stored_claims)
        ]  # fmt: skip


class Contents:
    """The contents of the returns in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def of(self, periods: Iterable[str]) -> dict[int, Content]:
        """All returns of these periods, by number, whatever became of them."""
        return {
            number: Content(number, path, sheet, reporter, period, stage, dict(load_at(fixed)), bases, claims)
            for number, path, sheet, reporter, period, stage, fixed, bases, claims in self._db.execute(
                "SELECT r.id, m.path, r.sheet, r.reporter, r.period, r.stage, r.fixed, r.bases, r.claims"
                " FROM return r JOIN mail m ON m.id = r.mail WHERE r.period IN (SELECT value FROM json_each(?))"
                " ORDER BY r.id",
                (dump(list(periods)),),
            )
        }
