"""Alpha and kappa beside the libraries that people use for them, and numpy's sums beside plain ones.

krippendorff is GPL-3.0 and is asked here only; it takes numbers, nan where a coder left a hole. What is not installed
is skipped by name.
"""

from __future__ import annotations

import math
import random
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from claimcheck.reasoning import resampling
from claimcheck.reasoning.agreement import Block, interval, kappa, nominal, ordinal, value

krippendorff: Any = pytest.importorskip("krippendorff")
metrics: Any = pytest.importorskip("sklearn.metrics")
np: Any = pytest.importorskip("numpy")

Codes = list[list[int | None]]
"""Of each coder, a code for each unit; None is a hole."""


def made_up(seed: int) -> Codes:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    truth = [chance.randint(1, 5) for _ in range(chance.randint(5, 60))]
    return [
        [None if chance.random() < 0.15 else each if chance.random() < 0.7 else chance.randint(1, 5) for each in truth]
        for _ in range(chance.randint(2, 4))
    ]


def units(codes: Codes) -> list[tuple[str, tuple[int, ...]]]:
    return [
        (str(at), tuple(each for each in given if each is not None))
        for at, given in enumerate(zip(*codes, strict=True))
    ]


METRICS: dict[str, Callable[[Any], Block]] = {
    "nominal": nominal,
    "ordinal": lambda found: ordinal(found, range(1, 6)),
    "interval": interval,
}


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("seed", range(25))
def test_krippendorff_finds_the_same(metric: str, seed: int) -> None:
    codes = made_up(seed)
    data = np.array([[np.nan if each is None else each for each in row] for row in codes], dtype=float)
    ours = value((METRICS[metric](units(codes)),))
    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
    assert ours is not None
    assert math.isclose(float(ours), theirs, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize("seed", range(25))
def test_scikit_learn_finds_the_same(seed: int) -> None:
    one, other = made_up(seed)[:2]
    both = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    ours = value((kappa([(str(at), pair) for at, pair in enumerate(both)]),))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = metrics.cohen_kappa_score([a for a, _ in both], [b for _, b in both])
    assert math.isnan(theirs) if ours is None else math.isclose(float(ours), theirs, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_numpy_adds_up_to_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether numpy is there changes no figure, only the time that it takes."""
    found = units(made_up(seed))
    coefficients: Sequence[tuple[Block, ...]] = [
        *((make(found),) for make in METRICS.values()),
        (nominal(found[::2]), nominal(found[1::2])),
    ]
    plain = resampling.intervals(coefficients, 200, seed)
    monkeypatch.setattr(resampling, "WORTH_NUMPY", 0)
    fast = resampling.intervals(coefficients, 200, seed)
    for one, other in zip(plain, fast, strict=True):
        assert one is not None
        assert other is not None
        assert one.undefined == other.undefined
        assert one.low == pytest.approx(other.low, abs=1e-12)
        assert one.high == pytest.approx(other.high, abs=1e-12)
