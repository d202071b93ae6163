"""What the program writes into a file reads back as meant, by us and by every other reader, and nothing else moves."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from claimcheck.errors import EditError
from claimcheck.model.location import Path
from claimcheck.store import emit
from claimcheck.store.edit import Edit
from claimcheck.store.parse import parse
from claimcheck.store.scalars import same_to_others
from tests import written

NAME = "incidents/fire.yaml"
SEEDS = st.integers(0, 10**9)
CLAIM: dict[str, Any] = {
    "quote": "We [sic] left: at 5 # or so",
    "id": "new-claim",
    "speaker": "a",
    "source": "b",
    "stance": {"asserts": {"cause": "set"}},
}


@given(
    st.one_of(st.text(st.characters(exclude_categories=["Cs"])), written.words, written.dates),
    st.sampled_from([(), ("said",), ("stance", "asserts", "when")]),
)
def test_a_text_reads_back_the_same_in_every_reader(text: str, where: tuple[str, ...]) -> None:
    one_line = emit.scalar(text, where)
    assert "\n" not in one_line
    in_flow = emit.scalar(text, where, flow=True)
    for whole in (
        f"a: {one_line}",
        f"- {one_line}",
        f"{{a: [{in_flow}, {in_flow}]}}",
        *["\n".join(emit.entry("a", text, 0))],
    ):
        found = parse(whole.encode())
        assert [each for each in found.problems if each.grave] == []
        assert text in str_leaves(found.tree)
        assert text in str_leaves(yaml.load(whole, yaml.BaseLoader))  # noqa: S506 - texts only
        if not where:
            assert text in str_leaves(yaml.safe_load(whole))


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "NO",
            "no",
            "on",
            "off",
            "yes",
            "y",
            "N",
            "true",
            "False",
            "null",
            "~",
            "=",
            "<<",
            ".inf",
            "-.INF",
            ".nan",
            "017",
            "0o17",
            "0x1f",
            "0b1",
            "1_000",
            "1e3",
            ".5",
            "+1",
            "-0",
            "12:30",
            "190:20:30.15",
            "2001-12-14t21:59:43.10-05:00",
            "2031-03-05",
            "2031-03",
            "---",
            "...",
            "-",
            "?",
            ":",
            "-a",
            "?a",
            ":a",
            "a:",
            "a:b",
            "{a",
            "a]",
            "a,b",
            "'a'",
            '"a"',
            "a#",
            "#a",
            "&a",
            "*a",
            "!a",
            "!!str",
            "%YAML",
            "@a",
            "`a",
            "|-",
            ">-",
            "\\u0041",
        ]
    ),
    st.text(st.sampled_from("aN0 :#-?,[]{}&*!|>'\"%@`=<~.\\/\n\té\u200b\u202e\x85\u2028\ufeff\U0001f525"), max_size=9),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)


def read_the_same(record: dict[str, Any]) -> None:
    whole = "\n".join(emit.item(record, 0))
    found = parse(whole.encode())
    assert [each for each in found.problems if each.grave] == []
    assert found.tree == [record]
    assert yaml.load(whole, yaml.BaseLoader) == [record]  # noqa: S506 - texts only
    assert yaml.safe_load(whole) == [record]
    for sort in ("base", "safe", "rt"):
        assert YAML(typ=sort, pure=True).load(whole) == [record]


RECORDS = st.fixed_dictionaries(
    {
        "id": written.words,
        "quote": HOSTILE,
        "stance": st.fixed_dictionaries({"denies": st.fixed_dictionaries({"b": HOSTILE})}),
    },
    optional={"note": HOSTILE, "via": st.lists(HOSTILE, max_size=3)},
)


@settings(max_examples=150)
@given(RECORDS)
def test_a_record_reads_back_the_same_in_every_reader(record: dict[str, Any]) -> None:
    """With types of their own and without: no `NO` turns false."""
    read_the_same({**record, "stance": {"x": record["stance"]["denies"]}})


@pytest.mark.slow
@settings(max_examples=5000)
@given(RECORDS)
def test_five_thousand_records_read_back_the_same_in_every_reader(record: dict[str, Any]) -> None:
    read_the_same({**record, "stance": {"x": record["stance"]["denies"]}})


def test_another_reader_is_asked_where_anything_could_be_misread() -> None:
    assert same_to_others(["a: NO"], {"a": "NO"})
    assert not same_to_others(["a: x # y"], {"a": "x # y"})
    assert not same_to_others(["a: [b"], {"a": "[b"})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NO", '"NO"'),
        ("on", '"on"'),
        ("y", '"y"'),
        ("12:30", '"12:30"'),
        ("017", '"017"'),
        ("2009", '"2009"'),
        ("1e3", '"1e3"'),
        ("He [sic] left", "He [sic] left"),
        ("Cargo: none", '"Cargo: none"'),
        ('"Quoted" at its head', '"\\"Quoted\\" at its head"'),
        ('in the "middle"', 'in the "middle"'),
        ("caf\u200be", '"caf\\u200be"'),
        ("Похитили солдата", "Похитили солдата"),
        ("https://harbour.example/a?b=c", "https://harbour.example/a?b=c"),
    ],
)
def test_a_text_is_quoted_where_somebody_would_read_something_else(text: str, shown: str) -> None:
    assert emit.scalar(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2031-03-04", "2031-03-04"), ("2031", "2031"), ("0099", '"0099"'), ("2031-03-04/..", "2031-03-04/..")],
)
def test_a_date_stands_plain_where_one_is_expected(text: str, shown: str) -> None:
    assert emit.scalar(text, ("said",)) == shown


@given(written.incidents, SEEDS)
def test_the_texts_of_these_tests_say_what_they_were_made_from(tree: dict[str, Any], seed: int) -> None:
    found = parse(written.written(tree, seed))
    assert [each for each in found.problems if each.grave] == []
    assert found.tree == tree


@given(written.incidents, SEEDS, st.lists(written.claims, min_size=1, max_size=3))
def test_appended_claims_are_the_only_lines_that_are_added(tree: dict[str, Any], seed: int, added: list[Any]) -> None:
    before = written.written(tree, seed)
    edit = Edit(NAME, before)
    edit.append(("claims",), added)
    assert parse(edit.data).tree == {**tree, "claims": [*tree["claims"], *added]}
    assert_only_added(before, edit.data, emptied="claims" if not tree["claims"] else "")


@given(written.incidents, SEEDS, written.sources)
def test_an_added_source_is_the_only_thing_that_is_added(
    tree: dict[str, Any], seed: int, added: dict[str, Any]
) -> None:
    before = written.written(tree, seed)
    edit = Edit(NAME, before)
    edit.put(("sources",), "quite-new", added)
    assert parse(edit.data).tree == {**tree, "sources": {**tree.get("sources", {}), "quite-new": added}}
    assert list(parse(edit.data).tree["sources"])[-1] == "quite-new"  # type: ignore[index, call-overload]
    assert_only_added(before, edit.data, emptied="sources" if not tree.get("sources") else "")


@given(written.incidents, SEEDS, st.sampled_from(["note", "text", "via", "draft", "stance"]), written.words)
def test_a_key_of_a_claim_is_set_and_nothing_else(tree: dict[str, Any], seed: int, key: str, text: str) -> None:
    before = written.written(tree, seed)
    value: Any = {"via": ["a", "b"], "stance": {"denies": {"x": "y"}}}.get(key, text)
    for claim in tree["claims"]:
        edit = Edit(NAME, before)
        edit.put(edit.claim(claim["id"]), key, value)
        wanted = [{**each, key: value} if each is claim else each for each in tree["claims"]]
        assert parse(edit.data).tree == {**tree, "claims": wanted}
        if key not in claim:
            assert_only_added(before, edit.data)


@given(written.incidents, SEEDS, st.lists(st.tuples(written.words, written.dates), min_size=4, max_size=4))
def test_many_keys_set_at_once_are_the_same_as_one_after_the_other(
    tree: dict[str, Any], seed: int, texts: list[tuple[str, str]]
) -> None:
    before = written.written(tree, seed)
    at_once, one_by_one = Edit(NAME, before), Edit(NAME, before)
    records: dict[Path, dict[str, Any]] = {
        at_once.claim(each["id"]): {"suffix": text, "prefix": "a", "said": day, "source": "s"}
        for each, (text, day) in zip(tree["claims"], texts, strict=False)
    }
    for name, (text, _) in zip(tree.get("sources", {}), texts, strict=False):
        records["sources", name] = {"saved": {"file": "a.txt"}, "note": text}
    records["terms",] = {"new": {"a": ["b"]}, "other": {"c": ["d"]}}
    at_once.put_many(records)
    for path, entries in records.items():
        for key, value in entries.items():
            one_by_one.put(path, key, value)
    assert at_once.data == one_by_one.data


@given(written.incidents, SEEDS)
def test_a_word_is_rewritten_where_it_stands(tree: dict[str, Any], seed: int) -> None:
    before = written.written(tree, seed)
    edit = Edit(NAME, before)
    places: dict[tuple[Path, bool], str] = {
        (("claims", at, "speaker"), False): "no" for at in range(len(tree["claims"]))
    }
    edit.rewrite(places)
    assert parse(edit.data).tree == {**tree, "claims": [{**each, "speaker": "no"} for each in tree["claims"]]}
    assert edit.data.count(b"\n") == before.count(b"\n")


def test_a_new_claim_looks_like_one_that_a_curator_wrote() -> None:
    edit = Edit(NAME, b"title: Fire\nquestions:\nclaims:  # by day\n# the end\n")
    edit.append(("claims",), [CLAIM, {**CLAIM, "id": "other", "stance": {"denies": {"a": "b"}, "asserts": {"c": "d"}}}])
    assert edit.data.decode() == (
        "title: Fire\n"
        "questions:\n"
        "claims:  # by day\n"
        "  - id: new-claim\n"
        "    speaker: a\n"
        "    stance: {asserts: {cause: set}}\n"
        "    source: b\n"
        '    quote: "We [sic] left: at 5 # or so"\n'
        "\n"
        "  - id: other\n"
        "    speaker: a\n"
        "    stance:\n"
        "      denies: {a: b}\n"
        "      asserts: {c: d}\n"
        "    source: b\n"
        '    quote: "We [sic] left: at 5 # or so"\n'
        "# the end\n"
    )


def test_a_section_that_is_missing_is_made_in_its_place() -> None:
    edit = Edit(NAME, b"title: Fire\r\nquestions: {a: {ask: B}}  # one\r\n\r\nclaims: []  # none\r\n")
    edit.put(("sources",), "herald", {"language": "no", "publisher": "Herald"})
    edit.append(("claims",), [{"id": "a", "speaker": "b"}])
    assert edit.data.decode() == (
        "title: Fire\r\n"
        "questions: {a: {ask: B}}  # one\r\n"
        "\r\n"
        "sources:\r\n"
        "  herald:\r\n"
        "    publisher: Herald\r\n"
        '    language: "no"\r\n'
        "\r\n"
        "claims:  # none\r\n"
        "  - id: a\r\n"
        "    speaker: b\r\n"
    )


def test_a_key_goes_to_its_place_in_the_order_of_the_record() -> None:
    edit = Edit(
        "speakers.yaml", b"speakers:\n    a:\n        name: A\n        role: chair # since May\n    b: {name: B}\n"
    )
    edit.put(("speakers", "a"), "party", "port")
    edit.put(("speakers", "b"), "aliases", ["Bee"])
    edit.put(("speakers",), "c", {"name": "C", "party": "port", "role": "chair"})
    assert edit.data.decode() == (
        "speakers:\n    a:\n        name: A\n        party: port\n        role: chair # since May\n"
        "    b: {name: B, aliases: [Bee]}\n    c:\n        name: C\n        party: port\n        role: chair\n"
    )


def test_what_a_file_cannot_hold_is_refused_and_the_text_stays() -> None:
    edit = Edit(NAME, b"title: Fire\nclaims: none\n")
    with pytest.raises(EditError, match="not a list"):
        edit.append(("claims",), [CLAIM])
    with pytest.raises(EditError, match="not valid Unicode"):
        edit.put((), "place", "\ud800")
    assert edit.data == b"title: Fire\nclaims: none\n"
    with pytest.raises(EditError, match="duplicate key"):
        Edit(NAME, b"title: Fire\ntitle: Fire\n")


def str_leaves(tree: Any) -> list[Any]:  # noqa: ANN401
    if isinstance(tree, dict):
        return [leaf for each in tree.values() for leaf in str_leaves(each)]
    if isinstance(tree, list):
        return [leaf for each in tree for leaf in str_leaves(each)]
    return [tree]


def assert_only_added(before: bytes, after: bytes, emptied: str = "") -> None:
    """Every line of `before` is in `after`; but for brackets that took an entry, and a last line without its end."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    gone = [line[2:] for line in difflib.ndiff(old, new) if line.startswith("- ")]
    changed = [line for line in gone if not ("{" in line or "[" in line or (emptied and emptied in line))]
    assert changed == []
    assert len(gone) <= 1
