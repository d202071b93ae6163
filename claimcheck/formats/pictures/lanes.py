"""Lanes along an axis as a picture; where it is narrow, the name of a lane stands above it."""

from __future__ import annotations

from claimcheck.blocks import Extent, Lanes, LaneSpan, Sign, Track
from claimcheck.characters import one_line
from claimcheck.formats.pictures.axis import Axis, axis, following, pack, shown
from claimcheck.formats.pictures.matrix import NARROW
from claimcheck.formats.pictures.scene import (
    MEDIUM,
    SIGN,
    SMALL,
    Box,
    ClosedShape,
    Label,
    Scene,
    Stroke,
    mark_width,
    measure,
    tone,
)

SIDE = 0.27  # the share of the width for names, where they stand beside
ROW = 15.0  # from one row of a lane to the next, for marks without letters
LETTERED = 24.0  # and for marks with letters
DOT = 9.0
ABOUT = 14.0  # wider by so much is what is about where it stands
OPEN = 14.0  # room at both ends for what is open there


def draw(lanes: Lanes, width: float) -> Scene:
    """The picture: the names of numbers above, then a lane under the other."""
    scene = Scene(width)
    side = width * SIDE if width > NARROW else 0.0
    scale = axis(lanes, side + OPEN + 4, width - OPEN - DOT)
    named = _ticks(scene, lanes, scale, side)
    top = scene.height
    group = ""
    for number, lane in enumerate(lanes.lanes):
        if lane.group != group:
            group = lane.group
            scene.height += 8
            scene.height += scene.text(0, group, width, look="bold") + 3
        spans = [span for span in lanes.spans if span.lane == number]
        _lane(scene, lane, spans, scale, side, joined=lanes.joined)
    scene.add(Stroke(0, scene.height, width, scene.height, "rule"))
    scene.shapes[:0] = [Stroke(place, top, place, scene.height, "grid") for place in named]
    _breaks(scene, scale, top)
    scene.key(lanes.key, _sign)
    return scene


def _ticks(scene: Scene, lanes: Lanes, scale: Axis, side: float) -> list[float]:
    """The names of numbers, as many as there is room for; returns their places."""
    ticks = [(scale.at(number, otherwise=side), one_line(words)) for number, words in lanes.ticks]
    widths = [measure(words, SMALL) for _, words in ticks]
    kept = shown([place for place, _ in ticks], widths, side, scene.width, 10)
    for number in kept:
        place, words = ticks[number]
        left = min(max(place - widths[number] / 2, side), scene.width - widths[number])
        scene.add(Label(left, 12, words, SMALL, "muted"), Stroke(place, 17, place, 22, "muted"))
    scene.height = 22
    return [ticks[number][0] for number in kept]


def _breaks(scene: Scene, scale: Axis, top: float) -> None:
    """Two short strokes on the axis where it is shortened."""
    for place in scale.shortened():
        scene.add(*(Stroke(place + shift - 2, top + 1, place + shift + 2, top - 6, "muted") for shift in (-2, 2)))


def _lane(  # noqa: PLR0913 - what a lane is drawn from
    scene: Scene, lane: Track, spans: list[LaneSpan], scale: Axis, side: float, *, joined: bool
) -> None:
    scene.add(Stroke(0, scene.height, scene.width, scene.height, "rule"))
    scene.height += 5
    begin = scene.height
    indent = 0.0
    if lane.letters:
        indent = max(22.0, measure(lane.letters, SMALL) + 8)
        scene.add(
            Box(0, begin, indent, 17, f"band {tone(lane.tone)}", title=lane.title),
            Label(indent / 2, begin + 12.5, lane.letters, SMALL, f"onmark bold {tone(lane.tone)}", "middle"),
        )
        indent += 6
    room = (side or scene.width) - indent - 10
    named = scene.text(indent, lane.title, room, size=SMALL, most=3)
    scene.height += named
    named += scene.notes(indent, lane.notes, room)
    scene.height = begin if side else begin + named + 4
    bottom = _marks(scene, spans, scale, joined=joined)
    scene.height = max(bottom, begin + named) + 5


def _marks(scene: Scene, spans: list[LaneSpan], scale: Axis, *, joined: bool) -> float:
    """The marks of a lane, below one another where they would touch; returns their bottom."""
    step = LETTERED if any(span.mark.letters for span in spans) else ROW
    extents = [_body(span, scale) for span in spans]
    rows = pack(extents, 2)
    middles = [scene.height + (row + 0.5) * step for row in rows]
    if joined:
        for one, other in following(spans):
            right, left = extents[one][1], extents[other][0]
            scene.add(Stroke(min(right, left), middles[one], max(left, right), middles[other], "path"))
    for span, extent, middle in zip(spans, extents, middles, strict=True):
        _mark(scene, span, extent, middle)
    return scene.height + (max(rows, default=0) + 1) * step


def _sign(scene: Scene, mark: Sign, left: float, middle: float) -> float:
    """A sign of the key as it lies along the axis."""
    width = mark_width(mark) if mark.letters else DOT
    wide = mark.extent is not Extent.POINT or mark.about
    low = None if mark.extent is Extent.UNTIL else 0
    high = None if mark.extent is Extent.SINCE else int(wide)
    right = left + (max(SIGN, width) if wide else width)
    _mark(scene, LaneSpan(0, low, high, mark, ""), (left, right), middle)
    return right - left


def _body(span: LaneSpan, scale: Axis) -> tuple[float, float]:
    left = scale.at(span.low, otherwise=scale.begin - OPEN)
    right = scale.at(None if span.high is None else span.high + 1, otherwise=scale.end + OPEN)
    least = (mark_width(span.mark) if span.mark.letters else DOT) + (ABOUT if span.mark.about else 0)
    if right - left < least:
        right = left + least
        over = max(0.0, right - scale.end - OPEN)
        left, right = left - over, right - over
    return left, right


def _mark(scene: Scene, span: LaneSpan, extent: tuple[float, float], middle: float) -> None:
    """A mark as wide as it is uncertain, pointed where it is open."""
    left, right = extent
    mark = span.mark
    if mark.letters and right - left <= mark_width(mark) + 1 and not mark.about:
        scene.mark(mark, left, middle)
        return
    high = MEDIUM + 5 if mark.letters else DOT
    top, bottom, tip = middle - high / 2, middle + high / 2, high / 2
    look = f"mark {tone(mark.tone)}{' hollow' if mark.hollow else ''}{' about' if mark.about else ''}"
    if span.low is not None and span.high is not None:
        scene.add(Box(left, top, right - left, high, look, tip, mark.words))
    else:
        begin = (
            ((left, bottom), (left, top))
            if span.low is not None
            else ((left + tip, bottom), (left, middle), (left + tip, top))
        )
        end = (
            ((right, top), (right, bottom))
            if span.high is not None
            else ((right - tip, top), (right, middle), (right - tip, bottom))
        )
        scene.add(ClosedShape((*begin, *end), look, mark.words))
    if mark.about:
        taken = measure(one_line(mark.letters), SMALL) / 2 + 1 if mark.letters else 0
        centre = (left + right) / 2
        scene.hatch(left + 2, centre - taken, middle, high)
        scene.hatch(centre + taken, right - 2, middle, high)
    if mark.letters:
        ink = "onmark" if mark.hollow else f"onmark {tone(mark.tone)}"
        scene.add(Label((left + right) / 2, middle + 4, mark.letters, SMALL, ink, "middle"))
