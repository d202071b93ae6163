"""Protected people with invented names, in every slot and every output: none leaks, and little else is withheld.

The names are of letters that no word of the texts has, in four scripts and of one to four parts, so that any of them in
an output came from the files. Each stands in each slot, dressed otherwise each time.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from claimcheck.characters.folding import letters, words
from claimcheck.model.speaker import Speaker
from claimcheck.reasoning.publication import Published, publish
from claimcheck.reasoning.secrets import Secrets
from claimcheck.store.load import load
from tests.conftest import TESTS, Corpus, Run
from tests.test_publication import outputs
from tests.test_reasoning import Texts

MANY = 50
"""People of one collection."""


@dataclass(frozen=True)
class Person:
    """Somebody who must not be named."""

    parts: tuple[str, ...]
    script: str
    between: str = " "

    @property
    def name(self) -> str:
        return self.between.join(self.parts)

    @property
    def needles(self) -> list[str]:
        """What of the name must not be read: parts that nobody else has, else the whole."""
        if not self.between and len(self.parts) > 1:  # written in one: nobody can tell where a part ends
            return [letters(self.name)]
        own = [letters(each) for each in self.parts if len(each) >= (2 if self.script == "han" else 4)]
        return own or [letters("".join(self.parts)), letters(" ".join(self.parts))] * (len(self.parts) > 1)


SYLLABLES = {
    "latin": ("zqxjvkw", "aiou", 2, 4),
    "cyrillic": ("щжфцхзъ"[:6], "уюыэ", 2, 4),
    "arabic": ("ضظغذثخ", "ويا", 2, 3),
    "han": ("鑫淼垚焱犇骉麤龘", "鱻猋掱毳赑", 1, 1),
}


def people(seed: int, number: int) -> list[Person]:
    """So many people, no two of one name."""
    chance = random.Random(seed)  # noqa: S311 - nothing is to be kept secret by it
    taken = {word for each in sentences() for word in words(each)}  # such as Java
    found: dict[str, Person] = {}
    while len(found) < number:
        script = list(SYLLABLES)[len(found) % 4]
        first, second, least, most = SYLLABLES[script]
        long = [
            "".join(chance.choice(first) + chance.choice(second) for _ in range(chance.randint(least, most)))
            for _ in range(chance.randint(1, 4))
        ]
        if script == "latin" and chance.random() < 0.2:  # such as Xu Li
            long = [chance.choice("XZQJ") + chance.choice("aiu"), chance.choice("XZQJVK") + chance.choice("aiou")]
        parts = tuple(each.capitalize() for each in long)
        if not taken.isdisjoint(map(letters, parts)) or len(set(parts)) < len(parts):
            continue
        if len(parts[0]) > 2 or script == "han":
            taken |= set(map(letters, parts))
        found.setdefault(
            " ".join(parts), Person(parts, script, "" if script == "han" and chance.random() < 0.5 else " ")
        )
    return list(found.values())


ENDINGS = {"latin": ["s", "’s", "'", "en"], "cyrillic": ["а", "у", "ом", "ою"], "arabic": [""], "han": ["说"]}
Dress = Callable[[Person], str]


def _inside(sign: str) -> Dress:
    return lambda who: " ".join(each[:1] + sign + each[1:] for each in who.parts)


DRESSES: list[Dress] = [
    lambda who: who.name,
    lambda who: who.name.upper(),
    lambda who: who.name.lower() if len(who.name) > 5 else who.name,
    _inside("\u00ad"),
    _inside("\u200b"),
    _inside("\u2060"),
    _inside("\ufe0f"),
    lambda who: who.name.replace(" ", "\u00a0"),
    lambda who: "\u202f".join(who.parts),
    lambda who: "-".join(who.parts),
    lambda who: "#" + "".join(who.parts),
    lambda who: "@" + "_".join(who.parts).lower() if len(who.parts) > 1 else f"#{who.parts[0]}",
    lambda who: "@" + "".join(who.parts).lower() + "1987" if len("".join(who.parts)) > 3 else who.name,
    lambda who: f"{'.'.join(who.parts)}@mail.example",
    lambda who: f"https://x.example/{'-'.join(who.parts)}",
    lambda who: f"https://x.example/{quote(' '.join(who.parts))}",
    lambda who: f"scan_{'_'.join(who.parts)}.pdf",
    lambda who: f"„{who.name}“",
    lambda who: f"({who.name}),",
    lambda who: who.name + ENDINGS[who.script][len(who.name) % len(ENDINGS[who.script])],
    lambda who: f"{who.parts[0][0]}. {who.parts[-1]}" if len(who.parts) > 1 and who.script != "han" else who.name,
    lambda who: " ".join(who.parts[::-1]),
    lambda who: "-\n      ".join((who.parts[0][:2], who.parts[0][2:])) if len(who.parts[0]) > 3 else who.name,
    lambda who: " ".join("".join(who.parts)) if len("".join(who.parts)) > 3 else who.name,
]


def written(text: str) -> str:
    """A text as a file holds it."""
    return json.dumps(text, ensure_ascii=False)


CLAIM = "stance: {{asserts: {{left: yes}}}}, said: 2031-02-02"
SLOTS = {
    "quote": "{{id: c{n}, speaker: chair, source: paper, " + CLAIM + ", quote: {text}}}",
    "translation": "{{id: c{n}, speaker: chair, source: paper, "
    + CLAIM
    + ", quote: X, language: ru, translation: {text}}}",
    "text": "{{id: c{n}, speaker: chair, source: paper, " + CLAIM + ", text: {text}}}",
    "condition": "{{id: c{n}, speaker: chair, source: paper, " + CLAIM + ", text: X, condition: {text}}}",
    "note": "{{id: c{n}, speaker: chair, source: paper, " + CLAIM + ", text: X, note: {text}}}",
    "as": "{{id: c{n}, speaker: chair, source: paper, " + CLAIM + ", text: X, as: {text}}}",
    "locator": "{{id: c{n}, speaker: chair, source: paper, " + CLAIM + ", text: X, locator: {text}}}",
    "prefix": "{{id: c{n}, speaker: chair, source: paper, " + CLAIM + ", quote: X, prefix: {text}}}",
    "suffix": "{{id: c{n}, speaker: chair, source: paper, " + CLAIM + ", quote: X, suffix: {text}}}",
}
SOURCES = {
    "publisher": "s{n}: {{publisher: {text}}}",
    "title": "s{n}: {{publisher: Paper, title: {text}}}",
    "url": "s{n}: {{publisher: Paper, url: {text}}}",
    "archived": "s{n}: {{publisher: Paper, archived: {text}}}",
    "source-note": "s{n}: {{publisher: Paper, note: {text}}}",
}
SPEAKERS = {
    "role": "o{n}: {{name: Otto, role: {text}}}",
    "speaker-note": "o{n}: {{name: Otto, note: {text}}}",
    "alias": "o{n}: {{name: Otto, aliases: [{text}]}}",
    "name": "o{n}: {{name: {text}, unnamed: true}}",
}
TERMS = "t{n}: {{a{n}: [{text}]}}"
UNRELATED = "{{id: u{n}, speaker: chair, source: paper, " + CLAIM + ", text: {text}, note: {text}}}"
ALL = [*SLOTS, *SOURCES, *SPEAKERS, "term"]


@cache
def sentences() -> list[str]:
    """Sentences of which none names anybody: of these documents, and Russian quotes."""
    found: list[str] = []
    for path in sorted((TESTS.parent / "docs").rglob("*.md")):
        prose = re.sub(r"```.*?```|^[|#].*?$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        whole = [" ".join(each.split()) for each in re.split(r"(?<=[.:])\s", prose)]
        found += [each for each in whole if 30 < len(each) < 200]
    for path in sorted((TESTS.parent / "claims" / "incidents").glob("*.yaml")):
        found += re.findall(r"quote: [\"«]?([а-яА-Я][^\n]{20,})", path.read_text(encoding="utf-8"))
    return found


def collection(group: list[Person], each_in: int) -> dict[str, str]:
    """The files of a collection in which each person stands in so many slots."""
    lines: dict[str, list[str]] = {"claims": [], "sources": [], "speakers": [], "terms": []}
    for at, who in enumerate(group):
        lines["speakers"].append(f"p{at}-hidden: {{name: {written(who.name)}, known_as: somebody no {at}}}")
        lines["claims"].append(
            f"{{id: own{at}, speaker: p{at}-hidden, source: paper, text: X, {CLAIM}}}".replace("{{", "{").replace(
                "}}", "}"
            )
        )
        for turn in range(each_in):
            number = at * each_in + turn
            slot = ALL[number % len(ALL)]
            dress = DRESSES[(number + at) % len(DRESSES)]
            text = dress(who) if slot == "publisher" else f"So {dress(who)} said"
            if slot in ("url", "archived"):
                text = dress(who) if "://" in dress(who) else f"https://x.example/{'_'.join(dress(who).split())}"
            text = written(text)
            for kind, slots in (("claims", SLOTS), ("sources", SOURCES), ("speakers", SPEAKERS)):
                if slot in slots:
                    lines[kind].append(slots[slot].format(n=number, text=text))
            if slot == "term":
                lines["terms"].append(TERMS.format(n=number, text=written(dress(who))))
    for number, each in enumerate(sentences()[: len(lines["claims"])]):
        lines["claims"].append(UNRELATED.format(n=number, text=written(each)))

    def listed(kind: str, sign: str = "") -> str:
        return "".join(f"  {sign}{each}\n" for each in lines[kind])

    return {
        "speakers.yaml": "speakers:\n  chair: {name: Marta Olin}\n" + listed("speakers"),
        "themes.yaml": "",
        "incidents/quay-strike.yaml": "title: A day\nquestions: {left: {ask: Did she leave?, answers: {yes: Yes.}}}\n"
        f"terms:\n{listed('terms')}sources:\n  paper: {{publisher: Paper}}\n{listed('sources')}"
        f"claims:\n{listed('claims', '- ')}",
    }


def leaks(group: list[Person], text: str) -> list[str]:
    plain = letters(text) + (letters(unquote(text)) if "%" in text else "")
    return [
        needle
        for who in group
        for needle in who.needles
        if needle in plain
        if len(needle) > 5 or who.script != "latin" or re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", plain)
    ]


def unrelated(published: Published) -> list[str | None]:
    """Claims that have nothing to do with anybody, by their notes (None where one was left out)."""
    return [each.note for each in published.collection.incidents["quay-strike"].claims if each.id.startswith("u")]


def published(group: list[Person], each_in: int) -> Published:
    loaded = load(Texts(collection(group, each_in)))
    assert not [each for each in loaded.diagnostics if each.severity.value == "error"], loaded.diagnostics[:3]
    return publish(loaded.collection)


def test_fifty_people_leak_by_no_output(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    group = people(7, MANY)
    files = collection(group, 6)
    corpus({"quay-strike": files["incidents/quay-strike.yaml"]}, speakers=files["speakers.yaml"])
    for name, data in outputs(run, tmp_path):
        assert leaks(group, data.decode("utf-8", errors="replace")) == [], name


def test_the_files_hold_every_name() -> None:
    """Else the tests here would prove nothing."""
    group = people(7, MANY)
    assert {*leaks(group, "".join(collection(group, 6).values()))} >= {
        who.needles[0] for who in group if len(who.needles[0]) > 5
    }


def checked(seed: int) -> None:
    group = people(seed, MANY)
    part = published(group, len(ALL))
    assert leaks(group, str([each.as_json() for each in part.collection.incidents.values()])) == []
    assert leaks(group, str([each.as_json() for each in part.collection.speakers.values()])) == []
    left = unrelated(part)
    asked = len(sentences()[: MANY + MANY * len(SLOTS)])
    assert len(left) >= 0.99 * asked
    assert sum(each is not None for each in left) >= 0.99 * asked


def test_fifty_people_leak_from_no_slot_and_take_nothing_with_them() -> None:
    checked(11)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100))
def test_five_thousand_people_leak_from_no_slot_and_take_nothing_with_them(seed: int) -> None:
    checked(1000 + seed)


PRONOUNCED = [
    ("bdfgklmnprst", "aeiou"),
    ("бвгдзклмнпрст", "аеиоу"),
    ("بتجحدرسشعفقكلمن", "اوي"),
    ("王李張劉陳楊黃趙吳", "明華國強偉芳"),
]


def test_names_as_people_have_them_withhold_little_else() -> None:
    """Of names made of the syllables of any language, for 5,000 people, fifty a collection."""
    chance = random.Random(3)  # noqa: S311 - nothing is to be kept secret by it
    texts = sentences()
    looked = withheld = 0
    for turn in range(20):
        hidden = []
        for at in range(MANY):
            first, second = PRONOUNCED[at % 4]
            parts = [
                "".join(
                    chance.choice(first) + chance.choice(second)
                    for _ in range(1 if at % 4 == 3 else chance.randint(2, 4))
                )
                for _ in range(chance.randint(1, 4))
            ]
            hidden.append(Speaker(name=" ".join(each.capitalize() for each in parts), known_as="a worker"))
        secrets = Secrets(tuple(hidden))
        own = texts[turn::20]
        looked += len(own)
        withheld += sum(map(secrets.in_text, own))
    assert withheld <= 0.01 * looked, (withheld, looked)
