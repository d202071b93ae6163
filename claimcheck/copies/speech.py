"""What a paragraph quotes and what it reports, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from claimcheck.copies.cues import CYRILLIC, Cue, Cues, CueSort, Language
from claimcheck.copies.names import Mention
from claimcheck.copies.passages import Inside, Passage
from claimcheck.copies.phrases import NamePlace
from claimcheck.copies.voices import NOBODY, HeardVoice, ParagraphVoices
from claimcheck.frozen import frozen

MOST_NAME_WORDS = 3
"""Words between quotation marks that make no sentence and are no more than this are a name or a nickname, unless a cue
stands right beside them."""
MOST_WORDS_OF_A_NAME = 5
NEAR_CUE = 120
"""The most characters between a quotation and the cue behind it."""


class SpeechKind(StrEnum):
    """A quotation, or a sentence that reports what somebody said."""

    QUOTATION = "quotation"
    REPORTED = "reported"


@frozen
class SpokenWords:
    """Words from `start` to `end` of a paragraph, and who is said to have said them."""

    kind: SpeechKind
    start: int
    end: int
    voice: HeardVoice


class ParagraphRead:
    """One paragraph being read."""

    def __init__(self, passage: Passage, cues: Cues, named: list[Mention], carried: HeardVoice | None = None) -> None:
        """`carried` is who was speaking when the paragraph before ended inside quotation marks."""
        self.passage = passage
        self.text = passage.text
        self.masked = passage.masked
        self.cues = cues
        self.voices = ParagraphVoices(passage, cues, named)
        self.carried = carried
        self.ended_quoted = False

    def statements(self) -> Iterator[SpokenWords]:
        """Quotations and reports; a sentence can hold several."""
        for start, end in self.voices.sentences:
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
                    self.voices.hear(voice, each.start)
                    # a comma before the closing mark is the article's own
                    length = len(self.text[each.start : each.end].rstrip().removesuffix(","))
                    yield SpokenWords(SpeechKind.QUOTATION, each.start, each.start + length, voice)
            self.ended_quoted = quoted
            yield from self.reported(start, end, found, used)

    def quotation(  # noqa: PLR0913 - a quotation and all that is around it
        self, inside: Inside, sentence: int, before: int, after: int, found: list[Cue], used: set[Cue]
    ) -> HeardVoice | None:
        """Whose words a quotation is; None where it is a name, a title or a word held at arm's length."""
        words = self.text[inside.start : inside.end].strip()
        whole = words.endswith((".", "!", "?", "…", ",")) or len(words.split()) > MOST_NAME_WORDS
        tail = self.tail(inside, after, found)
        if tail is not None:
            used.add(tail)
            return self.voices.voice(tail, inside.end + 1, after)
        unknown = self.unknown_tail(inside, after)
        if unknown is not None:
            return unknown
        head = [cue for cue in found if before <= cue.start and cue.end <= inside.start]
        lead = self.masked[before : inside.start - 1].rstrip()
        if head and head[-1] in used:  # "…," she said, "…": the cue between two quotations is that of both
            return self.voices.last
        if head:
            cue = head[-1]
            beside = inside.start - cue.end < 15 or lead.endswith(":")
            if self.is_name(words, lead) and not whole and (CueSort.NAMING in cue.sorts or not beside):
                return None
            used.add(cue)
            going_on = re.fullmatch(r"[\W\x00]*(\w+)?\s*", self.masked[before : cue.start])
            if before > sentence and going_on and self.voices.last is not None:
                word = going_on.group(1)
                if word is not None and self.cues.has("conjunctions", word):  # "called it “…” and accused them of “…”"
                    return self.voices.last.continued()
            voice = self.voices.voice(cue, before, inside.start - 1)
            sources = [each for each in head[:-1] if CueSort.SOURCE in each.sorts]
            if sources and voice.speaker is None and (voice.written or "").startswith(sources[-1].words):
                used.add(sources[-1])  # "according to X, who wrote it, it is about “…”"
                return self.voices.voice(sources[-1], before, inside.start - 1)
            return voice
        if lead.endswith(":"):
            short = " ".join(lead.rstrip(":").split())
            named = self.voices.leads(before, inside.start - 1)
            return HeardVoice(":", short if len(short.split()) <= 6 else None, *named)
        if before > sentence and lead.endswith(",") and not self.parted(before, inside.start - 1):
            last = self.voices.last
            return last.continued() if last is not None else NOBODY  # "“…”, so Olin weiter, “…”"
        asked = self.asked_behind(inside, after)
        if asked is not None:
            return asked
        opens = not self.masked[sentence : inside.start - 1].strip(" —–-")
        if opens and self.ended_quoted and self.voices.last is not None:
            return self.voices.last.continued()
        if opens and sentence == 0 and self.carried is not None:
            return self.carried.continued()
        stop = words[-1:] in (".", "!", "?", "…") and len(words.split()) > 1
        title = words[:1].isupper() and not opens  # of a film, a law, another article
        return NOBODY if stop or (len(words.split()) > MOST_NAME_WORDS and not title) else None

    def tail(self, inside: Inside, after: int, found: list[Cue]) -> Cue | None:
        """The cue behind a quotation: `“…,” said X`, `“…,” X said`, `«…», — заявил X`."""
        closed = self.text[inside.start : inside.end].rstrip()[-1:] in (",", ".", "!", "?", "…", "—", "–")
        behind = self.masked[inside.end + 1 : after] if inside.end + 1 < after else ""
        if not closed and not re.match(r"\s*[,—–-]", behind):
            return None
        for cue in found:
            near = inside.end < cue.start < after and cue.start - inside.end <= NEAR_CUE
            if near and not self.cues.passive(self.masked, cue) and not self.parted(inside.end + 1, cue.start):
                return cue
        for word in self.cues.words["attached"]:
            match = re.match(rf"\s*,\s+({word})\s", behind)
            if match is not None:
                return self.some_cue(inside, match)
        return None

    def asked_behind(self, inside: Inside, after: int) -> HeardVoice | None:
        """Who speaks in a sentence of its own behind a question or a shout, as in `“Who was it?” Olin asked.`."""
        if self.text[inside.start : inside.end].rstrip()[-1:] not in ("?", "!", "…") or inside.end + 1 != after:
            return None
        name = re.match(r"\s+(?:[^\W\d_][\w.’'-]*\s+){1,5}", self.masked[after : after + 3 * NEAR_CUE])
        cues = self.cues.find(self.masked, after, after + name.end() + NEAR_CUE) if name else []
        if not cues or self.cues.passive(self.masked, cues[0]) or self.parted(after, cues[0].start):
            return None
        behind = re.match(r"(?:\s+\w+ly)?[.,]", self.masked[cues[0].end : cues[0].end + NEAR_CUE])
        between = self.masked[after : cues[0].start]
        if behind is None or "," in between or len(between.split()) > MOST_WORDS_OF_A_NAME:
            return None
        return self.voices.voice(cues[0], after, cues[0].end)

    def parted(self, start: int, end: int) -> bool:
        """Whether a sentence ends between two places; not at the full stop of "Ms."."""
        for match in re.finditer(r"([\w.]*)[.!?;:]\s", self.masked[start:end]):
            if not (match.group().rstrip().endswith(".") and self.cues.shortened(match.group(1))):
                return True
        return False

    def unknown_tail(self, inside: Inside, after: int) -> HeardVoice | None:
        """Who speaks by a verb that stands in no list: `…,” the statement reads.` or `…», — усмехнулась она`."""
        behind = self.masked[inside.end + 1 : after] if inside.end + 1 < after else ""
        if self.cues.language in CYRILLIC:
            match = re.match(r"\s*,?\s+[—–-]\s+([а-яёіїєґ’']+)\s+(?=\S)", behind)
            if match is None:
                return None
            start = inside.end + 1 + match.end()
            end = self.voices.phrase_end(start, after)
            return self.voices.named_in(self.some_cue(inside, match), start, end, NamePlace.BEHIND)
        if self.cues.language is not Language.EN or self.text[inside.end - 1 : inside.end] != ",":
            return None
        match = re.match(r"\s+[^,.;:—–]{2,40}?\s+([a-z]+(?:s|ed))(?=[.,;:—–]|\s+[a-z]+ly[.,])", behind)
        if match is None:
            return None
        return self.voices.named_in(self.some_cue(inside, match), inside.end + 1, inside.end + 1 + match.start(1))

    def some_cue(self, inside: Inside, match: re.Match[str]) -> Cue:
        """The verb that a pattern found behind a quotation."""
        offset = inside.end + 1
        return Cue(offset + match.start(1), offset + match.end(1), match.group(1), frozenset())

    def is_name(self, words: str, lead: str) -> bool:
        """Whether quoted words look like the name of a thing."""
        last = lead.rpartition(" ")[2].lower()
        short = len(words.split()) <= MOST_NAME_WORDS
        return short and (self.cues.has("determiners", last) or words[:1].isupper())

    def reported(self, start: int, end: int, found: list[Cue], used: set[Cue]) -> Iterator[SpokenWords]:
        """The sentence itself, once for the verb that reports and once for each "according to"."""
        verbs = [cue for cue in found if CueSort.SOURCE not in cue.sorts]
        if not any(cue in used for cue in verbs):
            verb = next((cue for cue in verbs if self.reports(cue, start, end)), None)
            if verb is not None:
                voice = self.voices.voice(verb, self.clause(start, verb), end)
                if voice.written is not None:
                    self.voices.hear(voice, verb.start)
                    yield SpokenWords(SpeechKind.REPORTED, start, end, voice)
        for cue in found:
            if CueSort.SOURCE in cue.sorts and cue not in used:
                voice = self.voices.voice(cue, start, end)
                self.voices.hear(voice, cue.start)
                yield SpokenWords(SpeechKind.REPORTED, start, end, voice)

    def clause(self, start: int, cue: Cue) -> int:
        """Where the clause of a verb begins: behind what is quoted before it, at most the sentence."""
        ends = [each.end + 1 for each in self.passage.quoted if start <= each.end < cue.start]
        return max([start, *ends])

    def reports(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a verb reports something in this sentence."""
        rest = self.masked[cue.end : end]
        if self.reports_nothing(cue, start, rest):
            return False
        words = re.findall(r"[^\W_]+", rest)
        aside = re.match(r"\s*[,.]", rest) is not None and "," in self.masked[start : cue.start]
        russian = self.cues.language in CYRILLIC  # where a verb may come first or last
        that = self.cues.that.search(rest)
        near_that = that is not None and that.start() < 60 and ";" not in rest[: that.start()]
        if CueSort.SPEECH in cue.sorts and (len(words) > 1 or aside):
            return True
        if CueSort.POSITION in cue.sorts and (words or russian):
            return True
        colon = re.match(r"\s*:\s", rest) is not None
        introduced = russian and self.introduced(start, cue) and re.match(r"[^,]*[,.]", rest) is not None
        if CueSort.WITH_THAT in cue.sorts and (near_that or aside or colon or introduced):
            return True
        if CueSort.NAMING in cue.sorts:
            link = self.cues.naming_link.search(rest)
            return link is not None and link.start() > 1 and "," not in rest[: link.start()]
        return False

    def reports_nothing(self, cue: Cue, start: int, rest: str) -> bool:
        """Whether it only says whose the sentence before was, is a participle, or is passive and names nobody."""
        if self.masked[start : start + 40].lower().startswith(tuple(self.cues.words["back"])):
            return True
        if self.cues.language is Language.EN and self.introduced(start, cue):
            return True  # "Asked about it, …"
        return self.cues.passive(self.masked, cue) and re.search(rf"\b{self.cues.passive_by}\s", rest) is None

    def introduced(self, start: int, cue: Cue) -> bool:
        """Whether nothing but an opening word stands before a verb: "Как отметил X, …"."""
        first, last = self.voices.stripped(start, cue.start)
        return first >= last
