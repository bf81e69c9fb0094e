"""Parts of names that stand for the whole: a last name alone, a given name behind an honorific."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.extract.coreference_merge import merge
from ct_pipeline.extract.person_eponyms import eponym_before
from ct_pipeline.extract.person_identity import similar
from ct_pipeline.extract.person_view import View, view_of
from ct_pipeline.extract.person_words import ARTICLE, COMMON, CONNECTOR, FUNCTION, GIVEN, TAIL, bare


@dataclass(frozen=True, slots=True)
class _Form:
    """A part of a printed name that can stand for it."""

    words: tuple[str, ...]
    entity_id: str
    plain: bool  # also an everyday word or a given name: needs a cue
    at: int  # where the name is first printed


def _forms(context: Context, view: View) -> dict[str, list[_Form]]:
    out: dict[str, list[_Form]] = defaultdict(list)
    seen: set[tuple[tuple[str, ...], str]] = set()
    for m in context.mentions:
        if m.kind != "person" or not m.is_named:
            continue
        i = context.doc.token_at(m.start)
        words = []
        while i < len(view.tokens) and view.tokens[i].start < m.end:
            words.append(context.doc.text[max(view.tokens[i].start, m.start) : view.tokens[i].end])
            i += 1
        if len(words) < 2:
            continue
        n = len(words)
        spans = [(k, n) for k in range(n)] + [(k, k + 1) for k in range(1, n - 1)]
        if len(words[-1]) == 1:
            spans = [(0, n - 1)]
        for a, b in spans:
            part = tuple(words[a:b])
            if (a and words[a - 1] in ("عبد", "ابو", "ام")) or part[-1] in view.rules.connectors:
                continue
            flags = view.rules.flags(part[0])
            if a and flags & TAIL and len(part) == 1 and part[0] not in view.rules.family_tails:
                continue
            middle = b < n
            if middle and (flags & (GIVEN | COMMON | CONNECTOR | FUNCTION)):
                continue
            plain = len(part) == 1 and bool(flags & (GIVEN | COMMON | FUNCTION)) or len(part) == 1 and len(part[0]) < 4 or part[0] in view.nisbas
            if plain and len(part) == 1 and b == n and len(part[0]) > 4 and flags & GIVEN and not flags & (COMMON | FUNCTION) and view.rules.origin.get(part[0], "arab") not in view.rules.home_origins:
                plain = part[0] in view.nisbas  # "أردوغان": a given name elsewhere, but of no Arab
            if len(part) == 1 and len(part[0]) < 3:
                continue
            if (part, m.entity_id) not in seen:
                seen.add((part, m.entity_id))
                out[part[0]].append(_Form(part, m.entity_id, plain, m.start))
    for forms in out.values():
        forms.sort(key=lambda f: (-len(f.words), f.at, f.entity_id))
    return out


def _known_by_surname(context: Context, view: View, forms: dict[str, list[_Form]]) -> dict[int, str]:
    """Words that are the last name of one registered person alone, whom the article does not name in full: "يرأسه بوريطة".

    The word must be no other word, stand behind a verb, an office or (spelled like no Arabic word) a preposition, or open a headline before a verb; and his country must be spoken of.
    """
    surnames = context.knowledge.registry.surnames
    found: dict[int, str] = {}
    for i, word in enumerate(view.words):
        person = surnames.get(word)
        if person is None or word in forms or i in view.mention or view.flags[i] & ~(ARTICLE | GIVEN) or word in view.rules.given_also_common or view.is_nisba(i):
            continue
        foreign = not view.flags[i] & ARTICLE and len(word) > 4 and view.likeness.score(word) > 2
        if view.flags[i] & GIVEN and (not foreign or view.name_like(i + 1, len(view.words)) and view.gap(i + 1) == " " or i and view.name_like(i - 1, len(view.words)) and view.gap(i) == " "):
            continue  # a given name too: somebody else's, where a name goes on beside it
        sentence = context.doc.sentence_at(view.tokens[i].start)
        if sentence is None:
            continue
        opens = i == sentence.first_token and i + 1 < sentence.last_token and view.is_subject_verb(i + 1)
        behind = i > sentence.first_token and view.gap(i) == " " and (view.is_subject_verb(i - 1) or _honorific(view, i - 1) or view.words[i - 1].lstrip("وبل") in view.rules.ruled)
        behind = behind or foreign and i > sentence.first_token and view.gap(i) == " " and bool(view.flags[i - 1] & FUNCTION)  # "اجتماعين مع ميركل"
        country = context.knowledge.registry.entities[person].country_iso2
        if (opens or behind) and country is not None and any(context.entities[m.entity_id].country_iso2 == country for m in context.mentions if m.kind != "person"):
            found[i] = person
    return found


def _register(context: Context, person: str) -> str:
    if person not in context.entities:
        e = context.knowledge.registry.entities[person]
        context.entities[person] = EntityInfo(person, "person", e.name_ar, e.name_en, e.country_iso2, True, e.type)
    return person


def _middle_names(context: Context, view: View) -> dict[str, str]:
    """Given names behind the first one of a printed name -> the person, where only one has it: families write them with the article."""
    found: dict[str, set[str]] = defaultdict(set)
    for m in context.mentions:
        if m.kind == "person" and m.is_named:
            for word in context.doc.text[m.start : m.end].split(" ")[1:-1]:
                if view.rules.flags(word) & GIVEN and not word.startswith("ال"):
                    found[word].add(m.entity_id)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def resolve_short_names(context: Context) -> None:
    """Add a mention for every part of a printed name that stands alone."""
    view = view_of(context)
    forms = _forms(context, view)
    known = _known_by_surname(context, view, forms)
    if not forms and not known:
        return
    by_bare: dict[str, list[_Form]] = defaultdict(list)
    for word, values in forms.items():
        by_bare[bare(word)].extend(values)
    singles = [f for values in forms.values() for f in values if len(f.words) == 1 and not f.plain and len(f.words[0]) >= 4]
    middle = _middle_names(context, view)
    added: list[FoundMention] = []
    worth = _worth_reading(view, (*by_bare, *middle), bool(singles)) if forms else bytearray(len(view.words))
    for i in known:
        worth[i] = 1
    for sentence in context.doc.sentences:
        i = sentence.first_token
        while (i := worth.find(1, i, sentence.last_token)) >= 0:
            if i in view.mention:
                i += 1
                continue
            hit = _short_at(context, view, by_bare, singles, middle, i, sentence.first_token, sentence.last_token) if forms else None
            if hit is None and i in known:
                added.append(FoundMention(view.tokens[i].start, view.tokens[i].end, "person", _register(context, known[i]), "short_form", 0.7, is_named=True))
            if hit is None:
                i += 1
                continue
            mention, i = hit
            added.append(mention)
    merge(context, added)


def _worth_reading(view: View, ends: tuple[str, ...], slips: bool) -> bytearray:
    """1 at each word that may be a short form: it ends like one, or (``slips``: a name word may be misspelled) is unknown and stands where a name can."""
    letters = {end[-2:] for end in ends}
    worth = bytearray([word[-2:] in letters and word.endswith(ends) for word in view.words])
    if slips:
        for i, f in enumerate(view.flags):
            if not f & (GIVEN | COMMON | FUNCTION | CONNECTOR) and i and (view.titled[i - 1] or view.facts[i - 1].verb) and len(view.words[i]) >= 4:
                worth[i] = 1
    return worth


def _short_at(context: Context, view: View, by_bare: dict[str, list[_Form]], singles: list[_Form], middle: dict[str, str], i: int, first: int, end: int) -> tuple[FoundMention, int] | None:
    word = view.words[i]
    token = view.tokens[i]
    cued = i > first and view.gap(i) == " " and (view.is_subject_verb(i - 1) or _honorific(view, i - 1))
    for clitic, rest in (("", word), *view.facts[i].rests):
        for form in by_bare.get(bare(rest), ()):
            j = i + len(form.words)
            if j > end or any(view.words[i + k] != form.words[k] or view.gap(i + k) not in (" ", "-") for k in range(1, len(form.words))):
                continue
            exact = rest == form.words[0]
            if not exact and not cued:
                continue
            if form.plain and not cued and not (exact and not clitic and i == first and len(word) > 4 and j < end and view.gap(j) == " " and view.is_subject_verb(j)):
                continue  # "السعيد شدد على ...": it opens the sentence, and a verb of somebody's doing follows
            if len(form.words) > 1 and eponym_before(view, i, first):
                continue  # "جامعة فلان الفلاني"
            if clitic and len(form.words) == 1 and len(rest) < 4 and not cued:
                continue
            start = token.start + len(clitic)  # of "للرميد" the second lam is what is left of the article
            return FoundMention(start, view.tokens[j - 1].end, "person", form.entity_id, "short_form", 0.85, is_named=False), j
    flags = view.flags[i]
    if cued and word.startswith("ال") and len(word) > 5 and (whose := middle.get(word[2:])) is not None:
        return FoundMention(token.start, token.end, "person", whose, "short_form", 0.7, is_named=False), i + 1  # "فهد يوسف الصباح" is "اليوسف"
    if cued and not flags & (GIVEN | COMMON | FUNCTION | CONNECTOR) and len(word) >= 4:
        near = [f for f in singles if similar(word, f.words[0])]
        if len({f.entity_id for f in near}) == 1:
            return FoundMention(token.start, token.end, "person", near[0].entity_id, "short_form", 0.65, is_named=False), i + 1
    return None


def _honorific(view: View, i: int) -> bool:
    form = view.title_form(i, i + 1)
    return form is not None and form[0].kind in ("honorific", "rank", "office", "profession") and (form[0].definite or form[0].kind == "honorific")
