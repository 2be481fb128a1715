"""The permanent codes that forms gave to models, here and in the ledgers that were received."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.rows import ALWAYS, now


@dataclass(frozen=True, slots=True)
class GivenCode:
    """That a form gave a code to a model."""

    unit: str
    key: str  # the model's name for matching
    code: str
    coined: bool = True  # for this model; else its own list had the code already
    origin: str = ""  # the ledger whose form it was, where not this one


class GivenCodes:
    """The codes given in an open store. One ledger gives a model one code, and that code stays."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def give(self, codes: Iterable[GivenCode], moment: str | None = None) -> None:
        """Remember codes, each once. Write inside a transaction."""
        moment = moment or now()
        self._db.executemany(
            "INSERT OR IGNORE INTO code (unit, key, code, given, origin, coined) VALUES (?, ?, ?, ?, ?, ?)",
            [(one.unit, one.key, one.code, moment, one.origin, one.coined) for one in codes],
        )
        Log(self._db).add("codes", moment)

    def all(self, *, as_of: str | None = None) -> list[GivenCode]:
        """What was known by then, this ledger's own first."""
        rows = self._db.execute(
            "SELECT unit, key, code, coined, origin FROM code WHERE given <= ? ORDER BY origin, unit, key",
            (as_of or ALWAYS,),
        )
        return [GivenCode(unit, key, code, bool(coined), origin) for unit, key, code, coined, origin in rows]


def by_model(given: Iterable[GivenCode]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Unit and name for matching to the codes that forms gave, in the order of what is given."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one in given:
        found[one.unit, one.key].setdefault(one.code.upper())
    return {model: tuple(codes) for model, codes in found.items()}


def contested(given: Iterable[GivenCode]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Unit and code to the models for which different ledgers coined it: such a code does not tell which one is meant."""
    coined: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in given:
        if one.coined:
            coined[one.unit, one.code.upper()].add(one.key)
    return {mark: tuple(sorted(keys)) for mark, keys in coined.items() if len(keys) > 1}
