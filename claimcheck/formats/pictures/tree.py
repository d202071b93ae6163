"""A tree as a picture: a line each, further in the deeper it is, with lines from above to below.

What would lie beyond the middle of the picture stands below what it belongs to, no further in.
"""

from __future__ import annotations

from claimcheck.blocks import Tree
from claimcheck.formats.pictures.scene import MEDIUM, SMALL, Box, Scene, Stroke, leading, tone

STEP = 22.0
DOT = 11.0


def draw(tree: Tree, width: float) -> Scene:
    """The picture."""
    scene = Scene(width)
    deepest = max(int(width / 2 / STEP), 1)
    above: list[float] = []  # the middle of the dot on each depth, down to the one just drawn
    for branch in tree.branches:
        if branch.depth == 0 and scene.height:
            scene.height += 6
        x, middle = min(branch.depth, deepest) * STEP, scene.height + 2 + leading(MEDIUM) / 2
        if deepest < branch.depth <= len(above):
            scene.add(Stroke(x + DOT / 2, above[branch.depth - 1] + DOT / 2, x + DOT / 2, middle - DOT / 2, "path"))
        elif 0 < branch.depth <= len(above):
            elbow = (branch.depth - 1) * STEP + DOT / 2
            scene.add(Stroke(elbow, above[branch.depth - 1] + DOT / 2, elbow, middle, "path"))
            scene.add(Stroke(elbow, middle, x, middle, "path"))
        look = f"mark {tone(branch.tone)}" if branch.tone is not None else "mark hollow"
        scene.add(Box(x, middle - DOT / 2, DOT, DOT, look, DOT / 2 if branch.depth else 0, branch.title))
        size = MEDIUM if branch.depth == 0 else SMALL
        scene.height += 2
        scene.height += scene.text(
            x + DOT + 7, branch.title, width - x - DOT - 7, size=size, look="bold" if branch.depth == 0 else "", most=2
        )
        above[branch.depth :] = [middle]
    scene.height += 4
    return scene
