"""A number as uncertain as the world left it: `120`, `100/300`, `500/..`, `>50`, `<=50`, `120~`."""

from __future__ import annotations

import re
from decimal import Decimal

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen
from claimcheck.model.range import QUALIFIERS, Range

_NUMBER = lazy(r"[0-9]{1,18}(?:\.[0-9]{1,9})?")
_COMPARED = lazy(r"([<>]=?)(.*)", re.DOTALL)
EXPECTED = "digits such as 120, a range such as 100/300, an open one such as 500/.., or a bound such as >50 or <=50"


@frozen
class Amount(Range):
    """Some number between two numbers; of a bound that is open the number itself is left out, as in `>50`."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def parse(cls, text: str) -> Amount:
        """The number that `text` writes.

        Raises:
            ValueError: it is not a number or a range of numbers; the message says why.
        """
        try:
            return cls._strict(text)
        except ValueError as error:
            raise ValueError(_better(text, str(error))) from None

    @classmethod
    def _strict(cls, text: str) -> Amount:
        qualified = text[-1:] in QUALIFIERS and text != ""
        bare = text[:-1] if qualified else text
        if compared := _COMPARED.fullmatch(bare):
            return _compared(text, *compared.groups(), qualified=qualified)
        begin, slash, end = bare.partition("/")
        if not slash:
            end = begin
        if begin == end == "..":
            raise ValueError("a range that is open at both ends says nothing")
        low, high = _bound(begin, text), _bound(end, text)
        if low is not None and high is not None and low > high:
            raise ValueError(f"the range ends before it begins: `{text}`")
        return cls(text, low=low, high=high, qualified=qualified)

    def below(self, other: Range) -> bool:
        """Whether every number of this range is below every number of the other, qualified or not."""
        if self.high is None or other.low is None:
            return False
        touching = self.high == other.low and (self.high_open or (isinstance(other, Amount) and other.low_open))
        return self.high < other.low or touching

    def within(self, other: Range) -> bool:
        """Whether every number of this range is also in the other."""
        if not Range.within(self, other) or not isinstance(other, Amount):
            return False
        low_fits = not other.low_open or self.low != other.low or self.low_open
        return low_fits and (not other.high_open or self.high != other.high or self.high_open)

    @property
    def value(self) -> tuple[object, ...]:
        """What it says, however it is spelled."""
        return (*Range.value.fget(self), self.low_open, self.high_open)  # type: ignore[attr-defined]

    @property
    def sort_key(self) -> tuple[Decimal, Decimal, str]:
        """An order for display: by least value, then greatest."""
        low = self.low if self.low is not None else Decimal(-1)
        return (low, self.high if self.high is not None else Decimal(10) ** 20, self.text)

    def __str__(self) -> str:
        """As it was written."""
        return self.text


def _better(text: str, why: str) -> str:
    """Why a text is not a number, with the numbers that it may have been meant as."""
    from claimcheck.model.numbers_meant import numbers_meant  # noqa: PLC0415 - only who made a slip waits for it

    found = [each for each in numbers_meant(text) if each != text and _is_number(each)][:3]
    if not found:
        return why
    said = f"`{text}` is not a number" if EXPECTED in why or text not in why else why
    return f"{said}; did you mean {' or '.join(f'`{each}`' for each in found)}?"


def _is_number(text: str) -> bool:
    try:
        Amount._strict(text)  # noqa: SLF001 - of this module
    except ValueError:
        return False
    return True


def _compared(text: str, sign: str, number: str, *, qualified: bool) -> Amount:
    """The numbers on one side of another: `>50`, `<50`, `>=50`, `<=50`."""
    bound, is_open = _bound(number or "nothing", text), "=" not in sign
    if bound is None:
        raise ValueError(f"`{text}` is not a number; expected {EXPECTED}")
    if sign.startswith(">"):
        return Amount(text, low=bound, high=None, qualified=qualified, low_open=is_open)
    if is_open and bound == 0:
        raise ValueError(f"nothing is counted below 0: `{text}`")
    return Amount(text, low=None, high=bound, qualified=qualified, high_open=is_open)


def _bound(text: str, whole: str) -> Decimal | None:
    if text == "..":
        return None
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(f"`{whole}` is not a number; expected {EXPECTED}")
    return Decimal(text)
