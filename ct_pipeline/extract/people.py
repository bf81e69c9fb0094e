"""People never seen before: titles introduce them, known given names begin them, verbs and lists hold them.

Registry people stand in ``context.mentions`` already; a longer printed form extends them, or shows that somebody else is meant.
"""

from __future__ import annotations

from dataclasses import replace

from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.person_eponyms import eponym_before, in_institution, one_of_several
from ct_pipeline.extract.person_frames import extend_run
from ct_pipeline.extract.person_grammar import Run, Title, name_run
from ct_pipeline.extract.person_identity import name_tokens as name_tokens
from ct_pipeline.extract.person_identity import person_id as person_id
from ct_pipeline.extract.person_identity import same_person as same_person
from ct_pipeline.extract.person_linking import Candidate, link_names
from ct_pipeline.extract.person_titles import parse_title
from ct_pipeline.extract.person_untitled import apposed_office, untitled_name
from ct_pipeline.extract.person_view import View, marked, view_of
from ct_pipeline.extract.person_words import ALSO_COMMON, CLITIC, COMMON, DERIVED, FUNCTION, GIVEN, NAMES, OPENS, TITLED
from ct_pipeline.language.document import SentenceSpan

_KUNYA = frozenset({"ابو", "ابي", "ابا", "ام"})
_WORTH, _ANNOUNCING = marked(TITLED | OPENS), marked(NAMES)


def find_people(context: Context) -> None:
    """Add a mention, and an entity where new, for every person the text names. Mentions stay in order and do not overlap."""
    view = view_of(context)
    if streets := [m for m in context.mentions if m.kind in ("city", "place") and _begins_name(view, m)]:
        context.mentions[:] = [m for m in context.mentions if m not in streets]
        view.look(context.mentions)
    found: dict[int, Candidate] = {}
    eponyms: set[tuple[str, ...]] = set()
    worth = _worth_reading(view)
    for sentence in context.doc.sentences:
        _scan(view, sentence, worth, found, eponyms)
    acting = {c.run.words for c in found.values() if c.titled or view.is_subject_verb(c.run.first - 1)}
    # "يعقوب المنصور" is the quarter that "حي يعقوب المنصور" has told of, unless somebody of that name has an office or acts
    link_names(context, view, [found[k] for k in sorted(found) if found[k].run.words not in eponyms or found[k].run.words in acting])


def _worth_reading(view: View) -> bytearray:
    """1 at each word where a title or a name may begin; the others, four in five, need no closer look."""
    worth = view.marks.translate(_WORTH)
    announcing, i = view.marks.translate(_ANNOUNCING), -1
    while (i := announcing.find(1, i + 1)) >= 0:
        if i + 1 < len(worth) and view.flags[i + 1] & (CLITIC | DERIVED):
            worth[i + 1] = 1  # "هما ...": a name that only looks common
    for i, m in view.mention.items():
        if m.kind == "person":
            worth[i] = 1
    return worth


def _scan(view: View, sentence: SentenceSpan, worth: bytearray, found: dict[int, Candidate], eponyms: set[tuple[str, ...]]) -> None:
    """Collect the runs of one sentence that are names, and in ``eponyms`` the words of those that institutions and places bear. ``worth``: see :func:`_worth_reading`."""
    first, end = sentence.first_token, sentence.last_token
    i = first
    last_name = -1  # index after the last name
    while (i := worth.find(1, i, end)) >= 0:
        f = view.flags[i]
        title = parse_title(view, i, end) if view.titled[i] and f & (COMMON | GIVEN | FUNCTION) else None
        if title is not None:
            run = title.run
            if run is not None:
                run = _next_of_list(view, title, run, last_name)
                if (not eponym_before(view, run.first, first) or title.form.kind in ("label",)) and not _lone_word(view, run, title):
                    _add(view, found, Candidate(run, 0.95 if run.sure else 0.85, title.form.lemma in view.rules.nickname_labels, titled=True, royal=title.form.kind == "sovereign"))
                i = last_name = _second_of_kin(view, title, run, end, found) or _kunya(view, run, end, found)
            else:
                i = max(i + 1, title.last) if title.form.kind not in ("honorific", "role", "kin") else i + 1
                if title.form.kind in ("office", "profession", "sovereign"):
                    i = title.heads[0] + 1
            continue
        run = untitled_name(view, i, first, end, last_name)
        if run is not None:
            if eponym_before(view, i, first) or one_of_several(view, i, first) or (run.dynastic and in_institution(view, i, first)):
                eponyms.add(run.words)
                i = run.last
                continue
            longer = extend_run(view, run, end, None)
            run = longer if longer is not run and apposed_office(view, longer, end) else extend_run(view, run, end, None, apposed=apposed_office(view, longer, end))
            _add(view, found, Candidate(run, 0.8 if run.given else 0.65))
            i = last_name = _kunya(view, run, end, found)
            continue
        if view.words[i] in view.rules.saints and (run := name_run(view, i, end, False)) is not None:
            i = run.last  # the saint's name is the place's
            continue
        i += 1


def _kunya(view: View, run: Run, end: int, found: dict[int, Candidate]) -> int:
    """Collect the kunya in quotes or brackets right behind ``run``, by which its bearer goes too: 'خليل الوزير "أبو جهاد"'. The index after what was read."""
    k = run.last
    if k + 1 >= end or view.gap(k) not in (' "', " (", ' ("') or view.words[k] not in _KUNYA:
        return k
    name = name_run(view, k, end, True)
    if name is None or len(name.words) > 3 or name.last >= len(view.tokens) or view.gap(name.last)[0] not in '")':
        return k
    _add(view, found, Candidate(name, 0.85, nickname=True))
    return name.last


def _second_of_kin(view: View, title: Title, run: Run, end: int, found: dict[int, Candidate]) -> int:
    """Collect the second of two who are kin: "نجليه جمال وعلاء". The index after him, or 0."""
    k = run.last
    if title.form.kind != "kin" or not title.form.lemma.endswith(("يه", "اه")) or len(run.words) > 1 or k >= end or view.gap(k) != " " or view.words[k][0] != "و":
        return 0
    second = name_run(view, k, end, True, skip=1)
    if second is None or len(second.words) > 1 or not second.given:
        return 0
    _add(view, found, Candidate(second, 0.85, titled=True))
    return second.last


def _next_of_list(view: View, title: Title, run: Run, last_name: int) -> Run:
    """ "فلان، وزير المالية، وغوتس شميت بريم، سفير ...": the office is of the name before it, so "and" begins the next of the list, not a name."""
    word = run.words[0]
    listed = title.comma and title.first == last_name and word[0] == "و" and len(word) > 3 and view.text[run.start] == "و"
    if not listed or view.flags[run.first] & (GIVEN | CLITIC) or view.known_person(run.first):
        return run
    return replace(run, start=run.start + 1, words=(word[1:], *run.words[1:]))


def _begins_name(view: View, m: FoundMention) -> bool:
    """A place named after a person, in a longer name of somebody else: "الشيخ جراح" and more given names behind it."""
    i, last = view.doc.token_at(m.start), view.doc.token_at(m.end)
    if last - i != 2 or last >= len(view.tokens) or view.gap(last) != " " or not view.flags[last - 1] & GIVEN:
        return False
    form = view.title_form(i, last)
    return form is not None and form[0].kind in ("honorific", "sovereign") and bool(view.flags[last] & GIVEN) and not view.flags[last] & (ALSO_COMMON | FUNCTION)


def _lone_word(view: View, run: Run, title: Title) -> bool:
    """One unknown word behind an office, said once in the article: a rare word rather than a name (last names of the named are short forms)."""
    person = view.mention.get(run.first)
    if run.parts > 1 or run.given or len(run.words) > 1 or (person is not None and person.kind == "person"):
        return False
    if title.last - title.first > 1 and view.is_nisba(title.last - 1) is not None and view.likeness.score(run.words[0]) > 1.5 and run.first == title.last:
        return False  # "الرئيس الأوغندي موسيفني": whose president, then who
    return title.form.kind != "label" and view.words.count(run.words[0]) < 2


def _add(view: View, found: dict[int, Candidate], candidate: Candidate) -> None:
    run = candidate.run
    if run.words[0] in view.rules.patronymics and run.first and view.gap(run.first) == " " and view.flags[run.first - 1] & GIVEN:
        return  # "جامعة محمد | بن فلان": the rest of a name that was not read
    if run.first and view.words[run.first - 1] in view.rules.patronymics and view.gap(run.first) == " " and not view.known_person(run.first):
        return  # "مشرع بن | عبو": nor does a name begin behind "son of"
    found.setdefault(run.first, candidate)
