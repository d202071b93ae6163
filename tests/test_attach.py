"""`attach` takes a copy in and overwrites nothing; `verify --manifest` writes what other programs check it by."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import TESTS, Corpus, Run
from tests.sarn import SPEAKERS, THEMES
from tests.test_verify import META

INCIDENT = """
title: Fire in warehouse 4 of Sarn harbour
questions: {}
sources:
  radio: {publisher: Coast Radio}  # my own remark
  page: {publisher: Sarn Herald, url: "http://127.0.0.1:8731/article.html"}
  front: {publisher: Sarn Herald, url: "http://127.0.0.1:8731/article.html", language: de}
claims: []
"""


@pytest.fixture
def sarn(corpus: Corpus, tmp_path: Path) -> Path:
    corpus({"fire": INCIDENT}, SPEAKERS, THEMES)
    (tmp_path / "Fire was hot.htm").write_text(META, encoding="utf-8")
    return tmp_path


def written(sarn: Path) -> str:
    return (sarn / "claims" / "incidents" / "fire.yaml").read_text(encoding="utf-8")


def test_a_copy_is_taken_in_read_back_and_recorded(sarn: Path, run: Run) -> None:
    result = run("attach", "fire/radio", "Fire was hot.htm")
    assert (result.status, result.err) == (0, "")
    assert result.out == "attached fire/radio.htm to fire/radio (web page)\n"
    assert (sarn / "copies" / "fire" / "radio.htm").read_text(encoding="utf-8") == META
    for words in ("Fire was hot", "2031-03-05", "language: de", "https://radio.example/fire", "file: fire/radio.htm"):
        assert words in written(sarn)
    assert "# my own remark" in written(sarn)
    assert run("check").status == 0
    before = written(sarn)
    assert run("attach", "fire/radio", "Fire was hot.htm").status == 0
    assert written(sarn) == before


def test_nothing_is_overwritten(sarn: Path, run: Run) -> None:
    run("attach", "fire/radio", "Fire was hot.htm")
    other = sarn / "other.htm"
    other.write_text(META.replace("hot", "cold"), encoding="utf-8")
    assert "has another copy already, `fire/radio.htm`" in run("attach", "fire/radio", "other.htm").err
    (sarn / "copies" / "fire" / "page.htm").write_text("mine", encoding="utf-8")
    result = run("attach", "fire/page", "other.htm")
    assert result.status == 2
    assert "`fire/page.htm` is there already" in result.err
    assert (sarn / "copies" / "fire" / "page.htm").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in (sarn / "copies" / "fire").iterdir()) == ["page.htm", "radio.htm"]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n", b"", b"<html><body><p hidden>unseen"])
def test_what_cannot_be_read_does_not_stay(data: bytes, sarn: Path, run: Run) -> None:
    (sarn / "a.html").write_bytes(data)
    result = run("attach", "fire/radio", "a.html")
    assert result.status == 2
    assert "cannot be attached" in result.err
    assert "saved" not in written(sarn)
    assert not list((sarn / "copies").rglob("*.html"))
    assert run("attach", "fire/radio", "nowhere.html").status == 2
    assert run("attach", "fire/nobody", "a.html").status == 2


def test_an_archive_that_serves_many_sources_lies_there_once(sarn: Path, run: Run) -> None:
    shutil.copy(TESTS / "evidence" / "made" / "article.wacz", sarn / "kept.wacz")
    assert run("attach", "fire/page", "kept.wacz").out == "attached fire/page.wacz to fire/page (WARC)\n"
    result = run("attach", "fire/front", "kept.wacz")
    assert result.out == "attached fire/page.wacz to fire/front (WARC)\n"
    assert "language is recorded as de, and the copy says en-GB" in result.err
    assert [path.name for path in (sarn / "copies").rglob("*.wacz")] == ["page.wacz"]
    assert written(sarn).count("file: fire/page.wacz") == 2


def test_sha256sum_checks_the_manifest(sarn: Path, run: Run) -> None:
    run("attach", "fire/radio", "Fire was hot.htm")
    shutil.copy(TESTS / "evidence" / "made" / "article.wacz", sarn / "kept.wacz")
    run("attach", "fire/page", "kept.wacz")
    run("verify", "--manifest")
    copies = sarn / "copies"
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=copies, capture_output=True, text=True, check=False)
    assert done.stdout == "fire/page.wacz: OK\nfire/radio.htm: OK\n"
    (copies / "fire" / "radio.htm").write_text("other", encoding="utf-8")
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=copies, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    crate = json.loads((copies / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    root = next(each for each in crate["@graph"] if each["@id"] == "./")
    assert root["hasPart"] == [{"@id": "fire/page.wacz"}, {"@id": "fire/radio.htm"}]
