"""Dates as fields of records: written as text, read as ranges of days, shown as they were written."""

from __future__ import annotations

from typing import Annotated, Any

from claimcheck.model.fields import Instead
from claimcheck.model.when import EXPECTED, PATTERN, When


def _when(value: Any) -> When:  # noqa: ANN401 - a validator sees whatever was written
    if isinstance(value, When):
        return value
    if not isinstance(value, str):
        raise ValueError(f"expected {EXPECTED}")  # noqa: TRY004 - pydantic turns only ValueError into a finding
    return When.parse(value)


Date = Annotated[
    When,
    # an editor reads a bare 2009 as a number; it is a year all the same
    Instead(_when, {"anyOf": [{"type": "string", "pattern": PATTERN}, {"type": "integer", "minimum": 1}]}),
]
