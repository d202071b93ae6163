"""How much a coefficient would vary with other claims of the same kind: the bootstrap, by a seed.

Claims are drawn with replacement, as many as there are, each with all its units, because those of one claim hang
together; the coefficient is then worked out anew, chance agreement included. Its interval runs between percentiles
(Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Samples that leave it undefined count apart.

The same seed draws the same claims on every Python, and numpy, where it is installed, only adds up faster.

Cost: samples × units, some 0.1 microseconds each; with numpy a fiftieth of it, and 40 MB.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import add
from random import Random
from typing import Any

from claimcheck.frozen import frozen
from claimcheck.reasoning.agreement import Block, Coefficient, Parts

LOW, HIGH = 25, 975
"""Of a thousand samples in order: between these lie 95 % of them."""
DRAWS_AT_ONCE = 20_000_000
"""Draws that numpy holds at one time, in two bytes each: of many samples together, for each of its calls takes longer
than to add up what is in it."""
WORTH_NUMPY = 2_000_000
"""Draws from which on numpy earns the time that it takes to be imported."""


@frozen
class Interval:
    """Between which values a coefficient lies in 95 % of the samples, and in how many it was undefined."""

    low: float
    high: float
    undefined: int


def intervals(
    coefficients: Sequence[Coefficient], samples: int, seed: int, step: Callable[[int, int], None] | None = None
) -> list[Interval | None]:
    """The interval of each coefficient, all from the same draws; None where it was never defined, or for no samples."""
    claims = sorted({key for each in coefficients for block in each for key, _ in block.rows})
    if not claims or not samples:
        return [None] * len(coefficients)
    drawn = _by_numpy if len(claims) * samples >= WORTH_NUMPY and _numpy() is not None else _by_hand
    places = {key: at for at, key in enumerate(claims)}
    found: list[list[float | None]] = [[] for _ in coefficients]
    done = 0
    for values in drawn(coefficients, places, samples, Random(seed)):  # noqa: S311 - to be drawn again, not to be secret
        for kept, more in zip(found, values, strict=True):
            kept.extend(more)
        done = len(found[0])
        if step is not None:
            step(done, samples)
    return [_interval(each) for each in found]


def _interval(values: list[float | None]) -> Interval | None:
    defined = sorted(each for each in values if each is not None)
    if not defined:
        return None
    last = len(defined) - 1
    return Interval(defined[last * LOW // 1000], defined[-(-last * HIGH // 1000)], len(values) - len(defined))


Values = list[list[float | None]]


def _by_hand(
    coefficients: Sequence[Coefficient], places: Mapping[str, int], samples: int, chance: Random
) -> Iterator[Values]:
    """Sample by sample, in plain Python; units that add the same are added once, as often as they were drawn."""
    grouped = []
    for coefficient in coefficients:
        blocks = []
        for block in coefficient:
            alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
            for key, row in _by_claim(block).items():
                alike[row].append(places[key])
            blocks.append((list(alike.items()), block.parts))
        grouped.append(blocks)
    number = len(places)
    for _ in range(samples):
        times = [0] * number
        for word in _words(chance, number):
            times[word * number >> 32] += 1
        values: Values = []
        for blocks in grouped:
            observed, expected = 0.0, 0.0
            for alike_rows, parts in blocks:
                sums: list[float] = []
                for row, members in alike_rows:
                    often = sum(map(times.__getitem__, members))
                    sums = [old + often * each for old, each in zip(sums, row, strict=True)] if sums else [
                        often * each for each in row
                    ]  # fmt: skip
                if sums and any(sums):
                    seen, by_chance = parts(sums)
                    observed, expected = observed + seen, expected + by_chance
            values.append([1 - observed / expected if expected else None])
        yield values


def _by_claim(block: Block) -> dict[str, tuple[int, ...]]:
    """What all units of a claim add together."""
    found: dict[str, tuple[int, ...]] = {}
    for key, row in block.rows:
        found[key] = tuple(map(add, found[key], row)) if key in found else row
    return found


def _words(chance: Random, number: int) -> array[int]:
    """As many whole numbers below 2 to the 32nd."""
    found = array("I", chance.randbytes(4 * number))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _by_numpy(
    coefficients: Sequence[Coefficient], places: Mapping[str, int], samples: int, chance: Random
) -> Iterator[Values]:
    """Some samples at a time, as products of matrices."""
    np = _numpy()
    number = len(places)
    blocks: list[list[tuple[Any, Any, Parts]]] = []
    for coefficient in coefficients:
        together = [(_by_claim(block), block.parts) for block in coefficient if block.rows]
        blocks.append(
            [
                (np.array([places[key] for key in rows]), np.array(list(rows.values()), dtype=np.float64), parts)
                for rows, parts in together
            ]
        )
    at_once = max(1, DRAWS_AT_ONCE // number)
    for start in range(0, samples, at_once):
        size = min(at_once, samples - start)
        times = np.empty((number, size), dtype=np.uint16)
        for at in range(size):
            words = np.frombuffer(chance.randbytes(4 * number), dtype="<u4").astype(np.uint64)
            times[:, at] = np.bincount((words * np.uint64(number) >> np.uint64(32)).astype(np.int64), minlength=number)
        values: Values = []
        for matrices in blocks:
            observed, expected = np.zeros(size), np.zeros(size)
            for members, rows, parts in matrices:
                sums = rows.T @ times[members].astype(np.float64)
                drawn = sums.any(axis=0)
                with np.errstate(all="ignore"):
                    seen, by_chance = parts(list(sums))
                observed += np.where(drawn, seen, 0.0)
                expected += np.where(drawn, by_chance, 0.0)
            with np.errstate(all="ignore"):
                ratio = 1 - observed / expected
            values.append(
                [float(each) if defined else None for each, defined in zip(ratio, expected != 0, strict=True)]
            )
        yield values


def _numpy() -> Any:  # noqa: ANN401 - a module, or nothing
    try:
        import numpy  # noqa: ICN001, PLC0415 - an extra, and a tenth of a second
    except ImportError:
        return None
    return numpy
