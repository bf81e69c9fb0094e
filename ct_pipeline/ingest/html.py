"""HTML pages: the text a reader sees, in reading order, with what the tree says about it.

Page furniture stays in the text; the clean stage sets it aside by its own rules and by the ``markup`` spans made here. What no reader sees
(scripts, styles, templates, hidden elements) is left out. Parsing uses no network and no external entities, and walks the tree without recursion.
"""

from __future__ import annotations

import json
import logging
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from lxml import etree

from ct_pipeline.ingest.hints import PageHints, page_hints
from ct_pipeline.ingest.limits import ReadError
from ct_pipeline.ingest.rules import IngestRules, ingest_rules


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SKIPPED = _words("script style template head title noscript noframes iframe object embed applet svg math audio video canvas map datalist select option meta link base")
_PARAGRAPHS = _words("p h1 h2 h3 h4 h5 h6 article main blockquote figure table ul ol dl hr pre")
_BLOCKS = _words(
    """html body div section header footer nav aside form fieldset legend figcaption address details summary dialog hgroup li dt dd tr td th caption thead tbody
    tfoot center button label textarea input output progress menu search marquee optgroup frameset dir"""
)
_SPANS = {name: name for name in _words("nav header footer aside form figcaption h1 h2 h3 h4 p li time main article blockquote")}
_FURNITURE = _words("nav header footer aside share related tags breadcrumb menu sidebar comment newsletter ticker cookie byline")
_PROSE = _words("p h1 h2 h3 blockquote article main")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[\s_-]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|^<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# Larger pages go without the extractor's opinion: it recurses, and its time grows faster than the page.
_MAIN_CONTENT_LIMIT = 1_500_000  # characters of HTML
_MAIN_CONTENT_ELEMENTS = 20_000
_MAIN_CONTENT_DEPTH = 200
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*+)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+")
_SUBSET = re.compile(r"^[^<]{0,100}(?:<\?[^>]{0,200}>\s*)?<!DOCTYPE[^>\[]{0,300}\[[^\]]{0,20000}\]\s*>", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_LONG_TAG = 10_000  # characters of a tag without its quoted values, from which its attributes are dropped: the parser's time is quadratic in their number


@dataclass(frozen=True, slots=True)
class Page:
    """A page's visible text, what its head says of it, and spans ``(start, end, tag)`` over the text."""

    text: str
    hints: PageHints
    spans: tuple[tuple[int, int, str], ...]

    @property
    def markup(self) -> str | None:
        """The spans as they are stored."""
        return json.dumps(self.spans, ensure_ascii=False, separators=(",", ":")) if self.spans else None


def declared_encoding(data: bytes) -> str | None:
    """The encoding a page names for itself in its first bytes."""
    match = _DECLARED.search(data[:4096])
    return (match.group(1) or match.group(2)).decode("ascii").lower() if match else None


def read_page(html: str) -> Page:
    """The page behind HTML source, however broken. Raises ``ReadError`` (``no_text``) where nothing is visible."""
    html = _tamed(html)
    root = _parse(html)
    if root is None:
        raise ReadError("no_text", "the page has no elements with text: check that the crawler saved what the browser shows")
    writer, depth, elements = _write(root, ingest_rules())
    text = writer.text()
    if not text:  # some pages are hidden until their scripts have run
        writer, depth, elements = _write(root, ingest_rules(), show_hidden=True)
        text = writer.text()
    if not text:
        raise ReadError("no_text", "the page shows no text without scripts: save it from a browser after it has loaded")
    main: list[tuple[int, int, str]] = []
    if depth <= _MAIN_CONTENT_DEPTH and elements <= _MAIN_CONTENT_ELEMENTS and len(html) <= _MAIN_CONTENT_LIMIT:
        main = main_content(html, text)
    spans = {*writer.spans, *_credible(writer.claims, writer.spans, main), *main}
    return Page(text, page_hints(root), tuple(sorted(spans)))


def _credible(claims: list[tuple[int, int, str]], spans: list[tuple[int, int, str]], main: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The claims of class names that hold neither a top headline, nor half of the main content: those are names of the article itself."""
    headlines = [start for start, _, tag in spans if tag in ("h1", "main")]
    main = sorted(main)
    starts = [start for start, _, _ in main]
    reach = [0, *accumulate(end - start for start, end, _ in main)]
    credible = []
    for start, end, tag in claims:
        share = reach[bisect_left(starts, end)] - reach[bisect_left(starts, start)]
        if share * 2 <= reach[-1] and not any(start <= headline < end for headline in headlines[:20]):
            credible.append((start, end, tag))
    return credible


def visible_text(html: str) -> str:
    """The visible text of a fragment (the body field of a record); empty where there is none."""
    root = _parse(_tamed(html))
    return _write(root, ingest_rules())[0].text() if root is not None else ""


def _parse(html: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    # The parser stops at a depth that no page made for readers has; what follows there would be lost without a word.
    if any("depth" in entry.message for entry in parser.error_log if entry.level_name == "FATAL" or entry.type_name.endswith(("LIMIT", "INTERNAL_ERROR"))):
        raise ReadError("bad_html", "its elements nest deeper than any page for readers does: save its text as a .txt file")
    return root


def _tamed(html: str) -> str:
    """The source without entity definitions, and with the attributes of monstrous tags dropped."""
    html = _SUBSET.sub("<!DOCTYPE html>", html, count=1)
    if len(html) < _LONG_TAG:
        return html

    def shorten(match: re.Match[str]) -> str:
        tag = match.group()
        return f"<{match.group(1)} " if len(tag) > _LONG_TAG and len(_QUOTED.sub("", tag)) > _LONG_TAG else tag

    return _TAG.sub(shorten, html)


class _Writer:
    """Collects text as a browser would lay it out: white space collapsed, blocks on lines of their own, paragraphs apart."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._breaks = 0  # line ends owed before the next text
        self._space = False  # a space owed before the next text
        self._waiting: list[list[Any]] = []  # [start or None, tag, claim?] of open spans without text so far
        self.spans: list[tuple[int, int, str]] = []  # what elements are
        self.claims: list[tuple[int, int, str]] = []  # what their class names say they are

    def break_line(self, count: int) -> None:
        self._breaks = max(self._breaks, count)

    def owe_space(self) -> None:
        self._space = True

    def add(self, text: str) -> None:
        collapsed = _SPACE.sub(" ", text)
        if collapsed == " ":
            self._space = True
            return
        if not collapsed:
            return
        if collapsed[0] == " ":
            self._space = True
            collapsed = collapsed[1:]
        trailing = collapsed[-1] == " "
        if trailing:
            collapsed = collapsed[:-1]
        self._put(collapsed)
        self._space = trailing

    def add_preformatted(self, text: str) -> None:
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if number:
                self.break_line(1)
            self.add(line)

    def _put(self, text: str) -> None:
        if self._length:
            if self._breaks:
                self._push("\n" * self._breaks)
            elif self._space:
                self._push(" ")
        self._breaks, self._space = 0, False
        for span in self._waiting:
            span[0] = self._length
        self._waiting.clear()
        self._push(text)

    def _push(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def open(self, tag: str, claim: bool) -> list[Any]:
        span = [None, tag, claim]
        self._waiting.append(span)
        return span

    def close(self, span: list[Any]) -> None:
        if span[0] is None:
            self._waiting.pop()  # spans close in the order of the tree: nothing that waits was opened later
        elif span[0] < self._length:
            (self.claims if span[2] else self.spans).append((span[0], self._length, span[1]))

    def text(self) -> str:
        return "".join(self._parts)


def _class_words(element: Any) -> list[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names == " ":
        return []
    whole = names[:1000].split()[:20]
    words = [name.lower() for name in whole]
    for name in whole:
        words.extend(part.lower() for part in _SPLIT.split(_HUMPS.sub("-", name)))
    return words


def _hidden(element: Any, words: list[str], rules: IngestRules) -> bool:
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _INVISIBLE.search(style):
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    return not rules.hidden_classes.isdisjoint(words)


def _write(root: Any, rules: IngestRules, show_hidden: bool = False) -> tuple[_Writer, int, int]:
    """Walk the tree once; returns the writer, the greatest depth and the number of visible elements."""
    writer = _Writer()
    # One frame an open element: (spans it opened, line ends owed after it, furniture?, preformatted?)
    frames: list[tuple[list[list[Any]], int, bool, bool]] = []
    deepest = elements = 0
    skipping: Any = None
    furniture = preformatted = False
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
                if element.tail:
                    (writer.add_preformatted if preformatted else writer.add)(element.tail)
            continue
        if event == "start":
            if not isinstance(tag, str):  # an entity or instruction the parser left in
                skipping = element
                continue
            words = _class_words(element)
            if tag in _SKIPPED or (not show_hidden and _hidden(element, words, rules)):
                skipping = element
                continue
            if tag == "br":
                writer.break_line(min(2, writer._breaks + 1))
            tags = [_SPANS[tag]] if tag in _SPANS else []
            if tag not in ("body", "html"):
                tags.extend(sorted({rules.class_tags[word] for word in words if word in rules.class_tags} - set(tags)))
            frames.append(([], 2 if tag in _PARAGRAPHS else 1 if tag in _BLOCKS else 0, furniture, preformatted))
            deepest = max(deepest, len(frames))
            elements += 1
            # Within prose, whatever it stands in, spans may split a word; elsewhere they are items.
            furniture = (furniture and tag not in _PROSE) or not _FURNITURE.isdisjoint(tags)
            preformatted = preformatted or tag == "pre"
            if frames[-1][1]:
                writer.break_line(frames[-1][1])
            elif _touches_sibling(element):
                if furniture:
                    writer.break_line(1) if tag == "a" else writer.owe_space()
                elif tag == "a":
                    writer.owe_space()
            frames[-1][0].extend(writer.open(name, name != _SPANS.get(tag)) for name in tags)
            if element.text:
                (writer.add_preformatted if preformatted else writer.add)(element.text)
        else:
            spans, breaks, furniture, preformatted = frames.pop()
            for span in reversed(spans):
                writer.close(span)
            if breaks:
                writer.break_line(breaks)
            if element.tail:
                (writer.add_preformatted if preformatted else writer.add)(element.tail)
    return writer, deepest, elements


def _touches_sibling(element: Any) -> bool:
    """Whether an inline element follows another of its kind with nothing but white space between: items of a list, not words of a sentence."""
    previous = element.getprevious()
    return previous is not None and previous.tag == element.tag and not (previous.tail or "").strip()


@lru_cache(maxsize=1)
def _extractor() -> Any:
    """Trafilatura, imported when the first page comes (it is slow to import), and quiet: a page it has no opinion on is no error."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    return bare_extraction


def main_content(html: str, text: str) -> list[tuple[int, int, str]]:
    """Spans of ``text`` that a general extractor takes for the page's main content; empty where it has no opinion."""
    try:
        found = _extractor()(html, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # noqa: BLE001 - its opinion is a bonus: whatever goes wrong in it must not lose the page
        return []
    body = getattr(found, "text", None)
    if not body:
        return []
    letters: list[str] = []
    where: list[int] = []
    for position, char in enumerate(text):
        if not char.isspace():
            letters.append(char)
            where.append(position)
    solid = "".join(letters)
    spans: list[tuple[int, int, str]] = []
    at = 0
    for line in body.split("\n"):
        wanted = "".join(line.split())
        if len(wanted) < 3:
            continue
        found_at = solid.find(wanted, at)
        if found_at < 0 and len(wanted) >= 20:
            found_at = solid.find(wanted)
        if found_at < 0:
            continue
        at = max(at, found_at + len(wanted))
        spans.append((where[found_at], where[found_at + len(wanted) - 1] + 1, "main_content"))
    return spans


