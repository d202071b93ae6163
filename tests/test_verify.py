"""`verify`: every outcome is told apart and counted, and nothing outside of the folder of copies is read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from claimcheck.copies import folder
from claimcheck.copies.readers.reading import Reading
from claimcheck.model.source import Source
from tests.conftest import Corpus, Golden, Run
from tests.sarn import SPEAKERS, THEMES

INCIDENT = """
title: Fire in warehouse 4 of Sarn harbour
questions:
  cause:
    ask: How did the fire begin?
    theme: accident-or-arson
    answers: {accident: Old wiring caught fire., set: Somebody set the fire.}
sources:
  herald: {publisher: Sarn Herald, published: 2031-03-06, language: en}
  radio: {publisher: Coast Radio, published: 2031-03-06, language: en}
  kurier: {publisher: Küstenkurier, published: 2031-03-07, language: de}
  leaflet: {publisher: Dockers' Union of Sarn, published: 2031-03-08}
claims:
  - id: captain-wiring
    speaker: harbour-captain
    stance: {asserts: {cause: accident}}
    source: herald
    quote: It was an accident [sic] … nothing more

  - id: union-not-arson
    speaker: union-chair
    stance: {denies: {cause: set}}
    source: radio
    also_in: [herald]
    quote: Nobody set anything on fire

  - id: captain-blames
    speaker: harbour-captain
    stance: {comments: [cause]}
    source: radio
    quote: We could only repeat such things under pressure

  - id: chief-fire
    speaker: fire-chief
    stance: {comments: [cause]}
    source: radio
    quote: The fire was hot

  - id: captain-de
    restates: captain-wiring
    source: kurier
    quote: Es war ein Unfall

  - id: captain-again
    restates: captain-wiring
    source: leaflet

  - id: chief-inquiry
    speaker: fire-chief
    stance: {comments: [cause]}
    source: radio
    text: Said that an inquiry had been opened.

  - id: radio-draft
    speaker: coast-radio
    source: radio
    quote: Words that stand nowhere
    draft: true
"""
HERALD = """It was an\u00a0accident, said the captain,
the old wiring – nothing more.

Olin: ‘Nobody set anything on fire.’
"""
RADIO = """<!DOCTYPE html><meta charset=utf-8><body><h1>The fire was hot</h1>
<p>“Nobody set any<b>thing</b> on fire,” she said.</p><p>The fire was hot, the chief said, and nobody had the keys.</p>
<p>They could make such things only under moral pressure.</p></body>"""


@pytest.fixture
def sarn(corpus: Corpus, tmp_path: Path) -> Path:
    """A collection with copies of two of its sources; the folder that holds both."""
    corpus({"fire": INCIDENT}, SPEAKERS, THEMES)
    folder = tmp_path / "copies" / "fire"
    folder.mkdir(parents=True)
    (folder / "herald.txt").write_text(HERALD, encoding="utf-8")
    (folder / "radio.html").write_text(RADIO, encoding="utf-8")
    return tmp_path


def outcomes(run: Run, *words: str) -> dict[tuple[str, str], str]:
    answer = json.loads(run("verify", *words, "--format", "json").out)
    return {(each["claim"], each["source"].removeprefix("fire/")): each["outcome"] for each in answer["items"]}


@pytest.mark.usefixtures("sarn")
def test_every_quote_is_looked_for_in_every_source_that_prints_it(run: Run) -> None:
    assert outcomes(run) == {
        ("fire/captain-wiring", "herald"): "matched",
        ("fire/union-not-arson", "radio"): "matched",
        ("fire/union-not-arson", "herald"): "matched",
        ("fire/captain-blames", "radio"): "not-found",
        ("fire/chief-fire", "radio"): "not-unique",
        ("fire/captain-de", "kurier"): "no-copy",
        ("fire/captain-again", "leaflet"): "no-quote",
        ("fire/chief-inquiry", "radio"): "no-quote",
    }


@pytest.mark.usefixtures("sarn")
def test_the_record_is_what_other_programs_were_promised(run: Run) -> None:
    answer = json.loads(run("verify", "--format", "json").out)
    assert list(answer) == ["schema", "items", "counts", "sources", "left_out"]
    assert answer["schema"] == "claimcheck/verify/1"
    assert all(
        list(each) == ["claim", "source", "outcome", "at", "closest", "passed", "rest", "allowed"]
        for each in answer["items"]
    )
    assert answer["counts"] == {
        "matched": 3, "not-found": 1, "not-unique": 1, "copy-changed": 0, "no-copy": 1, "no-quote": 2
    }  # fmt: skip
    first = answer["items"][0]
    assert first["closest"] is None
    assert first["at"] == {"start": 0, "end": HERALD.index("."), "line": 1, "times": 1, "where": "line 1"}
    lost = next(each for each in answer["items"] if each["outcome"] == "not-found")
    assert lost["at"] is None
    assert lost["closest"]["why"] == "other-words"
    assert lost["closest"]["text"] == "They could make such things only under moral pressure"
    assert lost["closest"]["diff"][0] == {"same": False, "one": "We", "other": "They"}


@pytest.mark.usefixtures("sarn")
@pytest.mark.parametrize("columns", [80, 200])
def test_the_page_looks_as_it_was_read_last(columns: int, run: Run, golden: Golden) -> None:
    result = run("verify", columns=columns)
    assert result.status == 1
    golden(f"verify.{columns}.txt", result.out)


@pytest.mark.usefixtures("sarn")
def test_the_full_page_shows_what_matched(run: Run, golden: Golden) -> None:
    golden("verify-full.md", run("verify", "--full", "--format", "md").out)


def test_nothing_that_was_looked_at_is_no_failure_and_is_said(sarn: Path, run: Run) -> None:
    (sarn / "copies" / "fire" / "herald.txt").unlink()
    (sarn / "copies" / "fire" / "radio.html").unlink()
    result = run("verify")
    assert result.status == 0
    said = " ".join(result.out.split())
    assert "0 quotes stand word for word in their saved copies. 0 quotes were not found." in said
    assert "6 quotes of 3 sources have no saved copy. 2 claims have no quote." in said


@pytest.mark.usefixtures("sarn")
def test_incidents_and_the_folder_can_be_named(sarn: Path, run: Run) -> None:
    (sarn / "copies").rename(sarn / "elsewhere")
    result = run("verify", "fire")
    assert "no folder `copies/`" in result.err
    assert set(outcomes(run, "fire", "--copies", "elsewhere").values()) >= {"matched", "not-found"}
    assert run("verify", "fire", "--copies", "nowhere").status == 2
    assert run("verify", "flood").status == 2


def test_a_recorded_hash_tells_that_a_copy_has_changed(sarn: Path, run: Run) -> None:
    result = run("verify", "--record")
    assert "recorded 2 hashes in claims/incidents/fire.yaml" in result.err
    written = (sarn / "claims" / "incidents" / "fire.yaml").read_text(encoding="utf-8")
    digest = hashlib.sha256(HERALD.encode()).hexdigest()
    assert f"saved: {{file: fire/herald.txt, sha256: {digest}}}" in written
    assert run("verify", "--record").err == ""
    copy = sarn / "copies" / "fire" / "herald.txt"
    copy.write_text(HERALD.replace("Nobody", "Somebody"), encoding="utf-8")
    found = run("verify", "--record", "--format", "json")
    assert found.status == 1
    items = [each for each in json.loads(found.out)["items"] if each["source"] == "fire/herald"]
    assert {each["outcome"] for each in items} == {"copy-changed"}
    assert [each["at"] is None for each in items] == [False, True]
    assert digest in (sarn / "claims" / "incidents" / "fire.yaml").read_text(encoding="utf-8")
    assert "is no longer there" in run("verify").out


def test_an_anchor_tells_which_of_several_places_is_meant(sarn: Path, run: Run) -> None:
    before = (sarn / "claims" / "incidents" / "fire.yaml").read_text(encoding="utf-8")
    result = run("verify", "--anchor")
    assert "anchored fire/chief-fire at the first of its places, paragraph 1" in result.err
    after = (sarn / "claims" / "incidents" / "fire.yaml").read_text(encoding="utf-8")
    added = [each for each in after.splitlines() if each not in before.splitlines()]
    assert added == ["    suffix: “Nobody set anything on fire,”"]
    assert outcomes(run)["fire/chief-fire", "radio"] == "matched"
    assert run("verify", "--anchor").err == ""


def test_what_no_surroundings_tell_apart_is_named_and_left_alone(sarn: Path, run: Run) -> None:
    block = f"<p>{'word ' * 100} The fire was hot {'word ' * 100}</p>"
    (sarn / "copies" / "fire" / "radio.html").write_text(block * 2, encoding="utf-8")
    before = (sarn / "claims" / "incidents" / "fire.yaml").read_bytes()
    result = run("verify", "--anchor")
    assert "nothing around them tells the places of these quotes apart: fire/chief-fire" in result.err
    assert (sarn / "claims" / "incidents" / "fire.yaml").read_bytes() == before


def test_prefix_and_suffix_that_do_not_fit_are_said_to_be_the_difference(sarn: Path, run: Run) -> None:
    path = sarn / "claims" / "incidents" / "fire.yaml"
    path.write_text(
        path.read_text().replace("quote: The fire was hot", "quote: The fire was hot\n    prefix: Olin said")
    )
    answer = json.loads(run("verify", "--format", "json").out)
    found = next(each for each in answer["items"] if each["claim"] == "fire/chief-fire")
    assert found["outcome"] == "not-found"
    assert found["closest"]["why"] == "other-surroundings"


SAVED = "  radio: {publisher: Coast Radio, published: 2031-03-06, language: en"


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("../secret.txt", "leads out of the folder"),
        ("fire/../../secret.txt", "leads out of the folder"),
        ("/etc/passwd", "leads out of the folder"),
        ("fire/link.txt", "a symbolic link leads out of the folder"),
        ("linked/secret.txt", "a symbolic link leads out of the folder"),
        ("fire/loop.txt", "it cannot be reached"),
        ("fire", "it is not a regular file"),
        ("fire/pipe.txt", "it is not a regular file"),
        ("fire/none.txt", "it is not there"),
        ("fire/latin.txt", "it is not UTF-8 text"),
    ],
)
def test_a_copy_that_cannot_be_had_is_no_copy_and_the_reason_is_told(file: str, why: str, sarn: Path, run: Run) -> None:
    import os  # noqa: PLC0415

    outside = sarn / "outside"
    outside.mkdir()
    for secret in (sarn / "secret.txt", outside / "secret.txt"):
        secret.write_text("Nobody set anything on fire", encoding="utf-8")
    folder = sarn / "copies" / "fire"
    (folder / "link.txt").symlink_to(sarn / "secret.txt")
    (sarn / "copies" / "linked").symlink_to(outside)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "latin.txt").write_bytes("Küste".encode("latin-1"))
    path = sarn / "claims" / "incidents" / "fire.yaml"
    path.write_text(path.read_text().replace(SAVED, f"{SAVED}, saved: {{file: {file}}}"), encoding="utf-8")
    result = run("verify", "--format", "json")
    items: list[dict[str, Any]] = json.loads(result.out)["items"]
    assert next(each for each in items if each["claim"] == "fire/union-not-arson")["outcome"] == "no-copy"
    assert why in result.err
    assert "Traceback" not in result.err


def test_a_link_that_stays_in_the_folder_is_followed(sarn: Path, run: Run) -> None:
    folder = sarn / "copies" / "fire"
    (folder / "radio.html").rename(sarn / "copies" / "shared.html")
    (folder / "radio.html").symlink_to(sarn / "copies" / "shared.html")
    assert outcomes(run)["fire/union-not-arson", "radio"] == "matched"


@pytest.mark.parametrize(
    ("quote", "why", "shown"),
    [
        ("the old wiring … It was an accident", "parts-apart", "the old wiring"),
        ("Olin: 'Everybody set anything on fire'", "other-words", "Olin: ‘Nobody set anything on fire.’"),
        ("It was no accident, said the captain", "other-words", "It was an\u00a0accident, said the captain"),
        ("It was an accident, the captain said, the old wiring", "other-words", None),
    ],
)
def test_the_closest_passage_is_the_one_that_is_meant(quote: str, why: str, shown: str | None, tmp_path: Path) -> None:
    from claimcheck.copies.closest import closest  # noqa: PLC0415
    from claimcheck.copies.folder import Copies  # noqa: PLC0415
    from claimcheck.copies.quotations import Quotation  # noqa: PLC0415

    (tmp_path / "a.txt").write_text(HERALD, encoding="utf-8")
    found = closest(Quotation(quote), Copies(tmp_path).read("a.txt"))
    assert found is not None
    assert found.why == why
    assert shown is None or found.text == shown
    assert HERALD[found.start : found.end] == found.text


def test_where_nothing_is_like_a_quote_nothing_is_shown(sarn: Path, run: Run) -> None:
    path = sarn / "claims" / "incidents" / "fire.yaml"
    path.write_text(path.read_text().replace("We could only repeat such things under pressure", "Жил-был кот"))
    result = run("verify")
    assert "Nothing like it stands in the copy." in result.out


CUT = "We could only repeat such things under pressure"


def cut_short(sarn: Path, comment: str = "") -> None:
    """The captain's words in the copy go on, and turn round."""
    page = f"<p>“{CUT}, but we never did,” he said.</p><p>The fire was hot</p>"
    (sarn / "copies" / "fire" / "radio.html").write_text(page, encoding="utf-8")
    path = sarn / "claims" / "incidents" / "fire.yaml"
    path.write_text(path.read_text().replace("  - id: captain-blames", f"{comment}  - id: captain-blames"))


def test_a_quote_that_leaves_out_what_turns_it_is_a_warning(sarn: Path, run: Run) -> None:
    cut_short(sarn)
    said = " ".join(run("verify").out.split())
    assert "negation, contrast (“never”, “but”) [the quote], but we never did," in said
    assert "1 quote leaves out what turns it round." in said
    found = next(each for each in json.loads(run("verify", "--format", "json").out)["items"] if each["rest"])
    assert found["outcome"] == "matched"
    assert found["rest"]["turns"] == ["negation", "contrast"]


def test_a_reason_lets_a_cut_quote_stand_and_check_knows_the_comment(sarn: Path, run: Run) -> None:
    cut_short(sarn, "  # claimcheck: allow cut-quote -- the rest is about another day\n")
    assert "turns it round" not in " ".join(run("verify").out.split())
    assert "Left out for a reason: the rest is about another day" in run("verify", "--full").out
    assert "allowance" not in run("check").out
    assert "allowance" not in run("check", "--select", "all").out


META = (
    '<!DOCTYPE html><html lang="de"><meta charset="utf-8"><meta property="og:title" content="Fire was hot">'
    '<meta property="article:published_time" content="2031-03-05T23:00:00+01:00">'
    '<link rel="canonical" href="https://radio.example/fire"><body><p>The fire was hot'
)


def test_what_a_copy_says_otherwise_is_a_finding_and_what_is_missing_can_be_recorded(sarn: Path, run: Run) -> None:
    (sarn / "copies" / "fire" / "radio.html").write_text(META, encoding="utf-8")
    (said,) = json.loads(run("verify", "--format", "json").out)["sources"]
    assert said["source"] == "fire/radio"
    assert [(each["field"], each["recorded"], each["copy"]) for each in said["differences"]] == [
        ("published", "2031-03-06", "2031-03-05"),
        ("language", "en", "de"),
    ]
    assert "The copy says otherwise" in run("verify").out
    assert "recorded 2 hashes and 2 things that copies say" in run("verify", "--record").err
    written = (sarn / "claims" / "incidents" / "fire.yaml").read_text(encoding="utf-8")
    assert "title: Fire was hot" in written
    assert "https://radio.example/fire" in written
    assert "published: 2031-03-06" in written
    assert run("check").status == 0


def test_one_copy_serves_many_sources_and_is_read_once(sarn: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (sarn / "copies" / "shared.txt").write_text("The fire was hot. Nobody set anything on fire.", encoding="utf-8")
    path = sarn / "claims" / "incidents" / "fire.yaml"
    text = path.read_text()
    for name in ("herald", "radio"):
        text = text.replace(f"  {name}: {{", f"  {name}: {{saved: {{file: shared.txt}}, ")
    path.write_text(text)
    times: list[str] = []
    read = folder.reading_of

    def counting(name: str, data: bytes, source: Source | None = None) -> Reading:
        times.append(name)
        return read(name, data, source)

    monkeypatch.setattr(folder, "reading_of", counting)
    assert outcomes(run)["fire/union-not-arson", "radio"] == "matched"
    assert times == ["shared.txt"]
