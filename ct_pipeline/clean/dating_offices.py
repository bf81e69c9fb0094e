"""Bounds from the terms of office of the people whom an article names in their offices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_rules import Title, bare_forms
from ct_pipeline.clean.dating_solver import FIRST, LAST, Evidence, plus_years, terms_test
from ct_pipeline.clean.page_text import Span
from ct_pipeline.language.particles import readings
from ct_pipeline.language.timevalues import shift_months
from ct_pipeline.language.timex import Timex

_TITLE_WORDS = 6  # right before a name, in which its bearer's former title stands
_LEAD = 3  # sentences, headline included, that tell the news itself
_UNNAMED = (0.0, 0)
_ADJECTIVE = re.compile(r" (?:ال)?(?:سابق|اسبق)ه?(?=[ ,])")
_CUT = re.compile(r"[,;:.\n()\"]| - ")


def from_offices(page: PageTimes) -> list[Evidence]:
    """People named in an office that they held in known terms."""
    registry = page.knowledge.registry
    if not registry.offices:
        return []
    out: list[Evidence] = []
    seen: set[str] = set()
    told_former: set[str] = set()
    text = page.doc.text
    for start, end, person in page.holders:
        s = page.doc.sentence_at(start) if person not in seen else None
        if s is None or s.kind not in TEXT:
            continue
        offices = registry.offices[person]
        before = text[max(s.start, start - 140) : start]
        after = text[end : min(s.end, end + 90)]
        behind = _CUT.split(after[1:50])[0]  # a site "formerly" called otherwise: not he
        if page.rules.former.search(before[-40:]) or page.rules.former.search(after[:1] + behind):
            if person not in told_former and (piece := _former(page, s, start, end, person)) is not None:
                told_former.add(person)
                out.append(piece)
            continue
        scored = [(max(named_in(page, o.title_ar, before, after), counterpart_in(page, o.title_ar, before)), o) for o in offices if o.start or o.end]
        best = max((score for score, _ in scored), default=_UNNAMED)
        terms = [(o.start or FIRST, o.end or LAST, o.title_ar) for score, o in scored if score == best > _UNNAMED]
        if not terms:
            continue
        early, late = min(t[0] for t in terms), max(t[1] for t in terms)
        recalled = recalled_for(page, s, start)
        if recalled:
            late = late if late >= LAST else late + timedelta(recalled)
        else:
            seen.add(person)
        out.append(
            Evidence(
                start, end, "", "office", early if early > FIRST else None, late if late < LAST else None, "term_of_office",
                f"{_name(page, person)} is named in the office of {terms[0][2]}" + (", told of a time before publication" if recalled else ""), 4,
                terms_test(tuple((a, b) for a, b, _ in terms)) if len(terms) > 1 and not recalled else None,
            )  # fmt: skip
        )
    return out


def _former(page: PageTimes, s: Span, start: int, end: int, person: str) -> Evidence | None:
    """ "الرئيس المصري السابق، حسني مبارك": written after he left the one office that the title can mean, where nothing there tells of a former time."""
    text = page.doc.text
    before = _ADJECTIVE.sub(" ", text[max(s.start, start - 60) : start])
    if before == text[max(s.start, start - 60) : start] or page.rules.former.search(_ADJECTIVE.sub(" ", before)):
        return None
    before = " ".join(before.split(" ")[-_TITLE_WORDS:])
    scored = [(named_in(page, o.title_ar, before, ""), o) for o in page.knowledge.registry.offices[person]]
    best = max((score for score, _ in scored), default=_UNNAMED)
    left = min((o.end for score, o in scored if score == best > _UNNAMED and o.end is not None), default=None)  # who came back was a former one between
    if left is None:
        return None
    return Evidence(start, end, "", "office", left, None, "former_office", f"{_name(page, person)} is called a former office-holder, who left on {left.isoformat()}", 6)


_RECALLED = {"week": 14, "month": 62, "year": 731}


def recalled_for(page: PageTimes, s: Span, at: int) -> int:
    """Days by which the text may be later than the office of somebody named at ``at``: "وفي أغسطس الماضي، بحث الوزير مع نظيره ..." tells of the office as it was then; 0: of the day's news."""
    days = 0
    for node in next((nodes for span, _, nodes in page.parsed if span.start == s.start), []):
        last = node.last or node
        if "past" not in (last.marker, last.year_marker) or node.start > at + 90:
            continue
        if last.year_marker == "past" or last.kind == "year":
            days = max(days, _RECALLED["year"])
        elif last.kind in ("month", "date"):
            days = max(days, 366)
        elif last.kind == "unit":
            days = max(days, _RECALLED.get(last.unit or "", 0))
    return days


def named_in(page: PageTimes, title: str, before: str, after: str) -> tuple[float, int]:
    """How well the title that stands right before or after a name gives it this office: the share of the office's words in it, a little for the kind of office alone, 0 for neither; and how many.

    The count decides between titles of one office that are printed whole: a ministry that took on a task is called by it only since then.
    Before the name it may be cut off by one comma ("وزير الخارجية، ناصر بوريطة"), after it one must stand between ("العثماني، رئيس الحكومة").
    """
    sought = page.rules.title(title)
    heads, words = sought.heads, sought.words
    best = _UNNAMED
    for part, ahead in ((_CUT.split(_bare_end(page, before))[-1], False), (_CUT.split(after[1:], maxsplit=1)[0] if after[:1] in (",", "(", "-") else "", True)):
        window = re.findall(r"[^\W\d_]+", part)
        window = window[:9] if ahead else window[-14:]
        at = next((i for i, word in enumerate(window) if _opens_title(window, i, word, sought, ahead)), None)
        if at is None or (ahead and at > 0):
            continue
        near = {form for word in window[at:] for form in bare_forms(word)}
        found = sum(not w.isdisjoint(near) for w in words)
        share = found / len(words) if words else 0.0
        if share < 0.6:  # "الوزير بوريطة", "كاتب الدولة الأمريكي": the kind of office and a country; "رئيس الحزب" is another office
            size = max((len(h.split()) for h in heads if h in " ".join(window[at : at + 3])), default=1)
            tail = " ".join(window[at + size :])
            tail = next((tail[len(b) :] for b in page.rules.whole_body if (tail + " ").startswith(b + " ")), tail)
            rest = [w for w in tail.split() if w not in page.rules.honorifics and w not in page.knowledge.registry.nisbas]
            elect = any(not page.rules.only_if_said.isdisjoint(forms) and forms.isdisjoint(near) for forms in words)
            share, found = 0.1 if not rest and not elect else 0.0, 0
        best = max(best, (share, found))
    return best


def _bare_end(page: PageTimes, before: str) -> str:
    """What stands before a name, without the honorifics between it and the title: "وزير الداخلية، الدكتور"."""
    before = before.rstrip(" ,:-")
    while (last := before.rpartition(" ")) and last[2] in page.rules.honorifics and last[0]:
        before = last[0].rstrip(" ,:-")
    return before


def counterpart_in(page: PageTimes, title: str, before: str) -> tuple[float, int]:
    """How well an office is the one that somebody else holds earlier in the sentence, for who is called their counterpart: "ترأس وزير الخارجية ... مع نظيره المالي، فلان"."""
    m = next(reversed(list(page.rules.counterpart.finditer(before))), None)
    if m is None or any(c in before[m.end() :].strip(" ,") for c in ",;:.\n"):
        return _UNNAMED
    sought = page.rules.title(title)
    words = re.findall(r"[^\W\d_]+", before[: m.start()])
    heads = [i for i, word in enumerate(words) if _opens_title(words, i, word, sought, False)]
    if not heads:
        return _UNNAMED
    near = {form for word in words[heads[-1] : heads[-1] + 6] for form in bare_forms(word)}
    found = sum(not w.isdisjoint(near) for w in sought.words)
    return (found / len(sought.words), found) if sought.words and found >= 0.6 * len(sought.words) else _UNNAMED


def from_accession(page: PageTimes) -> list[Evidence]:
    """People told as taking office, and what is told since they did, where the day their term began is known."""
    text, people = page.doc.text, page.holders
    if not people or page.rules.accession.search(text) is None:
        return []
    out: list[Evidence] = []
    order = [s for s, _, _ in page.parsed if s.kind in TEXT]
    for s, _, nodes in page.parsed:
        if s.kind not in TEXT:
            continue
        for m in page.rules.accession.finditer(text, s.start, s.end):
            month = next((n for n in nodes if n.kind in ("month", "date") and n.marker == "past" and 0 <= n.start - m.end() <= 40), None)
            if m.group("own") and month is not None:
                out += _since_accession(page, m.start(), month, [p for at, _, p in people if at < month.start])
            elif not m.group("own") and s in order[:_LEAD]:
                out += _accession_told(page, s, m.start(), nodes, [(a, b, p) for a, b, p in people if m.end() <= a <= m.end() + 60])
    return out


def _since_accession(page: PageTimes, at: int, month: Timex, people: Sequence[str]) -> list[Evidence]:
    """ "منذ توليه المنصب في ماي الماضي": within the year after the one term of somebody named before it that began in such a month."""
    starts = {(o.start, p) for p in people for o in page.knowledge.registry.offices[p] if o.start is not None and o.start.month == month.month and month.day in (None, o.start.day)}
    if len({start for start, _ in starts}) != 1:
        return []
    start, person = min(starts)
    early = shift_months(start, 1) if month.kind == "month" else start + timedelta(1)
    return [Evidence(at, month.end, "", "office", early, plus_years(early, 1) - timedelta(1), "since_accession", f"{_name(page, person)} took office on {start.isoformat()}, last {month.month}", 4)]


def _accession_told(page: PageTimes, s: Span, at: int, nodes: Sequence[Timex], people: Sequence[tuple[int, int, str]]) -> list[Evidence]:
    """ "تولى فلان منذ أمس مهام منصب المنسق ...": the term began then, a few days sooner or later."""
    text = page.doc.text
    for _, end, person in people:
        near = {form for word in re.findall(r"[^\W\d_]+", text[end : min(s.end, end + 90)]) for form in bare_forms(word)}  # before the name stands what somebody is already
        for office in page.knowledge.registry.offices[person]:
            words = page.rules.title(office.title_ar).words
            if office.start is None or sum(not w.isdisjoint(near) for w in words) < 0.6 * len(words):
                continue
            relative = any(n.kind == "relative_day" and n.offset in (-1, 0) for n in nodes)
            slack = timedelta(3 if relative else 45)
            why = f"{_name(page, person)} is told as taking the office of {office.title_ar}, held from {office.start.isoformat()}"
            return [Evidence(at, end, "", "office", office.start - slack, office.start + slack, "accession", why, 4)]
    return []


def _name(page: PageTimes, person: str) -> str:
    entity = page.knowledge.registry.entities.get(person)
    return entity.name_ar if entity else person


def _opens_title(window: Sequence[str], i: int, word: str, sought: Title, ahead: bool) -> bool:
    """Whether a title's head noun begins at a word, before a name also under an attached particle: "لكاتب الدولة"."""
    forms = [word] if ahead else [word, *(rest for _, rest in readings(word))]
    if sought.firsts.isdisjoint(forms):
        return False
    rest = " ".join(window[i + 1 : i + 5])
    return any(f"{form} {rest} ".startswith(h + " ") for form in forms for h in sought.heads)
