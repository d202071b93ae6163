"""Which rules are looked for, and which of their findings are shown."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.checks.manual import manuals
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.frozen import frozen
from claimcheck.model.diagnostic import Diagnostic, Severity

ALL = "all"


@frozen
class Selection:
    """The names of the rules whose findings are shown, and how grave a finding has to be."""

    names: frozenset[str]
    least: Severity

    def shows(self, found: Diagnostic) -> bool:
        """Whether a finding is shown; an error always is, for it keeps an incident from being shown."""
        if found.severity is Severity.ERROR:
            return True
        return found.rule in self.names and found.severity.rank <= self.least.rank


def selection(select: Iterable[str] = (), ignore: Iterable[str] = (), least: Severity = Severity.NOTE) -> Selection:
    """The rules named in `select` (`all`: those on request too; none: all others) without those in `ignore`.

    Rules of severity error are always among them.

    Raises:
        UsageError: there is no such rule, or one in `ignore` is of severity error.
    """
    pages = {each.name: each for each in manuals()}
    wanted, unwanted = set(select), set(ignore)
    for name in sorted((wanted | unwanted) - {ALL}):
        if name not in pages:
            raise UsageError(f"no rule `{name}`", did_you_mean(name, pages) or "see `claimcheck check --list-rules`")
    grave = {name for name, each in pages.items() if each.severity is Severity.ERROR}
    for name in sorted(unwanted & (grave | {ALL})):
        reason = "an incident with an error in it is never shown, so nobody could look past it"
        raise UsageError(f"`{name}` cannot be ignored", reason)
    chosen = {name for name, each in pages.items() if not each.on_request}
    if wanted:
        chosen = set(pages) if ALL in wanted else wanted
    return Selection(frozenset((chosen - unwanted) | grave), least)
