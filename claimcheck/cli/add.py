"""Add a claim, a source, a question, a speaker or a party: by questions on a terminal, by options in a script.

What would be written is checked against the whole collection first; nothing that is there is touched.
"""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import typer

from claimcheck.cli import options
from claimcheck.cli.adding import CLAIM, PARTY, QUESTION, SOURCE, SPEAKER, How, Kind, add
from claimcheck.cli.fields import parameters, with_options

From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="FILE", help="Take it from a file in YAML or JSON (`-`: standard input); or a list."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]
_ID = inspect.Parameter(
    "id_",
    inspect.Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[str | None, typer.Option("--id", help="The id that it will have.")],
)


def _inside(kind: Kind) -> Any:  # noqa: ANN401 - typer reads its signature
    """The command that adds a record to an incident."""

    def run(
        incident: options.Incident,
        from_: From = None,
        dry_run: DryRun = False,
        yes: Yes = False,
        claims: options.Claims = None,
        **given: Any,  # noqa: ANN401 - the options of the record
    ) -> None:
        add(kind, incident, given, How(from_, dry_run, yes, claims))

    return with_options(run, parameters(kind.model) if kind is CLAIM else [_ID, *parameters(kind.model)])


def _shared(kind: Kind) -> Any:  # noqa: ANN401
    """The command that adds a record to the shared speakers."""

    def run(
        from_: From = None,
        dry_run: DryRun = False,
        yes: Yes = False,
        claims: options.Claims = None,
        **given: Any,  # noqa: ANN401
    ) -> None:
        add(kind, None, given, How(from_, dry_run, yes, claims))

    return with_options(run, [_ID, *parameters(kind.model)])


COMMANDS = {
    "claim": ("Add one attributed assertion to an incident.", _inside(CLAIM)),
    "source": ("Add a publication to an incident.", _inside(SOURCE)),
    "question": ("Add a question, with its possible answers, to an incident.", _inside(QUESTION)),
    "speaker": ("Add somebody who asserts, for all incidents.", _shared(SPEAKER)),
    "party": ("Add a party for whom speakers speak, for all incidents.", _shared(PARTY)),
}
"""The commands below `add`."""
