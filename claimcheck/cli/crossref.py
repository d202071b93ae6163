"""What recurs across incidents: themes, parties, speakers and publishers that two or more have in common.

With an option: one theme, incident by incident, disputants side by side; all that one speaker or party said, or one
publisher printed, in order of days; or nearly the same words between incidents or outlets.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli import options
from claimcheck.cli.answering import answer
from claimcheck.cli.completing import party_names, speaker_names, theme_names
from claimcheck.cli.opening import open_collection
from claimcheck.errors import UsageError


def command(
    theme: Annotated[
        str | None,
        typer.Option("--theme", metavar="ID", help="What is answered to this theme.", autocompletion=theme_names),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="ID", help="All that this speaker said.", autocompletion=speaker_names),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option("--party", metavar="ID", help="All that was said for this party.", autocompletion=party_names),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="All that this publisher printed.")
    ] = None,
    similar: Annotated[bool, typer.Option("--similar", help="Nearly the same words, with scores.")] = False,
    least: Annotated[
        int | None, typer.Option("--least", min=1, max=100, help="For --similar: the lowest score shown; default 60.")
    ] = None,
    claims: options.Claims = None,
    format_: options.AnswerFormat = options.PageFormat.TABLE,
    output: options.Output = None,
    no_color: options.NoColor = False,
    strict: options.Strict = False,
) -> None:
    """Run the command."""
    if sum(each is not None for each in (theme, speaker, party, publisher)) + similar > 1:
        raise UsageError(
            "--theme, --speaker, --party, --publisher and --similar do not go together", "give one of them"
        )
    if least is not None and not similar:
        raise UsageError("--least goes with --similar only")
    collection = open_collection(claims, strict=strict).collection
    if similar:
        from claimcheck.pages.similar import similar_page
        from claimcheck.reasoning.likeness import LEAST_ALIKE
        from claimcheck.views.similar import similar as find_similar

        likeness = find_similar(collection, least or LEAST_ALIKE)
        answer(likeness, lambda: similar_page(likeness), format_=format_, output=output, no_color=no_color)
        return
    from claimcheck.pages import crossref as pages
    from claimcheck.views import crossref as views

    if theme is not None:
        across = views.theme_across(collection, theme)
        answer(across, lambda: pages.theme_page(across), format_=format_, output=output, no_color=no_color)
    elif speaker is None and party is None and publisher is None:
        common = views.recurrences(collection)
        answer(common, lambda: pages.recurrences_page(common), format_=format_, output=output, no_color=no_color)
    else:
        if speaker is not None:
            voice = views.speaker_across(collection, speaker)
        elif party is not None:
            voice = views.party_across(collection, party)
        else:
            voice = views.publisher_across(collection, publisher or "")
        answer(voice, lambda: pages.voice_page(voice), format_=format_, output=output, no_color=no_color)
