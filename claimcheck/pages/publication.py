"""What a page says of itself when only the public part of a record stands behind it."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.blocks import Heading, Page, Paragraph, Style, Text, line

REMARK = (
    "This page shows the public part of a record. What is withheld is not counted here, and where no statement is"
    " recorded, one may be withheld."
)
"""The same on every page, whether anything was withheld or not: that alone would tell."""


def public_page(page: Page) -> Page:
    """A page with that remark before its first section."""
    sections = [at for at, block in enumerate(page.blocks) if isinstance(block, Heading) and block.level > 1]
    at = sections[0] if sections else len(page.blocks)
    remark = Paragraph(line(Text(REMARK, Style.EMPHASIS)))
    return replace(page, blocks=(*page.blocks[:at], remark, *page.blocks[at:]))
