"""How far coders agree beyond chance: Krippendorff's alpha and Cohen's kappa, exact, with holes.

Every coefficient here is 1 - observed / expected disagreement, and both are made of sums over units, so that a
coefficient is kept as blocks of such sums: added up exactly (in fractions) they give the figure, and drawn again and
again (`reasoning.resampling`) its interval. Where nothing could be expected to differ, because all codes are of one
category, a coefficient is undefined: neither 1 nor 0.

Sources: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); J. Cohen, A Coefficient of Agreement for
Nominal Scales, Educational and Psychological Measurement 20 (1960).

Cost: in proportion to the codes; no table of values by values is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any

from claimcheck.frozen import frozen

Numbers = Sequence[Any]
"""Sums over units: whole numbers, fractions, or arrays of them, one place for each sample."""
Parts = Callable[[Numbers], tuple[Any, Any]]
"""Given sums, the observed and the expected disagreement."""
Unit = tuple[str, tuple[Any, ...]]
"""What is drawn as a whole (the claim), and the codes that its coders gave a unit of it; holes are left out."""


@frozen
class Block:
    """Sums of some units: for each unit what is drawn with it and what it adds, and what the sums come to.

    `parts` gives the observed and the expected disagreement, on one scale with those of the other blocks.
    """

    rows: tuple[tuple[str, tuple[int, ...]], ...]
    parts: Parts


Coefficient = tuple[Block, ...]
"""Units of several blocks are never compared with one another: their categories or scales differ."""


def value(coefficient: Coefficient) -> Fraction | None:
    """The coefficient itself, exactly; None where it is undefined."""
    observed = expected = Fraction(0)
    for block in coefficient:
        if not block.rows:
            continue
        alike = Counter(row for _, row in block.rows)
        columns = zip(*alike, strict=True)
        sums = [
            Fraction(sum(each * often for each, often in zip(column, alike.values(), strict=True)))
            for column in columns
        ]
        seen, chance = block.parts(sums)
        observed, expected = observed + seen, expected + chance
    return 1 - observed / expected if expected else None


def nominal(units: Iterable[Unit]) -> Block:
    """Alpha where codes are the same or not."""
    paired = _paired(units)
    places = {code: at for at, code in enumerate(dict.fromkeys(code for _, codes in paired for code in codes))}
    scale = _scale(paired)

    def row(codes: tuple[Any, ...]) -> tuple[int, ...]:
        counts = Counter(codes)
        differing = len(codes) ** 2 - sum(number**2 for number in counts.values())
        return (differing * scale // (len(codes) - 1), *(counts[code] for code in places))

    def parts(sums: Numbers) -> tuple[Any, Any]:
        differing, *counts = sums
        total = sum(counts)
        return differing / scale, (total * total - sum(each * each for each in counts)) / (total - 1)

    return Block(_rows(paired, row), parts)


def ordinal(units: Iterable[Unit], order: Sequence[Any]) -> Block:
    """Alpha where codes have an order: what lies between two of them, counted in codes, sets them apart."""
    paired = _paired(units)
    scale = _scale(paired)
    pairs = list(combinations(range(len(order)), 2))

    def row(codes: tuple[Any, ...]) -> tuple[int, ...]:
        counts = [codes.count(each) for each in order]
        return (*counts, *(2 * counts[one] * counts[other] * scale // (len(codes) - 1) for one, other in pairs))

    def parts(sums: Numbers) -> tuple[Any, Any]:
        counts, together = sums[: len(order)], sums[len(order) :]
        ranks = [sum(counts[:at]) + counts[at] / 2 for at in range(len(order))]
        apart = [(ranks[one] - ranks[other]) ** 2 for one, other in pairs]
        observed = sum(number * distance for number, distance in zip(together, apart, strict=True))
        expected = sum(
            2 * counts[one] * counts[other] * distance for (one, other), distance in zip(pairs, apart, strict=True)
        )
        return observed / scale, expected / (sum(counts) - 1)

    return Block(_rows(paired, row), parts)


def interval(units: Iterable[Unit]) -> Block:
    """Alpha of numbers, or of tuples of numbers such as the two ends of ranges: the mean of the squared differences."""
    paired = [(key, tuple(_ends(each) for each in codes)) for key, codes in _paired(units)]
    least = min((end for _, codes in paired for each in codes for end in each), default=Fraction(0))
    unit = lcm(*(end.denominator for _, codes in paired for each in codes for end in each))
    scale = _scale(paired)

    def row(codes: Sequence[tuple[Fraction, ...]]) -> tuple[int, ...]:
        found = [len(codes)]
        for ends in zip(*codes, strict=True):
            whole = [int((end - least) * unit) for end in ends]  # from the least one on: small squares
            first, second = sum(whole), sum(each * each for each in whole)
            found += [2 * (len(codes) * second - first * first) * scale // (len(codes) - 1), first, second]
        return tuple(found)

    def parts(sums: Numbers) -> tuple[Any, Any]:
        total, *ends = sums
        observed = sum(ends[at] for at in range(0, len(ends), 3))
        expected = sum(2 * (total * ends[at + 2] - ends[at + 1] * ends[at + 1]) for at in range(0, len(ends), 3))
        return observed / scale, expected / (total - 1)

    return Block(_rows(paired, row), parts)


def kappa(units: Iterable[tuple[str, tuple[Any, Any]]]) -> Block:
    """Cohen's kappa of two coders, on the units that both have coded; each has a way of their own to use categories."""
    both = list(units)
    places = list(dict.fromkeys(code for _, codes in both for code in codes))

    def row(codes: tuple[Any, Any]) -> tuple[int, ...]:
        one, other = codes
        return (int(one == other), *(int(one == each) for each in places), *(int(other == each) for each in places))

    def parts(sums: Numbers) -> tuple[Any, Any]:
        agreed, first, second = sums[0], sums[1 : 1 + len(places)], sums[1 + len(places) :]
        total = sum(first)
        return total * (total - agreed), total * total - sum(a * b for a, b in zip(first, second, strict=True))

    return Block(_rows(both, row), parts)


def agreeing(units: Iterable[Unit]) -> Fraction | None:
    """The share of pairs of codes of one unit that are equal, each code counting once; None without a pair."""
    alike = Counter(codes for _, codes in units if len(codes) > 1)
    codes = sum(len(each) * often for each, often in alike.items())
    differing = sum(
        often * Fraction(len(each) ** 2 - sum(number**2 for number in Counter(each).values()), len(each) - 1)
        for each, often in alike.items()
    )
    return 1 - Fraction(differing) / codes if codes else None


def _paired(units: Iterable[Unit]) -> list[Unit]:
    """The units that two coders or more have coded: a code that stands alone agrees with nothing."""
    return [each for each in units if len(each[1]) > 1]


def _scale(paired: Iterable[tuple[str, Sequence[Any]]]) -> int:
    """What makes whole numbers of all that is divided by how many others have coded a unit."""
    return lcm(*{len(codes) - 1 for _, codes in paired})


def _rows(units: Iterable[tuple[str, Any]], row: Callable[[Any], tuple[int, ...]]) -> tuple[Any, ...]:
    """What each unit adds, worked out once for those that were coded alike."""
    known: dict[Any, tuple[int, ...]] = {}
    found = []
    for key, codes in units:
        if codes not in known:
            known[codes] = row(codes)
        found.append((key, known[codes]))
    return tuple(found)


def _ends(number: Any) -> tuple[Fraction, ...]:  # noqa: ANN401 - a number or several
    return tuple(map(Fraction, number)) if isinstance(number, tuple) else (Fraction(number),)
