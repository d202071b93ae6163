"""A saved web page as the text that its readers see, block by block; lxml reads the HTML.

What is seen is what a browser shows when it opens the file: elements that it never shows, or that are hidden by their
attributes or their own style, are left out, while a visible child of an invisible element is not; shadow roots stand
where their hosts do, with what is slotted into them; frames that the file holds (`srcdoc`) stand where they are shown.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from claimcheck.characters.patterns import lazy
from claimcheck.copies.readers.reading import Aside, CopyKind, Passed, Reading
from claimcheck.copies.readers.styles import Style, declared, sheet_styles
from claimcheck.copies.unreadable import UnreadableCopy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_DEPTH = 1_000
"""Elements inside one another, frames included; the deepest real page that was met had 40."""
MAX_FRAMES = 5
"""Frames inside one another."""

_HEAD_BYTES = 4096
_CHARSET = lazy(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
_MEANT |= {"iso8859-9": "cp1254", "euc_kr": "cp949", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
"""What browsers take a label for (WHATWG Encoding), where it is not what it says."""
_ENCODINGS = frozenset(
    [
        *("utf-8", "cp866", "cp874", "cp932", "cp949", "koi8-r", "koi8-u", "gb18030", "big5", "euc_jp", "iso2022_jp"),
        *("mac-cyrillic", *(f"cp125{each}" for each in range(9)), *(f"iso8859-{each}" for each in range(2, 17))),
    ]
)

_NEVER = frozenset(
    [
        *("annotation", "annotation-xml", "audio", "canvas", "datalist", "desc", "embed", "frameset", "head"),
        *("metadata", "meter", "noembed", "noframes", "noscript", "progress", "rp", "script", "style", "template"),
        *("textarea", "title", "video"),
    ]
)
"""Elements whose words no browser shows; those of `<textarea>` can be typed over."""
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup"),
        *("option", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul", "xmp"),
    ]
)
_PRE = frozenset(["listing", "plaintext", "pre", "xmp"])
_HOSTS = frozenset(
    [
        *("article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("main", "nav", "p", "section", "span"),
    ]
)
"""Elements that may have a shadow root, besides those with a hyphen in their name (DOM, attachShadow)."""
_SHADOW_ATTRIBUTES = ("shadowrootmode", "shadowmode", "shadowroot")
"""As browsers write it, as Chromium writes it into MHTML, and as it was once written."""
_INLINE_DISPLAYS = ("inline", "contents", "ruby")
_BOXES = ("flex", "grid")
"""Children of these stand apart, whatever they are."""
_TAKEN_OVER = ("inherit", "unset", "revert", "revert-layer")
"""Values of `visibility` that leave it as it is around an element."""
_SPACE = lazy(r"[ \t\r\n\f]+")
_NOT_TEXT = lazy("[\x00-\x08\x0b\x0e-\x1f]")
_NOTE_BEGINS, _NOTE_ENDS, _CLOSED_BEGINS, _CLOSED_ENDS = "\x01\x02\x03\x04"
_MARKERS = lazy(f"[{_NOTE_BEGINS}-{_CLOSED_ENDS}]")
_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_NUMBERS = lazy(r"\s*\d+(?:\s*[,;–-]\s*\d+)*\s*")
_LETTER = lazy(r"\s*[a-pr-z]\s*")


def page_text(data: bytes) -> str:
    """The text of a saved page: a blank line between blocks, figure captions and cells of tables among them.

    What no reader sees is left out: scripts, styles, and elements that their own attributes hide.

    Raises:
        UnreadableCopy: the encoding is not known, or elements are nested beyond all reason.
    """
    return read_page(data).text


def read_page(data: bytes, encoding: str | None = None, part: Callable[[str], str | None] | None = None) -> Reading:
    """A saved page, read. `encoding` is what it was sent with; `part` gives the frame or style sheet of an address.

    Raises:
        UnreadableCopy: the encoding is not known, or elements are nested beyond all reason.
    """
    from claimcheck.copies.readers.known import known_of_page  # noqa: PLC0415 - takes lxml, as this does

    text = decoded(data, encoding)
    root = _parsed(text)
    page = _Page(part)
    if root is not None:
        page.show(root, _VISIBLE)
    shown, passed, closed = page.close()
    return Reading(CopyKind.WEB, shown, passed=passed, closed=closed, known=known_of_page(root, text))


def decoded(data: bytes, encoding: str | None = None) -> str:
    """HTML as text: by its byte-order mark, else as it was sent, else as it declares, else as UTF-8.

    Raises:
        UnreadableCopy: it is not UTF-8 and says nothing else, or the encoding is not known.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    label = encoding or (declared.group(1).decode() if declared else None)
    if label is None:
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise UnreadableCopy("it is not UTF-8 and does not say in which encoding it is") from error
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = label
    name = _MEANT.get(name, name)
    if name not in _ENCODINGS:
        raise UnreadableCopy(f"it is in an encoding that is not known, `{label}`")
    return data.decode(name, errors="replace")


def _parsed(text: str) -> Element | None:
    from lxml import etree  # noqa: PLC0415 - only web pages need it

    if not text.strip():
        return None
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=False)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:  # nothing in it but, say, a comment
        return None


class _State(NamedTuple):
    """What an element takes over from the one that it stands in."""

    visible: bool = True
    kept: bool = False  # inside <pre>, where line breaks count
    boxed: bool = False  # a child of a flexible box, which stands apart
    depth: int = 0
    frames: int = 0
    display: str = "block"


_VISIBLE = _State()
_Steps = Iterator[tuple["Element", _State]]
"""Elements whose turn it is, each with what it takes over."""


class _Page:
    """A page being read."""

    def __init__(self, part: Callable[[str], str | None] | None) -> None:
        self.parts: list[str] = []
        self.part = part
        self.sheets: dict[Element, Style] = {}
        self.slotted: list[dict[str, list[Any]]] = []

    def show(self, root: Element, state: _State) -> None:
        """Whatever an element and all in it show; without recursion, since elements may be nested deep."""
        self.sheets = sheet_styles(root, list(_sheets(root, self.part)))
        stack = [self.element(root, state)]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
            else:
                stack.append(self.element(*step))

    def element(self, element: Element, state: _State) -> _Steps:
        """What an element shows of itself; each element in it is yielded where its turn is."""
        tag = element.tag
        if not isinstance(tag, str):
            return  # a comment
        if state.depth > MAX_DEPTH:
            raise UnreadableCopy(f"its elements are nested more than {MAX_DEPTH:,} deep")
        given = element.attrib
        style = self.style(element, state.display)
        display = style.get("display")
        if display == "none" or tag in _NEVER or "sf-hidden" in given.get("class", "").split():
            return
        if display is None and (_hidden(tag, given)):
            return
        block = state.boxed or _stands_apart(tag, style) or "popover" in given or tag == "dialog"
        found = "hidden" if given.get("hidden", "").lower() == "until-found" else None
        if style.get("content-visibility", found) == "hidden" and _has_box(display, block=block):
            return
        visible = state.visible
        if style.get("visibility", "inherit") not in _TAKEN_OVER:
            visible = style["visibility"] not in ("hidden", "collapse")
        kept = state.kept or tag in _PRE
        if "white-space" in style:
            kept = style["white-space"].startswith(("pre", "break-spaces"))
        boxes = (display or "").removeprefix("inline-") in _BOXES
        shown_as = display or ("block" if tag in _BLOCKS else "inline")
        inside = _State(visible, kept, boxes, state.depth + 1, state.frames, shown_as)
        if tag == "br":
            self.parts.append("\n")
            return
        if block:
            self.parts.append("\n\n")
        if tag in ("iframe", "frame"):
            yield from self.framed(element, inside)
        elif tag == "object" and given.get("data", "").startswith("data:"):
            pass
        elif tag == "details" and "open" not in given:
            yield from self.details(element, inside)
        elif tag == "sup" and visible and _is_note(element):
            self.parts.append("".join(element.itertext()).strip().translate(_RAISED))
        elif tag in ("rt", "rtc"):
            yield from self.around(_NOTE_BEGINS, element, inside, _NOTE_ENDS)
        elif tag == "q":
            yield from self.around("“", element, inside, "”")
        elif tag == "slot" and self.slotted:
            yield from self.slot(element, inside)
        else:
            yield from self.inside(element, inside)
        if block:
            self.parts.append("\n\n")

    def style(self, element: Element, around: str) -> dict[str, str]:
        """What is declared of an element: by the sheets of its page and, counting more, by itself.

        `around` is the `display` of the element that it stands in.
        """
        sheet, own = self.sheets.get(element), element.get("style")
        if sheet is None and own is None:
            return {}
        found = declared(own, inline=True) if own else {}
        for name, one in (sheet or {}).items():
            if name not in found or one.weight > found[name].weight:
                found[name] = one
        values = {name: one.value for name, one in found.items()}
        if values.get("display") == "inherit":
            values["display"] = around
        if values.get("display") == "revert":
            del values["display"]
        return values

    def inside(self, element: Element, state: _State) -> _Steps:
        """What an element holds: its shadow root, if it has one, else its children."""
        root = _shadow_root(element)
        if root is not None:
            self.slotted.append(_by_slot(element, root))
            yield from self.children(root.text, root, state)
            self.slotted.pop()
        else:
            yield from self.children(element.text, element, state)

    def children(self, text: str | None, elements: Iterable[Element], state: _State) -> _Steps:
        self.text(text, state)
        for each in elements:
            yield each, state
            self.text(each.tail, state)

    def text(self, text: str | None, state: _State) -> None:
        if text and state.visible:
            text = _NOT_TEXT.sub("", text)
            self.parts.append(text if state.kept else _SPACE.sub(" ", text))

    def around(self, before: str, element: Element, state: _State, after: str) -> _Steps:
        self.parts.append(before)
        yield from self.inside(element, state)
        self.parts.append(after)

    def details(self, element: Element, state: _State) -> _Steps:
        """A part that is closed: its summary is seen, the rest after a click."""
        summary = next((each for each in element if each.tag == "summary"), None)
        if summary is not None:
            yield summary, state
        self.parts.append(_CLOSED_BEGINS)
        self.text(element.text, state)
        for each in element:
            if each is not summary:
                yield each, state
            self.text(each.tail, state)
        self.parts.append(_CLOSED_ENDS)

    def slot(self, element: Element, state: _State) -> _Steps:
        """What was put into a slot, else what it holds itself."""
        taken = self.slotted[-1].get(element.get("name", ""))
        if not taken:
            yield from self.children(element.text, element, state)
            return
        host = self.slotted.pop()  # what is slotted stands in the page around the host
        for each in taken:
            if isinstance(each, str):
                self.text(each, state)
            else:
                yield each, state
        self.slotted.append(host)

    def framed(self, element: Element, state: _State) -> _Steps:
        """The page in a frame, where the file holds it."""
        source = element.get("srcdoc")
        if source is None and self.part is not None and element.get("src"):
            source = self.part(element.get("src", ""))
        if source is None or state.frames >= MAX_FRAMES or not state.visible:
            return
        root = _parsed(source)
        if root is None:
            return
        slotted, self.slotted = self.slotted, []
        sheets, self.sheets = self.sheets, sheet_styles(root, list(_sheets(root, self.part)))
        self.parts.append("\n\n")
        yield root, _State(depth=state.depth, frames=state.frames + 1)
        self.parts.append("\n\n")
        self.slotted, self.sheets = slotted, sheets

    def close(self) -> tuple[str, tuple[Passed, ...], tuple[tuple[int, int], ...]]:
        """The text, what may be passed over in it, and what is closed."""
        text = re.sub(r" *\n *", "\n", "".join(self.parts))
        text = re.sub(r" {2,}", " ", re.sub(r"\n{3,}", "\n\n", text)).strip("\n") + "\n"
        if not _MARKERS.search(text):
            return text, (), ()
        return _without_markers(text)


def _without_markers(text: str) -> tuple[str, tuple[Passed, ...], tuple[tuple[int, int], ...]]:
    pieces: list[str] = []
    passed, closed = [], []
    opened: list[int] = []
    end = size = 0
    for match in _MARKERS.finditer(text):
        pieces.append(text[end : match.start()])
        size += match.start() - end
        end = match.end()
        if match.group() in (_NOTE_BEGINS, _CLOSED_BEGINS):
            opened.append(size)
        elif match.group() == _NOTE_ENDS:
            passed.append(Passed(opened.pop(), size, Aside.PRONUNCIATION))
        else:
            closed.append((opened.pop(), size))
    return "".join([*pieces, text[end:]]), tuple(sorted(passed)), tuple(sorted(closed))


def _hidden(tag: str, given: Any) -> bool:  # noqa: ANN401 - lxml's own mapping
    hidden = (
        given.get("hidden", "until-found").lower() != "until-found"
    )  # which takes effect as content-visibility does
    return hidden or "popover" in given or (tag == "dialog" and "open" not in given)


def _sheets(root: Element, part: Callable[[str], str | None] | None) -> Iterator[tuple[Element | None, str]]:
    """The style sheets that the file holds, each with the template in whose shadow root it stands."""
    for each in root.iter("style", "link"):
        media = (each.get("media") or "all").lower()
        if not re.search("all|screen", media):
            continue
        text = each.text
        if each.tag == "link":
            linked = part is not None and "stylesheet" in (each.get("rel") or "").lower()
            text = part(each.get("href") or "") if linked and part is not None else None
        if text:
            yield next(each.iterancestors("template"), None), text


def _stands_apart(tag: str, style: dict[str, str]) -> bool:
    """Whether an element begins on a line of its own."""
    if style.get("float") in ("left", "right") or style.get("position") in ("absolute", "fixed"):
        return True
    display = style.get("display")
    if display is None:
        return tag in _BLOCKS
    return not display.startswith(_INLINE_DISPLAYS)


def _has_box(display: str | None, *, block: bool) -> bool:
    """Whether an element has a box of its own: what runs on in a line cannot have its contents hidden as such."""
    return display != "contents" and (block or display not in (None, "inline", "ruby"))


def _is_note(element: Element) -> bool:
    """Whether raised words are the number or the letter of a note, and no ending as in "4th"."""
    text = "".join(element.itertext())
    if _NUMBERS.fullmatch(text):
        return True
    return _LETTER.fullmatch(text) is not None and next(element.iter("a"), None) is not None


def _shadow_root(element: Element) -> Element | None:
    """The template that stands for an element's shadow root: the first that says so, where there can be one."""
    if not len(element) or not (element.tag in _HOSTS or "-" in str(element.tag)):
        return None
    for each in element.iterchildren("template"):
        if any(each.get(name) in ("open", "closed") for name in _SHADOW_ATTRIBUTES):
            return each
    return None


def _by_slot(element: Element, root: Element) -> dict[str, list[Any]]:
    """The children of a host by the slot that they ask for; text goes into the one without a name."""
    found: dict[str, list[Any]] = {}
    if element.text:
        found.setdefault("", []).append(element.text)
    for each in element:
        if each is not root and isinstance(each.tag, str):
            found.setdefault(each.get("slot", ""), []).append(each)
        if each.tail:
            found.setdefault("", []).append(each.tail)
    if all(isinstance(each, str) and not each.strip() for each in found.get("", [])):
        found.pop("", None)
    return found
