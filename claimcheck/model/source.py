"""Where the curator read it: a publication."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from claimcheck.model.record import Named, Record, Words, as_tuple
from claimcheck.model.sensitivity import Sensitivity
from claimcheck.model.values import Date

Origin = Annotated[str, StringConstraints(pattern=r"^(speaker:|source:)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=90)]
"""The id of a source of the same incident, or `speaker:` and the id of an outlet that was not seen."""
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]


class Saved(Record):
    """A copy of the publication that the curator keeps."""

    file: Words = Field(description="Path of the saved copy, relative to the folder of copies.")
    sha256: Sha256 | None = Field(None, description="SHA-256 of the saved copy, 64 hexadecimal digits.")


class Source(Named):
    """A publication: whose text it is and where it was read."""

    publisher: Words = Field(description="Whose text it is, such as BBC News.")
    title: Words | None = Field(None, description="Headline or title, as printed.")
    published: Date | None = Field(None, description="When it was published (EDTF), as uncertain as it is.")
    language: LanguageTag | None = Field(None, description="Language of the text (BCP 47), such as en or ru.")
    url: Address | None = Field(None, description="Where it was read.")
    archived: Address | None = Field(None, description="An archived copy of it.")
    accessed: Date | None = Field(None, description="When it was read.")
    derived_from: Annotated[
        tuple[Origin, ...], BeforeValidator(as_tuple, json_schema_input_type=Origin | list[Origin])
    ] = Field((), description="Sources of this incident that it repeats, or `speaker:` ids of outlets not seen.")
    saved: Saved | None = Field(None, description="The curator's own copy of it.")
    sensitivity: Sensitivity = Field(
        default=Sensitivity.PUBLIC, description="public (default), internal or restricted; see `--public`."
    )
    note: Words | None = Field(None, description="A remark for readers of the file.")
