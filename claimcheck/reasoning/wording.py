"""Which loaded words each side uses for the thing, since when and how often.

Cost: in proportion to the text, and to the number of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claimcheck.characters.folding import origin, read, read_apart
from claimcheck.characters.patterns import lazy
from claimcheck.frozen import frozen
from claimcheck.model.claim import Claim
from claimcheck.model.collection import Collection
from claimcheck.model.day import Day
from claimcheck.model.incident import Incident
from claimcheck.model.language import primary
from claimcheck.model.stance import Polarity
from claimcheck.model.when import When
from claimcheck.reasoning.asking import By
from claimcheck.reasoning.days import days
from claimcheck.reasoning.statements import told_by, whose

_CLAUSE = lazy(r"[,.;:!?–—…]|\bbut\b|\bно\b|\bа\b", re.IGNORECASE)
_SENTENCE = lazy(r"[.;:!?–—…]|\bbut\b|\bно\b|\bа\b", re.IGNORECASE)
# after a comma, who begins anew says something of their own: "he was not there, these are lies"
_ANEW = lazy(
    r",\s+(?:and\s+|и\s+|und\s+|et\s+)?(?:he|she|it|they|we|i|you|this|that|these|those|он|она|оно|они|мы|я|вы|это|эти"
    r"|er|sie|es|wir|ich|das|dies\w*|il|elle|ils|elles|nous|je|c['’]est|ce)\b",
    re.IGNORECASE,
)
_NEGATIONS = {
    "en": r"\b(?:not|never|no|nobody|nothing|none|nor|neither|nowhere|cannot|without)\b|n['’]t\b",
    "ru": r"\b(?:не|нет|ни|никто|никого|никому|никем|ничто|ничего|ничему|никак\w*|никогда|нигде|нельзя|без)\b",
    "de": r"\b(?:nicht|nichts|nie|niemals|niemand\w*|nirgends|kein\w*|weder|ohne)\b",
    "fr": r"\b(?:ne|pas|ni|non|jamais|aucun|aucune|rien|sans)\b|\bn['’]",
}
"""What negates, by language; of quotes in another language it is not known what denies what."""
_DENIALS = {
    "en": r"\b(?:den(?:y|ies|ied|ying)|(?:reject|refut|disput|dismiss)\w*)\b(?:\s+[\w’'-]+){0,6}?"
    r"\s+(?:that|of|any|having|being)\b|\bden(?:y|ies|ied|ying)\b(?=\s+\w+ing\b)"
    r"|\b(?:false|untrue|wrong|lies?|nonsense|invention)\s+that\b",
    "ru": r"\b(?:отриц\w+|опровер\w+|неправд\w+|ложь|вымысел|выдумк\w+)\b(?:,?\s+[\w-]+){0,6}?"
    r",?\s+(?:что|будто|факт\w*)\b",
    "de": r"\b(?:bestr(?:eit|itt)\w*|leugne\w*|dementier\w*|falsch|gelogen)\b(?:,?\s+[\w-]+){0,6}?,?\s+dass\b",
    "fr": r"\b(?:ni(?:e|ent|ons|ait|er)|dément\w*|faux)\b(?:\s+[\w’'-]+){0,6}?\s+(?:que\b|qu['’]|avoir\b|être\b)",
}
"""What denies all that follows: the word alone denies nothing, for in "we reject these lies" the lies are one's own."""
_CALLED_FALSE = lazy(  # "that he was kidnapped is false": of English only, where the order of words is fixed
    r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:false|untrue|wrong|baseless|unfounded|nonsense|an?\s+(?:lie|myth|invention))\b",
    re.IGNORECASE,
)
_NAMED = {
    "en": r"\b(?:about|on|over|for|after|before|during|regarding|concerning)\s+(?:\w+\s+){0,2}$"
    r"|\b(?:in|to|at|from|by|with|of|against)\s+(?:the|this|that|these|those|his|her|its|their|our|my|your)\s+(?:\w+\s+)?$",
    "ru": r"\b(?:о|об|про|насчёт|насчет|по|после|до|во время)\s+(?:\w+\s+){0,2}$",
    "de": r"\b(?:über|auf|zu|zur|zum|wegen|nach|vor|von|vom|während)\s+(?:\w+\s+){0,2}$",
    "fr": r"\b(?:sur|pour|après|avant|pendant|concernant|à propos)\s+(?:\w+\s+){0,2}$"
    r"|\b(?:du|des|de\s+la|de\s+l['’]|de\s+ce\w*|de\s+(?:son|sa|leur|notre)|au|aux|à\s+la)\s*(?:\w+\s+)?$",
}
"""What stands before a thing that is only named, as part of something else: "the petition on the eviction"."""
_THE = {
    "en": r"\b(?:the|this|that|these|those|his|her|its|their|our|my|your)\s+"
    r"(?:(?!(?:is|are|was|were|be|been|has|have|had|does|did|will|would|can|could|may|might|must|should)\b)\w+\s+)?$",
    "ru": r"\b(?:эт|его|её|ее|их|наш)\w*\s+$",
    "de": r"\b(?:der|die|das|des|dem|den|dies\w*|sein\w*|ihr\w*|unser\w*)\s+(?:\w+\s+)?$",
    "fr": r"\b(?:le|la|les|l['’]|ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|nos)\s*(?:\w+\s+)?$",
}
"""What stands before a thing that is taken for granted: "approved the arrest"."""
_HAPPENS = lazy(
    r"(?:\b(?:not|never)\b|n['’]t\b)\s+(?:\w+\s+){0,2}?(?:happen|occur|take|took|taken|exist|true|real|a\s+fact)\w*",
    re.IGNORECASE,
)
"""Of English: what is negated of a thing that is taken for granted, so that the thing itself is."""
_AT_ONCE = {
    "en": r"(?:\b(?:not|never)|n['’]t)\s+(?!(?:only|just|merely|simply)\b)(?:(?:been|be|being|a|an|any)\s+)*$",
    "ru": r"\bне\s+(?!только\b)(?:(?:был|была|было|были)\s+)?$",
    "de": r"\b(?:nicht\s+(?!nur\b)(?:(?:ein\w*)\s+)?|kein\w*\s+)$",
    "fr": r"\b(?:pas|jamais)\s+(?!seulement\b)(?:(?:été|un|une|de|d['’])\s*)?$",
}
"""What negates the very next word, whatever else is said: "a struggle, not a fist fight"."""
_REACH = 500
"""Characters from a term within which a negation is looked for: a longer sentence is none that anybody has spoken."""
_REPORTED = lazy(r"\b(?:that|of)\b", re.IGNORECASE)

# a single quotation mark opens before a word and closes after one; inside a word it is an apostrophe
_MARK = lazy("[“„\"«'‘]")
_OPENS = lazy(r"[“„\"«]|(?<!\w)['‘](?=\w)")
_APOSTROPHE = lazy(r"(?<=[\w.,!?…])['’](?!\w)")
_CLOSES = {
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    '"': re.compile('"'),
    "«": re.compile("»"),
    "'": _APOSTROPHE,
    "‘": _APOSTROPHE,
}


@frozen
class UseOfTerm:
    """One party's use of one term: how often, since when, in which claims; `rejected` if only to deny it.

    `form` is the form of the term that stands in the earliest of these quotes, as it stands there; `first_by` is the
    last day that its day can be, where that says more than `first`.
    """

    group: str
    term: str
    form: str
    party: str
    as_told_by: str | None
    count: int
    rejected: bool
    first: When | None
    first_by: When | None
    claims: tuple[str, ...]
    publishers: tuple[str, ...]


def uses(collection: Collection, incident: Incident, by: By = By.PARTY) -> list[UseOfTerm]:
    """Every use of a declared term in a quote, by group and term in the order of the file, then by first day.

    Takes time in proportion to the words of all quotes times the number of terms.
    """
    found: dict[tuple[str, str, str, str | None, bool], list[tuple[Claim, str]]] = {}
    for claim in incident.standing:
        if not claim.quote or "quote" in claim.inherited:
            continue  # in which words its own source has it is not recorded
        party, teller = whose(collection, claim, by), told_by(collection, claim, by)
        folded = read_apart(claim.quote)
        for group, term, place, end in _places(incident, folded):
            if term in claim.unrelated_terms:
                continue
            key = (group, term, party, teller, _rejected(claim, folded, incident.language(claim), place))
            spoken = found.setdefault(key, [])
            if not spoken or spoken[-1][0] is not claim:
                spoken.append((claim, origin(claim.quote, place, end)))
    order = {(group, term): at for at, (group, term) in enumerate(_declared(incident))}
    said = days(collection, incident)
    made = [_use(incident, key, spoken, said) for key, spoken in found.items()]
    side = {party: place for place, party in enumerate(incident.disputants)}

    def by_first_day(
        use: UseOfTerm,
    ) -> tuple[object, ...]:  # of two on one day, in the order of the file, never by their ids
        disputes = side.get(collection.party_of(use.party), len(side))
        return (_early(said[use.claims[0]]), disputes, use.as_told_by is not None)

    return sorted(made, key=lambda use: (order[use.group, use.term], use.rejected, *by_first_day(use)))


def terms_in(incident: Incident, text: str) -> Iterator[tuple[str, str, int]]:
    """The declared terms that a text uses: group, term and the offset of each use."""
    for group, term, place, _ in _places(incident, read_apart(text)):
        yield group, term, place


def _places(incident: Incident, folded: str) -> Iterator[tuple[str, str, int, int]]:
    """The declared terms that a folded text uses: group, term, and where each use begins and ends."""
    for group, terms in incident.terms.items():
        for term, forms in terms.items():
            stems, pattern = _pattern(forms)
            if any(stem in folded for stem in stems):  # which is quicker to see than where
                for match in pattern.finditer(folded):
                    yield group, term, match.start(), match.end()


def occurs(forms: tuple[str, ...], folded: str) -> bool:
    """Whether one of the forms of a term stands in a text as `read_apart` gives it."""
    stems, pattern = _pattern(forms)
    return any(stem in folded for stem in stems) and pattern.search(folded) is not None


def without_quotations(prose: str) -> str:
    """`prose` with spaces for everything in quotation marks, the marks included; offsets stay."""
    if not _MARK.search(prose):  # quicker to see than that none opens
        return prose
    kept: list[str] = []
    end = 0
    unclosed: set[str] = set()
    for opened in _OPENS.finditer(prose):
        mark = opened.group()
        if opened.start() < end or mark in unclosed:
            continue
        closed = _CLOSES[mark].search(prose, opened.end())
        if closed is None:
            unclosed.add(mark)  # nor is any that follows: or very many open marks would take for ever
            continue
        kept += [prose[end : opened.start()], " " * (closed.end() - opened.start())]
        end = closed.end()
    return "".join([*kept, prose[end:]])


@lru_cache(maxsize=1024)
def _pattern(forms: tuple[str, ...]) -> tuple[list[str], re.Pattern[str]]:
    """The beginnings of the forms of a term, one of which must stand in a text, and what finds them there."""
    stems = [read(form).removesuffix("*") for form in forms]
    ends = [r"\w*" if form.endswith("*") else "" for form in forms]
    found = "|".join(_escaped(stem) + end for stem, end in zip(stems, ends, strict=True))
    return [stem.partition("-")[0] for stem in stems], re.compile(rf"(?<!\w)(?:{found})(?!\w)")


def _escaped(stem: str) -> str:
    """What finds a stem, whichever dash it is written with."""
    return "[-—]".join(map(re.escape, stem.split("-")))


def _rejected(claim: Claim, quote: str, language: str | None, place: int) -> bool:
    """Whether the words of a claim negate a term that stands at an offset of its folded quote ("I wasn't captured").

    They do where a negation stands right before the term. They do where a claim that denies holds a negation in the
    term's clause or, if it only denies, earlier in its sentence, or words that deny what follows. They do not where the
    term is only named as part of what is negated ("not approved the petition on the eviction"), nor merely because the
    claim denies: other words of a denial are the speaker's own ("lies!"). Where it is not known how the language
    negates, what does in any of those known counts.
    """
    polarities = {commitment.polarity for commitment in claim.stance.commitments}
    tag = primary(language)
    known = tag if tag in _NEGATIONS else None
    if Polarity.DENIES not in polarities:
        return bool(_at_once(known).search(quote, max(0, place - _REACH), place))
    only_denies = Polarity.AFFIRMS not in polarities
    negation, denial = _negates(known)
    begin, end = _after(_CLAUSE, quote, place), _before(_CLAUSE, quote, place)
    sentence = max(_after(_SENTENCE, quote, place), _after(_ANEW, quote, place))
    if any(match.end() <= place for match in denial.finditer(quote, sentence, end)):
        return True
    if _REPORTED.search(quote, begin, place) and _CALLED_FALSE.search(quote, place, end):
        return True
    named, granted = _named(known)
    if named.search(quote[begin:place]):
        return False
    if negation.search(quote, place, end):
        return known != "en" or not granted.search(quote[begin:place]) or bool(_HAPPENS.search(quote, place, end))
    if granted.search(quote[begin:place]):
        return False
    return bool(negation.search(quote, begin, place) or (only_denies and negation.search(quote, sentence, place)))


@lru_cache
def _named(language: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a thing that is only named, and before one that is taken for granted."""
    return (
        re.compile(_NAMED[language] if language else "|".join(_NAMED.values()), re.IGNORECASE),
        re.compile(_THE[language] if language else "|".join(_THE.values()), re.IGNORECASE),
    )


@lru_cache
def _at_once(language: str | None) -> re.Pattern[str]:
    """What negates the next word in a language; without one, what does in any."""
    return re.compile(_AT_ONCE[language] if language else "|".join(_AT_ONCE.values()), re.IGNORECASE)


@lru_cache
def _negates(language: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What negates in a language, and what denies that which follows; without one, what does in any."""
    return (
        re.compile(_NEGATIONS[language] if language else "|".join(_NEGATIONS.values()), re.IGNORECASE),
        re.compile(_DENIALS[language] if language else "|".join(_DENIALS.values()), re.IGNORECASE),
    )


def _after(mark: re.Pattern[str], text: str, place: int) -> int:
    begin = max(0, place - _REACH)
    return max((match.end() for match in mark.finditer(text, begin, place)), default=begin)


def _before(mark: re.Pattern[str], text: str, place: int) -> int:
    end = place + _REACH
    found = mark.search(text, place, end)
    if found:
        return found.start()
    return len(text) if end >= len(text) else max(text.rfind(" ", place, end), place)  # never within a word


def _early(day: Day) -> tuple[object, ...]:
    """An order of days for display: by the first that is written, else the last that is known; unknown ones last."""
    guess = day.guess
    begin = next((each for each in (guess and guess.low, guess and guess.high, day.last) if each is not None), None)
    end = guess.high if guess else None
    return (begin is None, begin or 0, end is None, end or 0)


def _use(
    incident: Incident,
    key: tuple[str, str, str, str | None, bool],
    spoken: list[tuple[Claim, str]],
    said: dict[str, Day],
) -> UseOfTerm:
    group, term, party, teller, rejected = key
    spoken = sorted(spoken, key=lambda pair: _early(said[pair[0].id]))
    claims = [claim for claim, _ in spoken]
    publishers = {incident.sources[claim.source].publisher for claim in claims if claim.source in incident.sources}
    return UseOfTerm(
        group=group,
        term=term,
        form=spoken[0][1],
        party=party,
        as_told_by=teller,
        count=len(claims),
        rejected=rejected,
        first=said[claims[0].id].guess,
        first_by=said[claims[0].id].by,
        claims=tuple(claim.id for claim in claims),
        publishers=tuple(sorted(publishers)),
    )


def _declared(incident: Incident) -> Iterator[tuple[str, str]]:
    return ((group, term) for group, terms in incident.terms.items() for term in terms)
