"""What an editor asks, and what it is answered: each answer is `assist`'s, in the words of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest

from claimcheck.assist import actions as doing
from claimcheck.assist import naming
from claimcheck.assist import symbols as listing
from claimcheck.assist.completion import complete
from claimcheck.assist.desk import Desk
from claimcheck.assist.hover import hover
from claimcheck.assist.text import EditorText, Spot, TextChange
from claimcheck.errors import ClaimcheckError
from claimcheck.server import convert
from claimcheck.server.server import Server

Found = TypeVar("Found")
_FIX_ALL = "source.fixAll.claimcheck"


def answer(server: Server) -> None:
    """Answer what an editor asks."""
    feature = server.feature
    feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(" {[,:")))(
        _at(server, _completion)
    )
    feature(types.TEXT_DOCUMENT_HOVER)(_at(server, _hover))
    feature(types.TEXT_DOCUMENT_DEFINITION)(_at(server, _definition))
    feature(types.TEXT_DOCUMENT_REFERENCES)(_at(server, _references))
    feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(_at(server, _highlight))
    feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(_at(server, _prepare_rename))
    feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(_at(server, _rename))
    feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_of(server, _symbols))
    feature(types.TEXT_DOCUMENT_FOLDING_RANGE)(_of(server, _folds))
    feature(types.TEXT_DOCUMENT_SELECTION_RANGE)(_of(server, _selections))
    feature(types.TEXT_DOCUMENT_CODE_LENS)(_of(server, _lenses))
    feature(types.TEXT_DOCUMENT_FORMATTING)(_of(server, _formatting))
    feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix, _FIX_ALL]))(
        _of(server, _actions)
    )
    feature(types.WORKSPACE_SYMBOL)(_search(server))


class Asked:
    """A question about an open file; `spot` is the place that it is about."""

    def __init__(self, server: Server, desk: Desk, name: str, params: Any) -> None:  # noqa: ANN401 - the protocol's own
        self.server, self.desk, self.name, self.params = server, desk, name, params
        self.text: EditorText = desk.text(name)
        self.units = server.units
        position = getattr(params, "position", None)
        self.spot = convert.spot(self.text, position, self.units) if position else Spot(0, 0)

    def location(self, where: naming.Where) -> types.Location:
        """A stretch of a file."""
        uri = self.server.rooms.uri(self.desk, where.name)
        return types.Location(uri, convert.range_of(where.text, where.where, self.units))

    def edits(self, changes: list[TextChange]) -> list[types.TextEdit]:
        """Edits of the file at hand."""
        return [convert.edit(self.text, each, self.units) for each in changes]

    def workspace_edit(self, changes: dict[str, list[TextChange]]) -> types.WorkspaceEdit:
        """Edits of several files, each of the version that is open."""
        workspace = self.server.client_capabilities.workspace
        able = workspace.workspace_edit.document_changes if workspace and workspace.workspace_edit else None
        made: dict[str, tuple[int | None, list[types.TextEdit]]] = {}
        for name, each in changes.items():
            text = self.desk.text(name)
            version = self.desk.open[name].version if name in self.desk.open else None
            edits = [convert.edit(text, one, self.units) for one in each]
            made[self.server.rooms.uri(self.desk, name)] = (version, edits)
        if not able:
            return types.WorkspaceEdit(changes={uri: edits for uri, (_, edits) in made.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), list(edits))
                for uri, (version, edits) in made.items()
            ]
        )


def _of(server: Server, work: Callable[[Asked], Found]) -> Callable[[Any], Found | None]:
    """What answers a question about a file: nothing where it is in no collection, or by a slip of ours."""

    def handler(params: Any) -> Found | None:  # noqa: ANN401 - the protocol's own
        refused: list[JsonRpcException] = []

        def asked() -> Found | None:
            found = server.rooms.find(params.text_document.uri)
            if found is None:
                return None
            try:
                return work(Asked(server, *found, params))
            except ClaimcheckError as error:  # it cannot be done, and a person is to read why
                told = f"{error.message}; {error.hint}" if error.hint else error.message
                refused.append(JsonRpcInvalidRequest(told))
                return None

        answered = server.guard(asked)
        if refused and type(params) in (types.RenameParams, types.PrepareRenameParams):
            raise refused[0]
        return answered

    return handler


_at = _of


def _completion(asked: Asked) -> types.CompletionList:
    return convert.items(asked.text, complete(asked.desk, asked.name, asked.spot), asked.units)


def _hover(asked: Asked) -> types.Hover | None:
    told = hover(asked.desk, asked.name, asked.spot)
    if told is None:
        return None
    lines = types.MarkupContent(types.MarkupKind.PlainText, "\n".join(told.lines))
    return types.Hover(lines, convert.range_of(asked.text, told.where, asked.units))


def _definition(asked: Asked) -> list[types.Location]:
    return [asked.location(each) for each in naming.definition(asked.desk, asked.name, asked.spot)]


def _references(asked: Asked) -> list[types.Location]:
    declared = asked.params.context.include_declaration
    found = naming.references(asked.desk, asked.name, asked.spot, declared=declared)
    return [asked.location(each) for each in found]


def _highlight(asked: Asked) -> list[types.DocumentHighlight]:
    found = naming.references(asked.desk, asked.name, asked.spot, here=True)
    return [types.DocumentHighlight(convert.range_of(each.text, each.where, asked.units)) for each in found]


def _prepare_rename(asked: Asked) -> types.PrepareRenamePlaceholder:
    where, word = naming.may_be_renamed(asked.desk, asked.name, asked.spot)
    return types.PrepareRenamePlaceholder(convert.range_of(asked.text, where, asked.units), word)


def _rename(asked: Asked) -> types.WorkspaceEdit:
    return asked.workspace_edit(naming.rename(asked.desk, asked.name, asked.spot, asked.params.new_name).changes)


def _symbols(asked: Asked) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    found = listing.symbols(asked.desk, asked.name)
    document = asked.server.client_capabilities.text_document
    able = document.document_symbol if document else None
    if able and able.hierarchical_document_symbol_support:
        return [convert.symbol(asked.text, each, asked.units) for each in found]
    uri = asked.params.text_document.uri
    return [one for each in found for one in convert.flat(each, asked.text, uri, asked.units)]


def _folds(asked: Asked) -> list[types.FoldingRange]:
    return [types.FoldingRange(first, last) for first, last in listing.folds(asked.desk, asked.name)]


def _selections(asked: Asked) -> list[types.SelectionRange]:
    made = []
    for position in asked.params.positions:
        around: types.SelectionRange | None = None
        spot = convert.spot(asked.text, position, asked.units)
        for each in reversed(listing.selections(asked.desk, asked.name, spot)):
            around = types.SelectionRange(convert.range_of(asked.text, each, asked.units), around)
        made += [around] if around else []
    return made


def _lenses(asked: Asked) -> list[types.CodeLens]:
    return [
        types.CodeLens(
            types.Range(types.Position(each.line, 0), types.Position(each.line, 0)), types.Command(each.words, "")
        )
        for each in listing.lenses(asked.desk, asked.name)
    ]


def _formatting(asked: Asked) -> list[types.TextEdit] | None:
    return asked.edits(doing.format_file(asked.desk, asked.name)) or None


def _actions(asked: Asked) -> list[types.CodeAction]:
    where, only = asked.params.range, asked.params.context.only
    made: list[types.CodeAction] = []
    if not only or any(str(types.CodeActionKind.QuickFix.value).startswith(each) for each in map(_word, only)):
        made += [
            types.CodeAction(
                each.title,
                types.CodeActionKind.QuickFix,
                [convert.diagnostic(asked.text, each.found, asked.units)],
                is_preferred=each.preferred or None,
                edit=asked.workspace_edit(each.changes),
            )
            for each in doing.actions(asked.desk, asked.name, range(where.start.line, where.end.line + 1))
        ]
    if only and any(_FIX_ALL.startswith(each) for each in map(_word, only)):
        changes = doing.mend_all(asked.desk, asked.name)
        if changes:
            edit = asked.workspace_edit({asked.name: changes})
            made.append(types.CodeAction("Mend what takes no judgement", _FIX_ALL, edit=edit))
    return made


def _word(kind: Any) -> str:  # noqa: ANN401 - an enumeration or a word
    return str(getattr(kind, "value", kind))


def _search(server: Server) -> Callable[[types.WorkspaceSymbolParams], list[types.WorkspaceSymbol] | None]:
    def searched() -> Callable[[types.WorkspaceSymbolParams], list[types.WorkspaceSymbol] | None]:
        def handler(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol] | None:
            return server.guard(
                lambda: [
                    convert.listed(each, server.rooms.uri(desk, each.name))
                    for desk in server.rooms.desks
                    for each in listing.search(desk, params.query)
                ]
            )

        return handler

    return searched()
