"""Begin an incident: a file with its title and an empty, commented place for everything else.

It passes `check` as it is; `claimcheck add question INCIDENT` and the other forms of `add` fill it, or an editor does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import party_names
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.model.location import Path
    from claimcheck.store.tree import Node

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
    country: Annotated[
        list[str] | None, typer.Option("--country", help="ISO 3166-1 code, such as GE; repeat for more.")
    ] = None,
    disputant: Annotated[
        list[str] | None,
        typer.Option(
            "--disputant", help="A party between whom it is contested; repeat for more.", autocompletion=party_names
        ),
    ] = None,
    summary: Annotated[str | None, typer.Option("--summary", help="What happened, in neutral words.")] = None,
) -> None:
    """Run the command.

    Raises:
        UsageError: it is no id, or an incident has it, or the title is missing and nobody is there to be asked.
        UnreadableError: what was given does not fit.
    """
    from claimcheck.model.keys import Sort
    from claimcheck.model.names import resolved
    from claimcheck.store.load import load
    from claimcheck.tasks.beginning import begin_incident, must_be_id

    must_be_id(incident)
    folder = call.folder()
    shared = load(folder, []).collection
    head: dict[str, Any] = {
        "title": title if title is not None else _asked(),
        "date": date,
        "place": place,
        "countries": split(country),
        "disputants": [resolved(shared, each, [Sort.PARTY]) for each in split(disputant)],
        "summary": summary,
    }
    name, warnings = begin_incident(folder, incident, head, _option)
    for line in warnings:
        screen.say(line)
    screen.write(f"made {folder.prefix}{name}\n")


def split(words: list[str] | None) -> list[str]:
    """Ids and codes that were given one by one, or with commas between."""
    return [part for each in words or [] for part in filter(None, map(str.strip, each.split(",")))]


def _option(path: Path, _: Node) -> str:
    return _OPTIONS.get(str(path[0]), "") if path else "the new incident"


def _asked() -> str:
    if not screen.interactive():
        raise UsageError("an incident needs `--title` and has none", "see `claimcheck new --help`")
    while not (title := screen.ask("title, in neutral words")):
        screen.say("  it is needed")
    return title
