"""WARC and WACZ, web archives: the record of one address; FastWARC reads them.

An archive is read through once, to learn what is where in it; of each page that is asked for, one record is read then.
Redirects and revisits are followed inside the archive. Nothing is fetched.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.plain import decoded_text
from claimcheck.copies.readers.reading import CopyKind, Known, PlaceUnit, Reading
from claimcheck.copies.readers.web import read_page
from claimcheck.copies.unreadable import UnreadableCopy

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MAX_RECORDS = 2_000_000
MAX_PAGE = 50_000_000
"""Bytes of one page, unpacked."""
MAX_REDIRECTS = 10
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_WARC_FILE = lazy(r"\.warc(\.gz|\.zst)?$")
_WRAPPED = lazy(r"https?://web\.archive\.org/web/\d+[a-z_]*/(https?:.*)")


class _Record(NamedTuple):
    """Where a record begins: in which file of the archive, and at which byte."""

    file: str
    offset: int
    status: int
    type: str
    day: str
    location: str | None
    refers_to: str | None


class Archive:
    """What an archive holds, by address; built by one reading."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Read through an archive.

        Raises:
            UnreadableCopy: FastWARC is not there, or the archive cannot be read.
        """
        if find_spec("fastwarc") is None:
            raise UnreadableCopy("reading WARC needs `pip install claimcheck-ledger[evidence]`")
        self.stream = stream
        self.records: dict[str, list[_Record]] = {}
        self.addresses: dict[str, str] = {}
        count = 0
        for file in self._files():
            for record in self._all(file):
                count += 1
                if count > MAX_RECORDS:
                    raise UnreadableCopy(f"it has more than {MAX_RECORDS:,} records")
                self._note(file, record)

    def page(self, addresses: list[str], accessed: str | None = None) -> Reading:
        """The page of the first of some addresses that is there; of several captures that of the day `accessed`.

        Raises:
            UnreadableCopy: it is not there, or is no text.
        """
        wanted = [each for address in addresses for each in (address, *_WRAPPED.findall(address))]
        if not wanted:
            raise UnreadableCopy("its source has no `url` by which to find the page in it")
        for address in wanted:
            found = self._find(address, accessed)
            if found is not None:
                return self._read(*found)
        raise UnreadableCopy(f"no page of {wanted[0]} is in it")

    def _find(self, address: str, accessed: str | None) -> tuple[str, _Record] | None:
        for _ in range(MAX_REDIRECTS):
            records = self.records.get(_key(address), [])
            known = self.addresses.get(_key(address), address)
            pages = [each for each in records if each.status < 300 and each.type in _PAGES]
            if pages:
                same_day = [each for each in pages if each.day == accessed]
                return known, (same_day or pages)[0]
            moved = next((each for each in records if each.location), None)
            repeated = next((each for each in records if each.refers_to), None)
            if moved is not None and moved.location:
                address = urljoin(known, moved.location)
            elif repeated is not None and repeated.refers_to and _key(repeated.refers_to) != _key(address):
                address = repeated.refers_to
            else:
                return None
        return None

    def _read(self, address: str, place: _Record) -> Reading:
        with self._opened(place.file) as stream:
            stream.seek(place.offset)
            record = next(_iterated(stream, http=True), None)
            if record is None:
                raise UnreadableCopy("a record of it cannot be read")
            try:
                body = record.reader.read(MAX_PAGE + 1)
            except (OSError, ValueError, EOFError) as error:
                raise UnreadableCopy("a record of it is cut off or cannot be unpacked") from error
            if len(body) > MAX_PAGE:
                raise UnreadableCopy(f"its page has more than {MAX_PAGE // 1_000_000} MB")
            if not body.strip():
                raise UnreadableCopy("the page in it is empty or cut off")
            charset = record.http_charset
        known = Known(url=address, accessed=place.day or None)
        if place.type == "text/plain":
            return Reading(CopyKind.WARC, decoded_text(body), PlaceUnit.LINE, known=known)
        found = read_page(body, charset)
        said = found.known
        known = Known(said.title, said.published, said.author, said.language, said.url or address, known.accessed)
        return Reading(CopyKind.WARC, found.text, passed=found.passed, closed=found.closed, known=known)

    def _note(self, file: str, record: WarcRecord) -> None:
        headers = record.headers
        address = (headers.get("WARC-Target-URI") or "").strip().strip("<>")
        if not address.startswith(("http:", "https:")):
            return
        http = record.http_headers
        status, location, kind = 200, None, (headers.get("Content-Type") or "")
        if http is not None:
            status = http.status_code or 0
            location = http.get("Location") if 300 <= status < 400 else None
            kind = http.get("Content-Type") or ""
        refers = None
        if headers.get("WARC-Type") == "revisit":
            refers = (headers.get("WARC-Refers-To-Target-URI") or "").strip("<>") or None
            status = status if location else 304
        noted = _Record(
            file, record.stream_pos, status, kind.partition(";")[0].strip().lower(),
            (headers.get("WARC-Date") or "")[:10], location, refers,
        )  # fmt: skip
        if noted.type in _PAGES or location or refers:
            self.records.setdefault(_key(address), []).append(noted)
            self.addresses.setdefault(_key(address), address)

    def _files(self) -> list[str]:
        """The WARC files of a WACZ; one without a name for a WARC."""
        if not self._is_zip():
            return [""]
        try:
            with zipfile.ZipFile(self.stream) as packed:
                names = [each for each in packed.namelist() if _WARC_FILE.search(each)]
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise UnreadableCopy("it is a ZIP that cannot be read") from error
        if not names:
            raise UnreadableCopy("it is a ZIP without a WARC in it")
        return sorted(names)

    def _is_zip(self) -> bool:
        self.stream.seek(0)
        return self.stream.read(4) == b"PK\x03\x04"

    @contextmanager
    def _opened(self, file: str) -> Iterator[IO[bytes]]:
        if not file:
            self.stream.seek(0)
            yield self.stream
            return
        try:
            with zipfile.ZipFile(self.stream) as packed, packed.open(file) as inner:
                yield inner
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise UnreadableCopy("a WARC in it cannot be unpacked") from error

    def _all(self, file: str) -> Iterator[WarcRecord]:
        with self._opened(file) as stream:
            yield from _iterated(stream, http=True)


def _iterated(stream: IO[bytes], *, http: bool) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only archives need it

    kinds = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.resource
    try:
        yield from ArchiveIterator(_Stream(stream), record_types=kinds, parse_http=http, auto_decode="all")
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise UnreadableCopy("it is no WARC that can be read to its end") from error


class _Stream(io.RawIOBase):
    """What FastWARC asks of a stream, and no more."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner = inner

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self.inner.read(size)

    def tell(self) -> int:
        return self.inner.tell()

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.inner.seek(offset, whence)


def _key(address: str) -> str:
    """An address without what does not tell pages apart: the scheme, `www.`, a fragment, a slash at the end."""
    rest = re.sub(r"^https?://(?:www\.)?", "", address.strip().partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")
