"""The documentation: what is generated is up to date, what is shown is what happens, and every link leads somewhere.

In a block that is marked `console`, each line that begins with `$ claimcheck` (or `$ cat`) is run in a folder that
holds a copy of the shipped collection under git, the commands of one page one after the other. Lines with other
commands are left alone. What the page shows beneath a command has to be what the command prints; a line `...` stands
for all that is left out after it, and a page may show nothing at all. A command that does not end with 0 is followed
by a line such as `[exit 2]`. A line `-` asks for the whole output, which `pytest --update` then writes. A block marked
`yaml` or `text` that begins with a comment such as `# claims/incidents/fire.yaml` is written to that file first.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from claimcheck.checks.run import all_rules, rule_name
from claimcheck.cli.table import COMMANDS
from claimcheck.formats import PAGE_FORMATS, RECORD_FORMATS
from tests import reference
from tests.conftest import TESTS, Golden, Run
from tests.test_transcripts import block, obey

ROOT = TESTS.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
BY_HAND = {"agreement.md", "exports.md", "same-words.md", "saved-copies.md"}
"""Pages of the reference that say what is promised, in words of their own."""
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
PLAYED = [path for path in PAGES if "$ claimcheck" in path.read_text(encoding="utf-8")]

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# What is generated


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_reference_says_what_the_program_says(name: str, run: Run, golden: Golden) -> None:
    golden(REFERENCE / name, reference.page(name, lambda command: run(command, "--help", columns=96).out))


def test_the_reference_is_all_generated_but_for_what_is_a_promise() -> None:
    assert {path.name for path in REFERENCE.iterdir()} == {*reference.PAGES, *BY_HAND}


def test_the_readme_lists_every_command(golden: Golden) -> None:
    rows = [
        f"| [`{name}`](docs/reference/commands.md#claimcheck-{name}) | {row.help} |" for name, row in COMMANDS.items()
    ]
    path = ROOT / "README.md"
    golden(path, _between(path, "commands", ["| command | what it does |", "|---|---|", *rows]))


@pytest.mark.parametrize("folder", ["how-to", "decisions"])
def test_the_index_lists_every_page(folder: str, golden: Golden) -> None:
    path = DOCS / "README.md"
    found = sorted((DOCS / folder).glob("*.md"))
    titles = [each.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ") for each in found]
    rows = [f"- [{title}]({folder}/{each.name})" for title, each in zip(titles, found, strict=True)]
    golden(path, _between(path, folder, rows))


def _between(path: Path, name: str, lines: list[str]) -> str:
    """A page with other lines between its marks of that name."""
    begin, end = f"<!-- {name}: made by `make docs` -->", f"<!-- end of {name} -->"
    text = path.read_text(encoding="utf-8")
    assert begin in text
    assert end in text
    inside = "\n".join(["", *lines, ""])
    return f"{text.partition(begin)[0]}{begin}\n{inside}\n{end}{text.partition(end)[2]}"


def test_code_and_docs_name_the_same_things() -> None:
    text = {name: (REFERENCE / name).read_text(encoding="utf-8") for name in reference.PAGES}
    assert re.findall(r"^## claimcheck ([a-z-]+)$", text["commands.md"], re.MULTILINE) == list(COMMANDS)
    rules = [rule_name(rule) for rule in all_rules()]
    assert re.findall(r"^## ([a-z-]+)$", text["rules.md"], re.MULTILINE) == rules
    formats = re.findall(r"^Pages are written as (.*), records as (.*)\.$", text["commands.md"], re.MULTILINE)
    assert [re.findall(r"`([a-z]+)`", each) for each in formats[0]] == [[*PAGE_FORMATS], [*RECORD_FORMATS]]


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_a_page_speaks_of_commands_that_exist(path: Path) -> None:
    named = set(re.findall(r"(?:`|\$ )claimcheck ([a-z][a-z-]*)", path.read_text(encoding="utf-8")))
    assert named - set(COMMANDS) == set()


# What is shown


@pytest.mark.parametrize("path", PLAYED, ids=shown)
def test_what_a_page_shows_is_what_happens(path: Path, run: Run, golden: Golden, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    shutil.copytree(ROOT / "claims", scratch / "claims")
    _under_git(scratch)
    text = path.read_text(encoding="utf-8")

    def played(fence: re.Match[str]) -> str:
        indent, language, inside = fence.groups()
        if language in ("yaml", "text"):
            _write(inside, scratch)
        if language != "console":
            return fence.group()
        lines = [line.removeprefix(indent) for line in inside.splitlines()]
        done = [f"{indent}{line}".rstrip() for line in _played(lines, run, scratch)]
        return "\n".join([f"{indent}```console", *done, f"{indent}```"])

    golden(path, FENCE.sub(played, text))


def _played(lines: list[str], run: Run, folder: Path) -> list[str]:
    made: list[str] = []
    while lines:
        command = lines.pop(0)
        kept: list[str] = []
        while lines and not lines[0].startswith("$ "):
            kept.append(lines.pop(0))
        if not re.match(r"\$ (?:[A-Z]+=\S+ )*(?:claimcheck|cat) ", command):
            made += [command, *kept]
            continue
        happened = block(command[2:], obey(command[2:], run, folder), folder).split("\n")[1:]
        happened = [re.sub("^2>(?: |$)", "", line) for line in happened]
        made += [command, *_as_much(happened, kept)]
    return made


def _as_much(happened: list[str], kept: list[str]) -> list[str]:
    """As much of what happened as a page wants to show: all of it, the first lines, or its status only."""
    while kept and kept[-1] == "":
        kept.pop()
    status = [line for line in happened[-1:] if line.startswith("[exit ")]
    if kept in ([], status):
        return status
    if "..." in kept:
        return [*happened[: kept.index("...")], "...", *status]
    return happened


def _write(text: str, folder: Path) -> None:
    named = re.match(r"# ((?:claims|sarn)/[a-z0-9/-]+\.(?:yaml|txt|csv|bib|toml|html))\n", text)
    if named:
        path = folder / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if path.suffix == ".yaml" else text[named.end() :], encoding="utf-8")


def _under_git(folder: Path) -> None:
    who = ["-c", "user.name=Curator", "-c", "user.email=curator@example.org"]
    for words in (["init", "-q"], ["add", "claims"], [*who, "commit", "-q", "-m", "The collection"]):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def test_a_page_is_played_as_it_asks() -> None:
    happened = ["one", "two", "three", "[exit 1]"]
    assert _as_much(happened, []) == ["[exit 1]"]
    assert _as_much(happened, ["[exit 2]"]) == happened
    assert _as_much(happened, ["uno", "..."]) == ["one", "...", "[exit 1]"]
    assert _as_much(happened[:3], ["-"]) == ["one", "two", "three"]
    assert _as_much(happened[:3], []) == []


# Links and names


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_every_link_leads_somewhere(path: Path) -> None:
    prose = FENCE.sub("", path.read_text(encoding="utf-8"))
    for target in LINK.findall(prose):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, place = target.partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), f"{target}: no such file"
        assert goal.is_relative_to(ROOT), f"{target}: outside the project"
        if place:
            assert place in _places(goal), f"{target}: no such place"


def _places(path: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    prose = FENCE.sub("", path.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", prose, re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", each) for each in headings]
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in plain}


def test_every_page_is_in_the_index() -> None:
    index = DOCS / "README.md"
    linked = {(DOCS / target).resolve() for target in LINK.findall(index.read_text(encoding="utf-8"))}
    assert {path for path in DOCS.rglob("*.md") if path != index} - linked == set()


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_nobody_is_sent_to_the_package_of_somebody_else() -> None:
    folders = [ROOT / each for each in ("docs", "claimcheck", "claims", "tests")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".md", ".py", ".yaml", ".txt"}]
    wrong = re.compile(r"(?:pip|pipx|uv|tool|add) +install +claimcheck(?!-ledger|\w)|uvx claimcheck")
    mine = Path(__file__)
    for path in [*files, *ROOT.glob("*.md"), ROOT / "Makefile", ROOT / "pyproject.toml"]:
        if path != mine:
            assert wrong.search(path.read_text(encoding="utf-8")) is None, shown(path)


def test_whatever_computes_says_what_it_costs() -> None:
    """No view compares all pairs: whoever writes one has thought of ten times as many claims."""
    says = re.compile(r"\b(Cost:|[Tt]akes time|in proportion to|in time proportional)")
    for room in ("reasoning", "views"):
        for path in sorted((ROOT / "claimcheck" / room).glob("[!_]*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            functions = [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name[0] != "_"]
            silent = [each.name for each in functions if not says.search(ast.get_docstring(each) or "")]
            assert says.search(ast.get_docstring(tree) or "") or not silent, (path.name, silent)
