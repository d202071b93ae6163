"""How far several coders coded the same: figures with what must stand beside them, and every disagreement.

What is compared is a claim and a question of its incident: a unit. "Says nothing of it" is a category like any other,
and because most claims say nothing of most questions, each figure also stands without the units of which all say so.

Cost: in proportion to the units, and to the samples drawn (`reasoning.resampling`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from claimcheck.errors import UsageError
from claimcheck.frozen import frozen
from claimcheck.model.collection import Collection, LeftOut
from claimcheck.model.incident import Kind, Question
from claimcheck.model.range import Range
from claimcheck.reasoning.agreement import Block, Coefficient, agreeing, interval, kappa, nominal, ordinal, value
from claimcheck.reasoning.asking import Per
from claimcheck.reasoning.coding import Aspect, Certainty, Coding, Distance, category, gap, normal, words
from claimcheck.reasoning.coding import value as value_of
from claimcheck.reasoning.resampling import Interval, intervals
from claimcheck.views.coded import Coded, RowProblem
from claimcheck.views.recode import Units

SCHEMA = "claimcheck/agreement/1"
FEW = 30
"""Below so many claims an interval promises more than it holds: 88 % instead of 95 at 30 units and an alpha of .9."""
NEARLY_ALWAYS = 0.8
"""The share of one category from which on chance agreement is so high that a few disagreements cost much."""
CATEGORIES = (Aspect.BEARING, Aspect.STANCE, Aspect.ANSWER, Aspect.CERTAINTY)
_ANYWHERE = frozenset({Aspect.BEARING, Aspect.STANCE, Aspect.CERTAINTY})
"""What has the same categories in every question."""
_NOMINAL = (Aspect.BEARING, Aspect.STANCE, Aspect.ANSWER)
LEVELS = tuple(level.words for level in Certainty)
MOST_DECIMALS = 6


class Scale(StrEnum):
    """Which differences count how much."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Caution(StrEnum):
    """What a figure does not say by itself."""

    FEW_CLAIMS = "few-claims"
    ONE_CATEGORY = "one-category"
    UNDEFINED = "undefined"
    UNDEFINED_SAMPLES = "undefined-samples"
    NO_PAIR = "no-pair"


@frozen
class Measure:
    """One figure and what must stand beside it.

    `by` and `group` say of which units, if not of all (`question`: its full id; `coder`: two names; `party`: its id).
    `silent` says whether the units are among them of which all coders say nothing. `codes` are those compared, `alone`
    those of units that nobody else coded, `categories` how often each was used. `agreement` is the share of pairs of
    codes that are equal. A coefficient that is null is undefined; `kappa` is of two coders and a nominal scale only.
    Between `low` and `high` lie 95 % of the samples, but for the undefined ones.
    """

    aspect: Aspect
    silent: bool
    by: Per | None
    group: str | None
    scale: Scale
    claims: int
    units: int
    codes: int
    alone: int
    agreement: float | None
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    undefined_samples: int
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None
    categories: dict[str, int]
    cautions: tuple[Caution, ...]


@frozen
class Coder:
    """Somebody who coded: their sheet (null for the collection), and how many units they coded and left open."""

    name: str
    file: str | None
    coded: int
    open: int


@frozen
class CodedIncident:
    """An incident of which claims were coded, and how many."""

    id: str
    title: str
    claims: int


@frozen
class Confusion:
    """How often one category met another in a unit.

    Of two coders, rows are the first one's and columns the second one's; of more (`coders` is empty), each pair of
    coders counts, in whichever order.
    """

    aspect: Aspect
    coders: tuple[str, ...]
    categories: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@frozen
class Disagreement:
    """One unit that was not coded the same by all, with the words; `gap` names how far apart the farthest two are."""

    unit: str
    incident: str
    claims: tuple[str, ...]
    question: str
    ask: str
    gap: str
    speaker: str | None
    said: str | None
    quote: str | None
    language: str | None
    translation: str | None
    text: str | None
    codings: dict[str, str]


@frozen
class Agreement:
    """The whole comparison; `samples` and `seed` are those of the intervals."""

    schema: str
    coders: tuple[Coder, ...]
    incidents: tuple[CodedIncident, ...]
    claims: int
    units: int
    samples: int
    seed: int
    items: tuple[Measure, ...]
    confusions: tuple[Confusion, ...]
    disagreements: tuple[Disagreement, ...]
    problems: tuple[RowProblem, ...]
    left_out: tuple[LeftOut, ...]


@frozen
class CodedBy:
    """What a report says of an agreement: who coded, how many claims of the incident, and the figures of all units."""

    coders: tuple[str, ...]
    claims: int
    incidents: int
    figures: tuple[Measure, ...]


def coded_by(answer: Agreement, incident: str) -> CodedBy:
    """What an agreement has to say in the report of one incident.

    Raises:
        UsageError: nothing of the incident was coded by more than one.
    """
    here = next((each for each in answer.incidents if each.id == incident), None)
    if here is None:
        raise UsageError(f"the agreement is not about `{incident}`", f"it is about {_some(answer.incidents)}")
    figures = tuple(each for each in answer.items if each.by is None and each.aspect in {Aspect.STANCE, Aspect.ANSWER})
    return CodedBy(tuple(each.name for each in answer.coders), here.claims, len(answer.incidents), figures)


def _some(incidents: Sequence[CodedIncident]) -> str:
    return ", ".join(each.id for each in incidents[:5]) + (", …" if len(incidents) > 5 else "") or "nothing"


@frozen
class _Unit:
    """One unit, with the coding of each coder (None: a hole)."""

    claim: str
    incident: str
    question: Question
    codings: tuple[Coding | None, ...]

    @property
    def silent(self) -> bool:
        """Whether all who coded it say that the words say nothing of the question."""
        return not any(self.codings)

    @property
    def number(self) -> int:
        """How many coded it."""
        return sum(each is not None for each in self.codings)


@dataclass(slots=True)
class _Part:
    """Some units of which figures are wanted."""

    by: Per | None
    group: str | None
    units: list[_Unit]
    aspects: tuple[Aspect, ...]


def agreement(  # noqa: PLR0913 - what is compared, and how
    collection: Collection,
    known: Units,
    coders: Sequence[Coded],
    *,
    by: Per | None = None,
    samples: int,
    seed: int,
    step: Callable[[int, int], None] | None = None,
) -> Agreement:
    """How far coders agree on what they have coded in common.

    Raises:
        UsageError: there is only one of them, or two have one name.
    """
    names = [each.coder for each in coders]
    twice = next((each for each in names if names.count(each) > 1), None)
    if twice is not None:
        raise UsageError(f"two coders are called `{twice}`", "give one another name: NAME=SHEET")
    if len(coders) < 2:
        raise UsageError("there is only one coder, and nobody to agree with", "give another sheet")
    units = _units(collection, coders)
    parts = [_Part(None, None, units, CATEGORIES), *_values(units)]
    if len(coders) > 2:
        parts += _pairs(units, names)
    parts += _groups(units, by, known, names)
    claims = Counter(each.incident for each in {each.claim: each for each in units if each.number > 1}.values())
    return Agreement(
        schema=SCHEMA,
        coders=tuple(
            Coder(each.coder, each.file, each.coded, sum(coding is None for coding in each.codings.values()))
            for each in coders
        ),
        incidents=tuple(
            CodedIncident(name, each.title, claims[name])
            for name, each in collection.incidents.items()
            if name in claims
        ),
        claims=sum(claims.values()),
        units=sum(each.number > 1 for each in units),
        samples=samples,
        seed=seed,
        items=tuple(_figures(parts, samples, seed, step)),
        confusions=tuple(_confusions(units, names)),
        disagreements=_disagreements(units, known, coders),
        problems=tuple(problem for each in coders for problem in each.problems),
        left_out=collection.left_out,
    )


def disagreements(collection: Collection, known: Units, coders: Sequence[Coded]) -> tuple[Disagreement, ...]:
    """Every unit that was not coded the same by all who coded it, the farthest apart first."""
    return _disagreements(_units(collection, coders), known, coders)


def _units(collection: Collection, coders: Sequence[Coded]) -> list[_Unit]:
    """Every unit that somebody was asked about, by incident, name and question."""
    homes = {claim: home for each in coders for claim, (home, _) in each.claims.items()}
    keys = {key for each in coders for key in each.codings}
    return [
        _Unit(
            claim, homes[claim], collection.incidents[homes[claim]].questions[question],
            tuple(each.codings.get((claim, question)) for each in coders),
        )
        for claim, question in sorted(keys, key=lambda key: (homes[key[0]], *key))
    ]  # fmt: skip


def _values(units: Iterable[_Unit]) -> Iterator[_Part]:
    """The questions that are answered by days or numbers, each with a scale of its own."""
    for name, theirs in _grouped(units, _full_id).items():
        kind = theirs[0].question.kind
        if kind is not Kind.CHOICE:
            yield _Part(Per.QUESTION, name, theirs, (Aspect.DAYS if kind is Kind.DATE else Aspect.NUMBERS,))


def _pairs(units: Iterable[_Unit], names: Sequence[str]) -> Iterator[_Part]:
    """Every two coders, with the units that both have coded."""
    every = list(units)
    for one, other in combinations(range(len(names)), 2):
        both = [
            _Unit(each.claim, each.incident, each.question, (each.codings[one], each.codings[other])) for each in every
        ]
        kept = [each for each in both if each.number]
        yield _Part(Per.CODER, f"{names[one]}, {names[other]}", kept, (Aspect.STANCE, Aspect.ANSWER))


def _groups(units: list[_Unit], by: Per | None, known: Units, names: Sequence[str]) -> Iterator[_Part]:
    if by is Per.QUESTION:
        for name, theirs in _grouped(units, _full_id).items():
            choice = theirs[0].question.kind is Kind.CHOICE
            yield _Part(by, name, theirs, (Aspect.STANCE, Aspect.ANSWER) if choice else (Aspect.STANCE,))
    elif by is Per.PARTY:
        parties = {name: unit.party for name, unit in known.by_name.items()}
        for name, theirs in _grouped(units, lambda each: parties.get(each.claim, "")).items():
            yield _Part(by, name, theirs, (Aspect.STANCE, Aspect.ANSWER))
    elif by is Per.CODER and len(names) == 2:
        yield from _pairs(units, names)


def _grouped(units: Iterable[_Unit], key: Callable[[_Unit], str]) -> dict[str, list[_Unit]]:
    found: dict[str, list[_Unit]] = {}
    for each in units:
        found.setdefault(key(each), []).append(each)
    return dict(sorted(found.items()))


def _full_id(unit: _Unit) -> str:
    return f"{unit.incident}/{unit.question.id}"


# Figures


@frozen
class _Draft:
    """A figure before its intervals are known."""

    part: _Part
    aspect: Aspect
    silent: bool
    codes: list[tuple[str, str, tuple[object, ...]]]
    """Of each unit: the claim, the question, and the codes of those who gave one."""
    alpha: Coefficient
    kappa: Coefficient


def _figures(
    parts: Iterable[_Part], samples: int, seed: int, step: Callable[[int, int], None] | None
) -> Iterator[Measure]:
    """Every figure of some parts; those of one part are drawn together."""
    for part in parts:
        drafts = [
            _draft(part, aspect, silent=silent)
            for silent in (True, False)
            for aspect in part.aspects
            if aspect in CATEGORIES or not silent  # who names a day has found something
        ]
        wanted = [each for draft in drafts for each in (draft.alpha, draft.kappa)]
        found = iter(intervals(wanted, samples, seed, step if part.by is None else None))
        for draft in drafts:
            yield _figure(draft, next(found), next(found))


def _draft(part: _Part, aspect: Aspect, *, silent: bool) -> _Draft:
    code = _code(aspect)
    units = part.units if silent else [each for each in part.units if not each.silent]
    codes: list[tuple[str, str, tuple[object, ...]]] = []
    pairs: dict[str, list[tuple[str, tuple[object, object]]]] = {}
    alike: dict[tuple[str, str, tuple[Coding | None, ...]], tuple[object, ...]] = {}
    for each in units:
        key = (each.incident, each.question.id, each.codings)
        if key not in alike:
            given = [None if coding is None else code(each, coding) for coding in each.codings]
            alike[key] = tuple(code_ for code_ in given if code_ is not None)
        found = alike[key]
        if found:
            home = _full_id(each) if aspect not in _ANYWHERE else ""
            codes.append((each.claim, home, found))
            if len(each.codings) == 2 and len(found) == 2:
                pairs.setdefault(home, []).append((each.claim, (found[0], found[1])))
    blocks: dict[str, list[tuple[str, tuple[object, ...]]]] = {}
    for claim, home, found in codes:
        blocks.setdefault(home, []).append((claim, found))
    alpha = tuple(_alpha(aspect, theirs) for theirs in blocks.values())
    two = tuple(kappa(theirs) for theirs in pairs.values()) if aspect in _NOMINAL else ()
    return _Draft(part, aspect, silent, codes, alpha, two)


def _code(aspect: Aspect) -> Callable[[_Unit, Coding], object | None]:
    """What a coding counts as, worked out once for each that differs."""
    known: dict[tuple[str, str, Coding], object | None] = {}

    def code(unit: _Unit, coding: Coding) -> object | None:
        key = (unit.incident, unit.question.id, coding)
        if key not in known:
            known[key] = (
                category(aspect, unit.question, coding) if aspect in CATEGORIES else _ends(unit.question, coding)
            )
        return known[key]

    return code


def _alpha(aspect: Aspect, units: list[tuple[str, tuple[object, ...]]]) -> Block:
    if aspect in {Aspect.DAYS, Aspect.NUMBERS}:
        return interval(units)
    return ordinal(units, LEVELS) if aspect is Aspect.CERTAINTY else nominal(units)


def _ends(question: Question, coding: Coding) -> tuple[object, object] | None:
    """The two ends of the one value that is affirmed; None where there is none, or where an end is open."""
    found: Range | None = value_of(question, coding)
    if found is None or found.low is None or found.high is None:
        return None
    return found.low, found.high


def _figure(draft: _Draft, alpha_interval: Interval | None, kappa_interval: Interval | None) -> Measure:
    paired = [each for each in draft.codes if len(each[2]) > 1]
    together = Counter(codes for _, _, codes in paired)
    counts = Counter[str]()
    for codes, often in together.items():
        for code in codes:
            counts[_printed(code)] += often
    alpha, share = value(draft.alpha), agreeing((claim, codes) for claim, _, codes in draft.codes)
    kappa_ = value(draft.kappa)
    claims = len({claim for claim, _, _ in paired})
    used = sum(counts.values())
    within = alpha_interval if alpha is not None else None
    within_ = kappa_interval if kappa_ is not None else None
    cautions = []
    if not paired:
        cautions.append(Caution.NO_PAIR)
    elif alpha is None:
        cautions.append(Caution.UNDEFINED)
    if paired and claims < FEW:
        cautions.append(Caution.FEW_CLAIMS)
    if alpha is not None and max(counts.values()) >= NEARLY_ALWAYS * used:
        cautions.append(Caution.ONE_CATEGORY)
    if within is not None and within.undefined:
        cautions.append(Caution.UNDEFINED_SAMPLES)
    scale = {Aspect.CERTAINTY: Scale.ORDINAL, Aspect.DAYS: Scale.INTERVAL, Aspect.NUMBERS: Scale.INTERVAL}
    return Measure(
        aspect=draft.aspect,
        silent=draft.silent,
        by=draft.part.by,
        group=draft.part.group,
        scale=scale.get(draft.aspect, Scale.NOMINAL),
        claims=claims,
        units=len(paired),
        codes=used,
        alone=len(draft.codes) - len(paired),
        agreement=_decimal(share),
        alpha=_decimal(alpha),
        alpha_low=_decimal(within.low) if within else None,
        alpha_high=_decimal(within.high) if within else None,
        undefined_samples=within.undefined if within else 0,
        kappa=_decimal(kappa_),
        kappa_low=_decimal(within_.low) if within_ else None,
        kappa_high=_decimal(within_.high) if within_ else None,
        categories=dict(sorted(counts.items(), key=lambda each: (-each[1], each[0]))),
        cautions=tuple(cautions),
    )


def _printed(code: object) -> str:
    """A category, or the ends of a value as numbers."""
    if isinstance(code, tuple):
        low, high = code
        return str(low) if low == high else f"{low}/{high}"
    return str(code)


def _decimal(number: object) -> float | None:
    return None if number is None else round(float(number), MOST_DECIMALS)  # type: ignore[arg-type]


# What lies behind them


def _confusions(units: Iterable[_Unit], names: Sequence[str]) -> Iterator[Confusion]:
    """Which stance met which, without the units of which all say nothing."""
    met: Counter[tuple[str, str]] = Counter()
    for unit in units:
        if unit.silent:
            continue
        given = [category(Aspect.STANCE, unit.question, each) for each in unit.codings if each is not None]
        for one, other in combinations(given, 2):
            met[one or "", other or ""] += 1
            if len(names) > 2 and one != other:
                met[other or "", one or ""] += 1
    used = Counter[str]()
    for (one, other), number in met.items():
        used[one] += number
        used[other] += number
    order = tuple(sorted(used, key=lambda each: (-used[each], each)))
    if order:
        counts = tuple(tuple(met[one, other] for other in order) for one in order)
        yield Confusion(Aspect.STANCE, tuple(names) if len(names) == 2 else (), order, counts)


def _disagreements(units: Iterable[_Unit], known: Units, coders: Sequence[Coded]) -> tuple[Disagreement, ...]:
    found = []
    for unit in units:
        given = [each for each in unit.codings if each is not None]
        if len(set(given)) < 2 or len({normal(unit.question, each) for each in given}) < 2:
            continue
        pairs = [gap(unit.question, one, other) for one, other in combinations(given, 2)]
        worst = max(pairs)
        order = (-worst, -sum(each > Distance.NONE for each in pairs), unit.incident, unit.claim, unit.question.id)
        found.append((order, unit, worst))
    return tuple(
        _disagreement(unit, worst, known, coders) for _, unit, worst in sorted(found, key=lambda each: each[0])
    )


def _disagreement(unit: _Unit, worst: Distance, known: Units, coders: Sequence[Coded]) -> Disagreement:
    there = known.by_name.get(unit.claim)
    shown = there.shown if there else None
    said = next((each.claims[unit.claim][1] for each in coders if unit.claim in each.claims), "")
    given = zip(coders, unit.codings, strict=True)
    return Disagreement(
        unit=unit.claim,
        incident=unit.incident,
        claims=tuple(each.full_id for each in there.claims) if there else (),
        question=unit.question.id,
        ask=unit.question.ask,
        gap=worst.words,
        speaker=shown.speaker if shown else None,
        said=shown.said if shown else None,
        quote=shown.quote if shown else None,
        language=shown.language if shown else None,
        translation=shown.translation if shown else None,
        text=shown.text if shown else said,
        codings={coder.coder: words(coding) for coder, coding in given if coding is not None},
    )
