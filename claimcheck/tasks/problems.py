"""What a check has found, as text in one of the formats of problems."""

from __future__ import annotations

from pathlib import Path

from claimcheck.checks.manual import manuals
from claimcheck.formats import write_problems, write_record
from claimcheck.formats.problems import ShownProblem, ShownRule
from claimcheck.model.diagnostic import Diagnostic
from claimcheck.store.files import Folder, exists
from claimcheck.tasks.checking import Looked, checked


def written(format_: str, looked: Looked, *, width: int, version: str) -> str:
    """The problems in one of the formats; `width` in cells matters to `full`, the program's `version` to SARIF."""
    if format_ == "json":
        return write_record("json", checked(looked))
    top = _top(looked.folder)
    problems = [_problem(each, looked, top) for each in looked.judged.kept]
    if format_ == "sarif":
        from claimcheck.formats.sarif import sarif

        rules = [ShownRule(each.name, each.severity, each.sentence, each.text) for each in manuals()]
        return sarif(problems, rules, version)
    return write_problems(format_, problems, width=width)


def _problem(each: Diagnostic, looked: Looked, top: Path) -> ShownProblem:
    place, folder = each.location, looked.folder
    uri = (folder.root.absolute() / place.file.removeprefix(folder.prefix)).relative_to(top).as_posix()
    source = looked.loaded.line(place.file, place.line)
    return ShownProblem(
        place.file, uri, place.line, place.column, each.severity, each.rule, each.message, each.hint, source
    )


def _top(folder: Folder) -> Path:
    """The folder to which other programs' paths are relative: that of the repository, else the collection's parent."""
    root = folder.root.absolute()
    return next((each for each in root.parents if exists(each / ".git")), root.parent)
