"""Where a name can begin: what must hold of its first word, and how much of that word is the name's.

Works on a :class:`~ct_pipeline.extract.person_view.View`. What follows the first word is :mod:`ct_pipeline.extract.person_grammar`'s.
"""

from __future__ import annotations

from typing import NamedTuple

from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ALSO_COMMON, ARTICLE, CLITIC, CLITIC_ARTICLE, COMMON, CONNECTOR, DERIVED, DYNASTIC, FUNCTION, GIVEN, LATIN, LETTER, NUMBER, TAIL

MAX_PARTS = 7
_CHILD_OF = frozenset({"ابن", "بنت", "ام", "ابو", "ابي"})


class Opening(NamedTuple):
    """The first word of a name: folded offset where the name starts, the word without particles, its flags, whether it surely is a name's."""

    start: int
    word: str
    flags: int
    sure: bool


def open_name(view: View, i: int, end: int, strong: bool, skip: int = 0, announced: bool = False) -> Opening | None:
    """How word ``i`` opens a name, if it can. ``strong``: a title or honorific stands before it; ``skip``: letters of an attached particle;
    ``announced``: a title or a word that names follow stands before it, so that a word which only looks common may open it."""
    start, first, f = view.tokens[i].start, view.words[i], view.flags[i]
    rules = view.rules
    m = view.mention.get(i)
    if skip:
        start, first = start + skip, first[skip:]
        f = rules.flags(first)
    if m is not None and m.kind == "person":
        start = max(start, m.start)
    elif announced and foreign_opening(view, i, end):
        f &= ~(CLITIC | COMMON | DERIVED)
    elif f & CLITIC and first[0] in "كف" and i and view.gap(i) == " " and view.is_subject_verb(i - 1) and view.likeness.score(first) > 0:
        f &= ~(CLITIC | COMMON)  # no particle of comparison stands before a subject: "قال كاوا ..."
    elif f & CLITIC or (f & (FUNCTION | COMMON) and not f & GIVEN):
        for clitic, rest in sorted(rules.words[first].rests, key=_length_of_clitic) if f & CLITIC else ():
            g = rules.flags(rest)
            if (g & GIVEN and len(rest) > 2 and (not g & FUNCTION or rest == "علي" and view.raw(i).endswith("ي"))) or rest in ("عبد", "ابن") or (rest in ("ابو", "ابي") and "أ" in view.raw(i)):
                if clitic == "ك" and i and view.gap(i) == " " and view.flags[i - 1] & GIVEN and not view.flags[i - 1] & FUNCTION:
                    continue  # "جمال كريمي ...": behind a name nobody is compared
                if g & GIVEN and (rest in rules.given_dotted and view.raw(i).endswith("ى") or rest in rules.given_feminine and view.raw(i).endswith("ه")) and not view.undotted:
                    continue  # "وروى المصدر", "لناديه"
                start, first, f = start + len(clitic), rest, g
                break
        else:
            if not (f & CONNECTOR and first in rules.opening_connectors):
                return None
    if view.blocked(i) and not f & GIVEN:
        return None
    if not f and first[0] == "و" and first[1:] in view.likeness.surnames and not skip and (m is None or m.kind != "person"):
        return None  # "العاهل الأردني وميلوني": and another
    if f & FUNCTION and not f & CONNECTOR and (m is None or m.kind != "person"):
        return None
    if not f and first[0] == "ي" and first.endswith("ون") and len(first) > 4 and view.likeness.score(first) < 0.5:
        return None  # "دبلوماسيون أوروبيون يثمنون أدوار ...": they praise
    if f & (NUMBER | LATIN) or (not f & (GIVEN | CONNECTOR) and first.startswith(CLITIC_ARTICLE) and (m is None or m.kind != "person")):
        return None
    if first in rules.months and ((i and view.flags[i - 1] & NUMBER) or (i + 1 < end and view.flags[i + 1] & (NUMBER | DYNASTIC))):
        return None
    initial = bool(f & LETTER)
    if initial and not (first not in "وفبلك" and view.after(i).startswith(".")):
        return None
    if first in rules.months and i + 1 < end and view.words[i + 1] in rules.month_adjectives:
        return None  # "حلول رمضان المبارك"
    if f & CONNECTOR and first not in rules.opening_connectors:
        return None
    if not f & GIVEN and view.is_nisba(i) and (m is None or m.kind != "person"):
        return None
    if f & ARTICLE and not f & GIVEN and m is None and first.endswith("يه") and i + 1 < end and view.gap(i + 1) == " ":
        return None  # a feminine adjective: "الوجاهية"
    if first in _CHILD_OF and next_is_common(view, i, end):
        return None
    between = i + 2 < end and view.gaps[i + 1] == view.gaps[i + 2] == " " and bool(view.flags[i + 2] & GIVEN) and not (view.flags[i + 1] | view.flags[i + 2]) & (FUNCTION | ARTICLE | CLITIC)
    family = i + 1 < end and view.gaps[i + 1] == " " and bool(view.flags[i + 1] & ARTICLE) and view.words[i + 1] in rules.family_titles
    sure = bool(f & GIVEN and (not f & ALSO_COMMON or (strong and (view.name_like(i + 1, end) or between or family)))) or first in ("عبد", "ابو", "ابن", "ولد")
    return Opening(start, first, f, sure)


def foreign_opening(view: View, i: int, end: int) -> bool:
    """Word ``i`` looks like a common word, by its shape or a particle that it seems to bear, but two unknown words follow up to where a name ends."""
    f, word = view.flags[i], view.words[i]
    if f & (GIVEN | ARTICLE | FUNCTION | CONNECTOR) or not f & (DERIVED | CLITIC) or len(word) < 4 or word.endswith(("ته", "ها", "هم")) or view.blocked(i) or view.is_nisba(i):
        return False
    if f & CLITIC and (word[0] not in "بكلف" or word[1:].startswith(("ال", "ل")) or len(word) < 5 or word[1:] in view.rules.eponym_heads or view.title_form(i, end) is not None):
        return False
    listed = f & CLITIC and word[1:] in view.rules.common  # a preposition and its noun, unless the name is long and a mark closes it
    k, plain = i + 1, 0
    while k < end and view.gap(k) in (" ", "-") and plain < MAX_PARTS and not view.blocked(k):
        g = view.flags[k]
        if g & (CONNECTOR | GIVEN) and not g & FUNCTION:
            if f & CLITIC and g & GIVEN:
                return False  # "برئاسة فلان": a preposition, its noun, and then the name
            plain += 1
        elif g & (FUNCTION | COMMON | NUMBER | LATIN | LETTER | ARTICLE) or view.is_nisba(k):
            break
        else:
            plain += 1
        k += 1
    if listed:
        return plain >= 2 and (k >= end or view.gap(k) != " ")
    return plain >= 2


def _length_of_clitic(split: tuple[str, str]) -> int:
    """The fewest letters first: "وكريم" is "و" and "كريم", not "وك" and "ريم"."""
    return len(split[0])


def next_is_common(view: View, i: int, end: int) -> bool:
    """Behind word ``i`` stands an everyday word, so "ابن" and its like mean what they say."""
    if i + 1 >= end or view.gap(i + 1) != " ":
        return True
    f = view.flags[i + 1]
    return bool(f & (COMMON | FUNCTION)) and not f & GIVEN and not f & TAIL
