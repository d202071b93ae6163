"""Note that somebody has held claims against their source, as they stand now.

Each claim gets a fingerprint of what it says (`reviewed:`). `claimcheck check` warns when the claim says something else
later. Only you can review: nothing else ever writes the key, and there is no way to review a whole file at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.opening import files, open_incidents
from claimcheck.errors import UsageError
from claimcheck.store.files import named

if TYPE_CHECKING:
    from claimcheck.model.claim import Claim
    from claimcheck.model.collection import Collection
    from claimcheck.store.write import Texts


def command(
    identifiers: Annotated[list[str], typer.Argument(metavar="INCIDENT/CLAIM...", help="Ids of claims.")],
    claims: options.Claims = None,
) -> None:
    """Run the command."""
    from claimcheck.cli.proposing import carry_out, propose
    from claimcheck.reasoning.review import fingerprint
    from claimcheck.store.edit import Edit

    for each in identifiers:
        if "/" not in each:
            raise UsageError(f"`{each}` is not the id of a claim", "write it with its incident: INCIDENT/CLAIM")
    homes = [each.removeprefix("claim:").partition("/")[0] for each in identifiers]
    found = open_incidents(claims, homes).collection
    wanted = list({each.full_id: each for each in (_claim(found, each) for each in identifiers)}.values())
    folder = files(claims)

    def make(texts: Texts) -> Texts:
        after: Texts = {}
        for name, text in texts.items():
            edit = Edit(name, text)
            for claim in wanted:
                if named(claim.incident) == name:
                    edit.put(edit.claim(claim.id), "reviewed", fingerprint(claim))
            after[name] = edit.data
        return after

    carry_out(folder, propose(folder, {named(each.incident) for each in wanted}, make), make)
    for claim in wanted:
        screen.write(f"reviewed {claim.full_id} ({fingerprint(claim)})\n")


def _claim(collection: Collection, identifier: str) -> Claim:
    """A claim that can be reviewed.

    Raises:
        UsageError: it is a draft, or no claim.
    """
    from claimcheck.model.claim import Claim
    from claimcheck.model.collection import Sort

    word = identifier if identifier.startswith("claim:") else f"claim:{identifier}"
    found = collection.find(word)
    if found.sort is not Sort.CLAIM or not isinstance(found.thing, Claim):
        raise UsageError(f"`{identifier}` is not a claim")
    if found.thing.draft:
        raise UsageError(f"`{identifier}` is a draft", "take `draft: true` away once it is judged")
    return found.thing
