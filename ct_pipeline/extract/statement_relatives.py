"""Who speaks in a relative clause ("الوزير الذي قال إن"), and of whom a paper says that he said it."""

from __future__ import annotations

from collections.abc import Callable

from ct_pipeline.extract.reporting import ReportingRules
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.extract.statement_antecedents import Antecedents
from ct_pipeline.extract.statement_apposition import Appositions
from ct_pipeline.extract.statement_complements import Complements
from ct_pipeline.extract.statement_parts import Complement, Cue, Reading
from ct_pipeline.language.document import Document, SentenceSpan


class Relatives:
    """Reads relative clauses and inner speech in one article: :meth:`of`, :meth:`said_in`. ``reading`` makes a reading of a cue and its speaker."""

    def __init__(
        self, doc: Document, rules: ReportingRules, speakers: SpeakerFinder, complements: Complements, antecedents: Antecedents, appositions: Appositions, reading: Callable[..., Reading]
    ) -> None:
        self.doc, self.rules, self.speakers = doc, rules, speakers
        self.complements, self.antecedents, self.appositions, self._reading = complements, antecedents, appositions, reading

    def of(self, sentence: SentenceSpan, cue: Cue, stop: int, found: list[Reading], nameless: set[str]) -> Reading | None:
        """A verb behind الذي: whoever it describes speaks where both agree; else somebody speaks of it ("الشركة التي قال إن بيعها ...", "الاتفاق الذي أكدت الوزارة أنه")."""
        s, t, form = self.speakers, cue.at, cue.form
        agrees = (s.word(t - 1) in self.rules.masculine_relative) == (form.gender == "m") or s.word(t - 1) not in self.rules.single_relative
        if agrees and (reading := self._described(sentence, cue, stop)) is not None:
            return reading
        complement = self.complements.find(t + 1, min(stop, t + 20), form.verb)
        if complement is None or complement.kind not in ("clause", "quotation"):
            if agrees and self.complements.find(t + 1, min(stop, t + 14), form.verb, adjacent=True) is not None:
                nameless.add(form.gender)  # "ممثل الحزب، الذي أعرب عن رفضه، ودعا إلى": who goes on is he
            return None
        subject = s.subject_after(t + 1, complement.at + 1, form.gender)
        if subject is not None:
            if subject.ids and subject.how in ("named", "again", "body") and subject.after <= complement.at:
                return self._reading(sentence, cue, subject.ids, subject.kind, form.gender, "relative", 0.7, complement)
            return None
        if agrees or complement.at > t + 1 or found:
            return None
        speaker = self.antecedents.of(sentence, cue, found, nameless)
        if speaker is None or (form.verb.person and speaker[1] != "person"):
            return None
        return self._reading(sentence, cue, speaker[0], speaker[1], form.gender, "pronoun", 0.6, complement)

    def _described(self, sentence: SentenceSpan, cue: Cue, stop: int) -> Reading | None:
        """ "الوزير فلان، الذي قال إن ...", "الذي أعرب عن ...": of a person named right before; of a body only with a clause."""
        s = self.speakers
        t, verb = cue.at, cue.form.verb
        m = s.covered_by(t - 2)
        if m is not None and m.kind == "organization" and "," in s.gap(t - 1) and (bearer := self.appositions.titled_before(t - 2, m)) is not None:
            m = bearer  # "فلان، منسق المركز، الذي قال"
        if m is None or not (m.is_named or m.method == "short_form") or s.word(t - 1) == "من" or m.kind not in ("person", "organization") or (m.kind == "organization" and verb.person):
            return None
        complement = self.complements.find(t + 1, min(stop, t + 14), verb, adjacent=True)
        if complement is None or (m.kind != "person" and complement.kind not in ("clause", "quotation")) or complement.at - t > 12:
            return None
        return self._reading(sentence, cue, [m.entity_id], m.kind, cue.form.gender, "relative", 0.7, complement)

    def said_in(self, complement: Complement, end: int) -> Subject | None:
        """ "وقال البيان إن الوزير فلان أعرب عن", "وأضاف البيان: "أكد الوزير فلان": of whom the paper says that he said it."""
        s = self.speakers
        if complement.kind not in ("clause", "quotation"):
            return None
        k = complement.at + s.is_clause(complement.at, complement.at)
        verb_first = self._is_saying(k)
        subject = s.noun_phrase(k + verb_first, end, None)
        if subject is None or subject.kind != "person" or len(subject.ids) != 1 or subject.how not in ("named", "again"):
            return None
        after = subject.after
        while not verb_first and after < min(end, subject.after + 5) and not self._is_saying(after):
            after += 1
        return subject if verb_first or self._is_saying(after) else None

    def _is_saying(self, t: int) -> bool:
        """A finite verb of saying stands at word ``t``, and is no homograph."""
        forms = self.rules.forms.get(self.speakers.word(t), ())
        return any(f.tense in ("past", "present") and not f.verb.tight and not f.verb.exact for f in forms) and self.speakers.covered_by(t) is None
