"""One text to a tree of plain text values with positions.

The events of libyaml (through PyYAML's C parser) are built into mappings, sequences and texts in one pass. Every scalar
is text, so `NO` is Norway and `on` a word; what would let a file mean something that its reader does not see (anchors,
aliases, tags, directives, a second document, duplicate keys, deep nesting) is refused with its place.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml

from claimcheck.characters.patterns import lazy
from claimcheck.characters.sets import SEPARATORS
from claimcheck.model.collection import keys_that
from claimcheck.store.tree import MAX_PROBLEMS, Mapping, Node, Parsed, Problem, Scalar, Sequence, placed

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    EventParser: Any = CParser
except ImportError:  # a PyYAML built without libyaml: the same events from Python code, fourteen times slower

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
        def __init__(self, stream: str) -> None:
            yaml.reader.Reader.__init__(self, stream)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)

        def dispose(self) -> None:
            pass

    EventParser = _Parser


MAX_DEPTH = 32
MAX_VALUES = 250_000
"""Keys, texts, lists and mappings of one file: an incident of 6,000 claims has as many."""
PROSE = keys_that(lambda key: key.holds.prose)
"""Keys whose values are words, in which `#` and `,` are likely to be meant as text."""
_CONFLICT = lazy(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)
_GLIMPSE = 400
"""How many characters of a comment are looked at."""
_COMMENT = lazy(r"(?:\n|[ \t])[ \t]*(#)")
_HEADER = lazy(r"[|>][-+0-9]*[ \t]+(#)(?=[^\s#!])")
_BLOCKS = ("|", ">")
_OTHER_ENDS = lazy(f"[{SEPARATORS}]|\r(?!\n)")
_SURROGATE = lazy("[\ud800-\udfff]")


_Scalar = yaml.ScalarEvent
_MappingStart, _MappingEnd = yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceStart, _SequenceEnd = yaml.SequenceStartEvent, yaml.SequenceEndEvent


def parse(data: bytes) -> Parsed:
    """The tree that `data`, a YAML file in UTF-8, holds."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1
        found = f"byte 0x{data[error.start]:02x}"
        return Parsed(None, [Problem(before.count(b"\n") + 1, column, f"not UTF-8: {found}", "save the file as UTF-8")])
    text = text.removeprefix("\ufeff")
    conflict = _CONFLICT.search(text)
    if conflict is not None and text.count("<<<<<<< ") and text.count(">>>>>>> "):
        line = text.count("\n", 0, conflict.start()) + 1
        return Parsed(None, [Problem(line, 1, "unresolved git conflict", "settle it and remove the markers")])
    plain, ends = as_lines(text)
    parsed = _Builder(plain).build()
    parsed.problems[:0] = ends
    return parsed


def as_lines(text: str) -> tuple[str, list[Problem]]:
    """A text with a space for all that ends a line to YAML and to no editor, and where that stands.

    libyaml would count its lines otherwise than an editor, git and `grep` do, and a comment would end in its middle.
    """
    if text.isascii() and "\r" not in text:
        return text, []
    ends = list(_OTHER_ENDS.finditer(text))
    if not ends or ("\n" not in text and not any(each.group() != "\r" for each in ends)):
        return text, []  # a file of one kind of line ends, even of the oldest, is as its editor counts
    found: list[Problem] = []
    line, counted = 1, 0
    for each in ends[:MAX_PROBLEMS]:
        line += text.count("\n", counted, each.start())
        counted = each.start()
        column = counted - text.rfind("\n", 0, counted)
        what = f"U+{ord(each.group()):04X} ends a line for YAML, and for no editor"
        hint = "an invisible separator, as pasted from a PDF: delete it, or put a space or a new line in its place"
        found.append(Problem(line, column, what, hint))
    return _OTHER_ENDS.sub(" ", text), found


class _Builder:
    """Builds a tree from events; one use each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.noted = {True: 0, False: 0}
        self.comments = _comments(text)
        self.marked = "&" in text or "!" in text
        self.escaped = "\\u" in text or "\\U" in text
        self.torn: Mapping | None = None

    def build(self) -> Parsed:
        try:
            parser: Any = EventParser(self.text)
        except yaml.YAMLError as error:
            self.syntax(error)
            return Parsed(None, self.problems)
        try:
            tree = self.documents(parser)
        except yaml.YAMLError as error:
            self.syntax(error)
            tree = None
        finally:
            parser.dispose()
        return Parsed(tree, self.problems)

    def documents(self, parser: Any) -> Node | None:  # noqa: ANN401 - PyYAML's parser has no types
        """The tree of the first document; the stream is always read to its end."""
        tree: Node | None = None
        count = 0
        get_event = parser.get_event
        while True:
            event = get_event()
            if isinstance(event, yaml.StreamEndEvent):
                return tree
            if isinstance(event, yaml.DocumentStartEvent):
                count += 1
                if event.version or event.tags:
                    self.refuse(event, "a `%` directive", "delete the line: a file means the same with and without it")
                node = self.node(get_event)
                if count == 1:
                    tree = node
                elif count == 2:
                    self.refuse(event, "a second document", "one file holds one document: delete the `---` line")

    def node(self, get_event: Any) -> Node | None:  # noqa: ANN401, PLR0915 - runs for each value
        """One whole node, without recursion; values that are refused are left out."""
        stack: list[tuple[Node, Scalar | None, bool]] = []  # container, pending key, written in brackets
        current: Any = None
        key: Scalar | None = None
        flow = False
        comments, decorated, escaped = self.comments, self.marked, self.escaped
        left = MAX_VALUES
        while True:
            event = get_event()
            kind = type(event)
            mark = event.start_mark
            if kind is _Scalar:
                if decorated and (event.anchor is not None or event.tag is not None):
                    self.decorated(event)
                value = event.value
                node: Any = Scalar(value)
                node.mark = mark
                if comments and (
                    event.end_mark.index in comments
                    or event.style in _BLOCKS
                    or (key is not None and mark.line != key.mark.line)
                ):
                    self.comment(event, current, key, flow=flow)
                if not event.style:  # libyaml says "" of a plain text, Python None
                    if flow and not value and key is not None:
                        self.comma(current, key)
                elif escaped and _SURROGATE.search(node):
                    self.refuse(event, "half of a surrogate pair", "write the character itself, not an escape")
                    node = placed(_SURROGATE.sub("", node), mark)
            elif kind is _MappingStart or kind is _SequenceStart:
                if decorated and (event.anchor is not None or event.tag is not None):
                    self.decorated(event)
                node = Mapping() if kind is _MappingStart else Sequence()
                node.mark = mark
                if key is None and type(current) is Mapping:
                    self.refuse(event, "a key that is not text", "a key is a word followed by a colon")
                    key = _unique(current)
                stack.append((current, key, flow))
                current, key, flow = node, None, bool(event.flow_style)
                if len(stack) > MAX_DEPTH:
                    self.stop(event, f"nesting deeper than {MAX_DEPTH}", "")
                continue
            elif kind is _MappingEnd or kind is _SequenceEnd:
                node = current
                current, key, flow = stack.pop()
            elif kind is yaml.AliasEvent:
                hint = "text that begins with `*` goes whole in quotation marks; a value is written out"
                self.refuse(event, f"an alias (`*{event.anchor}`)", hint)
                node = placed(f"*{event.anchor}", mark)
            else:
                continue
            left -= 1
            if left < 0:
                self.stop(event, f"more than {MAX_VALUES:,} keys and values in one file", "split it")
            if key is not None:
                current[key] = node
                key = None
            elif current is None:
                return node  # type: ignore[no-any-return]
            elif type(current) is Sequence:
                if flow and kind is _Scalar and current and value.isdigit():
                    self.thousands(current[-1], node)
                current.append(node)
            else:
                key = node if node and node not in current and node[0] != "\x00" else self.key(current, node)

    def key(self, mapping: Mapping, text: Scalar) -> Scalar:
        """The key under which the next value goes; a duplicate is refused and its value set aside."""
        if text.startswith("\x00"):  # an escape: what we set aside is named so
            self.note(Problem(text.line, text.column, "a key that begins with U+0000", "delete it"))
            return _unique(mapping)
        if text not in mapping:
            return text
        first = next(key for key in mapping if key == text)
        if text == "id":
            self.torn = mapping
            hint = "two records in one: is the `- ` of the second missing here?"
            self.note(Problem(text.line, text.column, f"a second `id`: the first stands on line {first.line}", hint))
            return _unique(mapping)
        if self.torn is mapping:  # the rest of the second record
            return _unique(mapping)
        self.note(
            Problem(
                text.line,
                text.column,
                f"duplicate key `{text}`: it stands on line {first.line} too",
                "one of the two would be lost: merge them or rename one",
            )
        )
        return _unique(mapping)

    def decorated(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor is not None:
            self.refuse(event, f"an anchor (`&{event.anchor}`)", "put the text in quotation marks if `&` belongs to it")
        else:
            self.refuse(event, f"a tag (`{event.tag}`)", "put the text in quotation marks if `!` belongs to it")

    def comment(self, event: Any, current: Any, key: Scalar | None, *, flow: bool) -> None:  # noqa: ANN401
        """Warn where what stands beside a text is a comment to YAML, and to a reader likely a part of the text.

        It is one behind a sentence, behind any text in brackets, and wherever `#` and the next sign are one word.
        """
        block = event.style in _BLOCKS
        near: Any = event.start_mark if block else event.end_mark
        at = self.comments.get(near.index)
        if block:
            header = _HEADER.match(self.text, near.index)
            at = header.start(1) if header else None
        elif at is None and key is not None:  # between the key and its text, which begins on the next line
            near = key.mark
            at = self.comments.get(near.index + len(key) + 1)
        if at is None:
            return
        rest = self.text[at : at + _GLIMPSE].partition("\n")[0].rstrip()
        one_word = rest[1:2] not in ("", " ", "\t", "#", "!")
        begins = self.text.rfind("\n", 0, at) + 1
        if begins > near.index:  # on a line of its own: a part only if it is indented like one
            owner = key if key is not None else current
            if not one_word or event.style or owner is None or at - begins <= owner.mark.column:
                return
        elif not (one_word or flow or (near is event.end_mark and not event.style and _sentence(event.value, key))):
            return
        of = f"`{key}`" if key is not None else "this item" if type(current) is Sequence else "this text"
        line = near.line + 1 + self.text.count("\n", near.index, at)
        hint = "put the whole text in quotation marks if it belongs to it"
        message = f"`{rest}` is a comment, not a part of {of}"
        self.note(Problem(line, at - begins + 1, message, hint, grave=False))

    def comma(self, current: Any, key: Scalar) -> None:  # noqa: ANN401
        """Warn where a key in brackets has no value: it is likely the rest of a sentence with a comma."""
        before = next(reversed(current.values()), None)
        if " " in key or (type(before) is Scalar and " " in before):
            what = f"a comma inside `{{ }}` ended the text before `{key}`"
            self.note(Problem(key.line, key.column, what, "put the whole text in quotation marks", grave=False))

    def thousands(self, before: Any, after: Scalar) -> None:  # noqa: ANN401
        """Warn where a list in brackets holds `1,200`: two numbers, and likely meant as one."""
        beside = type(before) is Scalar and before.isdigit() and len(after) == 3 and before.line == after.line
        if beside and after.column == before.column + len(before) + 1:
            what = f"`{before},{after}` in brackets is two numbers"
            hint = f"write `{before}{after}` if it is one, and a blank behind the comma if not"
            self.note(Problem(before.line, before.column, what, hint, grave=False))

    def refuse(self, event: Any, what: str, hint: str) -> None:  # noqa: ANN401
        mark = event.start_mark
        self.note(Problem(mark.line + 1, mark.column + 1, f"{what} is not allowed here", hint))

    def stop(self, event: Any, what: str, hint: str) -> NoReturn:  # noqa: ANN401
        self.refuse(event, what, hint)
        raise _Stopped

    def note(self, problem: Problem) -> None:
        """Remember a problem; past many, read no further (of warnings: remember no more)."""
        self.noted[problem.grave] += 1
        if self.noted[problem.grave] <= MAX_PROBLEMS:
            self.problems.append(problem)
        elif problem.grave:
            what = f"more than {MAX_PROBLEMS:,} problems: from here on the file is not read"
            self.problems.append(Problem(problem.line, problem.column, what, "mend the others first"))
            raise _Stopped

    def syntax(self, error: yaml.YAMLError) -> None:
        """Note why the parser stopped."""
        if isinstance(error, _Stopped):
            return
        if isinstance(error, yaml.reader.ReaderError):
            self.unreadable(error)
            return
        from claimcheck.store.mistakes import mistake  # noqa: PLC0415 - only a broken file waits for it

        place, message, hint = mistake(self.text, error, self.last())
        context = getattr(error, "context", None)
        problem = getattr(error, "problem", None) or "cannot be read"
        message = message or problem + (f" ({context})" if context else "")
        self.problems.append(Problem(place.line + 1, place.column + 1, f"not valid YAML: {message}", hint))

    def last(self) -> Any:  # noqa: ANN401
        """The last event before the one that cannot be read: none is kept on the way, which would cost every file."""
        last: Any = None
        try:
            parser: Any = EventParser(self.text)
        except yaml.YAMLError:
            return last
        try:
            while True:
                last = parser.get_event()
        except yaml.YAMLError:
            return last
        finally:
            parser.dispose()

    def unreadable(self, error: Any) -> None:  # noqa: ANN401
        """A character that YAML does not take."""
        offset = next((at for at, each in enumerate(self.text) if not _yaml_takes(each)), 0)
        line = self.text.count("\n", 0, offset) + 1
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1
        code = ord(self.text[offset]) if self.text else 0
        reason = error.reason if isinstance(error.reason, str) else "special characters are not allowed"
        message = f"character U+{code:04X} is not allowed in YAML ({reason})"
        self.problems.append(Problem(line, column, message, "delete it"))


class _Stopped(yaml.YAMLError):
    """Raised to stop reading a text that is past a limit; why has been noted."""


def _sentence(text: str, key: Scalar | None) -> bool:
    return " " in text or (text != "" and key in PROSE)


def _comments(text: str) -> dict[int, int]:
    """Where the text in front of a comment ends: where the comment begins."""
    found: dict[int, int] = {}
    for each in _COMMENT.finditer(text):
        before = len(text[max(each.start() - _GLIMPSE, 0) : each.start(1)].rstrip())
        found[max(each.start() - _GLIMPSE, 0) + before] = each.start(1)
    return found


def _unique(mapping: Mapping) -> Scalar:
    """A key that no file can hold, for a value that is set aside."""
    return placed(f"\x00{len(mapping)}", mapping.mark)


def _yaml_takes(character: str) -> bool:
    code = ord(character)
    return (
        character in "\t\n\r\x85"
        or 0x20 <= code <= 0x7E
        or 0xA0 <= code <= 0xD7FF
        or (0xE000 <= code <= 0xFFFD and code != 0xFEFF)
        or code >= 0x10000
    )
