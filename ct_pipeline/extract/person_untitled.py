"""Names without a title before them: known given names begin them, verbs, lists, nisbas and apposed offices hold them."""

from __future__ import annotations

from ct_pipeline.extract.person_frames import unlike_names
from ct_pipeline.extract.person_grammar import GOD, Run, name_run
from ct_pipeline.extract.person_titles import parse_title
from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ALSO_COMMON, ARTICLE, CLITIC, COMMON, CONNECTOR, DERIVED, DYNASTIC, FUNCTION, GIVEN, LATIN, LETTER, NUMBER, TAIL


def untitled_name(view: View, i: int, first: int, end: int, last_name: int) -> Run | None:
    """A name at word ``i`` without a title before it."""
    f = view.flags[i]
    m = view.mention.get(i)
    known = m is not None and m.kind == "person"
    if not known and (f & FUNCTION or not _may_go_on(view, i, end)):
        return None
    if not known and i > first and view.words[i - 1] == "في" and i + 1 < end and view.flags[i + 1] & ARTICLE and view.likeness.score(view.words[i]) < -1:
        return None  # "في صالح الوطن": in the interest of
    if not known and view.words[i].endswith("وا") and len(view.words[i]) > 4 and not f & GIVEN:
        return None  # "أدينوا بالقتل": they were
    # after a nisba that stands for its bearer: "نظراؤه السنغالي ...", "والمالي ..."
    nisba_before = (
        i > first
        and view.gap(i) == " "
        and not (view.words[i][0] in "ولب" and f & CLITIC)  # "للشعب الفلسطيني لنيل كامل حقوقه"
        and view.is_nisba(i - 1) is not None
        and view.words[i - 1].endswith(("ي", "يه"))
        and (view.words[i - 1].startswith("لل") or view.words[i - 1].lstrip("وفبكل").startswith(("ال", "ا", "ل")))
    )
    verb_before = i > first and view.gap(i) == " " and view.is_subject_verb(i - 1)
    list_before = last_name >= first and 0 <= i - last_name <= 0 and view.gap(i).strip() in ("", ",") and (view.words[i][0] == "و" or "," in view.gap(i))
    joined = list_before and view.words[i][0] == "و" and not f and len(view.words[i]) > 3
    if not joined and not known and i > first and view.gap(i) == ", " and view.words[i][0] == "و" and len(view.words[i]) > 5 and not f & (GIVEN | ARTICLE | FUNCTION):
        if (listed := _next_with_office(view, i, end)) is not None:
            return listed
    if view.words[i] in view.rules.open_glue and i > first and view.gap(i) == " " and not (known or verb_before or list_before):
        return None  # "المتحدث باسم ...", "الصادر باسم ..."
    named_before = i > first and view.gap(i) in (" ", ", ") and view.words[i - 1].lstrip("و") in view.rules.before_name
    passive = verb_before and view.words[i - 1].lstrip("وف") in view.rules.passive_verbs
    run = name_run(view, i, end, verb_before or list_before or nisba_before, skip=int(joined), announced=named_before, passive=passive)
    if run is None:
        return None
    if known:
        return run
    if m is not None and m.kind == "country" and run.given == 1 and run.parts == 2 and not (verb_before or list_before or nisba_before) and view.likeness.score(run.words[-1]) < 0:
        return None  # "تشاد تجرب طائرات": a country that acts
    closed = run.last >= end or view.gap(run.last) != " " or (view.words[run.last][0] == "و" and view.flags[run.last] & CLITIC)
    if named_before and not unlike_names(view, run) and run.parts >= 2 and run.unknown and closed and not f & ALSO_COMMON and not _odd(view, run):
        return run
    if (
        f & GIVEN
        and f & ARTICLE
        and not run.given > 1
        and i > first
        and view.gap(i) == " "
        and view.flags[i - 1] & ARTICLE
        and view.flags[i - 1] & COMMON
        and not view.is_title_word(i - 1)
        and (f & ALSO_COMMON or run.words[-1][0] == "ب" or (i + 1 < end and view.is_nisba(i + 1)))
    ):
        return None  # "المركب الغازي": an adjective
    full = run.sure and run.given >= 2 and run.parts >= 3
    if '"' in view.gap(i) and run.last < len(view.tokens) and '"' in view.gap(run.last) and not verb_before and not full:
        return None  # a name in quotes is a title of something
    inner = view.mention.get(i + 1)
    if inner is not None and inner.kind == "person" and inner.start == view.tokens[i + 1].start and not view.flags[i] and view.likeness.score(view.words[i]) < 0:
        return None  # "اختزل فلان الفلاني، الأمين العام ...": a verb that is not known, and a name that is
    if view.is_subject_verb(i) or (run.parts == 2 and f & ALSO_COMMON and inner is not None and inner.kind == "person"):
        return None  # "اشرف بوريطة على": a verb before a known name
    if GOD in run.words and not view.rules.pious.isdisjoint((run.words[-1], view.words[min(run.last, end - 1)])):
        return None  # "بعد فضل الله عز وجل"
    first_flags = view.rules.flags(run.words[0])
    if not first_flags and run.given and run.parts >= 3 and run.words[0][0] not in "يتنوف" and 3 < len(run.words[0]) < 10 and apposed_office(view, run, end) and not _odd(view, run):
        return run  # an unknown name before a known one: an office is said of both
    if run.words[0] in view.rules.saints and not (verb_before or run.last < end and view.gap(run.last).strip() == "," and view.title_form(run.last, end)):
        return None  # "سيدي قاسم", "مولاي يعقوب" are places unless somebody is made to act
    if not first_flags & (GIVEN | CONNECTOR) and not (verb_before or nisba_before or list_before) and run.given:
        return None  # an unknown verb before a name: the name begins at the next word
    if run.words[0] == "ولد" and len(run.words) >= 2 and (run.words[1] == "عبد" or view.rules.flags(run.words[1]) & (GIVEN | ARTICLE)) and view.title_form(i + 1, end) is None:
        return run
    if run.words[0] == "ابو" and len(run.words) == 2 and view.rules.flags(run.words[1]) & GIVEN and (run.last >= end or view.gap(run.last) != " ") and not view.blocked(i):
        return run  # a kunya alone, closed by a mark
    if not first_flags & (GIVEN | CONNECTOR) and run.given and run.words[0].endswith(("يه", "ات", "ون")):
        return None
    if not (verb_before or nisba_before) and (not list_before or run.words[-1].startswith("ال") and not run.unknown) and _common_pair(view, run):
        return None
    if run.sure and (run.parts >= 2 or run.dynastic):
        return run
    if run.given and run.parts >= 2 and (run.given >= 2 or run.unknown):
        office = view.title_form(run.last, end) if run.last < end else None
        apposed = office is not None and (
            view.gap(run.last).strip() == ","
            or view.gap(run.last) == " " and office[0].kind in ("office", "rank") and not office[1] and (run.words[0] != view.words[i] or run.unknown and run.words[-1].startswith("ال"))
        )
        if not first_flags & ALSO_COMMON or run.given >= 2 or (run.parts >= 3 and run.words[-1].startswith("ال")) or verb_before or list_before or nisba_before or apposed:
            return run
        return None
    if run.words[0] in view.rules.opening_connectors and run.parts >= 2 and run.unknown and not view.flags[i] & (COMMON | FUNCTION):
        return run if i == first or view.gap(i) != " " or view.flags[i - 1] else None  # "آواز دي وايس": the middle of something
    if run.unknown >= 2 and run.parts >= 2:
        objects = all(w.endswith("ا") for w in run.words)  # "المغربية ضروريا ومفيدا", "إيجازا وصفيا"
        adverbs = run.words[0][0] == "و" or objects  # "الفرنسي وصان داونز"
        if objects and run.words[-1].endswith("يا") and sum(view.likeness.score(w) for w in run.words) < 2:
            return None
        if nisba_before and not adverbs and not (run.words[0][0] in "يتن" and (unlike_names(view, run) or _odd(view, run))):
            return run
        if list_before and not _odd(view, run):
            return run
        if verb_before and not _odd(view, run) and (run.words[0][0] != "ل" or run.given):  # "رد لدجلة نيوز": to whom, not who
            return run
        if (
            verb_before
            and run.parts == 2
            and run.words[0].startswith("ال")
            and len(run.words[0]) > 5
            and run.last < end
            and view.gap(run.last) in (" ", ", ")
            and (t := view.title_form(run.last, end))
            and t[0].definite
            and not t[1]
        ):
            return run  # "قال اليستير باسكي المتحدث باسم ...": no article, the name begins so
        if verb_before and run.parts == 2 and run.words[0].startswith("ال") and not run.words[-1].endswith(("ات", "ين", "ون", "يه", "ه")) and apposed_office(view, run, end):
            return run  # "ويرى الموساوي العجلاوي، أستاذ ...": of no word that is known, so no adjective
        # "Foreign Name، title": an apposition names an office
        if apposed_office(view, run, end) and not _odd(view, run):
            return run
    return None


def _next_with_office(view: View, i: int, end: int) -> Run | None:
    """ "..., مديرة الشركة، وجيرارد مانغوا، المدير العام ...": "and" behind a comma, two words that look like names, and an office said of them."""
    if view.rules.flags(view.words[i][1:]) & (COMMON | FUNCTION | ARTICLE) or view.title_form(i, end) is not None or view.is_nisba(i):
        return None
    run = name_run(view, i, end, True, skip=1)
    if run is None or not 2 <= run.parts <= 4 or any(view.likeness.score(w) < 0.5 for w in run.words) or _odd(view, run):
        return None
    return run if apposed_office(view, run, end) else None


def _may_go_on(view: View, i: int, end: int) -> bool:
    """A second word can belong to a name that begins at word ``i``: none without a title before it has one word only."""
    j = i + 1
    if j >= end or (view.gaps[j] not in (" ", "-", "'") and len(view.words[i]) > 1):
        return False
    f, g = view.flags[i], view.flags[j]
    if f & CONNECTOR or len(view.words[i]) == 1 or g & (GIVEN | CONNECTOR | TAIL | LETTER):
        return True
    if view.words[j] in view.rules.of_god and j + 1 < end and view.words[j + 1] == GOD:
        return True  # "آدم حسب الله"
    if g & (NUMBER | LATIN | FUNCTION) and not g & DYNASTIC and view.words[j] not in view.rules.construct_times:
        return False
    if f & (GIVEN | CLITIC) or not g & COMMON or g & DERIVED:
        return True
    m = view.mention.get(j)
    return m is not None and m.kind == "person" or bool(g & ARTICLE)


def apposed_office(view: View, run: Run, end: int) -> bool:
    """Behind ``run`` and a comma stands an office."""
    if run.last >= end or view.gap(run.last).strip() not in (",", "-"):
        return False
    follow = view.title_form(run.last, end)
    if follow is None or follow[1] or follow[0].kind not in ("office", "profession", "rank", "sovereign"):
        return False
    title = parse_title(view, run.last, end)
    return title is None or title.run is None or title.comma or title.run.given == 0 and not view.known_person(title.run.first)  # "..., نائب الممثل الدائم فلان الفلاني": another's office


def _common_pair(view: View, run: Run) -> bool:
    """ "فور علم", "جبر الضرر": two everyday words, one of which is a given name elsewhere, in spelling too more like words than names."""
    if run.parts != 2 or len(run.words) != 2 or run.last >= len(view.words) or not view.rules.flags(run.words[0]) & ALSO_COMMON:
        return False
    f, second = view.rules.flags(run.words[1]), run.words[1]
    if f & GIVEN and not f & ALSO_COMMON or f & TAIL:
        return False
    if second[0] in "بلك" and not f & GIVEN and any(clitic == second[0] and view.rules.flags(rest) & (COMMON | ARTICLE) for clitic, rest in view.facts[run.last - 1].rests):
        return True  # "يزيد باضطراد", "مؤيد بالحكومة"
    if view.gap(run.last) != " ":
        return False
    return bool(f & ALSO_COMMON) or view.likeness.score(second) < -1 or bool(f & COMMON) and view.likeness.score(second) < 0.5


def _odd(view: View, run: Run) -> bool:
    """A run of unknown words that looks like rare common words rather than a name."""
    first = run.words[0]
    if first.startswith("ال") or all(w.startswith("ال") for w in run.words) or any(w.endswith(("ات", "تين", "يه", "ها", "هم")) for w in run.words) or first.endswith("ون"):
        return True
    return len(first) == 4 and first[0] == "ا" and len(run.words) > 1 and run.words[1].startswith("ال")  # an elative: "افخم الـ..."
