"""Statements without a verb of their own: "بحسب فلان", "ونقل عن فلان قوله", "جاء في بيان الوزارة"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ct_pipeline.extract.quotations import QuotationIndex
from ct_pipeline.extract.reporting import Phrase, ReportingRules, VerbForm
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.extract.statement_antecedents import Antecedents
from ct_pipeline.extract.statement_parts import ATTRIBUTION, Cue, Reading, bare
from ct_pipeline.language.document import Document, SentenceSpan
from ct_pipeline.language.particles import without_article


class Attributions:
    """Reads attributions in one article: :meth:`of`. ``reading`` makes a reading of a cue and its speaker."""

    def __init__(self, doc: Document, rules: ReportingRules, speakers: SpeakerFinder, quotations: QuotationIndex, antecedents: Antecedents, reading: Callable[..., Reading]) -> None:
        self.doc, self.rules, self.speakers = doc, rules, speakers
        self.quotations, self.antecedents, self._reading = quotations, antecedents, reading

    def of(self, sentence: SentenceSpan, places: Sequence[int], found: list[Reading], nameless: set[str]) -> list[Reading]:
        """The attributions that begin at words ``places`` of the sentence."""
        out: list[Reading] = []
        s, rules = self.speakers, self.rules
        first, end = sentence.first_token, sentence.last_token
        for t in places:
            word = bare(self.doc.tokens[t].text)
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
                    subject = self._told_by(after[0], end) or s.noun_phrase(after[0], end, None, after[1])
                    if subject is None and s.word(after[0]) not in rules.same_before:
                        continue
                    if subject is None or not subject.ids or subject.kind == "country":
                        break
                    if subject.kind == "organization" and without_article(s.head(subject.first, after[1])) in rules.media and (found or out):
                        break  # a paper is where it was read, not who said it
                    gender = subject.gender if subject.how == "document" else None
                    rule = "mouthpiece" if phrase[-1] in rules.mouthpieces else "attribution"
                    out.append(self._reading(sentence, Cue(t, ATTRIBUTION, conjunction), subject.ids, subject.kind, gender, rule, 0.85, inverted=True))
                    break
            if word in rules.attributions_own and not found and not out and not nameless:
                for phrase, gender in rules.attributions_own[word]:
                    if not s.match_phrase(t + 1, phrase[1:]):
                        continue
                    cue = Cue(t, VerbForm(ATTRIBUTION.verb, "past", gender, "s"), "")
                    speaker = self.antecedents.of(sentence, cue, [], set()) if t > first else self.antecedents.last(sentence, gender)
                    if speaker is not None:
                        out.append(self._reading(sentence, cue, speaker[0], speaker[1], gender, "attribution_own", 0.7, inverted=True))
                    break
            if word in rules.carriers and not found and (carried := self._carried(sentence, t)) is not None:
                out.append(self._reading(sentence, Cue(t, ATTRIBUTION, conjunction), carried.ids, carried.kind, carried.gender, "his_words", 0.85))
            if word in rules.his_words and not any(r.rule == "his_words" for r in out):
                quoted = self._quoted_from(t, first, end)
                if quoted is None and any(bare(s.word(k)) in rules.carriers for k in range(max(first, t - 9), t)):
                    spoken = self.antecedents.last(sentence, "f" if word.endswith("ها") else "m")
                    if spoken is not None:  # "ونقلت الوكالة قوله": whoever spoke last
                        quoted = Subject(spoken[0], spoken[1], t, t + 1, "last")
                if quoted is not None:
                    out.append(self._reading(sentence, Cue(t, ATTRIBUTION, conjunction), quoted.ids, quoted.kind, "f" if word.endswith("ها") else "m", "his_words", 0.9, inverted=True))
            if word in rules.document_says:
                for phrase in rules.document_says[word]:
                    if s.match_phrase(t + 1, phrase[1:]):
                        subject = s.noun_phrase(t + len(phrase), end, None)
                        if subject is not None and subject.ids and subject.how == "document":
                            out.append(self._reading(sentence, Cue(t, ATTRIBUTION, conjunction), subject.ids, subject.kind, "m", "document_says", 0.85))
                        break
        return out

    def _told_by(self, t: int, end: int) -> Subject | None:
        """ "وبحسب المعلومات التي قدمتها الوزارة": who told what stands at word ``t``."""
        s = self.speakers
        noun = s.word(t)[2:] if s.word(t).startswith("لل") else without_article(s.word(t))
        if noun not in self.rules.informations or s.word(t + 1) not in self.rules.relative:
            return None
        of_them = s.word(t + 3) in self.rules.about_them  # "المعطيات التي كشف عنها الوزير"
        if not of_them and not s.word(t + 2).endswith(("ها", "ه")):
            return None
        subject = s.noun_phrase(t + (4 if of_them else 3), end, None)
        return subject if subject is not None and subject.ids else None

    def _after_phrase(self, t: int, phrase: Phrase) -> tuple[int, tuple[str, ...]] | None:
        """Word after an attribution phrase, and the particles the speaker's name may carry; None where the phrase does not stand here."""
        s = self.speakers
        if phrase[-1] == "ل":
            if s.match_phrase(t + 1, phrase[1:-1]) and s.word(t + len(phrase) - 1).startswith("ل"):
                return t + len(phrase) - 1, ("ل",)
            return None
        if not s.match_phrase(t + 1, phrase[1:]):
            return None
        if any(c in s.gap(t + len(phrase)) for c in ",.:"):
            return None
        return t + len(phrase), ("",)

    def _carried(self, sentence: SentenceSpan, t: int) -> Subject | None:
        """ "ونقلت الوكالة عن الوزير أن ...": the speaker behind عن, where a clause follows."""
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
        """ "نقل عن فلان قوله": the speaker between عن and قوله."""
        s = self.speakers
        for j in range(t - 1, max(first, t - 26) - 1, -1):
            if s.word(j) in ("عن", "علي") and s.covered_by(j) is None:
                subject = s.noun_phrase(j + 1, t, None)
                return subject if subject is not None and subject.ids else None
        return None
