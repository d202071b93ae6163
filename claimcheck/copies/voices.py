"""Who speaks: the words around a cue that name somebody, and the known speaker whom they name."""

from __future__ import annotations

import re
from itertools import pairwise

from claimcheck.characters.patterns import lazy
from claimcheck.copies.cues import Cue, Cues, CueSort
from claimcheck.copies.names import Mention, RecognisedBy
from claimcheck.copies.passages import MASK, Passage, sentences
from claimcheck.frozen import frozen, replace


@frozen
class HeardVoice:
    """Who speaks, by which cue, and how one knows."""

    cue: str | None
    written: str | None
    speaker: str | None
    by: RecognisedBy | None

    def continued(self) -> HeardVoice:
        """The same voice going on."""
        return replace(self, by=RecognisedBy.CONTINUED if self.speaker else None)


_PART = lazy(r"[,:;—–(]|\s-\s")
_STOP = lazy(rf"[,;:!?—–(\"“«„{MASK}]|\.(?:\s|$)|\s(?:who|that|which)\s|$")

NOBODY = HeardVoice(None, None, None, None)


class ParagraphVoices:
    """The voices of one paragraph; it remembers who has been heard."""

    def __init__(self, passage: Passage, cues: Cues, named: list[Mention]) -> None:
        """`named` are the known speakers of the whole article, where it names them."""
        self.text = passage.text
        self.masked = passage.masked
        self.cues = cues
        self.sentences = sentences(passage, cues.words["titles"])
        end = passage.start + len(passage.text)
        self.named = [
            replace(each, start=each.start - passage.start, end=each.end - passage.start)
            for each in named
            if passage.start <= each.start < end
        ]
        self.last: HeardVoice | None = None
        self.spoke: list[tuple[int, str]] = []  # where a named speaker was heard, and who

    def hear(self, voice: HeardVoice, at: int) -> None:
        """Remember who was heard where."""
        self.last = voice
        if voice.speaker is not None:
            self.spoke.append((at, voice.speaker))

    def voice(self, cue: Cue, start: int, end: int) -> HeardVoice:
        """Who is meant by what stands before a cue or, where nothing does, behind it."""
        if CueSort.SOURCE in cue.sorts:
            owner = next((word for word in cue.words.lower().split() if self.cues.has("possessives", word)), None)
            if owner is not None:
                return self.pronoun(cue, owner)
            return self.named_in(cue, cue.end, self.phrase_end(cue.end, end))
        by = re.compile(rf"\b{self.cues.passive_by}\s+") if self.cues.passive_by else None
        if by is not None and self.cues.passive(self.masked, cue):
            match = by.search(self.masked, cue.end, end)
            if match is None:
                return HeardVoice(cue.words, None, None, None)
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
        if not self.masked[start : cue.start].rstrip().endswith(",") or self.masked[behind : behind + 1] not in (
            ",",
            ".",
        ):
            return False
        first, last = self.stripped(cue.end, behind)
        words = self.masked[first:last].split()
        pronoun = len(words) == 1 and self.cues.has("pronouns", words[0])
        return pronoun or (len(words) <= 4 and self.known(first, last)[0] is not None)

    def subject(self, start: int, end: int) -> tuple[int, int] | None:
        """The part between commas before a verb that names who does it; asides are stepped over."""
        commas = list(_PART.finditer(self.masked, start, end))
        firsts = [start, *(match.end() for match in commas)]
        lasts = [*(match.start() for match in commas), end]
        parts = [self.stripped(first, last) for first, last in zip(firsts, lasts, strict=True)]
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
        match = _STOP.search(self.masked, first + gap, end)
        return self.abbreviated(first, match.start(), end) if match else end

    def abbreviated(self, first: int, stop: int, end: int) -> int:
        """Not at the full stop of "Mr."."""
        word = re.search(r"([\w.]+)$", self.masked[first:stop])
        if self.masked[stop : stop + 1] == "." and word and self.cues.has("titles", word.group(1)):
            return self.phrase_end(stop + 1, end)
        return stop

    def named_in(self, cue: Cue, first: int, last: int) -> HeardVoice:
        """A voice from the words that name it."""
        first, last = self.stripped(first, last)
        written = " ".join(self.text[first:last].split())
        if not written:
            return HeardVoice(cue.words, None, None, None)
        words = written.lower().split()
        if self.cues.has("pronouns", words[0]) and len(words) <= 2:
            return self.pronoun(cue, written)
        return HeardVoice(cue.words, written, *self.known(first, last))

    def pronoun(self, cue: Cue, written: str) -> HeardVoice:
        """A voice from a word that points back."""
        who = self.last_named(cue.start, thing=self.cues.has("things", written.split(maxsplit=1)[0]))
        return HeardVoice(cue.words, written, who, RecognisedBy.PRONOUN if who else None)

    def known(self, first: int, last: int) -> tuple[str | None, RecognisedBy | None]:
        """The known speaker that some words name: of several the last, unless a link such as "of" joins them."""
        found = [each for each in self.named if first <= each.start and each.end <= last and not each.possessive]
        if not found or self.belongs(first, found[0]):
            return None, None
        chosen = found[0]
        for one, other in pairwise(found):
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
        parts = [part for part in self.sentences if part[0] <= at]
        for start, end in [*reversed(parts[:-1]), *parts[-1:]]:  # the sentence of the pronoun itself comes last
            inside = [each for each in named if start <= each.start < end]
            if inside:
                return inside[0].speaker
        return None
