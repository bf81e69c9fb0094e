"""What a spelling stands for where it may stand for several things: what stands around it and what else the article names decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from camel_tools.utils.dediac import dediac_ar

from ct_pipeline.extract.name_hits import Hit
from ct_pipeline.extract.name_rules import NameRules
from ct_pipeline.extract.person_rules import PersonRules
from ct_pipeline.extract.person_words import FUNCTION, GIVEN
from ct_pipeline.language.document import Document
from ct_pipeline.language.fold import fold
from ct_pipeline.language.name_likeness import NameLikeness
from ct_pipeline.lexicon.registry import SHARED, NameUse, Registry


def words_before(doc: Document, hit: Hit, count: int = 2) -> list[str]:
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


def bare(word: str) -> str:
    """The word without a conjunction before it."""
    return word[1:] if len(word) > 2 and word[0] in "وف" else word


def cued(word: str, cues: frozenset[str]) -> bool:
    return word in cues or bare(word) in cues or (len(word) > 3 and word[1:] in cues and word[0] in "بلك")


def _longer_name(doc: Document, people: PersonRules, likeness: NameLikeness, rules: NameRules, hit: Hit, before: list[str]) -> bool:
    """A foreign word follows that no lexicon holds, and no preposition leads to the place: one word of a longer name ("سجن كورو تورو", a family name between two others)."""
    if hit.prefix or hit.no + 1 >= len(doc.tokens) or doc.text[hit.end : doc.tokens[hit.no + 1].start] != " " or " " in doc.text[hit.start : hit.end] or before[0] in rules.place_prepositions:
        return False
    word = doc.tokens[hit.no + 1].text
    return len(word) > 3 and not people.flags(word) and not word.startswith(("ال", "و", "ب", "ل", "ف", "ي", "ت")) and likeness.score(word) > _FOREIGN


def _surname_of(doc: Document, people: PersonRules, hit: Hit, before: str) -> bool:
    """A given name stands right before a bare word: "خالد حمص"; "على", which folds as a given name does, leads to a place."""
    if hit.prefix or " " in doc.text[hit.start : hit.end] or doc.text[hit.start - 1] != " ":
        return False
    if doc.text.startswith("ال", hit.start) and not (doc.text[hit.end : hit.end + 1] == "," and (hit.no == 1 or doc.gaps[hit.no - 1].strip(" ") != "")):
        return False  # with the article a town is one unless the name stands between marks: "إبراهيم الشويخ، النائب ..."
    return _first_name(people, before) and not people.flags(before) & FUNCTION


_FOREIGN = 0.6  # name likeness above which an unknown word is taken for a name


def decide(doc: Document, rules: NameRules, people: PersonRules, likeness: NameLikeness, registry: Registry, hits: Sequence[Hit], i: int, evidence: Counter[str]) -> NameUse | None:
    """What the hit stands for here, or None."""
    hit = hits[i]
    before = words_before(doc, hit)
    possible = [u for u in hit.uses if not u.cautious or _plausible(doc, rules, people, registry, hits, i, u, before, evidence)]
    if " " not in doc.text[hit.start : hit.end] and (_word_after(doc, hit) in rules.club_tails or (hit.prefix.endswith("ك") and hit.end - hit.start < _COMPARED) or _strange_hamza(doc, hit)):
        possible = [u for u in possible if u.kind != "city"]  # "مانشستر يونايتد", "كـ" + "اب", "تأهله"
    if before and (before[0] in rules.club_cues or before[0] in rules.streets or before[0] in rules.landforms or _longer_name(doc, people, likeness, rules, hit, before)):
        possible = [u for u in possible if u.kind != "city"]
    elif before and not hit.prefix and before[0].startswith("ال") and before[0] in rules.person_cues and doc.text[hit.start - 1] == " ":
        possible = [u for u in possible if u.kind != "city"]  # "السيد جالو": a man
    elif before and _surname_of(doc, people, hit, before[0]):
        possible = [u for u in possible if u.kind != "city"]  # "خالد حمص", "مراد باتنة": a person
    if hit.prefix and " " not in doc.text[hit.start : hit.end] and doc.tokens[hit.no].text in people.given:
        possible = [u for u in possible if u.kind not in ("city", "country")]  # "فاطمة" is not Atme after ف
    possible = [u for u in possible if u.alias != SHARED or len(hit.uses) > 1 or evidence[u.country_iso2 or ""]]  # "مجلس القضاء الأعلى" of no state the article names
    if not possible:
        return None
    use = possible[0] if len(possible) == 1 else _prefer(doc, rules, hits, i, possible, before, evidence)
    if use is None:
        return None
    if use.kind == "nisba" and (_last_name_of(doc, people, registry, hits, hit, before) or _surname(doc, rules, people, registry, hit, before) or _language(doc, rules, hit)):
        return None
    return use


_COMPARED = 4  # letters of a town's name that ك may stand before


def _word_after(doc: Document, hit: Hit) -> str:
    """The word that a mere space parts from the hit, or nothing."""
    after = doc.tokens[hit.no + 1] if hit.no + 1 < len(doc.tokens) else None
    return after.text if after is not None and doc.text[hit.end : after.start] == " " else ""


def _strange_hamza(doc: Document, hit: Hit) -> bool:
    """Inside the word stands a hamza that no spelling of the town has, nor its last letter: "تأهله" is no "تاهلة"."""
    surface = dediac_ar(doc.surface(hit.start, hit.end))[1:-1]
    spellings = [u.alias[1:-1] for u in hit.uses if u.kind == "city"]
    return bool(spellings) and all(len(a) == len(surface) and any(x == "ا" and y in "أإآ" for x, y in zip(a, surface, strict=True)) for a in spellings)


def _prefer(doc: Document, rules: NameRules, hits: Sequence[Hit], i: int, uses: list[NameUse], before: list[str], evidence: Counter[str]) -> NameUse | None:
    """Among readings of one spelling: a dateline is a city, a list goes by its neighbours, else what the article's other names speak for."""
    kinds = {u.kind for u in uses}
    if kinds == {"organization"} and not any(evidence[u.country_iso2 or ""] for u in uses):
        return next((u for u in uses if u.alias != SHARED), None)  # "الديوان الملكي" of no state the article names
    if {"country", "city"} <= kinds:
        country, city = next(u for u in uses if u.kind == "country"), next(u for u in uses if u.kind == "city")
        surface = doc.surface(hits[i].start, hits[i].end)
        if country.country_iso2 == city.country_iso2:
            return city if _dateline(doc, hits[i], whole=True) or (before and before[0] in rules.capital_words) else country
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


def _dateline(doc: Document, hit: Hit, whole: bool = False) -> bool:
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


def _neighbour_kinds(doc: Document, hits: Sequence[Hit], i: int) -> str | None:
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


def _plausible(doc: Document, rules: NameRules, people: PersonRules, registry: Registry, hits: Sequence[Hit], i: int, use: NameUse, before: list[str], evidence: Counter[str]) -> bool:
    """Whether the text speaks for a cautious reading."""
    hit = hits[i]
    word = before[0] if before else ""
    known = evidence[use.country_iso2 or ""] > 0
    if use.kind == "nisba":
        return known and cued(word, rules.nisba_heads)
    if use.kind == "country":
        if len({u.kind for u in hit.uses}) > 1 and any(u.kind == "city" for u in hit.uses):
            return True
        if hit.prefix.endswith(("ب", "ل")) or cued(word, rules.country_cues):
            return True
        return _neighbour_kinds(doc, hits, i) == "country" or _next_holder(doc, people, hits, i)
    if use.kind == "city":
        if any(u.kind == "country" for u in hit.uses):
            return True
        if not same_spelling(use.alias, doc.surface(hit.start, hit.end)):
            return False
        if (cued(word, rules.place_cues) and not _pronoun(doc, hit)) or _dateline(doc, hit):
            return True
        return known and (hit.prefix.endswith("ب") or cued(word, rules.place_prepositions) or _neighbour_kinds(doc, hits, i) == "city")
    if use.kind == "organization":
        if " " in doc.text[hit.start : hit.end]:
            return _of_family(registry, hits, use)
        if _beside_its_like(doc, registry, hits, i, use):
            return True
        group = use.country_iso2 and registry.entities[use.entity_id].type == "armed_group" and not hit.prefix.endswith(("ب", "ك"))
        if group and known and not cued(word, rules.moods) and _word_after(doc, hit) not in rules.moods:
            return True  # "ضد حماس", in a text that speaks of where the group is
        a, b = doc.text[hit.start - 1 : hit.start], doc.text[hit.end : hit.end + 1]
        return not hit.prefix and ((a, b) in {("(", ")"), ("/", "/"), ('"', '"'), ("-", "-")} or (b in ("\n", "") and a in (" ", "\n", "") and bool(before)))
    return True


def _beside_its_like(doc: Document, registry: Registry, hits: Sequence[Hit], i: int, use: NameUse) -> bool:
    """An armed group joined by "and" to another that the text surely names: "كالقاعدة وداعش", "داعش والقاعدة"."""
    kind = registry.entities[use.entity_id].type
    if kind != "armed_group":
        return False
    for first, second, other in ((i - 1, i, i - 1), (i, i + 1, i + 1)):
        if first < 0 or second >= len(hits) or not hits[second].prefix.startswith("و") or doc.text[hits[first].end : hits[second].start - len(hits[second].prefix)].strip(' "') != "":
            continue
        if any(u.kind == "organization" and not u.cautious and registry.entities[u.entity_id].type == kind for u in hits[other].uses):
            return True
    return False


def _of_family(registry: Registry, hits: Sequence[Hit], use: NameUse) -> bool:
    """The article names the body's parent, or another body of that parent: "الجمعية العامة" beside the Security Council."""
    parent = registry.entities[use.entity_id].parent_id
    named = {u.entity_id for h in hits for u in h.uses if u.kind == "organization" and not u.cautious}
    return parent is not None and any(i == parent or registry.entities[i].parent_id == parent for i in named)


def _next_holder(doc: Document, people: PersonRules, hits: Sequence[Hit], i: int) -> bool:
    """The next state in a list of states with their office-holders: "ورؤساء غينيا فلان والنيجر فلان ومالي إبراهيم ..."."""
    hit = hits[i]
    if hit.prefix != "و" or not i or hit.no + 1 >= len(doc.tokens) or doc.text[hit.end : hit.end + 1] != " " or not people.flags(doc.tokens[hit.no + 1].text) & GIVEN:
        return False
    last = next((h for h in reversed(hits[:i]) if any(u.kind == "country" for u in h.uses)), None)
    between = doc.text[last.end : hit.start - 1] if last is not None else "."
    return len(between) < 50 and not any(c in between for c in ".,\n!?") and bool(between.strip())


def _pronoun(doc: Document, hit: Hit) -> bool:
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


def _language(doc: Document, rules: NameRules, hit: Hit) -> bool:
    """A language: "بالفرنسية", "ترجم إلى الإسبانية", "باللغات العربية والإنجليزية والفرنسية"."""
    word = doc.text[hit.start : hit.end]
    if not (word.startswith("ال") and word.endswith("يه")):
        return False
    if hit.prefix.endswith("ب"):
        return True
    before = words_before(doc, hit, 5)
    if before and before[0] in rules.language_prepositions:
        return True
    for w in before:
        if w in rules.language_words:
            return True
        if not (bare(w).startswith("ال") and w.endswith("يه")):
            return False
    return False


def _first_name(people: PersonRules, word: str) -> bool:
    return any(f in people.given and f not in people.given_also_common for f in (word, bare(word)))


def _last_name_of(doc: Document, people: PersonRules, registry: Registry, hits: Sequence[Hit], hit: Hit, before: list[str]) -> bool:
    """Behind a verb of somebody's doing, the last word of a registered name that the article prints: "وأضاف السوداني", once "محمد شياع السوداني" was named."""
    word = doc.text[hit.start : hit.end]
    if hit.prefix or not before or not word.startswith("ال") or not (before[0] in people.subject_verbs or bare(before[0]) in people.subject_verbs):
        return False
    named = {u.entity_id for h in hits for u in h.uses if u.kind == "person" and " " in doc.text[h.start : h.end]}
    return any(alias.rsplit(" ", 1)[-1] == word for i in named for alias in map(fold, registry.entities[i].aliases))


def _surname(doc: Document, rules: NameRules, people: PersonRules, registry: Registry, hit: Hit, before: list[str]) -> bool:
    """A nisba that ends a person's name (محمد السوداني, هند المنصوري السويدي, بن تركي) names no country."""
    if not before or hit.prefix:
        return False
    forms = {before[0], bare(before[0])}
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
