"""What pictures are made of: boxes, outlines, strokes and labels with places in pixels; and how wide words are.

No font is known when a picture is made, so words are measured as in the widest of the usual ones (DejaVu Sans and
Verdana). Labels may then stand further apart than they need to, but never on one another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from claimcheck.blocks import Key, Sign
from claimcheck.characters import one_line
from claimcheck.frozen import frozen

SMALL, MEDIUM = 12.0, 14.0
TONES = 7  # the palette has so many; then it begins anew with another outline
OUTLINES = 4  # and there are so many of these, a plain one among them
MARK = 21.0  # height of a mark
HATCH = 4.0  # from one slanted stroke to the next
SIGN = 30.0  # width of a sign along an axis, in a key

_WIDTHS = {
    **dict.fromkeys("'ijlI", 0.30),
    **dict.fromkeys(" .,:;!|()[]/\\-ftr", 0.42),
    **dict.fromkeys("mM", 0.98),
    **dict.fromkeys("wWЖШЩЮжшщю@%—…", 1.0),
    **dict.fromkeys("GOQDNHUCV&Ф", 0.79),
    **dict.fromkeys("м−→", 0.85),
}


@frozen
class Label:
    """Words at a place: `x` is their start, middle or end as `anchor` says, `y` their baseline.

    `upright` words run from below to above; then `x` is the baseline and `y` where they start.
    """

    x: float
    y: float
    text: str
    size: float = MEDIUM
    look: str = ""
    anchor: str = "start"
    upright: bool = False
    sort: str = "label"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        width = measure(self.text, self.size, bold="bold" in self.look)
        if self.upright:
            return (self.x - 0.95 * self.size, self.y - width, self.x + 0.28 * self.size, self.y)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return (left, self.y - 0.95 * self.size, left + width, self.y + 0.28 * self.size)


@frozen
class Box:
    """A rectangle, with corners as round as `radius`; `title` is told to whoever points at it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    radius: float = 0
    title: str = ""
    sort: str = "box"


@frozen
class ClosedShape:
    """A closed figure through some points."""

    points: tuple[tuple[float, float], ...]
    look: str
    title: str = ""
    sort: str = "outline"


@frozen
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str
    sort: str = "stroke"


Shape = Label | Box | ClosedShape | Stroke


@dataclass(slots=True)
class Scene:
    """A picture under way: its width, the height that it has reached, and its shapes in the order of drawing."""

    width: float
    height: float = 0
    shapes: list[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        """Draw some shapes over what is there."""
        self.shapes += shapes

    def text(  # noqa: PLR0913 - where, what and how
        self, x: float, words: str, width: float, *, size: float = MEDIUM, look: str = "", most: int = 3
    ) -> float:
        """Words in lines below `height`, at most so many; returns how high they are and leaves `height` alone."""
        lines = wrap(words, width, size, most=most, bold="bold" in look)
        for number, each in enumerate(lines):
            self.add(Label(x, self.height + size + number * leading(size), each, size, look))
        return leading(size) * len(lines)

    def notes(self, x: float, notes: Iterable[str], width: float) -> float:
        """Short remarks below `height`, several in a line where they fit; returns how high they are."""
        lines = flow(map(one_line, notes), lambda words: measure(words, SMALL) <= width)
        broken = [each for line in lines for each in wrap(line, width, SMALL)]
        for number, each in enumerate(broken):
            self.add(Label(x, self.height + SMALL + number * leading(SMALL), each, SMALL, "muted"))
        return leading(SMALL) * len(broken)

    def hatch(self, left: float, right: float, middle: float, high: float) -> None:
        """Slanted strokes between two places: about here, and no bounds are proved."""
        top, bottom = middle - high / 2, middle + high / 2
        x = left - high + HATCH
        while x < right:
            begin, end = max(x, left), min(x + high, right)
            if end > begin:
                self.add(Stroke(begin, bottom - (begin - x), end, top + (x + high - end), "hatch"))
            x += HATCH

    def mark(self, mark: Sign, left: float, middle: float) -> float:
        """A mark with its middle at a height; returns its width."""
        letters = one_line(mark.letters)
        width, top = mark_width(mark), middle - MARK / 2
        right, bottom, words = left + width, middle + MARK / 2, one_line(mark.words)
        look = f"mark {tone(mark.tone)}{' hollow' if mark.hollow else ''}"
        match mark.shape if mark.shape is None else mark.shape % 6:
            case None:
                self.add(Box(left, top, width, MARK, "bare", title=words))
            case 0:
                self.add(Box(left, top, width, MARK, look, MARK / 2, words))
            case 1:
                self.add(Box(left, top + 1, width, MARK - 2, look, 0, words))
            case 2:
                self.add(_outline(look, words, (left, middle), (left + 5, top), (right - 5, top), (right, middle),
                                  (right - 5, bottom), (left + 5, bottom)))  # fmt: skip
            case 3:
                self.add(_outline(look, words, (left, top), (right - 5, top), (right, middle), (right - 5, bottom),
                                  (left, bottom)))  # fmt: skip
            case 4:
                self.add(_outline(look, words, (left + 5, top), (right, top), (right - 5, bottom), (left, bottom)))
            case _:
                self.add(_outline(look, words, (left, top), (right, top), (right - 5, middle), (right, bottom),
                                  (left, bottom), (left + 5, middle)))  # fmt: skip
        ink = "onmark" if mark.shape is None or mark.hollow else f"onmark {tone(mark.tone)}"
        self.add(Label(left + width / 2, middle + 4, letters, SMALL, ink, "middle"))
        return width

    def key(self, key: Key, sign: Callable[[Scene, Sign, float, float], float] | None = None) -> None:
        """What marks mean, in as many lines as it takes; `sign` draws one where it is none of ours."""
        x, gap = 0.0, 18.0
        line = MARK + 4
        if key:
            self.height += 10
        for mark, meaning in key:
            room = (SIGN if sign and mark.extent else mark_width(mark)) + 5
            for number, words in enumerate(wrap(meaning, self.width - room, SMALL, most=3)):
                width = room + measure(words, SMALL)
                if number or (x and x + width > self.width):
                    x = 0.0
                    self.height += line
                if not number and sign and mark.extent:
                    sign(self, mark, x, self.height + MARK / 2)
                elif not number:
                    self.mark(mark, x, self.height + MARK / 2)
                self.add(Label(x + room, self.height + MARK / 2 + 4, words, SMALL, "muted"))
                x += width + gap
        if key:
            self.height += line


def mark_width(mark: Sign) -> float:
    """How wide a mark is with its letters."""
    letters = measure(one_line(mark.letters), SMALL)
    shape = mark.shape if mark.shape is None else mark.shape % 6
    return max(MARK, letters + (0 if shape is None else 7 if shape < 2 else 12))


def flow(notes: Iterable[str], fits: Callable[[str], bool]) -> list[str]:
    """Remarks in lines, each beginning on a new one unless it fits on the last."""
    lines: list[str] = []
    for note in notes:
        together = f"{lines[-1]} · {note}" if lines else note
        if lines and fits(together):
            lines[-1] = together
        else:
            lines.append(note)
    return lines


def tone(place: int | None) -> str:
    """The name of a place in the palette; where colours have run out, with that of an outline."""
    if place is None:
        return "neutral"
    again, colour = divmod(place, TONES)
    outline = again % OUTLINES
    return f"tone{colour} outline{outline}" if outline else f"tone{colour}"


def leading(size: float) -> float:
    """From one line to the next."""
    return round(size * 1.32, 1)


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is at most, in pixels."""
    return sum(map(_em, text)) * size * (1.1 if bold else 1)


def wrap(text: str, width: float, size: float, *, most: int = 3, bold: bool = False) -> list[str]:
    """A text in lines of at most that width; what does not fit in `most` lines ends in an ellipsis."""
    lines: list[str] = []
    for word in _words(one_line(text), width, size, bold=bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        last = lines[most - 1]
        while last and measure(f"{last}…", size, bold=bold) > width:
            last = last[:-1]
        lines[most - 1 :] = [f"{last.rstrip()}…"]
    return lines


def _words(text: str, width: float, size: float, *, bold: bool) -> Iterable[str]:
    """The words of a text, those too long for a line in pieces."""
    for word in text.split(" "):
        piece = ""
        for character in word:
            if piece and measure(piece + character, size, bold=bold) > width:
                yield piece
                piece = ""
            piece += character
        if piece:
            yield piece


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if character.isascii():
        return 0.64 if character.islower() or character.isdigit() else 0.74
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or unicodedata.category(character) == "So":
        return 1.3
    return 0.72 if character.islower() else 0.95


def _outline(look: str, title: str, *points: tuple[float, float]) -> ClosedShape:
    return ClosedShape(points, look, title)
