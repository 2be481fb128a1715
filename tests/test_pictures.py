"""Pictures on the screen: bars under a table, and how each line of several periods went."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from commanding import danvan
from danvan_cli import writers
from danvan_cli.cli.speech import draws_blocks
from danvan_cli.tables.table import Line, Table
from danvan_cli.writers.pictures import bar, spark
from test_writers import PAYLOADS, by_field, by_field_and_level, by_unit, poisoned
from workbooks import register

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")


def bars(table: Table, **screen: int) -> dict[str, str]:
    """What stands under a table, by the first word of each label: the bar and its value."""
    shown = writers.render(table, "table", chart=True, **screen).split("\n\n")[2]
    return {line.split()[0]: line[line.index("  ", 3) :].strip() for line in shown.splitlines()}


def lines(*values: int | Decimal | None) -> Table:
    """One figure a line."""
    made = tuple(Line(f"Dòng{place} của biểu", (), value) for place, value in enumerate(values))
    return replace(by_field(), lines=made, total=sum(value for value in values if value is not None))


class TestBars:
    def test_each_line_has_a_bar_with_its_total(self) -> None:
        found = bars(by_field_and_level())
        assert found["Kinh"].split()[-1] == "148"
        assert found["Văn"].split()[-1] == "1.599"
        assert found["Văn"].count("█") > found["Kinh"].count("█") * 10

    @pytest.mark.parametrize("width", [40, 60, 80, 120])
    def test_they_fit_the_screen(self, width: int) -> None:
        for table in (by_field_and_level(), by_unit(30), lines(1, 10**15)):
            shown = writers.render(table, "table", width=width, chart=True)
            assert max(map(len, shown.splitlines())) <= width

    def test_what_is_not_reported_has_none_and_zero_has_the_axis(self) -> None:
        found = bars(lines(8, 0, None))
        assert found["Dòng1"] == "│ 0"
        assert found["Dòng2"] == "…"

    def test_their_lengths_are_told_to_an_eighth(self) -> None:
        assert [bar(value, 16, 2, blocks=True) for value in (16, 8, 5, 9)] == ["██", "█", "▋", "█▏"]

    def test_what_is_not_zero_is_seen(self) -> None:
        assert bar(1, 10**9, 40, blocks=True) == "▏"
        assert bar(1, 10**9, 40, blocks=False) == "#"
        assert bar(Decimal("0.5"), Decimal(1), 4, blocks=True) == "██"

    def test_terminals_without_blocks_get_plain_signs(self) -> None:
        shown = writers.render(lines(8, 4), "table", chart=True, blocks=False)
        assert "|########" in shown
        assert not set("█▏▎▍▌▋▊▉│").intersection(shown)

    @pytest.mark.parametrize(("terminal", "locale", "knows"), [("xterm", "C.UTF-8", True), ("linux", "C.UTF-8", False)])
    def test_the_terminal_is_asked(
        self, monkeypatch: pytest.MonkeyPatch, terminal: str, locale: str, knows: bool
    ) -> None:
        monkeypatch.setenv("TERM", terminal)
        monkeypatch.setattr("locale.getencoding", lambda: locale.partition(".")[2])
        assert draws_blocks() is knows
        monkeypatch.setattr("locale.getencoding", lambda: "ANSI_X3.4-1968")
        assert not draws_blocks()

    def test_figures_that_nobody_may_add_are_not_drawn(self) -> None:
        table = replace(
            by_field_and_level(),
            by=("field", "stage"),
            total=None,
            columns=("Đăng ký", "Công nhận"),
            lines=(Line("Kinh tế", (5, 3), 8), Line("Khác", (2, 1), 3)),
            column_totals=(7, 4),
        )
        assert "Không vẽ được" in writers.render(table, "table", chart=True)

    @pytest.mark.parametrize("text", PAYLOADS)
    def test_hostile_labels_obey_nothing(self, text: str) -> None:
        shown = writers.render(poisoned(text), "table", chart=True)
        assert all(char in "\n\xa0" or char.isprintable() for char in shown)

    def test_the_command_draws_on_the_screen_only(self, tmp_path: Path) -> None:
        register(tmp_path / "thu" / "a.xlsx", "Xã Thanh Hà", [("Hũ gạo", "kt"), ("Nuôi ong", "kt"), ("Đèn", "qpan")])
        store = ("--store", str(tmp_path / "danvan.db"))
        assert danvan("ingest", str(tmp_path / "thu"), *store, *HOME, "--jobs", "1").code == 0
        asked = ("summarize", "--year", "2024", *store, *HOME)
        assert "█" not in danvan(*asked).stdout
        assert "█ 2" in danvan(*asked, "--chart").stdout
        for more in (("--format", "json"), ("--format", "csv"), ("-o", str(tmp_path / "a.xlsx"))):
            assert danvan(*asked, "--chart", *more).refused == "chart-on-screen-only"
        assert not (tmp_path / "a.xlsx").exists()


class TestCourses:
    def test_a_line_is_drawn_from_zero_to_its_largest(self) -> None:
        assert spark((4, 8, 0), ("", "", "")) == "▅█▁"

    def test_small_figures_are_no_zero(self) -> None:
        assert spark((1, 0, 10**6), ("", "", "")) == "▂▁█"

    def test_what_is_not_reported_is_a_gap_and_a_break_is_marked(self) -> None:
        assert spark((4, None, 8), ("", "", "‖")) == "▅ ‖█"
        assert spark((None, None), ("", "")) == "  "

    @pytest.mark.parametrize(("years", "drawn"), [(("2022", "2023"), False), (("2022", "2023", "2024"), True)])
    def test_three_periods_side_by_side_are_drawn(self, tmp_path: Path, years: tuple[str, ...], drawn: bool) -> None:
        for year, count in (("2022", 2), ("2023", 4), ("2024", 8)):
            models = [(f"Mô hình {place}", "kt") for place in range(count)]
            register(tmp_path / "thu" / f"{year}.xlsx", "Xã Thanh Hà", models, year=year)
        store = ("--store", str(tmp_path / "danvan.db"))
        assert danvan("ingest", str(tmp_path / "thu"), *store, *HOME, "--jobs", "1").code == 0
        shown = danvan("compare", *years, *store, *HOME).stdout
        assert ("▃▅█" in shown) is drawn
        assert ("Diễn biến: " in shown) is drawn
        assert max(map(len, shown.splitlines())) <= 80
