"""Who said what: every sentence that reports the words of somebody known.

Verbs, nouns and prepositions that report speech are data (:mod:`ct_pipeline.extract.reporting`); who is their subject is read by
:mod:`ct_pipeline.extract.speakers`. One statement a sentence and speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ct_pipeline.extract.context import Context, FoundStatement
from ct_pipeline.extract.quotations import Quotation, QuotationIndex, find_quotations
from ct_pipeline.extract.reporting import Phrase, ReportingRules, Verb, VerbForm, load_reporting
from ct_pipeline.extract.speakers import SpeakerFinder, Subject
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings, without_article

_SKIPPED_KINDS = frozenset({"title", "crosshead", "caption", "byline", "dateline", "source_line", "boilerplate"})
_CLAUSE_WINDOW = 45
_PREPOSITION_WINDOW = 24
_WORD_WINDOW = 8
_FRONTED = 9  # words of an adverbial phrase before its verb
_CHAIN = 4  # sentences over which a pronoun still reaches its speaker


@dataclass(slots=True)
class _Cue:
    """A verb of saying at word ``at``."""

    at: int
    form: VerbForm
    conjunction: str  # "", و or ف
    clitic: bool = False


@dataclass(slots=True)
class _Complement:
    at: int
    kind: str  # clause | quotation | preposition | word | object


@dataclass(slots=True)
class _Reading:
    """A statement before it is merged with others of its sentence and speaker."""

    ids: list[str]
    kind: str
    gender: str | None
    first: int  # word of the cue
    start: int  # folded offsets of the statement
    end: int
    quote_from: int
    rule: str
    confidence: float
    verb: str


def find_statements(context: Context) -> None:
    """Fill ``context.statements``, in text order."""
    _Finder(context).run()


def attach_statements(context: Context) -> None:
    """Tie statements to the events they were made at: the event told in the same sentence, or the one meeting, conference or visit
    that the sentences before speak of when the statement says that it was made there ("في كلمته خلال الاجتماع"). Call after the events are known."""
    spoken_at = {"meeting", "conference", "visit", "agreement", "launch"}
    gatherings = [i for i, e in enumerate(context.events) if e.event_type in spoken_at]
    if not gatherings:
        return
    main = [i for i in gatherings if context.events[i].is_main]
    rules = context.knowledge.rules(load_reporting)
    for s in context.statements:
        sentence = context.doc.sentence_at(s.start)
        if sentence is None:
            continue
        here = [i for i in gatherings for a, b in [(context.events[i].start, context.events[i].end), *context.events[i].evidence] if sentence.start <= a < sentence.end]
        here = sorted(set(here))
        words = {t.text for t in context.doc.tokens_of(sentence)}
        says_where = any(rest in rules.occasions for w in words for _, rest in readings(w))
        if not says_where:
            continue
        if len(here) == 1:
            s.event_key = here[0]
            continue
        took_part = [i for i in gatherings if any(p.entity_id == s.speaker_id for p in context.events[i].participants)]
        for choice in (here and [i for i in here if i in took_part], took_part, main, gatherings):
            if choice and len(choice) == 1:
                s.event_key = choice[0]
                break


class _Finder:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.doc = context.doc
        self.rules: ReportingRules = context.knowledge.rules(load_reporting)
        self.quotations = QuotationIndex(find_quotations(context.doc))
        self.speakers = SpeakerFinder(context, self.rules, self.quotations)
        self._silent: Subject | None = None  # of a verb in this sentence that reported nothing
        self._title = _WORD.findall(fold(self.doc.article.title)) if self.doc.article.title else []

    def run(self) -> None:
        for sentence in self.doc.sentences:
            if sentence.kind in _SKIPPED_KINDS or sentence.last_token - sentence.first_token < 3:
                continue
            if len(self._title) == sentence.last_token - sentence.first_token and [t.text for t in self.doc.tokens_of(sentence)] == self._title:
                continue
            readings_here = self._sentence(sentence)
            self._write(sentence, readings_here)

    # ---------------------------------------------------------------------------------------- sentence

    def _sentence(self, sentence: SentenceSpan) -> list[_Reading]:
        first, end = sentence.first_token, sentence.last_token
        found: list[_Reading] = []
        nameless: set[str] = set()
        self._silent = None
        cues = self._cues(first, end)
        if cues or self._may_attribute(first, end):
            for n, cue in enumerate(cues):
                stop = next((c.at for c in cues[n + 1 :] if self._ends_reach(c)), end)
                got = self._finite(sentence, cue, stop, found, nameless) if cue.form.tense != "participle" else self._participle(sentence, cue, end, found, nameless)
                if got is not None:
                    found.append(got)
            found.extend(self._attributed(sentence, found, nameless))
        self._note_issuer(first, end, found)
        if not found:
            self._note_subject(sentence, bool(nameless))
        return found

    def _cues(self, first: int, end: int) -> list[_Cue]:
        out = []
        for t in range(first, end):
            cue = self._cue_at(t, first)
            if cue is not None and (not cue.form.verb.tight or cue.form.tense == "participle" or t == first or self._stands_tight(t)):
                out.append(cue)
        return out

    def _ends_reach(self, cue: _Cue) -> bool:
        """The verb before ``cue`` has its complement before it: not so where the cue is "قائلا", or tells of a noun ("في تصريح أدلى به")."""
        if cue.form.tense == "participle":
            return cue.form.verb.name != "قال"
        s = self.speakers
        noun = without_article(s.word(cue.at - 1))
        return bool(cue.conjunction) or noun not in self.rules.told_of or any(c in s.gap(cue.at) for c in ',":-/)')

    def _stands_tight(self, t: int) -> bool:
        """A verb with a homograph opens its clause at word ``t`` or has one right behind it; "عقب اللقاء" does neither."""
        s = self.speakers
        return any(c in s.gap(t) for c in ',":-/') or s.is_clause(t + 1, t + 1) or s.opens_quotation(t + 1)

    def _cue_at(self, t: int, first: int) -> _Cue | None:
        forms = self.rules.forms
        word = self.doc.tokens[t].text
        conjunction, clitic = "", False
        found = forms.get(word)
        if found is None and word in self.rules.adverbial:
            found = _SAYING
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
        same_clause = t > first and not any(c in self.speakers.gap(t) for c in ',":;-/')
        form = self._choose(found, t)
        if form.tense == "past" and self._is_passive(t, len(conjunction)):
            return None
        if form.verb.as_printed and form.verb.name not in self.doc.surface(self.doc.tokens[t].start, self.doc.tokens[t].end):
            return None
        blocked = previous in self.rules.blockers or (form.tense == "present" and previous in self.rules.blockers_present)
        if form.tense != "participle" and same_clause and not conjunction and blocked:
            return None
        return _Cue(t, form, conjunction, clitic)

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
            if self._complement(t + 1, min(t + 8, len(self.doc.tokens)), form.verb) is not None:
                return form
        return forms[0]

    # ------------------------------------------------------------------------------------ finite verbs

    def _finite(self, sentence: SentenceSpan, cue: _Cue, stop: int, found: list[_Reading], nameless: set[str]) -> _Reading | None:
        s, form, verb = self.speakers, cue.form, cue.form.verb
        first, end = sentence.first_token, sentence.last_token
        t = cue.at
        previous = s.word(t - 1) if t > first else ""
        relative = previous in self.rules.relative and not cue.conjunction
        as_said = t > first and previous in self.rules.as_said and not cue.conjunction
        if previous == "ما" and as_said and not cue.clitic and s.word(t - 2) not in self.rules.before_ma and _bare(s.word(t - 2)) not in self.rules.attributions:
            return None  # "ما رأي الوزير؟"
        if form.number != "s":
            return None if form.number == "p" else self._before(sentence, cue, stop, found)
        own_clause = t == first or bool(cue.conjunction) or any(c in s.gap(t) for c in ',":-/)')
        opens = t == first or any(c in s.gap(t) for c in ',":-/)')
        if verb.tight and not ((own_clause and (s.is_clause(t + 1, t + 1) or s.opens_quotation(t + 1))) or (opens and self._named_then_clause(t, end, form))):
            return None  # "بيان ورد إلى": no رد
        if relative:
            return self._relative(sentence, cue, stop)
        if s.word(t - 1) == "قد" and t - 2 > first and s.word(t - 2) in self.rules.was:
            return self._before(sentence, cue, stop, found, at=t - 2)  # "والوزير كان قد طالب المغرب": the subject stands before كان
        subject = s.subject_after(t + 1, end, form.gender)
        if subject is not None and subject.how == "nameless" and verb.addressed and form.gender == "m" and self._is_addressee(subject.first, s.word(subject.first)):
            subject = None  # "ودعا فيه الدول إلى"
        if subject is not None and subject.how == "body" and form.number == "s" and subject.gender is None:
            subject.gender = form.gender
        if subject is None and s.word(t + 1) == "عن" and verb.name == "نقل":
            return None
        if subject is not None:
            return self._with_subject(sentence, cue, subject, stop, found, nameless, as_said)
        if as_said and (cue.clitic or s.word(t - 1) != "كما"):
            return None
        before = self._before(sentence, cue, stop, found)
        if before is not None:
            return before
        if cue.conjunction == "ف" and s.word(first) in self.rules.topics and not found:
            nameless.add(form.gender)  # "أما الرئيس السابق فاعتبر": somebody else, and nobody known
            return None
        return self._pronoun(sentence, cue, stop, found, nameless)

    def _named_then_clause(self, t: int, end: int, form: VerbForm) -> bool:
        subject = self.speakers.subject_after(t + 1, end, form.gender)
        return subject is not None and subject.how in ("named", "again", "last") and (self.speakers.is_clause(subject.after) or self.speakers.opens_quotation(subject.after))

    def _with_subject(
        self, sentence: SentenceSpan, cue: _Cue, subject: Subject, stop: int, found: list[_Reading], nameless: set[str], as_said: bool
    ) -> _Reading | None:
        s, form, verb = self.speakers, cue.form, cue.form.verb
        end = sentence.last_token
        if verb.person and subject.kind in ("organization", "country"):
            return None
        if verb.judged and (self._is_court(subject) if subject.kind == "organization" else self._in_court(sentence.first_token, cue.at)):
            return None
        if verb.described and (complement := self._complement(subject.after, min(stop, end), verb)) is not None and complement.at == subject.after:
            return self._pronoun(sentence, cue, stop, found, nameless)  # "ووصف المغرب بأنه": the country is described
        aside = verb.aside and self._is_aside(cue.at, subject.after, sentence)
        limit = stop if subject.after < stop < end else end  # a verb right behind the subject is its masdar ("أكد فلان تعهد بلاده")
        complement = self._complement(subject.after, limit, verb)
        if complement is None and not aside and not (as_said and (verb.clause or verb.object)):
            if subject.how in ("named", "again") and subject.kind == "person":
                self._silent = subject  # "سجل الوزير التطور، موردا أن": a participle may still report
            return None
        inside = any(r.quote_from < self.doc.tokens[cue.at].start for r in found)
        beside = bool(cue.conjunction) or as_said or aside or s.word(cue.at - 1) in self.rules.beside
        if inside and not beside and subject.kind in ("country", "organization") and subject.how != "document":
            return None  # "قال إن بلاده ...، تؤكد الوزارة": what is reported, not another report
        word = self.doc.tokens[cue.at].text[len(cue.conjunction) :]
        if form.tense == "present" and word in self.rules.impersonal and subject.kind in ("country", "organization") and (complement is None or complement.kind == "object"):
            return None  # "ويعتبر المغرب شريكا": it is considered
        if subject.how == "last" and not cue.conjunction and self._takes_turn(sentence.first_token) and s.word(subject.after - 1) not in self.rules.same:
            subject.ids = []
        if not subject.ids:
            nameless.add(form.gender)
            s.remember(sentence.no, [], "nobody", form.gender)
            return None
        gender = form.gender if subject.kind == "person" else subject.gender or form.gender
        rule = {"named": "verb_subject", "office": "office_holder", "body": "verb_body", "document": "document", "again": "short_form", "last": "same_speaker"}[subject.how]
        confidence = {"named": 0.95, "office": 0.75, "body": 0.9, "document": 0.9, "again": 0.85, "last": 0.75}[subject.how]
        if complement is not None and complement.kind == "object":
            confidence -= 0.1
        if (aside and complement is None) or as_said:
            return self._reading(sentence, cue, subject.ids, subject.kind, gender, "aside" if aside else "as_said", confidence - 0.05, inverted=True)
        return self._reading(sentence, cue, subject.ids, subject.kind, gender, rule, confidence, complement)

    def _is_court(self, subject: Subject) -> bool:
        return any(without_article(self.speakers.word(t)) in self.rules.courts for t in range(subject.first, min(subject.after, subject.first + 3)))

    def _in_court(self, first: int, t: int) -> bool:
        """A court was named in the sentence before word ``t``: whom it sentences is no speaker."""
        return any(without_article(rest) in self.rules.courts for k in range(first, t) for _, rest in readings(self.speakers.word(k)))

    def _is_aside(self, t: int, after: int, sentence: SentenceSpan) -> bool:
        """The verb and its subject stand alone after the words they report: "..., يضيف الوزير، ..."."""
        s = self.speakers
        if t == sentence.first_token or not any(c in s.gap(t) for c in ',".-'):
            return False
        gap = s.gap(after) if after < sentence.last_token else "."
        return any(c in gap for c in ",.!?:\n-)")

    def _relative(self, sentence: SentenceSpan, cue: _Cue, stop: int) -> _Reading | None:
        """"الوزير فلان، الذي قال إن ...", "الذي أعرب عن ...": of a person named right before; of a body only with a clause."""
        s = self.speakers
        t, verb = cue.at, cue.form.verb
        m = s.covered_by(t - 2)
        if m is None or not m.is_named or s.word(t - 1) == "من" or m.kind not in ("person", "organization") or (m.kind == "organization" and verb.person):
            return None
        complement = self._complement(t + 1, min(stop, t + 14), verb, adjacent=True)
        if complement is None or (m.kind != "person" and complement.kind not in ("clause", "quotation")) or complement.at - t > 12:
            return None
        return self._reading(sentence, cue, [m.entity_id], m.kind, cue.form.gender, "relative", 0.7, complement)

    def _before(self, sentence: SentenceSpan, cue: _Cue, stop: int, found: list[_Reading], at: int | None = None) -> _Reading | None:
        """Subject before the verb: "الوزير أكد أن"، "أما فلان، ...، فاعتبر أن"، "وكان فلان قد أعلن"."""
        s, form = self.speakers, cue.form
        first, t = sentence.first_token, cue.at
        if t == first or (cue.conjunction == "و"):
            return None
        opener = s.word(first)
        topic = opener in self.rules.topics and cue.conjunction == "ف"
        was = opener in self.rules.openers or topic
        sure = topic or s.word(t - 1) == "قد"  # the subject is known to stand before, so anything up to the complement is the object
        complement = self._complement(t + 1, stop, form.verb, adjacent=not sure)
        if complement is None:
            return None
        t = at or t
        starts = [first + 1] if was else []
        for j in range(max(first, t - _CLAUSE_WINDOW // 2), t):
            if j > first and s.word(j - 1) in self.rules.adverbials and "," not in s.gap(j):
                continue  # على "فيسبوك"
            if j not in starts and (j == first or any(c in s.gap(j) for c in ',":;-/)') or s.word(j - 1) in self.rules.openers):
                starts.append(j)
        for j in starts:
            subject = s.noun_phrase(j, t, form.gender if form.number == "s" else None, ("", "و", "ف"))
            if subject is None or not subject.ids or (topic and subject.how == "last") or (form.number != "s" and len(subject.ids) < 2):
                continue
            between = t - subject.after
            between -= s.word(t - 1) == "قد"
            if between > 0 and not (was and j == first + 1) and not self._appositive(subject.after, t):
                continue
            if between > 0 and subject.how == "last" and "," not in s.gap(subject.after) and not self._appositive(subject.after, t):
                continue
            if between < 0 or (form.verb.person and subject.kind != "person"):
                continue
            inside = any(r.quote_from < self.doc.tokens[j].start for r in found)
            if inside and (subject.kind != "person" or complement.kind not in ("clause", "quotation")):
                continue  # "قال إن بلاده تعتبر ...": what is reported, not another report
            confidence = 0.85 if subject.kind == "person" else 0.75
            if complement.kind == "object" and subject.kind != "person":
                confidence -= 0.05
            return self._reading(sentence, cue, subject.ids, subject.kind, form.gender, "subject_verb", confidence, complement)
        return None

    def _appositive(self, start: int, t: int) -> bool:
        """Between a subject and its verb only an apposition between commas stands."""
        s = self.speakers
        if s.word(start) in self.rules.relative:
            return t - start <= 18 and all(s.word(k) not in self.rules.forms for k in range(start, t))
        if t - start > 14 or not any(c in s.gap(start) for c in ",-(") or not any(c in s.gap(t) for c in ",-)"):
            return False
        return all(s.word(k) not in self.rules.forms for k in range(start, t))

    def _pronoun(self, sentence: SentenceSpan, cue: _Cue, stop: int, found: list[_Reading], nameless: set[str]) -> _Reading | None:
        """No subject expressed: the speaker before, where the complement follows at once."""
        s, form, verb = self.speakers, cue.form, cue.form.verb
        first, t = sentence.first_token, cue.at
        fronted = t > first
        if verb.named or (verb.exact and form.tense == "present") or (form.tense == "present" and self.doc.tokens[t].text[len(cue.conjunction) :] in self.rules.impersonal):
            return None
        if not (cue.conjunction or fronted) and form.tense == "past":
            return None
        if fronted and s.word(t - 1) == "قد" and t - first > 2:
            return None  # "وكان فلان قد أكد", and who that is nobody knows
        if fronted and not cue.conjunction and self._takes_turn(first):
            return None
        complement = self._complement(t + 1, stop, verb, adjacent=True)
        if complement is None:
            far = self._complement(t + 1, stop, verb)
            if far is not None and far.kind in ("clause", "quotation") and s.word(t + 1) not in self.rules.blockers:
                nameless.add(form.gender)  # its subject stands there, and nobody knows who that is
                s.remember(sentence.no, [], "nobody", form.gender)
            return None
        after_opener = self._after_opener(t)
        topic = not found and complement.kind == "clause" and complement.at == t + 1 and t - first <= _FRONTED and self._opens_adverbially(first) and self._no_verb_between(first, t)
        if fronted and not cue.conjunction and not after_opener and not topic and not any(c in s.gap(t) for c in ',":-/)'):
            return None
        if fronted and not cue.conjunction and not found and not after_opener and not self._opens_adverbially(first) and self._clause_subject(sentence, t) is None:
            return None  # "القرار 693، الذي ...، جدد": it has its subject before it
        speaker = self._antecedent(sentence, cue, found, nameless)
        if speaker is None:
            return None
        ids, kind, sure = speaker
        if (verb.person and kind != "person") or (complement.kind == "object" and sure < 0.8):
            return None
        return self._reading(sentence, cue, ids, kind, form.gender, "pronoun", sure if complement.kind != "object" else sure - 0.1, complement)

    def _after_opener(self, t: int) -> bool:
        """A verb without a subject may stand at word ``t``: after "كما", "حيث", "غير أنه"."""
        s = self.speakers
        if s.word(t - 1) in self.rules.before_pronoun:
            return True
        return s.word(t - 1) in _IT and _bare(s.word(t - 2)) in self.rules.before_it

    def _no_verb_between(self, first: int, t: int) -> bool:
        """Nothing between an adverbial opening and its verb could be a clause of its own ("وعن أفغانستان أفاد بأن")."""
        s = self.speakers
        return all(s.word(k) not in self.rules.relative and s.word(k) not in self.rules.forms and (m := s.covered_by(k)) is None or (m is not None and m.kind != "person") for k in range(first, t))

    def _opens_adverbially(self, first: int) -> bool:
        """The sentence opens with an adverbial phrase ("وفي هذا السياق، ...", "وبخصوص الميزانية، ...")."""
        s = self.speakers
        word = s.word(first)
        return any(w in self.rules.adverbials or w in self.rules.before_pronoun or w.startswith("ب") for w in (word, word.removeprefix("و"))) or s._is_attached_phrase(first) or first in s._times

    def _takes_turn(self, first: int) -> bool:
        """"من جهته، أكد ...": somebody else speaks from here on."""
        return any(self.speakers.word(first + i) in self.rules.turns for i in (0, 1))

    def _antecedent(self, sentence: SentenceSpan, cue: _Cue, found: list[_Reading], nameless: set[str]) -> tuple[list[str], str, float] | None:
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
        opened = cue.at - sentence.first_token
        own_start = opened == 0 or (opened == 1 and s.word(sentence.first_token) in self.rules.before_pronoun) or (opened == 2 and self._after_opener(cue.at))
        if not own_start:
            person = self._clause_subject(sentence, cue.at)
            if person is not None:
                return person.ids, "person", 0.75
            subject = self._sentence_subject(sentence, cue.at, gender)
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

    def _clause_subject(self, sentence: SentenceSpan, before: int) -> Subject | None:
        """The person who is the subject of the clause before word ``before``: "واستقبل فلان الوفد، وأشاد ب"."""
        s = self.speakers
        for j in range(before - 1, sentence.first_token - 1, -1):
            if j == sentence.first_token or any(c in s.gap(j) for c in ",-"):
                subject = s.noun_phrase(j + 1, before, None)
                if subject is not None:
                    return subject if subject.kind == "person" and subject.how in ("named", "again") else None
                if s.mention_at(j, ("و",)) is None and s.word(j).startswith("و"):
                    return None  # a clause with another subject
        return None

    def _sentence_subject(self, sentence: SentenceSpan, before: int, gender: str) -> Subject | None:
        """The subject of the sentence's first verb: the noun phrase that opens it or stands right behind its first word."""
        s = self.speakers
        j = self._after_dateline(sentence)
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
            if s.word(j) in self.rules.adverbials or _bare(s.word(j)) in self.rules.adverbials:
                return None
            j += 1
            while j < before and (s.word(j) in self.rules.fillers):
                j += 1
        return None

    def _after_dateline(self, sentence: SentenceSpan) -> int:
        """The first word behind "الرباط - " or "أبوظبي في 14 يناير / وام / "."""
        s = self.speakers
        first = sentence.first_token
        marks = [t for t in range(first + 1, min(first + 14, sentence.last_token)) if "/" in s.gap(t) or " - " in s.gap(t) or "--" in s.gap(t)]
        return marks[-1] if marks else first

    # -------------------------------------------------------------------------------------- participles

    def _participle(self, sentence: SentenceSpan, cue: _Cue, end: int, found: list[_Reading], nameless: set[str]) -> _Reading | None:
        """"مؤكدا أن": part of the statement before it, or the only sign that the subject of the sentence spoke."""
        s, form, verb = self.speakers, cue.form, cue.form.verb
        t = cue.at
        if form.number != "s" or t == sentence.first_token:
            return None
        complement = self._complement(t + 1, min(end, t + 14), verb, adjacent=True)
        if complement is None:
            return None
        comma = any(c in s.gap(t) for c in ',")')
        if not comma and (form.gender == "f" or complement.kind == "object") and complement.kind not in ("clause", "quotation"):
            return None
        if any(r.gender in (None, form.gender) for r in found) or form.gender in nameless or (found and complement.kind == "object"):
            return None
        subject = self._silent or self._sentence_subject(sentence, t, form.gender)
        if subject is None or subject.kind == "country" or (verb.person and subject.kind != "person"):
            return None
        if subject.how in ("office", "document"):
            return None
        return self._reading(sentence, cue, subject.ids, subject.kind, form.gender, "participle", 0.7, complement)

    # ------------------------------------------------------------------------------------- attributions

    def _may_attribute(self, first: int, end: int) -> bool:
        triggers = self.rules.triggers
        return any(self.doc.tokens[t].text in triggers for t in range(first, end))

    def _attributed(self, sentence: SentenceSpan, found: list[_Reading], nameless: set[str]) -> list[_Reading]:
        out: list[_Reading] = []
        s, rules = self.speakers, self.rules
        first, end = sentence.first_token, sentence.last_token
        for t in range(first, end):
            if self.doc.tokens[t].text not in rules.triggers:
                continue
            word = _bare(self.doc.tokens[t].text)
            conjunction = self.doc.tokens[t].text[: len(self.doc.tokens[t].text) - len(word)]
            if self.quotations.covering(self.doc.tokens[t].start) is not None:
                continue
            if word in rules.attributions:
                for phrase in rules.attributions[word]:
                    after = self._after_phrase(t, phrase)
                    if after is None:
                        continue
                    noun = s.word(after[0])
                    if without_article(noun.removeprefix("ل") if "ل" in after[1] else noun) in rules.saying_nouns and not noun.startswith(("ال", "لل")):
                        after = after[0] + 1, ("",)  # "وفقا لإفادة فلان"
                    subject = s.noun_phrase(after[0], end, None, after[1])
                    if subject is None and s.word(after[0]) not in rules.same_before:
                        continue
                    if subject is None or not subject.ids or subject.kind == "country":
                        break
                    if subject.kind == "organization" and without_article(s._head(subject.first, after[1])) in rules.media:
                        break  # a paper is where it was read, not who said it
                    gender = subject.gender if subject.how == "document" else None
                    rule = "mouthpiece" if phrase[-1] in rules.mouthpieces else "attribution"
                    out.append(self._reading(sentence, _Cue(t, _ATTRIBUTION, conjunction), subject.ids, subject.kind, gender, rule, 0.85, inverted=True))
                    break
            if word in rules.attributions_own and not found and not out and not nameless:
                for phrase, gender in rules.attributions_own[word]:
                    if not s.match_phrase(t + 1, phrase[1:]):
                        continue
                    cue = _Cue(t, VerbForm(_ATTRIBUTION.verb, "past", gender, "s"), "")
                    speaker = self._antecedent(sentence, cue, [], set()) if t > first else self._last(sentence, gender)
                    if speaker is not None:
                        out.append(self._reading(sentence, cue, speaker[0], speaker[1], gender, "attribution_own", 0.7, inverted=True))
                    break
            if word in rules.carriers and not found and (carried := self._carried(sentence, t)) is not None:
                out.append(self._reading(sentence, _Cue(t, _ATTRIBUTION, conjunction), carried.ids, carried.kind, carried.gender, "his_words", 0.85))
            if word in rules.his_words and not any(r.rule == "his_words" for r in out):
                quoted = self._quoted_from(t, first, end)
                if quoted is None and any(_bare(s.word(k)) in rules.carriers for k in range(max(first, t - 9), t)):
                    spoken = self._last(sentence, "f" if word.endswith("ها") else "m")
                    if spoken is not None:  # "ونقلت الوكالة قوله": whoever spoke last
                        quoted = Subject(spoken[0], spoken[1], t, t + 1, "last")
                if quoted is not None:
                    out.append(self._reading(sentence, _Cue(t, _ATTRIBUTION, conjunction), quoted.ids, quoted.kind, "f" if word.endswith("ها") else "m", "his_words", 0.9, inverted=True))
            if word in rules.document_says:
                for phrase in rules.document_says[word]:
                    if s.match_phrase(t + 1, phrase[1:]):
                        subject = s.noun_phrase(t + len(phrase), end, None)
                        if subject is not None and subject.ids and subject.how == "document":
                            out.append(self._reading(sentence, _Cue(t, _ATTRIBUTION, conjunction), subject.ids, subject.kind, "m", "document_says", 0.85))
                        break
        return out

    def _last(self, sentence: SentenceSpan, gender: str) -> tuple[list[str], str, float] | None:
        for spoken in reversed(self.speakers.history):
            if sentence.no - spoken.sentence_no > _CHAIN:
                return None
            if spoken.gender in (None, gender):
                return (spoken.ids, spoken.kind, 0.8) if spoken.ids else None
        return None

    def _after_phrase(self, t: int, phrase: Phrase) -> tuple[int, tuple[str, ...]] | None:
        """Word after an attribution phrase, and the particles the speaker's name may carry; None where the phrase does not stand here."""
        s = self.speakers
        if phrase[-1] == "ل":
            if s.match_phrase(t + 1, phrase[1:-1]) and s.word(t + len(phrase) - 1).startswith("ل"):
                return t + len(phrase) - 1, ("ل",)
            return None
        if not s.match_phrase(t + 1, phrase[1:]):
            return None
        if any(c in s.gap(t + len(phrase)) for c in ',.:'):
            return None
        return t + len(phrase), ("",)

    def _carried(self, sentence: SentenceSpan, t: int) -> Subject | None:
        """"ونقلت الوكالة عن الوزير أن ...": the speaker behind عن, where a clause follows."""
        s = self.speakers
        end = sentence.last_token
        for j in range(t + 1, min(t + 12, end)):
            if s.is_clause(j, t) or s.opens_quotation(j):
                return None
            if s.word(j) == "عن":
                subject = s.noun_phrase(j + 1, end, None)
                if subject is None or not subject.ids:
                    s.remember(sentence.no, [], "nobody", None)  # "نقلت الوكالة عن دبلوماسيين": the source of what follows
                    return None
                if any(s.word(k) in self.rules.his_words for k in range(subject.after, min(subject.after + 16, end))):
                    return None
                follows = any(s.is_clause(k) or s.opens_quotation(k) for k in range(subject.after, min(subject.after + 12, end)))
                return subject if follows else None
        return None

    def _quoted_from(self, t: int, first: int, end: int) -> Subject | None:
        """"نقل عن فلان قوله": the speaker between عن and قوله."""
        s = self.speakers
        for j in range(t - 1, max(first, t - 26) - 1, -1):
            if s.word(j) in ("عن", "علي") and s.covered_by(j) is None:
                subject = s.noun_phrase(j + 1, t, None)
                return subject if subject is not None and subject.ids else None
        return None

    # ------------------------------------------------------------------------------------- complements

    def _complement(self, t: int, end: int, verb: Verb, adjacent: bool = False) -> _Complement | None:
        """What the verb takes, in words ``[t, end)``. ``adjacent``: it must stand at once, but for adverbials."""
        s = self.speakers
        end = min(end, len(self.doc.tokens))
        in_adverbial = False
        j = t
        while j < end and j - t < _CLAUSE_WINDOW:
            if verb.clause:
                if s.opens_quotation(j) and (not verb.exact or j == t or ":" in s.gap(j)):
                    return _Complement(j, "quotation")
                if s.is_clause(j, t):
                    return _Complement(j, "clause")
            word = self.doc.tokens[j].text
            free = s.covered_by(j) is None
            if j - t < _PREPOSITION_WINDOW and verb.prepositions and self._is_preposition(j, word, verb.prepositions, free):
                return _Complement(j, "preposition")
            if verb.words and j - t < _WORD_WINDOW:
                for _, rest in readings(word):
                    if without_article(rest).startswith(verb.words) or rest.startswith(verb.words):
                        return _Complement(j, "word")
            if adjacent and not in_adverbial:
                nxt = s._skip_small(j, end)
                if nxt > j:
                    j = nxt
                    continue
                if (also := self.rules.forms.get(word)) is not None and also[0].tense == "participle":
                    j += 1  # "وتابع شارحا: ..."
                    continue
                if any(c in s.gap(j) for c in ",-(") or s.word(j) in self.rules.adverbials or s._is_attached_phrase(j):
                    in_adverbial = True
                elif in_adverbial and verb.object and word in self.rules.things_said and (s.covered_by(j - 1) is not None or s.word(j - 1).startswith("ال")):
                    return _Complement(j, "object")  # "الذي أكد لأعضاء المجلس ضرورة"
                elif verb.addressed and self._is_addressee(j, word):
                    in_adverbial = True  # "ودعا الدول إلى": whom it is said to
                elif verb.object:
                    return None if self._is_somebody(j, end, verb) else _Complement(j, "object")
                elif verb.words and j - t < 3 and not (j == t and word.startswith("ال")):
                    pass
                else:
                    return None
            j += 1
        if verb.object and not adjacent and t < end and end - t >= 1:
            return _Complement(t, "object")
        return None

    def _is_addressee(self, j: int, word: str) -> bool:
        """Word ``j`` is an object by its ending, or names those who are called upon; a subject there would be somebody else."""
        return without_article(word) in self.rules.addressees or (not word.startswith("ال") and word.endswith("ا") and len(word) > 3)

    def _is_somebody(self, j: int, end: int, verb: Verb) -> bool:
        """Word ``j`` looks like a subject nobody knows, not like an object: somebody in the plural, or "أكد فلان الفلاني أن"."""
        w = self.doc.tokens[j].text
        if verb.clause:
            for k in range(j + 1, min(j + 26, end)):
                if self.speakers.is_clause(k) or self.speakers.opens_quotation(k):
                    return k - j > 1 or w.startswith("ال") or w in self.rules.nameless
                if any(self.doc.tokens[k].text.removeprefix(c) in self.rules.forms for c in ("", "و")):
                    break
        m = self.speakers.covered_by(j)
        if m is not None and m.kind == "person":
            return True
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

    # -------------------------------------------------------------------------------------------- rows

    def _reading(
        self, sentence: SentenceSpan, cue: _Cue, ids: list[str], kind: str, gender: str | None, rule: str, confidence: float,
        complement: _Complement | None = None, inverted: bool = False,
    ) -> _Reading:  # fmt: skip
        token = self.doc.tokens[cue.at]
        start = sentence.start if inverted else token.start + len(cue.conjunction)
        quote_from = sentence.start if inverted else (self.doc.tokens[complement.at].start if complement and complement.at < len(self.doc.tokens) else token.end)
        verb = self.doc.surface(token.start + len(cue.conjunction), token.end)
        reading = _Reading(list(ids), kind, gender, cue.at, start, sentence.end, quote_from, rule, confidence, verb)
        self.speakers.remember(sentence.no, ids, kind, gender)
        return reading

    def _write(self, sentence: SentenceSpan, found: list[_Reading]) -> None:
        if not found:
            return
        found = self._without_carriers(found)
        found.sort(key=lambda r: (r.first, r.start))
        merged: dict[str, FoundStatement] = {}
        for n, r in enumerate(found):
            others = [o.first for o in found[n + 1 :] if o.ids != r.ids]
            end = min([sentence.end, *(self.doc.tokens[o].start for o in others if self.doc.tokens[o].start > r.start and r.start != sentence.start)])
            earlier = [o for o in found[:n] if o.ids != r.ids]
            start = r.start
            if r.start == sentence.start and earlier:
                start = self.doc.tokens[r.first].start
            end = self._trim(start, end)
            quotes = self.quotations.within(start, end)
            direct = any(self._is_direct(q, start, end) for q in quotes)
            quote = self._quote(r, quotes, start, end, direct)
            for speaker in r.ids:
                old = merged.get(speaker)
                if old is None:
                    merged[speaker] = FoundStatement(start, end, speaker, r.verb, direct, quote, r.confidence, r.rule)
                else:
                    old.end = max(old.end, end)
                    if direct and not old.is_direct:
                        old.is_direct, old.quote = True, quote
        self.context.statements.extend(merged.values())

    def _without_carriers(self, found: list[_Reading]) -> list[_Reading]:
        """A paper or an agency that says that somebody said something only carries it."""
        quoted = [o for o in found if o.kind == "person" and o.rule in ("verb_subject", "his_words", "subject_verb")]
        carriers = ("document", "verb_body", "document_says")
        if any(r.rule == "mouthpiece" for r in found):
            found = [r for r in found if r.rule != "verb_body"]  # "ندد المغرب، على لسان وزيره"
        if any(r.rule not in _ATTRIBUTED for r in found):
            found = [r for r in found if r.rule not in ("attribution", "document_says") or r.kind == "person"]
        return [
            r for r in found
            if not (r.rule in carriers and any(o.first > r.first and o.ids != r.ids and self.doc.tokens[o.first].start - r.quote_from < 60 for o in quoted))
        ]  # fmt: skip

    def _trim(self, start: int, end: int) -> int:
        text = self.doc.text
        while end > start and text[end - 1] in " \n,":
            end -= 1
        return end

    def _is_direct(self, q: Quotation, start: int, end: int) -> bool:
        """Enough quoted words, and not the name of something."""
        a, b = max(q.start, start), min(q.end, end)
        quoted = _WORD.findall(self.doc.text[a:b])
        words = len(quoted)
        if words < self.rules.direct_words and not (words >= self.rules.verdict_words and (quoted[0] in _SUBJECTS or _VERDICT.match(self.doc.text[a:b]))):
            return False
        return not self._is_name(q, words) or (q.start < start and words >= 4)

    def _is_name(self, q: Quotation, words: int) -> bool:
        """A quotation that is the name of something: a mention of it, or behind "منصة"، "تنظيم"."""
        s = self.speakers
        t = self.doc.token_at(q.start)
        gap = s.gap(t) if t else ""
        is_named = self.doc.text[q.start : q.end].split()[0] in self.rules.name_heads
        goes_on = self.doc.text[q.end + 1 : q.end + 3].strip()[:1].isalnum()
        if ":" in gap or s.is_clause(t - 1):
            return ":" not in gap and is_named and goes_on and words <= 5
        m = s.covered_by(t)
        if m is not None and m.kind != "person" and m.is_named and m.start <= q.start + 1 and m.end >= q.end - 1:
            return True
        before = s.word(t - 1)
        forms = {rest for _, rest in readings(before)}
        if {without_article(rest) for rest in forms} & self.rules.name_nouns and not any(c in gap for c in ",.;"):
            definite = before.startswith(("ال", "وال", "بال", "لل"))
            return words <= (3 if definite else 12)
        return words <= 10 and is_named

    def _quote(self, r: _Reading, quotes: Sequence[Quotation], start: int, end: int, direct: bool) -> str:
        """The quoted words, else the reported clause, as printed."""
        if direct:
            parts = [self.doc.surface(max(q.start, start), min(q.end, end)).strip() for q in quotes if self._is_direct(q, start, end)]
            return " … ".join(p for p in parts if p)
        a = min(max(r.quote_from, start), end)
        return self.doc.surface(a, end).strip(" \n،.")

    # ------------------------------------------------------------------------------------------ memory

    def _note_issuer(self, first: int, end: int, found: list[_Reading]) -> None:
        """Remember which body issued the last communiqué."""
        papers = [t for t in range(first, end) if self.doc.tokens[t].text in self.rules.papers]
        for t in papers:
            subject = self.speakers._document(t, end, "")
            if subject is not None and subject.ids:
                self.speakers.issuer = list(subject.ids)
                return
        for r in found:
            if r.kind == "organization" or papers:
                self.speakers.issuer = list(r.ids)

    def _note_subject(self, sentence: SentenceSpan, nameless: bool) -> None:
        """A sentence without a statement whose subject is a person: a pronoun after it means that person."""
        if nameless:
            return
        s = self.speakers
        people = {m.entity_id for m in self.context.mentions_in(sentence, ("person",))}
        if not people:
            return
        opening = s.word(self._after_dateline(sentence))
        gender = "f" if opening.endswith("ت") else None if opening.startswith(("ت", "وت")) else "m"
        subject = self._sentence_subject(sentence, sentence.last_token, gender or "m")
        if subject is None or subject.kind != "person" or subject.how != "named":
            if len(people) == 1 and not self._recent(sentence):
                s.remember(sentence.no, sorted(people), "person", None, only_acted=True)
            return
        s.remember(sentence.no, subject.ids, "person", gender, only_acted=True)

    def _recent(self, sentence: SentenceSpan) -> bool:
        return any(sentence.no - spoken.sentence_no <= 2 and spoken.ids for spoken in self.speakers.history)


_ATTRIBUTED = frozenset({"attribution", "attribution_own", "document_says"})
_WORD = re.compile(r"\w+")
_DAMMA = "\u064f"
_SAYING = (VerbForm(Verb("قال", True, False, False, frozenset(), ()), "participle", "m", "s"), VerbForm(Verb("قال", True, False, False, frozenset(), ()), "participle", "f", "s"))
# Masdars by their pattern: تأكيد، التزام، استعداد، مواصلة، تضامن.
_VERBAL_NOUN = re.compile(r"(?:ت\w{2}ي\w|ا\w{1,3}ا\w|م\w{3,4}ه|ت\w{3,4})$")
_ATTRIBUTION = VerbForm(Verb("", True, True, True, frozenset(), ()), "past", "m", "s")
# Short quotations that judge, and name nothing: an indefinite noun with its adjective ("مثالا مبهرا", "ضرورة ملحة"), or a clause ("هي سر نجاحها", "لا يعرف حدودا").
_VERDICT = re.compile(r"(?!ال|وال|بال)\w{2,}(?:ا \w+|ه (?!ال)\w+ه)\b")
_SUBJECTS = frozenset({"هو", "هي", "لا", "لن", "لم", "ليس", "ليست"})
_IT = frozenset({"انه", "انها"})
_WITH_PRONOUN = {"الي": ("اليه", "اليها"), "علي": ("عليه", "عليها"), "عن": ("عنه", "عنها", "عما"), "من": ("مما", "منه", "منها")}


def _bare(word: str) -> str:
    """The word without a conjunction before it ("وحسب", "وبحسب")."""
    return word[1:] if len(word) > 3 and word[0] in "وف" and not word.startswith("وفق") else word
