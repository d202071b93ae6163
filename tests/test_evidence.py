"""Saved evidence of every kind: the invented article as each program keeps it, and small files of the other kinds."""

from __future__ import annotations

import gzip
import io
import json
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

from claimcheck.copies.folder import Copies, Copy
from claimcheck.copies.quotations import Quotation
from claimcheck.copies.unreadable import UnreadableCopy
from claimcheck.model.source import Source
from tests.conftest import TESTS

HERE = TESTS / "evidence"
KEPT = ["article.html", *sorted(path.name for path in (HERE / "made").iterdir())]
EXPECTED = tomllib.loads((HERE / "seen.toml").read_text(encoding="utf-8"))
SOURCE = Source(publisher="Sarn Herald", url="http://127.0.0.1:8731/article.html")


@pytest.fixture(scope="module")
def kept() -> dict[str, Copy]:
    """The article, as each program keeps it."""
    copies = Copies(HERE)
    return {name: copies.read(name if name == "article.html" else f"made/{name}", SOURCE) for name in KEPT}


@pytest.mark.parametrize("name", KEPT)
def test_what_a_reader_sees_is_found_and_its_twin_is_not(name: str, kept: dict[str, Copy]) -> None:
    words = kept[name].words
    missed = [each["quote"] for each in EXPECTED["seen"] if not Quotation(each["quote"]).spans(words)]
    assert missed == [each["quote"] for each in EXPECTED["seen"] if name in each.get("lost_in", ())]
    assert [each["twin"] for each in EXPECTED["seen"] if Quotation(each["twin"]).spans(words)] == []


@pytest.mark.parametrize("name", KEPT)
def test_what_no_reader_sees_is_not_found(name: str, kept: dict[str, Copy]) -> None:
    found = [each["quote"] for each in EXPECTED["unseen"] if Quotation(each["quote"]).spans(kept[name].words)]
    assert found == [each["quote"] for each in EXPECTED["unseen"] if name in each.get("seen_in", ())]


def test_a_place_fits_the_kind_of_a_copy(kept: dict[str, Copy]) -> None:
    def place(name: str) -> str:
        copy = kept[name]
        (span,) = Quotation("The roof came down at ten.").spans(copy.words)
        return copy.reading.place(copy.words.start(span.start))

    assert place("article.mhtml").startswith("paragraph ")
    assert place("article.chromium.pdf") == "page 2"
    assert place("article.warc.gz").startswith("paragraph ")


def read(tmp_path: Path, name: str, data: bytes | str, url: str | None = None) -> Copy:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return Copies(tmp_path).read(name, Source(publisher="Sarn Herald", url=url))


def found(copy: Copy, quote: str) -> str | None:
    """Where a quote stands first."""
    spans = Quotation(quote).spans(copy.words)
    return copy.reading.place(copy.words.start(spans[0].start)) if spans else None


ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:01.000 --> 00:00:03.000 align:start position:0%
{one space}
nobody<00:00:01.500><c> set</c><00:00:02.000><c> anything</c>

00:00:03.000 --> 00:00:03.010 align:start position:0%
nobody set anything
{one space}

00:00:03.010 --> 00:00:06.000 align:start position:0%
nobody set anything
on<00:00:04.000><c> fire</c>

NOTE a remark of the editor

01:02:03.500 --> 01:02:05.000
<v Olin>the wires were &amp; are rotten</v>
""".replace("{one space}", " ")


def test_rolling_captions_are_read_once_and_the_place_is_a_time(tmp_path: Path) -> None:
    copy = read(tmp_path, "radio.vtt", ROLLING)
    assert copy.reading.text == "nobody set anything\non fire\nthe wires were & are rotten\n"
    assert found(copy, "nobody set anything on fire") == "00:00:01"
    assert found(copy, "rotten") == "01:02:03"
    for unseen in ("remark", "Kind", "align", "<c>"):
        assert found(copy, unseen) is None


def test_captions_of_a_hundred_thousand_cues_take_a_time_in_proportion(tmp_path: Path) -> None:
    begun = time.process_time()
    copy = read(tmp_path, "radio.vtt", "WEBVTT\n\n" + "00:00:01.000 --> 00:00:02.000\nno\n\n" * 100_000)
    assert time.process_time() - begun < 10  # a copy of all lines for each cue took minutes
    assert copy.reading.text == "no\n"


@pytest.mark.parametrize("name", ["radio.srt", "radio.txt"])
def test_subrip_is_told_by_its_content_and_a_line_said_twice_later_is_kept(name: str, tmp_path: Path) -> None:
    cues = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>No.</i>\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nYes.\r\n\r\n"
    copy = read(tmp_path, name, f"\ufeff{cues}3\r\n00:00:04,000 --> 00:00:05,000\r\nNo.\r\n")
    assert copy.reading.text == "No.\nYes.\nNo.\n"
    assert found(copy, "1") is None


def telegram(*messages: dict[str, object]) -> str:
    return json.dumps({"name": "Sarn Dockers", "type": "public_channel", "id": 7, "messages": messages})


def test_a_telegram_export_is_read_message_by_message(tmp_path: Path) -> None:
    text = telegram(
        {"id": 1, "type": "service", "date": "2031-03-05T22:00:00", "action": "create_channel", "text": ""},
        {"id": 41, "type": "message", "date": "2031-03-06T00:30:00", "date_unixtime": "1930519800", "from": "Dockers",
         "text": ["Nobody ", {"type": "bold", "text": "set"}, " anything on fire"]},
        {"id": 42, "type": "message", "date": "2031-03-06T00:31:00", "date_unixtime": "1930519860", "from": "Dockers",
         "forwarded_from": "Harbour Watch", "text": "The doors were locked"},
        {"id": 43, "type": "message", "date": "2031-03-06T00:32:00", "text": "",
         "poll": {"question": "Who locked them?", "answers": [{"text": "The port"}, {"text": ["Nobody"]}]}},
    )  # fmt: skip
    copy = read(
        tmp_path, "result.json", text.replace("anything on fire", "anything\\x0B on fire"), "https://t.me/dockers/42"
    )
    assert found(copy, "Nobody set anything on fire") == "message 41"
    assert found(copy, "[Harbour Watch] The doors were locked") == "message 42"
    assert found(copy, "Who locked them?") == "message 43"
    for unseen in ("create_channel", "bold", "date_unixtime", "2031"):
        assert found(copy, unseen) is None
    assert copy.reading.known.author == "Harbour Watch"
    assert copy.reading.known.published == "2031-03-05/2031-03-06"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.json", '{"words": "Nobody set anything"}', "not what Telegram exports"),
        ("a.json", "[" * 100_000, "no JSON that can be read"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 40, "an archive of files or an office document"),
        ("a.txt", b"PK\x03\x04" + b"\0" * 40, "an archive of files or an office document"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 40, "an old office document"),
        ("a.rtf", "{\\rtf1 Nobody}", "rich text"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.xyz", "Nobody set anything", r"its kind \(`.xyz`\) is not known"),
        ("a", "Nobody set anything", "no ending"),
        ("a.txt", b"", "no words in it"),
        ("a.txt", " \n…\n", "no words in it"),
        ("a.html", "<!DOCTYPE html><body><p hidden>Nobody", "no words in it"),
        ("a.txt", b"Nobody\0set", "it is not text"),
        ("a.pdf", b"%PDF-1.7\nnothing", "no PDF that can be read"),
        ("a.vtt", "WEBVTT\n\nnothing", "not one caption"),
        ("a.mhtml", "From: a\nMIME-Version: 1.0\nContent-Type: text/css\n\np {}", "no web page in it"),
        ("a.mhtml", "Nobody set anything", "is not known"),
        ("a.warc", "WARC/1.0\r\nWARC-Type: response\r\n", "no page of|to its end"),
        ("a.wacz", b"PK\x03\x04 broken", "a ZIP that cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_in_a_line(name: str, data: bytes | str, why: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableCopy, match=why) as caught:
        read(tmp_path, name, data, "http://herald.example/fire")
    assert "\n" not in str(caught.value)


def test_content_counts_before_the_ending(tmp_path: Path) -> None:
    page = b"\xef\xbb\xbf<!-- saved -->\n<html><body><p hidden>unseen</p><p>seen"
    assert found(read(tmp_path, "a.txt", page), "seen") == "paragraph 1"
    pdf = (HERE / "made" / "article.libreoffice.pdf").read_bytes()
    assert found(read(tmp_path, "b.html", pdf), "Crates lost") == "page 1"
    mhtml = (HERE / "made" / "article.mhtml").read_bytes()
    assert found(read(tmp_path, "c.txt", mhtml), "Crates lost")


def test_mhtml_says_no_charset_where_the_page_does(tmp_path: Path) -> None:
    head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    part = "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    page = '<meta charset=3D"windows-1251"><p>=CD=E8=EA=F2=EE =ED=E5 =EF=EE=E4=E6=E8=E3=E0=EB</p>\r\n--b--\r\n'
    assert found(read(tmp_path, "a.mht", head + part + page), "Никто не поджигал")


def warc(*records: tuple[str, str, bytes]) -> bytes:
    """Records as their type, their address and their block."""
    parts = []
    for number, (kind, address, block) in enumerate(records):
        head = (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{address}>\r\n"
            f"WARC-Date: 2031-03-0{number + 1}T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number:032}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        parts.append(gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0))
    return b"".join(parts)


def http(body: str, status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n{body}".encode()


ARCHIVE = [
    ("response", "http://herald.example/", http("<p>The front page")),
    ("response", "http://herald.example/short", http("", "301 Moved", "Location: /fire\r\n")),
    ("response", "http://herald.example/fire", http("<p>Nobody set <b>any</b>thing")),
    ("response", "http://herald.example/fire.css", b"HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\np {}"),
    ("response", "http://herald.example/gone", http("", "404 Not Found")),
    ("response", "http://herald.example/loop", http("", "302 Found", "Location: /loop\r\n")),
]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "url", ["http://herald.example/fire", "https://www.herald.example/fire/", "http://herald.example/short"]
)
def test_the_page_of_an_archive_is_that_of_the_address(url: str, packed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    data, name = warc(*ARCHIVE), "a.warc.gz"
    if packed:
        stream, name = io.BytesIO(), "a.wacz"
        with zipfile.ZipFile(stream, "w") as wacz:
            wacz.writestr("datapackage.json", "{}")
            wacz.writestr("archive/a.warc.gz", data)
        data = stream.getvalue()
    copy = read(tmp_path, name, data, url)
    assert copy.reading.text == "Nobody set anything\n"
    assert copy.reading.known.accessed == "2031-03-03"


@pytest.mark.parametrize("path", ["gone", "loop", "nowhere", "fire.css"])
def test_what_is_not_in_an_archive_is_said(path: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableCopy, match=f"no page of http://herald.example/{path} is in it"):
        read(tmp_path, "a.warc.gz", warc(*ARCHIVE), f"http://herald.example/{path}")


def test_an_archive_that_is_cut_off_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    data = warc(*ARCHIVE[:3])
    with pytest.raises(UnreadableCopy):
        read(tmp_path, "a.warc.gz", data[: len(data) - 30], "http://herald.example/fire")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2031-03-05T23:30:00+01:00", "2031-03-05"),
        ("2031-03-05T23:30:00Z", "2031-03-05/2031-03-06"),
        ("2031-03-05T03:30Z", "2031-03-04/2031-03-05"),
        ("2031-03-05T11:00:00.000Z", "2031-03-04/2031-03-06"),
        ("20310305", "2031-03-05"),
        ("Wed, 05 Mar 2031 22:14:00 +0100", "2031-03-05"),
        ("2031-02-30", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_pages_and_letters_write_it(written: str | None, day: str | None) -> None:
    from claimcheck.copies.readers.known import day as read_day  # noqa: PLC0415

    assert read_day(written) == day


def test_the_day_a_pdf_was_printed_is_not_the_day_its_words_were_published(tmp_path: Path) -> None:
    known = read(tmp_path, "b.pdf", (HERE / "made" / "article.chromium.pdf").read_bytes()).reading.known
    assert (known.title is not None, known.published) == (True, None)
