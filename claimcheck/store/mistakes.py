"""Why YAML stopped, in words that mend it: where the mistake was made, and what to do about it.

The parser says where it could not go on, which is often lines behind the mistake: a quotation mark that is not closed
goes on to the next one. A hint is given where it is surely right, and nowhere else.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from claimcheck.characters.patterns import lazy

_KEY = lazy(r"( *(?:- +)*)[A-Za-z_][\w-]*:(?:\s|$)")
_NO_SPACE = lazy(r" *(?:- +)*[a-z][a-z0-9_-]*:[^\s/:]")
_QUOTES = ('"', "'")
_SIGNS = tuple("@%`&*?|>")
_CLOSING = {"{": "}", "[": "]"}
_LINE = lazy(r"[^\r\n]*(?:\r\n|[\r\n]|$)")
"""As libyaml counts them, in a text that `parse.as_lines` gave."""


class TextPlace(NamedTuple):
    """A place in a text, counted from 0."""

    line: int
    column: int


class Mistake(NamedTuple):
    """Where a mistake was made, what it is (empty: as the parser says), and what mends it (empty: who knows)."""

    place: TextPlace
    what: str
    hint: str


def mistake(text: str, error: Any, last: Any) -> Mistake:  # noqa: ANN401 - PyYAML has no types
    """What is behind an error of the parser; `last` is the event before it.

    Takes time in proportion to the text.
    """
    return _Stop(text, error, last).mistake()


class _Stop:
    """An error of the parser, and what stands around it."""

    def __init__(self, text: str, error: Any, last: Any) -> None:  # noqa: ANN401
        self.text = text
        self.lines = _LINE.findall(text)
        self.context: str = getattr(error, "context", None) or ""
        self.problem: str = getattr(error, "problem", None) or ""
        opened, stopped = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
        self.at = _place(stopped or opened)
        self.opened = _place(opened or stopped)
        self.last = last

    def mistake(self) -> Mistake:
        """The first that fits."""
        for each in (self.characters, self.open_quote, self.open_bracket, self.beginning, self.key, self.indent):
            found = each()
            if found is not None:
                return found
        hint = ""
        line = self.line(self.at)
        sign = line[self.at.column : self.at.column + 1]
        if "cannot start any token" in self.problem and sign in _SIGNS:
            return Mistake(self.at, "", f"text that begins with `{sign}` goes whole in quotation marks")
        if "unexpected ':'" in self.problem:
            return Mistake(self.at, "no blank after the colon", "put a blank behind it: `key: value`")
        if "'-' indicator" in self.problem:
            return self.item(line)
        if "flow" in self.context and self.at.line == self.opened.line:
            hint = "put text inside `{ }` or `[ ]` in quotation marks"
        return Mistake(self.at, "", hint)

    def item(self, line: str) -> Mistake:
        """A line that is no item of the list that it stands in."""
        if re.match(r" *-[^\s-]", line):
            return Mistake(self.at, "no blank after the hyphen", "put a blank behind it: `- id: ...`")
        columns = "the keys of one record begin in one column, and so do the `-` of one list"
        if line.lstrip().startswith("- "):
            return Mistake(self.at, "", f"wrong indent? {columns}")
        return Mistake(self.at, "", f"is a `- ` missing here? An item, such as a claim, begins with one; {columns}")

    def characters(self) -> Mistake | None:
        """Those that are not seen."""
        near = self.lines[max(self.at.line - 2, 0) : self.at.line + 1]
        if any(re.match(r" *\t", each) for each in near[-2:]):
            return Mistake(self.at, "", "indent with spaces, not tabs")
        return None

    def open_quote(self) -> Mistake | None:
        """A quotation mark that goes on to the end of the file, or to the next one, over lines that are keys."""
        if "quoted scalar" in self.context and "end of stream" in self.problem:
            return Mistake(self.opened, "this quotation mark is not closed", "")
        if getattr(self.last, "style", None) not in _QUOTES:
            return None
        start, end = _place(self.last.start_mark), _place(self.last.end_mark)
        most = _begins(self.line(start))
        behind = self.lines[start.line + 1 : end.line + 1]
        if end.line == self.at.line and any(_KEY.match(each) and _begins(each) <= most for each in behind):
            return Mistake(start, "this quotation mark is not closed", "")
        return None

    def open_bracket(self) -> Mistake | None:
        """A bracket that is still open where the next key begins, or the file ends."""
        line = self.line(self.opened)
        bracket = line[self.opened.column : self.opened.column + 1]
        if "flow" not in self.context or bracket not in _CLOSING or self.at.line == self.opened.line:
            return None
        rest = "".join(self.lines[self.at.line :])
        here = self.line(self.at)
        if rest.strip() and not (_begins(here) <= _begins(line) and _KEY.match(here)):
            return None
        return Mistake(self.opened, f"a `{_CLOSING[bracket]}` is missing", f"this `{bracket}` is not closed")

    def beginning(self) -> Mistake | None:
        """A text that begins with a sign of YAML's."""
        line = self.line(self.at)
        key = _KEY.match(line)
        if key is None:
            return None
        value = line[key.end() :]
        begins = key.end() + len(value) - len(value.lstrip())
        sign = line[begins : begins + 1]
        shown = "a quotation mark" if sign in _QUOTES else f"`{sign}`"
        hint = f"text that begins with {shown} goes whole in quotation marks"
        if sign == "-" and self.at.column == begins:
            return Mistake(self.at, "", f"{hint}; a list begins on the next line")
        if sign in _SIGNS and (begins <= self.at.column <= begins + 2 or "alias" in self.context):
            return Mistake(self.at, "", hint)
        if "block mapping" in self.context and sign in (*_CLOSING, *_QUOTES) and self.at.column > begins:
            return self.behind(TextPlace(self.at.line, begins), sign, hint)
        return None

    def behind(self, begins: TextPlace, sign: str, hint: str) -> Mistake | None:
        """Something goes on behind a text in quotation marks, or behind brackets."""
        after = self.line(self.at)[self.at.column]
        if sign in _CLOSING:
            return Mistake(self.at, "", f"there is one `{after}` too many" if after in _CLOSING.values() else hint)
        if self.last is None or _place(self.last.start_mark) != begins:
            return None
        if sign == "'" and _place(self.last.end_mark) == self.at and after.isalnum():
            return Mistake(self.at, "", "inside '…' an apostrophe is written twice; or put the text in \"…\"")
        return Mistake(self.at, "", hint)

    def key(self) -> Mistake | None:
        """A colon without a space, a line without a colon, a text with one."""
        if "simple key" in self.context:
            if _NO_SPACE.match(self.line(self.opened)):
                return self.no_space(self.opened.line)
            if ":" not in self.line(self.opened):
                hint = "a key is followed by a colon; a line that belongs to the text above it is indented further"
                return Mistake(self.opened, "this line is no `key: value`", hint)
            return None
        if "mapping values" not in self.problem:
            return None
        line = self.line(self.at)
        key = _KEY.match(line)
        if key is None:
            return None
        if self.at.column >= key.end():
            if line[key.end() :].lstrip()[:1] in (*_CLOSING, *_QUOTES):
                return None
            return Mistake(self.at, "", "put text that holds a colon in quotation marks")
        if self.at.line and _NO_SPACE.match(self.lines[self.at.line - 1]):
            return self.no_space(self.at.line - 1)
        return None

    def no_space(self, number: int) -> Mistake:
        line = self.lines[number]
        return Mistake(TextPlace(number, line.index(":")), "no space after the colon", "put a space after it")

    def indent(self) -> Mistake | None:
        """A key that begins where no other key does."""
        line = self.line(self.at)
        key = _KEY.match(line)
        if key is None:
            return None
        first = len(line) - len(line.lstrip(" "))
        deeper = "mapping values" in self.problem and self.at.column < key.end()
        if "'-' indicator" in self.problem:
            return None
        if not deeper and not ("block" in self.context and self.at.column == first):
            return None
        hint = "wrong indent? the keys of one record begin in one column, and so do the `-` of one list"
        return Mistake(TextPlace(self.at.line, first), "", hint)

    def line(self, place: TextPlace) -> str:
        return self.lines[place.line] if place.line < len(self.lines) else ""


def _place(mark: Any) -> TextPlace:  # noqa: ANN401
    return TextPlace(mark.line, mark.column) if mark is not None else TextPlace(0, 0)


def _begins(line: str) -> int:
    """The column in which the first key of a line begins, behind the hyphens of lists."""
    found = _KEY.match(line)
    return len(found.group(1)) if found else len(line) - len(line.lstrip(" "))
