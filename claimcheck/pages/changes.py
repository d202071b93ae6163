"""What changed between two states of a collection, incident by incident, and which clashes came and went."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from claimcheck.blocks import Block, Heading, Line, List, Page, Paragraph, Style, Table, Text, cell, line
from claimcheck.model.collection import keys_that
from claimcheck.model.stance import Polarity
from claimcheck.pages.phrases import RULES, SCOPES, count, listed
from claimcheck.pages.word_diff import differing
from claimcheck.reasoning.clashes import ClashSide, Strength
from claimcheck.reasoning.word_diff import word_diff
from claimcheck.views.changes import AllChanges, Change, ClashThere

_PROSE = keys_that(lambda key: key.holds.prose)


def changes_page(answer: AllChanges, before: str, after: str) -> Page:
    """The page of what changed; `before` and `after` name the two states in words."""
    title = f"What changed from {before} to {after}"
    blocks: list[Block] = [Heading(1, line(title))]
    if not answer.any:
        blocks.append(Paragraph(line(_nothing(answer))))
    ordered = sorted(answer.changes, key=lambda each: (each.incident is not None, each.incident or ""))
    for incident, found in groupby(ordered, key=lambda each: each.incident):
        rows = tuple(_row(each) for each in found)
        heading = line(Text(incident, Style.CODE)) if incident else line("Shared by all incidents")
        blocks += [Heading(2, heading, anchor=f"incident-{incident or 'none'}"), Table(("Change", "Of", "What"), rows)]
    for words, clashes in (("appeared", answer.clashes.appeared), ("gone", answer.clashes.gone)):
        if clashes:
            verb = "appeared" if words == "appeared" else "are gone" if len(clashes) > 1 else "is gone"
            blocks.append(
                Heading(2, line(f"{count(len(clashes), 'clash', 'clashes')} {verb}"), anchor=f"clashes-{words}")
            )
            blocks.append(List(tuple(_clash(each) for each in clashes)))
    if answer.left_out:
        names = ", ".join(each.incident for each in answer.left_out)
        blocks.append(Paragraph(line(Text(f"Not read, and so not compared: {names}.", Style.STRONG))))
    return Page(title, tuple(blocks))


def _nothing(answer: AllChanges) -> str:
    """That nothing changed, as far as could be seen."""
    if not answer.left_out:
        return "No claim, question or clash changed."
    if not answer.compared:
        return "No incident could be compared."
    some = "one incident" if answer.compared == 1 else count(answer.compared, "incident")
    return f"Nothing changed in the {some} that could be compared."


def _row(change: Change) -> tuple[Any, ...]:
    return cell(line(Text(change.kind, Style.STRONG))), cell(line(Text(_of(change), Style.CODE))), tuple(_what(change))


def _of(change: Change) -> str:
    """The id of what changed."""
    if change.claim is not None:
        return change.claim
    side = change.new or change.old or {}
    names = [str(side[key]) for key in ("question", "answer") if key in side]
    return "/".join(names) or str(next(iter(side.values()), ""))


def _what(change: Change) -> Iterator[Line]:
    old, new = change.old or {}, change.new or {}
    if change.old is None or change.new is None:
        yield from _whole(old or new)
        return
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        if (key in _PROSE or isinstance(now, dict)) and was is not None and now is not None:
            yield line(f"{key}: ", *differing(word_diff(_said(was), _said(now))))
        else:
            yield line(f"{key}: ", *_then_and_now(was, now))


def _then_and_now(was: Any, now: Any) -> Line:  # noqa: ANN401 - whatever may be written
    removed = [Text(_said(was), Style.DELETED)] if was is not None else []
    added = [Text(_said(now), Style.INSERTED)] if now is not None else []
    return line(*removed, *([" "] if removed and added else []), *added)


def _whole(record: dict[str, Any]) -> Iterator[Line]:
    """A thing that came or went: of a claim who, what, in which words and where; of others all that is written."""
    if "speaker" in record or "stance" in record or "restates" in record:
        record = {
            key: record[key] for key in ("speaker", "restates", "stance", "quote", "text", "source") if key in record
        }
    for key, value in list(record.items())[0 if "stance" in record else 1 :]:
        yield line(f"{key}: {_said(value)}")


def _said(value: Any) -> str:  # noqa: ANN401
    """A written value in a line: `asserts departure taken; denies …`."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "; ".join(f"{key} {_said(each)}" for key, each in value.items())
    return ", ".join(map(_said, value)) if isinstance(value, list) else str(value)


def _clash(clash: ClashThere) -> Line:
    tension = " (in tension)" if clash.strength is Strength.IN_TENSION else ""
    sides = " against ".join(map(_side, clash.between))
    where = Text(f"{clash.incident}/{clash.question}", Style.CODE)
    return line(where, f" {SCOPES[clash.scope]}{tension}: {sides}; {RULES[clash.rule]}")


def _side(side: ClashSide) -> str:
    denied = "not " if side.polarity is Polarity.DENIES else ""
    told = f", as told by {side.as_told_by}" if side.as_told_by else ""
    return f"{denied}{side.answer} ({side.party}{told}: {listed(side.claims)})"
