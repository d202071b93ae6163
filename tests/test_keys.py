"""Each key says once, on its field, what it is; what it says is what is done with it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import claimcheck
from claimcheck.model.claim import Claim
from claimcheck.model.collection import RECORDS, Collection
from claimcheck.model.fields import Model
from claimcheck.model.keys import Declared, Key, Public, declared
from claimcheck.reasoning import publication
from claimcheck.store.load import load
from tests.test_reasoning import Texts

SPEAKERS = """
parties:
  piet-aal-family: {name: family of Piet Aal, note: They know Piet Aal.}
  port: {name: Port}
speakers:
  piet-aal:
    name: Piet Aal
    known_as: a worker
    party: piet-aal-family
    role: crane driver by night
    aliases: [Aaltje]
    note: lives on the third floor
  captain:
    {name: Ilse Brandt, party: piet-aal-family, role: friend of Piet Aal, aliases: ["Aal's friend", Brandt], note: N}
  chorus: {name: the crowd, unnamed: true, body: true, note: Piet Aal stood in it}
  clerk: {name: Lena Vos, sensitivity: internal}
  herald: {name: Herald}
"""
THEMES = "seen: {ask: Was Piet Aal seen?, answers: {yes: Piet Aal was.}, note: Asked by Piet Aal.}"
INCIDENT = """
title: The night of Piet Aal
date: 2031-05-01
place: quay of Piet Aal
countries: [NO]
disputants: [quay, piet-aal-family]
sides: {quay: {name: Quay of Piet Aal, parties: [port, piet-aal-family], note: Piet Aal drew it.}}
summary: It was dark, and Piet Aal was there.
note: Ask Piet Aal.
questions:
  seen:
    ask: Was Piet Aal seen?
    theme: seen
    exclusive: false
    changes: true
    answers:
      yes: Piet Aal was.
      twice: {is: Piet Aal was seen twice., within: yes, excludes: [once]}
      once: Once.
    note: Of Piet Aal
  count: {ask: How many?, kind: number, unit: friends of Piet Aal}
terms: {seeing: {seen: [seen], aal-caught: [caught]}}
sources:
  paper:
    publisher: Paper
    title: Piet Aal at night
    published: 2031-05-02
    language: en
    url: https://paper.example/piet-aal
    archived: https://archive.example/piet-aal
    accessed: 2031-05-03
    derived_from: [aal-wire, speaker:clerk, speaker:herald]
    saved: {file: aal.html, sha256: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}
    note: From Piet Aal.
  aal-wire:
    publisher: Wire
    title: A night
    published: 2031-05-02
    url: https://wire.example/1
    archived: https://archive.example/1
  diary: {publisher: Diary of Piet Aal, published: 2031-05-02}
claims:
  - id: aal-saw
    speaker: piet-aal
    as: the man from the third floor
    stance: {asserts: {seen: yes}}
    source: aal-wire
    text: Said so.
    reviewed: "aaaaaaaaaaaaaaaa"
  - id: captain-told
    speaker: captain
    as: the captain of the quay
    via: [piet-aal]
    party: piet-aal-family
    stance:
      {asserts: {seen: yes}, implies: {count: 3}, concedes: {seen: yes}, suggests: {seen: yes}, precludes: {seen: once},
       withholds: count}
    condition: if Piet Aal agrees
    said: 2031-05-02
    holds_on: 2031-05-01
    source: paper
    also_in: [aal-wire]
    locator: page 3
    prefix: then
    suffix: and then
    text: Piet Aal was seen.
    language: en
    restates: aal-saw
    replaces: aal-saw
    note: Piet Aal will not like it.
  - id: crowd
    speaker: chorus
    as: friends of Aal
    stance: {denies: {seen: yes}, doubts: {seen: yes}, comments: [aal-saw, seen]}
    source: paper
    prefix: and Aal
    suffix: to Aal
    locator: page of Aal
    quote: We saw nobody
    unrelated_terms: [seen, aal-caught]
    translation: We did not
  - {id: of-aal, speaker: chorus, stance: {denies: {seen: yes}}, source: paper, quote: Aal left}
  - {id: in-other-words, speaker: chorus, stance: {denies: {seen: yes}}, source: paper, quote: X, translation: Aal left}
  - {id: in-a-diary, speaker: chorus, stance: {denies: {seen: yes}}, source: diary, text: Nobody.}
  - {id: of-vos, speaker: chorus, stance: {denies: {seen: yes}}, source: paper, text: Lena Vos did it}
  - {id: by-vos, speaker: clerk, stance: {denies: {seen: yes}}, source: paper, text: Nobody, said: 2031-05-02}
  - {id: for-vos, speaker: chorus, party: clerk, stance: {denies: {seen: yes}}, source: paper, text: Nobody}
  - {id: through-vos, speaker: chorus, via: clerk, stance: {denies: {seen: yes}}, source: paper, text: Nobody}
"""

HELD_OTHERWISE = {
    "Speaker.name": "a protected speaker's is made of `known_as`",
    "Speaker.sensitivity": "only what is public is left",
    "Source.sensitivity": "only what is public is left",
    "Claim.sensitivity": "only what is public is left",
    "Claim.unrelated_terms": "has those of the terms that are shown",
    "Claim.draft": "only what is no draft is left",
    "Question.theme": "a theme keeps its id, and goes with the questions that ask it",
    "Saved.file": "goes with the whole of `saved`",
    "Saved.sha256": "goes with the whole of `saved`",
}
"""Keys whose rule alone changes nothing, and why."""


def collection() -> Collection:
    return load(Texts({"speakers.yaml": SPEAKERS, "themes.yaml": THEMES, "incidents/a.yaml": INCIDENT})).collection


def public(whole: Collection) -> str:
    """All that a public copy holds."""
    shown = publication.publish(whole).collection
    records = {**shown.speakers, **shown.parties, **shown.themes, **shown.incidents}
    return json.dumps([[name, each.as_json()] for name, each in records.items()])


def keys() -> Iterator[tuple[type[Model], Declared]]:
    for model in RECORDS:
        for each in declared(model):
            yield model, each


def name(model: type[Model], each: Declared) -> str:
    return f"{model.__name__}.{each.name}"


def with_rule(monkeypatch: pytest.MonkeyPatch, changed: type[Model], attribute: str, rule: Public) -> None:
    def instead(model: type[Model]) -> tuple[Declared, ...]:
        found = declared(model)
        if model is not changed:
            return found
        return tuple(
            each._replace(key=replace(each.key, public=rule)) if each.attribute == attribute else each for each in found
        )

    monkeypatch.setattr(publication, "declared", instead)


@pytest.mark.parametrize("model", RECORDS, ids=lambda each: each.__name__)
def test_every_key_says_what_it_is(model: type[Model]) -> None:
    for field in model.model_fields.values():
        assert [each for each in field.metadata if isinstance(each, Key)], field


def test_a_key_that_says_nothing_is_withheld() -> None:
    class Bare(Model):
        tone: str | None = None

    class Needed(Model):
        tone: str

    assert [each.key.public for each in declared(Bare)] == [Public.WITHHELD]
    with pytest.raises(TypeError, match=r"Needed\.tone is needed, and has no rule for publication"):
        declared(Needed)


@pytest.mark.parametrize(
    ("model", "each"),
    [
        pytest.param(model, each, id=name(model, each))
        for model, each in keys()
        if name(model, each) not in HELD_OTHERWISE and not each.required
    ],
)
def test_a_key_whose_rule_is_taken_away_is_withheld_and_is_missed(
    model: type[Model], each: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every rule that shows something shows something here."""
    whole = collection()
    if each.key.public is Public.WITHHELD:
        pytest.skip("is withheld as it is")
    before = public(whole)
    with_rule(monkeypatch, model, each.attribute, Public.WITHHELD)
    assert public(whole) != before


@pytest.mark.parametrize(
    ("model", "each"),
    [
        pytest.param(model, each, id=name(model, each))
        for model, each in keys()
        if name(model, each) not in HELD_OTHERWISE and each.key.public not in (Public.OPEN, Public.PARTS)
    ],
)
def test_a_key_that_would_be_shown_as_it_is_gives_somebody_away(
    model: type[Model], each: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every rule that hides something hides something here."""
    whole = collection()
    before = public(whole)
    assert [word for word in ("aal", "vos", "clerk", "third floor") if word in before.lower()] == []
    with_rule(monkeypatch, model, each.attribute, Public.OPEN)
    assert public(whole) != before


# --- no other list of keys

_LAID_OUT = "names, in an order that others rely on, what it lays out; every other key follows of itself (`MORE`)"
LISTS = {
    "tasks/likely.py": "what a word may be, by kind",
    "tasks/asking.py": "keys that nobody is asked for",
    "blocks.py": "a quotation on a page, of anything",
    "cli/add.py": "what `add` adds, not keys",
    "cli/options.py": "what claims are filtered by",
    "copies/quotations.py": "a quotation found in a saved copy",
    "exchange/argdown.py": _LAID_OUT,
    "exchange/csl_json.py": "fields of CSL",
    "exchange/from_annotations.py": "keys of a claim, from a selector of an annotation",
    "exchange/from_claimreview.py": "keys of a claim, from a ClaimReview",
    "exchange/from_bibtex.py": "keys of a source, from fields of BibTeX",
    "exchange/from_export.py": "keys of a claim and its source, from columns of our own exports",
    "exchange/from_csl_json.py": "keys of a source, from fields of CSL",
    "exchange/graph.py": _LAID_OUT,
    "exchange/jsonl.py": _LAID_OUT,
    "exchange/plan.py": "the keys of a row whose speakers may be new",
    "exchange/rows.py": _LAID_OUT,
    "exchange/sheets.py": "what a coder sees of a claim, in the order of the sheet",
    "exchange/tables.py": _LAID_OUT,
    "pages/changes.py": "what a line has room for of a claim that came or went",
    "reasoning/publication.py": "what is counted of what was withheld, by kind of thing",
    "reasoning/statements.py": "what follows from a claim for one answer",
    "store/merge/three.py": "keys that are merged as one, in a program that git starts and that loads no model",
    "tasks/adding.py": "what a claim cannot be without",
    "views/agreement.py": "what is shown of a claim on which coders disagree",
    "views/claims.py": _LAID_OUT,
    "views/listing.py": "filters, and a row of sources",
    "views/recode.py": "what a second coder may see of a claim, and nothing else",
    "views/similar.py": "what is compared of two claims",
}
"""Where else three keys of a claim are named together, and why."""


def named_together(node: ast.AST) -> set[object]:
    """The words that a literal or the fields of a class name."""
    match node:
        case ast.Dict():
            return {each.value for each in node.keys if isinstance(each, ast.Constant)}
        case ast.Set() | ast.Tuple() | ast.List():
            return {each.value for each in node.elts if isinstance(each, ast.Constant)}
        case ast.ClassDef():
            fields = [each.target for each in node.body if isinstance(each, ast.AnnAssign)]
            return {each.id.rstrip("_") for each in fields if isinstance(each, ast.Name)}
    return set()


def test_no_other_list_of_keys_is_kept_by_hand() -> None:
    """A key that is added to the model would be missing from it."""
    names = {each.name for each in declared(Claim)}
    room = Path(claimcheck.__file__).parent
    found = {
        path.relative_to(room).as_posix()
        for path in sorted(room.rglob("*.py"))
        if path.relative_to(room).parts[0] != "model"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if len(named_together(node) & names) >= 3
    }
    assert sorted(found ^ set(LISTS)) == [], "read it from the model, or say here why it has to be another list"
