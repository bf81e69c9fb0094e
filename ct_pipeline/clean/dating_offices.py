"""Bounds from the terms of office of the people whom an article names in their offices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ct_pipeline.clean.dating_page import TEXT, PageTimes
from ct_pipeline.clean.dating_solver import FIRST, LAST, Evidence, terms_test
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings

_CUT = re.compile(r"[,;:.\n()\"]| - ")


def from_offices(page: PageTimes) -> list[Evidence]:
    """People named in an office that they held in known terms."""
    registry = page.knowledge.registry
    if not registry.offices:
        return []
    out: list[Evidence] = []
    seen: set[str] = set()
    text = page.doc.text
    first, last = min((s.start for s, _, _ in page.parsed), default=0), max((s.end for s, _, _ in page.parsed), default=0)
    for match in registry.names.find(text, first, last):
        known = [p for p in match.payloads if p in registry.offices and p not in seen]
        s = page.doc.sentence_at(match.start) if known else None
        if s is None or s.kind not in TEXT:
            continue
        for person in known:
            offices = registry.offices[person]
            before = text[max(s.start, match.start - 140) : match.start]
            after = text[match.end : min(s.end, match.end + 90)]
            if page.rules.former.search(before[-40:]) or page.rules.former.search(after[:50]):
                continue
            scored = [(named_in(page, o.title_ar, before, after), o) for o in offices if o.start or o.end]
            best = max((score for score, _ in scored), default=0.0)
            terms = [(o.start or FIRST, o.end or LAST, o.title_ar) for score, o in scored if score == best > 0]
            if not terms:
                continue
            seen.add(person)
            early, late = min(t[0] for t in terms), max(t[1] for t in terms)
            entity = registry.entities.get(person)
            name = entity.name_ar if entity else person
            out.append(
                Evidence(
                    match.start, match.end, "", "office", early if early > FIRST else None, late if late < LAST else None, "term_of_office",
                    f"{name} is named in the office of {terms[0][2]}", 4, terms_test(tuple((a, b) for a, b, _ in terms)) if len(terms) > 1 else None,
                )  # fmt: skip
            )
    return out


def named_in(page: PageTimes, title: str, before: str, after: str) -> float:
    """How well the title that stands right before or after a name gives it this office: the share of the office's words in it, a little for the kind of office alone, 0 for neither.

    Before the name it may be cut off by one comma ("وزير الخارجية، ناصر بوريطة"), after it one must stand between ("العثماني، رئيس الحكومة").
    """
    key = fold(title)
    heads = next((g for g in page.rules.office_heads if any(key == h or key.startswith(h + " ") for h in sorted(g, key=len, reverse=True))), frozenset({key.split()[0]}))
    words = [w for w in key.split() if len(w) > 2]
    best = 0.0
    for part, ahead in ((_CUT.split(before.rstrip(" ,:-"))[-1], False), (_CUT.split(after[1:], maxsplit=1)[0] if after[:1] in (",", "(", "-") else "", True)):
        window = re.findall(r"[^\W\d_]+", part)
        window = window[:9] if ahead else window[-14:]
        at = next((i for i in range(len(window)) if any((" ".join(window[i : i + 5]) + " ").startswith(h + " ") for h in heads) or (not ahead and _is_head(window[i:], heads))), None)
        if at is None or (ahead and at > 0):
            continue
        near = {form for word in window[at:] for form in _forms(word)}
        share = sum(bool(_forms(w) & near) for w in words) / len(words) if words else 0.0
        if share < 0.6:  # "الوزير بوريطة", "كاتب الدولة الأمريكي": the kind of office and a country; "رئيس الحزب" is another office
            size = max((len(h.split()) for h in heads if h in " ".join(window[at : at + 3])), default=1)
            rest = [w for w in window[at + size :] if w not in page.rules.honorifics and w not in page.knowledge.registry.nisbas]
            share = 0.1 if not rest else 0.0
        best = max(best, share)
    return best


def _is_head(window: Sequence[str], heads: frozenset[str]) -> bool:
    """Whether a stretch begins with a title's head noun under an attached particle: "لكاتب الدولة"."""
    return any((rest + " " + " ".join(window[1:5]) + " ").startswith(h + " ") for _, rest in readings(window[0]) for h in heads)


def _forms(word: str) -> set[str]:
    """A word without its attached particles and article, every way it can be read."""
    return {rest.removeprefix("ال") for _, rest in readings(word)}
