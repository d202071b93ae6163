"""The formats: what they look like (kept texts) and what no text can make them do (properties)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claimcheck.blocks import (
    DEEPEST,
    Cell,
    Heading,
    Inline,
    Line,
    Link,
    List,
    Page,
    Paragraph,
    Quote,
    Quoted,
    Style,
    Table,
    Text,
    cell,
    line,
)
from claimcheck.characters import guard, one_line, unguard, unseen, visible
from claimcheck.errors import UsageError
from claimcheck.formats import PAGE_FORMATS, RECORD_FORMATS, write_page, write_record
from claimcheck.formats.inlines import marked, tidy
from claimcheck.formats.wrapping import cells
from claimcheck.model.fields import Field, Model
from tests.conftest import Golden
from tests.formats import hostile
from tests.formats.everything import PAGE

KEPT = Path(__file__).parent / "formats"

markup = st.text("ab1 \n*_`~[](){}<>|\\#@:/.-+=!&;$'\"^%w", min_size=1, max_size=12)
anything = st.text(st.characters(exclude_categories=()), max_size=40)
tricks = st.lists(st.sampled_from(hostile.ALL), min_size=1, max_size=3).map("".join)
texts = st.one_of(markup, anything, tricks)
inlines = st.one_of(
    st.builds(Text, texts, st.sampled_from(Style)),
    st.builds(Quoted, texts),
    st.builds(Link, texts, st.one_of(texts, st.sampled_from(hostile.ADDRESSES))),
)
lines = st.lists(inlines, max_size=5).map(tuple)


def table(page: Page, *, width: int = 80, colour: bool = False) -> str:
    return write_page("table", page, width=width, colour=colour)


def markdown(page: Page) -> str:
    return write_page("md", page, width=80, colour=False)


def every_trick(test: Callable[..., None]) -> Callable[..., None]:
    """Besides what a property test thinks of, everything that we did."""
    for text in hostile.ALL:
        test = example(text)(test)
    return test


def page_of(*blocks: Heading | Paragraph | Quote | List | Table) -> Page:
    return Page("", blocks)


# What they look like


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_page_of_everything_on_a_terminal(golden: Golden, width: int) -> None:
    golden(KEPT / f"everything.{width}.txt", table(PAGE, width=width))


def test_a_page_of_everything_in_colour(golden: Golden) -> None:
    golden(KEPT / "everything.colour.txt", table(PAGE, colour=True).replace("\x1b", "␛"))


def test_a_page_of_everything_in_markdown(golden: Golden) -> None:
    golden(KEPT / "everything.md", markdown(PAGE))


def test_formats_are_named_in_one_place() -> None:
    assert PAGE_FORMATS == ("table", "md", "html")
    assert RECORD_FORMATS == ("json", "jsonl", "csv")


def test_a_format_that_is_not_known_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UsageError) as refused:
        write_record("jsnl", {})
    assert refused.value.message == "no format `jsnl` here"
    assert "`jsonl`" in refused.value.hint


# Lines


@pytest.mark.parametrize(
    ("given_line", "expected"),
    [
        ((), ()),
        ((Text("  "),), ()),
        ((Text(" a \n b "),), (Text("a b"),)),
        ((Text("a"), Text("b")), (Text("ab"),)),
        ((Text("a "), Text(" b")), (Text("a b"),)),
        ((Text("a "), Quoted(" b ")), (Text("a "), Quoted("b"))),
        ((Text("a"), Text(" b ", Style.STRONG), Text("c")), (Text("a "), Text("b", Style.STRONG), Text(" c"))),
        ((Text("a"), Text("", Style.STRONG), Text("c")), (Text("ac"),)),
        ((Text("a\x1b"),), (Text("a\\u001b"),)),
    ],
)
def test_a_line_is_tidied_across_its_runs(given_line: Line, expected: Line) -> None:
    assert tidy(given_line) == expected


# A terminal


def letters(text: str) -> str:
    return "".join(text.split())


def hostile_page(text: str) -> Page:
    """`text` wherever a text can stand."""
    return page_of(
        Heading(2, line(text)),
        *(Paragraph(line("before ", Text(text, style), " after")) for style in Style),
        Paragraph(line("a", Text(one_line(text), Style.STRONG), "b")),
        Paragraph(line(text)),
        Paragraph(line(Quoted(text))),
        Paragraph(line(Link(text, "https://good.example/"))),
        Quote(text, translation=text, attribution=line(text)),
        List((line(text), line(text))),
        List((line(text),), ordered=True),
        Table((text, "b"), ((cell(text, text), cell(line(Text(text, Style.CODE)))), (cell("c"), cell(text))), text),
        Table(("", text, "b"), ((cell(text), cell(text), cell(line(Quoted(text)))),), beside=True),
    )


def clean(text: str) -> str:
    """`text` without the codes that we write; nothing else that drives a terminal may be left."""
    left = re.sub(r"\x1b\[(0|1|2|3|31|32|36)m", "", text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", left)
    return left


@every_trick
@given(texts)
def test_no_text_drives_a_terminal_or_leaves_its_columns(text: str) -> None:
    for width in (20, 40, 80, 300):
        check_terminal(text, width)


def check_terminal(text: str, width: int) -> None:
    plain, coloured = (table(hostile_page(text), width=width, colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert clean(coloured) == plain
    assert not unseen(plain.replace("\n", ""))
    for each in plain.split("\n"):
        assert each == each.rstrip()
        assert cells(each) <= max(width, 24)
    assert plain.endswith("\n")


@pytest.mark.parametrize("text", hostile.ALL)
def test_hostile_words_survive_on_a_terminal(text: str) -> None:
    shown = one_line(text)
    whole = table(hostile_page(text), width=100_000)
    assert whole.count(shown) >= 20
    assert letters(table(page_of(Paragraph(line(text))), width=24)) == letters(shown)


@given(texts)
def test_every_word_is_on_the_terminal_once(text: str) -> None:
    assert letters(table(page_of(Paragraph(line(text))), width=24)) == letters(one_line(text))


@given(lines)
def test_every_run_of_a_line_is_on_the_terminal(runs: Line) -> None:
    shown = letters(table(page_of(Paragraph(runs)), width=30))
    for run in tidy(runs):
        assert letters(run.text) in shown


def test_characters_counted_quickly_are_one_cell_wide() -> None:
    from rich.cells import cell_len  # noqa: PLC0415

    for number in (*range(0x20, 0x2100), 0x3000, 0x4E00, 0x1F600):
        if not unseen(chr(number)) and chr(number).isprintable():
            assert cells(chr(number)) == cell_len(chr(number), "latest"), hex(number)


def rows(count: int, words: str = "some words") -> tuple[tuple[Cell, ...], ...]:
    return tuple((cell(f"incident-2009/claim-{number}"), cell(words), cell(str(number))) for number in range(count))


def test_an_id_is_not_broken_where_other_columns_can_give_way() -> None:
    wide = Table(("id", "words", "n"), rows(3, "word " * 40))
    assert "incident-2009/claim-2 " in table(page_of(wide), width=44)


def test_a_table_too_narrow_for_its_words_is_set_row_by_row() -> None:
    wide = Table(("id", "other"), ((cell("incident-2009/claim-1"), cell("incident-2009/claim-2")),))
    assert table(page_of(wide), width=30) == "id: incident-2009/claim-1\nother: incident-2009/claim-2\n"


def test_compared_columns_are_equally_wide_or_not_beside_each_other() -> None:
    short, long = cell("It was."), cell("word " * 60)
    wide = table(page_of(Table(("", "one", "other"), ((cell("q"), short, long),), beside=True)))
    rule = wide.split("\n")[1].split()
    assert len(rule[1]) == len(rule[2])
    narrow = table(page_of(Table(("", "one", "other"), ((cell("q"), short, long),), beside=True)), width=50)
    assert narrow.startswith("q\n  one\n    It was.\n  other\n    word word")


def test_a_side_with_nothing_to_say_is_still_named_where_sides_are_stacked() -> None:
    page = page_of(Table(("", "one", "other"), ((cell("q"), cell("It was."), ()),), beside=True))
    assert table(page, width=30) == "q\n  one\n    It was.\n  other\n    —\n"


def test_columns_without_labels_are_all_compared() -> None:
    sides = Table(("one", "other"), ((cell("It was."), cell("It was not.", "", "word " * 20)),), beside=True)
    assert table(page_of(sides), width=60).split("\n")[1] == f"{'─' * 29}  {'─' * 29}"
    assert table(page_of(sides), width=40).startswith("one\n  It was.\n\nother\n  It was not.\n\n  word word")


def test_an_empty_line_in_a_cell_is_air_between_two_others_only() -> None:
    page = page_of(Table(("a",), ((cell("", "x", "", "y", ""),),)))
    assert table(page) == "a\n─\nx\n\ny\n"
    assert markdown(page) == "| a |\n| --- |\n| x<br><br>y |\n"


def test_a_long_table_is_one_line_a_row_however_narrow_the_window() -> None:
    shown = table(page_of(Table(("id", "words", "n"), rows(101, "word " * 40), numeric=frozenset({2}))), width=40)
    assert len(shown.splitlines()) == 103
    assert ("word " * 40).strip() in shown.splitlines()[-1]


def test_empty_blocks_leave_no_trace() -> None:
    empty = (Heading(2, ()), Paragraph(()), List(()), Table((), ()), Paragraph(line("x")))
    assert table(page_of(*empty)) == "x\n"
    assert markdown(page_of(*empty)) == "x\n"


def test_a_table_without_rows_shows_its_header() -> None:
    assert table(page_of(Table(("a", "b"), ()))) == "a  b\n─  ─\n"
    assert markdown(page_of(Table(("a", "b"), ()))) == "| a | b |\n| --- | --- |\n"


def test_a_row_that_does_not_fit_its_header_is_a_bug() -> None:
    for name in PAGE_FORMATS:
        with pytest.raises(ValueError, match="zip"):
            write_page(name, page_of(Table(("a", "b"), ((cell("x"),),))), width=80, colour=False)


# Markdown, as GitHub's parser reads it


class Reader(HTMLParser):
    """The blocks of a page with their text, its elements, and its single pieces of text."""

    BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td")

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = []
        self.elements: Counter[tuple[str, tuple[tuple[str, str | None], ...]]] = Counter()
        self.pieces: list[str] = []
        self.links: list[str | None] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.blocks[-1][1] += "\n"
        else:
            self._open.append(tag)
        if tag != "span":
            self.elements[tag, tuple(attrs)] += 1
        if tag in self.BLOCKS:
            self.blocks.append([tag, ""])
        if tag == "a":
            self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if any(tag in self.BLOCKS for tag in self._open):
            self.blocks[-1][1] += data
            if not {"code", "span"} & set(self._open):
                self.pieces.append(data)
        else:
            assert not data.strip()


def github(text: str) -> Reader:
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return Reader(cmarkgfm.github_flavored_markdown_to_html(text, options=options).replace("<br />", "<br>"))


def other_parser(text: str) -> Reader:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return Reader(parser.render(text).replace("<br />", "<br>").replace(' style="text-align:right"', ""))


def spelled(run: Inline) -> str:
    match run:
        case Quoted(text):
            return f"“{text}”"
        case Text():
            return marked(run)
        case _:
            return run.text


def expected_blocks(text: str) -> list[list[str]]:
    """The blocks of `hostile_page(text)`, as they should be read."""
    s = one_line(text)
    quote = [words for each in f"“{text.strip()}”".split("\n") if (words := one_line(each))]
    styled = [marked(Text(s, style)) for style in Style]
    return [
        ["h2", s],
        *(["p", f"before {each} after"] for each in styled),
        ["p", f"a{s}b"],
        ["p", s],
        ["p", f"“{s}”"],
        ["p", s],
        *(["p", each] for each in (*quote, f"({s})", f"— {s}")),
        *(["li", s] for _ in range(3)),
        ["p", s],
        ["th", s],
        ["th", "b"],
        ["td", f"{s}\n{s}"],
        ["td", s],
        ["td", "c"],
        ["td", s],
        ["th", ""],
        ["th", s],
        ["th", "b"],
        ["td", s],
        ["td", s],
        ["td", f"“{s}”"],
    ]


@every_trick
@given(texts)
def test_github_reads_in_markdown_what_was_meant(text: str) -> None:
    assume(one_line(text))
    written = markdown(hostile_page(text))
    baseline = markdown(hostile_page("x" + "\nx" * (len([e for e in text.strip().split("\n") if one_line(e)]) - 1)))
    for parser in (github, other_parser):
        read = parser(written)
        assert read.blocks == expected_blocks(text)
        assert read.elements == parser(baseline).elements
    for piece in github(written).pieces:
        assert not re.search(r"@\w|#\d|:(smile|100|\+1|warning):", piece)


@given(lines)
def test_github_reads_runs_side_by_side_as_they_were_meant(runs: Line) -> None:
    runs = tuple(run for run in runs if not isinstance(run, Link))
    for page in (page_of(Paragraph(runs)), page_of(List((runs,))), page_of(Table(("a",), (((runs,),),)))):
        read = github(markdown(page))
        tidied = tidy(runs)
        assert (read.blocks[-1][1] if tidied else "") in ("a", "".join(map(spelled, tidied)))
        found = Counter(tag for tag, _ in read.elements.elements())
        wanted = Counter(run.style for run in tidied if isinstance(run, Text))
        assert found["strong"] == wanted[Style.STRONG] + wanted[Style.INSERTED]
        assert found["em"] == wanted[Style.EMPHASIS]
        assert found["del"] == wanted[Style.DELETED]
        assert found["code"] == wanted[Style.CODE]
        assert not found["a"]
        assert not found["img"]


@given(lines)
def test_github_is_led_nowhere_but_where_we_lead(runs: Line) -> None:
    read = github(markdown(page_of(Paragraph(runs))))
    assert not any(tag == "img" for tag, _ in read.elements)
    for target in read.links:
        assert re.match(r"https?://|(?![a-z][a-z0-9+.-]*:|//)", target or "", re.IGNORECASE)


@pytest.mark.parametrize(
    ("target", "read"),
    [
        ("https://good.example/a?b=1&c=2#d", "https://good.example/a?b=1&c=2#d"),
        ("https://good.example/a_(b)", "https://good.example/a_%28b%29"),
        ("https://good.example/?a=1&copy;=2", "https://good.example/?a=1&copy;=2"),
        ("https://good.example/?q=100%25", "https://good.example/?q=100%25"),
        ("https://good.example/Грузия", "https://good.example/%D0%93%D1%80%D1%83%D0%B7%D0%B8%D1%8F"),
        ("https://good.example/\ud800\u202e", "https://good.example/%5Cud800%E2%80%AE"),
        ("#here", "#here"),
        ("../there/file.md", "../there/file.md"),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT:alert(1)", None),
        ("data:text/html,x", None),
        ("//evil.example", None),
        ("", None),
    ],
)
def test_links_lead_to_the_web_and_to_places_near_and_nowhere_else(target: str, read: str | None) -> None:
    assert github(markdown(page_of(Paragraph(line(Link("x", target)))))).links == ([read] if read else [])


def test_an_anchor_is_an_id_or_a_bug() -> None:
    assert markdown(page_of(Heading(2, line("x"), anchor="a/b-1"))) == '## <a id="a/b-1"></a>x\n'
    with pytest.raises(ValueError, match="anchor"):
        markdown(page_of(Heading(2, line("x"), anchor='"><script>')))


TREE = List(tuple(line(each) for each in "abcde"), depths=(0, 1, 2, 1, 0))


def test_items_under_others_are_a_list_in_a_list_and_have_no_bullet() -> None:
    assert markdown(page_of(TREE)) == "- a\n    - b\n        - c\n    - d\n- e\n"
    assert github(markdown(page_of(TREE))).elements["ul", ()] == 3
    assert table(page_of(TREE), width=80).splitlines() == ["• a", "  └ b", "    └ c", "  └ d", "• e"]
    nested = re.sub(r"\s+", "", write_page("html", page_of(TREE), width=80, colour=False))
    c = "<ul><li>c</li></ul>"
    assert f"<ul><li>a<ul><li>b{c}</li><li>d</li></ul></li><li>e</li></ul>" in nested


def test_a_chain_of_any_length_stays_within_the_width_and_is_cut_off_in_depth() -> None:
    chain = List((line("word"),) * 3000, depths=tuple(range(3000)))
    assert (chain.levels[:3], max(chain.levels), len(chain.levels)) == ((0, 1, 2), DEEPEST, 3000)
    lines = table(page_of(chain), width=40).splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[0] == "• word"
    assert lines[-1].strip() == "… word"
    assert write_page("html", page_of(chain), width=80, colour=False).count("<ul>") == DEEPEST + 1
    assert List((line("a"), line("b")), depths=(4, -1)).levels == (0, 0)


def test_two_lists_stay_two() -> None:
    page = page_of(List((line("a"),)), List((line("b"),)))
    assert github(markdown(page)).elements["ul", ()] == 2


# Records


class Colour(StrEnum):
    RED = "red"


class Place(NamedTuple):
    file: str
    line: int


class Written(Model):
    name: str
    as_: str | None = Field(default=None, alias="as")


class Date:
    def __json__(self) -> str:
        return "2009-01"


@dataclass(frozen=True)
class Row:
    id: str
    from_: str | None = None
    colours: tuple[Colour, ...] = ()
    parties: frozenset[str] = frozenset()
    count: int = 0
    sure: bool = True
    place: Place | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    schema: str
    items: tuple[Row, ...]


@dataclass(frozen=True)
class Single:
    id: str


ROW = Row(
    "a", "b", (Colour.RED,), frozenset({"z", "y", "x"}), -3, sure=False, place=Place("f", 1), counts={"z": 1, "a": 2}
)
LISTING = Listing("claimcheck/list/1", (ROW, Row("b")))


def test_a_record_is_written_whole_and_in_order() -> None:
    expected = """\
{
  "schema": "claimcheck/list/1",
  "items": [
    {
      "id": "a",
      "from": "b",
      "colours": [
        "red"
      ],
      "parties": [
        "x",
        "y",
        "z"
      ],
      "count": -3,
      "sure": false,
      "place": {
        "file": "f",
        "line": 1
      },
      "counts": {
        "z": 1,
        "a": 2
      }
    }
  ]
}
"""
    assert write_record("json", Listing("claimcheck/list/1", (ROW,))) == expected


def test_models_and_things_that_know_how_they_are_written() -> None:
    assert json.loads(
        write_record("json", {Colour.RED: [Written.model_validate({"name": "n", "as": "x"}), Date()]})
    ) == {
        "red": [{"name": "n", "as": "x"}, "2009-01"],
    }


@pytest.mark.parametrize("value", [object(), b"bytes", Row])
def test_what_is_no_record_is_a_bug(value: object) -> None:
    with pytest.raises(TypeError, match="not a record"):
        write_record("json", {"x": value})


def test_lines_are_one_row_each() -> None:
    first, second = write_record("jsonl", LISTING).splitlines()
    assert json.loads(first)["id"] == "a"
    assert second == '{"id":"b","from":null,"colours":[],"parties":[],"count":0,"sure":true,"place":null,"counts":{}}'


def test_csv_is_one_row_an_item_under_one_header() -> None:
    assert write_record("csv", LISTING) == (
        "id,from,colours,parties,count,sure,place,counts\n"
        'a,b,red,x; y; z,-3,false,"{""file"":""f"",""line"":1}","{""z"":1,""a"":2}"\n'
        "b,,,,0,true,,{}\n"
    )


def test_csv_of_no_rows_still_has_its_header() -> None:
    assert write_record("csv", Listing("claimcheck/list/1", ())) == "id,from,colours,parties,count,sure,place,counts\n"


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_record_without_rows_says_so(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        write_record(name, Single("x"))
    assert (refused.value.message, refused.value.hint) == ("`single` has no rows", "use --format json")


@every_trick
@given(texts)
def test_json_is_the_same_when_it_is_read_again(text: str) -> None:
    assume(not re.search("[\ud800-\udbff][\udc00-\udfff]", text))  # JSON has no way to keep the two halves apart
    for name in ("json", "jsonl"):
        written = write_record(name, [{"text": text}])
        assert written.encode()
        assert not [character for _, character in unseen(written) if character != "\n"]
        read = json.loads(written)
        assert (read[0] if isinstance(read, list) else read) == {"text": text}


@every_trick
@given(texts)
def test_csv_gives_back_what_was_visible_and_no_formula(text: str) -> None:
    written = write_record("csv", [{"text": text, "other": [text]}])
    header, row = csv.reader(io.StringIO(written, newline=""))
    assert header == ["text", "other"]
    assert [unguard(each) for each in row] == [visible(text)] * 2
    assert not any(each.startswith(tuple("=+-@\t\r\n＝＋－＠")) for each in row)


@every_trick
@given(texts)
def test_what_is_guarded_can_be_unguarded(text: str) -> None:
    assert unguard(guard(text)) == text


def test_formulas_are_guarded() -> None:
    assert [guard(each)[0] for each in hostile.FORMULAS[:15]] == ["'"] * 15
    assert guard("plain") == "plain"
