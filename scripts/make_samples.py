"""Makes `data/samples/`: six sets of invented returns with the figures they must give (`truth.json`).

    python scripts/make_samples.py [FOLDER]

The same script makes the same files; a set is written only if its models hold the published figures to the digit.
Real units, invented models and people.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from sample_of_today import mot_tinh
from sample_sets import ben_tre, ha_nam, hoang_mai, kim_bang, long_an
from truths import Truth

SAMPLES: dict[str, tuple[Callable[[Path], Truth], str, str]] = {
    "long-an-2024": (
        long_an,
        "Tỉnh Long An năm 2024: 990 mô hình (kinh tế 139, văn hóa - xã hội 599, quốc phòng - an ninh 84, hệ thống chính trị 168; tập thể 949, cá nhân 41). Báo cáo của xã, phường bốn huyện, của các ban, ngành huyện và tỉnh, đủ bốn dạng biểu; huyện Châu Thành còn gửi biểu tổng hợp của chính các xã đã gửi, không được cộng hai lần.",
        "Long An province, 2024: 990 models. Communes of four districts, bodies of districts and province, all four layouts; Châu Thành district also sends a table over communes that sent their own, which must not count twice.",
    ),
    "ha-nam-2024": (
        ha_nam,
        "Tỉnh Hà Nam năm 2024: 1.597 mô hình, cấp tỉnh 127, cấp huyện và xã 1.470 (không tách). Lĩnh vực chỉ có ở mô hình mới: kinh tế 40, văn hóa - xã hội 172, hệ thống chính trị 27; quốc phòng - an ninh không báo cáo.",
        "Hà Nam province, 2024: 1,597 models, 127 of the province, 1,470 of districts and communes together. Fields are known of new ones only; defence and security is not reported (not zero).",
    ),
    "kim-bang-2021-2023": (
        kim_bang,
        "Thị xã Kim Bảng, giai đoạn 2021-2023: 211 mô hình (41, 112, 35, 23). Mười bốn xã, phường và hai cơ quan tự gửi; ba xã, phường chỉ có trong biểu của thị xã.",
        "Kim Bảng town, the span 2021-2023: 211 models. Fourteen communes and two bodies sent their own; three communes stand only in the town's table.",
    ),
    "ben-tre-2024": (
        ben_tre,
        "Tỉnh Bến Tre năm 2024, cấp tỉnh: đăng ký 272 (193 + 79), ghi nhận 242, không ghi nhận 30, đề nghị 191, công nhận 187 (106, 42, 19, 20). Ba danh sách của Ban Chỉ đạo tỉnh (đăng ký, thẩm định, xét công nhận) và danh sách đăng ký của bốn cơ quan.",
        "Bến Tre province, 2024, provincial level: 272 registered, 242 endorsed, 30 not, 191 proposed, 187 recognised. Three lists of the province's board and the own registrations of four bodies.",
    ),
    "hoang-mai-2022": (
        hoang_mai,
        "Thị xã Hoàng Mai năm 2022: 385 mô hình (khối xã, phường 366; khối cơ quan 19); bốn lĩnh vực chỉ cộng được 55, còn 330 không nêu lĩnh vực. Thêm danh sách đăng ký 01 mô hình cấp tỉnh.",
        "Hoàng Mai town, 2022: 385 models by block 366 and 19; the fields add up to 55, for 330 none is stated. Beside it a list registering one model at the province.",
    ),
    "mot-tinh-2026": (
        mot_tinh,
        "Tỉnh Ninh Bình (mới) năm 2026, kèm năm 2025: hai cấp, mười hai xã, phường và bốn cơ quan tỉnh; có tệp nộp muộn, tệp chép “(1)”, danh sách bổ sung, tệp khóa, một ảnh và một bản quét chưa đọc được.",
        "Ninh Bình province as it is now, 2026 with 2025: two levels, twelve communes and four provincial bodies; with a late file, a “(1)” copy, a supplement, a lock file, and a photo and a scan that cannot be read yet.",
    ),
}


def make(folder: Path) -> None:
    """All samples, fresh, below the folder."""
    for name, (fill, vietnamese, english) in SAMPLES.items():
        sample = folder / name
        shutil.rmtree(sample, ignore_errors=True)
        sample.mkdir(parents=True)
        truth = fill(sample)
        content = {"period": truth.period, "home": truth.home, "select": truth.select, "queries": truth.queries}
        (sample / "truth.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (sample / "README.md").write_text(f"{vietnamese}\n\n{english}\n\n{_figures(truth)}", encoding="utf-8")


def _figures(truth: Truth) -> str:
    """The exact truth as a table: a line per query."""
    lines = ["| câu hỏi / query | số liệu / figures | cộng / total |", "|---|---|---|"]
    for query in truth.queries:
        names = [name for name in query["cells"][0] if name != "value"] if query["cells"] else []
        shown = ", ".join(
            " ".join([*("+".join(cell.get(name, [])) or "–" for name in names), str(cell["value"])]).strip()
            for cell in query["cells"]
        )
        args = " ".join(argument or '""' for argument in query["args"])
        lines.append(f"| `{args}` | {shown} | {query['total']} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "data" / "samples")
