"""A pattern that is compiled late is a pattern."""

from __future__ import annotations

import re

import pytest

from claimcheck.characters.patterns import lazy


def test_it_finds_what_it_would_find_had_it_been_compiled_at_once() -> None:
    late, early = lazy(r"(?P<word>[a-z]+)", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE)
    for _ in range(2):
        assert late.findall("One, two") == early.findall("One, two")
        assert late.sub("x", "One, two") == "x, x"
        assert (late.pattern, late.flags, late.groupindex) == (early.pattern, early.flags, early.groupindex)
    assert lazy(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_what_a_pattern_does_not_have_it_does_not_have() -> None:
    with pytest.raises(AttributeError):
        lazy("a").wish  # type: ignore[attr-defined]  # noqa: B018
