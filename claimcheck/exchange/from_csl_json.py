"""CSL-JSON, as Zotero and pandoc write it, to sources."""

from __future__ import annotations

import json
import re
from typing import Any

from claimcheck.characters.patterns import lazy
from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import Row, Rows, Value, decoded, texts
from claimcheck.views.plan import Trouble

_NO = ("", "false", "0", "no")
_MARKUP = lazy(r"</?(?:i|b|sup|sub|span)(?: [^>]*)?>")


def read_csl_json(name: str, data: bytes) -> Rows:
    """The items of a file as rows with the keys of a source; a row is the place of an item, from 1.

    Raises:
        UsageError: it is not a list of items.
    """
    try:
        items = json.loads(decoded(name, data), parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is not JSON: {error}") from error
    if isinstance(items, dict) and isinstance(items.get("items"), list):
        items = items["items"]
    if not isinstance(items, list):
        raise UsageError(f"{name} is not a list of items", "CSL-JSON is one list: `[{...}, {...}]`")
    found = Rows()
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            cells = {key: value for key, value in _source(item).items() if value}
            found.rows.append(Row(number, cells))
        else:
            found.troubles.append(Trouble(number, None, "not an item", ""))
    return found


def _source(item: dict[str, Any]) -> dict[str, Value]:
    given = item.get("custom")
    custom: dict[str, Any] = given if isinstance(given, dict) else {}
    incident, _, own = _text(item.get("id")).rpartition("/")
    archived = _text(item.get("archive_location")) or _text(item.get("archive"))
    return {
        "id": own,
        "incident": incident if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", incident) else "",
        "publisher": _text(item.get("container-title")) or _text(item.get("publisher")) or _authors(item),
        "title": _MARKUP.sub("", _text(item.get("title"))),
        "published": _text(custom.get("issued-edtf")) or _date(item.get("issued")),
        "language": _text(item.get("language")),
        "url": _text(item.get("URL")),
        "archived": archived if archived.startswith(("http://", "https://")) else "",
        "accessed": _text(custom.get("accessed-edtf")) or _date(item.get("accessed")),
        "derived_from": _text(custom.get("derived-from")),
        "note": _text(item.get("note")),
    }


def _text(value: Any) -> str:  # noqa: ANN401
    found = texts(value)
    return " ".join(found.split()) if isinstance(found, str) else ""


def _authors(item: dict[str, Any]) -> str:
    """Who wrote it, where nobody is said to have published it."""
    people = item.get("author")
    names = []
    for each in people if isinstance(people, list) else ():
        if isinstance(each, dict):
            parts = [_text(each.get(key)) for key in ("given", "non-dropping-particle", "family")]
            names.append(_text(each.get("literal")) or " ".join(filter(None, parts)))
    return ", ".join(filter(None, names))


def _date(value: Any) -> str:  # noqa: ANN401
    """A date of CSL as EDTF; one in words stays as it is, for somebody to read."""
    if not isinstance(value, dict):
        return _text(value)
    parts = value.get("date-parts")
    written = _text(value.get("raw")) or _text(value.get("literal"))
    if not isinstance(parts, list):
        return written
    days = [_day(each) if isinstance(each, list) else None for each in parts[:2]]
    if len(parts) > 2 or None in days:
        return written or json.dumps(texts(parts))
    if not any(days):
        return written
    circa = "~" if _text(value.get("circa")).strip().lower() not in _NO else ""
    season = _season(value.get("season"))
    if season and len(days) == 1 and days[0] and days[0].isdigit():
        days[0] = f"{days[0]}-{season}"
    return "/".join(f"{each}{circa}" if each else ".." for each in days)


def _day(parts: list[Any]) -> str | None:
    """One date, as far as it goes; empty where there is none, None where it is no date.

    A month beyond the twelfth is a season: 13 to 16 as CSL counts them, 21 to 24 as EDTF does.
    """
    numbers = [_number(each) for each in parts[:3]]
    if len(parts) > 3 or None in numbers:
        return None
    known: list[int] = []
    for each in numbers:
        if not each:
            break
        known.append(each)
    if any(numbers[len(known) :]):
        return None  # a day without its month
    if len(known) > 1 and 13 <= known[1] <= 16:
        known[1] += 8
    if len(known) > 1 and known[1] > 20:
        known = known[:2]
    return "-".join(f"{each:04}" if at == 0 else f"{each:02}" for at, each in enumerate(known))


def _number(value: Any) -> int | None:  # noqa: ANN401
    """A part of a date; 0 where it is not known, None where it is no number."""
    word = _text(value).strip().removesuffix(".0")
    if word in ("", "null"):
        return 0
    return int(word) if word.isascii() and word.isdigit() and len(word) < 5 else None


def _season(value: Any) -> int | None:  # noqa: ANN401
    """The number of a season in EDTF."""
    word = _text(value).strip().lower()
    names = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
    number = names.get(word) or (int(word) if word in ("1", "2", "3", "4") else 0)
    return number + 20 if number else None
