"""Which category of one coder met which of another."""

from __future__ import annotations

from claimcheck.blocks import Figure, Key, Matrix, MatrixRow, Sign, Table, Track, cell, line
from claimcheck.pages.phrases import count
from claimcheck.views.agreement import Confusion

_SAME = Sign("n", "", shape=1, tone=0)
_APART = Sign("n", "", shape=0, hollow=True)
_KEY: Key = ((_SAME, "units coded the same"), (_APART, "units coded differently"))


def confusion_figure(answer: Confusion) -> Figure:
    """A matrix of counts; what lies off the diagonal was coded differently."""
    letters = {name: chr(ord("A") + at) if at < 26 else str(at) for at, name in enumerate(answer.categories)}
    columns = tuple(Track(letters[each], each) for each in answer.categories)
    rows = []
    for name, counts in zip(answer.categories, answer.counts, strict=True):
        cells = tuple(_cell(name, other, number) for other, number in zip(answer.categories, counts, strict=True))
        rows.append(MatrixRow(name, (), _rows_of(answer), cells))
    whose = (
        f"Rows: {answer.coders[0]}. Columns: {answer.coders[1]}." if answer.coders else "Every two coders of a unit."
    )
    table = tuple(
        (cell(name), *(cell(f"{number:,}" if number else "·") for number in counts))
        for name, counts in zip(answer.categories, answer.counts, strict=True)
    )
    size = count(len(answer.categories), "category", "categories")
    return Figure(
        title="Which stance met which",
        caption=line(f"{whose} Units of which all say nothing are left out."),
        alternative=f"A matrix of {size}; its table says the same in numbers.",
        drawing=Matrix(columns, tuple(rows), _KEY),
        table=Table(("", *answer.categories), table, numeric=frozenset(range(1, len(answer.categories) + 1))),
        anchor="figure-confusion",
    )


def _rows_of(answer: Confusion) -> str:
    return answer.coders[0] if answer.coders else "One coder, and in the columns another"


def _cell(name: str, other: str, number: int) -> tuple[Sign, ...]:
    if not number:
        return (Sign("·", "none", empty=True),)
    words = f"{name} by both: {number:,}" if name == other else f"{name} and {other}: {number:,}"
    mark = _SAME if name == other else _APART
    return (Sign(f"{number:,}", words, shape=mark.shape, tone=mark.tone, hollow=mark.hollow),)
