"""Bodies, countries and communiqués as subjects of a verb of saying."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.speaker_memory import SpeakerMemory
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import without_article

_OUTLETS = frozenset({"agency", "site", "newspaper", "radio", "television"})
_AGAIN = 4  # speakers back to which "النقابة" still reaches the body it means


class SpeakerBodies(SpeakerMemory):
    """Adds the subjects that are no persons."""

    def own_body(self, t: int) -> bool:
        """``المتحدث`` at ``t - 1`` is followed by whose it is: a body, a country or a nisba."""
        source = without_article(self.word(t - 1)) in self.rules.sources
        while source and self.gap(t) == " " and self.word(t).startswith("ال") and t not in self.mentions and self.word(t) not in self.rules.adverbials:
            t += 1
        if source and self.gap(t) == " " and self.word(t) in self.rules.inside and self.gap(t + 1) == " ":
            t += 1  # "المصدر العسكري المسؤول في القيادة"
        m = self.mentions.get(t)
        return self.gap(t) == " " and ((m is not None and m.kind in ("organization", "country")) or self.word(t) in self.nisbas)

    def bodies(self, m: FoundMention, j: int, end: int, gender: str | None) -> Subject | None:
        """A body or a country, and those joined to it by و or a comma."""
        own = self.gender_of(m)
        if gender and own and gender != own:
            return None  # "واتهم فرنسا": the country is accused, it does not speak
        ids, last = [m.entity_id], m
        k = self.after(m)
        while k < end:
            nxt = self.mention_at(k, ("و", "")) if self.gap(k) in (" ", ", ", " ,", ",", " , ") else None
            if nxt is None or nxt.kind not in ("organization", "country") or nxt.method == "nisba" or nxt.entity_id in ids:
                break
            joined = self.text[self.tokens[k].start : nxt.start] == "و"
            if not joined and ("," not in self.gap(k) or nxt.kind != m.kind):
                break
            ids.append(nxt.entity_id)
            last, k = nxt, self.after(nxt)
        return Subject(ids, m.kind, j, self.after(last), "body", own)

    def document(self, j: int, end: int, head: str) -> Subject:
        """A communiqué speaks for the body that issued it."""
        is_definite = head.startswith("ال")  # "ودعا البيان "اتحاد كذا" إلى": who is quoted did not issue it
        data = without_article(head[2:] if head.startswith("لل") else head) in self.rules.informations  # figures are known to many, and stand for their body alone
        k = j + 1
        while k < end and k - j < 10:
            gap = self.gap(k)
            m = self.mentions.get(k)
            if gap == " " and self.word(k) in self.rules.relative and self.word(k) != "من" and self.word(k + 1).endswith(("ه", "ها")):
                k += 2  # "البيان الذي أصدرته البعثة"
                continue
            told = self.word(k) in self.rules.issued_by  # "التقرير، المقدم من لدن المجلس"
            if any(c in gap for c in (":;.!?\n" if told else ",:;.!?\n")) or ('"' in gap and (m is None or is_definite)) or self.is_clause(k) or (self.word(k) in self.rules.subject_ends and not told):
                break
            if m is not None and m.kind in ("organization", "person"):
                prefix = self.text[self.tokens[k].start : m.start]
                if data and prefix in ("", "ل") and self._is_outlet(k):
                    break  # "معطيات حصلت عليها الجريدة", "المعطيات المتوفرة لجريدتنا"
                if prefix == "" and m.kind == "organization" and k > j + 1 and self.is_medium(k) and self.word(k - 1) not in self.rules.issuing:
                    if not any(self.word(t) in self.rules.received for t in range(j + 1, k)):
                        break  # "بيان أوردته الوكالة": where it was read
                    k = self.after(m)
                    continue  # "بلاغ توصلت به الجريدة من الوزارة"
                issued = (
                    self.word(k - 1) in self.rules.issuers_before
                    or self.word(k - 1) in self.rules.issuing
                    or self.word(k - 1) in self.rules.on_behalf
                    or self.word(k - 1).endswith(("ته", "ها", "تها"))
                    or k == j + 1
                )
                own = prefix == "ب" and self.word(k - 1) in self.rules.issued_by  # "إحصائية خاصة بالوكالة"
                if prefix == "ل" or own or (prefix == "" and issued):
                    return Subject([m.entity_id], m.kind, j, self.after(m), "document", "m")
                break
            k += 1
        if {without_article(head), without_article(self.word(j + 1))} & self.rules.court_papers and (court := self.court_before(j)) is not None:
            return Subject([court.entity_id], "organization", j, j + 2, "document")
        charged = any(self.match_phrase(j + 1, phrase[1:]) for phrase in self.rules.charge_papers.get(head, ()))
        if charged and (prosecution := self.last_body(j, self.rules.prosecution)) is not None:
            return Subject([prosecution.entity_id], "organization", j, j + 2, "document")
        if head.startswith("ال") or self.word(j - 1) in self.rules.same_before:
            after = j + 2 if self.word(j + 1) in self.rules.same else j + 1
            if self.word(j + 1) in self.rules.relative and (data or (self.issued and without_article(head) != self.issued)):
                return Subject([], "nobody", j, after, "document")  # "التقرير الذي ...", after a letter: another paper, and nobody knows whose
            if data and not all((e := self.context.entities.get(i)) is not None and e.kind == "organization" for i in self.issuer):
                return Subject([], "nobody", j, after, "nameless")
            return Subject(list(self.issuer), "organization" if self.issuer else "nobody", j, after, "document", "f" if head.endswith("ه") else "m")
        return Subject([], "nobody", j, j + 1, "nameless")

    def is_medium(self, k: int) -> bool:
        """The body named at word ``k`` carries news: a paper, an agency, a channel."""
        return without_article(self.word(k)) in self.rules.media or self._is_outlet(k)

    def _is_outlet(self, k: int) -> bool:
        m = self.mentions.get(k)
        known = self.context.entities.get(m.entity_id) if m is not None else None
        return known is not None and known.type in _OUTLETS

    def capitals(self, m: FoundMention, j: int) -> Subject | None:
        """ "واعتبرت الرباط ومدريد": capitals that speak for their states."""
        ids: list[str] = []
        k, city = j, m
        while (state := self.rules.capitals.get(self.text[city.start : city.end])) is not None:
            ids.append(state)
            k = self.after(city)
            nxt = self.mention_at(k, ("و",)) if self.gap(k) == " " else None
            if nxt is None or nxt.kind != "city":
                break
            city = nxt
        return Subject(ids, "country", j, k, "body", "f") if ids else None

    def court_before(self, j: int) -> FoundMention | None:
        """The court named last before word ``j``: "حيثيات الحكم" are its words."""
        return self.last_body(j, self.rules.courts)

    def last_body(self, j: int, heads: frozenset[str]) -> FoundMention | None:
        """The body named last before word ``j`` whose name begins with one of ``heads``."""
        start = self.tokens[j].start
        before = [named[n - 1] for head in heads if (named := self._bodies_by_head.get(head)) and (n := bisect_left(named, start, key=lambda m: m.start))]
        return max(before, key=lambda m: m.start) if before else None

    @cached_property
    def _bodies_by_head(self) -> dict[str, list[FoundMention]]:
        """The mentions of bodies by their first word without the article, in text order."""
        out: dict[str, list[FoundMention]] = {}
        for m in self.context.mentions:
            if m.kind == "organization":
                out.setdefault(without_article(self.text[m.start : m.end].split(" ")[0]), []).append(m)
        return out

    def short_body(self, j: int, end: int) -> FoundMention | None:
        """ "وأضافت الرئاسة أن": the body named last whose name begins with the definite noun at word ``j``, which stands alone."""
        word = self.word(j)
        if not word.startswith("ال") or self.word(j + 1).startswith("ال") or not self.phrase_ends(j + 1, end) or word in self.rules.nameless:
            return None
        return self.last_body(j, frozenset({without_article(word)}))

    def body_again(self, j: int, end: int) -> Subject:
        """ "النقابة", "المنظمة الحقوقية": a noun for a body whose name begins with another one; it is the body that spoke last, where it may be called so, else nobody known."""
        after = j + 1
        while after < end and self.gap(after) == " " and self.word(after).startswith("ال") and self.word(after) not in self.rules.adverbials and after - j < 3 and after not in self.mentions:
            after += 1
        after += self.word(after) in self.rules.same
        nobody = Subject([], "nobody", j, after, "nameless")
        if not self.phrase_ends(after, end) or self.turns(j):
            return nobody
        noun = without_article(self.word(j))
        for spoken in reversed(self.history[-_AGAIN:]):
            if not spoken.ids:
                return nobody
            if spoken.kind == "organization" and not spoken.only_acted:
                called = {without_article(fold(self.context.entities[i].name_ar).split(" ")[0]) for i in spoken.ids[:1] if i in self.context.entities}
                fits = any(noun in group and called & group for group in self.rules.body_nouns)
                return Subject(list(spoken.ids), "organization", j, after, "again", "f" if noun.endswith("ه") else "m") if fits else nobody
        return nobody

    def ministry_before(self, j: int) -> FoundMention | None:
        """ "الخارجية الجزائرية": the ministry of that name, named in full before."""
        start, name, nisba, found = self.tokens[j].start, self.word(j), self.word(j + 1), None
        for m in self.context.mentions:
            if m.start >= start:
                break
            words = self.text[m.start : m.end].split(" ") if m.kind == "organization" else []
            if len(words) > 2 and without_article(words[0]) in self.rules.ministry_heads and name in words[1:3] and words[-1] == nisba:
                found = m
        return found
