"""People never seen before: titles introduce them, known given names begin them, verbs and lists hold them.

Registry people stand in ``context.mentions`` already; a longer printed form extends them, or shows that somebody else is meant.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

from rapidfuzz.distance import Levenshtein

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.extract.person_frames import extend_run
from ct_pipeline.extract.person_grammar import Run, Title, View, bare, is_subject_verb, name_run
from ct_pipeline.extract.person_rules import ALSO_COMMON, ARTICLE, CLITIC, COMMON, CONNECTOR, FUNCTION, GIVEN, TAIL
from ct_pipeline.extract.person_titles import eponym_before, parse_title
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.fold import fold
from ct_pipeline.language.romanize import load_latin_names, romanize
from ct_pipeline.lexicon.registry import RegistryEntity

_NICKNAME_LABELS = frozenset(fold(w) for w in ("مكنى", "ملقب", "معروف باسم", "معروف ب"))
_SAINTS = frozenset(fold(w) for w in ("سيدي", "مولاي", "لالة", "آيت", "أيت", "أولاد"))
_JOINERS = frozenset({"بن", "ابن", "بنت", "ال"})


@dataclass(slots=True)
class _Candidate:
    run: Run
    confidence: float
    nickname: bool = False


def find_people(context: Context) -> None:
    """Add a mention, and an entity where new, for every person the text names. Mentions stay in order and do not overlap."""
    view = View(context)
    if streets := [m for m in context.mentions if m.kind in ("city", "place") and _begins_name(view, m)]:
        context.mentions[:] = [m for m in context.mentions if m not in streets]
        view = View(context)
    found: dict[int, _Candidate] = {}
    for sentence in context.doc.sentences:
        _scan(view, sentence, found)
    _settle(context, view, [found[k] for k in sorted(found)])


def _scan(view: View, sentence: SentenceSpan, found: dict[int, _Candidate]) -> None:
    """Collect the runs of one sentence that are names."""
    first, end = sentence.first_token, sentence.last_token
    i = first
    last_name = -1  # index after the last name
    while i < end:
        f = view.flags[i]
        title = parse_title(view, i, end) if f & COMMON or f & GIVEN or f & FUNCTION else None
        if title is not None:
            run = title.run
            if run is not None:
                if (not eponym_before(view, run.first, first) or title.form.kind in ("label",)) and not _lone_word(view, run, title):
                    _add(found, _Candidate(run, 0.95 if run.sure else 0.85, title.form.lemma in _NICKNAME_LABELS))
                i = last_name = run.last
            else:
                i = max(i + 1, title.last) if title.form.kind not in ("honorific", "role", "kin") else i + 1
                if title.form.kind in ("office", "profession", "sovereign"):
                    i = title.heads[0] + 1
            continue
        run = _untitled(view, i, first, end, last_name)
        if run is not None:
            if (run.dynastic and eponym_before(view, i, first)) or eponym_before(view, i, first):
                i = run.last
                continue
            longer = extend_run(view, run, end, None)
            run = longer if longer is not run and _apposed_office(view, longer, end) else extend_run(view, run, end, None, apposed=_apposed_office(view, longer, end))
            _add(found, _Candidate(run, 0.8 if run.given else 0.65))
            i = last_name = run.last
            continue
        if view.words[i] in _SAINTS and (run := name_run(view, i, end, False)) is not None:
            i = run.last  # the saint's name is the place's
            continue
        i += 1


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
    return title.form.kind != "label" and view.words.count(run.words[0]) < 2


def _add(found: dict[int, _Candidate], candidate: _Candidate) -> None:
    found.setdefault(candidate.run.first, candidate)


def _untitled(view: View, i: int, first: int, end: int, last_name: int) -> Run | None:
    """A name at word ``i`` without a title before it."""
    f = view.flags[i]
    m = view.mention.get(i)
    known = m is not None and m.kind == "person"
    if f & FUNCTION and not known:
        return None
    # after a nisba that stands for its bearer: "نظراؤه السنغالي ...", "والمالي ..."
    nisba_before = (
        i > first and view.gap(i) == " " and not (view.words[i][0] == "و" and f & CLITIC) and view.is_nisba(i - 1) is not None and view.words[i - 1].lstrip("وفبكل").startswith(("ال", "ا", "ل"))
    )
    verb_before = i > first and view.gap(i) == " " and is_subject_verb(view, i - 1)
    list_before = last_name >= first and 0 <= i - last_name <= 0 and view.gap(i).strip() in ("", ",") and (view.words[i][0] == "و" or "," in view.gap(i))
    joined = list_before and view.words[i][0] == "و" and not f and len(view.words[i]) > 3
    if view.words[i] == "باسم" and i > first and view.is_title_word(i - 1) and not known:
        return None  # "المتحدث باسم ..."
    named_before = i > first and view.gap(i) == " " and view.words[i - 1].lstrip("و") in view.rules.before_name
    run = name_run(view, i, end, verb_before or list_before or nisba_before, skip=int(joined), announced=named_before)
    if run is None:
        return None
    if known:
        return run
    if m is not None and m.kind == "country" and run.given == 1 and run.parts == 2 and not (verb_before or list_before or nisba_before) and view.likeness.score(run.words[-1]) < 0:
        return None  # "تشاد تجرب طائرات": a country that acts
    closed = run.last >= end or view.gap(run.last) != " " or (view.words[run.last][0] == "و" and view.flags[run.last] & CLITIC)
    if named_before and run.parts >= 2 and run.unknown and closed and not f & ALSO_COMMON and not _odd(view, run):
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
    if '"' in view.gap(i) and run.last < len(view.tokens) and '"' in view.gap(run.last) and not verb_before:
        return None  # a name in quotes is a title of something
    inner = view.mention.get(i + 1)
    if is_subject_verb(view, i) or (run.parts == 2 and f & ALSO_COMMON and inner is not None and inner.kind == "person"):
        return None  # "اشرف بوريطة على": a verb before a known name
    first_flags = view.rules.flags(run.words[0])
    if not first_flags and run.given and run.parts >= 3 and run.words[0][0] not in "يتنوف" and 3 < len(run.words[0]) < 10 and _apposed_office(view, run, end) and not _odd(view, run):
        return run  # an unknown name before a known one: an office is said of both
    if run.words[0] in _SAINTS and not (verb_before or run.last < end and view.gap(run.last).strip() == "," and view.title_form(run.last, end)):
        return None  # "سيدي قاسم", "مولاي يعقوب" are places unless somebody is made to act
    if not first_flags & (GIVEN | CONNECTOR) and not (verb_before or nisba_before or list_before) and run.given:
        return None  # an unknown verb before a name: the name begins at the next word
    if run.words[0] == "ولد" and len(run.words) >= 2 and (run.words[1] == "عبد" or view.rules.flags(run.words[1]) & (GIVEN | ARTICLE)):
        return run
    if run.words[0] == "ابو" and len(run.words) == 2 and view.rules.flags(run.words[1]) & GIVEN and (run.last >= end or view.gap(run.last) != " ") and not view.blocked(i):
        return run  # a kunya alone, closed by a mark
    if not first_flags & (GIVEN | CONNECTOR) and run.given and run.words[0].endswith(("يه", "ات", "ون")):
        return None
    if not (verb_before or list_before or nisba_before) and _common_pair(view, run):
        return None
    if run.sure and (run.parts >= 2 or run.dynastic):
        return run
    if run.given and run.parts >= 2 and (run.given >= 2 or run.unknown):
        apposed = run.last < end and view.gap(run.last).strip() == "," and view.title_form(run.last, end) is not None
        if not first_flags & ALSO_COMMON or run.given >= 2 or (run.parts >= 3 and run.words[-1].startswith("ال")) or verb_before or list_before or nisba_before or apposed:
            return run
        return None
    if run.words[0] in view.rules.opening_connectors and run.parts >= 2 and run.unknown and not view.flags[i] & (COMMON | FUNCTION):
        return run
    if run.unknown >= 2 and run.parts >= 2:
        if nisba_before and run.parts >= 2:
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
        # "Foreign Name، title": an apposition names an office
        if _apposed_office(view, run, end) and not _odd(view, run):
            return run
    return None


def _apposed_office(view: View, run: Run, end: int) -> bool:
    """Behind ``run`` and a comma stands an office."""
    if run.last >= end or view.gap(run.last).strip() not in (",", "-"):
        return False
    follow = view.title_form(run.last, end)
    return follow is not None and not follow[1] and follow[0].kind in ("office", "profession", "rank", "sovereign")


def _common_pair(view: View, run: Run) -> bool:
    """ "فور علم", "جبر الضرر": two everyday words, one of which is a given name elsewhere, in spelling too more like words than names."""
    if run.parts != 2 or len(run.words) != 2 or run.last >= len(view.words) or view.gap(run.last) != " " or not view.rules.flags(run.words[0]) & ALSO_COMMON:
        return False
    f, second = view.rules.flags(run.words[1]), run.words[1]
    if f & GIVEN and not f & ALSO_COMMON or f & TAIL:
        return False
    return view.likeness.score(second) < -1 or bool(f & COMMON) and view.likeness.score(second) < 0.5


def _odd(view: View, run: Run) -> bool:
    """A run of unknown words that looks like rare common words rather than a name."""
    first = run.words[0]
    if first.startswith("ال") or all(w.startswith("ال") for w in run.words) or any(w.endswith(("ات", "تين", "يه", "ها", "هم")) for w in run.words) or first.endswith("ون"):
        return True
    return len(first) == 4 and first[0] == "ا" and len(run.words) > 1 and run.words[1].startswith("ال")  # an elative: "افخم الـ..."


# ------------------------------------------------------------------------------------------- identity


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: folded, "عبد الـ" joined, particles of descent and initials' dots left off."""
    words = fold(name).replace(".", " ").replace("-", " ").replace("'", " ").split()
    out: list[str] = []
    for word in words:
        if out and out[-1] == "عبد":
            out[-1] = "عبد" + word
        elif word in _JOINERS and (out or len(words) > 1):
            continue
        else:
            out.append(word)
    return tuple(out)


def similar(a: str, b: str, loose: bool = False) -> bool:
    """One name word spelled twice: equal, the article aside, or one slip in four letters; ``loose`` (the rest of the name agrees): two in six."""
    if a == b:
        return True
    a, b = bare(a), bare(b)
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    shorter = min(len(a), len(b))
    if shorter < 4 or (a[0] != b[0] and shorter < 6):
        return False
    limit = 1 if shorter < (6 if loose else 7) else 2
    return Levenshtein.distance(a, b, score_cutoff=limit) <= limit


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The shorter name is a sub-sequence of the longer, spelling aside, and more than a given name of it."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    position = 0
    loose = any(word in long for word in short)
    for word in short:
        while position < len(long) and not similar(word, long[position], loose):
            position += 1
        if position == len(long):
            return False
        position += 1
    if len(short) == 1 and len(long[-1]) == 1:
        return True  # "هشام" of "هشام ب."
    # "العتيبي" of "سلطان العتيبي الروقي": of two family names the first may stand alone
    return len(short) >= 2 or position == len(long) or (position == len(long) - 1 >= 2 and short[0].startswith("ال") and long[-1].startswith("ال"))


def person_id(name: str) -> str:
    """The stable id of a person that no registry knows: derived from the normalized name alone."""
    key = "person " + " ".join(bare(t) for t in name_tokens(name))
    return "person:x" + hashlib.sha256(key.encode()).hexdigest()[:12]


def _compatible(entity: RegistryEntity, tokens: tuple[str, ...]) -> bool:
    """A longer printed name can be the registered person: its words agree with one of the registered full names."""
    full = [t for alias in entity.aliases if len(t := name_tokens(alias)) >= 2]
    return any(same_person(tokens, t) or (similar(tokens[0], t[0]) and similar(tokens[-1], t[-1])) for t in full)


def _settle(context: Context, view: View, candidates: list[_Candidate]) -> None:
    """Link the runs to entities and write the mentions, replacing what they cover."""
    doc = context.doc
    entities = context.knowledge.registry.entities
    people = [m for m in context.mentions if m.kind == "person"]
    others = [m for m in context.mentions if m.kind != "person"]
    drop: set[int] = set()
    linked: dict[int, str] = {}  # candidate index -> registry entity
    kept: list[tuple[int, _Candidate]] = []
    for m in people:
        i = doc.token_at(m.start)
        sentence = doc.sentence_at(m.start)
        if sentence is not None and eponym_before(view, i, sentence.first_token):
            drop.add(id(m))
    for index, c in enumerate(candidates):
        over = _overlapping(people, c.run.start, c.run.end)
        blocked = _overlapping(others, c.run.start, c.run.end)
        if any(m.kind == "organization" or m.start < c.run.start or m.end > c.run.end for m in blocked):
            continue
        live = [m for m in over if id(m) not in drop]
        if any(m.start <= c.run.start and m.end >= c.run.end for m in live):
            continue
        tokens = name_tokens(doc.surface(c.run.start, c.run.end))
        for m in live:
            entity = entities.get(m.entity_id)
            parent = m.start > c.run.start and doc.text[max(m.start - 12, 0) : m.start].rstrip().endswith((" بن", " بنت", " ابن", " ولد"))  # "ريما بنت بندر بن ..." is not her father
            if entity is not None and not parent and _compatible(entity, tokens):
                linked[index] = m.entity_id
            drop.add(id(m))
        drop.update(id(m) for m in over)
        drop.update(id(m) for m in blocked)
        kept.append((index, c))

    # Full names first: a short form joins the longest name it is a part of.
    named = [(index, c, name_tokens(doc.surface(c.run.start, c.run.end))) for index, c in kept]
    known: dict[tuple[tuple[str, ...], str], None] = {}  # each name once, in the order of the text
    for m in people:
        if id(m) not in drop and (entity := entities.get(m.entity_id)) is not None:
            known[name_tokens(doc.surface(m.start, m.end)), m.entity_id] = None
            known.update(dict.fromkeys((name_tokens(a), m.entity_id) for a in entity.aliases))
    groups: dict[tuple[tuple[str, ...], str, str], None] = {}  # tokens, entity id, printed name: each once
    assigned: dict[int, str] = {}
    for index, c, tokens in sorted(named, key=lambda n: (-len(n[2]), n[1].run.start)):
        if not tokens:
            continue
        target = linked.get(index) or next((e for t, e in known if len(t) >= 2 and len(tokens) >= 2 and same_person(tokens, t)), None)
        if target is None and len(tokens) == 1:
            target = next((e for t, e in known if t and similar(tokens[0], t[-1])), None)
        if target is None:
            target = next((e for t, e, _ in groups if same_person(tokens, t)), None)
        if target is None:
            target = person_id(doc.surface(c.run.start, c.run.end))
        groups[tokens, target, doc.surface(c.run.start, c.run.end)] = None
        assigned[index] = target
    for position, (index, c, _) in enumerate(named):
        before = named[position - 1] if position else None
        if c.nickname and before is not None and before[0] in assigned and c.run.start - before[1].run.end < 40:
            groups = {g: None for g in groups if g[1] != assigned[index]}
            assigned[index] = assigned[before[0]]
    printed: dict[str, str] = {}  # the longest form of each
    for tokens, target, name in groups:
        if target not in printed or (len(tokens), len(name)) > (len(name_tokens(printed[target])), len(printed[target])):
            printed[target] = name

    new = [m for m in context.mentions if id(m) not in drop]
    for index, c, _ in named:
        if index not in assigned:
            continue
        entity_id = assigned[index]
        registered = entities.get(entity_id)
        new.append(FoundMention(c.run.start, c.run.end, "person", entity_id, "registry" if registered else "grammar", c.confidence))
        if entity_id not in context.entities:
            if registered is not None:
                context.entities[entity_id] = EntityInfo(entity_id, "person", registered.name_ar, registered.name_en, registered.country_iso2, True, registered.type)
            else:
                name = " ".join(printed.get(entity_id, doc.surface(c.run.start, c.run.end)).split())  # of a nickname's namesake no form is left
                context.entities[entity_id] = EntityInfo(entity_id, "person", name, romanize(name, context.knowledge.rules(load_latin_names)), None, False)
    context.mentions[:] = _in_order(new)


def _overlapping(mentions: list[FoundMention], start: int, end: int) -> list[FoundMention]:
    """Those that share characters with ``[start, end)``; ``mentions`` are in text order and do not overlap."""
    return mentions[bisect_right(mentions, start, key=attrgetter("end")) : bisect_left(mentions, end, key=attrgetter("start"))]


def _in_order(mentions: list[FoundMention]) -> list[FoundMention]:
    out: list[FoundMention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not out or m.start >= out[-1].end:
            out.append(m)
    return out
