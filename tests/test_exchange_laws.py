"""What must always hold between offices: however returns are dealt and ledgers sent, the province counts as one ledger would."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from danvan_cli.ledger.asking import open_questions
from danvan_cli.ledger.opening import open_ledger
from danvan_cli.tables.rollup import roll_up
from danvan_cli.tables.selection.selectors import Selectors, parse_by
from offices import HA, KIM_BANG, PROVINCE, SON, THANH_LIEM, TUC, TUONG, Office, dated
from returned import UNITS, WORDS
from workbooks import Row, matrix, register

NAMES = ("Hũ gạo", "Nuôi ong", "Chợ quê", "Đường hoa")
REASON = ("--reason", "gửi nhầm", "--by", "Lan")


def listed(path: Path, who: str, fields: str, *, day: str = "05", year: str = "2024", title: str = "") -> Path:
    """A list of the first names, a field for each."""
    register(path, who, list(zip(NAMES, fields.split(), strict=False)), year=year)
    book = load_workbook(path)
    if who == TUONG:
        book.worksheets[0]["A1"] = "THỊ ỦY KIM BẢNG"
    if title:
        book.worksheets[0]["A5"] = title
    book.save(path)
    return dated(path, day)


def of_union(path: Path) -> Path:
    """A list of the women's union inside a commune, which names one of the commune's models again."""
    listed(path, SON, "kt htct")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"] = "HỘI LHPN HUYỆN THANH LIÊM", f"HỘI LIÊN HIỆP PHỤ NỮ {SON.upper()}"
    sheet["B9"] = "Nhà sạch vườn đẹp"
    book.save(path)
    return path


def consolidated(path: Path, issuer: str, rows: Sequence[Row]) -> Path:
    """A district's matrix over its communes."""
    matrix(path, issuer, rows)
    book = load_workbook(path)
    book.worksheets[0]["A1"] = "TỈNH ỦY HÀ NAM"
    book.save(path)
    return path


MORE = "DANH SÁCH bổ sung mô hình “Dân vận khéo” năm 2024"
A, B = "a", "b"
MAIL: Mapping[str, tuple[str, Callable[[Path], Path]]] = {
    "son": (A, lambda path: listed(path, SON, "kt vhxh qpan")),
    "son cũ": (A, lambda path: listed(path, SON, "kt vhxh", year="2023")),
    "son sửa": (A, lambda path: listed(path, SON, "kt kt", day="09")),
    "son bổ sung": (A, lambda path: listed(path, SON, "kt vhxh qpan htct", day="12", title=MORE)),
    "hội son": (A, of_union),
    "hà": (A, lambda path: dated(listed(path, HA, "vhxh htct kt"), None)),
    "huyện": (
        A,
        lambda path: consolidated(path, "HUYỆN ỦY THANH LIÊM", [(1, HA, 4, 1, 1, 1, 1), (2, TUC, 6, 6, 0, 0, 0)]),
    ),
    "túc": (A, lambda path: matrix(path, f"ĐẢNG ỦY {TUC.upper()}", [(1, TUC, 5, 2, 2, 1, 0)])),
    "tượng": (B, lambda path: listed(path, TUONG, "kt")),
    "tượng sửa": (B, lambda path: listed(path, TUONG, "vhxh kt kt", day="09")),
    "huyện b": (B, lambda path: consolidated(path, "THỊ ỦY KIM BẢNG", [(1, TUONG, 7, 1, 2, 3, 1)])),
}
"""The mail of a province: whose district it goes through, and how it looks."""


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("thu")
    return {name: draw(folder / f"{place}.xlsx") for place, (name, (_, draw)) in enumerate(MAIL.items())}


@dataclass(frozen=True)
class History:
    """What happened, in order: (office, file), ("withdraw", file), ("send", district), ("receive", which of those sent)."""

    acts: Sequence[tuple[str, str]]
    lock: int | None  # before which act the province locks the year

    @property
    def files(self) -> list[str]:
        return sorted({what for who, what in self.acts if who in (A, B, "p")})

    @property
    def withdrawn(self) -> list[str]:
        return [what for who, what in self.acts if who == "withdraw"]


@st.composite
def histories(draw: st.DrawFn) -> History:
    chosen = draw(st.lists(st.sampled_from(sorted(MAIL)), min_size=3, max_size=8, unique=True))
    acts: list[tuple[str, str]] = []
    for name in chosen:
        district = MAIL[name][0]
        acts += [(office, name) for office in draw(st.sampled_from([(district,), ("p",), (district, "p")]))]
    sent = st.sampled_from([("send", A), ("send", B), ("receive", "0"), ("receive", "1")])
    acts += draw(st.lists(sent, max_size=4))
    acts += [("withdraw", name) for name in draw(st.lists(st.sampled_from(chosen), max_size=1))]
    return History(draw(st.permutations(acts)), draw(st.integers(1, len(acts))))


class Province:
    """Two districts and the office above them, on their way through a history."""

    def __init__(self, folder: Path, mail: Mapping[str, Path]) -> None:
        homes = {A: THANH_LIEM, B: KIM_BANG, "p": PROVINCE}
        self.mail, self.offices = mail, {name: Office(folder / name, home) for name, home in homes.items()}
        self.above = self.offices["p"]
        self.held: dict[str, set[str]] = {name: set() for name in homes}
        self.sent: list[Path] = []
        self.waiting: list[str] = []  # to be withdrawn once somebody has it
        self.then: dict[str, Any] | None = None  # what the province said when it locked

    def live(self, history: History) -> None:
        """Go through it; at the end whatever a district has is sent and received."""
        steps = list(enumerate(history.acts))
        for (who, _, locks), group in groupby(steps, key=lambda one: (one[1][0], one[1][0], one[0] == history.lock)):
            if locks:
                self.lock()
            self._act(who, [what for _, (_, what) in group])
        if history.lock == len(steps):
            self.lock()
        self._act("withdraw", [])
        for district in (A, B):
            self._act("send", [district])
        for bundle in reversed(self.sent):
            self.above.receive(bundle)

    def _act(self, who: str, what: Sequence[str]) -> None:
        if who in self.offices:
            self.offices[who].ingest(*(self.mail[name] for name in what))
            self.held[who].update(what)
        elif who == "withdraw":
            self.waiting += what
            for name in list(self.waiting):
                if office := next((one for one in (A, B, "p") if name in self.held[one]), None):
                    assert self.offices[office].say("withdraw", str(self.mail[name]), *REASON).code == 0
                    self.waiting.remove(name)
        elif who == "send":
            for district in what:
                if self.held[district]:
                    self.sent.append(self.offices[district].send(f"{len(self.sent)}.zip"))
        elif self.sent:
            for which in what:
                self.above.receive(self.sent[int(which) % len(self.sent)])

    def lock(self) -> None:
        """The year is locked, unless something is asked or nothing is there."""
        if (self.above.folder / "danvan.db").exists() and self.above.say("lock", "--year", "2024", *REASON).code == 0:
            self.then = figures(self.above, of_one_year=True)


def figures(office: Office, *, of_one_year: bool = False) -> dict[str, Any]:
    """What an office's ledger says of 2024, and of it with the year before, whenever and through whomever it came to know it."""
    with open_ledger(office.folder / "danvan.db", UNITS, WORDS) as ledger:
        tables = [roll_up(ledger, Selectors("2024"), parse_by(by)) for by in ("unit,field", "level", "holder")]
        span = roll_up(ledger, Selectors("2023/2024", years=(2023, 2024)), ())
        said = {
            "cells": [sorted((cell.at, cell.value, cell.second_hand) for cell in table.cells) for table in tables],
            "totals": [table.total for table in tables],
            "received": tables[0].coverage.received,
        }
        return said if of_one_year else {**said, "span": span.total}


def asked(office: Office) -> list[str]:
    with open_ledger(office.folder / "danvan.db", UNITS, WORDS) as ledger:
        return sorted(question.finding.code for question in open_questions(ledger))


@pytest.mark.parametrize("locked", [False, True])
@given(history=histories())
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_however_returns_are_dealt_and_ledgers_sent_the_province_counts_as_one_ledger_would(
    mail: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, locked: bool, history: History
) -> None:
    province = Province(tmp_path_factory.mktemp("tinh"), mail)
    province.live(history if locked else replace(history, lock=None))
    if province.then is not None:
        assert figures(province.above, of_one_year=True) == province.then
        assert province.above.say("unlock", "--year", "2024", *REASON).code == 0
    one = Office(tmp_path_factory.mktemp("mot"), PROVINCE)
    assert one.ingest(*(mail[name] for name in history.files))["refused"] == 0
    for name in history.withdrawn:
        assert one.say("withdraw", str(mail[name]), *REASON).code == 0
    assert (figures(province.above), asked(province.above)) == (figures(one), asked(one))
