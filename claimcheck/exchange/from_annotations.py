"""Web annotations, as Hypothesis and others write them, to drafts of claims, or to the sources that they were made in.

A highlight has the words, what stands before and behind them, and an address; whose words they are it does not say.
The day on which it was made is no day on which they were said: it stands in the note of the draft, and is the day on
which the source was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from claimcheck.exchange.from_json import listed, whole
from claimcheck.exchange.incoming import Rows, texts
from claimcheck.views.plan import Trouble

KEYS = {
    "claims": ("source", "quote", "prefix", "suffix", "note"),
    "sources": ("publisher", "title", "url", "accessed"),
}
_LACKING = {
    "speaker": "an annotation does not say whose words they are: `--map speaker='tags[]'`, or `--set speaker=ID`",
    "source": "the annotation has no address",
}


def read_annotations(name: str, data: bytes, kind: str) -> Rows:
    """The annotations of a file; a row is the place of one, from 1. All that one holds can be mapped, too.

    Raises:
        UsageError: it is no JSON.
    """
    found = Rows(own={key: f"draft.{key}" for key in KEYS.get(kind, ())}, lacks=_LACKING)
    seen: set[str] = set()
    for number, each in enumerate(listed(whole(name, data)), start=1):
        if not isinstance(each, dict):
            found.troubles.append(Trouble(number, None, "not an annotation", ""))
            continue
        draft = _source(each) if kind == "sources" else _claim(each)
        if kind == "sources" and draft["url"] in seen:
            continue
        seen.add(draft.get("url", ""))
        if kind != "sources" and not draft["quote"]:
            found.remarks.append(Trouble(number, None, "it has no quote, and is left out", ""))
            continue
        found.take(number, each, {key: value for key, value in draft.items() if value})
    found.name_columns()
    return found


def _claim(annotation: dict[str, Any]) -> dict[str, str]:
    quote: dict[str, Any] = next((each for each in _selectors(annotation) if _text(each.get("exact"))), {})
    made = _text(annotation.get("created") or annotation.get("updated"))
    told = [*_bodies(annotation), f"annotated {made}" if made else ""]
    return {
        "source": _address(annotation),
        "quote": _text(quote.get("exact")),
        "prefix": _text(quote.get("prefix")),
        "suffix": _text(quote.get("suffix")),
        "note": "; ".join(filter(None, told)),
    }


def _source(annotation: dict[str, Any]) -> dict[str, str]:
    address = _address(annotation)
    about = annotation.get("document")
    title = about.get("title") if isinstance(about, dict) else None
    return {
        "publisher": publisher_of(address),
        "title": _text(title[0] if isinstance(title, list) and title else title),
        "url": address,
        "accessed": _text(annotation.get("created") or annotation.get("updated")),
    }


def publisher_of(address: str) -> str:
    """Who publishes what stands at an address, as far as that says: the site."""
    return (urlsplit(address).hostname or "").removeprefix("www.") if address.startswith("http") else ""


def _address(annotation: dict[str, Any]) -> str:
    """The page that was annotated."""
    for target in _several(annotation.get("target")):
        if isinstance(target, str):
            return target
        if isinstance(target, dict):
            source = target.get("source")
            found = source.get("id") if isinstance(source, dict) else source
            if _text(found):
                return _text(found)
    return _text(annotation.get("uri")) or _text(annotation.get("url"))


def _selectors(annotation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What says where in the page, however deep."""
    waiting = [each.get("selector") for each in _several(annotation.get("target")) if isinstance(each, dict)]
    for _ in range(1000):
        if not waiting:
            return
        for each in _several(waiting.pop(0)):
            if isinstance(each, dict):
                yield each
                waiting += [each[inner] for inner in ("refinedBy", "items", "startSelector") if inner in each]


def _bodies(annotation: dict[str, Any]) -> Iterator[str]:
    """What the reader wrote about it; tags are none of that."""
    yield _text(annotation.get("text"))
    for each in _several(annotation.get("body")):
        if isinstance(each, dict) and each.get("purpose") != "tagging":
            yield _text(each.get("value"))


def _several(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:  # noqa: ANN401
    found = texts(value)
    return found.strip() if isinstance(found, str) else ""
