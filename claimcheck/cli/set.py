"""Set the title, date, place, countries, disputants, summary or note of an incident; all else stays as it is.

A list (`--disputants`, `--countries`) is given whole, one option for each of its items, in their order. An empty text
takes a key away.
"""

from __future__ import annotations

from typing import Any

from claimcheck.cli import options, screen
from claimcheck.cli.add import DryRun, parameters, with_options
from claimcheck.cli.call import Call
from claimcheck.errors import UnknownIdError, UsageError
from claimcheck.model.incident import Incident
from claimcheck.store.files import named
from claimcheck.tasks.fields import option, record
from claimcheck.tasks.opening import incident_ids

_OTHERWISE = frozenset({"terms_"})
"""Keys that have another way to be written."""


def _set(call: Call, incident: options.Incident, dry_run: DryRun = False, **given: Any) -> None:  # noqa: ANN401
    """Run the command.

    Raises:
        UnknownIdError: there is no such incident.
        UsageError: nothing is to be set.
        UnreadableError: it would bring an error into the collection.
    """
    from claimcheck.store.edit import Edit
    from claimcheck.store.write import Texts
    from claimcheck.tasks.proposing import Given, carry_out, difference, must_stand, propose

    folder = call.folder()
    if incident not in (known := incident_ids(folder)):
        raise UnknownIdError("incident", incident, known)
    name = named(incident)
    wanted = record(Incident, given)
    empty = [key for key, value in wanted.items() if value in ("", [""])]
    if not wanted:
        raise UsageError("nothing to set", "such as --summary 'In your own neutral words.'; see `--help`")

    def make(texts: Texts) -> Texts:
        edit = Edit(name, texts[name])
        edit.remove((key,) for key in empty if key in edit.tree)
        edit.put_many({(): {key: value for key, value in wanted.items() if key not in empty}})
        return {name: edit.data}

    proposal = propose(folder, [name], make)
    new = Given(folder.prefix + name, proposal.after.get(name) or b"", lambda path, _: _named(path, wanted))
    if dry_run:
        screen.write(difference(folder, proposal.before, proposal.after))
    for line in must_stand(proposal, new):
        screen.say(line)
    if dry_run:
        return
    if not proposal.after:
        screen.write(f"{folder.prefix}{name} says that already\n")
        return
    carry_out(folder, proposal, make)
    screen.write(f"changed {folder.prefix}{name}\n")


def _named(path: tuple[str | int, ...], wanted: dict[str, Any]) -> str:
    return option(Incident, str(path[0])) if path and path[0] in wanted else ""


command = with_options(_set, [each for each in parameters(Incident) if each.name not in _OTHERWISE])
