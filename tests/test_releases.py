"""What two public releases tell together: each thing is named, and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.exchange import FORMATS
from claimcheck.model.collection import Collection
from claimcheck.reasoning.publication import publish
from claimcheck.reasoning.releases import Release, Told, What, passages, released, told
from tests import invention
from tests.conftest import Corpus, Golden, Run
from tests.test_revision import commit, git

SPEAKERS = """
speakers:
  piet-aal: {name: Piet Aal, role: crane driver of the night shift}
  chair: {name: Marta Olin}
"""
QUAY = """
title: The strike on the quay
summary: The quay was shut, said Piet Aal.
questions:
  began: {ask: Who shut the quay?, answers: {port: The port shut it., workers: The workers shut it.}}
  hurt: {ask: Was anybody hurt?, answers: {yes: Somebody was., no: Nobody was.}}
sources:
  herald: {publisher: Sarn Herald, published: 2031-05-02, language: en}
  memo: {publisher: Night Notebook of the union, published: 2031-05-02, language: en}
claims:
  - id: piet-port
    speaker: piet-aal
    stance: {asserts: {began: port}}
    source: herald
    quote: It was the port that shut it
  - id: chair-workers
    speaker: chair
    stance: {asserts: {began: workers}}
    source: herald
    quote: The workers shut it, all of them
  - id: chair-hurt
    speaker: chair
    stance: {asserts: {hurt: yes}}
    source: memo
    quote: Two men were hurt on that night
  - id: chair-again
    speaker: chair
    stance: {asserts: {began: workers}}
    source: herald
    quote: We shut it ourselves, and were right
"""
PROTECTED = SPEAKERS.replace("night shift}", "night shift, known_as: a worker}")
WITHHELD = QUAY.replace("of the union,", "of the union, sensitivity: internal,")


def before(corpus: Corpus, speakers: str = SPEAKERS, incident: str = QUAY) -> Path:
    """A collection in a repository, committed once."""
    folder = corpus({"quay": incident}, speakers=speakers).parent
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


def against(run: Run, old: str = "HEAD") -> tuple[int, str, str]:
    result = run("export", "csv", "--public", "--against", old)
    return result.status, result.out, result.err


def test_each_thing_that_two_releases_tell_is_named_and_nothing_is_written(
    corpus: Corpus, run: Run, golden: Golden, tmp_path: Path
) -> None:
    before(corpus)
    corpus({"quay": WITHHELD.partition("  - id: chair-again")[0]}, speakers=PROTECTED)
    for command in (["report", "quay"], ["report", "--all"], ["site"], ["export", "jsonl"], ["export", "sqlite"]):
        result = run(*command, "--public", "--against", "HEAD", "-o", str(tmp_path / "out"))
        assert (result.status, result.out) == (1, "")
        assert not (tmp_path / "out").exists()
        golden("against.err.txt", result.err)


@pytest.mark.parametrize("name", [*FORMATS, "md", "html", "json", "table", "site", "claims"])
def test_an_earlier_copy_may_be_in_any_format(name: str, corpus: Corpus, run: Run, tmp_path: Path) -> None:
    folder = before(corpus)
    copy = str(tmp_path / f"copy{FORMATS[name].suffix if name in FORMATS else f'.{name}'}")
    if name == "claims":
        (folder / "claims").rename(copy)
    elif name == "site":
        assert run("site", "--public", "-o", copy).status == 0
    else:
        command = ["export", name] if name in FORMATS else ["report", "quay", "--format", name]
        assert run(*command, "--public", "-o", copy).status == 0
    corpus({"quay": WITHHELD}, speakers=PROTECTED)
    status, out, err = against(run, copy)
    assert (status, out) == (1, ""), err
    if name not in ("csl-json", "biblatex"):  # which hold sources only
        assert "piet-aal: hidden now, and named in the earlier release" in err
        assert "piet-aal: the earlier release names whom the later one shows under another name" in err
        assert "claim quay/chair-hurt" in err
    assert "source quay/memo" in err or name in ("dot", "argdown", "table"), err
    assert "chair-workers" not in err
    assert "chair-again" not in err


def test_a_table_of_parquet_may_be_the_earlier_copy(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    before(corpus)
    assert run("export", "parquet", str(tmp_path / "tables"), "--public").status == 0
    corpus({"quay": WITHHELD}, speakers=PROTECTED)
    assert "claim quay/chair-hurt" in against(run, str(tmp_path / "tables"))[2]


ADDED = """
  - {id: new, speaker: chair, stance: {asserts: {hurt: no}}, source: herald, quote: "Nobody, I think, was hurt at all"}
"""


@pytest.mark.parametrize(
    "incident",
    [
        QUAY,
        QUAY.rstrip() + ADDED,
        QUAY.replace("id: chair-hurt", "id: hurt-in-memo"),
        QUAY.replace("The workers shut it, all", "The workers have shut it, all"),
        QUAY.replace("said Piet Aal", "said a worker"),
        QUAY.replace("source: herald\n    quote: We", "source: herald\n    note: Heard twice.\n    quote: We"),
    ],
)
def test_where_nothing_is_hidden_nothing_is_told(incident: str, corpus: Corpus, run: Run) -> None:
    before(corpus)
    corpus({"quay": incident})
    status, out, err = against(run)
    assert (status, err) == (0, "claimcheck: nothing had to be withheld\n")
    assert out == run("export", "csv", "--public").out


def test_what_was_hidden_in_both_is_told_by_neither(corpus: Corpus, run: Run) -> None:
    before(corpus, PROTECTED, WITHHELD)
    corpus({"quay": WITHHELD.rstrip() + ADDED})
    assert against(run)[0] == 0


def test_another_name_for_the_same_words_links_the_two(corpus: Corpus, run: Run) -> None:
    before(corpus, PROTECTED)
    corpus(speakers=PROTECTED.replace("a worker", "a docker"))
    status, _, err = against(run)
    assert status == 1
    assert err.startswith(
        "speaker piet-aal: has another `known_as` in each release; the words of `quay/piet-port` stand in both\n"
    )
    assert "tell one thing" in err


def test_who_is_named_again_is_unmasked_in_the_earlier_release(corpus: Corpus, run: Run) -> None:
    before(corpus, PROTECTED)
    corpus(speakers=SPEAKERS)
    status, _, err = against(run)
    assert status == 1
    assert err.startswith("speaker piet-aal: the later release names whom the earlier one shows under another name;")
    assert "tell one thing" in err


def test_who_was_left_out_altogether_may_be_named_later(corpus: Corpus, run: Run) -> None:
    before(corpus, PROTECTED.replace("known_as: a worker", "sensitivity: internal"))
    corpus(speakers=SPEAKERS)
    assert against(run)[0] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--public", "--against", "nowhere"], "`nowhere` is neither a file or folder nor a revision"),
        (["--public", "--against", "--output=x"], "is neither a file or folder nor a revision"),
        (["--against", "HEAD"], "--against compares what is public"),
        (["--public", "--against", "main-line"], "`main-line` is a path and a revision"),
        (["--public", "--against", "broken.db"], "`broken.db` of the earlier release cannot be read"),
        (["--public", "--against", "folder"], "`a/x.png` of the earlier release is no text"),
    ],
)
def test_what_names_no_release_is_refused(words: list[str], message: str, corpus: Corpus, run: Run) -> None:
    folder = before(corpus)
    git(folder, "branch", "main-line")
    (folder / "main-line").write_text("x")
    (folder / "broken.db").write_bytes(b"SQLite format 3\0" + b"x" * 100)
    (folder / "folder" / "a").mkdir(parents=True)
    (folder / "folder" / "a" / "x.png").write_bytes(b"\x89PNG\r\n\xff\xfe")
    result = run("export", "csv", *words)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_a_revision_that_could_not_be_published_is_no_release(corpus: Corpus, run: Run) -> None:
    before(corpus, PROTECTED, QUAY.replace("title: The strike", "title: The strike of Aal"))
    corpus({"quay": QUAY})
    status, _, err = against(run)
    assert status == 2
    assert "of `HEAD` nothing could be published" in err


def test_answers_are_given_anew_for_a_revision_may_move(corpus: Corpus, run: Run) -> None:
    folder = before(corpus)
    corpus(speakers=PROTECTED)
    assert against(run)[0] == 1
    commit(folder)
    assert against(run)[0] == 0


@settings(max_examples=60)
@given(st.data())
def test_what_is_withheld_since_is_told_and_nothing_else(data: st.DataObject) -> None:
    made = [
        each | {"quote": f"{each['quote']}, in the words no {number}"}
        for number, each in enumerate(data.draw(invention.claims()))
    ]
    old = invention.read(invention.written(made))
    hidden = {each["id"] for each in made if data.draw(st.booleans())}
    new = invention.read(
        invention.written([each | ({"sensitivity": "internal"} if each["id"] in hidden else {}) for each in made])
    )
    shown = publish(new).collection
    there = {each.id for incident in shown.incidents.values() for each in incident.claims}
    found = pair(released(old), new, shown)
    assert {each.of.rpartition("/")[2] for each in found if each.of.startswith("claim ")} == {
        each["id"] for each in made
    } - there
    assert {each.what for each in found} <= {What.HIDDEN}
    assert told(released(new), new, shown) == ()
    assert pair(Release(tuple(passages(shown))), new, shown) == ()


def pair(earlier: Release, new: Collection, shown: Collection) -> tuple[Told, ...]:
    """What is told, which does not depend on the order of the passages."""
    found = told(earlier, new, shown)
    assert told(replace(earlier, passages=earlier.passages[::-1]), new, shown) == found
    return found
