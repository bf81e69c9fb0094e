"""What a verb of saying takes: a clause, a quotation, a preposition, an object."""

from __future__ import annotations

import re

from ct_pipeline.extract.reporting import ReportingRules, Verb
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.extract.statement_parts import CLAUSE_WINDOW, Complement
from ct_pipeline.language.document import Document
from ct_pipeline.language.particles import readings, without_article

_PREPOSITION_WINDOW = 24
_WORD_WINDOW = 8
# Masdars by their pattern: تأكيد، التزام، استعداد، مواصلة، تضامن.
_VERBAL_NOUN = re.compile(r"(?:ت\w{2}ي\w|ا\w{1,3}ا\w|م\w{3,4}ه|ت\w{3,4})$")
_WITH_PRONOUN = {p: (p + "ه", p + "ها", *joined) for p, joined in {"الي": (), "علي": (), "عن": ("عما",), "من": ("مما",)}.items()}


class Complements:
    """Reads complements in one article: :meth:`find`."""

    def __init__(self, doc: Document, rules: ReportingRules, speakers: SpeakerFinder) -> None:
        self.doc, self.rules, self.speakers = doc, rules, speakers

    def find(self, t: int, end: int, verb: Verb, adjacent: bool = False) -> Complement | None:
        """What the verb takes, in words ``[t, end)``. ``adjacent``: it must stand at once, but for adverbials."""
        s = self.speakers
        end = min(end, len(self.doc.tokens))
        in_adverbial = False
        j = t
        while j < end and j - t < CLAUSE_WINDOW:
            if verb.clause:
                if s.opens_quotation(j) and (not verb.exact or j == t or ":" in s.gap(j)) and not (verb.described and s.quotes_name(j)):
                    return Complement(j, "quotation")
                if s.is_clause(j, t):
                    return Complement(j, "clause")
            word = self.doc.tokens[j].text
            free = s.covered_by(j) is None
            if j - t < _PREPOSITION_WINDOW and verb.prepositions and self._is_preposition(j, word, verb.prepositions, free):
                return Complement(j, "preposition")
            if verb.words and j - t < _WORD_WINDOW:
                for _, rest in readings(word):
                    if without_article(rest).startswith(verb.words) or rest.startswith(verb.words):
                        return Complement(j, "word")
            if in_adverbial and verb.object and word in self.rules.things_said and (s.covered_by(j - 1) is not None or s.word(j - 1).startswith("ال")):
                return Complement(j, "object")  # "الذي أكد لأعضاء المجلس ضرورة"
            if j == t and (s.word(j) in self.rules.turns or (s.word(j) == "من" and s.word(j + 1) in self.rules.turns)):
                j += 2 if s.word(j) == "من" else 1  # "الوزير ثمن من جهته الجهود"
                continue
            if adjacent and not in_adverbial:
                nxt = s.skip_small(j, end)
                if nxt > j:
                    j = nxt
                    continue
                if (also := self.rules.forms.get(word)) is not None and (also[0].tense == "participle" or (j == t and also[0].verb.name == "قال" and also[0].tense == "present")):
                    j += 1  # "وتابع شارحا: ..."
                    continue
                if s.parted(j, ",-(") or s.word(j) in self.rules.adverbials or word in ("ل", "ب") or s.is_attached_phrase(j):
                    in_adverbial = True
                elif verb.addressed and (self.is_addressee(j, word) or self._body_told(j)):
                    in_adverbial = True  # "ودعا الدول إلى", "وأبلغ الأمم المتحدة أنه": whom it is said to
                elif verb.object:
                    return None if self._is_somebody(j, end, verb) else Complement(j, "object")
                elif verb.words and j - t < 3 and not (j == t and word.startswith("ال")):
                    pass
                else:
                    return None
            j += 1
        if verb.object and not adjacent and t < end and end - t >= 1:
            return Complement(t, "object")
        if verb.object and t < end and "," in s.gap(t) and s.word(t) in self.rules.adverbials:
            k = next((k for k in range(t + 1, min(end, t + _WORD_WINDOW * 2)) if "," in s.gap(k)), end)
            if k < end and _VERBAL_NOUN.match(without_article(s.word(k))) and s.covered_by(k) is None and not self._is_somebody(k, end, verb):
                return Complement(k, "object")  # "نفى، متحدثا من بيروت، تقديم أسلحة"
        return None

    def is_addressee(self, j: int, word: str) -> bool:
        """Word ``j`` is an object by its ending, or names those who are called upon; a subject there would be somebody else."""
        return without_article(word) in self.rules.addressees or (not word.startswith("ال") and word.endswith("ا") and len(word) > 3)

    def _body_told(self, j: int) -> bool:
        """A body or a state begins at word ``j``; one that speaks was taken for the subject before."""
        m = self.speakers.mention_at(j)
        return m is not None and m.kind in ("organization", "country") and m.method != "nisba"

    def _is_somebody(self, j: int, end: int, verb: Verb) -> bool:
        """Word ``j`` looks like a subject nobody knows, not like an object: somebody in the plural, or "أكد فلان الفلاني أن"."""
        w = self.doc.tokens[j].text
        if w in self.rules.demonstratives and without_article(self.speakers.word(j + 1)) not in self.rules.office_holders and self.speakers.word(j + 1) not in self.rules.again:
            return False  # "أعلن هذا المؤتمر"
        if verb.clause:
            for k in range(j + 1, min(j + 26, end)):
                if self.speakers.is_clause(k) or self.speakers.opens_quotation(k):
                    return k - j > 1 or w.startswith("ال") or w in self.rules.nameless
                if any(self.doc.tokens[k].text.removeprefix(c) in self.rules.forms for c in ("", "و")):
                    break
        m = self.speakers.covered_by(j)
        if m is not None and m.kind == "person":
            return True
        if any(self.speakers.word(k) in self.rules.same for k in range(j + 1, min(j + 4, end)) if not self.speakers.parted(k, ",")):
            return True  # "واستنكر التنظيم الحقوقي عينه"
        if w in self.rules.nameless or w.endswith(("ون", "وا")):
            return True
        noun = without_article(w)
        stems = [noun, noun[:-1], noun[:-2], noun[:-1] + "ه", noun[:-2] + "ه", noun[:-3] + "ه"]
        return not any(stem in self.rules.things_said or _VERBAL_NOUN.match(stem) for stem in stems if stem)

    def _is_preposition(self, j: int, word: str, wanted: frozenset[str], free: bool) -> bool:
        if word in wanted and free:
            return True
        for p in wanted:
            if p in ("ب", "ل"):
                if word[0] == p and len(word) > 2:
                    m = self.speakers.covered_by(j)
                    if m is None or m.start > self.doc.tokens[j].start:
                        return True
            elif free and word in _WITH_PRONOUN.get(p, ()):
                return True
        return False
