"""Who asserts, and whom they speak for."""

from __future__ import annotations

from typing import Annotated

from claimcheck.model.fields import Field
from claimcheck.model.keys import Holds, Key, Public, Sort
from claimcheck.model.record import Flag, Id, Named, Note, Words
from claimcheck.model.sensitivity import Sensitivity


class Party(Named):
    """Whom speakers speak for: a state, a family, an organisation."""

    name: Annotated[Words, Key(Holds.NAME, Public.REPLACED, ask="name, as it is to be printed")] = Field(
        description="Name as it is printed, such as Russian state."
    )
    note: Note = Field(default=None, description="A remark for readers of the file.")


class Speaker(Named):
    """Who asserts: a person, a body, an outlet in its own voice, or an unnamed person as described."""

    name: Annotated[Words, Key(Holds.NAME, Public.REPLACED, ask="name, as it is to be printed")] = Field(
        description="Name as it is printed; for an unnamed speaker, the description that was given."
    )
    unnamed: Annotated[Flag, Key(Holds.FLAG, Public.OPEN)] = Field(
        default=False, description="True for a voice that its source does not name."
    )
    body: Annotated[Flag, Key(Holds.FLAG, Public.OPEN)] = Field(
        default=False, description="True for an office or organisation that speaks without a name."
    )
    aliases: Annotated[tuple[Words, ...], Key(Holds.NAME, Public.NAMES, ordered=False)] = Field(
        default=(), description="Other spellings and names under which sources print the speaker."
    )
    party: Annotated[
        Id | None,
        Key(Holds.ID, Public.RENAMED, refers=(Sort.PARTY,), ask="party (empty: speaks for nobody else)"),
    ] = Field(default=None, description="Id of the party whom the speaker speaks for; left out, for itself.")
    role: Annotated[
        Words | None, Key(Holds.NAME, Public.REMARK, ask="role, such as spokesman of the port (may be empty)")
    ] = Field(default=None, description="Office or role, as it is printed after the name.")
    known_as: Annotated[Words | None, Key(Holds.NAME, Public.WITHHELD)] = Field(
        default=None,
        description="For a speaker to be protected: what `--public` calls them; name, aliases, role and id go.",
    )
    sensitivity: Annotated[Sensitivity, Key(Holds.CODE, Public.OPEN)] = Field(
        default=Sensitivity.PUBLIC, description="public (default), internal or restricted; see `--public`."
    )
    note: Note = Field(default=None, description="A remark for readers of the file.")
