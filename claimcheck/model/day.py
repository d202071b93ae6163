"""Days with bounds: the day of an utterance, the first that it can be and the last, and the best guess in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen
from claimcheck.model.source import Source
from claimcheck.model.when import When

_LAST = date.max.toordinal()
_OF_ARCHIVE = lazy(r"https?://[^/]+/(?:web/)?([0-9]{4})[.]?([0-9]{2})[.]?([0-9]{2})(?:[-0-9]|[a-z]{2}_|/)")


@frozen
class Day:
    """A day known by its bounds; `guess` is what was written of it, `first` and `last` are day numbers as in `When`.

    None is a bound that is not known.
    """

    guess: When | None
    first: int | None
    last: int | None

    def surely_before(self, other: Day) -> bool:
        """Whether this day is before the other whichever days they are."""
        return self.last is not None and other.first is not None and self.last < other.first

    @property
    def exact(self) -> bool:
        """Whether it is one certain day."""
        return self.first is not None and self.first == self.last

    def same_as(self, other: Day) -> bool:
        """Whether both are one and the same certain day."""
        return self.exact and other.exact and self.first == other.first

    @property
    def by(self) -> When | None:
        """The last day that it can be, where that says more than the guess."""
        if self.last is None:
            return None
        guess = self.guess
        if guess is not None and not guess.qualified and guess.high is not None and guess.high <= self.last:
            return None
        return When.parse(date.fromordinal(self.last).isoformat())

    @property
    def about(self) -> When | None:
        """The best guess or, without one, the last day that it can be or any earlier."""
        if self.guess is not None or self.last is None:
            return self.guess
        return When.parse(f"../{date.fromordinal(self.last).isoformat()}")

    @property
    def sort_key(self) -> tuple[bool, int, int]:
        """An order for display only: by the best guess, else by the last possible day; what nothing bounds last."""
        if self.guess is not None:
            low, high, _ = self.guess.sort_key
            return (False, low, high)
        return (self.last is None, self.last or 0, _LAST)


def of_date(when: When) -> Day:
    """The day that a date allows; one that is about then, or uncertain, has no bounds."""
    return Day(when, None, None) if when.qualified else Day(when, when.low, when.high)


def archived_on(source: Source) -> int | None:
    """The day number in the address of an archived copy, as the Internet Archive and archive.today write it."""
    found = _OF_ARCHIVE.match(source.archived or "")
    try:
        return date(*map(int, found.groups())).toordinal() if found else None
    except ValueError:
        return None


def out_days(sources: Mapping[str, Source]) -> dict[str, int]:
    """Of each source, the day number by which it was out, where that is known.

    On its `published`, if that is one certain day; else by the earliest of what an unqualified `published` allows, what
    derives from it, its archived copy and the day on which it was read. In time proportional to n log n.
    """
    bounds = sorted((last, name) for name, source in sources.items() for last in [_own_bound(source)] if last)
    found: dict[str, int] = {}
    for last, name in bounds:  # the earliest first: what derives from a source bounds it, and all that it derives from
        rest = [name]
        while rest:
            each = rest.pop()
            if each in found or each not in sources:
                continue
            if each != name and _certain(sources[each]):
                continue
            found[each] = last
            rest += [origin.removeprefix("source:") for origin in sources[each].derived_from]
    return found


def _certain(source: Source) -> bool:
    return source.published is not None and source.published.exact


def _own_bound(source: Source) -> int | None:
    """The day number by which a source says itself that it was out."""
    published = source.published
    if published is not None and published.exact:
        return published.high
    read = [when.high for when in (published, source.accessed) if when is not None and not when.qualified]
    return min((day for day in (*read, archived_on(source)) if day is not None), default=None)
