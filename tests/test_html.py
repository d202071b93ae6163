"""HTML as a browser's parser reads it: every text is text, every link leads where it says, and nothing is fetched."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import assume, example, given

from claimcheck.blocks import Course, Heading, Line, Link, Page, Paragraph, Quote, Quoted, Table, cell, line
from claimcheck.characters import one_line, unseen
from claimcheck.formats import write_page
from tests.conftest import Golden
from tests.formats import hostile
from tests.formats.everything import PAGE
from tests.test_formats import KEPT, hostile_page, lines, page_of, texts

PLACEHOLDER = "\ue000"  # a character that stands in no text of ours


def html(page: Page) -> str:
    return write_page("html", page, width=80, colour=False)


def every_trick(test: Callable[..., None]) -> Callable[..., None]:
    for text in hostile.EVERY:
        test = example(text)(test)
    return test


def parsed(text: str) -> Element:
    """The tree that a browser would build; an error in the markup is one here."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(text)
    return tree


def elements(tree: Element) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each element with the names of its attributes and its whole text."""
    for each in tree.iter():
        if isinstance(each.tag, str):
            yield each.tag, tuple(sorted(each.attrib)), " ".join("".join(each.itertext()).split())


def test_a_page_of_everything_in_html(golden: Golden) -> None:
    body = html(PAGE).partition("<body>")[2]
    golden(KEPT / "everything.html", f"<body>{body}")


def test_there_are_many_tricks() -> None:
    assert len(set(hostile.EVERY)) >= 500


@cache
def pattern_of_a_hostile_page() -> list[tuple[str, tuple[str, ...], str]]:
    return list(elements(parsed(html(hostile_page(PLACEHOLDER)))))


@every_trick
@given(texts)
def test_every_text_is_text_and_nothing_else(text: str) -> None:
    shown = one_line(text)
    assume(shown and PLACEHOLDER not in shown and len([each for each in text.split("\n") if one_line(each)]) == 1)
    page = hostile_page(text)
    tree = parsed(html(page))
    found, wanted = list(elements(tree)), pattern_of_a_hostile_page()
    assert [each[:2] for each in found] == [each[:2] for each in wanted]
    for (tag, _, words), (_, _, pattern) in zip(found, wanted, strict=True):
        if tag != "style":
            assert words == " ".join(pattern.replace(PLACEHOLDER, shown).split())
    assert not [character for _, character in unseen("".join(tree.itertext())) if character != "\n"]


@pytest.mark.parametrize("text", ["one\n\ntwo", "<p>\n</p>\n\n<script>", "a\r\nb\n</blockquote>"])
def test_a_quotation_in_paragraphs_stays_one_quotation(text: str) -> None:
    tree = parsed(html(page_of(Quote(text))))
    quote = tree.find(".//blockquote")
    assert quote is not None
    said = [" ".join("".join(each.itertext()).split()) for each in quote.findall("p")]
    assert " ".join(said) == one_line(f"“{text}”")
    assert said[0].startswith("“")
    assert said[-1].endswith("”")


@given(lines)
def test_a_reader_is_led_nowhere_but_where_we_lead(runs: Line) -> None:
    tree = parsed(html(page_of(Paragraph(runs))))
    for link in tree.iter("a"):
        target = link.get("href", "")
        assert re.match(r"https?://|(?![a-z][a-z0-9+.-]*:|//)", target, re.IGNORECASE), target
        assert target == "#main" or link.get("rel") == "noopener noreferrer"
        assert not re.search(r"[\x00-\x20\x7f-\U0010ffff\\]", target)


def test_contents_lead_down_the_page_where_a_heading_leads_off_it() -> None:
    titles = [Heading(2, line(Link(f"Fire {at}", f"{at}.html"), " again"), anchor=f"fire-{at}") for at in range(3)]
    tree = parsed(html(page_of(*titles)))
    contents = tree.find(".//nav[@class='contents']")
    assert contents is not None
    assert [(each.get("href"), "".join(each.itertext())) for each in contents.iter("a")] == [
        (f"#fire-{at}", f"Fire {at} again") for at in range(3)
    ]
    assert [each.get("href") for each in tree.iter("a") if each.get("rel")] == ["0.html", "1.html", "2.html"]


@pytest.mark.parametrize("target", hostile.ADDRESSES)
def test_no_address_runs_anything(target: str) -> None:
    tree = parsed(html(page_of(Paragraph(line(Link("x", target))))))
    for link in tree.iter("a"):
        skipped = re.sub(r"[\x00-\x20]", "", link.get("href", ""))  # as a browser does
        assert not re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", skipped, re.IGNORECASE)


def test_a_quote_says_its_language_and_finds_its_direction() -> None:
    page = page_of(
        Paragraph(line(Quoted("نار", "ar"), Quoted("x", '"><script>'))), Quote("слова", "ru"), Quote("?", None)
    )
    tree = parsed(html(page))
    assert [(each.get("lang"), each.get("dir")) for each in tree.iter("q")] == [("ar", "auto"), ("", "auto")]
    assert [each.get("lang") for each in tree.iter("blockquote")] == ["ru", ""]
    assert all(each.get("dir") == "auto" for quote in tree.iter("blockquote") for each in quote)


def test_nothing_is_fetched_run_or_told() -> None:
    still = tuple(block for block in PAGE.blocks if not isinstance(block, Course))
    text = html(replace(PAGE, blocks=still))
    tree = parsed(text)
    names = {name for each in tree.iter() for name in (each.tag, *each.attrib)}
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base", "src", "style="} & names
    assert not [name for name in names if str(name).startswith("on")]
    policy = next(each.get("content", "") for each in tree.iter("meta") if each.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "url(" not in text
    assert {each.get("name"): each.get("content") for each in tree.iter("meta")}["referrer"] == "no-referrer"


def test_only_a_page_that_can_be_filtered_holds_a_script_and_names_it() -> None:
    text = html(page_of(Table(("a",), ((cell("x"),),), filtered=True)))
    assert text.count("<script>") == 1
    assert "script-src &#39;sha256-" in text


def test_a_page_that_is_looked_at_day_by_day_holds_a_script_that_neither_asks_nor_computes() -> None:
    course = next(block for block in PAGE.blocks if isinstance(block, Course))
    text = html(Page("A", (course,)))
    assert text.count("<script>") == 1
    assert "script-src &#39;sha256-" in text
    script = text.partition("<script>")[2].partition("</script>")[0]
    for word in ("fetch", "XMLHttp", "import", "innerHTML", "Date", "localStorage", "location", "eval", "http"):
        assert word not in script
    (shown,) = (each for each in parsed(text).iter("div") if each.get("class") == "course")
    assert json.loads(str(shown.get("data-moments"))) == list(course.moments)
    assert "<script" not in html(Page("A", (replace(course, moments=("one",)),)))


def test_headings_and_tables_are_what_they_are_called() -> None:
    tree = parsed(html(PAGE))
    counted = Counter(each.tag for each in tree.iter())
    assert counted["main"] == counted["h1"] == counted["title"] == 1
    assert all(each.get("scope") in ("col", "row") for each in tree.iter("th"))
    assert [each.get("aria-label") for each in tree.iter("nav")] == ["Contents"] * (counted["nav"] == 1)


def test_an_anchor_is_an_id_or_a_bug() -> None:
    tree = parsed(html(page_of(Heading(2, line("x"), anchor="claim-a"))))
    assert [each.get("id") for each in tree.iter("h2")] == ["claim-a"]
    with pytest.raises(ValueError, match="anchor"):
        html(page_of(Heading(2, line("x"), anchor='"><script>')))
