"""What is not public never leaves by `--public`: no word of it, in no format, by no edge."""

from __future__ import annotations

import json
import random
import re
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.characters.folding import named
from claimcheck.errors import PublicationError
from claimcheck.exchange import FORMATS
from claimcheck.exchange.tables import rows
from claimcheck.model.speaker import Speaker
from claimcheck.reasoning.publication import Published, obstacles, publish
from claimcheck.reasoning.secrets import Secrets, phrases, slug
from claimcheck.store.load import load
from tests.conftest import Corpus, Golden, Result, Run
from tests.test_reasoning import Texts

# Every word in angle brackets stands in a record that is withheld, or belongs to somebody who is protected.
SPEAKERS = """
parties:
  port: {name: Sarn Port Authority}
  <last>-family: {name: family of <First> <Last>, note: They asked that <First> not be named.}
  <id-party>: {name: <party-name> House}
speakers:
  harbour-captain: {name: Ilse Brandt, party: port, role: harbour captain, note: Met us with <First> <Last>.}
  <id-protected>:
    name: <First> <Last>
    aliases: [<Alias>, "<Последняя>"]
    role: <role> of the night shift
    known_as: a worker on the quay
    note: <note-protected> lives there
  <id-internal>:
    name: <Inner> <Name>
    aliases: [<Inneralias>]
    party: <id-party>
    role: <role-internal> in the office
    sensitivity: internal
    note: <note-internal> calls us
  <id-alone>: {name: <Alone>, sensitivity: restricted}
  brother: {name: Jan <Last>, party: <last>-family, role: brother of <First> <Last>}
  <id-sister>: {name: <Sister> <Last>, known_as: a relative of the worker}
  lawyer: {name: counsel for <First> <Last>}
  union-chair: {name: Marta Olin, role: chair of the union}
  sarn-herald: {name: Sarn Herald, body: true}
  once-heard: {name: <Once> Heard}
"""

THEMES = """
taken-or-left:
  ask: Was the person taken away, or did the person leave?
  answers: {taken: Taken against their will., left: Left of their own will.}
<id-theme>:
  ask: Is <theme-ask> so?
  answers: {so: It is <theme-answer>.}
"""

INCIDENT = """
title: The strike on the quay of Sarn
date: 2031-05-01
place: Sarn quay
disputants: [port, <id-alone>, union-chair]
summary: The quay was shut, said <First> <Last>, for one day.
note: See <id-claim> for what was really said.

questions:
  began:
    ask: Who shut the quay?
    answers: {port: The port shut it., workers: The workers shut it., <id-answer>: It was <answer-text>.}
  hurt:
    ask: Was anybody hurt?
    answers: {yes: Somebody was hurt., no: Nobody was hurt.}
  <id-question>:
    ask: Did <ask-withheld> order it?
    theme: <id-theme>
    answers: {so: It was <answer-withheld>.}
  shut-for:
    ask: For how long was it shut?
    kind: number
    unit: days

terms:
  the-shutting:
    strike: [strik*, "<Последняя>"]
    <id-term>: [<form-term>]

sources:
  herald-05-02:
    publisher: Sarn Herald
    title: Quay shut for a day
    published: 2031-05-02
    language: en
    url: https://herald.example/quay
    derived_from: [<id-source>, speaker:<id-internal>, speaker:<id-protected>]
    saved: {file: <saved-file>/quay.html}
    note: Came with <title-source> and nothing else in one envelope.
  herald-<id-protected>:
    publisher: Sarn Herald
    title: "<First> <Last>: my night on the quay"
    published: 2031-05-03
    url: https://herald.example/<first>-<last>
    archived: https://archive.example/<First>%20<Last>
  <id-source>:
    publisher: <publisher-source> Notebook
    title: <title-source> and nothing else
    published: 2031-05-02
    url: https://<url-source>.example/memo
    sensitivity: restricted
    note: <note-source> gave it to us
  blog:
    publisher: Diary of <First> <Last>
    title: <title-blog> by night
    published: 2031-05-04
  only-withheld:
    publisher: <publisher-only> Gazette
    published: 2031-05-04

claims:
  - id: captain-workers
    speaker: harbour-captain
    stance: {asserts: {began: workers}}
    source: herald-05-02
    also_in: [<id-source>]
    prefix: <quote-claim> and <form-term>, he had said
    quote: The workers shut it, on strike
    note: Compare <id-claim>.

  - id: <id-protected>-saw
    speaker: <id-protected>
    as: the <as-protected> from the ferry
    stance: {asserts: {began: port}}
    source: herald-<id-protected>
    quote: It was the port that shut it

  - id: brother-told
    speaker: <id-protected>
    via: [brother]
    stance: {denies: {began: workers}}
    source: herald-05-02
    text: <First> <Last> told him that no worker had done it.

  - id: <id-sister>-told
    speaker: <id-protected>
    via: [<id-sister>]
    stance: {denies: {began: workers}}
    source: herald-05-02
    text: <First> <Last> told her that no worker had done it.

  - id: chair-<last>
    speaker: union-chair
    stance: {asserts: {hurt: no}, comments: [captain-workers, <id-claim>]}
    source: herald-05-02
    text: Said that nobody was hurt.
    replaces: <id-claim>

  - id: names-them
    speaker: harbour-captain
    stance: {asserts: {hurt: no}}
    source: herald-05-02
    quote: Ask <Last>s about that <quote-names>

  - id: names-them-in-russian
    speaker: harbour-captain
    stance: {asserts: {hurt: no}}
    source: herald-05-02
    language: ru
    quote: Спросите <Последняя> <цитата>
    translation: Ask them <translation-names>

  - id: <id-claim>
    speaker: union-chair
    as: <as-claim> of the union
    stance: {asserts: {hurt: yes, <id-question>: so, began: <id-answer>}}
    condition: if <condition-claim> holds
    source: herald-05-02
    locator: page <locator-claim>
    quote: <quote-claim> and <form-term>
    translation: <translation-claim> as meant
    suffix: <suffix-claim> follows
    note: <note-claim> for the file
    sensitivity: restricted

  - id: <id-restating>
    restates: <id-claim>
    source: herald-05-02
    text: <text-restating> in other words

  - id: <id-inner>-said
    speaker: <id-internal>
    stance: {asserts: {hurt: yes}}
    source: herald-05-02
    quote: <quote-inner> was there

  - id: <id-alone>-said
    speaker: <id-alone>
    stance: {asserts: {hurt: no}}
    source: herald-05-02
    quote: <quote-alone> was where

  - id: <id-told>
    speaker: once-heard
    via: [<id-internal>]
    stance: {asserts: {hurt: yes}}
    source: only-withheld
    quote: <quote-told> was not there

  - id: <id-memo>
    speaker: union-chair
    stance: {asserts: {shut-for: 3}}
    source: <id-source>
    quote: <quote-memo> was shut

  - id: <id-blog>
    speaker: union-chair
    stance: {asserts: {shut-for: 1}}
    source: blog
    quote: <quote-blog> was shut

  - id: <id-about>
    speaker: sarn-herald
    stance: {comments: [<id-claim>]}
    source: herald-05-02
    text: <text-about> remarked

  - id: days
    speaker: union-chair
    stance: {asserts: {shut-for: 2}}
    source: herald-05-02
    text: Said that it was shut for two days.

  - id: <id-draft>
    speaker: union-chair
    source: herald-05-02
    quote: <quote-draft> to be judged
    draft: true
"""

NATURAL = {
    "id-protected": "piet-aal",
    "First": "Piet",
    "Last": "Aal",
    "Alias": "P. Aal",
    "Sister": "Ada",
    "Последняя": "Аал",
    "role": "crane driver",
    "id-internal": "clerk-vos",
    "Inner": "Lena",
    "Name": "Vos",
    "id-claim": "chair-admits",
    "quote-claim": "three men were carried off",
    "id-source": "notebook",
}
"""Words for a person to read; every other slot is filled with its own name."""

SLOT = re.compile(r"<([^<>]+)>")


def filled(text: str, words: dict[str, str]) -> str:
    return SLOT.sub(lambda slot: words[slot[1]], text)


def slots() -> list[str]:
    return sorted(set(SLOT.findall(SPEAKERS + THEMES + INCIDENT)))


def natural() -> dict[str, str]:
    words = {slot: NATURAL.get(slot, f"{'id' if slot.startswith('id-') else 'the'}-{slot}") for slot in slots()}
    words |= {slot: f"unsaid {slot.replace('-', ' ')}" for slot in slots() if not slot.startswith("id-")} | {
        slot: word for slot, word in NATURAL.items() if slot in words
    }
    words |= {
        "url-source": "unsaid",
        "saved-file": "unsaid",
        "Inneralias": "Vosje",
        "Once": "Nils",
        "party-name": "Vos",
    }
    return words | {"first": words["First"].lower(), "last": words["Last"].lower()}


def nonsense(seed: int) -> dict[str, str]:
    """Words that nobody uses, each its own, so that any six letters of one in an output came from there."""
    chance = random.Random(seed)  # noqa: S311 - nothing is to be kept secret by it
    words = {slot: "".join(chance.choices("zqxjvkw", k=10)) for slot in slots()}
    words |= {slot: f"{word[:7]}-{word[3:]}" for slot, word in words.items() if slot.startswith("id-")}
    words |= {slot: word.capitalize() for slot, word in words.items() if slot[0].isupper()}
    words["Последняя"] = "".join(chance.choices("щъжфц", k=9)).capitalize()
    return words | {"first": words["First"].lower(), "last": words["Last"].lower()}


def written(corpus: Corpus, words: dict[str, str]) -> Path:
    return corpus(
        {"quay-strike": filled(INCIDENT, words)}, speakers=filled(SPEAKERS, words), themes=filled(THEMES, words)
    )


def outputs(run: Run, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every public output there is, and what is said on stderr beside it."""
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    commands = [["export", name, "--public", "-o", str(out / name)] for name in FORMATS]
    commands += [
        ["export", name, "quay-strike", "--public", "-o", str(out / f"one-{name}")] for name in ("sqlite", "jsonl")
    ]
    commands += [
        ["report", "quay-strike", "--public", "--format", form, "-o", str(out / f"report-{form}")]
        for form in ("md", "html", "table", "json")
    ]
    commands += [["report", "--all", "--public", "-o", str(out / "all")], ["site", "--public", "-o", str(out / "site")]]
    for command in commands:
        result = run(*command)
        assert result.status == 0, result.err
        yield " ".join(command[:-1]), result.err.replace(str(folder), "").encode()
    for path in sorted(each for each in out.rglob("*") if each.is_file()):
        name = path.relative_to(out).as_posix()
        yield name, name.encode() + b"\n" + path.read_bytes()
    tables = rows(
        claimcheck.publish(claimcheck.load(folder / "claims")).collection
    )  # Parquet would hide them in itself
    yield "tables", repr([made for _, made in tables]).encode()


@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_no_six_letters_of_a_withheld_word_are_in_any_public_output(
    seed: int, corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    words, others = nonsense(seed), nonsense(seed + 1)
    hidden = {word.casefold()[at : at + 6] for word in words.values() for at in range(len(word) - 5)}
    written(corpus, words)
    first = dict(outputs(run, tmp_path))
    assert len(first) > 30
    for name, data in first.items():
        text = data.decode("utf-8", errors="replace").casefold() + data.decode("utf-16-le", errors="replace").casefold()
        assert not [each for each in hidden if each in text], name
    written(corpus, others)
    assert dict(outputs(run, tmp_path)) == first, "the public part tells what the withheld part holds"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:unclosed file.*icc:ResourceWarning")  # WeasyPrint's profile of colours
def test_no_six_letters_of_a_withheld_word_are_in_a_public_document(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    """The parts of a `.docx`, and the text, the structure and the attached file of a PDF."""
    pytest.importorskip("docx", reason="the extra docx is not installed")
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    found = []
    for words in (nonsense(7), nonsense(8)):
        written(corpus, words)
        found.append({form: document(form, run, tmp_path) for form in ("docx", "pdf")})
    hidden = {word.casefold()[at : at + 6] for word in nonsense(7).values() for at in range(len(word) - 5)}
    for form, parts in found[0].items():
        assert len(parts) > 5
        for name, data in parts.items():
            text = data.decode("utf-8", errors="replace").casefold()
            text += data.decode("utf-16-be", errors="replace").casefold()
            assert not [each for each in hidden if each in text], (form, name)
    assert found[0] == found[1], "the public part tells what the withheld part holds"


def document(form: str, run: Run, folder: Path) -> dict[str, bytes]:
    """What a public document holds, unpacked."""
    path = folder / f"public.{form}"
    result = run("report", "quay-strike", "--public", "--format", form, "-o", str(path))
    assert result.status == 0, result.err
    data = path.read_bytes()
    if form == "docx":
        with ZipFile(path) as packed:
            return {each.filename: packed.read(each) for each in packed.infolist()}
    text = "".join(each.extract_text() for each in pytest.importorskip("pypdf").PdfReader(path).pages)
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    return {"whole": data, "text": text.encode()} | {str(at): _inflated(each) for at, each in enumerate(streams)}


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:  # one that is not compressed
        return stream


def test_the_ordinary_outputs_hold_all_of_it(corpus: Corpus, run: Run) -> None:
    """Else the test above would prove nothing."""
    words = nonsense(0)
    written(corpus, words)
    check = run("check")
    assert check.status == 0, check.err + check.out
    out = run("export", "jsonl").out + run("list", "questions", "--format", "json").out
    out += run("list", "themes", "--format", "json").out + run("list", "speakers", "--format", "json").out
    out += run("list", "sources", "--format", "json").out + run("list", "parties", "--format", "json").out
    missing = {slot for slot, word in words.items() if word not in out}
    assert missing == {"id-draft", "quote-draft", "saved-file", "id-term", "theme-answer"}


def test_a_public_report_of_a_protected_witness(corpus: Corpus, run: Run, golden: Golden) -> None:
    written(corpus, natural())
    result = run("report", "quay-strike", "--public")
    assert result.status == 0, result.err
    golden("public-report.md", result.out)
    golden("public-report.err.txt", result.err)


def test_a_public_export_keeps_every_public_claim(corpus: Corpus, run: Run, golden: Golden) -> None:
    written(corpus, natural())
    golden("public-export.csv", run("export", "csv", "--public").out.replace("\r\n", "\n"))


def test_counts_are_told_by_kind_and_nothing_else(corpus: Corpus, run: Run) -> None:
    written(corpus, natural())
    said = run("export", "csv", "--public").err
    assert re.fullmatch(
        r"claimcheck: withheld \d+ claims, \d+ speakers, \d+ part(y|ies), \d+ sources, \d+ questions?, \d+ answers?, "
        r"\d+ themes?, \d+ terms? and \d+ texts; 2 speakers shown under another name\n",
        said,
    ), said


@pytest.mark.parametrize("name", [*FORMATS, "report"])
def test_where_nothing_is_withheld_the_public_part_is_the_whole(name: str, run: Run, tmp_path: Path) -> None:
    command = ["report", "harbour-fire", "--format", "json"] if name == "report" else ["export", name]
    fixtures = str(Path(__file__).parent / "fixtures" / "claims")
    one, other = tmp_path / "one", tmp_path / "other"
    assert run(*command, "--claims", fixtures, "-o", str(one)).status == 0
    public = run(*command, "--claims", fixtures, "--public", "-o", str(other))
    assert public == Result(0, "", "claimcheck: nothing had to be withheld\n")
    assert one.read_bytes() == other.read_bytes()


SMALL = """
title: {title}
questions:
  left: {{ask: Did {asked} leave?, answers: {{yes: Yes., no: No.}}}}
sources:
  paper: {{publisher: Paper{source}}}
claims:
  - id: first
    speaker: one
    stance: {{asserts: {{left: yes}}}}
    source: paper
    text: Said so.{claim}
"""


def small(title: str = "A day", asked: str = "she", source: str = "", claim: str = "") -> str:
    return SMALL.format(title=title, asked=asked, source=source, claim=claim)


@pytest.mark.parametrize(
    ("incident", "speakers", "place"),
    [
        (small(claim="\n    sensitivity: secret"), "speakers: {one: {name: One}}", "a.yaml:13:18"),
        (small(source=", sensitivity: Public"), "speakers: {one: {name: One}}", "a.yaml:6:42"),
        (small(), "speakers: {one: {name: One, sensitivity: hidden}}", "speakers.yaml:1:42"),
        (small(), "speakers: {one: {name: One, sensitivty: internal}}", "speakers.yaml:1:29"),
    ],
)
def test_a_level_that_is_not_known_is_an_error_and_nothing_is_shown(
    incident: str, speakers: str, place: str, corpus: Corpus, run: Run
) -> None:
    corpus({"a": incident}, speakers=speakers)
    assert run("report", "a", "--public").status == 2
    assert run("export", "csv", "a", "--public").out == ""
    everything = run("export", "csv", "--public")
    assert everything.out.count("\r\n") == 1
    assert "left out 1 incident that could not be read" in everything.err
    assert place in run("check").out


@pytest.mark.parametrize(
    ("incident", "speaker", "what"),
    [
        (small(title="The flight of Aal"), "name: Piet Aal", "the title of an incident"),
        (small(asked="Aal"), "name: Piet Aal", "the words of a question"),
        (small(), "name: Piet Aal, party: aals", "the name of a party"),
        (small(), "name: Piet Aal, known_as: young Aal", "the name that stands for a protected speaker"),
    ],
)
def test_what_can_neither_go_nor_change_keeps_all_from_being_published(
    incident: str, speaker: str, what: str, corpus: Corpus, run: Run
) -> None:
    known_as = "" if "known_as" in speaker else ", known_as: a neighbour"
    corpus(
        {"a": incident},
        speakers=f"parties: {{aals: {{name: House of Aal}}}}\nspeakers: {{one: {{{speaker}{known_as}}}}}",
    )
    result = run("export", "csv", "--public")
    assert (result.status, result.out) == (2, "")
    assert what in result.err
    assert "Aal" not in result.err


def test_an_incident_that_is_called_after_a_protected_speaker_is_not_published(corpus: Corpus, run: Run) -> None:
    corpus({"aal-2031": small()}, speakers="speakers: {one: {name: Piet Aal, known_as: a neighbour}}")
    assert "the id of an incident" in run("report", "--all", "-o", "out", "--public").err


def test_an_incident_of_which_nothing_is_public_is_not_there(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    corpus(
        {"a": small(claim="\n    sensitivity: internal"), "b": small(title="Another day")},
        speakers="speakers: {one: {name: One}}",
    )
    assert run("report", "a", "--public").status == 2
    assert run("report", "--all", "-o", "out", "--public").status == 0
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["b.md", "index.md"]
    assert "A day" not in (tmp_path / "out" / "index.md").read_text(encoding="utf-8")


def test_a_day_that_came_from_a_withheld_claim_is_not_told(corpus: Corpus, run: Run) -> None:
    """It would be given another day, that of its own source, and that would be wrong."""
    said = """
      title: A day
      questions: {left: {ask: Did she leave?, answers: {yes: Yes.}}}
      sources:
        memo: {publisher: Memo, published: 2031-01-01}
        paper: {publisher: Paper, published: 2031-02-02}
      claims:
        - {id: first, speaker: one, stance: {asserts: {left: yes}}, source: memo, text: Said., sensitivity: internal}
        - {id: again, speaker: one, stance: {asserts: {left: yes}}, source: paper, text: Said., restates: first}
        - {id: other, speaker: one, stance: {asserts: {left: yes}}, source: paper, text: Said it.}
    """
    corpus({"a": said}, speakers="speakers: {one: {name: One}}")
    rows = [json.loads(line) for line in run("export", "jsonl", "--public").out.splitlines()]
    assert [(row["id"], row["said"]) for row in rows] == [("a/other", "2031-02-02")]


def aal() -> Secrets:
    """Made anew for each test, for it remembers what it has worked out."""
    piet = Speaker(name="Piet Aal", aliases=("Аал Петр", "阿爾"), known_as="a worker")
    return Secrets((piet,), shown=("Anna Aal", "Piet Reek"))


@pytest.mark.parametrize(
    "text",
    [
        "Piet Aal", "PIET AAL", "piet  aal", "Piet\nAal", "Mr Aal", "Aal's boat", "Aals", "Pïet", "Аалу", "аалом",
        "Петра", "他說阿爾在那裡", "Anna Aal and Piet", "Piet\u00a0Aal",
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_dress(text: str) -> None:
    assert aal().in_text(text)


@pytest.mark.parametrize("text", ["Anna Aal said", "Piet Reek said", "the aalborg ferry", "annual", "", None])
def test_what_is_not_the_name_is_left_alone(text: str | None) -> None:
    assert not aal().in_text(text)


@pytest.mark.parametrize(("text", "cleaned"), [
    ("Said that Piet Aal left.", "Said that a worker left."),
    ("Said that PIET  AAL left.", "Said that a worker left."),
    ("Piet Aal left.", "A worker left."),
    ("Who left? Piet Aal left.", "Who left? A worker left."),
    ("He left! Piet Aal left. Piet Aal is gone… Piet Aal, too.",
     "He left! A worker left. A worker is gone… A worker, too."),
        ("Said that Aal left.", None),
    ("Said that Anna Aal left.", "Said that Anna Aal left."),
])  # fmt: skip
def test_the_curators_words_are_mended_where_that_is_enough(text: str, cleaned: str | None) -> None:
    assert aal().cleaned(text) == cleaned


@pytest.mark.parametrize(("address", "found"), [
    ("https://x.example/piet-aal", True),
    ("https://x.example/?q=Piet+Aal", True),
    ("https://x.example/%D0%90%D0%B0%D0%BB", True),
    ("https://x.example/aalborg", False),
])  # fmt: skip
def test_addresses_are_read_as_words(address: str, *, found: bool) -> None:
    assert aal().in_address(address) is found


def test_a_slug_is_an_id_or_nothing() -> None:
    assert slug("A worker on the quay, Été!") == "a-worker-on-the-quay-ete"
    assert slug("рабочий") == ""


AALS = tuple(name for first in ("Anna", "Bea", "Cleo", "Dora", "Ella") for name in (first, f"{first} Aal"))
"""Names that may be read, some with more of them; the longer one counts where both fit."""


def called(name: str, **keys: Any) -> Speaker:  # noqa: ANN401
    """A speaker whose id is made of the name."""
    speaker = Speaker(name=name, **keys)
    speaker.named(slug(name) or "somebody")
    return speaker


@pytest.mark.parametrize(
    ("hidden", "shown", "text", "found"),
    [
        # of a name that has it in it, nobody can tell whose it is
        (called("Varga"), ("Vargason",), "Vargason said so", True),
        (called("Piet Aal"), AALS, "Anna Aal, Bea Aal, Cleo Aal, Dora Aal and Ella Aal said so", False),
        # of bodies, and of those whom nobody names, only the whole name counts
        (called("Port Night Office", body=True), (), "the office of the Port", False),
        (called("Port Night Office", body=True), (), "the Port  night office", True),
        (called("clerk of the Port", unnamed=True), (), "the Port said so", False),
        (called("the workers’ clerk", unnamed=True), (), "The Workers' clerk said so", True),
        # what is written small in a name, or has two letters, is nobody's own
        (called("Piet van der Berg"), (), "van der Waal was there", False),
        (called("Piet van der Berg"), (), "Berg was there", True),
        (called("Al Varga"), (), "Al was there", False),
        (called("阿爾 彼得"), (), "他說彼得在那裡", True),
        # a whole name counts inside a word too, if it is not a short one
        (called("Portal", body=True), (), "Portals are open", True),
        (called("Harbo", body=True), (), "The harbour is open", False),
        (called("Harbo", body=True), (), "It is Harbo that is open", True),
        (called("阿爾", body=True), (), "他說阿爾在那裡", True),
        # three letters may follow a name, or take the place of its ending; behind a short one an s only
        (called("Jan Varga"), (), "Vargasov was there", True),
        (called("Jan Varga"), (), "Vargasson was there", False),
        (called("Jan Olin"), (), "Olinov was there", True),
        (called("Ann Reek"), (), "the annual fair", False),
        (called("Ann Reek"), (), "Anns boat", True),
        (called("Анна Рик"), (), "сказал Анне", True),
        (called("Аня Рик"), (), "сказал Аней", True),
        (called("Аня Рик"), (), "сказал про анод", False),
    ],
)
def test_a_word_is_the_name_or_is_not(hidden: Speaker, shown: tuple[str, ...], text: str, *, found: bool) -> None:
    assert Secrets((hidden, called("Kees Boot")), shown=shown).in_text(text) is found


@pytest.mark.parametrize(
    ("hidden", "other", "related"),
    [
        (called("Piet Aal"), called("Jan Aal"), True),
        (called("Piet Aal"), called("Aal"), False),
        (called("Piet Aal"), called("office of Jan Aal", body=True), False),
        (called("Piet Aal"), called("cousin of Jan Aal", unnamed=True), False),
        (called("House of Aal", body=True), called("Jan Aal"), False),
        (called("cousin of Aal", unnamed=True), called("Jan Aal"), False),
        (called("Jan Novak"), called("Eva Novakova"), True),
        (called("Eva Novakova"), called("Jan Novak"), True),
    ],
)
def test_relatives_are_those_with_the_same_last_name(hidden: Speaker, other: Speaker, *, related: bool) -> None:
    assert Secrets((hidden,)).related(other) is related


@pytest.mark.parametrize(
    ("identifier", "found"),
    [
        ("piet-aal-said", True),
        ("aal-told", True),
        ("anna-aal-bea-aal-cleo-aal-dora-aal-ella-aal-told", False),
        ("anna-told", False),
        ("vargason-said", True),
        ("port-clerk-told", True),
        ("night-office", True),
        ("quay-office", False),
        ("aal-family", True),
    ],
)
def test_an_id_is_made_of_a_name_or_is_not(identifier: str, *, found: bool) -> None:
    clerk = called("Port clerk", unnamed=True)
    night, quay = called("Night Office", body=True), called("Lena Vos")
    quay.named("quay-office")  # which is also a party, and tells nobody's name
    hidden = (called("Piet Aal", aliases=("Аал Петр",)), called("Varga"), clerk, night, quay)
    parties = frozenset(("night-office", "quay-office", "aal-family"))
    assert Secrets(hidden, shown=(*AALS, "Vargason"), open_ids=parties).in_id(identifier) is found


def test_the_longer_name_is_replaced_before_one_that_stands_in_it() -> None:
    hidden = (called("Piet", known_as="somebody from the other end of the quay"), called("Piet Aal", known_as="a man"))
    assert Secrets(hidden).cleaned("Then Piet Aal left. Piet stayed.") == (
        "Then a man left. Somebody from the other end of the quay stayed."
    )


@pytest.mark.parametrize("hidden", [(), (called("Piet Aal"),)])
def test_only_where_asked_for_do_words_of_withheld_records_count(hidden: tuple[Speaker, ...]) -> None:
    secrets = Secrets(hidden, phrases=phrases(["Three men were carried off", "ten chars!", "nine char", None, ""]))
    assert secrets.phrases == {"three men were carried off", "ten chars!"}
    text = "It says that THREE men were  carried off."
    assert (secrets.in_text(text), secrets.in_text(text, phrases=True)) == (False, True)
    assert secrets.cleaned(text) == text
    assert secrets.cleaned(text, phrases=True) is None


def test_an_address_that_names_somebody_or_is_that_of_a_withheld_record_is_found() -> None:
    address = "https://x.example/memo"
    secrets = Secrets((called("Quay Night Watch", body=True),), phrases=phrases([address]))
    assert secrets.in_address("https://x.example/quay-night_watch+1")
    assert secrets.in_address("HTTPS://x.example/memo")
    assert not secrets.in_address("https://x.example/quay")
    assert not secrets.in_address(None)


def test_a_slug_is_no_longer_than_an_id_may_be() -> None:
    assert slug("a" * 70) == "a" * 60
    assert slug("a" * 59 + " b") == "a" * 59


# --- what stays, what goes, and what it is called

NAMES = """
parties:
  port: {name: Port}
  union: {name: Union}
  office: {name: Night office}
  club: {name: Club}
  guild: {name: Guild}
speakers:
  captain: {name: Ilse Brandt, party: port, role: "captain, brother of Piet Aal", aliases: [Piet Aal's boss, Boss]}
  chair: {name: Marta Olin, party: union, note: Knows Piet Aal}
  clerk: {name: Lena Vos, party: office, sensitivity: internal, note: Meets us behind the fish market}
  piet-aal: {name: Piet Aal, aliases: [Pit], known_as: a neighbour, note: Lives on the third floor}
  counsel-of-piet-aal: {name: counsel for Piet Aal, unnamed: true, note: Has known us for many years}
  rower: {name: Somebody, party: club}
"""
QUAY = """
title: A day
disputants: [port, office]
note: {note}
questions:
  left: {{ask: Did she leave?, answers: {{yes: Yes., no: No.}}}}
  hurt: {{ask: Was she hurt?, answers: {{yes: Yes.}}}}
  seen: {{ask: Was she seen?, answers: {{yes: Yes.}}}}
terms: {{going: {{fled: [fled], aal: [strike]}}, aal: {{gone: [gone]}}, more: {{names: [aal*]}}}}
sources:
  paper: {{publisher: Paper, published: 2031-02-02, derived_from: wire}}
  wire: {{publisher: Wire, derived_from: paper}}
  unused: {{publisher: Other}}
claims:
  - {{id: first, speaker: captain, stance: {{asserts: {{left: yes}}}}, source: paper, text: Said so.}}
{claims}
"""


def shown(*claims: str, names: str = NAMES, note: str = "N", themes: str = "") -> Published:
    """The public part of a collection with one incident, to whose claims some are added, each in one line."""
    lines = "\n".join(f"  - {{{each}}}" for each in claims)
    files = {"speakers.yaml": names, "themes.yaml": themes, "incidents/a.yaml": QUAY.format(claims=lines, note=note)}
    return publish(load(Texts(files)).collection)


def ids(part: Published) -> list[str]:
    return [each.id for each in part.collection.incidents["a"].claims]


OPEN = "speaker: chair, source: paper, text: T"
INTERNAL = "sensitivity: internal"
STANCE = "stance: {asserts: {left: no}}"


@pytest.mark.parametrize(
    ("claims", "left"),
    [
        # what restates a withheld claim goes if it took words, stance or day from it
        ([f"id: a, {OPEN}, {STANCE}, {INTERNAL}", f"id: b, {OPEN}, {STANCE}, said: 2031-02-02, restates: a"], "b"),
        ([f"id: a, {OPEN}, {STANCE}, {INTERNAL}", f"id: b, {OPEN}, said: 2031-02-02, restates: a"], ""),
        ([f"id: a, {OPEN}, {STANCE}, {INTERNAL}", "id: b, source: paper, restates: a"], ""),
        # what only comments on a withheld claim goes
        ([f"id: a, {OPEN}, {STANCE}, {INTERNAL}", f"id: b, {OPEN}, stance: {{comments: a}}"], ""),
        ([f"id: a, {OPEN}, {STANCE}, {INTERNAL}", f"id: b, {OPEN}, stance: {{comments: [a, first]}}"], "b"),
        ([f"id: a, {OPEN}, {STANCE}, {INTERNAL}", f"id: b, {OPEN}, stance: {{comments: [a, left]}}"], "b"),
        ([f"id: a, {OPEN}, {STANCE}, {INTERNAL}", f"id: b, {OPEN}, stance: {{comments: a, withholds: left}}"], "b"),
        (
            [f"id: a, {OPEN}, {STANCE}, {INTERNAL}", f"id: b, {OPEN}, stance: {{comments: a, denies: {{left: no}}}}"],
            "b",
        ),
        # whoever speaks for, or through, somebody withheld
        ([f"id: a, {OPEN}, {STANCE}, party: clerk"], ""),
        ([f"id: a, {OPEN}, {STANCE}, party: office"], "a"),
        ([f"id: a, {OPEN}, {STANCE}, via: clerk"], ""),
        # words that name somebody withheld
        ([f"id: a, speaker: chair, source: paper, {STANCE}, quote: Ask Vos"], ""),
        ([f"id: a, speaker: chair, source: paper, {STANCE}, text: Ask Vos"], ""),
        ([f"id: a, {OPEN}, {STANCE}, condition: if Lena Vos agrees"], ""),
        ([f"id: a, {OPEN}, draft: true"], ""),
    ],
)
def test_a_claim_stays_or_goes(claims: list[str], left: str) -> None:
    assert ids(shown(*claims)) == ["first", *left.split()]


def test_what_only_withheld_claims_bore_on_goes_and_all_else_stays() -> None:
    part = shown(
        f"id: a, {OPEN}, stance: {{withholds: hurt, asserts: {{left: no}}}}, {INTERNAL}",
        f"id: b, {OPEN}, stance: {{comments: seen}}, {INTERNAL}",
    )
    incident = part.collection.incidents["a"]
    assert list(incident.questions) == ["left"]
    assert list(incident.questions["left"].answers) == ["yes"]
    assert list(incident.sources) == ["paper", "wire", "unused"]
    assert incident.disputants == ("port", "office")
    assert list(part.collection.parties) == ["port", "office", "club", "guild"]
    assert incident.terms == {"going": {"fled": ("fled",)}}
    assert part.withheld == {"claim": 2, "speaker": 2, "party": 1, "question": 2, "answer": 1, "term": 3, "text": 2}
    untouched = shown(f"id: b, {OPEN}, stance: {{withholds: hurt, comments: seen}}").collection.incidents["a"]
    assert list(untouched.questions) == ["left", "hurt", "seen"]
    assert list(untouched.questions["left"].answers) == ["yes", "no"]


def test_a_source_that_only_a_withheld_claim_was_read_in_goes() -> None:
    only = "speaker: chair, source: unused, text: T"
    assert list(shown(f"id: a, {only}, {STANCE}, {INTERNAL}").collection.incidents["a"].sources) == ["paper", "wire"]
    behind = shown(f"id: a, speaker: chair, source: wire, text: T, {STANCE}, {INTERNAL}")
    assert list(behind.collection.incidents["a"].sources) == ["paper", "wire", "unused"]


def test_an_incident_without_claims_stays_and_one_without_public_claims_goes() -> None:
    files = {
        "speakers.yaml": NAMES,
        "incidents/a.yaml": "title: A day\nquestions:\nclaims:\n",
        "incidents/b.yaml": QUAY.format(claims="", note="N").replace(
            "text: Said so.", "text: T, sensitivity: internal"
        ),
    }
    part = publish(load(Texts(files)).collection)
    assert list(part.collection.incidents) == ["a"]
    assert part.withheld["incident"] == 1


def test_nothing_but_the_name_that_stands_for_them_is_left_of_a_protected_speaker() -> None:
    part = shown(
        f"id: night, speaker: piet-aal, source: paper, text: T, {STANCE}, as: the man from the third floor",
        f"id: days, speaker: counsel-of-piet-aal, source: paper, text: T, {STANCE}, replaces: first, locator: page 3",
    )
    people = part.collection.speakers
    assert list(people) == ["captain", "chair", "rower", "a-neighbour", "counsel-for-a-neighbour"]
    somebody = people["a-neighbour"]
    assert (somebody.name, somebody.known_as, somebody.aliases) == ("a neighbour", None, ())
    assert (somebody.role, somebody.note) == (None, None)
    assert people["chair"].note == "Knows a neighbour"
    assert people["counsel-for-a-neighbour"].name == "counsel for a neighbour"
    captain = people["captain"]
    assert (captain.role, captain.aliases) == ("captain, brother of a neighbour", ("Boss",))
    claims = part.collection.incidents["a"].claims
    assert [each.id for each in claims] == ["first", "a-neighbour-1", "days"]
    assert [each.as_ for each in claims] == [None, None, None]
    assert (claims[2].replaces, claims[2].locator) == ("first", "page 3")
    assert part.renamed == 1


@pytest.mark.parametrize(
    ("names", "ids_shown"),
    [
        ({"piet-aal": "a worker", "jan-ree": "a worker"}, ["a-worker", "a-worker-2"]),
        ({"piet-aal": "pier 4", "jan-ree": "pier 4"}, ["pier-4", "pier-5"]),
        ({"piet-aal": "сосед", "jan-ree": "сосед"}, ["speaker", "speaker-2"]),
        ({"piet-aal": "chair"}, ["chair-2"]),
    ],
)
def test_ids_that_are_shown_are_made_of_the_names_that_are(names: dict[str, str], ids_shown: list[str]) -> None:
    more = "".join(
        f"  {each}: {{name: {each.title().replace('-', ' ')}, known_as: {n}}}\n" for each, n in names.items()
    )
    kept = "\n".join(line for line in NAMES.splitlines() if "aal" not in line)
    told = [f"id: c{at}, speaker: {each}, source: paper, text: T, {STANCE}" for at, each in enumerate(names)]
    part = shown(*told, names=f"{kept}\n{more}")
    assert list(part.collection.speakers)[3:] == ids_shown
    assert [each.speaker for each in part.collection.incidents["a"].claims[1:]] == ids_shown


def test_a_party_keeps_an_id_that_a_protected_speaker_had_too() -> None:
    names = NAMES.replace("  chair:", "  port: {name: Jan Ree, known_as: a worker}\n  chair:")
    part = shown(f"id: a, speaker: port, source: paper, text: T, {STANCE}", names=names)
    assert "port" in part.collection.parties
    assert "port" not in part.collection.speakers
    assert part.collection.incidents["a"].claims[1].speaker == "a-worker"


def test_a_party_whose_id_would_tell_is_called_after_the_name_that_is_shown() -> None:
    added = "  piet-aal-family: {name: family of Piet Aal}\n  aal: {name: Семья}\n  guild:"
    names = NAMES.replace("  guild:", added).replace(
        "chair: {name: Marta Olin", "chair: {name: Olin, party: aal, role: x"
    )
    names = names.replace("party: aal, role: x, party: union", "party: aal")
    part = shown(f"id: a, {OPEN}, {STANCE}, party: piet-aal-family", f"id: b, {OPEN}, {STANCE}", names=names)
    assert list(part.collection.parties)[-2:] == ["family-of-a-neighbour", "party"]
    assert part.collection.incidents["a"].claims[1].party == "family-of-a-neighbour"
    assert part.collection.speakers["chair"].party == "party"


def test_what_is_called_otherwise_stands_last_by_the_ids_that_are_shown() -> None:
    """In the order of the file it would stand where the other name stood."""
    more = "".join(
        f"  jan-{each}: {{name: Jan {each.title()}, known_as: man {7 - len(each)}}}\n"
        for each in ("ab", "abc", "abcd", "abcde", "abcdef")
    )
    assert list(shown(names=NAMES + more).collection.speakers)[-6:] == [
        "counsel-for-a-neighbour",
        "man-1",
        "man-2",
        "man-3",
        "man-4",
        "man-5",
    ]


def test_a_comment_is_about_the_claim_or_the_question_that_it_says_it_is() -> None:
    named = f"id: left, {OPEN}, {STANCE}, {INTERNAL}"
    for reference, stays in (("claim:left", False), ("question:left", True), ("left", True)):
        assert ids(shown(named, f"id: b, {OPEN}, stance: {{comments: '{reference}'}}")) == ["first", *["b"] * stays]


def test_an_outlet_that_only_a_withheld_source_repeats_goes() -> None:
    names = NAMES.replace("  chair:", "  herald: {name: Herald}\n  radio: {name: Radio}\n  chair:")
    for sensitivity, left in (("", ["herald", "radio"]), (", sensitivity: internal", ["radio"])):
        text = QUAY.replace(
            "  unused:", f"  memo: {{{{publisher: M, derived_from: 'speaker:herald'{sensitivity}}}}}\n  unused:"
        )
        files = {"speakers.yaml": names, "incidents/a.yaml": text.format(claims="", note="N")}
        people = publish(load(Texts(files)).collection).collection.speakers
        assert [each for each in people if each in ("herald", "radio")] == left


def test_a_claim_is_never_given_the_id_of_a_question() -> None:
    made = shown(f"id: a, speaker: piet-aal, source: paper, text: T, {STANCE}", names=NAMES.replace("a neighbour", "x"))
    assert ids(made) == ["first", "x-1"]
    files = {
        "speakers.yaml": NAMES.replace("a neighbour", "x"),
        "incidents/a.yaml": QUAY.replace("  seen:", "  x-1:").format(
            claims=f"  - {{id: a, speaker: piet-aal, source: paper, text: T, {STANCE}}}", note="N"
        ),
    }
    assert ids(publish(load(Texts(files)).collection)) == ["first", "x-2"]


def test_a_remark_may_not_repeat_what_was_written_of_somebody_hidden() -> None:
    for secret in ("Meets us behind the fish market", "Lives on the third floor"):
        assert shown(note=f"X {secret}").collection.incidents["a"].note is None
    open_words = "X has known us for many years"
    assert shown(note=open_words).collection.incidents["a"].note == open_words


def test_a_body_that_bears_the_name_of_somebody_hidden_is_hidden_with_them() -> None:
    names = NAMES.replace("  chair:", "  firm: {name: Office of Lena Vos, body: true}\n  chair:")
    part = shown(f"id: a, speaker: firm, source: paper, text: T, {STANCE}", names=names)
    assert ids(part) == ["first"]
    assert "Office of Lena Vos" not in [each.name for each in part.collection.speakers.values()]


def test_what_keeps_a_collection_from_being_published_is_counted_by_kind() -> None:
    names = NAMES.replace("a neighbour", "young Aal").replace("Night office", "Aals").replace("Union", "Vos")
    themes = "t: {ask: Did Aal go?, answers: {so: So.}}"
    with pytest.raises(PublicationError) as raised:
        shown(names=names, themes=themes)
    assert raised.value.message == (
        "nothing was published: a withheld or protected speaker would be recognised by the name of a party (2), "
        "the name that stands for a protected speaker, the words of a theme"
    )


def test_a_unit_can_name_somebody_too() -> None:
    text = QUAY.replace("  left:", "  long: {{ask: How long?, kind: number, unit: Aals}}\n  left:")
    files = {"speakers.yaml": NAMES, "incidents/a.yaml": text.format(claims="", note="N")}
    assert [each.what for each in obstacles(load(Texts(files)).collection)] == ["the words of a question"]


@pytest.mark.parametrize(
    ("speaker", "found"),
    [("known_as: a man", 1), ("sensitivity: internal", 1), ("role: a man", 0)],
)
def test_only_where_somebody_is_hidden_can_anything_give_them_away(speaker: str, found: int) -> None:
    names = f"speakers: {{captain: {{name: B, aliases: [C]}}, chair: {{name: Jan Daye, {speaker}}}}}"
    files = {"speakers.yaml": names, "incidents/a.yaml": QUAY.format(claims="", note="N").replace("A day", "Daye")}
    assert len(obstacles(load(Texts(files)).collection)) == found


def test_the_last_name_of_somebody_hidden_is_in_no_other_name_of_a_public_speaker() -> None:
    names = NAMES.replace("Piet Aal's boss, Boss", "Aal's boss, Boss").replace(
        "  rower:",
        '  firm: {name: "Aal & Sons", body: true}\n  cousin: {name: cousin of an Aal, unnamed: true}\n  rower:',
    )
    part = shown("id: of-the-firm, speaker: firm, source: paper, text: T", names=names)
    told = str([(each.id, each.name, each.aliases) for each in part.collection.speakers.values()])
    assert "captain" in told
    assert "Boss" in told
    assert "aal" not in told.casefold()
    assert "of-the-firm" not in ids(part)


def test_a_person_whose_first_name_is_a_protected_last_name_is_nobody_s_relative() -> None:
    names = NAMES.replace("  rower:", "  other: {name: Aal Brandt}\n  rower:")
    part = shown("id: of-the-other, speaker: other, source: paper, text: T", names=names)
    assert "of-the-other" in ids(part)
    assert part.collection.speakers["other"].name == "Aal Brandt"


DRESSES: list[tuple[str, list[str], list[str]]] = [
    ("Xu Li", [
        "Xu Li", "xu li", "XU LI", "Mr Xu said", "Li was there", "Xu's boat", "Xu\u00adLi", "X\u200bu L\u2060i",
        "Xu\u00a0Li", "@xuli", "#FreeXuLi", "xu_li", "xu.li@x.org", "Li Xu", "Xu-Li", "X. L. said", "XuLi",
        "xuli1987", "Сюй и Xu",
    ], [
        "Luxury", "Liverpool", "exult", "the list", "Lithuania", "Xuan was there", "U.S. forces",
    ]),
    ("Jan Verhoeven", [
        "Ver\u00adhoeven", "Ver\u200bhoeven", "Ver\ufeffhoeven", "VERHOEVENS", "Verhoevens'",
        "Ver-\u000ahoeven", "V e r h o e v e n", "V.e.r.h.o.e.v.e.n", "@janverhoeven", "jverhoeven@x", "Jan V.",
        "J. V. said", "Verhoevensche Haus", "Ｖｅｒｈｏｅｖｅｎ", "Verhoe\u0301ven",
    ], [
        "verdict", "January", "over the haven",
    ]),
    ("Piotr Müller", [
        "Müllers", "Mueller", "Muller", "Piotra", "Piotrem", "Müllersche",
    ], []),
    ("Пётр Кузнецов", [
        "Петру", "Кузнецовым", "Кузнецовой", "Kuznetsov", "Kuznetsova", "Kuznecov", "#ПётрКузнецов",
        "@petr_kuznetsov", "П. К.", "Petr", "Кузнецовы", "Кузне\u00adцов", "кузнецова",
        "https://x.example/kuznetsov",
    ], [
        "кузница", "петля",
    ]),
    ("Ольга Федір", [
        "Ользі", "Федора", "Ольгою", "Olga", "Федором",
    ], []),
    ("Павел Швец", [
        "Павла", "Павлу", "Швеца",
    ], [
        "плавать",
    ]),
    ("Yulia Drobyshevska", [
        "Юлия", "Юлии", "Дробышевская", "Дробишевської", "Drobyshevskaya",
    ], []),
    ("Γιώργος Παπαδόπουλος", [
        "Papadopoulos", "Παπαδόπουλου", "Γιώργου",
    ], []),
    ("محمد العلي", [
        "محم\u0651د", "والعلي", "محمـد", "بمحمد",
    ], [
        "على الأرض",
    ]),
    ("علي حسن", [
        "علي", "حسن", "وعلي",
    ], [
        "عليه السلام",
    ]),
    ("王小明", [
        "王小明说", "王 小明", "小明", "王\u200b小明", "wang-xiaoming @wangxiaoming",
    ], [
        "王国", "明天",
    ]),
    ("李 伟", [
        "李伟", "李 伟",
    ], [
        "伟大的人", "行李",
    ]),
    ("김철수", [
        "김철수는", "철수가",
    ], [
        "김치",
    ]),
    ("გიორგი ბერიძე", [
        "ბერიძემ", "გიორგის",
    ], []),
    ("राम क\u0941मार", [
        "राम न\u0947", "क\u0941मार",
    ], [
        "मकान",
    ]),
    ("ท\u0e31กษ\u0e34ณ ช\u0e34นว\u0e31ตร", [
        "ท\u0e31กษ\u0e34ณพ\u0e39ด",
    ], []),
    ("O'Neill Aal", [
        "ONeill", "O’Neill", "oneill", "Neill",
    ], []),
    ("Jean-Pierre Dupont", [
        "Jean\u2011Pierre", "jeanpierre", "Duponts",
    ], []),
    ("Åsa Ødegård", [
        "Asa", "Odegard", "Oedegaard",
    ], []),
    ("Ян Ли", [
        "Яна", "Ли сказал", "Ян",
    ], [
        "если ли",
    ]),
    ("Ю Ли", [
        "@юли", "Ю Л и", "https://t.me/юли", "юли@sarn.example",
    ], [
        "июль", "если ли",
    ]),
    ("Piet Aal", [
        "Аал", "сказал Аалу", "П. Аал", "P. A.",
    ], [
        "аал", "Алые паруса",
    ]),
    ("Яна Ким", [
        "Kim said", "Kims",
    ], [
        "skim", "kim",
    ]),
    ("Marek Wójcik", [
        "Marka", "Markiem", "Wójcikiem",
    ], [
        "Market",
    ]),
    ("Андрій Заяц", [
        "Андрієві", "Зайца", "Зайцем",
    ], [
        "зайти",
    ]),
    ("Иван Кузнецов", [
        "Кузнецовский", "Кузнецовская", "Kusnezow", "Kusnezows", "Kouznetsov",
    ], [
        "Küste", "kuss",
    ]),
    ("Никита Хрущёв", [
        "Chruschtschow", "Chruschtschows", "Khrouchtchev", "Khrushchev",
    ], []),
    ("Wera Selenskaja", [
        "Зеленская", "Зеленскую", "Вера",
    ], []),
    ("Nikolai An", [
        "Mr An", "N. An", "N.An", "An, N.", "An's crates", "#An", "@an", "Herr An", "Николай Ан",
    ], [
        "An hour later", "Plan A. An hour later", "and an old man",
    ]),
    ("Олена Шевчук", [
        "@oshevchuk", "@olenashevchuk", "shevchuk.olena", "Olena Shevchuk", "Шевчуком",
    ], []),
    ("حسن الراوي", [
        "للراوي", "والراوي", "بالراوي",
    ], []),
    ("李小龙", [
        "李小龍", "李先生", "小龙", "Li Xiaolong",
    ], [
        "她先生", "小學生",
    ]),
    ("Omar Said", [
        "Said left", "SAID", "Omar said", "@omarsaid",
    ], [
        "he said so",
    ]),
]  # fmt: skip
"""Names, what is found for them, and what is not."""


@pytest.mark.parametrize(("name", "dresses", "others"), DRESSES, ids=[each[0] for each in DRESSES])
def test_names_of_any_kind_are_found_in_any_dress(name: str, dresses: list[str], others: list[str]) -> None:
    secrets = Secrets((called(name, known_as="a worker"),))
    assert [each for each in dresses if not secrets.in_text(each)] == []
    assert [each for each in others if secrets.in_text(each)] == []
    assert [each for each in dresses if secrets.in_text(secrets.cleaned(f"So {each} said"))] == []


@pytest.mark.parametrize(
    ("known_as", "tells"),
    [("P. A.", True), ("PA", True), ("П. А.", True), ("young Aal", True), ("a US worker", False), ("a worker", False)],
)
def test_a_name_that_stands_for_somebody_may_not_tell_who_it_is(known_as: str, *, tells: bool) -> None:
    assert Secrets((called("Piet Aal", known_as=known_as),)).in_name(known_as) is tells


@pytest.mark.parametrize(
    "address",
    [
        "https://xn--mller-kva.example/x",
        "https://x.example/%254d%C3%BCller",
        "https://x.example/@hansmueller",
        "https://x/scan_Müller.pdf",
    ],
)
def test_an_address_is_read_as_it_was_before_it_was_escaped(address: str) -> None:
    hidden = Secrets((called("Hans Müller", known_as="a worker"),))
    assert hidden.in_address(address)
    assert hidden.in_text(f"See {address} for more")


@pytest.mark.parametrize("name", ["\u0345", "\ufffd\u0345 |", "\u1fb3", "a \u0345"])
def test_a_mark_that_is_a_letter_only_when_folded_is_a_name_like_others(name: str) -> None:
    """U+0345 (ypogegrammeni) is a mark, and the letter iota in lower case."""
    secrets = Secrets((Speaker(name=name, known_as="a worker"),))
    assert secrets.in_text(f"So {name} said") or len(named(name)) < 3
    secrets.in_id("a-b")
