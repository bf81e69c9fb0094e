"""Who chairs, co-chairs, founded, hosts, is member or partner of which body, since when and for how long.

A sentence is read as a run of elements (words, names, punctuation). A cue (a verb, ``رئاسة``, ``رئيس``, ``عضو`` …) with a
body beside it makes a role; its holder is the list of states, bodies or people in the place where the cue's grammar puts it.
Chairing a meeting and heading a delegation are no roles: there the cue's neighbour is a meeting or a delegation, not a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pydantic import BaseModel, ConfigDict

from ct_pipeline.extract.bodies import load_body_rules
from ct_pipeline.extract.context import Context, EntityInfo, FoundMention, FoundRole, FoundTime
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import Seeds

_TOKEN = re.compile(r"\w+|[^\w\s]")
_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وال")
_NUMBERS = {"ثلاث": 3, "اربع": 4, "خمس": 5, "ثالث": 3, "ثاني": 2, "رابع": 4, "خامس": 5, "ثالثه": 3, "ثانيه": 2, "رابعه": 4, "خامسه": 5, "3": 3, "4": 4, "2": 2}


class VerbCue(BaseModel):
    model_config = ConfigDict(extra="forbid")
    role: str
    status: str
    object: str | None = None
    forms: list[str]


class RolesFile(BaseModel):
    """``cues/roles.yml``."""

    model_config = ConfigDict(extra="forbid")
    verbs: list[VerbCue]
    chair_nouns: list[str]
    chairs: list[str]
    deputies: list[str]
    members: list[str]
    founders: list[str]
    partners: list[str]
    shared: list[str]
    between: list[str]
    former: list[str]
    coming: list[str]
    now: list[str]
    elected: list[str]
    handover: list[str]
    succeeds: list[str]
    successor_of: list[str]
    comprises: list[str]
    seats: list[str]
    hosted_types: list[str]
    introductions: list[str]
    governing: list[str]
    state_words: list[str]
    founder_of: list[str]
    capacity: list[str]
    conferring: list[str]
    gatherings: list[str]
    withdrawals: list[str]
    jointly: list[str]
    own_country: list[str]
    tasks: list[str]
    titles_between: list[str]
    listers: list[str]
    seat_nouns: list[str]
    stands: list[str]
    headed_types: list[str]
    headed_names: list[str]


Cues = Mapping[str, str]  # a printed form, particles included -> the cue


def _printed(words: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Every printed form of ``words``: with particles before, ل + ال contracted. A form that is a cue itself stands for itself."""
    pairs = dict(words) if isinstance(words, Mapping) else {w: w for w in words}
    out: dict[str, str] = {}
    for particle in reversed(_PARTICLES):
        for word, cue in sorted(pairs.items()):
            out[particle + word] = cue
            if particle.endswith("ل") and word.startswith("ال"):
                out[particle + word[1:]] = cue
    return out


@dataclass(frozen=True, slots=True)
class RoleRules:
    verbs: Mapping[str, tuple[str, str, str | None]]  # form -> role, status, object
    chair_nouns: Cues
    chairs: Cues
    deputies: Cues
    members: Cues
    founders: Cues
    partners: Cues
    shared: Cues
    between: Cues
    former: Cues
    coming: Cues
    now: Cues
    elected: Cues
    handover: Cues
    succeeds: Cues
    successor_of: Cues
    comprises: Cues
    seats: Cues
    hosted_types: frozenset[str]
    introductions: frozenset[str]
    governing: frozenset[str]
    state_words: frozenset[str]
    founder_of: frozenset[str]
    capacity: frozenset[str]
    conferring: Cues
    gatherings: frozenset[str]
    withdrawals: Cues
    jointly: frozenset[str]
    own_country: frozenset[str]
    tasks: frozenset[str]
    titles_between: frozenset[str]
    listers: frozenset[str]
    seat_nouns: frozenset[str]
    stands: frozenset[str]
    headed_types: frozenset[str]
    headed_names: tuple[str, ...]
    verb_forms: Cues
    pronoun_forms: Cues  # "يترأسه": verb with an object pronoun
    opening: frozenset[str]  # every printed form that may begin a role: the cheap test


def load_role_rules(seeds: Seeds) -> RoleRules:
    """Load ``cues/roles.yml``."""
    file = seeds.yaml("cues/roles.yml", RolesFile)

    def f(words: Iterable[str]) -> frozenset[str]:
        return frozenset(fold(w) for w in words)

    verbs = {fold(form): (v.role, v.status, v.object) for v in file.verbs for form in v.forms}
    verb_forms = _printed({v: v for v in verbs})
    pronoun_forms = _printed({verb + suffix: verb for verb in verbs for suffix in ("ه", "ها")})
    rules = RoleRules(
        verbs=verbs,
        verb_forms=verb_forms,
        pronoun_forms=pronoun_forms,
        chair_nouns=_printed(f(file.chair_nouns)),
        chairs=_printed(f(file.chairs)),
        deputies=_printed(f(file.deputies)),
        members=_printed(f(file.members)),
        founders=_printed(f(file.founders)),
        partners=_printed(f(file.partners)),
        shared=_printed(f(file.shared)),
        between=_printed(f(file.between)),
        former=_printed(f(file.former)),
        coming=_printed(f(file.coming)),
        now=_printed(f(file.now)),
        elected=_printed(f(file.elected)),
        handover=_printed(f(file.handover)),
        succeeds=_printed(f(file.succeeds)),
        successor_of=_printed(f(file.successor_of)),
        comprises=_printed(f(file.comprises)),
        seats=_printed(f(file.seats)),
        conferring=_printed(f(file.conferring)),
        withdrawals=_printed(f(file.withdrawals)),
        introductions=f(file.introductions),
        governing=f(file.governing),
        state_words=f(file.state_words),
        founder_of=f(file.founder_of),
        capacity=f(file.capacity),
        gatherings=f(file.gatherings),
        jointly=f(file.jointly),
        own_country=f(file.own_country),
        tasks=f(file.tasks),
        titles_between=f(file.titles_between),
        listers=f(file.listers),
        seat_nouns=f(file.seat_nouns),
        stands=f(file.stands),
        hosted_types=frozenset(file.hosted_types),
        headed_types=frozenset(file.headed_types),
        headed_names=tuple(fold(n) for n in file.headed_names),
        opening=frozenset(),
    )
    openers: tuple[Cues, ...] = (rules.chair_nouns, rules.chairs, rules.deputies, rules.members, rules.founders, rules.partners, rules.handover, rules.succeeds, rules.successor_of)
    openers = (*openers, rules.comprises, rules.seats, rules.withdrawals)
    return replace(rules, opening=frozenset({"راس", *verb_forms, *pronoun_forms, *(form for cues in openers for form in cues)}))


@dataclass(slots=True)
class Element:
    """A word, a mark or a name of a sentence. ``prefix`` are the particles before a name or those that may be left off a word."""

    text: str
    start: int
    end: int
    mention: FoundMention | None = None
    prefix: str = ""
    is_time: bool = False

    @property
    def kind(self) -> str:
        return self.mention.kind if self.mention else "word"


class _Sentence:
    """One sentence as elements, and the readings of its grammar."""

    def __init__(self, context: Context, rules: RoleRules, sentence: SentenceSpan) -> None:
        self.c, self.r, self.s = context, rules, sentence
        self.elements = self._elements()

    def _elements(self) -> list[Element]:
        text = self.c.doc.text
        names: list[FoundMention | FoundTime] = list(self.c.mentions_in(self.s, ("country", "organization", "person", "city")))
        names += [t for t in self.c.times_in(self.s) if not any(m.start < t.end and m.end > t.start for m in names)]
        names.sort(key=lambda m: (m.start, -m.end))
        out: list[Element] = []
        pos = self.s.start
        covered = 0
        for m in names:
            if m.start < covered:
                continue
            prefix = ""
            for t in _TOKEN.finditer(text, pos, m.start):
                if t.end() == m.start and t.group().isalpha() and text[m.start - 1] != " ":
                    prefix = t.group()
                else:
                    out.append(Element(t.group(), t.start(), t.end()))
            if isinstance(m, FoundMention):
                out.append(Element(text[m.start : m.end], m.start, m.end, m, prefix))
            else:
                out.append(Element("", m.start, m.end, None, prefix, True))
            pos = covered = m.end
        out += [Element(t.group(), t.start(), t.end()) for t in _TOKEN.finditer(text, pos, self.s.end)]
        return out

    # -- reading ----------------------------------------------------------------------------------
    def cue(self, i: int, words: Cues) -> str | None:
        """The word at ``i`` as one of ``words``, particles left off."""
        e = self.elements[i]
        return None if e.mention is not None else words.get(e.text)

    def body_after(self, i: int, limit: int = 4) -> int | None:
        """The index of the body that follows element ``i``, over adjectives and adverbs only."""
        for j in range(i + 1, min(i + 2 + limit, len(self.elements))):
            e = self.elements[j]
            if e.kind == "organization":
                return j
            if e.is_time or (e.kind == "city" and e.prefix.endswith("ب")):
                continue
            if e.text in ('"', "(", "'") or e.text in self.r.between or e.text in self.r.shared or self.cue(j, self.r.shared) or self.cue(j, self.r.between):
                continue
            return None
        return None

    def holders_at(self, i: int, kinds: tuple[str, ...] = ("country", "organization", "person")) -> list[int]:
        """The coordinated names that begin at element ``i`` or shortly after an introduction ("أربع دول هي", "كل من")."""
        n = len(self.elements)
        j = i
        skipped = 0
        while j < n and self.elements[j].mention is None and skipped < 6 and (self.elements[j].text in self.r.introductions or self.elements[j].text in (":", ",")):
            j += 1
            skipped += 1
        out: list[int] = []
        while j < n:
            e = self.elements[j]
            if e.mention is None or e.kind not in kinds:
                break
            out.append(j)
            k = j + 1
            while k < n and (self.elements[k].text in (",", "و", "ثم", "وكذا", "كذلك", '"', "كما") or self.elements[k].text in ("ايضا", "حاليا")):
                k += 1
            if k < n and self.elements[k].mention is not None and (k > j + 1 or self.elements[k].prefix.startswith("و")):
                if k == j + 1 or self.elements[k - 1].text in (",", "و", "ثم", "وكذا") or self.elements[k].prefix.startswith("و"):
                    j = k
                    continue
            break
        return out

    def subject_before(self, i: int, kinds: tuple[str, ...] = ("country", "organization", "person"), skip: frozenset[str] = frozenset()) -> list[int]:
        """The name, or coordinated names, before element ``i`` that the cue speaks of: the nearest that no preposition governs.

        A body counts only right beside the cue; otherwise it is an object more often than a subject.
        """
        for j in range(i - 1, -1, -1):
            e = self.elements[j]
            if e.mention is None or e.kind not in kinds or e.mention.entity_id in skip or e.prefix.endswith(("ب", "ك")):
                continue
            if e.kind == "organization" and i - j > 3:
                continue
            if e.kind == "person" and j > 1 and self.elements[j - 2].text == "," and self.elements[j - 1].text[:1] in "يت" and self.elements[min(j + 1, i)].text == ",":
                continue  # "…، يتابع فلان، …": who reports, not who is spoken of
            before = self.elements[j - 1].text if j else ""
            if before in self.r.governing:
                continue
            out = [j]
            while self.elements[out[0]].prefix.startswith("و") and out[0] >= 1 and self.elements[out[0] - 1].mention is not None and self.elements[out[0] - 1].kind in kinds:
                out.insert(0, out[0] - 1)
            return out
        return []

    def aside(self, j: int) -> bool:
        """A time or a place that stands between a verb and its object."""
        return self.elements[j].is_time or (self.elements[j].kind == "city" and self.elements[j].prefix == "ب")

    def near(self, i: int, words: Cues, back: int, ahead: int) -> bool:
        return any(self.cue(j, words) is not None for j in range(max(0, i - back), min(len(self.elements), i + ahead + 1)) if self.elements[j].mention is None)


_SLOT = ("country", "organization", "person")


class _Finder:
    def __init__(self, context: Context, rules: RoleRules) -> None:
        self.c, self.r = context, rules
        self.entities = context.entities
        self.found: list[FoundRole] = []
        self.last_chaired: str | None = None
        self.titles = context.knowledge.rules(load_body_rules).titles

    # -- adding -----------------------------------------------------------------------------------
    def add(self, s: _Sentence, holder: str, role: str, body: str, at: tuple[int, int], status: str, rule: str, confidence: float = 0.8) -> None:
        if holder == body:
            return
        e, b = self.entities.get(holder), self.entities.get(body)
        if e is None or b is None or b.kind != "organization" or e.kind == "city":
            return
        start, end = self.period(s, at, role)
        terms = self.terms(s, at) if role in ("chair", "co_chair", "vice_chair") else None
        self.found.append(FoundRole(at[0], max(at), holder, role, body, start, end, status, terms, confidence, rule))
        if role in ("chair", "co_chair"):
            self.last_chaired = body

    def chaired(self, body: EntityInfo) -> bool:
        """The body is one that is chaired: of a government, a court, an agency or a staff, "رئيس" is its head, and that is an office."""
        name = fold(body.name_ar)
        return body.type not in self.r.headed_types and not name.startswith(self.r.headed_names)

    def period(self, s: _Sentence, at: tuple[int, int], role: str) -> tuple[date | None, date | None]:
        """Dates that the clause gives: "منذ 2015", "إلى غاية 2020", "لشهر مايو"."""
        text = self.c.doc.text
        for t in self.c.times:
            if t.start_date is None or not s.s.start <= t.start < s.s.end:
                continue
            if not at[0] - 40 <= t.start <= at[1] + 60:
                continue
            before = text[max(s.s.start, t.start - 14) : t.start].split()
            if re.search(r"[.;!?]", text[at[1] : t.start]) if t.start > at[1] else False:
                continue
            last = before[-2:]
            if any(w in ("منذ", "ومنذ") for w in last):
                return t.start_date, None
            if role in ("chair", "co_chair") and any(w.startswith("لشهر") or w == "لشهر" for w in [*last, *text[t.start : t.start + 5].split()]):
                return t.start_date, t.end_date
        return None, None

    def terms(self, s: _Sentence, at: tuple[int, int]) -> int | None:
        """How many terms: "لثلاث ولايات متتالية", "لولايتين", "للمرة الثالثة"."""
        text = self.c.doc.text[max(s.s.start, at[0] - 60) : min(s.s.end, at[1] + 80)]
        if m := re.search(r"\b(?:ل|و|ب)?(ثلاث|اربع|خمس|[2-9]) (?:ولايات|فترات|دورات|مرات)", text):
            return _NUMBERS.get(m.group(1))
        if re.search(r"\bل?(?:ولايتين|فترتين|دورتين)", text):
            return 2
        if m := re.search(r"(?:للمره|المره|ولايته|ولايتها|لولايه|فتره ولايته|الولايه) ال(ثالثه|ثانيه|رابعه|خامسه)", text):
            return _NUMBERS.get(m.group(1))
        return None

    def status(self, s: _Sentence, i: int, j: int, default: str) -> str:
        """The status as the words around the cue (elements ``i`` to ``j``) say it."""
        r = self.r
        lo, hi = min(i, j), max(i, j)
        if s.near(lo, r.elected, 7, hi - lo):
            return "elected"
        if any(s.cue(k, r.coming) for k in range(max(0, lo - 3), min(len(s.elements), hi + 6)) if s.elements[k].mention is None):
            return "elected"
        if any(s.cue(k, r.now) for k in range(max(0, lo - 4), min(len(s.elements), hi + 4)) if s.elements[k].mention is None):
            return "current"
        if any(s.cue(k, r.former) for k in range(max(0, lo - 5), min(len(s.elements), hi + 2)) if s.elements[k].mention is None):
            return "former"
        return default

    def country_of(self, entity_id: str) -> str | None:
        """The country entity that a person serves, for "بلاده"."""
        for f in self.c.affiliations:
            if f.person_id == entity_id and f.country_iso2:
                return "country:" + f.country_iso2
        e = self.entities.get(entity_id)
        return "country:" + e.country_iso2 if e and e.country_iso2 else None

    # -- the rules --------------------------------------------------------------------------------
    def run(self) -> list[FoundRole]:
        self.from_affiliations()
        for sentence in self.c.doc.sentences:
            words = self.c.doc.tokens_of(sentence)
            if self.found and any(t.text == "جانب" for t in words[:16]):
                self.beside(_Sentence(self.c, self.r, sentence))
            if not any(t.text in self.r.opening for t in words):
                continue
            s = _Sentence(self.c, self.r, sentence)
            for i in range(len(s.elements)):
                if s.elements[i].mention is None and s.elements[i].text in self.r.opening:
                    self.at(s, i)
        return self.distinct()

    def beside(self, s: _Sentence) -> None:
        """ "سنتسلم المهمة … إلى جانب المغرب": the one beside whom the chair of the sentence before is taken up."""
        earlier = [x for x in self.found if x.role == "co_chair" and s.s.start - 250 < x.start < s.s.start]
        if not earlier or not any(e.text in self.r.tasks for e in s.elements[:8]):
            return
        for i in range(1, min(len(s.elements) - 1, 14)):
            if s.elements[i].text == "جانب" and s.elements[i + 1].kind == "country":
                m = s.elements[i + 1].mention
                assert m is not None
                self.add(s, m.entity_id, "co_chair", earlier[-1].organization_id, (s.elements[i].start, m.end), "current", "beside", 0.65)

    def distinct(self) -> list[FoundRole]:
        """One row a holder, role and body: the most certain, a stated status before a supposed one, dates kept."""
        best: dict[tuple[str, str, str], FoundRole] = {}
        family = {"co_chair": "chair", "vice_chair": "vice_chair"}
        for role in sorted(self.found, key=lambda x: (-x.confidence, x.start)):
            key = (role.holder_id, family.get(role.role, role.role), role.organization_id)
            old = best.get(key)
            if old is None:
                best[key] = role
            else:
                merged = replace(
                    old, start_date=old.start_date or role.start_date, end_date=old.end_date or role.end_date, terms=old.terms or role.terms,
                    role="co_chair" if "co_chair" in (old.role, role.role) else old.role,
                )  # fmt: skip
                best[key] = merged
        return sorted(best.values(), key=lambda x: (x.start, x.holder_id, x.role))

    def from_affiliations(self) -> None:
        """ "رئيسة لجنة …" as somebody's title."""
        for f in self.c.affiliations:
            words = fold(f.title).split()
            if not words or f.organization_id is None or f.organization_id not in self.entities:
                continue
            body = self.entities[f.organization_id]
            if not self.chaired(body):
                continue
            first = words[0]
            name = fold(body.name_ar).split()
            direct = len(words) == 1 or words[1].removeprefix("لل").removeprefix("ل").removeprefix("ال")[:4] == name[0].removeprefix("ال")[:4]
            if first in ("رييس", "رييسه", "رييسا", "الرييس", "الرييسه") and not direct and len(words) > 2 and words[1] in self.r.shared:
                direct = True
            if not direct:
                continue
            sentence = self.c.doc.sentence_at(f.start)
            if sentence is None:
                continue
            s = _Sentence(self.c, self.r, sentence)
            role = None
            if first in ("رييس", "رييسه", "رييسا", "الرييس", "الرييسه"):
                role = "co_chair" if len(words) > 1 and words[1] in self.r.shared else "chair"
            elif first in ("عضو", "عضوه"):
                role = "member"
            elif first in ("موسس", "موسسه"):
                role = "founder"
            elif first in ("نايب", "نايبه") and len(words) > 1 and words[1] in ("رييس", "رييسه"):
                role = "vice_chair"
            holder = f.person_id
            for m in self.c.mentions_in(sentence, ("person",)):
                # "فلان، رئيس المجلس، استقبل …": the name before the title has it
                if m.end < f.start <= m.end + 2 and m.entity_id != holder and self.c.doc.text[m.end] == ",":
                    holder = m.entity_id
            if role:
                past = f.is_former or any(w in self.r.former for w in self.c.doc.text[f.start : f.end].split())
                self.add(s, holder, role, f.organization_id, (f.start, f.end), "former" if past else "current", "title", 0.9)

    def at(self, s: _Sentence, i: int) -> None:
        """Try every rule whose cue may stand at element ``i``."""
        r = self.r
        if verb := s.cue(i, r.verb_forms):
            self.verb(s, i, *r.verbs[verb])
        elif bare := s.cue(i, r.pronoun_forms):
            self.relative(s, i, *r.verbs[bare])
        if s.cue(i, r.chair_nouns):
            self.chair_noun(s, i)
        if s.cue(i, r.chairs):
            self.chair(s, i)
        if s.cue(i, r.deputies):
            self.deputy(s, i)
        if s.cue(i, r.members):
            self.member(s, i)
        if s.cue(i, r.founders):
            self.founder(s, i)
        if s.cue(i, r.withdrawals) and i + 1 < len(s.elements) and s.elements[i + 1].text == "من":
            self.withdrawal(s, i)
        if s.cue(i, r.partners):
            self.partner(s, i)
        if s.cue(i, r.comprises):
            self.comprises(s, i)
        if s.cue(i, r.seats):
            self.seat(s, i)
        if s.elements[i].text == "راس" and i and s.elements[i - 1].text in ("علي", "وعلي"):
            self.head_of(s, i)
        if s.cue(i, r.successor_of):
            self.successor(s, i)

    def verb(self, s: _Sentence, i: int, role: str, status: str, wants: str | None) -> None:
        r, els = self.r, s.elements
        n = len(els)
        if role == "founder" and i and els[i - 1].text in ("الذي", "التي", "الذين"):
            return
        seated = False
        # subject between verb and object
        j = i + 1
        subject: list[int] = []
        while j < n and (s.aside(j) or (els[j].mention is None and (els[j].text in r.between or s.cue(j, r.shared)))):
            if wants and s.cue(j, r.chair_nouns):
                break
            j += 1
        own = None
        if j < n and els[j].text in r.own_country:
            own = self.own_country(s, j)
            j += 1
        elif j < n and els[j].mention is not None and els[j].kind in _SLOT and not els[j].prefix.strip("وف"):
            got = s.holders_at(j)
            # the last of the list may be the object itself: "يترأس المغرب المنتدى"
            if (wants is None and len(got) == 1 and els[got[0]].kind == "organization" and role != "host") or (wants is None and len(got) == 1 and els[got[0]].kind == "organization"):
                got = []
            subject = got
            if got:
                j = got[-1] + 1
        if j + 2 < n and els[j].text in r.jointly and els[j + 1].text == "مع" and (more := s.holders_at(j + 2, ("country", "organization"))):
            subject += more
            j = more[-1] + 1
        while j < n and (
            s.aside(j)
            or (els[j].mention is None and (els[j].text in r.between or s.cue(j, r.shared) or s.cue(j, r.now) or els[j].text in (",",)))
        ):
            if wants and s.cue(j, r.chair_nouns):
                break
            j += 1
        shared = any(s.cue(k, r.shared) for k in range(i + 1, min(j + 1, n)) if els[k].mention is None)
        if wants == "chair":
            if j >= n or not s.cue(j, r.chair_nouns):
                return
            noun = j
            body = s.body_after(j)
            shared = shared or any(s.cue(k, r.shared) for k in range(j + 1, min(n, j + 3)) if els[k].mention is None)
            if body is None:
                target = self.session_body(s, j) or self.antecedent(s, j, i)
                if target is None and shared and s.cue(j, r.chair_nouns) == "الرياسه":
                    target = self.last_chaired
                if target is None:
                    return
                body_id, end = target, els[min(n - 1, j + 1)].end
                body = j
            else:
                body_id, end = els[body].mention.entity_id, els[body].end  # type: ignore[union-attr]
            del noun
        else:
            if role == "chair" and j < n and s.cue(j, r.chair_nouns):
                j += 1
            elif role == "chair" and j < n and els[j].text == "الدوره" and subject and all(els[k].kind == "country" for k in subject):
                # "تترأس البحرين الدورة الحالية لمجلس …": of a state, the presidency of the body
                j = next((k for k in range(j + 1, min(n, j + 5)) if els[k].kind == "organization" and els[k].prefix.endswith("ل")), n)
                if j == n:
                    return
            if role == "host" and j < n and els[j].kind == "city" and not els[j].prefix and not subject:
                subject, j = [j], j + 1  # "تحتضن الرياض مقر …"
            if role == "host" and j < n and els[j].text in self.r.seat_nouns:
                seated = True
                j += 1
            if role == "member" and not (j and (els[j - 1].text in ("الي", "من", "عن") or (j < n and els[j].prefix.endswith("ب")))):
                return
            body = s.body_after(j - 1)
            if body is None:
                return
            if role == "host" and not seated and (not self.hostable(els[body].mention) or any(els[k].kind == "city" for k in subject)):
                return
            if role == "chair" and els[body].prefix not in ("",) and els[j].text != els[body].text:
                return
            body_id, end = els[body].mention.entity_id, els[body].end  # type: ignore[union-attr]
        after = s.holders_at(body + 1) if wants or role == "chair" else []
        holders = [x for k in subject if (x := self.state_of(els[k].mention))]
        if own:
            holders = [own]
        if not holders and after and (els[body + 1].mention is not None or els[body + 1].text in self.r.introductions):
            holders = [els[k].mention.entity_id for k in after]  # type: ignore[union-attr]
        elif not holders and role == "chair" and (person := self.person_after(s, body)):
            holders = [person]
        elif not holders:
            kinds = ("country", "city") if seated else ("country",) if role == "host" else _SLOT
            skip = frozenset({body_id})
            if els[i].text.startswith("و"):  # "… نائب رئيس المنتدى ويرأس اللجنة": the body before is the object of the clause before
                before = s.subject_before(i, tuple(k for k in kinds if k != "organization"), skip) or s.subject_before(i, kinds, skip)
            else:
                before = s.subject_before(i, kinds, skip)
            holders = [x for k in before if (x := self.state_of(els[k].mention))]
            if not holders and role != "chair":
                holders = self.carried(s)
        if shared and role == "chair":
            role = "co_chair"
        if len(holders) > 1 and role == "chair":
            role = "co_chair"
        final = self.status(s, i, body, status)
        spot = (els[i].start, end)
        for holder in holders:
            self.add(s, holder, role, body_id, spot, final, "verb")
        if role in ("chair", "co_chair") and holders:
            self.companions(s, body, body_id, spot, set(holders), final)
            self.handed(s, body, body_id, spot, holders)

    def carried(self, s: _Sentence) -> list[str]:
        """The state that the previous sentence spoke of, when a verb has no subject of its own."""
        i = s.s.no - 1
        sentences = self.c.doc.sentences
        if 0 <= i < len(sentences):
            for m in reversed(self.c.mentions_in(sentences[i], ("country",))):
                return [m.entity_id]
        return []

    def own_country(self, s: _Sentence, j: int) -> str | None:
        for k in range(j - 1, -1, -1):
            m = s.elements[k].mention
            if m is not None and m.kind == "person" and (got := self.country_of(m.entity_id)):
                return got
        return next((s.elements[k].mention.entity_id for k in range(j - 1, -1, -1) if s.elements[k].kind == "country"), None)  # type: ignore[union-attr]

    def relative(self, s: _Sentence, i: int, role: str, status: str, wants: str | None) -> None:
        """ "المنتدى … الذي يترأسه كل من المغرب وهولندا", "مركز … الذي تستضيفه أبوظبي"."""
        els = s.elements
        if wants:
            return
        body = next((k for k in range(i - 1, max(-1, i - 7), -1) if els[k].kind == "organization"), None)
        if body is None or not any(els[k].text in ("الذي", "التي", "والذي", "والتي") for k in range(body, i)):
            return
        kinds = ("country", "city") if role == "host" else _SLOT
        after = s.holders_at(i + 1, kinds)
        mention = els[body].mention
        assert mention is not None
        if role == "host" and (not self.hostable(mention) or els[body].prefix.endswith("ل")):
            return  # "المؤتمر الوزاري لـ… الذي يحتضنه": the conference is held there
        ids = [self.state_of(els[k].mention) for k in after]
        if role == "chair" and len(ids) > 1:
            role = "co_chair"
        for holder in ids:
            if holder:
                self.add(s, holder, role, mention.entity_id, (els[body].start, els[after[-1]].end), self.status(s, i, i, status), "relative")

    def state_of(self, mention: FoundMention | None) -> str | None:
        """The entity itself; of a city, its country."""
        if mention is None:
            return None
        if mention.kind != "city":
            return mention.entity_id
        e = self.entities.get(mention.entity_id)
        country = "country:" + e.country_iso2 if e and e.country_iso2 else None
        if country and country not in self.entities:
            known = self.c.knowledge.registry.entities.get(country)
            if known is None:
                return None
            self.entities[country] = EntityInfo(country, "country", known.name_ar, known.name_en, known.country_iso2, True, known.type)
        return country

    def hostable(self, mention: FoundMention | None) -> bool:
        e = self.entities.get(mention.entity_id) if mention else None
        if e is None:
            return False
        head = fold(e.name_ar).split()[0].removeprefix("ال")
        return (e.type in self.r.hosted_types if e.type else True) and head not in ("جمعيه", "مجلس", "دوره", "لجنه", "وفد", "منتدي")

    def chair_noun(self, s: _Sentence, i: int) -> None:
        """ "رئاسته المشتركة لـ …", "تولي X رئاسة …", "انتقلت رئاسة … من … إلى …", "لرئاسة …"."""
        els, r = s.elements, self.r
        word = s.cue(i, r.chair_nouns) or ""
        body = s.body_after(i)
        if body is None:
            return
        mention = els[body].mention
        assert mention is not None
        if word == "قياده":
            return
        spot = (els[i].start, els[body].end)
        shared = any(s.cue(k, r.shared) for k in range(i + 1, body) if els[k].mention is None)
        role = "co_chair" if shared else "chair"
        pronoun = word.endswith(("ته", "تها", "تهما", "تهم", "وسه", "وسها")) and word != "رياسه"
        moved = any(s.cue(k, r.handover) for k in range(max(0, i - 3), i) if els[k].mention is None)
        if moved:
            self.handed(s, body, mention.entity_id, spot, [])
            return
        if any(r.verbs[verb][2] for k in range(max(0, i - 8), i) if (verb := s.cue(k, r.verb_forms))):
            return  # the verb's rule has it
        if pronoun:
            got = s.subject_before(i, ("country",), frozenset({mention.entity_id})) or s.subject_before(i, _SLOT, frozenset({mention.entity_id}))
            default = "current"
        elif s.near(i, r.elected, 16 if els[i].text.startswith("ل") else 6, 0) or s.near(i - 1, r.conferring, 3, 0):
            got = s.subject_before(i, _SLOT, frozenset({mention.entity_id}))
            default = "elected" if s.near(i, r.elected, 16, 0) else "current"
        else:
            return
        ids = [els[k].mention.entity_id for k in got]  # type: ignore[union-attr]
        if len(ids) > 1:
            role = "co_chair"
        for holder in ids:
            self.add(s, holder, role, mention.entity_id, spot, self.status(s, i, body, default), "chair_noun")
        if ids:
            self.companions(s, body, mention.entity_id, spot, set(ids))

    def session_body(self, s: _Sentence, i: int) -> str | None:
        """ "رئاسة الدورة": the body whose session the article spoke of."""
        nxt = s.elements[i + 1].text if i + 1 < len(s.elements) else ""
        if nxt not in ("الدوره", "دورته", "دورتها", "الدورات"):
            return None
        text = self.c.doc.text
        for m in self.c.mentions:
            if m.kind == "organization" and m.start < s.elements[i].start and re.search(r"الدوره(?: \w+){0,4} (?:ل|ال)?$", text[max(0, m.start - 60) : m.start]):
                return m.entity_id
        return None

    def antecedent(self, s: _Sentence, noun: int, verb: int) -> str | None:
        """The body that the pronoun of "رئاسته" means: the nearest before the verb."""
        if not (s.cue(noun, self.r.chair_nouns) or "").endswith(("سته", "ستها", "سهما")):
            return None
        for k in range(verb - 1, -1, -1):
            m = s.elements[k].mention
            if m is not None and m.kind == "organization":
                return m.entity_id
        return None

    def chair(self, s: _Sentence, i: int) -> None:
        """ "المغرب، بصفته الرئيس المشارك لـ …", "رئيسا مشاركا لـ …", "رئيسا للجنة"."""
        els, r = s.elements, self.r
        word = s.cue(i, r.chairs) or ""
        if s.cue(i, r.verb_forms) or (i and s.cue(i - 1, r.deputies)):
            return
        body = s.body_after(i, 3)
        if body is None:
            return
        mention = els[body].mention
        assert mention is not None
        e = self.entities.get(mention.entity_id)
        if e is None or not self.chaired(e):
            return
        shared = any(s.cue(k, r.shared) for k in range(i + 1, body) if els[k].mention is None)
        role = "co_chair" if shared else "chair"
        spot = (els[i].start, els[body].end)
        # a person right before or after: an office of his
        person = self.person_beside(s, i, body)
        if person:
            self.add(s, person, role, mention.entity_id, spot, self.status(s, i, body, "current"), "apposition", 0.85)
            return
        in_capacity = i > 0 and els[i - 1].text in r.capacity
        if word == "رييسا" or shared or in_capacity or (i > 1 and els[i - 1].text == "," and els[i - 2].kind == "country"):
            got = s.subject_before(i, ("country", "person") if word == "رييسا" else _SLOT, frozenset({mention.entity_id}))
            if not got and in_capacity:  # "بصفتها رئيسة …، دعت موريتانيا إلى": the subject follows
                got = [k for k in range(body + 1, min(len(els), body + 9)) if els[k].kind == "country" and not els[k].prefix][:1]
            apposed = i > 1 and els[i - 1].text == ","
            if in_capacity and not els[i - 1].text.endswith("هما"):
                got = got[-1:]
            for k in got:
                holder = els[k].mention
                if holder is not None and (not apposed or word == "رييسا" or shared or k == i - 2):
                    self.add(s, holder.entity_id, role, mention.entity_id, spot, self.status(s, i, body, "current"), "as_chair")

    def person_after(self, s: _Sentence, body: int) -> str | None:
        """ "ويرأس المجلس لهذا الشهر السفير فلان": the person after the body, over times and titles."""
        for e in s.elements[body + 1 : body + 8]:
            if e.kind == "person" and not e.prefix and e.mention is not None:
                return e.mention.entity_id
            if e.mention is not None or not (e.is_time or e.text.removeprefix("ال") in self.titles or e.text in ("لهذا", "الشهر", "العام", "لشهر", "حاليا")):
                return None
        return None

    def person_beside(self, s: _Sentence, i: int, body: int) -> str | None:
        """The person to whom the title at ``i`` … ``body`` stands in apposition."""
        els = s.elements
        if i > 1 and els[i - 1].text == "," and els[i - 2].kind == "person":
            return els[i - 2].mention.entity_id  # type: ignore[union-attr]
        for j in range(body + 1, min(len(els), body + 9)):
            e = els[j]
            if e.kind == "person" and not e.prefix and (els[i].text not in ("رييسا",)):
                return e.mention.entity_id  # type: ignore[union-attr]
            if e.mention is not None and e.kind != "organization":
                break
            word = e.text.removeprefix("ال")
            if e.is_time:
                continue
            if e.mention is None and word not in self.titles and e.text not in self.r.titles_between:
                break
        if not (els[i].text.startswith("و") or (i and els[i - 1].text == ",")):
            return None
        for k in range(i - 1, max(-1, i - 10), -1):
            m = els[k].mention
            if m is not None and m.kind == "person":
                # "فلانة، نائبة المندوبة الدائمة … ورئيسة لجنة …": titles in a row after a comma
                if k == i - 1 or els[k + 1].text in (",", "-") or (els[k + 1].text == "من" and els[min(k + 2, i)].kind == "country"):
                    return m.entity_id
                return None
            if m is None and els[k].text in ("ان", "الذي", "التي", "الي", ".", ":"):
                return None
        return None

    def deputy(self, s: _Sentence, i: int) -> None:
        """ "انتُخبت غانا نائبة للرئيس"."""
        els = s.elements
        if i + 1 >= len(els) or s.cue(i + 1, self.r.chairs) is None:
            return
        body = s.body_after(i + 1, 2)
        body_id = els[body].mention.entity_id if body is not None else self.last_chaired  # type: ignore[union-attr]
        if body_id is None:
            return
        if body is None and not els[i + 1].text.startswith("لل") and els[i + 1].text != "الرييس":
            return
        if body is not None and not self.chaired(self.entities[body_id]):
            return
        elected = s.near(i, self.r.elected, 30, 0)
        got = s.subject_before(i, ("country", "organization", "person") if elected else ("country", "organization"), frozenset({body_id}))
        if not got or got[-1] < i - (8 if elected else 4):
            return
        if els[got[-1]].kind == "person" and any(els[k].text == "شخص" for k in range(max(0, got[-1] - 12), got[-1])):
            got = s.subject_before(got[-1], ("country",), frozenset({body_id})) + got  # "انتخاب المغرب، في شخص سفيره فلان، نائبا لرئيس …"
        for k in got:
            status = "elected" if elected else self.status(s, i, i, "current")
            self.add(s, els[k].mention.entity_id, "vice_chair", body_id, (els[k].start, els[i + 1].end), status, "deputy")  # type: ignore[union-attr]

    def member(self, s: _Sentence, i: int) -> None:
        """ "المغرب عضو نشط في …", "تنال العضوية الكاملة في …", "غانا وموزامبيق، وهي الدول … الأعضاء في …"."""
        els, r = s.elements, self.r
        word = s.cue(i, r.members) or ""
        body = s.body_after(i, 4)
        if body is None:
            return
        mention = els[body].mention
        assert mention is not None
        between = {els[k].text for k in range(i + 1, body)}
        spot = (els[i].start, els[body].end)
        if word in r.listers and not (i and els[i - 1].text in r.introductions):
            return
        plural = word in ("الاعضاء", "اعضاء") or word in r.listers
        if plural:
            # only where the states are named and then identified: "…، وهي الدول الثلاث الأعضاء في"
            for k in range(body + 1, min(len(els) - 1, body + 9)):
                if els[k].text in (":", "هي", "هم", "وهي"):
                    listed = s.holders_at(k + 1, ("country",))
                    if len(listed) > 1:
                        for x in listed:
                            self.add(s, els[x].mention.entity_id, "member", mention.entity_id, spot, "current", "members_listed")  # type: ignore[union-attr]
                        return
            if word == "اعضاء" and i and els[i - 1].kind == "country" and s.near(i, self.r.elected, 12, 0):
                for k in s.subject_before(i, ("country",)):
                    self.add(s, els[k].mention.entity_id, "member", mention.entity_id, spot, "elected", "members_elected")  # type: ignore[union-attr]
                return
            start = next((k for k in range(i - 1, max(-1, i - 7), -1) if els[k].text in ("وهي", "وهم", "هي", "هم")), None)
            if start is None or not ("في" in between or els[body].prefix):
                return
            k = start - 1
            got: list[int] = []
            while k >= 0:
                if els[k].kind == "country":
                    got.append(k)
                elif els[k].mention is None and els[k].text not in (",", "و", "ثم", "متحدثا", "ايضا", "باسم", "نيابه", "عن"):
                    break
                k -= 1
            for k in got:
                self.add(s, els[k].mention.entity_id, "member", mention.entity_id, spot, "current", "members_identified")  # type: ignore[union-attr]
            return
        if "في" not in between and not els[body].prefix.startswith("ب") and word not in ("عضويه", "عضويته", "عضويتها"):
            return
        got = s.subject_before(i, ("country",), frozenset({mention.entity_id}))
        if not got or got[-1] < i - 30 or (got[-1] < i - 6 and not word.startswith(("العضويه", "عضوا"))):
            return
        if word in ("مقعد", "مقعدا") and not (els[got[0]].prefix.endswith("ل") or (els[i - 1].text in self.r.verb_forms and els[i - 1].text[0] != "ل")):
            return  # a seat wanted is no seat held
        chosen = word in ("عضوا", "عضو", "عضوه") and any(s.cue(k, self.r.elected) for k in range(max(0, got[0] - 6), i) if els[k].mention is None)
        status = "elected" if chosen else self.status(s, i, body, "current")
        status = "former" if s.near(i, self.r.withdrawals, 4, 0) else status
        for k in got:
            self.add(s, els[k].mention.entity_id, "member", mention.entity_id, spot, status, "member")  # type: ignore[union-attr]

    def withdrawal(self, s: _Sentence, i: int) -> None:
        """ "أعلنت مالي انسحابها من …"."""
        body = s.body_after(i, 2)
        if body is None:
            return
        member = s.elements[body].mention
        for k in s.subject_before(i, ("country",)):
            if member is not None and k > i - 8:
                self.add(s, s.elements[k].mention.entity_id, "member", member.entity_id, (s.elements[i].start, member.end), "former", "withdrawal")  # type: ignore[union-attr]

    def founder(self, s: _Sentence, i: int) -> None:
        """ "كان المغرب ضمن الأعضاء المؤسسين لـ …"."""
        els = s.elements
        before = els[i - 1] if i else None
        if before is None or not (before.kind == "country" or s.cue(i - 1, self.r.members) or before.text in self.r.founder_of or before.text.isdigit()):
            return
        body = s.body_after(i, 1)
        if body is None or not (els[body].prefix.endswith("ل") or els[i].text.endswith("موسسي") or els[body - 1].text == "في"):
            return
        mention = els[body].mention
        assert mention is not None
        for k in s.subject_before(i, ("country", "person"), frozenset({mention.entity_id})):
            self.add(s, els[k].mention.entity_id, "founder", mention.entity_id, (els[i].start, els[body].end), "current", "founder")  # type: ignore[union-attr]

    def partner(self, s: _Sentence, i: int) -> None:
        els = s.elements
        body = s.body_after(i, 1)
        if body is None or not (els[body].prefix.endswith("ل") or els[body - 1].text == "في"):
            return
        mention = els[body].mention
        assert mention is not None
        for k in s.subject_before(i, ("country", "organization"), frozenset({mention.entity_id})):
            self.add(s, els[k].mention.entity_id, "partner", mention.entity_id, (els[i].start, els[body].end), self.status(s, i, body, "current"), "partner", 0.6)  # type: ignore[union-attr]

    def comprises(self, s: _Sentence, i: int) -> None:
        """ "ويضم أيضا البحرين والكويت", "ويضم 15 عضوا من بينهم حاليا المغرب وناميبيا"."""
        els = s.elements
        own = s.body_after(i, 0)
        if own is not None and not els[own].prefix and len(listed := s.holders_at(own + 1, ("country",))) > 1:
            for k in listed:
                self.add(s, els[k].mention.entity_id, "member", els[own].mention.entity_id, (els[i].start, els[listed[-1]].end), "current", "comprises")  # type: ignore[union-attr]
            return
        j = i + 1
        steps = 0
        aside = ("اليوم", "في", "الي", "جانب")
        while j < len(els) and els[j].mention is None and steps < 9 and (els[j].text in self.r.introductions or els[j].text.isdigit() or els[j].text in aside or s.cue(j, self.r.members)):
            j += 1
            steps += 1
        got = s.holders_at(j, ("country",))
        if len(got) < 2:
            return
        reach = -1 if els[i].text.startswith("و") else max(-1, i - 4)  # "صفقة تضم": only what stands beside it
        body = next((els[k].mention for k in range(i - 1, reach, -1) if els[k].kind == "organization"), None)
        if body is None or not self.chaired(self.entities[body.entity_id]) or any(els[k].text in self.r.gatherings for k in range(max(0, i - 8), i + 1)):
            return
        for k in got:
            self.add(s, els[k].mention.entity_id, "member", body.entity_id, (els[i].start, els[got[-1]].end), "current", "comprises")  # type: ignore[union-attr]

    def seat(self, s: _Sentence, i: int) -> None:
        """ "ومقره الرياض", "تتخذ من تونس مقرا لها"."""
        els = s.elements
        word = s.cue(i, self.r.seats) or ""
        if word == "مقر":
            if i and els[i - 1].text in self.r.stands and (at := s.body_after(i, 0)) is not None:
                for e in els[at + 1 : at + 5]:
                    if e.kind in ("city", "country") and (e.prefix == "ب" or self.c.doc.text[: e.start].endswith("في ")) and (state := self.state_of(e.mention)):
                        self.add(s, state, "host", els[at].mention.entity_id, (els[i].start, e.end), "current", "seat", 0.7)  # type: ignore[union-attr]
                        break
            return
        place: FoundMention | None = None
        if word in ("مقره", "مقرها") and i + 1 < len(els):
            j = i + 1 if els[i + 1].text not in ("في", "هو") else i + 2
            if j < len(els) and els[j].kind in ("city", "country") and not els[j].prefix:
                place = els[j].mention
        elif word == "مقرا" and i >= 2 and els[i - 1].kind in ("city", "country") and els[i - 2].text == "من":
            place = els[i - 1].mention
        holder = self.state_of(place)
        body = next((els[k].mention for k in range(i - 1, max(-1, i - 9), -1) if els[k].kind == "organization"), None)
        if holder and body is not None and self.hostable(body):
            self.add(s, holder, "host", body.entity_id, (body.start, els[i].end), "current", "seat", 0.7)

    def head_of(self, s: _Sentence, i: int) -> None:
        """ "ما بذله المغرب على رأس المنتدى", "السنغال تخلف نيجيريا على رأس …"."""
        els, r = s.elements, self.r
        body = s.body_after(i, 1)
        if body is None:
            return
        mention = els[body].mention
        assert mention is not None
        spot = (els[i - 1].start, els[body].end)
        change = next((k for k in range(i - 1, max(-1, i - 6), -1) if els[k].mention is None and s.cue(k, r.succeeds)), None)
        if change is not None:
            after = s.holders_at(change + 1)
            before = s.subject_before(change)
            if after and before:
                for k in before:
                    self.add(s, els[k].mention.entity_id, "chair", mention.entity_id, spot, "current", "succeeds")  # type: ignore[union-attr]
                for k in after[:1]:
                    self.add(s, els[k].mention.entity_id, "chair", mention.entity_id, spot, "former", "succeeds")  # type: ignore[union-attr]
                return
        got = s.subject_before(i - 1, _SLOT, frozenset({mention.entity_id}))
        if not got or got[-1] < i - 7:
            return
        ids = [els[k].mention.entity_id for k in got]  # type: ignore[union-attr]
        role = "co_chair" if len(ids) > 1 else "chair"
        for holder in ids:
            self.add(s, holder, role, mention.entity_id, spot, self.status(s, i, body, "current"), "head_of", 0.75)
        self.companions(s, body, mention.entity_id, spot, set(ids))

    def companions(self, s: _Sentence, body: int, body_id: str, spot: tuple[int, int], known: set[str], default: str = "current") -> None:
        """Who shares the chair: "مع هولندا أولا، ثم مع كندا …، وإلى جانب الاتحاد الأوروبي حاليا"."""
        els, r = s.elements, self.r
        j = body + 1
        misses = 0
        found: list[tuple[str, str]] = []
        while j < len(els) and misses < 9:
            e = els[j]
            starter = e.mention is None and (e.text in ("مع", "ومع", "برفقه") or (e.text in ("جانب",) and els[j - 1].text in ("الي", "والي")))
            if starter:
                got = s.holders_at(j + 1, ("country", "organization"))
                k = j + 1
                if got:
                    # "مع هولندا ثم كندا": the list may be joined by ثم
                    last = got[-1]
                    while last + 2 < len(els) and els[last + 1].text == "ثم" and els[last + 2].mention is not None:
                        last += 2
                        got.append(last)
                    k = last + 1
                    now = any(s.cue(x, r.now) for x in range(max(0, j - 4), min(len(els), k + 4)) if els[x].mention is None)
                    for g in got:
                        found.append((els[g].mention.entity_id, "current" if now else "?"))  # type: ignore[union-attr]
                    misses = 0
                j = k
                continue
            if e.mention is None and (e.text in (".", ";", "ان") or (len(e.text) > 4 and e.text.startswith(("وي", "وت")))):
                break
            misses += 1
            j += 1
        if not found:
            return
        sequence = len(found) > 1
        for n, (entity, status) in enumerate(found):
            if entity in known or entity == body_id:
                continue
            if status == "?":
                status = default if not sequence or n == len(found) - 1 else "former"
            self.add(s, entity, "co_chair", body_id, spot, status, "companion", 0.75)
        for role in self.found:
            if role.organization_id == body_id and role.holder_id in known and role.role == "chair":
                role.role = "co_chair"

    def handed(self, s: _Sentence, body: int, body_id: str, spot: tuple[int, int], holders: list[str]) -> None:
        """ "من نيجيريا إلى السنغال"; after "تسلمت جيبوتي رئاسة الدورة" only "من الجزائر"."""
        els = s.elements
        for j in range(body + 1, min(len(els), body + 18)):
            giver = j + 2 if j + 2 < len(els) and els[j + 1].text in self.r.state_words else j + 1
            if els[j].text == "الي" and not holders and giver < len(els) and els[giver].kind == "country":
                self.add(s, els[giver].mention.entity_id, "chair", body_id, spot, "current", "handover")  # type: ignore[union-attr]
                return
            if els[j].text == "من" and giver < len(els) and els[giver].kind in ("country", "organization"):
                if holders:
                    if all(x.is_time or x.text in ("رسميا", "الدوره", "الاربعين") or (x.mention is None and len(x.text) < 8) for x in els[body + 1 : j]) and j <= body + 3:
                        self.add(s, els[giver].mention.entity_id, "chair", body_id, spot, "former", "handover")  # type: ignore[union-attr]
                    return
                if j + 3 < len(els) and els[j + 2].text == "الي" and els[j + 3].kind == "country":
                    self.add(s, els[j + 1].mention.entity_id, "chair", body_id, spot, "former", "handover")  # type: ignore[union-attr]
                    self.add(s, els[j + 3].mention.entity_id, "chair", body_id, spot, "current", "handover")  # type: ignore[union-attr]
                return

    def successor(self, s: _Sentence, i: int) -> None:
        """ "خلفا للنيجيري …": he held the role that the sentence gives to another."""
        els = s.elements
        current = [x for x in self.found if s.s.start <= x.start < els[i].start and x.role in ("chair", "co_chair", "vice_chair")]
        if not current:
            return
        person = next((els[k].mention for k in range(i + 1, min(len(els), i + 5)) if els[k].kind == "person"), None)
        last = current[-1]
        for k in s.holders_at(i + 1, ("country", "organization")):
            if els[k].prefix.endswith(("ل", "و")) or k > i + 1:
                self.add(s, els[k].mention.entity_id, last.role, last.organization_id, (els[i].start, els[k].end), "former", "successor")  # type: ignore[union-attr]
        if person is not None:
            self.add(s, person.entity_id, last.role, last.organization_id, (els[i].start, person.end), "former", "successor")


def find_roles(context: Context) -> None:
    """Add the roles that the article states to ``context.roles``: distinct by holder, role and body, in text order."""
    rules = context.knowledge.rules(load_role_rules)
    context.roles.extend(_Finder(context, rules).run())
