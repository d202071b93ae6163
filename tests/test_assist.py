"""What an editor is told while a person types: without a process and without a protocol."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.assist.actions import actions, format_file, mend_all
from claimcheck.assist.completion import complete
from claimcheck.assist.desk import Desk
from claimcheck.assist.hover import hover
from claimcheck.assist.naming import Where, definition, may_be_renamed, references, rename
from claimcheck.assist.outline import Outline, read
from claimcheck.assist.place import place
from claimcheck.assist.symbols import folds, lenses, search, selections, symbols
from claimcheck.assist.text import ColumnUnits, EditorText, Spot, Stretch, TextChange, difference
from claimcheck.errors import ClaimcheckError
from claimcheck.store.files import Folder
from claimcheck.store.tree import Mapping
from tests.conftest import TESTS

SHIPPED = sorted((TESTS.parent / "claims").rglob("*.yaml"))
NAME = "incidents/crate.yaml"
SPEAKERS = """\
parties:
  port: {name: Sarn Port Authority}
  union: {name: Dockers' Union}
speakers:
  brandt: {name: Ilse Brandt, party: port, role: harbour captain, aliases: [Ильзе Брандт]}
  voss: {name: Jan Voss, party: union}
  keel: {name: Mira Keel}
"""
CRATE = """\
title: A crate
date: 2031-03-04
disputants: [port, union]
questions:
  cause:
    ask: What set the crates on fire?
    answers:
      wiring: The wiring caught fire.
      set: Somebody set them on fire.
  seen-on: {ask: When was smoke seen?, kind: date}
sources:
  herald: {publisher: Sarn Herald, published: 2031-03-05}
claims:
  - id: brandt-wiring
    speaker: brandt
    stance: {asserts: {cause: wiring}}
    source: herald
    quote: It was the wiring, and nothing but the wiring
  - id: voss-set
    speaker: voss
    stance: {asserts: {cause: set}}
    source: herald
    quote: Somebody set them on fire that night
"""
MakeDesk = Callable[[str], Desk]


@pytest.fixture
def desk(tmp_path: Path) -> MakeDesk:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "speakers.yaml").write_text(SPEAKERS, encoding="utf-8")
    (tmp_path / NAME).write_text(CRATE, encoding="utf-8")

    def make(text: str) -> Desk:
        made = Desk(Folder(tmp_path, "claims/"))
        made.opened(NAME, text, 1)
        settle(made)
        return made

    return make


def settle(desk: Desk) -> dict[str, list[str]]:
    """Look at all that there is to look at; the last that is to be shown of each file."""
    shown: dict[str, list[str]] = {}
    while job := desk.next():
        for report in desk.take(job, job.run()):
            shown[report.name] = [
                f"{each.location.line}:{each.location.column} {each.rule} {each.message}" for each in report.diagnostics
            ]
    return shown


def typed(desk: Desk, at: int, new: str, behind: int | None = None) -> dict[str, list[str]]:
    text = desk.text(NAME)
    desk.changed(NAME, [TextChange(text.stretch(at, at if behind is None else behind), new)], 2)
    return settle(desk)


def offered(desk: Desk, before: str) -> list[str]:
    """What may be typed behind the last place at which some words stand."""
    text = desk.text(NAME)
    at = text.whole.rindex(before) + len(before)
    return [each.label for each in complete(desk, NAME, text.spot(at))]


# Texts


@given(st.text(st.sampled_from("a\n\rя😀\u2028\x85"), max_size=12), st.data())
def test_an_edit_changes_what_it_covers(whole: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    text = EditorText(whole)
    where = text.stretch(start, end)
    if text.offset(where.start) == start and text.offset(where.end) == end:  # not between CR and LF
        assert text.edited(TextChange(where, "x")).whole == whole[:start] + "x" + whole[end:]


@given(st.text(st.sampled_from("a\n\rя😀"), max_size=10), st.text(st.sampled_from("a\n\rя😀"), max_size=10))
def test_the_difference_makes_one_text_of_another(one: str, other: str) -> None:
    text = EditorText(one)
    for change in difference(text, other):
        text = text.edited(change)
    assert text.whole == other


@given(st.text(st.sampled_from("aяქ😀"), max_size=12), st.integers(0, 12))
def test_columns_are_counted_in_the_units_of_the_editor(line: str, column: int) -> None:
    column = min(column, len(line))
    for units, codec, width in (
        (ColumnUnits.UTF8, "utf-8", 1),
        (ColumnUnits.UTF16, "utf-16-le", 2),
        (ColumnUnits.UTF32, "utf-32-le", 4),
    ):
        theirs = len(line[:column].encode(codec)) // width
        assert units.units(line, column) == theirs
        assert units.points(line, theirs) == column


def test_a_column_inside_a_character_is_the_place_before_it() -> None:
    assert ColumnUnits.UTF16.points("a😀b", 2) == 1
    assert ColumnUnits.UTF8.points("яb", 99) == 2


# Half-typed files


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_whatever_is_typed_into_one_claim_all_others_are_there(source: Path) -> None:
    text = EditorText(source.read_text(encoding="utf-8"))
    outline = Outline(source.name, text)
    whole = read(outline)
    assert isinstance(whole.tree, Mapping)
    for entry in outline.entries[:: max(len(outline.entries) // 8, 1)]:
        for new in ('"', "{", "  x", "\n- ", "- : {a", "\tq: 'x", "| |"):
            changed = text.edited(TextChange(Stretch(Spot(entry.line, 99), Spot(entry.line, 99)), new))
            lines = frozenset(range(entry.line, entry.line + 1 + new.count("\n")))
            found = read(Outline(source.name, changed, lines), whole.tree)
            ids = {each.id for each in Outline(source.name, changed, lines).entries}
            assert found.tree is not None
            assert {each.id for each in outline.entries} - {entry.id} <= ids | {""}


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_every_beginning_of_a_shipped_file_has_a_tree(source: Path) -> None:
    whole = source.read_text(encoding="utf-8")
    for cut in range(50, len(whole), max(50, len(whole) // 40)):
        text = EditorText(whole[:cut])
        last = len(text.lines) - 1
        found = read(Outline(source.name, text, frozenset({last})))
        assert found.tree is not None or not found.problems, whole[cut - 80 : cut]


def test_a_line_at_the_top_that_is_no_key_yet_goes_alone() -> None:
    text = EditorText("# A comment\ntitle: A crate\ndat")
    found = read(Outline(NAME, text, frozenset({2})))
    assert found.tree == {"title": "A crate"}
    assert [each.name for each in Outline(NAME, EditorText("title:\n")).sections] == ["title"]
    assert Outline(NAME, EditorText("claims:\n\n")).entries == []


def test_a_reference_to_the_record_in_hand_is_no_mistake(desk: MakeDesk) -> None:
    more = "  - id: again\n    restates: voss-set\n    source: herald\n    quote: They set them on fire\n"
    there = desk(CRATE + more)
    at = CRATE.index("voss\n    stance") + 4
    (found,) = typed(there, at, ": {")[NAME]
    assert " syntax " in found
    incident = there.seen[NAME].incident
    assert incident is not None
    assert set(incident.by_id) == {"brandt-wiring", "again"}
    assert incident.by_id["again"].speaker == "voss"
    assert typed(there, at, "", at + 3)[NAME] == ["10:3 unused nobody is recorded on the question `seen-on`"]


def test_a_misspelt_restates_is_said_to_be_one(desk: MakeDesk) -> None:
    there = desk(CRATE)
    new = "  - id: again\n    restates: voss-sett\n    source: herald\n    quote: They set them on fire\n"
    assert typed(there, len(CRATE), new)[NAME] == ["25:15 unknown-claim unknown claim `voss-sett`"]
    assert there.seen[NAME].diagnostics[0].candidates == ("voss-set",)


def test_a_claim_that_is_restated_leaves_the_tree_as_it_is(desk: MakeDesk) -> None:
    there = desk(
        CRATE + "  - id: again\n    restates: voss-set\n    source: herald\n    quote: They set them on fire\n"
    )
    tree = there.seen[NAME].tree
    assert isinstance(tree, Mapping)
    assert list(tree["claims"][2]) == ["id", "restates", "source", "quote"]


# Places


@pytest.mark.parametrize(
    ("text", "role", "path", "word"),
    [
        ("claims:\n  - id: a\n    speaker: vo|ss\n", "value", "claims.*.speaker", "voss"),
        ("claims:\n  - id: a\n    spe|\n", "key", "claims.*", "spe"),
        ("claims:\n- id: a\n  |", "key", "claims.*", ""),
        ("claims:\n  - id: a\n    stance: {asserts: {dep|", "key", "claims.*.stance.asserts", "dep"),
        ("claims:\n  - id: a\n    stance: {asserts: {x: y}, d|", "key", "claims.*.stance", "d"),
        ("claims:\n  - id: a\n    stance: {asserts: {x: y},\n      den|", "key", "claims.*.stance", "den"),
        ("claims:\n  - id: a\n    stance:\n      asserts:\n        x: |", "value", "claims.*.stance.asserts.x", ""),
        ("claims:\n  - {id: a, speaker: |", "value", "claims.*.speaker", ""),
        ("claims:\n  - id: a\n    via: [a, b|c", "value", "claims.*.via.*", "bc"),
        ("claims:\n  - id: a\n    speaker:|", "value", "claims.*.speaker", ""),
        ("claims:\n  - id: a\n    note: some\n      words|", "prose", "", ""),
        ("claims:\n  - id: a\n    quote: >-\n      speaker: |", "prose", "", ""),
        ('claims:\n  - id: a\n    quote: "words|', "prose", "", ""),
        ('claims:\n  - {id: a, quote: "wo|', "prose", "", ""),
        ("disputants: [po|rt]", "value", "disputants.*", "port"),
        ("cou|", "key", "", "cou"),
        ("claims:\n  - id: a # claimcheck: allow un|used", "comment", "", "unused"),
    ],
)
def test_a_place_is_told_by_its_line_and_depth(text: str, role: str, path: str, word: str) -> None:
    at = text.index("|")
    whole = EditorText(text[:at] + text[at + 1 :])
    found = place(whole, whole.spot(at))
    assert (found.role, ".".join(each or "*" for each in found.path), found.word) == (role, path, word)


# Completion


def test_each_place_has_its_own_words(desk: MakeDesk) -> None:
    there = desk(CRATE)
    typed(there, len(CRATE), "  - id: typed\n    ")
    assert offered(there, "typed\n    ")[:3] == ["speaker", "as", "party"]
    typed(there, len(there.text(NAME).whole), "speaker: ")
    assert offered(there, "speaker: ") == ["brandt", "voss", "keel"]
    typed(there, len(there.text(NAME).whole), "брандт")
    assert offered(there, "брандт") == ["brandt"]
    typed(there, len(there.text(NAME).whole), "\n    stance: {")
    assert offered(there, "stance: {")[:2] == ["asserts", "implies"]
    typed(there, len(there.text(NAME).whole), "asserts: {")
    assert offered(there, "{asserts: {") == ["cause", "seen-on"]
    typed(there, len(there.text(NAME).whole), "cause: ")
    assert offered(there, "{asserts: {cause: ") == ["wiring", "set"]
    typed(there, len(there.text(NAME).whole), "set, ")
    assert offered(there, "{asserts: {cause: set, ") == ["seen-on"]
    typed(there, len(there.text(NAME).whole), "seen-on: ")
    assert offered(there, "seen-on: ") == []
    typed(there, len(there.text(NAME).whole), "2031}}\n    source: ")
    assert offered(there, "source: ") == ["herald"]
    typed(there, len(there.text(NAME).whole), "herald\n    quote: s")
    assert offered(there, "quote: s") == []


def test_an_id_that_is_half_there_is_replaced_whole(desk: MakeDesk) -> None:
    there = desk(CRATE.replace("speaker: brandt\n", "speaker: bra-ndt\n"))
    text = there.text(NAME)
    (item,) = complete(there, NAME, text.spot(text.whole.index("bra-ndt") + 3))
    start, end = (text.offset(each) for each in item.where)
    assert (text.whole[start:end], item.new) == ("bra-ndt", "brandt")


# Hover


def test_hover_says_who_and_what(desk: MakeDesk) -> None:
    there = desk(CRATE)
    text = there.text(NAME)

    def told(words: str, ahead: int = 1) -> list[str]:
        found = hover(there, NAME, text.spot(text.whole.index(words) + ahead))
        return list(found.lines) if found else []

    assert told("brandt\n    stance") == [
        "Ilse Brandt, harbour captain",
        "Speaks for Sarn Port Authority",
        "Also printed as Ильзе Брандт",
        "1 claim in this file",
    ]
    assert told("wiring}}")[:2] == ["The wiring caught fire.", "an answer to: What set the crates on fire?"]
    assert told("cause: wiring")[-1] == "contested: Sarn Port Authority, Dockers' Union"
    assert told("herald\n    quote: It")[0] == "Sarn Herald, 5 Mar 2031"
    assert told("2031-03-04") == ["4 Mar 2031"]
    assert told("voss-set")[-1] == "Clashes with brandt-wiring: answers that exclude each other"
    assert told("disputants") == ["The parties or sides between whom it is contested, in the order of the columns."]
    assert told("quote: It", 8) == []


# Ids


def spot_of(desk: Desk, words: str, ahead: int = 1) -> Spot:
    text = desk.text(NAME)
    return text.spot(text.whole.index(words) + ahead)


def shown(where: list[Where]) -> list[str]:
    return [f"{each.name}:{each.where.start.line + 1} {_words(each.text, each.where)}" for each in where]


def _words(text: EditorText, where: Stretch) -> str:
    return text.whole[text.offset(where.start) : text.offset(where.end)]


def after(desk: Desk, name: str, changes: list[TextChange]) -> str:
    text = desk.text(name)
    for each in sorted(changes, reverse=True):
        text = text.edited(each)
    return text.whole


def test_an_id_leads_to_where_it_is_declared(desk: MakeDesk) -> None:
    there = desk(CRATE)
    for words, place_of_it in (
        ("brandt\n    stance", "speakers.yaml:5 brandt"),
        ("port, union]", "speakers.yaml:2 port"),
        ("herald\n    quote", f"{NAME}:12 herald"),
        ("cause: wiring", f"{NAME}:5 cause"),
        ("wiring}}", f"{NAME}:8 wiring"),
    ):
        assert shown(definition(there, NAME, spot_of(there, words))) == [place_of_it]
    assert definition(there, NAME, spot_of(there, "nothing but")) == []


def test_every_place_that_names_a_thing_is_found(desk: MakeDesk) -> None:
    there = desk(CRATE)
    assert shown(references(there, NAME, spot_of(there, "voss\n    stance"))) == [
        f"{NAME}:20 voss",
        "speakers.yaml:6 voss",
    ]
    assert shown(references(there, NAME, spot_of(there, "cause: set"), declared=False)) == [
        f"{NAME}:16 cause",
        f"{NAME}:21 cause",
    ]


def test_a_rename_changes_ids_and_nothing_else(desk: MakeDesk) -> None:
    there = desk(CRATE)
    found = rename(there, NAME, spot_of(there, "voss\n    stance"), "jan-voss")
    assert after(there, NAME, found.changes[NAME]) == CRATE.replace("speaker: voss", "speaker: jan-voss")
    assert after(there, "speakers.yaml", found.changes["speakers.yaml"]) == SPEAKERS.replace("  voss:", "  jan-voss:")
    for new, why in (("Jan", "is not an id"), ("keel", "is taken"), ("voss", "is its id already")):
        with pytest.raises(ClaimcheckError, match=why):
            rename(there, NAME, spot_of(there, "voss\n    stance"), new)
    with pytest.raises(ClaimcheckError, match="nothing here has an id"):
        may_be_renamed(there, NAME, spot_of(there, "nothing but"))


def test_no_rename_while_a_file_with_the_word_cannot_be_read(desk: MakeDesk) -> None:
    there = desk(CRATE)
    typed(there, len(CRATE), "  - {id: voss")
    with pytest.raises(ClaimcheckError, match="cannot be changed"):
        rename(there, NAME, spot_of(there, "voss\n    stance"), "jan-voss")


# Actions


def titles(desk: Desk, words: str) -> dict[str, dict[str, list[TextChange]]]:
    line = spot_of(desk, words, 0).line
    return {each.title: each.changes for each in actions(desk, NAME, range(line, line + 1))}


def test_a_word_that_was_meant_takes_the_place_of_the_other(desk: MakeDesk) -> None:
    there = desk(CRATE.replace("speaker: voss", "speaker: vos").replace("{cause: set}", "{cuase: set}"))
    found = titles(there, "speaker: vos")
    assert list(found) == ["Change to `voss`", "Declare speaker `vos`"]
    assert "speaker: voss\n" in after(there, NAME, found["Change to `voss`"][NAME])
    (home, changes), *_ = found["Declare speaker `vos`"].items()
    assert after(there, home, changes) == SPEAKERS + "  vos: {name: Vos}\n"
    cause = titles(there, "cuase: set")
    assert "asserts: {cause: set}" in after(there, NAME, cause["Change to `cause`"][NAME])


def test_what_takes_no_judgement_is_mended(desk: MakeDesk) -> None:
    there = desk(CRATE.replace("the wiring, and", "the\u200b wiring, and").replace("that night", "that nig\u200bht"))
    found = titles(there, "and nothing")
    (title,) = (each for each in found if each.startswith("Mend"))
    assert "the wiring, and" in after(there, NAME, found[title][NAME])
    assert after(there, NAME, mend_all(there, NAME)) == CRATE


def test_a_finding_may_be_let_stand_for_a_reason(desk: MakeDesk) -> None:
    there = desk(CRATE)
    found = titles(there, "seen-on: {")
    text = after(there, NAME, found["Allow `unused` here, because …"][NAME]).replace(
        "unused -- ", "unused -- asked soon"
    )
    assert desk(text).seen[NAME].diagnostics == ()


def test_formatting_is_what_fmt_writes(desk: MakeDesk) -> None:
    mixed = CRATE.replace("    speaker: voss\n", "").replace("that night\n", "that night\n    speaker: voss\n")
    there = desk(mixed)
    assert after(there, NAME, format_file(there, NAME)) == after(desk(CRATE), NAME, format_file(desk(CRATE), NAME))
    assert format_file(desk(CRATE + "  - {"), NAME) == []


# Lists


def test_the_outline_tells_who_speaks_to_a_question(desk: MakeDesk) -> None:
    there = desk(CRATE)
    questions, sources, claims = symbols(there, NAME)
    assert [(each.name, [below.name for below in each.below]) for each in questions.below] == [
        ("cause", ["brandt-wiring", "voss-set"]),
        ("seen-on", []),
    ]
    assert [each.detail for each in (*sources.below, *claims.below)] == ["Sarn Herald", "Ilse Brandt", "Jan Voss"]
    typed(there, len(CRATE), "  - id:")
    assert all(each.name for part in symbols(there, NAME) for each in part.below)


def test_a_lens_says_between_whom_a_question_is_contested(desk: MakeDesk) -> None:
    there = desk(CRATE)
    assert [(each.line, each.words) for each in lenses(there, NAME)] == [
        (4, "contested: Sarn Port Authority, Dockers' Union")
    ]


def test_things_are_found_by_name_in_the_whole_collection(desk: MakeDesk) -> None:
    there = desk(CRATE)
    assert [(each.id, each.sort) for each in search(there, "брандт")] == [("brandt", "speaker")]
    assert [each.id for each in search(there, "voss")] == ["voss", "voss-set"]


def test_records_are_folded_and_selected(desk: MakeDesk) -> None:
    there = desk(CRATE)
    assert folds(there, NAME) == [(3, 9), (4, 8), (10, 11), (12, 22), (13, 17), (18, 22)]
    sizes = [each.end.line - each.start.line for each in selections(there, NAME, spot_of(there, "speaker: voss"))]
    assert sizes == [0, 4, 11, 23]
