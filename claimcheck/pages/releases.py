"""What two releases of a collection tell together, in lines: for whoever is about to publish the later one."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.pages.phrases import listed
from claimcheck.reasoning.releases import Told, What

_MOST = 4
"""Of places that tell the same, so many are named."""


def told_lines(found: Iterable[Told]) -> tuple[str, ...]:
    """What two releases tell together, a line for each thing."""
    return tuple(f"{each.of}: {_told(each)}" for each in found)


def _told(told: Told) -> str:
    """What is told of one record."""
    by = _some(tuple(f"`{each}`" for each in told.by))
    earlier, later = ("the later", "the earlier") if told.earlier else ("the earlier", "the later")
    match told.what:
        case What.UNMASKED:
            return f"{earlier} release names whom {later} one shows under another name; the words of {by} stand in both"
        case What.LINKED:
            return f"has another `known_as` in each release; the words of {by} stand in both"
        case What.NAMED:
            return f"hidden now, and named in the earlier release: {by}"
        case What.HIDDEN:
            return f"{by} can be read in the earlier release only"
        case What.REMOVED:
            return f"{by} can be read in the earlier release, and in the files no more"


def _some(words: tuple[str, ...]) -> str:
    more = len(words) - _MOST
    return listed(words) if more <= 0 else f"{listed((*words[:_MOST], f'{more:,} more'))}"
