"""`claimcheck add term`: a loaded word with its forms, among the rival words for one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.call import Call
from claimcheck.errors import UnknownIdError, UsageError, did_you_mean


def add_term(
    call: Call,
    incident: options.Incident,
    id_: Annotated[str | None, typer.Option("--id", help="The term, such as deserted.")] = None,
    group: Annotated[str | None, typer.Option("--group", help="The thing that rival words name: a group's id.")] = None,
    form: Annotated[
        list[str] | None, typer.Option("--form", help="A form, such as fled; `*` closes a stem. Repeat for more.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
) -> None:
    """Add a loaded word, or more forms of one, to an incident.

    Raises:
        UnknownIdError: there is no such incident.
        UsageError: something is missing.
        UnreadableError: it would bring an error into the collection.
    """
    from claimcheck.store.edit import Edit
    from claimcheck.store.files import named
    from claimcheck.store.load import load
    from claimcheck.store.write import Texts
    from claimcheck.tasks.opening import incident_ids
    from claimcheck.tasks.proposing import carry_out, difference, must_stand, propose

    folder = call.folder()
    if incident not in (known := incident_ids(folder)):
        raise UnknownIdError("incident", incident, known)
    terms = load(folder, [incident]).collection.incidents[incident].terms
    if not id_ or not form:
        raise UsageError("a term needs `--id` and `--form`", "see `claimcheck add term --help`")
    homes = [each for each, words in terms.items() if id_ in words]
    home = group or next(iter(homes), "")
    if not home:
        raise UsageError(f"in which group of rival words is `{id_}`? `--group` says it", did_you_mean(id_, terms))
    there = terms.get(home, {}).get(id_, ())
    new = [each for each in dict.fromkeys(form) if each not in there]
    if not new:
        raise UsageError(f"`{id_}` has these forms already")

    def make(texts: Texts) -> Texts:
        edit = Edit(named(incident), texts[named(incident)])
        old = ((edit.tree.get("terms") or {}).get(home) or {}).get(id_)
        if isinstance(old, list) and old:
            edit.append(("terms", home, id_), new)
        else:
            edit.put(("terms", home), id_, [*([str(old)] if old else []), *new])
        return {named(incident): edit.data}

    proposal = propose(folder, [named(incident)], make)
    if dry_run:
        screen.write(difference(folder, proposal.before, proposal.after))
    for line in must_stand(proposal):
        screen.say(line)
    if not dry_run:
        carry_out(folder, proposal, make)
        screen.write(f"added term {incident}/{id_} to {folder.prefix}{named(incident)}\n")
