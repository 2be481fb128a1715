"""The ledger: originals, returns, findings and what stands, in one SQLite file. Only the modules beside this one speak SQL.

Nothing stored is overwritten: a later reading, a later verdict takes the place of an earlier one, with its time.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from danvan_cli import shipped
from danvan_cli.answers import Answers
from danvan_cli.findings import Finding
from danvan_cli.ledger.books.archive import Archive
from danvan_cli.ledger.books.audit import Audit
from danvan_cli.ledger.books.chronicle import Chronicle
from danvan_cli.ledger.books.contents import Contents
from danvan_cli.ledger.books.decisions import Decisions
from danvan_cli.ledger.books.deliveries import Deliveries
from danvan_cli.ledger.books.fates import Fates
from danvan_cli.ledger.books.given_codes import GivenCodes
from danvan_cli.ledger.books.kept_mail import KeptMails
from danvan_cli.ledger.books.kept_returns import KeptReturns, as_return
from danvan_cli.ledger.books.locks import Locks
from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.other_ledgers import Exchange
from danvan_cli.ledger.books.papers import Papers
from danvan_cli.ledger.books.published import PublishedFigures
from danvan_cli.ledger.books.readings import Reading, Readings
from danvan_cli.ledger.books.roster import Roster
from danvan_cli.ledger.books.rows import ALWAYS, Prepared, dump, load_bases, load_rows, now
from danvan_cli.ledger.books.verdicts import Verdicts
from danvan_cli.ledger.books.withdrawals import Withdrawals
from danvan_cli.ledger.outliers import ask_about_outliers, figures_of_units
from danvan_cli.ledger.standing.other_readings import ask_about_files_of_two, ask_about_other_readings
from danvan_cli.ledger.standing.stated import AtHand, Filed, Hand
from danvan_cli.ledger.standing.who_counts import settle
from danvan_cli.ledger.waiting import patiently
from danvan_cli.periods import Period
from danvan_cli.settings import USUAL, Reporting
from danvan_cli.units import Register
from danvan_cli.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Entry:
    """Who typed the figures of mail that cannot be read, and in which workbook, if in one."""

    typist: str
    form: bytes | None = None
    form_path: str | None = None
    typed: str | None = None  # when; None: now
    origin: str = ""  # the ledger it was typed for, where not this one


class Ledger:
    """An open store. Use `opening.open_ledger`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        register: Register,
        vocabulary: Vocabulary,
        reporting: Reporting = USUAL,
        *,
        waits: Callable[[], None] = lambda: None,
    ) -> None:
        self._db = connection
        self._waits = waits
        self.verdicts = Verdicts(connection)
        self.roster = Roster(connection)
        self.deliveries = Deliveries(connection)
        self.decisions = Decisions(connection)
        self.readings = Readings(connection)
        self.archive = Archive(connection)
        self.audit = Audit(connection)
        self.chronicle = Chronicle(connection)
        self.contents = Contents(connection)
        self.published = PublishedFigures(connection)
        self.withdrawals = Withdrawals(connection)
        self.exchange = Exchange(connection)
        self.kept = KeptMails(connection, self.exchange)
        self.returns = KeptReturns(connection)
        self.codes = GivenCodes(connection)
        self.fates = Fates(connection)
        self.papers = Papers(connection)
        self.locks = Locks(connection)
        self.log = Log(connection)
        self.register = register
        self.vocabulary = vocabulary
        self.reporting = reporting

    # --- keeping mail

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; inside another one a part of that."""
        if self._db.in_transaction:
            yield
            return
        patiently(self._db, "BEGIN IMMEDIATE", self._waits)
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def one_after_another(self) -> Iterator[None]:
        """Transactions in a row, each whole by itself, that wait for the disk together: in the one that settles them.

        A disk that turns takes a hundredth of a second for each. A process that is killed loses none of them; where the
        power fails, the last are not there, and nobody was told they were. (sqlite.org, PRAGMA synchronous) On a share
        each waits for itself.
        """
        if self._db.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            self._db.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self._db.execute("PRAGMA synchronous = FULL")

    def keep(
        self,
        *,
        path: str,
        content: bytes,
        outcome: str,
        unit: str | None,
        period: str | None,
        findings: Sequence[Finding],
        dated: date | None = None,
        returns: Sequence[Prepared] = (),
        entry: Entry | None = None,
        reading: Reading | None = None,
        knowledge: str | None = None,
        instead_of: int | None = None,
        brought: bool = False,
        renamed: Collection[int] = (),
    ) -> int:
        """Keep one file whole: its bytes, findings and returns, in one transaction. Gives the mail's number.

        What was known of the same file, and gave no figures, ends there. `entry`: a person read it; `instead_of`: an
        earlier reading of the same, which this one replaces with all that is known of it; `knowledge`: what it was read with;
        `dated`: the day that a refused file bears;
        `brought`: a lower office says whose it is; `renamed`: what was refused of it under a name that it bears no more.
        """
        with self.transaction():
            moment = now()
            digest = self.archive.put(content)
            before = [
                kept
                for kept in self.kept.with_digest(digest)
                if kept.outcome != "accepted"
                and (
                    kept.path == path
                    or kept.id in renamed
                    or ((entry or brought) and kept.is_document(path, unit, period))
                )
            ]
            mail = self._db.execute(
                "INSERT INTO mail (path, sha256, taken_in, outcome, unit, period, dated) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (path, digest, moment, outcome, unit, period, dated and dated.isoformat()),
            ).lastrowid
            replaced = [old for old in (*(kept.id for kept in before), instead_of) if old is not None]
            self._db.executemany(
                "UPDATE mail SET until = ?, replaced_by = ? WHERE id = ?", [(moment, mail, old) for old in replaced]
            )
            self._db.executemany(  # what was taken back stays so, however it reads now
                "INSERT INTO withdrawal (mail, who, reason, known_from, origin, since)"
                " SELECT ?, who, reason, ?, origin, CASE since WHEN '' THEN known_from ELSE since END FROM withdrawal"
                " WHERE mail = ? AND known_until IS NULL",
                [(mail, moment, old) for old in replaced],
            )
            if replaced:
                self.log.add("withdrawn", moment, path=path, sha256=digest, unit=unit, period=period)
            self._db.execute(
                "INSERT INTO entry SELECT ?, typist, form, form_path, typed, origin FROM entry WHERE mail = ?",
                (mail, instead_of),
            )
            if reading:
                self.readings.add(mail or 0, reading)
            if knowledge:
                self.readings.note(mail or 0, knowledge)
            if entry:
                form = self.archive.put(entry.form) if entry.form is not None else None
                typing = (mail, entry.typist, form, entry.form_path, entry.typed or moment, entry.origin)
                self._db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", typing)
            self._db.executemany(
                "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
                [(mail, found.code, found.severity, found.sheet, found.cell, dump(found.seen)) for found in findings],
            )
            asked = {found.sheet for found in findings if found.severity == "question"}
            for ret in returns:
                self._keep_return(mail, ret, questioned=bool(asked & {ret.sheet, None}))
            self.log.add(outcome, moment, path=path, sha256=digest, unit=unit, period=period)
        return int(mail or 0)

    def _keep_return(self, mail: int | None, ret: Prepared, *, questioned: bool) -> None:
        self._db.execute(
            "INSERT INTO return (mail, reporter, period, stage, kind, sheet, title, fixed, supplement, dated, number,"
            " answers, models, bases, claims, former, front, part, checksum, questioned) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?)",
            (mail, *ret.columns, int(questioned)),
        )
        self._db.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", (ret.period,))

    def settle_again(self, mails: Iterable[int]) -> None:
        """What stands in the periods of these files must be settled anew."""
        self._db.execute(
            "INSERT OR IGNORE INTO unsettled SELECT DISTINCT period FROM return"
            " WHERE mail IN (SELECT value FROM json_each(?))",
            (dump(sorted(mails)),),
        )

    def settle_all_again(self) -> None:
        """What stands in every period must be settled anew."""
        self._db.execute("INSERT OR IGNORE INTO unsettled SELECT DISTINCT period FROM return")

    def reporters(self) -> list[str]:
        """All units that have ever reported."""
        return [code for (code,) in self._db.execute("SELECT DISTINCT reporter FROM return ORDER BY 1")]

    def periods(self) -> list[str]:
        """All periods with accepted returns."""
        return [code for (code,) in self._db.execute("SELECT DISTINCT period FROM return ORDER BY 1")]

    # --- settling

    def settle(self, moment: str | None = None) -> dict[int, list[Finding | int]]:
        """Decide anew what stands in every period that changed. Gives, by mail, its questions and the mail it replaced.

        `moment`: since when it is known; else now.
        """
        told: dict[int, list[Finding | int]] = {}
        with self.transaction():
            moment = moment or now()
            answers = self.decisions.answers()
            periods = self._to_settle()
            for period in periods:
                for mail, news in self._settle_period(period, answers, moment):
                    told.setdefault(mail, []).append(news)
            self._db.execute("DELETE FROM unsettled")
            self.log.add("settled", moment, periods=periods)
        return told

    def _settle_period(self, period: str, answers: Answers, moment: str) -> list[tuple[int, Finding | int]]:
        """Gives what is told of which mail; of all else that settling made of a period nothing is left."""
        returns = self._filed(period, answers)
        filed_as = {filed.id: filed for filed in returns}
        settled = settle(returns, self.register, self.vocabulary, answers, self.reporting)
        ask_about_other_readings(settled, returns, self.exchange.said(period), self.register)
        ask_about_files_of_two(settled, self.register)
        if before := Period(period).year_before:
            ask_about_outliers(settled, figures_of_units(self.verdicts.standing([before])), before, self.register)
        self.verdicts.write(period, settled, moment)
        asked: list[tuple[int, Finding | int]] = [
            (filed_as[ret].mail, finding)
            for ret, finding in settled.findings
            if answers.to(finding, filed_as[ret].sha256) is None
        ]
        return asked + [(filed_as[new].mail, filed_as[old].mail) for old, new in settled.replaced_by.items()]

    def _to_settle(self) -> list[str]:
        """The periods that changed, and those that look back on them; earlier ones first."""
        changed = {period for (period,) in self._db.execute("SELECT period FROM unsettled")}
        return sorted(changed | {period for period in self.periods() if Period(period).year_before in changed})

    def keep_to_practice(self) -> None:
        """Where the workspace says otherwise than before through whom figures come, all that stands must be settled anew.

        And where danvan itself settles otherwise: a mended rule mends what stood by the old one.
        """
        said = dump([self.reporting.via, self.reporting.places_include_bodies, _rules()])
        if self._db.execute("SELECT said FROM practice").fetchone() == (said,):
            return
        with self.transaction():
            self._db.execute("DELETE FROM practice")
            self._db.execute("INSERT INTO practice VALUES (?)", (said,))
            self.settle_all_again()

    @property
    def unsettled(self) -> bool:
        """Whether returns were kept that nobody has settled yet (a run was cut short)."""
        return self._db.execute("SELECT 1 FROM unsettled LIMIT 1").fetchone() is not None

    def _filed(self, period: str, answers: Answers) -> list[Filed]:
        asked, at_hand = self._asked_inside(period), AtHand(self.returns.written_of)
        first: dict[int, int] = {}  # of each mail
        return [
            Filed(
                id=number,
                ret=as_return(row, (), tuple(load_bases(bases))),
                models=at_hand.keep(number, load_rows(models)),
                written=partial(at_hand.of, number),
                came=came,
                sha256=sha,
                mail=mail,
                place=number - first.setdefault(mail, number),
                hand=Hand(typist, typed, origin) if typist is not None else None,
                **_answered(asked.get(mail, ()), row[4], sha, answers),
            )
            for number, mail, sha, came, typist, typed, origin, *row in self._db.execute(
                "SELECT r.id, r.mail, m.sha256,"
                " min((SELECT min(first.taken_in) FROM mail first WHERE first.sha256 = m.sha256),"
                " ifnull((SELECT min(b.came) FROM brought b WHERE b.sha256 = m.sha256), '9999')),"
                " e.typist, e.typed, e.origin, r.reporter, r.period,"
                " r.stage, r.kind, r.sheet, r.title, r.fixed, r.supplement, r.dated, r.number, r.answers, r.former, r.front, r.part"
                " FROM return r JOIN mail m ON m.id = r.mail LEFT JOIN entry e ON e.mail = m.id WHERE r.period = ?"
                " AND m.until IS NULL"
                " AND r.mail NOT IN (SELECT mail FROM withdrawal WHERE known_until IS NULL) ORDER BY r.id",
                (period,),
            )
            # one by one: to be put in order with the others they would all be written aside
            for models, bases in self._db.execute("SELECT models, bases FROM return WHERE id = ?", (number,))
        ]

    def _asked_inside(self, period: str) -> dict[int, list[Finding]]:
        """Mail to the questions inside it."""
        found: dict[int, list[Finding]] = {}
        for mail, code, sheet, cell, seen in self._db.execute(
            "SELECT mail, code, sheet, cell, seen FROM finding WHERE severity = 'question'"
            " AND mail IN (SELECT mail FROM return WHERE period = ? AND questioned)",
            (period,),
        ):
            found.setdefault(mail, []).append(Finding(code, sheet, cell, json.loads(seen)))
        return found

    # --- reading what stands

    def reporters_in(self, periods: Iterable[str], *, as_of: str | None = None) -> dict[str, set[str]]:
        """Period to the units whose returns were accepted by then; empty ones sent by mistake are none."""
        moment = as_of or ALWAYS
        return {
            period: {
                code
                for (code,) in self._db.execute(
                    "SELECT DISTINCT r.reporter FROM return r JOIN mail m ON m.id = r.mail"
                    " WHERE r.period = :period AND m.taken_in <= :moment AND (m.until IS NULL OR m.until > :moment)"
                    " AND NOT EXISTS (SELECT 1 FROM withdrawal w"
                    " WHERE w.mail = m.id AND w.known_from <= :moment"
                    " AND (w.known_until IS NULL OR w.known_until > :moment))"
                    " AND r.id NOT IN (SELECT return FROM standing"
                    " WHERE period = :period AND reason = 'sent-by-mistake' AND known_from <= :moment"
                    " AND (known_until IS NULL OR known_until > :moment))",
                    {"period": period, "moment": moment},
                )
            }
            for period in periods
        }

    def last_change(self, until: str | None) -> str | None:
        """When mail was last taken in or taken back, or something decided; `until`: as it was known at that moment."""
        row = self._db.execute(
            "SELECT max(moment) FROM (SELECT taken_in AS moment FROM mail UNION ALL SELECT moment FROM decision"
            " UNION ALL SELECT known_from FROM withdrawal UNION ALL SELECT known_until FROM withdrawal)"
            " WHERE ? IS NULL OR moment <= ?",
            (until, until),
        ).fetchone()
        return row[0] if row else None


@cache
def _rules() -> str:
    """The text of the rules is their version: nobody has to remember to raise a number."""
    return shipped.digest(Path(__file__).with_name("standing"), ("*.py",))


def _answered(asked: Iterable[Finding], sheet: str, sha: str, answers: Answers) -> dict[str, Any]:
    """What of the questions about one return is open, and what was decided."""
    mine = [(found, answers.to(found, sha)) for found in asked if found.sheet in (sheet, None)]
    return {
        "questioned": any(answer is None for _, answer in mine),
        "decided": tuple((found, answer) for found, answer in mine if answer is not None),
    }
