"""Who wrote it and where: headline, author, agency, outlet and the place of the dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ct_pipeline.clean.agencies import Agencies, load_agencies
from ct_pipeline.clean.cues import CueRules, leftmost, load_cues
from ct_pipeline.clean.head_lines import WHO_AND_PLACE
from ct_pipeline.clean.looks import Unit
from ct_pipeline.clean.outlets import OutletNames, load_outlet_names
from ct_pipeline.clean.segments import Layout
from ct_pipeline.language.fold import FoldedText, fold
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import RawArticle


@dataclass(frozen=True, slots=True)
class Source:
    """As printed (raw text), save ``agency``, which is the usual short name; null where the page does not say."""

    title: str | None
    author: str | None
    agency: str | None
    outlet: str | None
    dateline_place: str | None


def find_source(raw: RawArticle, folded: FoldedText, layout: Layout, knowledge: Knowledge) -> Source:
    """Read the lines round the article that :mod:`ct_pipeline.clean.zones` kept, and the copyright line."""
    rules, agencies = knowledge.rules(load_cues), knowledge.rules(load_agencies)
    kept = [u for u in layout.units if u.kind != "boilerplate"]
    agency = _agency(kept, rules, agencies)
    return Source(
        title=_raw(folded, layout.title.start, layout.title.end).rstrip(" |") if layout.title else raw.hint_title if any(u.kind == "body" for u in kept) else None,
        author=_author(kept, folded, rules, agencies) or raw.hint_author,
        agency=agency,
        outlet=raw.hint_outlet or _bare_outlet(_outlet(layout, folded, rules, agencies, knowledge.rules(load_outlet_names)), rules),
        dateline_place=_place(kept, folded, rules, agencies),
    )


_INVISIBLE = " \t\r\n\u00a0\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _raw(folded: FoldedText, start: int, end: int) -> str:
    a, b = folded.raw_span(start, end)
    return folded.raw[a:b].strip(_INVISIBLE)



_AGENCY_VERB = re.compile(r"[^\W\d_]{2,}ت ")  # a feminine perfect


def _agency(kept: list[Unit], rules: CueRules, agencies: Agencies) -> str | None:
    for u in kept:
        if u.kind in ("byline", "dateline", "source_line"):
            found = agencies.in_line(u.text)
            if found:
                return found
    body = [u for u in kept if u.kind == "body"]
    for u in (*body[:2], *body[-1:]):
        found = agencies.in_lead(u.text) if u is body[0] else agencies.in_line(u.text[-14:].lstrip()) if u.text.endswith((")", "ب", "س", "ا")) else None
        if found:
            return found
    for u in body[:1]:  # "ذكرت وكالة ... أن"
        verb = _AGENCY_VERB.match(u.text)
        near = next(agencies.names.find(u.text[verb.end() : verb.end() + 45]), None) if verb else None
        if near is not None and near.start == 0:
            return near.payloads[0]
    for u in body:
        for m in rules.told_to_agency.finditer(u.text):
            near = next(agencies.names.find(u.text[m.end() - 5 : m.end() + 45]), None)
            if near is not None and near.start < 12:
                return near.payloads[0]
    return None


def _author(kept: list[Unit], folded: FoldedText, rules: CueRules, agencies: Agencies) -> str | None:
    for u in kept:
        if u.kind != "byline":
            continue
        m = rules.byline_start.match(u.text)
        start = m.end() if m else 0
        name = u.text[start:]
        colon = re.match(r"[^:]{0,12}[:/|]|[\s,:/|-]+", name) if m else None
        start += colon.end() if colon else 0
        name = u.text[start:].strip(" ,:/|-")
        if any(len(w) > 1 for w in name.split()) and "|" not in name and not agencies.in_line(name) and not any(c.isdigit() for c in name) and len(name.split()) <= 6:
            at = u.text.index(name, start)
            return _raw(folded, u.start + at, u.start + at + len(name))
    for u in kept:  # "الدار البيضاء - سلمى العلوي"
        m = (_PLACE_AND_NAME.match(u.text) or WHO_AND_PLACE.match(u.text)) if u.kind == "dateline" else None
        if m and " " in m.group("name") and m.group("place") in rules.places and m.group("first") in rules.given_names and not any(w in rules.media_words for w in m.group("name").split()):
            return _raw(folded, u.start + m.start("name"), u.start + m.end("name"))
    return None


_PLACE_AND_NAME = re.compile(r"(?P<place>[^\W\d_]+(?: [^\W\d_]+){0,3}) ?[-/] ?(?P<name>(?P<first>[^\W\d_]+)(?: [^\W\d_]+){1,3}) ?[-:]?$")
_TAIL_MARKS = " -_|/,:"


def _bare_outlet(name: str | None, rules: CueRules) -> str | None:
    """An outlet's name without what is printed behind it: "النجم نيوز - متابعات", "النجم -"."""
    if name is None:
        return None
    name = name.strip(_TAIL_MARKS)
    head, mark, tail = re.match(r"(.*?)([-_|/]|$)(.*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
    return head.strip(_TAIL_MARKS) if mark and head.strip(_TAIL_MARKS) and fold(tail).strip() in rules.byline_words else name or None


_PUBLISHED_IN = re.compile(r"نشر(?:ت)? في ([^\d:]{2,30}?) يوم\b")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[\s\d,-]*(?P<after>[^|©\d.\n]{3,40})?|(?P<before>[^|©\d.\n]{3,40}?) ?© ?\d{4}")
_PLACE_OUTLET = re.compile(r'[^":]{2,30}[:-] ?"([^"]{3,30})" ?[:-]?$')


def _known_outlet(layout: Layout, folded: FoldedText, known: OutletNames, rules: CueRules) -> str | None:
    """A known outlet's name that makes up a line, or what stands before a bar or behind a place on it, above the text: "صحيفة | سياسة", "الرياض - صحيفة"."""
    for n, u in enumerate(layout.units):
        if u.kind == "body":
            return None
        parts = [(m.start(), m.group().strip()) for m in _LINE_PART.finditer(u.text)]
        for i, (start, name) in enumerate(parts):
            place_and_paper = len(parts) == 2 and i == 1 and u.words <= 6 and u.kind in ("dateline", "byline", "boilerplate")
            if not (name in known.full and (i == 0 or place_and_paper)) and not (name in known.bare and ((n == 0 and len(parts) == 1) or place_and_paper)):
                continue
            at = u.text.index(name, start)
            return _raw(folded, u.start + at, u.start + at + len(name))
    return None


_LINE_PART = re.compile(r"[^-|/:>,_]{2,40}")


def _outlet(layout: Layout, folded: FoldedText, rules: CueRules, agencies: Agencies, known: OutletNames) -> str | None:
    for u in layout.units:
        m = _PUBLISHED_IN.search(u.text) if u.kind != "boilerplate" else None
        if m:
            return _raw(folded, u.start + m.start(1), u.start + m.end(1))
    if (named := _known_outlet(layout, folded, known, rules)) is not None:
        return named
    for u in layout.units:
        m = _PLACE_OUTLET.match(u.text) if u.kind == "dateline" else None
        if m:
            return _raw(folded, u.start + m.start(1), u.start + m.end(1))
    for u in layout.units:
        if u.kind == "source_line" and (m2 := rules.source_start.match(u.text)):
            name = re.split(r" ?[+|/,]", u.text[m2.end() :].strip(" :-"))[0].strip(' "')
            if name and not agencies.in_line(name) and len(name.split()) <= 6:
                at = u.text.index(name, m2.end())
                return _raw(folded, u.start + at, u.start + at + len(name))
    for u in reversed(layout.units):
        if u.kind == "body":
            break  # above it, a copyright is a picture's
        if u.kind != "boilerplate":
            continue
        for pattern in (_COPYRIGHT, rules.owner):
            m = pattern.search(u.text)
            if m is None:
                continue
            for group in pattern.groupindex:
                name = re.split(r" [-–|] ", (m.group(group) or "").strip(" -–:،,|"))[0]
                if name.startswith("لل") and not name.startswith("لله"):
                    at = u.text.index(name, max(0, m.start(group)))
                    return "ال" + _raw(folded, u.start + at + 2, u.start + at + len(name))  # "محفوظة للوادي": written without the alif of its article
                if name[:1] == "ل" and (name[1:] in known.full or name[1:] in known.bare):
                    name = name[1:]  # "محفوظة لصحيفة ..."
                if name and 1 <= len(name.split()) <= 5 and not any(w in name for w in rules.rights):
                    at = u.text.index(name, max(0, m.start(group)))
                    return _raw(folded, u.start + at, u.start + at + len(name))
    head = next((u for u in layout.units if u.look != "symbols"), None)
    for u in layout.units:
        if u.rule == "masthead" or (u is head and u.kind == "boilerplate" and u.rule not in ("labels_in_a_row", "other_script")):
            first = _FIRST_PART.match(u.text)
            name = first.group().strip() if first else ""
            label = rules.published_start.match(name)
            name = name[label.end() :].strip().removeprefix("في ") if label is not None else name
            if name and len(name.split()) <= 4 and not any(c.isdigit() for c in name) and not _is_label(name, rules) and (u.rule == "masthead" or _names_outlet(name, u, rules)):
                at = u.text.index(name)
                return _raw(folded, u.start + at, u.start + at + len(name))
    return _reporting(layout, folded, rules, agencies)


def _reporting(layout: Layout, folded: FoldedText, rules: CueRules, agencies: Agencies) -> str | None:
    """The outlet that a dateline says reports: "صدى الوادي نيوز - أعلنت ...", "طنجة - مراسل صدى الوادي نيوز"."""
    for u in layout.units:
        for m in _LINE_PART.finditer(u.text) if u.kind == "dateline" and u.words <= 8 else ():
            words = m.group().strip(" ()").split()
            while len(words) > 2 and (words[0] in rules.byline_words or words[0].isdigit()):
                words = words[1:]
            name = " ".join(words)
            if 2 <= len(words) <= 4 and any(w in rules.media_words for w in words) and not agencies.in_line(name) and rules.date.search(name) is None:
                at = u.text.index(name)
                return _raw(folded, u.start + at, u.start + at + len(name))
    return None


_FIRST_PART = re.compile(r"[^|/»>›•(]+?(?= ?[|/»>›•(]| - |$)")


def _is_label(name: str, rules: CueRules) -> bool:
    """Whether a menu's words make it up ("الرئيسية")."""
    matches = leftmost(rules.matcher.find(name))
    return sum(m.end - m.start for m in matches) >= 0.7 * len(name)


def _names_outlet(name: str, unit: Unit, rules: CueRules) -> bool:
    """The first line of a page: a short name by itself, or before the bars of a menu."""
    return any(w in rules.media_words for w in name.split()) or (unit.look != "cue" and len(name.split()) >= 2)


def _place(kept: list[Unit], folded: FoldedText, rules: CueRules, agencies: Agencies) -> str | None:
    for u in kept:
        if u.kind != "dateline" or len(u.text) > 80 or rules.date_words.match(u.text):  # a long one has the headline before it
            continue
        m = re.match(r"([^\W\d_]+(?: [^\W\d_]+){0,3}?)(?= ?[-:/,(_]| ?\d| في \d|$)", u.text)
        behind = WHO_AND_PLACE.match(u.text)
        if behind is not None and behind.group("place") in rules.places and not (m and m.group(1) in rules.places):
            return _raw(folded, u.start + behind.start("place"), u.start + behind.end("place"))
        if m and not any(w in rules.media_words for w in m.group(1).split()) and not agencies.in_line(m.group(1)) and m.group(1) not in rules.byline_words:
            return _raw(folded, u.start, u.start + m.end(1))
    return None
