"""`report`: fit to publish, whole through GitHub's own parser, and on nobody's side."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options

from tests import swapping
from tests.conftest import TESTS, Corpus, Golden, Run
from tests.invention import written

ROOT = TESTS.parent
FIXTURES = TESTS / "fixtures"


@pytest.mark.parametrize(("name", "width", "form"), [("report.md", 100, "md"), ("report.80.txt", 80, "table")])
def test_the_report_looks_as_it_was_read_last(name: str, width: int, form: str, run: Run, golden: Golden) -> None:
    result = run("report", "harbour-fire", "--format", form, cwd=FIXTURES, columns=width)
    assert (result.status, result.err) == (0, "")
    golden(name, result.out)


@pytest.mark.parametrize("form", ["md", "table", "html"])
def test_no_side_is_favoured(form: str, corpus: Corpus, run: Run) -> None:
    pages = []
    for turn in (str, swapping.swapped):
        corpus({"buoy": turn(swapping.INCIDENT)}, speakers=turn(swapping.SPEAKERS))
        pages.append(run("report", "buoy", "--format", form).out)
    assert pages[1] == swapping.swapped(pages[0])


def test_an_outlet_that_was_not_seen_has_its_name(run: Run, corpus: Corpus) -> None:
    sources = {"early": {"publisher": "Herald", "derived_from": ["speaker:coast-radio"]}}
    claim = {"id": "a", "speaker": "ann", "stance": {"asserts": {"cause": "set"}}, "text": "Set.", "source": "early"}
    texts = written([claim], sources=sources).texts
    people = json.loads(texts["speakers.yaml"])
    people["speakers"]["coast-radio"] = {"name": "Coast Radio"}
    corpus({"invention": texts["incidents/invention.yaml"]}, speakers=json.dumps(people))
    assert "repeats Coast Radio, not seen" in run("report", "invention").out


def test_a_source_has_its_note_and_a_public_report_what_may_be_said_of_it(run: Run, corpus: Corpus) -> None:
    sources = {
        "early": {"publisher": "Herald", "note": "Read <b>as a copy</b>."},
        "late": {"publisher": "Kurier", "note": "Bob Ray brought it."},
    }
    claims = [
        {"id": "a", "speaker": "ann", "stance": {"asserts": {"cause": "set"}}, "text": "Set.", "source": "early"},
        {"id": "b", "speaker": "ann", "stance": {"asserts": {"cause": "set"}}, "text": "So.", "source": "late"},
    ]
    texts = written(claims, sources=sources).texts
    people = json.loads(texts["speakers.yaml"])
    people["speakers"]["bob-ray"] = {"name": "Bob Ray", "sensitivity": "restricted"}
    corpus({"invention": texts["incidents/invention.yaml"]}, speakers=json.dumps(people))
    whole, public = run("report", "invention").out, run("report", "invention", "--public").out
    assert "Note: Bob Ray brought it." in whole
    assert "Bob Ray" not in public
    for out in (whole, public):
        assert "Note: Read <b>as a copy</b>." in _words(_parsed(out))


@pytest.mark.parametrize("incident", ["glukhov-2009", "setrakov-2023"])
def test_githubs_parser_keeps_every_quote_and_every_table_whole(incident: str, run: Run) -> None:
    record = json.loads(run("report", incident, "--format", "json", cwd=ROOT).out)
    text = run("report", incident, cwd=ROOT).out
    page = _parsed(text)
    shown = _words(page)
    for claim in record["claims"]:
        for words in (claim["quote"], claim["translation"], claim["text"], claim["note"]):
            assert words is None or _spaced(words) in shown, claim["id"]
    for source in record["sources"]:
        assert source["note"] is None or _spaced(source["note"]) in shown, source["id"]
    quotes = [_words(each) for each in page.iter("blockquote")]
    assert len(quotes) == sum(claim["quote"] is not None for claim in record["claims"])
    for claim in record["claims"]:
        if claim["quote"]:
            assert any(_spaced(claim["quote"]) in each and claim["speaker_name"] in each for each in quotes)
    written = _tables_of(text)
    assert [(len(rows), {len(row) for row in rows}) for rows in _tables_in(page)] == written
    questions = len(record["contrast"]["questions"])
    assert len(written) >= questions + 2


def test_every_link_inside_a_report_leads_somewhere(run: Run) -> None:
    for incident in ("glukhov-2009", "setrakov-2023"):
        page = _parsed(run("report", incident, cwd=ROOT).out)
        places = [each.get("id") for each in page.iter() if each.get("id")]
        assert [place for place, times in Counter(places).items() if times > 1] == []
        inside = {str(each.get("href"))[1:] for each in page.iter("a") if str(each.get("href")).startswith("#")}
        assert inside
        assert inside - set(places) == set()


def test_a_report_has_all_its_parts(run: Run) -> None:
    text = run("report", "harbour-fire", cwd=FIXTURES).out
    titles = re.findall(r"^## (?:<a[^>]*></a>)?(.*)$", text, re.MULTILINE)
    assert titles == [
        "At a glance",
        "Who speaks",
        "What they say",
        "Positions that moved",
        "Timeline",
        "Words for it",
        "Origins",
        "What is not recorded",
        "Every claim",
        "Sources",
    ]


def test_every_claim_of_a_report_has_its_numbered_source(run: Run) -> None:
    record = json.loads(run("report", "harbour-fire", "--format", "json", cwd=FIXTURES).out)
    numbers = {source["id"]: place for place, source in enumerate(record["sources"], start=1)}
    text = run("report", "harbour-fire", cwd=FIXTURES).out
    for claim in record["claims"]:
        part = text.partition(f'id="claim-{claim["id"]}"')[2].partition('<a id="claim-')[0]
        assert f"\\[{numbers[claim['source']]}\\]](#source-{claim['source']})" in part


def test_what_is_said_on_a_condition_is_never_shown_as_simply_said(run: Run) -> None:
    text = run("report", "harbour-fire", cwd=FIXTURES).out
    assert len(re.findall(r"asserts blame: insurer", text)) == len(
        re.findall(r"on a condition(?: \(if the court agrees\))?: asserts blame: insurer", text)
    )


def test_all_reports_go_into_one_folder_with_an_index(run: Run, tmp_path: Path) -> None:
    result = run("report", "--all", "-o", str(tmp_path / "out" / "reports"), cwd=ROOT)
    assert result.status == 0
    written = {path.name for path in (tmp_path / "out" / "reports").iterdir()}
    incidents = {f"{path.stem}.md" for path in (ROOT / "claims" / "incidents").glob("*.yaml")}
    assert written == {"index.md", *incidents}
    index = (tmp_path / "out" / "reports" / "index.md").read_text(encoding="utf-8")
    assert all(f"]({name})" in index for name in incidents)
    one = run("report", "glukhov-2009", cwd=ROOT).out
    assert (tmp_path / "out" / "reports" / "glukhov-2009.md").read_text(encoding="utf-8") == one


def test_nothing_is_written_through_a_link_or_over_a_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (tmp_path / "elsewhere.md").write_text("mine", encoding="utf-8")
    (folder / "harbour-fire.md").symlink_to(tmp_path / "elsewhere.md")
    result = run("report", "--all", "-o", str(folder), cwd=FIXTURES)
    assert result.status == 2
    assert "symbolic link" in result.err
    assert (tmp_path / "elsewhere.md").read_text(encoding="utf-8") == "mine"
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert run("report", "--all", "-o", str(tmp_path / "file"), cwd=FIXTURES).status == 2


@pytest.mark.parametrize("words", [["report"], ["report", "--all"], ["report", "harbour-fire", "--all"]])
def test_a_report_says_what_it_needs(words: list[str], run: Run) -> None:
    result = run(*words, cwd=FIXTURES)
    assert (result.status, result.out) == (2, "")
    assert "claimcheck report" in result.err


def test_a_report_leaves_no_incident_with_an_error_in_it_standing(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    good = (FIXTURES / "claims" / "incidents" / "harbour-fire.yaml").read_text(encoding="utf-8")
    speakers = (FIXTURES / "claims" / "speakers.yaml").read_text(encoding="utf-8")
    themes = (FIXTURES / "claims" / "themes.yaml").read_text(encoding="utf-8")
    corpus({"fire": good, "broken": good.replace("asserts:", "assertss:", 1)}, speakers, themes)
    result = run("report", "--all", "-o", "out")
    assert result.status == 0
    assert "left out broken" in result.err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"index.md", "fire.md"}
    assert "not read" in (tmp_path / "out" / "index.md").read_text(encoding="utf-8")
    assert run("report", "--all", "--strict", "-o", "out").status == 2


def _parsed(text: str) -> Element:
    """A report as a browser would see it on GitHub."""
    html = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    page: Any = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    assert isinstance(page, Element)
    return page


def _words(element: Element) -> str:
    return _spaced("".join(element.itertext()))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _tables_in(page: Element) -> list[list[list[Element]]]:
    return [
        [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")] for table in page.iter("table")
    ]


def _tables_of(text: str) -> list[tuple[int, set[int]]]:
    """The tables of a Markdown text: how many rows (the header with them), and of how many cells."""
    found: list[tuple[int, set[int]]] = []
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("| "):
            rows.append(line)
        elif rows:
            cells = {len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows}
            found.append((len(rows) - 1, cells))  # less the line that rules the header off
            rows = []
    return found


def test_no_incident_stands_in_the_place_of_the_index(corpus: Corpus, run: Run) -> None:
    corpus({"index": swapping.INCIDENT}, speakers=swapping.SPEAKERS)
    result = run("report", "--all", "-o", "reports")
    assert result.status == 2
    assert "would stand in the place of the index" in result.err


def test_where_in_the_source_it_stands_is_told(corpus: Corpus, run: Run) -> None:
    corpus(
        {
            "a": """\
        title: Fire
        questions: {cause: {ask: How?, answers: {set: Somebody set it.}}}
        sources: {herald: {publisher: Herald, published: 2031-03-05}, radio: {publisher: Radio, published: 2031-03-05}}
        claims:
          - id: one
            speaker: ann
            stance: {asserts: {cause: set}}
            source: herald
            also_in: [radio]
            locator: page 3
            quote: It was set
        """
        },
        speakers="speakers: {ann: {name: Ann}}\n",
    )
    assert r"[\[1\]](#source-herald), page 3 [" in run("report", "a", "--format", "md").out


CORE = """\
title: The buoy of Sarn
disputants: [port, union]
questions:
  sunk:
    ask: What sank the buoy?
    exclusive: false
    answers: {wire: A wire of the port sank it., gull: A gull sank it., crab: A crab sank it.}
sources:
  herald: {publisher: Sarn Herald, published: 2031-03-05}
claims:
  - {id: a, speaker: chair, source: herald, stance: {asserts: {sunk: wire}}, text: A wire.}
  - {id: b, speaker: docker, source: herald, stance: {asserts: {sunk: [wire, gull]}}, text: A wire and a gull.}
  - {id: c, speaker: diver, via: [docker], source: herald, stance: {denies: {sunk: wire}}, text: No wire.}
"""
CORE_SPEAKERS = """\
parties: {port: {name: Sarn Port}, union: {name: Sarn Union}}
speakers:
  chair: {name: Ada Chair, party: port}
  docker: {name: Bo Docker, party: union}
  diver: {name: Cy Diver}
"""


def test_the_agreed_core_holds_what_is_agreed_and_names_who_is_told_to_contradict(corpus: Corpus, run: Run) -> None:
    corpus({"buoy": CORE}, speakers=CORE_SPEAKERS)
    core = run("report", "buoy").out.partition("The agreed core")[2].partition("## ")[0]
    assert "A wire of the port sank it: said by Sarn Port and Sarn Union" in core
    assert "gull" not in core
    assert (
        "As relayed, denies: A wire of the port sank it (Cy Diver, as told by Bo Docker), against the words of" in core
    )
    assert "nobody" not in core
