"""What a character is to a reader: which cannot be seen, which are the same, which end a line; it knows no claim."""

from __future__ import annotations

from claimcheck.characters.unseen import escape, guard, has_unseen, one_line, unguard, unseen, visible, visible_in_json

__all__ = ["escape", "guard", "has_unseen", "one_line", "unguard", "unseen", "visible", "visible_in_json"]
