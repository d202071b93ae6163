"""A loaded word with its forms, added among the rival words for one thing."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.errors import UnknownIdError, UsageError, did_you_mean
from claimcheck.store.edit import Edit
from claimcheck.store.files import Folder, named
from claimcheck.store.load import load
from claimcheck.store.write import Texts
from claimcheck.tasks.opening import incident_ids
from claimcheck.tasks.proposing import Proposal, propose


def added_forms(
    folder: Folder, incident: str, term: str | None, group: str | None, forms: list[str] | None
) -> tuple[Proposal, Callable[[Texts], Texts]]:
    """The file of an incident with a term, or with more forms of one, and how it is made.

    Raises:
        UnknownIdError: there is no such incident.
        UsageError: something is missing.
    """
    if incident not in (known := incident_ids(folder)):
        raise UnknownIdError("incident", incident, known)
    if not term or not forms:
        raise UsageError("a term needs `--id` and `--form`", "see `claimcheck add term --help`")
    terms = load(folder, [incident]).collection.incidents[incident].terms
    homes = [each for each, words in terms.items() if term in words]
    home = group or next(iter(homes), "")
    if not home:
        raise UsageError(f"in which group of rival words is `{term}`? `--group` says it", did_you_mean(term, terms))
    there = terms.get(home, {}).get(term, ())
    new = [each for each in dict.fromkeys(forms) if each not in there]
    if not new:
        raise UsageError(f"`{term}` has these forms already")

    def make(texts: Texts) -> Texts:
        edit = Edit(named(incident), texts[named(incident)])
        old = ((edit.tree.get("terms") or {}).get(home) or {}).get(term)
        if isinstance(old, list) and old:
            edit.append(("terms", home, term), new)
        else:
            edit.put(("terms", home), term, [*([str(old)] if old else []), *new])
        return {named(incident): edit.data}

    return propose(folder, [named(incident)], make), make
