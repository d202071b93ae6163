"""Puts the commands together, each imported only when it is called, and catches what they raise, once."""

from __future__ import annotations

import gc
import importlib
import os
import re
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from claimcheck import __version__
from claimcheck.cli import screen
from claimcheck.cli.table import COMMANDS
from claimcheck.errors import ClaimcheckError
from claimcheck.tasks.again import REFUSAL

PROGRAM = "claimcheck"
COMPLETE = "_CLAIMCHECK_COMPLETE"


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
            from claimcheck.tasks import slips

            raise slips.no_command(args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """The list of `--help`, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.help) for name, row in COMMANDS.items()])


class _Below(TyperGroup):
    """The commands below another, such as those of `add`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            from claimcheck.tasks import slips

            raise slips.no_command(args[0], self.commands, ctx.info_name, COMMANDS)
        return super().resolve_command(ctx, args)


def _command(name: str) -> Any:  # noqa: ANN401 - typer's vendored classes have no public names
    from claimcheck.cli.call import with_shared_options  # `--help` lists the table without it

    module = importlib.import_module(f"claimcheck.cli.{name}")
    one = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    if not hasattr(module, "COMMANDS"):
        one.command(name, help=module.__doc__)(with_shared_options(name, module.command))
        command = typer.main.get_command(one)
        if COMMANDS[name].repeatable and not any(REFUSAL in each.opts for each in command.params):
            text = "Look at every file anew, as with CLAIMCHECK_NO_CACHE=1."  # tasks/again.py has seen to it by then
            command.params.append(TyperOption(param_decls=[REFUSAL], is_flag=True, expose_value=False, help=text))
        return command
    one = typer.Typer(cls=_Below, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    for word, (text, function) in module.COMMANDS.items():
        one.command(word, help=text)(with_shared_options(name, function))
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
    gc.set_threshold(100_000, 50, 100)  # most of what a command makes stays to its end: to look for garbage is in vain
    # which of the packages that happen to be installed would extend pydantic takes longer to find than to answer
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        result = _program().main(args=arguments, prog_name=PROGRAM, complete_var=COMPLETE, standalone_mode=False)
    except ClaimcheckError as error:
        screen.complain(error)
        return error.exit_status
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            screen.write(f"{error.format_message()}\n")
            return 2
        screen.complain(_said_better(error, arguments))
        return 2
    return result if isinstance(result, int) else 0


def _said_better(error: Any, words: list[str]) -> ClaimcheckError:  # noqa: ANN401 - typer's own errors have no public type
    """What typer says of a call that does not fit, in the words of this program, with what to type instead."""
    from claimcheck.tasks import slips

    kind, message, context = type(error).__name__, error.format_message(), error.ctx
    if kind == "BadOptionUsage":
        return ClaimcheckError(message, "write it behind the option, in quotation marks where it has blanks")
    if context is None:
        return ClaimcheckError(message, f"see `{PROGRAM} --help`")
    typed = _typed(context, words)
    if kind == "NoSuchOption":
        return slips.no_option(error.option_name, typed)
    if kind == "MissingParameter":
        what = _called(error.param).strip("[]").partition("|")[0].rstrip(".")
        return slips.missing(what, str(getattr(error.param, "help", "") or ""), typed)
    if found := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message, re.DOTALL):
        return slips.too_many(found[1], typed)
    likely = ""
    if found := re.search(r"'([^']*)' is not one of (.*)\.$", message):
        likely = slips.choice(found[1], re.findall("'([^']*)'", found[2]), typed)
    return ClaimcheckError(message, likely or f"see `{typed.path} --help`")


def _typed(context: Any, words: list[str]) -> Any:  # noqa: ANN401
    from claimcheck.tasks.slips import Typed

    params = context.command.params
    return Typed(
        words,
        context.command_path.removeprefix(PROGRAM).strip(),
        {spelled: each.is_flag for each in params if each.param_type_name == "option" for spelled in each.opts},
        tuple(_called(each) for each in params if each.param_type_name == "argument"),
    )


def _called(param: Any) -> str:  # noqa: ANN401
    return str(param.metavar or param.human_readable_name)
