"""The words around a verb of saying: what stands at a word, between two words, and whether a clause, a quotation or a noun phrase begins or ends there.

Works on word indices of ``Document.tokens``; the ground on which :mod:`ct_pipeline.extract.speakers` reads subjects.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ct_pipeline.extract.context import Context, FoundAffiliation, FoundMention
from ct_pipeline.extract.quotations import QuotationIndex
from ct_pipeline.extract.reporting import Phrase, ReportingRules
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings, without_article

CLAUSE_WORDS = frozenset(prefix + particle + pronoun for prefix in ("", "ب") for particle in ("ان",) for pronoun in ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ك"))


@dataclass(slots=True)
class Subject:
    """A subject found at words ``[first, after)``. No ``ids``: somebody spoke, but nobody known. ``gender`` as its noun shows it, None: unknown."""

    ids: list[str]
    kind: str  # person | organization | country | nobody
    first: int
    after: int
    how: str  # named | office | body | document | again (a short form resolved before) | last (whoever spoke last) | nameless
    gender: str | None = None


@dataclass(slots=True)
class Spoken:
    """Somebody who spoke, for the pronouns and short forms that follow."""

    sentence_no: int
    ids: list[str]
    kind: str
    gender: str | None
    only_acted: bool = False  # the subject of a sentence that reports no words


@dataclass
class SpeakerWords:
    """One article, word by word, for the speakers in it."""

    context: Context
    rules: ReportingRules
    quotations: QuotationIndex
    history: list[Spoken] = field(default_factory=list)
    issuer: list[str] = field(default_factory=list)  # of the last communiqué
    issued: str = ""  # the noun of that communiqué, without the article
    called: dict[Phrase, list[str]] = field(default_factory=dict)  # whom a title without a name was taken for

    def __post_init__(self) -> None:
        doc = self.context.doc
        self.text = doc.text
        self.tokens = doc.tokens
        self.texts = doc.words
        self.size = len(self.texts)
        self.mentions: dict[int, FoundMention] = {}
        self.covered: dict[int, FoundMention] = {}
        for m in self.context.mentions:
            first = doc.token_at(m.start)
            old = self.mentions.get(first)
            if old is None or (m.is_named, m.end) > (old.is_named, old.end):
                self.mentions[first] = m
            for t in range(first, len(self.tokens)):
                if self.tokens[t].start >= m.end:
                    break
                self.covered.setdefault(t, m)
        self.titles: dict[int, FoundAffiliation] = {}
        for a in self.context.affiliations:
            first = doc.token_at(a.start)
            old_title = self.titles.get(first)
            if old_title is None or a.end > old_title.end:
                self.titles[first] = a
        self.times = {doc.token_at(t.start): doc.token_at(t.end) for t in self.context.times}
        self.nisbas = self.context.knowledge.registry.nisbas

    def gap(self, t: int) -> str:
        """What stands between word ``t - 1`` and word ``t``; a line break behind the end of the text."""
        if t > self.size:
            return "\n"
        tokens = self.tokens
        return self.text[tokens[t - 1].end if t else 0 : tokens[t].start if t < self.size else len(self.text)]

    def parted(self, t: int, marks: str) -> bool:
        """One of ``marks`` stands between word ``t - 1`` and word ``t``."""
        gap = self.gap(t)
        return gap != " " and any(c in gap for c in marks)

    def word(self, t: int) -> str:
        return self.texts[t] if 0 <= t < self.size else ""

    def covered_by(self, t: int) -> FoundMention | None:
        """The mention that word ``t`` is part of."""
        return self.covered.get(t)

    def mention_at(self, t: int, prefixes: tuple[str, ...] = ("",)) -> FoundMention | None:
        """The mention that begins in word ``t`` behind one of the attached particles ``prefixes``."""
        m = self.mentions.get(t)
        if m is None or self.text[self.tokens[t].start : m.start] not in prefixes:
            return None
        return m

    def after(self, m: FoundMention) -> int:
        return self.context.doc.token_at(m.end)

    def match_phrase(self, t: int, phrase: Phrase) -> bool:
        if not phrase:
            return True
        return self.word(t) == phrase[0] and all(self.word(t + i) == w for i, w in enumerate(phrase))

    def is_clause(self, t: int, first: int = 0) -> bool:
        """A reported clause opens at word ``t``: أن and its forms, not after "يجب" or "بعد"."""
        word = self.texts[t] if 0 <= t < self.size else ""
        if word not in CLAUSE_WORDS:
            return False
        return t <= first or self.word(t - 1) not in self.rules.not_a_clause

    def opens_quotation(self, t: int) -> bool:
        """A quotation of two words or more, or a colon, stands right before word ``t``."""
        gap = self.gap(t)
        if gap == " ":
            return False
        if ":" not in gap and (len(self.word(t - 1)) <= 2 or self.word(t - 1) in self.rules.adverbials):
            return False  # of "..." and so on: a part of the sentence
        if '"' in gap or "'" in gap:
            q = self.quotations.covering(self.tokens[t].start) if t < len(self.tokens) else None
            if q is not None and q.start >= (self.tokens[t - 1].end if t else 0):
                return self.text.count(" ", q.start, q.end) >= 1
        return ":" in gap

    def quotes_name(self, t: int) -> bool:
        """The quotation that begins at word ``t`` is the name of somebody or of a body: "وصف "حزب كذا" بالإرهاب"."""
        m, q = self.mentions.get(t), self.quotations.covering(self.tokens[t].start) if t < self.size else None
        return m is not None and q is not None and m.is_named and m.start <= q.start + 1 and m.end >= q.end - 1

    def comma_before(self, t: int) -> bool:
        """A comma, a dash or a bracket parts word ``t`` from the one before it."""
        return self.parted(t, ",-(")

    def skip_small(self, j: int, end: int) -> int:
        while j < end:
            if j in self.times and self.times[j] > j:
                j = self.times[j]
            elif self.word(j) in self.rules.fillers and j not in self.titles and j not in self.mentions:
                j += 1
            else:
                break
        return j

    def is_attached_phrase(self, j: int) -> bool:
        """``بنيويورك``, ``للصحافيين``: a preposition written with its noun."""
        m = self.mentions.get(j)
        if m is not None:
            return self.text[self.tokens[j].start : m.start] in ("ب", "ل")
        word = self.word(j)
        return len(word) > 4 and (word.startswith(("بال", "لل")) or (word[0] == "ل" and without_article(word[1:]) in self.rules.hearers))

    def ends_of_times(self) -> set[int]:
        return {t - 1 for t in self.times.values()}

    def head(self, j: int, prefixes: tuple[str, ...]) -> str:
        word = self.word(j)
        for prefix in prefixes:
            if prefix:
                for p, rest in readings(word):
                    if p == prefix:
                        return rest
        return word

    def phrase_ends(self, t: int, end: int) -> bool:
        """From word ``t`` on only words with the article stand before the clause, a preposition or a comma: no name follows ("محامي الدفاع فلان")."""
        while t < end and self.word(t).startswith("ال") and not self.parted(t, ',":-(') and self.word(t) not in self.rules.adverbials:
            t += 1
        w = self.word(t)
        return t >= end or self.parted(t, ',":-(') or self.is_clause(t) or w in self.rules.adverbials or w in self.rules.subject_ends or w in self.rules.fillers or w[:1] in "بل"

    def quoted_name(self, t: int) -> Subject | None:
        """A surname in quotation marks behind the verb, as Egyptian papers print it: a person of this article whose name ends with it; or a body's quoted name."""
        q = self.quotations.covering(self.tokens[t].start)
        if q is None or q.start != self.tokens[t].start or not q.is_closed or q.end - q.start > 30:
            return None
        m = self.mention_at(t)
        after = self.context.doc.token_at(q.end)
        if m is not None:
            if not m.is_named or m.end < q.end - 1 or m.kind not in ("person", "organization"):
                return None
            return Subject([m.entity_id], m.kind, t, after, "named" if m.kind == "person" else "body", None if m.kind == "person" else self.gender_of(m))
        name = self.text[q.start : q.end].strip()
        bearers = sorted(i for i, e in self.context.entities.items() if e.kind == "person" and f" {fold(e.name_ar)}".endswith(f" {name}"))
        return Subject(bearers, "person", t, after, "named") if len(bearers) == 1 else None

    def gender_of(self, m: FoundMention) -> str | None:
        """Grammatical gender of a body or country, None where its noun does not show it."""
        words = self.text[m.start : m.end].split()
        if m.kind == "country":
            if " ".join(words) in self.rules.masculine_countries:
                return "m"
            return "f" if not words[0].startswith("ال") or words[0].endswith("ه") else None
        if words and words[0].endswith(("ه", "ات")):
            return "f"
        if len(words) > 1 and words[0].startswith("ال") and words[1].startswith("ال") and words[1].endswith("ه"):
            return "f"  # "الأمم المتحدة": the adjective shows it
        return None
