"""What recurs across incidents: themes, parties, speakers and publishers that two or more have in common.

With an option: one theme, incident by incident, disputants side by side; all that one speaker or party said, or one
publisher printed, in order of days; or nearly the same words between incidents or outlets.
"""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.call import Call
from claimcheck.cli.completing import party_names, speaker_names, theme_names
from claimcheck.errors import UsageError


def command(
    call: Call,
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
) -> None:
    """Run the command."""
    if sum(each is not None for each in (theme, speaker, party, publisher)) + similar > 1:
        raise UsageError(
            "--theme, --speaker, --party, --publisher and --similar do not go together", "give one of them"
        )
    if least is not None and not similar:
        raise UsageError("--least goes with --similar only")
    collection = call.collection()
    if similar:
        from claimcheck.pages.similar import similar_page
        from claimcheck.reasoning.likeness import LEAST_ALIKE
        from claimcheck.views.similar import similar as find_similar

        likeness = find_similar(collection, least or LEAST_ALIKE)
        call.answer(likeness, lambda: similar_page(likeness))
        return
    from claimcheck.model.keys import Sort
    from claimcheck.model.names import known_id
    from claimcheck.pages import crossref as pages
    from claimcheck.views import crossref as views

    if theme is not None:
        across = views.theme_across(collection, theme)
        call.answer(across, lambda: pages.theme_page(across))
    elif speaker is None and party is None and publisher is None:
        common = views.recurrences(collection)
        call.answer(common, lambda: pages.recurrences_page(common))
    else:
        if speaker is not None:
            voice = views.speaker_across(collection, known_id(collection, speaker, [Sort.SPEAKER]))
        elif party is not None:
            voice = views.party_across(collection, known_id(collection, party, [Sort.PARTY]))
        else:
            voice = views.publisher_across(collection, publisher or "")
        call.answer(voice, lambda: pages.voice_page(voice))
