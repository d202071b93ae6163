"""What a saved web page says of itself: its day, title, author, language and address.

Read, most telling first, are JSON-LD (schema.org), the `<meta>` elements of Open Graph, Dublin Core and others, the
canonical link, and the remarks that browsers and SingleFile leave at a saved page's beginning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.reading import Known

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "citation_publication_date", "dc.date.issued"),
    *("dcterms.issued", "dc.date", "dcterms.date", "parsely-pub-date", "pubdate", "publishdate", "date"),
)
_TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "headline")
_AUTHOR = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author")
_ARTICLES = lazy(r"(?:Article|Posting|Report|CreativeWork|WebPage|SocialMediaPosting)$")
_SAVED_FROM = lazy(r"saved from url=\(\d{4}\)(\S+)")
_SINGLE_FILE = lazy(r"Page saved with SingleFile[^-]*?url:\s*(\S+)\s+saved date:\s*([^\n]+)", re.DOTALL)
_TAG = lazy(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DAY = lazy(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_UNIVERSAL = lazy(r"\d{4}-\d{2}-\d{2}[T ](\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\+00:?00)", re.IGNORECASE)
_BEGINNING = 4_000
_MOST_DATA = 1_000_000


def known_of_page(root: Element | None, text: str) -> Known:
    """What a page says of itself; `text` is its HTML."""
    if root is None:
        return Known()
    metas: dict[str, str] = {}
    for each in root.iter("meta"):
        name = (each.get("property") or each.get("name") or each.get("itemprop") or "").lower()
        if name and (each.get("content") or "").strip():
            metas.setdefault(name, " ".join((each.get("content") or "").split()))
    article = next(_articles(root), {})
    title = _text(article.get("headline")) or _first(metas, _TITLE) or _text(root.findtext(".//title"))
    author = _author(article.get("author")) or _first(metas, _AUTHOR)
    links = (each.get("href") for each in root.iter("link") if (each.get("rel") or "").lower() == "canonical")
    url = next((each for each in links if each), None) or metas.get("og:url") or _text(article.get("url"))
    language = _language(root.get("lang")) or _language(_text(article.get("inLanguage")))
    language = language or _language(metas.get("og:locale", "").replace("_", "-"))
    published = day(_text(article.get("datePublished"))) or day(_first(metas, _PUBLISHED))
    saved = _SINGLE_FILE.search(text, 0, _BEGINNING)
    kept = _SAVED_FROM.search(text, 0, _BEGINNING)
    url = url if url and url.startswith(("http://", "https://")) else None
    url = url or (saved.group(1) if saved else None) or (kept.group(1) if kept else None)
    return Known(
        title=title,
        published=published,
        author=author if author and not author.startswith("http") else None,
        language=language,
        url=url if url and re.fullmatch(r"https?://\S+", url) else None,
        accessed=_day_of_script(saved.group(2)) if saved else None,
    )


def day(text: str | None) -> str | None:
    """The day of a date as web pages, archives and letters write it: ISO 8601, digits, or RFC 5322.

    A time in Universal Time may be of the day before or behind where it was written: then it is an interval (EDTF).
    """
    if not text:
        return None
    universal = _UNIVERSAL.fullmatch(text.strip())
    if universal:
        try:
            return days_of(datetime.fromisoformat(text.strip()[:10]), int(universal.group(1)))
        except ValueError:
            return None
    match = _DAY.match(text.strip())
    if match:
        try:
            return datetime(*map(int, match.groups())).date().isoformat()  # type: ignore[arg-type] # noqa: DTZ001
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def days_of(date: datetime, hour: int) -> str:
    """The days that an hour of Universal Time falls on somewhere: from 12 hours behind it to 14 before."""
    first = date - timedelta(days=hour < 12)
    last = date + timedelta(days=hour >= 10)
    return date.date().isoformat() if first == last else f"{first.date()}/{last.date()}"


def _day_of_script(text: str) -> str | None:
    """The day of a date as JavaScript prints it: `Mon Mar 05 2031 10:00:00 GMT+0000 (UTC)`."""
    try:
        return datetime.strptime(" ".join(text.split()[:4]), "%a %b %d %Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return None


def _articles(root: Element) -> Iterator[dict[str, Any]]:
    """The things of JSON-LD that are articles."""
    for script in root.iter("script"):
        data = script.text or ""
        if (script.get("type") or "").lower() != "application/ld+json" or len(data) > _MOST_DATA:
            continue
        try:
            found = json.loads(data, strict=False)
        except (ValueError, RecursionError):
            continue
        things = found if isinstance(found, list) else [found]
        for thing in things[:100]:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for each in graph[:100] if isinstance(graph, list) else [thing]:
                if isinstance(each, dict) and _is_article(each.get("@type")):
                    yield each


def _is_article(types: object) -> bool:
    kinds = types if isinstance(types, list) else [types]
    return any(isinstance(each, str) and _ARTICLES.search(each) for each in kinds)


def _author(value: object) -> str | None:
    several = value if isinstance(value, list) else [value]
    names = [_text(each.get("name")) if isinstance(each, dict) else _text(each) for each in several]
    return ", ".join(each for each in names if each) or None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _language(value: str | None) -> str | None:
    return value.strip() if value and _TAG.fullmatch(value.strip()) else None
