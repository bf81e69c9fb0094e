"""Whose name an institution, a street or a stadium bears: such a name tells of no person in the news. Works on a :class:`View`, knows nothing of entities."""

from __future__ import annotations

from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import CLITIC, COMMON, FUNCTION, bare


def eponym_before(view: View, i: int, sentence_first: int) -> bool:
    """The name at word ``i`` is the name of an institution or a place: a head that takes names stands right before it (honorifics between them aside)."""
    if view.words[i][0] == "و" and view.flags[i] & CLITIC:
        return False  # "الجامعة العربية ورياض عباس": the next of a list
    k = i - 1
    trade = False  # a judge, a colonel: no stadium's adjective stands before one
    while (
        k >= sentence_first
        and view.gap(k + 1) in (" ", ' "')
        and (form := view.title_form(k, i)) is not None
        and not form[1]
        and (form[0].kind in ("honorific", "sovereign") or form[0].definite and len(form[0].words) == 1 and form[0].kind not in ("role", "label", "kin"))
    ):
        trade = trade or form[0].kind in ("office", "rank", "profession")
        k -= 1
    if k > sentence_first and view.gap(k) == " " and (pair := view.title_form(k - 1, i)) is not None and not pair[1] and pair[2] == k + 1 and pair[0].kind == "office":
        k -= 2  # "المركب الرياضي ولي العهد الأمير ..."
    if k < sentence_first or view.gap(k + 1) not in (" ", ' "'):
        return False
    word = view.words[k]
    if view.facts[k].eponym:
        rank = view.title_form(k, min(i + 2, len(view.words)))
        old = i + 1 < len(view.words) and view.words[i + 1] in view.rules.patronymics or k > 0 and bool(view.flags[k - 1] & FUNCTION)
        return rank is None or rank[0].kind != "rank" or old  # "لواء محمود العابد": a man's rank, where "لواء علي بن ..." is a brigade
    # "المركب الرياضي محمد الخامس", "المركز الاستشفائي الجهوي الحسن الثاني": a definite head with its adjectives.
    adjectives = 0
    while (
        not trade
        and adjectives < 3
        and word.startswith("ال")
        and word.endswith(("ي", "يه"))
        and view.flags[k] & COMMON
        and not view.is_nisba(k)
        and k - 1 >= sentence_first
        and view.gap(k) == " "
        and not _titled(view, k, i)
        and not _titled(view, k - 1, k)
    ):
        heads = view.rules.eponym_heads
        if any(r.startswith("ال") and bare(r) in heads and bare(r) not in view.rules.own_adjectives for r in (view.words[k - 1], *(rest for _, rest in view.facts[k - 1].rests))):
            return True
        adjectives, k = adjectives + 1, k - 1
        word = view.words[k]
    return False


def in_institution(view: View, i: int, sentence_first: int) -> bool:
    """The monarch's name at word ``i``, no title before it, ends the name of an institution: "كلية الآداب والعلوم الإنسانية محمد الخامس"."""
    for k in range(i - 1, max(sentence_first, i - 7) - 1, -1):
        if view.gap(k + 1) != " " or view.is_subject_verb(k) or view.flags[k] & FUNCTION or view.title_form(k, i) is not None:
            return False
        if view.facts[k].eponym:
            return True
    return False


def one_of_several(view: View, i: int, sentence_first: int) -> bool:
    """The name at word ``i`` is an institution's: in a list behind the dual or plural of what bears names, "جامعتي محمد الخامس والحسن الثاني"."""
    joined = view.words[i][0] == "و" or (i > sentence_first and view.words[i - 1].lstrip("و") in view.rules.before_name)
    for k in range(i - 1, max(sentence_first, i - 9) - 1, -1) if joined else ():
        if view.is_subject_verb(k) or view.title_form(k, i) is not None or (view.gap(k + 1) != " " and view.words[k + 1].lstrip("و") not in view.rules.before_name):
            return False
        if view.words[k] in view.rules.eponym_several or any(rest in view.rules.eponym_several for _, rest in view.facts[k].rests):
            return True
    return False


def _titled(view: View, k: int, end: int) -> bool:
    """A title or a rank's modifier stands at word ``k``: what follows it is a person."""
    return view.title_form(k, end) is not None or view.words[k] in view.rules.rank_modifiers
