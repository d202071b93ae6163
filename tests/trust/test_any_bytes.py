"""Whatever lies in `claims/`, every command answers or refuses: in time, in a sentence with a place, and visibly."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import re
import resource
import shutil
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.characters.patterns import lazy
from claimcheck.cli.table import COMMANDS
from claimcheck.store.files import MAX_BYTES
from claimcheck.store.parse import parse
from tests.conftest import TESTS
from tests.formats import hostile
from tests.trust.calls import LOOK, LOOKING, WRITE, WRITING, call, strays, well_mannered
from tests.trust.conftest import count, often

SARN = TESTS / "fixtures" / "claims"
FIRE = (SARN / "incidents" / "harbour-fire.yaml").read_bytes()
PEOPLE = (SARN / "speakers.yaml").read_bytes()
THEMES = (SARN / "themes.yaml").read_bytes()
PLACE = re.compile(r"^claims/\S*:\d+:\d+: (error|warning|note) \[[a-z-]+\] \S")

Tree = dict[str, bytes]

# Collections


def _bare(text: str) -> str:
    return "".join(each for each in text if not "\ud800" <= each <= "\udfff") or "x"


WORDS = st.one_of(
    st.sampled_from(hostile.EVERY).map(_bare),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.lists(
        st.sampled_from("\x00\x07\x1b\x7f\x9b\u202e\u200b\u2066\ufeff\U000e0041[]|<&`=-\n\r\t x"),
        min_size=1,
        max_size=8,
    ).map("".join),
).map(lambda text: text if text.strip() else f"x{text}")

URLS = st.sampled_from(
    ["https://herald.example/", 'http://a.example/%0a"><script>', "https://x.example/\u202e|)", "http://[::1"]
)
DAYS = st.sampled_from(["2031-03-02", "2031-03", "2031-03-02~", "2031", "../2031-03-03"])


@st.composite
def well_formed(draw: st.DrawFn) -> Tree:
    """A collection that fits the model, with hostile words wherever words may stand."""
    claims: list[dict[str, Any]] = [
        {
            "id": name,
            "speaker": draw(st.sampled_from(["captain", "union", "ghost"])),
            "stance": {
                draw(st.sampled_from(["asserts", "denies", "suggests", "implies"])): {
                    "cause": draw(st.sampled_from(["wire", "set"]))
                }
            },
            "source": "herald",
            draw(st.sampled_from(["quote", "text"])): draw(WORDS),
            **draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "note": WORDS,
                        "condition": WORDS,
                        "as": WORDS,
                        "said": DAYS,
                        "translation": WORDS,
                        "locator": WORDS,
                    },
                )
            ),
        }
        for name in ("one", "two", "three")
    ]
    incident = {
        "title": draw(WORDS),
        "date": draw(DAYS),
        "place": draw(WORDS),
        "summary": draw(WORDS),
        "disputants": ["port", "union"],
        "questions": {
            "cause": {"ask": draw(WORDS), "theme": "how", "answers": {"wire": draw(WORDS), "set": draw(WORDS)}},
            "began": {"ask": draw(WORDS), "kind": "date"},
            "lost": {"ask": draw(WORDS), "kind": "number", "unit": draw(WORDS)},
        },
        "terms": {
            "thing": {"burnt": ["burn*"], "arson": ["arson*", draw(st.sampled_from(["a*", "set", "и*", "a.b*"]))]}
        },
        "sources": {
            "herald": {
                "publisher": draw(WORDS),
                "title": draw(WORDS),
                "published": "2031-03-02",
                "url": draw(URLS),
                "note": draw(WORDS),
            },
            "radio": {"publisher": draw(WORDS), "derived_from": ["herald"]},
        },
        "claims": claims,
    }
    people = {
        "parties": {"port": {"name": draw(WORDS)}, "union": {"name": draw(WORDS)}},
        "speakers": {
            "captain": {"name": draw(WORDS), "party": "port", "role": draw(WORDS)},
            "union": {"name": draw(WORDS), "party": "union", "aliases": [draw(WORDS)]},
            "ghost": {"name": draw(WORDS), "unnamed": "true"},
        },
    }
    themes = {"how": {"ask": draw(WORDS), "answers": {"wire": draw(WORDS), "set": draw(WORDS)}}}
    trees = {"incidents/fire.yaml": incident, "speakers.yaml": people, "themes.yaml": themes}
    return {name: _yaml(tree) for name, tree in trees.items()}


def _yaml(tree: object) -> bytes:
    """JSON is YAML but for what JSON writes as two halves."""
    halves = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)")
    return halves.sub(
        lambda each: f"\\U{(int(each[1], 16) - 0xD800) * 0x400 + int(each[2], 16) - 0xDC00 + 0x10000:08x}",
        json.dumps(tree),
    ).encode()


SNIPPETS = (
    (
        "claims: |title: x|\n|\n  - |id: a|restates: a|{|}|[|]|: |, |'|\"|# x|\t|&a |*a|!!x |>+2\n|---\n|...\n|?"
        " |%YAML 1.1\n|stance: {asserts: {a: b}}|\\ud800|\u2028|\x00|\udcff|\udcc3|<<: |\r|\r\n|\ufeff|\x85|<<<<<<< a\n"
    )
    .encode("utf-8", "surrogateescape")
    .split(b"|")
)
NOISE = st.binary(max_size=40) | st.lists(st.sampled_from(SNIPPETS), max_size=12).map(b"".join)


@st.composite
def damaged(draw: st.DrawFn) -> Tree:
    """A sound collection, torn and patched at a few places."""
    tree = {"incidents/fire.yaml": FIRE, "speakers.yaml": PEOPLE, "themes.yaml": THEMES}
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(tree)))
        text = tree[name]
        at = draw(st.integers(0, len(text)))
        tree[name] = text[:at] + draw(NOISE) + text[at + draw(st.integers(0, 60)) :]
    return tree


@st.composite
def noise(draw: st.DrawFn) -> Tree:
    """Bytes, under the names that files of a collection have, and under others."""
    names = [
        "speakers.yaml",
        "themes.yaml",
        "incidents/fire.yaml",
        "incidents/Fire.yaml",
        "incidents/a\x1b[31m.yaml",
        "incidents/\u202e.yaml",
        "incidents/x.yml",
    ]
    return {name: draw(NOISE) for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))}


ARTICLE = b'The captain said: "It burnt by itself, and nobody set it," on Monday.'
TABLE = b"id,speaker,source,asserts,quote\nthree,captain,herald,cause=wire,A wire burnt\n"
BIBLIOGRAPHY = b'[{"id": "leaflet", "type": "webpage", "title": "Fire", "publisher": "A Leaflet"}]'
SHEET = (
    b"unit,incident,speaker,told by,said,source,words,translation,question,ask,answers,stance,answer,remark\n"
    b"zzzzzzzzzzzz,fire,Ilse Brandt,,2031-03-02,Herald,It burnt by itself,,cause,How did it begin?,,asserts,wire,\n"
)
"""As a coder sends it back, for a claim that is not there any more."""
COPIES = st.one_of(
    NOISE,
    st.lists(WORDS, max_size=6).map(lambda words: TABLE + ",".join(words).encode()),
    st.lists(WORDS, max_size=6).map(
        lambda words: json.dumps([{"id": each, "title": each, "publisher": each} for each in words]).encode()
    ),
    st.lists(WORDS, max_size=6).map(lambda words: " ".join(words).encode()),
    st.lists(WORDS, max_size=6).map(lambda words: f"<html><title>{words}</title><p>{'</p><p>'.join(words)}".encode()),
)


def lay_beside(folder: Path, incident: bytes, copy: bytes | None = None) -> None:
    """What the calls name beside a collection: saved copies, tables and sheets, a page to attach, three to merge."""
    copies, out = folder / "copies" / "fire", folder / "out"
    copies.mkdir(parents=True)
    out.mkdir()
    (copies / "herald.txt").write_bytes(ARTICLE if copy is None else copy)
    (copies / "radio.html").write_bytes(copy or b"")
    (copies / "claims.csv").write_bytes(TABLE if copy is None else copy)
    (copies / "sources.json").write_bytes(BIBLIOGRAPHY if copy is None else copy)
    (copies / "sheet.csv").write_bytes(SHEET)
    (out / "page.html").write_bytes(copy or ARTICLE)
    for side in ("base", "ours", "theirs"):
        (out / side).write_bytes(incident)


@contextmanager
def scratch(tree: Tree, copy: bytes | None = None) -> Iterator[Path]:
    """A folder that holds a collection, a saved copy and a repository around both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "claims" / "incidents").mkdir(parents=True)
        for each, data in tree.items():
            (folder / "claims" / each).write_bytes(data)
        lay_beside(folder, tree.get("incidents/fire.yaml", b""), copy)
        count(inputs_tried=1)
        yield folder


def times(short: int, whole: int) -> settings:
    """So many examples, however long one takes to make."""
    return settings(max_examples=often(short, whole), suppress_health_check=list(HealthCheck))


@times(12, 150)
@given(well_formed(), COPIES, st.lists(st.sampled_from(LOOK), min_size=8, max_size=8, unique=True))
def test_hostile_words_are_shown_by_every_command(tree: Tree, copy: bytes, lines: list[str]) -> None:
    with scratch(tree, copy) as folder:
        found = well_mannered("check", folder)
        assert found.status == 0, found.out
        for line in lines:
            result = well_mannered(line, folder)
            assert result.status == 0 or line.startswith(("changes", "verify", "draft", "diff fire")), (line, result)


OUR_CODES = re.compile(r"\x1b\[(?:0|1|2|3|31|32|36)m")
COLOURED = [line for line in LOOK if not re.search(r"--format|-o |^(export|schema|completion)", line)]


@times(8, 60)
@given(well_formed(), COPIES, st.sampled_from(COLOURED))
def test_colour_adds_nothing_but_our_own_codes(tree: Tree, copy: bytes, line: str) -> None:
    with scratch(tree, copy) as folder:
        plain = well_mannered(line, folder)
        coloured, _ = call(line, folder, {"FORCE_COLOR": "1"})
        assert (coloured.status, OUR_CODES.sub("", coloured.out), coloured.err) == (plain.status, plain.out, plain.err)


@times(30, 300)
@given(damaged() | noise(), NOISE, st.lists(st.sampled_from(LOOK), min_size=4, max_size=4, unique=True))
def test_any_bytes_are_answered_or_refused(tree: Tree, copy: bytes, lines: list[str]) -> None:
    with scratch(tree, copy) as folder:
        found = well_mannered("check", folder)
        assert (found.status == 1) == (": error [" in found.out)
        assert all(PLACE.match(line) for line in found.out.splitlines())
        for line in lines:
            well_mannered(line, folder)


@times(15, 150)
@given(
    damaged() | noise() | well_formed(), COPIES, st.lists(st.sampled_from(WRITE), min_size=4, max_size=4, unique=True)
)
def test_any_bytes_are_changed_as_meant_or_left_alone(tree: Tree, copy: bytes, lines: list[str]) -> None:
    with scratch(tree, copy) as folder:
        for line in lines:
            before = {name: path.read_bytes() if (path := folder / "claims" / name).exists() else None for name in tree}
            result = well_mannered(line, folder)
            for name in tree:
                path = folder / "claims" / name
                if path.exists() and path.read_bytes() != before[name]:
                    assert parse(before[name] or b"").problems == [] or line in ("schema --write", "check --fix"), (
                        line,
                        name,
                    )
                    assert not any(each.grave for each in parse(path.read_bytes()).problems), (line, name)
                    assert result.status == 0 or line in ("fmt", "check --fix") or line.startswith("verify"), (
                        line,
                        result,
                    )
            assert strays(folder) == [], line


@pytest.mark.parametrize("line", [*LOOK, *WRITE])
def test_every_call_of_these_tests_works_on_a_sound_collection(line: str) -> None:
    """Lest a call that is always refused, for a slip in it, passes for well-mannered."""
    tree = {"incidents/fire.yaml": json.dumps(SOUND).encode(), "speakers.yaml": PEOPLE_SOUND, "themes.yaml": b""}
    tree["incidents/quay.yaml"] = b"title: Quay\nquestions: {}\nclaims: []\n"
    with scratch(tree) as folder:
        if line.startswith("changes"):
            for words in (
                ["init", "-q"],
                ["add", "-A"],
                ["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qm", "x"],
            ):
                subprocess.run(["git", *words], cwd=folder, check=True)
        result = well_mannered(line, folder)
        assert result.status == 0 or line == "fmt --check" or line.startswith("verify"), (line, result)
        assert result.status in (0, 1)


SOUND: dict[str, Any] = {
    "title": "A fire",
    "disputants": ["port", "union"],
    "questions": {
        "cause": {"ask": "How did it begin?", "answers": {"wire": "A wire burnt through.", "set": "Somebody set it."}}
    },
    "sources": {"herald": {"publisher": "Herald", "published": "2031-03-02", "language": "en"}},
    "claims": [
        {
            "id": "one",
            "speaker": "captain",
            "stance": {"asserts": {"cause": "wire"}},
            "source": "herald",
            "quote": "It burnt by itself",
        },
        {
            "id": "two",
            "speaker": "union",
            "stance": {"asserts": {"cause": "set"}},
            "source": "herald",
            "quote": "nobody set it",
        },
    ],
}
PEOPLE_SOUND = b"""
parties: {port: {name: Port}, union: {name: Union}}
speakers:
  captain: {name: Ilse Brandt, party: port}
  union: {name: Dockers, party: union}
"""


def test_every_command_is_tried() -> None:
    """But for one that tells of the machine and one that talks with an editor, which have tests of their own."""
    assert set(LOOKING) | set(WRITING) == set(COMMANDS) - {"doctor", "lsp"}


# Sizes

HEAD = b"title: x\nquestions: {q: {ask: x, answers: {a: b}}}\nsources: {s: {publisher: p}}\nclaims:\n"

QUOTED = HEAD + b" - {id: c, source: s, speaker: y, stance: {asserts: {q: a}}, quote: "
CLAIM = b" - {id: c%d, speaker: y, source: s, stance: {asserts: {q: a}}, quote: w%d}\n"
COUNTED = (
    HEAD.replace(b"{q: ", b"{n: {ask: y, kind: number}, q: ")
    + b" - {id: c, source: s, quote: x, speaker: y, stance: {asserts: {n: "
)
TONGUE = b"publisher: p, language: " + b"a-" * 100_000 + b"!, url: 'http://" + b"a." * 100_000 + b" '"
TERMS = b"\nterms: {t: {a: [arson]}}\nclaims:"
RESTATING = b" - {id: c%d, restates: c%d}\n"
QUESTION = b" q%d: {ask: x, answers: {a: b}}\n"


def _full(line: bytes) -> bytes:
    return line * (MAX_BYTES // len(line))


LARGE = {
    "one-value": b"title: " + b"x" * 4_900_000,
    "open-quote": b'title: "' + b"x\n" * 2_400_000,
    "brackets": b"[" * 4_900_000,
    "braces": b"{x: " * 1_200_000,
    "dashes": _full(b"- "),
    "question-marks": _full(b"? "),
    "items": _full(b"- a\n"),
    "flow-items": b"[" + _full(b"a,")[:-2] + b"]",
    "aliases": _full(b"- *a\n"),
    "anchors": _full(b"- &a b\n"),
    "duplicates": _full(b"a: b\n"),
    "merges": _full(b"<<: a\n"),
    "documents": _full(b"---\n"),
    "documents-of-items": _full(b"- a\n" * 240_000 + b"---\n"),
    "comments": _full(b"#\n"),
    "allowances": HEAD + b"# claimcheck: allow long-quote -- x\n" * 50_000,
    "blanks": b"\n" * 4_900_000,
    "nuls": b"\0" * 4_900_000,
    "invalid": b"\xff" * 4_900_000,
    "surrogates": _full(b'- "\\ud83d"\n'),
    "bidi": b"title: '" + "\u202e".encode() * 1_600_000 + b"'",
    "bidi-quote": QUOTED + b"'" + "\u202e".encode() * 1_600_000 + b"'}",
    "long-quote": QUOTED + b"word " * 900_000 + b"}",
    "open-marks": HEAD.replace(b"claims:", b"summary: >\n " + "“ 'a „ « ".encode() * 300_000 + TERMS),
    "long-key": b"? " + b"x" * 4_900_000 + b"\n: y",
    "long-anchor": b"- &" + b"x" * 4_900_000 + b" y",
    "long-id": HEAD + b" - {id: c, source: s, quote: x, stance: {asserts: {q: a}}, speaker: " + b"z" * 4_800_000 + b"}",
    "long-date": HEAD + b" - {id: c, source: s, quote: x, speaker: y, said: " + b"2" * 4_800_000 + b"}",
    "long-number": COUNTED + b"2" * 4_800_000 + b"}}}",
    "long-language": HEAD.replace(b"publisher: p", TONGUE),
    "keys": b"".join(b"k%d: v\n" % number for number in range(120_000)),
    "claims-of-text": HEAD + b" - x\n" * 240_000,
    "claims-of-nothing": HEAD + b" - {}\n" * 240_000,
    "fewer-claims-of-nothing": HEAD + b" - {}\n" * 50_000,
    "claims-of-others": HEAD + b" - {x: y}\n" * 80_000,
    "fewer-claims-of-others": HEAD + b" - {x: y}\n" * 50_000,
    "sources-of-others": b"title: x\nquestions: {}\nclaims: []\nsources:\n"
    + b"".join(b"  s%d: {x: y}\n" % each for each in range(62_000)),
    "claims-that-restate": HEAD + b"".join(RESTATING % (each, each + 1) for each in range(48_000)),
    "claims": HEAD + b"".join(CLAIM % (each, each) for each in range(10_000)),
    "questions": b"title: x\nclaims: []\nquestions:\n" + b"".join(QUESTION % each for each in range(30_000)),
    "sources": b"title: x\nquestions: {}\nclaims: []\nsources:\n"
    + b"".join(b" s%d: {publisher: x, derived_from: [s%d]}\n" % (each, each + 1) for each in range(30_000)),
    "conflicts": _full(b"<<<<<<< a\n=======\n>>>>>>> b\n"),
}
IN_SHORT = {"open-marks", "aliases", "keys", "claims-of-text", "items", "allowances", "bidi-quote"}


@pytest.mark.parametrize("name", [name for name in LARGE if name in IN_SHORT or often(0, 1)])
@pytest.mark.parametrize("line", ["check", "list", "contrast fire"])
def test_the_largest_files_take_five_seconds_and_500_mb_at_most(name: str, line: str, tmp_path: Path) -> None:
    """Seconds of the processor, which a busy machine does not stretch."""
    assert len(LARGE[name]) <= MAX_BYTES
    (tmp_path / "claims" / "incidents").mkdir(parents=True)
    (tmp_path / "claims" / "incidents" / "fire.yaml").write_bytes(LARGE[name])
    (tmp_path / "claims" / "speakers.yaml").write_bytes(b"speakers: {y: {name: y}}\n")
    count(inputs_tried=1, calls_made=1)
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "claimcheck", *line.split()],
            cwd=tmp_path,
            stdout=out,
            stderr=err,
            env={**os.environ, "CLAIMCHECK_NO_CACHE": "1"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (10, 10)),  # noqa: PLW1509 - no threads here
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = (tmp_path / "out").read_text(encoding="utf-8") + (tmp_path / "err").read_text(encoding="utf-8")
    assert process.returncode in (0, 1, 2), said[:500]
    assert "Traceback" not in said
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    assert seconds < 5.0, f"{seconds:.1f} s"
    assert megabytes < 500, f"{megabytes:.0f} MB"


@pytest.mark.parametrize(
    "name", ["claims/incidents/fire.yaml", "claims/speakers.yaml", "claims/themes.yaml", "claimcheck.toml"]
)
def test_a_file_that_is_too_large_is_refused_unread(name: str) -> None:
    with scratch({}) as folder:
        shutil.copytree(SARN, folder / "claims", dirs_exist_ok=True)
        with (folder / name).open("wb") as stream:
            stream.truncate(100_000_000)
        result = well_mannered("check", folder)
        assert result.status in (1, 2)
        assert "100.0 MB is more than the 5 MB that one file may have" in result.out + result.err


@pytest.mark.parametrize("line", ["import {out}/table.csv --incident fire", "add claim fire --from {out}/table.csv"])
def test_a_file_that_is_too_large_to_be_taken_in_is_refused(line: str) -> None:
    with scratch({}) as folder:
        shutil.copytree(SARN, folder / "claims", dirs_exist_ok=True)
        (folder / "claims" / "incidents" / "harbour-fire.yaml").rename(folder / "claims" / "incidents" / "fire.yaml")
        with (folder / "out" / "table.csv").open("wb") as stream:
            stream.truncate(100_000_000)
        result = well_mannered(line, folder)
        assert result.status == 2
        assert "has more than 20 MB" in result.err


# Patterns

MODULES = [
    importlib.import_module(each.name)
    for each in pkgutil.walk_packages(claimcheck.__path__, "claimcheck.")
    if not each.name.endswith("__main__")
]
PATTERNS = {
    f"{module.__name__}.{name}": (pattern, set(re.findall(rf"\b{name}\.([a-z]+)\(", inspect.getsource(module))))
    for module in MODULES
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern | type(lazy("")))
}
"""Every pattern of the program, and what its module does with it."""
LONG = 50_000
HOSTILE = [f"{each * (LONG // len(each))}!" for each in (*string.printable, *"“”„«»‘’—–…é\u0301\u200d")]
HOSTILE += [
    f"{each * (LONG // len(each))}!" for each in ("a ", "a-", "-a", "a.", "'a", ' "', "a, ", "[a]", "1-", "<a ")
]


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_takes_for_ever(name: str) -> None:
    pattern, uses = PATTERNS[name]
    for text in HOSTILE[:: often(7, 1)]:
        given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
        started = time.process_time()
        for use in uses & {"match", "fullmatch"} or {"search"}:
            getattr(pattern, use)(given)
        if uses - {"match", "fullmatch", "search"}:
            sum(1 for _ in pattern.finditer(given))
        count(inputs_tried=1)
        assert time.process_time() - started < 1.0, text[:20]
