"""Tables that left: the question, the answer as it was given, and the very bytes; known again by the code printed on them."""

import hashlib
import sqlite3
from dataclasses import dataclass

from danvan_cli.ledger.books.archive import Archive
from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.rows import now

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that a reader takes for another: no I, L, O, U
_MISREAD = str.maketrans("ILO", "110")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Paper:
    """One table that left: its code, the question and the answer as texts, and what was known when it was asked."""

    code: str
    period: str
    query: str
    answer: str
    language: str
    known_at: str

    @property
    def fingerprint(self) -> str:
        """Over the question and all of its answer: equal papers have equal ones."""
        return fingerprint_of(self.query, self.answer, self.language)


@dataclass(frozen=True, slots=True)
class Printing:
    """One time that a paper left: where to, and the digest of what was written."""

    paper: str
    path: str
    sha256: str
    moment: str


_COLUMNS = "code, period, query, answer, language, known_at"


class Papers:
    """The papers of an open store. The same answer to the same question is one paper, however often it leaves."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def same(self, query: str, answer: str, language: str) -> Paper | None:
        """The paper that says exactly this, if it has left already."""
        return self._one("fingerprint = ?", fingerprint_of(query, answer, language))

    def add(self, *, period: str, query: str, answer: str, language: str, known_at: str) -> Paper:
        """Register an answer; one that has left before keeps its code."""
        known = self.same(query, answer, language)
        if known:
            return known
        mark = fingerprint_of(query, answer, language)
        paper = Paper(self._free_code(mark), period, query, answer, language, known_at)
        self._db.execute(
            "INSERT INTO paper VALUES (?, ?, ?, ?, ?, ?, ?)",
            (paper.code, mark, period, query, answer, language, known_at),
        )
        Log(self._db).add("printed", known_at, code=paper.code, period=period)
        return paper

    def leave(self, paper: Paper, path: str, content: bytes) -> None:
        """Remember that it left, byte for byte."""
        moment = now()
        digest = Archive(self._db).put(content)
        self._db.execute(
            "INSERT INTO printing (paper, path, sha256, moment) VALUES (?, ?, ?, ?)", (paper.code, path, digest, moment)
        )
        Log(self._db).add("printed", moment, code=paper.code, period=paper.period, path=path, sha256=digest)

    def find(self, called: str) -> Paper | None:
        """The paper of a code as people type it: `P-7K3F`, `p7k3f`, a letter taken for a digit."""
        code = called.strip().upper().replace("-", "").removeprefix("P").translate(_MISREAD)
        return self._one("code = ?", f"P-{code}")

    def asked(self, language: str) -> list[tuple[str, str]]:
        """The code and question of every paper in that language, the latest first."""
        asked = "SELECT code, query FROM paper WHERE language = ? ORDER BY known_at DESC"
        return self._db.execute(asked, (language,)).fetchall()

    def all(self) -> list[tuple[Paper, list[Printing]]]:
        """Every paper with the times that it left, the latest paper first."""
        printings: dict[str, list[Printing]] = {}
        for row in self._db.execute("SELECT paper, path, sha256, moment FROM printing ORDER BY id"):
            printings.setdefault(row[0], []).append(Printing(*row))
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM paper ORDER BY known_at DESC, code")  # noqa: S608
        return [(paper, printings.get(paper.code, [])) for paper in (Paper(*row) for row in rows)]

    def _one(self, condition: str, value: str) -> Paper | None:
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM paper WHERE {condition}",  # noqa: S608 - one of two
            (value,),
        ).fetchone()
        return Paper(*row) if row else None

    def _free_code(self, mark: str) -> str:
        """As few signs of the fingerprint as tell it from all papers before."""
        rest, signs = int(mark, 16), ""
        while rest:
            rest, place = divmod(rest, len(_SIGNS))
            signs += _SIGNS[place]
        lengths = range(_SHORTEST, len(signs) + 1)
        return next(code for length in lengths if not self.find(code := f"P-{signs[:length]}"))


def fingerprint_of(query: str, answer: str, language: str) -> str:
    """Over the question and all of its answer: equal papers have equal ones."""
    return hashlib.sha256(f"{query}\0{answer}\0{language}".encode("utf-8", "surrogatepass")).hexdigest()
