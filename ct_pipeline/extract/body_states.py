"""Which state a body's name belongs to: the one it names itself, else the one its sentence names, else the one the article speaks of."""

from __future__ import annotations

import re
from collections import Counter

from ct_pipeline.extract.body_identity import outlet_countries, site_key
from ct_pipeline.extract.body_names import NameReader
from ct_pipeline.extract.body_spans import overlapping
from ct_pipeline.extract.body_types import STATE_TYPES
from ct_pipeline.extract.context import Context
from ct_pipeline.language.fold import fold

_OF_STATE = re.compile(r" (?:في (?=\w)|ب(?=\w))")


class StateTeller:
    """Tells the state of a name in one article. Offsets are folded."""

    def __init__(self, context: Context, parser: NameReader) -> None:
        self.c, self.p = context, parser
        self.registry = context.knowledge.registry
        self.main_country = self._main_country()

    def _main_country(self) -> str | None:
        """The country the article speaks of: the one named most, if clearly so, else that of its agency, outlet or dateline."""
        counts: Counter[str] = Counter()
        for m in self.c.mentions:
            e = self.c.entities.get(m.entity_id)
            if e and e.country_iso2 and (m.kind == "country" or (m.kind == "organization" and e.type in STATE_TYPES)):
                counts[e.country_iso2] += 1
        top = counts.most_common(2)
        if top and (len(top) == 1 or top[0][1] >= top[1][1] + 2):
            return top[0][0]
        if not top and (towns := Counter(e.country_iso2 for m in self.c.mentions if m.kind == "city" and (e := self.c.entities.get(m.entity_id)) and e.country_iso2)):
            first, *others = towns.most_common(2)
            if not others or first[1] >= others[0][1] + 2:
                return first[0]
        article = self.c.doc.article
        for source in (article.agency, article.outlet, article.dateline_place):
            for match in self.registry.names.find(fold(source)) if source else ():
                for identifier in match.payloads:
                    country = self.registry.entities[identifier].country_iso2
                    if country and (not top or country in counts):
                        return country
        if not top and article.outlet and (country := outlet_countries(self.registry).get(site_key(article.outlet))):
            return country
        return top[0][0] if top and len(top) > 1 and top[0][1] > top[1][1] else None

    def country_in(self, start: int, end: int) -> str | None:
        """The country a name itself gives: a nisba or a place in it."""
        words = re.findall(r"\w+", self.c.doc.text[start:end])
        for w in reversed(words[1:]):
            if w in self.p.nisbas and (w not in self.p.r.ambiguous_nisbas or "country:" + self.p.nisbas[w] in self.c.entities):
                return self.p.nisbas[w]
        for m in overlapping(self.c.mentions, start, end):
            if start <= m.start and m.end <= end and m.kind in ("country", "city"):
                e = self.c.entities.get(m.entity_id)
                if e and e.country_iso2:
                    return e.country_iso2
        return None

    def country_behind(self, end: int) -> str | None:
        """The state that follows right behind ``end``: "... في المملكة", "... بدولة الإمارات"."""
        m = _OF_STATE.match(self.c.doc.text, end)
        if m is None:
            return None
        for known in overlapping(self.c.mentions, m.end(), m.end() + 1):
            e = self.c.entities.get(known.entity_id)
            if known.kind == "country" and known.method != "nisba" and e is not None:
                return e.country_iso2
        return None

    def country_near(self, at: int) -> str | None:
        """The country that the sentence gives before ``at``, else the article's."""
        sentence = self.c.doc.sentence_at(at)
        if sentence is not None:
            near: list[str] = []
            for m in self.c.mentions_in(sentence, ("country", "city")):
                if m.start < at:
                    e = self.c.entities.get(m.entity_id)
                    if e and e.country_iso2:
                        near.append(e.country_iso2)
            if near:
                return self.main_country if self.main_country in near else near[-1]
        return self.main_country
