"""Add a claim, source, question, speaker, party, theme, side or term: by questions, or by options in a script.

What would be written is checked against the whole collection first; nothing that is there is touched.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from claimcheck.cli import options, screen
from claimcheck.cli.call import Call
from claimcheck.cli.completing import party_names, question_names, speaker_names, theme_names
from claimcheck.errors import UnknownIdError, UsageError
from claimcheck.frozen import frozen, replace
from claimcheck.model.fields import Model
from claimcheck.model.keys import Sort
from claimcheck.store.files import Folder, named
from claimcheck.tasks.adding import (
    CLAIM,
    PARTY,
    QUESTION,
    SIDE,
    SOURCE,
    SPEAKER,
    THEME,
    Addable,
    addition,
    missing,
    must_be_whole,
)
from claimcheck.tasks.adding_terms import added_forms
from claimcheck.tasks.asking import Interview
from claimcheck.tasks.fields import Field, Form, Record, fields, record
from claimcheck.tasks.opening import incident_ids
from claimcheck.tasks.proposing import carry_out, difference, must_stand
from claimcheck.tasks.reading import named_file, records
from claimcheck.tasks.refusal import RefusedError
from claimcheck.tasks.taking import taken, undated

From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="FILE", help="Take it from a file in YAML or JSON (`-`: standard input); or a list."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]
_ID = inspect.Parameter(
    "id_",
    inspect.Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[str | None, typer.Option("--id", help="The id that it will have.")],
)


_COMPLETING = {
    Sort.SPEAKER: speaker_names,
    Sort.PARTY: party_names,
    Sort.THEME: theme_names,
    Sort.QUESTION: question_names,
}


@frozen(slots=False)
class _How:
    """Where records come from and how they are written."""

    from_: str | None
    dry_run: bool
    yes: bool


def _add(kind: Addable, folder: Folder, incident: str | None, given: Mapping[str, Any], how: _How) -> None:
    """Add one record, or the records of a file.

    Raises:
        UsageError: something is missing, and nobody is there to be asked.
        RefusedError: it would bring an error into the collection.
    """
    if incident is not None and incident not in (known := incident_ids(folder)):
        raise UnknownIdError("incident", incident, known)
    found, told = _gathered(kind, folder, incident, given, how)
    _write(kind, folder, incident, found, told, how)


def _write(
    kind: Addable, folder: Folder, incident: str | None, found: list[Record], told: list[str], how: _How
) -> None:
    """Check records against the collection, show them, and write them if that is wanted."""
    name = named(incident) if incident is not None else "themes.yaml" if kind is THEME else "speakers.yaml"
    new = addition(kind, folder, name, found, options=how.from_ is None)
    asking = screen.interactive() and not how.yes
    if how.dry_run or asking:
        screen.write(difference(folder, new.proposal.before, new.proposal.after))
    try:
        warnings = must_stand(new.proposal, new.given)
    except RefusedError as error:
        if screen.interactive():
            error.details += _as_typed(found)
        raise
    for line in (*told, *warnings):
        screen.say(line)
    if how.dry_run:
        return
    if asking and not screen.confirm(f"Write this to {folder.prefix}{name}?"):
        screen.say("claimcheck: nothing was written")
        return
    carry_out(folder, new.proposal, new.make)
    for each in found:
        home = f"{incident}/" if incident is not None else ""
        screen.write(f"added {kind.word} {home}{each['id']} to {folder.prefix}{name}\n")


def _gathered(
    kind: Addable, folder: Folder, incident: str | None, given: Mapping[str, Any], how: _How
) -> tuple[list[Record], list[str]]:
    """The records to add: from a file, by options, and where somebody is there, by questions; and what is to be said.

    Claims that were not asked for when they were said have the day of their source: this is said.
    """
    typed = record(kind.model, given)
    if given.get("id_"):
        typed["id"] = given["id_"]
    known = Interview.of(screen, folder, incident)
    if kind is CLAIM and not how.dry_run:
        known = replace(known, adding=lambda name: _new_speaker(folder, incident, name, how))
    asked = how.from_ is None and bool(missing(kind, typed)) and screen.interactive()
    if how.from_ is None:
        found = [typed]
    else:
        found = [{**each, **typed} for each in records(*named_file(how.from_), kind.section)]
        if not found:
            raise UsageError(f"`{how.from_}` holds no {kind.word}")
    found = [_taken(kind, each, known) for each in found]
    if asked:
        found = [kind.ask(each, known) for each in found]
    must_be_whole(kind, found, options=how.from_ is None)
    days = undated(found, known.incident) if kind is CLAIM and not asked else []
    return found, [f"claimcheck: {line}" for line in days]


def _new_speaker(folder: Folder, incident: str | None, name: str, how: _How) -> Interview:
    """Ask about a speaker whom a claim needs and who is not known yet, and write them; what is known then."""
    known = Interview.of(screen, folder, incident)
    _write(SPEAKER, folder, None, [SPEAKER.ask({"name": name}, known)], [], how)
    return replace(
        Interview.of(screen, folder, incident), adding=lambda other: _new_speaker(folder, incident, other, how)
    )


def _taken(kind: Addable, found: Record, known: Interview) -> Record:
    """A record with names and lists taken as the files write them; what was taken otherwise is said."""
    record, notes = taken(kind.model, found, known.collection, known.incident)
    for line in notes:
        screen.say(f"claimcheck: {line}")
    return record


def _as_typed(found: list[Record]) -> tuple[str, ...]:
    """What a person typed, once more, for `--from`."""
    from claimcheck.store.emit import item

    lines = (line for each in found for line in item(each, 0, ("claims", 0)))
    return ("what you typed (save it as FILE, mend it, and try `--from FILE`):", *lines)


def _inside(kind: Addable) -> Any:  # noqa: ANN401 - typer reads its signature
    """The command that adds a record to an incident."""

    def run(
        call: Call,
        incident: options.Incident,
        from_: From = None,
        dry_run: DryRun = False,
        yes: Yes = False,
        **given: Any,  # noqa: ANN401 - the options of the record
    ) -> None:
        _add(kind, call.folder(), incident, given, _How(from_, dry_run, yes))

    return with_options(run, parameters(kind.model) if kind is CLAIM else [_ID, *parameters(kind.model)])


def _shared(kind: Addable) -> Any:  # noqa: ANN401
    """The command that adds a record to the shared speakers."""

    def run(
        call: Call,
        from_: From = None,
        dry_run: DryRun = False,
        yes: Yes = False,
        **given: Any,  # noqa: ANN401
    ) -> None:
        _add(kind, call.folder(), None, given, _How(from_, dry_run, yes))

    return with_options(run, [_ID, *parameters(kind.model)])


def _term(
    call: Call,
    incident: options.Incident,
    id_: Annotated[str | None, typer.Option("--id", help="The term, such as deserted.")] = None,
    group: Annotated[str | None, typer.Option("--group", help="The thing that rival words name: a group's id.")] = None,
    form: Annotated[
        list[str] | None, typer.Option("--form", help="A form, such as fled; `*` closes a stem. Repeat for more.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Add a loaded word, or more forms of one, to an incident."""
    folder = call.folder()
    proposal, make = added_forms(folder, incident, id_, group, form)
    if dry_run:
        screen.write(difference(folder, proposal.before, proposal.after))
    for line in must_stand(proposal):
        screen.say(line)
    if not dry_run:
        carry_out(folder, proposal, make)
        screen.write(f"added term {incident}/{id_} to {folder.prefix}{named(incident)}\n")


def parameters(model: type[Model]) -> list[inspect.Parameter]:
    """The options of a record as parameters of a command."""
    return [_parameter(each) for each in fields(model)]


def with_options(function: Callable[..., None], options: list[inspect.Parameter]) -> Callable[..., None]:
    """A command with the options of a record among its own, after its `Call`; they reach it as keyword arguments."""
    own = inspect.signature(function, eval_str=True)
    fixed = [each for each in own.parameters.values() if each.kind is not inspect.Parameter.VAR_KEYWORD]
    head = [each for each in fixed if each.default is inspect.Parameter.empty]
    rest = [each for each in fixed if each.default is not inspect.Parameter.empty]
    keyword = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*head[1:], *options, *rest)]
    function.__signature__ = inspect.Signature([head[0], *keyword])  # type: ignore[attr-defined]
    return function


def _parameter(each: Field) -> inspect.Parameter:
    kind: Any = {Form.FLAG: bool, Form.TEXT: str | None}.get(each.form, list[str] | None)
    default = False if each.form is Form.FLAG else None
    metavar = {
        Form.STANCE: "QUESTION=ANSWER",
        Form.ANSWERS: "ID=WORDS",
        Form.FLAG: None,
    }.get(each.form, "TEXT")
    completing = _COMPLETING.get(each.refers) if each.refers and each.form is not Form.STANCE else None
    text = each.help if each.form in (Form.FLAG, Form.TEXT) else f"{each.help.rstrip('.')}; repeat for more."
    option = typer.Option(each.option, metavar=metavar, help=text, autocompletion=completing, show_default=False)
    return inspect.Parameter(
        each.parameter, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option]
    )


COMMANDS = {
    "claim": ("Add one attributed assertion to an incident.", _inside(CLAIM)),
    "source": ("Add a publication to an incident.", _inside(SOURCE)),
    "question": ("Add a question, with its possible answers, to an incident.", _inside(QUESTION)),
    "speaker": ("Add somebody who asserts, for all incidents.", _shared(SPEAKER)),
    "party": ("Add a party for whom speakers speak, for all incidents.", _shared(PARTY)),
    "theme": ("Add a question that several incidents ask, for all incidents.", _shared(THEME)),
    "side": ("Set parties of an incident together, each with its own voice.", _inside(SIDE)),
    "term": ("Add a loaded word, or more forms of one, to an incident.", _term),
}
"""The commands below `add`."""
