"""Puts the commands together, each imported only when it is called, and catches what they raise, once."""

from __future__ import annotations

import importlib
import os
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from claimcheck import __version__
from claimcheck.cli import screen
from claimcheck.cli.again import REFUSAL, REPEATABLE
from claimcheck.errors import ClaimcheckError, did_you_mean

PROGRAM = "claimcheck"
COMPLETE = "_CLAIMCHECK_COMPLETE"
COMMANDS = {
    "list": "Incidents with their counts; or claims, speakers, parties, sources, questions, themes, terms.",
    "show": "One incident, claim, speaker, party, source, question or theme, whole.",
    "search": "Words in quotes, paraphrases, translations, titles and names, in any script.",
    "contrast": "Who says what about one incident, question by question, side by side.",
    "diff": "Two accounts of one incident, by meaning, then by words; or the record as it stood on two days.",
    "changes": "What a change to the files means, between git revisions or since one.",
    "history": "What a speaker or party held over time, each shift with the words on both sides.",
    "timeline": "One incident by its three clocks: when it happened, was said, was published.",
    "origins": "From reports to first voices: how many people stand behind how many reports.",
    "wording": "Who calls it what: each loaded term by party, since when, and who had it first.",
    "crossref": "What recurs across incidents: themes, speakers, parties, publishers, wordings.",
    "stats": "The state of the collection: how much of what, and what is missing.",
    "report": "A report of one incident, or of all, in Markdown or HTML.",
    "site": "The whole collection as a site: a page per incident, speaker and theme.",
    "verify": "Whether each quote stands, word for word, in the saved copy of its source.",
    "draft": "Quotations and reported speech of a saved article, proposed as claims for you to judge.",
    "export": "The collection in another program's format: CSV, SQLite, JSON-LD, BibLaTeX, GraphML, ...",
    "sql": "Ask in SQL, on DuckDB or Spark: a question that ships, a file, or a query.",
    "recode": "A sheet for another coder: the words and all questions, and nothing of how they were judged.",
    "agreement": "How far several coders coded the same: κ, α, intervals, and every disagreement.",
    "adjudicate": "Settle what coders disagree about, one by one, and write what is settled.",
    "init": "Make an empty collection.",
    "new": "Begin an incident: a commented file to fill in.",
    "add": "Add a claim, a source, a question, a speaker or a party.",
    "import": "Take rows of CSV, JSON lines, CSL-JSON or BibTeX as claims, sources or speakers.",
    "edit": "Open the file of an id at its line in your editor, and check it on return.",
    "rename": "Give an id another name, here and wherever it is referred to.",
    "review": "Note that somebody has held claims against their source, as they stand now.",
    "fmt": "Put the files in one order of keys and spacing, and change nothing else.",
    "check": "Every problem of the collection, with file, line and column.",
    "schema": "The JSON Schema of the files, for editors.",
    "demo": "Copy the collection that ships with the program into a folder.",
    "completion": "Print the script that makes a shell complete commands and ids.",
}
"""Every command and its help, in the order of `--help`; `cli/NAME.py` holds its `command`, or its `COMMANDS`."""


class _Commands(TyperGroup):
    """The commands by name, none of them imported before it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        if cmd_name not in COMMANDS:
            return None
        return _command(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise ClaimcheckError(
                f"no command `{args[0]}`", did_you_mean(args[0], COMMANDS) or "see `claimcheck --help`"
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """The list of `--help`, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _command(name: str) -> Any:  # noqa: ANN401 - typer's vendored classes have no public names
    module = importlib.import_module(f"claimcheck.cli.{name}")
    one = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    if not hasattr(module, "COMMANDS"):
        one.command(name, help=module.__doc__)(module.command)
        command = typer.main.get_command(one)
        if name in REPEATABLE and not any(REFUSAL in each.opts for each in command.params):
            text = "Look at every file anew, as with CLAIMCHECK_NO_CACHE=1."  # cli/again.py has seen to it by then
            command.params.append(TyperOption(param_decls=[REFUSAL], is_flag=True, expose_value=False, help=text))
        return command
    for word, (text, function) in module.COMMANDS.items():
        one.command(word, help=text)(function)
    one.callback(help=module.__doc__)(lambda: None)
    return typer.main.get_command(one)


def _version(wanted: bool) -> None:
    if wanted:
        screen.write(f"claimcheck {__version__}\n")
        raise typer.Exit


def _program() -> Any:  # noqa: ANN401
    application = typer.Typer(
        cls=_Commands, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True
    )

    @application.callback(
        help="Set accounts of a contested event side by side: who said what, in which words, when, in which source."
    )
    def options(
        version: bool = typer.Option(False, "--version", help="Print the version.", callback=_version, is_eager=True),
    ) -> None:
        pass

    return typer.main.get_command(application)


def call(arguments: list[str]) -> int:
    """Run one command and return its exit status; what it raises for its caller is said on stderr."""
    if COMPLETE in os.environ:
        from typer._completion_classes import completion_init  # only a shell asks for it

        completion_init()
    try:
        result = _program().main(args=arguments, prog_name=PROGRAM, complete_var=COMPLETE, standalone_mode=False)
    except ClaimcheckError as error:
        screen.complain(error)
        return error.exit_status
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        usage = type(error).__name__
        if usage == "NoArgsIsHelpError":
            screen.write(f"{error.format_message()}\n")
            return 2
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        screen.complain(ClaimcheckError(message, f"see `{context.command_path if context else PROGRAM} --help`"))
        return 2
    return result if isinstance(result, int) else 0
