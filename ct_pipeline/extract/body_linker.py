"""Decides which entity each name found means, and puts the mentions in place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from ct_pipeline.extract.body_identity import aliases_of, body_id, endings_of, missions_of, name_key
from ct_pipeline.extract.body_names import Candidate, NameReader
from ct_pipeline.extract.body_short_names import merge_short, repeat_short
from ct_pipeline.extract.body_spans import overlapping
from ct_pipeline.extract.body_states import StateTeller
from ct_pipeline.extract.body_types import APPOSED, APPOSED_TO, NATIONAL_TYPES, SEATED, SEVERAL, STATE_TYPES
from ct_pipeline.extract.context import Context, EntityInfo, FoundMention

_SECOND = re.compile(r'"?\)? ?و"?\(?((?:ال)?\w+)')
_NEXT = re.compile(r" (\w+)")
_SHORT_NAME = re.compile(r"""\s?["'(]{1,3}([^"'()\n,]{3,30})["')]{1,3}| (\w+)""")


class Linker:
    """Decides which entity each candidate names, and puts mentions in place."""

    def __init__(self, context: Context, parser: NameReader) -> None:
        self.c, self.p = context, parser
        self.registry = context.knowledge.registry
        self.aliases = aliases_of(self.registry)
        self.by_key: dict[str, str] = {}
        self.of_kind: dict[str, set[str]] = defaultdict(set)  # bodies of states that the article names, by kind
        self.told: dict[str, set[str]] = defaultdict(set)  # those of them that a name every state uses was found to mean
        for m in context.mentions:
            e = self.registry.entities.get(m.entity_id)
            if e is not None and e.type in STATE_TYPES:
                self.of_kind[e.type].add(e.entity_id)
        self.states = StateTeller(context, parser)

    def link(self, found: list[Candidate]) -> None:
        context = self.c
        drop: set[int] = set()
        placed: list[FoundMention] = []
        names: list[tuple[FoundMention, Candidate]] = []
        for cand in found:
            inside = overlapping(context.mentions, cand.start, cand.end)
            if any(m.kind == "country" and m.start == cand.start and m.end == cand.end for m in inside):
                continue  # "اتحاد جزر القمر" is the state
            if any(m.kind == "organization" and (m.start < cand.start or m.end > cand.end or (m.start == cand.start and m.end == cand.end)) for m in inside):
                covering = next((m for m in inside if m.kind == "organization" and m.start <= cand.start and m.end >= cand.end), None)
                if covering is not None and cand.abbreviation:
                    self.abbreviate(cand, covering.entity_id, covering.end, placed)
                continue
            widened = True
            for m in inside:
                quoted = m.end + 1 == cand.end and context.doc.text[m.end] == '"'  # 'تنظيم "ولاية خراسان"'
                letters = context.doc.text[m.start : m.end].split()  # "وكالة أ ف ب": letters apart are one short name
                short = cand.head.words[0] in self.p.r.before_short and (len(letters) == 1 or all(len(w) == 1 for w in letters))
                if m.kind == "organization" and (self.apposed(cand, m) or short or (quoted and self.bears(cand, m))) and (m.end == cand.end or quoted) and not cand.definite:
                    m.start, m.end = cand.start, cand.end
                    break
            else:
                widened = False
            if widened:
                continue
            self.slip(cand)
            same_start = next((m for m in inside if m.kind == "organization" and m.start == cand.start), None)
            entity_id = self.entity_for(cand, same_start)
            if entity_id is None:
                continue
            inside = overlapping(context.mentions, cand.start, cand.end)
            for m in inside:
                if m.kind == "city" and (cand.tail and m.start >= cand.core_end or (cand.head.type == "court" or (m.end == cand.end and cand.head.type in SEATED)) and not cand.definite):
                    continue  # the place at the end of a court's, an embassy's, a police directorate's name is named as well
                if m.kind in ("city", "country") and m.end == cand.end and self.c.doc.text[cand.start : m.start].endswith(tuple(f" {w} " for w in sorted(self.p.r.posted_to))):
                    continue  # "بعثة الاتحاد الأوروبي لدى …"
                drop.add(id(m))
            registered = entity_id in self.registry.entities
            mention = FoundMention(cand.start, cand.end, "organization", entity_id, "registry_extended" if registered else "body_grammar", 0.9 if registered else 0.8)
            placed.append(mention)
            names.append((mention, cand))
            if cand.abbreviation:
                self.abbreviate(cand, entity_id, cand.end, placed)
        repeat_short(context, placed, names)
        spans = {(m.start, m.end) for m in placed}
        context.mentions = sorted(
            [m for m in context.mentions if id(m) not in drop and not ((m.start, m.end) in spans and m.kind == "organization")] + placed, key=lambda m: (m.start, -m.end, m.kind)
        )
        merge_short(context, names, self.p)

    def bears(self, cand: Candidate, known: FoundMention) -> bool:
        """What stands in quotes after the head is the whole name of a known body: 'مبادرة "اجتماعات العقبة"'."""
        return self.c.doc.text[known.start - 1] == '"' and known.entity_id in self.registry.entities and cand.head.type not in ("unit", "team", "programme")

    def apposed(self, cand: Candidate, known: FoundMention) -> bool:
        """The candidate's head says what the known body after it is: "تنظيم داعش"; "بعثة الأمم المتحدة" is another body."""
        types, body = APPOSED_TO.get(cand.head.type), self.registry.entities.get(known.entity_id)
        if types is not None and (body is not None or cand.head.type == "mission"):
            return body is not None and body.type in types
        return cand.head.type in APPOSED

    def link_pairs(self) -> None:
        """The second of two groups under one head: "تنظيمي داعش والقاعدة" names تنظيم القاعدة, which alone is no name."""
        text, doc = self.c.doc.text, self.c.doc
        new: list[FoundMention] = []
        for m in self.c.mentions:
            before = doc.token_at(m.start) - 1
            if m.kind != "organization" or before < 0 or doc.tokens[before].text not in self.p.r.pairs_of_groups:
                continue
            second = _SECOND.match(text, m.end)
            if second is None or overlapping(self.c.mentions, second.start(1), second.end(1)):
                continue
            for word in (w for k, w in sorted(self.p.r.by_word.items()) if w.type == "armed_group" and len(w.words) == 1):
                if got := self.choose(self.aliases.get(name_key(f"{word.words[0]} {second.group(1)}"), ()), None):
                    new.append(FoundMention(second.start(1), second.end(1), "organization", self.register(got), "body_grammar", 0.85))
                    break
        if new:
            self.c.mentions = sorted([*self.c.mentions, *new], key=lambda m: (m.start, -m.end, m.kind))

    def entity_for(self, cand: Candidate, known: FoundMention | None) -> str | None:
        text = self.c.doc.text
        article = self.article(cand)
        name = article + text[cand.start : cand.end]
        country = self.states.country_in(cand.start, cand.end)
        if (short := self.introduced(cand)) is not None and name_key(name) not in self.aliases:
            return self.register(short)
        if cand.head.type == "mission" and name_key(name) not in self.aliases and (got := self.mission(cand)):
            return self.register(got)
        if cand.head.words[0] in self.p.r.commands and not cand.definite and (got := self.commanded(cand, country)):
            return self.register(got)
        if country is None and cand.head.type == "ministry" and (got := self.office_of_state(cand, name, None)):
            return self.register(got)
        if country is None and name_key(name) in self.by_key:
            return self.by_key[name_key(name)]
        for end in (cand.end, cand.core_end):
            key = name_key(article + text[cand.start : end])
            if cand.wrong:
                stem, _, last = key.rpartition(" ")
                key = f"{stem} {min(endings_of(self.registry).get(stem, ()), key=lambda e: (Levenshtein.distance(e, last), e), default=last)}"
            if got := self.choose(self.aliases.get(key, ()), country or self.near(cand)):
                return self.register(got)
        words = name_key(name).split()
        if country and len(words) > 1 and "ال" + words[-1].removeprefix("ال") in self.p.nisbas:
            if got := self.choose(self.aliases.get(" ".join(words[:-1]), ()), country, strict=True):
                return self.register(got)
        if got := self.office_of_state(cand, name, country):
            return self.register(got)
        if name_key(name) in self.by_key and (country is None or self.c.entities[self.by_key[name_key(name)]].country_iso2 in (None, country)):
            return self.by_key[name_key(name)]
        if known is not None:
            extra = text[known.end : cand.end].strip()
            if (extra.split() or [""])[0].removeprefix("ال") in self.p.r.generic:
                return None  # "جبهة … الانفصالية": described, not renamed
            info = self.c.entities.get(known.entity_id)
            compatible = info is None or info.country_iso2 is None or country is None or info.country_iso2 == country
            plain = (
                (extra.startswith("و") and cand.head.and_ == "portfolio")
                or all(w in self.p.nisbas for w in extra.split())
                or (cand.tail is not None and cand.core_end <= known.end)
            )
            if compatible and plain:
                return known.entity_id
            if extra.startswith("وال") and cand.head.type in SEVERAL and extra.split()[0][3:] in self.p.r.fields and info is not None and info.is_registered:
                known = None  # "مجلس الأمن والدفاع الوطني" is no Security Council
            elif (extra.startswith("و") or (extra.startswith("ل") and not extra.startswith(tuple("ل" + area for area in self.p.r.areas)))) and info is not None and info.is_registered:
                return None  # "الاتحاد الإفريقي لتعزيز …": a purpose, not a part of the name
        if cand.head.type == "embassy":
            return self.embassy(cand, article)
        iso = country
        if iso is None:
            iso = self.near(cand)
        # the printed name carries its country itself; a bare "النيابة العامة" needs it for its identity
        key = body_id(name, iso if self.national(cand) else None)
        self.by_key[name_key(name)] = key
        if key not in self.c.entities:
            printed = article + self.c.doc.surface(*self.own_name(cand))
            self.c.entities[key] = EntityInfo(key, "organization", printed.strip(), None, iso, False, cand.head.type)
        return key

    def commanded(self, cand: Candidate, country: str | None) -> str | None:
        """ "قيادة الجيش" is the army: the one the article has named, else that of the state meant."""
        words = [w for w in self.c.doc.text[cand.start : cand.end].split()[1:] if w not in self.p.nisbas]
        kind = self.p.r.state_offices.get(words[0].removeprefix("ال")) if len(words) == 1 else None
        if kind is None:
            return None
        seen, state = self.of_kind[kind], country or self.near(cand)
        if country is None and len(seen) == 1:
            return next(iter(seen))
        known = self.registry.by_country_type.get((state, kind), ()) if state else ()
        return known[0] if len(known) == 1 else None

    def own_name(self, cand: Candidate) -> tuple[int, int]:
        """The folded offsets of the name itself: of 'صحيفة "النهر"' what stands in quotes; other heads belong to the name."""
        name = cand.start + len(cand.head.words[0]) + 1
        if cand.head.type == "media" and not cand.definite and self.c.doc.text[name : name + 1].isascii() and self.c.doc.text[name : name + 1].isalpha():
            return name, cand.end  # "موقع CNN"
        first = name + 1
        if cand.head.type == "media" and not cand.definite and self.c.doc.text[first - 2 : first] == ' "' and self.c.doc.text[cand.end - 1] == '"':
            return first, cand.end - 1
        return cand.start, cand.end

    def mission(self, cand: Candidate) -> str | None:
        """The registry's mission that "بعثة الأمم المتحدة", "البعثة الأممية" means here: the one the article names, else the only one in the state meant."""
        sender = next((m.entity_id for m in overlapping(self.c.mentions, cand.start, cand.end) if m.kind == "organization"), None)
        if sender is None:
            words = self.c.doc.text[cand.start : cand.end].split()
            sender = next(("org:" + by for w in words if (by := self.p.r.sent_by.get(w.removeprefix("ال")))), None)
        missions = missions_of(self.registry).get(sender or "", ())
        if len(named := [i for i in missions if i in self.c.entities]) == 1:
            return named[0]
        country = self.states.country_in(cand.start, cand.end) or self.states.country_near(cand.start)
        there = [i for i in missions if country is not None and self.registry.entities[i].country_iso2 == country]
        return there[0] if len(there) == 1 else None

    def introduced(self, cand: Candidate) -> str | None:
        """The known body whose short name follows in brackets or quotes, where its long name can be another form of this one: "آلية التعاون الشرطي (أفريبول)"."""
        m = _SHORT_NAME.match(self.c.doc.text, cand.end)
        if m is None:
            return None
        start, end = m.span(1) if m.group(1) else m.span(2)
        known = next((o for o in overlapping(self.c.mentions, start, end) if o.kind == "organization" and o.start == start and (o.end == end or not m.group(1))), None)
        if known is None or known.entity_id not in self.registry.entities:
            return None
        words = {_stem(w) for w in name_key(self.c.doc.text[cand.start : cand.end]).split()}
        forms = [{_stem(w) for w in name_key(alias).split()} for alias in self.registry.entities[known.entity_id].aliases]
        return known.entity_id if any(len(words & form) > 1 and 2 * len(words & form) >= len(words) for form in forms) else None

    def slip(self, cand: Candidate) -> None:
        """A registered name whose last word is typed wrong: the name goes on over "اوطني" for "الوطني"."""
        text = self.c.doc.text
        after = _NEXT.match(text, cand.end)
        if after is None or len(after.group(1)) < 5:
            return
        key = name_key(self.article(cand) + text[cand.start : cand.end])
        ends = endings_of(self.registry).get(key, ())
        if after.group(1) not in ends and any(Levenshtein.distance(after.group(1), end, score_cutoff=1) == 1 for end in ends):
            cand.end = cand.core_end = after.end(1)
            cand.wrong = True

    def office_of_state(self, cand: Candidate, name: str, country: str | None) -> str | None:
        """The registry's only body of that kind in the state meant: "وزارة الدفاع", "الشرطة الكينية"."""
        words = name_key(name).split()
        rest = [w.removeprefix("ال") for w in words[1:] if w not in self.p.nisbas]
        kind = None
        if cand.head.type == "ministry" and rest:
            kind = self.p.r.state_offices.get(rest[1] if rest[0] in self.p.r.affairs and len(rest) > 1 else rest[0])
        elif country is not None and not rest:
            kind = self.p.r.state_offices.get(cand.head.words[0])
        elif cand.definite and len(rest) == 1 and (kind := self.p.r.state_offices.get(f"{cand.head.words[0]} {rest[0]}")) is not None:
            country = country or self.states.country_behind(cand.end)  # "القوات المسلحة في دولة ...": every state calls them so
            if country is None:
                said = {m.entity_id for m in self.c.mentions if m.entity_id in self.of_kind[kind] and name_key(self.c.doc.text[m.start : m.end]).startswith(name_key(name))} | self.told[kind]
                if len(said) == 1:
                    return next(iter(said))  # the article has called one state's so
                if (country := self.states.main_country) is None:
                    return None
        if kind is None:
            return None
        seen = self.of_kind[kind]
        if country is None and len(seen) == 1:
            return next(iter(seen))  # the article has named one already
        state = country or self.near(cand)
        known = self.registry.by_country_type.get((state, kind), ()) if state else ()
        if len(known) == 1:
            seen.add(known[0])
            self.told[kind].add(known[0])
            return known[0]
        return None

    def embassy(self, cand: Candidate, article: str) -> str:
        """The id of a mission: who sends it and, where printed, where it stands; "السفارة المغربية" alone is the one of that state in the article."""
        sender = self.states.country_in(cand.start, cand.core_end)
        host = self.states.country_in(cand.core_end - 1, cand.end) if cand.end > cand.core_end else None
        key = f"{cand.head.words[0]} {sender or name_key(self.c.doc.text[cand.start : cand.core_end])}"
        identifier = self.by_key.get(f"{key} {host or ''}") or self.by_key.get(f"{key} ") or (self.by_key.get(f"{key} *") if host is None else None)
        if identifier is None:
            identifier = body_id(f"{key} {host or ''}")
            self.c.entities.setdefault(
                identifier, EntityInfo(identifier, "organization", article + self.c.doc.surface(cand.start, cand.end), None, sender, False, cand.head.type)
            )  # fmt: skip
        for k in (f"{key} {host or ''}", f"{key} *"):
            self.by_key.setdefault(k, identifier)
        return identifier

    def article(self, cand: Candidate) -> str:
        """What of the article is not written after ل: "للمنتدى" lacks its alef, "للجنة" its alef and a lam."""
        text = self.c.doc.text
        if not cand.definite or text.startswith("ال", cand.start) or text[cand.start - 1 : cand.start] != "ل":
            return ""
        return "ال" if cand.head.words[0].startswith("ل") else "ا"

    def near(self, cand: Candidate) -> str | None:
        return self.states.country_near(cand.start) if self.national(cand) else None

    def national(self, cand: Candidate) -> bool:
        """Every state has a body of that kind or name: which one is meant, only the state tells."""
        return cand.head.type in NATIONAL_TYPES or name_key(self.article(cand) + self.c.doc.text[cand.start : cand.end]) in self.p.r.national_names

    def choose(self, candidates: Sequence[str], country: str | None, strict: bool = False) -> str | None:
        entities = [self.registry.entities[i] for i in candidates]
        if country:
            for e in entities:
                if e.country_iso2 == country:
                    return e.entity_id
            entities = [e for e in entities if e.country_iso2 is None]
        if strict or len(entities) != 1:
            return None
        return entities[0].entity_id

    def register(self, identifier: str) -> str:
        if identifier not in self.c.entities:
            e = self.registry.entities[identifier]
            self.c.entities[identifier] = EntityInfo(identifier, e.kind, e.name_ar, e.name_en, e.country_iso2, True, e.type)
        return identifier

    def abbreviate(self, cand: Candidate, entity_id: str, end: int, placed: list[FoundMention]) -> None:
        assert cand.abbreviation is not None
        start, stop = cand.abbreviation
        if start < end or overlapping(self.c.mentions, start, stop):
            return
        placed.append(FoundMention(start, stop, "organization", entity_id, "abbreviation", 0.85))


def _stem(word: str) -> str:
    """A word without particles, article and the ending of gender."""
    for prefix in ("لل", "وال", "بال", "ال", "ل", "ب"):
        if word.startswith(prefix) and len(word) - len(prefix) > 2:
            word = word[len(prefix) :]
            break
    return word.removesuffix("ه")
