"""The page of a report as people use it, in a real browser: sort, filter, search, drill down, offline, by keyboard, in the dark."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commanding import danvan
from danvan_cli import shipped
from danvan_cli.tables.table import Listing, Table, Traced
from danvan_cli.vietnamese import sort_key
from danvan_cli.writers import compose_report
from danvan_cli.writers.reports.page_sheets import HELD
from test_page import report_of, traced
from test_reports import hostile
from test_writers import PAYLOADS, by_unit, of_models

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
playwright = pytest.importorskip("playwright.sync_api", reason='no Playwright: pip install "danvan[browser]"')
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason='no axe: pip install "danvan[browser]"')
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]

DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DARK = {**DESK, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The page of a sample, written once."""
    made: dict[str, Path] = {}

    def of(sample: str) -> Path:
        if sample not in made:
            folder = tmp_path_factory.mktemp(sample)
            store = ("--store", str(folder / "danvan.db"))
            danvan("ingest", str(shipped.folder() / "samples" / sample), *store, "--jobs", "1")
            made[sample] = folder / "bao-cao.html"
            said = danvan("export", "--year", sample[-4:], "-o", str(made[sample]), *store)
            assert said.code == 0, said
        return made[sample]

    return of


class Visit:
    """Opens pages, and knows whether anything left them or was complained of."""

    def __init__(self, browser: Any) -> None:
        self._browser, self._contexts = browser, list[Any]()
        self.left: list[str] = []
        self.complaints: list[str] = []

    def __call__(self, path: Path, **options: Any) -> Any:
        context = self._browser.new_context(**(options or DESK))
        self._contexts.append(context)
        page = context.new_page()
        own = path.as_uri()
        page.on("request", lambda request: self.left.append(request.url) if request.url != own else None)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._alerted)
        page.goto(own)
        return page

    def _alerted(self, dialog: Any) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def end(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """No test leaves a page from which something was fetched, or that complained."""
    visit = Visit(browser)
    yield visit
    visit.end()
    assert (visit.left, visit.complaints) == ([], [])


def column(page: Any, table: str, number: int) -> list[str]:
    """What stands in a column of a table, row by row as it is seen."""
    cells = page.locator(f"[data-sheet='{table}'] tbody tr > :nth-child({number})")
    return [str(text) for text in cells.all_inner_texts()]


def serious(page: Any) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


class TestTables:
    def test_a_column_of_figures_is_sorted_by_number_either_way(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("long-an-2024"))
        head = page.locator("[data-sheet='don-vi'] th[data-column='5']")
        for turn, sorted_ in (("ascending", sorted), ("descending", lambda found: sorted(found, reverse=True))):
            head.get_by_role("button").click()
            found = [int(text.replace(".", "")) for text in column(page, "don-vi", 6)]
            assert found == sorted_(found)
            assert head.get_attribute("aria-sort") == turn
        assert len(found) == 74
        assert page.locator("[data-sheet='don-vi'] [aria-sort]").count() == 1

    def test_names_are_sorted_by_the_vietnamese_alphabet(self, visit: Visit, tmp_path: Path) -> None:
        names = [
            "Đồng Du",
            "Dương Xá",
            "An Nội",
            "Ăn Thịt",
            "Ba Tô",
            "Ba Tơ",
            "Bà Tô",
            "Bá Tô",
            "Bạ Tô",
            "Ưng",
            "Ứng",
            "Ông",
            "Ơn",
            "Oanh",
            "Yên",
            "Ý",
            "Sỏ",
            "Sõ",
            "Só",
            "Sọ",
            "Sò",
            "So",
        ]
        page = visit(written(tmp_path, of_models(*names)))
        page.locator("th[data-column='0'] button").click()
        assert column(page, "t1", 1) == sorted(names, key=sort_key)

    def test_what_is_not_reported_stands_last_either_way(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("ha-nam-2024"))
        for _ in range(2):
            page.locator("[data-sheet='linh-vuc-cap'] th[data-column='1'] button").click()
            assert column(page, "linh-vuc-cap", 2) == ["127", "…", "…", "…", "…"]

    def test_amounts_told_in_words_are_sorted_as_amounts_and_blanks_stand_last(
        self, visit: Visit, tmp_path: Path
    ) -> None:
        told = ["20.000.000 đồng", "", "150.000 đồng", "≥ 1.500.000 đồng", "", "0 đồng", "≈ 2,5 đồng"]
        models = Listing("Kinh phí", ("Tên", "Kinh phí"), tuple((f"Mô hình {n}", one) for n, one in enumerate(told)))
        page = visit(written(tmp_path, models))
        rising = ["0 đồng", "≈ 2,5 đồng", "150.000 đồng", "≥ 1.500.000 đồng", "20.000.000 đồng"]
        for found in (rising, rising[::-1]):
            page.locator("th[data-column='1'] button").click()
            assert column(page, "t1", 2) == [*found, "", ""]
        assert column(page, "t1", 1)[-2:] == ["Mô hình 1", "Mô hình 4"]

    def test_a_table_is_filtered_and_says_how_many_rows_match(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("long-an-2024"))
        page.locator("[data-filter='don-vi']").fill("phụ nữ")
        found = column(page, "don-vi", 1)
        assert found
        assert all("Phụ nữ" in name for name in found)
        assert page.locator("#bieu-don-vi .count").inner_text() == f"{len(found)}/74 dòng"
        foot = page.locator("[data-sheet='don-vi'] tfoot th")
        assert foot.inner_text() == "Cộng (cả biểu)"  # the totals are not those of the rows above them
        page.locator("[data-filter='don-vi']").fill("")
        assert len(column(page, "don-vi", 1)) == 74
        assert foot.inner_text() == "Cộng"

    @pytest.mark.parametrize(
        ("typed", "found"), [("kim bang", True), ("KIM BẢNG", True), ("Kim Bả", True), ("kim bằng", False)]
    )
    def test_typed_without_accents_it_is_found_and_other_accents_are_other_words(
        self, visit: Visit, pages: Any, typed: str, found: bool
    ) -> None:
        page = visit(pages("ha-nam-2024"))
        page.locator("#search").fill(typed)
        assert (column(page, "don-vi", 1) == ["Thị xã Kim Bảng"]) is found
        assert page.locator("#bieu-don-vi").is_visible() is found
        assert page.locator("#figures").is_hidden()
        page.locator("#search").fill("")
        assert page.locator("#figures").is_visible()

    def test_rows_beyond_those_in_the_page_are_shown_and_found(self, visit: Visit, tmp_path: Path) -> None:
        page = visit(written(tmp_path, of_models(*(f"Mô hình {n}" for n in range(1, 1501)))))
        assert len(column(page, "t1", 1)) == 1000
        page.locator("#bieu-t1 .more").click()
        assert len(column(page, "t1", 1)) == 1500
        page.locator("#search").fill("mo hinh 1499")
        assert column(page, "t1", 1) == ["Mô hình 1499"]

    def test_a_table_that_the_page_does_not_hold_whole_never_seems_to_have_been_searched(
        self, visit: Visit, tmp_path: Path
    ) -> None:
        page = visit(written(tmp_path, of_models(*(f"Mô hình {n}" for n in range(HELD + 1)))))
        page.locator("#search").fill(f"mo hinh {HELD}")
        assert page.locator("#bieu-t1 [data-part]").is_visible()


class TestDrillDown:
    def test_from_the_province_to_a_unit_to_its_models_and_their_cells(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("long-an-2024"))
        dialog = page.locator("dialog")
        page.locator("[data-sheet='don-vi'] tfoot button").click()
        assert dialog.locator("#path").inner_text() == "Tỉnh Long An"
        dialog.get_by_role("button", name="Xã Long Trì").click()
        assert dialog.locator("#sum").inner_text() == "11 ô, cộng lại bằng 11"
        assert len(dialog.locator("#cells tbody tr").all()) == 11
        dialog.get_by_role("button", name="Quốc phòng - an ninh: 2").click()
        assert dialog.locator("#path li").all_inner_texts() == ["Tỉnh Long An", "Xã Long Trì", "Quốc phòng - an ninh"]
        rows = dialog.locator("#cells tbody tr").all_inner_texts()
        assert len(rows) == 2
        assert all("Xã Long Trì - danh sách mô hình DVK 2024.xlsx › Danh sách › B" in row for row in rows)
        dialog.get_by_role("button", name="Tỉnh Long An").click()
        assert dialog.locator("#cells tbody tr").count() == 74

    def test_a_figure_opens_on_its_own_cells(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("long-an-2024"))
        page.locator("[data-sheet='loai-hinh'] tbody tr:nth-child(2) td").click()
        assert page.locator("#sum").inner_text() == "38 ô, cộng lại bằng 41"
        page.locator("#narrow").fill("tan an")
        assert 0 < page.locator("#cells tbody tr").count() < 41

    def test_all_of_it_from_the_keyboard(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("long-an-2024"))
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Đến nội dung"
        opener = page.locator("[data-sheet='khoi'] tbody button").first
        opener.focus()
        page.keyboard.press("Enter")
        assert page.locator("dialog").is_visible()
        assert page.locator(":focus").get_attribute("id") == "sources-title"
        page.keyboard.press("Escape")
        assert page.locator("dialog").is_hidden()
        assert page.locator(":focus").inner_text() == opener.inner_text()

    @pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
    def test_what_the_keyboard_comes_to_is_never_hidden(self, visit: Visit, pages: Any, key: str) -> None:
        page = visit(pages("long-an-2024"))
        page.locator("[data-sheet='don-vi'] tbody button").nth(0 if key == "Tab" else 60).focus()
        seen = """() => {
            const on = document.activeElement, box = on.getBoundingClientRect();
            return on.contains(document.elementFromPoint(box.x + 5, box.y + box.height / 2));
        }"""
        hidden = []
        for _ in range(70):
            page.keyboard.press(key)
            focused = page.locator(":focus")
            if focused.evaluate("one => one.tagName") == "BUTTON" and not page.evaluate(seen):
                hidden.append(focused.inner_text())
        assert hidden == []

    def test_the_bar_of_a_unit_opens_the_unit(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("long-an-2024"))
        page.locator("#bieu-don-vi .bars button").first.click()
        assert page.locator("#path b").inner_text() == page.locator("#bieu-don-vi .bars button").first.inner_text()

    def test_figures_that_nobody_may_add_open_one_by_one(self, visit: Visit, tmp_path: Path) -> None:
        stages = replace(by_unit(1), by=("unit", "stage"), total=None, column_totals=(None,) * 5)
        stages = replace(stages, lines=(replace(stages.lines[0], total=None),))
        figures = tuple(Traced((0, column), "", 1, traced(stages, 1).sources[0].cells) for column in (0, 2))
        page = visit(written(tmp_path, replace(stages, sources=figures)))
        page.locator("[data-sheet='t1'] tbody button").click()
        assert page.locator("#sum").inner_text() == "Các con số của dòng này không cộng với nhau; chọn một con số."
        assert page.locator("#cells").is_hidden()
        page.locator("#parts button").last.click()
        assert page.locator("#sum").inner_text() == "1 ô, cộng lại bằng 1"

    def test_cells_that_do_not_add_up_to_a_figure_are_not_said_to(self, visit: Visit, tmp_path: Path) -> None:
        page = visit(written(tmp_path, traced(by_unit(2), 3)))
        page.locator("[data-sheet='t1'] tbody tr:first-child td").first.click()
        assert page.locator("#sum").inner_text() == "3 ô"


def written(folder: Path, *contents: Table | Listing) -> Path:
    """The page of a report that holds nothing but these."""
    path = folder / "a.html"
    path.write_bytes(compose_report(report_of(*contents), path, profile="party-2018"))
    return path


class TestForEverybody:
    @pytest.mark.parametrize("sample", ["ha-nam-2024", "long-an-2024", "hoang-mai-2022", "mot-tinh-2026"])
    @pytest.mark.parametrize("options", [DESK, DARK, PHONE], ids=["desk", "dark", "phone"])
    def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(
        self, visit: Visit, pages: Any, sample: str, options: dict[str, Any]
    ) -> None:
        page = visit(pages(sample), **options)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("tfoot button").first.click()
        assert serious(page) == []

    def test_the_switch_turns_dark_and_light_with_enough_contrast(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("mot-tinh-2026"))
        colour = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(colour)
        page.locator("#theme").click()
        assert page.evaluate(colour) != light
        assert page.locator("#theme").get_attribute("aria-pressed") == "true"
        assert serious(page) == []
        page.locator("#theme").click()
        assert page.evaluate(colour) == light

    def test_without_scripts_every_table_is_read(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("long-an-2024"), java_script_enabled=False)
        assert len(column(page, "danh-sach", 1)) == 679
        assert page.locator(".tools:visible").count() == 0
        assert page.locator("noscript .note").first.is_visible()

    def test_on_paper_the_tools_are_gone_and_the_tables_whole(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("mot-tinh-2026"), **DARK)
        page.emulate_media(media="print")
        assert page.locator(".tools:visible").count() == 0
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        box = page.locator("#bieu-danh-sach .scroll").evaluate("box => box.scrollHeight <= box.clientHeight")
        assert box
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")

    def test_on_paper_no_row_waits_behind_a_button(self, visit: Visit, tmp_path: Path) -> None:
        page = visit(written(tmp_path, of_models(*(f"Mô hình {n}" for n in range(1, 1501)))))
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert len(column(page, "t1", 1)) == 1500
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert len(column(page, "t1", 1)) == 1000

    def test_on_paper_it_is_said_that_rows_are_kept_away(self, visit: Visit, pages: Any) -> None:
        page = visit(pages("long-an-2024"))
        page.locator("[data-filter='don-vi']").fill("phụ nữ")
        page.emulate_media(media="print")
        assert page.locator("#bieu-don-vi .count").is_visible()
        assert page.locator("[data-filter='don-vi']").is_hidden()
        page.locator("#search").evaluate(
            "field => { field.value = 'tan an'; field.dispatchEvent(new Event('input')); }"
        )
        assert page.locator("#found").is_visible()

    def test_hostile_words_do_nothing(self, visit: Visit, tmp_path: Path) -> None:
        for place, text in enumerate([*PAYLOADS, "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>"]):
            path = tmp_path / f"{place}.html"
            path.write_bytes(compose_report(hostile(text), path, profile="party-2018"))
            page = visit(path)
            page.locator("#search").fill("<b>")
            page.close()

    def test_very_long_words_leave_the_window_of_sources_in_shape(self, visit: Visit, tmp_path: Path) -> None:
        long = "Hũ gạo </script>" * 2500
        table = traced(by_unit(2), 1)
        cell = replace(table.sources[0].cells[0], text=long, unit=long)
        named = tuple(replace(line, label=long) for line in table.lines)
        page = visit(
            written(tmp_path, replace(table, lines=named, sources=(replace(table.sources[0], cells=(cell,)),)))
        )
        page.locator("[data-sheet='t1'] tbody button").first.click()
        assert page.locator("#cells tbody .long").first.inner_text().strip() == long.strip()
        assert page.evaluate("document.getElementById('sources').scrollHeight") < 1200
        assert serious(page) == []
