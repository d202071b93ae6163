"""Reports in Markdown, read by pandoc, kramdown, Jekyll's templates, Python-Markdown, remark and GitHub's parser.

Each finds the same words in the same blocks, and no markup of anybody's.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import cmarkgfm
import markdown
import pytest
from cmarkgfm.cmark import Options
from lxml import etree
from lxml import html as lxml_html

from claimcheck.blocks import Heading, Link, List, Page, Paragraph, Quote, Quoted, Style, Table, Text, cell, line
from claimcheck.characters import one_line
from claimcheck.formats import write_page
from tests.conftest import TESTS
from tests.exchange.conftest import ran_by_node
from tests.formats import hostile

ODD = (TESTS / "exchange" / "odd.txt").read_text(encoding="utf-8").splitlines()
TEXTS = list(
    dict.fromkeys(
        words
        for each in (*ODD, *hostile.EVERY)
        if not any(0xD800 <= ord(one) <= 0xDFFF for one in each) and (words := one_line(each))
    )
)
BETWEEN = "\n\n<!-- -->\n\nBETWEEN TWO\n\n"
TAGS = ("h2", "p", "li", "th", "td")
Read = list[tuple[str, str]]


def page(text: str) -> Page:
    """A text in every kind of block."""
    alone = line(text)
    return Page(
        "",
        (
            Heading(2, alone),
            Paragraph(alone),
            Paragraph(line("(", text, ")")),
            Paragraph(line(text, Text(text, Style.STRONG), " ", Text(text, Style.EMPHASIS))),
            Quote(text, "en", text, alone),
            List((alone, line("x ", text))),
            Table(("h", text), ((cell(alone), cell(line("x ", text))),)),
            Paragraph(line(Text(text, Style.CODE))),
            Paragraph(line(Quoted(text, "en"))),
            Paragraph(line(Link(text, "https://x.example/?a=1&copy=2_b_"))),
        ),
    )


def meant(text: str) -> Read:
    quoted = f"“{text}”"
    found = [
        *(("h2", text), ("p", text), ("p", f"({text})"), ("p", f"{text}{text} {text}")),
        *(("p", quoted), ("p", f"({text})"), ("p", f"— {text}"), ("li", text), ("li", f"x {text}")),
        *(("th", "h"), ("th", text), ("td", text), ("td", f"x {text}"), ("p", text), ("p", quoted), ("p", text)),
    ]
    return [(tag, turned(words)) for tag, words in found]


def read(made: str) -> Read:
    """The words of each block of a piece of HTML."""
    root = lxml_html.fromstring(f"<div>{made}</div>")
    etree.strip_tags(root, etree.Comment)
    blocks = [each for each in root.iter(*TAGS) if not (each.tag == "li" and each.find("p") is not None)]
    return [(str(each.tag), words) for each in blocks if (words := turned("".join(each.itertext())))]


def turned(text: str) -> str:
    """Quotation marks and composed letters are set as each program thinks fit."""
    return " ".join(unicodedata.normalize("NFC", re.sub("[‘’“”\"']", "'", text)).split())


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return [write_page("md", page(text), width=80, colour=False) for text in TEXTS]


def run(*command: str) -> Callable[[list[str]], list[str]]:
    """A program that reads all pages at once."""

    def convert(pages: list[str]) -> list[str]:
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not installed")
        done = subprocess.run(command, input=BETWEEN.join(pages), capture_output=True, check=True, text=True)
        assert not done.stderr
        return done.stdout.split("<p>BETWEEN TWO</p>")

    return convert


MATERIAL = """
tables attr_list def_list footnotes md_in_html admonition abbr toc pymdownx.arithmatex pymdownx.betterem pymdownx.caret
pymdownx.mark pymdownx.tilde pymdownx.critic pymdownx.details pymdownx.emoji pymdownx.inlinehilite pymdownx.keys
pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.magiclink pymdownx.snippets
""".split()  # noqa: SIM905
"""What the manual of Material for MkDocs recommends."""
SETTINGS = {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.arithmatex": {"generic": True}}
REMARK = """
import fs from "fs";
import {unified} from "unified";
import parse from "remark-parse";
import gfm from "remark-gfm";
import math from "remark-math";
import rehype from "remark-rehype";
import raw from "rehype-raw";
import stringify from "rehype-stringify";
const reader = unified().use(parse).use(gfm).use(math).use(rehype, {allowDangerousHtml: true}).use(raw).use(stringify);
const pages = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(pages.map((each) => String(reader.processSync(each)))));
"""


def plain_python(pages: list[str]) -> Iterator[str]:
    return (markdown.markdown(each, extensions=["tables", "toc", "fenced_code"]) for each in pages)


def material(pages: list[str]) -> Iterator[str]:
    return (markdown.markdown(each, extensions=MATERIAL, extension_configs=SETTINGS) for each in pages)


def github(pages: list[str]) -> Iterator[str]:
    return (cmarkgfm.github_flavored_markdown_to_html(each, options=Options.CMARK_OPT_UNSAFE) for each in pages)


READERS: dict[str, Callable[[list[str]], object]] = {
    "pandoc": run("pandoc", "-f", "markdown", "-t", "html", "--wrap=none"),
    "pandoc-gfm": run("pandoc", "-f", "gfm", "-t", "html", "--wrap=none"),
    "kramdown": run("kramdown"),
    "python-markdown": plain_python,
    "material": material,
    "github": github,
}


@pytest.mark.parametrize("name", READERS)
def test_each_dialect_reads_the_same_words(name: str, pages: list[str]) -> None:
    made = READERS[name](pages)
    assert isinstance(made, Iterator | list)
    for text, each in zip(TEXTS, made, strict=True):
        assert read(each) == meant(text), text


def test_remark_reads_the_same_words(pages: list[str], tmp_path: Path) -> None:
    (tmp_path / "pages.json").write_text(json.dumps(pages), encoding="utf-8")
    made = json.loads(ran_by_node("markdown.mjs", REMARK, tmp_path / "pages.json"))
    for text, each in zip(TEXTS, made, strict=True):
        assert read(each) == meant(text), text


LIQUID = """
require "json"
require "liquid"
JSON.parse(STDIN.read).each { |each| Liquid::Template.parse(each).render == each or abort each }
"""


def test_jekyll_fills_nothing_in(pages: list[str]) -> None:
    if shutil.which("ruby") is None or subprocess.run(["ruby", "-e", "require 'liquid'"], check=False).returncode:
        pytest.skip("Liquid is not installed")
    done = subprocess.run(["ruby", "-e", LIQUID], input=json.dumps(pages), capture_output=True, check=False, text=True)
    assert not done.returncode, done.stderr


def test_obsidian_finds_none_of_its_marks(pages: list[str]) -> None:
    """Its parser is not to be had: what it looks for beside CommonMark is nowhere."""
    for each in pages:
        code_apart = re.sub(r"`[^`]*`", "", each)
        assert not re.search(r"%%|==|\[\[|(?<!\\)\^\[|(?:^|\s)#[^\s#\d\\]", code_apart), each
