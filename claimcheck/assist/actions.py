"""What can be done about a finding: mend it, put the word that was meant, declare what is missing, or let it stand.

Every edit is made by `store.edit`, and given to the editor; nothing is written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from claimcheck.assist.desk import Desk
from claimcheck.assist.place import extent
from claimcheck.assist.text import EditorText, Spot, Stretch, TextChange, difference
from claimcheck.assist.things import SECTIONS
from claimcheck.errors import EditError
from claimcheck.frozen import frozen
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.model.keys import Sort
from claimcheck.model.location import Path
from claimcheck.model.record import is_id
from claimcheck.store.edit import Edit
from claimcheck.store.format import formatted
from claimcheck.store.structure import place as placed

_UNKNOWN = re.compile(r"unknown (speaker|party|source) `([^`]+)`")
_CALLED = {Sort.SPEAKER: "name", Sort.PARTY: "name", Sort.SOURCE: "publisher"}
"""The key that each of them needs."""


@frozen(slots=False)
class Action:
    """Something to do about a finding: its name, what it changes in which files, whether it is the obvious one."""

    title: str
    changes: dict[str, list[TextChange]]
    found: Diagnostic
    preferred: bool = False


def where_found(text: EditorText, found: Diagnostic) -> Stretch:
    """What a finding underlines."""
    start = text.marked(found.location.line, found.location.column)
    line = text.line(start.line)
    column = min(start.column, len(line))
    return Stretch(Spot(start.line, column), Spot(start.line, min(extent(line, column), len(line))))


def actions(desk: Desk, name: str, lines: range) -> list[Action]:
    """What can be done about the findings on some lines; none while what is known is of another text."""
    text, seen = desk.text(name), desk.seen.get(name)
    if seen is None or seen.text is not text:
        return []
    made: list[Action] = []
    for found in seen.diagnostics:
        where = where_found(text, found)
        if where.start.line in lines:
            made += _mends(text, name, found)
            made += _meant(text, name, found, where)
            made += _declares(desk, name, found)
            made += _allows(text, name, found, seen.tree, where)
    return made


def mend_all(desk: Desk, name: str) -> list[TextChange]:
    """Everything in a file that can be mended without a judgement, at once."""
    text, seen = desk.text(name), desk.seen.get(name)
    if seen is None or seen.text is not text:
        return []
    return _mended(text, name, [each for each in seen.diagnostics if each.replacements])


def format_file(desk: Desk, name: str) -> list[TextChange]:
    """A file in the one order of keys and spacing; nothing where it cannot be read."""
    text = desk.text(name)
    try:
        after = formatted(name, text.data).decode("utf-8")
    except EditError:
        return []
    if after == text.whole:
        return []
    old, new = text.whole.splitlines(keepends=True), after.splitlines(keepends=True)
    if "".join(old) != text.whole or len(old) != len(EditorText(text.whole).lines) - text.whole.endswith(("\n", "\r")):
        return difference(text, after)  # lines that only Python sees
    changes = []
    for kind, first, behind, begins, ends in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            changes.append(TextChange(Stretch(_at(text, first), _at(text, behind)), "".join(new[begins:ends])))
    return changes


def _at(text: EditorText, line: int) -> Spot:
    return Spot(line, 0) if line < len(text.lines) else text.spot(len(text.whole))


def _mended(text: EditorText, name: str, found: list[Diagnostic]) -> list[TextChange]:
    places: dict[tuple[Path, bool], list[tuple[str, str]]] = {}
    for each in found:
        places.setdefault((each.path, each.at_key), []).extend(each.replacements)
    if not places:
        return []
    try:
        edit = Edit(name, text.data)
        edit.substitute(places)
    except EditError:
        return []
    shift = len(edit.mark)
    return [TextChange(text.stretch(start + shift, end + shift), new) for start, end, new in edit.changed]


def _mends(text: EditorText, name: str, found: Diagnostic) -> Iterator[Action]:
    changes = _mended(text, name, [found]) if found.replacements else []
    if changes:
        yield Action(f"Mend: {found.message}", {name: changes}, found, preferred=True)


def _meant(text: EditorText, name: str, found: Diagnostic, where: Stretch) -> Iterator[Action]:
    """The words that may have been meant, in the place of the one that is there."""
    token = text.line(where.start.line)[where.start.column : where.end.column]
    for word in found.candidates:
        inside = re.search(r"[\w:-]+", token)
        if inside is None:
            return
        start = where.start.column + inside.start() + (0 if ":" in word else inside[0].rfind(":") + 1)
        stretch = Stretch(Spot(where.start.line, start), Spot(where.start.line, where.start.column + inside.end()))
        yield Action(
            f"Change to `{word}`", {name: [TextChange(stretch, word)]}, found, preferred=len(found.candidates) == 1
        )


def _declares(desk: Desk, name: str, found: Diagnostic) -> Iterator[Action]:
    """Declare who or what is not known yet; its name is the id until a person writes another."""
    match = _UNKNOWN.match(found.message)
    if match is None or not is_id(match[2]):
        return
    sort, word = Sort(match[1]), match[2]
    home = name if sort is Sort.SOURCE else "speakers.yaml"
    text = desk.text(home)
    plain = word.replace("-", " ")
    try:
        edit = Edit(home, text.data)
        edit.put_all((SECTIONS[sort],), {word: {_CALLED[sort]: plain[:1].upper() + plain[1:]}})
    except EditError:
        return
    changes = difference(text, edit.data.decode("utf-8"))
    yield Action(f"Declare {sort} `{word}`", {home: changes}, found)


def _allows(text: EditorText, name: str, found: Diagnostic, tree: object, where: Stretch) -> Iterator[Action]:
    """A comment that lets it stand; the reason is for a person to write."""
    if found.severity is Severity.ERROR or not found.path:
        return
    line = where.start.line
    if isinstance(found.path[-1], str) and tree is not None:
        line = text.marked(*placed(tree, found.path, at_key=True)).line  # type: ignore[arg-type]
    whole = text.line(line)
    indent = whole[: len(whole) - len(whole.lstrip())]
    newline = "\r\n" if "\r\n" in text.whole else "\n"
    start = Spot(line, 0)
    comment = f"{indent}# claimcheck: allow {found.rule} -- {newline}"
    yield Action(f"Allow `{found.rule}` here, because …", {name: [TextChange(Stretch(start, start), comment)]}, found)
