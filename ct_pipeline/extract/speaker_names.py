"""Persons as subjects of a verb of saying: named behind a title, in an apposition, by the last word of a name told before."""

from __future__ import annotations

from functools import cached_property

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.speaker_bodies import SpeakerBodies
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.language.particles import without_article

_LOOK = 28


class SpeakerNames(SpeakerBodies):
    """Adds the persons that a noun phrase names."""

    def _any_title(self, j: int) -> Subject | None:
        """ "قال الشاب فلان": right behind the verb any definite word may be the title of the name behind it."""
        word, m = self.word(j), self.mention_at(j + 1)
        if m is None and self.word(j + 1).startswith("ال") and self.gap(j + 1) == " " and self.gap(j + 2) == " ":
            m = self.mention_at(j + 2)  # "الفاعل التربوي فلان"
        if m is None or m.kind != "person" or not m.is_named or not word.startswith("ال") or self.gap(j + 1) != " " or without_article(word) in self.rules.things_said:
            return None
        return Subject([m.entity_id], "person", j, self.after(m), "named")

    def _serves_another(self, m: FoundMention, j: int) -> bool:
        """The words from ``j`` to behind ``m`` tell a nationality, and its bearer is known to serve other states only."""
        told = next((self.nisbas[self.word(t)] for t in range(j + 1, self.after(m) + 1) if self.gap(t) == " " and self.word(t) in self.nisbas), None)
        known = self.context.entities.get(m.entity_id)
        served = {a.country_iso2 for a in self.context.affiliations if a.person_id == m.entity_id and a.country_iso2} | {known.country_iso2 if known is not None else None}
        return told is not None and bool(served - {None}) and told not in served

    def _surname(self, j: int) -> Subject | None:
        """ "وأضاف السوداني أن": the one person named before whose name ends with this word, whatever else it means, where the phrase ends with it."""
        bearers = {person for at, person in self._surnames.get(self.word(j), ()) if at < j}
        if len(bearers) != 1 or len(self.word(j)) < 4 or not self.phrase_ends(self.skip_small(j + 1, self.size), self.size):
            return None
        return Subject(sorted(bearers), "person", j, j + 1, "named")

    @cached_property
    def _surnames(self) -> dict[str, list[tuple[int, str]]]:
        """The last words of the full names printed in this article: where they were printed first, and whose they are."""
        out: dict[str, list[tuple[int, str]]] = {}
        for m in self.context.mentions:
            words = self.text[m.start : m.end].split() if m.kind == "person" and m.is_named else []
            if len(words) > 1 and m.entity_id not in {person for _, person in out.get(words[-1], ())}:
                out.setdefault(words[-1], []).append((self.context.doc.token_at(m.start), m.entity_id))
        return out

    def _named_in_phrase(self, j: int, end: int) -> Subject | None:
        """The person named at the end of a title that begins at word ``j``."""
        crossed = False
        k = j
        while k < end and k - j < _LOOK:
            if k > j:
                gap = self.gap(k)
                quoted = '"' in gap and (own := self.mention_at(k)) is not None and own.kind == "person" and own.is_named  # الأمين العام "فلان"
                if any(c in gap for c in (":;.!?\n" if quoted else '":;.!?\n')) or self.is_clause(k) or self.word(k) in self.rules.subject_ends:
                    return None
                if "," in gap:
                    if crossed or not self._person_begins(k, end):
                        return None
                    crossed = True
            title = self.titles.get(k)
            if title is not None and k > j and title.end > self.tokens[k].end:
                return Subject([title.person_id], "person", j, self.context.doc.token_at(title.end), "named")
            m = self.mention_at(k)
            if m is not None and m.kind == "person" and m.is_named:
                after = self.after(m)
                definite = k > j and without_article(self.word(k - 1)) != self.word(k - 1)
                if definite or self.word(k - 1) in self.rules.honorifics or not self._honoured(after, after + 3):
                    return Subject([m.entity_id], "person", j, after, "named")
                k = after  # "محامية فلان الأستاذة فلانة"
                continue
            if m is not None:
                k = max(self.after(m), k + 1)
                continue
            if self.word(k) == "في" and k + 1 not in self.mentions and not self._honoured(k + 1, end):
                return self._person_before_clause(j, k + 1, end)
            if k > j and self.word(k) in self.rules.forms and self.rules.forms[self.word(k)][0].tense != "participle" and self.word(k) not in self.rules.honorifics:
                return None
            k += 1
        return None

    def _person_before_clause(self, j: int, t: int, end: int) -> Subject | None:
        """ "وزير العدل في حكومة تصريف الأعمال فلان إن": a named person who stands right before the clause, or before لـ and who heard it."""
        for k in range(t, min(t + 9, end)):
            m = self.mention_at(k)
            if m is not None and m.kind == "person" and m.is_named:
                after = self.after(m)
                told = self.word(after).startswith("ل") or self.parted(after, ',"')
                return Subject([m.entity_id], "person", j, after, "named") if told or self.is_clause(after) or self.opens_quotation(after) else None
            w = self.word(k)
            if w in self.rules.adverbials or w in self.rules.relative or w[0] == "ب" or self.parted(k, ',":;.') or self.is_clause(k):
                return None
        return None

    def _honoured(self, t: int, end: int) -> bool:
        """Within the next words a named person stands behind an honorific, no comma between."""
        for k in range(t, min(t + 7, end, len(self.tokens))):
            if (k > t and self.parted(k, ',":.')) or self.is_clause(k):
                return False
            m = self.mention_at(k)
            if m is not None and m.kind == "person" and m.is_named:
                return self.word(k - 1) in self.rules.honorifics and k - 1 >= t
        return False

    def _person_begins(self, k: int, end: int) -> bool:
        for t in range(k, min(k + 4, end)):
            if t in self.titles:
                return True
            m = self.mention_at(t)
            if m is not None:
                return m.kind == "person" and m.is_named
            if self.word(t) not in self.rules.honorifics and without_article(self.word(t)) not in self.rules.office_holders and without_article(self.word(t)) not in self.rules.rank_words:
                return False
        return False
