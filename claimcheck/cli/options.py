"""Options that many commands share; each is accepted after every command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli.completing import incident_names, party_names, question_names, speaker_names, theme_names
from claimcheck.cli.table import COMMANDS
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.model.stance import Stance
from claimcheck.reasoning.asking import Clock

if TYPE_CHECKING:
    from claimcheck.model.when import When


Shared = tuple[Any, object]
"""An option as typer reads it, and its default."""

CLAIMS: Shared = (
    Annotated[
        str | None,
        typer.Option(
            "--claims", metavar="DIR", help="The collection; default `claims/` here or above, or CLAIMCHECK_CLAIMS."
        ),
    ],
    None,
)
PUBLIC: Shared = (
    Annotated[bool, typer.Option("--public", help="Only what everybody may see; says on stderr how much it withheld.")],
    False,
)
AGAINST: Shared = (
    Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="OLD",
            help="With --public: refuse (exit 1) where it tells something beside an earlier release, "
            "a git revision or a copy.",
        ),
    ],
    None,
)
STRICT: Shared = (
    Annotated[bool, typer.Option("--strict", help="Fail (exit 2) if an incident had to be left out.")],
    False,
)
NO_COLOR: Shared = (Annotated[bool, typer.Option("--no-color", help="No colour, as with NO_COLOR=1.")], False)
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file instead.")]
OUTPUT: Shared = (Output, None)
NoCache = Annotated[bool, typer.Option("--no-cache", help="Look at every file anew, as with CLAIMCHECK_NO_CACHE=1.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The record as it stood at the end of a day.")
]
AsOfClock = Annotated[Clock, typer.Option("--clock", help="For --as-of: when published, or when said.")]

Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="Id of an incident.", autocompletion=incident_names)]
Questions = Annotated[
    list[str] | None,
    typer.Option("--question", metavar="ID", help="Only this question.", autocompletion=question_names),
]


def _filter(name: str, what: str, completing: Callable[[str], list[str]] | None = None) -> Any:  # noqa: ANN401
    return Annotated[
        list[str] | None, typer.Option(f"--{name}", metavar="ID", help=f"Only {what}.", autocompletion=completing)
    ]


_DATE = "what can have been said"
FILTERS: dict[str, Any] = {
    "incident": _filter("incident", "this incident", incident_names),
    "party": _filter("party", "this party", party_names),
    "speaker": _filter("speaker", "this speaker", speaker_names),
    "stance": Annotated[list[Stance] | None, typer.Option("--stance", help="Only claims that take this stance.")],
    "question": Questions,
    "source": _filter("source", "what this source prints"),
    "theme": _filter("theme", "this theme", theme_names),
    "since": Annotated[str | None, typer.Option("--since", metavar="DATE", help=f"Only {_DATE} since then.")],
    "until": Annotated[str | None, typer.Option("--until", metavar="DATE", help=f"Only {_DATE} until then.")],
}
"""Options that narrow a list of claims, by the filters (`views.listing.Filters`) that they make."""


def format_of(name: str, text: str = "How to write the result.") -> Any:  # noqa: ANN401 - as typer reads it
    """The option `--format` of a command, by the table."""
    formats = COMMANDS[name].formats

    def known(word: str | None) -> str | None:
        if word is None or word in formats:
            return word
        others = [each for each, row in COMMANDS.items() if word in row.formats]
        hint = did_you_mean(word, formats) or f"its formats: {', '.join(formats)}"
        elsewhere = f"; `{word}` is a format of {', '.join(f'`{each}`' for each in others)}" if others else ""
        raise UsageError(
            f"`{name}` has no format `{word}`", f"its formats: {', '.join(formats)}{elsewhere}" if others else hint
        )

    declared = typer.Option(
        "--format",
        metavar=f"[{'|'.join(formats)}]",
        help=text,
        callback=known,
        autocompletion=lambda incomplete: [each for each in formats if each.startswith(incomplete)],
    )
    return Annotated[str | None, declared]


def span(since: str | None, until: str | None) -> tuple[When | None, When | None]:
    """The first and the last day that --since and --until write.

    Raises:
        UsageError: one of them is no date, or no day lies between them.
    """
    first, last = date(since, "--since"), date(until, "--until")
    begin, end = first.low if first else None, last.high if last else None
    if begin is not None and end is not None and begin > end:
        hint = f"the other way round: --since {until} --until {since}"
        raise UsageError(f"no day lies between --since {since} and --until {until}", hint)
    return first, last


def date(text: str | None, option: str) -> When | None:
    """The date that an option writes.

    Raises:
        UsageError: it is not one.
    """
    from claimcheck.model.when import When

    if text is None:
        return None
    try:
        return When.parse(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error
