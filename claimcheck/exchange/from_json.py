"""JSON: which of the known sorts a file is, and the objects of a plain list as rows."""

from __future__ import annotations

import json
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.exchange.incoming import Row, Rows, decoded, names, once, refuse_word, texts
from claimcheck.views.plan import Trouble

_CSL_TYPES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software",
    "song", "speech", "standard", "thesis", "treaty", "webpage",
})  # fmt: skip
_CSL_KEYS = frozenset({"issued", "container-title", "URL", "accessed", "citation-key", "title-short", "date-parts"})
_LISTS = (
    "items",
    "rows",
    "@graph",
    "dataFeedElement",
    "itemListElement",
    "first",
    "results",
    "data",
    "annotations",
    "claims",
)


def whole(name: str, data: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What a file of JSON holds, its numbers as they are written.

    Raises:
        UsageError: it is no JSON.
    """
    try:
        return json.loads(
            decoded(name, data), parse_int=str, parse_float=str, parse_constant=refuse_word, object_pairs_hook=once
        )
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise UsageError(f"{name} is not JSON: {reason}", "one object on each line is `--from jsonl`") from error


def listed(tree: Any) -> list[Any]:  # noqa: ANN401
    """The things that a file of JSON lists, however they are wrapped; one by itself is a list of one."""
    for _ in range(5):
        if isinstance(tree, list):
            items = [each["item"] if isinstance(each, dict) and "item" in each else each for each in tree]
            return [one for each in items for one in (each if isinstance(each, list) else [each])]
        if not isinstance(tree, dict):
            return [tree]
        inner = next((tree[each] for each in _LISTS if isinstance(tree.get(each), list | dict)), None)
        if inner is None:
            return [tree]
        tree = inner
    return [tree]


def sort_of(name: str, data: bytes) -> str:
    """Whether a file of JSON holds ClaimReview, annotations, CSL-JSON or plain objects.

    Raises:
        UsageError: it is no JSON.
    """
    items = [each for each in listed(whole(name, data)) if isinstance(each, dict)]
    kinds = {word for each in items for word in types(each)}
    if "ClaimReview" in kinds or any({"itemReviewed", "claimReviewed", "claimReview"} & {*each} for each in items):
        return "claimreview"
    if "Annotation" in kinds or any("target" in each and ("uri" in each or "body" in each) for each in items):
        return "annotations"
    if not items or any(_CSL_KEYS & {*each} or each.get("type") in _CSL_TYPES for each in items):
        return "csl-json"
    return "json"


def types(thing: dict[str, Any]) -> list[str]:
    """What a thing of JSON-LD says that it is, without a prefix."""
    found = [thing.get("@type"), thing.get("type")]
    words = [word for each in found for word in (each if isinstance(each, list) else [each]) if isinstance(word, str)]
    return [each.rpartition("/")[2].rpartition(":")[2] for each in words]


def read_json(name: str, data: bytes) -> Rows:
    """The objects of a list; a row is the place of one, from 1.

    Raises:
        UsageError: it is no JSON.
    """
    found = Rows()
    columns: dict[str, None] = {}
    for number, item in enumerate(listed(whole(name, data)), start=1):
        if not isinstance(item, dict):
            found.troubles.append(Trouble(number, None, "not an object", "a list holds one object a row"))
            continue
        cells = {key: text for key, each in item.items() if (text := texts(each)) not in ("", [], {})}
        columns.update(dict.fromkeys(names(cells)))
        found.rows.append(Row(number, cells))
    found.columns = list(columns)
    return found
