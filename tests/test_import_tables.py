"""Tables as other people keep them: read whole, or named; nothing lost, nothing made more certain than it is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import UsageError
from claimcheck.exchange.from_bibtex import read_bibtex
from claimcheck.exchange.incoming import Row, cell, read_csv, read_jsonl
from claimcheck.exchange.latex import text as from_latex
from tests.conftest import Corpus, Run

SPEAKERS = """
    parties:
      herald: {name: sarn.example}
    speakers:
      site: {name: sarn.example, party: herald}
      other: {name: Sarn.example}
      olin: {name: Marta Olin, aliases: [M. Olin, Марта Олин]}
      first: {name: Jon Varga}
      second: {name: Jon Varga}
    """
FIRE = """
    title: Fire
    questions:
      cause: {ask: How?, answers: {wiring: Wires., set: Set.}}
      when: {ask: When?, kind: date}
    sources:
      herald: {publisher: Herald, url: "https://herald.example/fire", published: 2031-03-09}
      copy: {publisher: Kurier, url: "https://kurier.example/a/", archived: "https://archive.example/kurier"}
    claims: []
    """


@pytest.fixture
def fire(corpus: Corpus) -> Path:
    return corpus({"fire": FIRE}, SPEAKERS) / "incidents" / "fire.yaml"


def plan(run: Run, file: Path, text: str | bytes, *words: str) -> dict[str, Any]:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    result = run("import", str(file), "--incident", "fire", *words, "--format", "json")
    assert result.out, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


@pytest.mark.parametrize(
    ("text", "columns", "cells"),
    [
        ('"quote\nverbatim";speaker\n"a;b";c\n', ["quote verbatim", "speaker"], ["a;b", "c"]),
        ("sep=;\na;b\n1;2\n", ["a", "b"], ["1", "2"]),
        ("SEP=\t\r\na\tb\r\n1\t2\r\n", ["a", "b"], ["1", "2"]),
        ('"sep=|"\na|b\n1|2\n', ["a", "b"], ["1", "2"]),
        ("\ufeffsep=;\na;b\n1;2\n", ["a", "b"], ["1", "2"]),
        ("a\u00a0b, c\u200b\n1,2\n", ["a b", "c"], ["1", "2"]),
        ("a,b,\n1,2,3\n", ["a", "b", "column C"], ["1", "2", "3"]),
        (",a,\n1,2,\n", ["column A", "a"], ["1", "2"]),
        ("a,b,,\n1,2,,\n", ["a", "b"], ["1", "2"]),
        ('Who, what;Words\na;"b, c"\n', ["Who, what", "Words"], ["a", "b, c"]),
        ("Name, first;Words\nx;y,z\n", ["Name, first", "Words"], ["x", "y,z"]),
        ('"a, b, c"\t"d"\n1\t"2,3,4"\n', ["a, b, c", "d"], ["1", "2,3,4"]),
        ("\n,\na,b\n1,2\n", ["a", "b"], ["1", "2"]),
        ("alone\n1\n", ["alone"], ["1"]),
        ('h 5" tall;x\n1;2\n', ['h 5" tall', "x"], ["1", "2"]),
        ("cafe\u0301,b\n1,2\n", ["caf\u00e9", "b"], ["1", "2"]),
    ],
)
def test_a_table_is_read_whole(text: str, columns: list[str], cells: list[str]) -> None:
    found = read_csv("x", text.encode())
    assert found.columns == columns
    assert found.troubles == []
    assert [list(each.cells.values()) for each in found.rows] == [cells]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=8).map(
    lambda text: " ".join(text.split()) or "x"
)


@settings(max_examples=150)
@given(
    st.sampled_from(";\t|,"),
    st.lists(TEXTS, min_size=2, max_size=4, unique_by=str.casefold),
    st.lists(st.lists(TEXTS, min_size=4, max_size=4), min_size=1, max_size=5),
)
def test_any_table_whose_delimiter_is_told_is_read_whole(sign: str, header: list[str], rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=sign, quoting=csv.QUOTE_ALL).writerows([header, *(row[: len(header)] for row in rows)])
    for found in (
        read_csv("x", stream.getvalue().encode(), sign),
        read_csv("x", f"sep={sign}\n{stream.getvalue()}".encode()),
        read_csv("x", stream.getvalue().encode()),
    ):
        assert [list(each.cells.values()) for each in found.rows] == [row[: len(header)] for row in rows]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("sarn.example", "site"),
        ("Sarn.example", "other"),
        ("site", "site"),
        ("MARTA OLIN", "olin"),
        ("m.\u00a0olin", "olin"),
        ("SARN.EXAMPLE", "`SARN.EXAMPLE` is what `site` and `other` are called"),
        ("Jon Varga", "`Jon Varga` is what `first` and `second` are called"),
        ("Maarta Olín", "no speaker `Maarta Olín`"),
        ("Марта Олін", "perhaps `Marta Olin` (`olin`)"),
    ],
)
def test_the_exact_spelling_of_a_name_goes_before_the_folded(name: str, meant: str, fire: Path, run: Run) -> None:
    found = plan(run, fire.with_name("a.csv"), f"speaker,source,quote\n{name},herald,Words.\n")
    if " " in meant:
        assert meant in found["troubles"][0]["message"] + found["troubles"][0]["hint"]
    else:
        assert [each["record"]["speaker"] for each in found["items"]] == [meant]


def test_a_party_is_found_by_its_name_where_a_speaker_has_it_too(fire: Path, run: Run) -> None:
    text = "speaker,party,source,quote\nolin,sarn.example,herald,Words.\n"
    assert plan(run, fire.with_name("a.csv"), text)["items"][0]["record"]["party"] == "herald"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("https://herald.example/fire", "herald"),
        ("https://herald.example/fire#top", "herald"),
        ("https://kurier.example/a", "copy"),
        ("https://archive.example/kurier", "copy"),
        ("https://herald.example/flood", None),
    ],
)
def test_a_source_is_found_by_its_address(word: str, meant: str | None, fire: Path, run: Run) -> None:
    found = plan(run, fire.with_name("a.csv"), f"speaker,source,quote\nolin,{word},Words.\n")
    assert [each["record"]["source"] for each in found["items"]] == [meant] * bool(meant)
    assert [each["column"] for each in found["troubles"]] == ["source"] * (not meant)


def test_a_day_with_a_time_is_the_day_and_the_time_a_note(fire: Path, run: Run) -> None:
    text = (
        "speaker,source,quote,said,note,stance,question,answer\n"
        "olin,herald,Words.,2031-03-04T10:00:00Z,Seen.,asserts,when,2031-03-03 09:30\n"
    )
    record = plan(run, fire.with_name("a.csv"), text, "--write")["items"][0]["record"]
    assert record["said"] == "2031-03-04"
    assert record["stance"] == {"asserts": {"when": "2031-03-03"}}
    assert record["note"] == "Seen.; said: 10:00:00Z; when: 09:30"
    text = '{"publisher": "P", "published": "2031-03-04T10:00:00Z", "accessed": "2031-03-05 23:35"}\n'
    record = plan(run, fire.with_name("a.jsonl"), text, "--as", "sources")["items"][0]["record"]
    assert (record["published"], record["accessed"]) == ("2031-03-04", "2031-03-05")
    assert sorted(record["note"].split("; ")) == ["accessed: 23:35", "published: 10:00:00Z"]


def test_dates_are_written_as_the_call_or_the_mapping_says(fire: Path, run: Run) -> None:
    text = "speaker;source;quote;said\nolin;herald;Words.;5. März 2031\nolin;herald;More.;6.3.2031\n"
    words = ("--dates", "DD Month YYYY", "--dates", "DD.MM.YYYY")
    found = plan(run, fire.with_name("a.csv"), text, *words)
    assert [each["record"]["said"] for each in found["items"]] == ["2031-03-05", "2031-03-06"]
    fire.with_name("map.toml").write_text('dates = ["DD Month YYYY", "DD.MM.YYYY"]\nmonths = "de"\ndelimiter = ";"\n')
    again = plan(run, fire.with_name("a.csv"), text, "--mapping", str(fire.with_name("map.toml")))
    assert again["items"] == found["items"]
    (trouble,) = plan(run, fire.with_name("a.csv"), text, *words[2:])["troubles"]
    assert (trouble["row"], trouble["column"]) == (2, "said")
    assert "--dates" in trouble["hint"]


@pytest.mark.parametrize("sign", [";", "semicolon"])
def test_the_delimiter_can_be_told(sign: str, fire: Path, run: Run) -> None:
    text = "speaker,a,b;source,x;quote\nolin;herald;Words.\n"
    words = ("--delimiter", sign, "--map", "speaker=speaker,a,b", "--map", "source=source,x")
    found = plan(run, fire.with_name("a.csv"), text, *words)
    assert [each["record"]["quote"] for each in found["items"]] == ["Words."]
    result = run("import", str(fire.with_name("a.csv")), "--delimiter", "::")
    assert (result.status, "one sign" in result.err) == (2, True)


def test_what_a_cell_means_is_looked_up_after_it_is_parted_too(fire: Path, run: Run) -> None:
    fire.with_name("map.toml").write_text(
        '[values.via]\n"the chair" = "olin"\n"A; B" = "site"\n"other" = "site"\n[values.source]\nH = "herald"\n'
    )
    text = "speaker,via,source,quote\nsite,the chair; Sarn.example,H,a\nother,A; B,H,b\n"
    found = plan(run, fire.with_name("a.csv"), text, "--mapping", str(fire.with_name("map.toml")))
    assert [each["record"]["via"] for each in found["items"]] == [["olin", "other"], ["site"]]


def test_columns_are_asked_for_however_their_spaces_are_written(fire: Path, run: Run) -> None:
    text = '"Who said\nit?",source,his\u00a0words\nolin,herald,Words.\n'
    words = ("--map", "speaker=Who said it?", "--map", "quote=his words")
    assert plan(run, fire.with_name("a.csv"), text, *words)["items"][0]["record"]["quote"] == "Words."
    text = "speaker,source,quote,\nolin,herald,Words.,Lost?\n"
    fire.with_name("a.csv").write_text(text)
    assert "columns: column D\n" in run("import", str(fire.with_name("a.csv")), "--incident", "fire").err
    found = plan(run, fire.with_name("a.csv"), text, "--map", "note=column D")
    assert found["items"][0]["record"]["note"] == "Lost?"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("target[].selector[].exact", ["Wires.", "Old."]),
        ("target[0].selector[].exact", "Wires."),
        ("target[1].selector[1].exact", "Old."),
        ("target[].source", "https://x.example"),
        ("target[9].source", None),
        ("target[].none", None),
        ("title", "T"),
        ("document.title[0]", "D"),
        ("tags[]", ["a", "b"]),
    ],
)
def test_a_path_goes_into_lists(path: str, value: object) -> None:
    thing = {
        "title": "T",
        "document": {"title": ["D"]},
        "tags": ["a", "b", "a"],
        "target": [
            {"source": "https://x.example", "selector": [{"exact": "Wires."}, {"start": 1}]},
            {"source": "https://x.example", "selector": [{"end": 2}, {"exact": "Old."}]},
        ],
    }
    (row,) = read_jsonl("x", json.dumps(thing).encode()).rows
    assert cell(row, path) == value


def test_a_path_is_a_column_that_can_be_mapped(fire: Path, run: Run) -> None:
    thing = {"who": [{"name": "olin"}], "words": {"parts": [{"exact": "Wires."}]}, "source": "herald", "x": [{"y": 1}]}
    words = ("--map", "speaker=who[].name", "--map", "quote=words.parts[0].exact")
    for name, text in (("a.json", json.dumps([thing])), ("a.jsonl", json.dumps(thing))):
        found = plan(run, fire.with_name(name), text, *words)
        assert [each["record"]["quote"] for each in found["items"]] == ["Wires."]
        told = run("import", str(fire.with_name(name)), "--incident", "fire", *words).err
        assert "no key takes these columns: x\n" in told
    result = run("import", str(fire.with_name("a.json")), "--incident", "fire", "--map", "quote=words.part[].exact")
    assert (result.status, "`words.parts[].exact`" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Only 5% of hall 4", "Only 5% of hall 4"),
        (r"It cost $5, not \$6", "It cost $5, not $6"),
        (r"K{\"u}sten \& {\o}re \'{\i} \v{s}\c c \ss{} \LaTeX{} x", "Küsten & øre í šç ß LaTeX x"),
        (r"\href{https://x.example/a_b%20}{the {Page}}", "the Page"),
        (r"\emph{a} \textbf{b} {\em c} \enquote{d} ``e'' f--g---h", "a b c “d” “e” f–g—h"),
        (r"\unheardof{a} b", r"\unheardof{a} b"),
        (r"a~b  c", "a b c"),
        ("\\", "\\"),
        (r"\href", r"\href"),
        ("{{a} {b", "a b"),
        ("a}b", "ab"),
        (r"$x^2$ and \texttt{a\%20b}", "$x^2$ and a%20b"),
        (r"\H{o}\~n\"{\i}\.z\u{g}\k a\r{a}", "őñïżğąå"),
    ],
)
def test_latex_is_read_as_people_read_it_and_no_word_is_lost(latex: str, plain: str) -> None:
    assert from_latex(latex)[0] == plain


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab{}\\\"'^%$~- \nhrefmph\u00e9"), max_size=40))
def test_no_latex_is_too_odd(source: str) -> None:
    read, unknown = from_latex(source)
    assert isinstance(read, str)
    assert all(each.startswith("\\") or " " in each for each in unknown)
    if not set(source) & set("\\{}$~-'"):
        assert read == " ".join(source.split())


@pytest.mark.parametrize(
    ("entry", "key", "value"),
    [
        ("@misc{a, title={Only 5% of hall 4}}", "title", "Only 5% of hall 4"),
        ("@misc{a, author={{Ministry of Trade and Industry}}}", "publisher", "Ministry of Trade and Industry"),
        ("@misc{a, organization={Ministry of Trade and Industry}}", "publisher", "Ministry of Trade and Industry"),
        ("@misc{a, author={Brandt, Ilse and {Port and Harbour} and others}}", "publisher",
         "Ilse Brandt, Port and Harbour and others"),
        ("@misc{a, author={van Brandt, Jr., Ilse}}", "publisher", "Ilse van Brandt Jr."),
        ("@misc{a, author={given=Ilse, family=Brandt}}", "publisher", "Ilse Brandt"),
        ('@misc{a, title="Wires " # "blamed"}', "title", "Wires blamed"),
        ('@string{s = "Sarn " # {Herald}}\n@misc{a, journal=s # { (Sunday)}}', "publisher", "Sarn Herald (Sunday)"),
        ("@misc{a, title={T}, % seen\n date=2031}", "published", "2031"),
        ("@misc{a, % title={No}\n title={T}}", "title", "T"),
        ("@misc(a, title={(T)})", "title", "(T)"),
        ('@misc{a,\n  title = {T {"}U{"}},\n}', "title", 'T "U"'),
        ('@misc{a, title = "T {"}U{"}"}', "title", 'T "U"'),
        (r"@misc{a, title={x \{ y}, publisher={P}}", "title", "x { y"),
        (r"@misc{a, note={\href{https://x.example}{seen}}}", "note", "seen"),
        (r"@misc{a, howpublished={\url{https://x.example/a_b}}}", "url", "https://x.example/a_b"),
        (r"@misc{a, url={\url{https://x.example/a\%20b\#c}}}", "url", "https://x.example/a%20b#c"),
        (r"@misc{a, addendum={Archived: \url{https://x.example/a%20b}}}", "archived", "https://x.example/a%20b"),
        (r"@misc{a, addendum={Archived: \texttt{https://x.example/a\%20b}}}", "archived", "https://x.example/a%20b"),
        ("@misc{a, relatedstring={Repeats}, related={fire/b,fire/c}}", "derived_from", ["b", "c"]),
        ("@xdata{x, publisher={P}}\n@misc{a, xdata={x}}", "publisher", "P"),
        ("@misc{a, title={T}, abstract={\\href}, keywords={\\x}}", "title", "T"),
        ("@comment{@misc{b, title={No}}}\n@misc{a, title={T}}", "title", "T"),
        ("% @misc{b, title={No}}\n@misc{a, title={T}}", "title", "T"),
        ("me@sarn.example wrote {this}\n@misc{a, title={T}}", "title", "T"),
        ("@misc{a, title={T} date={2031}}", "published", "2031"),
    ],
)  # fmt: skip
def test_bibtex_is_read_as_biber_reads_it(entry: str, key: str, value: object) -> None:
    found = read_bibtex("x", entry.encode())
    assert found.troubles == []
    assert [each.cells.get(key) for each in found.rows][-1] == value


@pytest.mark.parametrize(
    ("entry", "row", "column", "said"),
    [
        ("@misc{a, publisher=foo}", 1, "publisher", "`foo`"),
        ("@misc{a, year=2031, month={soon}}", 1, "month", "`soon` is no month"),
        ("\n@misc{a, title={T}, title={U}}", 2, None, "`title` stands twice"),
        ("@misc{a, title={x\n@misc{b, title={T}}", 1, None, "not closed"),
        ("@misc{title = {T}}", 1, None, "no key"),
        ("@misc{a, title}", 1, None, "no value"),
        ("@misc{b,title={T}}\n@misc{b, title={U}}", 2, None, "stands on line 1, too"),
    ],
)
def test_what_cannot_be_read_in_bibtex_is_a_problem_of_its_row(
    entry: str, row: int, column: str | None, said: str
) -> None:
    found = read_bibtex("x", f"{entry}\n@misc{{z, title={{Z}}}}".encode())
    assert [(each.row, each.column) for each in found.troubles] == [(row, column)]
    assert said in found.troubles[0].message
    assert found.rows[-1].cells == {"id": "z", "title": "Z"}


def test_a_command_that_is_not_known_stays_and_is_named(fire: Path, run: Run) -> None:
    text = "@online{a, title={An \\unheardof{x}}, publisher={P}}\n"
    found = plan(run, fire.with_name("a.bib"), text)
    assert [each["record"]["title"] for each in found["items"]] == [r"An \unheardof{x}"]
    assert [(each["row"], each["column"]) for each in found["warnings"]] == [(1, "title")]


def test_each_row_that_brings_a_warning_is_named(fire: Path, run: Run) -> None:
    text = "speaker,source,quote,said\nolin,herald,Short.,\nolin,herald,Un\u202eseen.,\n"
    found = plan(run, fire.with_name("a.csv"), text)
    assert found["troubles"] == []
    assert {(each["row"], each["column"]) for each in found["warnings"]} >= {(3, "quote")}
    page = run("import", str(fire.with_name("a.csv")), "--incident", "fire").out
    assert "\nWarnings\n" in page
    assert plan(run, fire.with_name("a.csv"), text, "--write")["written"] is True


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"PK\x03\x04[Content_Types].xml xl/workbook.xml", "is an Excel workbook, not CSV"),
        ("a.csv", b"%PDF-1.7 ...", "is a PDF, not CSV"),
        ("a.csv", b"<!DOCTYPE html><title>Log in</title>", "is a web page, not CSV"),
        ("a.json", b"\x1f\x8b\x08", "is a packed file, not JSON"),
        ("a.bib", b"SQLite format 3\x00", "is a database of SQLite, not BibTeX"),
        ("a.jsonl", b"PK\x03\x04abc", "is an archive (ZIP), not JSON lines"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a workbook of old Excel"),
        ("a.json", b"{", "is not JSON"),
        ("a.json", b"[" * 100_000, "is not JSON: nested too deeply"),
        ("a.csv", b"speaker;quote\n\xff;x\n", "is not UTF-8"),
    ],
)
def test_a_file_of_another_kind_than_its_name_is_named(name: str, data: bytes, said: str, fire: Path, run: Run) -> None:
    before = fire.read_bytes()
    fire.with_name(name).write_bytes(data)
    result = run("import", str(fire.with_name(name)), "--incident", "fire", "--write")
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert fire.read_bytes() == before


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_cell_of_a_megabyte_is_named_and_nothing_written(form: str, fire: Path, run: Run) -> None:
    before, words = fire.read_bytes(), "word " * 200_000
    text = f"speaker,source,quote\nolin,herald,Short.\nolin,herald,{words}\n"
    if form == "jsonl":
        rows = ({"speaker": "olin", "source": "herald", "quote": each} for each in ("Short.", words))
        text = "\n" + "\n".join(json.dumps(each) for each in rows)
    found = plan(run, fire.with_name(f"a.{form}"), text, "--write")
    assert [(each["row"], each["column"]) for each in found["troubles"]] == [(3, "quote")]
    assert fire.read_bytes() == before


def test_many_empty_rows_are_no_rows() -> None:
    found = read_csv("x", b"a,b\n" + b",\n" * 200_000 + b"1,2\n")
    assert found.rows == [Row(200_002, {"a": "1", "b": "2"})]


def test_two_columns_that_differ_in_what_nobody_sees_are_two_of_one_name() -> None:
    with pytest.raises(UsageError, match="two columns `a b`"):
        read_csv("x", "a b,a\u00a0b\n1,2\n".encode())


@pytest.mark.parametrize(
    "text",
    [
        "id,ask,kind,answers,note\nwarned,Was it warned?,,yes = The union had warned it.; no: Nobody had.,n\n",
        "id,ask,answer,words,note\nwarned,Was it warned?,yes,The union had warned it.,n\nwarned,,no,Nobody had.,\n",
        "id,ask,answers.yes,answers.no,note\nwarned,Was it warned?,The union had warned it.,Nobody had.,n\n",
    ],
)
def test_questions_come_with_their_answers(text: str, fire: Path, run: Run) -> None:
    found = plan(run, fire.with_name("a.csv"), text, "--as", "questions", "--write")
    assert [each["record"] for each in found["items"]] == [
        {"id": "warned", "ask": "Was it warned?", "note": "n",
         "answers": {"yes": "The union had warned it.", "no": "Nobody had."}}
    ]  # fmt: skip
    assert found["written"] is True
    assert run("check").status == 0
    again = plan(run, fire.with_name("a.csv"), text, "--as", "questions", "--write")
    assert [each["same_as"] for each in again["duplicates"]] == ["fire/warned"]


def test_what_a_question_needs_is_named(fire: Path, run: Run) -> None:
    text = "id,ask,kind,answer,words,within\na,One?,,x,X.,\na,Two?,,y,Y.,x\nb,,date,,,\ncause,Other?,date,,,\n"
    text += ",When then?,date,,,\n"
    found = plan(run, fire.with_name("a.csv"), text, "--as", "questions", "--write")
    assert [(each["row"], each["column"]) for each in found["troubles"]] == [(3, "ask"), (4, None), (5, "id")]
    assert [each["id"] for each in found["items"]] == ["a", "when-then"]
    assert found["items"][0]["record"]["answers"] == {"x": "X.", "y": {"is": "Y.", "within": "x"}}
