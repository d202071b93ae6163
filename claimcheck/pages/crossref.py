"""What recurs across incidents, as tables: what two have in common, one theme, one voice, one wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from claimcheck.blocks import Block, Cell, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.collection import LeftOut
from claimcheck.pages.claims import asked_in, asked_stance_words, on_claims, on_condition
from claimcheck.pages.contrast import answers_of, grades
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import (
    COMMENTED,
    MOVES,
    SILENT,
    TAKEN_BACK,
    WITHHELD,
    Answers,
    as_told,
    attribution,
    count,
    lasted,
    listed,
    said_on,
    utterances,
    words_of,
)
from claimcheck.reasoning.positions import Held, Position
from claimcheck.views.contrast import Contrast, QuestionRecord
from claimcheck.views.crossref import (
    Appearance,
    ClaimAcross,
    Recurrences,
    Recurring,
    ThemeAcross,
    TurnAcross,
    VoiceAcross,
)

COLUMNS_OF_THEIR_OWN = 2  # for disputants of several incidents; more would not stand side by side
UNDATED = "—"


def recurrences_page(answer: Recurrences) -> Page:
    """The page of all that two incidents or more have in common."""
    title = "What recurs across incidents"
    blocks: list[Block] = [
        Heading(1, line(title)),
        Paragraph(line(Text(f"{count(answer.incidents, 'incident')} read", Style.MUTED))),
    ]
    for name, found, option in (
        ("Themes", answer.themes, "theme"),
        ("Parties", answer.parties, "party"),
        ("Speakers", answer.speakers, "speaker"),
        ("Publishers", answer.publishers, "publisher"),
    ):
        if found:
            blocks += [Heading(2, line(name), anchor=f"recurring-{option}"), _recurring(found, option)]
    if len(blocks) == 2:
        blocks.append(Paragraph(line("No two incidents have a theme, a party, a speaker or a publisher in common.")))
    return Page(title, (*blocks, *not_read(answer.left_out)))


def theme_page(answer: ThemeAcross) -> Page:
    """The page of one theme: a row an incident, disputants side by side."""
    asked = [(each, question) for each in answer.incidents for question in each.questions]
    blocks: list[Block] = [Heading(1, line(answer.ask))]
    asks = f" — asked of {count(len(answer.incidents), 'incident')}"
    blocks.append(Paragraph(line(Text(answer.theme, Style.CODE), asks)))
    if answer.answers:
        blocks.append(List(tuple(line(Text(key, Style.CODE), f" — {text}") for key, text in answer.answers.items())))
    if not asked:
        blocks.append(Paragraph(line("No incident that could be read asks it.")))
        return Page(answer.ask, (*blocks, *not_read(answer.left_out)))
    columns = _columns(answer)
    names = {party.id: party.name for each in answer.incidents for party in each.parties}
    header = ["Incident", *(names[each] for each in columns)]
    rest = any(_other_disputants(each, columns) for each in answer.incidents)
    header += ["Other disputants" if columns else "Disputants"] if rest else []
    header += ["Others"]
    rows = [_theme_row(each, question, columns, rest=rest) for each, question in asked]
    rows += [
        (cell(line(Text(each.incident, Style.STRONG)), _unread(each)), *([cell(UNDATED)] * (len(header) - 1)))
        for each in answer.left_out
    ]
    blocks.append(Table(tuple(header), tuple(rows), beside=True))
    return Page(answer.ask, tuple(blocks))


def voice_page(answer: VoiceAcross) -> Page:
    """The page of one speaker, party or publisher: every claim in order of days, with what moves."""
    blocks: list[Block] = [Heading(1, line(answer.name))]
    facts = f" · {count(answer.utterances, 'utterance')} in {count(len(answer.incidents), 'incident')}"
    blocks.append(Paragraph(line(f"{answer.kind} ", Text(answer.id, Style.CODE), Text(facts, Style.MUTED))))
    if answer.kind == "publisher":
        blocks.append(
            Paragraph(line("It printed what follows; what it says itself stands under its name as a speaker."))
        )
        blocks += [Heading(2, line("Publications")), _publications(answer)]
        blocks.append(Heading(2, line("Claims")))
    rows = [_entry_row(answer, entry) for entry in answer.entries]
    rows += [(cell(UNDATED), cell(each.incident), cell(_unread(each)), cell(), cell()) for each in answer.left_out]
    if rows:
        blocks.append(Table(("Said", "Incident", "Who", "Stance", "Words"), tuple(rows)))
    else:
        blocks.append(Paragraph(line("No claim recorded.")))
    return Page(answer.name, tuple(blocks))


def not_read(left_out: tuple[LeftOut, ...]) -> Iterator[Block]:
    """The incidents that could not be read, one line each."""
    if left_out:
        yield Heading(2, line("Not read"), anchor="not-read")
        yield List(tuple(line(Text(each.incident, Style.CODE), f" — {_unread(each)}") for each in left_out))


def _unread(each: LeftOut) -> str:
    return f"not read ({count(each.errors, 'error')})"


def _recurring(found: tuple[Recurring, ...], option: str) -> Table:
    rows = tuple(
        (
            cell(line(each.name), *([line(Text(each.id, Style.CODE))] if each.id != each.name else [])),
            cell(f"{len(each.incidents):,}"),
            cell(f"{each.utterances:,}"),
            tuple(_appearance(home) for home in each.incidents),
        )
        for each in found
    )
    header = (option.capitalize(), "Incidents", "Utterances", "Where and when")
    return Table(header, rows, numeric=frozenset({1, 2}))


def _appearance(home: Appearance) -> Line:
    return line(home.incident, Text(f": {home.utterances:,}, {lasted(home.first, home.last)}", Style.MUTED))


def _columns(answer: ThemeAcross) -> list[str]:
    """The disputants of two incidents or more, of most incidents first: whose answers are compared down a column."""
    sides = Counter(party.id for each in answer.incidents for party in each.parties if party.disputant)
    return [party for party, times in sides.most_common(COLUMNS_OF_THEIR_OWN) if times > 1]


def _other_disputants(contrast: Contrast, columns: list[str]) -> list[str]:
    return [party.id for party in contrast.parties if party.disputant and party.id not in columns]


def _theme_row(contrast: Contrast, question: QuestionRecord, columns: list[str], *, rest: bool) -> tuple[Cell, ...]:
    incident = contrast.incident
    head: list[Line] = [line(Text(incident.title, Style.STRONG))]
    head += [line(day(incident.date))] if incident.date else []
    head += [line(Text(question.ask, Style.EMPHASIS)), line(Text(f"{incident.id}/{question.id}", Style.CODE))]
    cells = [_held(contrast, question, party) if _takes_part(contrast, party) else cell(UNDATED) for party in columns]
    if rest:
        cells.append(_by_name(contrast, question, _other_disputants(contrast, columns), silent=True) or cell(UNDATED))
    others = [party.id for party in contrast.parties if not party.disputant and party.id not in columns]
    cells.append(_by_name(contrast, question, others, silent=False) or cell(UNDATED))
    return (tuple(head), *cells)


def _takes_part(contrast: Contrast, party: str) -> bool:
    return any(each.id == party for each in contrast.parties)


def _by_name(contrast: Contrast, question: QuestionRecord, parties: list[str], *, silent: bool) -> Cell:
    """What several parties hold, each under its name; who is silent is named only if asked for."""
    lines: list[Line] = []
    for party in parties:
        if silent or any(position.party == party for position in question.positions):
            lines += [line()] if lines else []
            lines += [
                line(Text(f"{contrast.names.get(party, party)}:", Style.STRONG)),
                *_held(contrast, question, party),
            ]
    return tuple(lines)


def _held(contrast: Contrast, question: QuestionRecord, party: str) -> Cell:
    """Every answer that a party took, in order of days, with the words that stand for it."""
    lines: list[Line] = []
    for position in question.positions:
        if position.party == party:
            if position.as_told_by is not None:
                lines.append(line(Text(f"As told by {contrast.names[position.as_told_by]}:", Style.EMPHASIS)))
            lines += _answers(contrast, question, position)
    if not lines:
        lines.append(line(Text(SILENT if party in question.silent else COMMENTED, Style.EMPHASIS)))
    return tuple(lines)


def _answers(contrast: Contrast, question: QuestionRecord, position: Position) -> Iterator[Line]:
    """What stands, what is said on a condition, what was taken back and what is withheld, each with words for it."""
    answers = answers_of(question)
    found: list[tuple[Held, str | None, str]] = [(each, None, "") for each in position.holds]
    found += [(each, contrast.claims[each.words].condition, "") for each in position.on_condition]
    found += [(each, None, f" ({TAKEN_BACK})") for each in position.taken_back]
    found.sort(key=lambda each: position.claims.index(each[0].claims[0]))
    for claim, group in groupby(found, key=lambda each: each[0].words):
        for each, condition, back in group:
            label = "; ".join(answers.taken(stance, each.answer) for stance in grades(each))
            said = utterances(each.claims, contrast.claims)
            first = contrast.claims[each.claims[0]]
            certain = first.said is not None and first.said.exact and first.said_by is None
            since = f" since {said_on(first)}" if certain else f", the first {said_on(first)}"
            times = f" · {count(said, 'utterance')}{since}" if said > 1 else ""
            yield line(
                Text(f"{on_condition(condition, label, whole=True)}{back}", Style.STRONG),
                Text(times, Style.MUTED) if times else "",
            )
        yield from _said(contrast, claim)
    for claim in position.withholding:
        yield line(Text(WITHHELD, Style.STRONG))
        yield from _said(contrast, claim)


def _said(contrast: Contrast, claim: str) -> Iterator[Line]:
    record = contrast.claims[claim]
    yield line(words_of(record))
    if record.translation:
        yield line(f"({record.translation})")
    yield attribution(record, contrast.names)


def _publications(answer: VoiceAcross) -> Table:
    rows = tuple(
        (
            cell(day(each.published) if each.published else UNDATED),
            cell(line(f"{each.incident}/{each.source}"), *([line(each.title)] if each.title else [])),
            cell(listed(each.derived_from) or UNDATED),
            cell(f"{each.claims:,}"),
        )
        for each in answer.sources
    )
    return Table(("Published", "Source", "Repeats", "Claims"), rows, numeric=frozenset({3}))


def _entry_row(answer: VoiceAcross, entry: ClaimAcross) -> tuple[Cell, ...]:
    claim = entry.claim
    told = as_told(claim.via, answer.names)
    office = [line(Text(claim.as_, Style.MUTED))] if claim.as_ else []
    words: list[Line] = [line(words_of(claim))]
    words += [line(f"({claim.translation})")] if claim.translation else []
    words += [line(Text(f"Restates: {claim.restates}", Style.MUTED))] if claim.restates else []
    words += [
        line(Text(f"Comments on: {each}", Style.MUTED)) for each in on_claims(claim, asked_in(claim, answer.asked))
    ]
    words += [line(Text(f"{claim.publisher}; {claim.id}", Style.MUTED))]
    stance = asked_stance_words(claim, answer.asked, whole=True)
    return (
        cell(said_on(claim)),
        cell(claim.incident),
        cell(line(f"{claim.speaker_name}{told}"), *office),
        cell(*(line(Text(_move(answer, claim.incident, turn), Style.STRONG)) for turn in entry.moves), stance),
        tuple(words),
    )


def _move(answer: VoiceAcross, incident: str, turn: TurnAcross) -> str:
    """What moves with a claim: `Shift: He was taken → He left (How did he come to leave?)`."""
    asked = answer.asked[f"{incident}/{turn.question}"]
    answers = Answers(asked.kind, asked.unit, asked.answers)
    one, other = (answers.taken(each.stance, each.answer) for each in (turn.earlier, turn.later))
    return f"{MOVES[turn.kind]}: {one} → {other} ({asked.ask})"
