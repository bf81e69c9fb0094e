"""Titles without a name that stand for a person of the article: "الوزير", "المسؤول ذاته", "سموه"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from ct_pipeline.extract.affiliations import GUESSED
from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.coreference_merge import merge
from ct_pipeline.extract.person_grammar import Title
from ct_pipeline.extract.person_view import View, view_of
from ct_pipeline.extract.person_words import ARTICLE, bare
from ct_pipeline.extract.title_links import TitleLink, title_links, titles_of
from ct_pipeline.language.fold import fold


@dataclass(slots=True)
class _Holder:
    person: str
    lemmas: frozenset[str]  # folded, of every head in the title
    words: frozenset[str]
    country: str | None
    gender: str
    kind: str
    at: int
    guessed: bool  # the country is only the one the article is written from


def _gender(view: View, context: Context, person: str, form_gender: str) -> str:
    for m in context.mentions:
        if m.entity_id == person and m.is_named:
            known = view.rules.given.get(context.doc.tokens[context.doc.token_at(m.start)].text)
            if known in ("m", "f"):
                return known
            break
    return form_gender


def _holders(context: Context, view: View, links: list[list[TitleLink]]) -> list[_Holder]:
    """Every title the text gives to a person, those too that no affiliation was written for (ranks, "السفير" beside a fuller office)."""
    countries: dict[str, list[str | None]] = defaultdict(list)
    words: dict[str, set[str]] = defaultdict(set)
    guessed: set[str] = set()
    for a in context.affiliations:
        countries[a.person_id].append(a.country_iso2)
        if a.rule.endswith(GUESSED):
            guessed.add(a.person_id)
        words[a.person_id].update(bare(w) for w in fold(a.title).split())
    out = []
    for of_sentence in links:
        for link in of_sentence:
            form = link.title.form
            if form.kind in ("honorific", "label"):
                continue
            person = link.person.entity_id
            own = {bare(view.words[k]) for k in range(link.title.first, link.title.last)}
            known = countries.get(person, [])
            country = link.nisba_only or next((c for c in known if c is not None), None)
            lemmas, kind = {form.lemma}, form.kind
            if link.text:  # taken over from the one whose counterpart he is
                lemmas = {f.lemma for f in view.rules.titles.get(fold(link.text).split()[0], ()) if len(f.words) == 1}
                kind = "office"
            gender = _gender(view, context, person, form.gender)
            out.append(_Holder(person, frozenset(lemmas), frozenset(own | (words[person] if kind != "rank" and not link.text else set())), country, gender, kind, link.title.start, person in guessed))
    return out


def resolve_titles(context: Context) -> None:
    """Add a mention for every title without a name that stands for a person named in the article."""
    view = view_of(context)
    mentions = [m for m in context.mentions if m.kind == "person"]
    if not mentions:
        return
    links = [title_links(context, view, sentence) for sentence in context.doc.sentences]
    holders = _holders(context, view, links)
    added: list[FoundMention] = []
    rules = view.rules
    spoken_for = sorted((a.start, a.end) for a in context.affiliations)
    speakers = _speakers(context, view)
    genders = {m.entity_id: g for m in mentions if m.is_named and (g := rules.given.get(view.words[context.doc.token_at(m.start)])) in ("m", "f")}
    for sentence, of_sentence in zip(context.doc.sentences, links, strict=True):
        linked = {link.title.first for link in of_sentence}
        for title in titles_of(view, sentence):
            if title.first in linked:
                continue
            if title.run is not None or title.form.kind in ("honorific", "label", "role") or title.form.plural:
                continue
            if any(a <= title.start < b for a, b in spoken_for) or _adjective(view, title, sentence.first_token):
                continue
            if _next_to_person(view, title, sentence.first_token, sentence.last_token):
                continue
            target = _resolve(view, holders, mentions, speakers, genders, title, added)
            if target is None:
                continue
            _learn_country(context, view, title, target)
            added.append(FoundMention(title.start, view.tokens[reference_end(view, title) - 1].end, "person", target, "coreference", 0.7, is_named=False))
        for i in range(sentence.first_token, sentence.last_token):
            rest = view.facts[i].pronoun
            if rest is None:
                continue
            word = view.words[i]
            if rest in rules.sparse_pronouns and (rest != word or i == sentence.first_token or not view.is_subject_verb(i - 1)):
                continue
            start = view.tokens[i].end - len(rest)
            fits = rules.honorific_pronouns[rest]
            titled = {h.person for h in holders if not fits or h.lemmas & fits}
            stem = rest.removesuffix("ها") if rest.endswith("ها") else rest.removesuffix("ه")
            honored = {link.person.entity_id for of in links for link in of if link.title.form.lemma in (stem, stem[:-1] + "ه")}
            titled = honored & titled or honored or titled  # "معاليه" is who was printed with "معالي"
            target = _speaker(sorted([m for m in (*mentions, *added) if m.start < start and m.entity_id in titled], key=lambda m: m.start), speakers)
            if target is not None:
                added.append(FoundMention(start, view.tokens[i].end, "person", target, "coreference", 0.75, is_named=False))
    merge(context, added)


def _speakers(context: Context, view: View) -> set[int]:
    """Where the people stand that a verb has for its subject: the start of each such mention."""
    out = set()
    for m in context.mentions:
        if m.kind != "person":
            continue
        i = context.doc.token_at(m.start)
        sentence = context.doc.sentence_at(m.start)
        if sentence is None:
            continue
        for k in range(i - 1, max(sentence.first_token, i - 16) - 1, -1):
            if view.is_subject_verb(k):
                out.add(m.start)
                break
            if view.words[k] in view.rules.clause_openers or view.words[k] in view.rules.companion_words:
                break
            if k in view.mention and view.mention[k].kind == "person" or any(mark in view.gap(k + 1) for mark in (".", ":", "؛")):
                break
    return out


def _speaker(before: list[FoundMention], speakers: set[int]) -> str | None:
    """The one who spoke or acted last: a name that is only mentioned in passing does not count."""
    for m in reversed(before):
        if m.start in speakers or m.method == "coreference":
            return m.entity_id
    return before[-1].entity_id if before else None


def _adjective(view: View, title: Title, first: int) -> bool:
    """ "السلك الدبلوماسي": the word only tells of the noun before it."""
    i = title.first
    if i <= first or title.prefix or not (view.words[i].endswith(("ي", "يه")) or view.words[i] in view.rules.adjectival_titles) or view.gap(i) != " ":
        return False
    return bool(view.flags[i - 1] & ARTICLE) and not view.is_subject_verb(i - 1)


def reference_end(view: View, title: Title) -> int:
    """Index after the last word of a title that stands alone: its head and complement, adjectives, "ذاته", and no more."""
    k = title.first + len(title.form.words)
    closed = title.form.definite or title.form.kind == "kin"
    while k < title.last and view.gap(k) == " ":
        word = view.words[k]
        if word in view.rules.same:
            return k + 1
        definite = bool(view.flags[k] & ARTICLE) or view.is_nisba(k) is not None
        if closed and not definite and not word.startswith("لل"):
            break
        closed = closed or definite
        k += 1
    return k


def _learn_country(context: Context, view: View, title: Title, person: str) -> None:
    """ "المسؤول الأردني" tells whose official he is, where that was only guessed."""
    country = next((c for k in range(title.first + 1, title.last) if (c := view.sure_nisba(k)) is not None), None)  # "رئيس لجنة المالية" is nobody of Mali's
    if country is None:
        return
    for n, a in enumerate(context.affiliations):
        if a.person_id == person and a.rule.endswith(GUESSED):
            context.affiliations[n] = replace(a, country_iso2=country, rule=a.rule.removesuffix(GUESSED))


def _next_to_person(view: View, title: Title, first: int, end: int) -> bool:
    """The title belongs to a name beside it: no reference of its own."""
    after = view.mention.get(title.last) if title.last < end else None
    if after is not None and after.kind == "person" and after.is_named and view.gap(title.last).strip() in ("", ",", "-"):
        return True
    before = view.mention.get(title.first - 1) if title.first > first else None
    return before is not None and before.kind == "person" and view.gap(title.first).strip() in ("", ",", "-") and not title.prefix


def _resolve(view: View, holders: list[_Holder], mentions: list[FoundMention], speakers: set[int], genders: dict[str, str], title: Title, added: list[FoundMention]) -> str | None:
    rules = view.rules
    form = title.form
    last = reference_end(view, title)
    words = [view.words[k] for k in range(title.first, last)]
    rest = [w for w in words[len(form.words) :] if w not in rules.same]
    same = len(rest) < len(words) - len(form.words) or (last < len(view.words) and view.words[last] in rules.same and view.gap(last) == " ")
    if title.first and view.words[title.first - 1].lstrip("و") in rules.same_before:
        same = True
    country = next((c for k in range(title.first + 1, last) if (c := view.sure_nisba(k)) is not None), None)
    complement = [bare(w) for k, w in enumerate(words[len(form.words) :], title.first + len(form.words)) if w not in rules.same and (view.nisbas.get(w) is None or view.sure_nisba(k) is None)]
    international = any(w in rules.international_adjectives for w in rest)
    kin = form.kind == "kin"
    generic = rules.generic_officials.get(form.generic)
    if not form.definite and not kin and (form.kind != "office" or form.lemma in rules.member_offices or not (complement or country)):
        return None
    if form.kind == "rank" and same:
        return None
    if kin and not (form.lemma.startswith(rules.counterparts) and country):
        return None
    before = [m for m in mentions if m.start < title.start] + [m for m in added if m.start < title.start]
    before.sort(key=lambda m: m.start)
    order = {m.entity_id: m.start for m in before}  # the last mention of each

    def recency(h: _Holder) -> tuple[bool, int, int]:
        return (country is None or h.country == country, order.get(h.person, -1), -h.at)

    candidates = []
    for h in holders:
        if h.person not in order and not (form.definite and country is not None):
            continue
        if not kin and h.gender != form.gender:
            continue
        if country is not None and h.country != country and not h.guessed:
            continue
        if international and h.country is not None:
            continue
        if kin:
            if h.lemmas & rules.counterpart_offices or h.kind in ("office", "sovereign"):
                candidates.append(h)
            continue
        if generic is not None:
            if h.kind in generic.kinds and (not generic.offices or not h.lemmas.isdisjoint(generic.offices)):
                candidates.append(h)
            continue
        if form.lemma not in h.lemmas:
            continue
        extra = [w for w in complement if w not in h.words]
        if extra and len(extra) * 2 > len(complement):
            continue
        if not form.definite and not complement and country is None:
            continue
        candidates.append(h)
    if candidates:
        best = max(candidates, key=recency)
        return best.person
    before = [m for m in before if genders.get(m.entity_id, form.gender) == form.gender]
    if before and not kin and (same or (generic is not None and generic.speaker and form.definite and not complement)):
        return _speaker(before, speakers)
    return None
