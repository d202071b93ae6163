"""The hashes of all copies, as other programs read them: for `sha256sum -c`, and as an RO-Crate.

RO-Crate 1.1 (https://w3id.org/ro/crate/1.1) is a folder that says in JSON-LD, with the words of schema.org, what is in
it and where it came from; `url` is where the publication was read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from urllib.parse import quote

from claimcheck.copies.folder import Copies, opened
from claimcheck.copies.unreadable import UnreadableCopy
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source

SUMS = "SHA256SUMS"
CRATE = "ro-crate-metadata.json"
_CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
_TYPES = {
    ".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".mhtml": "multipart/related", ".mht": "multipart/related", ".eml": "message/rfc822", ".pdf": "application/pdf",
    ".warc": "application/warc", ".warc.gz": "application/warc", ".wacz": "application/wacz", ".vtt": "text/vtt",
    ".srt": "application/x-subrip", ".json": "application/json",
}  # fmt: skip


@frozen(slots=False)
class Kept:
    """A copy, and the sources whose copy it is, with their incidents."""

    name: str
    sha256: str
    size: int
    sources: tuple[tuple[Incident, str, Source], ...]


def kept(collection: Collection, copies: Copies) -> tuple[list[Kept], list[str]]:
    """Every copy that can be opened, by name, and what is to be said of those that cannot."""
    by_name: dict[str, list[tuple[Incident, str, Source]]] = {}
    for incident in collection.incidents.values():
        for identifier, source in incident.sources.items():
            name = copies.find(incident, identifier)
            if name is not None:
                by_name.setdefault(name, []).append((incident, identifier, source))
    found, remarks = [], []
    for name, sources in sorted(by_name.items()):
        try:
            with opened(copies.path(name)) as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type] # a file
                found.append(Kept(name, sha256, stream.tell(), tuple(sources)))
        except UnreadableCopy as problem:
            remarks.append(f"`{name}`: {problem}")
    return found, remarks


def sums(copies: Iterable[Kept]) -> str:
    """Hashes as `sha256sum` writes and reads them; a name with a backslash or a line end begins with a backslash."""
    return "".join(_sum(each) for each in copies)


def _sum(each: Kept) -> str:
    name = each.name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if name == each.name else chr(92)}{each.sha256}  {name}\n"


def crate(copies: Iterable[Kept], title: str) -> str:
    """The copies as an RO-Crate: the file that describes the folder in which it lies."""
    files = list(copies)
    days = [str(source.accessed or source.published) for each in files for _, _, source in each.sources]
    root: dict[str, object] = {
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": "Saved copies of publications, each with the hash by which a change to it is found out.",
        "license": "Each copy belongs to its publisher.",
        "datePublished": max((day[:10] for day in days if day[:4].isdigit()), default="1970-01-01"),
        "hasPart": [{"@id": _address(each.name)} for each in files],
    }
    descriptor: dict[str, object] = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    graph: list[dict[str, object]] = [descriptor, root]
    publications: dict[str, dict[str, object]] = {}
    for each in files:
        own = [_publication(*one) for one in each.sources]
        publications |= {str(one["@id"]): one for one in own}
        graph.append(
            {
                "@id": _address(each.name),
                "@type": "File",
                "name": each.name.rpartition("/")[2],
                "contentSize": str(each.size),
                "sha256": each.sha256,
                "encodingFormat": _type(each.name),
                "exampleOfWork": [{"@id": one["@id"]} for one in own],
            }
        )
    document = {"@context": _CONTEXT, "@graph": [*graph, *publications.values()]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _publication(incident: Incident, identifier: str, source: Source) -> dict[str, object]:
    said = {
        "name": source.title or f"{incident.id}/{identifier}",
        "publisher": source.publisher,
        "datePublished": str(source.published) if source.published else None,
        "inLanguage": source.language,
        "url": source.url,
        "archivedAt": source.archived,
    }
    known = {key: value for key, value in said.items() if value is not None}
    return {"@id": f"#{incident.id}/{identifier}", "@type": "CreativeWork", **known}


def _type(name: str) -> str:
    return next((kind for end, kind in _TYPES.items() if name.lower().endswith(end)), "application/octet-stream")


def _address(name: str) -> str:
    return quote(name, safe="/")
