"""A number as uncertain as the world left it: `120`, `100/300`, `500/..`, `120~`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.model.range import QUALIFIERS, Range

_NUMBER = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,9})?")
EXPECTED = "digits such as 120, a range such as 100/300, or an open one such as 500/.."
PATTERN = r"^[0-9.?~%/]{1,48}$"


@dataclass(frozen=True, slots=True)
class Amount(Range):
    """Some number between two numbers."""

    low: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def parse(cls, text: str) -> Amount:
        """The number that `text` writes.

        Raises:
            ValueError: it is not a number or a range of numbers; the message says why.
        """
        qualified = text[-1:] in QUALIFIERS and text != ""
        bare = text[:-1] if qualified else text
        begin, slash, end = bare.partition("/")
        if not slash:
            end = begin
        if begin == end == "..":
            raise ValueError("a range that is open at both ends says nothing")
        low, high = _bound(begin, text), _bound(end, text)
        if low is not None and high is not None and low > high:
            raise ValueError(f"the range ends before it begins: `{text}`")
        return cls(text, low=low, high=high, qualified=qualified)

    @property
    def sort_key(self) -> tuple[Decimal, Decimal, str]:
        """An order for display: by least value, then greatest."""
        low = self.low if self.low is not None else Decimal(-1)
        return (low, self.high if self.high is not None else Decimal(10) ** 20, self.text)

    def __str__(self) -> str:
        """As it was written."""
        return self.text


def _bound(text: str, whole: str) -> Decimal | None:
    if text == "..":
        return None
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(f"`{whole}` is not a number; expected {EXPECTED}")
    return Decimal(text)
