"""Which findings a person has let stand, by comments `# claimcheck: allow <rule> -- <reason>`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Collection as AnyCollection

from claimcheck.checks.manual import BAD, UNUSED
from claimcheck.errors import did_you_mean
from claimcheck.frozen import frozen
from claimcheck.model.diagnostic import Allowance, Diagnostic, Severity

_FORM = "write `# claimcheck: allow <rule> -- <reason>`"


@frozen
class Judged:
    """Findings that stay (with those about the comments themselves), and findings that were let stand, with why."""

    kept: list[Diagnostic]
    allowed: list[tuple[Diagnostic, Allowance]]


def judge(
    found: Iterable[Diagnostic],
    allowances: Iterable[Allowance],
    rules: Mapping[str, Severity],
    ran: AnyCollection[str],
    incident_of: Callable[[str], str | None],
) -> Judged:
    """Set apart the findings that comments cover.

    `rules` gives the severity of every rule that there is, `ran` those by which was looked: a comment about another one
    is not unused. An error is never covered. Takes time in proportion to the findings times the comments on their rule
    in their file.
    """
    findings, comments = list(found), list(allowances)
    by_rule: dict[tuple[str, str], list[Allowance]] = defaultdict(list)
    for each in comments:
        if each.reason:
            by_rule[each.location.file, each.rule].append(each)
    used: set[Allowance] = set()
    judged = Judged([], [])
    for finding in findings:
        covering = [
            each
            for each in by_rule.get((finding.location.file, finding.rule), ())
            if finding.severity is not Severity.ERROR and each.covers <= finding.location.line <= each.through
        ]
        used.update(covering)
        if covering:
            judged.allowed.append((finding, covering[0]))
        else:
            judged.kept.append(finding)
    broken = any(each.severity is Severity.ERROR for each in findings)
    for comment in comments:
        unused = comment not in used and comment.rule in ran and not broken
        judged.kept.extend(_about(comment, rules, incident_of, unused=unused))
    return judged


def _about(
    comment: Allowance, rules: Mapping[str, Severity], incident_of: Callable[[str], str | None], *, unused: bool
) -> Iterator[Diagnostic]:
    """What is wrong with a comment itself."""

    def say(rule: str, message: str, hint: str) -> Diagnostic:
        place = comment.location
        return Diagnostic(place, Severity.WARNING, rule, message, hint, incident_of(place.file))

    if not comment.rule:
        yield say(BAD, f"`claimcheck: {comment.reason}` is not understood", _FORM)
    elif comment.rule not in rules:
        yield say(BAD, f"no rule `{comment.rule}`", did_you_mean(comment.rule, rules))
    elif rules[comment.rule] is Severity.ERROR:
        yield say(BAD, f"`{comment.rule}` is an error, which no comment can allow", "mend it, or make it a draft")
    elif not comment.reason:
        yield say(BAD, f"`allow {comment.rule}` gives no reason", _FORM)
    elif unused:
        where = f"line {comment.covers}"
        where = where if comment.through == comment.covers else f"lines {comment.covers} to {comment.through}"
        yield say(UNUSED, f"nothing on {where} is a case of `{comment.rule}`", "delete the comment")
