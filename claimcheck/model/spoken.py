"""What people say around a date or a number, such as that it is a guess; and what they wrote without its dress."""

from __future__ import annotations

import re
import unicodedata

from claimcheck.characters.patterns import lazy

LONGEST = 60
"""In characters; what is longer is no date and no number, but a sentence."""

_DASHES = lazy("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
ABOUT = lazy(
    r"^(?:(?:about|around|approximately|approx|circa|roughly|near|some|almost|nearly|close to)\b\.?|ca?\.|ca?(?= )"
    r"|[~≈]) ?(?P<rest>.+)$|^(?P<before>.+?) ?(?:\(?approx(?:imately|\.)?\)?|\(ca?\.?\)|-?ish|or so)$"
)
PERHAPS = lazy(
    r"^(?:probably|possibly|perhaps|maybe|likely|presumably|reportedly|allegedly) (?P<rest>.+)$"
    r"|^(?P<before>.+?) ?(?:\(\?\)|\(uncertain\)|\?)$"
)
BETWEEN = lazy(r"^(?:between|from|either) (.+)$")


def plain(text: str) -> str:
    """A text in small letters without accents, with one sort of space and of dash; empty where it is too long."""
    if len(text) > LONGEST:
        return ""
    wide = unicodedata.normalize("NFKC", _DASHES.sub("-", text)).replace("⁄", "/")
    bare = "".join(
        each
        for each in unicodedata.normalize("NFD", wide.casefold())
        if not unicodedata.combining(each) or each == "\u0306"
    )
    one = unicodedata.normalize("NFC", _DASHES.sub("-", bare))
    return re.sub(r"(?<![.])[.,;]$", "", " ".join(one.replace("ё", "е").split()).strip("\"'` "))
