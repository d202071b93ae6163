"""`frozen` makes what `dataclass(frozen=True, slots=True)` makes, only sooner."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar

import pytest

import claimcheck
from claimcheck.frozen import field, frozen, is_record, names, replace


@frozen
class Point:
    """A place."""

    x: int
    y: int = 0
    marks: list[str] = field(default_factory=list, metadata={"beside": True})
    about: str = field(default="", compare=False, repr=False)
    kind: ClassVar[str] = "point"

    def moved(self) -> Point:
        return replace(self, x=self.x + 1)


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """The same, made by Python."""

    x: int
    y: int = 0
    marks: list[str] = dataclasses.field(default_factory=list, metadata={"beside": True})
    about: str = dataclasses.field(default="", compare=False, repr=False)
    kind: ClassVar[str] = "point"


@frozen
class Named(Point):
    """A place with a name; of a field that is declared again the place stays."""

    y: int = 7
    name: str = "?"


@frozen(slots=False)
class Roomy:
    x: int
    y: tuple[int, ...] = field(default=())

    @cached_property
    def double(self) -> int:
        return 2 * self.x


@frozen(eq=False)
class Itself:
    x: int


@frozen
class Nothing:
    pass


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, 2), {}),
    ((), {"y": 4, "x": 3}),
    ((1,), {"about": "this", "marks": ["a"]}),
]


@pytest.mark.parametrize(("values", "more"), GIVEN)
def test_a_record_is_what_a_dataclass_is(values: tuple[Any, ...], more: dict[str, Any]) -> None:
    made, usual = Point(*values, **more), Usual(*values, **more)
    assert repr(made) == repr(usual).replace("Usual", "Point")
    assert dataclasses.asdict(made) == dataclasses.asdict(usual)
    assert Point.__match_args__ == Usual.__match_args__
    assert made == Point(*values, **{**more, "about": "that"})
    assert made != Point(*values, **{**more, "x": 9} if not values else {**more, "marks": ["other"]})
    assert {made.__eq__(usual), usual.__eq__(made)} == {NotImplemented}
    assert copy.deepcopy(made) == made == copy.copy(made)


@pytest.mark.parametrize(("values", "more"), [((), {}), ((1, 2, [], "", 5), {}), ((1,), {"z": 1}), ((1,), {"x": 1})])
def test_it_takes_nothing_that_a_dataclass_would_not(values: tuple[Any, ...], more: dict[str, Any]) -> None:
    with pytest.raises(TypeError) as theirs:
        Usual(*values, **more)
    with pytest.raises(TypeError) as ours:
        Point(*values, **more)
    assert str(ours.value) == str(theirs.value).replace("Usual", "Point")


def test_dataclasses_knows_its_fields() -> None:
    def told(record: object) -> list[object]:
        return [(each.name, each.type, dict(each.metadata), each.compare, each.repr) for each in fields(record)]

    fields: Any = dataclasses.fields
    assert told(Point) == told(Usual) == told(Point(1))
    assert dataclasses.replace(Point(1), x=5) == Point(5)
    assert names(Point) == names(Usual) == ("x", "y", "marks", "about")
    assert [is_record(each) for each in (Point, Usual(1), "x")] == [True, True, False]
    assert dataclasses.is_dataclass(Point)


@pytest.mark.parametrize("made", [Point(1), Roomy(1), Itself(1), Named(1)])
def test_nothing_of_it_can_be_changed(made: Any) -> None:  # noqa: ANN401 - a type checker would refuse as well
    with pytest.raises(dataclasses.FrozenInstanceError, match="'x'"):
        made.x = 5
    with pytest.raises(dataclasses.FrozenInstanceError, match="'x'"):
        del made.x
    with pytest.raises(AttributeError):
        made.wish = 5


def test_a_copy_has_other_values() -> None:
    assert Point(1, 2).moved() == Point(2, 2)
    with pytest.raises(TypeError, match="wish"):
        replace(Point(1), wish=2)  # type: ignore[call-arg]


def test_what_is_inherited_keeps_its_place() -> None:
    assert Named(1) == Named(1, 7, [], "", "?")
    assert Named(1) != Point(1, 7)
    assert names(Named) == ("x", "y", "marks", "about", "name")
    assert not hasattr(Named(1), "__dict__")


def test_each_has_a_list_of_its_own() -> None:
    Point(1).marks.append("a")
    assert Point(1).marks == []


def test_with_a_dictionary_it_may_remember() -> None:
    assert (Roomy(2).double, Roomy(2), hash(Roomy(2))) == (4, Roomy(2, ()), hash(Roomy(2)))
    one = Roomy(3)
    assert one.double == 6
    assert one == Roomy(3)


def test_without_eq_it_equals_itself_alone() -> None:
    one = Itself(1)
    assert (one == one, one == Itself(1)) == (True, False)  # noqa: PLR0124
    assert len({Itself(1), Itself(1)}) == 2


def test_one_may_have_no_fields() -> None:
    assert (Nothing(), hash(Nothing()), repr(Nothing())) == (Nothing(), hash(Nothing()), "Nothing()")


def test_hashes_go_by_what_is_compared() -> None:
    assert hash(Roomy(1)) == hash(Roomy(1))
    with pytest.raises(TypeError):
        hash(Point(1))  # a list has none


def classes() -> Iterator[type]:
    """Every class of the house."""
    for module in pkgutil.walk_packages(claimcheck.__path__, "claimcheck."):
        if not module.name.endswith(("__main__", ".pdf_apart")):
            for each in vars(importlib.import_module(module.name)).values():
                if isinstance(each, type) and each.__module__ == module.name:
                    yield each


def test_all_frozen_records_that_answers_wait_for_are_made_this_way() -> None:
    """With `@frozen`, else every call waits for `dataclasses` again; what can be changed may be a dataclass."""
    waited_for = ("blocks", "checks", "errors", "formats", "model", "pages", "reasoning", "store", "views")
    known = [each for each in classes() if each.__module__.split(".")[1] in waited_for]
    usual = [each for each in known if "__dataclass_params__" in vars(each)]
    assert {each.__qualname__ for each in usual if vars(each)["__dataclass_params__"].frozen} == set()


def test_their_fields_are_of_the_same_module() -> None:
    ours = [each for each in classes() if "__frozen_fields__" in vars(each)]
    assert len(ours) > 200
    for each in ours:
        for about in vars(each)["__frozen_fields__"].values():
            assert not isinstance(about.default, dataclasses.Field), each
