"""The file of an incident as it may go along with a report: as it stands, or as its public part would be written."""

from __future__ import annotations

from typing import Any

from claimcheck.exchange.incoming import texts
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.store.emit import lines
from claimcheck.store.files import INCIDENTS, Files
from claimcheck.views.written import written


def incident_file(folder: Files, collection: Collection, incident: str, *, public: bool) -> bytes:
    """An incident's file, byte for byte; with `public`, a new one that holds its public part and nothing else."""
    if public:
        return public_file(collection, incident).encode()
    text = folder.read(f"{INCIDENTS}/{incident}.yaml")
    return text if isinstance(text, bytes) else b""


def public_file(collection: Collection, incident: str) -> str:
    """What a file would hold that says of an incident what this collection says, which is the public part of one."""
    known = collection.incidents[incident]
    whole = known.as_json(defaults=False)
    whole["claims"] = [{"id": each.id, **_claim(each)} for each in known.claims]
    whole.setdefault("questions", {})
    value = texts({key: each for key, each in whole.items() if key != "id"})
    assert isinstance(value, dict)  # noqa: S101 - it was one
    return "\n".join(lines(value, 0)) + "\n"


def _claim(claim: Claim) -> dict[str, Any]:
    return {key: value for key, value in written(claim).items() if key != "id"}
