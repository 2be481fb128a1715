"""A ledger of whole years without files, to measure what answers from it.

    python benchmarks/a_year.py [RETURNS=12000] [--models 1] [--years 1] [--store danvan.db]

`--models`: how many times as many models in each list (15 make two million of a year's 12,000 returns); `--years`: so
many years of them, the last one 2024, and what a table over all of them costs against one of the last.

Communes and their unions of a few provinces send lists of names, communes a matrix beside them every tenth time; every
district consolidates its communes in a matrix, every province states one figure for all below it. Seeded.
"""

import argparse
import compileall
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import danvan_cli
from danvan_cli import units, vocabulary
from danvan_cli.ledger.books.rows import prepare
from danvan_cli.ledger.opening import open_ledger
from danvan_cli.returns import Base, Claim, Kind, Model, Observation, Reach, Return, Scope

YEAR, EMPTY, FIELDS = 2024, 1999, ("kt", "vhxh", "qpan", "htct")
UNIONS = ("hội nông dân", "hội liên hiệp phụ nữ", "hội cựu chiến binh", "công an")
PROVINCES = ("30", "31", "33", "34", "35", "36", "37", "38", "40", "42", "44", "80", "83")
RUNS = 3


def fill(store: Path, number: int, times: int = 1, years: int = 1) -> int:
    """Keep so many returns of each year; gives how many models they name."""
    register, words = units.load(), vocabulary.load()
    rows = 0
    with open_ledger(store, register, words, create=True) as ledger:
        for year in range(YEAR - years + 1, YEAR + 1):
            drawn = random.Random(year)
            with ledger.transaction():
                for turn, ret in enumerate(islice(_returns(register, drawn, year, times), number)):
                    ledger.keep(
                        path=f"{year}/{turn:05d}.xlsx", content=f"{year} {turn}".encode(), outcome="accepted",
                        unit=ret.reporter, period=ret.period, findings=(), returns=(prepare(ret),),
                    )  # fmt: skip
                    rows += len(ret.models)
        ledger.settle()
    return rows


def _returns(register: units.Register, drawn: random.Random, year: int, times: int) -> Iterator[Return]:
    """Returns of district after district, each commune's and its unions', then the district's."""
    day = date(year, 12, 5)
    for province in _provinces(register):
        for district in register.children(province):
            if not register.get(district).is_place:
                continue
            counted, sent = [], 0
            for commune in register.places_below(district):
                own = drawn.randint(8, 30) * times
                counted.append((commune, own + drawn.choice((0, 0, 0, 1))))
                yield _list(commune, own, drawn, day)
                if own // times % 10 == 0:
                    yield _matrix(commune, [(commune, own)], Reach.OWN, day, "Biểu 2")
                sent += own
                for union in UNIONS:
                    count = drawn.randint(3, 12) * times
                    sent += count
                    yield _list(f"{commune}/{union}", count, drawn, day)
            yield _matrix(district, counted, Reach.OWN, day, "Biểu 1")
            yield _matrix(district, [(district, sent)], Reach.BELOW, day, "Biểu 2")


def _provinces(register: units.Register) -> list[str]:
    """Enough provinces for the returns asked for."""
    return [code for code in PROVINCES if code in register]


def _list(reporter: str, count: int, drawn: random.Random, day: date) -> Return:
    models = tuple(
        Model(
            name=f"Mô hình {reporter} {place}", cell=f"B{place + 9}", unit=reporter, at={"field": (drawn.choice(FIELDS),)},
            stages=("xaydung",),
        )
        for place in range(count)
    )  # fmt: skip
    total = Claim(kind="total", cell=f"A{count + 9}", text=f"Tổng cộng: {count} mô hình", stated=count, computed=count)
    return Return(
        reporter=reporter, period=str(day.year), stage=None, kind=Kind.REGISTER, sheet="Biểu 1", dated=day, models=models,
        claims=(total,),
    )  # fmt: skip


def _matrix(reporter: str, rows: list[tuple[str, int]], reach: Reach, day: date, sheet: str) -> Return:
    bases = tuple(
        Base(
            scope=Scope(unit=unit, reach=reach, stage="xaydung"), cell=f"C{place + 9}", label=unit,
            observations=(
                Observation(value=total, cell=f"C{place + 9}"),
                *(
                    Observation(at={"field": (code,)}, value=total if code == "kt" else 0, cell=f"{column}{place + 9}")
                    for code, column in zip(FIELDS, "DEFG", strict=True)
                ),
            ),
        )
        for place, (unit, total) in enumerate(rows)
    )  # fmt: skip
    return Return(
        reporter=reporter, period=str(day.year), stage=None, kind=Kind.MATRIX, sheet=sheet, dated=day, bases=bases
    )


def _seconds(command: list[str]) -> float:
    """The fastest of several runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Fills the store where it is not there yet, then measures what answers from it against importing pandas."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("returns", type=int, nargs="?", default=12_000)
    asked.add_argument("--models", type=int, default=1)
    asked.add_argument("--years", type=int, default=1)
    asked.add_argument("--store", type=Path)
    said = asked.parse_args()
    name = f"danvan-{said.years}-years-{said.returns}-{said.models}.db"
    store = said.store or Path(tempfile.gettempdir()) / name
    if not store.is_file():
        print(f"{fill(store, said.returns, said.models, said.years)} models: {store}")
    compileall.compile_dir(Path(danvan_cli.__path__[0]), quiet=1)  # as pip does for what it installs, pandas among it
    with sqlite3.connect(store) as known:
        print(known.execute("SELECT count(*) FROM return").fetchone()[0], "returns")
    pandas = _seconds([sys.executable, "-c", "import pandas"])
    started = _seconds(_danvan(store, "summarize", period=EMPTY))
    print(f"import pandas: {pandas:.2f} s; danvan summarize of a year without returns: {started:.2f} s")
    if said.years > 1:
        one = _seconds(_danvan(store, "summarize"))
        many = _seconds(_danvan(store, "summarize", "--years", f"{YEAR - said.years + 1}-{YEAR}"))
        print(f"danvan summarize --years, {said.years}: {many:.2f} s; of one: {one:.2f} s, {many / one:.2f} of it")
        return
    cell = f"trace --unit {units.load().places_below(PROVINCES[0])[0]} --field kt"
    for command in ("summarize", "status", "reconcile", "trace", "trace --format json", cell):
        taken = _seconds(_danvan(store, *command.split()))
        print(
            f"danvan {command}: {taken:.2f} s, {taken - started:.2f} s over the start, {taken / pandas:.2f} of pandas"
        )
    for by in ("field,level", "unit", "unit,field"):
        plain = _seconds(_danvan(store, "summarize", "--by", by))
        other = _seconds(_danvan(store, "summarize", "--by", by, "--geography", "now"))
        print(f"danvan summarize --by {by}: {plain:.2f} s; --geography now: {other:.2f} s, {other / plain:.2f} of it")


def _danvan(store: Path, command: str, *more: str, period: int = YEAR) -> list[str]:
    periods = [] if "--years" in more else ["--year", str(period)]
    return [sys.executable, "-m", "danvan_cli", command, *periods, "--store", str(store), *more]


if __name__ == "__main__":
    main()
