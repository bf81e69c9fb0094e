"""What a line, or a part of one, looks like by itself: prose, a headline, a label, a cue of furniture, a row of labels, a date, a caption."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from ct_pipeline.clean.cues import Cue, CueRules
from ct_pipeline.lexicon.matcher import Match

PROSE, HEADLINE, SHORT, CUE, MENU, SYMBOLS, DATE, CAPTION = "prose", "headline", "short", "cue", "menu", "symbols", "date", "caption"

_YEAR = re.compile(r"\d{4}")
_LETTER = re.compile(r"[^\W\d_]")
_ICONS = re.compile(r"(?:\[\w{1,3}\]|[\W\d_])*")
# Folding makes » and › quotation marks: between spaces they are arrows.
_BULLETS = re.compile(r" ?[▪•◄►▶◀■●♦⬤◾▸◂·|¦☰✦★☆◆◇○] ?| [>\"'/\\←→] | - - ")
_BARS = re.compile(r"[|¦▪•·●⬤♦◆] ?| [>\"'/\\←→] ")
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


def looks(text: str, words: int, matches: list[Match[Cue]], base: int, gaps: int, rules: CueRules) -> tuple[str, str, str | None]:
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
