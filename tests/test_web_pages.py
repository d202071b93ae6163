"""Saved web pages: the text that a reader sees, and none that a reader does not."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.copies.folds import folded
from claimcheck.copies.quotations import Quotation
from claimcheck.copies.readers.web import MAX_DEPTH, page_text
from claimcheck.copies.unreadable import UnreadableCopy

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Fire in Sarn | Sarn Herald</title>
<style>.a:before { content: "styled words" }</style><script>var quote = "scripted words";</script></head>
<body><nav><a href="/">Home</a> <a href="/fire">Fire</a></nav>
<h1>Fire in Sarn</h1>
<p>&ldquo;Nobody set <em>any</em>thing&nbsp;on fire,&rdquo; Olin&#8217;s letter says.<br>It goes on:
   &laquo;The wi&shy;res were rotten&raquo;.</p>
<figure><img src="a.jpg" alt="words nobody reads"><figcaption>The roof, as <b>seen</b> from the quay</figcaption>
</figure>
<table><tr><th>Day<th>Crates<tr><td>4 March<td>114</table>
<p hidden>hidden words<p style="color:red; display: none">more hidden words</p>
<p>A <q>fairy tale</q>, she called it.</p>
<template><p>templated words</p></template><noscript><p>words without scripts</p></noscript>
<pre>one
  two</pre><ul><li>first<li>second</ul>
<!-- commented words -->
</body></html>"""


def test_a_reader_sees_paragraphs_captions_tables_and_lists_in_order() -> None:
    assert page_text(PAGE.encode()) == (
        "Home Fire\n\nFire in Sarn\n\n“Nobody set anything\u00a0on fire,” Olin’s letter says.\n"
        "It goes on: «The wi\u00adres were rotten».\n\nThe roof, as seen from the quay\n\n"
        "Day\n\nCrates\n\n4 March\n\n114\n\n"
        "A “fairy tale”, she called it.\n\none\ntwo\n\nfirst\n\nsecond\n"
    )


@pytest.mark.parametrize(
    "quote",
    ['"Nobody set anything on fire,"', "The wires were rotten", "The roof, as seen from the quay", "4 March", "Crates"],
)
def test_a_quote_from_the_text_a_caption_or_a_table_is_found(quote: str) -> None:
    assert len(Quotation(quote).spans(folded(page_text(PAGE.encode())))) == 1


@pytest.mark.parametrize(
    "unseen",
    ["scripted", "styled", "hidden", "templated", "commented", "Sarn Herald", "nobody reads", "without scripts"],
)
def test_what_no_reader_sees_is_not_text(unseen: str) -> None:
    assert unseen in PAGE
    assert unseen not in page_text(PAGE.encode())


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("<meta charset=utf-8>", "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<META CHARSET='UTF-16'>", "utf-8"),
    ],
)
def test_a_page_says_in_which_encoding_it_is(head: str, encoding: str) -> None:
    data = f"<html><head>{head}</head><body><p>Склад сгорел".encode(encoding)
    assert page_text(data) == "Склад сгорел\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("<p>Склад".encode("cp1251"), "does not say in which encoding"),
        (b"<meta charset=rot13><p>x", "not known, `rot13`"),
        (b"<meta charset=punycode><p>x", "not known, `punycode`"),
        (b"<div>" * (MAX_DEPTH + 1) + b"x", "nested more than 1,000 deep"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableCopy, match=why):
        page_text(data)


@pytest.mark.parametrize("data", [b"", b"   ", b"<", b"<!-- ", b"<p", b"</p>", b"\x00<p>a", b"only words"])
def test_scraps_of_a_page_are_read_without_a_fault(data: bytes) -> None:
    assert isinstance(page_text(data), str)


@pytest.mark.parametrize("scrap", ["<a <a ", "<!--", "</", "&", "<![CDATA[", "<table><tr><td>", "<a b='"])
def test_a_hostile_page_is_read_in_no_time(scrap: str) -> None:
    try:
        page_text((scrap * 50_000).encode())
    except UnreadableCopy:
        assert scrap.startswith("<table")


BLOCKS = st.sampled_from(["p", "div", "li", "td", "h2", "blockquote", "figcaption"])
INLINES = st.sampled_from(["b", "i", "a", "span", "em"])
WORDS = st.text(st.sampled_from("ab ё&<>\"'\u00a0\n"), max_size=8)


@st.composite
def pages(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        block, inline = draw(BLOCKS), draw(INLINES)
        escaped = [draw(WORDS).replace("&", "&amp;").replace("<", "&lt;") for _ in range(3)]
        inside = f"{escaped[0]}<{inline}>{escaped[1]}</{inline}>{escaped[2]}"
        whole = f"<{block}>{inside}</{block}>"
        parts.append({"td": f"<table><tr>{whole}</tr></table>", "li": f"<ul>{whole}</ul>"}.get(block, whole))
    return "<!DOCTYPE html><body>" + "".join(parts)


@given(pages())
def test_the_words_are_those_that_a_browser_would_show(page: str) -> None:
    """html5lib reads as a browser does."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    body = tree.find("body")
    assert body is not None
    shown = "".join(body.itertext())
    assert re.sub(r"\s", "", page_text(page.encode())) == re.sub(r"\s", "", shown)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('<p style="display:none;display:wrong">a</p>b', "b"),
        ('<p style="display:none;display:block">a</p>', "a"),
        ('<b style="display:none none">a</b>b', "ab"),
        ('<b style="display:inline flow">a</b>b', "ab"),
        ('<b style="display:block flow">a</b>b', "a b"),
        ('<b style="display:initial">a</b>b', "ab"),
        ('<p style="display:revert">a</p>b', "a b"),
        ('<p hidden style="display:revert">a</p>b', "b"),
        ('<div>c<b style="display:inherit">a</b>b</div>', "c a b"),
        (
            '<p style="visibility:hidden">a<b style="visibility:inherit">b</b><i style="visibility:initial">c</i></p>',
            "c",
        ),
        ('<p style="content-visibility:hidden">a</p>b', "b"),
        ('<b style="content-visibility:hidden">a</b>', "a"),
        ('<b style="display:flex;content-visibility:hidden">a</b>b', "b"),
        ('<p style="display:flex"><b style="content-visibility:hidden">a</b>b</p>', "b"),
        ('<p style="content-visibility:wrong">a</p>', "a"),
        ('<p hidden="until-found">a</p>b', "b"),
        ('<b hidden="until-found">a</b>', "a"),
        ('<b popover style="display:inline">a</b>b', "a b"),
    ],
)
def test_what_a_browser_makes_of_a_style_is_made_of_it(body: str, shown: str) -> None:
    assert " ".join(page_text(f"<!DOCTYPE html><meta charset=utf-8><body>{body}".encode()).split()) == shown
