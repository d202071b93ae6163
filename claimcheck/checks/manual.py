"""The manual page of every name under which a problem is reported.

Most are the docstrings of rules; what is found before any rule can look (in reading the files) or after all of them (in
the comments that let findings stand) is described here.
"""

from __future__ import annotations

import inspect

from claimcheck.checks.run import Scope, all_rules, on_request, rule_name, scope
from claimcheck.errors import UsageError, did_you_mean
from claimcheck.frozen import frozen
from claimcheck.model.diagnostic import Severity

ELSEWHERE = {
    "cut-quote": """
        A quote leaves out nothing of its sentence that turns it round.

        Found by `claimcheck verify`, which has the saved copy: a negation, a condition or a contrast stands in the rest
        of the sentence. What is left out may be no part of the matter; a reason says so.
        """,
    "copy-differs": """
        A saved copy says of itself what its source's record says.

        Found by `claimcheck verify`: the day, title, language or address in the copy is another. The copy may be wrong;
        a reason says so.
        """,
}
"""What another command finds and a comment can let stand; `check` looks for none of it."""
UNUSED = "unused-allowance"
BAD = "bad-allowance"


@frozen
class Manual:
    """One rule: how grave it is, how much it looks at, whether it waits to be asked for, and its page.

    The page begins with one sentence; passages of YAML in it are indented.
    """

    name: str
    severity: Severity
    scope: Scope
    on_request: bool
    text: str

    @property
    def sentence(self) -> str:
        """The first sentence of its page."""
        return self.text.partition("\n")[0]


_OTHERS = (
    (
        "syntax",
        Severity.ERROR,
        """
        A file is YAML in UTF-8, without what its reader would not see.

        Aliases, anchors, tags, directives, a second document, duplicate keys and nesting deeper than 32 are refused:
        each lets a file mean something else than it seems to say.
        """,
    ),
    (
        "structure",
        Severity.ERROR,
        """
        A file has the keys that it needs, no others, and values of the right kind.

        A misspelt key would otherwise be a claim that nobody sees. The schema says which keys there are.
        """,
    ),
    (
        "unreadable",
        Severity.ERROR,
        """
        Every file of the collection can be read.

        It is a regular file of at most 5 MB, inside the collection, and you may read it.
        """,
    ),
    (
        "not-read",
        Severity.WARNING,
        """
        Nothing but incidents lies among the incidents.

        An incident is a file that ends in `.yaml`; anything else in that folder is passed over, which is likely not
        what was meant.
        """,
    ),
    (
        "yaml-loss",
        Severity.WARNING,
        """
        No part of a sentence is lost on YAML.

        Behind a space, `#` begins a comment, and inside braces a comma ends a text. A sentence with either belongs in
        quotation marks.
        """,
    ),
    (
        BAD,
        Severity.WARNING,
        """
        A comment `# claimcheck: allow` names a rule that may be allowed, and gives a reason.

        It is written `# claimcheck: allow <rule> -- <reason>`. Without a reason nobody can judge it later; a rule of
        severity error cannot be allowed, for an incident with an error in it is never shown.
        """,
    ),
    (
        UNUSED,
        Severity.WARNING,
        """
        A comment `# claimcheck: allow` covers a finding.

        One that covers nothing is left over from something mended, stands on another line than was meant, or names
        another rule. Nothing is called unused while the collection has an error in it.
        """,
    ),
)


def manuals() -> list[Manual]:
    """The page of every rule, by name."""
    pages = [
        Manual(rule_name(rule), rule.SEVERITY, scope(rule), on_request(rule), inspect.cleandoc(rule.__doc__ or ""))
        for rule in all_rules()
    ]
    pages += [Manual(name, severity, Scope.INCIDENT, False, inspect.cleandoc(text)) for name, severity, text in _OTHERS]
    pages += [
        Manual(name, Severity.WARNING, Scope.INCIDENT, True, inspect.cleandoc(text)) for name, text in ELSEWHERE.items()
    ]
    return sorted(pages, key=lambda each: each.name)


def manual(name: str) -> Manual:
    """The page of one rule.

    Raises:
        UsageError: there is no such rule.
    """
    pages = {each.name: each for each in manuals()}
    if name not in pages:
        raise UsageError(f"no rule `{name}`", did_you_mean(name, pages) or "see `claimcheck check --list-rules`")
    return pages[name]
