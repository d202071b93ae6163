"""What an article says that somebody said: quotations and reported speech, proposed as claims for a person to judge.

Rules, and lists of cues as data; no model, no statistics. `docs/explanation/drafting.md` says what they miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from claimcheck.copies.cues import Cue, Cues, Language, Sort, cues_of, language_of
from claimcheck.copies.folds import folded
from claimcheck.copies.names import By, Mention, mentions
from claimcheck.copies.passages import MASK, Inside, Passage, hidden, passages, sentences
from claimcheck.copies.quotations import Quotation
from claimcheck.model.incident import Incident
from claimcheck.model.speaker import Speaker

MOST_NAME_WORDS = 3
"""Words between quotation marks that make no sentence and are no more than this are a name or a nickname, unless a cue
stands right beside them."""
NEAR_CUE = 120
"""The most characters between a quotation and the cue behind it."""


class Kind(StrEnum):
    """A quotation, or a sentence that reports what somebody said."""

    QUOTATION = "quotation"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that somebody is said to have said.

    `cue` introduces them, `speaker_as_written` is what the article calls the speaker, `speaker` the known speaker that
    this names and `by` how it was recognised. `start` and `end` are characters of the text, from 0; `line` and
    `paragraph` count from 1. `recorded` is the claim of this source that holds these words already.
    """

    kind: Kind
    words: str
    cue: str | None
    speaker_as_written: str | None
    speaker: str | None
    by: By | None
    start: int
    end: int
    line: int
    paragraph: int
    recorded: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What an article proposes for an incident, in the order of the text."""

    schema: str
    incident: str
    source: str
    language: Language
    items: tuple[Proposal, ...]


def draft(
    text: str, incident: Incident, source: str, speakers: Mapping[str, Speaker], language: Language | None = None
) -> Draft:
    """Everything that an article says that somebody said; `language` None: told by the script.

    Takes time in proportion to the length of the text times the number of known speakers.
    """
    chosen = language or language_of(text)
    items = (_recorded(each, text, incident, source) for each in proposals(text, speakers, chosen))
    return Draft("claimcheck/draft/1", incident.id, f"{incident.id}/{source}", chosen, tuple(items))


def proposals(text: str, speakers: Mapping[str, Speaker], language: Language) -> list[Proposal]:
    """The proposals of an article, in the order of the text."""
    named = mentions(text, speakers)
    cues = cues_of(language)
    found: list[Proposal] = []
    carried: _Voice | None = None
    for passage in passages(text):
        reader = _Paragraph(_interrupted(passage, cues), cues, named, carried)
        found += sorted(reader.proposals(), key=lambda each: (each.start, each.kind))
        still_open = any(each.open for each in passage.quoted)
        carried = reader.last if still_open else None
    return [replace(each, line=text.count("\n", 0, each.start) + 1) for each in found]


def _recorded(proposal: Proposal, text: str, incident: Incident, source: str) -> Proposal:
    """A proposal that knows the claim of its source that has its words, or some of them, already."""
    words = folded(text[proposal.start : proposal.end])
    for claim in incident.claims:
        if source not in claim.sources:
            continue
        quoted = bool(claim.quote) and bool(Quotation(claim.quote or "").anywhere(words))
        if quoted or (claim.text is not None and folded(claim.text).text == words.text):
            return replace(proposal, recorded=claim.id)
    return proposal


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks, and how one knows."""

    cue: str | None
    written: str | None
    speaker: str | None
    by: By | None


_NOBODY = _Voice(None, None, None, None)


class _Paragraph:
    """One paragraph being read, sentence by sentence."""

    def __init__(self, passage: Passage, cues: Cues, named: list[Mention], carried: _Voice | None) -> None:
        self.passage = passage
        self.text = passage.text
        self.masked = passage.masked
        self.cues = cues
        end = passage.start + len(passage.text)
        self.named = [
            replace(each, start=each.start - passage.start, end=each.end - passage.start)
            for each in named
            if passage.start <= each.start < end
        ]
        self.carried = carried
        self.last: _Voice | None = None
        self.spoke: list[tuple[int, str]] = []  # where a named speaker was heard, and who
        self.ended_quoted = False

    def proposals(self) -> Iterator[Proposal]:
        for start, end in sentences(self.passage, self.cues.words["titles"]):
            inside = [each for each in self.passage.quoted if start <= each.start - 1 < end]
            found = self.cues.find(self.masked, start, end)
            used: set[Cue] = set()
            quoted = False
            for number, each in enumerate(inside):
                before = inside[number - 1].end + 1 if number else start
                after = inside[number + 1].start - 1 if number + 1 < len(inside) else end
                voice = self.quotation(each, start, before, after, found, used)
                if voice is not None:
                    quoted = True
                    self.hear(voice, each.start)
                    yield self.proposal(Kind.QUOTATION, each.start, each.end, voice)
            self.ended_quoted = quoted
            yield from self.reported(start, end, found, used)

    def hear(self, voice: _Voice, at: int) -> None:
        self.last = voice
        if voice.speaker is not None:
            self.spoke.append((at, voice.speaker))

    def proposal(self, kind: Kind, start: int, end: int, voice: _Voice) -> Proposal:
        offset = self.passage.start
        return Proposal(
            kind, self.text[start:end].strip(), voice.cue, voice.written, voice.speaker, voice.by,
            start + offset, end + offset, 0, self.passage.number,
        )  # fmt: skip

    # quotations

    def quotation(  # noqa: PLR0913 - a quotation and all that is around it
        self, inside: Inside, sentence: int, before: int, after: int, found: list[Cue], used: set[Cue]
    ) -> _Voice | None:
        """Whose words a quotation is; None where it is a name, a title or a word held at arm's length."""
        words = self.text[inside.start : inside.end].strip()
        whole = words.endswith((".", "!", "?", "…", ",")) or len(words.split()) > MOST_NAME_WORDS
        tail = self.tail(inside, after, found)
        if tail is not None:
            used.add(tail)
            return self.voice(tail, inside.end + 1, after)
        unknown = self.unknown_tail(inside, after)
        if unknown is not None and whole:
            return unknown
        head = [cue for cue in found if before <= cue.start and cue.end <= inside.start]
        lead = self.masked[before : inside.start - 1].rstrip()
        if head:
            cue = head[-1]
            beside = inside.start - cue.end < 15 or lead.endswith(":")  # noqa: PLR2004 - "said that he"
            if whole or beside or Sort.NAMING in cue.sorts:
                if self.is_name(words, lead) and not whole and (Sort.NAMING in cue.sorts or not beside):
                    return None
                used.add(cue)
                return self.voice(cue, before, inside.start - 1)
            return None
        if before > sentence and used:  # "…," she said, "…": the cue between two quotations is that of both
            return self.last
        if lead.endswith(":"):
            short = " ".join(lead.rstrip(":").split())
            named = self.known(before, inside.start - 1)
            return _Voice(":", short if len(short.split()) <= 6 else None, *named)  # noqa: PLR2004 - "The answer was:"
        opens = not self.masked[sentence : inside.start - 1].strip(" —–-")
        if opens and self.ended_quoted and self.last is not None:
            return replace(self.last, by=By.CONTINUED if self.last.speaker else None)
        if opens and sentence == 0 and self.carried is not None:
            return replace(self.carried, by=By.CONTINUED if self.carried.speaker else None)
        stop = words[-1:] in (".", "!", "?", "…") and len(words.split()) > 1
        title = words[:1].isupper() and not opens  # of a film, a law, another article
        return _NOBODY if stop or (len(words.split()) > MOST_NAME_WORDS and not title) else None

    def tail(self, inside: Inside, after: int, found: list[Cue]) -> Cue | None:
        """The cue behind a quotation: `“…,” said X`, `“…,” X said`, `«…», — заявил X`."""
        closed = self.text[inside.end - 1 : inside.end] in (",", ".", "!", "?", "…", "—", "–")
        behind = self.masked[inside.end + 1 : after] if inside.end + 1 < after else ""
        if not closed and not re.match(r"\s*[,—–-]", behind):
            return None
        for cue in found:
            if inside.end < cue.start < after and cue.start - inside.end <= NEAR_CUE and not self.cues.passive(self.masked, cue):
                between = self.masked[inside.end + 1 : cue.start]
                if re.search(r"[.!?;:]\s", between) is None:
                    return cue
        return None

    def unknown_tail(self, inside: Inside, after: int) -> _Voice | None:
        """Who speaks by a verb that stands in no list: `…,” the statement reads.` or `…», — усмехнулась она`."""
        behind = self.masked[inside.end + 1 : after] if inside.end + 1 < after else ""
        if self.cues.language is Language.RU:
            match = re.match(r"\s*,\s+[—–-]\s+([а-яё]+)\s+(?=\S)", behind)
            if match is None:
                return None
            start = inside.end + 1 + match.end()
            return self.named_in(self.some_cue(inside, match), start, self.phrase_end(start, after))
        if self.text[inside.end - 1 : inside.end] != ",":
            return None
        match = re.match(r"\s+[^,.;:—–]{2,40}?\s+([a-z]+(?:s|ed))(?=[.,;:—–]|\s+[a-z]+ly[.,])", behind)
        if match is None:
            return None
        return self.named_in(self.some_cue(inside, match), inside.end + 1, inside.end + 1 + match.start(1))

    def some_cue(self, inside: Inside, match: re.Match[str]) -> Cue:
        offset = inside.end + 1
        return Cue(offset + match.start(1), offset + match.end(1), match.group(1), frozenset())

    def is_name(self, words: str, lead: str) -> bool:
        """Whether quoted words look like the name of a thing."""
        last = lead.split()[-1].lower() if lead.split() else ""
        short = len(words.split()) <= MOST_NAME_WORDS
        return short and (self.cues.has("determiners", last) or words[:1].isupper())

    # reported speech

    def reported(self, start: int, end: int, found: list[Cue], used: set[Cue]) -> Iterator[Proposal]:
        """The sentence itself, once for the verb that reports and once for each "according to"."""
        verbs = [cue for cue in found if Sort.SOURCE not in cue.sorts]
        if not any(cue in used for cue in verbs):
            verb = next((cue for cue in verbs if self.reports(cue, start, end)), None)
            if verb is not None:
                voice = self.voice(verb, self.clause(start, verb), end)
                if voice.written is not None:
                    self.hear(voice, verb.start)
                    yield self.proposal(Kind.REPORTED, start, end, voice)
        for cue in found:
            if Sort.SOURCE in cue.sorts and cue not in used:
                voice = self.voice(cue, start, end)
                self.hear(voice, cue.start)
                yield self.proposal(Kind.REPORTED, start, end, voice)

    def clause(self, start: int, cue: Cue) -> int:
        """Where the clause of a verb begins: behind what is quoted before it, at most the sentence."""
        ends = [each.end + 1 for each in self.passage.quoted if start <= each.end < cue.start]
        return max([start, *ends])

    def reports(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a verb reports something in this sentence (and not what the one before said: "Об этом сообщил")."""
        if any(self.masked[start:].lower().startswith(each) for each in self.cues.words["back"]):
            return False
        if self.cues.language is Language.EN and self.introduced(start, cue):
            return False  # "Asked about it, …"
        if self.cues.passive(self.masked, cue) and re.search(rf"\b{self.cues.passive_by}\s", self.masked[cue.end : end]) is None:
            return False
        rest = self.masked[cue.end : end]
        words = re.findall(r"[^\W_]+", rest)
        aside = re.match(r"\s*[,.]", rest) is not None and "," in self.masked[start : cue.start]
        inverted = self.cues.language is Language.RU and re.match(r"[^,]*[,.]", rest) is not None
        that = self.cues.that.search(rest)
        near_that = that is not None and that.start() < 60 and ";" not in rest[: that.start()]  # noqa: PLR2004
        if Sort.SPEECH in cue.sorts and (len(words) > 1 or aside):
            return True
        russian = self.cues.language is Language.RU  # where a verb may come last
        if Sort.POSITION in cue.sorts and (words or russian):
            return True
        colon = re.match(r"\s*:\s", rest) is not None
        if Sort.WITH_THAT in cue.sorts and (near_that or aside or colon or (inverted and self.introduced(start, cue))):
            return True
        if Sort.NAMING in cue.sorts:
            link = self.cues.naming_link.search(rest)
            return link is not None and link.start() > 1 and "," not in rest[: link.start()]
        return False

    def introduced(self, start: int, cue: Cue) -> bool:
        """Whether nothing but an opening word stands before a verb: "Как отметил X, …"."""
        first, last = self.stripped(start, cue.start)
        return first >= last

    # speakers

    def voice(self, cue: Cue, start: int, end: int) -> _Voice:
        """Who is meant by what stands before a cue or, where nothing does, behind it."""
        if Sort.SOURCE in cue.sorts:
            owner = next((word for word in cue.words.lower().split() if self.cues.has("possessives", word)), None)
            if owner is not None:
                return self.pronoun(cue, owner)
            return self.named_in(cue, cue.end, self.phrase_end(cue.end, end))
        by = re.compile(rf"\b{self.cues.passive_by}\s+") if self.cues.passive_by else None
        if by is not None and self.cues.passive(self.masked, cue):
            match = by.search(self.masked, cue.end, end)
            if match is None:
                return _Voice(cue.words, None, None, None)
            return self.named_in(cue, match.end(), self.phrase_end(match.end(), end))
        behind = self.phrase_end(cue.end, end)
        if self.set_off(cue, start, behind):
            return self.named_in(cue, cue.end, behind)
        before = self.subject(start, cue.start)
        if before is not None:
            return self.named_in(cue, *before)
        return self.named_in(cue, cue.end, behind)

    def set_off(self, cue: Cue, start: int, behind: int) -> bool:
        """Whether verb and speaker stand between commas, in this order: "…, said Olin, …"."""
        if not self.masked[start : cue.start].rstrip().endswith(",") or self.masked[behind : behind + 1] not in (",", "."):
            return False
        first, last = self.stripped(cue.end, behind)
        words = self.masked[first:last].split()
        pronoun = len(words) == 1 and self.cues.has("pronouns", words[0])
        return pronoun or (len(words) <= 4 and self.known(first, last)[0] is not None)  # noqa: PLR2004

    def subject(self, start: int, end: int) -> tuple[int, int] | None:
        """The part between commas before a verb that names who does it; asides are stepped over."""
        edges = [start, *(match.end() for match in re.finditer(r"[,:;—–(]|\s-\s", self.masked[:end]) if match.start() >= start)]
        parts = [self.stripped(first, last) for first, last in zip(edges, [*(each - 1 for each in edges[1:]), end], strict=True)]
        aside: tuple[int, int] | None = None
        aside_is_plain = False
        for number, (first, last) in enumerate(reversed(parts)):
            word = re.match(r"[\w’'-]+", self.masked[first:last])
            if word is None or self.cues.has("relative", word.group()):
                continue
            plain = not self.cues.has("aside", word.group())
            if number == 0 or self.known(first, last)[0] is not None:
                return first, last
            if aside is None or (plain and not aside_is_plain):
                aside, aside_is_plain = (first, last), plain
        return aside

    def stripped(self, first: int, last: int) -> tuple[int, int]:
        """A part without opening words in front and without helping verbs and adverbs behind."""
        while True:
            part = self.masked[first:last]
            first += len(part) - len(part.lstrip(" \t\n,—–-\"”»’'" + MASK))
            last = first + len(self.masked[first:last].rstrip(" \t\n,—–-"))
            part = self.masked[first:last]
            front = re.match(r"([\w’'-]+)(?:\s+|$)", part)
            two = re.match(r"([\w’'-]+\s+[\w’'-]+)(?:\s+|$)", part)
            back = re.search(r"(?:^|\s)([\w’'-]+)$", part)
            if two and self.cues.has("opening", " ".join(two.group(1).split())):
                first += two.end()
            elif front and self.cues.has("opening", front.group(1)):
                first += front.end()
            elif back and self.cues.has("between", back.group(1)):
                last = first + back.start()
            else:
                return first, last

    def phrase_end(self, first: int, end: int) -> int:
        """Where the words that name somebody end, at the next comma or stop."""
        gap = len(self.masked[first:end]) - len(self.masked[first:end].lstrip())
        match = re.compile(rf"[,;:!?—–(\"“«„{MASK}]|\.(?:\s|$)|\s(?:who|that|which)\s|$").search(self.masked, first + gap, end)
        return self.abbreviated(first, match.start(), end) if match else end

    def abbreviated(self, first: int, stop: int, end: int) -> int:
        """Not at the full stop of "Mr."."""
        word = re.search(r"([\w.]+)$", self.masked[first:stop])
        if self.masked[stop : stop + 1] == "." and word and self.cues.has("titles", word.group(1)):
            return self.phrase_end(stop + 1, end)
        return stop

    def named_in(self, cue: Cue, first: int, last: int) -> _Voice:
        """A voice from the words that name it."""
        first, last = self.stripped(first, last)
        written = " ".join(self.text[first:last].split())
        if not written:
            return _Voice(cue.words, None, None, None)
        words = written.lower().split()
        if self.cues.has("pronouns", words[0]) and len(words) <= 2:  # noqa: PLR2004 - "he himself"
            return self.pronoun(cue, written)
        return _Voice(cue.words, written, *self.known(first, last))

    def pronoun(self, cue: Cue, written: str) -> _Voice:
        who = self.last_named(cue.start, thing=self.cues.has("things", written.split()[0]))
        return _Voice(cue.words, written, who, By.PRONOUN if who else None)

    def known(self, first: int, last: int) -> tuple[str | None, By | None]:
        """The known speaker that some words name: of several the last, unless a link such as "of" joins it to another."""
        found = [each for each in self.named if first <= each.start and each.end <= last and not each.possessive]
        if not found or self.belongs(first, found[0]):
            return None, None
        chosen = found[0]
        for one, other in zip(found, found[1:], strict=False):
            joined = re.findall(r"[\w’'-]+", self.masked[one.end : other.start])
            if any(self.cues.has("link", word) for word in joined) or "," in self.masked[one.end : other.start]:
                break
            chosen = other
        return chosen.speaker, chosen.by

    def belongs(self, first: int, mention: Mention) -> bool:
        """Whether a name only says whose spokesman, lawyer or office somebody is: "an employee of the port"."""
        words = re.findall(r"[\w’'-]+", self.masked[first : mention.start])
        return any(self.cues.has("belonging", word) for word in words)

    def owned(self, mention: Mention) -> bool:
        """Whether a name follows right behind an "of"."""
        word = re.search(r"([\w’'-]+)\s+$", self.masked[max(0, mention.start - 20) : mention.start])
        return word is not None and self.cues.has("belonging", word.group(1))

    def last_named(self, at: int, *, thing: bool = False) -> str | None:
        """The last speaker of the paragraph before a place: who was heard last, else who the last sentence names first.

        "It" (`thing`) is nobody who was merely named.
        """
        heard = [speaker for where, speaker in self.spoke if where < at]
        if heard or thing:
            return heard[-1] if heard else None
        named = [
            each
            for each in self.named
            if each.start < at and not each.possessive and self.masked[each.start] != MASK and not self.owned(each)
        ]
        parts = [part for part in sentences(self.passage, self.cues.words["titles"]) if part[0] <= at]
        for start, end in [*reversed(parts[:-1]), *parts[-1:]]:  # the sentence of the pronoun itself comes last
            inside = [each for each in named if start <= each.start < end]
            if inside:
                return inside[0].speaker
        return None


_INTERLUDE = re.compile(r"[,.!?…]\s+[—–]\s+([^—–]{3,90}?)[,.]\s+[—–]\s+")
_LINE_OF_DIALOGUE = re.compile(r"[—–]\s+")


def _interrupted(passage: Passage, cues: Cues) -> Passage:
    """A paragraph in which «…, — said X. — …» is two quotations, and so is a line of dialogue behind a dash."""
    text = passage.text
    quoted: list[Inside] = []
    dialogue = _LINE_OF_DIALOGUE.match(text)
    if dialogue and not any(each.start < 6 for each in passage.quoted):  # noqa: PLR2004
        speech = re.compile(r"[,.!?…]\s+[—–]\s+").search(text, dialogue.end())
        if speech is not None and cues.find(text, speech.end(), len(text)):
            quoted.append(Inside(dialogue.end(), speech.start() + 1))
            more = re.compile(r"[.,]\s+[—–]\s+").search(text, speech.end())
            if more is not None:
                quoted.append(Inside(more.end(), len(text)))
            quoted += [each for each in passage.quoted if each.start > speech.end()]
            return _with(passage, quoted)
    for each in passage.quoted:
        start = each.start
        for match in _INTERLUDE.finditer(text, each.start, each.end):
            if cues.find(text, match.start(1), match.end(1)):
                quoted.append(Inside(start, match.start() + 1))
                start = match.end()
        quoted.append(Inside(start, each.end, each.open))
    return _with(passage, quoted) if quoted != list(passage.quoted) else passage


def _with(passage: Passage, quoted: list[Inside]) -> Passage:
    return replace(passage, quoted=tuple(quoted), masked=hidden(passage.text, tuple(quoted)))
