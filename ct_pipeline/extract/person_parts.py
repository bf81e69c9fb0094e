"""Which word goes on a name that has begun: one question a kind of word, answered from the words around it.

The walk that asks them is :mod:`ct_pipeline.extract.person_grammar`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ALSO_COMMON, ARTICLE, CLITIC, COMMON, CONNECTOR, DERIVED, FUNCTION, GIVEN, LATIN, NUMBER, TAIL

MAX_TITLE_WORDS = 22
_GOD = "الله"


@dataclass(slots=True)
class Growing:
    """A name that has begun at word ``first``, as far as it goes."""

    first: int
    words: list[str]
    parts: int
    given: int  # how many parts are known given names
    unknown: int  # how many parts are no known word at all
    pending: bool  # ends with a connector: another part must follow
    sure: bool  # begins with a given name that is no common word, or a connector that only names have
    strong: bool  # a title, an honorific or a verb stands before it
    office: bool  # an office or a rank does
    passive: bool  # a verb that takes no object does
    dynastic: bool = False


def connector_joins(view: View, name: Growing, j: int, end: int) -> bool:
    """The connector at word ``j`` goes on the name. Many are common words too ("لا", "او"): they join only where a name goes on behind them."""
    if not (j + 1 < end and view.after(j) in (" ", "-")):
        return False
    rules, w, h = view.rules, view.words[j], view.flags[j + 1]
    plain = w not in rules.loose_connectors
    if not plain and h & CONNECTOR and not h & FUNCTION and view.words[j + 1] not in rules.opening_connectors | rules.loose_connectors:
        return True  # "فون دير ..."
    if plain and (not h & FUNCTION or h & CONNECTOR or view.words[j + 1] in rules.calendar):
        return True
    return name.words[-1] in rules.connectors and not h & (FUNCTION | COMMON)


def nisba_joins(view: View, name: Growing, j: int, end: int) -> bool:
    """The nisba at word ``j`` is the family's name."""
    g = view.flags[j]
    if name.parts >= 2 and name.given and _nisba_family(view, name.first, j, end, name.strong):
        return True
    if view.blocked(j) or name.parts > 1:
        return False
    if name.given and g & ARTICLE and not view.name_like(j + 1, end) and (name.strong or (name.sure and _boundary(view, j + 1, end))):
        return True
    return name.sure and not g & (ARTICLE | CLITIC | FUNCTION)  # "ستيفاني كوري": a bare nisba behind a given name is the family's


def common_joins(view: View, name: Growing, j: int, end: int) -> tuple[int, int] | None:
    """How many parts, and how many of them unknown, the everyday word at word ``j`` adds to the name; None where the name is over before it."""
    rules, w, g = view.rules, view.words[j], view.flags[j]
    words, parts, given, unknown, strong, sure = name.words, name.parts, name.given, name.unknown, name.strong, name.sure
    if w.startswith("لل"):
        return None  # "الطفلة نعيمة للخبرة"
    if w[0] in "يت" and not g & (GIVEN | DERIVED) and view.likeness.score(w) < -1:
        return None  # "كتب أردوغان يقول:": a verb, whatever mark stands behind it
    if g & CLITIC and w[0] == "ك" and parts == 1 and sure and w[1:] in rules.given and view.name_like(j + 1, end) and view.after(j) == " ":
        return 1, 1  # "جمال كريمي بنشقرون"
    if g & ARTICLE and parts == 1 and words[0].endswith("ا") and words[0] not in rules.given:
        return None  # "شهيدا الواجب": no accusative, but two of them
    boundary = _boundary(view, j + 1, end)
    kunya = strong and len(words) == 2 and words[0] in ("ابو", "ابي", "ام")
    if kunya and g & ARTICLE and w.endswith(("ي", "يه")) and not (j + 1 < end and view.flags[j + 1] & ARTICLE) and view.title_form(j, end) is None:
        return 1, 0  # "أبو مصعب الحضري": where a fighter says he is from
    if g & CLITIC and w.startswith("بال") and boundary and sure and rules.flags(w[1:]) & GIVEN | rules.flags(w[3:]) & GIVEN:
        return 1, 0  # "بالطيب", "بالحاج": a Tunisian family's name
    if g & CLITIC and boundary and len(w) <= 5 and parts >= 2 and w[0] in "بلك" and rules.flags(w[1:]) & GIVEN:
        return 1, 0  # "غوتس شميت بريم": no preposition stands before a given name of three letters here
    if w in rules.inflected and parts == 1 and name.given and strong and not g & CLITIC and (rules.origin.get(words[0]) not in rules.home_origins or view.likeness.score(w) > 0):
        return 1, 1  # "نظيره الفرنسي ريشار فيران": a rarer word behind a given name alone
    particle = g & CLITIC and (w[1:] in rules.common or w[1:] in rules.given)
    if parts == 1 and name.given and sure and strong and not (g & (ARTICLE | FUNCTION) or particle or w in rules.given) and view.likeness.score(w) > (3 if g & CLITIC else 2.5):
        return 1, 1  # spelled like a name, whatever it means
    noun = bool(rules.noun_pattern.fullmatch(w))
    if parts >= 2 and given and unknown and not noun and not g & (ARTICLE | CLITIC | FUNCTION) and view.after(j).strip() == "," and view.title_form(j + 1, end) is not None:
        return 1, 0  # "عمر عيلو توري، رئيس ..."
    punctuated = view.after(j) != " " and not (w.endswith("ا") and rules.flags(w[:-1]) & COMMON) and not _his(view, j)
    if parts == 1 and sure and punctuated and not noun and not g & (ARTICLE | FUNCTION) and w[0] != "و" and w not in rules.former and w not in rules.same:
        return 1, 0  # nobody goes by a given name alone: what follows up to the comma is the family's
    if (
        name.office
        and parts == 1
        and sure
        and not noun
        and not g & (ARTICLE | FUNCTION)
        and (not g & CLITIC or len(w) == 4 and w[0] in "بلفك")
        and w[0] != "ي"
        and not view.is_subject_verb(j)
        and w not in rules.former
    ):
        return 1, 0  # nor do office-holders: "الرئيس ايمانويل ماكرون"
    ends = boundary or view.title_form(j + 1, end) is not None
    if strong and parts == len(words) == 1 and sure and ends and g & CLITIC and w[0] == "ل" and len(w) <= 5 and not w.startswith("لل") and not rules.noun_pattern.fullmatch(w[1:]):
        return 1, 0  # "يوسف لشكر": the Maghreb's form of the article
    if g & CLITIC or w in rules.former:
        return None
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
        return 1, 1  # "كوفي بواتينغ أونساه": among unknown words, one that only looks like an everyday word
    if g & ARTICLE and parts >= 2 and boundary and len(words) >= 3 and words[-2] in rules.patronymics and _no_object(view, name.first, name.office):
        return 1, 0  # "فهد بن صالح البنيان": behind the father's name, the family's
    if (
        g & ARTICLE
        and sure
        and (not strong or name.office or punctuated or w[-1] == "ي" or _no_object(view, name.first, True))
        and given >= parts
        and not w.endswith(("ات", "ين", "ون", "يه"))
        and (name.office or punctuated or not w.endswith("ه"))
        and (parts == 1 and (strong or not rules.noun_pattern.fullmatch(w[2:])) or strong and (punctuated or w.endswith("ي")))
        and not (j + 1 < end and view.after(j) == " " and view.flags[j + 1] & GIVEN)
    ):
        return 1, 0  # given names alone are no full name: the family's name may be a common word
    if not g & ARTICLE and j + 1 < end and view.after(j) == " " and given and not w.endswith("ات") and not _his(view, j) and _family(view, j + 1):
        return 1, 0
    if punctuated and sure and strong and not g & ARTICLE and not noun:
        return 1, 0
    if g & ARTICLE and w.endswith("ي") and punctuated and words[-1].startswith("ال") and unknown:
        return 1, 0  # "حسن الفيلالي الخطابي،": a second family's name
    return None


def unknown_joins(view: View, name: Growing, j: int, end: int) -> bool:
    """The word at ``j``, which is no known word, goes on the name."""
    rules, w, g, words, parts = view.rules, view.words[j], view.flags[j], name.words, name.parts
    if (
        parts >= 2
        and words[-1].startswith("ال")
        and not g & ARTICLE
        and view.gap(j) == " "
        and not view.flags[j - 1] & (GIVEN | TAIL)
        and not words[0].startswith("ال")
        and not (name.strong and len(words) >= 3 and words[-2] in rules.patronymics and view.after(j) != " ")
    ):
        return False  # behind a family's name with the article, a bare word begins something else
    if parts == 1 and words[0].startswith("ال") and not name.given and not g & ARTICLE and view.gap(j) == " " and (w[0] in "وفبليتن" or view.likeness.score(w) < 1):
        return False  # "الحارس التكناوتي لركنية": nor a family's name alone
    if w[0] == "و" and len(w) > 4 and w[1:] in view.words:
        return False  # "... محمد أوناجم وبنشرقي.", who was named before
    if w.startswith("لل") or w.endswith(("ها", "هم", "هما", "كم")) and len(w) >= 5:
        return False  # "تعازيها": a thing of hers
    if parts >= 2 and len(w) > 3 and view.raw(j)[-1] == "ه" and "ة" in view.doc.raw and view.likeness.score(w) < -1:
        return False  # "حيفه": one of his
    if parts >= 2 and name.given and not g & ARTICLE and view.after(j) == " " and view.likeness.score(w) < -2.5:
        return False  # "محمد الفلاني تهرب من ...": an unknown verb
    if w[-1] == "ا" and len(w) > 3 and not g & (ARTICLE | GIVEN) and rules.flags(w[:-1]) & COMMON and name.sure and j + 1 < end and view.after(j) == " " and view.words[j + 1][-1] == "ا":
        return False  # "فقد في عبد الرحمان رجلا شامخا"
    if parts >= 2 and len(w) >= 6 and (w[:2] in ("بم", "لم", "كم") or w.endswith(("اته", "يته"))):
        return False  # "بمفترق", "تحضيراته"
    if w[0] == "ي" and len(w) <= 5 and view.after(j) == " " and not (j + 1 < end and view.flags[j + 1] & TAIL):
        return False
    if parts >= 2 and len(w) >= 4 and (w[0] == "ي" or w[0] == "و" and not _waw_of_name(view, j, end)):
        return False
    if parts == 1 and len(w) >= 5 and w[0] == "و" and view.after(j) == " " and view.name_like(j + 1, end) and not _waw_of_name(view, j, end):
        return False  # "أمثال سانشيز وتوبي ..."
    if w.startswith("ست") and len(w) >= 6 and parts >= 2 and name.given == parts:
        return False
    # "قال فلان الفلاني لرويترز": whom he told
    return not (parts >= 2 and w[0] == "ل" and len(w) >= 4 and words[-1] not in rules.connectors and _spoken_to(view, name.first))


def title_joins(view: View, j: int, end: int, parts: int, given: int, strong: bool) -> bool:
    """The title at word ``j`` is a part of the name before it: "شربل الحاج أن", "علاء السيد إبراهيم"."""
    word, rules = view.words[j], view.rules
    if word not in rules.family_titles or not given:
        return False
    if (
        word in rules.given_titles
        and parts == given == 1
        and j + 1 < end
        and view.gap(j + 1) == " "
        and view.flags[j + 1] & (GIVEN | CONNECTOR)
        and not view.flags[j + 1] & FUNCTION
        and not view.flags[j - 1] & ALSO_COMMON
    ):
        return True
    if word in rules.given_titles and parts == given == 1 and j + 2 < end and view.gap(j + 1) == view.gap(j + 2) == " " and view.words[j + 1] in rules.of_god and view.words[j + 2] == _GOD:
        return True  # "محمد الشيخ بيد الله"
    if word in rules.given_titles and parts == given == 1 and j + 1 < end and view.gap(j + 1) == " " and view.flags[j + 1] == ARTICLE and view.is_nisba(j + 1) is None:
        return True  # "محمد الشيخ الغزواني"
    return (strong or parts == given) and (view.words[j - 1][:2] != "ال" or view.words[j - 1] in rules.tails) and _boundary(view, j + 1, end)


def future(view: View, j: int) -> bool:
    """ "سيغيب": a verb of everyday words with the mark of the future."""
    word = view.words[j]
    return word.startswith(("سي", "ست", "سن")) and not view.flags[j] & (GIVEN | TAIL) and word[1:] in view.rules.common


def victim_joins(view: View, name: Growing, j: int, end: int) -> bool:
    """ "اغتيل خليل الوزير", "اغتيل عماد مغنية": nobody is killed by a given name alone, so a title right behind one is the family's name, if it is definite or of the other gender."""
    if name.parts != 1 or not name.given or not name.sure:
        return False
    form = view.title_form(j, end)
    return form is not None and not form[1] and (form[0].definite or view.rules.given.get(name.words[0], "u") not in ("u", form[0].gender))


def _waw_of_name(view: View, j: int, end: int) -> bool:
    """The first letter of the unknown word ``j`` is its own, no "and": a mark closes the name there, or the word stands elsewhere behind a verb ("وصف ويدراوغو")."""
    word = view.words[j]
    if view.rules.flags(word[1:]) or view.mention.get(j) is not None or word.endswith(("يه", "ته", "ها", "هم")):
        return False
    if view.after(j) != " " and (j + 1 >= end or view.after(j).strip() in (",", ")", "-", ".", "")):
        return True
    return any(k != j and k and other == word and view.is_subject_verb(k - 1) for k, other in enumerate(view.words))


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
        if view.is_subject_verb(k):
            word = view.words[k]
            return word in view.rules.plain_speech or word[1:] in view.rules.plain_speech
        k, seen = k - 1, seen + 1
    return office


def _his(view: View, j: int) -> bool:
    """The word at ``j`` bears a pronoun: "فريقه", "زميلها"."""
    word, common = view.words[j], view.rules.common
    if word.endswith("ه") and view.raw(j).endswith("ه") and "ة" in view.doc.raw and (word[:-1] in common or word[:-1] in view.rules.body_words):
        return True
    return word.endswith(("ها", "هم")) and (word[:-2] in common or word[:-3] + "ه" in common)


def _spoken_to(view: View, i: int) -> bool:
    """A verb of speech has the name at word ``i`` as its subject."""
    for k in range(i - 1, max(i - MAX_TITLE_WORDS, -1), -1):
        if view.is_subject_verb(k):
            word = view.words[k]
            return word in view.rules.plain_speech or word[1:] in view.rules.plain_speech
        if view.gap(k + 1).strip(' "'):
            return False
    return False


def _boundary(view: View, j: int, end: int) -> bool:
    """No name goes on at word ``j``: a mark, the end, a function word, a verb or a time stands there."""
    if j >= end or view.gap(j) != " ":
        return True
    f = view.flags[j]
    if f & (FUNCTION | NUMBER | LATIN) or f & CLITIC or view.is_subject_verb(j):
        return True
    if view.titled[j] and view.words[j][-1] == "ا" and (title := view.title_form(j, end)) is not None and title[0].accusative:
        return True  # "... لطفي المغربي سفيرا ..."
    return bool(f & ALSO_COMMON) and j + 1 < end and bool(view.flags[j + 1] & FUNCTION)


def _family(view: View, j: int) -> bool:
    f = view.flags[j]
    if f & TAIL or (not f and len(view.words[j]) > 3 and not view.words[j].startswith("لل") and not view.blocked(j) and view.is_nisba(j) is None and view.likeness.score(view.words[j - 1]) > -1.5):
        return True
    return bool(f & ARTICLE) and not f & (COMMON | FUNCTION) and not view.blocked(j) and view.is_nisba(j) is None and view.likeness.score(view.words[j - 1]) > -2.5
