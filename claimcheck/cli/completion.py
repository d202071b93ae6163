"""Print the script that makes a shell complete commands and ids.

For bash, for instance: `claimcheck completion bash > ~/.local/share/bash-completion/completions/claimcheck`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli import screen


class Shell(StrEnum):
    """A shell that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def command(shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")]) -> None:
    """Run the command."""
    from typer._completion_shared import get_completion_script  # typer has no public name for it

    from claimcheck.cli.app import COMPLETE, PROGRAM  # which imports its commands lazily

    screen.write(get_completion_script(prog_name=PROGRAM, complete_var=COMPLETE, shell=shell.value) + "\n")
