"""From readings to statements: one a sentence and speaker, with its extent, its quoted words, and whether they are direct."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ct_pipeline.extract.context import Context, EntityInfo, FoundStatement
from ct_pipeline.extract.quotations import Quotation, QuotationIndex
from ct_pipeline.extract.reporting import ReportingRules
from ct_pipeline.extract.speakers import SpeakerFinder
from ct_pipeline.extract.statement_parts import Reading
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.particles import readings, without_article

_ATTRIBUTED = frozenset({"attribution", "attribution_own", "document_says"})
_ASIDE = 1500  # characters of a quotation before "يقول فلان"
_WORD = re.compile(r"\w+")
# Short quotations that judge, and name nothing: an indefinite noun with its adjective ("مثالا مبهرا", "ضرورة ملحة"), or a clause ("هي سر نجاحها", "لا يعرف حدودا").
_VERDICT = re.compile(r"(?!ال|وال|بال)\w{2,}(?:ا \w+|ه (?!ال)\w+ه)\b")


class Rows:
    """Writes the statements of one article: :meth:`write`."""

    def __init__(self, context: Context, rules: ReportingRules, speakers: SpeakerFinder, quotations: QuotationIndex) -> None:
        self.context, self.doc, self.rules, self.speakers, self.quotations = context, context.doc, rules, speakers, quotations

    def write(self, sentence: SentenceSpan, found: list[Reading]) -> None:
        if not found:
            return
        found = self._without_carriers(found)
        found.sort(key=lambda r: (r.first, r.start))
        merged: dict[str, FoundStatement] = {}
        for n, r in enumerate(found):
            others = [self._begins(o) for o in found[n + 1 :] if o.ids != r.ids]
            end = min([sentence.end, *(o for o in others if o > r.start and r.start != sentence.start)])
            earlier = [o for o in found[:n] if o.ids != r.ids]
            start = r.start
            if r.start == sentence.start and earlier:
                start = self._begins(r)
            end = self._trim(start, end)
            quotes = self.quotations.within(start, end)
            direct = any(self._is_direct(q, start, end) for q in quotes)
            quote = self._quote(r, quotes, start, end, direct)
            for speaker in r.ids:
                old = merged.get(speaker)
                if old is None:
                    merged[speaker] = FoundStatement(start, end, speaker, r.verb, direct, quote, r.confidence, r.rule, told_from=r.quote_from)
                else:
                    old.end = max(old.end, end)
                    if direct and not old.is_direct:
                        old.is_direct, old.quote = True, quote
        for speaker in merged:
            if speaker not in self.context.entities and (e := self.context.knowledge.registry.entities.get(speaker)) is not None:  # a state that only its capital names
                self.context.entities[speaker] = EntityInfo(speaker, e.kind, e.name_ar, e.name_en, e.country_iso2, True, e.type)
        self.context.statements.extend(merged.values())

    def _without_carriers(self, found: list[Reading]) -> list[Reading]:
        """A paper or an agency that says that somebody said something only carries it."""
        quoted = [o for o in found if o.kind == "person" and o.rule in ("verb_subject", "his_words", "subject_verb")]
        carriers = ("document", "verb_body", "document_says")
        if any(r.rule == "mouthpiece" for r in found):
            found = [r for r in found if r.kind == "person" or r.rule == "mouthpiece"]  # "ندد المغرب، على لسان وزيره"
        if any(r.rule not in _ATTRIBUTED for r in found):
            found = [r for r in found if r.rule not in ("attribution", "document_says") or r.kind == "person" or self._opens_clause(r)]
        return [
            r for r in found
            if not (r.rule in carriers and any(o.first > r.first and o.ids != r.ids and self.doc.tokens[o.first].start - r.quote_from < 60 and not self._beside(o) for o in quoted))
        ]  # fmt: skip

    def _begins(self, r: Reading) -> int:
        """Where a further statement of its sentence begins: at its verb, or at the quotation right before it ("توقف التقرير عند ...، "..."، يقول فلان")."""
        at = self.doc.tokens[r.first].start
        if r.rule != "aside":
            return at
        before = next((q for q in reversed(self.quotations.within(max(at - _ASIDE, 0), at)) if q.end <= at), None)
        return before.start if before is not None and not self.doc.text[before.end : at].strip('" ,.\n') else at

    def _opens_clause(self, r: Reading) -> bool:
        """ "أعربت برلين عن قلقها، فبحسب وزارة الداخلية ...": what the body says is a clause of its own."""
        token = self.doc.tokens[r.first]
        return token.text.startswith("ف") and token.start > r.start and self.speakers.parted(r.first, ",;:")

    def _beside(self, r: Reading) -> bool:
        """Another one speaks beside the first: "..., فيما شدد فلان على"."""
        return self.speakers.word(r.first - 1) in self.rules.beside

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
        if words < self.rules.direct_words and not (words >= self.rules.verdict_words and (quoted[0] in self.rules.verdict_openers or _VERDICT.match(self.doc.text[a:b]))):
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

    def _quote(self, r: Reading, quotes: Sequence[Quotation], start: int, end: int, direct: bool) -> str:
        """The quoted words, else the reported clause, as printed."""
        if direct:
            parts = [self.doc.surface(max(q.start, start), min(q.end, end)).strip() for q in quotes if self._is_direct(q, start, end)]
            return " … ".join(p for p in parts if p)
        a = min(max(r.quote_from, start), end)
        return self.doc.surface(a, end).strip(" \n،.")
