"""What a sentence leaves behind for the ones after it: who issued the last paper, and who is meant by a verb without a subject where nobody spoke."""

from __future__ import annotations

from collections.abc import Sequence

from ct_pipeline.extract.context import Context
from ct_pipeline.extract.reporting import ReportingRules
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.extract.statement_antecedents import Antecedents
from ct_pipeline.extract.statement_parts import Reading, bare
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.particles import readings, without_article


class Notes:
    """Remembers for the speakers of one article: :meth:`issuer` and :meth:`subject`, once a sentence."""

    def __init__(self, context: Context, rules: ReportingRules, speakers: SpeakerFinder, antecedents: Antecedents) -> None:
        self.context, self.rules, self.speakers, self.antecedents = context, rules, speakers, antecedents

    def issuer(self, papers: Sequence[int], first: int, end: int, found: list[Reading]) -> None:
        """Remember which body issued the last communiqué."""
        for t in papers:
            subject = self.speakers.document(t, end, "")
            if subject is not None and subject.ids:
                self.speakers.issuer, self.speakers.issued = list(subject.ids), self._noun(t)
                return
            if (body := self._issued_by(first, t)) is not None:
                self.speakers.issuer, self.speakers.issued = [body], self._noun(t)
                return
        spoken_in = [t for t in papers if self._spoken_in(t)]
        for r in found:
            if r.kind == "organization" or spoken_in:
                self.speakers.issuer, self.speakers.issued = list(r.ids), self._noun(spoken_in[0]) if spoken_in else ""

    def _noun(self, t: int) -> str:
        """The paper at word ``t`` without particles and article."""
        return next((noun for _, rest in readings(self.speakers.word(t)) if (noun := without_article(rest)) in self.rules.documents), "")

    def _issued_by(self, first: int, t: int) -> str | None:
        """ "أصدر مجلس الوزراء، الجمعة، القرار رقم 18": the body between the verb and the paper at word ``t``."""
        s = self.speakers
        verb = next((k for k in range(t - 1, max(first - 1, t - 16), -1) if bare(s.word(k)) in self.rules.issues), None)
        if verb is None or verb + 1 >= t:
            return None
        m = s.mention_at(verb + 1)
        return m.entity_id if m is not None and m.kind == "organization" else None

    def _spoken_in(self, t: int) -> bool:
        """The paper at word ``t`` is where it was said ("في بيان له", "ببلاغ"), not what is spoken of ("إن الدراسة أظهرت")."""
        return bare(self.speakers.word(t - 1)) in self.rules.adverbials or self.speakers.word(t).startswith(("ب", "وب"))

    def subject(self, sentence: SentenceSpan, nameless: bool) -> None:
        """A sentence without a statement whose subject is a person: a pronoun after it means that person."""
        if nameless:
            return
        s = self.speakers
        people = {m.entity_id for m in self.context.mentions_in(sentence, ("person",))}
        if not people:
            return
        if (giver := self._giver(sentence)) is not None:
            s.remember(sentence.no, giver.ids, "person", None, only_acted=True)
            return
        opening = s.word(self.antecedents.after_dateline(sentence))
        gender = "f" if opening.endswith("ت") else None if opening.startswith(("ت", "وت")) else "m"
        subject = self.antecedents.sentence_subject(sentence, sentence.last_token, gender or "m")
        if subject is None or subject.kind != "person" or subject.how != "named":
            if len(people) == 1 and not self._recent(sentence):
                s.remember(sentence.no, sorted(people), "person", None, only_acted=True)
            return
        s.remember(sentence.no, subject.ids, "person", gender, only_acted=True)

    def _giver(self, sentence: SentenceSpan) -> Subject | None:
        """ "..., حيث قدم القائد فلان إيجازا عن التمرين": who gave a speech is who speaks on, whatever the sentence is about."""
        s = self.speakers
        for t in range(sentence.last_token - 2, sentence.first_token - 1, -1):
            if bare(s.word(t)) not in self.rules.gives:
                continue
            subject = s.noun_phrase(t + 1, sentence.last_token, None)
            if subject is None or subject.how not in ("named", "again") or subject.kind != "person" or len(subject.ids) != 1:
                continue
            after = s.skip_small(subject.after, sentence.last_token)
            if {s.word(after), s.word(after).removesuffix("ا")} & self.rules.speeches:
                return subject
        return None

    def _recent(self, sentence: SentenceSpan) -> bool:
        return any(sentence.no - spoken.sentence_no <= 2 and spoken.ids for spoken in self.speakers.history)
