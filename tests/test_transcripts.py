"""`tests/transcripts/*.txt`: the program as its users see it, command by command.

    Prose may stand at the head of the file.

    $ claimcheck contrast harbour-fire
    what the command prints
    2> a line that goes to the standard error
    [exit 2]

    $ COLUMNS=200 claimcheck list
    what that prints

`[exit 0]` is left out. The commands of one file run one after the other in a folder that holds a copy of
`tests/fixtures`, so that `claims/` is found there; `$ cat FILE` shows what a command wrote. `pytest --update` writes
the outputs anew; read the difference before you keep it.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import TESTS, Golden, Result, Run

PROMPT = "$ "
TRANSCRIPTS = sorted((TESTS / "transcripts").glob("*.txt"))
NONE_YET = pytest.param(None, marks=pytest.mark.skip(reason="no transcripts in tests/transcripts"))


@pytest.mark.parametrize("path", TRANSCRIPTS or [NONE_YET], ids=lambda path: path.stem if path else "none")
def test_a_transcript_still_holds(path: Path, run: Run, golden: Golden, tmp_path: Path) -> None:
    shutil.copytree(TESTS / "fixtures", tmp_path, dirs_exist_ok=True)
    head, commands = read(path.read_text(encoding="utf-8"))
    assert commands, f"{path.name} holds no line that begins with `$ claimcheck`"
    blocks = [head] if head else []
    blocks += [block(command, obey(command, run, tmp_path), tmp_path) for command in commands]
    golden(path, "\n\n".join(blocks) + "\n")


def test_a_transcript_is_read_and_written_as_its_users_would() -> None:
    head, commands = read(
        "Two lines\nof prose.\n\n$ claimcheck list\nsome\n\noutput\n\n$ COLUMNS=80 claimcheck show 'a b'\n"
    )
    assert head == "Two lines\nof prose."
    assert commands == ["claimcheck list", "COLUMNS=80 claimcheck show 'a b'"]
    shown = block("claimcheck list", Result(2, "a\n\nb  \n", "wrong\n\nin /t/claims\n"), Path("/t"))
    assert shown == "$ claimcheck list\na\n\nb  \n2> wrong\n2>\n2> in ./claims\n[exit 2]"
    assert block("claimcheck list", Result(0, "", ""), Path("/t")) == "$ claimcheck list"


def read(text: str) -> tuple[str, list[str]]:
    lines = text.splitlines()
    commands = [number for number, line in enumerate(lines) if line.startswith(PROMPT)]
    head = lines[: commands[0]] if commands else lines
    return "\n".join(head).strip(), [lines[number].removeprefix(PROMPT) for number in commands]


def obey(command: str, run: Run, folder: Path) -> Result:
    words = shlex.split(command)
    env: dict[str, str | None] = {}
    while "=" in words[0]:
        name, _, env[name] = words.pop(0).partition("=")
    program, *rest = words
    if program == "cat":
        return Result(0, "".join((folder / each).read_bytes().decode() for each in rest), "")
    assert program == "claimcheck", f"a transcript runs `claimcheck` and `cat` only, not `{program}`"
    return run(*rest, cwd=folder, env=env)


def block(command: str, result: Result, folder: Path) -> str:
    out = result.out.replace(str(folder), ".").removesuffix("\n")
    err = result.err.replace(str(folder), ".").removesuffix("\n")
    lines = [f"{PROMPT}{command}"]
    lines += out.split("\n") if out else []
    lines += [f"2> {line}".rstrip() for line in err.split("\n")] if err else []
    lines += [f"[exit {result.status}]"] if result.status else []
    assert not any(line.startswith(PROMPT) for line in lines[1:]), "an output line would be taken for a command"
    return "\n".join(lines)
