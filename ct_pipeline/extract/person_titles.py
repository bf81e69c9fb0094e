"""The grammar of titles: what title phrase stands at a word, where it ends, and the name it introduces. Works on a :class:`View`, knows nothing of entities."""

from __future__ import annotations

from ct_pipeline.extract.person_frames import extend_run, frame_run, of_god, unlike_names
from ct_pipeline.extract.person_grammar import Run, Title, name_run
from ct_pipeline.extract.person_opening import foreign_opening
from ct_pipeline.extract.person_parts import MAX_TITLE_WORDS
from ct_pipeline.extract.person_rules import TitleForm
from ct_pipeline.extract.person_view import View
from ct_pipeline.extract.person_words import ALSO_COMMON, ARTICLE, CLITIC, CLITIC_ARTICLE, COMMON, CONNECTOR, FUNCTION, GIVEN, LATIN, NUMBER


def plausible(view: View, run: Run, form: TitleForm, after_comma: bool = False, length: int = 1) -> bool:
    """Is ``run``, which follows a title of ``form``, a name? A single unknown word must stand where nothing else can."""
    person = view.mention.get(run.first)
    if person is not None and person.kind == "person":
        return True
    if form.plural and not run.given:
        return False
    if form.lemma in view.rules.doubtful_ranks and length == 1 and (not run.given or run.words[0].startswith("ال")) and view.rules.connectors.isdisjoint(run.words):
        return False  # "الفريق الدكالي": a team
    if run.given and len(run.words) == 1:
        # a given name alone: of a child, a sheikh, a king; hardly of a minister
        glued = any(view.flags[k] & FUNCTION for k in range(max(run.first - length + 1, 0), run.first))
        if form.kind in ("office", "profession") or (form.kind == "role" and (length > 2 or glued)):
            return False
    if run.sure or (run.given >= 1 and (run.parts >= 2 or (run.dynastic and form.kind == "sovereign"))):
        return True
    if run.unknown >= 2:
        return form.kind in ("office", "sovereign", "rank", "honorific", "label") or form.definite or length >= 2 or (form.kind == "kin" and form.ending == "ه")
    if run.parts == 1 and len(run.words) > 1 and not form.plural and form.kind in ("sovereign", "rank", "honorific"):
        return True  # "الشيخة الزين الصباح"
    if run.parts == 1 and run.unknown == 1:
        word = run.words[0]
        after = run.last
        if (
            after < len(view.tokens)
            and view.gap(after) == " "
            and view.flags[after] & ARTICLE
            and not view.is_nisba(after)
            and view.words[after] not in view.rules.former
            and not word.startswith("ال")
        ):
            return False  # "المستشار رافضي الحضور": a construct, not a name
        if form.kind == "office" and any(view.facts[k].eponym or _private(view, k) for k in range(max(run.first - 3, run.first - length + 1, 0), run.first)):
            return False  # "رئيس الجمعية الخيرية بامزورة": where the body is
        if len(word) < 3 or word.endswith(("ون", "ات", "وا", "ها", "هم")) or word[0] == "ي" or after_comma or form.plural:
            return False
        if word.endswith("ا") and view.likeness.score(word) < 1.5 and after < len(view.tokens) and view.gap(after) == " " and view.flags[after] & FUNCTION and form.kind == "office":
            return False  # "ظل منصب المبعوث شاغرا منذ ..."
        if word.startswith("ال") and word.endswith("ين"):
            return False  # "اتحاد الدكاترة المعطلين"
        if word.startswith("ال") and word.endswith(("ي", "يه")) and not person_word(view, word):
            return False
        nisba = length > 1 and view.is_nisba(run.first - 1) is not None and view.likeness.score(word) > 1.5
        return form.kind in ("office", "sovereign", "rank", "honorific", "label") or form.kind == "kin" and nisba
    return run.parts >= 2 and run.unknown >= 1


def person_word(view: View, word: str) -> bool:
    """A word with the article and the ending of an adjective that belongs to a name: its stem is no everyday word."""
    stem = word[2:].removesuffix("يه").removesuffix("ي")
    return not (len(stem) >= 2 and view.rules.flags(stem) & COMMON or view.rules.flags(stem + "ه") & COMMON)


def parse_title(view: View, i: int, end: int) -> Title | None:
    """The title phrase that begins at word ``i``, with the name it introduces, if any."""
    found = view.title_form(i, end)
    if found is None:
        return None
    form, prefix, k = found
    rules = view.rules
    if form.kind in ("role", "profession") and _adjective_of_thing(view, i):
        return None
    bare_title = form.kind in ("sovereign", "rank") and not form.definite and prefix in ("", "و") and k == i + 1
    if bare_title and view.rules.flags(form.words[0]) & GIVEN and k < end and view.gap(k) == " " and view.flags[k] & GIVEN and not view.flags[k] & FUNCTION:
        return None  # "أمير مرتضى ...": a title without the article has its realm behind it, so a name
    if form.lemma == "سي" and i and view.gap(i) == " " and view.words[i - 1] in rules.letter_names:
        return None
    start = view.tokens[i].start + len(prefix)
    if prefix.endswith("ل") and view.words[i][len(prefix) :].startswith("ل") and form.definite:
        start = view.tokens[i].start + len(prefix)
    title = Title(i, k, start, view.tokens[k - 1].end, form, prefix, heads=[i])
    if form.kind == "rank":
        while k < end and view.gap(k) == " " and view.words[k] in rules.rank_modifiers:
            k += 1
        title.last, title.end = k, view.tokens[k - 1].end
    generic = bool(form.generic)
    closed = form.definite or form.kind in ("honorific", "label", "rank") or (form.kind == "kin" and form.ending == "ه") or _possessed(form)
    after_place_head = False
    while k < end and k - i <= MAX_TITLE_WORDS:
        gap = view.gap(k)
        if gap == " (" and form.kind == "label" and (run := name_run(view, k, end, True)) is not None and view.gap(run.last if run.last < len(view.tokens) else 0).startswith(")"):
            title.run = run  # "المكنى (أبو فلان)"
            break
        if gap in (" (", ' ("') and view.known_person(k):
            break  # "وزيري الدفاع العراقي (فلان) والتركي (علان)"
        if gap in (" (", ' ("'):
            close = view.text.find(")", view.tokens[k].start)
            if close < 0 or close - view.tokens[k].start > 60:
                break
            while k < end and view.tokens[k].start < close:
                k += 1
            title.last, title.end, closed = k, close + 1, True
            continue
        if gap == ") ":
            gap = " "
        if gap[0] in '")' and gap[1:] in (", ", ",", " - ") and k > title.last - 1:
            title.end += int(gap[0] == '"' and view.text.count('"', title.start, title.end) == 1)
            gap = gap[1:]  # what stood in quotes or brackets is closed
        if gap == ' "' and form.kind == "role" and view.text.find('"', view.tokens[k].start) > 0:
            close = view.text.find('"', view.tokens[k].start)
            while k < end and view.tokens[k].start < close:
                k += 1
            title.last, title.end, closed = k, close + 1, True
            continue
        if gap in (" / ", "/ ", " /"):
            gap = " "  # "السيد القاضي / فلان", as courts write
        if gap == '" ' or gap == ' "':
            gap = " " if form.kind not in ("honorific", "label", "role") or gap == '" ' else gap
        if gap in (", ", " ,", " , ", " - ", ",", "- "):
            title.comma = True
        elif gap != " ":
            if gap == ' "' and form.kind in ("label", "role", "honorific"):
                run = name_run(view, k, end, True)
                if run is not None:
                    title.run = run
            break
        w, f = view.words[k], view.flags[k]
        m = view.mention.get(k)
        if closed and k > title.first + 1 and gap == " " and _next_named(view, k, end):
            break  # "فلان نائب وزير الخارجية وأيمن سوسان معاون ...": the next of a list
        quoted = '"' in view.gap(k)[1:]
        if m is not None and m.kind != "person" and not f & GIVEN and view.gap(k) == " " and not title.comma and form.kind in ("office", "profession", "sovereign"):
            # a known body or place goes in whole, whatever its words could be otherwise
            joined = view.text[view.tokens[k].start : max(m.start, view.tokens[k].start)]
            if joined in ("", "ل", "ب", "لل"):
                while k < end and view.mention.get(k) is m:
                    k += 1
                title.last, title.end, closed = k, view.tokens[k - 1].end, True
                after_place_head = False
                continue
        if k > title.first + 1 and (w[0] == "و" and w[1:] in rules.delegation_heads or w in rules.manner_words):
            break  # "وزير داخلية ... والوفد المرافق له"
        # another title: either inside this one ("نائب وزير ...") or a new one beside it, which the caller reads
        if _adjective(view, k):
            k += 1
            title.last, title.end, closed = k, view.tokens[k - 1].end, True
            continue
        if (other := view.title_form(k, end)) is not None and not (of_god(view, k) and form.kind in ("label", "honorific", "rank")) and not (f & GIVEN and view.name_like(k + 1, end)):
            inner = other[0]
            inside = not title.comma and not closed and inner.kind in ("office", "sovereign", "profession") and not other[1].endswith("و")
            if inner.plural and inner.definite and not closed and not title.comma and not other[1]:
                inside = True  # "مجلس الشيوخ", "محامي المتهمين"
            if inner.kind == "honorific" and not closed and k == i + 1 and form.kind == "office":
                inside = True  # "سفير صاحب الجلالة", "سفير خادم الحرمين الشريفين"
            if w in rules.title_adjectives and not title.comma and k == title.last and form.kind == "office":
                inside = True  # "الامين العام المساعد لـ..."
            if other[1] == "ل":
                inside = not title.comma
            if not inside:
                break
            title.heads.append(k)
            generic = bool(inner.generic)
            k = other[2]
            closed = inner.definite
            title.last, title.end = k, view.tokens[k - 1].end
            continue
        if not after_place_head and not (view.blocked(k) and not f & GIVEN):
            if (
                f & ARTICLE
                and not f & (GIVEN | COMMON | FUNCTION | CONNECTOR)
                and m is None
                and k + 1 < end
                and view.after(k) == " "
                and view.flags[k + 1] & GIVEN
                and not view.flags[k + 1] & (FUNCTION | ALSO_COMMON)
                and not title.comma
            ):
                k += 1  # "الطفل المغدور عدنان": an adjective before the name
                closed = True
                continue
            glue_first = w in rules.title_glue and generic and view.after(k) == " "  # "المتحدث باسم ...", "نائب المتحدث باسم ..."
            strong_here = closed or form.kind == "kin" or title.comma or bool(f & GIVEN and not f & ALSO_COMMON) or (m is not None and m.kind == "person")
            strong_here = strong_here and not glue_first and not _saintly_place(view, k, form)
            here = m is not None and m.kind == "person" and m.start == view.tokens[k].start
            opens = strong_here and (here or form.kind == "label" or not (f & CLITIC and f & (COMMON | FUNCTION)) or foreign_opening(view, k, end))
            run = name_run(view, k, end, True, form.kind in ("office", "rank"), announced=True) if opens else None
            if run is not None and f & ALSO_COMMON and not (m is not None and m.kind == "person"):
                full = run.parts >= 2 and (run.unknown or run.given >= 2) or len(run.words) > 1 and run.words[1] in rules.of_faith
                run = run if full else None
            if run is not None and quoted and not run.given and form.kind == "office" and not view.known_person(k):
                run = None  # "قائد قوة الأمن ”لخويا“، فلان": the body's name
            if run is not None and quoted and not view.gap(run.last if run.last < len(view.tokens) else 0).startswith('"'):
                break  # what is said begins here, not a name in quotes
            if run is not None and generic and k - 1 > i and view.words[k - 1] in rules.open_glue - rules.acting and not title.comma:
                break  # "المتحدث باسم فلان": whom he speaks for, not who he is
            if run is not None and plausible(view, run, form, title.comma, title.last - title.first) and not _protected(view, k, i, closed) and (form.kind == "label" or not unlike_names(view, run)):
                title.run = extend_run(view, run, end, i) if not form.plural else run
                if form.kind == "kin" and title.run.parts == 1 and not run.given and (framed := frame_run(view, k, end, i, title.comma)) is not None:
                    title.run = framed  # "نظيره الفرنسي فلان فلان"
                break
            single = form.lemma not in rules.doubtful_ranks and not form.plural and (form.kind != "kin" or k > i + 1 and view.is_nisba(k - 1) is not None)
            framed = frame_run(view, k, end, i, title.comma) if strong_here and single and not quoted and not _protected(view, k, i, closed) else None
            if framed is None and strong_here and not title.comma and f & ARTICLE and w.endswith("ي") and not f & GIVEN and k + 1 < end and view.after(k) == " " and not view.flags[k + 1] & GIVEN:
                framed = frame_run(view, k + 1, end, i, False)  # "نظيره القرغيزي أولان ...": a nisba that the registry does not know
                title.last, title.end = (k + 1, view.tokens[k].end) if framed is not None else (title.last, title.end)
            if framed is not None:
                title.run = framed
                break
        if title.comma or view.words[k - 1] in rules.same:
            break
        if f & (NUMBER | LATIN):
            if f & NUMBER and closed:
                k += 1
                title.last, title.end = k, view.tokens[k - 1].end
                continue
            break
        if form.kind in ("honorific", "label", "kin", "role"):
            # these take a nisba at most ("نظيره الهولندي", "المتهم الرئيسي"), not a complement
            if (k - title.first <= 3 and (view.is_nisba(k) or (f & ARTICLE and f & COMMON)) and not view.blocked(k)) or (view.is_nisba(k) and k - title.first <= 3):
                k += 1
                title.last, title.end, closed = k, view.tokens[k - 1].end, True
                continue
            if form.kind == "role" and k - title.first <= 6 and (f & COMMON or view.blocked(k) or (f & FUNCTION and w in rules.title_glue) or w == "من"):
                k += 1
                title.last, title.end, closed = k, view.tokens[k - 1].end, bool(f & ARTICLE) or view.blocked(k)
                continue
            break
        if f & FUNCTION and not (m is not None and m.kind != "person"):
            if (
                w in rules.title_glue
                and k + 1 < end
                and view.after(k) == " "
                and (
                    view.blocked(k + 1)
                    or w in rules.open_glue
                    or w == "علي" and view.flags[k + 1] & ARTICLE and any(rest in rules.governs_on for rest in (view.words[k - 1], *(r for _, r in view.facts[k - 1].rests)))
                    or (w == "في" and (view.flags[k + 1] & ARTICLE or view.words[k + 1] in rules.body_words or form.kind == "profession" and _of_definite(view, k + 1)))
                )
            ):
                k += 1
                closed = w in rules.acting
                continue
            if w in rules.acting:
                k += 1
                title.last, title.end, closed = k, view.tokens[k - 1].end, True
                continue
            break
        if view.is_subject_verb(k) or (w[0] == "ي" and f & COMMON and len(w) >= 3 and not f & (GIVEN | FUNCTION)):
            break
        if (
            closed
            and f & COMMON
            and not f & (ARTICLE | CLITIC | FUNCTION)
            and not view.blocked(k)
            and not view.is_nisba(k)
            and w not in rules.former
            and w not in rules.rank_modifiers
            and w not in rules.same
        ):
            break  # the phrase is complete: a bare noun begins something else
        if closed and form.definite and f & CLITIC and w[0] == "ب" and not w.startswith("بال") and not view.blocked(k) and w[1:] not in rules.body_words and view.words[k - 1] not in rules.participles:
            break  # "السفير ... بزيارة"
        if closed and f & CLITIC and w[0] == "ب" and len(w) > 4 and not view.blocked(k) and view.raw(k).endswith(("ه", "ها", "هم")):
            break  # "نائب القائد العام للحركة بمنزله في ..."
        after_place_head = not after_place_head and _place_head(view, k)
        closed = w not in rules.title_glue and (
            bool(f & ARTICLE)
            or view.blocked(k)
            or view.is_nisba(k) is not None
            or w in rules.former
            or w in rules.acting
            or (closed and not _construct(view, k))
            or any(r.startswith("ال") for _, r in view.facts[k].rests)
        )
        if k > title.first + 1 and _place_head(view, k - 1) and not f & COMMON:
            closed = True
        if not f & COMMON and not view.blocked(k) and not view.is_nisba(k) and w not in rules.title_glue:
            closed = True  # a proper name of a place or a body: complete
        k += 1
        title.last, title.end = k, view.tokens[k - 1].end
    return title


def _next_named(view: View, k: int, end: int) -> bool:
    """ "وأيمن سوسان": "and" with a given name, a name's part behind it and, if the given name is an everyday word too, an office behind that."""
    word = view.words[k]
    if word[1:] in view.rules.given_also_common and not (k + 2 < end and view.titled[k + 2]):
        return False
    return (
        word[0] == "و"
        and len(word) > 3
        and word[1:] in view.rules.given
        and word not in view.rules.given
        and not view.blocked(k)
        and k + 1 < end
        and view.gap(k + 1) == " "
        and view.name_like(k + 1, end)
    )


def _saintly_place(view: View, k: int, form: TitleForm) -> bool:
    """ "رئيس المجلس الجماعي لالة ميمونة", "الملحقة الإدارية سيدي غانم": the saint at word ``k`` is not of the title's gender, so a place bears the name."""
    gender = view.rules.saint_genders.get(view.words[k])
    return gender is not None and gender != form.gender and not form.plural and form.kind in ("office", "profession", "role")


def _possessed(form: TitleForm) -> bool:
    """ "رئيسها", "منسقته": definite by the pronoun."""
    return form.kind in ("office", "profession") and (form.words[-1].endswith(("ها", "هم")) or form.ending == "ه" and not form.lemma.endswith("ه"))


def _adjective(view: View, k: int) -> bool:
    """ "الشؤون السياسية", "الموظف المسؤول": a word that is a title elsewhere tells of the noun before it."""
    word = view.words[k]
    if view.gap(k) != " " or not word.startswith("ال") or not (word.endswith(("ي", "يه")) or word in view.rules.adjectival_titles):
        return False
    if (own := view.title_form(k, k + 1)) is None:
        return False
    if (head := view.title_form(k - 1, k)) is not None:
        return own[0].kind == "profession" and word.endswith(("ي", "يه")) and head[0].definite and head[0].kind == "office" and head[0].gender == own[0].gender  # "المسؤول السياسي"
    return bool(view.flags[k - 1] & ARTICLE) or view.words[k - 1].startswith(("لل", "بال", "وال"))


def _adjective_of_thing(view: View, i: int) -> bool:
    """ "الاعتداء الإرهابي", "القمع السياسي": no person, but what the thing before it is like."""
    word = view.words[i]
    if i and view.gap(i) == " " and word.endswith("ه") and not word.startswith("ال") and view.words[i - 1].endswith("ه") and not view.flags[i - 1] & (ARTICLE | FUNCTION | GIVEN | CLITIC):
        return bool(view.flags[i - 1] & COMMON) and not view.is_subject_verb(i - 1) and not view.is_title_word(i - 1)  # "فصائل مسلحة معارضة لنظام ..."
    if i == 0 or view.gap(i) != " " or not word.startswith("ال") or not word.endswith(("ي", "يه")):
        return False
    f, before = view.flags[i - 1], view.words[i - 1]
    definite = f & ARTICLE or before.startswith(CLITIC_ARTICLE)
    return bool(definite and f & COMMON) and before.endswith(("ه", "ات")) == word.endswith("يه") and not view.is_title_word(i - 1) and not view.is_subject_verb(i - 1)


def _construct(view: View, k: int) -> bool:
    """A bare common noun that still waits for its complement ("مدير عام **ادارة** ...")."""
    return bool(view.flags[k] & COMMON) and not view.flags[k] & ARTICLE


def _of_definite(view: View, k: int) -> bool:
    """ "في شؤون الساحل": a bare noun and its definite complement."""
    return _construct(view, k) and view.after(k) == " " and bool(view.flags[k + 1] & ARTICLE)


def _place_head(view: View, k: int) -> bool:
    return view.facts[k].place


def _private(view: View, k: int) -> bool:
    """An association, a club, a company stands at word ``k``."""
    heads = view.rules.private_heads
    return view.words[k] in heads or any(rest in heads for _, rest in view.facts[k].rests)


def _protected(view: View, k: int, first: int, closed: bool) -> bool:
    if k - 1 <= first:
        return False
    # "رئيس دائرة سيدي موسى": a place that bears a saint's name
    return view.facts[k - 1].eponym or view.words[k - 1] in view.rules.opening_connectors and k - 2 > first and view.facts[k - 2].eponym
