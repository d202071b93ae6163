"""The man page, made from what `--help` says: one text, read in two ways. `make docs` writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck import __version__
from claimcheck.cli.table import COMMANDS

Help = Callable[..., str]
"""What `--help` says, of the program or of the command that some words name."""

_EXIT = (
    ("0", "done"),
    ("1", "findings: what check, verify, changes --exit-code or fmt --check report, or rows that import cannot take"),
    ("2", "the call was wrong, or what was asked for cannot be read"),
    ("130", "interrupted"),
)
_VARIABLES = (
    ("CLAIMCHECK_CLAIMS", "the collection, where --claims names none"),
    ("CLAIMCHECK_NO_CACHE", "look at every file anew"),
    ("VISUAL, EDITOR", "the editor of edit"),
    ("NO_COLOR, FORCE_COLOR", "no colour, or colour in a pipe"),
    ("COLUMNS", "the width to write for"),
)


def manpage(help_of: Help, below: list[str]) -> str:
    """The page; `below` are the commands below `add`."""
    return "\n".join(_lines(help_of, below)) + "\n"


def _lines(help_of: Help, below: list[str]) -> Iterator[str]:
    yield '.\\" Made by `make docs` from what the program says of itself. Do not edit.'
    yield f'.TH CLAIMCHECK 1 "" "claimcheck {__version__}" "User Commands"'
    yield from (".SH NAME", "claimcheck \\- a ledger of who asserted what about a contested incident")
    yield from (".SH SYNOPSIS", ".B claimcheck", ".I COMMAND", "[ARGUMENTS] [OPTIONS]")
    yield from (".SH DESCRIPTION", *_verbatim(help_of()))
    yield ".SH COMMANDS"
    for name in COMMANDS:
        yield from (f".SS claimcheck {_escaped(name)}", *_verbatim(help_of(name)))
        for each in below if name == "add" else []:
            yield from (f".SS claimcheck add {_escaped(each)}", *_verbatim(help_of("add", each)))
    yield ".SH EXIT STATUS"
    yield from (line for status, text in _EXIT for line in (".TP", f".B {status}", _escaped(text)))
    yield ".SH ENVIRONMENT"
    yield from (line for names, text in _VARIABLES for line in (".TP", f".B {names}", _escaped(text)))
    yield from (".SH FILES", ".TP", ".I claims/", "the collection, here or in a folder above")
    yield from (
        ".SH SEE ALSO",
        ".BR git (1)",
        ".PP",
        _escaped("claimcheck doctor says what works here and what is missing."),
    )


def _verbatim(text: str) -> Iterator[str]:
    """Text whose lines stay as they are."""
    yield from (".nf", *(_escaped(line.rstrip()) for line in text.strip().splitlines()), ".fi")


def _escaped(line: str) -> str:
    """A line in which roff finds nothing to obey, and hyphens that can be copied."""
    plain = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
