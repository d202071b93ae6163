"""`changes`: what a change to the files means, and what is no change."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model.claim import Claim
from claimcheck.views.changes import FACETS, AllChanges, changes
from tests.conftest import Corpus, Golden, Run
from tests.invention import PEOPLE, QUESTIONS, SOURCES, Texts, claims, read, written
from tests.sarn import HARBOUR_FIRE, SPEAKERS, THEMES
from tests.test_revision import commit, git

INCIDENT = """
title: A fire
disputants: [red, blue]
questions:
  cause: {ask: How?, answers: {wire: A wire., lamp: A lamp.}}
  stage: {ask: How far?, changes: forward, answers: {none: None., begun: Begun., done: Done.}}
terms:
  the-fire: {arson: [arson*], accident: [accident*]}
sources:
  herald: {publisher: Herald, published: 2031-03-02}
  radio: {publisher: Radio, published: 2031-03-04}
  never: {publisher: Nobody}
claims:
  - id: ann-wire
    speaker: ann
    stance: {asserts: {cause: wire}}
    source: herald
    quote: It was a wire
  - id: bob-lamp
    speaker: bob
    stance: {asserts: {cause: lamp}}
    source: herald
    quote: It was a lamp
  - id: bob-lamp-again
    restates: bob-lamp
    source: radio
    quote: A lamp it was
  - id: bob-back
    speaker: bob
    stance: {withholds: [cause], comments: [claim:ann-wire]}
    replaces: bob-lamp
    said: 2031-03-05
    source: radio
    text: Took it back.
"""
TABLE: list[tuple[str, str, str, list[tuple[str, str | None]]]] = [
    # what is no change
    ("nothing", "", "", []),
    ("a comment", "title: A fire", "# looks odd\ntitle: A fire  # truly", []),
    (
        "a reordered key",
        "    source: herald\n    quote: It was a wire",
        "    quote: It was a wire\n    source: herald",
        [],
    ),
    ("another way to write text", "quote: It was a wire", 'quote: "It was\\u0020a wire"', []),
    ("a list of one", "asserts: {cause: wire}", "asserts: {cause: [wire]}", []),
    ("a default that is written", "    quote: It was a wire", "    draft: false\n    quote: It was a wire", []),
    ("answers that are no stages", "{wire: A wire., lamp: A lamp.}", "{lamp: A lamp., wire: A wire.}", []),
    # claims
    ("another stance", "asserts: {cause: wire}", "suggests: {cause: wire}", [("restanced", "ann-wire")]),
    ("another answer", "asserts: {cause: lamp}", "asserts: {cause: wire}", [("restanced", "bob-lamp")]),
    (
        "a condition",
        "    quote: It was a wire",
        "    condition: if\n    quote: It was a wire",
        [("restanced", "ann-wire")],
    ),
    ("another word", "It was a wire", "It was no wire", [("reworded", "ann-wire")]),
    ("another day", "2031-03-05", "2031-03-06", [("redated", "bob-back")]),
    (
        "another source",
        "    source: radio\n    quote",
        "    source: herald\n    quote",
        [("resourced", "bob-lamp-again")],
    ),
    ("another speaker", "speaker: ann", "speaker: abe", [("reattributed", "ann-wire")]),
    ("a relay", "speaker: ann", "via: [guest]\n    speaker: ann", [("reattributed", "ann-wire")]),
    ("another link", "    replaces: bob-lamp\n", "", [("relinked", "bob-back")]),
    ("a note", "text: Took", "note: Odd.\n    text: Took", [("annotated", "bob-back")]),
    ("a draft is absent", "text: Took", "draft: true\n    text: Took", [("removed", "bob-back")]),
    (
        "one claim, two changes",
        "    source: herald\n    quote: It was a wire",
        "    source: radio\n    quote: It was the wire",
        [("reworded", "ann-wire"), ("resourced", "ann-wire")],
    ),
    ("another id", "ann-wire", "ann-first", [("renamed", "ann-first")]),
    (
        "another id and another stance",
        "id: bob-back\n    speaker: bob\n    stance: {withholds: [cause], comments: [claim:ann-wire]}",
        "id: bob-silent\n    speaker: bob\n    stance: {withholds: [cause]}",
        [("renamed", "bob-silent"), ("restanced", "bob-silent")],
    ),
    # questions, answers and the rest
    ("a question", "ask: How?", "ask: Why?", [("question-changed", None)]),
    (
        "a question of another kind",
        "{ask: How far?, changes: forward",
        "{ask: How far?, changes: true",
        [("question-changed", None)],
    ),
    ("a new question", "terms:", "  watch: {ask: Who?, answers: {x: X.}}\nterms:", [("question-added", None)]),
    ("a question's id", "cause", "origin", [("question-renamed", None)]),
    ("an answer", "wire: A wire.", "wire: Old wiring.", [("answer-changed", None)]),
    ("an answer's id", "wire: A wire., ", "cable: A wire., ", [("answer-renamed", None)]),
    ("a new answer", "lamp: A lamp.}", "lamp: A lamp., set: Somebody.}", [("answer-added", None)]),
    ("one answer less", "none: None., ", "", [("answer-removed", None)]),
    (
        "stages in another order",
        "{none: None., begun: Begun., ",
        "{begun: Begun., none: None., ",
        [("stages-reordered", None)],
    ),
    ("a source", "published: 2031-03-04", "published: 2031-03-05", [("source-changed", None)]),
    ("a new source", "sources:", "sources:\n  more: {publisher: More}", [("source-added", None)]),
    ("one source less", "  never: {publisher: Nobody}\n", "", [("source-removed", None)]),
    ("a source's id", "radio", "wireless", [("source-renamed", None)]),
    ("a term", "arson*", "arson", [("terms-changed", None)]),
    ("the title", "title: A fire", "title: The fire", [("incident-changed", None)]),
]


def texts(incident: str, people: dict[str, Any] = PEOPLE, name: str = "invention") -> Texts:
    return Texts({f"incidents/{name}.yaml": incident, "speakers.yaml": json.dumps(people)})


def kinds(answer: AllChanges) -> list[tuple[str, str | None]]:
    return [(str(each.kind), each.claim) for each in answer.changes]


@pytest.mark.parametrize(("before", "after", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_change_is_what_it_means(before: str, after: str, expected: list[tuple[str, str | None]]) -> None:
    assert before in INCIDENT
    changed = INCIDENT.replace(before, after) if before else INCIDENT
    if expected == [("answer-renamed", None)]:
        changed = changed.replace("{cause: wire}", "{cause: cable}")
    answer = changes(read(texts(INCIDENT)), read(texts(changed)))
    assert kinds(answer) == expected


def test_a_moved_claim_is_no_change() -> None:
    head, _, rest = INCIDENT.partition("  - id: ann-wire")
    first, _, others = f"  - id: ann-wire{rest}".partition("  - id: bob-lamp\n")
    moved = f"{head}  - id: bob-lamp\n{others}{first}"
    assert moved != INCIDENT
    assert not changes(read(texts(INCIDENT)), read(texts(moved))).any


def test_what_a_restatement_takes_over_is_no_change_of_it() -> None:
    changed = INCIDENT.replace("asserts: {cause: lamp}", "denies: {cause: wire}")
    answer = changes(read(texts(INCIDENT)), read(texts(changed)))
    assert kinds(answer) == [("restanced", "bob-lamp")]
    (change,) = answer.changes
    assert (change.old, change.new) == (
        {"stance": {"asserts": {"cause": "lamp"}}},
        {"stance": {"denies": {"cause": "wire"}}},
    )


def test_the_clashes_that_a_stance_makes_and_unmakes_are_said() -> None:
    old = INCIDENT.replace("    replaces: bob-lamp\n", "")
    new = old.replace("asserts: {cause: wire}", "denies: {cause: lamp}")
    answer = changes(read(texts(old)), read(texts(new)))
    assert [each.rule for each in answer.clashes.appeared] == ["opposite-polarity"]
    assert [each.rule for each in answer.clashes.gone] == ["exclusive-answers"]
    assert [side.answer for side in answer.clashes.gone[0].between] == ["wire", "lamp"]


def test_a_changed_party_may_move_a_clash_without_a_word_of_the_incident() -> None:
    old = INCIDENT.replace("    replaces: bob-lamp\n", "")
    turned = json.loads(json.dumps(PEOPLE))
    turned["speakers"]["bob"]["party"] = "red"
    answer = changes(read(texts(old)), read(texts(old, turned)))
    assert kinds(answer) == [("speaker-changed", None)]
    assert {each.scope for each in answer.clashes.gone} == {"contested"}
    assert {each.scope for each in answer.clashes.appeared} == {"split"}


def test_a_renamed_speaker_and_party_change_nothing_else() -> None:
    people = json.loads(json.dumps(PEOPLE).replace('"ann"', '"anna"').replace('"red"', '"scarlet"'))
    new = INCIDENT.replace("speaker: ann", "speaker: anna").replace("[red, blue]", "[scarlet, blue]")
    answer = changes(read(texts(INCIDENT)), read(texts(new, people)))
    assert [each.kind for each in answer.changes] == ["party-renamed", "speaker-renamed"]
    assert (answer.clashes.appeared, answer.clashes.gone) == ((), ())


def test_a_renamed_incident_is_one_change_and_a_new_one_brings_its_claims() -> None:
    old = read(texts(INCIDENT))
    assert kinds(changes(old, read(texts(INCIDENT, name="other")))) == [("incident-renamed", None)]
    empty = Texts({"speakers.yaml": json.dumps(PEOPLE)})
    answer = changes(read(empty), old)
    assert kinds(answer)[:2] == [("incident-added", None), ("added", "ann-wire")]
    assert len(answer.changes) == 5
    assert answer.changes[0].new == {"incident": "invention", "title": "A fire"}
    assert [each.kind for each in changes(old, read(empty)).changes] == ["incident-removed", *["removed"] * 4]


def test_every_key_of_a_claim_belongs_to_a_kind_of_change() -> None:
    keys = [field.alias or name for name, field in Claim.model_fields.items()]
    assert sorted([key for each in FACETS.values() for key in each] + ["id", "draft"]) == sorted(keys)


COLLECTIONS = claims(most=6).map(written)
FEWER = settings(max_examples=50)  # where two collections are made up, or many ids


@given(COLLECTIONS)
def test_between_a_collection_and_itself_nothing_changed(files: Texts) -> None:
    assert not changes(read(files), read(files)).any


@given(claims(), st.randoms(use_true_random=False))
def test_neither_the_order_of_claims_nor_of_keys_is_a_change(made: list[dict[str, Any]], random: Any) -> None:  # noqa: ANN401
    shuffled = [dict(random.sample(list(each.items()), len(each))) for each in random.sample(made, len(made))]
    assert not changes(read(written(made)), read(written(shuffled))).any


@FEWER
@given(claims(), st.data())
def test_a_rename_alone_changes_no_clash(made: list[dict[str, Any]], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from([each["id"] for each in made]))) if made else set()
    text = json.dumps(made)
    for name in chosen:
        text = text.replace(f'"{name}"', f'"renamed-{name}"')
    answer = changes(read(written(made)), read(written(json.loads(text))))
    assert [(each.kind, each.claim) for each in answer.changes] == [
        ("renamed", f"renamed-{name}") for name in sorted(chosen, key=lambda name: f"renamed-{name}")
    ]
    assert (answer.clashes.appeared, answer.clashes.gone) == ((), ())


@FEWER
@given(claims())
def test_renamed_questions_and_sources_change_nothing_else(made: list[dict[str, Any]]) -> None:
    text = json.dumps({"claims": made, "questions": QUESTIONS, "sources": SOURCES})
    text = text.replace('"cause"', '"origin"').replace('"early"', '"dawn"').replace('"lamp"', '"lantern"')
    renamed = json.loads(text)
    after = written(renamed["claims"], questions=renamed["questions"], sources=renamed["sources"])
    answer = changes(read(written(made)), read(after))
    assert {each.kind for each in answer.changes} <= {
        "question-renamed",
        "question-removed",
        "question-added",
        "question-changed",
        "source-renamed",
        "answer-renamed",
    }
    assert (answer.clashes.appeared, answer.clashes.gone) == ((), ())


@FEWER
@given(claims(), claims())
def test_what_appears_one_way_is_gone_the_other_way(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    a, b = read(written(one)), read(written(other))
    there, back = changes(a, b), changes(b, a)
    opposite = {"added": "removed", "removed": "added"}
    assert sorted(opposite.get(each.kind, each.kind) for each in there.changes) == sorted(
        str(each.kind) for each in back.changes
    )
    assert len(there.clashes.appeared) == len(back.clashes.gone)
    assert len(there.clashes.gone) == len(back.clashes.appeared)


@FEWER
@given(COLLECTIONS, COLLECTIONS)
def test_an_unrelated_incident_changes_no_other_answer(one: Texts, other: Texts) -> None:
    more = {"incidents/tree.yaml": "title: A tree\nquestions: {}\nclaims: []\n"}
    old, new = (read(Texts({**each.texts, **more})) for each in (one, other))
    alone = changes(read(one), read(other))
    assert replace(alone, compared=alone.compared + 1) == changes(old, new)


# --- the command


@pytest.fixture
def clone(tmp_path: Path, corpus: Corpus) -> Path:
    corpus({"harbour-fire": HARBOUR_FIRE}, SPEAKERS, THEMES)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


CHANGED = (
    HARBOUR_FIRE.replace("stance: {suggests: {cause: accident}}", "stance: {denies: {cause: accident}}")
    .replace("quote: We now know that this was arson", "quote: We do not know that this was arson")
    .replace("id: union-crates", "id: union-many-crates")
    .replace("  blame:\n    ask: Who will pay for it?", "  blame:\n    ask: Who is to pay for it?")
    .replace("# Everything here is invented.", "# Nothing here is true.")
)


@pytest.mark.parametrize("name", ["80.txt", "200.txt", "md", "json"])
def test_the_page_looks_as_it_was_read_last(name: str, clone: Path, corpus: Corpus, run: Run, golden: Golden) -> None:
    assert clone.is_dir()
    corpus({"harbour-fire": CHANGED})
    width, _, format_ = name.partition(".")
    result = run("changes", *([] if format_ else ["--format", width]), columns=int(width) if format_ else None)
    assert (result.status, result.err) == (0, "")
    golden(f"changes/harbour-fire.{name}", result.out)


def test_one_stance_among_moves_and_comments_is_exactly_one_change(clone: Path, corpus: Corpus, run: Run) -> None:
    head, first, rest = HARBOUR_FIRE.partition("  - id: captain-wiring\n")
    claim, second, others = rest.partition("  - id: captain-wiring-de\n")
    moved = f"# a comment\n{head}{second}{others}\n{first}{claim}"
    corpus({"harbour-fire": moved.replace("denies: {cause: set}", "doubts: {cause: set}")})
    result = run("changes", "HEAD", "--format", "json", cwd=clone)
    answer = json.loads(result.out)
    assert list(answer) == ["schema", "compared", "changes", "clashes", "left_out"]
    assert answer["schema"] == "claimcheck/changes/1"
    (change,) = answer["changes"]
    assert list(change) == ["kind", "incident", "claim", "old", "new"]
    assert (change["kind"], change["incident"], change["claim"]) == ("restanced", "harbour-fire", "union-not-arson")
    assert list(answer["clashes"]) == ["appeared", "gone"]
    assert answer["clashes"]["appeared"]
    assert answer["clashes"]["gone"]


def test_the_exit_status_tells_only_where_it_is_asked(clone: Path, corpus: Corpus, run: Run) -> None:
    assert run("changes", "--exit-code", cwd=clone).status == 0
    corpus({"harbour-fire": CHANGED})
    assert run("changes", cwd=clone).status == 0
    assert run("changes", "--exit-code", cwd=clone).status == 1
    assert run("changes", "HEAD", "HEAD", "--exit-code").status == 0


def test_revisions_and_incidents_are_told_apart(clone: Path, corpus: Corpus, run: Run) -> None:
    git(clone, "tag", "one")
    corpus({"harbour-fire": CHANGED})
    commit(clone)
    every = json.loads(run("changes", "one", "HEAD", "--format", "json").out)["changes"]
    assert len(every) == 4
    for words in (
        ["one"],
        ["one", "HEAD"],
        ["one", "harbour-fire"],
        ["one", "HEAD", "harbour-fire"],
        ["one", "HEAD", "--incident", "harbour-fire"],
    ):
        assert json.loads(run("changes", *words, "--format", "json").out)["changes"] == every, words
    assert json.loads(run("changes", "--format", "json").out)["changes"] == []
    git(clone, "branch", "harbour-fire")
    result = run("changes", "harbour-fire")
    assert (result.status, result.out) == (2, "")
    assert "`harbour-fire` is a revision and an incident" in result.err
    assert run("changes", "--incident", "harbour-fire").status == 0
    assert run("changes", "refs/heads/harbour-fire").status == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["harbor-fire"], "`harbor-fire` is neither a revision of this repository nor an incident"),
        (["nope", "HEAD"], "no revision `nope` in this repository"),
        (["HEAD", "HEAD", "HEAD"], "`HEAD` is neither"),
        (["HEAD", "HEAD", "HEAD", "harbour-fire"], "at most two revisions"),
        (["HEAD", "--incident", "nope"], "no incident `nope` in this collection"),
        (["HEAD..HEAD"], "`HEAD..HEAD` is neither a revision"),
        (["--", "--output=stolen"], "`--output=stolen` is neither"),
    ],
)
def test_what_cannot_be_compared_is_refused(words: list[str], message: str, clone: Path, run: Run) -> None:
    result = run("changes", *words, cwd=clone)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_outside_a_repository_a_sentence_says_so(corpus: Corpus, run: Run) -> None:
    corpus({"harbour-fire": HARBOUR_FIRE}, SPEAKERS, THEMES)
    result = run("changes")
    assert (result.status, result.out) == (2, "")
    assert "is in no git repository" in result.err


def test_a_broken_incident_is_left_out_or_refused_whichever_side_it_is_broken_on(
    clone: Path, corpus: Corpus, run: Run
) -> None:
    corpus({"harbour-fire": HARBOUR_FIRE.replace("speaker: fire-chief", "speaker: fire-cheif")})
    result = run("changes", "--format", "json", cwd=clone)
    assert result.status == 0
    assert "left out harbour-fire of claims/" in result.err
    answer = json.loads(result.out)
    assert answer["changes"] == []
    assert [each["incident"] for each in answer["left_out"]] == ["harbour-fire"]
    assert run("changes", "--strict").status == 2
    assert run("changes", "harbour-fire").status == 2
    commit(clone)
    corpus({"harbour-fire": HARBOUR_FIRE})
    result = run("changes", "harbour-fire")
    assert (result.status, result.out) == (2, "")
    assert "HEAD:claims/incidents/harbour-fire.yaml:" in result.err


@pytest.mark.parametrize(
    ("incidents", "said"),
    [
        (("a", "b"), "Nothing changed in the 2 incidents that could be compared."),
        (("a",), "Nothing changed in the one incident that could be compared."),
        ((), "No incident could be compared."),
    ],
)
def test_what_could_not_be_compared_is_not_said_to_be_unchanged(
    incidents: tuple[str, ...], said: str, clone: Path, corpus: Corpus, run: Run
) -> None:
    if incidents:
        corpus(dict.fromkeys(incidents, HARBOUR_FIRE))
        commit(clone)
    corpus({"harbour-fire": HARBOUR_FIRE.replace("speaker: fire-chief", "speaker: fire-cheif")})
    result = run("changes", cwd=clone)
    assert result.status == 0
    assert said in result.out
    assert "No claim, question or clash changed" not in result.out
    assert "Not read, and so not compared: harbour-fire." in result.out
    assert run("changes", "--exit-code", cwd=clone).status == 1
    assert json.loads(run("changes", "--format", "json", cwd=clone).out)["compared"] == len(incidents)


def test_a_bare_clone_needs_two_revisions(
    clone: Path, corpus: Corpus, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    corpus({"harbour-fire": CHANGED})
    commit(clone)
    bare = tmp_path_factory.mktemp("bare") / "bare.git"
    git(clone, "clone", "--quiet", "--bare", str(clone), str(bare))
    result = run("changes", "HEAD~1", "HEAD", "--format", "json", cwd=bare)
    assert len(json.loads(result.out)["changes"]) == 4
    assert run("changes", "HEAD~1", "HEAD", "harbour-fire", cwd=bare).status == 0
    assert run("changes", "HEAD", cwd=bare).status == 2


def test_a_collection_below_the_top_of_its_repository_is_found(tmp_path: Path, corpus: Corpus, run: Run) -> None:
    corpus({"harbour-fire": HARBOUR_FIRE}, SPEAKERS, THEMES)
    git(tmp_path.parent, "init", "--quiet", str(tmp_path / "desk"))
    (tmp_path / "claims").rename(tmp_path / "desk" / "ledger")
    commit(tmp_path / "desk")
    assert run("changes", "--claims", "desk/ledger", "--exit-code").status == 0
