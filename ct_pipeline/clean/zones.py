"""What each unit of a page is, by its looks and its place: the head, the article, and the tail.

The article runs from the first to the last stretch of prose that is not furniture; the headline is looked for before it
(by what the container said, likeness to the text, nearness), and after it, once related links, comments or the copyright began, all is furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ct_pipeline.clean.agencies import Agencies
from ct_pipeline.clean.cues import CueRules
from ct_pipeline.clean.head_lines import (
    TEASER_WORDS,
    belongs_to_head,
    find_title,
    first_of_article,
    is_byline,
    is_dateline,
    is_masthead,
    is_place_and_name,
    is_source,
    line_key,
    text_likeness,
    word_stems,
)
from ct_pipeline.clean.looks import CAPTION, CUE, DATE, HEADLINE, MENU, PROSE, SHORT, SYMBOLS, Unit
from ct_pipeline.language.fold import fold

# What the HTML tree said: elements that are furniture by their name, and blocks that their class names so.
_ELEMENTS = frozenset({"nav", "footer", "aside", "form"})
_CLASSES = frozenset({"share", "related", "tags", "breadcrumb", "menu", "sidebar", "comment", "newsletter", "ticker", "cookie", "ad"})
_CAPTIONS = frozenset({"figcaption", "caption"})
_STRICT_PROSE_WORDS = 16
_NAME_WORD = re.compile(r"[^\W\d_]{2,}\.?$")


_MARKUP = re.compile(r"!\[|\]\(|-->|<!--|^\|")
_BUTTONS = frozenset({"share", "counters", "font_size"})  # rules of rows that often stand between date and headline


@dataclass(slots=True)
class Zones:
    """Units with kinds, and the headline among them."""

    units: list[Unit]
    title: Unit | None


def find_zones(units: list[Unit], rules: CueRules, agencies: Agencies, hint_title: str | None, hint_outlet: str | None) -> Zones:
    """Decide every unit's ``kind`` and ``rule`` in place."""
    title_key = line_key(fold(hint_title)) if hint_title else ""
    _apply_markup(units)
    for unit in units:
        if title_key and unit.look != HEADLINE and line_key(unit.text) == title_key and not unit.rule.startswith("html_"):
            unit.look, unit.rule = HEADLINE, "hint_title"
    _mark_runs(units, rules, agencies)
    prose = [i for i, u in enumerate(units) if u.look == PROSE]
    if not prose:
        return _without_prose(units, title_key)
    first = first_of_article(units, prose)
    _mark_other_script(units, first, rules, agencies)
    vocabulary = word_stems(" ".join(u.text for u in units[first:] if u.look == PROSE)[:2500], rules.function_words) if len(units) > 1 else set()
    title = find_title(units, first, rules, agencies, title_key, vocabulary)
    _mark_head(units, first, title, rules, agencies, hint_outlet, vocabulary)
    _mark_article(units, first, rules, agencies, vocabulary)
    if title is not None:
        key = line_key(units[title].text)
        for u in units[first:]:
            if u.kind == "crosshead" and line_key(u.text) == key:
                _set(u, "boilerplate", "caption_printed_twice")
    for u in units:
        if u.look == SYMBOLS and u.kind == "body" and _MARKUP.search(u.text):
            _set(u, "boilerplate", "markup")
    late = next((u for u in units if u.rule == "headline_under_article"), None)
    return Zones(units, units[title] if title is not None else late)


def _apply_markup(units: list[Unit]) -> None:
    """Let the HTML tree overrule looks; a class name that would claim most of the running text is not believed."""
    prose = sum(u.words for u in units if u.look == PROSE) or 1
    claimed: dict[str, int] = {}
    for u in units:
        if u.look == PROSE:
            for tag in u.tags:
                claimed[tag] = claimed.get(tag, 0) + u.words
    believed = {tag for tag in _ELEMENTS | _CLASSES if claimed.get(tag, 0) <= 0.4 * prose}
    extracted = claimed.get("main_content", 0) >= 0.6 * prose
    for u in units:
        if not u.tags:
            continue
        furniture = sorted(u.tags & believed)
        if furniture and "h1" not in u.tags and not (u.look == PROSE and "main_content" in u.tags and not u.tags & _ELEMENTS and u.words >= 20):
            u.look, u.rule, u.opens = CUE, f"html_{furniture[0]}", None
        elif u.tags & _CAPTIONS and u.words <= 60:
            u.look, u.rule = CAPTION, "html_figcaption"
        elif "h1" in u.tags:
            if u.look in (CUE, MENU, PROSE, SHORT, CAPTION):
                u.look, u.rule = HEADLINE, "html_h1"
        elif u.tags & {"h2", "h3", "h4"} and u.look == PROSE:
            u.look, u.rule = HEADLINE, "headline"
        elif extracted and u.look in (HEADLINE, SHORT) and not u.tags & {"main_content", "article", "byline", "time"}:
            u.look, u.rule = MENU, "html_outside_article"


_TIMED = re.compile(r"\W*\d{1,2} ?: ?\d{2}\b[^\d]{15}")


def _mark_runs(units: list[Unit], rules: CueRules, agencies: Agencies) -> None:
    """Looks that only show in company: lists of headlines with clock times, headlines run together, captions printed twice, advertisements under their label."""
    timed = [u for u in units if u.look in (HEADLINE, PROSE) and u.words <= 30 and _TIMED.match(u.text)]
    if len(timed) >= 3:
        for u in timed:
            u.look, u.rule = MENU, "timed_headline"
    first = True
    for i, u in enumerate(units):
        if u.look == PROSE and u.words >= 30 and first and not _SENTENCE_INSIDE.search(u.text) and u.text.count(",") * 30 < u.words:
            rest = [v for v in units[i + 1 :] if v.look == PROSE and v.words >= 12]
            if i and units[i - 1].look == HEADLINE and text_likeness(units[i - 1], word_stems(u.text, rules.function_words), rules) >= 0.2:
                rest = []  # it says what the headline right above it says
            if sum(v.words for v in rest) >= 30:
                vocabulary = word_stems(" ".join(v.text for v in rest)[:3000], rules.function_words)
                stems = word_stems(u.text, rules.function_words)
                if len(stems & vocabulary) < 0.22 * len(stems):
                    u.look, u.rule = MENU, "headlines_run_together"
        first &= u.look != PROSE
    begun = False
    for before, u in pairwise(units):
        begun |= before.look == PROSE
        close, lines = u.start - before.end <= 1, (HEADLINE, SHORT)
        if before.rule == "advertisement" and before.words <= 3 and u.look in lines and u.words <= 14 and (close or "ad" in u.tags):
            u.look, u.rule = CUE, "advertisement"
        elif before.rule == "photo_credit" and before.words <= 3 and u.words <= 24 and not belongs_to_head(u, rules, agencies, ""):
            if (u.look in lines and (begun or close)) or (u.look == PROSE and rules.caption_word.search(u.text)):
                u.look, u.rule = CAPTION, "photo_caption"
        elif close and u.look == CAPTION and before.look in lines and before.words <= 24 and not belongs_to_head(before, rules, agencies, ""):
            # The picture's alternative text above its credit; above the first paragraph it may be the headline.
            if (begun and u.rule == "photo_credit") or (_ARABIC.search(u.text) and not _ARABIC.search(before.text)):
                before.look, before.rule = CAPTION, "photo_caption"
        if u.look == SHORT and u.text[-1] == "*" and not u.bulleted:
            u.look, u.rule = CUE, "form_field"


_ARABIC = re.compile(r"[\u0600-\u06ff]")


def _mark_other_script(units: list[Unit], first: int, rules: CueRules, agencies: Agencies) -> None:
    """Lines without an Arabic letter round an Arabic text: pictures' alternative texts, links, section names; not who wrote it or where."""
    if not _ARABIC.search(units[first].text):
        return
    for u in units:
        if u.look == HEADLINE and not _ARABIC.search(u.text) and not u.tags & {"h1", "byline"} and not (is_byline(u, rules) or is_dateline(u, rules, agencies)):
            u.look, u.rule = MENU, "other_script"


_SENTENCE_INSIDE = re.compile(r"(?<![.\d])\.(?![.\d])")


def _set(unit: Unit, kind: str, rule: str | None = None) -> None:
    unit.kind, unit.rule = kind, rule or unit.rule


def _without_prose(units: list[Unit], title_key: str) -> Zones:
    """No running text: a page of furniture, or, where nothing is furniture, a text of short lines kept whole."""
    furniture = sum(u.words for u in units if u.look in (CUE, MENU))
    total = sum(u.words for u in units)
    title = None
    for u in units:
        if u.look == HEADLINE and title is None and ((title_key and line_key(u.text) == title_key) or furniture == 0):
            title = u
            _set(u, "title", u.rule)
        elif furniture == 0 and u.look != SYMBOLS:
            _set(u, {CAPTION: "boilerplate", DATE: "dateline"}.get(u.look, "body"), "no_prose_no_furniture")
        else:
            _set(u, "boilerplate", u.rule if u.look in (CUE, MENU, CAPTION) else "page_without_article")
    if title is not None and furniture * 3 > total and not title_key:
        _set(title, "boilerplate", "page_without_article")
        title = None
    return Zones(units, title)


def _mark_head(units: list[Unit], first: int, title: int | None, rules: CueRules, agencies: Agencies, hint_outlet: str | None, vocabulary: set[str]) -> None:
    outlet = line_key(fold(hint_outlet)) if hint_outlet else ""
    title_text = line_key(units[title].text) if title is not None else ""
    border = title if title is not None else first
    near = border  # how far up lines that belong to the article reach without a break
    while near > 0:
        u = units[near - 1]
        if u.look == DATE and near >= 4 and units[near - 2].look in (HEADLINE, SHORT) and units[near - 3].look == DATE and units[near - 4].look in (HEADLINE, SHORT):
            break  # other headlines, each with its date under it
        if u.look == DATE or (u.look in (HEADLINE, SHORT) and belongs_to_head(u, rules, agencies, outlet)):
            near -= 1
        elif (u.look in (SHORT, MENU) or u.rule == "navigation") and u.words <= 3 and near >= 2 and units[near - 2].look == DATE and rules.weekday.search(units[near - 2].text) is None:
            near -= 2  # a date, then the section, then the headline; a masthead's running date has its weekday
        elif near >= 2 and units[near - 2].look == DATE and rules.weekday.search(units[near - 2].text) is None and is_place_and_name(u):
            u.kind = "dateline"
            near -= 1
        elif u.look == CUE and u.rule in _BUTTONS and near >= 2 and units[near - 2].look == DATE:
            near -= 2  # a date, then a row of buttons, then the headline
        else:
            break
    furniture_above = any(u.look in (CUE, MENU) for u in units[:near])
    masthead_first = near == 0 and any(u.look in (CUE, MENU) for u in units[:border])
    for i in range(first):
        u = units[i]
        if i == title:
            _set(u, "title", "headline" if u.look != CUE else "headline_after_ticker")
        elif u.look in (CUE, MENU) or u.look == CAPTION:
            _set(u, "boilerplate")
        elif title_text and line_key(u.text) == title_text and not u.bulleted:
            _set(u, "title", "repeated_headline")
        elif title is not None and i > title and u.look in (HEADLINE, SHORT) and _printed_twice(units, i, first):
            _set(u, "boilerplate", "caption_printed_twice")
        elif u.look == SYMBOLS:
            counter = any(c.isdigit() for c in u.text)  # of readers, or a calendar's day
            _set(u, "boilerplate" if furniture_above or counter else "body", "no_letters")
        elif (i < border and i >= near) or i > border:
            lines = sum(v.kind not in ("dateline", "byline", "source_line") and v.look != SYMBOLS for v in units[border + 1 : i + 1]) if i > border else 0
            _mark_by_title(u, i, border, lines, rules, agencies, outlet, vocabulary, title is not None)
        elif u.look == DATE and i < border:
            _set(u, "boilerplate", "date_of_another")
        elif not furniture_above and not masthead_first and title is not None and u.look != SHORT and i + 1 == title:
            lone = u.look == HEADLINE and not any(v.look == HEADLINE for v in units[:i]) and text_likeness(u, vocabulary, rules) >= 0.4
            _set(u, *(("title", "kicker") if lone else ("boilerplate", "above_the_headline") if u.look == HEADLINE else ("body", "kicker")))
        else:
            likeness = text_likeness(u, vocabulary, rules)
            if title_text and len(line_key(u.text)) > len(title_text) and line_key(u.text).endswith(title_text):
                _set(u, "boilerplate", "navigation")  # the way to the page, the headline at its end
            elif i + 1 == border and u.look == HEADLINE and likeness >= 0.8 and not (i and (units[i - 1].look == HEADLINE or units[i - 1].rule == "ticker")):
                _set(u, "title", "kicker")
            else:
                _set(u, "boilerplate", "above_the_headline")


def _printed_twice(units: list[Unit], i: int, first: int) -> bool:
    """A picture's alternative text and its caption: a line and the same line, or the beginning of it, next to each other."""
    key = line_key(units[i].text)
    near = [line_key(units[n].text) for n in (i - 1, i + 1) if 0 <= n < first and units[n].look in (HEADLINE, SHORT)]
    return any(other and (other.startswith(key) or key.startswith(other)) for other in near)


def _mark_by_title(u: Unit, i: int, border: int, lines: int, rules: CueRules, agencies: Agencies, outlet: str, vocabulary: set[str], titled: bool) -> None:
    """A line next to the headline: between the furniture and it, or between it and the first paragraph (the ``lines``-th there that is no date or name)."""
    if u.look == DATE:
        _set(u, "dateline", "date_line")
    elif u.kind == "dateline":
        _set(u, "dateline", "place_and_name")
    elif is_source(u, rules):
        _set(u, "source_line", "source_line")
    elif is_byline(u, rules):
        _set(u, "byline", "byline")
    elif is_dateline(u, rules, agencies):
        _set(u, "dateline", "dateline")
    elif is_masthead(u, rules, outlet):
        _set(u, "source_line", "masthead")
    elif u.look == SHORT:
        definite = all(w.startswith("ال") and w not in rules.given_names for w in u.text.split()[:2])  # "الشرطة الوطنية", under a picture
        if i > border and titled and 2 <= u.words <= 4 and not definite and not _is_label(u, rules) and all(_NAME_WORD.match(w) for w in u.text.split()) and text_likeness(u, vocabulary, rules) < 1.0:
            _set(u, "byline", "name_under_headline")
        else:
            _set(u, "boilerplate", "label_by_headline")
    elif u.look == PROSE or (i > border and u.words >= 8 and u.text[-1] == "." and u.text[-2] != "."):
        _set(u, "body", "prose_above_article")
    elif not titled and u.words >= TEASER_WORDS and u.text.endswith(("..", "…")):
        _set(u, "boilerplate", "teaser")
    elif (i > border and (text_likeness(u, vocabulary, rules) >= 0.3 or not titled)) or (i > border and not u.bulleted and lines <= 2):
        _set(u, "crosshead", "deck")
    else:
        _set(u, "boilerplate", "other_headline")


def _mark_article(units: list[Unit], first: int, rules: CueRules, agencies: Agencies, vocabulary: set[str]) -> None:
    left = [0] * (len(units) + 1)  # words of prose from each unit on
    for i in range(len(units) - 1, first - 1, -1):
        left[i] = left[i + 1] + (units[i].words if units[i].look == PROSE else 0)
    total = left[first] or 1
    done = 0
    state = "body"  # body | list (headlines of other articles) | end (the article is over)
    last_prose = max(i for i in range(first, len(units)) if units[i].look == PROSE)
    furniture_since_body = False
    for i in range(first, len(units)):
        u = units[i]
        if u.look == PROSE:
            if state == "end" or (state == "list" and not _resumes(u, done == 0 or left[i] >= 0.08 * total)):
                _set(u, "boilerplate", "after_the_article" if state == "end" else "teaser")
                continue
            _set(u, "body")
            done += u.words
            state, furniture_since_body = "body", False
            continue
        tail = i > last_prose
        if u.look == MENU and not tail and state == "body" and u.rule == "menu_labels" and u.words <= 4 and units[i - 1].look == PROSE and units[i + 1].look == PROSE:
            _set(u, "crosshead", "crosshead")  # alone between paragraphs: "سوريا والعراق"
            continue
        if u.look in (CUE, MENU, CAPTION):
            _set(u, "boilerplate")
            if u.look != CAPTION:
                furniture_since_body = True
            if u.opens == "end" and done >= 0.6 * total:
                state = "end"
            elif u.opens and state != "end":
                state = "body" if u.opens == "article" else "list"
            continue
        if state != "end" and is_source(u, rules):
            _set(u, "source_line", "source_line")
        elif state != "body":
            _set(u, "boilerplate", "list_item" if state == "list" else "after_the_article")
        elif not tail:
            _mark_inside(units, i, rules, agencies)
        else:
            furniture_since_body |= _mark_tail(units, i, rules, agencies, furniture_since_body, vocabulary)


def _resumes(u: Unit, much_left: bool) -> bool:
    """Whether prose after a list of other headlines is the article again, not a teaser of one of them."""
    if u.bulleted:
        return False
    if much_left:
        return u.text[-1] in '."' or u.words >= _STRICT_PROSE_WORDS
    return u.words >= 25


def _mark_inside(units: list[Unit], i: int, rules: CueRules, agencies: Agencies) -> None:
    """A line that is no prose between paragraphs."""
    u = units[i]
    if u.look == DATE:
        around = [v.rule for v in units[max(0, i - 1) : i]]
        _set(u, *(("boilerplate", "headlines_in_article") if "headlines_in_article" in around else ("body", "date_inside")))
    elif u.look == SYMBOLS:
        _set(u, "body", "no_letters")
    elif u.bulleted and rules.media_link.search(u.text):
        _set(u, "boilerplate", "link_to_media")
    elif _in_headline_run(units, i):
        _set(u, "boilerplate", "headlines_in_article")
    else:
        _set(u, "crosshead" if not u.bulleted and u.words <= 14 and u.text[-1] not in ".,;" else "body", "crosshead" if not u.bulleted else "list_in_article")


_INITIALS = re.compile(r"[^\W\d_](?: ?[/.]? ?[^\W\d_]\b)+[\W_]*$")  # "ع س ج / م م ج": who wrote and who edited
_NO_HEADLINE = ".:?,;"  # at the end of a line


def _in_headline_run(units: list[Unit], i: int) -> bool:
    """Three headlines (their dates between them) in a row, none of them a list item: other articles' links, not crossheads."""
    if units[i].bulleted or units[i].words < 4 or units[i].text[-1] in _NO_HEADLINE:
        return False
    count, a, b = 1, i, i
    while count < 3 and a > 0 and units[a - 1].look in (HEADLINE, DATE) and not units[a - 1].bulleted and units[a - 1].text[-1] not in _NO_HEADLINE:
        a -= 1
        count += units[a].look == HEADLINE
    while count < 3 and b + 1 < len(units) and units[b + 1].look in (HEADLINE, DATE) and not units[b + 1].bulleted and units[b + 1].text[-1] not in _NO_HEADLINE:
        b += 1
        count += units[b].look == HEADLINE
    return count >= 3


def _is_label(u: Unit, rules: CueRules) -> bool:
    """Whether a line of few words that might be a name holds a word of menus ("في أخبار"), or no Arabic at all."""
    return _ARABIC.search(u.text) is None or u.text in rules.source_words or u.text.split()[0] in rules.function_words or any(m.end - m.start >= 4 for m in rules.matcher.find(u.text))


def _mark_tail(units: list[Unit], i: int, rules: CueRules, agencies: Agencies, after_furniture: bool, vocabulary: set[str]) -> bool:
    """A line after the last paragraph; True when from here on all is furniture."""
    u = units[i]
    if agencies.in_line(u.text) and u.words <= 8:
        _set(u, "source_line", "agency_sign_off")
    elif u.words <= 9 and rules.sign_off.match(u.text) and not after_furniture:
        _set(u, "source_line", "sign_off")
    elif after_furniture:
        _set(u, "boilerplate", "after_furniture")
    elif is_byline(u, rules):
        _set(u, "byline", "byline")
    elif u.look == DATE:
        _set(u, "dateline", "date_line")
    elif u.look == SYMBOLS:
        _set(u, "boilerplate", "no_letters")
    elif u.bulleted or u.text.rstrip("& ")[-1:] in (".", ":") or u.text.endswith('."') or u.words >= 22:
        _set(u, "body", "list_in_article" if u.bulleted else "short_sentence")
    elif u.words <= 8 and _INITIALS.match(u.text):
        _set(u, "byline", "initials")
    elif u.words <= 3:
        heads_list = i + 1 < len(units) and units[i + 1].look == HEADLINE and units[i + 1].text[-1] not in _NO_HEADLINE  # "أخبار ساخنة", then other headlines
        _set(u, *(("boilerplate", "label_under_article") if heads_list or _is_label(u, rules) else ("byline", "name_under_article")))
    else:
        others = [v for v in units[i + 1 :] if v.look in (HEADLINE, CUE, MENU)]
        likeness = text_likeness(u, vocabulary, rules)
        if likeness >= 0.6 and not any(v.kind == "title" for v in units) and all(v.look != PROSE for v in others):
            _set(u, "title", "headline_under_article")
        elif (not others or u.words >= 14) and (likeness >= 0.3 or (u.words >= 14 and u.text[0] == "و" and units[i - 1].kind == "body")):
            _set(u, "body", "last_line")
        else:
            _set(u, "boilerplate", "other_headline")
            return True
    return False
