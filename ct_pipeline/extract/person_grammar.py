"""The grammar of names: where a name that begins at a word ends.

Works on a :class:`~ct_pipeline.extract.person_view.View`. Knows nothing of entities.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ct_pipeline.extract.person_opening import MAX_PARTS, open_name
from ct_pipeline.extract.person_parts import Growing, common_joins, connector_joins, future, nisba_joins, title_joins, unknown_joins, victim_joins
from ct_pipeline.extract.person_rules import TitleForm
from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ALSO_COMMON, ARTICLE, CLITIC, COMMON, CONNECTOR, DYNASTIC, FUNCTION, GIVEN, LATIN, LETTER, NUMBER, TAIL
from ct_pipeline.extract.person_words import bare as bare

GOD = "الله"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that reads as one name: folded offsets, words ``first:last`` of the document, and what it is made of."""

    start: int
    end: int
    first: int
    last: int
    words: tuple[str, ...]
    parts: int
    given: int  # how many parts are known given names
    unknown: int  # how many parts are no known word at all
    dynastic: bool
    sure: bool  # begins with a given name that is no common word, or a connector that only names have


@dataclass(slots=True)
class Title:
    """A title phrase: words ``first:last``, ``start``/``end`` folded offsets (clitics left off), its head, and the name it introduces."""

    first: int
    last: int
    start: int
    end: int
    form: TitleForm
    prefix: str
    run: Run | None = None
    comma: bool = False  # a comma stands between title and name
    heads: list[int] = field(default_factory=list)


def name_run(view: View, i: int, end: int, strong: bool, office: bool = False, skip: int = 0, announced: bool = False, passive: bool = False) -> Run | None:
    """The name that begins at word ``i``, if one does. ``strong``: a title or honorific stands before it; ``office``: an office or rank does; ``skip``: letters of an attached particle;
    ``announced``: a title or a word that names follow stands before it, so that a word which only looks common may open it; ``passive``: a verb that takes no object does."""
    if view.words[i] == "د" and i + 1 < end and view.gap(i + 1) in (".", ". ") and not view.flags[i + 1] & (FUNCTION | LETTER | NUMBER | LATIN):
        return name_run(view, i + 1, end, strong, office, announced=announced, passive=passive)  # "د. فلان": a doctor, no initial
    opening = open_name(view, i, end, strong, skip, announced)
    if opening is None:
        return None
    f = opening.flags
    name = Growing(i, [opening.word], 1, int(bool(f & GIVEN)), int(not f & (GIVEN | CONNECTOR | COMMON)), bool(f & CONNECTOR) and not f & GIVEN, opening.sure, strong, office or passive, passive)
    words, connectors = name.words, view.rules.connectors
    j, m = i + 1, view.mention.get(i)
    while m is not None and m.kind == "person" and j < end and view.mention.get(j) is m:
        name.dynastic = bool(view.flags[j] & DYNASTIC)
        words.append(view.words[j])  # a registered name goes in whole
        name.parts, name.given, name.pending = name.parts + 1, name.given + int(bool(view.flags[j] & GIVEN)), False
        j += 1
    whole = m is not None and m.kind == "person" and j > i + 1
    while j < end and name.parts <= MAX_PARTS:
        gap, g = view.gaps[j], view.flags[j]
        if g & (NUMBER | LATIN) or (name.dynastic and not g & DYNASTIC):
            break
        if view.words[j] == "د" and name.parts > 1 and j + 1 < end and view.gap(j + 1) in (".", ". ") and view.flags[j + 1] & GIVEN:
            break  # "اللواء فلان الفلاني د. علان ...": the next one's title
        if gap not in (" ", "-", "'") and not (gap in (".", ". ") and (view.flags[j - 1] & LETTER or (words[-1] in connectors and len(words[-1]) == 1))):
            break
        known = view.mention.get(j)
        if whole and not name.pending and not g & (GIVEN | TAIL | CONNECTOR | LETTER | DYNASTIC) and not (known is not None and known is m) and view.likeness.score(view.words[j]) < 1:
            break  # "... جو بايدن هزم ...": a registered full name is complete
        if known is not None and known.kind == "person" and not name.pending:
            if known.start > view.tokens[j].start or whole:
                break  # "بوريطة وبوقادوم": the next name with its particle
            while j < end and view.mention.get(j) is known:
                words.append(view.words[j])
                j += 1
            name.parts, name.unknown = name.parts + 1, name.unknown + 1
            continue
        if not _goes_on(view, name, j, end):
            break
        words.append(view.words[j])
        j += 1
    while j - 1 > i and (words[-1] in connectors and not view.flags[j - 1] & GIVEN or len(words) > 2 and not name.pending and view.facts[j - 1].verb and not view.flags[j - 1] & (GIVEN | TAIL)):
        words.pop()
        j -= 1
    if name.pending and j == i + 1:
        return None
    if all(len(w) == 1 for w in words) or not view.rules.outlet_words.isdisjoint(words[1:]):
        return None  # initials alone hide a name; "... نيوز" is an outlet's
    stop = view.tokens[j - 1].end
    if view.flags[j - 1] & LETTER and view.text[stop : stop + 1] == ".":
        stop += 1
    return Run(opening.start, stop, i, j, tuple(words), name.parts, name.given, name.unknown, name.dynastic, name.sure)


def _named_on(view: View, name: Growing, j: int, end: int) -> bool:
    """The given name at word ``j``, a function word too ("خلف"), stands between parts of a name."""
    if name.given == name.parts and view.after(j).strip()[:1] in (",", ".", ")", "(", ":"):
        return True  # no preposition stands before a mark: "صلاح خلف، ..."
    return j + 1 < end and name.given == name.parts and view.gaps[j + 1] == " " and view.words[j + 1] in view.rules.opening_connectors and not view.flags[j + 1] & FUNCTION


def _office_of_body(view: View, j: int, end: int) -> bool:
    """The word at ``j`` is the office of the known body behind it."""
    return j + 1 < end and view.gaps[j + 1] == " " and (m := view.mention.get(j + 1)) is not None and m.kind == "organization" and m.start == view.tokens[j + 1].start


def _goes_on(view: View, name: Growing, j: int, end: int) -> bool:
    """Whether word ``j`` belongs to ``name``; if so, ``name`` counts it."""
    w, g, gap = view.words[j], view.flags[j], view.gaps[j]
    if name.pending:
        if g & FUNCTION and not g & (GIVEN | CONNECTOR) and w not in view.rules.calendar:
            return False
        name.pending = bool(g & CONNECTOR) and not g & GIVEN
        name.unknown += int(not g & (GIVEN | COMMON))
        name.given += int((bool(g & GIVEN) and j > name.first + 1 or name.words[-1] == "عبد") and not name.pending)
        name.parts += int(not name.pending and j > name.first + 1)
        return True
    if gap in (".", ". ") and g & CLITIC and not g & FUNCTION and w[0] != "و" and view.likeness.score(w) > 0:
        name.parts, name.unknown = name.parts + 1, name.unknown + 1
        return True  # "ديفيد ت. فيشر": behind an initial no particle stands
    if w in view.rules.body_words and not g & GIVEN and name.parts > 1:
        return False  # "يدير إبراهيم غامبو مركز ...": the body he runs
    if g & GIVEN and w[-1] == "ا" and w not in view.rules.given:
        return False  # "لا سلام عادلا": a name's later parts bear no case
    if name.parts > 1 and (future(view, j) or w in view.rules.pious and j + 1 < end and view.words[j + 1] == GOD):
        return False  # "... سيغيب عن المباراة": a verb in the future
    if g & LETTER:
        if not view.after(j).startswith("."):
            return False
        added, unknown, given = 1, 1, 0
    elif g & CONNECTOR and not g & GIVEN:
        name.pending = connector_joins(view, name, j, end)
        return name.pending
    elif gap == "-" or gap == "'":
        return not g & FUNCTION
    elif j + 1 < end and view.words[j + 1] == GOD and view.gaps[j + 1] == " " and w in view.rules.of_god:
        added, unknown, given = 1, 0, 1  # "آدم حسب الله ..."
    elif g & GIVEN and (not g & FUNCTION or _named_on(view, name, j, end)):
        if view.titled[j] and _office_of_body(view, j, end):
            return False  # "التقى ليو أمين مجلس ..."
        if g & ALSO_COMMON and w[0] == "ب" and view.rules.flags(w[1:]) & COMMON and j + 1 < end and view.after(j) == " " and view.flags[j + 1] & ARTICLE and not view.flags[j + 1] & GIVEN:
            return False  # "قامت ديانا بدور المراقب"
        if g & ALSO_COMMON and not (j + 1 >= end or view.after(j) != " " or view.name_like(j + 1, end) or name.parts == 1 or view.flags[j - 1] & COMMON and view.titled[j - 1]):
            return False
        added, unknown, given = 1, 0, 1
    elif g & TAIL:
        return not view.flags[j - 1] & TAIL or name.words[-1] == "رب"
    elif g & DYNASTIC and (name.parts == 1 or name.dynastic) and name.given:
        name.dynastic = True
        return True
    elif name.parts == name.given == 1 and w in view.rules.construct_times and view.after(j).strip()[:1] in (",", ".", ")", "(", ":"):
        added, unknown, given = 1, 1, 0  # "فيصل فجر، ...": the dawn of what?
    elif g & FUNCTION or view.blocked(j) and not (w in view.rules.family_titles or view.is_nisba(j)):
        return False
    elif view.titled[j] and view.title_form(j, end) is not None:
        if not (title_joins(view, j, end, name.parts, name.given, name.strong) or name.passive and victim_joins(view, name, j, end)):
            return False
        added, unknown, given = 1, 0, 0
    elif view.is_nisba(j):
        if not nisba_joins(view, name, j, end):
            return False
        added, unknown, given = 1, 0, 0
    elif g & COMMON:
        common = common_joins(view, name, j, end)
        if common is None:
            return False
        (added, unknown), given = common, 0
    else:
        if not unknown_joins(view, name, j, end):
            return False
        added, unknown, given = 1, 1, 0
    name.parts, name.unknown, name.given = name.parts + added, name.unknown + unknown, name.given + given
    return True
