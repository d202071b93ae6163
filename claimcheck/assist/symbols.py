"""What a file holds, as an editor lists, folds and selects it; and how its questions stand, above each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claimcheck.assist.desk import Desk, ListedThing
from claimcheck.assist.hover import known_standings, state
from claimcheck.assist.outline import Outline, RecordLines
from claimcheck.assist.text import EditorText, Spot, Stretch
from claimcheck.characters.folding import named as folded
from claimcheck.model.keys import Sort

MOST = 5000
"""Symbols of a file: the outline is what locks an editor up."""
MOST_FOUND = 200
"""Symbols of a collection that are shown at once."""


class Symbol(NamedTuple):
    """A record: what it is called, of what sort it is, a few words, its lines, where its id is, what is shown below."""

    name: str
    sort: str
    detail: str
    where: Stretch
    id: Stretch
    below: tuple[Symbol, ...] = ()


class AboveLine(NamedTuple):
    """Words above a line, that stand in no file."""

    line: int
    words: str


def symbols(desk: Desk, name: str) -> list[Symbol]:
    """The outline of a file: each section with its records, each question with the claims that speak to it."""
    text = desk.text(name)
    outline = Outline(name, text)
    details = _details(desk, name)
    entries = [each for each in outline.entries if each.id][:MOST]
    made = {(each.section, each.id): _symbol(text, each, details.get((each.section, each.id), "")) for each in entries}
    left = MOST - len(made)
    for question, claims in _speaking(desk, name).items():
        known = made.get(("questions", question))
        below = tuple(made["claims", each] for each in claims if ("claims", each) in made)[: max(left, 0)]
        left -= len(below)
        if known is not None:
            made["questions", question] = known._replace(below=below)
    if not any(each.section != "themes" for each in entries):
        return list(made.values())
    found = []
    for section in outline.sections:
        inside = tuple(symbol for (home, _), symbol in made.items() if home == section.name)
        if inside:
            where = Stretch(Spot(section.first, 0), Spot(section.behind, 0))
            title = Stretch(Spot(section.first, 0), Spot(section.first, len(section.name)))
            found.append(Symbol(section.name, "section", "", where, title, inside))
    return found


def _symbol(text: EditorText, entry: RecordLines, detail: str) -> Symbol:
    last = entry.behind - 1
    where = Stretch(Spot(entry.first, 0), Spot(last, len(text.line(last))))
    start = Spot(entry.line, entry.column)
    sort = entry.section.rstrip("s") if entry.section != "parties" else "party"
    return Symbol(entry.id, sort, detail, where, Stretch(start, Spot(entry.line, entry.column + len(entry.id))))


def _details(desk: Desk, name: str) -> dict[tuple[str, str], str]:
    """A few words about each record."""
    found: dict[tuple[str, str], str] = {}
    collection = desk.collection(name)
    if collection is not None:
        found |= {("speakers", key): each.name for key, each in collection.speakers.items()}
        found |= {("parties", key): each.name for key, each in collection.parties.items()}
        found |= {("themes", key): each.ask for key, each in collection.themes.items()}
    found |= {("questions", key): each.ask for key, each in desk.questions(name).items()}
    found |= {("sources", key): each.publisher for key, each in desk.sources(name).items()}
    for incident in desk.incidents(name):
        for claim in incident.claims:
            who = collection.speaker_name(claim.speaker) if collection else claim.speaker
            found.setdefault(("claims", claim.id), who)
    return found


def _speaking(desk: Desk, name: str) -> dict[str, list[str]]:
    """The claims that speak to each question."""
    found: dict[str, list[str]] = {}
    incident = next(desk.incidents(name), None)
    for claim in incident.claims if incident else ():
        for question in claim.stance.questions:
            found.setdefault(question, []).append(claim.id)
    return found


def lenses(desk: Desk, name: str) -> list[AboveLine]:
    """How each question stands, above it; of what has been worked out."""
    outline = Outline(name, desk.text(name))
    collection = desk.collection(name)
    lines = {each.id: each.first for each in outline.entries if each.section == "questions"}
    return [
        AboveLine(lines[each.question.id], state(each, collection))
        for each in known_standings(desk, name)
        if each.question.id in lines and each.positions
    ]


def folds(desk: Desk, name: str) -> list[tuple[int, int]]:
    """The first and last lines of what can be folded: sections and records."""
    outline = Outline(name, desk.text(name))
    lines = desk.text(name).lines
    found = [(each.first, each.behind - 1) for each in outline.entries]
    for section in outline.sections:
        last = section.behind - 1
        while last > section.first and not lines[last].strip():
            last -= 1
        found.append((section.first, last))
    return sorted({each for each in found if each[1] > each[0]})


def selections(desk: Desk, name: str, spot: Spot) -> list[Stretch]:
    """What is selected when more and more is: the record, the section, the whole; the smallest first."""
    text = desk.text(name)
    outline = Outline(name, text)
    line = text.line(spot.line)
    begins = len(line) - len(line.lstrip())
    found = [Stretch(Spot(spot.line, begins), Spot(spot.line, max(len(line.rstrip()), begins)))]
    entry = outline.at(spot.line)
    if entry is not None:
        found.append(Stretch(Spot(entry.first, 0), Spot(entry.behind - 1, len(text.line(entry.behind - 1)))))
    found += [
        Stretch(Spot(each.first, 0), Spot(each.behind - 1, len(text.line(each.behind - 1))))
        for each in outline.sections
        if each.first <= spot.line < each.behind
    ]
    found.append(text.stretch(0, len(text.whole)))
    return [each for at, each in enumerate(found) if at == 0 or each != found[at - 1]]


# In the whole collection


def search(desk: Desk, query: str) -> list[ListedThing]:
    """Things whose id, name or alias holds some words, those that begin with them first."""
    words = folded(query)
    found: list[tuple[int, ListedThing]] = []
    for each in _everything(desk):
        plain = f"{each.id} {folded(each.names)}"
        if words in plain:
            rank = 0 if each.id == query else 1 if plain.startswith(words) else 2
            found.append((rank, each))
    found.sort(key=lambda each: each[0])
    return [each for _, each in found[:MOST_FOUND]]


def _everything(desk: Desk) -> Iterator[ListedThing]:
    shared = desk.shared.collection if desk.shared else None
    if shared is not None:
        for key, speaker in shared.speakers.items():
            names = " ".join((speaker.name, *speaker.aliases))
            yield ListedThing(key, Sort.SPEAKER, names, "speakers.yaml", speaker.location.line - 1)
        for key, party in shared.parties.items():
            yield ListedThing(key, Sort.PARTY, party.name, "speakers.yaml", party.location.line - 1)
        for key, theme in shared.themes.items():
            yield ListedThing(key, Sort.THEME, theme.ask, "themes.yaml", theme.location.line - 1)
    for listed in desk.listed.values():
        yield from listed
