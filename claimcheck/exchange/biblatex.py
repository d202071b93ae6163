"""BibLaTeX: the sources of a collection, as biber and pandoc read them.

Dates are EDTF of level 1. An archived copy has no field of its own, and stands in a note; there an address is text, for
in the argument of a command `%` would begin a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.characters import one_line
from claimcheck.characters.patterns import lazy
from claimcheck.exchange.edtf import level_1
from claimcheck.model.collection import Collection
from claimcheck.model.incident import Incident
from claimcheck.model.source import Source

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "&": r"\&",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\`{}",
    }
)

_LIGATURES = lazy(r"-(?=-)|'(?=')|,(?=,)|<(?=<)|>(?=>)")
_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


def write(collection: Collection) -> str:
    """The sources of a collection as a `.bib` file. Takes time in proportion to the sources."""
    return "\n".join(
        _entry(incident, source) for incident in collection.incidents.values() for source in incident.sources.values()
    )


def _entry(incident: Incident, source: Source) -> str:
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(incident, source)]
    return f"@{'online' if source.url else 'misc'}{{{incident.id}/{source.id},\n{''.join(lines)}}}\n"


def _fields(incident: Incident, source: Source) -> Iterator[tuple[str, str]]:
    if source.title:
        yield "title", f"{{{_text(source.title)}}}"  # braced twice: no style may change the capitals of a headline
    yield "organization", f"{{{_text(source.publisher)}}}"
    if source.published:
        yield "date", level_1(source.published)
    if source.url:
        yield "url", _address(source.url)
    if source.accessed:
        yield "urldate", level_1(source.accessed)
    if source.language:
        yield "language", source.language
    if source.archived:
        yield "addendum", f"Archived: \\texttt{{{_text(source.archived)}}}"
    if source.note:
        yield "annotation", _text(source.note)
    sources = [each.removeprefix("source:") for each in source.derived_from if not each.startswith("speaker:")]
    if sources:
        yield "related", ",".join(f"{incident.id}/{each}" for each in sources)
        yield "relatedstring", "Repeats"
    yield "keywords", incident.id


def _text(text: str) -> str:
    """Words as LaTeX sets them, character by character: of two hyphens it would make one sign."""
    words = one_line(text)
    escapes = _ESCAPES if _balanced(words) else _ESCAPES | str.maketrans(_BRACES)
    return _LIGATURES.sub(r"\g<0>{}", words.translate(escapes))


def _balanced(text: str) -> bool:
    """Whether each brace has its other: readers count them, whatever stands before, to find where a field ends."""
    depth = 0
    for each in text:
        depth += {"{": 1, "}": -1}.get(each, 0)
        if depth < 0:
            return False
    return depth == 0


def _address(address: str) -> str:
    """An address as it is; what would end the field is percent-encoded, which leads to the same place."""
    return one_line(address).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
