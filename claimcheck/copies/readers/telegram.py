"""What Telegram Desktop exports of a chat or channel (`result.json`): one block a message, with its number.

Whose words a forwarded message is (`forwarded_from`) stands in front of them, as the application shows it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.known import days_of
from claimcheck.copies.readers.plain import decoded_text
from claimcheck.copies.readers.reading import CopyKind, Known, PlaceMark, PlaceUnit, Reading
from claimcheck.copies.unreadable import UnreadableCopy

_ESCAPE = lazy(r"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
"""How the application writes a control character, which is no JSON."""
_POST = lazy(r"https?://(?:www\.)?t(?:elegram)?\.me/(?:s/)?(?:c/)?[\w+-]+/(?:\d+/)?(\d+)")


def read_telegram(data: bytes, address: str | None = None) -> Reading:
    """The messages of an export; where `address` is that of one of them, what is known is known of that one.

    Raises:
        UnreadableCopy: it is no JSON, or not what Telegram exports.
    """
    text = decoded_text(data)
    try:
        export = json.loads(_ESCAPE.sub(r"\1\\u00\2", text), strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableCopy("it is no JSON that can be read") from error
    chats = list(_chats(export))
    if not chats:
        raise UnreadableCopy("it is JSON, but not what Telegram exports")
    post = _POST.match(address or "")
    wanted = post.group(1) if post else None
    pieces: list[str] = []
    marks: list[PlaceMark] = []
    known = Known(title=_words(chats[0].get("name")) if len(chats) == 1 else None)
    size = 0
    for chat in chats:
        for message in chat["messages"]:
            body = _body(message) if isinstance(message, dict) else ""
            if not body.strip():
                continue
            number = str(message.get("id", "?"))
            marks.append(PlaceMark(size, number))
            if wanted == number and len(chats) == 1:
                known = Known(title=known.title, published=_day(message), author=_author(message), url=address)
            pieces.append(body.strip("\n") + "\n\n")
            size += len(pieces[-1])
    return Reading(CopyKind.TELEGRAM, "".join(pieces), PlaceUnit.MESSAGE, tuple(marks), known=known)


def _chats(export: object) -> Iterator[dict[str, Any]]:
    """The chats of an export: itself, or the many of a whole account."""
    if not isinstance(export, dict):
        return
    if isinstance(export.get("messages"), list):
        yield export
        return
    for part in ("chats", "left_chats"):
        chats = export.get(part)
        for each in chats.get("list") or [] if isinstance(chats, dict) else []:
            if isinstance(each, dict) and isinstance(each.get("messages"), list):
                yield each


def _body(message: dict[str, Any]) -> str:
    """The words of a message, with whose they are if it was forwarded; the question and answers of a poll."""
    poll = message.get("poll")
    parts = [_words(message.get("text"))]
    if isinstance(poll, dict):
        answers = poll.get("answers")
        parts += [_words(poll.get("question")), *map(_words, answers if isinstance(answers, list) else [])]
    whose = _words(message.get("forwarded_from"))
    words = "\n\n".join(each for each in parts if each.strip())
    return f"[{whose}]\n{words}" if whose and words else words


def _words(value: object) -> str:
    """A text, the text of an object, or those of an array of both."""
    if isinstance(value, dict):
        value = value.get("text")
    if isinstance(value, list):
        return "".join(_words(each) for each in value if not isinstance(each, list))
    return value if isinstance(value, str) else ""


def _author(message: dict[str, Any]) -> str | None:
    return _words(message.get("forwarded_from")) or _words(message.get("from")) or None


def _day(message: dict[str, Any]) -> str | None:
    """The day by Universal Time: `date` is that of the computer that exported."""
    try:
        moment = datetime.fromtimestamp(int(str(message["date_unixtime"])), UTC)
        return days_of(moment, moment.hour)
    except (KeyError, ValueError, OverflowError, OSError):
        written = message.get("date")
        return written[:10] if isinstance(written, str) and re.match(r"\d{4}-\d{2}-\d{2}", written) else None
