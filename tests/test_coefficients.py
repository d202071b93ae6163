"""Alpha and kappa: the published examples to the last digit, and any data against the definitions in fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model.incident import Incident
from claimcheck.model.stance import Stance
from claimcheck.reasoning.agreement import Block, agreeing, interval, kappa, nominal, ordinal, value
from claimcheck.reasoning.coding import Distance, Taken, gap
from claimcheck.reasoning.resampling import intervals
from claimcheck.views.agreement import _decimal

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units, holes.
OBSERVERS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
EXAMPLE = [
    (str(unit), tuple(int(row[unit]) for row in OBSERVERS if row[unit] != ".")) for unit in range(len(OBSERVERS[0]))
]
# J. Cohen (1960): two judges, 200 units, three categories.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
PARADOX = [[80, 10], [5, 5]]
BALANCED = [[40, 9], [6, 45]]


def table(counts: Sequence[Sequence[int]]) -> list[tuple[str, tuple[Any, Any]]]:
    """Two coders' codes, one unit each, from the table of how often they met."""
    return [
        (f"{one}-{other}-{number}", (one, other))
        for one, row in enumerate(counts)
        for other, times in enumerate(row)
        for number in range(times)
    ]


def test_the_example_of_2011_comes_out_to_the_last_digit() -> None:
    assert value((nominal(EXAMPLE),)) == Fraction(113, 152)
    assert value((ordinal(EXAMPLE, range(1, 6)),)) == Fraction(108577, 133160)
    assert value((interval(EXAMPLE),)) == Fraction(951, 1120)
    printed = [
        f"{float(each or 0):.3f}" for each in (Fraction(113, 152), Fraction(108577, 133160), Fraction(951, 1120))
    ]
    assert printed == ["0.743", "0.815", "0.849"]


def test_what_only_one_coded_is_left_out() -> None:
    assert value((nominal(EXAMPLE[:11]),)) == value((nominal(EXAMPLE),))


def test_cohens_table_comes_out_to_the_last_digit() -> None:
    assert value((kappa(table(COHEN)),)) == Fraction(29, 59)
    assert value((nominal(table(COHEN)),)) == Fraction(127, 260)
    assert _decimal(Fraction(29, 59)) == pytest.approx(0.491525, abs=0)


def test_the_same_agreement_may_mean_less() -> None:
    """Of the two tables both coders agree in 85 of 100; where one category is nearly always used, it means little."""
    assert agreeing(table(BALANCED)) == agreeing(table(PARADOX)) == Fraction(85, 100)
    assert value((kappa(table(BALANCED)),)) == Fraction(291, 416)
    assert value((kappa(table(PARADOX)),)) == Fraction(7, 22)
    assert [f"{float(value((nominal(table(each)),)) or 0):.3f}" for each in (BALANCED, PARADOX)] == ["0.701", "0.318"]


def test_agreement_can_be_worse_than_chance() -> None:
    assert value((kappa(table([[80, 10], [10, 0]])),)) == Fraction(-1, 9)
    assert value((nominal(table([[80, 10], [10, 0]])),)) == Fraction(-19, 180)
    assert value((nominal([("a", (1, 2)), ("b", (2, 1))]),)) == Fraction(-1, 2)


@pytest.mark.parametrize(
    "units", [[], [("a", (1,))], [("a", (1, 1)), ("b", (1, 1))], [("a", (1, 1)), ("b", (2,))]], ids=repr
)
def test_where_nothing_could_differ_it_is_undefined(units: list[tuple[str, tuple[int, ...]]]) -> None:
    for made in (nominal(units), ordinal(units, [1, 2]), interval(units)):
        assert value((made,)) is None


def test_unused_categories_of_a_scale_change_nothing() -> None:
    assert value((ordinal(EXAMPLE, [0, 1, 2, 3, 4, 5, 9]),)) == value((ordinal(EXAMPLE, range(1, 6)),))


# How far two codings lie apart


@pytest.mark.parametrize(
    ("kind", "one", "other", "apart"),
    [
        ("number", ("asserts", "120"), ("asserts", "120.0"), Distance.NONE),
        ("number", ("asserts", ">50"), ("asserts", ">=50"), Distance.ANSWERS),
        ("number", ("asserts", "50"), ("asserts", ">50"), Distance.CONTRADICTION),
        ("number", ("asserts", "1"), ("suggests", "1"), Distance.CERTAINTY),
        ("number", ("asserts", "1"), ("concedes", "1"), Distance.MANNER),
        ("number", ("asserts", "1"), ("withholds", None), Distance.POSITION),
        ("date", ("asserts", "2031-01"), ("asserts", "2031-01-XX"), Distance.NONE),
        ("date", ("asserts", "2031-01"), ("asserts", "2031-02"), Distance.CONTRADICTION),
        ("date", ("denies", "2031-01"), ("asserts", "2031-01-03"), Distance.CONTRADICTION),
        ("choice", ("asserts", "set"), ("asserts", "arson"), Distance.ANSWERS),
        ("choice", ("asserts", "arson"), ("denies", "set"), Distance.CONTRADICTION),
        ("choice", ("denies", "arson"), ("asserts", "set"), Distance.ANSWERS),
        ("choice", ("asserts", "wire"), ("asserts", "arson"), Distance.CONTRADICTION),
    ],
)
def test_codings_lie_as_far_apart_as_what_they_say(
    kind: str, one: tuple[str, str | None], other: tuple[str, str | None], apart: Distance
) -> None:
    answers = {"wire": "A wire.", "set": "Somebody.", "arson": {"is": "For money.", "within": "set"}}
    asked = {"ask": "What?", "kind": kind, "answers": answers if kind == "choice" else {}}
    question = Incident.model_validate({"title": "A fire", "questions": {"what": asked}, "claims": []}).questions[
        "what"
    ]
    ours, theirs = (frozenset({Taken(Stance(stance), answer)}) for stance, answer in (one, other))
    assert gap(question, ours, theirs) is gap(question, theirs, ours) is apart


# Against the definition, in fractions


def by_definition(units: list[tuple[Any, ...]], apart: Callable[[Any, Any], Fraction]) -> Fraction | None:
    """Alpha as it is defined: by the table of all values against all values."""
    kept = [codes for codes in units if len(codes) > 1]
    total = sum(map(len, kept))
    observed = sum(
        (Fraction(sum(apart(a, b) for a, b in permutations(codes, 2)), len(codes) - 1) for codes in kept), Fraction(0)
    )
    every = [code for codes in kept for code in codes]
    expected = sum((apart(a, b) for a, b in product(every, every)), Fraction(0))
    return 1 - (total - 1) * observed / expected if expected else None


UNITS = st.lists(st.lists(st.integers(1, 5), max_size=5).map(tuple), max_size=12)
RANGES = st.lists(st.lists(st.tuples(st.fractions(-9, 9), st.fractions(-9, 9)), max_size=4).map(tuple), max_size=8)


def named(units: list[tuple[Any, ...]]) -> list[tuple[str, tuple[Any, ...]]]:
    return [(str(at), codes) for at, codes in enumerate(units)]


@given(UNITS)
def test_nominal_alpha_is_what_its_definition_says(units: list[tuple[int, ...]]) -> None:
    assert value((nominal(named(units)),)) == by_definition(units, lambda a, b: Fraction(a != b))


@given(UNITS)
def test_ordinal_alpha_is_what_its_definition_says(units: list[tuple[int, ...]]) -> None:
    counts = Counter(code for codes in units if len(codes) > 1 for code in codes)

    def apart(a: int, b: int) -> Fraction:
        low, high = sorted((a, b))
        between = sum(counts[each] for each in range(low, high + 1))
        return (between - Fraction(counts[low] + counts[high], 2)) ** 2

    assert value((ordinal(named(units), range(1, 6)),)) == by_definition(units, apart)


@given(RANGES)
def test_the_distance_of_ranges_is_that_of_their_ends(units: list[tuple[tuple[Fraction, Fraction], ...]]) -> None:
    def apart(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> Fraction:
        return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) / 2

    assert value((interval(named(units)),)) == by_definition(units, apart)


def test_five_ranges_of_days() -> None:
    pairs = [((1, 3), (1, 3)), ((5, 5), (5, 9)), ((2, 4), (3, 4)), ((10, 12), (10, 12)), ((7, 8), (6, 9))]
    assert value((interval(named(pairs)),)) == Fraction(1958, 2129)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=20))
def test_kappa_is_what_its_definition_says(pairs: list[tuple[int, int]]) -> None:
    total = len(pairs)
    by_chance = Fraction(
        sum(sum(a == each for a, _ in pairs) * sum(b == each for _, b in pairs) for each in range(1, 5)), total**2 or 1
    )
    equal = Fraction(sum(a == b for a, b in pairs), total or 1)
    expected = (equal - by_chance) / (1 - by_chance) if by_chance != 1 and total else None
    assert value((kappa(named(pairs)),)) == expected


@given(UNITS)
def test_coders_and_units_may_come_in_any_order(units: list[tuple[int, ...]]) -> None:
    turned = [tuple(reversed(codes)) for codes in reversed(units)]
    assert value((nominal(named(turned)),)) == value((nominal(named(units)),))


# By a seed


def test_an_interval_is_the_same_for_the_same_seed() -> None:
    made: tuple[Block, ...] = (nominal(EXAMPLE),)
    (one,), (again,), (other,) = (intervals([made], 500, seed) for seed in (1, 1, 2))
    assert one == again != other
    assert one is not None
    assert 0.4 < one.low < 0.45
    assert 0.92 < one.high <= 1
    assert one.undefined == 0


def test_an_interval_counts_the_samples_that_leave_it_undefined() -> None:
    units = [("a", (1, 1)), ("b", (2, 2)), ("c", (1, 2))]
    (found,) = intervals([(nominal(units),)], 900, 1)
    assert found is not None
    assert 40 < found.undefined < 100  # two of 27 draws are of one unit in which all is equal


def test_what_hangs_together_is_drawn_together() -> None:
    """Ten equal units of each of four claims are no more than four: the interval is no narrower."""
    claims = [("a", (1, 1)), ("b", (2, 2)), ("c", (1, 2)), ("d", (2, 2))]
    (few,) = intervals([(nominal(claims),)], 500, 1)
    (many,) = intervals([(nominal(claims * 10),)], 500, 1)
    assert few is not None
    assert many is not None
    assert many.high - many.low > 0.9 * (few.high - few.low)
