"""Who asserts, and whom they speak for."""

from __future__ import annotations

from pydantic import Field

from claimcheck.model.record import Flag, Id, Named, Words
from claimcheck.model.sensitivity import Sensitivity


class Party(Named):
    """Whom speakers speak for: a state, a family, an organisation."""

    name: Words = Field(description="Name as it is printed, such as Russian state.")
    note: Words | None = Field(None, description="A remark for readers of the file.")


class Speaker(Named):
    """Who asserts: a person, a body, an outlet in its own voice, or an unnamed person as described."""

    name: Words = Field(description="Name as it is printed; for an unnamed speaker, the description that was given.")
    unnamed: Flag = Field(default=False, description="True for a voice that its source does not name.")
    body: Flag = Field(default=False, description="True for an office or organisation that speaks without a name.")
    aliases: tuple[Words, ...] = Field(
        (), description="Other spellings and names under which sources print the speaker."
    )
    party: Id | None = Field(None, description="Id of the party whom the speaker speaks for; left out, for itself.")
    role: Words | None = Field(None, description="Office or role, as it is printed after the name.")
    known_as: Words | None = Field(
        None, description="For a speaker to be protected: what `--public` calls them; name, aliases, role and id go."
    )
    sensitivity: Sensitivity = Field(
        default=Sensitivity.PUBLIC, description="public (default), internal or restricted; see `--public`."
    )
    note: Words | None = Field(None, description="A remark for readers of the file.")
