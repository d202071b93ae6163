"""A page as one HTML file that needs nothing else: no script, no picture, no font, no address but its links.

Jinja2 fills the templates with everything escaped; what a template may not decide (which characters can be seen, where
a link may lead, what is a language tag) is decided here. The style sheet stands in the page, and the page allows no
other: its security policy names the style sheet by hash, and so the small script of a page that can be filtered or
looked at day by day. Such a script only shows and hides what stands in the page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claimcheck.blocks import Block, Cell, Course, Figure, Heading, Inline, Line, Link, Page, Quoted, Style, Table, Text
from claimcheck.characters import one_line
from claimcheck.characters.patterns import lazy
from claimcheck.formats.inlines import address, may_link, tidy, trimmed
from claimcheck.formats.pictures import NARROW, WIDE, draw
from claimcheck.formats.shares import MOST_COLUMNS, shares
from claimcheck.frozen import frozen

_SAFE_ID = lazy(r"[A-Za-z0-9][A-Za-z0-9/._:-]*")
_LANGUAGE = lazy(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ELEMENTS = {
    Style.PLAIN: "",
    Style.STRONG: "strong",
    Style.EMPHASIS: "em",
    Style.MUTED: "small",
    Style.CODE: "code",
    Style.INSERTED: "ins",
    Style.DELETED: "del",
}


@frozen
class Run:
    """A run of a line as the templates see it: `sort` is `text`, `quoted` or `link`; `element` stands around it."""

    sort: str
    text: str
    element: str = ""
    target: str = ""
    language: str | None = None


def write(page: Page, *, paper: bool = False, **_medium: object) -> str:
    """`page` as HTML, ending in one line feed; a file has neither width nor colour.

    For `paper` it has what is printed and nothing else: no drawing for small screens, no way to skip or to link.
    """
    environment = _environment()
    filtered = any(isinstance(block, Table) and block.filtered for block in page.blocks)
    timed = any(isinstance(block, Course) and len(block.moments) > 1 for block in page.blocks)
    style = "\n".join(_part(f"{each}.css") for each in ("style", "drawing", *(["paper"] if paper else [])))
    scripts = [name for name, wanted in (("filter.js", filtered), ("slider.js", timed)) if wanted and not paper]
    script = "\n".join(map(_part, scripts))
    text: str = environment.get_template("page.html").render(
        page=page,
        paper=paper,
        opening=page.blocks[: _opening(page.blocks)],
        rest=page.blocks[_opening(page.blocks) :],
        title=one_line(page.title),
        contents=list(_contents(page.blocks)),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script) if script else None,  # noqa: S704 - our own file
        policy=_policy(style, script or None),
    )
    return text


def picture(figure: Figure) -> str:
    """A figure as a picture in a file of its own, for a page that can show one but holds no drawing (a README)."""
    text: str = (
        _environment()
        .get_template("picture.svg")
        .render(
            figure=figure,
            scene=draw(figure.drawing, WIDE),
            style=Markup(f"{_part('picture.css')}\n{_part('drawing.css')}"),  # noqa: S704 - our own files
        )
    )
    return text


def drawing_style() -> str:
    """What drawings look like."""
    return _part("drawing.css")


def runs(line: Line) -> list[Run]:
    """A line as the templates see it; a link that leads nowhere we send a reader is text."""
    return [_run(inline) for inline in tidy(line)]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a quotation."""
    return [words for each in text.split("\n") if (words := one_line(each))]


def language(tag: str | None) -> str:
    """A language tag as it may stand in `lang`; an empty one says that the language is not known."""
    return tag if tag is not None and _LANGUAGE.fullmatch(tag) else ""


def anchor(name: str | None) -> str | None:
    """An anchor, which is made of ids.

    Raises:
        ValueError: it is not one: a bug.
    """
    if name is not None and not _SAFE_ID.fullmatch(name):
        raise ValueError(f"not an anchor: {name!r}")
    return name


def lines(cell: Cell) -> list[list[Run]]:
    """The lines of a cell; an empty one stays as air between two others."""
    return [runs(each) for each in trimmed(cell)]


def sides(table: Table, row: tuple[Cell, ...]) -> list[tuple[int, str, list[list[Run]]]]:
    """The cells of a row, each with its place and the title of its column."""
    return [
        (place, one_line(title), lines(cell)) for place, (title, cell) in enumerate(zip(table.header, row, strict=True))
    ]


def widths(table: Table) -> list[float]:
    """How wide the columns of a table are on paper."""
    rows = [[["".join(run.text for run in each) for each in lines(cell)] for cell in row] for row in table.rows]
    return shares([one_line(each) for each in table.header], rows)


def _run(inline: Inline) -> Run:
    match inline:
        case Quoted(text, tag):
            return Run("quoted", text, language=tag)
        case Link(text, target) if may_link(target):
            return Run("link", text, target=address(target))
        case Link(text, target):
            return Run("text", text if target in ("", text) else f"{text} ({one_line(target)})")
        case Text(text, style):
            return Run("text", text, element=_ELEMENTS[style])


def _contents(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """The headings that a reader can be led to, below the title."""
    return (block for block in blocks if isinstance(block, Heading) and block.level > 1 and block.anchor)


def _opening(blocks: tuple[Block, ...]) -> int:
    """How many blocks stand before the first heading below the title; the contents follow them."""
    headings = (at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level > 1)
    return next(headings, len(blocks))


def _policy(style: str, script: str | None) -> str:
    """What the page may do: show itself; nothing else is fetched, run or sent."""
    rules = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*rules, f"script-src '{_hash(script)}'"] if script else rules)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _part(name: str) -> str:
    """A file that stands in the page as it is."""
    environment = _environment()
    assert environment.loader is not None  # noqa: S101 - see _environment
    return environment.loader.get_source(environment, name)[0].strip()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("claimcheck.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "runs": runs,
        "paragraphs": paragraphs,
        "language": language,
        "anchor": anchor,
        "one_line": one_line,
        "sort": _sort,
        "number": _number,
    }
    environment.globals |= {
        "sides": sides,
        "widths": widths,
        "most_columns": MOST_COLUMNS,
        "draw": draw,
        "wide": WIDE,
        "narrow": NARROW,
    }
    return environment


def _sort(block: Any) -> str:  # noqa: ANN401 - a template asks of any block
    return type(block).__name__.lower()


def _number(value: float) -> Markup:
    """A length in pixels, to a tenth."""
    return Markup(f"{value:.1f}".removesuffix(".0"))  # noqa: S704 - digits
