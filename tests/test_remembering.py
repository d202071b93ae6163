"""`verify` takes up what it found before: the same answers, whatever happens to copies, records and the cache."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from claimcheck.copies import folder
from claimcheck.copies.readers.reading import Reading
from claimcheck.model.source import Source
from claimcheck.store import cache
from tests.conftest import TESTS, Corpus, Result, Run
from tests.sarn import SPEAKERS, THEMES

MADE = TESTS / "evidence" / "made"
URL = "http://127.0.0.1:8731/article.html"
QUOTES = ["The roof came down", "The roof came down at ten.", "The roof came down at tea."]


@pytest.fixture
def kept(corpus: Corpus, tmp_path: Path) -> Path:
    """Quotes over a copy of every kind: whole, cut, and not there; and a source without a copy."""
    shutil.copytree(MADE, tmp_path / "copies" / "made")
    files = sorted(path.name for path in MADE.iterdir())
    sources = "".join(
        f"  s-{number}: {{publisher: Sarn Herald, published: 2031-03-06, language: en, url: '{URL}', "
        f"saved: {{file: made/{name}, sha256: {'0' * 64 if number == 1 else sha256(MADE / name)}}}}}\n"
        for number, name in enumerate(files)
    )
    claims = "".join(
        f"  - {{id: c-{number}-{place}, speaker: union-chair, source: s-{number}, stance: {{comments: [q]}}, "
        f"quote: '{quote}'}}\n"
        for number in range(len(files))
        for place, quote in enumerate(QUOTES)
    )
    text = "He came. The end.\n\nHe came. Another end.\n"
    (tmp_path / "copies" / "fire").mkdir()
    (tmp_path / "copies" / "fire" / "twice.txt").write_text(text, encoding="utf-8")
    sources += "  twice: {publisher: Sarn Herald, published: 2031-03-06}\n"
    sources += "  none: {publisher: Sarn Herald, published: 2031-03-06}\n"
    for name in ("twice", "none"):
        claims += (
            f"  - {{id: c-{name}, speaker: union-chair, source: {name}, stance: {{comments: [q]}}, quote: He came}}\n"
        )
    question = "questions:\n  q: {ask: What?, answers: {a: A.}}\n"
    corpus({"fire": f"title: Fire\n{question}sources:\n{sources}claims:\n{claims}"}, SPEAKERS, THEMES)
    return tmp_path


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fresh(run: Run) -> Result:
    """The answer that is worked out anew."""
    return run("verify", "--format", "json", env={cache.SWITCH: "1"})


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the copies that are read from now on."""
    read: list[str] = []
    original = folder.reading_of

    def counted(name: str, data: bytes, source: Source | None = None) -> Reading:
        read.append(name)
        return original(name, data, source)

    monkeypatch.setattr(folder, "reading_of", counted)
    return read


def test_a_second_look_reads_no_copy_and_says_the_same(kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = fresh(run)
    assert "not-found" in expected.out
    assert '"turns": [' in expected.out
    assert run("verify", "--format", "json") == expected
    read = reads(monkeypatch)
    assert run("verify", "--format", "json") == expected
    assert run("verify", "fire", "--format", "json") == expected
    assert read == []
    assert run("verify", "--full") == run("verify", "--full", env={cache.SWITCH: "1"})
    assert (kept / ".cache").is_dir()


def _other_copy(home: Path) -> None:
    path = home / "copies" / "fire" / "twice.txt"
    path.write_text("He went. Nobody came.\n", encoding="utf-8")
    os.utime(path, (1, 1))


def _other_quote(home: Path) -> None:
    path = home / "claims" / "incidents" / "fire.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("at tea", "at ten"), encoding="utf-8")


def _other_record(home: Path) -> None:
    path = home / "claims" / "incidents" / "fire.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("language: en", "language: de"), encoding="utf-8")


def _gone(home: Path) -> None:
    (home / "copies" / "fire" / "twice.txt").unlink()


def _allowed(home: Path) -> None:
    path = home / "claims" / "incidents" / "fire.yaml"
    text = path.read_text(encoding="utf-8")
    first = text.index("  - {id: c-0-0")
    reason = "  # claimcheck: allow cut-quote -- the hour is another claim\n"
    path.write_text(text[:first] + reason + text[first:], encoding="utf-8")


def _damaged(home: Path) -> None:
    path = home / ".cache" / "claimcheck" / "answers-1.sqlite"
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 97):
        data[at] ^= 0xFF
    path.write_bytes(data)


def _cut_off(home: Path) -> None:
    path = home / ".cache" / "claimcheck" / "answers-1.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("change", [_other_copy, _other_quote, _other_record, _gone, _allowed, _damaged, _cut_off])
def test_whatever_changes_the_answer_is_that_of_a_first_look(
    change: Callable[[Path], None], kept: Path, run: Run
) -> None:
    run("verify", "--format", "json")
    change(kept)
    assert run("verify", "--format", "json") == fresh(run)
    assert run("verify", "--format", "json") == fresh(run)


def test_what_is_written_after_a_second_look_is_the_same(kept: Path, run: Run) -> None:
    path = kept / "claims" / "incidents" / "fire.yaml"
    before = path.read_text(encoding="utf-8")
    run("verify", "--record", "--anchor", env={cache.SWITCH: "1"})
    expected = path.read_text(encoding="utf-8")
    assert expected != before
    path.write_text(before, encoding="utf-8")
    run("verify")
    run("verify", "--record", "--anchor")
    assert path.read_text(encoding="utf-8") == expected


def test_a_copy_that_many_sources_share_is_read_and_hashed_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = folder.Copies(kept / "copies")
    opened = []
    original = folder.opened

    def counted(path: Path) -> object:
        opened.append(path.name)
        return original(path)

    monkeypatch.setattr(folder, "opened", counted)
    assert len({copies.sha256("made/article.mhtml") for _ in range(5)}) == 1
    assert opened == ["article.mhtml"]
