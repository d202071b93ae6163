"""The program says what the oracle says, on collections made from seeds."""

from __future__ import annotations

import os

import pytest

from tests.oracle.compare import compare

FEW = 500
MANY, PARTS = 20_000, 20
SHORT = "CLAIMCHECK_SLOW_SHORT" in os.environ
"""A tenth of the many."""


def test_the_program_reads_the_design_as_the_oracle_does() -> None:
    assert compare(range(FEW)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_it_does_so_on_many_more(part: int) -> None:
    size = MANY // PARTS // (10 if SHORT else 1)
    begin = FEW + part * size
    assert compare(range(begin, begin + size)) == ""
