"""Sources, read by bibtexparser, biber and pandoc, and set by citeproc-py, citeproc-js and LaTeX."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import citeproc
import pytest
from bibtexparser.entrypoint import parse_file
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

import claimcheck
from claimcheck.characters import one_line
from claimcheck.exchange import export
from claimcheck.model.collection import Collection
from claimcheck.model.when import When
from tests.conftest import Corpus
from tests.exchange.conftest import ran_by_node

UNESCAPED = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{each}": each for each in "{}%$#&_"},
}


def plain(tex: str) -> str:
    return re.sub("|".join(map(re.escape, UNESCAPED)), lambda found: UNESCAPED[found[0]], tex)


def bounds(date: str) -> tuple[int | None, int | None]:
    """The first and the last day of a date as biblatex writes it."""
    begin, slash, end = date.partition("/")
    when = When.parse(f"{begin or '..'}/{end or '..'}" if slash else date)
    return when.low, when.high


def test_bibtexparser_reads_every_source(exported: Path, collection: Collection) -> None:
    library = parse_file(str(exported / "biblatex.bib"), encoding="UTF-8")
    assert library.failed_blocks == []
    sources = [(i.id, each) for i in collection.incidents.values() for each in i.sources.values()]
    assert [each.key for each in library.entries] == [f"{incident}/{source.id}" for incident, source in sources]
    for entry, (_, source) in zip(library.entries, sources, strict=True):
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert entry.entry_type == ("online" if source.url else "misc")
        publisher = fields.get("organization") or fields["publisher"]
        assert plain(publisher[1:-1]) == one_line(source.publisher)
        if source.title:
            assert plain(fields["title"][1:-1]) == one_line(source.title)
        if source.published:
            assert bounds(fields["date"]) == (source.published.low, source.published.high)


@pytest.mark.filterwarnings("ignore:.*unsupported.*:UserWarning")  # `custom` is in the standard, not in citeproc-py
def test_citeproc_sets_every_source(exported: Path, collection: Collection) -> None:
    items = json.loads((exported / "csl-json.json").read_text(encoding="utf-8"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    lines = [str(each) for each in bibliography.bibliography()]
    assert len(lines) == len(items) == sum(len(each.sources) for each in collection.incidents.values())
    text = "\n".join(lines)
    years = {each["issued"]["date-parts"][0][0] for each in items if "date-parts" in each.get("issued", {})}
    assert not [year for year in years if str(year) not in text]


# Dates of every form, and every printable character


DATES = "2031 203X 20XX 1XXX 0XXX 2031-03 2031-1X 2031-XX 2031-03-05 2031-03-1X 2031-03-XX".split()  # noqa: SIM905
QUALIFIED = [f"{date}{qualifier}" for date in DATES for qualifier in ("", "?", "~", "%")]
BEGIN, END = ("..", "1999", "2030-03-XX", "2031-03-05~"), ("..", "2031-04", "203X", "2032-03-1X?")
INTERVALS = [f"{one}/{other}" for one, other in itertools.product(BEGIN, END) if one != other]
CHARACTERS = [chr(each) for each in range(ord(" "), ord("~") + 1) if chr(each) not in "{}"]
ADDRESS = "https://herald.example/a%20b/{}?c=1&d_e=~f#g"
ONE = """
title: Sarn
questions: {}
claims: []
sources:
"""


@pytest.fixture
def odd(corpus: Corpus) -> Collection:
    """A source for each form of a date, and for each printable character; braces come in pairs."""
    texts = [f"a{each}{each}b {each}c" for each in CHARACTERS]
    texts += ["{a} b", "a {{b}}", "\\textbf{x} %y", "Only 5% of hall 4"]
    dates = QUALIFIED + INTERVALS
    lines = [
        f"  s{number}: {{publisher: {json.dumps(f'Herald {text}')}, title: {json.dumps(f'Fire {text}')},"
        f" published: {date}, url: {ADDRESS.format(number)!r}, archived: {ADDRESS.format(f'{number}x')!r}}}"
        for number, (text, date) in enumerate(itertools.zip_longest(texts, dates, fillvalue="2031"))
    ]
    return claimcheck.load(corpus({"odd": ONE + "\n".join(lines) + "\n"}, speakers="speakers: {}\n"))


def read_by_pandoc(form: str, text: str) -> dict[str, Any]:
    command = ["pandoc", "-f", form, "-t", "csljson"]
    done = subprocess.run(command, input=text, capture_output=True, check=True, text=True)
    return {each["id"]: each for each in json.loads(done.stdout)}


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("name", ["biblatex", "csl-json"])
def test_pandoc_reads_every_source(name: str, odd: Collection) -> None:
    found = read_by_pandoc(name.replace("-", ""), str(export(name, odd)))
    for source in odd.incidents["odd"].sources.values():
        item = found[f"odd/{source.id}"]
        assert unturned(item["publisher"]) == unturned(source.publisher)
        assert unturned(item["title"]) == unturned(source.title or "")
        assert item["URL"] == source.url
        assert source.published is not None
        days = item["issued"].get("date-parts")
        if days is None:
            assert item["issued"]["literal"] == source.published.text
            continue
        assert len({len(each) for each in days if each != [0]}) == 1 or name == "biblatex"
        assert bool(item["issued"].get("circa")) <= source.published.qualified
        assert holds(days, source.published), (source.published.text, days)


def holds(days: list[list[int]], when: When) -> bool:
    """Whether a date of CSL says no more than one of ours; a year 0 is an open end."""
    first, last = (
        None if day == [0] else When.parse("-".join(f"{one:0{2 if at else 4}}" for at, one in enumerate(day)))
        for day in (days[0], days[-1])
    )
    begins = when.low is None if first is None else (first.low or 0) <= (when.low or 0)
    ends = when.high is None if last is None else (last.high or 0) >= (when.high or 0)
    return begins and ends


def unturned(text: str) -> str:
    """Pandoc sets quotation marks and the spaces before other marks as books do."""
    return re.sub("[‘’“”\"']", "'", text).replace("\u202f", " ")


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
def test_biber_has_nothing_to_say(odd: Collection, tmp_path: Path) -> None:
    (tmp_path / "odd.bib").write_text(str(export("biblatex", odd)), encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "odd.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True)
    assert not re.findall("^(?:WARN|ERROR).*", done.stdout, re.MULTILINE)
    written = (tmp_path / "odd_bibertool.bib").read_text(encoding="utf-8")
    assert written.upper().count("@ONLINE{") == len(odd.incidents["odd"].sources)


LATEX = r"""
\documentclass{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}
\usepackage[style=authoryear,backend=biber]{biblatex}\addbibresource{odd.bib}
\begin{document}\nocite{*}\printbibliography\end{document}
"""


@pytest.mark.skipif(None in map(shutil.which, ("biber", "pdflatex")), reason="LaTeX is not installed")
def test_latex_sets_every_source(odd: Collection, tmp_path: Path) -> None:
    (tmp_path / "odd.bib").write_text(str(export("biblatex", odd)), encoding="utf-8")
    (tmp_path / "odd.tex").write_text(LATEX, encoding="utf-8")
    setting = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "odd.tex"]
    for command in (setting, ["biber", "odd"], setting):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True, errors="replace")
        if "biblatex.sty' not found" in done.stdout or "etoolbox.sty' not found" in done.stdout:
            pytest.skip("biblatex is not installed")
        assert done.returncode == 0, done.stdout[-2000:]


CITE = """
import fs from "fs";
import CSL from "citeproc";
const [style, locale, items] = process.argv.slice(2).map((each) => fs.readFileSync(each, "utf8"));
const known = Object.fromEntries(JSON.parse(items).map((each) => [each.id, each]));
const engine = new CSL.Engine({retrieveLocale: () => locale, retrieveItem: (id) => known[id]}, style);
engine.setOutputFormat("text");
engine.updateItems(Object.keys(known));
const [about, entries] = engine.makeBibliography();
console.log(JSON.stringify(about.entry_ids.map((ids, at) => [ids[0], entries[at].trim()])));
"""


def test_citeproc_js_sets_every_source(odd: Collection, tmp_path: Path) -> None:
    data = Path(citeproc.__file__).parent / "data"
    (tmp_path / "odd.json").write_text(str(export("csl-json", odd)), encoding="utf-8")
    style, locale = data / "styles" / "harvard-cite-them-right.csl", data / "locales" / "locales-en-GB.xml"
    printed = dict(json.loads(ran_by_node("cite.mjs", CITE, style, locale, tmp_path / "odd.json")))
    for source in odd.incidents["odd"].sources.values():
        text = printed[f"odd/{source.id}"]
        assert f"Fire {source.title[5:]}" in text if source.title and source.title.isalnum() else "Fire" in text
        when = source.published
        assert when is not None
        year = f"{when.earliest.year}" if when.earliest else when.text
        assert year in text, (when.text, text)
