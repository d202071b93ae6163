"""Two curators, one file: what `claimcheck merge` makes of their versions, and git with it.

The laws are run on generated edits of an invented incident; what git does with the driver is tried with git itself.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimcheck.store.format import formatted
from claimcheck.store.merge.driver import MergeResult, merge_files
from claimcheck.store.merge.three import Labels
from claimcheck.store.parse import parse
from tests.conftest import Run

LABELS = Labels()
NAME = "claims/incidents/fire.yaml"
HEAD = """\
# Two curators keep this file.
title: Fire in warehouse 4 of Sarn harbour
disputants: [port, union]
questions:
  cause:
    ask: How did the fire begin?
    answers:
      accident: Old wiring of the port caught fire.
      set: Somebody set the fire.
  warned:
    ask: Had the port been warned?
    answers: {warned: It had., not-warned: It had not.}

sources:
  herald:
    publisher: Sarn Herald
    published: 2031-03-05
    language: en

  radio:  # the town's second station
    publisher: Coast Radio
    published: 2031-03-06

# What they said, in order of days.
claims:
"""
CLAIM = """\
  - id: {id}
    speaker: {speaker}
    stance: {{asserts: {{cause: {answer}}}}}
    source: {source}
    quote: {quote}
"""


def _claim(number: int, quote: str, **more: str) -> str:
    words = {"speaker": "union-chair", "answer": "set", "source": "herald"} | more
    return CLAIM.format(id=f"claim-{number}", quote=quote, **words)


BASE = HEAD + "\n".join(
    _claim(number, f"It was the wiring, said for the {number}th time", speaker=("union-chair", "captain")[number % 2])
    for number in range(8)
)


def _merge(folder: Path, base: str, ours: str, theirs: str, labels: Labels = LABELS) -> MergeResult:
    paths = {"base": base, "ours": ours, "theirs": theirs}
    for name, text in paths.items():
        (folder / name).write_bytes(text.encode())
    return merge_files(folder / "base", folder / "ours", folder / "theirs", NAME, labels)


def _text(folder: Path, base: str, ours: str, theirs: str) -> str:
    outcome = _merge(folder, base, ours, theirs)
    assert not outcome.conflicts
    assert not outcome.by_lines
    return outcome.data.decode()


def _tree(text: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    found = parse(text.encode())
    assert found.tree is not None, text
    return found.tree


def _claims(text: str) -> dict[str, Any]:
    return {each["id"]: each for each in _tree(text).get("claims") or []}


# What one curator does


def _split(text: str) -> tuple[str, list[str]]:
    head, _, rest = text.partition("claims:\n")
    parts = rest.split("\n  - id: ")
    return f"{head}claims:\n", [part if at == 0 else f"  - id: {part}" for at, part in enumerate(parts)]


def _joined(head: str, claims: list[str]) -> str:
    return head + "\n".join(each if each.endswith("\n") else f"{each}\n" for each in claims)


Edit = Callable[[str, random.Random, str], str]


def _append(text: str, dice: random.Random, who: str) -> str:
    head, claims = _split(text)
    claims.append(_claim(dice.randrange(100, 999), f"New words of {who}").replace("claim-", f"{who}-"))
    return _joined(head, claims)


def _insert(text: str, dice: random.Random, who: str) -> str:
    head, claims = _split(text)
    claims.insert(
        dice.randrange(len(claims)), _claim(dice.randrange(100, 999), "Words between").replace("claim-", f"{who}-")
    )
    return _joined(head, claims)


def _edit(text: str, dice: random.Random, who: str) -> str:
    head, claims = _split(text)
    at = dice.randrange(len(claims))
    claims[at] = claims[at].replace("It was the wiring", f"{who.title()} heard that it was the wiring")
    return _joined(head, claims)


def _note(text: str, dice: random.Random, who: str) -> str:
    head, claims = _split(text)
    at = dice.randrange(len(claims))
    claims[at] = claims[at].rstrip("\n") + f"\n    note: Looked at by {who}.\n"
    return _joined(head, claims) if claims[at].count("note:") == 1 else text


def _restance(text: str, dice: random.Random, who: str) -> str:
    head, claims = _split(text)
    at = dice.randrange(len(claims))
    added = {"ours": "doubts: {warned: warned}", "theirs": "comments: [warned]"}[who]
    claims[at] = claims[at].replace("stance: {", f"stance: {{{added}, ") if added not in claims[at] else claims[at]
    return _joined(head, claims)


def _comment(text: str, dice: random.Random, who: str) -> str:
    head, claims = _split(text)
    at = dice.randrange(len(claims))
    claims[at] = f"  # {who}: look this up again, {dice.randrange(9999)}\n{claims[at]}"
    return _joined(head, claims)


def _drop(text: str, dice: random.Random, _who: str) -> str:
    head, claims = _split(text)
    if len(claims) > 4:
        del claims[dice.randrange(len(claims))]
    return _joined(head, claims)


def _move(text: str, dice: random.Random, _who: str) -> str:
    head, claims = _split(text)
    moved = claims.pop(dice.randrange(len(claims)))
    claims.insert(dice.randrange(len(claims) + 1), moved)
    return _joined(head, claims)


def _source(text: str, dice: random.Random, who: str) -> str:
    number = dice.randrange(100, 999)
    entry = f"  {who}-{number}:\n    publisher: Paper {number}\n\n"
    return text.replace("# What they said", f"{entry}# What they said")


def _answer(text: str, dice: random.Random, who: str) -> str:
    return text.replace(
        "      set: Somebody", f"      {who}-{dice.randrange(99)}: Something else happened.\n      set: Somebody"
    )


def _tidy(text: str, _dice: random.Random, _who: str) -> str:
    return formatted("incidents/fire.yaml", text.encode()).decode()


EDITS: list[Edit] = [
    _append,
    _append,
    _insert,
    _edit,
    _note,
    _restance,
    _comment,
    _drop,
    _move,
    _source,
    _answer,
    _tidy,
]


def _edited(dice: random.Random, who: str) -> str:
    text = BASE
    for _ in range(dice.randrange(1, 5)):
        after = dice.choice(EDITS)(text, dice, who)
        if not any(problem.grave for problem in parse(after.encode()).problems):  # an id may have been thrown twice
            text = after if len(_claims(after)) == after.count("\n  - id: ") else text
    return text


@pytest.mark.parametrize("seed", range(int(os.environ.get("CLAIMCHECK_MERGES", "100"))))
def test_the_laws_of_a_merge(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same merges on every run
    ours, theirs = _edited(dice, "ours"), _edited(dice, "theirs")
    # what one side left alone is the other's, byte for byte
    assert _text(tmp_path, BASE, BASE, theirs) == theirs
    assert _text(tmp_path, BASE, ours, BASE) == ours
    assert _text(tmp_path, BASE, ours, ours) == ours
    one, other = _merge(tmp_path, BASE, ours, theirs), _merge(tmp_path, BASE, theirs, ours)
    assert not one.by_lines
    assert bool(one.conflicts) == bool(other.conflicts)
    merged = one.data.decode()
    base, here, there = _claims(BASE), _claims(ours), _claims(theirs)
    if one.conflicts:
        for side, whole in ((_half(merged, ours=True), here), (_half(merged, ours=False), there)):
            assert set(_claims(side)) >= {key for key in whole if key in base} - (set(base) - (set(here) & set(there)))
        return
    found = _claims(merged)
    assert found == _claims(other.data.decode())
    for key, claim in {**here, **there}.items():
        if key not in base or (key in here and key in there):
            assert key in found
        for name in claim if key in found else ():
            values = [side.get(key, {}).get(name) for side in (base, here, there)]
            assert found[key].get(name) in values or name == "stance"
    for key in base:
        if key not in here or key not in there:
            assert key not in found
    for line in {line.strip() for line in (ours + theirs).split("\n") if line.strip().startswith("#")}:
        owner = here if line in ours else there
        assert line in merged or len(owner) < len(base) or len(found) < len({**here, **there}), line
    assert _text(tmp_path, theirs, merged, theirs) == merged
    assert _text(tmp_path, ours, merged, ours) == merged


def _half(text: str, *, ours: bool) -> str:
    """A merged text with one side of each conflict."""
    kept, state = [], "both"
    for line in text.split("\n"):
        if line.startswith("<<<<<<< "):
            state = "ours"
        elif line == "=======":
            state = "theirs"
        elif line.startswith(">>>>>>> "):
            state = "both"
        elif state in ("both", "ours" if ours else "theirs"):
            kept.append(line)
    return "\n".join(kept)


def _changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


QUOTE = "It was the wiring, said for the 3th time"


def test_two_curators_append_a_claim_each(tmp_path: Path) -> None:
    ours = BASE + "\n" + _claim(20, "Ours")
    theirs = BASE + "\n" + _claim(21, "Theirs")
    assert _text(tmp_path, BASE, ours, theirs) == ours + "\n" + _claim(21, "Theirs")


def test_one_edits_a_claim_and_the_other_reviews_it(tmp_path: Path) -> None:
    ours = _changed(BASE, QUOTE, "It was a lamp")
    theirs = _changed(BASE, f"{QUOTE}\n", f"{QUOTE}\n    reviewed: 0123456789abcdef\n")
    outcome = _merge(tmp_path, BASE, ours, theirs)
    claim = _claims(outcome.data.decode())["claim-3"]
    assert (claim["quote"], claim["reviewed"], outcome.conflicts) == ("It was a lamp", "0123456789abcdef", ())
    assert outcome.remarks == (
        "claim claim-3: quote changed here, reviewed changed there".replace("reviewed changed", "reviewed"),
    )


def test_one_key_to_two_values_is_a_conflict_round_its_own_lines(tmp_path: Path) -> None:
    outcome = _merge(tmp_path, BASE, _changed(BASE, QUOTE, "It was a lamp"), _changed(BASE, QUOTE, "It was set"))
    assert outcome.conflicts == ("claim claim-3: quote: changed on both sides",)
    shown = "<<<<<<< ours\n    quote: It was a lamp\n=======\n    quote: It was set\n>>>>>>> theirs\n"
    assert shown in outcome.data.decode()


def test_a_deleted_claim_that_the_other_side_changed_is_a_conflict(tmp_path: Path) -> None:
    head, claims = _split(BASE)
    ours = _joined(head, claims[:3] + claims[4:])
    outcome = _merge(tmp_path, BASE, ours, _changed(BASE, QUOTE, "It was set"))
    assert outcome.conflicts == ("claim claim-3: deleted on one side, changed on the other",)
    assert "claim-3" not in _claims(_half(outcome.data.decode(), ours=True))
    assert _claims(_half(outcome.data.decode(), ours=False))["claim-3"]["quote"] == "It was set"


def test_two_new_claims_of_one_id_are_never_mixed(tmp_path: Path) -> None:
    ours, theirs = (f"{BASE}\n{_claim(20, quote, speaker=who)}" for quote, who in (("Ours", "a"), ("Theirs", "b")))
    outcome = _merge(tmp_path, BASE, ours, theirs)
    assert outcome.conflicts == ("claim claim-20: new on both sides, and not the same",)
    for side, wanted in ((True, ours), (False, theirs)):
        assert _claims(_half(outcome.data.decode(), ours=side)) == _claims(wanted)


def test_words_and_their_translation_are_bound(tmp_path: Path) -> None:
    ours = _changed(BASE, QUOTE, "Es war das Kabel")
    theirs = _changed(BASE, f"{QUOTE}\n", f"{QUOTE}\n    translation: So it was\n")
    outcome = _merge(tmp_path, BASE, ours, theirs)
    assert outcome.conflicts == ("claim claim-3: quote changed here and translation there",)


def test_both_add_to_a_stance_and_to_a_list(tmp_path: Path) -> None:
    old = _claim(3, QUOTE, speaker="captain")
    base = BASE.replace(old, old.replace("    source: herald\n", "    source: herald\n    also_in: [radio]\n"))
    ours = base.replace("also_in: [radio]", "also_in: [radio, kurier]").replace(
        "{cause: set}}\n    source: herald\n    also",
        "{cause: set}, doubts: {warned: warned}}\n    source: herald\n    also",
    )
    theirs = base.replace("also_in: [radio]", "also_in: [gazette, radio]").replace(
        "{cause: set}}\n    source: herald\n    also", "{cause: set, warned: not-warned}}\n    source: herald\n    also"
    )
    claim = _claims(_text(tmp_path, base, ours, theirs))["claim-3"]
    assert claim["also_in"] == ["radio", "kurier", "gazette"]
    assert claim["stance"] == {"asserts": {"cause": "set", "warned": "not-warned"}, "doubts": {"warned": "warned"}}


def test_both_withhold_and_comment_on_more(tmp_path: Path) -> None:
    old = _claim(3, QUOTE, speaker="captain")
    base = BASE.replace(old, old.replace("{asserts: {cause: set}}", "{withholds: [cause], comments: [claim-1]}"))
    ours = base.replace("withholds: [cause]", "withholds: [cause, warned]").replace("[claim-1]", "[claim-2, claim-1]")
    theirs = base.replace("withholds: [cause]", "withholds: [paid, cause]").replace("[claim-1]", "[claim-1, claim-4]")
    assert base != ours
    claim = _claims(_text(tmp_path, base, ours, theirs))["claim-3"]
    assert claim["stance"] == {"withholds": ["cause", "warned", "paid"], "comments": ["claim-2", "claim-1", "claim-4"]}


def test_a_renamed_claim_keeps_what_the_other_side_changed_and_said_of_it(tmp_path: Path) -> None:
    ours = _changed(BASE, "id: claim-3\n", "id: captain-again\n")
    theirs = (
        _changed(BASE, QUOTE, "It was set")
        + "\n"
        + _claim(20, "Again").replace("    quote", "    restates: claim-3\n    quote")
    )
    outcome = _merge(tmp_path, BASE, ours, theirs)
    found = _claims(outcome.data.decode())
    assert "claim-3" not in found
    assert found["captain-again"]["quote"] == "It was set"
    assert found["claim-20"]["restates"] == "captain-again"
    assert outcome.remarks[0] == "claim claim-3 is now captain-again: references in this file follow"


def test_new_sections_and_an_empty_base(tmp_path: Path) -> None:
    ours = "title: A crate\nclaims:\n" + _claim(1, "Ours")
    theirs = "title: A crate\nclaims:\n" + _claim(2, "Theirs")
    assert list(_claims(_text(tmp_path, "", ours, theirs))) == ["claim-1", "claim-2"]
    empty = "title: A crate\nclaims: []\n"
    assert list(_claims(_text(tmp_path, empty, ours, theirs))) == ["claim-1", "claim-2"]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda text: text.replace("title: Fire", "title: [Fire"), "not valid YAML"),
        (lambda text: text.replace("id: claim-4", "id: claim-3"), "an id stands twice"),
        (lambda text: text.replace("  - id: claim-4\n    speaker", "  - speaker"), "an item has no id"),
        (lambda text: text.replace("\n", "\r\n"), "do not begin or end their lines in the same way"),
        (lambda text: f"\ufeff{text}", "do not begin or end their lines in the same way"),
        (lambda _text: "- a\n- b\n", "no list of keys"),
    ],
)
@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_cannot_be_cut_is_merged_as_git_does(
    spoil: Callable[[str], str], why: str, which: int, tmp_path: Path
) -> None:
    texts = [BASE, BASE + "\n" + _claim(20, "Ours"), _changed(BASE, QUOTE, "It was set")]
    texts[which] = spoil(texts[which])
    outcome = _merge(tmp_path, texts[0], texts[1], texts[2])
    assert why in outcome.by_lines
    for name, text in zip(("b", "o", "t"), texts, strict=True):
        (tmp_path / name).write_bytes(text.encode())
    words = ["git", "merge-file", "-p", "-q", "-L", "ours", "-L", "base", "-L", "theirs", "o", "b", "t"]
    assert outcome.data == subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).stdout


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_binary_version_is_a_conflict_and_ours_stands(which: int, tmp_path: Path) -> None:
    texts = [BASE, BASE + "\n" + _claim(20, "Ours"), _changed(BASE, QUOTE, "It was set")]
    texts[which] += "    note: \0\n"
    outcome = _merge(tmp_path, texts[0], texts[1], texts[2])
    assert outcome.data.decode() == texts[1]
    assert outcome.conflicts == ("it cannot be merged, even by lines: ours stands",)
    assert outcome.by_lines == "a version holds a NUL"


@pytest.mark.parametrize("turn", [lambda text: text.replace("\n", "\r\n"), lambda text: f"\ufeff{text}"])
def test_line_ends_and_marks_that_all_three_have_are_kept(turn: Callable[[str], str], tmp_path: Path) -> None:
    ours, theirs = BASE + "\n" + _claim(20, "Ours"), BASE + "\n" + _claim(21, "Theirs")
    plain = _text(tmp_path, BASE, ours, theirs)
    assert _merge(tmp_path, turn(BASE), turn(ours), turn(theirs)).data.decode() == turn(plain)


# With git itself

DRIVER = f"{sys.executable} -m claimcheck merge %O %A %B %P --marker-size %L"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "a folder's name"
    (folder / "claims" / "incidents").mkdir(parents=True)
    _git(folder, "init", "-q", "-b", "main")
    for key, value in {
        "user.name": "Ilse Brandt",
        "user.email": "brandt@sarn.example",
        "merge.claimcheck.name": "claims by id and key",
        "merge.claimcheck.driver": DRIVER,
    }.items():
        _git(folder, "config", key, value)
    (folder / ".gitattributes").write_text("claims/*.yaml merge=claimcheck\nclaims/incidents/*.yaml merge=claimcheck\n")
    _commit(folder, BASE, "base")
    return folder


def _git(folder: Path, *words: str, fails: bool = False) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def _commit(folder: Path, text: str, message: str) -> None:
    (folder / NAME).write_text(text, encoding="utf-8")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", message)


def _branches(folder: Path, ours: str, theirs: str) -> None:
    _git(folder, "switch", "-q", "-c", "theirs")
    _commit(folder, theirs, "theirs")
    _git(folder, "switch", "-q", "main")
    _commit(folder, ours, "ours")


OURS, THEIRS = BASE + "\n" + _claim(20, "Ours"), BASE + "\n" + _claim(21, "Theirs")


@pytest.mark.parametrize("words", [("merge", "-q", "theirs"), ("cherry-pick", "theirs"), ("rebase", "-q", "theirs")])
def test_git_merges_by_claim(words: tuple[str, ...], repository: Path) -> None:
    _branches(repository, OURS, THEIRS)
    _git(repository, *words)
    found = _claims((repository / NAME).read_text(encoding="utf-8"))
    assert found == _claims(OURS) | _claims(THEIRS)


def test_git_stash_pop_merges_by_claim(repository: Path) -> None:
    (repository / NAME).write_text(THEIRS, encoding="utf-8")
    _git(repository, "stash", "-q")
    _commit(repository, OURS, "ours")
    _git(repository, "stash", "pop")
    assert _claims((repository / NAME).read_text(encoding="utf-8")) == _claims(OURS) | _claims(THEIRS)


def test_git_stops_at_a_real_conflict_and_knows_the_file(repository: Path) -> None:
    _branches(repository, _changed(BASE, QUOTE, "It was a lamp"), _changed(BASE, QUOTE, "It was set"))
    said = _git(repository, "merge", "theirs", fails=True)
    assert f"{NAME}: claim claim-3: quote: changed on both sides" in said
    assert _git(repository, "diff", "--name-only", "--diff-filter=U").strip() == NAME


def test_git_shows_the_base_where_it_is_told_to(repository: Path) -> None:
    _git(repository, "config", "merge.conflictStyle", "diff3")
    _branches(repository, _changed(BASE, QUOTE, "It was a lamp"), _changed(BASE, QUOTE, "It was set"))
    _git(repository, "merge", "theirs", fails=True)
    assert f"||||||| base\n    quote: {QUOTE}\n=======" in (repository / NAME).read_text(encoding="utf-8")


def test_init_writes_the_attributes_and_says_what_to_configure(run: Run, tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    first = run("init", "--git", cwd=tmp_path)
    assert first.status == 0
    assert "git config merge.claimcheck.driver" in first.out
    attributes = tmp_path / ".gitattributes"
    assert attributes.read_text(encoding="utf-8").splitlines() == [
        "claims/*.yaml merge=claimcheck",
        "claims/incidents/*.yaml merge=claimcheck",
    ]
    attributes.write_text("*.png binary\nclaims/*.yaml merge=claimcheck\n", encoding="utf-8")
    run("init", "--git", cwd=tmp_path)
    assert attributes.read_text(encoding="utf-8").splitlines() == [
        "*.png binary",
        "claims/*.yaml merge=claimcheck",
        "claims/incidents/*.yaml merge=claimcheck",
    ]


def test_a_wrong_call_is_said_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "o").write_text(BASE, encoding="utf-8")
    for words in (("nowhere", "o", "o", NAME), ("o", "o", "o", NAME, "--marker-size", "2")):
        result = run("merge", *words, cwd=tmp_path)
        assert result.status == 2
        assert result.err.startswith("claimcheck: ")
    assert (tmp_path / "o").read_text(encoding="utf-8") == BASE
