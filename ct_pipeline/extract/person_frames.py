"""Names by where they stand: what follows a complete title phrase without the article, up to a mark, "that" or a function word, is a name.

In Arabic a definite noun phrase ("وزير الأمن", "القاضي بالمحكمة الوطنية") takes no indefinite complement. The bare words behind it are an
apposition, so a name, or else an adverb, an accusative, a verbal noun as object or a verb. Words count for or against a name by what is
known of them and by how they are spelled; the frame around them decides how much is needed. Knows nothing of titles' inner grammar.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ct_pipeline.extract.person_grammar import Run
from ct_pipeline.extract.person_opening import MAX_PARTS
from ct_pipeline.extract.person_parts import MAX_TITLE_WORDS, future
from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ALSO_COMMON, ARTICLE, CLITIC, COMMON, CONNECTOR, DERIVED, FUNCTION, GIVEN, LATIN, LETTER, NUMBER, TAIL

_THAT = re.compile("[فبل]?ان(?:ه|ها|هم|هما|ني|نا)?")
_OF = frozenset({"من", "علي", "عن"})  # behind these a bare noun before them is an object: "جزء من", "رد على"
_GOD = "الله"
_ENOUGH = 1.2
_CLEARLY = 1.3  # one word at least must look like a name this much


def frame_run(view: View, k: int, end: int, title_first: int, comma: bool) -> Run | None:
    """The name at word ``k`` behind a complete title phrase that begins at word ``title_first``, if the words up to where the frame closes can only be one.
    ``comma``: a comma stands between title and name, so one must stand behind it too."""
    first, f = view.words[k], view.flags[k]
    if first.endswith(("ته", "ها", "هم")) or (first in view.rules.connectors) or _future(view, k):
        return None
    stop, closing = _reach(view, k, end)
    if first[0] in "وفبل" and not f and len(first) > 4 and closing != "that" and not (comma and first[0] != "و"):
        return None  # "المدرب المساعد لفاينورد": what he is that of
    if closing == "article" and stop - k > 2 and _plain_noun(view, stop - 1):
        stop, closing = stop - 1, "object"  # "... حبس المتهمين": a verbal noun and its complement
    parts = stop - k
    if not 2 <= parts <= 5 or (comma and closing != "mark") or (not comma and closing == "other"):
        return None
    values = [evidence(view, j) for j in range(k, stop)]
    if (comma and values[0] <= 0.5 and closing != "that") or view.words[stop - 1] in view.rules.connectors:
        return None  # "، مصافحة فلان، أمين عام ...": a noun and whose it is
    if closing != "that" and any(v <= -2.2 and not view.flags[j] & DERIVED for j, v in enumerate(values, k)):
        return None  # "شيخ محمود احتفالات ذكرى ...": a noun and its complement
    if max(values) < _CLEARLY or sum(v <= -1 for v in values) * 2 > parts or _accusative(view, k):
        return None
    prior = 2.0 if closing == "that" else 1.0 if comma else 0.5 if closing in ("function", "article", "mark") and verb_before(view, title_first) else 0.0
    if sum(values) + prior < _ENOUGH or (values[0] <= -1 and prior < 0.5):
        return None
    words = tuple(view.words[k:stop])
    if not comma and closing != "that" and not of_god(view, k) and not any(view.flags[j] & GIVEN for j in range(k, stop)) and sum(view.likeness.score(w) for w in words) < 0.5 * parts:
        return None
    given = sum(bool(view.flags[j] & GIVEN) for j in range(k, stop))
    last = view.tokens[stop - 1].end
    return Run(view.tokens[k].start, last + int(bool(view.flags[stop - 1] & LETTER) and view.text[last : last + 1] == "."), k, stop, words, parts, given, max(parts - given, 2), False, True)


def extend_run(view: View, run: Run, end: int, title_first: int | None, apposed: bool = False) -> Run:
    """``run`` with the last part or two that its words alone would not show to be of the name. ``title_first``: the first word of the title before it, if one stands there;
    ``apposed``: an office stands behind the comma that follows."""
    j = run.last
    if j >= end or view.gap(j) != " " or run.dynastic or run.parts >= 5 or view.flags[j - 1] & LETTER:
        return run
    stop, closing = _reach(view, j, end, inside=True)
    extra = stop - j
    if not 1 <= extra <= 2:
        return run
    last = view.words[stop - 1]
    if view.facts[stop - 1].verb and not view.flags[stop - 1] & (GIVEN | TAIL) or future(view, j) or future(view, stop - 1):
        return run
    values = [evidence(view, x) for x in range(j, stop)]
    if closing not in ("that", "mark"):
        if view.flags[j] & CLITIC or (last.endswith("ا") and view.rules.flags(last[:-1]) & COMMON):
            return run
        if run.parts < 2 and not run.given and min(evidence(view, run.first), *values) < _CLEARLY:
            return run  # one unknown word is hardly a name, so the next is no part of one
    verb = verb_before(view, run.first if title_first is None else title_first)
    if any(_accusative(view, x) for x in range(j, stop)):
        return run
    nisba = bool(view.flags[stop - 1] & ARTICLE) and not view.flags[stop - 1] & GIVEN
    if nisba:
        # "محامي المتهمين، خالد رمضان المصري، أنه"; without a title a nisba may be the bearer's country
        good = extra == 1 and run.parts >= 2 and bool(run.given) and title_first is not None and last.endswith("ي") and closing in ("that", "mark") and (closing == "that" or bool(verb))
    elif closing == "that":
        good = min(values) > -2 and sum(values) > -1.5 * extra and (extra == 1 or min(values) > 0)
    elif closing == "mark":
        good = min(values) > (-2 if extra == 1 and apposed else 0) and (apposed or title_first is not None or bool(verb))
    else:
        g = view.flags[j]
        listed = bool(g & COMMON) and not g & DERIVED
        good = extra == 1 and not g & (GIVEN | CONNECTOR | TAIL) and last[0] not in "يتن" and not last.endswith(("نا", "ت")) and view.likeness.score(last) > (3 if listed else _CLEARLY)
        good = good and (verb and closing == "article" if listed else len(last) > 3 and not view.flags[j - 1] & ARTICLE)
    if not good and extra == 1 and verb and not nisba and closing in ("that", "mark", "function") and view.words[stop if stop < end else stop - 1] not in _OF:
        # "الإمام عبد الرحيم طاهر مسار أمام ...": no verb can follow, and an object of one short word would bear an alef
        short = len(last) in (3, 4) and last[0] not in "يتن" and not view.flags[j] & GIVEN and not _plain_noun(view, j)
        good = short and bool(run.given) and not view.is_subject_verb(j) and (title_first is not None or apposed)
    if not good and extra == 1 and not nisba and closing in ("that", "mark") and title_first is not None and run.given == run.parts == 2:
        good = values[0] > -2 and not view.flags[j] & CLITIC and not _plain_noun(view, j) and view.after(j).strip() in (",", ":", "")  # "المتحدث أحمد شكيب مستغنى:"
    if not good:
        return run
    return replace(run, end=view.tokens[stop - 1].end, last=stop, words=(*run.words, *view.words[j:stop]), parts=run.parts + extra, unknown=run.unknown + extra)


def evidence(view: View, j: int) -> float:
    """How much word ``j`` speaks for a name (above 0) or against one."""
    word, f = view.words[j], view.flags[j]
    score = max(min(view.likeness.score(word), 3.0), -3.0)
    m = view.mention.get(j)
    if m is not None and m.kind == "person":
        return 3.0
    if of_god(view, j):
        return 2.0
    if f & GIVEN:
        return 1.0 if f & ALSO_COMMON else 2.5
    if f & (CONNECTOR | TAIL):
        return 0.5
    if f & CLITIC:
        return min(score, 1.5) - 0.5
    if f & DERIVED:
        return max(min(score, 2.0), -2.0)
    if f & COMMON:
        return max(min(score, 1.5), -1.5) - 1.0
    return 1.0 + score / 2


def of_god(view: View, j: int) -> bool:
    """ "نقيب الله": behind a title or a label a name of Central Asia, whatever its first half means."""
    return j + 1 < len(view.words) and view.gap(j + 1) == " " and view.words[j + 1] == _GOD and not view.flags[j] & (ARTICLE | FUNCTION | CLITIC)


def _future(view: View, j: int) -> bool:
    """ "سيحل", "ستعقد": no name of the lists, by its letters rather a verb."""
    word = view.words[j]
    return not view.flags[j] & GIVEN and word.startswith(("سي", "ست", "سن", "سا")) and len(word) > 3 and view.likeness.score(word) < 1


def unlike_names(view: View, run: Run) -> bool:
    """No part of ``run`` is a known name, and all together are spelled like common words."""
    if run.given or (run.parts == 1 and run.words[0].startswith("ال")) or any(view.mention.get(j) is not None for j in range(run.first, run.last)):
        return False
    return sum(view.likeness.score(w) for w in run.words) < -0.7 * len(run.words)


def verb_before(view: View, i: int) -> bool:
    """A verb that puts a person after it stands before word ``i``, no mark between them: no other verb follows the name."""
    for k in range(i - 1, max(i - MAX_TITLE_WORDS, -1), -1):
        if view.gap(k + 1) != " ":
            return False
        if view.is_subject_verb(k):
            return True
    return False


def _reach(view: View, k: int, end: int, inside: bool = False) -> tuple[int, str]:
    """Where the bare words from word ``k`` on end, and what ends them: "that", "mark", "function", "article", "clitic" or "other". ``inside``: a name's first part stands before."""
    rules = view.rules
    j = k
    while j < end and j - k <= MAX_PARTS:
        if j > k and view.gap(j) not in (" ", "-", "'"):
            return j, "mark"
        w, f = view.words[j], view.flags[j]
        m = view.mention.get(j)
        if m is not None and m.kind == "person":
            if j == k and not inside:
                return j, "other"
            if m.start > view.tokens[j].start:
                return j, "clitic"
        elif f & GIVEN and not f & FUNCTION or of_god(view, j):
            pass
        elif w == "د" and view.after(j).startswith(".") and j + 1 < end and view.flags[j + 1] & GIVEN:
            return j, "other"  # a doctor, who is another
        elif f & LETTER and (j > k or inside) and view.after(j).startswith("."):
            return j + 1, "mark"
        elif _THAT.fullmatch(w) and (f & FUNCTION or w[0] == "ف" and view.raw(j) != w):
            return j, "that"
        elif f & FUNCTION and not f & CONNECTOR:
            return j, "function"
        elif f & (NUMBER | LATIN | LETTER) or w in rules.former or w in rules.same:
            return j, "other"
        elif f & (CONNECTOR | TAIL) and (j > k or inside):
            if f & TAIL and f & ARTICLE and not view.flags[j - 1] & GIVEN and not of_god(view, j - 1):
                return j, "article"
            if f & CONNECTOR and not (j + 1 < end and view.gap(j + 1) == " " and not view.flags[j + 1] & FUNCTION):
                return j, "other"
        elif f & ARTICLE and not (j > k and not f & COMMON):
            if (j > k or inside) and w.endswith("ي") and not view.title_form(j, end) and not (view.blocked(j) and view.is_nisba(j) is None) and _closes(view, j + 1, end):
                j += 1
                continue
            return j, "article"
        elif inside and f & CLITIC and w.startswith(("بو", "بل")) and j + 1 < end and view.gap(j + 1).strip() == ",":
            pass  # "موحا أوعلي بوكيل،": a family of the Maghreb
        elif view.titled[j] and w[-1] == "ا" and (title := view.title_form(j, end)) is not None and title[0].accusative:
            return j, "function"  # "... منسقا محليا"
        elif view.blocked(j) or view.title_form(j, end) is not None or view.is_nisba(j) is not None or _verb(view, j):
            return j, "other"
        elif f & CLITIC or (not f and len(w) > 4 and (w[0] == "و" or w[0] == "ل" and (j > k or inside))):
            if not f or _particle(view, w) or evidence(view, j) <= 0.5:
                return j, "clitic"
        elif _accusative(view, j):
            return j, "function"
        elif w.startswith(("لل", "بال", "وال", "فال")) and not f & GIVEN:
            return j, "clitic"
        j += 1
    return j, "mark" if j >= end else "other"


def _verb(view: View, j: int) -> bool:
    """A verb for sure: of the lists, or a listed word in the shape of the imperfect."""
    word, f = view.words[j], view.flags[j]
    return view.is_subject_verb(j) or (word[0] in "يس" and bool(f & COMMON) and not f & DERIVED and len(word) > 3 and view.likeness.score(word) < 0)


def _particle(view: View, word: str) -> bool:
    """The first letter of ``word`` is a particle: what it leaves is a word of its own, not only shaped like one."""
    rules = view.rules
    if word[0] == "و":
        return True
    known = (rules.common, rules.given, rules.titles, rules.eponym_heads, rules.function)
    return any(any(rest in words for words in known) or rest.startswith("ال") or (len(rest) > 4 and rules.noun_pattern.fullmatch(rest)) for _, rest in rules.words[word].rests)


def _closes(view: View, j: int, end: int) -> bool:
    """At word ``j`` a name must be over: a mark, or "that"."""
    return j >= end or view.gap(j) != " " or bool(_THAT.fullmatch(view.words[j]))


def _accusative(view: View, j: int) -> bool:
    """An adverb or object in the accusative: "رسميا", "سفراء جددا"."""
    word = view.words[j]
    if view.flags[j] & GIVEN or word[-1] != "ا" or len(word) < 4:
        return False
    stem = word[:-1]
    return bool(view.rules.flags(stem) & (COMMON | FUNCTION)) and (view.likeness.score(word) < 1 or stem[-1] == "ي" and stem in view.rules.common) or view.raw(j).endswith(("ًا", "اً"))


def _plain_noun(view: View, j: int) -> bool:
    """A bare everyday noun: listed, or shaped as a verbal noun or a plural."""
    word, f = view.words[j], view.flags[j]
    if f & (GIVEN | CONNECTOR | TAIL | ARTICLE):
        return False
    if view.rules.noun_pattern.fullmatch(word) or word.endswith(("ات", "ين", "ون", "ه", "ا")) and f & COMMON:
        return True
    return bool(f & COMMON) and not f & (DERIVED | CLITIC) and evidence(view, j) < 0 and len(word) > 4
