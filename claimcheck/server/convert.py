"""Our values to those of the protocol, and back; columns in the units that the editor has chosen."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from claimcheck.assist.actions import where_found
from claimcheck.assist.completion import Item
from claimcheck.assist.desk import FileReport, ListedThing
from claimcheck.assist.symbols import Symbol
from claimcheck.assist.text import ColumnUnits, EditorText, Spot, Stretch, TextChange
from claimcheck.characters import one_line
from claimcheck.model.diagnostic import Diagnostic, Severity
from claimcheck.model.keys import Sort

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_SYMBOLS: dict[str, types.SymbolKind] = {
    "section": types.SymbolKind.Namespace,
    Sort.INCIDENT: types.SymbolKind.File,
    Sort.SPEAKER: types.SymbolKind.Class,
    Sort.PARTY: types.SymbolKind.Module,
    Sort.SOURCE: types.SymbolKind.Object,
    Sort.CLAIM: types.SymbolKind.String,
    Sort.QUESTION: types.SymbolKind.Field,
    Sort.THEME: types.SymbolKind.Field,
}
_KINDS: dict[str, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    Sort.SPEAKER: types.CompletionItemKind.Class,
    Sort.PARTY: types.CompletionItemKind.Module,
    "side": types.CompletionItemKind.Module,
    Sort.SOURCE: types.CompletionItemKind.File,
    Sort.CLAIM: types.CompletionItemKind.Reference,
    Sort.QUESTION: types.CompletionItemKind.Field,
    "answer": types.CompletionItemKind.EnumMember,
    "value": types.CompletionItemKind.Value,
    "rule": types.CompletionItemKind.Constant,
}


def spot(text: EditorText, position: types.Position, units: ColumnUnits) -> Spot:
    """A place that the editor names."""
    return Spot(position.line, units.points(text.line(position.line), position.character))


def position(text: EditorText, where: Spot, units: ColumnUnits) -> types.Position:
    """A place, as the editor names it."""
    return types.Position(where.line, units.units(text.line(where.line), where.column))


def stretch(text: EditorText, where: types.Range, units: ColumnUnits) -> Stretch:
    """A stretch that the editor names."""
    return Stretch(spot(text, where.start, units), spot(text, where.end, units))


def range_of(text: EditorText, where: Stretch, units: ColumnUnits) -> types.Range:
    """A stretch, as the editor names it."""
    return types.Range(position(text, where.start, units), position(text, where.end, units))


def edit(text: EditorText, change: TextChange, units: ColumnUnits) -> types.TextEdit:
    """An edit of a text."""
    return types.TextEdit(range_of(text, change.where, units), change.new)


def diagnostics(report: FileReport, units: ColumnUnits) -> list[types.Diagnostic]:
    """What was found in a file."""
    return [diagnostic(report.text, each, units) for each in report.diagnostics]


def diagnostic(text: EditorText, found: Diagnostic, units: ColumnUnits) -> types.Diagnostic:
    """One problem: its message, and the hint on a line of its own."""
    message = one_line(found.message)
    return types.Diagnostic(
        range=range_of(text, where_found(text, found), units),
        message=f"{message}\n{one_line(found.hint)}" if found.hint else message,
        severity=_SEVERITIES[found.severity],
        code=found.rule,
        source="claimcheck",
    )


def items(text: EditorText, found: Iterable[Item], units: ColumnUnits) -> types.CompletionList:
    """What may be typed; whoever types on asks again."""
    return types.CompletionList(
        is_incomplete=True,
        items=[
            types.CompletionItem(
                label=each.label,
                kind=_KINDS.get(each.sort, types.CompletionItemKind.Text),
                detail=one_line(each.detail) if each.detail else None,
                filter_text=each.match,
                sort_text=f"{rank:04}",
                text_edit=types.TextEdit(range_of(text, each.where, units), each.new),
            )
            for rank, each in enumerate(found)
        ],
    )


def symbol(text: EditorText, each: Symbol, units: ColumnUnits) -> types.DocumentSymbol:
    """A record of the outline, with what is shown below it."""
    return types.DocumentSymbol(
        each.name,
        _SYMBOLS.get(each.sort, types.SymbolKind.Object),
        range_of(text, each.where, units),
        range_of(text, each.id, units),
        detail=one_line(each.detail) if each.detail else None,
        children=[symbol(text, below, units) for below in each.below] or None,
    )


def flat(each: Symbol, text: EditorText, uri: str, units: ColumnUnits) -> list[types.SymbolInformation]:
    """The same for an editor that knows no outline with levels."""
    place = types.Location(uri, range_of(text, each.id, units))
    kind = _SYMBOLS.get(each.sort, types.SymbolKind.Object)
    mine = [] if each.sort == "section" else [types.SymbolInformation(place, each.name, kind)]
    inside = each.below if each.sort == "section" else ()
    return [*mine, *(one for below in inside for one in flat(below, text, uri, units))]


def listed(each: ListedThing, uri: str) -> types.WorkspaceSymbol:
    """A thing of the collection."""
    start = types.Position(max(each.line, 0), 0)
    name = f"{each.id} ({one_line(each.names)[:80]})" if each.names else each.id
    return types.WorkspaceSymbol(types.Location(uri, types.Range(start, start)), name, _SYMBOLS[each.sort])
