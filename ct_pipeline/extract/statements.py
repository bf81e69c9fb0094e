"""Who said what: every sentence that reports the words of somebody known.

Verbs, nouns and prepositions that report speech are data (:mod:`ct_pipeline.extract.reporting`); who is their subject is read by
:mod:`ct_pipeline.extract.speakers`, what they take by :mod:`ct_pipeline.extract.statement_complements`, and whom a verb without a subject means by
:mod:`ct_pipeline.extract.statement_antecedents`. One statement a sentence and speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ct_pipeline.extract.context import Context
from ct_pipeline.extract.quotations import QuotationIndex, find_quotations
from ct_pipeline.extract.reporting import CUE, PAPER, TRIGGER, ReportingRules, VerbForm, load_reporting
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.extract.statement_antecedents import Antecedents
from ct_pipeline.extract.statement_apposition import Appositions
from ct_pipeline.extract.statement_attributions import Attributions
from ct_pipeline.extract.statement_complements import Complements
from ct_pipeline.extract.statement_cues import DENIALS, Cues
from ct_pipeline.extract.statement_notes import Notes
from ct_pipeline.extract.statement_parts import CLAUSE_WINDOW, Complement, Cue, Reading, bare
from ct_pipeline.extract.statement_places import attach_statements
from ct_pipeline.extract.statement_relatives import Relatives
from ct_pipeline.extract.statement_rows import Rows
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings, without_article

__all__ = ["attach_statements", "find_statements"]

_SKIPPED_KINDS = frozenset({"title", "crosshead", "caption", "byline", "dateline", "source_line", "boilerplate"})
_REST = 12  # words of a title, or of where it was said, behind the subject of an aside
_FRONTED = 9  # words of an adverbial phrase before its verb
_WORD = re.compile(r"\w+")


def _between(places: list[int], first: int, end: int) -> list[int]:
    return places[bisect_left(places, first) : bisect_left(places, end)]


def find_statements(context: Context) -> None:
    """Fill ``context.statements``, in text order."""
    _Finder(context).run()


class _Finder:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.doc = context.doc
        self.rules: ReportingRules = context.knowledge.rules(load_reporting)
        quotations = QuotationIndex(find_quotations(context.doc))
        self.speakers = SpeakerFinder(context, self.rules, quotations)
        self.complements = Complements(self.doc, self.rules, self.speakers)
        self.cues = Cues(self.doc, self.rules, self.speakers, quotations, self.complements)
        self.antecedents = Antecedents(self.doc, self.rules, self.speakers)
        self.appositions = Appositions(self.rules, self.speakers)
        self.notes = Notes(context, self.rules, self.speakers, self.antecedents)
        self.attributions = Attributions(self.doc, self.rules, self.speakers, quotations, self.antecedents, self._reading)
        self.relatives = Relatives(self.doc, self.rules, self.speakers, self.complements, self.antecedents, self.appositions, self._reading)
        self.rows = Rows(context, self.rules, self.speakers, quotations)
        self._silent: Subject | None = None  # of a verb in this sentence that reported nothing
        texts, looked_at, followed = self.speakers.texts, self.rules.looked_at, self.rules.followed
        here = looked_at.keys() & self.doc.distinct
        marked = [(i, looked_at[w]) for i, w in enumerate(texts) if w in here]
        self._cues = [i for i, kind in marked if kind & CUE]
        self._papers = [i for i, kind in marked if kind & PAPER]
        self._triggers = [i for i, kind in marked if kind & TRIGGER and ((after := followed.get(texts[i])) is None or (i + 1 < len(texts) and texts[i + 1] in after))]
        self._title = _WORD.findall(fold(self.doc.article.title)) if self.doc.article.title else []

    def run(self) -> None:
        for sentence in self.doc.sentences:
            if sentence.kind in _SKIPPED_KINDS or sentence.last_token - sentence.first_token < 3:
                continue
            if len(self._title) == sentence.last_token - sentence.first_token and [t.text for t in self.doc.tokens_of(sentence)] == self._title:
                continue
            readings_here = self._sentence(sentence)
            self.rows.write(sentence, readings_here)

    def _sentence(self, sentence: SentenceSpan) -> list[Reading]:
        first, end = sentence.first_token, sentence.last_token
        found: list[Reading] = []
        nameless: set[str] = set()
        self._silent = None
        cues = self.cues.of(first, _between(self._cues, first, end))
        triggers = _between(self._triggers, first, end)
        if cues and triggers and triggers[0] - first < 3 and triggers[0] < cues[0].at:
            self.attributions.of(sentence, [t for t in triggers if t < cues[0].at], [], set())  # "وحسب فلان فإن ...، وزاد": he goes on
        if len(cues) > 1:
            cues = [c for c in cues if not self._is_source(c, end)]
        if cues or triggers:
            for cue, stop in zip(cues, self._stops(cues, end), strict=True):
                got = self._finite(sentence, cue, stop, found, nameless) if cue.form.tense != "participle" else self._participle(sentence, cue, end, found, nameless)
                if got is not None:
                    found.append(got)
                    if got.rule == "document":
                        self.speakers.issuer = list(got.ids)  # "... ، يضيف البيان" later in the sentence
            told = list(found)
            found.extend(self.attributions.of(sentence, triggers, found, nameless))
            if told and len(found) > len(told):
                self.speakers.remember(sentence.no, told[-1].ids, told[-1].kind, told[-1].gender)  # "قال فلان، وفق بلاغ للوزارة، إن": who goes on is he
        self.notes.issuer(_between(self._papers, first, end), first, end, found)
        if not found:
            self.notes.subject(sentence, bool(nameless))
        return found

    def _stops(self, cues: list[Cue], end: int) -> list[int]:
        """Where the reach of each cue ends: at the next one that ends it, but for a participle right behind it. From the last to the first, so that many cost no more than one each."""
        stops: list[int] = []
        at, beyond = end, end  # the next cue that ends a reach, and the one after it
        right: Cue | None = None
        for cue in reversed(cues):
            if right is not None and self.cues.ends_reach(right):
                at, beyond = right.at, at
            tight = right is not None and at == right.at == cue.at + 1 and (right.form.tense == "participle" or right.form.verb.name == "قال")
            stops.append(beyond if tight else at)
            right = cue
        return stops[::-1]

    def _is_source(self, cue: Cue, end: int) -> bool:
        """ "..., حسبما أفادت الوكالة، أن": where it was read, between a verb and what it reports."""
        s = self.speakers
        if s.word(cue.at - 1) not in self.rules.as_said or cue.conjunction or (s.word(cue.at - 1) == "ما" and bare(s.word(cue.at - 2)) not in self.rules.attributions) or s.word(cue.at - 1) == "كما":
            return False
        subject = s.subject_after(cue.at + 1, end, cue.form.gender)
        if subject is None or (not subject.ids and subject.how == "nameless"):
            return cue.clitic and cue.form.verb.name in self.rules.carrying  # "حسب ما نقله الموقع الرسمي، أن"
        return subject.kind == "organization" and without_article(s.word(subject.first)) in self.rules.media

    def _finite(self, sentence: SentenceSpan, cue: Cue, stop: int, found: list[Reading], nameless: set[str]) -> Reading | None:
        s, form, verb = self.speakers, cue.form, cue.form.verb
        first, end = sentence.first_token, sentence.last_token
        t = cue.at
        previous = s.word(t - 1) if t > first else ""
        relative = previous in self.rules.relative and not cue.conjunction
        as_said = t > first and previous in self.rules.as_said and not cue.conjunction
        if previous == "ما" and as_said and not cue.clitic and s.word(t - 2) not in self.rules.before_ma and bare(s.word(t - 2)) not in self.rules.attributions:
            return None  # "ما رأي الوزير؟"
        if previous == "ما" and cue.clitic and verb.described and bare(s.word(t - 2)) not in self.rules.attributions:
            return None  # "ما وصفه بالتدخل"
        if t > first and form.tense == "past" and not cue.conjunction and previous in self.rules.noun_before:
            return None  # "في رأي المجلس", "عدم تأكيد أو نفي فلان": the noun that is written like it
        if form.number != "s":
            return None if form.number == "p" else self._before(sentence, cue, stop, found)
        own_clause = t == first or bool(cue.conjunction) or s.parted(t, ',":-/)')
        opens = t == first or s.parted(t, ',":-/)')
        if verb.tight and previous not in self.rules.thus and not ((own_clause and self._clause_at_once(t + 1)) or (opens and self._named_then_clause(t, end, form))):
            return None  # "بيان ورد إلى": no رد
        if relative:
            return self.relatives.of(sentence, cue, stop, found, nameless)
        if s.word(t - 1) == "قد" and t - 2 > first and s.word(t - 2) in self.rules.was:
            return self._before(sentence, cue, stop, found, at=t - 2)  # "والوزير كان قد طالب المغرب": the subject stands before كان
        if verb.addressed and s.word(t - 1) == "قد" and t - 2 > first and s.word(first) in self.rules.was and (got := self._before(sentence, cue, stop, found)) is not None:
            return got  # "وكان الوزير قد أبلغ المجلس بأن": who stands behind the verb is told
        subject = s.subject_after(t + 1, end, form.gender, verb.prepositions) if not (verb.addressed and s.word(t + 1) in self.rules.counterparts) else None
        if subject is None and s.gap(t + 1) == " " and not (verb.object or verb.addressed or verb.described or verb.words):
            state = s.mention_at(t + 1)
            if state is not None and state.kind == "country" and state.method != "nisba":
                subject = s.bodies(state, t + 1, end, None)  # "أعربت العراق عن": a verb without an object has its subject there, whatever the gender
        if subject is not None and subject.how == "nameless" and verb.addressed and form.gender == "m" and self.complements.is_addressee(subject.first, s.word(subject.first)):
            subject = None  # "ودعا فيه الدول إلى"
        if subject is not None and subject.how == "body" and form.number == "s" and subject.gender is None:
            subject.gender = form.gender
        if subject is not None and verb.addressed and form.gender == "f" and subject.kind == "person" and subject.how != "named" and not s.word(subject.first).endswith("ه"):
            m = s.mention_at(subject.first)
            if m is None or m.method != "short_form":
                return None  # "أنقرة أبلغت الوزير بأولوياتها": the minister is told
        if subject is None and s.word(t + 1) == "عن" and verb.name == "نقل":
            return None
        if subject is not None:
            return self._with_subject(sentence, cue, subject, stop, found, nameless, as_said)
        if as_said and (cue.clitic or s.word(t - 1) != "كما"):
            return None
        if not cue.conjunction and (writer := self.antecedents.wrote(sentence, t, form.gender)) is not None:
            complement = self.complements.find(t + 2, stop, verb, adjacent=True)
            return self._reading(sentence, cue, writer.ids, writer.kind, form.gender, "in_paper", 0.8, complement) if complement is not None else None
        before = self._before(sentence, cue, stop, found)
        if before is not None:
            return before
        if cue.conjunction == "ف" and s.word(first) in self.rules.topics and not found:
            nameless.add(form.gender)  # "أما الرئيس السابق فاعتبر": somebody else, and nobody known
            return None
        return self._pronoun(sentence, cue, stop, found, nameless)

    def _clause_at_once(self, t: int) -> bool:
        """A clause, a quotation, "بالقول إن" or "قائلا إن" at word ``t``."""
        s = self.speakers
        saying = s.gap(t) == " " and any(f.tense == "participle" and f.verb.name == "قال" for f in self.rules.forms.get(s.word(t), ()))
        if saying and (s.is_clause(t + 1, t + 1) or s.opens_quotation(t + 1)):
            return True
        return s.is_clause(t, t) or s.opens_quotation(t) or (s.word(t) in self.rules.adverbial and (s.is_clause(t + 1, t + 1) or s.opens_quotation(t + 1)))

    def _named_then_clause(self, t: int, end: int, form: VerbForm) -> bool:
        subject = self.speakers.subject_after(t + 1, end, form.gender)
        if subject is None or subject.how not in ("named", "again", "last", "office", "body"):
            return False
        if self.speakers.is_clause(subject.after) or self.speakers.opens_quotation(subject.after):
            return True
        begins = (sentence := self.doc.sentence_at(self.doc.tokens[t].start)) is not None and sentence.first_token == t
        behind = self.complements.find(subject.after, end, form.verb, adjacent=True) if begins and subject.kind == "person" else None
        return behind is not None and behind.kind in ("clause", "quotation")  # "ويزيد المتحدث في تصريح للجريدة: ..."

    def _with_subject(self, sentence: SentenceSpan, cue: Cue, subject: Subject, stop: int, found: list[Reading], nameless: set[str], as_said: bool) -> Reading | None:
        s, form, verb = self.speakers, cue.form, cue.form.verb
        end = sentence.last_token
        if verb.person and subject.kind in ("organization", "country"):
            return None
        if as_said and cue.clitic and subject.how == "document" and without_article(s.word(subject.first)) in self.rules.informations:
            return None  # "وهو ما تؤكده المعطيات": what figures show nobody says
        if verb.judged and (self._is_court(subject) or (subject.kind != "organization" and self._in_court(sentence.first_token, cue.at))):
            return None
        if verb.described and (complement := self.complements.find(subject.after, min(stop, end), verb)) is not None and complement.at == subject.after:
            return self._pronoun(sentence, cue, stop, found, nameless)  # "ووصف المغرب بأنه": the country is described
        aside = (verb.aside and self._is_aside(cue.at, subject.after, sentence)) or (s.word(cue.at - 1) in self.rules.thus and cue.at > sentence.first_token)
        limit = stop if subject.after < stop < end else end  # a verb right behind the subject is its masdar ("أكد فلان تعهد بلاده")
        complement = self.complements.find(subject.after, limit, verb)
        if complement is None and verb.clause and s.word(subject.after) in self.rules.relative:
            behind = next((k for k in range(subject.after + 1, min(end, subject.after + CLAUSE_WINDOW)) if "," in s.gap(k) and s.is_clause(k, k)), None)
            complement = Complement(behind, "clause") if behind is not None else None  # "قال الوزير، الذي ...، إن": verbs of the relative clause end no reach
        if complement is None and not aside and not (as_said and (verb.clause or verb.object)):
            if subject.how in ("named", "again") and subject.kind == "person":
                self._silent = subject  # "سجل الوزير التطور، موردا أن": a participle may still report
            return None
        if subject.how == "document" and complement is not None and (said := self.relatives.said_in(complement, end)) is not None:
            subject = said
        inside = any(r.quote_from < self.doc.tokens[cue.at].start for r in found)
        beside = bool(cue.conjunction) or as_said or aside or s.word(cue.at - 1) in self.rules.beside
        if inside and not beside and subject.kind in ("country", "organization") and subject.how != "document":
            return None  # "قال إن بلاده ...، تؤكد الوزارة": what is reported, not another report
        word = self.doc.tokens[cue.at].text[cue.prefix :]
        if form.tense == "present" and word in self.rules.impersonal and s.word(cue.at - 1).removeprefix("و") not in DENIALS and (complement is None or complement.kind == "object"):
            return None  # "ويعتبر المغرب شريكا", "ويعتبر فلان ثاني حارس": considered so
        if subject.how == "last" and not cue.conjunction and self.antecedents.takes_turn(sentence.first_token) and s.word(subject.after - 1) not in self.rules.same:
            subject.ids = []
        if not subject.ids:
            nameless.add(form.gender)
            s.remember(sentence.no, [], "nobody", form.gender)
            return None
        if subject.how == "document" and cue.form.verb.name in self.rules.providing and any(i.startswith("person:") for i in subject.ids):
            return None  # "the memorandum provides for an office": what two signed is nobody's words
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
        if t == sentence.first_token or not s.parted(t, ',".-'):
            return False
        if '"' not in s.gap(t):
            gap = s.gap(after) if after < sentence.last_token else "."
            return any(c in gap for c in ",.!?:\n-)")
        for k in range(after, min(after + _REST, sentence.last_token)):
            if any(c in s.gap(k) for c in ",.!?:\n-)"):
                return True
            if s.is_clause(k) or s.opens_quotation(k) or s.word(k) in self.rules.forms:
                return False
        return after + _REST >= sentence.last_token  # "...، يورد الرئيس الأول للمحكمة": a title may go on

    def _before(self, sentence: SentenceSpan, cue: Cue, stop: int, found: list[Reading], at: int | None = None) -> Reading | None:
        """Subject before the verb: "الوزير أكد أن"، "أما فلان، ...، فاعتبر أن"، "وكان فلان قد أعلن"."""
        s, form = self.speakers, cue.form
        first, t = sentence.first_token, cue.at
        if t == first or (cue.conjunction == "و"):
            return None
        opener = s.word(first)
        topic = opener in self.rules.topics and (cue.conjunction == "ف" or s.word(t - 1) == "فقد")
        was = opener in self.rules.openers or topic
        sure = topic or s.word(t - 1) in ("قد", "فقد")  # the subject is known to stand before, so anything up to the complement is the object
        complement = self.complements.find(t + 1, stop, form.verb, adjacent=not sure and not (form.verb.addressed and s.word(t + 1) in self.rules.counterparts))
        if complement is None:
            return None
        t = at or t
        starts = [first + 1] if was else []
        for j in range(max(first, t - CLAUSE_WINDOW // 2), t):
            if j > first and s.word(j - 1) in self.rules.adverbials and "," not in s.gap(j):
                continue  # على "فيسبوك"
            quoted = "," not in s.gap(j) and '"' in s.gap(j) and j > first and s.covered_by(j - 1) is None and s.word(j - 1).startswith("ال")  # الموقع الاجتماعي "فلان"
            if j not in starts and not quoted and (j == first or s.parted(j, ',":;-/)') or s.word(j - 1) in self.rules.openers):
                starts.append(j)
        for j in starts:
            subject = s.noun_phrase(j, t, form.gender if form.number == "s" else None, ("", "و", "ف"))
            if subject is None or not subject.ids or (topic and subject.how == "last") or (form.number != "s" and len(subject.ids) < 2):
                continue
            between = t - subject.after
            between -= s.word(t - 1) in ("قد", "فقد")
            described = subject.how == "last" and 0 < between <= 2 and all(s.word(k).startswith("ال") and not s.gap(k).strip() for k in range(subject.after, t))
            stands_far = was and j == first + 1 and (between <= _FRONTED or s.word(t - 1) == "قد" or s.parted(t, ",") or topic)
            stands_far = stands_far or self.appositions.goes_on(subject, t)
            if between > 0 and not described and not stands_far and not self.appositions.between(subject.after, t):
                continue
            if between > 0 and not described and subject.how == "last" and "," not in s.gap(subject.after) and not self.appositions.between(subject.after, t):
                continue
            if between < 0 or (form.verb.person and subject.kind != "person"):
                continue
            if subject.how == "document" and j != first and without_article(s.word(subject.first)) in self.rules.informations:
                continue  # "وأضاف البلاغ أن المعلومات التي وفرتها الوزارة أشارت إلى": what is reported
            inside = any(r.quote_from < self.doc.tokens[j].start for r in found)
            if inside and (subject.kind != "person" or complement.kind not in ("clause", "quotation")):
                continue  # "قال إن بلاده تعتبر ...": what is reported, not another report
            confidence = 0.85 if subject.kind == "person" else 0.75
            if complement.kind == "object" and subject.kind != "person":
                confidence -= 0.05
            return self._reading(sentence, cue, subject.ids, subject.kind, form.gender, "subject_verb", confidence, complement)
        return None

    def _pronoun(self, sentence: SentenceSpan, cue: Cue, stop: int, found: list[Reading], nameless: set[str]) -> Reading | None:
        """No subject expressed: the speaker before, where the complement follows at once."""
        s, form, verb = self.speakers, cue.form, cue.form.verb
        first, t = sentence.first_token, cue.at
        fronted = t > first
        if verb.named or (verb.exact and form.tense == "present") or (form.tense == "present" and self.doc.tokens[t].text[cue.prefix :] in self.rules.impersonal):
            return None
        if not (cue.conjunction or fronted) and form.tense == "past":
            return None
        if fronted and not cue.conjunction and not found and s.word(first) in self.rules.was and t - first > 2:
            return None  # "وكان هذا التنظيم، الذي ...، أعلن": it has its subject before it
        if fronted and s.word(t - 1) == "قد" and t - first > 2:
            return None  # "وكان فلان قد أكد", and who that is nobody knows
        if fronted and not cue.conjunction and self.antecedents.takes_turn(first):
            return None
        complement = self.complements.find(t + 1, stop, verb, adjacent=True)
        if complement is None:
            far = self.complements.find(t + 1, stop, verb)
            if far is not None and far.kind in ("clause", "quotation") and s.word(t + 1) not in self.rules.blockers:
                nameless.add(form.gender)  # its subject stands there, and nobody knows who that is
                s.remember(sentence.no, [], "nobody", form.gender)
            return None
        after_opener = self.antecedents.after_opener(t)
        topic = not found and complement.kind == "clause" and complement.at == t + 1 and t - first <= _FRONTED and self.antecedents.opens_adverbially(first)
        topic = topic and self.antecedents.no_verb_between(first, t)
        if fronted and not cue.conjunction and not after_opener and not topic and not s.parted(t, ',":-/)'):
            return None
        if fronted and not cue.conjunction and not found and not after_opener and not self.antecedents.opens_adverbially(first) and self.antecedents.clause_subject(sentence, t) is None:
            return None  # "القرار 693، الذي ...، جدد": it has its subject before it
        speaker = self.antecedents.of(sentence, cue, found, nameless)
        if speaker is None:
            return None
        ids, kind, sure = speaker
        if (verb.person and kind != "person") or (complement.kind == "object" and (sure < 0.8 or (verb.elative and fronted and form.tense == "past"))):
            return None
        return self._reading(sentence, cue, ids, kind, form.gender, "pronoun", sure if complement.kind != "object" else sure - 0.1, complement)

    def _participle(self, sentence: SentenceSpan, cue: Cue, end: int, found: list[Reading], nameless: set[str]) -> Reading | None:
        """ "مؤكدا أن": part of the statement before it, or the only sign that the subject of the sentence spoke."""
        s, form, verb = self.speakers, cue.form, cue.form.verb
        t = cue.at
        if form.number != "s" or t == sentence.first_token:
            return None
        complement = self.complements.find(t + 1, min(end, t + 14), verb, adjacent=True)
        if complement is None:
            return None
        comma = s.parted(t, ',")')
        if not comma and (form.gender == "f" or complement.kind == "object") and complement.kind not in ("clause", "quotation"):
            return None
        if any(r.gender in (None, form.gender) for r in found) or form.gender in nameless or (found and complement.kind == "object"):
            return None
        subject = self._silent or self.antecedents.sentence_subject(sentence, t, form.gender)
        if subject is None or subject.kind == "country" or (verb.person and subject.kind != "person"):
            return None
        if subject.how in ("office", "document"):
            return None
        return self._reading(sentence, cue, subject.ids, subject.kind, form.gender, "participle", 0.7, complement)

    def _reading(
        self, sentence: SentenceSpan, cue: Cue, ids: list[str], kind: str, gender: str | None, rule: str, confidence: float,
        complement: Complement | None = None, inverted: bool = False,
    ) -> Reading:  # fmt: skip
        token = self.doc.tokens[cue.at]
        start = sentence.start if inverted else token.start + cue.prefix
        quote_from = sentence.start if inverted else (self.doc.tokens[complement.at].start if complement and complement.at < len(self.doc.tokens) else token.end)
        verb = self.doc.surface(token.start + cue.prefix, token.end)
        reading = Reading(list(ids), kind, gender, cue.at, start, sentence.end, quote_from, rule, confidence, verb)
        self.speakers.remember(sentence.no, ids, kind, gender)
        return reading
