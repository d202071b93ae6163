"""MHTML, a page and its frames as parts of one letter (RFC 2557), as browsers save it; and saved e-mails.

Parts say no charset where the page itself does; closed and open shadow roots are templates of the page.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import Message
from urllib.parse import urljoin

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.known import day
from claimcheck.copies.readers.reading import CopyKind, Known, Reading
from claimcheck.copies.readers.web import decoded, read_page
from claimcheck.copies.unreadable import UnreadableCopy

MAX_PARTS = 5_000
"""Parts of one letter, pictures and styles among them."""

_HEADER = lazy(rb"\A(?:[!-9;-~]{1,70}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.DOTALL)


def is_letter(head: bytes) -> bool:
    """Whether bytes begin with header lines, and say that they are a MIME message."""
    match = _HEADER.match(head)
    return match is not None and re.search(rb"^MIME-Version:", match.group(), re.IGNORECASE | re.MULTILINE) is not None


def read_mhtml(data: bytes) -> Reading:
    """The page of an MHTML file, with the frames that it shows.

    Raises:
        UnreadableCopy: there is no page in it, or more parts than any page has.
    """
    if data.count(b"\nContent-Type:") > MAX_PARTS:
        raise UnreadableCopy(f"it has more than {MAX_PARTS:,} parts")
    try:
        letter = message_from_bytes(data, policy=policy.compat32)
        parts = [part for part in letter.walk() if not part.is_multipart()]
    except RecursionError as error:
        raise UnreadableCopy("its parts are nested too deep") from error
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise UnreadableCopy("there is no web page in it")
    first = pages[0]
    start = letter.get_param("start")
    if isinstance(start, str):
        first = next((part for part in pages if part.get("Content-ID", "").strip() == start.strip()), first)
    sheets = [part for part in parts if part.get_content_type() == "text/css"]
    named = _Parts([*pages, *sheets], str(first.get("Content-Location", "")))
    found = read_page(_bytes(first), _charset(first), named.text)
    return Reading(
        CopyKind.MHTML, found.text, passed=found.passed, closed=found.closed, known=_known(letter, found.known)
    )


class _Parts:
    """The pages that frames show, and style sheets: by their Content-ID (`cid:`), or by their address."""

    def __init__(self, pages: list[Message], base: str) -> None:
        self.base = base
        self.by_name: dict[str, Message] = {}
        for each in pages:
            identifier = str(each.get("Content-ID", "")).strip().strip("<>")
            for name in (f"cid:{identifier}" if identifier else "", str(each.get("Content-Location", "")).strip()):
                if name:
                    self.by_name.setdefault(name, each)

    def text(self, address: str) -> str | None:
        """The text of a part."""
        part = self.by_name.get(address) or self.by_name.get(urljoin(self.base, address))
        if part is None:
            return None
        if part.get_content_type() == "text/css":
            return _bytes(part).decode(errors="replace")
        return decoded(_bytes(part), _charset(part))


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _charset(part: Message) -> str | None:
    return part.get_content_charset()


def _known(letter: Message, page: Known) -> Known:
    """What the page says of itself, and where and when the letter says that it was saved."""
    address = str(letter.get("Snapshot-Content-Location", "")).strip()
    return Known(
        title=page.title,
        published=page.published,
        author=page.author,
        language=page.language,
        url=page.url or (address if re.fullmatch(r"https?://\S+", address) else None),
        accessed=day(str(letter.get("Date", ""))) or page.accessed,
    )
