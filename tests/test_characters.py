"""What is equal for reading, equal for names, perhaps the same name, and what is none of them."""

from __future__ import annotations

import ast
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.characters import sets
from claimcheck.characters.folding import letters, named, offsets, origin, read, read_apart, read_in_case, words
from claimcheck.characters.perhaps import alike, skeletons
from claimcheck.copies.folds import folded

PACKAGE = Path(__file__).parent.parent / "claimcheck"
FOLDS: list[Callable[[str], str]] = [read, read_apart, read_in_case, named, letters]


PLANES = [*range(0x20000), *range(0x2F800, 0x2FA20), *range(0xE0000, 0xE1000)]
"""All that Unicode has assigned, but for more Chinese characters."""


def members(characters: str) -> set[str]:
    """All characters of a set that is written as a part of a character class."""
    found = re.compile(f"[{characters}]")
    return {chr(code) for code in PLANES if found.match(chr(code))}


def test_the_sets_hold_what_python_knows_of_the_same_kind() -> None:
    invisible, spaces, marks = members(sets.INVISIBLE), members(sets.SPACES), members(sets.MARKS)
    dashes = members(sets.HYPHENS) | members(sets.DASHES)
    for code in PLANES:
        character, kind = chr(code), unicodedata.category(chr(code))
        if kind in ("Zs", "Zl", "Zp"):
            assert character in spaces, hex(code)
        if kind == "Cs" or (kind == "Cc" and character not in "\t\n\v\f\r\x85"):
            assert character in invisible, hex(code)
        if kind == "Pd":
            assert character in dashes, hex(code)
        if character in "‘’‚‛“”„‟‹›«»":
            assert character in marks
    assert not invisible & spaces
    assert not marks & dashes
    assert not (invisible | spaces) & (marks | dashes)


@pytest.mark.parametrize("fold", FOLDS, ids=lambda each: each.__name__)
def test_folding_any_character_twice_changes_nothing(fold: Callable[[str], str]) -> None:
    for code in PLANES:
        once = fold(chr(code))
        assert fold(once) == once, hex(code)


@pytest.mark.parametrize("fold", FOLDS, ids=lambda each: each.__name__)
@given(text=st.text(alphabet=st.characters(codec="utf-8")))
def test_folding_twice_changes_nothing(fold: Callable[[str], str], text: str) -> None:
    assert fold(fold(text)) == fold(text)


SAME = [
    ("Ver\u00adhoeven", "Verhoeven"),
    ("Ver\u200bhoeven", "Verhoeven"),
    ("Ver\ufe0fhoeven", "Verhoeven"),
    ("\u200fVerhoeven\u200e", "Verhoeven"),
    ("Xu\u00a0Li", "Xu Li"),
    ("Xu\u2028Li", "Xu Li"),
    ("Xu \n\t Li", "Xu Li"),
    ("Xu\u3000Li", "Xu Li"),
    ("People’s Daily", "People's Daily"),
    ("Peopleʼs Daily", "People's Daily"),
    ("People＇s Daily", "People`s Daily"),
    ("«Swan»", "“Swan”"),
    ("Jean\u2011Pierre", "Jean-Pierre"),
    ("Jean–Pierre", "Jean—Pierre"),
    ("ﬁre", "fire"),
    ("Ｓａｒｎ", "Sarn"),
    ("Cafe\u0301", "Café"),
    ("STRASSE", "straße"),
    ("ΣΟΦΟΣ", "σοφος"),
]
OTHER = [("10²", "102"), ("½", "1/2"), ("not", "now"), ("wasn't", "wasnt"), ("О", "O"), ("ten – one", "ten–one")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_texts_that_read_alike_are_equal(one: str, other: str) -> None:
    assert read(one) == read(other)
    assert named(one) == named(other)
    assert one.casefold() != one or folded(one).text == folded(other).text


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_texts_that_read_differently_are_not(one: str, other: str) -> None:
    assert read(one) != read(other)


CLASSES = [members(each) for each in (sets.SPACES, sets.MARKS, sets.HYPHENS + sets.DASHES)]


@given(
    parts=st.lists(st.sampled_from(["Varga", "Верга", "a", "é", "王", "7"]), min_size=2, max_size=5),
    chance=st.randoms(),
)
def test_texts_are_equal_under_each_class(parts: list[str], chance: random.Random) -> None:
    for signs in CLASSES:
        one, other = (chance.choice(sorted(signs)).join(parts) for _ in range(2))
        assert read(one) == read(other)
        assert named(one) == named(other)
        assert folded(one).text == folded(other).text
    unseen = chance.choice(sorted(members(sets.INVISIBLE) - {chr(each) for each in range(0xD800, 0xE000)}))
    for fold in FOLDS:
        assert fold(unseen.join(parts)) == fold("".join(parts))


def invented(number: int) -> list[str]:
    """Different names of one to four parts, in four scripts: no two differ in marks or case alone."""
    chance = random.Random(1)  # noqa: S311 - nothing is to be kept secret by it
    kinds = [
        ("bdfgklmnprstvz", "aeiou", 1), ("бвгджзклмнпрстф", "аеиоу", 1),
        ("بتثجحخدرزسشصطعفقكلمن", "اوي", 0), ("王李張劉陳楊黃趙吳周徐孫馬朱胡郭林何高羅", "明華國強偉芳娜敏靜麗", 0),
    ]  # fmt: skip
    found: dict[str, None] = {}
    while len(found) < number:
        first, second, cased = kinds[len(found) % 4]
        parts = [
            "".join(chance.choice(first) + chance.choice(second) for _ in range(chance.randint(1, 4)))
            for _ in range(chance.randint(1, 4))
        ]
        found[" ".join(each.capitalize() if cased else each for each in parts)] = None
    return list(found)


def test_no_fold_joins_two_names_that_differ_in_more_than_marks_and_case() -> None:
    names = invented(2000)
    for fold in FOLDS:
        assert len({fold(each) for each in names}) == len(names)


@pytest.mark.parametrize(
    "names",
    [
        "Drobyshevsky Дробышевский Drobyshevskiy Drobyschewskij",
        "Aleksandr Александр Alexander",
        "Kuznetsov Кузнецов Kuznecov",
        "Shcherbakov Щербаков Schtscherbakow",
        "Yulia Юлия Julia Юлія",
        "Zelenskyy Зеленський Zelensky",
        "Papadopoulos Παπαδόπουλος",
        "Mitsotakis Μητσοτάκης",
        "Peter Пётр Petr Pyotr",
        "Solovyov Соловьёв Soloviev",
    ],
)
def test_spellings_of_one_name_are_perhaps_the_same(names: str) -> None:
    assert len({alike(each) for each in names.split()}) == 1
    assert len({named(each) for each in names.split()}) > 1


@pytest.mark.parametrize(
    "names",
    [
        "Кузнецов Kuznetsov Kuznecov Kusnezow",
        "Щербаков Shcherbakov Schtscherbakow Chtcherbakov",
        "Зеленський Zelensky Zelenskyy Selenskyj",
        "Хрущёв Khrushchev Chruschtschow Khrouchtchev",
        "Чехов Chekhov Tschechow Tchekhov",
        "Жуков Zhukov Schukow Joukov",
        "Цветаева Tsvetaeva Zwetajewa Tsvetaïeva",
        "Соловьёв Solovyov Solowjow Soloviev",
        "Горбачёв Gorbachev Gorbatschow Gorbatchev",
        "Зеленская Zelenskaya Selenskaja",
    ],
)
def test_newspapers_of_each_language_spell_one_name(names: str) -> None:
    read = [set(skeletons(each)) for each in names.split()]
    assert [names.split()[at] for at, each in enumerate(read) if any(not each & other for other in read)] == []


@pytest.mark.parametrize("names", ["Чехов Chekov-Tschernow", "Жуков Zukunft", "Кузнецов Kusmin", "Weiss Вайсман"])
def test_other_names_are_others_in_any_of_them(names: str) -> None:
    one, other = names.split()
    assert not set(skeletons(one)) & set(skeletons(other))


def test_what_is_in_another_script_is_nobody_perhaps() -> None:
    assert alike("王小明") == alike("محمد") == ""


@pytest.mark.parametrize(
    ("text", "part"),
    [("Die „alte“ Ver\u00adhoeven—So", "Ver\u00adhoeven"), ("  Straße \n  und", "Straße"), ("ﬁre’s", "ﬁre’s")],
)
def test_what_was_found_is_shown_as_it_was_written(text: str, part: str) -> None:
    start = read_apart(text).index(read_apart(part))
    assert origin(text, start, start + len(read_apart(part))) == part


def test_letters_lead_back_to_their_places() -> None:
    text = "Ver\u00adhoeven"
    assert [text[at] for at in offsets(text)] == list("Verhoeven")
    assert words("Ver\u00adhoeven’s People") == ["verhoeven", "s", "people"]


ELSEWHERE = {
    "tasks/slips.py": "options and formats, as somebody may have typed them",
    "model/meanings.py": "a word of the files, as somebody may have typed it",
    "tasks/asking.py": "yes and no",
    "assist/hover.py": "print",
    "checks/rules/address_without_archive.py": "the name of a host",
    "cli/screen.py": "y or n",
    "copies/cues.py": "lists of words of one language",
    "copies/differences.py": "addresses; titles are folded first",
    "copies/keeping.py": "the ending of a file",
    "copies/manifest.py": "the ending of a file",
    "copies/passages.py": "lists of words of one language",
    "copies/readers/archive.py": "the name of a host",
    "copies/readers/kinds.py": "the ending of a file",
    "copies/readers/known.py": "names of HTML",
    "copies/readers/pdf_apart.py": "what another program says",
    "copies/readers/styles.py": "names of CSS",
    "copies/readers/web.py": "names of HTML",
    "copies/speech.py": "lists of words of one language",
    "copies/voices.py": "lists of words of one language",
    "exchange/bibtex.py": "names of entries, fields and strings",
    "exchange/days.py": "`open` and its kind",
    "exchange/files.py": "how a file begins, its ending, names of signs",
    "exchange/followthemoney.py": "a country's code",
    "exchange/from_bibtex.py": "names of fields",
    "exchange/from_csl_json.py": "yes and no",
    "exchange/incoming.py": "true and false",
    "exchange/mapping.py": "names of keys",
    "exchange/plan.py": "the name of a record",
    "exchange/questions.py": "words of SQL",
    "exchange/sheets.py": "the ending of a file, the name of a unit",
    "formats/html.py": "the name of a block",
    "formats/json.py": "the name of a record",
    "model/incident.py": "true and false",
    "model/language.py": "a language tag",
    "model/record.py": "an id",
    "model/spoken.py": "words around a date or a number, from a list",
    "pages/changes.py": "true and false",
    "pages/contrast.py": "print",
    "pages/course.py": "print",
    "pages/diff.py": "print",
    "pages/phrases.py": "print",
    "reasoning/coding.py": "print",
    "reasoning/finder.py": "what kind of word it is",
    "reasoning/publication.py": "the name of a record",
    "reasoning/releases.py": "the name of a record",
    "store/structure.py": "the name of a record",
    "tasks/choosing.py": "the beginning of one of the words that were offered",
    "tasks/earlier.py": "the ending of a file",
    "tasks/settling.py": "the name of a stance",
    "views/claims.py": "true and false",
    "views/coded.py": "an id, as a coder may have typed it",
}
"""Where letters are made small, and what is not compared as text there."""


def test_texts_are_compared_in_one_room() -> None:
    """Whoever makes letters small to compare two texts asks `characters.folding`; what else it is for stands above."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("casefold", "lower"):
                found.add(path.relative_to(PACKAGE).as_posix())
    elsewhere = {each for each in found if not each.startswith("characters/")}
    assert elsewhere ^ set(ELSEWHERE) == set()
