"""How large, how deep and how wrong a file may be, before it is refused in a sentence that names the number."""

from __future__ import annotations

import pytest

from claimcheck.errors import LONGEST_WORD, MOST_WORDS, did_you_mean, nearest
from claimcheck.model.incident import MOST_CLAIMS
from claimcheck.store.load import Loaded, load
from claimcheck.store.parse import MAX_VALUES, parse
from claimcheck.store.tree import MAX_PROBLEMS
from tests.test_store import Texts

HEAD = b"title: x\nquestions: {}\nclaims:\n"


def loaded(data: bytes) -> Loaded:
    return load(Texts({"incidents/fire.yaml": data}))


@pytest.mark.parametrize("line", [b"- *a\n", b"- &a b\n", b"- !a b\n", b"a: b\n", b"? [x]\n: y\n"])
def test_of_very_many_problems_a_thousand_are_listed_and_the_rest_is_not_read(line: bytes) -> None:
    problems = parse(line * (MAX_PROBLEMS + 500)).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].message == "more than 1,000 problems: from here on the file is not read"
    assert problems[-1].line == problems[-2].line + line.count(b"\n")


def test_a_thousand_problems_are_listed_and_the_file_is_read_to_its_end() -> None:
    assert len(parse(b"- *a\n" * MAX_PROBLEMS).problems) == MAX_PROBLEMS


def test_very_many_remarks_about_lost_words_are_no_error_and_only_a_thousand_are_made() -> None:
    parsed = parse(b"- quote: x # y\n" * (MAX_PROBLEMS + 5))
    assert len(parsed.problems) == MAX_PROBLEMS
    assert not any(each.grave for each in parsed.problems)
    assert parsed.tree is not None


@pytest.mark.parametrize(
    ("text", "values", "limit"), [(b"- x\n", 1, MAX_VALUES), (b"- {x: y}\n", 3, 1_000), (b"- [x]\n", 2, 1_000)]
)
def test_more_values_than_any_incident_has_are_refused_at_the_first_that_is_too_many(
    text: bytes, values: int, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimcheck.store.parse.MAX_VALUES", limit)
    most = (limit - 1) // values  # the list itself is one
    assert parse(text * most).problems == []
    (problem,) = parse(text * (most + 1)).problems
    assert problem.message.startswith(f"more than {limit:,} keys and values in one file")
    assert most < problem.line <= most + 2


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b" - x\n" * 20_000,
        HEAD + b" - {x: y}\n" * 20_000,
        b"".join(b"k%d: v\n" % number for number in range(20_000)),
    ],
)
def test_of_very_many_things_that_do_not_fit_a_thousand_are_listed(data: bytes) -> None:
    found = loaded(data)
    assert len(found.diagnostics) == MAX_PROBLEMS + 1
    assert sum("more than 1,000 things do not fit" in each.message for each in found.diagnostics) == 1
    assert found.collection.incidents["fire"].claims == ()


@pytest.mark.parametrize("claim", [b" - {}\n", b" - x\n", b" - {x: y}\n"])
def test_of_more_claims_than_any_incident_has_none_is_read(claim: bytes) -> None:
    found = loaded(HEAD + claim * (MOST_CLAIMS + 1))
    assert [each.message for each in found.diagnostics] == ["more than 50,000 claims in one incident"]
    assert found.diagnostics[0].location.line == 4
    assert found.collection.incidents["fire"].claims == ()


def test_the_nearest_word_is_looked_for_where_it_can_be_a_slip_of_the_hand() -> None:
    words = [f"word-{number}" for number in range(MOST_WORDS)]
    assert nearest("word-1999", words)[0] == "word-1999"
    assert nearest("word-1", [*words, "one-more"]) == []
    assert nearest("x" * LONGEST_WORD, ["x" * LONGEST_WORD]) != []
    assert nearest("x" * (LONGEST_WORD + 1), ["x" * LONGEST_WORD]) == []
    assert did_you_mean("denys", ["denies", "asserts"]) == "did you mean `denies`?"
    assert did_you_mean("qqq", ["denies", "asserts"]) == "known: asserts, denies"
