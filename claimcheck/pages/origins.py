"""From claims to first voices: the counts, a table of positions, and the tree."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.blocks import Block, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.stance import Polarity, Stance
from claimcheck.pages.claims import claim_blocks
from claimcheck.pages.crossref import not_read
from claimcheck.pages.dates import day
from claimcheck.pages.phrases import TAKEN_BACK, Answers, count, listed, opening, words_of
from claimcheck.reasoning.origins import PUBLISHER, FirstVoice, OriginKind, OriginLine, Origins
from claimcheck.views.origins import OriginsOf, PositionOrigins


def origins_page(answer: OriginsOf) -> Page:
    """The page of the origins of a claim, a question or an incident."""
    full = answer.id if answer.sort == "incident" else f"{answer.incident}/{answer.id}"
    title = answer.title or full
    blocks: list[Block] = [
        Heading(1, line(f"Origins: {title}")),
        Paragraph(line(Text(full, Style.CODE), f" — {origin_counts(answer.origins)}")),
    ]
    if answer.sort == "claim":
        blocks += claim_blocks([answer.claims[answer.id]], answer.names, answer.asked)
    if answer.positions:
        blocks += [Heading(2, line("Position by position"), anchor="positions"), _positions(answer)]
    if answer.origins.first:
        blocks += [Heading(2, line("First voices"), anchor="voices"), _voices(answer)]
        blocks += [Heading(2, line("From report to voice"), anchor="tree")]
        blocks += _trees(answer)
    elif not answer.origins.taken_back:
        blocks.append(Paragraph(line("Nobody has taken a position.")))
    blocks += _taken_back(answer)
    return Page(title, (*blocks, *not_read(answer.left_out)))


def origin_counts(origins: Origins) -> str:
    """How many people stand behind how many reports: `6 reports, 2 voices, 1 party`."""
    return ", ".join(
        (count(origins.reports, "report"), count(origins.voices, "voice"), count(origins.parties, "party", "parties"))
    )


def _positions(answer: OriginsOf) -> Table:
    rows = tuple(
        (
            tuple(_position(each)),
            cell(f"{each.origins.reports:,}"),
            cell(f"{each.origins.voices:,}"),
            cell(f"{each.origins.parties:,}"),
        )
        for each in answer.positions
    )
    header = ("Question" if answer.sort == "incident" else "Answer", "Reports", "Voices", "Parties")
    return Table(header, rows, numeric=frozenset({1, 2, 3}))


def _position(each: PositionOrigins) -> Iterator[Line]:
    """A position; of a question, what it asks and the positions that are counted together."""
    answers = Answers(each.kind, each.unit, each.answers)
    summed = [
        answers.taken(Stance.DENIES if one.polarity is Polarity.DENIES else Stance.ASSERTS, one.answer)
        for one in each.sums
    ]
    if each.answer is not None:
        yield line(*summed)
    else:
        yield line(each.ask)
        yield line(Text(f"together: {'; '.join(summed)}", Style.MUTED))


def _voices(answer: OriginsOf) -> Table:
    rows = tuple(
        (
            cell(_name(answer, voice.id)),
            cell(_parties(answer, voice)),
            cell(f"{len(voice.claims):,}"),
            cell(_counts(answer, voice)),
        )
        for voice in answer.origins.first
    )
    return Table(("Voice", "Party", "Claims", "Counted"), rows, numeric=frozenset({2}))


def _parties(answer: OriginsOf, voice: FirstVoice) -> str:
    return listed(_name(answer, party) for party in voice.parties)


def _counts(answer: OriginsOf, voice: FirstVoice) -> str:
    if voice.counted:
        return "yes"
    return f"no: may be a voice of {_parties(answer, voice)} that is counted already"


def _taken_back(answer: OriginsOf) -> Iterator[Block]:
    """Whose words no longer stand: they are in no count."""
    if answer.origins.taken_back:
        names = listed(_name(answer, voice.id) for voice in answer.origins.taken_back)
        yield Paragraph(line(f"{opening(TAKEN_BACK)}, and not counted: the words of {names}."))


def _trees(answer: OriginsOf) -> Iterator[Block]:
    """Each utterance with what stands behind it."""
    lines: list[Line] = []
    depths: list[int] = []
    for link in answer.origins.tree:
        if link.depth == 0:
            if lines:
                yield List(tuple(lines), depths=tuple(depths))
            lines, depths = [], []
            claim = answer.claims[link.id]
            yield Paragraph(line(Text(link.id, Style.CODE), " — ", words_of(claim)))
        else:
            lines.append(_branch(answer, link))
            depths.append(link.depth - 1)
    if lines:
        yield List(tuple(lines), depths=tuple(depths))


def _branch(answer: OriginsOf, link: OriginLine) -> Line:
    if link.kind is OriginKind.SOURCE and link.id in answer.sources and not link.first:
        source = answer.sources[link.id]
        when = f", {day(source.published)}" if source.published else ""
        again = "; see above" if link.repeated else ""
        return line(f"{source.publisher}{when} ", Text(f"({link.id}{again})", Style.MUTED))
    name = _name(answer, f"{PUBLISHER}{link.id}" if link.kind is OriginKind.PUBLISHER else link.id)
    return line(Text(name, Style.STRONG), " (first voice)") if link.first else line(f"by way of {name}")


def _name(answer: OriginsOf, identifier: str) -> str:
    return answer.names.get(identifier, identifier)
