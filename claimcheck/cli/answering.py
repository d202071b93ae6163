"""An answer on its way out: as a page or as its whole record, to stdout or to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli import screen
from claimcheck.errors import OutputError, UsageError

if TYPE_CHECKING:
    from claimcheck.blocks import Page
    from claimcheck.model.when import When


def answer(
    record: object, page: Callable[[], Page], *, format_: str, output: str | None = None, no_color: bool = False
) -> None:
    """Write a record as its page (`table`, `md`, ...) or whole (`json`, ...)."""
    from claimcheck.formats import PAGE_FORMATS, write_page, write_record

    if format_ in PAGE_FORMATS:
        to_file = output not in (None, "-")
        text = write_page(
            format_,
            page(),
            width=screen.PIPE_COLUMNS if to_file else screen.columns(),
            colour=not to_file and screen.wants_colour(no_color),
        )
    else:
        text = write_record(format_, record)
    deliver(text, output)


def deliver(text: str | bytes, output: str | None) -> None:
    """Write a finished text to stdout, or to the file that the user named; bytes go to a file only.

    Raises:
        OutputError: the file cannot be written.
    """
    if output in (None, "-") and isinstance(text, str):
        screen.write(text)
        return
    try:
        if isinstance(text, bytes):
            Path(str(output)).write_bytes(text)
            return
        Path(str(output)).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise OutputError(f"cannot write `{output}`: {error.strerror}") from error


def span(since: str | None, until: str | None) -> tuple[When | None, When | None]:
    """The first and the last day that --since and --until write.

    Raises:
        UsageError: one of them is no date, or no day lies between them.
    """
    first, last = date(since, "--since"), date(until, "--until")
    begin, end = first.low if first else None, last.high if last else None
    if begin is not None and end is not None and begin > end:
        hint = f"the other way round: --since {until} --until {since}"
        raise UsageError(f"no day lies between --since {since} and --until {until}", hint)
    return first, last


def date(text: str | None, option: str) -> When | None:
    """The date that an option writes.

    Raises:
        UsageError: it is not one.
    """
    from claimcheck.model.when import When

    if text is None:
        return None
    try:
        return When.parse(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error
