"""How far coders agree: each figure with what must stand beside it, and every disagreement with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimcheck.blocks import Block, Cell, Heading, List, Page, Paragraph, Quote, Style, Table, Text, cell, line
from claimcheck.pages.crossref import not_read
from claimcheck.pages.figures.confusion import confusion_figure
from claimcheck.pages.phrases import count, listed
from claimcheck.reasoning.asking import Per
from claimcheck.reasoning.coding import Aspect, Distance
from claimcheck.views.agreement import FEW, NEARLY_ALWAYS, Agreement, Caution, CodedBy, Disagreement, Measure
from claimcheck.views.coded import RowProblem

TITLE = "Agreement between coders"
ASPECTS = {
    Aspect.BEARING: "bearing",
    Aspect.STANCE: "stance",
    Aspect.ANSWER: "answer",
    Aspect.CERTAINTY: "certainty",
    Aspect.DAYS: "days",
    Aspect.NUMBERS: "number",
}
_MEANINGS = {
    Aspect.BEARING: "whether the words say anything of the question; the same or not",
    Aspect.STANCE: "what the words do: assert, deny, withhold, …, or nothing; the same or not",
    Aspect.ANSWER: "which answers they affirm or deny, on a question with declared answers; the same or not",
    Aspect.CERTAINTY: "no position, hedged, certain; by rank (ordinal)",
    Aspect.DAYS: "the first and the last day affirmed; squared differences (interval), in days",
    Aspect.NUMBERS: "the least and the greatest number affirmed; squared differences (interval)",
}
GAPS = {
    Distance.CONTRADICTION: "The codings contradict each other",
    Distance.ANSWERS: "Different answers",
    Distance.POSITION: "A position, or none",
    Distance.CERTAINTY: "How certain",
    Distance.MANNER: "In what manner",
}
_MANY = 10
"""Of so many categories, a table names those used most."""
_NOT_SAID = (
    "Agreement is no proof that either coding is right: two people can make the same mistake.",
    "It is about judging words that somebody chose; whether the right words were chosen was not tried.",
    "To leave out the units of which all say nothing is to leave out agreement: those figures are the lower ones.",
    "Two figures of different units or categories cannot be compared with each other, nor with those of other studies.",
)


def agreement_page(answer: Agreement, *, full: bool = False) -> Page:
    """The page of an agreement; with `full`, all disagreements instead of the first of each kind."""
    blocks: list[Block] = [Heading(1, line(TITLE)), *_coded(answer)]
    blocks += _figures("How far they agree", [each for each in answer.items if each.by is None])
    values = [each for each in answer.items if each.aspect in {Aspect.DAYS, Aspect.NUMBERS}]
    blocks += _figures("Days and numbers, question by question", values)
    for by, title in ((Per.CODER, "Two by two"), (Per.QUESTION, "Question by question"), (Per.PARTY, "Party by party")):
        blocks += _figures(title, [each for each in answer.items if each.by is by and each not in values])
    blocks += _not_said(answer)
    blocks += _used(answer)
    for confusion in answer.confusions:
        blocks.append(confusion_figure(confusion))
    blocks += _disagreements(answer.disagreements, full=full)
    blocks += _problems(answer.problems)
    return Page(TITLE, (*blocks, *not_read(answer.left_out)))


def number(value: float | None) -> str:
    """A share or a coefficient to three digits, rounded half away from nought, without a nought in front."""
    if value is None:
        return "undefined"
    text = f"{abs(value) + 1e-9:.3f}"
    sign = "−" if value < 0 and text != "0.000" else ""
    return sign + text.removeprefix("0")


def spread(low: float | None, high: float | None) -> str:
    """An interval from its low to its high end; empty without one."""
    return "" if low is None or high is None else f"{number(low)} to {number(high)}"


def coded_by_words(answer: CodedBy) -> str:
    """What the report of an incident says of it, in a paragraph."""
    parts = [f"{count(answer.claims, 'claim')} of this incident coded by {listed(answer.coders)}, each by themselves."]
    if answer.incidents > 1:
        parts.append(f"Figures are of {answer.incidents} incidents together.")
    for silent, where in ((True, "Of all units"), (False, "Of those in which at least one found something")):
        told = [_told(each) for each in answer.figures if each.silent is silent]
        parts.append(f"{where}, {listed(told)}." if told else "")
    parts.append("That two people code the same is no proof that either is right.")
    return " ".join(filter(None, parts))


def _told(figure: Measure) -> str:
    found = spread(figure.alpha_low, figure.alpha_high)
    within = f", 95 % {found}" if found else ""
    what = f"{_share(figure)} equal on {_REPORTED[figure.aspect]}"
    return f"{what} (α {number(figure.alpha)}{within}; {count(figure.units, 'unit')})"


_REPORTED = {Aspect.STANCE: "what the words do", Aspect.ANSWER: "which answer they take up"}


def _coded(answer: Agreement) -> Iterator[Block]:
    incidents = count(len(answer.incidents), "incident")
    yield Paragraph(
        line(
            f"{count(answer.claims, 'claim')} of {incidents} coded by more than one, on "
            f"{count(answer.units, 'unit')}: each a claim and a question."
        )
    )
    rows = (
        (cell(each.name), cell(each.file or "—"), cell(f"{each.coded:,}"), cell(f"{each.open:,}"))
        for each in answer.coders
    )
    yield Table(("Coder", "Sheet", "Units coded", "Left open"), tuple(rows), numeric=frozenset({2, 3}))


def _figures(title: str, figures: Sequence[Measure]) -> Iterator[Block]:
    """A table of all units, and one without those of which all say nothing."""
    if not figures:
        return
    yield Heading(2, line(title))
    for silent, caption in ((True, "All units"), (False, "Where at least one coder has found something")):
        theirs = [each for each in figures if each.silent is silent]
        if theirs:
            yield _table(theirs, caption)
    if figures[0].by is None:
        yield List(
            tuple(line(Text(f"{ASPECTS[aspect]}: ", Style.STRONG), words) for aspect, words in _meanings(figures))
        )


def _meanings(figures: Sequence[Measure]) -> Iterator[tuple[Aspect, str]]:
    for aspect in dict.fromkeys(each.aspect for each in figures):
        yield aspect, _MEANINGS[aspect]


def _table(figures: Sequence[Measure], caption: str) -> Table:
    grouped = any(each.group is not None for each in figures)
    kappas = any(each.kappa is not None for each in figures)
    rows = []
    for each in figures:
        row = [cell(each.group or "—")] if grouped else []
        row += [
            cell(ASPECTS[each.aspect]),
            cell(f"{each.units:,}"),
            cell(_share(each)),
            cell(number(each.alpha) if each.units else "—"),
            cell(spread(each.alpha_low, each.alpha_high)),
        ]
        if kappas:
            row += [
                cell(number(each.kappa) if each.kappa is not None else "—"),
                cell(spread(each.kappa_low, each.kappa_high)),
            ]
        rows.append(tuple(row))
    header = (*(("Of",) if grouped else ()), "", "Units", "Equal", "α", "95 %", *(("κ", "95 % of κ") if kappas else ()))
    first = 2 if grouped else 1
    return Table(header, tuple(rows), caption, numeric=frozenset({first, first + 1}))


def _share(figure: Measure) -> str:
    return "—" if figure.agreement is None else f"{100 * figure.agreement + 1e-7:.1f} %"


def _percent(part: float, whole: float, digits: int = 0) -> str:
    return f"{100 * part / whole + 1e-7:.{digits}f} %"


def _not_said(answer: Agreement) -> Iterator[Block]:
    """In words: what the figures are, and what they do not say."""
    yield Heading(2, line("What the figures do not say"))
    items = [*_cautions(answer), *_NOT_SAID]
    if answer.samples:
        items.append(
            f"The intervals come from {count(answer.samples, 'sample')} by seed {answer.seed}: claims were drawn, each"
            " with all its questions, and percentiles taken. They say how much the figure would vary with other"
            " claims, not with other coders."
        )
    items.append(
        "α is Krippendorff's, κ Cohen's (of two coders, on what both coded). Both are 1 for perfect agreement and 0 for"
        " what chance alone would give. Answers and values are compared within their question only."
    )
    yield List(tuple(line(each) for each in items))


def _cautions(answer: Agreement) -> Iterator[str]:
    """What stands in the way of reading the figures of all units as they are."""
    overall = [each for each in answer.items if each.by is None]
    few = max((each.claims for each in overall), default=0)
    if not few:
        yield "Nobody coded what somebody else coded: there is nothing to compare."
        return
    if few < FEW:
        yield (
            f"{count(few, 'claim')}: few. The intervals are wide, and still narrower than they ought to be (below {FEW}"
            " claims, some 88 % of them hold what 95 % should)."
        )
    for each in overall:
        where = "" if each.silent else " (where at least one coder has found something)"
        what = f"{ASPECTS[each.aspect].capitalize()}{where}:"
        yield from (f"{what} {words}" for words in _caution(each))
    undefined = [
        f"{each.undefined_samples:,} of {ASPECTS[each.aspect]}" + ("" if each.silent else " where one found something")
        for each in overall
        if Caution.UNDEFINED_SAMPLES in each.cautions
    ]
    if undefined:
        yield f"α was undefined in some samples, which are left out of its interval: {listed(undefined)}."


def _caution(figure: Measure) -> Iterator[str]:
    if Caution.NO_PAIR in figure.cautions:
        yield "nobody coded a unit that somebody else coded."
    if Caution.UNDEFINED in figure.cautions:
        yield (
            "all codes are of one category. Nothing could have been expected to differ, so that α is undefined:"
            " neither 1 nor 0."
        )
    if Caution.ONE_CATEGORY in figure.cautions:
        name, used = next(iter(figure.categories.items()))
        yield (
            f"{_percent(used, figure.codes)} of the codes are “{name}”. Where one category is nearly always right (said"
            f" here from {_percent(NEARLY_ALWAYS, 1)} on), chance alone gives high agreement, and a few disagreements"
            f" bring α and κ down: {_share(figure)} equal and an α of {number(figure.alpha)} do not contradict each"
            " other."
        )
    if figure.alone and figure.silent:
        yield f"{count(figure.alone, 'unit')} coded by one coder only; left out, for one code agrees with nothing."


def _used(answer: Agreement) -> Iterator[Block]:
    """How often each category was used: the prevalence, without which no coefficient can be read."""
    yield Heading(2, line("How often each category was used"))
    rows = [
        (cell(ASPECTS[each.aspect]), cell(name), cell(f"{number_:,}"), cell(_percent(number_, each.codes, 1)))
        for each in answer.items
        if each.by is None and each.silent
        for name, number_ in list(each.categories.items())[:_MANY]
    ]
    yield Table(("", "Category", "Codes", "Share"), tuple(rows), numeric=frozenset({2, 3}))


def _disagreements(found: Sequence[Disagreement], *, full: bool) -> Iterator[Block]:
    yield Heading(2, line("Disagreements"))
    if not found:
        yield Paragraph(line("None: whoever coded a unit coded it the same."))
    for gap, title in GAPS.items():
        theirs = [each for each in found if each.gap == gap.words]
        if not theirs:
            continue
        yield Heading(3, line(f"{title}: {len(theirs):,}"))
        for each in theirs if full else theirs[:_MANY]:
            yield from disagreement_blocks(each)
        if len(theirs) > _MANY and not full:
            yield Paragraph(line(Text(f"{len(theirs) - _MANY:,} more: --full shows all.", Style.MUTED)))


def disagreement_blocks(found: Disagreement) -> Iterator[Block]:
    """The words of one disagreement, the question, and what each coder made of it."""
    whose = ", ".join(filter(None, (found.speaker, found.said)))
    if found.quote:
        yield Quote(found.quote, found.language, found.translation, line(Text(whose, Style.MUTED)))
    else:
        yield Paragraph(line(found.text or ""))
        yield Paragraph(line(Text(f"— {whose}", Style.MUTED)))
    named = listed(found.claims) or "no claim shows this now"
    yield Paragraph(line(Text(found.ask, Style.STRONG), " ", Text(f"{found.question}; {named}", Style.CODE)))
    yield Table(("Coder", "Coded"), tuple((cell(name), cell(words)) for name, words in found.codings.items()))


def _problems(found: Iterable[RowProblem]) -> Iterator[Block]:
    rows = tuple(
        (
            cell(each.file),
            cell(str(each.row) if each.row else "—"),
            cell(each.column or ""),
            _problem(each),
        )
        for each in found
    )
    if rows:
        yield Heading(2, line("Rows with something amiss"))
        yield Table(("Sheet", "Row", "Column", "Problem"), rows, numeric=frozenset({1}))


def _problem(each: RowProblem) -> Cell:
    what = each.message if each.compared else f"{each.message} (not compared)"
    return cell(what, *([line(Text(each.hint, Style.MUTED))] if each.hint else []))
