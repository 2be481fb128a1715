"""What lies in a folder: returns, mail that waits, and what is no mail; nothing is opened that could bite."""

import errno
import os
import socket
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from commanding import danvan, danvan_json
from danvan_cli import messages
from danvan_cli.cli.layout import layout
from danvan_cli.errors import DanvanError, UsageError
from danvan_cli.intake import mail
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.intake.mail import Mail, MailKind, collect, read_bytes
from danvan_cli.intake.office_lists import read_list
from other_files import old_container
from test_workbook import drawn

POSIX = pytest.mark.skipif(os.name != "posix", reason="only POSIX has these")


def zipped(*names: str) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    return into.getvalue()


def folder(at: Path, **files: bytes) -> Path:
    at.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (at / name).write_bytes(content)
    return at


def only(path: Path) -> tuple[str, str]:
    (found,) = collect([path])
    return found.kind.value, found.reason


@pytest.mark.parametrize(
    ("name", "content", "kind", "reason"),
    [
        ("x.xlsx", drawn([["x"]]), "return", ""),
        ("X.XLSM", drawn([["x"]]), "return", ""),
        ("bao cao.xls", drawn([["x"]]), "return", ""),  # the ending lies, the bytes do not
        ("không đuôi", drawn([["x"]]), "return", ""),
        ("x.xlsx", b"", "return", ""),
        ("x.xlsx", b"MZ\x90", "return", ""),
        ("x.xlsx", drawn([["x"]])[:900], "return", ""),
        ("x.xlsx", zipped("a.txt"), "return", ""),
        (
            "x.xlsx",
            old_container("of nothing known"),
            "return",
            "",
        ),  # what calls itself a workbook and is none is refused
        ("x.et", old_container("of nothing known"), "waiting", "old-spreadsheet"),
        ("x", old_container("of nothing known"), "waiting", "unknown"),
        ("x.xlsx", old_container("EncryptedPackage"), "return", ""),
        ("x.docx", old_container("EncryptedPackage"), "return", ""),
        ("x.xlsx", zipped("word/document.xml"), "return", ""),
        ("x.xlsx", old_container("WordDocument"), "waiting", "word"),
        ("x.xlsx", old_container("Workbook"), "return", ""),
        ("x.xlsx", zipped("xl/workbook.bin"), "return", ""),
        ("x.xlsx", b"%PDF-1.7", "waiting", "pdf"),
        ("x.xls", b"<html><table>", "return", ""),
        ("x.ods", zipped("mimetype", "content.xml"), "return", ""),
        ("x.odt", zipped("mimetype", "content.xml"), "waiting", "word"),
        ("ảnh.JPG", b"\xff\xd8\xff\xe0", "waiting", "picture"),
        ("x.csv", b"STT,", "return", ""),
        ("x.7z", bytes.fromhex("377abcaf271c"), "waiting", "archive"),
        ("x.rar", b"Rar!\x1a\x07", "waiting", "archive"),
        ("thu.eml", b"From:", "waiting", "message"),
        ("x.txt", b"x", "waiting", "text"),
        ("x.qwerty", b"?", "waiting", "unknown"),
        ("~$x.xlsx", b"x", "ignored", "lock"),
        (".~lock.x.xlsx#", b"x", "ignored", "lock"),
        ("~WRL0003.tmp", zipped("word/document.xml"), "ignored", "unfinished"),  # what Word was saving when it died
        ("x.xlsx.crdownload", drawn([["x"]])[:900], "ignored", "unfinished"),
        ("Thumbs.db", b"x", "ignored", "system"),
        ("desktop.ini", b"x", "ignored", "system"),
        (".DS_Store", b"x", "ignored", "system"),
        ("cài đặt.EXE", b"MZ", "ignored", "program"),
        ("x.lnk", b"L", "ignored", "program"),
        (".ẩn.xlsx", drawn([["x"]]), "ignored", "hidden"),
        ("danvan.db-wal", b"x", "ignored", "own"),
        ("so-lieu.db", b"SQLite format 3\0", "ignored", "own"),
        ("danvan.toml", b"x", "ignored", "own"),
        ("units.toml", b"x", "ignored", "own"),
    ],
)
def test_bytes_decide_before_names_and_nothing_is_lost(
    tmp_path: Path, name: str, content: bytes, kind: str, reason: str
) -> None:
    if sys.platform == "win32" and name.endswith("#"):
        pytest.skip("no such name there")
    assert only(folder(tmp_path / "thư", **{name: content})) == (kind, reason)


LIST = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024{0}{0}\r\nSTT{0}Tên mô hình{0}Lĩnh vực\r\n1{0}Hũ gạo, nuôi ong{0}Kinh tế\r\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("sign", ["\t", ";"])
def test_a_table_that_excel_saved_as_text_is_a_return(tmp_path: Path, sign: str, encoding: str) -> None:
    saved = LIST.format(sign).encode(encoding)
    assert only(folder(tmp_path / "thư", **{"Xã Liêm Sơn.TXT": saved})) == ("return", "")
    with zipfile.ZipFile(tmp_path / "thư.zip", "w") as archive:
        archive.writestr("Xã Liêm Sơn.txt", saved)
    assert only(tmp_path / "thư.zip") == ("return", "")
    told = danvan_json("check", str(tmp_path / "thư"), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    assert [one["models"] for one in told["files"][0]["returns"]] == [1]


@pytest.mark.parametrize(
    "text", ["Kính gửi anh, em gửi danh sách mô hình, tên đơn vị; số liệu sau\nCảm ơn, chào anh", "1;2\n3;4"]
)
def test_a_letter_saved_as_text_waits_for_a_person(tmp_path: Path, text: str) -> None:
    assert only(folder(tmp_path / "thư", **{"x.txt": text.encode()})) == ("waiting", "text")


def test_every_reason_has_its_words_in_both_languages(tmp_path: Path) -> None:
    known = mail._known()
    reasons = {entry["reason"] for entry in known["ignored"]} | set(known["endings"])
    reasons |= {entry["kind"] for part in ("magic", "zip", "ole") for entry in known[part]} - {
        "return",
        "open-document",
    }
    reasons |= {"hidden", "not-regular", "link-loop", "link-broken", "unknown"}
    reasons |= {"denied", "path-too-long", "vanished", "unreachable"}
    for language in messages.LANGUAGES:
        with messages.speaking(language):
            assert not [reason for reason in reasons if reason not in messages.section("reason")]


def test_folders_are_walked_in_a_stable_order_and_shown_below_their_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder(Path("thu/Xã B"), **{"b.xlsx": b"", "A.xlsx": b""})
    folder(Path("thu/xã a"), **{"c.xlsx": b""})
    folder(Path("thu/gmail.com"), **{"d.xlsx": b""})
    folder(Path("khác"), **{"e.xlsx": b""})
    shown = [Path(found.shown).as_posix() for found in collect([Path("thu"), Path("khác/e.xlsx")])]
    assert shown == ["thu/gmail.com/d.xlsx", "thu/xã a/c.xlsx", "thu/Xã B/A.xlsx", "thu/Xã B/b.xlsx", "khác/e.xlsx"]


def test_a_hidden_folder_is_one_line_and_can_be_asked_for(tmp_path: Path) -> None:
    hidden = folder(tmp_path / ".git", **{"a.xlsx": b"", "b.xlsx": b""})
    assert only(tmp_path) == ("ignored", "hidden")
    assert len(collect([hidden])) == 2


def test_a_file_reached_twice_appears_once(tmp_path: Path) -> None:
    folder(tmp_path, **{"a.xlsx": b"x"})
    assert len(collect([tmp_path / "a.xlsx", tmp_path, tmp_path / "a.xlsx"])) == 1


def test_a_pattern_stands_for_what_it_fits_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder(Path("Xã B"), **{"b.xlsx": b"", "A.xlsx": b"", "c.txt": b""})
    folder(Path("Xã a"), **{"d.xlsx": b""})
    shown = [Path(found.shown).as_posix() for found in collect([Path("*/*.xlsx")])]
    assert shown == ["Xã a/d.xlsx", "Xã B/A.xlsx", "Xã B/b.xlsx"]


def test_a_name_with_brackets_is_that_name_and_no_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder(Path(), **{"Xã A [1].xlsx": b"", "Xã A 1.xlsx": b"", "Xã B [1].xlsx": b""})
    assert [found.shown for found in collect([Path("Xã A [1].xlsx")])] == ["Xã A [1].xlsx"]
    assert [found.shown for found in collect([Path("* [1].xlsx")])] == ["Xã A [1].xlsx", "Xã B [1].xlsx"]


def test_a_path_with_spaces_that_lost_its_quotes_is_known_again(tmp_path: Path) -> None:
    (tmp_path / "thư đến 2024").mkdir()
    with pytest.raises(UsageError) as stopped:
        collect([tmp_path / "thư", Path("đến"), Path("2024")])
    assert (stopped.value.code, stopped.value.seen["path"]) == ("path-without-quotes", str(tmp_path / "thư đến 2024"))


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        collect([tmp_path / "không có"])
    assert raised.value.code == "path-missing"
    assert "không có" in messages.text("error", raised.value.code, **raised.value.seen)


@POSIX
def test_pipes_sockets_and_devices_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "x.xlsx")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)
        listening.bind("y.xlsx")
        assert [(found.kind, found.reason) for found in collect([tmp_path])] == [(MailKind.IGNORED, "not-regular")] * 2
    with pytest.raises(Unreadable, match="not-regular"):
        read_bytes(Mail(tmp_path / "x.xlsx", "x.xlsx", (MailKind.RETURN, "")))
    assert only(Path("/dev/zero")) == ("ignored", "not-regular")


@POSIX
def test_links_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    folder(tmp_path / "thư", **{"a.xlsx": b"x"})
    (tmp_path / "thư" / "vòng").symlink_to(tmp_path / "thư")
    (tmp_path / "thư" / "đĩa").symlink_to("/")  # what lies all around was not sent
    (folder(tmp_path / "thư" / "con") / "lên").symlink_to("../..")
    (tmp_path / "thư" / "z.xlsx").symlink_to(tmp_path / "thư" / "z.xlsx")
    (tmp_path / "thư" / "y.xlsx").symlink_to(tmp_path / "không có")
    (tmp_path / "thư" / "b.xlsx").symlink_to(folder(tmp_path / "nơi khác", **{"b.xlsx": b"y"}) / "b.xlsx")
    found = {Path(one.shown).name: (one.kind.value, one.reason) for one in collect([tmp_path / "thư"])}
    assert found == {
        "a.xlsx": ("return", ""),
        "b.xlsx": ("return", ""),
        "vòng": ("ignored", "link-loop"),
        "đĩa": ("ignored", "link-loop"),
        "lên": ("ignored", "link-loop"),
        "y.xlsx": ("ignored", "link-broken"),
        "z.xlsx": ("ignored", "link-loop"),
    }


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_not_utf8_is_shown_by_its_bytes(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/b\xe1o.xlsx", "wb") as file:  # noqa: PTH123
        file.write(b"x")
    (found,) = collect([tmp_path])
    assert found.shown.endswith("/b\\xe1o.xlsx")
    assert read_bytes(found) == b"x"


def test_what_may_not_be_opened_is_a_return_that_will_be_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, **{"a.xlsx": b"x"})

    def denied(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", denied)
    (found,) = collect([tmp_path])
    assert (found.kind, found.reason) == (MailKind.RETURN, "denied")
    with pytest.raises(Unreadable, match="denied"):
        read_bytes(found)


@pytest.mark.parametrize(
    ("code", "longest", "why", "advice"),
    [
        (errno.EACCES, 4095, "hoặc đang mở trong chương trình khác", "Đóng tệp trong Excel"),
        (errno.ENOENT, 10, "đường dẫn quá dài", "Chép tệp vào thư mục có đường dẫn ngắn hơn"),
        (errno.ENAMETOOLONG, 4095, "đường dẫn quá dài", "Chép tệp vào thư mục có đường dẫn ngắn hơn"),
        (errno.ENOENT, 4095, "tệp không còn ở đó nữa", "Chạy lại lệnh"),
        (errno.EINVAL, 4095, "không cho đọc (EINVAL)", "OneDrive"),
    ],
)
def test_what_the_system_refuses_is_told_with_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, longest: int, why: str, advice: str
) -> None:
    """Windows says of a file that Excel holds that it is not ours, and of a path that is too long that it is not there."""
    folder(tmp_path, **{"a.xlsx": b"x"})

    def refused(*_: object) -> None:
        raise OSError(code, "no")

    (found,) = collect([tmp_path])
    monkeypatch.setattr(os, "open", refused)
    monkeypatch.setattr("danvan_cli.intake.mail._LONGEST", longest)
    with pytest.raises(Unreadable) as raised:
        read_bytes(found)
    assert why in raised.value.finding.message
    assert advice in raised.value.finding.hint


def test_a_backslash_before_the_closing_quotation_mark_is_pointed_out(tmp_path: Path) -> None:
    r"""`danvan ingest "D:\Báo cáo\"` is handed over with the mark for the last letter of the path."""
    with pytest.raises(UsageError) as raised:
        collect([tmp_path / 'Báo cáo"'])
    assert "Bỏ dấu \\ ở cuối" in messages.text("error", raised.value.code, **raised.value.seen)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, allowed: Callable[..., None]) -> None:
    allowed(file_mb=1)
    (found,) = collect([folder(tmp_path, **{"a.xlsx": b"x" * (1024 * 1024 + 1)})])
    with pytest.raises(Unreadable, match="too-large-file"):
        read_bytes(found)


@POSIX
def test_what_is_no_file_is_no_file_with_a_table(tmp_path: Path) -> None:
    said = danvan("layout", os.devnull, "--store", str(tmp_path / "danvan.db"))
    assert (said.code, said.refused) == (2, "not-a-workbook")


def test_a_container_that_calls_itself_a_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(old_container("of nothing known"))
    said = danvan("ingest", str(tmp_path), "--store", str(tmp_path / "danvan.db"), "--format", "json")
    assert said.code == 1
    assert '"refused": 1' in said.stdout


def test_that_a_file_cannot_be_read_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(DanvanError) as refused:
        read_list(b"x", str(path), "roster")
    assert "không đọc được" not in str(refused.value.seen["reason"])

    def denied(*_: object) -> None:
        raise Unreadable("denied")

    monkeypatch.setattr(mail, "read_bytes", denied)
    with pytest.raises(DanvanError) as refused:
        layout(path, store=tmp_path / "danvan.db")
    assert "không đọc được" not in str(refused.value.seen["reason"])
