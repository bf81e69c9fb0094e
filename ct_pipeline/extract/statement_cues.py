"""Verbs of saying in a sentence, told from their homographs."""

from __future__ import annotations

from collections.abc import Sequence

from ct_pipeline.extract.quotations import QuotationIndex
from ct_pipeline.extract.reporting import ReportingRules, VerbForm
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.extract.statement_complements import Complements
from ct_pipeline.extract.statement_parts import SAYING, Cue
from ct_pipeline.language.document import Document
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import without_article

DENIALS = frozenset({"لم", "لا"})
_DAMMA = "\u064f"


class Cues:
    """Finds verbs of saying in one article: :meth:`of`."""

    def __init__(self, doc: Document, rules: ReportingRules, speakers: SpeakerFinder, quotations: QuotationIndex, complements: Complements) -> None:
        self.doc, self.rules, self.speakers = doc, rules, speakers
        self.quotations, self.complements = quotations, complements

    def of(self, first: int, places: Sequence[int]) -> list[Cue]:
        """The verbs of saying at words ``places`` of the sentence that begins at word ``first``."""
        out = []
        for t in places:
            cue = self._cue_at(t, first)
            if cue is not None and (not cue.form.verb.tight or cue.form.tense == "participle" or t == first or self._stands_tight(t) or self.speakers.word(t - 1) in self.rules.thus):
                out.append(cue)
        return out

    def ends_reach(self, cue: Cue) -> bool:
        """The verb before ``cue`` has its complement before it: not so where the cue is "قائلا", or tells of a noun ("في تصريح أدلى به")."""
        if cue.form.tense == "participle":
            return cue.form.verb.name != "قال"
        s = self.speakers
        if cue.form.verb.tight and cue.form.tense == "past" and not cue.conjunction and s.gap(cue.at + 1) == " " and not s.is_clause(cue.at + 1, cue.at + 1):
            return False  # "وأكد، عقب اللقاء، أن": the preposition that is written like it
        noun = without_article(s.word(cue.at - 1))
        return bool(cue.conjunction) or noun not in self.rules.told_of or s.parted(cue.at, ',":-/)')

    def _stands_tight(self, t: int) -> bool:
        """A verb with a homograph opens its clause at word ``t`` or has one right behind it; "عقب اللقاء" does neither."""
        s = self.speakers
        return s.parted(t, ',":-/') or s.is_clause(t + 1, t + 1) or s.opens_quotation(t + 1)

    def _cue_at(self, t: int, first: int) -> Cue | None:
        forms = self.rules.forms
        word = self.doc.tokens[t].text
        conjunction, clitic = "", False
        found = forms.get(word)
        if found is None and word in self.rules.adverbial:
            found = SAYING
        if found is None and word[0] in "وف" and len(word) > 2:
            found, conjunction = forms.get(word[1:]), word[0]
        elif found is not None and word[0] == "و" and t == first and word[1:] in forms:
            found, conjunction = forms[word[1:]], "و"
        if found is None:
            if t > first and word.endswith("ه") and self.speakers.word(t - 1) in self.rules.as_said:
                found, clitic = forms.get(word[:-1]), True
            if found is None:
                return None
        if self.quotations.covering(self.doc.tokens[t].start) is not None:
            return None
        m = self.speakers.covered_by(t)
        if m is not None and m.start <= self.doc.tokens[t].start + len(conjunction) < m.end and m.is_named:
            return None
        previous = self.speakers.word(t - 1) if t > first else ""
        if previous[:1] in ("و", "ف") and previous[1:] in self.rules.blockers:
            previous = previous[1:]  # "ولم يوجه"
        same_clause = t > first and not self.speakers.parted(t, ',":;-/')
        form = self._choose(found, t)
        if form.tense == "participle" and same_clause and not conjunction and previous in self.rules.adverbials:
            return None  # "خلال مذكرة": the noun that is written like "reminding"
        if form.tense == "past" and self._is_passive(t, len(conjunction)):
            return None
        bare_past = word[len(conjunction) :] == fold(form.verb.name)
        if form.verb.as_printed and bare_past and form.verb.name not in self.doc.surface(self.doc.tokens[t].start, self.doc.tokens[t].end):
            return None
        blocked = previous in self.rules.blockers or (form.tense == "present" and previous in self.rules.blockers_present)
        denied = form.verb.negated and previous in DENIALS and same_clause
        if (form.verb.denied or form.tense == "jussive") and not denied:
            return None
        if form.tense != "participle" and same_clause and not conjunction and blocked and not denied:
            return None
        if not conjunction and t > first and self.speakers.word(t - 1) == "و" and same_clause:
            return Cue(t, form, "و", clitic, apart=True)
        return Cue(t, form, conjunction, clitic)

    def _is_passive(self, t: int, skip: int) -> bool:
        """The raw text writes a damma on the first letter of a past form ("أُعلن عن تأسيسه"): somebody said it, and the subject did not."""
        token = self.doc.tokens[t]
        start, end = self.doc.raw_span(token.start + skip, token.start + skip + 2)
        return _DAMMA in self.doc.raw[start : end - 1]

    def _choose(self, forms: Sequence[VerbForm], t: int) -> VerbForm:
        """Of homographs (ذكر: mentioned, reminded; يدين), the one whose complement stands next."""
        if len(forms) == 1:
            return forms[0]
        for form in forms:
            if self.complements.find(t + 1, min(t + 8, len(self.doc.tokens)), form.verb) is not None:
                return form
        return forms[0]
