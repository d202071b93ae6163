"""CSL-JSON: the sources of a collection for Zotero, pandoc and every processor of citation styles.

Dates are given in the structured form, which all of them read; a date that is uncertain or approximate is `circa` (one
with unknown digits is not: it is less exact), and as it was written (EDTF) it stands in `custom`, with what else has no
field of its own.
"""

from __future__ import annotations

import json
from typing import Any

from claimcheck.characters import visible_in_json
from claimcheck.exchange.edtf import parts
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source
from claimcheck.model.when import When

Item = dict[str, Any]


def write(collection: Collection) -> str:
    """The sources of a collection as CSL-JSON. Takes time in proportion to the sources."""
    items = [
        _item(incident, source) for incident in collection.incidents.values() for source in incident.sources.values()
    ]
    return visible_in_json(json.dumps(items, indent=1, ensure_ascii=False)) + "\n"


def _item(incident: Incident, source: Source) -> Item:
    item: Item = {
        "id": f"{incident.id}/{source.id}",
        "type": "webpage" if source.url else "document",
        "title": source.title,
        "container-title": source.publisher,
        "publisher": source.publisher,
        "issued": _date(source.published),
        "accessed": _date(source.accessed),
        "language": source.language,
        "URL": source.url,
        "archive_location": source.archived,
        "note": source.note,
        "custom": _custom(incident, source),
    }
    return {key: value for key, value in item.items() if value is not None}


def _date(when: When | None) -> Item | None:
    if when is None:
        return None
    dates = parts(when)
    if not dates:
        return {"literal": when.text}
    return {"date-parts": dates, "circa": True} if when.qualified else {"date-parts": dates}


def _custom(incident: Incident, source: Source) -> Item:
    kept = {
        "incident": incident.title,
        "issued-edtf": None if source.published is None else source.published.text,
        "accessed-edtf": None if source.accessed is None else source.accessed.text,
        "derived-from": ", ".join(source.derived_from) or None,
    }
    return {key: value for key, value in kept.items() if value is not None}
