"""The roles found in an article: adding with status, dates and terms, and one row a holder, role and body at the end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ct_pipeline.extract.body_identity import aliases_of, name_key
from ct_pipeline.extract.body_rules import load_body_rules
from ct_pipeline.extract.context import Context, EntityInfo, FoundMention, FoundRole
from ct_pipeline.extract.role_rules import RoleRules
from ct_pipeline.extract.role_sentence import REACH, RoleSentence
from ct_pipeline.language.fold import fold

_CHAIRS = ("chair", "co_chair", "vice_chair")
_PERIODS = frozenset({"month", "season", "year", "range"})


class RoleLedger:
    """The roles found in one article so far, and what is asked of its bodies and times."""

    def __init__(self, context: Context, rules: RoleRules) -> None:
        self.c, self.r = context, rules
        self.entities = context.entities
        self.found: list[FoundRole] = []
        self.last_chaired: str | None = None
        self.asked: tuple[int, str] | None = None  # the sentence that last told of a body's chair, and the body
        self.titles = context.knowledge.rules(load_body_rules).titles

    def add(self, s: RoleSentence, holder: str, role: str, body: str, at: tuple[int, int], status: str, rule: str, confidence: float = 0.8, change: str = "") -> None:
        """Add a role told at folded offsets ``at``. ``change``: "begins" or "ends" where the clause tells of that, so that its date is the start or the end."""
        if holder == body:
            return
        e, b = self.entities.get(holder), self.entities.get(body)
        if e is None or b is None or b.kind != "organization" or e.kind == "city":
            return
        if (parent := self.parent(b)) is not None:
            # members of a body's committee are told as the body's; its chairs chair both
            if role == "member":
                body = parent
            elif role in ("chair", "co_chair") and e.kind != "person":
                self.add(s, holder, role, parent, at, status, rule, confidence, change)
        start, end = self.period(s, at, role, change or self.change(rule, status))
        if status == "elected" and self.long_ago(s, at):
            status = "current"
        terms = self.terms(s, at) if role in ("chair", "co_chair", "vice_chair") else None
        self.found.append(FoundRole(at[0], max(at), holder, role, body, start, end, status, terms, confidence, rule))
        if role in ("chair", "co_chair"):
            self.last_chaired = body

    def change(self, rule: str, status: str) -> str:
        """Whether what ``rule`` tells of begins ("انضمت") or ends ("انسحبت", "سلمت") with it."""
        if status == "current" and rule in self.r.beginning_rules:
            return "begins"
        return "ends" if status == "former" and rule in self.r.ending_rules else "?" if status == "elected" else ""

    def parent(self, body: EntityInfo) -> str | None:
        """The body to which ``body`` says in its name that it belongs: "لجنة التنسيق التابعة للمنتدى"."""
        name = fold(body.name_ar)
        tie = self.r.own_body.search(name)
        if tie is None:
            return None
        rest = name[tie.end() + 1 :]
        key = name_key("ا" + rest if rest.startswith("ل") else rest)
        for identifier, e in sorted(self.entities.items()):
            if e.kind == "organization" and identifier != body.entity_id:
                if name_key(e.name_ar) == key or (" " not in key and name_key(e.name_ar).split()[:1] == [key] and e.is_registered):
                    return identifier
        return next(iter(aliases_of(self.c.knowledge.registry).get(key, ())), None)

    def chaired(self, body: EntityInfo) -> bool:
        """The body is one that is chaired: of a government, a court, an agency or a staff, "رئيس" is its head, and that is an office."""
        name = fold(body.name_ar)
        return body.type not in self.r.headed_types and not name.startswith(self.r.headed_names)

    def period(self, s: RoleSentence, at: tuple[int, int], role: str, change: str) -> tuple[date | None, date | None]:
        """Dates that the clause gives: "منذ 2015", "إلى غاية 2020", "لشهر مايو", "بين 2012 و2014"; a bare date is the start of what begins and the end of what ends."""
        text, r = self.c.doc.text, self.r
        start: date | None = None
        end: date | None = None
        for t in self.c.times_in(s.s):
            if t.start_date is None or not at[0] - 40 <= t.start <= at[1] + 60:
                continue
            between = text[at[1] : t.start] if t.start > at[1] else text[t.end : at[0]]
            words = between.split()
            if re.search(r"[.;!?]", between) or any(w.strip(",") in r.relatives or w in r.clause_openers for w in words):
                continue
            if "," in between and len(between.rsplit(",", 1)[1].split()) > 2:
                continue  # "…، وأحد بلدان عملياته منذ سنة": of something else
            before = text[max(s.s.start, t.start - 24) : t.start].split()[-3:]
            long = t.granularity in _PERIODS and t.end_date is not None and (t.end_date - t.start_date).days >= 27
            apart = len(words) <= 9 and not any(w.isdigit() for w in words)
            beside = apart and len(words) <= 4
            during = text[t.start] == "ل" or text[t.start - 1] == "ل" or any(w.removeprefix("و") in r.during for w in before)
            if any(w.removeprefix("و") in r.since for w in before[-2:]):
                if change == "ends":
                    end = end or t.end_date
                else:
                    start = start or t.start_date
            elif any(w in r.until for w in before[-2:]):
                end = end or t.end_date
            elif change != "ends" and long and ((t.granularity == "range" and apart) or (beside and role in _CHAIRS and during)):
                return t.start_date, t.end_date
            elif change == "begins" and "," not in between:
                start = start or t.start_date
            elif change == "ends" and "," not in between:
                end = end or t.end_date
            elif long and beside and role in _CHAIRS and not change and "," not in between and t.start > at[1]:
                return t.start_date, t.end_date
        return start, end

    def terms(self, s: RoleSentence, at: tuple[int, int]) -> int | None:
        """How many terms: "لثلاث ولايات متتالية", "لولايتين", "للمرة الثالثة"."""
        text = self.c.doc.text[max(s.s.start, at[0] - 60) : min(s.s.end, at[1] + 80)]
        if m := self.r.terms_counted.search(text):
            return self.r.counts.get(m.group(1))
        if self.r.terms_two.search(text):
            return 2
        if m := self.r.terms_nth.search(text):
            return self.r.counts.get(m.group(1))
        return None

    def status(self, s: RoleSentence, i: int, j: int, default: str) -> str:
        """The status as the words around the cue (elements ``i`` to ``j``) say it."""
        r = self.r
        lo, hi = min(i, j), max(i, j)
        before = [e.text.removeprefix("و") for e in s.elements[max(0, lo - 4) : lo] if e.mention is None]
        if any(w in r.ended for w in before):
            return "former"
        if any(w in r.ending for w in before):
            return "current"
        if s.near(lo, r.elected, 7, hi - lo):
            return "elected"
        own_end = next((k for k in range(hi + 1, min(len(s.elements), hi + 6)) if s.elements[k].text in (",", ".", ";")), hi + 6)
        if any(s.cue(k, r.coming) for k in range(max(0, lo - 3), min(len(s.elements), own_end)) if s.elements[k].mention is None):
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

    def state_of(self, mention: FoundMention | None) -> str | None:
        """The entity itself; of a city, its country."""
        if mention is None:
            return None
        if mention.kind != "city":
            return mention.entity_id
        e = self.entities.get(mention.entity_id)
        country = "country:" + e.country_iso2 if e and e.country_iso2 else None
        return country if country and self.know_state(country) else None

    def know_state(self, country: str) -> bool:
        """Make the state an entity of the article, where only a city or a nisba names it; False where the registry has no such state."""
        if country not in self.entities:
            known = self.c.knowledge.registry.entities.get(country)
            if known is None:
                return False
            self.entities[country] = EntityInfo(country, "country", known.name_ar, known.name_en, known.country_iso2, True, known.type)
        return True

    def is_own(self, body: str, state: str) -> bool:
        """The body is the state's own: a ministry, a national council."""
        e = self.entities.get(body)
        return e is not None and e.country_iso2 is not None and state == f"country:{e.country_iso2}"

    def hostable(self, mention: FoundMention | None) -> bool:
        e = self.entities.get(mention.entity_id) if mention else None
        if e is None:
            return False
        head = fold(e.name_ar).split()[0].removeprefix("ال")
        return (e.type in self.r.hosted_types if e.type else True) and head not in self.r.unseated

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
                    status="former" if role.rule == "succession" and role.status == "former" else old.status,
                )  # fmt: skip
                best[key] = merged
        return sorted(best.values(), key=lambda x: (x.start, x.holder_id, x.role))

    def has_seat(self, mention: FoundMention | None) -> bool:
        """The body is one that states host: an international one or a centre, no ministry and no company."""
        e = self.entities.get(mention.entity_id) if mention else None
        if e is None or mention is None:
            return False
        return (e.type in self.r.hosted_types or e.type is None) and (e.country_iso2 is None or e.is_registered or self.is_group(mention, self.r.groups))

    def long_ago(self, s: RoleSentence, at: tuple[int, int]) -> bool:
        """The clause dates itself a year or more before the article: who was elected then holds the role."""
        now = self.c.doc.published_on or self.c.doc.article.published_latest
        if now is None:
            return False
        near = [t for t in self.c.times_in(s.s) if t.end_date is not None and at[0] - 60 <= t.start <= at[1] + 40]
        return bool(near) and all((now - t.end_date).days > 365 for t in near if t.end_date)

    def is_group(self, mention: FoundMention, heads: frozenset[str]) -> bool:
        """The body is of a kind that has members or chairs of its own, by its head noun."""
        e = self.entities.get(mention.entity_id)
        if e is None or not self.chaired(e):
            return False
        words = fold(e.name_ar).split() or [""]
        return words[0].removeprefix("ال") in heads

    def group_before(self, s: RoleSentence, i: int, heads: frozenset[str]) -> str | None:
        """The last body of such a kind that the sentence names before element ``i``."""
        for e in reversed(s.elements[max(0, i - REACH) : i]):
            if e.mention is not None and e.kind == "organization" and self.is_group(e.mention, heads):
                return e.mention.entity_id
        return None

    def object_body(self, s: RoleSentence, i: int) -> str | None:
        """The body that the pronoun right behind element ``i`` means: "الذي تعد الجزائر عضوا مؤسسا له"."""
        els = s.elements
        if i + 1 >= len(els) or els[i + 1].mention is not None or els[i + 1].text not in self.r.objects:
            return None
        meant = self.group_before(s, i, self.r.groups)
        if els[i + 1].text.endswith("ه") and meant is not None and fold(self.entities[meant].name_ar).split()[0].endswith("ه"):
            meant = self.within(meant) or meant
        return meant or self.topic(s, self.r.groups)

    def within(self, body: str) -> str | None:
        """The known masculine body in whose name's end another's name stands: "مجموعة عمل المنتدى العالمي …"; what "له" means there."""
        words = fold(self.entities[body].name_ar).split()
        known = aliases_of(self.c.knowledge.registry)
        for first in range(1, len(words) - 1):
            for end in range(len(words), first + 1, -1):
                found = known.get(name_key(" ".join(words[first:end])))
                if found and not words[first].endswith("ه"):
                    identifier = next(iter(found))
                    if identifier not in self.entities:
                        e = self.c.knowledge.registry.entities[identifier]
                        self.entities[identifier] = EntityInfo(identifier, e.kind, e.name_ar, e.name_en, e.country_iso2, True, e.type)
                    return identifier
        return None

    def topic(self, s: RoleSentence, heads: frozenset[str]) -> str | None:
        """The body that this sentence's beginning or the two sentences before speak of last."""
        sentences = self.c.doc.sentences
        for no in range(s.s.no - 1, max(-1, s.s.no - 3), -1):
            if 0 <= no < len(sentences):
                for m in reversed(self.c.mentions_in(sentences[no], ("organization",))):
                    if self.is_group(m, heads):
                        return m.entity_id
        return None
