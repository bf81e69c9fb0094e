"""Names that the registry knows: countries (by name, nisba or metonym), cities, bodies and people.

One pass of one automaton; the longest reading wins; what is left undecided by spelling alone (مالي the state or "financial", عمان the city or
the sultanate, "المملكة" of four kingdoms) is decided by what stands around it and by what else the article names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from camel_tools.utils.dediac import dediac_ar
from pydantic import BaseModel, ConfigDict

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.extract.person_rules import PersonRules, load_person_rules
from ct_pipeline.extract.person_words import FUNCTION, GIVEN
from ct_pipeline.language.document import Document
from ct_pipeline.language.fold import fold
from ct_pipeline.language.name_likeness import NameLikeness, load_name_likeness
from ct_pipeline.language.particles import PREFIXES
from ct_pipeline.lexicon.matcher import Match, Matcher
from ct_pipeline.lexicon.registry import SHARED, NameUse, Registry
from ct_pipeline.lexicon.seeds import Seeds


class _Kingdom(BaseModel):
    model_config = ConfigDict(extra="forbid")
    country: str
    signs: tuple[str, ...]


class NameCues(BaseModel):
    """``registry/cues.yml``: evidence around ambiguous names (``composed`` and ``no_states`` are read by the registry)."""

    model_config = ConfigDict(extra="forbid")
    composed: list[object] = []
    no_states: list[str] = []
    place_prepositions: tuple[str, ...]
    club_cues: tuple[str, ...]
    landforms: tuple[str, ...]
    host_phrases: tuple[str, ...]
    hosting: tuple[str, ...]
    town_words: tuple[str, ...]
    place_cues: tuple[str, ...]
    country_cues: tuple[str, ...]
    nisba_heads: tuple[str, ...]
    person_cues: tuple[str, ...]
    language_words: tuple[str, ...]
    language_prepositions: tuple[str, ...]
    short_ministries: dict[str, str]
    kingdoms: tuple[_Kingdom, ...]
    kingdom_words: tuple[str, ...]
    kingdom_full: tuple[str, ...]


@dataclass(frozen=True)
class NameRules:
    """The cues, folded."""

    place_prepositions: frozenset[str]
    club_cues: frozenset[str]
    landforms: frozenset[str]
    town_words: frozenset[str]  # with particles
    place_cues: frozenset[str]
    country_cues: frozenset[str]
    nisba_heads: frozenset[str]
    person_cues: frozenset[str]
    language_words: frozenset[str]
    language_prepositions: frozenset[str]
    short_ministries: frozenset[str]
    kingdom_signs: Matcher[str]
    kingdoms: tuple[str, ...]
    kingdom_words: Matcher[str]
    kingdom_full: frozenset[str]
    host_phrases: Matcher[str]
    hosting: Matcher[str]


def load_name_rules(seeds: Seeds) -> NameRules:
    """Read and fold the cues of :class:`NameCues`."""
    cues = seeds.yaml("registry/cues.yml", NameCues)

    def words(values: Sequence[str]) -> frozenset[str]:
        return frozenset(fold(v) for v in values)

    return NameRules(
        words(cues.place_prepositions), words(cues.club_cues), words(cues.landforms),
        frozenset(p + w for w in words(cues.town_words) for p in ("", "و", "ب", "ل", "ف", "وب", "ول")),
        words(cues.place_cues), words(cues.country_cues), words(cues.nisba_heads), words(cues.person_cues),
        words(cues.language_words), words(cues.language_prepositions), words(tuple(cues.short_ministries)),
        Matcher((fold(s), k.country) for k in cues.kingdoms for s in k.signs), tuple(k.country for k in cues.kingdoms),
        Matcher((fold(w), w) for w in cues.kingdom_words), words(cues.kingdom_full),
        Matcher((fold(w), w) for w in cues.host_phrases), Matcher((fold(w), w) for w in cues.hosting),
    )  # fmt: skip


@dataclass(slots=True)
class _Hit:
    """One spelling in the text with everything it may stand for."""

    start: int
    end: int
    prefix: str
    uses: tuple[NameUse, ...]
    no: int = 0  # index of its first word in the document
    split: Match[NameUse] | None = None  # the same word read as a particle and another town: وجدة, و + جدة


_MARKS = re.compile(r" ?[\"'()]+ ?")


_LONGEST = 120  # characters of a name


def _around_marks(text: str) -> list[tuple[int, int]]:
    """The stretches of ``text`` in which a name may have a quotation mark or bracket inside, whole words each."""
    out: list[tuple[int, int]] = []
    for m in _MARKS.finditer(text):
        start = max(0, text.rfind(" ", 0, max(0, m.start() - _LONGEST)) + 1)
        stop = text.find(" ", m.end() + _LONGEST)
        stop = len(text) if stop < 0 else stop
        if out and out[-1][1] >= start:
            out[-1] = (out[-1][0], stop)
        else:
            out.append((start, stop))
    return out


def _unmarked(text: str) -> tuple[str, list[int], list[int]]:
    """``text`` with quotation marks and brackets made spaces, and the map back: piece starts in it and in ``text``.

    Names are printed with a part in quotes (مركز "هداية"), which the registry spells plainly.
    """
    out: list[str] = []
    at, here, there = [0], [0], 0
    last = 0
    for m in _MARKS.finditer(text):
        out.append(text[last : m.start()])
        out.append(" ")
        there += m.start() - last + 1
        last = m.end()
        at.append(there)
        here.append(last)
    out.append(text[last:])
    return "".join(out), at, here


def find_names(context: Context) -> None:
    """Append the registry's names in the article to ``context.mentions`` and their entities to ``context.entities``."""
    doc, registry = context.doc, context.knowledge.registry
    rules, people = context.knowledge.rules(load_name_rules), context.knowledge.rules(load_person_rules)
    likeness = context.knowledge.rules(load_name_likeness)
    hits = _hits(doc, rules, registry)
    evidence = _evidence(hits)
    for hit in hits:
        if (other := hit.split) is not None and max(evidence[u.country_iso2 or ""] for u in other.payloads) > max(evidence[u.country_iso2 or ""] for u in hit.uses):
            hit.start, hit.prefix, hit.uses = other.start, other.prefix, other.payloads
    chosen: list[tuple[_Hit, NameUse, str, float]] = []
    for i, hit in enumerate(hits):
        if use := _decide(doc, rules, people, likeness, registry, hits, i, evidence):
            method = "nisba" if use.kind == "nisba" else "registry"
            chosen.append((hit, use, method, 0.9 if use.cautious else 1.0))
    found = []
    for hit, use, method, confidence in chosen:
        kind = "country" if use.kind == "nisba" else use.kind
        found.append(FoundMention(hit.start, hit.end, kind, use.entity_id, method, confidence))
    found.extend(_kingdoms(doc, rules, registry, found))
    taken = sorted([*context.mentions, *found], key=lambda m: (m.start, -m.end))
    context.mentions[:] = taken
    for m in found:
        entity = registry.entities[m.entity_id]
        context.entities.setdefault(m.entity_id, EntityInfo(m.entity_id, entity.kind, entity.name_ar, entity.name_en, entity.country_iso2, True, entity.type))


def _hits(doc: Document, rules: NameRules, registry: Registry) -> list[_Hit]:
    """The longest names inside sentences, in text order; phrases that hide a name are out."""
    text = doc.text
    raw: dict[tuple[int, int], Match[NameUse]] = {(m.start, m.end): m for m in registry.uses.find(text)}
    for offset, stop in _around_marks(text):
        part = text[offset:stop]
        plain, at, here = _unmarked(part)
        for m in registry.uses.find(plain):
            if " " not in m.pattern:
                continue
            piece, last = bisect_right(at, m.start) - 1, bisect_right(at, m.end - 1) - 1
            if piece == last:
                continue
            start, end = offset + here[piece] + m.start - at[piece], offset + here[last] + m.end - at[last]
            opened = text.find("(", start, end)
            if opened >= 0 and text.count(")", start, end) < text.count("(", start, end):
                # A name and its abbreviation in brackets are two names: "مجموعة العمل المالي (فاتف)".
                end = opened - (text[opened - 1] == " ")
            if text[end : end + 1] == '"' and text.count('"', start, end) % 2:
                end += 1
            if end > start:
                raw.setdefault((start, end), Match(start, end, m.prefix, m.payloads, m.pattern))
    kept: list[Match[NameUse]] = []
    taken = bytearray(len(text))
    for m in sorted(raw.values(), key=lambda m: (m.start - m.end, m.start)):
        if taken.find(1, m.start, m.end) >= 0:
            continue
        sentence = doc.sentence_at(m.start)
        if sentence is None or m.end > sentence.end:
            continue
        if not m.prefix and m.pattern.split(" ", 1)[0] in rules.short_ministries and (_after_definite(text, m.start) or _WOMAN_MINISTER.search(text, max(m.start - 8, 0), m.start)):
            continue  # "السياسة الخارجية الكينية", "وزيرة الخارجية الكينية": the nisba is the policy's, the minister's
        payloads = m.payloads
        if " " not in m.pattern and any(u.kind == "mask" and u.alias != dediac_ar(doc.surface(m.start, m.end)) for u in payloads):
            payloads = tuple(u for u in payloads if u.kind != "mask")  # "باكرا" is early, "بأكرا" in Accra; "مآرب" are aims, "مأرب" a town
            if not payloads:
                continue
            m = replace(m, payloads=payloads)
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
        kept.append(m)
    out = []
    for m in sorted(kept, key=lambda m: m.start):
        uses = tuple(u for u in m.payloads if u.kind != "mask")
        if len(uses) == len(m.payloads):
            split = raw.get((m.start + 1, m.end)) if not m.prefix and text[m.start] in "وفبلك" and _towns(m) else None
            out.append(_Hit(m.start, m.end, m.prefix, uses, doc.token_at(m.start), split if split is not None and _towns(split) else None))
    return out


_WOMAN_MINISTER = re.compile(r"وزيره \Z")


def _after_definite(text: str, at: int) -> bool:
    """A definite noun stands right before: of "السياسة الخارجية الأمريكية" only the last word names something."""
    return text[at - 1 : at] == " " and text.startswith(("ال", "لل", "بال", "وال"), max(text.rfind(" ", 0, at - 1), text.rfind("\n", 0, at - 1)) + 1)


def _towns(match: Match[NameUse]) -> bool:
    return all(u.kind == "city" for u in match.payloads)


def _evidence(hits: Sequence[_Hit]) -> Counter[str]:
    """How often each country is named for certain, by name, nisba, city or body."""
    counts: Counter[str] = Counter()
    for hit in hits:
        sure = {u.country_iso2 for u in hit.uses if not u.cautious and u.country_iso2} if hit.split is None else set()
        if len(sure) == 1:
            counts[sure.pop()] += 1
    return counts


def _words_before(doc: Document, hit: _Hit, count: int = 2) -> list[str]:
    """The folded words before the hit, nearest first; none beyond a line or sentence end."""
    words: list[str] = []
    end = hit.start - len(hit.prefix)
    for k in range(hit.no - 1, max(-1, hit.no - 1 - count), -1):
        token = doc.tokens[k]
        if any(c in "\n.!?" for c in doc.text[token.end : end]):
            break
        words.append(token.text)
        end = token.start
    return words


def _bare(word: str) -> str:
    """The word without a conjunction before it."""
    return word[1:] if len(word) > 2 and word[0] in "وف" else word


def _cued(word: str, cues: frozenset[str]) -> bool:
    return word in cues or _bare(word) in cues or (len(word) > 3 and word[1:] in cues and word[0] in "بلك")


def _longer_name(doc: Document, people: PersonRules, likeness: NameLikeness, rules: NameRules, hit: _Hit, before: list[str]) -> bool:
    """A foreign word follows that no lexicon holds, and no preposition leads to the place: one word of a longer name ("سجن كورو تورو", a family name between two others)."""
    if hit.prefix or hit.no + 1 >= len(doc.tokens) or doc.text[hit.end : doc.tokens[hit.no + 1].start] != " " or " " in doc.text[hit.start : hit.end] or before[0] in rules.place_prepositions:
        return False
    word = doc.tokens[hit.no + 1].text
    return len(word) > 3 and not people.flags(word) and not word.startswith(("ال", "و", "ب", "ل", "ف", "ي", "ت")) and likeness.score(word) > _FOREIGN


def _surname_of(doc: Document, people: PersonRules, hit: _Hit, before: str) -> bool:
    """A given name stands right before a bare word: "خالد حمص"; "على", which folds as a given name does, leads to a place."""
    if hit.prefix or " " in doc.text[hit.start : hit.end] or doc.text[hit.start - 1] != " " or doc.text.startswith("ال", hit.start):
        return False
    return _first_name(people, before) and not people.flags(before) & FUNCTION


_FOREIGN = 0.6  # name likeness above which an unknown word is taken for a name


def _decide(doc: Document, rules: NameRules, people: PersonRules, likeness: NameLikeness, registry: Registry, hits: Sequence[_Hit], i: int, evidence: Counter[str]) -> NameUse | None:
    """What the hit stands for here, or None."""
    hit = hits[i]
    before = _words_before(doc, hit)
    possible = [u for u in hit.uses if not u.cautious or _plausible(doc, rules, people, registry, hits, i, u, before, evidence)]
    if before and (before[0] in rules.club_cues or before[0] in rules.landforms or _longer_name(doc, people, likeness, rules, hit, before)):
        possible = [u for u in possible if u.kind != "city"]
    elif before and not hit.prefix and before[0].startswith("ال") and before[0] in rules.person_cues and doc.text[hit.start - 1] == " ":
        possible = [u for u in possible if u.kind != "city"]  # "السيد جالو": a man
    elif before and _surname_of(doc, people, hit, before[0]):
        possible = [u for u in possible if u.kind != "city"]  # "خالد حمص", "مراد باتنة": a person
    if hit.prefix and " " not in doc.text[hit.start : hit.end] and doc.tokens[hit.no].text in people.given:
        possible = [u for u in possible if u.kind not in ("city", "country")]  # "فاطمة" is not Atme after ف
    if not possible:
        return None
    use = possible[0] if len(possible) == 1 else _prefer(doc, hits, i, possible, before, evidence)
    if use is None:
        return None
    if use.kind == "nisba" and (_surname(doc, rules, people, registry, hit, before) or _language(doc, rules, hit)):
        return None
    return use


def _prefer(doc: Document, hits: Sequence[_Hit], i: int, uses: list[NameUse], before: list[str], evidence: Counter[str]) -> NameUse | None:
    """Among readings of one spelling: a dateline is a city, a list goes by its neighbours, else what the article's other names speak for."""
    kinds = {u.kind for u in uses}
    if kinds == {"organization"} and not any(evidence[u.country_iso2 or ""] for u in uses):
        return next((u for u in uses if u.alias != SHARED), None)  # "الديوان الملكي" of no state the article names
    if {"country", "city"} <= kinds:
        country, city = next(u for u in uses if u.kind == "country"), next(u for u in uses if u.kind == "city")
        surface = doc.surface(hits[i].start, hits[i].end)
        if country.country_iso2 == city.country_iso2:
            return city if _dateline(doc, hits[i], whole=True) or (before and before[0] in _CITY_WORDS) else country
        if "ُ" in surface:
            return country
        if "ّ" in surface or _dateline(doc, hits[i]):
            return city
        near = _neighbour_kinds(doc, hits, i)
        a, b = evidence[country.country_iso2 or ""], evidence[city.country_iso2 or ""]
        if near:
            return country if near == "country" else city
        return country if a > b else city
    return max(uses, key=lambda u: evidence[u.country_iso2 or ""])


_CITY_WORDS = frozenset({"مدينه", "بمدينه", "لمدينه", "ومدينه", "ضواحي", "بضواحي"})


def _dateline(doc: Document, hit: _Hit, whole: bool = False) -> bool:
    """At the head of a line, followed by a dash, a colon, an agency in brackets or a date.

    ``whole``: the state and its capital share the name, and "تونس: ..." or "الكويت (1990)" may head a line of either.
    """
    line = doc.text.rfind("\n", 0, hit.start) + 1
    if whole:
        return hit.start == line and bool(_PLACED.match(doc.text, hit.end))
    if hit.start - line > 25 or any(c in ".!?" for c in doc.text[line : hit.start]):
        return False
    return bool(re.match(r" ?[-:/(]|, ?\d| \d", doc.text[hit.end : hit.end + 3])) and not re.search(r"\w{2,} \w{2,} ", doc.text[line : hit.start])


_PLACED = re.compile(r" ?/? ?\d{1,2} \w{3,}|, ?(?:\w+ )?\d{1,2} \w{3,}| ?[(/] ?\D{1,25}[)/]|(?: ?[,-] ?\w+){1,2} ?[-:(]| ?- ?\w+ \w+ ?[-:]")


def _neighbour_kinds(doc: Document, hits: Sequence[_Hit], i: int) -> str | None:
    """The kind of names that the hit is listed with ("قطر وعمان والكويت"), or None."""
    for j in (i - 1, i + 1):
        if 0 <= j < len(hits):
            a, b = (hits[j], hits[i]) if j < i else (hits[i], hits[j])
            gap = doc.text[a.end : b.start]
            if gap.strip(" ,") in ("", "و") and ("و" in gap or "," in gap) and len(gap) < 5:
                kinds = {u.kind for u in hits[j].uses}
                if "country" in kinds:
                    return "country"
                if kinds == {"city"}:
                    return "city"
    return None


def _plausible(doc: Document, rules: NameRules, people: PersonRules, registry: Registry, hits: Sequence[_Hit], i: int, use: NameUse, before: list[str], evidence: Counter[str]) -> bool:
    """Whether the text speaks for a cautious reading."""
    hit = hits[i]
    word = before[0] if before else ""
    known = evidence[use.country_iso2 or ""] > 0
    if use.kind == "nisba":
        return known and _cued(word, rules.nisba_heads)
    if use.kind == "country":
        if len({u.kind for u in hit.uses}) > 1 and any(u.kind == "city" for u in hit.uses):
            return True
        if hit.prefix.endswith(("ب", "ل")) or _cued(word, rules.country_cues):
            return True
        return _neighbour_kinds(doc, hits, i) == "country" or _next_holder(doc, people, hits, i)
    if use.kind == "city":
        if any(u.kind == "country" for u in hit.uses):
            return True
        if not same_spelling(use.alias, doc.surface(hit.start, hit.end)):
            return False
        if (_cued(word, rules.place_cues) and not _pronoun(doc, hit)) or _dateline(doc, hit):
            return True
        return known and (hit.prefix.endswith("ب") or _cued(word, rules.place_prepositions) or _neighbour_kinds(doc, hits, i) == "city")
    if use.kind == "organization":
        if " " in doc.text[hit.start : hit.end]:
            return _of_family(registry, hits, use)
        a, b = doc.text[hit.start - 1 : hit.start], doc.text[hit.end : hit.end + 1]
        return not hit.prefix and ((a, b) in {("(", ")"), ("/", "/"), ('"', '"'), ("-", "-")} or (b in ("\n", "") and a in (" ", "\n", "") and bool(before)))
    return True


def _of_family(registry: Registry, hits: Sequence[_Hit], use: NameUse) -> bool:
    """The article names the body's parent, or another body of that parent: "الجمعية العامة" beside the Security Council."""
    parent = registry.entities[use.entity_id].parent_id
    named = {u.entity_id for h in hits for u in h.uses if u.kind == "organization" and not u.cautious}
    return parent is not None and any(i == parent or registry.entities[i].parent_id == parent for i in named)


def _next_holder(doc: Document, people: PersonRules, hits: Sequence[_Hit], i: int) -> bool:
    """The next state in a list of states with their office-holders: "ورؤساء غينيا فلان والنيجر فلان ومالي إبراهيم ..."."""
    hit = hits[i]
    if hit.prefix != "و" or not i or hit.no + 1 >= len(doc.tokens) or doc.text[hit.end : hit.end + 1] != " " or not people.flags(doc.tokens[hit.no + 1].text) & GIVEN:
        return False
    last = next((h for h in reversed(hits[:i]) if any(u.kind == "country" for u in h.uses)), None)
    between = doc.text[last.end : hit.start - 1] if last is not None else "."
    return len(between) < 50 and not any(c in between for c in ".,\n!?") and bool(between.strip())


def _pronoun(doc: Document, hit: _Hit) -> bool:
    """The word before ends in a pronoun: "بلده" (his country) is no "بلدة" (town)."""
    token = doc.tokens[hit.no - 1]
    return token.text.endswith("ه") and doc.surface(token.start, token.end).endswith("ه")


def same_spelling(alias: str, surface: str) -> bool:
    """Whether an ambiguous name is written as the name is: folding hides that إطار is not أطار, nor حديثه حديثة.

    A bare alef is what hurried typists write for both hamzas, so it is no evidence; final ه and ة, ي and ى are.
    """
    a, b = dediac_ar(alias).replace("ـ", ""), dediac_ar(surface).replace("ـ", "")
    if len(a) != len(b):
        return True
    return all(x == y or {x, y} <= {"ا", "أ"} or {x, y} <= {"ا", "إ"} or {x, y} <= {"ا", "آ"} or x + y not in _TELLING for x, y in zip(a, b, strict=True))


_TELLING = frozenset({"أإ", "إأ", "ةه", "هة", "آأ", "أآ", "آإ", "إآ", "ىي", "يى"})


def _language(doc: Document, rules: NameRules, hit: _Hit) -> bool:
    """A language: "بالفرنسية", "ترجم إلى الإسبانية", "باللغات العربية والإنجليزية والفرنسية"."""
    word = doc.text[hit.start : hit.end]
    if not (word.startswith("ال") and word.endswith("يه")):
        return False
    if hit.prefix.endswith("ب"):
        return True
    before = _words_before(doc, hit, 5)
    if before and before[0] in rules.language_prepositions:
        return True
    for w in before:
        if w in rules.language_words:
            return True
        if not (_bare(w).startswith("ال") and w.endswith("يه")):
            return False
    return False


def _first_name(people: PersonRules, word: str) -> bool:
    return any(f in people.given and f not in people.given_also_common for f in (word, _bare(word)))


def _surname(doc: Document, rules: NameRules, people: PersonRules, registry: Registry, hit: _Hit, before: list[str]) -> bool:
    """A nisba that ends a person's name (محمد السوداني, هند المنصوري السويدي, بن تركي) names no country."""
    if not before or hit.prefix:
        return False
    forms = {before[0], _bare(before[0])}
    if forms & rules.person_cues:
        return True
    if not doc.text.startswith("ال", hit.start):
        return False
    if forms & registry.given_names or _first_name(people, before[0]):
        return True
    # A second surname: the word before is one (a nisba of a tribe, of no state), and a given name comes before that.
    family = before[0]
    if len(before) < 2 or not (family.startswith("ال") and family.endswith("ي")) or family in registry.nisbas or family in people.common or family[2:] in people.common:
        return False
    return _first_name(people, before[1])


def _kingdoms(doc: Document, rules: NameRules, registry: Registry, found: Sequence[FoundMention]) -> list[FoundMention]:
    """Mentions of "المملكة" alone: the kingdom that its sentence names, else the one that the article speaks of."""
    spots = [m for m in rules.kingdom_words.find(doc.text) if doc.sentence_at(m.start) is not None and not any(f.start <= m.start < f.end for f in found)]
    spots = [m for m in spots if not _followed(doc, m.end, rules.kingdom_full)]
    if not spots:
        return []
    weight: Counter[str] = Counter()
    named = [(f.start, iso2, 1 if f.kind == "city" else 2) for f in found if (iso2 := registry.entities[f.entity_id].country_iso2) in rules.kingdoms]
    for _, iso2, points in named:
        weight[iso2 or ""] += points
    for sign in rules.kingdom_signs.find(doc.text):
        weight[sign.payloads[0]] += 3
    if not weight:
        return []
    out = []
    for m in spots:
        sentence = doc.sentence_at(m.start)
        near = {iso2 for at, iso2, points in named if sentence is not None and sentence.start <= at < sentence.end and points == 2}
        only = near.pop() if len(near) == 1 else None
        iso2 = max(rules.kingdoms, key=lambda k: weight[k] + (1000 if k == only else 0))
        out.append(FoundMention(m.start, m.end, "country", f"country:{iso2}", "metonymy", 0.8))
    return out


_MEDIA = frozenset({"agency", "newspaper", "site", "television", "radio"})


def nested_countries(context: Context) -> None:
    """Add the states that the names of bodies name: "وزارة الخارجية السعودية" names the body and its state.

    To be called when every other finder has run: these mentions lie within those of the bodies. Media are left out.
    """
    doc, registry = context.doc, context.knowledge.registry
    found: list[FoundMention] = []
    for m in context.mentions:
        if m.kind != "organization" or not m.is_named or context.entities[m.entity_id].type in _MEDIA:
            continue
        for hit in sorted(registry.uses.find(doc.text, m.start, m.end), key=lambda h: (h.start - h.end, h.start)):
            uses = [u for u in hit.payloads if not u.cautious]
            if len({u.entity_id for u in uses}) != 1 or uses[0].kind not in ("country", "nisba") or hit.end - hit.start >= m.end - m.start:
                continue
            if not _covered(found, hit) and not _masked(registry, doc, m, hit):
                found.append(FoundMention(hit.start, hit.end, "country", uses[0].entity_id, "nisba" if uses[0].kind == "nisba" else "registry", 0.8))
    if not found:
        return
    context.mentions[:] = sorted([*context.mentions, *found], key=lambda m: (m.start, -m.end))
    for f in found:
        entity = registry.entities[f.entity_id]
        context.entities.setdefault(f.entity_id, EntityInfo(f.entity_id, entity.kind, entity.name_ar, entity.name_en, entity.country_iso2, True, entity.type))


def _covered(found: Sequence[FoundMention], hit: Match[NameUse]) -> bool:
    return any(f.start < hit.end and hit.start < f.end for f in found[-4:])


def _masked(registry: Registry, doc: Document, body: FoundMention, hit: Match[NameUse]) -> bool:
    """A longer name or phrase inside the body's name hides the state: "الأكاديمية الدولية لبحيرة تشاد"."""
    return any(
        o.start <= hit.start and hit.end <= o.end and o.end - o.start > hit.end - hit.start and any(u.kind in ("mask", "city", "country", "nisba") for u in o.payloads)
        for o in registry.uses.find(doc.text, body.start, body.end)
    )


_NEXT_WORD = re.compile(r" (\w+)")


def _followed(doc: Document, end: int, words: frozenset[str]) -> bool:
    m = _NEXT_WORD.match(doc.text, end)
    return bool(m and m.group(1) in words)


__all__ = ["PREFIXES", "NameRules", "find_names", "load_name_rules", "nested_countries"]
