"""Drawings as pictures: from what is where to shapes with places in pixels, for a given width."""

from __future__ import annotations

from claimcheck.blocks import Drawing, Lanes, Matrix, Tree
from claimcheck.formats.pictures import lanes, matrix, tree
from claimcheck.formats.pictures.scene import Scene

WIDE = 960
NARROW = 320


def draw(drawing: Drawing, width: int) -> Scene:
    """A drawing as a picture of that width, as high as it needs to be."""
    match drawing:
        case Matrix():
            return matrix.draw(drawing, width)
        case Lanes():
            return lanes.draw(drawing, width)
        case Tree():
            return tree.draw(drawing, width)
