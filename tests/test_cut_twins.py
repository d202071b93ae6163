"""A true quote, its twin that differs in one letter, and its cut twin: in every language, over every kind of copy."""

from __future__ import annotations

import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from claimcheck.copies.asides import Asides
from claimcheck.copies.folder import Copies, Copy
from claimcheck.copies.goes_on import RestOfSentence, rest_of
from claimcheck.copies.quotations import Quotation
from claimcheck.model.source import Source
from tests.conftest import TESTS

URL = "https://herald.example/fire"
SENTENCES = {
    # what was said, whole and in one sentence; the part of it that says another thing
    "en": ("We fired at the quay in a manner intended to warn them.", "We fired at the quay"),
    "de": ("Wir haben am Kai geschossen, aber nicht auf die Leute.", "Wir haben am Kai geschossen"),
    "fr": ("Nous avons tiré sur le quai, mais pas sur les gens.", "Nous avons tiré sur le quai"),
    "es": ("Disparamos en el muelle, pero no contra la gente.", "Disparamos en el muelle"),
    "ru": ("Мы стреляли на причале, но не в людей.", "Мы стреляли на причале"),
    "uk": ("Ми стріляли на причалі, але не в людей.", "Ми стріляли на причалі"),
}
MARKS = {"en": "“{}”", "de": "»{}«", "fr": "« {} »", "es": "«{}»", "ru": "«{}»", "uk": "«{}»"}


def paragraphs(language: str) -> list[str]:
    said = MARKS[language].format(SENTENCES[language][0])
    return ["Sarn 2031.", f"Marta Olin: {said}", "Vell 2032."]


def page(language: str) -> bytes:
    body = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs(language))
    return f"<!DOCTYPE html><meta charset=utf-8><title>T</title><body>{body}".encode()


def mhtml(language: str) -> bytes:
    letter = EmailMessage()
    letter["Snapshot-Content-Location"] = URL
    letter["Subject"] = "T"
    letter.set_content(page(language).decode(), subtype="html", cte="quoted-printable")
    letter.make_mixed()
    return letter.as_bytes().replace(b"multipart/mixed", b'multipart/related;\n type="text/html"', 1)


def warc(language: str) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(language)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nWARC-Date: 2031-03-05T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def wacz(language: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("archive/data.warc.gz", warc(language))
        archive.writestr("datapackage.json", "{}")
    return packed.getvalue()


def captions(language: str, comma: str) -> bytes:
    said = SENTENCES[language][0].split()
    lines = [" ".join(said[start : start + 3]) for start in range(0, len(said), 3)]
    cues = (
        f"{number + 1}\n00:00:{number:02},000 --> 00:00:{number + 1:02},000\n{line}\n"
        for number, line in enumerate(lines)
    )
    return ("" if comma == "," else "WEBVTT\n\n").encode() + "\n".join(cues).replace(",000 ", f"{comma}000 ").replace(
        ",000\n", f"{comma}000\n"
    ).encode()


def telegram(language: str) -> bytes:
    said = paragraphs(language)[1]
    message = {
        "id": 7,
        "type": "message",
        "date": "2031-03-05T10:00:00",
        "text": [said[:14], {"type": "bold", "text": said[14:]}],
    }
    return json.dumps({"name": "Sarn", "type": "public_channel", "id": 1, "messages": [message]}).encode()


KINDS: dict[str, Callable[[str], bytes]] = {
    "a.txt": lambda language: "\n\n".join(paragraphs(language)).encode(),
    "a.html": page,
    "a.mhtml": mhtml,
    "a.warc.gz": warc,
    "a.warc": lambda language: gzip.decompress(warc(language)),
    "a.wacz": wacz,
    "a.vtt": lambda language: captions(language, "."),
    "a.srt": lambda language: captions(language, ","),
    "a.json": telegram,
}


def rest(copy: Copy, quote: str, language: str) -> RestOfSentence | None:
    """What the sentence of a quote says besides, where the quote stands."""
    plain = Quotation(quote).spans(copy.words)
    found = plain or [each.span for each in Asides(copy.words, copy.reading.passed).spans(Quotation(quote))]
    assert found, f"{quote!r} is not found in {copy.reading.text!r}"
    start, end = copy.words.start(found[0].start), copy.words.end(found[0].end)
    return rest_of(copy.words.origin, start, end, language)


def twins(quote: str) -> list[str]:
    """The quote with another letter in place of each."""
    return [
        f"{quote[:at]}{'ж' if sign == 'x' else 'x'}{quote[at + 1 :]}" for at, sign in enumerate(quote) if sign.isalpha()
    ]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("name", KINDS)
def test_the_true_quote_stands_its_twin_does_not_and_its_cut_twin_is_warned_of(
    name: str, language: str, tmp_path: Path
) -> None:
    whole, cut = SENTENCES[language]
    (tmp_path / name).write_bytes(KINDS[name](language))
    copy = Copies(tmp_path).read(name, Source(publisher="Sarn Herald", url=URL))
    assert (found := rest(copy, whole, language)) is None or not found.turns, found
    assert [twin for twin in twins(whole) if Quotation(twin).spans(copy.words)] == []
    asides = Asides(copy.words, copy.reading.passed)
    assert [twin for twin in twins(whole) if asides.spans(Quotation(twin))] == []
    left_out = rest(copy, cut, language)
    assert left_out is not None
    assert left_out.turns
    assert not left_out.before


MADE = sorted(path.name for path in (TESTS / "evidence" / "made").iterdir())


@pytest.mark.parametrize("name", MADE)
def test_a_quote_cut_from_what_real_programs_saved_leaves_a_rest(name: str) -> None:
    copies = Copies(TESTS / "evidence" / "made")
    copy = copies.read(name, Source(publisher="Sarn Herald", url="http://127.0.0.1:8731/article.html"))
    whole = rest(copy, "The roof came down at ten.", "en")
    assert whole is None or not whole.turns
    left_out = rest(copy, "The roof came down", "en")
    assert left_out is not None
    assert "at ten" in left_out.after
