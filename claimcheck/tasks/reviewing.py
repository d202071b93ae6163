"""To note that somebody has held claims against their source, as they stand now."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimcheck.errors import UsageError
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.keys import Sort
from claimcheck.reasoning.review import fingerprint
from claimcheck.store.edit import Edit
from claimcheck.store.files import Folder, named
from claimcheck.store.load import load
from claimcheck.store.write import Texts
from claimcheck.tasks.proposing import carry_out, propose


def reviewed(
    folder: Folder, identifiers: list[str], opened: Callable[[Iterable[str]], Collection]
) -> list[tuple[Claim, str]]:
    """Write the fingerprints of some claims; each with its own. `opened` gives incidents without an error in them.

    Raises:
        UnknownIdError, AmbiguousIdError: no claim has that id, or claims of several incidents do.
        UsageError: one is a draft, or no claim.
    """
    identifiers = _spelled_out(folder, identifiers)
    found = opened([each.partition("/")[0] for each in identifiers])
    wanted = list({each.full_id: each for each in (_claim(found, each) for each in identifiers)}.values())

    def make(texts: Texts) -> Texts:
        after: Texts = {}
        for name, text in texts.items():
            edit = Edit(name, text)
            here = [claim for claim in wanted if named(claim.incident) == name]
            edit.put_many({edit.claim(claim.id): {"reviewed": fingerprint(claim)} for claim in here})
            after[name] = edit.data
        return after

    carry_out(folder, propose(folder, {named(each.incident) for each in wanted}, make), make)
    return [(claim, fingerprint(claim)) for claim in wanted]


def _spelled_out(folder: Folder, identifiers: list[str]) -> list[str]:
    """Ids of claims, each with its incident; the whole collection is read only where one has none.

    Raises:
        UnknownIdError, AmbiguousIdError: no claim has that id, or claims of several incidents do.
    """
    words = [each.removeprefix("claim:") for each in identifiers]
    if all("/" in each for each in words):
        return words
    collection = load(folder).collection

    def spelled_out(word: str) -> str:
        incident = None if "/" in word else collection.find(f"claim:{word}").incident
        return f"{incident.id}/{word}" if incident else word

    return [spelled_out(each) for each in words]


def _claim(collection: Collection, identifier: str) -> Claim:
    """A claim that can be reviewed.

    Raises:
        UsageError: it is a draft, or no claim.
    """
    found = collection.find(f"claim:{identifier}")
    if found.sort is not Sort.CLAIM or not isinstance(found.thing, Claim):
        raise UsageError(f"`{identifier}` is not a claim")
    if found.thing.draft:
        raise UsageError(f"`{identifier}` is a draft", "take `draft: true` away once it is judged")
    return found.thing
