"""Which files are read, how, and with what sentence the others are refused."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.imports.files import MOST_BYTES, read_text
from presales_tui.model.errors import BadInput, NotFound, Problem
from presales_tui.model.text import clean

CHINESE = "# 首次拜访\n\n李主任说：每天一千条咨询，靠表格登记，跟进不及时。\n需求：：自动分级 !must\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
    ],
)
def test_the_encodings_that_offices_send(tmp_path: Path, encoding: str, named: str) -> None:
    path = tmp_path / "纪要.md"
    path.write_bytes(CHINESE.encode(encoding))
    assert read_text(path) == (CHINESE, named, "纪要.md")


def test_a_rare_name_and_a_short_list_are_still_chinese() -> None:
    for text in ("张三,19\n", "䶮老师说：需要导出报表，喆老师同意，㛃老师反对。" + CHINESE):
        assert read_text(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "Über die Größe: Äpfel, Öl und café crème à la française"),
        ("cp1252", "naïve “quoted” – résumé"),
        ("cp1251", "Привет, это протокол встречи с заказчиком, обсудили требования и сроки."),
        ("koi8-r", "Привет, это протокол встречи с заказчиком, обсудили требования и сроки."),
        ("shift-jis", "本日の会議では、お客様の要求事項について話し合いました。"),
        ("euc-jp", "本日の会議では、お客様の要求事項について話し合いました。"),
        (
            "euc-kr",
            "안녕하세요 오늘 회의에서 논의된 요구사항과 일정에 대하여 정리하였습니다. 고객은 원합니다.",
        ),
        ("big5", "今天的會議討論了客戶的需求，系統將於下個月上線，請各位準備。"),
        ("cp1251", "Привет, клиент"),
        ("big5", "會議紀要：系統需求"),
        ("iso8859-7", "Καλημέρα, αυτό είναι το πρακτικό της συνάντησης με τον πελάτη"),
    ],
)
def test_another_encoding_is_refused_and_never_guessed(encoding: str, text: str) -> None:
    with pytest.raises(BadInput, match="UTF-8"):
        read_text(text.encode(encoding), name="notes.txt")


def test_a_damaged_file_is_refused() -> None:
    data = CHINESE.encode()
    for damaged in (data[:41], data[:30] + b"\xff" + data[30:], CHINESE.encode("gbk") + b"\xff\n"):
        with pytest.raises(BadInput):
            read_text(damaged)


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "a")
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        _zip(),
        b"%PDF-1.7\n1 0 obj << /Type /Catalog >>",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"GIF89a plain",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"\x1f\x8b\x08\0\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1 plain}",
        b"text with a\0NUL",
        "文字\0文字".encode(),
        bytes(range(256)) * 4,
        "a\0b".encode("utf-16"),
        b"".join(n.to_bytes(2, "little") for n in range(1, 600)),
    ],
    ids=lambda data: data[:4].hex(),
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_text(data, name="x.bin")
    assert refused.value.sentence.startswith("x.bin ")
    assert "\n" not in refused.value.sentence


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode()])
def test_nothing_is_refused_as_empty(data: bytes) -> None:
    with pytest.raises(BadInput, match="empty"):
        read_text(data, name="x.md")


def test_what_is_no_readable_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"missing\.md"):
        read_text(tmp_path / "missing.md")
    with pytest.raises(BadInput, match="directory"):
        read_text(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="not a regular file"):
        read_text(tmp_path / "pipe")
    with pytest.raises(BadInput, match="not a regular file"):
        read_text(Path("/dev/zero"))
    with pytest.raises(BadInput):
        read_text(tmp_path / ("x" * 300))
    with pytest.raises(Problem):
        read_text(Path("a\0b"))
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(BadInput, match="loop"):
        read_text(loop)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dump.log"
    with path.open("wb") as file:
        file.truncate(4 * 1024 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(BadInput, match="16 MB"):
        read_text(path)


class Endless(io.RawIOBase):
    """A pipe that never ends."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        buffer[:] = b"a" * len(buffer)
        self.given += len(buffer)
        assert self.given < 2 * MOST_BYTES
        return len(buffer)


def test_an_endless_pipe_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(Endless())))
    with pytest.raises(BadInput, match="16 MB"):
        read_text("-")


def test_standard_input_is_read_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(CHINESE.encode("gbk"))))
    assert read_text("-", name="minutes.md") == (CHINESE, "gb18030", "minutes.md")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(CHINESE.encode())))
    assert read_text("-").name == "-"
    with pytest.raises(BadInput, match="Standard input is empty"):
        read_text("-")


def test_the_text_is_clean_and_the_name_is_safe() -> None:
    found = read_text("a\r\nb\rc\x1b[31m\x0cd\u2028e".encode(), name="a\x1b\nb.md")
    assert found.text == "a\nb\nc␛[31m\nd\ne"
    assert "\x1b" not in found.name
    assert "\n" not in found.name


@given(st.text(max_size=200).filter(lambda text: clean(text).strip() and "\0" not in text))
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    if data.startswith((b"BZh", b"RIFF", b"Rar!", b"GIF8", b"%PDF-", b"{\\rtf", b"PK")):
        return
    assert read_text(data).text == clean(text)


def is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


# A few characters in GBK may happen to be valid UTF-8, and then they are read as that.
COMMON = st.text("的一是不了在有人我他需求系统会议支持部署，。：\n abc123", min_size=1, max_size=300)


@given(
    COMMON.filter(lambda text: sum(char > "\u4e00" for char in text) > 3 and not is_utf_8(text.encode("gbk")))
)
def test_chinese_text_comes_back_from_every_encoding(text: str) -> None:
    for encoding in ("gbk", "gb18030", "utf-16", "utf-8-sig"):
        assert read_text(text.encode(encoding)).text == text


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        found = read_text(data, name="x")
    except BadInput:
        return
    assert clean(found.text) == found.text
