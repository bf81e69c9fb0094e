"""The grammar of names: where a name begins and where it ends.

Works on a :class:`View`, the words of one article with what is already known of each. Knows nothing of entities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.person_rules import (
    ALSO_COMMON,
    ARTICLE,
    CLITIC,
    COMMON,
    CONNECTOR,
    DERIVED,
    DYNASTIC,
    FUNCTION,
    GIVEN,
    LATIN,
    LETTER,
    NUMBER,
    TAIL,
    PersonRules,
    TitleForm,
    load_person_rules,
    split_clitics,
)
from ct_pipeline.language.document import Document
from ct_pipeline.language.name_likeness import load_name_likeness

MAX_PARTS = 7
MAX_TITLE_WORDS = 22
_NUNATION = frozenset("\u064b\u064c\u064d")
_DIACRITICS = re.compile("[\u0640\u064b-\u0652\u0670]")
_SAME_LETTERS = str.maketrans("أإآىة", "ااايه")
_HOMOGRAPHS = frozenset({"علي", "ال", "فان", "وعلي", "لعلي", "فعلي"})
_WITH_ALI = frozenset({"وعلي", "لعلي", "فعلي"})
_CHILD_OF = frozenset({"ابن", "بنت", "ام", "ابو", "ابي"})
CLITIC_ARTICLE = ("لل", "بال", "وال", "فال", "كال", "ولل")


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


@lru_cache(maxsize=2)
def _read_words(doc: Document, rules: PersonRules) -> tuple[list[str], list[int]]:
    """The folded words of ``doc`` and what each can be; read once for the finders of one article, which must not change them."""
    words = [t.text for t in doc.tokens]
    flags = [rules.flags(w) for w in words]
    undotted = doc.raw.count(" فى ") > doc.raw.count(" في ")  # Egypt's press writes every final ya without dots
    for i, (word, f) in enumerate(zip(words, flags, strict=True)):
        if word not in _HOMOGRAPHS and (f & (COMMON | FUNCTION | NUMBER | LATIN) and not f & GIVEN):
            continue  # nothing that the printed form could change
        raw = doc.surface(doc.tokens[i].start, doc.tokens[i].end)
        if word in _WITH_ALI:
            flags[i] = FUNCTION | CLITIC if raw.endswith("ى") else COMMON | CLITIC  # "وعلي" holds a name, "وعلى" none
        elif word == "علي":
            # "على" and the name "علي" fold alike: only the printed form tells them apart
            if undotted and raw.endswith("ى") and 0 < i < len(words) - 1 and rules.flags(words[i - 1]) & rules.flags(words[i + 1]) & GIVEN:
                flags[i] = GIVEN | ALSO_COMMON  # "محمد على حسن"
            else:
                flags[i] = FUNCTION if raw.endswith(("ى", "ٰ")) else GIVEN | ALSO_COMMON
        elif f & ARTICLE and raw[:1] in "أإآ":
            flags[i] &= ~ARTICLE  # "ألزا", "إلياس"
            if f & GIVEN and _DIACRITICS.sub("", raw) not in rules.function_raw:
                flags[i] &= ~FUNCTION  # "آلان" is no "الآن"
        elif word == "ال":
            flags[i] = CONNECTOR if raw.startswith("آ") else COMMON
        elif raw[-1:] in _NUNATION or raw[-2:-1] in _NUNATION:
            flags[i] = COMMON  # only an indefinite noun or adjective bears nunation
        elif not f & GIVEN and (raw[-1:] == "أ" or raw[-1:] == "ى" and not undotted) and len(word) > 2:
            flags[i] |= COMMON  # verbs end so, names that do are known
        elif f & GIVEN and word in rules.given_feminine and raw[-1:] == "ه" and "ة" in doc.raw:
            flags[i] &= ~GIVEN  # "ناديه" (his club) is no "نادية"
        elif f & GIVEN and ("ئ" in raw or "ؤ" in raw) and (strict := _strict(raw)) != word and strict not in rules.given_strict:
            flags[i] &= ~GIVEN  # "البئر" is no "ألبير"
        elif word == "فان":
            flags[i] = CONNECTOR if raw == word else FUNCTION | CLITIC  # "van" and "فإن" fold alike
        elif f & FUNCTION and f & GIVEN and _DIACRITICS.sub("", raw) not in rules.function_raw:
            flags[i] &= ~FUNCTION  # "إمام" is no "أمام"
    return words, flags


class View:
    """The words of one article and what is known of each before people are sought."""

    def __init__(self, context: Context) -> None:
        doc = context.doc
        self.doc = doc
        self.text = doc.text
        self.rules: PersonRules = context.knowledge.rules(load_person_rules)
        self.likeness = context.knowledge.rules(load_name_likeness)
        self.nisbas = context.knowledge.registry.nisbas
        self.tokens = doc.tokens
        self.words, self.flags = _read_words(doc, self.rules)
        self.uses = context.knowledge.registry.uses
        self._nisba: dict[str, str | None] = {}
        self._doubtful: dict[str, bool] = {}
        self.mention: dict[int, FoundMention] = {}
        for m in context.mentions:
            i = doc.token_at(m.start)
            while i < len(self.tokens) and self.tokens[i].start < m.end:
                self.mention[i] = m
                i += 1

    def raw(self, i: int) -> str:
        return self.doc.surface(self.tokens[i].start, self.tokens[i].end)

    def gap(self, i: int) -> str:
        """What stands between word ``i - 1`` and word ``i``."""
        return self.text[self.tokens[i - 1].end : self.tokens[i].start] if i else "\n"

    def after(self, i: int) -> str:
        """What stands between word ``i`` and the next."""
        return self.gap(i + 1) if i + 1 < len(self.tokens) else "\n"

    def is_nisba(self, i: int) -> str | None:
        """The country of a nisba word, attached particles aside."""
        word = self.words[i]
        if word not in self._nisba:
            self._nisba[word] = self.nisbas.get(word) or next((self.nisbas[rest] for _, rest in split_clitics(word) if rest.startswith("ال") and rest in self.nisbas), None)
        return self._nisba[word]

    def sure_nisba(self, i: int) -> str | None:
        """The country of a nisba word; of one that means something else too ("المالي", financial) only where it was found to be a nisba."""
        code = self.is_nisba(i)
        if code is None or ((m := self.mention.get(i)) is not None and m.kind == "country"):
            return code
        word = self.words[i]
        if word not in self._doubtful:
            self._doubtful[word] = any(use.kind == "nisba" and use.cautious for match in self.uses.find(word) for use in match.payloads)
        return None if self._doubtful[word] else code

    def title_form(self, i: int, end: int) -> tuple[TitleForm, str, int] | None:
        """The title head at word ``i``: form, attached particles, index after it."""
        for prefix, rest, forms in self.rules.title_readings(self.words[i]):
            if (rest == "والي" and self.raw(i).endswith("ى")) or (rest == "امر" and "آ" not in self.raw(i)):
                continue  # "وإلى" and "أمر" fold like "والي" and "آمر"
            for form in forms:
                stop = i + len(form.words)
                if stop > end or any(self.words[i + k] != form.words[k] or self.gap(i + k) != " " for k in range(1, len(form.words))):
                    continue
                if form.ending and (last := self.raw(stop - 1)[-1:]) in "ةه" and last != form.ending:
                    continue  # "قاده" (he led him) is no "قادة", "مديرة" no "مديره"
                if form.needs and not (stop < end and self.gap(stop) == " " and _bare_in(self.words[stop], form.needs)):
                    continue
                return form, prefix, stop
        return None

    def is_title_word(self, i: int) -> bool:
        """Word ``i`` is a title, or an adjective of one ("الناطق الرسمي")."""
        return self.title_form(i, i + 1) is not None or (i > 0 and bool(self.flags[i] & ARTICLE) and self.title_form(i - 1, i) is not None)

    def blocked(self, i: int) -> bool:
        """Word ``i`` belongs to a known place or body."""
        m = self.mention.get(i)
        return m is not None and m.kind != "person"

    def name_like(self, i: int, end: int) -> bool:
        """Word ``i`` could be a part of a name."""
        if i >= end:
            return False
        f = self.flags[i]
        if f & GIVEN and not f & FUNCTION:
            return True
        if f & (CONNECTOR | TAIL) and not f & FUNCTION:
            return True
        m = self.mention.get(i)
        if m is not None:
            return m.kind == "person"
        return not f & (FUNCTION | COMMON | NUMBER | LATIN | LETTER) and self.is_nisba(i) is None


def _strict(word: str) -> str:
    """Folded but for hamza on its carrier, which tells some words from names."""
    return _DIACRITICS.sub("", word).translate(_SAME_LETTERS)


def _bare_in(word: str, wanted: frozenset[str]) -> bool:
    return word in wanted or word.removeprefix("ال") in wanted or any(rest in wanted for _, rest in split_clitics(word))


def bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def name_run(view: View, i: int, end: int, strong: bool, office: bool = False, skip: int = 0, announced: bool = False) -> Run | None:
    """The name that begins at word ``i``, if one does. ``strong``: a title or honorific stands before it; ``office``: an office or rank does; ``skip``: letters of an attached particle;
    ``announced``: a title or a word that names follow stands before it, so that a word which only looks common may open it."""
    start, first, f = view.tokens[i].start, view.words[i], view.flags[i]
    rules = view.rules
    m = view.mention.get(i)
    if first == "د" and i + 1 < end and view.gap(i + 1) in (".", ". ") and not view.flags[i + 1] & (FUNCTION | LETTER | NUMBER | LATIN):
        return name_run(view, i + 1, end, strong, office, announced=announced)  # "د. فلان": a doctor, no initial
    if skip:
        start, first = start + skip, first[skip:]
        f = rules.flags(first)
    if m is not None and m.kind == "person":
        start = max(start, m.start)
    elif announced and foreign_opening(view, i, end):
        f &= ~(CLITIC | COMMON | DERIVED)
    elif f & CLITIC and first[0] in "كف" and i and view.gap(i) == " " and is_subject_verb(view, i - 1) and view.likeness.score(first) > 0:
        f &= ~(CLITIC | COMMON)  # no particle of comparison stands before a subject: "قال كاوا ..."
    elif f & CLITIC or (f & (FUNCTION | COMMON) and not f & GIVEN):
        for clitic, rest in sorted(split_clitics(first), key=_length_of_clitic) if f & CLITIC else ():
            g = rules.flags(rest)
            if (g & GIVEN and len(rest) > 2 and (not g & FUNCTION or rest == "علي" and view.raw(i).endswith("ي"))) or rest in ("عبد", "ابن") or (rest in ("ابو", "ابي") and "أ" in view.raw(i)):
                start, first, f = start + len(clitic), rest, g
                break
        else:
            if not (f & CONNECTOR and first in rules.opening_connectors):
                return None
    if view.blocked(i) and not f & GIVEN:
        return None
    if f & FUNCTION and not f & CONNECTOR:
        return None
    if f & (NUMBER | LATIN) or (not f & (GIVEN | CONNECTOR) and first.startswith(CLITIC_ARTICLE) and (m is None or m.kind != "person")):
        return None
    if first in rules.months and ((i and view.flags[i - 1] & NUMBER) or (i + 1 < end and view.flags[i + 1] & (NUMBER | DYNASTIC))):
        return None
    initial = bool(f & LETTER)
    if initial and not (first not in "وفبلك" and view.after(i).startswith(".")):
        return None
    if f & CONNECTOR and first not in rules.opening_connectors:
        return None
    if not f & GIVEN and view.is_nisba(i) and (m is None or m.kind != "person"):
        return None
    if f & ARTICLE and not f & GIVEN and m is None and first.endswith("يه") and i + 1 < end and view.gap(i + 1) == " ":
        return None  # a feminine adjective: "الوجاهية"
    pending = bool(f & CONNECTOR) and not f & GIVEN
    parts, given, unknown, dynastic = 1, int(bool(f & GIVEN)), int(not f & (GIVEN | CONNECTOR | COMMON)), False
    if first in _CHILD_OF and next_is_common(view, i, end):
        return None
    sure = bool(f & GIVEN and (not f & ALSO_COMMON or (strong and view.name_like(i + 1, end)))) or first in ("عبد", "ابو", "ابن", "ولد")
    words = [first]
    j = i + 1
    dynastic = False
    while m is not None and m.kind == "person" and j < end and view.mention.get(j) is m:
        dynastic = bool(view.flags[j] & DYNASTIC)
        words.append(view.words[j])  # a registered name goes in whole
        parts, given, pending = parts + 1, given + int(bool(view.flags[j] & GIVEN)), False
        j += 1
    while j < end and parts <= MAX_PARTS:
        gap, w, g = view.gap(j), view.words[j], view.flags[j]
        if g & (NUMBER | LATIN) or (dynastic and not g & DYNASTIC):
            break
        previous_initial = bool(view.flags[j - 1] & LETTER) or (words[-1] in rules.connectors and len(words[-1]) == 1)
        if not (gap in (" ", "-", "'") or (previous_initial and gap in (".", ". "))):
            break
        nm = view.mention.get(j)
        if nm is not None and nm.kind == "person" and not pending:
            if nm.start > view.tokens[j].start:
                break  # "بوريطة وبوقادوم": the next name with its particle
            while j < end and view.mention.get(j) is nm:
                words.append(view.words[j])
                j += 1
            parts, unknown = parts + 1, unknown + 1
            continue
        if pending:
            if g & (NUMBER | LATIN) or (g & FUNCTION and not g & (GIVEN | CONNECTOR) and w not in rules.calendar):
                break
            pending = bool(g & CONNECTOR) and not g & GIVEN
            unknown += int(not g & (GIVEN | COMMON))
            given += int((bool(g & GIVEN) and j > i + 1 or words[-1] == "عبد") and not pending)
            parts += int(not pending and j > i + 1)
        elif g & LETTER:
            if (w in "وفبلك" and not view.after(j).startswith(".")) or not view.after(j).startswith("."):
                break
            parts += 1
            unknown += 1
        elif g & CONNECTOR and not (g & GIVEN):
            # Many connectors are common words too ("لا", "او"): they join only where a name goes on behind them.
            nxt = j + 1 < end and view.after(j) in (" ", "-")
            if not nxt:
                break
            h = view.flags[j + 1]
            plain = w not in rules.loose_connectors
            if not plain and h & CONNECTOR and not h & FUNCTION and view.words[j + 1] not in rules.opening_connectors | rules.loose_connectors:
                pending = True  # "فون دير ..."
            elif (plain and (not h & FUNCTION or h & CONNECTOR or view.words[j + 1] in rules.calendar)) or (words[-1] in rules.connectors and not h & (FUNCTION | COMMON)):
                pending = True
            else:
                break
        elif gap == "-" or gap == "'":
            if g & (FUNCTION | NUMBER | LATIN):
                break
        elif g & GIVEN and not g & FUNCTION:
            if g & ALSO_COMMON and not (j + 1 >= end or view.after(j) != " " or view.name_like(j + 1, end) or parts == 1):
                break
            parts += 1
            given += 1
        elif g & TAIL and parts >= 1:
            if view.flags[j - 1] & TAIL and words[-1] != "رب":
                break
        elif g & DYNASTIC and (parts == 1 or dynastic) and given:
            dynastic = True
        elif g & FUNCTION or view.blocked(j) and not (w in rules.family_titles or view.is_nisba(j)):
            break
        elif view.title_form(j, end) is not None:
            if not _title_as_name(view, j, end, parts, given, strong):
                break
            parts += 1
        elif view.is_nisba(j):
            if parts >= 2 and given and _nisba_family(view, i, j, end, strong):
                parts += 1
            elif view.blocked(j):
                break
            elif parts == 1 and given and g & ARTICLE and not view.name_like(j + 1, end) and (strong or (sure and _boundary(view, j + 1, end))):
                parts += 1
            elif parts == 1 and sure and not g & (ARTICLE | CLITIC | FUNCTION):
                parts += 1  # "ستيفاني كوري": a bare nisba behind a given name is the family's
            else:
                break
        elif g & COMMON:
            boundary = _boundary(view, j + 1, end)
            if g & CLITIC and w.startswith("بال") and boundary and sure and rules.flags(w[1:]) & GIVEN | rules.flags(w[3:]) & GIVEN:
                parts += 1  # "بالطيب", "بالحاج": a Tunisian family's name
                words.append(w)
                j += 1
                continue
            if g & CLITIC and boundary and len(w) <= 5 and parts >= 2 and w[0] in "بلك" and rules.flags(w[1:]) & GIVEN:
                parts += 1  # "غوتس شميت بريم": no preposition stands before a given name of three letters here
                words.append(w)
                j += 1
                continue
            apposed = view.after(j).strip() == "," and view.title_form(j + 1, end) is not None
            if parts >= 2 and given and unknown and apposed and not g & (ARTICLE | CLITIC | FUNCTION) and not rules.noun_pattern.fullmatch(w):
                parts += 1  # "عمر عيلو توري، رئيس ..."
                words.append(w)
                j += 1
                continue
            punctuated = view.after(j) != " " and not (w.endswith("ا") and rules.flags(w[:-1]) & COMMON)
            if parts == 1 and sure and punctuated and not g & (ARTICLE | FUNCTION) and w[0] != "و" and w not in rules.former and not rules.noun_pattern.fullmatch(w) and w not in rules.same:
                parts += 1  # nobody goes by a given name alone: what follows up to the comma is the family's
                words.append(w)
                j += 1
                continue
            if (
                office
                and parts == 1
                and sure
                and not g & (ARTICLE | FUNCTION)
                and (not g & CLITIC or len(w) == 4 and w[0] in "بلفك")
                and w[0] != "ي"
                and not is_subject_verb(view, j)
                and w not in rules.former
                and not rules.noun_pattern.fullmatch(w)
            ):
                parts += 1  # nor do office-holders: "الرئيس ايمانويل ماكرون"
                words.append(w)
                j += 1
                continue
            if strong and parts == 1 and sure and g & CLITIC and w[0] == "ل" and len(w) <= 5 and not w.startswith("لل") and not rules.noun_pattern.fullmatch(w[1:]):
                parts += 1  # "يوسف لشكر": the Maghreb's form of the article
                words.append(w)
                j += 1
                continue
            if g & CLITIC or w in rules.former:
                break
            if (
                g & DERIVED
                and strong
                and unknown
                and unknown >= parts - 1
                and boundary
                and not words[-1].startswith("ال")
                and not w.startswith(("سي", "ست", "ي", "ت"))
                and w[:-1] not in rules.common
                and not w.endswith(("ها", "هم", "ات", "ا", "ته"))
            ):
                parts += 1  # "كوفي بواتينغ أونساه": among unknown words, one that only looks like an everyday word
                unknown += 1
            elif g & ARTICLE and parts >= 2 and boundary and len(words) >= 3 and words[-2] in rules.patronymics and _no_object(view, i, office):
                parts += 1  # "فهد بن صالح البنيان": behind the father's name, the family's
            elif (
                g & ARTICLE
                and sure
                and given >= parts
                and not w.endswith(("ات", "ين", "ون", "يه"))
                and (office or not w.endswith("ه"))
                and (parts == 1 and (strong or not rules.noun_pattern.fullmatch(w[2:])) or strong and (punctuated or w.endswith("ي")))
                and not (j + 1 < end and view.after(j) == " " and view.flags[j + 1] & GIVEN)
            ):
                parts += 1  # given names alone are no full name: the family's name may be a common word
            elif (not g & ARTICLE and j + 1 < end and view.after(j) == " " and given and _family(view, j + 1)) or (
                punctuated and sure and strong and not g & ARTICLE and not rules.noun_pattern.fullmatch(w)
            ):
                parts += 1
            elif g & ARTICLE and w.endswith("ي") and punctuated and words[-1].startswith("ال") and unknown:
                parts += 1  # "حسن الفيلالي الخطابي،": a second family's name
            else:
                break
        else:
            if (
                parts >= 2
                and words[-1].startswith("ال")
                and not g & ARTICLE
                and gap == " "
                and not view.flags[j - 1] & (GIVEN | TAIL)
                and not words[0].startswith("ال")
                and not (strong and len(words) >= 3 and words[-2] in rules.patronymics and view.after(j) != " ")
            ):
                break  # behind a family's name with the article, a bare word begins something else
            if w.startswith("لل") or w.endswith(("ها", "هم", "هما", "كم")) and len(w) >= 5:
                break  # "تعازيها": a thing of hers
            if w[0] == "ي" and len(w) <= 5 and view.after(j) == " " and not (j + 1 < end and view.flags[j + 1] & TAIL):
                break
            if (parts >= 2 and len(w) >= 4 and (w[0] == "ي" or w[0] == "و" and not _waw_of_name(view, j, end))) or (w.startswith("ست") and len(w) >= 6 and parts >= 2 and given == parts):
                break
            if parts >= 2 and w[0] == "ل" and len(w) >= 4 and words[-1] not in rules.connectors and _spoken_to(view, i):
                break  # "قال فلان الفلاني لرويترز": whom he told
            parts += 1
            unknown += 1
        words.append(w)
        j += 1
    while j - 1 > i and words[-1] in rules.connectors and not view.flags[j - 1] & GIVEN:
        words.pop()
        j -= 1
    if pending and j == i + 1:
        return None
    if all(len(w) == 1 for w in words):
        return None  # initials alone hide a name
    stop = view.tokens[j - 1].end
    if view.flags[j - 1] & LETTER and view.text[stop : stop + 1] == ".":
        stop += 1
    return Run(start, stop, i, j, tuple(words), parts, given, unknown, dynastic, sure)


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


def _title_as_name(view: View, j: int, end: int, parts: int, given: int, strong: bool) -> bool:
    """The title at word ``j`` is a part of the name before it: "شربل الحاج أن", "علاء السيد إبراهيم"."""
    word, rules = view.words[j], view.rules
    if word not in rules.family_titles or not given:
        return False
    if (
        word in rules.given_titles
        and parts == given == 1
        and j + 1 < end
        and view.gap(j + 1) == " "
        and view.flags[j + 1] & GIVEN
        and not view.flags[j + 1] & FUNCTION
        and not view.flags[j - 1] & ALSO_COMMON
    ):
        return True
    return (strong or parts == given) and view.words[j - 1][:2] != "ال" and _boundary(view, j + 1, end)


def _waw_of_name(view: View, j: int, end: int) -> bool:
    """The first letter of the unknown word ``j`` is its own, no "and": a mark closes the name there, or the word stands elsewhere behind a verb ("وصف ويدراوغو")."""
    word = view.words[j]
    if view.rules.flags(word[1:]) or view.mention.get(j) is not None or word.endswith(("يه", "ته", "ها", "هم")):
        return False
    if view.after(j) != " " and (j + 1 >= end or view.after(j).strip() in (",", ")", "-", ".", "")):
        return True
    return any(k != j and k and other == word and is_subject_verb(view, k - 1) for k, other in enumerate(view.words))


def _nisba_family(view: View, i: int, j: int, end: int, strong: bool) -> bool:
    """The nisba at word ``j``, behind a full name, is the family's: it does not agree with a woman's name, or another such nisba stands before it and the name ends there."""
    word = view.words[j]
    if not word.startswith("ال") or not word.endswith("ي") or not _boundary(view, j + 1, end):
        return False
    woman = view.rules.given.get(view.words[i]) == "f" and view.words[j - 1].startswith("ال")
    return woman or strong and (view.words[j - 1].startswith("ال") and view.words[j - 1].endswith("ي") and view.after(j) != " ")


def _no_object(view: View, i: int, office: bool) -> bool:
    """No verb that takes an object stands before the name at word ``i`` and its titles: a definite noun behind the name is its last part."""
    k, seen = i - 1, 0
    while k >= 0 and seen < MAX_TITLE_WORDS and "." not in view.gap(k + 1) and "\n" not in view.gap(k + 1):
        if is_subject_verb(view, k):
            word = view.words[k]
            return word in view.rules.plain_speech or word[1:] in view.rules.plain_speech
        k, seen = k - 1, seen + 1
    return office


def _spoken_to(view: View, i: int) -> bool:
    """A verb of speech has the name at word ``i`` as its subject."""
    for k in range(i - 1, max(i - MAX_TITLE_WORDS, -1), -1):
        if is_subject_verb(view, k):
            word = view.words[k]
            return word in view.rules.plain_speech or word[1:] in view.rules.plain_speech
        if view.gap(k + 1).strip(' "'):
            return False
    return False


def _length_of_clitic(split: tuple[str, str]) -> int:
    """The fewest letters first: "وكريم" is "و" and "كريم", not "وك" and "ريم"."""
    return len(split[0])


def next_is_common(view: View, i: int, end: int) -> bool:
    """Behind word ``i`` stands an everyday word, so "ابن" and its like mean what they say."""
    if i + 1 >= end or view.gap(i + 1) != " ":
        return True
    f = view.flags[i + 1]
    return bool(f & (COMMON | FUNCTION)) and not f & GIVEN and not f & TAIL


def _boundary(view: View, j: int, end: int) -> bool:
    """No name goes on at word ``j``: a mark, the end, a function word, a verb or a time stands there."""
    if j >= end or view.gap(j) != " ":
        return True
    f = view.flags[j]
    if f & (FUNCTION | NUMBER | LATIN) or f & CLITIC or is_subject_verb(view, j):
        return True
    return bool(f & ALSO_COMMON) and j + 1 < end and bool(view.flags[j + 1] & FUNCTION)


def _family(view: View, j: int) -> bool:
    f = view.flags[j]
    if f & TAIL or (not f and len(view.words[j]) > 3 and not view.blocked(j) and view.is_nisba(j) is None):
        return True
    return bool(f & ARTICLE) and not f & (COMMON | FUNCTION) and not view.blocked(j) and view.is_nisba(j) is None


def is_subject_verb(view: View, k: int) -> bool:
    """A verb that puts a person after it stands at word ``k``."""
    word = view.words[k]
    verbs = view.rules.subject_verbs
    return word in verbs or (word[0] in "وف" and word[1:] in verbs)
