"""The page cut into units: lines, and parts of lines where one line holds several blocks, each with what it looks like by itself.

Offsets here are folded offsets into the page's folded text. What a unit *is* depends on its neighbours too and is decided in :mod:`ct_pipeline.clean.zones`.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ct_pipeline.clean.cues import Cue, CueRules, leftmost
from ct_pipeline.clean.line_wraps import wrapped_lines
from ct_pipeline.clean.sentences import BROKEN, SentenceRules, sentence_ends
from ct_pipeline.language.fold import FoldedText, fold
from ct_pipeline.lexicon.matcher import Match

PROSE, HEADLINE, SHORT, CUE, MENU, SYMBOLS, DATE, CAPTION = "prose", "headline", "short", "cue", "menu", "symbols", "date", "caption"

_GAP = re.compile(r"[ \t\u00a0\u200e\u200f]{3,}")
_WIDE = ("   ", "\t", "\u00a0", "\u200e", "\u200f")  # no gap without one of them
_YEAR = re.compile(r"\d{4}")
_LETTER = re.compile(r"[^\W\d_]")
_ICONS = re.compile(r"(?:\[\w{1,3}\]|[\W\d_])*")
# Folding makes » and › quotation marks: between spaces they are arrows.
_BULLETS = re.compile(r" ?[▪•◄►▶◀■●♦⬤◾▸◂·|¦☰✦★☆◆◇○] ?| [>\"'/\\←→] | - - ")
_BARS = re.compile(r"[|¦▪•·●⬤♦◆] ?| [>\"'/\\←→] ")
_NUMBERED = re.compile(r"\d{1,2} ?[-.)/] ?[^\W\d]")
_ADDRESS = re.compile(r"\W*(?:https?://|www\.)\S+\W*")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"')\]\s]*$")
_FULL_STOP = re.compile(r"(?<![.])[.](?![.])")
_ELLIPSIS = re.compile(r"(?:\.\.+|…|\[ ?(?:\.\.+|…) ?\]) ?$")
_AFTER_LABEL = re.compile(r"[\W_]*$| ?[:|><\-/•⬤◄►▶←→!?]| [\"'] ")


@dataclass(slots=True)
class Unit:
    """A line or part of one: folded offsets, its looks, and (after zoning) its kind and rule."""

    start: int
    end: int
    text: str
    words: int
    look: str
    rule: str = ""
    opens: str | None = None
    tags: frozenset[str] = frozenset()
    bulleted: bool = False
    kind: str = ""


def is_prose(text: str, words: int, rules: CueRules) -> bool:
    """Running text rather than a headline, a label or a list: length, sentence punctuation, function words."""
    if words < 6 or (_ELLIPSIS.search(text) and words < 30):
        return False
    tail = text[-_TAIL:]
    closing = (text[:-_TAIL] + rules.end_mark.sub("", tail)).rstrip("\"')] &")[-1:]
    if closing == ".":
        return words >= 10 or _function_words(text, rules, 1)
    if words < 12:
        return False
    if closing and closing in "?!…":
        return (words >= 18 or _FULL_STOP.search(text) is not None) and _function_words(text, rules, 2)
    return words >= 30 or (words >= 22 and _function_words(text, rules, 3))


_TAIL = 60  # characters: longer than any mark that agencies print after the last sentence


def _function_words(text: str, rules: CueRules, wanted: int) -> bool:
    """Whether a stretch holds at least so many function words."""
    found = (w for w in text.split() if w.strip('.,:;"()') in rules.function_words)
    return len(list(itertools.islice(found, wanted))) == wanted


def _core(text: str) -> tuple[int, int]:
    """The stretch from the first to the last letter of a unit's text, icons before it ("[f]") left off."""
    icons = _ICONS.match(text)
    start = icons.end() if icons else 0
    if start >= len(text):
        return 0, 0
    end = len(text)
    while end and not text[end - 1].isalpha():
        end -= 1
    return start, max(start, end)


def _in_quotes(text: str, at: int) -> bool:
    return text.count('"', 0, at) % 2 == 1


def find_cue(text: str, words: int, matches: list[Match[Cue]], base: int) -> Cue | None:
    """The strongest cue that makes the whole stretch furniture; ``matches`` lie within it, offset by ``base``."""
    first, last = _core(text)
    best: Cue | None = None
    for m in matches:
        a, b = m.start - base, m.end - base
        if m.prefix:
            continue
        for cue in m.payloads:
            if cue.kind == "name" or words > cue.max_words:
                continue
            if cue.kind == "whole":
                hit = a == first and b == last
            elif cue.kind == "start":
                hit = a == first
            elif cue.kind == "label":
                hit = a == first and (b >= last or _AFTER_LABEL.match(text, b) is not None)
            else:
                hit = not _in_quotes(text, a)
            if hit and (best is None or (cue.opens == "end", cue.opens is not None) > (best.opens == "end", best.opens is not None)):
                best = cue
    return best


def _coverage(text: str, matches: list[Match[Cue]], base: int) -> tuple[float, int]:
    """Share of the letters that menu labels and cues cover, and how many of them."""
    letters = sum(c.isalpha() for c in text)
    covered, count, until = 0, 0, -1
    for m in sorted(matches, key=lambda m: (m.start, -m.end)):
        if m.start < until:
            continue
        covered += sum(c.isalpha() for c in text[m.start - base : m.end - base]) + (1 if m.prefix == "و" else 0)
        count += 1
        until = m.end
    return (covered / letters if letters else 0.0), count


def _is_list(text: str, gaps: int) -> str | None:
    """Headlines or labels strung on one line: the rule's name, or None. ``gaps``: runs of three spaces and more in it."""
    bars = len(_BARS.findall(text))
    if gaps + bars < 2:
        labels = [p for p in text.split(",") if p.strip()]
        return "labels_in_a_row" if 3 <= len(labels) <= 10 and text[-1] not in ".!?:" and all(len(p.split()) <= 2 for p in labels) else None
    parts = [p for p in _BULLETS.split(text) if p.strip()]
    words = len(text.split())
    pieces = max(len(parts), gaps + 1)
    sentences = sum(_ENDS_SENTENCE.search(p) is not None and not _ELLIPSIS.search(p) for p in parts)
    if (gaps + bars >= 3 or (gaps == 2 and words / pieces > 4)) and words / pieces <= 18 and sentences <= pieces * 0.3:
        return "headlines_in_a_row" if words / pieces > 4 else "menu_bar"
    if bars >= 2 and words / pieces <= 4:
        return "menu_bar"
    return None


def _looks(text: str, words: int, matches: list[Match[Cue]], base: int, gaps: int, rules: CueRules) -> tuple[str, str, str | None]:
    """Look, rule and what it opens, of a stretch by itself."""
    if _LETTER.search(text) is None and not rules.date.search(text):
        return SYMBOLS, "no_letters", None
    if text[-1].isdigit() and _DATED_PICTURE.match(text):
        return CAPTION, "photo_dated", None
    if _ADDRESS.fullmatch(text):
        return CUE, "address", None
    if words <= 16 and _is_date_line(text, rules):
        return DATE, "date_line", None
    cue = find_cue(text, words, matches, base) if matches else None
    if cue is not None:
        return CUE, cue.rule, cue.opens
    listed = _is_list(text, gaps)
    if listed:
        return MENU, listed, None
    if matches and words <= 24 and '"' not in text:
        share, count = _coverage(text, matches, base)
        if (share >= 0.8 and (count >= 2 or words <= 2)) or (share >= 0.55 and count >= 4):
            return MENU, "menu_labels", None
    caption = _caption(text, words, rules) if not rules.source_start.match(text) or text[0] in "[(" else None
    if caption:
        return CAPTION, caption, None
    if is_prose(text, words, rules):
        return PROSE, "prose", None
    return (HEADLINE, "headline", None) if words >= 4 else (SHORT, "short", None)


def _other_words(text: str, rules: CueRules) -> int:
    """Words of a stretch that no date line needs."""
    rest = rules.date_words.sub(" ", rules.date.sub(" ", text))
    return sum(len(w.strip("()،,.-:/|")) > 1 for w in rest.split())


def _is_date_line(text: str, rules: CueRules) -> bool:
    """A printed date, perhaps with its place before it and an agency or a section after it; not a sentence or headline that states one."""
    date = rules.date.search(text) if any(c.isdigit() for c in text) else None
    if date is None:
        return False
    others = _other_words(text, rules)
    if others <= 8 and "|" in text and any(rules.date.search(part) and rules.published_start.search(rules.date.sub("", part)) and _other_words(part, rules) == 0 for part in text.split("|")):
        return True  # "14-05-2024 آخر تحديث | 14-05-2024 نشر في | بواسطة | فلان"
    written_by = rules.byline_start.match(text)
    if written_by and (written_by.group() in rules.byline_verbs or text[written_by.end() :].lstrip()[:1] in (":", "/", "|", "-")) and others <= 6 and text[-1] != ".":
        return True
    if others <= 1:
        return not (others == 1 and text[-1] == "." and text.count(" ") > 3)
    if others > 6 or text[-1] == "." or not _YEAR.search(text):
        return False
    if (labelled := rules.published_start.match(text)) and (others <= 3 or labelled.end() > 12):
        return True  # a label of several words names what was published: "هذا المحتوى تم نشره"
    if others > 3:
        return False
    before = text[: date.start()]
    place = _other_words(before, rules)
    return place == 0 or (place <= 2 and before.rstrip()[-1:] in ("/", "|")) or (place == 1 and others <= 3) or (place == 2 and before.startswith("ال") and others == 3)


_DATED_PICTURE = re.compile(r"[^,]{5,} - [^,]{3,30}, \d{3,4}, \d{1,2}[./]\d{1,2}[./]\d{4}$")  # what it shows, the outlet, the width of the file, the day it was put there


def _caption(text: str, words: int, rules: CueRules) -> str | None:
    stripped = text.strip(" []()")
    if stripped in rules.caption_whole:
        return "photo_credit"
    if words > 40 or words < 2:
        return None
    if rules.caption_always.match(text):
        return "photo_caption"
    credited = rules.caption_bracket.search(text)
    if credited and text[-1] != "." and words <= 24 and sum(len(w) > 1 for w in text[: credited.start()].split()) >= 3 and not any(c.isdigit() for c in text[: credited.start()]):
        return "photo_caption"
    if rules.caption_archive.search(text) and words <= 24:
        return "photo_caption"
    bracketed = text[:1] in "[(" and text[-1:] in "])"
    end = rules.caption_end.search(text)
    credit = rules.caption_credit.search(text)
    start = rules.caption_start.match(text)
    if credit and (end or bracketed or start or credit.end() > len(text) * 0.4) and re.search(r"[|(\[:/]| - ", text) and not (words > 25 and text[-1] == "."):
        return "photo_credit"
    if end and words >= 2 and (re.search(r"[(\[|] ?[^()\[\]|]{0,40}$| - [^-]{0,40}$", text) or start) and not (words <= 6 and not start and _looks_like_dateline(text)):
        return "photo_caption"
    if start and words <= 22 and re.search(r":|\(|\[", text[:25]):
        return "photo_caption"
    return None


_DATELINE_SHAPE = re.compile(r"[^-:(]{2,30} ?[-:] ?\(?[^-]{2,25}\)?$|\([^)]*\)$")


def _looks_like_dateline(text: str) -> bool:
    return _DATELINE_SHAPE.match(text) is not None




def split_units(folded: FoldedText, rules: CueRules, sentences: SentenceRules, markup: list[tuple[int, int, str]], hint_title: str | None, known: frozenset[str] = frozenset()) -> list[Unit]:
    """Cut the folded page into units, in order; blank stretches between them belong to no unit. ``known``: lines that were learnt to be furniture of this outlet."""
    text, raw = folded.text, folded.raw
    matches = sorted(rules.matcher.find(text), key=lambda m: m.start)
    starts = [m.start for m in matches]
    gaps = [folded.folded_index(m.end()) for m in _GAP.finditer(raw)] if any(blank in raw for blank in _WIDE) else []
    title = fold(hint_title) if hint_title else ""
    units: list[Unit] = []
    for start, end in _paragraphs(text):
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


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of a page; a paragraph that was broken at each of its links ("…\\nمجلس النواب\\n، أمس …") is put together again."""
    lines: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        lines.append((position, position + len(line)))
        position += len(line) + 1
    broken = [n for n in range(1, len(lines)) if _CONTINUES.match(text, *lines[n]) and lines[n - 1][1] > lines[n - 1][0] and not _ends(text, *lines[n - 1])]
    wrapped = wrapped_lines(text, lines)
    if len(broken) < 2 and not wrapped:
        return lines
    joined = bytearray(n in wrapped for n in range(len(lines)))  # 1: this line goes on from the one before it
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
        head, tail = (start, stamped[0]), (stamped[1], end)
        out = _units_of(text, *head, _within(matches, *head), [], rules, sentences)
        out.append(_unit(text, *stamped, [], 0, rules))
        return [*out, *_units_of(text, *tail, _within(matches, *tail), [], rules, sentences)]
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
    look, rule, opens = _looks(part, words, matches, start, gaps, rules)
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
