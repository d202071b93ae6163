"""Bytes in, records and diagnostics out: whatever lies in `claims/` gives a place and a sentence, no exception."""

from __future__ import annotations

import os
import socket
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimcheck.characters import unseen
from claimcheck.checks.run import run as run_rules
from claimcheck.errors import NoCollectionError
from claimcheck.model.diagnostic import Severity
from claimcheck.store.files import MAX_BYTES, Folder, Unreadable, find
from claimcheck.store.load import Loaded, load
from claimcheck.store.parse import MAX_DEPTH, parse
from claimcheck.store.tree import Mapping, Scalar
from tests.conftest import TESTS, Corpus

SARN = TESTS / "fixtures" / "claims"
FIRE = (SARN / "incidents" / "harbour-fire.yaml").read_bytes()


@dataclass
class Texts:
    """A collection in memory."""

    files: dict[str, bytes]
    prefix: str = "claims/"

    def incidents(self) -> list[str]:
        return sorted(name for name in self.files if name.startswith("incidents/"))

    def read(self, name: str) -> bytes | None:
        return self.files.get(name)


def told(data: bytes) -> list[tuple[int, int, str]]:
    """The problems of a text: line, column, the first words."""
    return [(each.line, each.column, each.message) for each in parse(data).problems]


def of_incident(data: bytes | str) -> Loaded:
    text = textwrap.dedent(data).encode() if isinstance(data, str) else data
    return load(Texts({"incidents/fire.yaml": text, "speakers.yaml": (SARN / "speakers.yaml").read_bytes()}))


def errors(loaded: Loaded) -> list[tuple[int, int, str, str]]:
    """Errors of an incident, each with line, column, message and hint."""
    return [
        (each.location.line, each.location.column, each.message, each.hint)
        for each in loaded.diagnostics
        if each.severity is Severity.ERROR
    ]


# --- parse: every scalar is text


@pytest.mark.parametrize(
    "word",
    [
        "NO",
        "no",
        "on",
        "Y",
        "true",
        "null",
        "~",
        "12:30",
        "0o14",
        "010",
        "1_000",
        "0x1F",
        ".inf",
        "1e3",
        "2009-01-27",
        "=",
    ],
)
def test_every_scalar_is_the_text_that_was_written(word: str) -> None:
    assert parse(f"countries: [{word}]\nplace: {word}\n{word}: x".encode()).tree == {
        "countries": [word],
        "place": word,
        word: "x",
    }


def test_a_key_with_nothing_behind_it_holds_no_words() -> None:
    assert parse(b"a:\nb: ''").tree == {"a": "", "b": ""}


def test_texts_and_containers_know_where_they_begin() -> None:
    tree = parse("é: {b: [x, y]}\nc:\n  - d: z".encode()).tree
    assert isinstance(tree, Mapping)
    places = [(each.line, each.column) for each in (tree["é"], tree["é"]["b"], tree["é"]["b"][1], tree["c"][0]["d"])]
    assert places == [(1, 4), (1, 8), (1, 12), (3, 8)]
    assert [(key.line, key.column) for key in tree if isinstance(key, Scalar)] == [(1, 1), (2, 1)]


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfa: b\nc: d\n", b"a: b\r\nc: d\r\n", b"---\na: b\nc: d\n...\n", b"a: b\rc: d"]
)
def test_marks_line_ends_and_document_lines_do_not_matter(data: bytes) -> None:
    parsed = parse(data)
    assert (parsed.tree, parsed.problems) == ({"a": "b", "c": "d"}, [])


# --- parse: what would let a file mean something that its reader does not see


@pytest.mark.parametrize(
    ("data", "line", "column", "what"),
    [
        ("a: b\nc: *x", 2, 4, "an alias (`*x`)"),
        ("a: &x b", 1, 4, "an anchor (`&x`)"),
        ("a: &x\n  b: c", 1, 4, "an anchor (`&x`)"),
        ("a: !!int 5", 1, 4, "a tag (`tag:yaml.org,2002:int`)"),
        ("a: !!python/object/apply:os.system [x]", 1, 4, "a tag"),
        ("a: ! 5", 1, 4, "a tag (`!`)"),
        ("%YAML 1.1\n---\na: NO", 1, 1, "a `%` directive"),
        ("a: b\n---\nc: d", 2, 1, "a second document"),
        ("a: b\nc: d\na: e", 3, 1, "duplicate key `a`: it stands on line 1 too"),
        ("a:\n  b: c\n  b: d", 3, 3, "duplicate key `b`: it stands on line 2 too"),
        ("{a: b, a: c}", 1, 8, "duplicate key `a`"),
        ("a: b\n'a': c", 2, 1, "duplicate key `a`"),
        ("? [a]\n: b", 1, 3, "a key that is not text"),
        ("? {a: b}\n: c", 1, 3, "a key that is not text"),
        ('"\\01": b', 1, 1, "a key that begins with U+0000"),
        ("[" * 40, 1, MAX_DEPTH + 1, f"nesting deeper than {MAX_DEPTH}"),
        ("[" * 40 + "]" * 40, 1, MAX_DEPTH + 1, f"nesting deeper than {MAX_DEPTH}"),
        ("- " * 40 + "a", 1, 2 * MAX_DEPTH + 1, f"nesting deeper than {MAX_DEPTH}"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> theirs", 2, 1, "unresolved git conflict"),
        ("a:\n\tb: c", 2, 1, "not valid YAML"),
        ("quote: he said: no", 1, 15, "not valid YAML"),
        ("a: 'b", 1, 4, "not valid YAML: this quotation mark is not closed"),
        ("a: [b", 1, 4, "not valid YAML: a `]` is missing"),
        ("a: b\x00", 1, 5, "character U+0000"),
        ("a: b\n  \x07", 2, 3, "character U+0007"),
        ('a: "\\ud800"', 1, 7, "not valid YAML"),
        ("a: @b", 1, 4, "not valid YAML"),
    ],
)
def test_what_a_reader_would_not_see_is_refused_at_its_place(data: str, line: int, column: int, what: str) -> None:
    problems = told(data.encode())
    assert problems[0][:2] == (line, column)
    assert problems[0][2].startswith(what)
    assert len(problems) == 1
    assert parse(data.encode()).problems[0].grave


BROKEN = """\
title: A fire
questions:
  cause: {ask: Why?, answers: {wiring: Wiring., arson: Arson.}}
  weather: {ask: What weather?, answers: {}}
sources:
  herald: {publisher: Herald, published: 5 March}
claims:
  - {id: a, speaker: captain, source: herald, quote: It was wiring, stance: {asserts: {cause: wiring}}, said: March}
  - {id: b, speaker: captain, source: herald, quote: It was wiring, stance: {asserts: {cause: storm}}}
  - {id: c, speaker: captain, source: herald, quote: It was wiring, stance: {assert: {cause: wiring}}}
  - {id: d, restates: d}
"""


def test_the_place_of_a_diagnostic_is_that_of_its_path() -> None:
    loaded = of_incident(BROKEN)
    ruled = run_rules(loaded.collection, loaded.locate, loaded.incident_of, whole=True)
    found = [each for each in (*loaded.diagnostics, *ruled) if each.path]
    for each in found:
        assert loaded.locate(each.location.file, each.path, at_key=each.at_key) == each.location
    paths = {(each.path, each.at_key) for each in found}
    assert {
        (("sources", "herald", "published"), False),
        (("claims", 0, "said"), False),
        (("claims", 2, "stance", "assert"), True),
        (("claims", 3, "restates"), False),
    } <= paths
    assert (("claims", 1, "stance", "asserts", "cause", 0), False) in paths  # by a rule, after others were taken out


ENTRIES = """\
claims:
  - id: a
    speaker: captain
    stance: {asserts: {cause: accident}}
    said: 2031-03-05
    quote: It was wiring
  - id: b
    speaker: captain
    quote: "It was wiring"
"""
WHOLE = "goes whole in quotation marks"


@pytest.mark.parametrize(
    ("old", "new", "place", "what", "hint"),
    [
        ("quote: It", 'quote: "It', (6, 12), "this quotation mark is not closed", ""),
        ("accident}}", '"accident}}', (4, 31), "this quotation mark is not closed", ""),
        ('"It was wiring"', "'It was wiring", (9, 12), "this quotation mark is not closed", ""),
        ("speaker: captain", "speaker:captain", (3, 12), "no space after the colon", "a space"),
        ("id: b", "id:b", (7, 7), "no space after the colon", "a space"),
        ("said: ", "said ", (5, 5), "this line is no `key: value`", "followed by a colon"),
        ("accident}}", "accident}", (4, 13), "a `}` is missing", "`{` is not closed"),
        ("accident}}", "accident", (4, 23), "a `}` is missing", "`{` is not closed"),
        ("2031-03-05", "[2031-03-05", (5, 11), "a `]` is missing", "`[` is not closed"),
        ("accident}}", "accident}}}", (4, 41), "", "one `}` too many"),
        ("It was", "It was: the", (6, 18), "", "holds a colon"),
        ("cause: accident", "cause: an: accident", (4, 33), "", "put text inside"),
        ("It was wiring", "'It wasn't wiring'", (6, 21), "", "an apostrophe is written twice"),
        ("It was wiring", '"abc" he said', (6, 18), "", f"a quotation mark {WHOLE}"),
        ("It was wiring", '"abc", he said: no', (6, 17), "", f"a quotation mark {WHOLE}"),
        ("It was wiring", "[The port] said so", (6, 23), "", f"`[` {WHOLE}"),
        ("It was wiring", "@port", (6, 12), "", f"`@` {WHOLE}"),
        ("It was wiring", "%port", (6, 12), "", f"`%` {WHOLE}"),
        ("It was wiring", "- port", (6, 12), "", f"`-` {WHOLE}; a list begins on the next line"),
        ("It was wiring", "& port", (6, 13), "", f"`&` {WHOLE}"),
        ("It was wiring", "| port", (6, 14), "", f"`|` {WHOLE}"),
        ("    said", "     said", (5, 6), "", "one column"),
        ("    said", "   said", (5, 4), "", "one column"),
        ("  - id: b", "   - id: b", (7, 4), "", "one column"),
        ("    said", "\tsaid", (5, 1), "", "not tabs"),
    ],
)
def test_a_mistake_of_yaml_is_told_where_it_was_made_with_what_mends_it(
    old: str, new: str, place: tuple[int, int], what: str, hint: str
) -> None:
    (problem,) = [each for each in parse(ENTRIES.replace(old, new, 1).encode()).problems if each.grave]
    assert (problem.line, problem.column) == place
    assert what in problem.message
    assert hint in problem.hint
    assert bool(hint) == bool(problem.hint)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It was wiring", '"\\q"'),  # no text in brackets or with a colon, whatever stands near
        ("It was wiring", '"It was\n      note: of" the wiring'),  # this mark is closed, two lines on
        ("It was wiring", "It was\n      the port: wiring"),
        ("accident}}", "accident,\n      when: he: said}}"),
    ],
)
def test_where_nobody_knows_what_was_meant_there_is_no_hint(old: str, new: str) -> None:
    (problem,) = parse(ENTRIES.replace(old, new, 1).encode()).problems
    assert problem.hint == ""
    assert "is not closed" not in problem.message


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        ("a: é".encode("latin-1"), 1, 4, "0xe9"),
        ("é: b\nc: é".encode() + b"\xff", 2, 5, "0xff"),
        ("a: b".encode("utf-16"), 1, 1, "0xff"),
        (b"a: \xed\xa0\x80", 1, 4, "0xed"),
        (b"a: \xc0\x80", 1, 4, "0xc0"),
        (b"\x80", 1, 1, "0x80"),
        (b"a: \xf0\x9f", 1, 4, "0xf0"),
    ],
)
def test_what_is_not_utf_8_is_refused_at_its_byte(data: bytes, line: int, column: int, byte: str) -> None:
    assert told(data) == [(line, column, f"not UTF-8: byte {byte}")]


def test_a_conflict_needs_both_its_ends_and_a_rule_of_signs_is_none() -> None:
    assert told(b"text: |\n  a\n  =======\n  b") == []
    assert told(b"a: |\n  x\n=======\n")[0][2].startswith("not valid YAML")


def test_an_alias_bomb_is_no_bomb() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60))
    parsed = parse(f"a0: &a0 [x]\n{levels}".encode())
    assert len(parsed.problems) == 1 + 59 * 10


def test_nesting_up_to_the_limit_is_read() -> None:
    assert told(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH) == []


def test_several_things_that_are_refused_are_all_told() -> None:
    text = b"a: &x 1\na: 2\nb: *x\nc: !t 3\nd: {e: 1, e: 2}\n"
    assert [(line, column) for line, column, _ in told(text)] == [(1, 4), (2, 1), (3, 4), (4, 4), (5, 11)]


@pytest.mark.parametrize(
    ("data", "place", "what"),
    [
        ("quote: room # 4 burnt", (1, 13), "`# 4 burnt` is a comment, not a part of `quote`"),
        (
            "answers:\n  hall: In hall #4, not in hall #5.",
            (2, 17),
            "`#4, not in hall #5.` is a comment, not a part of `hall`",
        ),
        ("place: Sarn quay # 4", (1, 18), "`# 4` is a comment, not a part of `place`"),
        ("place: Sarn #4", (1, 13), "`#4` is a comment, not a part of `place`"),
        ("aliases:\n  - The voice #4\n  - b", (2, 15), "`#4` is a comment, not a part of this item"),
        ("note: #4 is open\nid: a", (1, 7), "`#4 is open` is a comment, not a part of `note`"),
        ("unit: #persons", (1, 7), "`#persons` is a comment, not a part of `unit`"),
        (
            "a:\n  note: The shift in hall\n    #4 was late\n  id: a",
            (3, 5),
            "`#4 was late` is a comment, not a part of",
        ),
        ("note: | #4 is open\n  yes", (1, 9), "`#4 is open` is a comment, not a part of `note`"),
        ('title: "Hall" #4', (1, 15), "`#4` is a comment, not a part of `title`"),
        ("hall: In hall 4 #", (1, 17), "`#` is a comment, not a part of `hall`"),
        ("note: #4 is open\n  and shut", (1, 7), "`#4 is open` is a comment, not a part of `note`"),
        ("a: {hall: In hall 4, allegedly}", (1, 22), "a comma inside `{ }` ended the text before `allegedly`"),
        ("claims:\n  - {text: He left #2}", (2, 20), "`#2}` is a comment, not a part of `text`"),
        ("- quote: He left, he said  # seen twice", (1, 28), "`# seen twice` is a comment"),
        ("{quote: He left, he said}", (1, 18), "a comma inside `{ }` ended the text before `he said`"),
        ("{id: a, text: Nobody came, not even Jon, source: x}", (1, 28), "a comma inside `{ }` ended the text"),
        ("source: herald # the first", None, ""),
        ("quote: 'room # 4 burnt'", None, ""),
        ("quote: room#4 burnt", None, ""),
        ("{quote: 'He left, he said'}", None, ""),
        ("{id: a, draft: , source: x}", None, ""),
        ("quote: >-\n  room # 4\n  burnt", None, ""),
        ("quote: # to do\n  He left", None, ""),
        (
            "claims:\n  - id: a\n    source: herald\n    # claimcheck: allow long-quote -- it is one\n    text: x",
            None,
            "",
        ),
        ("answers:  # both\n  left: x # y", None, ""),
    ],
)
def test_what_yaml_drops_from_a_sentence_is_warned_of(data: str, place: tuple[int, int] | None, what: str) -> None:
    problems = [each for each in parse(data.encode()).problems if not each.grave]
    assert [(each.line, each.column) for each in problems] == ([place] if place else [])
    assert all(each.message.startswith(what) for each in problems)


def test_line_ends_that_only_yaml_knows_are_refused_at_their_place() -> None:
    """Behind U+2028 in a comment, the words that a reader takes for a part of it would be testimony."""
    text = "title: x # one\u2028injected: y\nclaims:\n  - {id: a,\u0085 note: b\u2029}\n  - {id: b, id: c}\n"
    found = parse(text.encode())
    assert [(each.line, each.column) for each in found.problems if each.grave] == [(1, 15), (3, 12), (3, 21), (4, 13)]
    assert "U+2028 ends a line for YAML" in found.problems[0].message
    assert "injected" not in str(found.tree)


@pytest.mark.parametrize(
    ("text", "places"), [("a: b\nc: d\r e\n", [(2, 5)]), ("a: b\r\nc: d\r\n", []), ("a: b\rc: d", [])]
)
def test_a_carriage_return_alone_is_refused_among_other_ends_of_lines(text: str, places: list[tuple[int, int]]) -> None:
    assert [(each.line, each.column) for each in parse(text.encode()).problems] == places


# --- load: structure


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("title: x\nquestions:\nclaims:", []),
        ("", [(1, 1, "expected `key: value` lines, found nothing", "")]),
        ("# only a remark", [(1, 1, "expected `key: value` lines, found nothing", "")]),
        ("- a", [(1, 1, "expected `key: value` lines, found a list", "")]),
        ("word", [(1, 1, "expected `key: value` lines, found only text", "")]),
        ("title: x\nclaims:", [(1, 1, "missing key `questions`", "needs `title`, `questions`, `claims`")]),
        ("title:\nquestions:\nclaims:", [(1, 7, "`title` is empty", "write its text")]),
        ("title: [x]\nquestions:\nclaims:", [(1, 8, "expected text, found a list", "quotation marks")]),
        ("title: x\nquestions: []\nclaims:", [(2, 12, "expected `key: value` lines, found a list", "")]),
        ("title: x\nquestions:\nclaims: {}", [(3, 9, "expected a list, found `key: value` lines", "")]),
        ("title: x\nquestions:\nclaims:\n  - word", [(4, 5, "expected `key: value` lines, found `word`", "")]),
        (
            "title: x\ndate: 30.1.2009\nquestions:\nclaims:",
            [(2, 7, "`30.1.2009` is not a date; did you mean `2009-01-30`?", "")],
        ),
        (
            "title: x\ncountries: [Norway]\nquestions:\nclaims:",
            [(2, 13, "`Norway` does not fit", "two capital letters")],
        ),
        ("title: x\ncountries: [NO]\nquestions:\nclaims:", []),
        (
            "titel: x\nquestions:\nclaims:",
            [(1, 1, "missing key `title`", ""), (1, 1, "unknown key `titel`", "`title`")],
        ),
        ("title: x\nquestions:\n  Q1: {ask: x}\nclaims:", [(3, 3, "`Q1` is not an id", "lower-case letters")]),
        (
            "title: x\nquestions:\n  on: {ask: x, kind: dat}\nclaims:",
            [(3, 22, "unknown word `dat`", "did you mean `date`?")],
        ),
        (
            "title: x\nquestions:\n  q: {aks: x}\nclaims:",
            [(3, 6, "missing key `ask`", ""), (3, 7, "unknown key `aks`", "`ask`")],
        ),
        (
            "title: x\nquestions:\n  q: {ask: x, exclusive: no}\nclaims:",
            [(3, 26, "expected `true` or `false`, found `no`", "")],
        ),
        (
            "title: x\nquestions:\nterms: {a: {b: ['*x']}}\nclaims:",
            [(3, 17, "`*x` does not fit", "`*` at the end only")],
        ),
        (
            "title: x\nquestions:\nsources: {a: {publisher: y, url: ftp://x}}\nclaims:",
            [(3, 34, "`ftp://x` does not", "http://")],
        ),
    ],
)
def test_what_does_not_fit_is_told_with_place_and_hint(written: str, found: list[tuple[int, int, str, str]]) -> None:
    got = sorted(errors(of_incident(written)))
    assert [each[:2] for each in got] == [each[:2] for each in found]
    for (_, _, message, hint), (_, _, begins, holds) in zip(got, found, strict=True):
        assert message.startswith(begins)
        assert holds in hint


def test_a_misspelt_stance_is_told_at_its_key_with_the_right_word() -> None:
    text = FIRE.decode().replace("{asserts: {cause: set}}", "{assserts: {cause: set}}")
    line = text[: text.index("assserts")].count("\n") + 1
    assert errors(of_incident(text.encode())) == [(line, 14, "unknown stance `assserts`", "did you mean `asserts`?")]


def test_all_errors_of_a_file_are_told_and_what_is_sound_is_kept() -> None:
    loaded = of_incident("""\
        title: Fire
        place: [Sarn]
        questions:
          cause: {ask: How?, answers: {set: Somebody did it., Set: No id.}}
          began: {ask: "When?", kind: day}
          crates: {ask: "How many?", kind: number}
        sources:
          herald: {publisher: Sarn Herald, published: yesterday}
          radio: {publisher: Coast Radio}
        claims:
          - {id: one, speaker: union, source: radio, stance: {denis: {crates: 3}}, text: x}
          - {speaker: union, source: radio, text: x}
          - {id: three, speaker: union, source: radio, stance: {denies: {crates: 3}}, text: x, said: 4 March}
          - {id: four, speaker: union, source: radio, stance: {denies: {crates: 4}}, text: x}
    """)
    assert [each[:2] for each in errors(loaded)] == [(2, 8), (4, 55), (5, 31), (8, 47), (11, 55), (12, 5), (13, 94)]
    incident = loaded.collection.incidents["fire"]
    assert [claim.id for claim in incident.claims] == ["four"]
    assert list(incident.questions) == ["crates"]
    assert list(incident.sources) == ["radio"]
    assert {"one", "three", "cause", "began", "herald"} <= incident.unread
    assert incident.claims[0].location.line == 14
    assert incident.claims[0].path == ("claims", 3)


def test_a_place_inside_a_record_is_found_again() -> None:
    loaded = load(Folder(SARN, "claims/"))
    claim = loaded.collection.incidents["harbour-fire"].by_id["union-not-arson"]
    place = loaded.locate(claim.location.file, (*claim.path, "stance", "asserts", "safety", 1))
    line = FIRE.decode().splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith("exits")
    key = loaded.locate(claim.location.file, (*claim.path, "stance", "denies"), at_key=True)
    assert FIRE.decode().splitlines()[key.line - 1][key.column - 1 :].startswith("denies")


@pytest.mark.parametrize("name", ["speakers.yaml", "themes.yaml"])
@pytest.mark.parametrize("data", [b"[", b"- a", b"x: y", b"\xff", b"parties: {a: {nam: b}}\n"])
def test_an_error_in_a_shared_file_belongs_to_no_incident(name: str, data: bytes) -> None:
    found = load(Texts({name: data})).diagnostics
    assert found
    assert {each.incident for each in found} == {None}


@pytest.mark.parametrize("data", [None, b"", b"# nothing yet\n", b"parties:\nspeakers:\n"])
def test_a_shared_file_may_be_missing_or_empty(data: bytes | None) -> None:
    assert load(Texts({} if data is None else {"speakers.yaml": data})).diagnostics == []


@pytest.mark.parametrize(
    "name", ["Fire.yaml", "fire 1.yaml", "-fire.yaml", "fire_1.yaml", ".yaml", "fire\n.yaml", "ö.yaml"]
)
def test_an_incident_whose_file_name_is_no_id_is_told(name: str) -> None:
    loaded = load(Texts({f"incidents/{name}": FIRE}))
    assert loaded.collection.incidents == {}
    assert [each.severity for each in loaded.diagnostics] == [Severity.ERROR]


@pytest.mark.parametrize("name", ["fire.yml", "readme.md", "fire.yaml~", "fire.YAML"])
def test_what_is_no_incident_is_not_read_and_said_so(name: str) -> None:
    loaded = load(Texts({f"incidents/{name}": b"\xff"}))
    assert loaded.collection.incidents == {}
    assert [(each.rule, each.severity) for each in loaded.diagnostics] == [("not-read", Severity.WARNING)]


def test_only_the_incidents_that_are_named_are_read() -> None:
    files = {"incidents/one.yaml": FIRE, "incidents/two.yaml": b"[", "incidents/three.yaml": FIRE}
    loaded = load(Texts(files), ["one", "nowhere", "../speakers"])
    assert list(loaded.collection.incidents) == ["one"]
    assert loaded.diagnostics == []


# --- load: claims that restate others


def test_a_claim_that_restates_another_takes_over_what_it_leaves_out() -> None:
    loaded = of_incident("""\
        title: Fire
        questions: {cause: {ask: "How?", answers: {set: Somebody did it.}}}
        sources: {herald: {publisher: Sarn Herald}, radio: {publisher: Coast Radio}}
        claims:
          - {id: c, restates: b, source: radio}
          - {id: b, restates: a, source: radio, quote: Not us, as: chair, said: 2031-03-05}
          - id: a
            speaker: union
            via: [night-watchman]
            stance: {denies: {cause: set}}
            said: 2031-03-04
            source: herald
            text: Denied it.
            note: Mine.
    """)
    assert errors(loaded) == []
    a, b, c = (loaded.collection.incidents["fire"].by_id[name] for name in "abc")
    assert (b.speaker, b.via, b.stance, b.quote, b.text) == ("union", ("night-watchman",), a.stance, "Not us", None)
    assert (str(b.said), str(c.said), c.as_, c.quote) == ("2031-03-05", "2031-03-05", "chair", "Not us")
    assert (b.note, c.source, c.note) == (None, "radio", None)
    assert b.inherited == {"speaker", "via", "stance"}
    assert a.inherited == frozenset()


@pytest.mark.parametrize(
    ("restates", "ring"),
    [({"a": "b", "b": "a"}, "a → b → a"), ({"a": "b", "b": "c", "c": "b"}, "b → c → b")],
)
def test_claims_that_restate_one_another_in_a_circle_are_told_once(restates: dict[str, str], ring: str) -> None:
    claims = [f"{{id: {one}, restates: {other}, speaker: s, source: x, text: t}}" for one, other in restates.items()]
    loaded = of_incident(f"title: x\nquestions:\nclaims: [{', '.join(claims)}]")
    assert [each[2] for each in errors(loaded)] == [f"claims restate one another in a circle: {ring}"]


@pytest.mark.parametrize("restates", [{"a": "a"}, {"a": "b", "b": "b"}])
def test_a_claim_that_restates_itself_is_told_so(restates: dict[str, str]) -> None:
    claims = [f"{{id: {one}, restates: {other}, speaker: s, source: x, text: t}}" for one, other in restates.items()]
    loaded = of_incident(f"title: x\nquestions:\nclaims: [{', '.join(claims)}]")
    assert [(each[2], each[3]) for each in errors(loaded)] == [
        ("a claim cannot restate itself", "name the other claim, or leave the key out")
    ]


def test_a_long_chain_of_claims_and_sources_is_read_like_any_other() -> None:
    size = 5000
    links = range(1, size)
    claims = ["  - {id: c0, speaker: union, source: s0, stance: {denies: {q: a}}, text: No.}"]
    claims += [f"  - {{id: c{n}, restates: c{n - 1}, replaces: c{n - 1}, source: s{n}}}" for n in links]
    sources = ["  s0: {publisher: p}", *(f"  s{n}: {{publisher: p, derived_from: s{n - 1}}}" for n in links)]
    text = ["title: x", "questions: {q: {ask: x, answers: {a: x}}}", "sources:", *sources, "claims:", *reversed(claims)]
    loaded = of_incident("\n".join(text))
    incident = loaded.collection.incidents["fire"]
    assert errors(loaded) == []
    assert {claim.speaker for claim in incident.claims} == {"union"}
    assert set(incident.utterances.values()) == {"c0"}
    assert run_rules(loaded.collection, loaded.locate, loaded.incident_of, [Severity.ERROR]) == []


# --- files


def test_a_file_is_read_only_inside_the_collection_and_only_if_it_is_one(corpus: Corpus, tmp_path: Path) -> None:
    claims = corpus({"sound": "title: x\nquestions:\nclaims:"})
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: secret\nquestions:\nclaims:")
    here = claims / "incidents"
    (here / "link-out.yaml").symlink_to(outside)
    (here / "link-up.yaml").symlink_to("../../outside.yaml")
    (here / "link-gone.yaml").symlink_to("nowhere.yaml")
    (here / "link-self.yaml").symlink_to("link-self.yaml")
    (here / "link-in.yaml").symlink_to("sound.yaml")
    (here / "folder.yaml").mkdir()
    os.mkfifo(here / "pipe.yaml")
    (here / "large.yaml").write_bytes(b"# " + b"x" * MAX_BYTES)
    loaded = load(Folder(claims, "claims/"))
    found = {each.incident: each for each in loaded.diagnostics}
    assert set(found) == {"link-out", "link-up", "link-gone", "link-self", "folder", "pipe", "large"}
    assert {each.rule for each in found.values()} == {"unreadable"}
    assert "out of the collection" in found["link-out"].message
    assert "out of the collection" in found["link-up"].message
    assert "leads nowhere" in found["link-gone"].message
    assert "circle" in found["link-self"].message
    assert "a folder" in found["folder"].message
    assert "a pipe" in found["pipe"].message
    assert "5 MB" in found["large"].message
    assert "secret" not in repr(loaded.collection)
    assert {"sound", "link-in"} <= set(loaded.collection.incidents)


def test_a_folder_of_incidents_may_not_lie_elsewhere(corpus: Corpus, tmp_path: Path) -> None:
    claims = corpus({"fire": "title: secret\nquestions:\nclaims:"})
    (claims / "incidents").rename(tmp_path / "elsewhere")
    (claims / "incidents").symlink_to("../elsewhere")
    loaded = load(Folder(claims, "claims/"))
    assert [each.rule for each in loaded.diagnostics] == ["unreadable"]
    assert "secret" not in repr(loaded.collection)


def test_a_socket_is_no_incident(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = corpus({})
    monkeypatch.chdir(claims / "incidents")  # a long path does not fit into the name of a socket
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("plug.yaml")
        assert [each.rule for each in load(Folder(claims, "claims/")).diagnostics] == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(corpus: Corpus) -> None:
    claims = corpus({"closed": "title: x"})
    (claims / "incidents" / "closed.yaml").chmod(0)
    assert [each.rule for each in load(Folder(claims, "claims/")).diagnostics] == ["unreadable"]


def test_incidents_that_are_no_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("")
    loaded = load(Folder(tmp_path, "claims/"))
    assert [each.rule for each in loaded.diagnostics] == ["unreadable"]
    with pytest.raises(Unreadable):
        Folder(tmp_path, "claims/").incidents()


def test_dot_files_are_passed_over(corpus: Corpus) -> None:
    claims = corpus({".hidden": "[", "seen": "title: x\nquestions:\nclaims:"})
    loaded = load(Folder(claims, "claims/"))
    assert (list(loaded.collection.incidents), loaded.diagnostics) == (["seen"], [])


def test_the_collection_is_found_from_a_folder_upwards(corpus: Corpus, tmp_path: Path) -> None:
    claims = corpus({})
    deep = tmp_path / "notes" / "today"
    deep.mkdir(parents=True)
    assert find(None, tmp_path).prefix == "claims/"
    assert find(None, deep).prefix == "../../claims/"
    assert find(None, deep).root.resolve() == claims.resolve()
    assert find("claims/", tmp_path).prefix == "claims/"
    assert find(str(claims), deep).root == claims
    assert find(None, deep, environment=str(claims)).root == claims
    assert find("../../claims", deep, environment="/nowhere").prefix == "../../claims/"


@pytest.mark.parametrize(("given_name", "environment"), [("nowhere", None), (None, "nowhere"), (None, None)])
def test_where_there_is_no_collection_the_error_says_how_to_get_one(
    given_name: str | None, environment: str | None, tmp_path: Path
) -> None:
    with pytest.raises(NoCollectionError) as caught:
        find(given_name, tmp_path, environment)
    assert caught.value.hint


# --- any bytes


def check_any(files: dict[str, bytes]) -> None:
    """Whatever they are: no exception, places in the file, and sentences that can be printed as a line."""
    loaded = load(Texts(files))
    found = [*loaded.diagnostics, *run_rules(loaded.collection, loaded.locate, loaded.incident_of, whole=True)]
    for each in found:
        assert each.message
        assert each.location.line >= 1
        assert each.location.column >= 1
    for incident in loaded.collection.incidents.values():
        assert incident == loaded.collection.incidents[incident.id]


NAMES = st.sampled_from(["incidents/fire.yaml", "speakers.yaml", "themes.yaml"])
WORDS = """claims: |title: x|questions: {a: {ask: b}}|\n|  |- |id: a|restates: a|speaker: x|{|}|[|]|: |, |'|"|# x|\t|&a
*a|!!x|stance: {asserts: {a: b}}|source: a|>|said: 2009|---\n|...\n|? |%YAML 1.1\n|\\ud800|\u2028|\x00|é|<<: |
sources: {a: {publisher: b}}|derived_from: a|also_in: [a]|replaces: a|via: [x]|kind: date|terms: {a: {b: c*}}|\r\n|~"""
SNIPPETS = st.lists(st.sampled_from(WORDS.split("|")), max_size=30).map(lambda parts: "".join(parts).encode())


@given(
    NAMES,
    st.binary(max_size=200) | SNIPPETS | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
@example("incidents/fire.yaml", b"claims: [{id: {}}]")
@example("incidents/fire.yaml", b'claims: [{id: "a\\n"}]')
@example("themes.yaml", b"a: {ask: b}\na: {ask: c}")
@example("speakers.yaml", b"speakers: {a: {name: b}, a: {name: c}}\nspeakers: x")
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    check_any({name: data})


@given(st.integers(0, len(FIRE) - 1), st.integers(0, 12), st.binary(max_size=8) | SNIPPETS)
def test_a_damaged_file_is_read_or_refused(at: int, lost: int, added: bytes) -> None:
    shared = {name: (SARN / name).read_bytes() for name in ("speakers.yaml", "themes.yaml")}
    check_any({**shared, "incidents/harbour-fire.yaml": FIRE[:at] + added + FIRE[at + lost :]})


@given(st.text(max_size=60))
def test_a_quote_comes_out_as_it_went_in(text: str) -> None:
    quoted = "".join(f"\\U{ord(each):08x}" for each in text)
    parsed = parse(f'quote: "{quoted}"'.encode())
    if parsed.problems:
        assert any(0xD800 <= ord(each) <= 0xDFFF for each in text)
    else:
        assert parsed.tree == {"quote": text}
        assert unseen(text) == unseen(parsed.tree["quote"])
