"""What somebody most likely meant who wrote a number in a form of their own: offered, never taken.

`50+` is `50/..` and `more than 50` is `>50`; of several readings all are offered. Cost: in proportion to the text, of
which no more is looked at than a number has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from claimcheck.characters.patterns import lazy
from claimcheck.model.spoken import ABOUT, BETWEEN, PERHAPS, plain

_SMALL = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS = (
    {word: number for number, word in enumerate(_SMALL)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {"none": 0, "nobody": 0, "no": 0, "a dozen": 12, "a hundred": 100, "a thousand": 1000}
)
_TIMES = {
    "hundred": 100,
    "k": 1000,
    "thousand": 1000,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
    "dozen": 12,
}
_BOUNDS = (
    (r"(?:more than|over|above|greater than|larger than|exceeding|in excess of|>(?!=))", ">{}"),
    (
        r"(?:at least|no fewer than|not fewer than|no less than|not less than|upwards of|minimum(?: of)?|min\.?|>=|≥)",
        "{}/..",
    ),
    (r"(?:less than|fewer than|under|below|smaller than|<(?!=))", "<{}"),
    (r"(?:at most|no more than|not more than|up to|maximum(?: of)?|max\.?|<=|≤)", "../{}"),
)
_MORE = lazy(r"^(?P<n>.+?) ?(?:\+|\.\.|or more|and more|or over|and over|and above|or above|plus|upwards|at least)$")
_LESS = lazy(r"^(?P<n>.+?) ?(?:or less|or fewer|or under|and under|or below|at most)$")
_AMOUNT = lazy(r"(?P<digits>\d[\d.,'’_ ]*\d|\d)\s*(?P<times>[a-z]*)(?P<unit>[ %][^\d]*|)")


def numbers_meant(text: str) -> list[str]:
    """The numbers and ranges that a text in another form may be, most likely first."""
    said = plain(text)
    return list(dict.fromkeys(_amounts(said))) if said else []


def _amounts(said: str) -> Iterator[str]:
    phrased = list(_phrases(said))
    yield from phrased or _numbers(said) or _ranges(said)


def _phrases(said: str) -> Iterator[str]:
    """Bounds and guesses, as people say them."""
    for words, form in _BOUNDS:
        if found := re.fullmatch(rf"{words}\s*(?P<n>.+)", said):
            yield from (form.format(each) for each in _numbers(found["n"]))
    for pattern, form in ((_MORE, "{}/.."), (_LESS, "../{}")):
        if found := pattern.match(re.sub(r"(?<=\+) [a-z ]+$", "", said)):
            yield from (form.format(each) for each in _numbers(found["n"]))
    for pattern, sign in ((ABOUT, "~"), (PERHAPS, "?")):
        if found := pattern.match(said):
            yield from (f"{each}{sign}" for each in _numbers(found["rest"] or found["before"]))


def _ranges(said: str) -> Iterator[str]:
    """From one number to another."""
    inside = found[1] if (found := BETWEEN.match(said)) else said
    if found := re.fullmatch(r"(.+?)\s*(?:-|/|~|\.{2,3}|\bto\b|\band\b|\bor\b)\s*(.+)", inside):
        for first, last in product(_numbers(found[1]), _numbers(found[2])):
            times = _AMOUNT.fullmatch(found[2])
            scaled = _numbers(f"{first} {times['times']}") if times and times["times"] in _TIMES else [first]
            first_scaled = scaled[0] if scaled and not re.search("[a-z]", found[1]) else first
            yield "/".join(sorted((first_scaled, last), key=float))


def _numbers(said: str) -> list[str]:
    """The numbers that a text is, with what is counted behind it or without."""
    said = said.strip(" =$€£₽").removeprefix("usd ").removeprefix("eur ")
    if said in _WORDS:
        return [str(_WORDS[said])]
    if found := re.fullmatch(rf"({'|'.join(_TENS)})[- ]({'|'.join(_SMALL[1:10])})", said):
        return [str(_WORDS[found[1]] + _WORDS[found[2]])]
    found = _AMOUNT.fullmatch(said)
    if found is None:
        word, _, rest = said.partition(" ")
        return [str(_WORDS[word])] if word in _WORDS and rest.isalpha() and rest not in _TIMES else []
    readings = _digits(found["digits"])
    times = found["times"]
    unit = found["unit"].strip(" %")
    if not times and unit.partition(" ")[0] in _TIMES:
        times = unit.partition(" ")[0]
    if times and times not in _TIMES:
        return readings if len(times) > 2 else []
    if re.search(r"\b(?:or|and|to|more|less|fewer|plus|than)\b", unit):
        return []
    return [_times(each, _TIMES[times]) for each in readings] if times else readings


def _digits(text: str) -> list[str]:
    """Digits without the signs that part them; a sign that may part a fraction is read so too."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return [text]
    if re.fullmatch(r"\d{1,3}([,.'’_ ])\d{3}(?:\1\d{3})*(?:[.,]\d{1,9})?", text):
        whole, sign, rest = text, "", ""
        if found := re.fullmatch(r"(.*\d)([.,])(\d{1,9})", text):
            other = set(re.findall(r"[,.'’_ ]", found[1])) - {found[2]}
            if other:
                whole, sign, rest = found[1], ".", found[3]
        return [re.sub(r"\D", "", whole) + sign + rest]
    if found := re.fullmatch(r"(\d+),(\d{1,9})", text):
        return [f"{found[1]}.{found[2]}", *([found[1] + found[2]] if len(found[2]) > 3 else [])]
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{2,3})+", text):
        return [re.sub(r"\D", "", text)]
    return []


def _times(number: str, factor: int) -> str:
    return f"{Decimal(number) * factor:f}".rstrip("0").rstrip(".") if "." in number else str(int(number) * factor)
