"""There and back: what `export` wrote is read by `import`, and `changes` names what the format cannot hold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.views.changes import changes
from tests.conftest import TESTS, Corpus, Run
from tests.exchange.sarn import SPEAKERS as HOSTILE_SPEAKERS
from tests.exchange.sarn import hostile_incident
from tests.sarn import both, read

WAYS = {
    "csv": ("parties", "speakers", "sources", "claims"),
    "jsonl": ("parties", "speakers", "sources", "questions", "claims"),
    "biblatex": ("sources",),
    "csl-json": ("sources",),
}
"""What comes back from each format, in this order."""
_INCIDENTS = {
    *(
        f"incident-changed {key}"
        for key in ("title", "date", "place", "countries", "disputants", "sides", "summary", "note")
    ),
    *(
        "terms-changed group",
        "terms-changed terms",
        "theme-removed theme",
        "theme-removed ask",
        "theme-removed answers",
    ),
}
_OF_QUESTIONS = {
    *("question-changed theme", "question-changed note", "question-removed question", "question-removed ask"),
    *("question-removed theme", "question-removed changes", "question-removed kind"),
    *(f"answer-removed {key}" for key in ("answer", "question", "text")),
    *(f"answer-changed {key}" for key in ("is", "text", "within", "excludes")),
}
_SILENT = {
    f"speaker-removed {key}" for key in ("speaker", "name", "aliases", "role", "note", "party", "body", "unnamed")
}
_SILENT |= {f"party-removed {key}" for key in ("party", "name", "note")}
_SILENT |= {
    f"source-removed {key}" for key in ("source", "publisher", "title", "published", "language", "url", "archived")
}
_WRITTEN_OR_NOT = {"reattributed as", "reattributed speaker", "reattributed via", "redated said", "restanced stance"}
_WRITTEN_OR_NOT |= {"restanced condition", "reworded language"}
LOST = {
    "jsonl": {
        *(_INCIDENTS | _OF_QUESTIONS | _SILENT | _WRITTEN_OR_NOT),
        *("party-changed note", "source-changed derived_from"),
    },
    "csv": {
        *(_INCIDENTS | _OF_QUESTIONS | _SILENT | _WRITTEN_OR_NOT),
        *("party-changed note", *(f"source-changed {key}" for key in ("derived_from", "language", "note", "accessed"))),
        *(f"source-changed {key}" for key in ("publisher", "title", "published", "url", "archived")),  # of `also_in`
        *(f"speaker-changed {key}" for key in ("aliases", "role", "note", "body", "name", "party", "unnamed")),
    },
    "biblatex": {"source-changed derived_from", "source-changed url", "source-changed published"},
    "csl-json": set(),
}
"""What `changes` may say after the way there and back; docs/reference/exports.md has it in words."""


@pytest.fixture(params=["sarn", "shipped", "hostile"])
def claims(request: pytest.FixtureRequest, corpus: Corpus) -> Path:
    """A collection of Sarn, the one that ships, and one whose words break readers."""
    if request.param == "sarn":
        return both(corpus)
    if request.param == "hostile":
        return corpus({"hostile": hostile_incident()}, speakers=HOSTILE_SPEAKERS)
    made = corpus()
    shutil.copytree(TESTS.parent / "claims", made, dirs_exist_ok=True)
    return made


def emptied(claims: Path) -> Path:
    """Take everything out of a collection but the titles of its incidents; where it is now as it was."""
    old = claims.rename(claims.parent / "before")
    (claims / "incidents").mkdir(parents=True)
    for each in (old / "incidents").glob("*.yaml"):
        head = f"title: {each.stem}\n"
        (claims / "incidents" / each.name).write_text(
            head + "questions: {}\nsources: {}\nclaims: []\n", encoding="utf-8"
        )
    (claims / "speakers.yaml").write_text("speakers: {}\n", encoding="utf-8")
    return old


def differing(old: Path, new: Path) -> dict[str, list[tuple[Any, Any]]]:
    """What `changes` says, by kind and key: then and now."""
    found: dict[str, list[tuple[Any, Any]]] = {}
    before, after = (load(Folder(root, "claims/")).collection for root in (old, new))
    for each in changes(before, after).changes:
        then, now = dict(each.old or {}), dict(each.new or {})
        for key in {*then, *now}:
            if then.get(key) != now.get(key):
                found.setdefault(f"{each.kind} {key}", []).append((then.get(key), now.get(key)))
    return found


def brought(run: Run, file: str, *kinds: str) -> None:
    """Import of a file what it has of some kinds."""
    for kind in kinds:
        result = run("import", file, "--as", kind, "--write")
        assert result.status == 0, result.out + result.err


def test_what_json_lines_hold_comes_back_and_the_rest_is_named(claims: Path, run: Run) -> None:
    (claims.parent / "all.jsonl").write_bytes(run("export", "jsonl").out.encode())
    old = emptied(claims)
    brought(run, "all.jsonl", *WAYS["jsonl"])
    found = differing(old, claims)
    assert {*found} <= LOST["jsonl"]
    never_other_words(found)
    known_again(run, "all.jsonl")


@pytest.mark.parametrize("raw", [False, True])
def test_what_csv_holds_comes_back_and_the_rest_is_named(raw: bool, claims: Path, run: Run) -> None:  # noqa: FBT001
    """Of questions it has the ids alone: these come from JSON lines here."""
    (claims.parent / "all.csv").write_bytes(run("export", "csv", *(["--raw"] if raw else [])).out.encode())
    (claims.parent / "all.jsonl").write_bytes(run("export", "jsonl").out.encode())
    old = emptied(claims)
    brought(run, "all.csv", "parties", "speakers", "sources")
    brought(run, "all.jsonl", "questions")
    brought(run, "all.csv", "claims")
    found = differing(old, claims)
    unseen = {"reworded quote", "reworded text"} if "hostile" in str([*claims.glob("incidents/*")]) else set()
    assert {*found} - unseen <= LOST["csv"]
    never_other_words(found)
    if not unseen:
        known_again(run, "all.csv")


def never_other_words(found: dict[str, list[tuple[Any, Any]]]) -> None:
    """A claim may say less than it did, or more than was written of it, but never anything else."""
    for kind in _WRITTEN_OR_NOT & {*found}:
        assert all(None in pair for pair in found[kind]), (kind, found[kind])


def known_again(run: Run, file: str) -> None:
    again = json.loads(run("import", file, "--format", "json").out)
    assert len(again["duplicates"]) == again["rows"] > 0


def test_a_table_has_no_questions_and_says_so(corpus: Corpus, run: Run) -> None:
    claims = both(corpus)
    (claims.parent / "all.csv").write_bytes(run("export", "csv").out.encode())
    result = run("import", "all.csv", "--as", "questions")
    assert result.status == 2
    assert "`export csv` writes no questions in words\n`export jsonl` does" in result.err


def test_what_stands_in_the_place_of_what_is_not_told_is_named(corpus: Corpus, run: Run) -> None:
    """Who only relays has no name in CSV, and a source that only repeats no publisher."""
    claims = both(corpus)
    (claims.parent / "all.csv").write_bytes(run("export", "csv").out.encode())
    emptied(claims)
    brought(run, "all.csv", "parties")
    result = run("import", "all.csv", "--as", "speakers")
    assert "the file does not say the `name` of `watchman-sister`; its id stands in the" in result.out
    assert run("import", "all.csv", "--as", "speakers", "--map", "name=speaker").status == 1  # as it was asked for


@pytest.mark.parametrize("form", ["biblatex", "csl-json"])
def test_what_a_bibliography_holds_comes_back_and_the_rest_is_named(form: str, claims: Path, run: Run) -> None:
    file = {"biblatex": "all.bib", "csl-json": "all.json"}[form]
    (claims.parent / file).write_bytes(run("export", form).out.encode())
    old = emptied(claims)
    shutil.copy(old / "speakers.yaml", claims)  # what a source repeats may be an outlet that was not seen
    brought(run, file, *WAYS[form])
    found = {key: each for key, each in differing(old, claims).items() if key.startswith("source-")}
    assert {*found} <= LOST[form]


def test_every_quote_comes_back_from_annotations_at_its_source(corpus: Corpus, run: Run) -> None:
    """As a draft: whose words they are, an annotation has no field for."""
    claims = both(corpus)
    collection = read(claims)
    for name, incident in collection.incidents.items():
        (claims.parent / "quotes.json").write_text(run("export", "annotations", name).out, encoding="utf-8")
        words = ("--incident", name, "--set", "speaker=harbour-captain", "--format", "json")
        plan = json.loads(run("import", "quotes.json", *words).out)
        assert plan["troubles"] == []
        wanted = [
            (each.quote, each.source, each.prefix, each.suffix)
            for each in incident.standing
            if each.quote and incident.sources[each.source].url
        ]
        found = [each["record"] for each in plan["items"]]
        assert [(r["quote"], r["source"], r.get("prefix"), r.get("suffix")) for r in found] == wanted
        assert all(each["draft"] == "true" for each in found)
