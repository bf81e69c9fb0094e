"""Who is the subject of a verb of saying: a named person, an office-holder, a body, a country, a communiqué, or somebody who spoke before.

Works on word indices of ``Document.tokens``. Nothing here decides whether something is a statement; see :mod:`ct_pipeline.extract.statements`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ct_pipeline.extract.context import Context, FoundAffiliation, FoundMention
from ct_pipeline.extract.quotations import QuotationIndex
from ct_pipeline.extract.reporting import Phrase, ReportingRules
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings, without_article

CLAUSE_WORDS = frozenset(prefix + particle + pronoun for prefix in ("", "ب") for particle in ("ان",) for pronoun in ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ك"))
_LOOK = 28
_WORD = re.compile(r"\w+")


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
class SpeakerFinder:
    """Reads subjects in one article and remembers who spoke."""

    context: Context
    rules: ReportingRules
    quotations: QuotationIndex
    history: list[Spoken] = field(default_factory=list)
    issuer: list[str] = field(default_factory=list)  # of the last communiqué

    def __post_init__(self) -> None:
        doc = self.context.doc
        self.text = doc.text
        self.tokens = doc.tokens
        self._mentions: dict[int, FoundMention] = {}
        self._covered: dict[int, FoundMention] = {}
        for m in self.context.mentions:
            first = doc.token_at(m.start)
            old = self._mentions.get(first)
            if old is None or (m.is_named, m.end) > (old.is_named, old.end):
                self._mentions[first] = m
            for t in range(first, len(self.tokens)):
                if self.tokens[t].start >= m.end:
                    break
                self._covered.setdefault(t, m)
        self._titles: dict[int, FoundAffiliation] = {}
        for a in self.context.affiliations:
            first = doc.token_at(a.start)
            old_title = self._titles.get(first)
            if old_title is None or a.end > old_title.end:
                self._titles[first] = a
        self._times = {doc.token_at(t.start): doc.token_at(t.end) for t in self.context.times}
        self._nisbas = self.context.knowledge.registry.nisbas

    # ------------------------------------------------------------------------------------------ words

    def gap(self, t: int) -> str:
        """What stands between word ``t - 1`` and word ``t``."""
        start = self.tokens[t - 1].end if t else 0
        end = self.tokens[t].start if t < len(self.tokens) else len(self.text)
        return self.text[start:end]

    def word(self, t: int) -> str:
        return self.tokens[t].text if 0 <= t < len(self.tokens) else ""

    def covered_by(self, t: int) -> FoundMention | None:
        """The mention that word ``t`` is part of."""
        return self._covered.get(t)

    def is_clause(self, t: int, first: int = 0) -> bool:
        """A reported clause opens at word ``t``: أن and its forms, not after "يجب" or "بعد"."""
        if self.word(t) not in CLAUSE_WORDS or (self.word(t).endswith("ني") and self.word(t) != "انني"):
            return False
        return t <= first or self.word(t - 1) not in self.rules.not_a_clause

    def opens_quotation(self, t: int) -> bool:
        """A quotation of two words or more, or a colon, stands right before word ``t``."""
        gap = self.gap(t)
        if ":" not in gap and (len(self.word(t - 1)) <= 2 or self.word(t - 1) in self.rules.adverbials):
            return False  # of "..." and so on: a part of the sentence
        if '"' in gap or "'" in gap:
            q = self.quotations.covering(self.tokens[t].start) if t < len(self.tokens) else None
            if q is not None and q.start >= (self.tokens[t - 1].end if t else 0):
                return self.text.count(" ", q.start, q.end) >= 1
        return ":" in gap

    def mention_at(self, t: int, prefixes: tuple[str, ...] = ("",)) -> FoundMention | None:
        """The mention that begins in word ``t`` behind one of the attached particles ``prefixes``."""
        m = self._mentions.get(t)
        if m is None or self.text[self.tokens[t].start : m.start] not in prefixes:
            return None
        return m

    def after(self, m: FoundMention) -> int:
        return self.context.doc.token_at(m.end)

    def match_phrase(self, t: int, phrase: Phrase) -> bool:
        return all(self.word(t + i) == w for i, w in enumerate(phrase))

    # --------------------------------------------------------------------------------------- subjects

    def subject_after(self, t: int, end: int, gender: str | None) -> Subject | None:
        """The subject of the verb before word ``t``, within words ``[t, end)``; None where none is expressed."""
        if '"' in self.gap(t) and t < end and (quoted := self._quoted_name(t)) is not None:
            return quoted
        j = t
        for _ in range(6):
            j = self._skip_small(j, end)
            if j >= end:
                return None
            if self.is_clause(j, t) or self.opens_quotation(j):
                return None
            found = self.noun_phrase(j, end, gender)
            if found is not None:
                return found
            if self.word(j) in self.rules.adverbials or self._is_attached_phrase(j) or (self._comma_before(j) and j > t):
                j2 = self._skip_phrase(j, end, gender)
                if isinstance(j2, Subject):
                    return j2
                if j2 is None:
                    return None
                j = j2
                continue
            return None
        return None

    def _quoted_name(self, t: int) -> Subject | None:
        """A surname in quotation marks behind the verb, as Egyptian papers print it: a person of this article whose name ends with it."""
        q = self.quotations.covering(self.tokens[t].start)
        if q is None or q.start != self.tokens[t].start or not q.is_closed or q.end - q.start > 30:
            return None
        m = self.mention_at(t)
        after = self.context.doc.token_at(q.end)
        if m is not None:
            return Subject([m.entity_id], "person", t, after, "named") if m.kind == "person" and m.is_named and m.end >= q.end - 1 else None
        name = self.text[q.start : q.end].strip()
        bearers = sorted(i for i, e in self.context.entities.items() if e.kind == "person" and f" {fold(e.name_ar)}".endswith(f" {name}"))
        return Subject(bearers, "person", t, after, "named") if len(bearers) == 1 else None

    def _comma_before(self, t: int) -> bool:
        """A comma, a dash or a bracket parts word ``t`` from the one before it."""
        return any(c in self.gap(t) for c in ",-(")

    def _skip_small(self, j: int, end: int) -> int:
        while j < end:
            if j in self._times and self._times[j] > j:
                j = self._times[j]
            elif self.word(j) in self.rules.fillers and j not in self._titles and j not in self._mentions:
                j += 1
            else:
                break
        return j

    def _is_attached_phrase(self, j: int) -> bool:
        """``بنيويورك``, ``للصحافيين``: a preposition written with its noun."""
        m = self._mentions.get(j)
        if m is not None:
            return self.text[self.tokens[j].start : m.start] in ("ب", "ل")
        word = self.word(j)
        return len(word) > 4 and (word.startswith(("بال", "لل")) or (word[0] == "ل" and without_article(word[1:]) in self.rules.hearers))

    def _skip_phrase(self, j: int, end: int, gender: str | None) -> int | Subject | None:
        """Past an adverbial phrase: to the word after the comma that ends it, or to a subject that follows it without one."""
        k = j + 1
        while k < end and k - j < _LOOK:
            if self.is_clause(k, j) or self.opens_quotation(k):
                return None
            if self._comma_before(k):
                return k
            before = self._covered.get(k - 1)
            last = self.word(k - 1)
            definite = last.startswith(("ال", "لل", "بال")) and without_article(last) not in self.rules.office_holders and last not in self.rules.honorifics
            settled = (before is not None and before.kind != "person") or definite or (k - 1) in self._ends_of_times() or last in self.rules.fillers
            if settled and (k in self._titles or self.word(k) in self.rules.honorifics or ((m := self.mention_at(k)) is not None and m.kind == "person")):
                found = self.noun_phrase(k, end, gender)
                if found is not None and found.how == "named":
                    return found
            k += 1
        return None

    def _ends_of_times(self) -> set[int]:
        return {t - 1 for t in self._times.values()}

    def noun_phrase(self, j: int, end: int, gender: str | None, prefixes: tuple[str, ...] = ("",)) -> Subject | None:
        """The speaker whose noun phrase begins at word ``j``; None where what begins there is no speaker."""
        rules = self.rules
        if self.word(j) == "كل" and self.word(j + 1) == "من":
            return self._each_of(j, end, gender)
        k = j
        while k < end and k not in self._titles and self.mention_at(k, prefixes) is None and self.word(k) in rules.honorifics and k - j < 4:
            k += 1
        spoken = self._mentions.get(j)
        if self.word(j) in rules.nameless and (spoken is None or spoken.kind != "organization"):
            return Subject([], "nobody", j, j + 1, "nameless")
        title = self._titles.get(k) or self._titles.get(j)
        if title is not None and self.text[self.tokens[j].start : title.start] in (*prefixes, ""):
            return Subject([title.person_id], "person", j, self.context.doc.token_at(title.end), "named")
        m = self.mention_at(k, prefixes)
        if m is not None and m.kind == "person" and m.is_named:
            return Subject([m.entity_id], "person", j, self.after(m), "named")
        head = self._head(j, prefixes)
        bare = without_article(head)
        again = self._again(j, prefixes)
        if bare in rules.office_holders or (m is not None and m.kind == "person"):
            named = self._named_in_phrase(j, end)
            if named is not None:
                return named
            if m is not None and m.kind == "person":
                if again is not None and again.kind == "person" and again.ids and self._means_speaker(j, again):
                    return again
                if head != bare and bare in rules.anybody and m.method != "nisba" and not any(self.word(t) in self._nisbas or without_article(self.word(t)) in rules.body_adjectives for t in (self.after(m) - 1, self.after(m))):
                    spoke = self.last_speaker(None, people_only=True, back=3, spoke=True)
                    if not self._turns(j):  # "المسؤول القضائي": whoever speaks here, or nobody where it is not known who that is
                        return Subject(spoke.ids if spoke else [], "person" if spoke else "nobody", j, self.after(m), "last") if self._spoke_near(j) else Subject([m.entity_id], "person", j, self.after(m), "again")
                if bare in rules.private_voices and (last := self.last_speaker(None, people_only=True, back=2)) is not None:
                    if not self._is_official(last.ids[0]) or (bare != head and not self._is_titled(m.entity_id, bare)):
                        return Subject(last.ids, "person", j, self.after(m), "last")
                exact = self._holder_again(j, bare)
                return Subject([exact[0] if exact is not None and exact[1] else m.entity_id], "person", j, self.after(m), "again")
            if again is not None and "باسم" not in (self.word(again.after), self.word(again.after + 1)) and not self._own_body(again.after):
                return again
            return self._office(j, end, head)
        if m is None and self.word(j) in rules.ministries and self.word(j + 1) in self._nisbas and (ministry := self._ministry_before(j)) is not None:
            return Subject([ministry.entity_id], "organization", j, j + 2, "body", "f")
        if again is not None and (m is None or (not m.is_named and self._means_speaker(j, again))):
            return again
        if bare in rules.documents:
            return self._document(j, end, head)
        if m is not None and m.kind == "country" and m.method == "nisba":
            return self._named_in_phrase(j, end) or Subject([], "nobody", j, j + 1, "nameless")  # "وقال الموريتاني فلان"
        if m is not None and m.kind in ("organization", "country"):
            return self._bodies(m, j, end, gender)
        if again is not None:
            return again
        if head in rules.nameless or bare in rules.nameless or (len(head) > 5 and head.startswith("ال") and head.endswith("ون")):
            return Subject([], "nobody", j, j + 1, "nameless")
        return None

    def _turns(self, j: int) -> bool:
        """"من جهته، قال المسؤول": another one than whoever spoke last."""
        return any(self.word(t) in self.rules.turns for t in range(max(j - 5, 0), j))

    def _spoke_near(self, j: int) -> bool:
        """In the three sentences before word ``j`` somebody spoke, known or not."""
        sentence = self.context.doc.sentence_at(self.tokens[j].start)
        return sentence is not None and any(not spoken.only_acted and sentence.no - spoken.sentence_no <= 3 for spoken in self.history[-4:])

    def _each_of(self, j: int, end: int, gender: str | None) -> Subject:
        """"كل من فلان وفلان": all of them."""
        ids: list[str] = []
        kind, k = "nobody", j + 2
        while k < end:
            one = self.noun_phrase(k, end, None, ("", "و"))
            if one is None or not one.ids or one.how not in ("named", "body"):
                break
            ids, kind, k = ids + [i for i in one.ids if i not in ids], one.kind, one.after
            if k < end and not self.word(k).startswith("و") and "," not in self.gap(k):
                break
        return Subject(ids, kind, j, max(k, j + 2), "named" if ids else "nameless", gender)

    def _head(self, j: int, prefixes: tuple[str, ...]) -> str:
        word = self.word(j)
        for prefix in prefixes:
            if prefix:
                for p, rest in readings(word):
                    if p == prefix:
                        return rest
        return word

    def _named_in_phrase(self, j: int, end: int) -> Subject | None:
        """The person named at the end of a title that begins at word ``j``."""
        crossed = False
        k = j
        while k < end and k - j < _LOOK:
            if k > j:
                gap = self.gap(k)
                quoted = '"' in gap and (own := self.mention_at(k)) is not None and own.kind == "person" and own.is_named  # الأمين العام "فلان"
                if any(c in gap for c in (":;.!?\n" if quoted else '":;.!?\n')) or self.is_clause(k) or self.word(k) in self.rules.subject_ends:
                    return None
                if "," in gap:
                    if crossed or not self._person_begins(k, end):
                        return None
                    crossed = True
            title = self._titles.get(k)
            if title is not None and k > j and title.end > self.tokens[k].end:
                return Subject([title.person_id], "person", j, self.context.doc.token_at(title.end), "named")
            m = self.mention_at(k)
            if m is not None and m.kind == "person" and m.is_named:
                after = self.after(m)
                definite = k > j and without_article(self.word(k - 1)) != self.word(k - 1)
                if definite or self.word(k - 1) in self.rules.honorifics or not self._honoured(after, after + 3):
                    return Subject([m.entity_id], "person", j, after, "named")
                k = after  # "محامية فلان الأستاذة فلانة"
                continue
            if m is not None:
                k = max(self.after(m), k + 1)
                continue
            if self.word(k) == "في" and k + 1 not in self._mentions and not self._honoured(k + 1, end):
                return self._person_before_clause(j, k + 1, end)
            if k > j and self.word(k) in self.rules.forms and self.rules.forms[self.word(k)][0].tense != "participle" and self.word(k) not in self.rules.honorifics:
                return None
            k += 1
        return None

    def _person_before_clause(self, j: int, t: int, end: int) -> Subject | None:
        """"وزير العدل في حكومة تصريف الأعمال فلان إن": a named person who stands right before the clause, or before لـ and who heard it."""
        for k in range(t, min(t + 9, end)):
            m = self.mention_at(k)
            if m is not None and m.kind == "person" and m.is_named:
                after = self.after(m)
                told = self.word(after).startswith("ل") or any(c in self.gap(after) for c in ',"')
                return Subject([m.entity_id], "person", j, after, "named") if told or self.is_clause(after) or self.opens_quotation(after) else None
            w = self.word(k)
            if w in self.rules.adverbials or w in self.rules.relative or w[0] == "ب" or any(c in self.gap(k) for c in ',":;.') or self.is_clause(k):
                return None
        return None

    def _honoured(self, t: int, end: int) -> bool:
        """Within the next words a named person stands behind an honorific, no comma between."""
        for k in range(t, min(t + 7, end, len(self.tokens))):
            if (k > t and any(c in self.gap(k) for c in ',":.')) or self.is_clause(k):
                return False
            m = self.mention_at(k)
            if m is not None and m.kind == "person" and m.is_named:
                return self.word(k - 1) in self.rules.honorifics and k - 1 >= t
        return False

    def _person_begins(self, k: int, end: int) -> bool:
        for t in range(k, min(k + 4, end)):
            if t in self._titles:
                return True
            m = self.mention_at(t)
            if m is not None:
                return m.kind == "person" and m.is_named
            if self.word(t) not in self.rules.honorifics and without_article(self.word(t)) not in self.rules.office_holders and without_article(self.word(t)) != "ركن":
                return False
        return False

    def _own_body(self, t: int) -> bool:
        """``المتحدث`` at ``t - 1`` is followed by whose it is: a body, a country or a nisba."""
        m = self._mentions.get(t)
        return self.gap(t) == " " and ((m is not None and m.kind in ("organization", "country")) or self.word(t) in self._nisbas)

    def _again(self, j: int, prefixes: tuple[str, ...]) -> Subject | None:
        """``المتحدث ذاته``, ``ذات المصدر``, ``معاليه``: whoever spoke last."""
        t = j
        if self.word(j) in self.rules.same_before:
            t = j + 1
        head = self._head(j, prefixes) if t == j else self.word(t)
        for phrase, gender in self.rules.again.get(head, ()):
            if phrase[0] == head and all(self.word(t + i) == w for i, w in enumerate(phrase[1:], 1)):
                after = t + len(phrase)
                if self.word(after) in self.rules.same or (self.word(after) in self._nisbas and self.word(after + 1) in self.rules.same):
                    after += 1 if self.word(after) in self.rules.same else 2
                body_ok = phrase[0] == "المصدر"
                spoke = phrase[0] in self.rules.speaker_words
                speaker = self.last_speaker(None if body_ok else gender, people_only=not body_ok, spoke=spoke)
                if speaker is not None and not spoke and self.word(after - 1) not in self.rules.same and not self._may_bear(speaker.ids, without_article(phrase[0])):
                    speaker = None
                return Subject(speaker.ids if speaker else [], speaker.kind if speaker else "nobody", j, after, "last", gender)
        return None

    def _may_bear(self, people: list[str], bare: str) -> bool:
        """No title of the speaker speaks against calling him by ``bare``: the president of a chamber is not "السفير"."""
        like = self.rules.ranks.get(bare)
        if like is None:
            return True
        titles = [w for a in self.context.affiliations if a.person_id in people for w in fold(a.title).split()]
        return not titles or any(without_article(w) in like for w in titles)

    def _is_titled(self, person: str, bare: str) -> bool:
        """A title of this person holds the word ``bare``."""
        return any(a.person_id == person and bare in (without_article(w) for w in fold(a.title).split()) for a in self.context.affiliations)

    def _is_official(self, person: str) -> bool:
        return any(a.person_id == person and a.country_iso2 and not a.rule.endswith("_home") for a in self.context.affiliations)

    def _means_speaker(self, j: int, again: Subject) -> bool:
        """"المتحدث"، "معاليه"، "المسؤول ذاته": whoever spoke last, whatever other person of that title was named since."""
        return self.word(j) in self.rules.speaker_words or self.word(again.after - 1) in self.rules.same or self.word(j) in self.rules.same_before

    def _office(self, j: int, end: int, head: str) -> Subject:
        """An office-holder without a name speaks for the body or the country that the phrase names."""
        bare = without_article(head)
        gender = "f" if bare.endswith("ه") else "m"
        if without_article(self.word(j + 1)) in self.rules.occasions and (chair := self._chair_before(j, end)) is not None:
            return Subject(chair.ids, "person", j, j + 2, "again", gender)
        k, after = j + 1, j + 1
        if (holder := self._holder_again(j, bare)) is not None:
            return Subject([holder[0]], "person", j, j + (3 if holder[1] else 2), "again", gender)
        country: str | None = None
        while k < end and k - j < 14:
            gap = self.gap(k)
            if any(c in gap for c in '",:;.!?\n') or self.is_clause(k) or self.word(k) in self.rules.subject_ends or self.word(k) == "في":
                break
            m = self._mentions.get(k)
            heard = m is not None and not head.startswith("ال") and self.text[self.tokens[k].start : m.start] == "ل"  # "مصدر لوكالة": who heard it
            prefix = self.text[self.tokens[k].start : m.start] if m is not None else ""
            outside = bare in self.rules.sources and prefix != "ب" and self.word(k - 1) not in ("من", "في", "لدي", "داخل")  # "مصدر هسبريس"
            if m is not None and m.kind == "organization" and bare not in self.rules.private_voices and not heard and not outside:
                if not self._phrase_ends(self._skip_small(self.after(m), end), end):
                    return Subject([], "nobody", j, self.after(m), "nameless", gender)  # "المتحدث باسم المجلس القاضي ...": a name that nobody knows
                return Subject([m.entity_id], "organization", j, self.after(m), "office", gender)
            if m is not None and m.kind == "country":
                country = country or m.entity_id
                k = after = max(self.after(m), k + 1)
                continue
            if self.word(k) in self._nisbas and (self.word(k).startswith("ال") or head.startswith("ال")):
                country = country or f"country:{self._nisbas[self.word(k)]}"
                after = k + 1
            k += 1
        if head.startswith("ال") or head != bare or country:
            known = self._known_office_holder(bare, country, gender, head in self.rules.again)
            if known is not None and (country or head.startswith("ال")):
                return Subject(known.ids, "person", j, after, "again", gender)
        if country and bare not in self.rules.private_voices and bare not in self.rules.sources:
            return Subject([country], "country", j, after, "office", gender)
        if bare in self.rules.private_voices and (head.startswith("ال") or self.word(j + 1).startswith("ال")) and self._phrase_ends(j + 1, end):
            last = self.last_speaker(gender, people_only=True, back=1)
            if last is not None:  # "أستاذ العلوم السياسية أضاف": another word for whoever spoke just now
                return Subject(last.ids, "person", j, after, "last", gender)
        return Subject([], "nobody", j, j + 1, "nameless", gender)

    def _holder_again(self, j: int, bare: str) -> tuple[str, bool] | None:
        """Whose title the words from ``j`` on begin: "رئيس الأركان", "رئيس منتدى كذا"; the second is True where three words of it, or all, agree.

        Of several who bear it, the one who spoke last."""
        second = self.word(j + 1)
        if any(c in self.gap(j + 1) for c in ',.:;'):
            return None
        start = self.tokens[j].start
        phrase = [bare, *(without_article(self.word(j + i)) for i in (1, 2))]
        titles: dict[str, list[str]] = {}
        for a in self.context.affiliations:
            words = [without_article(w) for w in _words(fold(a.title))[:3]]
            if a.start < start and len(words) > 1 and words[:2] == phrase[:2]:
                titles.setdefault(a.person_id, words)
        if not titles:
            return None
        exact = [p for p, words in titles.items() if words[2:] == [phrase[2]]]
        if len(exact) == 1:
            return exact[0], True
        if not second.startswith("ال") or not self._phrase_ends(j + 2, j + 3) or self.word(j + 2).startswith("ال"):
            return None
        if len(titles) > 1:
            last = next((spoken.ids[0] for spoken in reversed(self.history) if len(spoken.ids) == 1 and spoken.ids[0] in titles), None)
            return (last, False) if last else None
        return next(iter(titles)), False

    def _phrase_ends(self, t: int, end: int) -> bool:
        """From word ``t`` on only words with the article stand before the clause, a preposition or a comma: no name follows ("محامي الدفاع فلان")."""
        while t < end and self.word(t).startswith("ال") and "," not in self.gap(t):
            t += 1
        w = self.word(t)
        return t >= end or any(c in self.gap(t) for c in ',":-(') or self.is_clause(t) or w in self.rules.adverbials or w in self.rules.subject_ends or w in self.rules.fillers or w[:1] in "بل"

    def _chair_before(self, j: int, end: int) -> Subject | None:
        """"رئيس الدورة": the one person of whom the text said before that it meets "برئاسة" them; None where it said it of several."""
        found: dict[str, Subject] = {}
        for t in range(j):
            if self.word(t) in self.rules.chaired_by:
                subject = self.noun_phrase(t + 1, min(t + 20, len(self.tokens)), None)
                if subject is not None and subject.how == "named" and len(subject.ids) == 1:
                    found.setdefault(subject.ids[0], subject)
        return next(iter(found.values())) if len(found) == 1 else None

    def _known_office_holder(self, bare: str, country: str | None, gender: str, is_short: bool) -> Spoken | None:
        """"المسؤول الأردني": whoever spoke of late and serves that country, or bears that title and serves it."""
        served = {(a.person_id, a.country_iso2) for a in self.context.affiliations if a.country_iso2 and not a.rule.endswith("_home")}
        if country is None:
            return None
        code = country.removeprefix("country:")
        official = bare not in self.rules.private_voices
        for spoken in reversed(self.history[-8:]):
            if spoken.kind != "person" or len(spoken.ids) != 1 or spoken.gender not in (None, gender):
                continue
            person = spoken.ids[0]
            if official and (person, code) in served:
                return spoken
        holders = {a.person_id for a in self.context.affiliations if a.country_iso2 == code and without_article(fold(a.title).split(" ")[0]) == bare}
        if len(holders) == 1:
            return Spoken(-1, sorted(holders), "person", gender)
        last = self.last_speaker(gender, people_only=True, back=3) if is_short else None
        if last is not None and not any(p == last.ids[0] for p, _ in served):
            return last
        return None

    def _document(self, j: int, end: int, head: str) -> Subject:
        """A communiqué speaks for the body that issued it."""
        k = j + 1
        while k < end and k - j < 8:
            gap = self.gap(k)
            if any(c in gap for c in '",:;.!?\n') or self.is_clause(k) or self.word(k) in self.rules.subject_ends:
                break
            m = self._mentions.get(k)
            if m is not None and m.kind in ("organization", "person"):
                prefix = self.text[self.tokens[k].start : m.start]
                issued = self.word(k - 1) in ("عن", "من", "باسم") or self.word(k - 1).endswith(("ته", "ها", "تها")) or k == j + 1
                if prefix == "ل" or (prefix == "" and issued):
                    return Subject([m.entity_id], m.kind, j, self.after(m), "document", "m")
                break
            k += 1
        if {without_article(head), without_article(self.word(j + 1))} & self.rules.court_papers and (court := self._court_before(j)) is not None:
            return Subject([court.entity_id], "organization", j, j + 2, "document")
        if head.startswith("ال") or self.word(j - 1) in self.rules.same_before:
            after = j + 2 if self.word(j + 1) in self.rules.same else j + 1
            return Subject(list(self.issuer), "organization" if self.issuer else "nobody", j, after, "document", "f" if head.endswith("ه") else "m")
        return Subject([], "nobody", j, j + 1, "nameless")

    def _ministry_before(self, j: int) -> FoundMention | None:
        """"الخارجية الجزائرية": the ministry of that name, named in full before."""
        start, name, nisba, found = self.tokens[j].start, self.word(j), self.word(j + 1), None
        for m in self.context.mentions:
            if m.start >= start:
                break
            words = self.text[m.start : m.end].split(" ") if m.kind == "organization" else []
            if len(words) > 2 and without_article(words[0]) in self.rules.ministry_heads and name in words[1:3] and words[-1] == nisba:
                found = m
        return found

    def _court_before(self, j: int) -> FoundMention | None:
        """The court named last before word ``j``: "حيثيات الحكم" are its words."""
        start, found = self.tokens[j].start, None
        for m in self.context.mentions:
            if m.start >= start:
                break
            if m.kind == "organization" and without_article(self.text[m.start : m.end].split(" ")[0]) in self.rules.courts:
                found = m
        return found

    def _bodies(self, m: FoundMention, j: int, end: int, gender: str | None) -> Subject | None:
        """A body or a country, and those joined to it by و or a comma."""
        own = self.gender_of(m)
        if gender and own and gender != own:
            return None  # "واتهم فرنسا": the country is accused, it does not speak
        ids, last = [m.entity_id], m
        k = self.after(m)
        while k < end:
            nxt = self.mention_at(k, ("و", "")) if self.gap(k) in (" ", ", ", " ,", ",", " , ") else None
            if nxt is None or nxt.kind != m.kind or nxt.entity_id in ids:
                break
            joined = self.text[self.tokens[k].start : nxt.start] == "و"
            if not joined and "," not in self.gap(k):
                break
            ids.append(nxt.entity_id)
            last, k = nxt, self.after(nxt)
        return Subject(ids, m.kind, j, self.after(last), "body", own)

    def gender_of(self, m: FoundMention) -> str | None:
        """Grammatical gender of a body or country, None where its noun does not show it."""
        words = self.text[m.start : m.end].split()
        if m.kind == "country":
            if " ".join(words) in self.rules.masculine_countries:
                return "m"
            return "f" if not words[0].startswith("ال") or words[0].endswith("ه") else None
        if words and words[0].endswith(("ه", "ات")):
            return "f"
        return None

    # ----------------------------------------------------------------------------------------- memory

    def remember(self, sentence_no: int, ids: list[str], kind: str, gender: str | None, only_acted: bool = False) -> None:
        self.history.append(Spoken(sentence_no, list(ids), kind, gender, only_acted))

    def only_voice(self) -> Spoken | None:
        """The one person who has spoken in this article so far (an interview, a speech), else None."""
        voices = {i for spoken in self.history if not spoken.only_acted for i in spoken.ids}
        return next((s for s in reversed(self.history) if s.ids and not s.only_acted and s.kind == "person"), None) if len(voices) == 1 else None

    def last_speaker(self, gender: str | None, people_only: bool = False, back: int = 12, spoke: bool = False) -> Spoken | None:
        """Whoever spoke last and agrees; bodies are left out with ``people_only``, people who only acted with ``spoke``."""
        for spoken in reversed(self.history[-back:]):
            if spoke and spoken.only_acted:
                continue
            if people_only and spoken.kind != "person":
                if not spoken.ids:
                    return None
                continue
            if gender is None or spoken.gender is None or spoken.gender == gender:
                return spoken if spoken.ids else None
        return None


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
