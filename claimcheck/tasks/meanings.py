"""What people call the commands of this program before they know them.

Each word stands for what may be meant, the likeliest first: the first that is there is offered. What begins with `!` is
a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.model.meanings import Meanings, meanings

COMMANDS_MEANT: Meanings = meanings("""
    delete rm del erase drop discard retract = remove | edit
    mv relocate transfer = move | rename
    ls dir all = list
    cat view open display info describe get = show
    find grep lookup where = search
    compare versus vs side-by-side = contrast
    validate lint test errors problems = check
    format tidy pretty prettify reformat = fmt
    build publish html website serve web pages = site
    pdf markdown print write output = report
    log blame commits = changes
    status count counts summary statistics overview = stats
    query select database db ask = sql
    convert save dump csv json excel download = export
    load ingest upload read = import
    archive store snapshot copy keep = attach
    extract suggest propose scrape fetch = draft
    update change modify fix amend correct = edit
    approve confirm sign-off = review
    incident begin create make event = new INCIDENT
    start setup initialize initialise = init
    claim statement quote quotation = add claim
    source article publication = add source
    question answer = add question
    speaker person voice = add speaker
    party organisation organization actor = add party
    claims speakers parties sources questions themes terms = list
    incidents = list
    help usage man manual ? h = --help
    version v = --version
    example examples sample tutorial = demo
    diagnose selftest self-test health env environment = doctor
    undo revert restore = !nothing is lost: `git diff` shows what was written, `git checkout -- FILE` takes it back
    quotes = verify
    who people recurring = crossref
    when chronology dates = timeline
    words terms-of = wording
    trace provenance chain = origins
    kappa alpha reliability irr = agreement
    autocomplete complete install-completion = completion
    settle resolve = adjudicate
    evolution over-time = history
""")
"""Commands by other names."""

ADDED: Meanings = meanings("""
    incident event case affair = new INCIDENT
    quote quotation statement assertion position = claim
    publication article url link outlet publisher = source
    person voice witness official = speaker
    organisation organization actor state group disputant = party
    answer answers = !answers stand with their question: `claimcheck edit QUESTION` opens it
    alias aliases role = !aliases and roles stand with their speaker: `claimcheck edit SPEAKER` opens it
    copy file pdf = attach
    theme = theme | init
    term word = term | edit
    side = side | edit
""")
"""What is added by other names; a command that stands alone is not below `add`."""

FORMATS_MEANT: Mapping[str, str] = {
    each: each for each in ("json", "csv", "html", "md", "table", "jsonl", "sarif", "yaml")
} | {"markdown": "md", "text": "table", "txt": "table"}
