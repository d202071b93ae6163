"""Begin an incident: a file with its title and an empty, commented place for everything else.

It passes `check` as it is; `claimcheck add question INCIDENT` and the other forms of `add` fill it, or an editor does.
"""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import party_names
from claimcheck.errors import UsageError
from claimcheck.store.files import named

if TYPE_CHECKING:
    from claimcheck.model.location import Path
    from claimcheck.store.parse import Node
    from claimcheck.store.write import Texts

_SECTIONS = """
# What the accounts disagree, or agree, about; answers are neutral and name the actor.
#   cause:
#     ask: How did the fire begin?
#     answers:
#       accident: Old wiring of the port caught fire.
#       set: Somebody set the fire.
questions:

# Rival words for one thing, each with its forms; * closes a stem.
#   the-fire:
#     arson: [arson*, set on fire]
terms:

# Where you read it.
#   herald-2031-03-05: {publisher: Sarn Herald, published: 2031-03-05, language: en, url: https://herald.example/1}
sources:

# Who says what: one entry a claim, never changed later. A new position is a new claim.
#   - id: captain-accident
#     speaker: harbour-captain
#     stance: {asserts: {cause: accident}}
#     source: herald-2031-03-05
#     quote: It was the old wiring
claims:
"""


_OPTIONS = {
    "title": "--title",
    "date": "--date",
    "place": "--place",
    "countries": "--country",
    "disputants": "--disputant",
    "summary": "--summary",
}


def command(
    call: Call,
    incident: Annotated[
        str, typer.Argument(metavar="INCIDENT", help="The id that it will have, such as sarn-fire-2031.")
    ],
    title: Annotated[str | None, typer.Option("--title", help="Neutral title of the incident.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="When it happened (EDTF), as uncertain as it is.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Where it happened.")] = None,
    country: Annotated[list[str] | None, typer.Option("--country", help="ISO 3166-1 code, such as GE.")] = None,
    disputant: Annotated[
        list[str] | None,
        typer.Option("--disputant", help="A party between whom it is contested.", autocompletion=party_names),
    ] = None,
    summary: Annotated[str | None, typer.Option("--summary", help="What happened, in neutral words.")] = None,
) -> None:
    """Run the command.

    Raises:
        UsageError: the id is none or is taken, or the title is missing and nobody is there to be asked.
        UnreadableError: what was given does not fit.
    """
    from claimcheck.cli.schema import text
    from claimcheck.model.record import is_id, slug
    from claimcheck.store.emit import entry
    from claimcheck.store.schema import Sort, modeline
    from claimcheck.tasks.proposing import Given, carry_out, must_stand, propose, put

    if not is_id(incident):
        made = slug(incident)
        hint = "lower-case letters, digits and hyphens, such as "
        hint += f"`claimcheck new {made} --title {quote(incident)}`" if made else "sarn-fire-2031"
        raise UsageError(f"`{incident}` is not an id", hint)
    folder = call.folder()
    name = named(incident)
    if title is None:
        title = _asked()
    head: dict[str, Any] = {
        "title": title,
        "date": date,
        "place": place,
        "countries": country,
        "disputants": disputant,
        "summary": summary,
    }
    lines = [line for key, value in head.items() if value for line in entry(key, value, 0, (key,))]
    skeleton = "\n".join([modeline(Sort.INCIDENT), *lines]) + "\n" + _SECTIONS

    def make(texts: Texts) -> Texts:
        if texts[name] is not None:
            raise UsageError(f"`{folder.prefix}{name}` is there already", "`claimcheck edit` opens it")
        return {name: skeleton.encode()}

    proposal = propose(folder, [name], make)
    for line in must_stand(proposal, Given(folder.prefix + name, skeleton.encode(), _option)):
        screen.say(line)
    schema = {Sort.INCIDENT.file: text(Sort.INCIDENT).encode()}
    if not (folder.root / Sort.INCIDENT.file).exists():
        put(folder, schema)
    (folder.root / name).parent.mkdir(exist_ok=True)
    carry_out(folder, proposal, make)
    screen.write(f"made {folder.prefix}{name}\n")


def _option(path: Path, _: Node) -> str:
    return _OPTIONS.get(str(path[0]), "") if path else "the new incident"


def _asked() -> str:
    if not screen.interactive():
        raise UsageError("an incident needs `--title` and has none", "see `claimcheck new --help`")
    while not (title := screen.ask("title, in neutral words")):
        screen.say("  it is needed")
    return title
