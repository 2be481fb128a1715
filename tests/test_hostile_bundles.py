"""A bundle from outside is hostile until it was read: damaged, altered, too new or poisoned, it is refused whole."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from commanding import danvan, danvan_json
from danvan_cli.answers import key_of
from danvan_cli.findings import Finding
from danvan_cli.ledger.exchange import bundle as format_of
from workbooks import register

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
SON, TUC, TUONG = "Xã Liêm Sơn", "Xã Liêm Túc", "Xã Tượng Lĩnh"
Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sound one: a list with an answered question, a typed photo."""
    folder = tmp_path_factory.mktemp("huyen")
    store = ("--store", str(folder / "danvan.db"), "--home", HOME)
    register(folder / "thu" / f"BC {SON}.xlsx", SON, [("Hũ gạo", "kt"), ("Nuôi ong", "Môi trường")])
    photo = folder / "thu" / f"{TUC} 2024.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0 anh")
    danvan("ingest", str(folder / "thu"), *store)
    danvan("enter", "--unit", TUC, "--source", str(photo), "--total", "9", "--by", "Lan", *store)
    danvan("decide", "1", "vhxh", "--by", "Lan", *store)
    target = folder / "goi.zip"
    assert danvan("send", "--unit", HOME, "-o", str(target), "--by", "Lan", *store).code == 0
    return target.read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "danvan.db"


def received(store: Path, content: bytes) -> str:
    """With which sentence a bundle is refused; nothing of it may be kept. Empty: it was received."""
    file = store.parent / "goi.zip"
    file.write_bytes(content)
    said = danvan("receive", str(file), "--store", str(store), "--home", "Tỉnh Hà Nam")
    if said.refused and store.exists():
        rows = danvan_json("history", "--store", str(store))["events"]
        assert rows == []
    return said.refused


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sealed(parts: Parts, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, sealed as danvan does: whoever forges a bundle can do that, too."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        archive.comment = b"0" * 64
        for name, content in parts.items():
            archive.writestr(name, content)
    return seal(into.getvalue())


def seal(content: bytes) -> bytes:
    return content[:-64] + hashlib.sha256(content[:-64]).hexdigest().encode()


def forged(content: bytes, change: Callable[[dict[str, Any], dict[str, Any], Parts], None]) -> bytes:
    """The bundle with its manifest, its document and its parts changed, and every digest made right again."""
    parts = parts_of(content)
    manifest, document = json.loads(parts["danvan-bundle.json"]), json.loads(parts["ledger.json"])
    change(manifest, document, parts)
    parts["ledger.json"] = json.dumps(document).encode()
    known = manifest["parts"]
    known["ledger.json"] = {
        "sha256": hashlib.sha256(parts["ledger.json"]).hexdigest(),
        "size": len(parts["ledger.json"]),
    }
    parts["danvan-bundle.json"] = json.dumps(manifest).encode()
    return sealed(parts)


def listed(manifest: dict[str, Any], parts: Parts, name: str, content: bytes) -> None:
    """Put one more part in, and into the manifest."""
    parts[name] = content
    manifest["parts"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def test_a_sound_bundle_is_received(store: Path, bundle: bytes) -> None:
    assert received(store, bundle) == ""
    assert received(store, forged(bundle, lambda *_: None)) == ""


def test_a_bundle_cut_short_anywhere_is_refused(store: Path, bundle: bytes) -> None:
    for length in (0, 1, 4, 100, len(bundle) // 2, len(bundle) - 65, len(bundle) - 1):
        assert received(store, bundle[:length]) in ("bundle-unknown", "bundle-damaged")


def test_a_bundle_with_any_byte_changed_is_refused(store: Path, bundle: bytes) -> None:
    for place in range(0, len(bundle), max(1, len(bundle) // 60)):
        altered = bytearray(bundle)
        altered[place] ^= 0x10
        assert received(store, bytes(altered)) in ("bundle-unknown", "bundle-damaged"), place


def test_what_is_no_bundle_is_refused(store: Path, tmp_path: Path) -> None:
    workbook = register(tmp_path / "x" / "BC.xlsx", SON, [("Hũ gạo", "kt")]).read_bytes()
    assert received(store, workbook) == "bundle-damaged"
    assert received(store, b"xin chao" * 100) == "bundle-unknown"
    assert danvan("receive", str(tmp_path / "không có.zip"), "--store", str(store)).refused == "path-missing"
    assert danvan("receive", str(tmp_path), "--store", str(store)).refused == "file-unreadable"


def test_a_bundle_of_a_newer_danvan_is_refused(store: Path, bundle: bytes) -> None:
    def newer(manifest: dict[str, Any], document: dict[str, Any], _: Parts) -> None:
        manifest["version"], manifest["something"] = 2, "new"

    assert received(store, forged(bundle, newer)) == "bundle-newer"


def test_a_bundle_of_tomorrow_is_refused(store: Path, bundle: bytes) -> None:
    def tomorrow(manifest: dict[str, Any], *_: Any) -> None:
        manifest["made"] = "2100-01-01T00:00:00.000000+00:00"

    assert received(store, forged(bundle, tomorrow)) == "bundle-from-tomorrow"


def path_traversal(manifest: dict[str, Any], _: dict[str, Any], parts: Parts) -> None:
    listed(manifest, parts, "../../etc/x", b"x")


def part_too_many(_: dict[str, Any], __: dict[str, Any], parts: Parts) -> None:
    parts["originals/" + "0" * 64] = b"x"


def original_nobody_speaks_of(manifest: dict[str, Any], _: dict[str, Any], parts: Parts) -> None:
    listed(manifest, parts, "originals/" + hashlib.sha256(b"x").hexdigest(), b"x")


def original_missing(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
    document["mail"][0]["sha256"] = "0" * 64


def taken_in_after_it_was_made(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
    document["mail"][0]["came"] = "2099-01-01T00:00:00.000000+00:00"


def moment_that_is_none(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
    document["mail"][0]["came"] = "hôm qua"


def more_than_is_known(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
    document["mail"][0]["run"] = "rm -rf /"


def period_that_is_none(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
    document["mail"][0]["period"] = "2024-Q9"


def typed_fraction(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
    next(one for one in document["mail"] if one["entry"])["entry"]["figures"][0]["value"] = 9.5


def typed_below_zero(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
    next(one for one in document["mail"] if one["entry"])["entry"]["figures"][0]["value"] = -9


def day_that_is_none(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
    next(one for one in document["mail"] if one["entry"])["entry"]["dated"] = "2024-13-45"


def zip_bomb(manifest: dict[str, Any], document: dict[str, Any], parts: Parts) -> None:
    """A part that inflates to more than the manifest says."""
    name = next(name for name in parts if name.startswith("originals/"))
    parts[name] = b"\0" * 30_000_000


def part_too_large(manifest: dict[str, Any], _: dict[str, Any], parts: Parts) -> None:
    listed(manifest, parts, "originals/" + "1" * 64, b"x")
    manifest["parts"]["originals/" + "1" * 64] = {"sha256": "1" * 64, "size": 60 * 2**20}


def parts_larger_than_all(manifest: dict[str, Any], _: dict[str, Any], parts: Parts) -> None:
    for number in range(100):
        digest = f"{number:064x}"
        parts["originals/" + digest] = b"x"
        manifest["parts"]["originals/" + digest] = {"sha256": digest, "size": 45 * 2**20}


@pytest.mark.parametrize(
    "change",
    [
        path_traversal, part_too_many, original_nobody_speaks_of, original_missing, taken_in_after_it_was_made,
        moment_that_is_none, more_than_is_known, period_that_is_none, typed_fraction, typed_below_zero, day_that_is_none,
        zip_bomb, part_too_large, parts_larger_than_all,
    ],
)  # fmt: skip
def test_a_forged_bundle_is_refused_whole(
    store: Path, bundle: bytes, change: Callable[[dict[str, Any], dict[str, Any], Parts], None]
) -> None:
    assert received(store, forged(bundle, change)) in ("bundle-unsound", "bundle-damaged")


def test_an_original_that_is_not_what_its_digest_says_is_refused(store: Path, bundle: bytes) -> None:
    parts = parts_of(bundle)
    name = next(name for name in parts if name.startswith("originals/"))
    parts[name] = parts[name][:-1] + b"!"
    assert received(store, sealed(parts)) == "bundle-damaged"


def named_twice(bundle: bytes) -> bytes:
    """The last original once more, under its own name: the name is as long as another's, and put in its place."""
    parts = parts_of(bundle)
    *_, last = parts
    twin = last[:-1] + ("0" if last[-1] != "0" else "1")
    content = sealed({**parts, twin: parts[last]})
    return seal(content.replace(twin.encode(), last.encode()))


def test_other_ways_of_packing_are_refused(store: Path, bundle: bytes) -> None:
    assert received(store, sealed(parts_of(bundle), method=zipfile.ZIP_LZMA)) == "bundle-unsound"
    assert received(store, named_twice(bundle)) == "bundle-unsound"


def test_a_directory_that_nobody_can_look_at_is_refused_before_it_is_read(store: Path, bundle: bytes) -> None:
    for offset, size in ((10, 2), (12, 4)):  # parts in all, length of the directory
        altered = bytearray(bundle)
        at = len(bundle) - 64 - 22 + offset
        altered[at : at + size] = b"\xff" * size
        assert received(store, seal(bytes(altered))) == "bundle-unsound"


def test_a_return_of_a_unit_outside_is_refused_whatever_the_bundle_says_of_it(
    store: Path, bundle: bytes, tmp_path: Path
) -> None:
    outside = register(tmp_path / "x" / "BC.xlsx", TUONG, [("Bến sạch", "kt")], year="2024").read_bytes()

    def smuggled(manifest: dict[str, Any], document: dict[str, Any], parts: Parts) -> None:
        one = next(one for one in document["mail"] if not one["entry"])
        old, one["sha256"] = one["sha256"], hashlib.sha256(outside).hexdigest()
        one["path"], one["reading"]["home"], one["reading"]["around"] = "BC.xlsx", "350", None
        del parts["originals/" + old], manifest["parts"]["originals/" + old]
        document["decisions"] = []
        listed(manifest, parts, "originals/" + one["sha256"], outside)

    assert received(store, forged(bundle, smuggled)) == "bundle-outside"

    def said(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
        next(one for one in document["mail"] if one["entry"])["unit"] = "350"

    assert received(store, forged(bundle, said)) == "bundle-outside"

    def coded(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
        one = {"unit": "350", "key": "hu gao", "code": "KB-24-01", "coined": True, "origin": "0" * 32}
        document["codes"] = [one]

    assert received(store, forged(bundle, coded)) == "bundle-outside"


@pytest.mark.parametrize("unit", ["99999999", ""])
def test_a_unit_that_nobody_knows_is_refused(store: Path, bundle: bytes, unit: str) -> None:
    def unknown(manifest: dict[str, Any], *_: Any) -> None:
        manifest["unit"] = unit

    assert received(store, forged(bundle, unknown)) == "bundle-unit-unknown"


def test_an_answer_to_what_nobody_asked_changes_nothing(store: Path, bundle: bytes) -> None:
    def poisoned(_: dict[str, Any], document: dict[str, Any], __: Parts) -> None:
        (said,) = document["decisions"]
        ticks = Finding("two-ticks", "Biểu 1", "E8", {"between": "field=kt+vhxh"})
        document["decisions"] += [
            said
            | {
                "code": ticks.code,
                "sheet": ticks.sheet,
                "cell": ticks.cell,
                "seen": ticks.seen,
                "answer": "kt",
                "key": key_of(ticks, document["mail"][0]["sha256"]),
                "origin": "0" * 32,
            },
            said | {"key": '["field","kinh te"]', "seen": {"seen": "Kinh tế"}, "answer": "field=qpan"},
            said | {"decided": said["decided"].replace("T", "T"), "answer": "thuốc độc", "origin": "0" * 32},
        ]

    file = store.parent / "goi.zip"
    file.write_bytes(forged(bundle, poisoned))
    told = danvan_json("receive", str(file), "--store", str(store), "--home", "Tỉnh Hà Nam")
    assert (told["decisions"], told["decisions_left_out"]) == (1, 3)
    cells = danvan_json("summarize", "--year", "2024", "--by", "field", "--store", str(store))["cells"]
    assert {"+".join(cell["field"]): cell["value"] for cell in cells} == {"kt": 1, "vhxh": 1, "": 9}


def test_a_bundle_is_not_received_by_the_store_it_was_made_from(bundle: bytes, tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "danvan.db"), "--home", HOME)
    register(tmp_path / "thu" / "BC.xlsx", SON, [("Hũ gạo", "kt")])
    danvan("ingest", str(tmp_path / "thu"), *store)
    danvan("send", "--unit", HOME, "-o", str(tmp_path / "goi.zip"), "--by", "Lan", *store)
    assert danvan("receive", str(tmp_path / "goi.zip"), *store).refused == "bundle-own"


def test_a_bundle_among_the_mail_is_no_mail(store: Path, bundle: bytes) -> None:
    (store.parent / "thu").mkdir()
    (store.parent / "thu" / "goi.zip").write_bytes(bundle)
    told = danvan_json("ingest", str(store.parent / "thu"), "--store", str(store), "--home", "Tỉnh Hà Nam")
    assert [file["outcome"] for file in told["files"]] == ["ignored"]


def test_a_bundle_is_bounded() -> None:
    assert format_of.MAX_PARTS < 2**16 - 1
    assert format_of.MAX_BUNDLE < 2**32
