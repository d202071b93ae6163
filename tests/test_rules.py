"""The one harness of all rules: their fixtures in `tests/rules/` and the passages in their docstrings.

A fixture is an incident of Sarn. `# want: <rule> <rule>` stands on the lines that must be reported, by these rules and
no others; all other lines must stay silent. Behind a line `# speakers.yaml` or `# themes.yaml` stands a shared file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck.checks.run import Scope as RuleScope
from claimcheck.checks.run import all_rules, on_request, rule_name, run, scope
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from tests.conftest import TESTS, Corpus

FIXTURES = TESTS / "rules"
SARN = TESTS / "fixtures" / "claims"
RULES = {rule_name(rule): rule for rule in all_rules()}
CODING = {
    "agreed-by-implication",
    "doubting-note",
    "loaded-elsewhere",
    "one-answer",
    "quote-of-two-speakers",
    "relayed-without-day",
    "short-quote",
}
"""Notes on how plainly something is coded; fixtures of other rules are as short as can be, and not asked for it."""
_WANT = re.compile(r" *# want: (.+)$")
_PART = re.compile(r"^# (speakers|themes)\.yaml$")

BASE_SPEAKERS = """
parties:
  port: {name: Sarn Port Authority}
  union: {name: Dockers' Union of Sarn}
speakers:
  harbour-captain: {name: Ilse Brandt, party: port}
  port-spokesman: {name: Tomas Reek, party: port}
  union-chair: {name: Marta Olin, party: union}
  night-watchman: {name: Piet Aal}
  sarn-herald: {name: Sarn Herald}
  coast-radio: {name: Coast Radio}
"""
BASE_THEMES = """
accident-or-arson:
  ask: Did it start by accident, or did somebody start it?
  answers: {accident: It started by accident., set: Somebody set it.}
"""
BASE_INCIDENT = """
title: Fire in warehouse 4 of Sarn harbour
questions:
  cause:
    ask: How did the fire begin?
    theme: accident-or-arson
    answers: {accident: Old wiring of the port caught fire., set: Somebody set the fire.}
  began-on: {ask: "When did the fire begin?", kind: date}
  crates: {ask: "How many crates were lost?", kind: number, unit: crates}
sources:
  herald: {publisher: Sarn Herald, published: 2031-03-05, language: en}
  radio: {publisher: Coast Radio, published: 2031-03-06, language: en}
claims: []
"""
HOLM = """
title: A boat off Holm
terms: {the-boat: {hijacked: [hijack*]}}
questions: {}
claims: []
"""
"""Another incident, for the rule that compares incidents."""


@pytest.mark.parametrize("name", sorted(path.stem for path in FIXTURES.glob("*.yaml")))
def test_a_rule_reports_the_wanted_lines_of_its_fixture_and_no_others(name: str, tmp_path: Path) -> None:
    text = (FIXTURES / f"{name}.yaml").read_text(encoding="utf-8")
    claims = tmp_path / "claims"
    shutil.copytree(SARN, claims)
    parts = _parts(text, name)
    if "speakers.yaml" in parts or "themes.yaml" in parts:  # a world of its own
        shutil.rmtree(claims)
        (claims / "incidents").mkdir(parents=True)
    for file, part in parts.items():
        (claims / file).write_text(_WANT.sub("", part), encoding="utf-8")
    wanted = {
        (number, rule)
        for number, line in enumerate(text.splitlines(), 1)
        if (match := _WANT.search(line))
        for rule in match[1].split()
    }
    here = [each for each in _findings(claims, also=name) if each.location.file.removeprefix("claims/") in parts]
    found = {(each.location.line, each.rule) for each in here if each.rule == name or each.rule not in CODING}
    assert found == wanted
    assert any(rule == name for _, rule in wanted), "the fixture never makes its own rule fire"


def test_every_rule_has_a_fixture_and_every_fixture_a_rule() -> None:
    assert {path.stem for path in FIXTURES.glob("*.yaml")} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_docstring_is_a_manual_page(name: str) -> None:
    rule = RULES[name]
    sentence, why, *rest = rule.__doc__.strip().split("\n\n")
    assert sentence.endswith("."), "it begins with one sentence"
    assert "\n" not in sentence
    assert why.endswith("."), "it says why it matters"
    assert [part for part in rest if not part.startswith("    ")] == ["Fails:", "Passes:"]
    assert rule.SEVERITY in Severity
    assert max(map(len, rule.__doc__.splitlines())) <= 120


# a passage of two claims cannot affirm every answer of the question that all passages share


@pytest.mark.parametrize("name", RULES)
def test_the_failing_passage_of_a_docstring_fails_by_its_rule_alone(name: str, corpus: Corpus) -> None:
    found = _of_passage(name, "Fails", corpus)
    assert name in {each.rule for each in found}
    assert {each.rule for each in found if each.severity is not Severity.NOTE} <= {name, "unaffirmed-answer"}


@pytest.mark.parametrize("name", RULES)
def test_the_passing_passage_of_a_docstring_passes(name: str, corpus: Corpus) -> None:
    found = _of_passage(name, "Passes", corpus)
    others = [each for each in found if each.severity is not Severity.NOTE and each.rule != "unaffirmed-answer"]
    assert [each for each in found if each.rule == name] == others == []


def test_rules_about_the_whole_collection_are_left_out_where_only_a_part_was_read(corpus: Corpus) -> None:
    claims = corpus({"fire": BASE_INCIDENT}, BASE_SPEAKERS, BASE_THEMES)
    shared = {name for name, rule in RULES.items() if scope(rule) is RuleScope.COLLECTION}
    assert {each.rule for each in _findings(claims)} >= shared - {"loaded-elsewhere"}
    assert len(shared) > 1
    assert {each.rule for each in _findings(claims, whole=False)}.isdisjoint(shared)


@pytest.mark.parametrize(
    "broken",
    [{"flood": "["}, {"flood": "- a"}, {"flood": "claims: [{id: a}]"}, {"Flood": "title: x"}, {"flood": "claims: x"}],
)
def test_nothing_is_called_unused_while_an_incident_cannot_be_read(broken: dict[str, str], corpus: Corpus) -> None:
    found = _findings(corpus(broken, BASE_SPEAKERS, BASE_THEMES))
    assert found
    assert {each.rule for each in found}.isdisjoint({"unused", "unused-speaker"})


def test_only_rules_of_the_severities_asked_for_are_run(corpus: Corpus) -> None:
    claims = corpus({"fire": BASE_INCIDENT}, BASE_SPEAKERS, BASE_THEMES)
    loaded = load(Folder(claims, "claims/"))
    assert run(loaded.collection, loaded.locate, loaded.incident_of, [Severity.ERROR], whole=True) == []


@pytest.mark.parametrize(
    ("speakers", "incident"),
    [
        ("speakers: {night-watchman: {nam: Piet}}", "claims: [{id: a, speaker: night-watchman, %}]"),
        ("speakers: [", "claims: [{id: a, speaker: night-watchman, party: port, %}]\ndisputants: [union]"),
        ("speakers: []", "claims: [{id: a, speaker: night-watchman, %}]"),
        (None, "questions: {cause: {aks: x}}\nclaims: [{id: a, speaker: sarn-herald, %}]"),
        (None, "questions: []\nclaims: [{id: a, speaker: sarn-herald, %}]"),
        (None, "sources: {herald: {publisher: []}}\nclaims: [{id: a, speaker: sarn-herald, %}]"),
        (None, "claims: [{id: a, speaker: sarn-herald, %, restates: b}, {id: b, speker: sarn-herald}]"),
        (None, "claims: [{id: a, speaker: sarn-herald, %, replaces: b}, {id: b, speker: sarn-herald}]"),
    ],
)
def test_a_reference_to_what_could_not_be_read_is_not_called_unknown(
    speakers: str | None, incident: str, corpus: Corpus
) -> None:
    claim = "source: herald, stance: {asserts: {cause: set}}, said: 2031, text: Said so."
    passage = _merged(incident.replace("%", claim))
    found = _findings(corpus({"fire": passage["incident"]}, speakers or BASE_SPEAKERS, BASE_THEMES))
    errors = {each.rule for each in found if each.severity is Severity.ERROR}
    assert errors
    assert errors <= {"structure", "syntax"}


def test_a_misspelt_section_does_not_make_all_of_its_ids_unknown(corpus: Corpus) -> None:
    claim = "claims: [{id: a, speaker: sarn-herald, source: herald, stance: {denies: {cause: set}}, text: Said so.}]"
    incident = _merged(claim)["incident"].replace("sources:", "sorces:").replace("questions:", "question:")
    found = _findings(corpus({"fire": incident}, BASE_SPEAKERS, BASE_THEMES))
    assert {each.rule for each in found if each.severity is Severity.ERROR} == {"structure"}


def test_what_a_claim_takes_over_from_another_is_reported_at_that_other_alone(corpus: Corpus) -> None:
    incident = _merged("""
        claims:
          - {id: a, speaker: nobody, party: nowhere, stance: {asserts: {what: x, cause: y}}, source: herald, text: X}
          - {id: b, restates: a, source: radio}
    """)["incident"]
    found = [each.rule for each in _findings(corpus({"fire": incident}, BASE_SPEAKERS, BASE_THEMES))]
    assert [found.count(f"unknown-{what}") for what in ("speaker", "party", "question", "answer")] == [1, 1, 1, 1]


def test_a_claim_that_replaces_itself_is_told_so_and_a_circle_with_its_path(corpus: Corpus) -> None:
    common = "speaker: union-chair, stance: {asserts: {cause: set}}, source: herald"
    incident = _merged(f"""
        claims:
          - {{id: a, {common}, text: X, replaces: a}}
          - {{id: b, {common}, text: Y, replaces: c}}
          - {{id: c, {common}, text: Z, replaces: b}}
    """)["incident"]
    found = _findings(corpus({"fire": incident}, BASE_SPEAKERS, BASE_THEMES))
    assert [(each.message, each.hint) for each in found if each.rule == "replaces-itself"] == [
        ("a claim cannot replace itself", "name the other claim, or leave the key out"),
        ("claims replace one another in a circle: b → c → b", "the later one replaces the earlier one only"),
    ]


def _findings(claims: Path, *, whole: bool = True, also: str = "") -> list[Diagnostic]:
    """What loading and all rules find; of those on request only the one named."""
    loaded = load(Folder(claims, "claims/"))
    names = {name for name, rule in RULES.items() if name == also or not on_request(rule)}
    found = run(loaded.collection, loaded.locate, loaded.incident_of, whole=whole, names=names)
    return [*loaded.diagnostics, *found]


def _parts(text: str, name: str) -> dict[str, str]:
    """The files that a fixture holds; blank lines before them keep their line numbers."""
    file, parts = f"incidents/{name}.yaml", dict[str, str]()
    for number, line in enumerate(text.splitlines(keepends=True)):
        if match := _PART.match(line.rstrip()):
            file = f"{match[1]}.yaml"
        parts.setdefault(file, "\n" * number)
        parts[file] += _WANT.sub("", line)  # behind a sentence, the mark itself would be warned of
    return parts


def _of_passage(name: str, section: str, corpus: Corpus) -> list[Diagnostic]:
    """What is found in a passage of a docstring, set into the small collection above."""
    passage = RULES[name].__doc__.split(f"{section}:\n", 1)[1].split("\nPasses:", 1)[0]
    merged = _merged(passage)
    incidents = {"fire": merged["incident"]} | ({"holm": HOLM} if name == "loaded-elsewhere" else {})
    return _findings(corpus(incidents, merged["speakers"], merged["themes"]), also=name)


def _merged(passage: str) -> dict[str, str]:
    """The three texts of a collection: questions and sources of a passage join the others, all else replaces them."""
    whole = {name: _read(text) for name, text in _bases()}
    for key, value in _read(passage).items():
        home = "speakers" if key in ("speakers", "parties") else "incident"
        if key == "themes":
            whole["themes"] = value
        elif key in ("questions", "sources") and isinstance(value, dict):
            whole[home][key] = whole[home][key] | value
        else:
            whole[home][key] = value
    return {name: yaml.safe_dump(tree, allow_unicode=True, sort_keys=False) for name, tree in whole.items()}


def _bases() -> Iterator[tuple[str, str]]:
    yield from (("speakers", BASE_SPEAKERS), ("themes", BASE_THEMES), ("incident", BASE_INCIDENT))


def _read(text: str) -> Any:  # noqa: ANN401
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts, lists and mappings
