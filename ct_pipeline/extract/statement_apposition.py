"""What stands between a subject and its verb: appositions, titles behind a name, relative clauses."""

from __future__ import annotations

from ct_pipeline.extract.context import FoundMention
from ct_pipeline.extract.reporting import ReportingRules
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.language.particles import without_article

_FRONTED = 9  # words of a title behind a name, up to the comma before the verb


class Appositions:
    """Reads appositions in one article."""

    def __init__(self, rules: ReportingRules, speakers: SpeakerFinder) -> None:
        self.rules, self.speakers = rules, speakers

    def titled_before(self, t: int, body: FoundMention) -> FoundMention | None:
        """The person to whom a title that ends with ``body`` at word ``t`` stands in apposition."""
        s, rules = self.speakers, self.rules
        for k in range(t, max(t - 14, 0), -1):
            if "," in s.gap(k):
                m = s.covered_by(k - 1)
                title = without_article(s.word(k)) in rules.office_holders
                return m if title and m is not None and m.kind == "person" and m.is_named else None
        return None

    def goes_on(self, subject: Subject, t: int) -> bool:
        """A title behind a name goes on for some words up to the comma before the verb at word ``t``: "فلان، المحامي وعضو هيئة الدفاع عن المتهمين، قال"."""
        s, rules = self.speakers, self.rules
        titled = subject.how == "named" and any("," in s.gap(k) for k in range(subject.first + 1, subject.after))
        if subject.how == "document":  # "التقرير، المقدم من لدن المجلس والمعد بناء على ثلاث دراسات، شدد على"
            return t - subject.after <= 2 * _FRONTED and s.parted(t, ",") and all(s.word(k) not in rules.forms for k in range(subject.after, t))
        return titled and t - subject.after <= _FRONTED and s.parted(t, ",") and all(s.word(k) not in rules.forms and s.word(k) not in rules.relative for k in range(subject.after, t))

    def between(self, start: int, t: int) -> bool:
        """Between a subject and its verb only an apposition between commas stands."""
        s, rules = self.speakers, self.rules
        if s.word(start) in rules.relative:
            return t - start <= 18 and all(s.word(k) not in rules.forms for k in range(start, t))
        if t - start > 14 or not s.parted(start, ",-(") or not s.parted(t, ",-)"):
            return False
        return all(s.word(k) not in rules.forms for k in range(start, t))
