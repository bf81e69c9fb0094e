"""The lines at the head of an article: which one is its headline, and how bylines, datelines, sources and mastheads show themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from ct_pipeline.clean.agencies import Agencies
from ct_pipeline.clean.cues import CueRules, leftmost
from ct_pipeline.clean.looks import CUE, DATE, HEADLINE, MENU, PROSE, SHORT, Unit
from ct_pipeline.language.particles import readings, without_article

_WORD = re.compile(r"[^\W\d_]{3,}")


def word_stems(text: str, function_words: frozenset[str]) -> set[str]:
    """Rough stems for comparing vocabulary: without attached particles and article, the first four letters."""
    return {_stem(word) for word in set(_WORD.findall(text)) - function_words}


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    rest = readings(word)[-1][1] if word[0] in "وفبلك" and len(word) > 4 else word
    return without_article(rest)[:4]


_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 10)
def line_key(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip()


def text_likeness(unit: Unit, vocabulary: set[str], rules: CueRules) -> float:
    stems = word_stems(unit.text, rules.function_words)
    return len(stems & vocabulary) / len(stems) if stems else 0.0


TEASER_WORDS = 15


def find_title(units: list[Unit], first: int, rules: CueRules, agencies: Agencies, title_key: str, vocabulary: set[str]) -> int | None:
    best: tuple[float, int] | None = None
    candidates = [
        i
        for i, u in enumerate(units[:first])
        if (u.look == HEADLINE or (u.look == SHORT and u.words == 3) or (u.look == CUE and u.rule == "ticker"))
        and ("h1" in u.tags or not (is_byline(u, rules) or is_source(u, rules) or is_dateline(u, rules, agencies)))
    ]
    sited = _behind_site_names(units[:first])
    for seen, i in enumerate(reversed(candidates)):
        u = units[i]
        if u.words >= TEASER_WORDS and "h1" not in u.tags and u.text.endswith(("..", "…")):
            continue  # the first words of another article
        stems = word_stems(u.text, rules.function_words)
        likeness = len(stems & vocabulary) / len(stems) if stems else 0.0
        score = 2.5 * likeness - 0.12 * min(seen, 12)
        if title_key and (line_key(u.text) == title_key or (len(u.text) > 25 and (line_key(u.text) in title_key or title_key in line_key(u.text)))):
            score += 4
        if "h1" in u.tags:
            score += 3
        score += 0.4 if 5 <= u.words <= 28 else -0.3
        score += 1.5 if u.words >= 5 and u.text in sited else 0
        score -= 0.6 if u.bulleted else 0
        score -= 1.5 if u.words >= 9 and u.text[-1] == "." and u.text[-2] != "." else 0
        score -= 1.0 if u.look == CUE else 0
        score -= 0.8 if i and units[i - 1].look == CUE and units[i - 1].opens == "list" else 0
        if best is None or score > best[0]:
            best = (score, i)
    if best is None:
        return None
    if best[0] >= (0.5 if len(candidates) <= 2 else 0.9):
        chosen = _above_its_deck(units, _above_its_picture(units, candidates, best[1], vocabulary, rules), rules, agencies, vocabulary)
        for i in candidates:  # a repeated headline: the first of the copies
            if line_key(units[i].text) == line_key(units[chosen].text) and not any(u.look in (CUE, MENU) for u in units[i:chosen]):
                return i
        return chosen
    if not any(u.look in (CUE, MENU) for u in units[:first]):  # a short text says little: on a page without furniture the line on top, or above the date, is its headline
        for i in candidates:
            if len(vocabulary) > _MUCH_SAID and text_likeness(units[i], vocabulary, rules) < _BY_CHANCE:
                continue  # hardly a word of it in a text of some length: another article's
            if units[i].look == HEADLINE and units[i].words >= 4 and units[i].text[-1] not in ".:" and (i == 0 or units[i + 1].look == DATE):
                return i
    return None


_SITE = 30  # characters of the name of a site
_MUCH_SAID = 30  # stems of a text
_BY_CHANCE = 0.12  # share of a headline's stems that any text may hold


def _behind_site_names(units: list[Unit]) -> set[str]:
    """What stands behind or before the name of a site on a line: "النجم - ..."."""
    found: set[str] = set()
    for u in units:
        for bar in "-|":
            if bar in u.text:
                site, _, rest = u.text.partition(bar)
                found.add(rest.strip() if len(site) <= _SITE else "")
                rest, _, site = u.text.rpartition(bar)
                found.add(rest.strip() if len(site) <= _SITE else "")
    return found


def _above_its_picture(units: list[Unit], candidates: list[int], chosen: int, vocabulary: set[str], rules: CueRules) -> int:
    """The headline above a picture's text and caption, which are printed one under the other and may say as much: "الوزير يلتقي", "الوزير يلتقي الأمين العام للمجلس"."""
    key = line_key(units[chosen].text)
    for i in candidates:  # the headline itself, where the first words of it stand alone under it
        if i < chosen and units[i].words > units[chosen].words >= 3 and (longer := line_key(units[i].text)).startswith(key + " ") and key not in longer[len(key) :]:
            return i
    pair = [i for i in (chosen - 1, chosen + 1) if i in candidates or (0 <= i < len(units) and units[i].look == SHORT)]
    twins = [i for i in pair if (other := line_key(units[i].text)) and (other.startswith(key) or key.startswith(other))]
    if not twins or "h1" in units[chosen].tags:
        return chosen
    top = min(chosen, *twins)
    above = units[top - 1] if top else None
    if above is None or top - 1 not in candidates or above.look != HEADLINE or above.words < 4 or line_key(above.text).startswith(key) or text_likeness(above, vocabulary, rules) < 0.4:
        return chosen
    return top - 1


def _above_its_deck(units: list[Unit], chosen: int, rules: CueRules, agencies: Agencies, vocabulary: set[str]) -> int:
    """The headline above a line that looks like one too, but is longer (date and byline may stand between): that one is its deck, however much more of the text it says."""
    deck, i = units[chosen], chosen - 1
    while i > 0 and chosen - i <= 3 and (units[i].look == DATE or (units[i].look in (HEADLINE, SHORT) and belongs_to_head(units[i], rules, agencies, ""))):
        i -= 1
    if i < 0 or "h1" in deck.tags:
        return chosen
    above = units[i]
    if above.look != HEADLINE or above.bulleted or above.words < 4 or above.words > deck.words or above.text[-1] in ":?" or belongs_to_head(above, rules, agencies, ""):
        return chosen
    if line_key(deck.text).startswith(line_key(above.text)):
        return chosen  # the first words of it, under a picture
    wanted = 0.6 if i and units[i - 1].look in (HEADLINE, MENU) else 0.5  # the last one of a list of headlines may be of the same subject
    return i if text_likeness(above, vocabulary, rules) >= wanted and text_likeness(above, word_stems(deck.text, rules.function_words), rules) >= 0.25 else chosen


_OUTLET_AND_NAME = re.compile(r"([^-/|:]{2,25}?) ?[-/|:] ?[^-/|:]{3,40}(?: ?[-/|] ?[^-/|:]{3,40})?$")


def is_byline(unit: Unit, rules: CueRules) -> bool:
    """"بقلم: فلان", "كتبت فلانة": a byline's word with a colon, or with no more than a name."""
    if unit.words > 12:
        return False
    m = rules.byline_start.match(unit.text)
    if m is None:
        outlet = _OUTLET_AND_NAME.match(unit.text) if unit.words <= 8 and not (unit.words == 1 and unit.text.isascii()) else None
        return outlet is not None and any(w in rules.media_words for w in outlet.group(1).split())
    if unit.text[m.end() :].lstrip()[:1] in (":", "/", "|", "-", ","):
        return unit.words <= 6 or m.group() in rules.byline_verbs
    return m.end() == len(unit.text) or (unit.words <= 6 and unit.look in (HEADLINE, SHORT) and m.group() in rules.byline_verbs)


def is_source(unit: Unit, rules: CueRules) -> bool:
    return unit.words <= 14 and rules.source_start.match(unit.text) is not None


def is_masthead(unit: Unit, rules: CueRules, outlet: str) -> bool:
    """A line that names a news outlet and no more."""
    key = line_key(unit.text)
    if outlet and key and (key in outlet or outlet in key) and unit.words <= 6:
        return True
    return unit.words <= 5 and any(w in rules.media_words for w in key.split()) and not _is_section(key, rules)


def _is_section(key: str, rules: CueRules) -> bool:
    """Whether menu labels make the line up ("أخبار الصومال")."""
    covered = sum(m.end - m.start for m in leftmost(rules.matcher.find(key)))
    return covered >= 0.85 * len(key.replace(" ", ""))


_DATELINE = re.compile(r'^[^\d.!?:"]{2,40}?(?: ?\d[^()]{0,60}?)? ?[-:/,] ?[^.!?"]{2,30}$|^[^.!?"]{2,60}\([^()]{2,20}\)[\W_]*$')


_PLACE_AND_OUTLET = re.compile(r'[^\W\d_]+(?: [^\W\d_]+){0,2} ?[:-] ?"[^"]{3,30}" ?[:-]?$')  # الكويت: «الشرق الأوسط»


# "دبي- (الشرق):", "أبوظبي - الوادي 24", "الدار البيضاء - سلمى العلوي": behind a known place, who reports from there
_PLACE_AND_WHO = re.compile(r"(?P<place>[^\W\d_]+(?: [^\W\d_]+){0,3}) ?(?:[-/_] ?(?:[^\W\d_]+ ?){1,3}\d{0,3}|[-/:,]? ?\([^()]{2,25}\)) ?[-:]?$")


WHO_AND_PLACE = re.compile(r"(?P<name>(?P<first>[^\W\d_]+)(?: [^\W\d_]+){0,4}) [-/] (?P<place>[^\W\d_]+(?: [^\W\d_]+)?)$")


def is_dateline(unit: Unit, rules: CueRules, agencies: Agencies) -> bool:
    """A place with an agency or a correspondent, on a line of its own."""
    if unit.words > 14 or (unit.bulleted and unit.words > 4):
        return False
    if agencies.in_line(unit.text) and unit.words <= 12:
        return True
    if unit.words <= 9 and unit.text.endswith("-") and rules.date.search(unit.text) is not None:
        return True  # "نواكشوط، 2020 يناير 13 / مجموعة ... / --"
    if unit.words <= 7 and _PLACE_AND_OUTLET.match(unit.text):
        return True
    if unit.words <= 6 and (m := WHO_AND_PLACE.match(unit.text)) is not None and m.group("place") in rules.places:
        return True  # "الوادي ميديا - أربيل"
    if unit.words <= 8 and (m := _PLACE_AND_WHO.match(unit.text)) is not None and m.group("place").strip() in rules.places:
        return True
    if unit.words <= 7 and _DATELINE.match(unit.text):
        tail = re.split(r"[-:/,(]", unit.text)[1:]
        return any(w.strip(" ()") in rules.byline_words for part in tail for w in (part.strip(" ()"), *part.split()))
    return False


_PLACE_AND_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)? ?[-/|] ?[^\W\d_]+(?: [^\W\d_]+){1,3} ?-?$")


def is_place_and_name(unit: Unit) -> bool:
    """ "مدريد - خابيير أورتيغا", under a date."""
    return unit.look in (HEADLINE, SHORT) and not unit.bulleted and _PLACE_AND_NAME.match(unit.text) is not None


def belongs_to_head(u: Unit, rules: CueRules, agencies: Agencies, outlet: str) -> bool:
    return is_byline(u, rules) or is_source(u, rules) or is_dateline(u, rules, agencies) or is_masthead(u, rules, outlet)


def first_of_article(units: list[Unit], prose: list[int]) -> int:
    """The index of the article's first paragraph; ``prose``: indices of all running text."""
    return _below_its_date(units, _first_paragraph(units, prose))


def _first_paragraph(units: list[Unit], prose: list[int]) -> int:
    """The first prose unit of the article: not a stray teaser far above the rest of the prose."""
    total = sum(units[i].words for i in prose)
    for n, i in enumerate(prose):
        if n + 1 == len(prose) or units[i].words >= 25:
            return i
        between = units[i + 1 : prose[n + 1]]
        furniture = sum(u.look in (CUE, MENU) for u in between)
        if units[i].words * 8 < total and furniture >= 2 and sum(u.look == HEADLINE for u in between) >= 3:
            continue
        return i
    return prose[0]


def _below_its_date(units: list[Unit], first: int) -> int:
    """The first paragraph where a deck of one short sentence stands above the date, and the text under it."""
    if units[first].words >= 12:
        return first
    for i in range(first + 1, min(first + 6, len(units))):
        if units[i].look == PROSE:
            return i if any(u.look == DATE for u in units[first:i]) and units[i].words >= 2 * units[first].words else first
    return first
