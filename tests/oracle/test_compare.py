"""The program says what the oracle says, on collections made from seeds."""

from __future__ import annotations

import os
from datetime import date

import pytest

from tests.oracle.compare import compare

FEW = 500
MANY, PARTS = 20_000, 20
SHORT = "CLAIMCHECK_SLOW_SHORT" in os.environ
"""A tenth of the many: every day another one, so that ten days see them all."""
TENTH = int(os.environ.get("CLAIMCHECK_SLOW_TENTH", date.today().toordinal() % 10))  # noqa: DTZ011 - any day will do


def test_the_program_reads_the_design_as_the_oracle_does() -> None:
    assert compare(range(FEW)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_it_does_so_on_many_more(part: int) -> None:
    size = MANY // PARTS
    begin = FEW + part * size
    seeds = range(begin, begin + size)
    if SHORT:
        seeds = seeds[TENTH * size // 10 : (TENTH + 1) * size // 10]
    again = f"seeds {seeds.start} to {seeds.stop - 1}" + (f": CLAIMCHECK_SLOW_TENTH={TENTH}" if SHORT else "")
    assert compare(seeds) == "", again
