"""Where the curator read it: a publication."""

from __future__ import annotations

from typing import Annotated

from claimcheck.model.fields import Field, Fits, Prepared
from claimcheck.model.keys import Holds, Key, Public, Sort
from claimcheck.model.record import Named, Note, Record, Words, as_tuple
from claimcheck.model.sensitivity import Sensitivity
from claimcheck.model.values import Date

Origin = Annotated[str, Fits(r"^(speaker:|source:)?[a-z0-9]+(-[a-z0-9]+)*$", most=90)]
"""The id of a source of the same incident, or `speaker:` and the id of an outlet that was not seen."""
Address = Annotated[str, Fits(r"^https?://\S+$")]
Sha256 = Annotated[str, Fits(r"^[0-9a-f]{64}$")]
ADDRESS_FORM = "an address that begins with http:// or https://"
LANGUAGE_FORM = "a language tag such as en, ru or pt-BR"
LanguageTag = Annotated[str, Fits(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]


class Saved(Record):
    """A copy of the publication that the curator keeps."""

    file: Annotated[Words, Key(Holds.FILE, Public.VERBATIM)] = Field(
        description="Path of the saved copy, relative to the folder of copies."
    )
    sha256: Annotated[Sha256 | None, Key(Holds.CODE, form="64 hexadecimal digits")] = Field(
        default=None, description="SHA-256 of the saved copy, 64 hexadecimal digits."
    )


class Source(Named):
    """A publication: whose text it is and where it was read."""

    publisher: Annotated[Words, Key(Holds.NAME, Public.DECIDES, ask="publisher (whose text it is)")] = Field(
        description="Whose text it is, such as BBC News."
    )
    title: Annotated[Words | None, Key(Holds.WORDS, Public.NAMES, ask="title (may be empty)")] = Field(
        default=None, description="Headline or title, as printed."
    )
    published: Annotated[Date | None, Key(Holds.DATE, Public.OPEN, ask="published on (may be empty)")] = Field(
        default=None, description="When it was published (EDTF), as uncertain as it is."
    )
    language: Annotated[
        LanguageTag | None,
        Key(Holds.CODE, Public.OPEN, ask="language, such as en or ru (may be empty)", form=LANGUAGE_FORM),
    ] = Field(default=None, description="Language of the text (BCP 47), such as en or ru.")
    url: Annotated[
        Address | None, Key(Holds.ADDRESS, Public.ADDRESS, ask="address (may be empty)", form=ADDRESS_FORM)
    ] = Field(default=None, description="Where it was read.")
    archived: Annotated[Address | None, Key(Holds.ADDRESS, Public.ADDRESS, form=ADDRESS_FORM)] = Field(
        default=None, description="An archived copy of it."
    )
    accessed: Annotated[Date | None, Key(Holds.DATE, Public.OPEN)] = Field(
        default=None, description="When it was read."
    )
    derived_from: Annotated[
        tuple[Origin, ...],
        Prepared(as_tuple, Origin | list[Origin]),
        Key(
            Holds.ID,
            Public.RENAMED,
            refers=(Sort.SOURCE,),
            by_prefix=(Sort.SPEAKER,),
            ordered=False,
            form="the id of a source, or `speaker:` and an id",
        ),
    ] = Field(
        default=(), description="Sources of this incident that it repeats, or `speaker:` ids of outlets not seen."
    )
    saved: Annotated[Saved | None, Key(Holds.RECORDS, Public.WITHHELD)] = Field(
        default=None, description="The curator's own copy of it."
    )
    sensitivity: Annotated[Sensitivity, Key(Holds.CODE, Public.OPEN)] = Field(
        default=Sensitivity.PUBLIC, description="public (default), internal or restricted; see `--public`."
    )
    note: Note = Field(default=None, description="A remark for readers of the file.")
