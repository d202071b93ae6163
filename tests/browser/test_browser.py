"""What only a browser shows: pages as they are opened from disk, and diagrams as Mermaid itself reads them.

`make test-browser` fetches what this needs and runs it; elsewhere it is skipped.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from claimcheck.blocks import Lanes, Matrix
from claimcheck.characters import one_line
from claimcheck.copies.readers.web import page_text
from claimcheck.formats.mermaid import diagram
from tests.browser.pages import page
from tests.conftest import TESTS, Corpus, Run
from tests.formats import hostile
from tests.test_figures import drawn_with, large

HERE = Path(__file__).parent
CLAIMS = TESTS.parent / "claims"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def lacking() -> str:
    """Why these tests cannot run here; an empty text if they can."""
    if not os.environ.get("CLAIMCHECK_TEST_BROWSER"):
        return "a browser is opened by `make test-browser` only"
    if not Path(CHROMIUM).exists():
        return "no Chromium here (Debian: apt-get install chromium)"
    if shutil.which("node") is None:
        return "no Node.js here"
    if not (HERE / "node_modules").exists():
        return "`npm ci` has not been run in tests/browser"
    return ""


pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking() or "it can run")


def look(*words: str, text: str = "") -> Any:  # noqa: ANN401 - whatever the browser says
    done = subprocess.run(
        ["node", "look.mjs", *words],
        cwd=HERE,
        env={**os.environ, "CHROMIUM": CHROMIUM},
        input=text.encode(),
        capture_output=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def wrong(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {Path(file).name: remarks for file, remarks in found.items() if remarks}


def test_the_reports_of_all_shipped_incidents_can_be_read_by_anybody(run: Run, tmp_path: Path) -> None:
    assert run("report", "--all", "--format", "html", "-o", "reports", "--claims", str(CLAIMS)).status == 0
    files = sorted(map(str, (tmp_path / "reports").glob("*.html")))
    assert len(files) == len(list((CLAIMS / "incidents").glob("*.yaml"))) + 1
    assert wrong(look("check", *files)) == {}


def test_the_pages_of_a_site_can_be_read_by_anybody(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", "public", "--claims", str(CLAIMS)).status == 0
    public = tmp_path / "public"
    longest = sorted((public / "speakers").glob("*.html"), key=lambda path: (-path.stat().st_size, path.name))[:3]
    incident = public / "incidents" / "setrakov-2023.html"
    files = [
        public / "index.html",
        public / "search.html",
        *sorted((public / "themes").glob("*.html")),
        *longest,
        incident,
    ]
    assert wrong(look("check", *map(str, files))) == {}


def test_the_filter_of_the_index_shows_only_rows_that_hold_the_words(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", "public", "--claims", str(CLAIMS)).status == 0
    found = look("filter", str(tmp_path / "public" / "index.html"), "setrakov gyumri")
    assert found == {
        "before": len(list((CLAIMS / "incidents").glob("*.yaml"))),
        "after": 1,
        "says": f"1 of {found['before']}",
    }


def test_the_record_is_looked_at_day_by_day_with_a_keyboard_alone(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", "public", "--claims", str(CLAIMS)).status == 0
    page = tmp_path / "public" / "incidents" / "setrakov-2023.html"
    found = look("days", str(page), str(tmp_path))
    text = page.read_text(encoding="utf-8")
    moments = re.search(r'data-moments="([^"]*)"', text)
    assert moments is not None
    days = json.loads(html.unescape(moments[1]))
    every = re.findall(r'data-first="(\d+)" data-last="(\d+)"', text)
    assert found["requests"] == []
    assert found["plain"] == found["every"] == found["printed"] == len(every)
    for stops in found["stops"]:
        assert [each["text"] for each in stops] == days
        assert [each["says"] for each in stops] == [f"{day} ({at} of {len(days)})" for at, day in enumerate(days, 1)]
        for at, each in enumerate(stops):
            assert each["seen"] == [[first, last] for first, last in every if int(first) <= at <= int(last)]


def test_the_search_of_a_site_finds_with_a_keyboard_alone(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", "public", "--claims", str(CLAIMS)).status == 0
    listed = json.loads(run("list", "claims", "--claims", str(CLAIMS), "--format", "json").out)["items"]
    found = look("search", str(tmp_path / "public" / "search.html"), "kídnap GYUMRI", str(tmp_path))
    assert found["requests"] == []
    assert found["plain"] == len(listed)
    for number, says, words in found["rows"]:
        assert (number, says) == (1, f"1 of {len(listed)}")
        assert "kidnapped in Gyumri" in words


def test_a_dispute_of_twelve_parties_in_sixty_claims_can_be_read(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    incident, speakers = large()
    corpus({"many": incident}, speakers=speakers)
    assert run("report", "many", "--format", "html", "-o", "many.html").status == 0
    assert wrong(look("check", str(tmp_path / "many.html"))) == {}


def test_hostile_words_run_nothing_and_break_nothing(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    words = [text for text in hostile.EVERY if one_line(text) and max(text) < "\ud800"]
    claims = "\n".join(
        f"""\
              - id: c{number}
                speaker: s{number % 5}
                stance: {{{"denies" if number % 3 else "asserts"}: {{cause: wire}}}}
                source: herald
                quote: {json.dumps(text[:200])}
                note: {json.dumps(text)}"""
        for number, text in enumerate(words)
    )
    people = "\n".join(f"  s{number}: {{name: {json.dumps(hostile.STYLES[number])}}}" for number in range(5))
    corpus(
        {
            "bad": f"""\
            title: {json.dumps(hostile.STYLES[1])}
            questions:
              cause: {{ask: {json.dumps(hostile.STYLES[5])}, answers: {{wire: {json.dumps(hostile.HTML[3])}}}}}
            sources:
              herald: {{publisher: {json.dumps(hostile.HTML[1])}, published: 2031-03-02, language: en}}
            claims:
{claims}
            """
        },
        speakers=f"speakers:\n{people}\n",
    )
    result = run("report", "bad", "--format", "html", "-o", "bad.html")
    assert result.status == 0, result.err
    assert wrong(look("check", str(tmp_path / "bad.html"))) == {}


def test_mermaid_reads_the_diagrams_of_all_shipped_incidents(run: Run) -> None:
    diagrams = []
    for path in sorted((CLAIMS / "incidents").glob("*.yaml")):
        text = run("report", path.stem, "--claims", str(CLAIMS)).out
        for number, each in enumerate(re.findall(r"^```mermaid\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)):
            diagrams.append({"id": f"{path.stem} {number}", "text": each})
    found = look("mermaid", text=json.dumps(diagrams))
    assert len(found) == len(diagrams) > 6
    assert {name: each["error"] for name, each in found.items() if each["error"]} == {}


def test_hostile_words_are_read_by_mermaid_as_they_are() -> None:
    diagrams, wanted = [], {}
    for number, text in enumerate(hostile.EVERY):
        for drawing in drawn_with(text):
            if not isinstance(drawing, Matrix):
                name = f"{number} {type(drawing).__name__} {getattr(drawing, 'joined', '')}"
                diagrams.append({"id": name, "text": diagram(drawing)})
                wanted[name] = (one_line(text), drawing)
    found = look("mermaid", text=json.dumps(diagrams))
    assert len(found) >= 1500
    for name, each in found.items():
        text, drawing = wanted[name]
        assert each["error"] is None, (name, text, each)
        assert each["bad"] == 0, (name, text)
        shown = [" ".join(label.split()) for label in each["labels"]]
        if not isinstance(drawing, Lanes):
            assert shown.count(" ".join(text.split()) or "(none)") >= 1, (name, text, shown)


PARTED = re.compile(
    r"display:\s*(?:inline-|inline grid|contents)|visibility:\s*(?:hidden|collapse)|until-found", re.IGNORECASE
)
"""In these stands a box inside a line, or a box that is not seen: the browser's text may lack a space there."""


def test_the_words_of_a_saved_page_are_those_that_a_browser_shows() -> None:
    pages = [page(seed) for seed in range(500)]
    shown = look("texts", text=json.dumps(pages))
    ours = [page_text(each.encode()) for each in pages]
    pairs = list(zip(pages, shown, ours, strict=True))
    assert [each for each, one, other in pairs if "".join(one.split()) != "".join(other.split())] == []
    parted = [each for each, one, other in pairs if one.split() != other.split()]
    assert [each for each in parted if not PARTED.search(each)] == []
    assert sum(not PARTED.search(each) for each in pages) > 100
