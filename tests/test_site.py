"""`site`: a folder of pages that lead to one another, of which only what changed is written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pexpect
import pytest

from claimcheck.formats.html import _hash
from claimcheck.pages.phrases import STATE_TITLES
from claimcheck.reasoning.positions import State
from tests.conftest import TESTS, Corpus, Run

FIXTURES = TESTS / "fixtures"
CLAIMS = TESTS.parent / "claims"
LIST = ".claimcheck-site.json"
SCRIPTED = ("index.html", "search.html")

PEOPLE = """\
    speakers:
      ann: {name: Ann}
      bob: {name: Bob}
"""


def incident(speaker: str = "ann", words: str = "It burnt") -> str:
    return f"""\
    title: A fire
    questions:
      cause: {{ask: How?, theme: how, answers: {{wire: A wire.}}}}
    sources:
      herald: {{publisher: Herald, published: 2031-03-02}}
    claims:
      - {{id: one, speaker: {speaker}, stance: {{asserts: {{cause: wire}}}}, source: herald, quote: {words}}}
    """


THEMES = "how: {ask: How did it happen?, answers: {wire: A wire.}}\n"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages(folder: Path) -> Iterator[tuple[Path, Element]]:
    for path in sorted(folder.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        yield path, parser.parse(path.read_text(encoding="utf-8"))


def test_a_site_has_a_page_for_every_incident_speaker_and_theme(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"a": incident(), "b": incident("bob")}, speakers=PEOPLE, themes=THEMES)
    result = run("site", "-o", "public", columns=80)
    assert (result.status, result.out) == (0, "")
    assert result.err == "claimcheck: 7 pages in public: 7 written, 0 unchanged\n"
    assert sorted(files(tmp_path / "public")) == [
        LIST,
        "incidents/a.html",
        "incidents/b.html",
        "index.html",
        "search.html",
        "speakers/ann.html",
        "speakers/bob.html",
        "themes/how.html",
    ]


@pytest.mark.parametrize("claims", [FIXTURES / "claims", CLAIMS], ids=["fixtures", "shipped"])
def test_a_site_hangs_together(claims: Path, run: Run, tmp_path: Path) -> None:
    """All of one site at once: to make it and to read it takes longer than to look at it."""
    assert run("site", "-o", "public", "--claims", str(claims)).status == 0
    trees = dict(pages(tmp_path / "public"))
    every_link_leads_somewhere_and_none_leaves_the_folder(trees)
    every_page_can_be_reached_from_the_first(trees, tmp_path / "public" / "index.html")


def every_link_leads_somewhere_and_none_leaves_the_folder(trees: dict[Path, Element]) -> None:
    places = {path: {each.get("id") for each in tree.iter()} for path, tree in trees.items()}
    followed = 0
    for path, tree in trees.items():
        for link in tree.iter("a"):
            target = urlsplit(link.get("href", ""))
            if target.scheme:
                assert target.scheme in ("http", "https")
                continue
            assert not target.netloc
            assert not target.path.startswith("/")
            other = Path(os.path.normpath(path.parent / unquote(target.path))) if target.path else path
            assert other in places, f"{path}: {link.get('href')}"
            assert not target.fragment or unquote(target.fragment) in places[other], f"{path}: {link.get('href')}"
            followed += bool(target.path)
    assert followed > 10


def every_page_can_be_reached_from_the_first(trees: dict[Path, Element], first: Path) -> None:
    ahead, seen = [first], set()
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        seen.add(path)
        targets = [urlsplit(link.get("href", "")) for link in trees[path].iter("a")]
        ahead += [Path(os.path.normpath(path.parent / each.path)) for each in targets if each.path and not each.scheme]
    assert seen == set(trees)


def test_a_second_run_writes_nothing_and_changes_no_byte(run: Run, run_process: Run, tmp_path: Path) -> None:
    first = run("site", "-o", "public", "--claims", str(FIXTURES / "claims"))
    before = files(tmp_path / "public")
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "public").rglob("*") if path.is_file()}
    other = run_process(
        "site", "-o", "public", "--claims", str(FIXTURES / "claims"), env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tbilisi"}
    )
    assert (first.status, other.status) == (0, 0)
    assert " 0 written" in other.err
    assert files(tmp_path / "public") == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_an_edit_rewrites_only_what_it_touches(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"a": incident(), "b": incident("bob")}, speakers=PEOPLE, themes=THEMES)
    run("site", "-o", "public")
    before = files(tmp_path / "public")
    corpus({"b": incident("bob", "It burnt down")})
    result = run("site", "-o", "public")
    after = files(tmp_path / "public")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"incidents/b.html", "search.html", "speakers/bob.html", "themes/how.html"}
    assert "4 written, 3 unchanged" in result.err


def test_pages_of_the_site_that_are_no_longer_made_go_and_other_files_stay(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    claims = corpus({"a": incident(), "b": incident("bob")}, speakers=PEOPLE, themes=THEMES)
    run("site", "-o", "public")
    (tmp_path / "public" / "incidents" / "mine.html").write_text("mine", encoding="utf-8")
    (claims / "incidents" / "b.yaml").unlink()
    result = run("site", "-o", "public")
    left = files(tmp_path / "public")
    assert "incidents/b.html" not in left
    assert "speakers/bob.html" not in left
    assert left["incidents/mine.html"] == b"mine"
    assert result.err.endswith("2 removed\n")
    assert json.loads(left[LIST])["pages"] == [
        "incidents/a.html",
        "index.html",
        "search.html",
        "speakers/ann.html",
        "themes/how.html",
    ]


@pytest.mark.parametrize("listed", ['{"pages": ["../victim.html", "/victim.html"]}', '{"pages": 3}', "[]", "\x00", ""])
def test_a_list_that_is_none_of_ours_takes_nothing_away(listed: str, corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"a": incident()}, speakers=PEOPLE, themes=THEMES)
    (tmp_path / "public").mkdir()
    (tmp_path / "victim.html").write_text("precious", encoding="utf-8")
    (tmp_path / "public" / LIST).write_text(listed, encoding="utf-8")
    assert run("site", "-o", "public").status == 0
    assert (tmp_path / "victim.html").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("link", ["incidents", "incidents/a.html", "index.html", LIST])
def test_nothing_is_written_through_a_symbolic_link(link: str, corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"a": incident()}, speakers=PEOPLE, themes=THEMES)
    victim = tmp_path / "victim"
    if link == "incidents":
        victim.mkdir()
    else:
        victim.write_text("precious", encoding="utf-8")
    path = tmp_path / "public" / link
    path.parent.mkdir(parents=True)
    path.symlink_to(victim)
    result = run("site", "-o", "public")
    assert result.status == 2
    assert "is a symbolic link" in result.err
    assert not list(victim.iterdir()) if victim.is_dir() else victim.read_text(encoding="utf-8") == "precious"


def test_where_no_folder_can_be_made_the_program_says_so(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"a": incident()}, speakers=PEOPLE, themes=THEMES)
    (tmp_path / "public").write_text("a file", encoding="utf-8")
    result = run("site", "-o", "public")
    assert result.status == 2
    assert "cannot write" in result.err
    assert run("site").status == 2


def test_a_name_that_some_systems_keep_for_themselves_is_refused(corpus: Corpus, run: Run) -> None:
    corpus({"con": incident()}, speakers=PEOPLE, themes=THEMES)
    result = run("site", "-o", "public")
    assert result.status == 2
    assert "`incidents/con.html` cannot be the name of a file on every system" in result.err


def test_an_incident_that_cannot_be_read_has_no_page_and_is_named(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"a": incident(), "b": incident("nobody")}, speakers=PEOPLE, themes=THEMES)
    result = run("site", "-o", "public")
    assert result.status == 0
    assert "left out b" in result.err
    left = files(tmp_path / "public")
    assert "incidents/b.html" not in left
    assert b"not read (1 error)" in left["index.html"]
    assert run("site", "-o", "public", "--strict").status == 2


@pytest.mark.parametrize("slider", [True, False])
def test_few_pages_hold_a_script_and_every_page_forbids_the_rest(
    slider: bool,  # noqa: FBT001
    run: Run,
    tmp_path: Path,
) -> None:
    assert run("site", "-o", "public", "--claims", str(CLAIMS), *([] if slider else ["--no-slider"])).status == 0
    for path, tree in pages(tmp_path / "public"):
        scripts = list(tree.iter("script"))
        assert len(scripts) == (path.name in SCRIPTED or (slider and path.parent.name == "incidents"))
        assert all(each.text and not each.attrib for each in scripts)
        allowed = [f"script-src '{_hash(str(each.text))}'" for each in scripts]
        policy = str(next(each for each in tree.iter("meta") if each.get("http-equiv")).get("content"))
        assert [each for each in policy.split("; ") if each.startswith("script-src")] == allowed
        assert "default-src 'none'" in policy
        assert not [each for each in tree.iter() if each.get("src")]


def test_text_from_claims_is_text_on_every_page_of_a_site(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    evil = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>"
    quoted = json.dumps(evil)
    corpus(
        {
            "a": f"""\
            title: {quoted}
            place: {quoted}
            summary: {quoted}
            questions:
              cause: {{ask: {quoted}, theme: how, answers: {{wire: {quoted}}}}}
              lost: {{ask: {quoted}, kind: number, unit: {quoted}}}
            terms: {{fire: {{burnt: [alert]}}}}
            sources:
              herald: {{publisher: {quoted}, title: {quoted}, published: 2031-03-02, url: "https://x.example/?</script>"}}
            claims:
              - id: one
                speaker: ann
                as: {quoted}
                stance: {{asserts: {{cause: wire, lost: "3"}}}}
                source: herald
                quote: {quoted}
                translation: {quoted}
                locator: {quoted}
                note: {quoted}
              - id: two
                speaker: ann
                stance: {{denies: {{cause: wire}}}}
                condition: {quoted}
                source: herald
                text: {quoted}
            """
        },
        speakers=f"speakers:\n  ann: {{name: {quoted}, role: {quoted}, aliases: [{quoted}]}}\n",
        themes=f"how: {{ask: {quoted}, answers: {{wire: {quoted}}}}}\n",
    )
    result = run("site", "-o", "public")
    assert "0 unchanged" in result.err, result.err
    found = 0
    for path, tree in pages(tmp_path / "public"):
        assert not list(tree.iter("img"))
        assert len(list(tree.iter("script"))) == (path.name in SCRIPTED)
        shown = "".join("".join(each.itertext()) for each in tree.iter("main"))
        found += shown.count(evil)
        title = tree.find(".//title")
        assert title is not None
        assert path.name in SCRIPTED or title.text == evil
    assert found > 20


def test_progress_is_for_a_terminal_only(run: Run, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "claims", tmp_path / "claims")
    assert "\r" not in run("site", "-o", "public").err
    words = ["-m", "claimcheck", "site", "-o", "again"]
    child = pexpect.spawn(sys.executable, words, cwd=tmp_path, timeout=60, encoding="utf-8")
    child.expect(pexpect.EOF)
    shown = str(child.before)
    assert "pages in again" in shown  # how far it is, is told of long runs only: tests/test_progress.py


def test_a_page_of_a_speaker_says_dates_and_numbers_in_words_with_their_unit(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", str(tmp_path / "public"), cwd=FIXTURES).status == 0
    page = (tmp_path / "public" / "speakers" / "harbour-captain.html").read_text(encoding="utf-8")
    assert "says: 3–4 Mar 2031 (When did the fire begin?); 100 to 120 crates (" in page


# search, and day by day


GROWING = """\
    title: A fire
    disputants: [ann, bob]
    questions:
      cause: {ask: How did it begin?, answers: {wire: A wire., match: A match.}}
      watch: {ask: Was it watched?, answers: {watched: It was.}}
    sources:
      herald: {publisher: Herald, published: 2031-03-02}
      radio: {publisher: Radio, published: 2031-03-04}
      kurier: {publisher: Kurier, published: 2031-03-07}
      leaflet: {publisher: Leaflet, published: 2031~}
    claims:
      - {id: one, speaker: ann, stance: {asserts: {cause: wire}}, source: herald, quote: Ein Draht}
      - {id: two, speaker: bob, stance: {asserts: {cause: match}}, source: radio, quote: Es war Köhler}
      - {id: three, speaker: ann, stance: {denies: {cause: match}}, source: kurier, text: No match.}
      - {id: four, speaker: bob, stance: {asserts: {watch: watched}}, source: leaflet, text: Watched.}
"""


def spells(page: Element) -> dict[str, list[tuple[int, int, str]]]:
    """Of each thing, what holds from which moment to which."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    thing = ""
    (course,) = (each for each in page.iter("div") if each.get("class") == "course")
    for each in course:
        words = " ".join("".join(each.itertext()).split())
        if each.tag == "div":
            place = (int(str(each.get("data-first"))), int(str(each.get("data-last"))))
            found[thing].append((*place, words))
        else:
            thing = words
            found[thing] = []
    return found


def test_what_a_day_shows_is_what_the_program_says_of_that_day(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"a": GROWING}, speakers=PEOPLE)
    assert run("site", "-o", "public").status == 0
    page = dict(pages(tmp_path / "public"))[tmp_path / "public/incidents/a.html"]
    (course,) = (each for each in page.iter("div") if each.get("class") == "course")
    assert json.loads(str(course.get("data-moments"))) == ["2 Mar 2031", "4 Mar 2031", "7 Mar 2031"]
    assert spells(page) == {
        "What could be read": [
            (0, 0, "From 2 Mar 2031: 1 of 4 claims; new: one. 1 claim cannot be ordered against this day."),
            (1, 1, "From 4 Mar 2031: 2 of 4 claims; new: two. 1 claim cannot be ordered against this day."),
            (2, 2, "From 7 Mar 2031: 3 of 4 claims; new: three. 1 claim cannot be ordered against this day."),
        ],
        "How did it begin?": [
            (0, 0, "From 2 Mar 2031 — one-sided A wire: said by Ann No statement recorded: Bob"),
            (1, 1, "From 4 Mar 2031 — contested A wire: said by Ann A match: said by Bob"),
            (2, 2, "From 7 Mar 2031 — contested A wire: said by Ann A match: said by Bob; denied by Ann"),
        ],
        "Was it watched?": [(0, 2, "From 2 Mar 2031 — open No statement recorded: Ann")],
    }


def test_every_day_of_the_shipped_incidents_is_that_of_contrast(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", "public", "--claims", str(CLAIMS)).status == 0
    for path, page in pages(tmp_path / "public" / "incidents"):
        (course,) = (each for each in page.iter("div") if each.get("class") == "course")
        moments = json.loads(str(course.get("data-moments")))
        told = spells(page)
        for at in sorted({0, len(moments) // 2, len(moments) - 1}):
            day = datetime.strptime(moments[at], "%d %b %Y").replace(tzinfo=UTC).date().isoformat()
            answer = run("contrast", path.stem, "--as-of", day, "--claims", str(CLAIMS), "--format", "json").out
            for question in json.loads(answer)["questions"]:
                stretches = told[" ".join(question["ask"].split())]
                (now,) = (words for first, last, words in stretches if first <= at <= last)
                assert f" — {STATE_TITLES[State(question['state'])].lower()}" in now, (path.stem, day, question["ask"])


def test_a_course_of_many_days_shows_some_and_says_so(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    sources = "\n".join(
        f"      s{each}: {{publisher: P, published: 2031-{each // 28 + 1:02}-{each % 28 + 1:02}}}"
        for each in range(150)
    )
    claims = "\n".join(
        f"      - {{id: c{each}, speaker: ann, stance: {{asserts: {{cause: wire}}}}, source: s{each}, text: T{each}.}}"
        for each in range(150)
    )
    head = "    title: A\n    questions:\n      cause: {ask: How?, answers: {wire: A wire.}}\n"
    corpus({"a": f"{head}    sources:\n{sources}\n    claims:\n{claims}\n"}, speakers=PEOPLE)
    assert run("site", "-o", "public").status == 0
    page = (tmp_path / "public/incidents/a.html").read_text(encoding="utf-8")
    assert "Of 150 such days 60 are shown." in page
    assert page.count("data-first=") == 61
    assert "150 of 150 claims" in page


def test_the_search_page_holds_every_claim_once(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", "public", "--claims", str(CLAIMS)).status == 0
    page = dict(pages(tmp_path / "public"))[tmp_path / "public/search.html"]
    places = [str(each.get("href")) for each in page.iter("a") if "#claim-" in str(each.get("href"))]
    listed = json.loads(run("list", "claims", "--claims", str(CLAIMS), "--format", "json").out)["items"]
    assert sorted(places) == sorted(f"incidents/{each['incident']}.html#claim-{each['id']}" for each in listed)


def test_without_the_slider_a_page_is_as_it_was(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus({"a": GROWING}, speakers=PEOPLE)
    assert run("site", "-o", "plain", "--no-slider").status == 0
    page = (tmp_path / "plain/incidents/a.html").read_text(encoding="utf-8")
    assert "day-by-day" not in page
    assert "<script" not in page
    assert (tmp_path / "plain/search.html").exists()


def test_a_public_site_is_that_of_a_record_in_which_the_rest_never_stood(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    """Neither the search nor the days of the course know of what is withheld."""
    claim = """\
      - id: hidden
        speaker: bob
        stance: {denies: {cause: wire}}
        source: withheld
        quote: Geheim
        sensitivity: restricted
"""
    source = "      withheld: {publisher: Verborgen, published: 2031-03-05, sensitivity: restricted}\n"
    with_it = GROWING.replace("    claims:\n", f"{source}    claims:\n{claim}")
    for name, text in (("with", with_it), ("without", GROWING)):
        corpus({"a": text}, speakers=PEOPLE)
        assert run("site", "-o", name, "--public").status == 0
    assert files(tmp_path / "with") == files(tmp_path / "without")
    every = b"".join(files(tmp_path / "with").values())
    assert b"Geheim" not in every
    assert b"Verborgen" not in every
    assert b"5 Mar 2031" not in every
