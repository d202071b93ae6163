"""What is not public never leaves by `--public`: no word of it, in no format, by no edge."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claimcheck.exchange import FORMATS
from claimcheck.model.speaker import Speaker
from claimcheck.reasoning.secrets import Secrets, slug
from tests.conftest import Corpus, Golden, Result, Run

# Every word in angle brackets stands in a record that is withheld, or belongs to somebody who is protected.
SPEAKERS = """
parties:
  port: {name: Sarn Port Authority}
  <id-protected>-family: {name: family of <First> <Last>, note: They asked that <First> not be named.}
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
  brother: {name: Jan <Last>, party: <id-protected>-family, role: brother of <First> <Last>}
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


@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
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


AAL = Secrets(
    (Speaker(name="Piet Aal", aliases=("Аал Петр", "阿爾"), known_as="a worker"),), shown=("Anna Aal", "Piet Reek")
)


@pytest.mark.parametrize(
    "text",
    [
        "Piet Aal", "PIET AAL", "piet  aal", "Piet\nAal", "Mr Aal", "Aal's boat", "Aals", "Pïet", "Аалу", "аалом",
        "Петра", "他說阿爾在那裡", "Anna Aal and Piet", "Piet\u00a0Aal",
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_dress(text: str) -> None:
    assert AAL.in_text(text)


@pytest.mark.parametrize("text", ["Anna Aal said", "Piet Reek said", "the aalborg ferry", "annual", "", None])
def test_what_is_not_the_name_is_left_alone(text: str | None) -> None:
    assert not AAL.in_text(text)


@pytest.mark.parametrize(("text", "cleaned"), [
    ("Said that Piet Aal left.", "Said that a worker left."),
    ("Said that PIET  AAL left.", "Said that a worker left."),
    ("Piet Aal left.", "A worker left."),
        ("Said that Aal left.", None),
    ("Said that Anna Aal left.", "Said that Anna Aal left."),
])  # fmt: skip
def test_the_curators_words_are_mended_where_that_is_enough(text: str, cleaned: str | None) -> None:
    assert AAL.cleaned(text) == cleaned


@pytest.mark.parametrize(("address", "found"), [
    ("https://x.example/piet-aal", True),
    ("https://x.example/?q=Piet+Aal", True),
    ("https://x.example/%D0%90%D0%B0%D0%BB", True),
    ("https://x.example/aalborg", False),
])  # fmt: skip
def test_addresses_are_read_as_words(address: str, *, found: bool) -> None:
    assert AAL.in_address(address) is found


def test_a_slug_is_an_id_or_nothing() -> None:
    assert slug("A worker on the quay, Été!") == "a-worker-on-the-quay-ete"
    assert slug("рабочий") == ""
