"""How wide the columns of a table are on paper, told from its words: what sets a PDF need not try them all."""

from __future__ import annotations

from collections.abc import Sequence

MOST_COLUMNS = 7
"""A table with more is set row by row, on paper and on any screen."""

_LINE = 96
"""Characters that stand side by side on a page."""
_LONGEST_WORD = 18
_AIR = 3
_ENOUGH = 60
"""Characters of a cell behind which a column needs to be no wider."""


def shares(header: Sequence[str], rows: Sequence[Sequence[Sequence[str]]]) -> list[float]:
    """The hundredths of a page's width that each column has, of the lines of each cell.

    No word of up to eighteen letters has to be broken, as long as there is room; what is left goes to whom it helps.
    """
    least, wanted = [], []
    for at, title in enumerate(header):
        texts = [each for row in rows for each in row[at]]
        words = [len(word) for text in (title, *texts) for word in text.split()]
        least.append(float(min(max(words, default=1), _LONGEST_WORD) + _AIR))
        lengths = [min(max(map(len, row[at]), default=0), _ENOUGH) for row in rows]
        wanted.append(max(sum(lengths) / len(lengths) + _AIR if lengths else 0.0, least[-1]))
    left = _LINE - sum(least)
    more = [wide - narrow for wide, narrow in zip(wanted, least, strict=True)]
    if left > 0 and sum(more) > 0:
        least = [narrow + left * each / sum(more) for narrow, each in zip(least, more, strict=True)]
    whole = sum(least)
    return [round(100 * each / whole, 1) for each in least]
