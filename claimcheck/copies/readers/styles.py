"""What the style sheets of a page hide or set apart: `display`, `visibility` and `content-visibility` of its elements.

cssselect2 matches the selectors. Only rules that say one of these are looked at, as on a screen of 1280 pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from claimcheck.characters.patterns import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WIDTH = 1280
"""Pixels: the width of the window in which a page is taken to be read."""
MOST_RULES = 20_000
MOST_ELEMENTS = 200_000
"""With more than this, style sheets are not looked at: to match them would take minutes."""

_COMMENT = lazy(r"/\*.*?(?:\*/|$)", re.DOTALL)
_PIECE = lazy(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[{};]|[^{};\"']+|.", re.DOTALL)
_TOLD = lazy(r"display|visibility")
_READ = lazy(r"@(?:supports|layer|scope)\b", re.IGNORECASE)
_LENGTH = lazy(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|em|rem)\s*\)")
_PLAIN = lazy(r"\(\s*prefers-[a-z-]+\s*:\s*(?:light|no-preference)\s*\)|\(\s*hover(?:\s*:\s*hover)?\s*\)")


_Specificity = tuple[int, int, int]


class StyleValue(NamedTuple):
    """A value, and how much it counts beside others: the higher one does."""

    weight: tuple[bool, int, _Specificity, int]
    value: str


Style = dict[str, StyleValue]
"""Property: what is declared of it."""
_NAMES = ("display", "visibility", "content-visibility")
_WIDE = "inherit|initial|unset|revert|revert-layer"
"""Values that every property may have."""
_VALUES = {
    "visibility": re.compile(f"visible|hidden|collapse|{_WIDE}"),
    "content-visibility": re.compile(f"visible|auto|hidden|{_WIDE}"),
}
_INNER = ("flow", "flow-root", "table", "flex", "grid", "ruby", "math")
_DISPLAYS = frozenset(
    [
        *(
            "none",
            "contents",
            "block",
            "inline",
            "inline-block",
            "inline-table",
            "inline-flex",
            "inline-grid",
            "list-item",
        ),
        *(
            "table-row-group",
            "table-header-group",
            "table-footer-group",
            "table-row",
            "table-cell",
            "table-column-group",
        ),
        *("table-column", "table-caption", "ruby-text", "-webkit-box", "-webkit-inline-box", "-webkit-flex"),
        *("-webkit-inline-flex", *_WIDE.split("|"), *_INNER),
    ]
)
_ONE_WORD = {
    "flow": "block",
    "initial": "inline",
    "unset": "inline",
    "-webkit-inline-flex": "inline-flex",
    "math": "inline",
}
_ONE_WORD |= {
    "-webkit-flex": "flex",
    "-webkit-box": "flex",
    "-webkit-inline-box": "inline-flex",
    "revert-layer": "revert",
}
_TWO_WORDS = {"block flow": "block", "inline flow": "inline", "inline flow-root": "inline-block", "inline ruby": "ruby"}


def display_of(value: str) -> str | None:
    """A value of `display` in one word, as in `flex` for `block flex`; None if a browser does not take it."""
    words = value.split()
    if len(words) == 1:
        return _ONE_WORD.get(value, value) if value in _DISPLAYS else None
    if "list-item" in words:
        rest = sorted(words)
        rest.remove("list-item")
        fitting = all(each in ("block", "inline", "flow", "flow-root") for each in rest) and len(rest) <= 2
        return ("inline" if "inline" in rest else "list-item") if fitting else None
    outer, inner = sorted(words, key=lambda each: each not in ("block", "inline"))[:2]
    if len(words) != 2 or outer not in ("block", "inline") or inner not in _INNER:
        return None
    return _TWO_WORDS.get(f"{outer} {inner}", inner if outer == "block" else f"inline-{inner}")


def declared(
    text: str, specificity: tuple[int, int, int] = (0, 0, 0), order: int = 0, *, inline: bool = False
) -> Style:
    """The declarations of a rule or of a `style` attribute that a browser takes: the last of each, if it is valid."""
    found: Style = {}
    for each in _COMMENT.sub("", text).split(";"):
        name, colon, value = each.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        important = re.search(r"!\s*important$", value)
        if important:
            value = value[: important.start()].strip()
        pattern = _VALUES.get(name)
        if name == "display":
            value = display_of(value) or ""
        if not colon or not value or (pattern is not None and not pattern.fullmatch(value)):
            continue
        one = StyleValue((important is not None, int(inline), specificity, order), value)
        if name not in found or one.weight >= found[name].weight:
            found[name] = one
    return found


def sheet_styles(root: Element, sheets: list[tuple[Element | None, str]]) -> dict[Element, Style]:
    """What the sheets of a page declare of its elements.

    Each sheet stands in the shadow root of a template, in which alone it holds, or in the page (None).
    """
    matchers = dict(_matchers(sheets))
    if not matchers:
        return {}
    from cssselect2 import ElementWrapper  # noqa: PLC0415 - few pages need it

    found: dict[Element, Style] = {}
    scopes: dict[Element, Element | None] = {root: None}
    for number, wrapper in enumerate(ElementWrapper.from_html_root(root).iter_subtree()):
        if number > MOST_ELEMENTS:
            return {}
        element = wrapper.etree_element
        parent = element.getparent()
        if parent is not None:
            scopes[element] = parent if parent.tag == "template" else scopes.get(parent)
        matcher = matchers.get(scopes[element])
        style: Style = {}
        for match in matcher.match(wrapper) if matcher is not None else ():
            specificity, order, pseudo, (text, _) = match
            for name, one in declared(text, specificity, order).items() if pseudo is None else ():
                if name in _NAMES and (name not in style or one.weight >= style[name].weight):
                    style[name] = one
        if style:
            found[element] = style
    return found


def _matchers(sheets: list[tuple[Element | None, str]]) -> Iterator[tuple[Element | None, Any]]:
    by_scope: dict[Element | None, list[tuple[str, str]]] = {}
    for scope, text in sheets:
        if _TOLD.search(text):
            by_scope.setdefault(scope, []).extend(_rules(text))
    for scope, rules in by_scope.items():
        if rules:
            yield scope, _matcher(rules[:MOST_RULES])


def _matcher(rules: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - cssselect2 carries no types
    from cssselect2 import Matcher, SelectorError, compile_selector_list  # noqa: PLC0415

    matcher = Matcher()
    for selector, body in rules:
        try:
            compiled = compile_selector_list(selector)
        except (SelectorError, ValueError, IndexError, RecursionError):
            continue  # as a browser does with a selector that it does not know
        for each in compiled:
            matcher.add_selector(each, (body, selector))
    return matcher


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selector and declarations of the rules of a sheet that say anything of what is shown."""
    heads: list[tuple[bool, str]] = []  # of the blocks around: whether they count, and what they are
    piece = ""
    for match in _PIECE.finditer(_COMMENT.sub(" ", text)):
        sign = match.group()
        if sign == "{":
            head = piece.strip()
            heads.append((_counts(head), head))
            piece = ""
        elif sign == "}":
            if heads:
                _, head = heads.pop()
                if _TOLD.search(piece) and head and not head.startswith("@") and all(each for each, _ in heads):
                    yield head, piece
            piece = ""
        elif sign == ";" and not heads:
            piece = ""  # an @import, a @charset
        else:
            piece += sign


def _counts(head: str) -> bool:
    """Whether what stands in a block holds on a screen."""
    if not head.startswith("@"):
        return False  # a rule inside a rule is not read
    if head[:6].lower() == "@media":
        return any(map(_on_screen, head[6:].lower().split(",")))
    return _READ.match(head) is not None


def _on_screen(query: str) -> bool:
    """Whether a media query holds for a screen of that width; what is not known does not hold."""
    turned = query.strip().startswith("not")
    rest = re.sub(r"^\s*(?:not|only)\b", "", query)
    holds = True
    for condition in re.split(r"\band\b", rest):
        length = _LENGTH.fullmatch(condition.strip())
        if length:
            pixels = float(length.group(2)) * (1 if length.group(3) == "px" else 16)
            holds = holds and (pixels <= WIDTH if length.group(1) == "min" else pixels >= WIDTH)
        else:
            holds = holds and (
                condition.strip() in ("", "all", "screen") or _PLAIN.fullmatch(condition.strip()) is not None
            )
    return holds is not turned
