"""The state of an installation and of what is around it: what works, what is missing, and the line that mends it.

Nothing of weight is imported and no program is started: files are looked for, and names of what is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from enum import StrEnum
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from claimcheck.characters import one_line
from claimcheck.errors import ClaimcheckError
from claimcheck.frozen import frozen
from claimcheck.store.cache import folder as cache_folder
from claimcheck.store.editor import editor
from claimcheck.store.files import SHARED, Folder, find, identifiers

DISTRIBUTION = "claimcheck-ledger"
SCHEMA = "claimcheck/doctor/1"
_FOR = {
    "parquet": "`export parquet`",
    "duckdb": "`sql`",
    "spark": "`sql --engine spark`, with Java 17",
    "evidence": "saved copies that are PDF, WARC or WACZ",
    "spreadsheets": "`import` of spreadsheets",
    "agreement": "the intervals of `agreement` over thousands of claims, sooner",
    "docx": "`report --format docx`",
    "pdf": "`report --format pdf`",
    "lsp": "problems as you type, in an editor",
}
_ATTRIBUTES = re.compile(r"^claims/\S*\s.*merge=claimcheck", re.MULTILINE)


class Health(StrEnum):
    """How it is with one thing."""

    WORKS = "works"
    MISSING = "missing"
    BROKEN = "broken"


@frozen
class LookedAt:
    """One thing that was looked at: what was found, what it is for, and the line to type where it is not well."""

    name: str
    state: Health
    found: str
    line: str = ""


@frozen
class Condition:
    """Everything that was looked at."""

    schema: str
    version: str
    python: str
    items: tuple[LookedAt, ...]

    @property
    def broken(self) -> bool:
        """Whether something is not only missing, but wrong."""
        return any(each.state is Health.BROKEN for each in self.items)

    @property
    def text(self) -> str:
        """All of it, a line each, and below it the line that mends it."""
        lines = [f"claimcheck {self.version}"]
        for each in self.items:
            lines.append(f"{each.state.value:<8} {one_line(f'{each.name}: {each.found}')}")
            lines += [f"         $ {one_line(each.line)}"] if each.line else []
        return "".join(f"{line}\n" for line in lines)


def condition(version: str, claims: str | None, start: Path) -> Condition:
    """What works here, and what does not; what is missing is no fault, for nobody needs everything."""
    things = [_python(), _command(), *_extras()]
    try:
        folder = find(claims, start, os.environ.get("CLAIMCHECK_CLAIMS"))
    except ClaimcheckError as error:
        state = Health.BROKEN if claims or os.environ.get("CLAIMCHECK_CLAIMS") else Health.MISSING
        things.append(LookedAt("collection", state, error.message, "claimcheck init"))
    else:
        things += [_collection(folder), *_schemas(folder), *_git(folder)]
    things += [_editor(), _completion(), _cache()]
    return Condition(SCHEMA, version, ".".join(map(str, sys.version_info[:3])), tuple(things))


def _python() -> LookedAt:
    version = ".".join(map(str, sys.version_info[:3]))
    return LookedAt("Python", Health.WORKS, f"{version}, {sys.executable}")


def _command() -> LookedAt:
    """Whether `claimcheck` is found by a shell, and whether it is this one."""
    here = Path(sys.executable).parent
    found = shutil.which("claimcheck")
    if found is None:
        there = here / "claimcheck"
        line = f'export PATH="{here}:$PATH"' if there.exists() else f"pipx install {DISTRIBUTION}"
        return LookedAt("command", Health.MISSING, "`claimcheck` is not in your PATH", line)
    if Path(found).resolve().parent != here.resolve() and (here / "claimcheck").exists():
        other = f"`claimcheck` in your PATH is another one: {found}"
        return LookedAt("command", Health.BROKEN, other, f'export PATH="{here}:$PATH"')
    return LookedAt("command", Health.WORKS, found)


def _extras() -> list[LookedAt]:
    """The extras of the distribution that is installed, each with what it lacks."""
    try:
        distribution = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return [LookedAt("package", Health.BROKEN, f"`{DISTRIBUTION}` is not installed", f"pip install {DISTRIBUTION}")]
    needs: dict[str, list[str]] = {each: [] for each in distribution.metadata.get_all("Provides-Extra") or []}
    for each in distribution.requires or []:
        name = re.match(r"[A-Za-z0-9._-]+", each)
        extra = re.search(r"""extra\s*==\s*['"]([^'"]+)['"]""", each)
        if name and extra and extra[1] in needs:
            needs[extra[1]].append(name[0])
    return [_extra(extra, names, distribution) for extra, names in needs.items()]


def _extra(extra: str, names: list[str], distribution: metadata.Distribution) -> LookedAt:
    lacking, there = [], []
    for name in dict.fromkeys(names):
        try:
            there.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lacking.append(name)
    use = f" for {_FOR[extra]}" if extra in _FOR else ""
    if lacking:
        what = f"{', '.join(lacking)}{use}"
        return LookedAt(f"extra {extra}", Health.MISSING, what, _install(extra, lacking, distribution))
    if extra == "spark" and not shutil.which("java"):
        return LookedAt("extra spark", Health.MISSING, f"no `java`{use}", "apt install openjdk-17-jre-headless")
    return LookedAt(f"extra {extra}", Health.WORKS, ", ".join(there) + use)


def _install(extra: str, lacking: list[str], distribution: metadata.Distribution) -> str:
    """The line that installs an extra, in the way in which this program was."""
    where = Path(sys.prefix).as_posix()
    if "/pipx/" in where:
        return f"pipx inject {DISTRIBUTION} {' '.join(lacking)}"
    if "/uv/tools/" in where:
        return f"uv tool install '{DISTRIBUTION}[{extra}]'"
    direct = distribution.read_text("direct_url.json") or ""
    if found := re.search(r'"url":\s*"file://([^"]+)"', direct):
        return f"{sys.executable} -m pip install '{found[1]}[{extra}]'"
    return f"{sys.executable} -m pip install '{DISTRIBUTION}[{extra}]'"


def _collection(folder: Folder) -> LookedAt:
    try:
        names = identifiers(folder.incidents())
        lacking = [each for each in SHARED if folder.read(each) is None]
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a folder, `check` says it
        return LookedAt("collection", Health.BROKEN, f"{folder.prefix}: {error}", "claimcheck check")
    number = f"{len(names)} incident{'' if len(names) == 1 else 's'}"
    if lacking:
        return LookedAt(
            "collection", Health.MISSING, f"{folder.prefix}: {number}, no {' and no '.join(lacking)}", _init(folder)
        )
    return LookedAt(
        "collection", Health.WORKS, f"{folder.prefix}: {number}; `claimcheck check` looks at what is in them"
    )


def _schemas(folder: Folder) -> list[LookedAt]:
    """The schemas by which editors complete and underline."""
    there = (folder.root / "schema").is_dir()
    if there:
        return [LookedAt("schemas", Health.WORKS, f"{folder.prefix}schema/, for editors")]
    return [
        LookedAt("schemas", Health.MISSING, "no schemas beside the files, for editors", "claimcheck schema --write")
    ]


def _git(folder: Folder) -> list[LookedAt]:
    """Whether git is there, and merges the files by claim and key."""
    if not shutil.which("git"):
        return [LookedAt("git", Health.MISSING, "no `git`, for `changes` and `merge`", "apt install git")]
    home = next((each for each in folder.root.resolve().parents if (each / ".git").exists()), None)
    if home is None:
        return [LookedAt("git", Health.MISSING, "the collection is not under git, for `changes`", "git init")]
    things = [LookedAt("git", Health.WORKS, f"the collection is under git in {home}")]
    try:
        attributes = (folder.root.resolve().parent / ".gitattributes").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        attributes = ""
    if not _ATTRIBUTES.search(attributes):
        return [
            *things,
            LookedAt("git merge", Health.MISSING, "git merges the files line by line", f"{_init(folder)} --git"),
        ]
    config = home / ".git/config"
    try:
        told = '[merge "claimcheck"]' in config.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return [*things, LookedAt("git merge", Health.WORKS, "the attributes are there; the driver stands elsewhere")]
    if not told:
        what = "the attributes are there, the driver is not configured in this clone"
        return [*things, LookedAt("git merge", Health.MISSING, what, f"{_init(folder)} --git")]
    return [*things, LookedAt("git merge", Health.WORKS, "git merges the files by claim and key")]


def _init(folder: Folder) -> str:
    home = os.path.relpath(folder.root.parent)
    return "claimcheck init" if home == "." else f"claimcheck init {home}"


def _editor() -> LookedAt:
    try:
        words = editor()
    except ClaimcheckError as error:
        return LookedAt("editor", Health.MISSING, f"{error.message}, for `edit`", "export EDITOR=nano")
    if not shutil.which(words[0]):
        return LookedAt("editor", Health.BROKEN, f"`{words[0]}` is not there, for `edit`", "export EDITOR=nano")
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    return LookedAt("editor", Health.WORKS, " ".join(words) + ("" if named else ", for want of VISUAL and EDITOR"))


def _completion() -> LookedAt:
    if find_spec("readline") is None:  # some Pythons are built without it
        what = "this Python has no `readline`: TAB completes nothing at prompts"
        return LookedAt("prompts", Health.MISSING, what, "apt install libreadline-dev, and build Python again")
    return LookedAt("prompts", Health.WORKS, "TAB completes at prompts; `claimcheck completion` is for your shell")


def _cache() -> LookedAt:
    there = cache_folder()
    if there is None:
        return LookedAt("cache", Health.WORKS, "none, as CLAIMCHECK_NO_CACHE says")
    home = next(each for each in (Path(there), *Path(there).parents) if each.exists())
    if not os.access(home, os.W_OK):
        return LookedAt(
            "cache", Health.MISSING, f"{there} cannot be written: answers are not kept", f"mkdir -p {there}"
        )
    return LookedAt("cache", Health.WORKS, there)
