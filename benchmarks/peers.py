"""The same records for other programs: as many transactions, with as many words, as a collection has claims.

A claim is a transaction between two accounts with a payee (the speaker), a narration (the words) and four more values.
What the programs check is their own: that accounts are open and sums are zero, not that voices clash.
"""

from __future__ import annotations

import sys
from pathlib import Path

from claimcheck.model.collection import Collection
from claimcheck.store.files import Folder
from claimcheck.store.load import load


def write(collection: Path, folder: Path) -> None:
    """Write `claims.beancount` and `claims.journal` (for hledger) to a folder."""
    loaded = load(Folder(collection, ""))
    (folder / "claims.beancount").write_text(_beancount(loaded.collection), encoding="utf-8")
    (folder / "claims.journal").write_text(_journal(loaded.collection), encoding="utf-8")


def _beancount(collection: Collection) -> str:
    lines = ['option "operating_currency" "EUR"\n', "1980-01-01 open Assets:Claims\n"]
    lines += [f"1980-01-01 open Income:{_account(speaker)}\n" for speaker in collection.speakers]
    for incident in collection.incidents.values():
        for claim in incident.claims:
            words = claim.words.replace("\\", "").replace('"', "'")
            stance = ", ".join(f"{each.stance} {each.question} {each.answer}" for each in claim.stance.commitments)
            lines.append(
                f'{incident.day(claim)} * "{collection.speaker_name(claim.speaker)}" "{words}"\n'
                f'  incident: "{incident.id}"\n  claim: "{claim.id}"\n'
                f'  source: "{claim.source}"\n  stance: "{stance}"\n'
                f"  Assets:Claims  1 EUR\n  Income:{_account(claim.speaker)}  -1 EUR\n"
            )
    return "\n".join(lines)


def _journal(collection: Collection) -> str:
    lines = ["account assets:claims\n"]
    for incident in collection.incidents.values():
        for claim in incident.claims:
            words = claim.words.replace(";", ",").replace("|", "/").replace("\n", " ")
            stance = " ".join(f"{each.stance} {each.question} {each.answer}" for each in claim.stance.commitments)
            lines.append(
                f"{incident.day(claim)} * {collection.speaker_name(claim.speaker)} | {words}\n"
                f"    ; incident: {incident.id}\n    ; claim: {claim.id}\n    ; source: {claim.source}\n"
                f"    ; stance: {stance}\n    assets:claims  1 EUR\n    income:{claim.speaker}  -1 EUR\n"
            )
    return "\n".join(lines)


def _account(speaker: str) -> str:
    return speaker.title()


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
