"""A collection in other people's formats, one file each; all but `parquet` work from a plain install.

Each is a pure function `write(collection)` to text or bytes that says everything of a collection that its format can
hold; `docs/reference/exports.md` says what each cannot. What is listed here is imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from claimcheck.errors import UsageError, did_you_mean
from claimcheck.frozen import frozen

if TYPE_CHECKING:
    from claimcheck.model.collection import Collection


@frozen
class Format:
    """A format: the module that writes it, whether it is bytes, what it holds and how its files are called."""

    module: str
    holds: str
    suffix: str
    binary: bool = False


FORMATS = {
    "csv": Format("csv", "one row a claim, for spreadsheets and data frames", ".csv"),
    "jsonl": Format("jsonl", "one line a claim, with all it refers to", ".jsonl"),
    "sqlite": Format("sqlite", "everything, in tables, with a full-text index", ".db", binary=True),
    "schema-org": Format("schema_org", "claims as schema.org markup (JSON-LD)", ".jsonld"),
    "followthemoney": Format(
        "followthemoney", "who is quoted in which document, for archives such as Aleph", ".ftm.json"
    ),
    "annotations": Format("annotations", "quotes at their place in their pages (W3C Web Annotations)", ".anno.json"),
    "csl-json": Format("csl_json", "sources, for Zotero and other reference managers", ".json"),
    "biblatex": Format("biblatex", "sources, for LaTeX", ".bib"),
    "argdown": Format("argdown", "answers, and the claims for and against each", ".argdown"),
    "graphml": Format("graphml", "claims, questions, speakers and clashes, for Gephi and yEd", ".graphml"),
    "dot": Format("dot", "the same, for Graphviz", ".dot"),
}
"""Every format that is one text or one file, in the order of the help."""
FOLDERS = ("parquet",)
"""Those that are a folder of files: `parquet.files(collection, name)`."""


def export(name: str, collection: Collection, *, raw: bool = False) -> str | bytes:
    """A collection in the format of that name; `raw` leaves the cells of `csv` unguarded.

    Raises:
        UsageError: there is no such format, or it has no raw form.
    """
    if name not in FORMATS:
        raise UsageError(f"no format `{name}` to export", did_you_mean(name, FORMATS))
    if raw and name != "csv":
        raise UsageError(f"`{name}` is exact as it is", "--raw is for csv")
    write = import_module(f"{__name__}.{FORMATS[name].module}").write
    result: str | bytes = write(collection, raw=raw) if name == "csv" else write(collection)
    return result
