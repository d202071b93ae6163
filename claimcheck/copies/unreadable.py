"""A saved copy that cannot be read."""

from __future__ import annotations


class UnreadableCopy(Exception):  # noqa: N818 - becomes an outcome and a remark, never reaches a user as an exception
    """Why a copy cannot be read, as the end of a sentence that names it."""
