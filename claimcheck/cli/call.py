"""One call of a command: what its shared options say, the collection that they mean, and its answer on the way out."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.cli import options, screen
from claimcheck.cli.table import COMMANDS, FILTERS, PUBLIC, Command
from claimcheck.errors import UsageError
from claimcheck.frozen import field, frozen
from claimcheck.store.files import ENVIRONMENT, Files, Folder, find
from claimcheck.tasks import again

if TYPE_CHECKING:
    from claimcheck.blocks import Page
    from claimcheck.model.collection import Collection
    from claimcheck.tasks.opening import Opened
    from claimcheck.views.listing import Filters


@frozen(slots=False)
class Call:
    """The shared options of one call, as they were given."""

    claims: str | None = None
    public: bool = False
    against: str | None = None
    strict: bool = False
    format: str = ""
    output: str | None = None
    no_color: bool = False
    chosen: Mapping[str, Any] = field(default_factory=dict)

    def filters(self, collection: Collection) -> Filters:
        """What the filters say, with ids in the place of names.

        Raises:
            UsageError: a date is none, or no day lies between the two.
            UnknownIdError, AmbiguousIdError: nobody is called so, or several are.
        """
        from claimcheck.model.keys import Sort
        from claimcheck.model.names import known_id
        from claimcheck.views.listing import Filters

        first, last = options.span(self.chosen["since"], self.chosen["until"])
        lists = {name: tuple(words or ()) for name, words in self.chosen.items() if name not in ("since", "until")}
        for sort in (Sort.SPEAKER, Sort.PARTY):
            if sort in lists:
                lists[sort] = tuple(known_id(collection, each, [sort]) for each in lists[sort])
        return Filters(**lists, since=first, until=last)

    def folder(self) -> Folder:
        """The collection that `--claims`, the environment or the current folder means.

        Raises:
            NoCollectionError: there is none.
        """
        return find(self.claims, Path.cwd(), os.environ.get(ENVIRONMENT))

    def incidents(self, wanted: Iterable[str]) -> Collection:
        """Some incidents (`tasks.opening.open_incidents`); how much was withheld is said."""
        from claimcheck.tasks import opening

        names = list(wanted)
        opened = opening.open_incidents(
            self.folder(), names, public=self.public, progress=screen.progress, shelf=again.shelf()
        )
        return self._released(opened, names)

    def collection(self) -> Collection:
        """All of it (`tasks.opening.open_collection`); what was left out, or how much was withheld, is said."""
        from claimcheck.tasks import opening

        opened = opening.open_collection(
            self.folder(), strict=self.strict, public=self.public, progress=screen.progress, shelf=again.shelf()
        )
        return self._released(opened)

    def _released(self, opened: Opened, wanted: Iterable[str] | None = None) -> Collection:
        """What was opened, unless it tells something beside the release that `--against` names.

        Raises:
            UsageError: what is compared is not public, or the word names no release.
            TogetherError: it tells something.
        """
        if self.against is None:
            return _told(opened)
        if not self.public:
            raise UsageError("--against compares what is public", "say --public, too")
        from claimcheck.tasks.earlier import earlier_release, refuse_what_is_told

        earlier, behind = earlier_release(self.against, self.folder(), wanted, screen.progress)
        if behind is not None:
            _told(behind, f" of {self.against}")
        refuse_what_is_told(opened, earlier)
        return _told(opened)

    def files(self, source: Files, wanted: Iterable[str] | None, *, strict: bool) -> Collection:
        """A collection from wherever it is (`tasks.opening.open_files`); what was left out is said."""
        from claimcheck.tasks import opening

        opened = opening.open_files(source, wanted, strict=strict, progress=screen.progress, shelf=again.shelf())
        return _told(opened, f" of {source.prefix}")

    def answer(self, record: object, page: Callable[[], Page]) -> None:
        """Write a record as its page (`table`, `md`, ...) or whole (`json`, ...)."""
        from claimcheck.formats import PAGE_FORMATS, write_page, write_record

        if self.format in PAGE_FORMATS:
            to_file = self.output not in (None, "-")
            text = write_page(
                self.format,
                page(),
                width=screen.PIPE_COLUMNS if to_file else screen.columns(),
                colour=not to_file and screen.wants_colour(self.no_color),
            )
        else:
            text = write_record(self.format, record)
        screen.deliver(text, self.output)


def with_shared_options(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options that the table says it shares: it takes them as a `Call`, before its own.

    A command that takes no `Call` stays as it is; an option that it has itself is not added.
    """
    own = list(inspect.signature(function, eval_str=True).parameters.values())
    if not own or own[0].annotation is not Call:
        return function
    rest = own[1:]
    shared = [each for each in _shared(name, COMMANDS[name]) if each.name not in {mine.name for mine in rest}]

    @wraps(function)
    def command(**given: Any) -> Any:  # noqa: ANN401 - whatever the options are
        called = {each.name: given.pop(each.name) for each in shared}
        chosen = {name: called.pop(name) for name in options.FILTERS if name in called}
        call = Call(**called, chosen=chosen)
        return function(call, **given)

    keyword = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in rest]
    command.__signature__ = inspect.Signature([*keyword, *shared])  # type: ignore[attr-defined]
    return command


def _shared(name: str, row: Command) -> list[inspect.Parameter]:
    """The options of a row of the table, as parameters."""
    found = [_parameter(each, kind, None) for each, kind in options.FILTERS.items() if FILTERS in row.options]
    named = [each for each in row.options if each != FILTERS]
    if PUBLIC in named:
        named.insert(named.index(PUBLIC) + 1, "against")
    found += [_parameter(each, *getattr(options, each.upper())) for each in named]
    if row.formats:
        found += [
            _parameter("format", options.format_of(name), row.formats[0]),
            _parameter("output", *options.OUTPUT),
            _parameter("no_color", *options.NO_COLOR),
        ]
    return found


def _parameter(name: str, annotation: Any, default: object) -> inspect.Parameter:  # noqa: ANN401
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _told(opened: Opened, where: str = "") -> Collection:
    """What was opened, after what is to be said of it."""
    if not opened.errors and opened.published is None:
        return opened.collection
    from claimcheck.pages.phrases import count, listed

    published = opened.published
    if published is None:
        see = "" if where else "; see `claimcheck check`"
        for each in opened.collection.left_out:
            errors = count(each.errors, "error")
            screen.say(f"claimcheck: left out {each.incident}{where}: it could not be read ({errors}{see})")
        if not opened.collection.left_out:
            screen.point_out(opened.errors)
        return opened.collection
    if opened.unread:
        told = count(opened.unread, "incident")
        screen.say(f"claimcheck: left out {told} that could not be read; see `claimcheck check`")
    elif opened.errors:
        screen.say(f"claimcheck: left out what has {count(len(opened.errors), 'error')} in it; see `claimcheck check`")
    plurals = {"party": "parties"}
    kinds = [count(number, kind, plurals.get(kind)) for kind, number in published.withheld.items()]
    remark = f"withheld {listed(kinds)}" if kinds else "nothing had to be withheld"
    if published.renamed:
        remark += f"; {count(published.renamed, 'speaker')} shown under another name"
    screen.say(f"claimcheck: {remark}")
    return opened.collection
