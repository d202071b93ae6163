"""Small pages made at random, each word another one: what is shown hangs on tags, attributes and styles."""

from __future__ import annotations

import random

_INLINE = ("span", "b", "i", "em", "code", "label", "u", "small", "mark", "abbr", "x-card", "font")
_BLOCK = ("div", "p", "section", "h2", "article", "blockquote", "pre", "ul", "center", "figure", "main", "footer")
_NEVER = (
    "script",
    "style",
    "template",
    "noscript",
    "datalist",
    "canvas",
    "video",
    "audio",
    "progress",
    "meter",
    "noframes",
)
_DISPLAYS = (
    *("none", "block", "inline", "inline-block", "flex", "grid", "contents", "inline-flex", "list-item", "flow-root"),
    *("hidden", "nonsense", "block none", "inline flow", "block flex", "none none", "0", "NONE", "none !important"),
    *("-webkit-box", "initial", "revert", "unset", "inherit", "none;display:block", "none;display:wrong", "no ne"),
    *("none/**/", "none,block", "inline grid"),
)
_VISIBILITIES = ("hidden", "visible", "collapse", "inherit", "initial", "wrong", "none", "HIDDEN")
_CONTENT = ("hidden", "visible", "wrong", "none", "inherit")
_PROPERTIES = (*2 * (("display", _DISPLAYS),), ("visibility", _VISIBILITIES), ("content-visibility", _CONTENT))
_ATTRIBUTES = (
    "hidden",
    'hidden="until-found"',
    "popover",
    'aria-hidden="true"',
    'class="a"',
    'class="b"',
    'id="c"',
    'dir="rtl"',
)


class _Writer:
    """One page being written."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - nothing here is secret
        self.words = 0

    def word(self) -> str:
        """The next word."""
        self.words += 1
        return f"w{self.words}"

    def attributes(self) -> str:
        """An attribute or a style, or none."""
        draw = self.chance.random()
        if draw < 0.5:
            return ""
        if draw < 0.62:
            return " " + self.chance.choice(_ATTRIBUTES)
        styles = []
        for _ in range(self.chance.choice((1, 1, 2))):
            name, values = self.chance.choice(
                (
                    ("display", _DISPLAYS),
                    ("display", _DISPLAYS),
                    ("visibility", _VISIBILITIES),
                    ("content-visibility", _CONTENT),
                )
            )
            styles.append(f"{name}:{self.chance.choice(values)}")
        return f' style="{"; ".join(styles)}"'

    def node(self, depth: int, *, inline: bool) -> str:
        """Text, or an element and what is in it; no block stands in an inline element, and no `<p>` in a `<p>`."""
        draw = self.chance.random()
        if depth == 0 or draw < 0.3:
            return self.word() + self.chance.choice((" ", "", " "))
        if draw < 0.36:
            return self.chance.choice(("<br>", "<!-- note -->", f"<{self.never()}", "<wbr>"))
        if inline or draw < 0.6:
            tag, inner = self.chance.choice(_INLINE), True
        else:
            tag = self.chance.choice(_BLOCK)
            inner = tag in {"p", "h2", "pre"}
        held = "".join(self.node(depth - 1, inline=inner) for _ in range(self.chance.randint(1, 3)))
        if tag == "ul":
            held = f"<li{self.attributes()}>{held}</li>"
        return f"<{tag}{self.attributes()}>{held}</{tag}>"

    def never(self) -> str:
        """The rest of an element that is never shown."""
        tag = self.chance.choice(_NEVER)
        return f"{tag}>{self.word() if tag not in {'script', 'style'} else ''}</{tag}>"

    def sheet(self) -> str:
        """A style sheet, now and then."""
        if self.chance.random() < 0.5:
            return ""
        rules = [
            f"{self.chance.choice(('.a', '.b', '#c', 'b', 'div .a', 'p > span', 'section', 'div:first-child'))} "
            f"{{ display: {self.chance.choice(_DISPLAYS)} }}"
            for _ in range(self.chance.randint(1, 3))
        ]
        media = self.chance.choice(("{}", "{}", "@media print {{ {} }}", "@media (min-width: 600px) {{ {} }}"))
        return f"<style>{media.format(' '.join(rules))}</style>"


def page(seed: int) -> str:
    """The page of a number."""
    writer = _Writer(seed)
    body = "".join(writer.node(4, inline=False) for _ in range(writer.chance.randint(2, 5)))
    head = f"<head><meta charset=utf-8><title>t</title>{writer.sheet()}</head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>"
