"""The page cut into units: lines, and parts of lines where one line holds several blocks, each with what it looks like by itself.

Offsets here are folded offsets into the page's folded text. What a unit *is* depends on its neighbours too and is decided in :mod:`ct_pipeline.clean.zones`.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ct_pipeline.clean.cues import Cue, CueRules, leftmost
from ct_pipeline.clean.line_wraps import wrapped_lines
from ct_pipeline.clean.looks import CAPTION, CUE, HEADLINE, PROSE, SHORT, Unit, find_cue, is_prose, looks
from ct_pipeline.clean.sentences import BROKEN, SentenceRules, sentence_ends
from ct_pipeline.language.fold import FoldedText, fold
from ct_pipeline.language.tense import TenseRules, word_tense
from ct_pipeline.lexicon.matcher import Match

_GAP = re.compile(r"[ \t\u00a0\u200e\u200f]{3,}")
_WIDE = ("   ", "\t", "\u00a0", "\u200e", "\u200f")  # no gap without one of them
_YEAR = re.compile(r"\d{4}")
_NUMBERED = re.compile(r"\d{1,2} ?[-.)/] ?[^\W\d]")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"')\]\s]*$")


def split_units(
    folded: FoldedText, rules: CueRules, sentences: SentenceRules, tense: TenseRules, markup: list[tuple[int, int, str]], hint_title: str | None, known: frozenset[str] = frozenset()
) -> list[Unit]:
    """Cut the folded page into units, in order; blank stretches between them belong to no unit. ``known``: lines that were learnt to be furniture of this outlet."""
    text, raw = folded.text, folded.raw
    matches = sorted(rules.matcher.find(text), key=lambda m: m.start)
    starts = [m.start for m in matches]
    gaps = [folded.folded_index(m.end()) for m in _GAP.finditer(raw)] if any(blank in raw for blank in _WIDE) else []
    title = fold(hint_title) if hint_title else ""
    units: list[Unit] = []
    for start, end in _paragraphs(text, rules, tense):
        if known and (line := text[start:end].strip()) in known:
            a, b = _strip(text, start, end)
            units.append(Unit(a, b, line, line.count(" ") + 1, CUE, "outlet_line"))
            continue
        for a, b in _parts(text, start, end, title):
            units.extend(_units_of(text, a, b, matches[bisect_left(starts, a) : bisect_left(starts, b)], gaps, rules, sentences))
    if markup:
        _tag(units, folded, markup)
    return units


_CONTINUES = re.compile(r"[,;:.)] ?(?=[^\W\d_])|[,;] ")


def _paragraphs(text: str, rules: CueRules, tense: TenseRules) -> list[tuple[int, int]]:
    """The lines of a page; a paragraph that was broken at each of its links ("…\\nمجلس النواب\\n، أمس …"), at a width or behind its bold first words is put together again."""
    lines: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        lines.append((position, position + len(line)))
        position += len(line) + 1
    broken = [n for n in range(1, len(lines)) if _CONTINUES.match(text, *lines[n]) and lines[n - 1][1] > lines[n - 1][0] and not _ends(text, *lines[n - 1])]
    wrapped = wrapped_lines(text, lines)
    opened = [n for n in range(1, len(lines)) if _opens_next(text, lines[n - 1], lines[n], rules, tense)]
    if len(broken) < 2 and not wrapped and not opened:
        return lines
    joined = bytearray(n in wrapped for n in range(len(lines)))  # 1: this line goes on from the one before it
    for n in opened:
        joined[n] = 1
    for n in broken if len(broken) > 1 else ():
        joined[n] = 1
        back = n - 1
        while back > 0 and not joined[back] and lines[back - 1][1] > lines[back - 1][0] and not _ends(text, *lines[back - 1]) and _fragment(text, *lines[back - 1]):
            joined[back] = 1
            back -= 1
        ahead = n + 1
        while ahead < len(lines) and not joined[ahead] and not _ends(text, *lines[ahead - 1]) and lines[ahead][1] > lines[ahead][0] and _fragment(text, *lines[ahead]):
            joined[ahead] = 1
            ahead += 1
    out: list[tuple[int, int]] = []
    for n, (a, b) in enumerate(lines):
        if joined[n] and out:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


_OPENING_WORDS, _OPENED = 4, 40  # words of a bold opening, at most; characters of the line that goes on from it, at least


def _opens_next(text: str, line: tuple[int, int], following: tuple[int, int], rules: CueRules, tense: TenseRules) -> bool:
    """Whether a line of few words is the bold opening of the paragraph right under it: a verb that wants its sentence ("أكد نائب"), and no label or byline."""
    start, end = line
    if not 0 < end - start <= 30 or following[1] - following[0] < _OPENED or not text[start].isalpha() or not text[following[0]].isalpha():
        return False
    words = text[start:end].split()
    if not 2 <= len(words) <= _OPENING_WORDS or not words[-1].isalpha() or word_tense(tense, words[0]) != "past":
        return False
    return rules.byline_start.match(text, start, end) is None and rules.published_start.match(text, start, end) is None and next(iter(rules.matcher.find(text[start:end])), None) is None


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a line ends a sentence."""
    return _ENDS_SENTENCE.search(text, start, end) is not None


def _fragment(text: str, start: int, end: int) -> bool:
    """Whether a line can be a part of a broken paragraph: it begins with a word, a quotation or a comma, and holds no bars."""
    return end > start and (text[start].isalpha() or text[start] in '",;:.)(') and "|" not in text[start:end]


def _parts(text: str, start: int, end: int, title: str) -> list[tuple[int, int]]:
    """A line, cut after the container's title where it is printed at its beginning."""
    if title and text.startswith(title, start) and end - start > len(title) + 20:
        return [(start, start + len(title)), (start + len(title), end)]
    return [(start, end)]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _units_of(text: str, start: int, end: int, matches: list[Match[Cue]], gaps: list[int], rules: CueRules, sentences: SentenceRules) -> list[Unit]:
    start, end = _strip(text, start, end)
    if start >= end:
        return []
    inner = gaps[bisect_right(gaps, start) : bisect_left(gaps, end)]
    line = text[start:end]
    words = line.count(" ") + line.count("\n") + 1
    if inner:
        cuts = [start, *inner, end]
        chunks = [_strip(text, a, b) for a, b in itertools.pairwise(cuts)]
        chunks = [(a, b) for a, b in chunks if a < b]
        if any(text.count(" ", a, b) >= 19 and is_prose(text[a:b], text.count(" ", a, b) + 1, rules) for a, b in chunks):
            out: list[Unit] = []
            for a, b in chunks:
                out.extend(_units_of(text, a, b, _within(matches, a, b), [], rules, sentences))
            return out
    if words > _FLAT and (stamped := next(_stamps(text, start, end, rules), None)) is not None:
        out = []
        while stamped is not None:
            out += _units_of(text, start, stamped[0], _within(matches, start, stamped[0]), [], rules, sentences)
            out.append(_unit(text, *stamped, [], 0, rules))
            start = _strip(text, stamped[1], end)[0]
            stamped = next(_stamps(text, start, end, rules), None) if text.count(" ", start, end) >= _FLAT else None
        return [*out, *_units_of(text, start, end, _within(matches, start, end), [], rules, sentences)]
    if words > 14 and (len(matches) >= 4 or any(c.kind != "name" and c.kind != "whole" for m in matches if not m.prefix for c in m.payloads)):
        parts = _cut_by_cues(text, start, end, matches, sentences)
        if len(parts) > 1:
            return [_unit(text, a, b, _within(matches, a, b), 0, rules, in_line=True) for a, b in parts]
    return [_unit(text, start, end, matches, len(inner), rules)]


_STAMP = 70  # characters round a year within which its stamp lies
_FLAT = 45  # words: a line this long that holds a date stamp is several lines that were put into one


def _stamps(text: str, start: int, end: int, rules: CueRules) -> Iterator[tuple[int, int]]:
    """Date stamps within a long line, but for those of links: followed by nothing that runs on."""
    for year in _YEAR.finditer(text, start, end):  # every stamp holds a year: only round one is it worth looking
        low, high = max(start, year.start() - _STAMP), min(end, year.end() + _STAMP)
        window = text[low:high]
        if not (":" in window or "(" in window or " ه " in window or not rules.stamp_words.isdisjoint(window.split())):
            continue
        m = rules.stamp.search(text, low, high)
        if m is None:
            continue
        a, b = _strip(text, *m.span())
        if 0 < len(text[start:a].split()) <= 4:
            continue  # the place before the date of a dispatch: "تونس 23 جانفي 2024 (وات) -"
        if text.count(" ", b, end) >= 25 and text.count('"', start, a) % 2 == 0:
            yield a, b


def _within(matches: list[Match[Cue]], start: int, end: int) -> list[Match[Cue]]:
    """The matches (sorted by start) that lie in a stretch."""
    low, high = bisect_left(matches, start, key=lambda m: m.start), bisect_left(matches, end, key=lambda m: m.start)
    return [m for m in matches[low:high] if m.end <= end]


def _cut_by_cues(text: str, start: int, end: int, matches: list[Match[Cue]], sentences: SentenceRules) -> list[tuple[int, int]]:
    """Sentences of a long line that are furniture, and the stretches between them."""
    line = text[start:end].replace("\n", " ")
    cuts = {start, *(start + e for e in sentence_ends(line, sentences)), end}
    quotes = [start + m.start() for m in re.finditer('"', line)]
    for m in matches:
        if (
            not m.prefix
            and text[m.end : m.end + 2].strip()[:1] in (":", ">", "»", "|")
            and any(c.rule == "read_also" for c in m.payloads)
            and bisect_left(quotes, m.start) % 2 == 0
        ):
            cuts.add(m.start)
    clusters = _label_runs(text, matches)
    for a, b in clusters:
        cuts |= {a, b}
    edges = sorted(cuts)
    pieces: list[tuple[int, int, bool]] = []
    for a, b in itertools.pairwise(edges):
        a, b = _strip(text, a, b)
        if a >= b:
            continue
        inside = _within(matches, a, b)
        furniture = (a, b) in clusters or (bool(inside) and find_cue(text[a:b], text.count(" ", a, b) + 1, inside, a) is not None)
        if pieces and not pieces[-1][2] and not furniture:
            pieces[-1] = (pieces[-1][0], b, False)
        else:
            pieces.append((a, b, furniture))
    return [(a, b) for a, b, _ in pieces]


_BETWEEN_LABELS = re.compile(r"[\s|•·/>:\-]*(?:(?:علي|عبر|on) )?")


def _label_runs(text: str, matches: list[Match[Cue]]) -> set[tuple[int, int]]:
    """Menus and button rows inside a line: four labels and more with nothing between them."""
    runs: set[tuple[int, int]] = set()
    run: list[Match[Cue]] = []
    for m in [*leftmost(m for m in matches if not m.prefix), None]:
        if m is not None and run and _BETWEEN_LABELS.fullmatch(text, run[-1].end, m.start):
            run.append(m)
            continue
        if len(run) >= 4:
            runs.add((run[0].start, run[-1].end))
        run = [m] if m is not None else []
    return runs


def _unit(text: str, start: int, end: int, matches: list[Match[Cue]], gaps: int, rules: CueRules, in_line: bool = False) -> Unit:
    part = text[start:end].replace("\n", " ")
    words = part.count(" ") + 1
    look, rule, opens = looks(part, words, matches, start, gaps, rules)
    if in_line and look in (HEADLINE, SHORT, CAPTION) and (words >= 12 or text[end - 1] in '.!?"'):
        look, rule = PROSE, "prose"
    if look == PROSE and "\n" in text[start:end]:
        rule = BROKEN
    return Unit(start, end, part, words, look, rule, opens, bulleted=not (part[0].isalnum() or part[0] in '"([') or _NUMBERED.match(part) is not None)


def _tag(units: list[Unit], folded: FoldedText, markup: list[tuple[int, int, str]]) -> None:
    """Give each unit the tags of the HTML elements that hold the middle of it."""
    spans = sorted(markup)
    active: list[tuple[int, int, str]] = []
    following = 0
    for unit in units:  # in text order: a sweep over the spans
        a, b = folded.raw_span(unit.start, unit.end)
        middle = (a + b) // 2
        while following < len(spans) and spans[following][0] <= middle:
            active.append(spans[following])
            following += 1
        active = [span for span in active if span[1] > middle]
        unit.tags = frozenset(tag for _, _, tag in active)
