"""The report: an incident's pages put together, fit to publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from claimcheck.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    Inline,
    Line,
    Link,
    List,
    Page,
    Paragraph,
    Quote,
    Style,
    Table,
    Text,
    cell,
    line,
)
from claimcheck.frozen import frozen
from claimcheck.pages.agreement import coded_by_words
from claimcheck.pages.claims import on_claims, remarks, stance_words
from claimcheck.pages.contrast import contrast_blocks, core, position_path, silent, wording_blocks
from claimcheck.pages.dates import bounded, day
from claimcheck.pages.figures.origins import origin_figure
from claimcheck.pages.figures.positions import contrast_figure, path_figure
from claimcheck.pages.figures.timeline import timeline_figure
from claimcheck.pages.figures.wording import wording_figure
from claimcheck.pages.phrases import count, listed, opening, said_on, state_meaning
from claimcheck.reasoning.positions import State
from claimcheck.views.claims import ClaimRecord, QuestionWords
from claimcheck.views.report import Index, Report

METHOD = (
    "This page sets accounts side by side. It is computed from claims that a person recorded by hand, each with its"
    " speaker, its source, and its words or a summary of them; it does not say which account is right."
)


@frozen
class _Ids:
    """What the ids of a report stand for: the numbers of its sources, from 1, its questions, and its claims."""

    numbers: dict[str, int]
    questions: dict[str, QuestionWords]
    claims: dict[str, ClaimRecord]

    @classmethod
    def of(cls, answer: Report) -> _Ids:
        return cls(
            {source.id: number for number, source in enumerate(answer.sources, start=1)},
            {
                each.id: QuestionWords(
                    each.ask, each.kind, each.unit, {option.id: option.text for option in each.answers}
                )
                for each in answer.contrast.questions
            },
            {each.id: each for each in answer.claims},
        )


def report_page(answer: Report, person: Callable[[str, str], Inline] = lambda _, name: Text(name)) -> Page:
    """The page of a report; `person` makes of a speaker's id and name what stands for it."""
    head = answer.contrast.incident
    ids = _Ids.of(answer)
    blocks: list[Block] = [Heading(1, line(head.title)), *_summary(answer)]
    blocks += _section("At a glance", "at-a-glance", contrast_figure(answer.contrast))
    blocks += [Heading(2, line("Who speaks"), anchor="who-speaks"), _voices(answer, person)]
    blocks += [Heading(2, line("What they say"), anchor="what-they-say")]
    blocks += contrast_blocks(answer.contrast, level=3)
    blocks += _agreed(answer)
    blocks += _shifts(answer)
    blocks += _section("Timeline", "timeline", _timeline(answer, ids))
    blocks += wording_blocks(answer.contrast, level=2)
    blocks += _figures(wording_figure(answer.contrast))
    blocks += _section("Origins", "origins", origin_figure(answer))
    blocks += _not_known(answer, ids)
    blocks += [Heading(2, line("Every claim"), anchor="claims"), *_claims(answer, ids)]
    blocks += [Heading(2, line("Sources"), anchor="sources"), *_sources(answer, ids)]
    return Page(head.title, tuple(blocks))


def index_page(answer: Index, suffix: str) -> Page:
    """The first page of all reports; each incident leads to its own file, named by its id and `suffix`."""
    rows: list[tuple[Cell, ...]] = [
        (
            cell(line(Link(row.title, f"{row.id}{suffix}"))),
            cell(day(row.date) if row.date else "—"),
            cell(f"{row.claims:,}"),
            cell(f"{row.parties:,}"),
            cell(f"{row.questions:,}"),
            cell(f"{row.contested:,}"),
        )
        for row in answer.items
    ]
    rows += [(cell(each.incident), cell("not read"), *[cell("—")] * 4) for each in answer.left_out]
    header = ("Incident", "Date", "Claims", "Parties", "Questions", "Contested")
    table = Table(header, tuple(rows), numeric=frozenset({2, 3, 4, 5}))
    return Page("Incidents", (Heading(1, line("Incidents")), Paragraph(line(METHOD)), table))


def _summary(answer: Report) -> Iterator[Block]:
    head = answer.contrast.incident
    contested = sum(question.state is State.CONTESTED for question in answer.contrast.questions)
    facts = [day(head.date) if head.date else "", head.place or "", count(len(answer.claims), "claim")]
    facts += [count(len(answer.contrast.parties), "party", "parties"), count(len(answer.sources), "source")]
    facts += [f"{count(len(answer.contrast.questions), 'question')}, {contested} contested"]
    yield Paragraph(line(Text(" · ".join(each for each in facts if each), Style.MUTED)))
    if head.summary:
        yield Paragraph(line(head.summary))
    yield Paragraph(line(Text(METHOD, Style.EMPHASIS)))
    if answer.coded_by is not None:
        yield Paragraph(line(coded_by_words(answer.coded_by)), anchor="coded-by")


def _section(title: str, anchor: str, figure: Figure | None) -> Iterator[Block]:
    """A heading and its figure, or nothing."""
    if figure is not None:
        yield Heading(2, line(title), anchor=anchor)
        yield figure


def _figures(figure: Figure | None) -> Iterator[Block]:
    if figure is not None:
        yield figure


def _voices(answer: Report, person: Callable[[str, str], Inline]) -> Table:
    rows = tuple(
        (
            cell(line(person(voice.speaker, voice.name))),
            cell(voice.role or "—"),
            cell(voice.party_name),
            cell(f"{voice.claims}"),
            cell(bounded(voice.first, voice.first_by)),
        )
        for voice in answer.voices
    )
    return Table(("Speaker", "As", "Speaks for", "Claims", "First"), rows, numeric=frozenset({3}))


def _agreed(answer: Report) -> Iterator[Block]:
    agreed = [
        (question, found) for question in answer.contrast.questions if (found := [*core(answer.contrast, question)])
    ]
    if not agreed:
        return
    yield Heading(2, line("The agreed core"), anchor="agreed-core")
    yield Paragraph(line(opening(f"{state_meaning(State.AGREED)}. Silence is not agreement.")))
    for question, lines in agreed:
        yield Paragraph(line(Text(question.ask, Style.STRONG)))
        yield List(tuple(line(each) for each in lines))


def _shifts(answer: Report) -> Iterator[Block]:
    items = [
        line(Text(answer.contrast.names[position.party], Style.STRONG), f" on “{question.ask}” ", path)
        for question in answer.contrast.questions
        for position in question.positions
        if position.shifted and (path := position_path(answer.contrast, question, position))
    ]
    if items:
        yield Heading(2, line("Positions that moved"), anchor="shifts")
        yield List(tuple(items))
        yield from _figures(path_figure(answer.contrast))


def _timeline(answer: Report, ids: _Ids) -> Figure | None:
    return timeline_figure(answer, lambda source: _number(ids, source), lambda claim: _stance(ids, claim, told=True))


def _stance(ids: _Ids, claim: ClaimRecord, *, whole: bool = False, told: bool = False) -> str:
    return stance_words(claim, ids.questions.__getitem__, ids.claims, whole=whole, told=told)


def _claims(answer: Report, ids: _Ids) -> Iterator[Block]:
    for claim in answer.claims:
        stance = _stance(ids, claim, whole=True)
        yield Paragraph(line(Text(claim.id, Style.CODE), f" — {stance}"), anchor=f"claim-{claim.id}")
        told = ", ".join(answer.contrast.names.get(each, each) for each in claim.via)
        who = claim.speaker_name + (f", {claim.as_}" if claim.as_ else "") + (f", as told by {told}" if told else "")
        whose = line(f"{who}, {said_on(claim)} ", *_numbers(ids, claim))
        if claim.quote:
            yield Quote(claim.quote, claim.language, claim.translation, whose)
        else:
            yield Paragraph(line(claim.text or ""))
            yield Paragraph(line("— ", *whose))
        yield from remarks(claim, on_claims(claim, ids.questions.__getitem__))


def _numbers(ids: _Ids, claim: ClaimRecord) -> Iterator[Inline]:
    yield _number(ids, claim.source)
    if claim.locator:
        yield Text(f", {claim.locator}{' ' if claim.also_in else ''}")
    yield from (_number(ids, source) for source in claim.also_in)


def _number(ids: _Ids, source: str) -> Link:
    return Link(f"[{ids.numbers.get(source, 0)}]", f"#source-{source}")


def _sources(answer: Report, ids: _Ids) -> Iterator[Block]:
    for number, source in enumerate(answer.sources, start=1):
        title = source.title or source.url or ""
        parts: list[str | Inline] = [Text(f"[{number}]", Style.STRONG), f" {source.publisher}"]
        if title:
            parts += [", ", Link(title, source.url) if source.url else Text(title)]
        parts.append(f", {day(source.published)}")
        parts.append(f" ({source.language})" if source.language else "")
        parts += ["; ", Link("archived copy", source.archived)] if source.archived else []
        if source.derived_from:
            origins = [_origin(answer, ids, each) for each in source.derived_from]
            parts.append("; repeats ")
            parts += [part for at, each in enumerate(origins) for part in ([", ", each] if at else [each])]
        note = Text(f" Note: {source.note}", Style.MUTED) if source.note else ""
        yield Paragraph(line(*parts, ".", note), anchor=f"source-{source.id}")


def _origin(answer: Report, ids: _Ids, origin: str) -> Inline:
    """What a source repeats: another of the numbered sources, or an outlet that was not seen."""
    word = origin.rpartition(":")[2]
    if word in ids.numbers and not origin.startswith("speaker:"):
        return _number(ids, word)
    return Text(f"{answer.names.get(word, word)}, not seen")


def _not_known(answer: Report, ids: _Ids) -> Iterator[Block]:
    known = answer.not_known
    publishers = {source.id: source.publisher for source in answer.sources}
    speakers = {claim.id: claim.speaker_name for claim in answer.claims}
    items: list[Line] = []
    for question in answer.contrast.questions:
        if question.id in known.open_questions:
            items.append(line(f"{question.ask} Nobody recorded here has answered."))
            continue
        found = silent(answer.contrast, question)
        items += [line(f"{question.ask} {opening(words)} from {listed(names)}.") for words, names in found.items()]
    if known.undated:
        links = [Link(speakers[each], f"#claim-{each}") for each in known.undated]
        items.append(line("On which day these were said: ", *_comma(links), "."))
    if known.unread:
        read = [part for each in known.unread for part in (f"{publishers[each]} ", _number(ids, each))]
        items.append(line("Where these can be read (no address is recorded): ", *_comma(read, 2), "."))
    if items:
        yield Heading(2, line("What is not recorded"), anchor="not-known")
        yield List(tuple(items))


def _comma(parts: Sequence[str | Inline], together: int = 1) -> Iterator[str | Inline]:
    """Parts, with a comma behind each few that belong together."""
    for at, part in enumerate(parts):
        if at and at % together == 0:
            yield ", "
        yield part
