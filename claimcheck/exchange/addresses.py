"""Which source of an incident an address leads to: by the address, or by that of its archived copy."""

from __future__ import annotations

from claimcheck.exchange.voices import Unknown
from claimcheck.model.collection import Collection


class Addresses:
    """The addresses of each incident's sources."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.by_home: dict[str, dict[str, list[str]]] = {}

    def find(self, home: str | None, word: str) -> str | Unknown:
        """The id of the source that has an address; what is no address stays as it is."""
        if home is None or not word.startswith(("http://", "https://")):
            return word
        known = self.known(home)
        found = known.get(word) or known.get(bare(word), [])
        if len(found) == 1:
            return found[0]
        if found:
            several = " and ".join(f"`{each}`" for each in found)
            return Unknown(f"{several} have the address `{word}`", "give the id, or say it under [values]")
        hint = f"add it to `{home}`, or import the sources first: `--as sources`"
        return Unknown(f"no source has the address `{word}`", hint)

    def known(self, home: str) -> dict[str, list[str]]:
        """The sources of an incident by their addresses, as written and bare."""
        if home not in self.by_home:
            found: dict[str, list[str]] = {}
            for source in self.collection.incidents[home].sources.values():
                for each in dict.fromkeys(filter(None, (source.url, source.archived))):
                    for spelling in dict.fromkeys((each, bare(each))):
                        found.setdefault(spelling, []).append(source.id)
            self.by_home[home] = found
        return self.by_home[home]


def bare(address: str) -> str:
    """An address without what leads to a place in the page, and without a slash at its end."""
    return address.partition("#")[0].rstrip("/")
