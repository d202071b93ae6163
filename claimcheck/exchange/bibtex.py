"""Entries of BibTeX, read as biber reads them: texts, with nothing done to what stands in them.

Braces nest (where they do not balance, those behind a backslash do not count), `#` joins, `@string` gives names to
texts, `%` between fields begins a comment and inside one is a sign like any other.
An entry that cannot be read is a problem of its line; reading goes on at the next line that begins one. Takes time in
proportion to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.characters.patterns import lazy
from claimcheck.frozen import field, frozen

_ENTRY = lazy(r"@[ \t\r\n]*([A-Za-z][\w.+:-]*)[ \t\r\n]*([{(])")
_BEGINS = lazy(r"^[ \t]*@[ \t]*[A-Za-z][\w.+:-]*[ \t]*[{(]", re.MULTILINE)
_SPACE = lazy(r"(?:\s+|%[^\n]*(?:\n|$))*")
_KEY = lazy(r"[^\s,{}()\"#%=]+(?:\([^\s,{}()]*\))?[^\s,{}()\"#%=]*|[^\s,}]+")
_NAME = lazy(r"[^\s\"#%'(),={}]+")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905


class _Broken(Exception):  # noqa: N818 - it says what is wrong with the file, not with the program
    """Why an entry cannot be read."""


@frozen(slots=False)
class BibEntry:
    """An entry: the line on which it begins, its type and its fields in small letters."""

    line: int
    kind: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    """Names that no `@string` gives, by the field that they stand in."""


@frozen(slots=False)
class Broken:
    """An entry that cannot be read, and why."""

    line: int
    reason: str


def entries(text: str) -> Iterator[BibEntry | Broken]:
    """The entries of a file, and what cannot be read, from top to bottom."""
    reader = _Reader(text)
    place, line = 0, 1
    while match := _ENTRY.search(text, place):
        line += text.count("\n", place, match.start())
        start, place = match.start(), match.end()
        if _in_comment(text, start):
            line += text.count("\n", start, place)
            continue
        kind, close = match[1].lower(), "}" if match[2] == "{" else ")"
        try:
            found = _either_way(reader, kind, place, close, line)
        except _Broken as problem:
            if kind != "comment":
                yield Broken(line, str(problem))
            following = _BEGINS.search(text, _line_end(text, start))
            reader.place = following.start() if following else len(text)
            found = None
        line += text.count("\n", start, reader.place)
        place = reader.place
        if found is not None:
            yield found


def _either_way(reader: _Reader, kind: str, place: int, close: str, line: int) -> BibEntry | None:
    """An entry; where its braces do not balance, those behind a backslash do not count."""
    reader.escaped = False
    try:
        return reader.entry(kind, place, close, line)
    except _Broken:
        reader.escaped = True
        try:
            return reader.entry(kind, place, close, line)
        except _Broken as problem:
            again = problem
    reader.escaped = False
    raise again


def _in_comment(text: str, at: int) -> bool:
    """Whether a `%` before it on its line makes a comment of it."""
    return "%" in text[text.rfind("\n", 0, at) + 1 : at]


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


class _Reader:
    """Reads what stands at a place, and moves on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.escaped = False
        self.known_limit = (0, -1)
        self.strings = {each: each for each in _MONTHS}

    def entry(self, kind: str, place: int, close: str, line: int) -> BibEntry | None:
        """What begins behind an opening brace; None for what is no entry."""
        self.place = place
        if kind == "comment":
            self.place = place - 1
            self.balanced(self.text[place - 1], close)
            return None
        if kind == "preamble":
            self.value({})
            self.end(close)
            return None
        missing: dict[str, str] = {}
        key = ""
        if kind != "string":
            self.space()
            if match := _KEY.match(self.text, self.place):
                key, self.place = match[0], match.end()
            self.space()
            if self.peek() == "=":
                raise _Broken("it has no key")
            if self.peek() == ",":
                self.place += 1
        fields = self.fields(close, missing)
        if kind == "string":
            self.strings |= {name: " ".join(value.split()) for name, value in fields.items()}
            return None
        return BibEntry(line, kind, key, fields, missing)

    def fields(self, close: str, missing: dict[str, str]) -> dict[str, str]:
        """Pairs of a name and a value up to the end of the entry."""
        found: dict[str, str] = {}
        while True:
            self.space()
            if self.peek() == ",":
                self.place += 1
                continue
            if self.peek() == close:
                self.place += 1
                return found
            match = _NAME.match(self.text, self.place)
            if match is None:
                raise _Broken(f"expected a field, found {self.shown()}")
            name, self.place = match[0].lower(), match.end()
            self.space()
            if self.peek() != "=":
                raise _Broken(f"`{name}` has no value")
            self.place += 1
            unknown: dict[str, str] = {}
            value = self.value(unknown)
            if name not in found:
                found[name] = value
                if unknown:
                    missing[name] = next(iter(unknown))
            elif found[name] != value:
                raise _Broken(f"the field `{name}` stands twice")

    def value(self, unknown: dict[str, str]) -> str:
        """Texts, numbers and names, joined by `#`."""
        pieces = []
        while True:
            self.space()
            sign = self.peek()
            if sign == "{":
                pieces.append(self.balanced("{", "}"))
            elif sign == '"':
                pieces.append(self.quoted())
            elif match := _NAME.match(self.text, self.place):
                self.place = match.end()
                word = match[0]
                if word[0].isalpha() and word.lower() not in self.strings:
                    unknown[word] = word
                else:
                    pieces.append(self.strings.get(word.lower(), word))
            else:
                raise _Broken(f"expected a value, found {self.shown()}")
            self.space()
            if self.peek() != "#":
                return "".join(pieces)
            self.place += 1

    def balanced(self, opening: str, close: str) -> str:
        """A text in braces."""
        depth, start = 1, self.place + 1
        for match in re.compile(rf"\\.|[{re.escape(opening + close)}]", re.DOTALL).finditer(
            self.text, start, self.limit(start)
        ):
            sign, end = match[0], match.end()
            if sign.startswith("\\"):
                if self.escaped or sign[1] not in opening + close:
                    continue
                sign = sign[1]
            depth += 1 if sign == opening else -1
            if depth == 0:
                self.place = end
                return self.text[start : end - 1]
        raise _Broken("a brace is not closed")

    def limit(self, place: int) -> int:
        """A text ends before the next line that begins an entry and its key with a comma."""
        begin, end = self.known_limit
        if not begin <= place <= end:
            match = _NEXT.search(self.text, place)
            self.known_limit = place, match.start() if match else len(self.text)
        return self.known_limit[1]

    def quoted(self) -> str:
        """A text in quotation marks; in braces there may be others."""
        depth, start = 0, self.place + 1
        for match in re.compile(r'[{}"]').finditer(self.text, start, self.limit(start)):
            if match[0] == '"' and depth <= 0:
                self.place = match.end()
                return self.text[start : match.start()]
            depth += {"{": 1, "}": -1}.get(match[0], 0)
        raise _Broken("a quotation mark is not closed")

    def end(self, close: str) -> None:
        """Pass over what closes an entry."""
        self.space()
        if self.peek() != close:
            raise _Broken(f"expected `{close}`, found {self.shown()}")
        self.place += 1

    def space(self) -> None:
        """Pass over white space and comments."""
        if match := _SPACE.match(self.text, self.place):
            self.place = match.end()

    def peek(self) -> str:
        """The sign that comes next."""
        return self.text[self.place : self.place + 1]

    def shown(self) -> str:
        """What comes next, for a message."""
        word = self.text[self.place : self.place + 20].split("\n")[0]
        return f"`{word}`" if word else "the end of the file"


_NEXT = lazy(r"^@[ \t]*[A-Za-z]\w*[ \t]*[{(][ \t]*[^\s,{}()=]+[ \t]*,", re.MULTILINE)
