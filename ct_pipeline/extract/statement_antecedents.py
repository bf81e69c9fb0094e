"""Who a verb without a subject means: the speaker of the clause, the sentence or the sentences before."""

from __future__ import annotations

from ct_pipeline.extract.reporting import ReportingRules
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.extract.statement_parts import Cue, Reading, bare
from ct_pipeline.language.document import Document, SentenceSpan

_CHAIN = 4  # sentences over which a pronoun still reaches its speaker
_PAPER = 10  # words between a paper and the verb that tells what stands in it: "وجه منشورا إلى المصالح المعنية أكد فيه"
_IT = frozenset("ان" + pronoun for pronoun in ("ه", "ها"))


class Antecedents:
    """Resolves verbs without a subject in one article: :meth:`of`."""

    def __init__(self, doc: Document, rules: ReportingRules, speakers: SpeakerFinder) -> None:
        self.doc, self.rules, self.speakers = doc, rules, speakers

    def of(self, sentence: SentenceSpan, cue: Cue, found: list[Reading], nameless: set[str]) -> tuple[list[str], str, float] | None:
        s, gender = self.speakers, cue.form.gender
        for r in reversed(found):
            if r.gender in (None, gender):
                return r.ids, r.kind, 0.85
        if cue.conjunction == "ف" and cue.at - 1 > sentence.first_token:
            m = s.covered_by(cue.at - 1)
            if m is not None and m.kind == "person":
                return [m.entity_id], "person", 0.8  # "وتحدثت باسم الوفد فلانة، فقالت ..."
            acted = s.subject_after(sentence.first_token + 1, cue.at, gender)
            if acted is not None and acted.how == "named":
                return acted.ids, "person", 0.75
        if nameless:
            return None
        opened = cue.at - sentence.first_token - cue.apart
        own_start = opened == 0 or (opened == 1 and s.word(sentence.first_token) in self.rules.before_pronoun) or (opened == 2 and self.after_opener(cue.at))
        if not own_start:
            person = self.clause_subject(sentence, cue.at)
            if person is not None:
                return person.ids, "person", 0.75
            subject = self.sentence_subject(sentence, cue.at, gender)
            if subject is not None:
                return subject.ids, subject.kind, 0.7
        for spoken in reversed(s.history):
            if sentence.no - spoken.sentence_no > _CHAIN:
                break
            if spoken.gender is not None and spoken.gender != gender:
                continue
            if spoken.only_acted and spoken.gender is None and sentence.no - spoken.sentence_no > 1:
                continue
            return (spoken.ids, spoken.kind, 0.85) if spoken.ids else None
        voice = s.only_voice()
        return (voice.ids, voice.kind, 0.6) if voice is not None and voice.gender in (None, gender) else None

    def last(self, sentence: SentenceSpan, gender: str) -> tuple[list[str], str, float] | None:
        for spoken in reversed(self.speakers.history):
            if sentence.no - spoken.sentence_no > _CHAIN:
                return None
            if spoken.gender in (None, gender):
                return (spoken.ids, spoken.kind, 0.8) if spoken.ids else None
        return None

    def clause_subject(self, sentence: SentenceSpan, before: int) -> Subject | None:
        """The person who is the subject of the clause before word ``before``: "واستقبل فلان الوفد، وأشاد ب"."""
        s = self.speakers
        for j in range(before - 1, sentence.first_token - 1, -1):
            if j == sentence.first_token or s.parted(j, ",-"):
                if j > sentence.first_token and s.word(j) in self.rules.adverbials:
                    continue  # "..., إلى فلان، طالب": to whom it was sent
                subject = s.noun_phrase(j + 1, before, None)
                if subject is not None:
                    return subject if subject.kind == "person" and subject.how in ("named", "again") else None
                if s.mention_at(j, ("و",)) is None and s.word(j).startswith("و"):
                    return None  # a clause with another subject
        return None

    def sentence_subject(self, sentence: SentenceSpan, before: int, gender: str) -> Subject | None:
        """The subject of the sentence's first verb: the noun phrase that opens it or stands right behind its first word."""
        s = self.speakers
        j = self.after_dateline(sentence)
        if j >= before:
            j = sentence.first_token
        start = j
        for _ in range(3):
            if j >= before:
                return None
            subject = s.noun_phrase(j, before, None, ("", "و"))
            if subject is None and j == start:
                pass
            elif subject is not None:
                if not subject.ids:
                    return None
                if len(subject.ids) > 1 or subject.kind == "country" or (subject.gender and subject.gender != gender):
                    return None
                return subject
            if s.word(j) in self.rules.adverbials or bare(s.word(j)) in self.rules.adverbials:
                return None
            j += 1
            while j < before and (s.word(j) in self.rules.fillers):
                j += 1
        return None

    def wrote(self, sentence: SentenceSpan, t: int, gender: str) -> Subject | None:
        """Whose paper holds what the verb at word ``t`` reports, before فيه: "ألقى الوزير كلمة أكد فيها أن", "أصدرت الوزارة بيانا قالت فيه إن"."""
        s, first = self.speakers, sentence.first_token
        if not s.word(t + 1).startswith("في") or len(s.word(t + 1)) not in (3, 4) or any(s.parted(k, ':;"') for k in range(first + 1, t + 1)):
            return None
        paper = next((k for k in range(t - 1, max(first + 1, t - _PAPER), -1) if {s.word(k), s.word(k).removesuffix("ا"), s.word(k).removeprefix("ب")} & self.rules.documents), None)
        if paper is None or any(s.word(k) in self.rules.forms or s.word(k) in self.rules.issuing for k in range(paper + 1, t)):
            return None
        whose = s.noun_phrase(paper + 1, t, None) if paper + 1 < t and s.gap(paper + 1) == " " else None
        if whose is not None and whose.how == "named" and whose.kind == "person" and whose.after == t:
            return whose  # "تلا المدير كلمة الوزير فلان أكد فيها": the words of whose speech it is
        if any(bare(s.word(k)) in self.rules.received or (s.word(k) in self.rules.relative and s.word(k) != "من") for k in range(first, paper)):
            return None
        beside = (s.noun_phrase(k, paper, gender) for k in range(first + 1, paper) if bare(s.word(k - 1)) not in self.rules.adverbials)
        subject = next((x for x in beside if x is not None and x.after == paper), None) or self.sentence_subject(sentence, paper, gender)
        if subject is None or not subject.ids or subject.kind not in ("person", "organization") or (subject.gender and subject.gender != gender):
            return None
        return subject

    def after_dateline(self, sentence: SentenceSpan) -> int:
        """The first word behind "الرباط - " or "أبوظبي في 14 يناير / وام / "."""
        s = self.speakers
        first = sentence.first_token
        last = min(first + 14, sentence.last_token)
        head = s.text[sentence.start : self.doc.tokens[last - 1].end] if last > first else ""
        if "/" not in head and "-" not in head:
            return first
        marks = [t for t in range(first + 1, last) if "/" in s.gap(t) or " - " in s.gap(t) or "--" in s.gap(t)]
        return marks[-1] if marks else first

    def after_opener(self, t: int) -> bool:
        """A verb without a subject may stand at word ``t``: after "كما", "حيث", "غير أنه"."""
        s = self.speakers
        if s.word(t - 1) in self.rules.before_pronoun:
            return True
        return s.word(t - 1) in _IT and bare(s.word(t - 2)) in self.rules.before_it

    def no_verb_between(self, first: int, t: int) -> bool:
        """Nothing between an adverbial opening and its verb could be a clause of its own ("وعن أفغانستان أفاد بأن")."""
        s = self.speakers
        for k in range(first, t):
            found = s.covered_by(k)
            if found is None and (s.word(k) in self.rules.relative or s.word(k) in self.rules.forms):
                return False
            if found is not None and found.kind == "person":
                return False
        return True

    def opens_adverbially(self, first: int) -> bool:
        """The sentence opens with an adverbial phrase ("وفي هذا السياق، ...", "وبخصوص الميزانية، ...")."""
        s = self.speakers
        word = s.word(first)
        return any(w in self.rules.adverbials or w in self.rules.before_pronoun or w.startswith("ب") for w in (word, word.removeprefix("و"))) or s.is_attached_phrase(first) or first in s.times

    def takes_turn(self, first: int) -> bool:
        """ "من جهته، أكد ...": somebody else speaks from here on."""
        return any(self.speakers.word(first + i) in self.rules.turns for i in (0, 1))
