"""Language tags, of which only the language itself is compared: `en-GB` is `en`."""

from __future__ import annotations

LANGUAGE = "en"
"""The language in which collections are written: what is quoted in another one needs a translation."""


def primary(tag: str | None) -> str:
    """The language of a tag, in small letters, without script and region; empty where there is no tag.

    Source: RFC 5646, section 2.2.1, "Primary Language Subtag".
    """
    return (tag or "").partition("-")[0].lower()


def foreign(tag: str | None) -> bool:
    """Whether a tag names another language than that of collections."""
    return tag is not None and primary(tag) != LANGUAGE
