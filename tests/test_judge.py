"""What is read by hand is what pydantic would have read: it never takes what pydantic refuses."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, Any

import pytest

from claimcheck.model.fields import Field, Fits, Least, Model, Prepared, reader
from claimcheck.model.incident import Incident, Theme
from claimcheck.model.judge import judged
from claimcheck.model.record import Id
from claimcheck.store.parse import parse
from claimcheck.store.structure import SpeakersFile
from claimcheck.store.tree import Mapping, Scalar, Sequence
from tests.conftest import TESTS

FILES = sorted(
    path
    for root in (TESTS.parent / "claims", TESTS / "fixtures/claims")
    for path in root.rglob("*.yaml")
    if ".claimcheck" not in path.parts
)
JUNK = (
    *("", " ", "\x1c", "\u2003", "\u200b", "a\n", "A", "false", "true", "TRUE", "yes", "no-", "-a", "a--b", "a-b", "é"),
    *("a" * 80, "a" * 81, "a" * 90, "a" * 201, "2009", "2009-13", "2009-01-2X", "../..", "2009-01?\n", "0000", "٢٠٠٩"),
    *("http://a", "https://", "http://a b", "http://a\u2003b", "HTTP://a", "http://a\x1cb", "en", "en_GB", "ΕΝ", "GE"),
    *(
        "forward",
        "public",
        "internal",
        "choice",
        "number",
        "*",
        "a*",
        "a*b",
        "*a",
        " *",
        "speaker:a",
        "claim:a",
        "0" * 16,
    ),
    *(
        "f" * 64,
        "F" * 64,
        "question:a",
        "source:",
        "\ud800",
        "a\ud800",
        "\U0001f525",
        "a\x00",
        "ı",
        "ſ",
        "K",
        "٣",
        "a\r",
    ),
)


def kind(name: str) -> Any:  # noqa: ANN401 - a type as annotations have it
    """What a file holds, by its name."""
    return {"speakers": SpeakersFile, "themes": dict[Id, Theme]}.get(name, Incident)


def trees() -> list[tuple[Any, Any]]:
    """What the files of the collections hold, with its kind."""
    parsed = [(kind(path.stem), parse(path.read_bytes()).tree) for path in FILES]
    return [(each, tree) for each, tree in parsed if isinstance(tree, Mapping)]


def places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """Every list and mapping in a value, with each key of it."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield value, key
            yield from places(inner)


def copied(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return Mapping({key: copied(each) for key, each in value.items()})
    return Sequence(copied(each) for each in value) if isinstance(value, list) else value


def cut(tree: Mapping, chance: random.Random) -> Mapping:
    """The same with a few records only, so that there is little to read."""
    found = Mapping(tree)
    for key, value in tree.items():
        if isinstance(value, dict) and len(value) > 3 and chance.random() < 0.9:
            found[key] = Mapping((name, value[name]) for name in chance.sample(list(value), 3))
        elif isinstance(value, list) and len(value) > 3:
            found[key] = Sequence(chance.sample(value, 3))
    return copied(found)  # type: ignore[no-any-return]


def damage(tree: Mapping, chance: random.Random) -> None:
    """Change something, somewhere."""
    spots = list(places(tree))
    if not spots:
        return
    (inside, key), (other, word) = chance.choice(spots), chance.choice(spots)
    value = chance.choice((Scalar(chance.choice(JUNK)), other[word], Sequence([Scalar(chance.choice(JUNK))])))
    match chance.randrange(7):
        case 0:
            del inside[key]
        case 1 if isinstance(inside, dict):
            inside[Scalar(chance.choice((*JUNK, str(word))))] = inside.pop(key)
        case 2 if isinstance(inside, list):
            inside.insert(key, value)
        case 3:
            inside[key] = Mapping() if chance.random() < 0.5 else Sequence()
        case 4:
            inside[key] = copied(other[word])
        case 5 if isinstance(inside[key], str):
            inside[key] = Scalar(inside[key] + chance.choice(JUNK))
        case _:
            inside[key] = copied(value)


def laid_out(value: Any) -> Any:  # noqa: ANN401
    """All that there is to a value: what it is made of, and of which types, in which order."""
    if isinstance(value, Model):
        return type(value), [(name, laid_out(each)) for name, each in vars(value).items()]
    if isinstance(value, dict):
        return dict, [(type(key), key, laid_out(each)) for key, each in value.items()]
    return (tuple, [laid_out(each) for each in value]) if isinstance(value, tuple) else (type(value), repr(value))


def said(read: Callable[[Any], Any], value: object) -> Any:  # noqa: ANN401
    """What a reader makes of a value; None where it refuses it."""
    try:
        return laid_out(read(value))
    except ValueError:
        return None


def agree(number: int) -> tuple[int, int]:
    """How many of many damaged trees are right, and of how many of these the hand is not sure."""
    chance, known = random.Random(2011), trees()  # noqa: S311
    right = unsure = 0
    for _ in range(number):
        what, tree = chance.choice(known)
        tree = cut(tree, chance)
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            damage(tree, chance)
        expected, found = said(partial(judged, what), tree), said(reader(what), tree)
        assert found in (None, expected), tree
        right += expected is not None
        unsure += found is None and expected is not None
    return right, unsure


def test_the_hand_reads_as_pydantic_does() -> None:
    right, unsure = agree(600)
    assert right > 150
    assert unsure <= right / 100


@pytest.mark.slow
def test_the_hand_reads_many_as_pydantic_does() -> None:
    right, unsure = agree(20_000)
    assert right > 5_000
    assert unsure <= right / 100


def test_every_whole_file_is_read_by_hand() -> None:
    for what, tree in trees():
        assert said(reader(what), tree) == said(partial(judged, what), tree)


class Kept(Model):
    """A record of every rule, and of a type that the hand does not know."""

    name: Annotated[str, Fits(r"^[a-z]+$", most=3)]
    number: int = 0
    words: Annotated[tuple[str, ...], Least(1), Prepared(str.split)] = Field(default=("a",))


@pytest.mark.parametrize(
    ("keys", "right"),
    [
        ({"name": "a"}, True),
        ({"name": "a\n"}, False),
        ({"name": "abcd"}, False),
        ({"name": "a", "words": "a b"}, True),
        ({"name": "a", "words": ""}, False),
        ({"name": "a", "number": "7"}, True),  # the hand is not sure, the judge is
        ({"name": "a", "number": "x"}, False),
        ({"name": "a", "other": "x"}, False),
        ({}, False),
    ],
)
def test_whatever_the_hand_is_not_sure_of_is_judged(keys: dict[str, str], *, right: bool) -> None:
    if right:
        assert Kept.model_validate(keys).as_json()["name"] == "a"
    else:
        with pytest.raises(ValueError, match="validation error"):
            Kept.model_validate(keys)
