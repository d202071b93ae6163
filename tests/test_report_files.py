"""Reports as files for editors and archives: a document of Word and a PDF, and what of a record may be in them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from claimcheck.blocks import Heading, Link, List, Page, Paragraph, Quote, Quoted, Style, Table, Text, cell, line
from claimcheck.formats import docx as word
from claimcheck.formats import html, pdf
from claimcheck.formats.inlines import tidy
from claimcheck.formats.shares import shares
from tests.conftest import TESTS, Corpus, Run
from tests.formats import hostile
from tests.formats.everything import PAGE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file.*icc:ResourceWarning")  # WeasyPrint's profile of colours
try:
    import weasyprint

    PANGO = bool(weasyprint)
except OSError:
    PANGO = False
FIXTURES = str(TESTS / "fixtures" / "claims")


def body(data: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own


def words(tree: ET.Element) -> list[str]:
    """The paragraphs of a document, cells included."""
    texts = ("".join(run.text or "" for run in each.iter(f"{W}t")) for each in tree.iter(f"{W}p"))
    return [each for each in texts if each]


# docx


def test_a_document_has_headings_lists_and_tables_with_a_header() -> None:
    tree = body(word.write(PAGE))
    styles = {each.get(f"{W}val") for each in tree.iter(f"{W}pStyle")}
    assert {"Heading1", "Heading2", "ListBullet", "ListNumber", "Quote", "Caption"} <= styles
    tables = list(tree.iter(f"{W}tbl"))
    assert tables
    assert len(list(tree.iter(f"{W}tblHeader"))) == len(tables)


def test_each_link_in_a_document_leads_to_a_place() -> None:
    long = "claim-" + "x-" * 40
    blocks = [Paragraph(line("x"), anchor=f"{long}{at}") for at in range(3)]
    leads = Paragraph(
        line(*(Link(f"{at}", f"#{long}{at}") for at in range(3)), Link("web", "https://x.example/?a=1&b=2"))
    )
    data = word.write(Page("", (leads, *blocks)))
    tree = body(data)
    places = [each.get(f"{W}name") or "" for each in tree.iter(f"{W}bookmarkStart")]
    assert len(set(places)) == 3
    assert max(map(len, places)) <= 40
    assert [each.get(f"{W}anchor") for each in tree.iter(f"{W}hyperlink")][:3] == places
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"https://x.example/?a=1&amp;b=2" in archive.read("word/_rels/document.xml.rels")


def test_words_that_run_from_right_to_left_do_so_in_a_document() -> None:
    tree = body(
        word.write(Page("", (Quote("احترق وحده", "ar", None, line("x")), Paragraph(line(Quoted("נשרף", "he"))))))
    )
    assert len(list(tree.iter(f"{W}rtl"))) == 2
    assert len(list(tree.iter(f"{W}bidi"))) == 1
    assert {each.get(f"{W}bidi") for each in tree.iter(f"{W}lang")} == {"ar", "he"}


@pytest.mark.parametrize("text", hostile.EVERY[::5])
def test_every_word_is_whole_in_a_document(text: str) -> None:
    runs = tidy((Text(text),))
    if not runs:
        return
    (run,) = runs
    found = words(
        body(
            word.write(
                Page(
                    text,
                    (
                        Heading(2, line(text)),
                        List((line(text),)),
                        Table((text,), ((cell(line(Text(text, Style.STRONG))),),)),
                        Paragraph(line(Link(text, "#x"))),
                    ),
                )
            )
        )
    )
    assert found == [run.text] * 5


def test_the_same_page_gives_the_same_document_and_nothing_tells_who_made_it_when() -> None:
    data = word.write(PAGE)
    assert data == word.write(PAGE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        known = archive.read("docProps/core.xml").decode()
    assert "python-docx" not in known
    assert set(re.findall(r"\d{4}-\d\d-\d\d", known)) == {"1980-01-01"}


# PDF


@pytest.fixture(scope="module")
def made() -> bytes:
    if not PANGO:
        pytest.skip("Pango is not installed")
    return pdf.write(PAGE, {"fire.yaml": b"title: Fire\n"})


def test_a_pdf_is_tagged_and_fit_for_archives(made: bytes) -> None:
    pypdf = pytest.importorskip("pypdf")
    read = pypdf.PdfReader(io.BytesIO(made))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/StructTreeRoot"]
    assert root["/OutputIntents"]
    assert b"<pdfaid:part>3</pdfaid:part>" in made or 'part="3"' in made.decode("latin-1") or read.xmp_metadata
    assert {name: list(each) for name, each in read.attachments.items()} == {"fire.yaml": [b"title: Fire\n"]}
    text = "".join(page.extract_text() for page in read.pages)
    assert "Ansa Telle" in text


def test_a_pdf_has_contents_with_page_numbers_and_nothing_that_is_not_printed() -> None:
    if not PANGO:
        pytest.skip("Pango is not installed")
    pypdf = pytest.importorskip("pypdf")
    blocks = [
        each for name in "abcd" for each in (Heading(2, line(f"Part {name}"), name), Paragraph(line("words " * 900)))
    ]
    read = pypdf.PdfReader(io.BytesIO(pdf.write(Page("Sarn", (Heading(1, line("Sarn")), *blocks)))))
    first, *others = ("\n".join(each.extract_text().split("\n")) for each in read.pages)
    numbers = re.findall(r"Part [abcd] (\d+)", first)
    assert [int(each) for each in numbers] == sorted(map(int, numbers))
    assert len(numbers) == 4
    assert all(f"{at} / {len(read.pages)}" in each for at, each in enumerate(others, 2))
    paper = html.write(PAGE, paper=True)
    for hidden in ("<script", 'class="skip"', 'class="place"', 'class="narrow"', "<details"):
        assert hidden not in paper
    assert re.findall(r"<t[dh]\b", paper)


def test_columns_of_a_table_on_paper_are_as_wide_as_their_words() -> None:
    found = shares(["Who", "Claims", "Words"], [[["Ilse Brandt"], ["1"], ["many words " * 20]], [[], ["12"], ["few"]]])
    assert sum(found) == pytest.approx(100, abs=0.2)
    assert found[2] > found[0]
    assert found[1] * 0.96 > len("Claims")
    assert shares([""], []) == [100.0]


def test_a_table_that_is_wider_than_a_page_stands_row_by_row_in_a_document() -> None:
    header = ("Question", *(f"Party {at}" for at in range(9)))
    row = (cell(line("Who?")), cell(line("says so")), *(() for _ in range(8)))
    tree = body(word.write(Page("", (Table(header, (row,)),))))
    assert not list(tree.iter(f"{W}tbl"))
    assert words(tree) == ["Question: Who?", "Party 0: says so"]


def test_the_same_page_gives_the_same_pdf(made: bytes) -> None:
    assert pdf.write(PAGE, {"fire.yaml": b"title: Fire\n"}) == made


def test_a_pdf_fetches_nothing() -> None:
    from claimcheck.errors import OutputError  # noqa: PLC0415

    with pytest.raises(OutputError):
        pdf._nothing("https://x.example/y.png")


# the command, and what is public

INCIDENT = """
title: The fire
questions: {cause: {ask: How did it begin?, answers: {set: Somebody set it., wire: A wire burnt.}}}
sources:
  herald: {publisher: Sarn Herald, published: 2031-03-05, url: "https://herald.example/1"}
  kept: {publisher: Harbour Files, published: 2031-03-06, sensitivity: internal}
claims:
  - {id: open, speaker: captain, stance: {asserts: {cause: set}}, source: herald, quote: Somebody set it}
  - {id: wire-burnt, speaker: witness, stance: {asserts: {cause: wire}}, source: herald, text: It was a wire.}
  - {id: read-in-kept, speaker: captain, stance: {asserts: {cause: wire}}, source: kept, quote: A burning wire}
"""
SPEAKERS = """
speakers:
  captain: {name: Ilse Brandt}
  witness: {name: Marta Olinsen, known_as: a docker}
"""
SECRETS = ("Marta", "Olinsen", "Harbour Files", "burning wire", "read-in-kept", "witness", "protected", "known_as")


def contents(path: Path) -> str:
    """Everything that a file holds, unpacked: text, what it says of itself, and what is attached."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    pypdf = pytest.importorskip("pypdf")
    read = pypdf.PdfReader(io.BytesIO(data))
    found = ["".join(page.extract_text() for page in read.pages), f"{read.metadata}", f"{read.outline}"]
    found += [part.decode() for each in read.attachments.values() for part in each]
    found += [str(each.get_object()) for each in read.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    return "\n".join([*found, data.decode("latin-1")])


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_public_report_gives_nobody_away(form: str, corpus: Corpus, run: Run, tmp_path: Path) -> None:
    if form == "pdf" and not PANGO:
        pytest.skip("Pango is not installed")
    corpus({"fire": INCIDENT}, speakers=SPEAKERS)
    path = tmp_path / f"fire.{form}"
    assert run("report", "fire", "--format", form, "-o", str(path), "--public").status == 0
    held = contents(path)
    assert "Ilse Brandt" in held
    assert "docker" in held
    assert not [each for each in SECRETS if each in held]
    assert run("report", "fire", "--format", form, "-o", str(path)).status == 0
    assert "Marta Olinsen" in contents(path)


def test_what_is_not_text_is_written_to_a_file(run: Run) -> None:
    result = run("report", "harbour-fire", "--format", "docx", "--claims", FIXTURES)
    assert result.status == 2
    assert "say where to write it" in result.err
    assert "-o harbour-fire.docx" in result.err
