"""A saved web page as the text that its readers see, block by block; lxml reads the HTML."""

from __future__ import annotations

import codecs
import re
from typing import Any

from claimcheck.copies.unreadable import UnreadableCopy

MAX_DEPTH = 1_000
"""Elements inside one another; the deepest real page that was met had 40."""

_HEAD_BYTES = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
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

_UNSEEN = frozenset(["head", "title", "script", "style", "template", "noscript", "iframe", "object", "audio", "video"])
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!\s*important\s*)?(?:;|$)", re.IGNORECASE
)
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p"),
        *("pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def is_web_page(name: str) -> bool:
    """Whether a file of that name is read as HTML."""
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def page_text(data: bytes) -> str:
    """The text of a saved page: a blank line between blocks, figure captions and cells of tables among them.

    What no reader sees is left out: scripts, styles, and elements that their own attributes hide.

    Raises:
        UnreadableCopy: the encoding is not known, or elements are nested beyond all reason.
    """
    from lxml import etree  # noqa: PLC0415 - only web pages need it

    parser = etree.HTMLParser(target=_Reader(), huge_tree=True, encoding="utf-8")
    parser.feed(_decoded(data).encode())
    text: str = parser.close()
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    if declared is None:
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise UnreadableCopy("it is not UTF-8 and does not say in which encoding it is") from error
    label = declared.group(1).decode()
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = label
    name = _MEANT.get(name, name)
    if name not in _ENCODINGS:
        raise UnreadableCopy(f"it is in an encoding that is not known, `{label}`")
    return data.decode(name, errors="replace")


class _Reader:
    """Takes what the parser meets: elements begin and end in pairs, whatever the page left out."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.depth = 0
        self.hidden_at = 0
        self.kept_at = 0  # inside <pre>, where line breaks count

    def start(self, tag: str, attributes: Any) -> None:  # noqa: ANN401 - lxml's own mapping
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableCopy(f"its elements are nested more than {MAX_DEPTH:,} deep")
        if self.hidden_at:
            return
        if tag in _UNSEEN or "hidden" in attributes or _HIDING.search(attributes.get("style", "")):
            self.hidden_at = self.depth
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "q":
            self.parts.append("“")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
            if tag == "pre" and not self.kept_at:
                self.kept_at = self.depth

    def end(self, tag: str) -> None:
        if self.hidden_at:
            if self.hidden_at == self.depth:
                self.hidden_at = 0
        elif tag == "q":
            self.parts.append("”")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        if self.kept_at == self.depth:
            self.kept_at = 0
        self.depth -= 1

    def data(self, text: str) -> None:
        if not self.hidden_at:
            self.parts.append(text if self.kept_at else _SPACE.sub(" ", text))

    def comment(self, text: str) -> None:
        """A comment is not text."""

    def close(self) -> str:
        text = re.sub(r" *\n *", "\n", "".join(self.parts))
        return re.sub(r" {2,}", " ", re.sub(r"\n{3,}", "\n\n", text)).strip("\n") + "\n"
