"""CSL-JSON, as Zotero and pandoc write it, to sources."""

from __future__ import annotations

import json
import re
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import Row, Rows, Value, decoded, texts
from claimcheck.views.plan import Trouble

_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)(?: [^>]*)?>")


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
    archived = _text(item.get("archive_location")) or _text(item.get("archive"))
    return {
        "id": _text(item.get("id")).rpartition("/")[2],
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
    if not isinstance(parts, list) or not parts:
        return written
    days = [_day(each) for each in parts[:2] if isinstance(each, list) and each]
    if not all(days):
        return written
    circa = "~" if _text(value.get("circa")) in ("true", "1") else ""
    return "/".join(f"{each}{circa}" for each in days)


def _day(parts: list[Any]) -> str:
    numbers = [_text(each) for each in parts[:3]]
    if not all(each.isdigit() for each in numbers):
        return ""
    return "-".join([numbers[0].zfill(4), *(each.zfill(2) for each in numbers[1:])])
