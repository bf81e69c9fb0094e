"""Who is the subject of a verb of saying: a named person, an office-holder, a body, a country, a communiqué, or somebody who spoke before.

Nothing here decides whether something is a statement; see :mod:`ct_pipeline.extract.statements`.
"""

from __future__ import annotations

from ct_pipeline.extract.speaker_names import SpeakerNames
from ct_pipeline.extract.speaker_words import Subject
from ct_pipeline.language.particles import without_article

_LOOK = 28
_SAME_MEMBERS = 400  # words over which "the ministers" are those of the body for which ministers spoke


class SpeakerFinder(SpeakerNames):
    """Reads subjects in one article and remembers who spoke: :meth:`subject_after` and :meth:`noun_phrase`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._chairs: dict[str, tuple[int, Subject]] = {}  # by person: the word that told that a session is under him
        self._chairs_read = 0  # words read for them
        self._spoken_for: Subject | None = None  # the body for which its members spoke last

    def subject_after(self, t: int, end: int, gender: str | None, own: frozenset[str] = frozenset()) -> Subject | None:
        """The subject of the verb before word ``t``, within words ``[t, end)``; None where none is expressed. ``own``: the verb's prepositions, behind which its object stands."""
        found = self._subject_after(t, end, gender, own)
        if found is not None and found.how in ("named", "again") and found.kind == "person":
            self._add_joined(found, end)
        return found

    def _add_joined(self, found: Subject, end: int) -> None:
        """ "أكد وزير الخارجية فلان ونظيره المصري فلان أن": the second one says it too."""
        while found.after < end and self.gap(found.after) in (" ", ", ") and self.word(found.after).startswith("و"):
            k = found.after
            m = self.mentions.get(k)
            if m is not None and m.kind == "person" and m.is_named and self.text[self.tokens[k].start : m.start] == "و":
                ids, after = [m.entity_id], self.after(m)
            elif self.gap(k) == " " and (title := self.titles.get(k)) is not None and self.text[self.tokens[k].start : title.start] == "و":
                ids, after = [title.person_id], self.context.doc.token_at(title.end)
            elif self.gap(k) == " " and self.word(k)[1:] in self.rules.counterparts and (named := self._named_in_phrase(k, min(end, k + 9))) is not None:
                ids, after = named.ids, named.after
            else:
                return
            if not set(ids) - set(found.ids) or after <= k:
                return
            found.ids = found.ids + [i for i in ids if i not in found.ids]
            found.after = after

    def _subject_after(self, t: int, end: int, gender: str | None, own: frozenset[str]) -> Subject | None:
        if '"' in self.gap(t) and t < end and (quoted := self.quoted_name(t)) is not None:
            return quoted
        j = t
        for _ in range(6):
            j = self.skip_small(j, end)
            if j >= end:
                return None
            if self.is_clause(j, t) or self.opens_quotation(j):
                return None
            found = self.noun_phrase(j, end, gender)
            if found is not None:
                return found
            if j == t and (titled := self._any_title(j)) is not None:
                return titled
            if (told := self._told(j, end, gender)) is not None:
                return told
            if self.word(j) in self.rules.adverbials or self.is_attached_phrase(j) or (self.comma_before(j) and j > t):
                j2 = self._skip_phrase(j, end, gender)
                if isinstance(j2, int) and self.comma_before(j2) and self._is_object(j, own):
                    return None  # "تطرق إلى تسجيل منسوب إلى فلان، الرئيس السابق": what it is about
                if isinstance(j2, Subject):
                    return j2
                if j2 is None:
                    return None
                j = j2
                continue
            return None
        return None

    def _of_other_body(self, t: int) -> bool:
        """From word ``t`` on stands "باسم" and a body."""
        at = next((k for k in (t, t + 1) if self.word(k) in self.rules.on_behalf), None)
        if at is not None and self.gap(at + 1).strip() == '"':
            return True  # of one that is quoted, known or not
        return at is not None and (m := self.mentions.get(at + 1)) is not None and m.kind in ("organization", "country")

    def _is_object(self, j: int, own: frozenset[str]) -> bool:
        """Word ``j`` is the verb's own preposition with its object behind it; not "أشار إلى ذلك"."""
        return self.word(j) in own and len(self.word(j)) > 2 and self.word(j + 1) not in self.rules.things_said

    def _told(self, j: int, end: int, gender: str | None) -> Subject | None:
        """ "أفاد وكالة الأنباء المحامي فلان": the body of the other gender is told, who speaks stands right behind it."""
        m = self.mention_at(j)
        own = self.gender_of(m) if m is not None and m.kind == "organization" else None
        if m is None or not gender or own in (None, gender):
            return None
        k = self.after(m)
        if k >= end or self.gap(k) not in (" ", ", "):
            return None
        subject = self.noun_phrase(k, end, gender)
        return subject if subject is not None and subject.how == "named" and subject.kind == "person" else None

    def _skip_phrase(self, j: int, end: int, gender: str | None) -> int | Subject | None:
        """Past an adverbial phrase: to the word after the comma that ends it, or to a subject that follows it without one."""
        k = j + 1
        while k < end and k - j < _LOOK:
            if self.is_clause(k, j) or self.opens_quotation(k):
                return None
            if self.comma_before(k):
                return k
            before = self.covered.get(k - 1)
            last = self.word(k - 1)
            definite = last.startswith(("ال", "لل", "بال")) and last not in self.rules.adverbials and without_article(last) not in self.rules.office_holders and last not in self.rules.honorifics
            settled = (before is not None and before.kind != "person") or definite or (k - 1) in self.ends_of_times() or last in self.rules.fillers
            if settled and (k in self.titles or self.word(k) in self.rules.honorifics or ((m := self.mention_at(k)) is not None and m.kind == "person")):
                found = self.noun_phrase(k, end, gender)
                if found is not None and found.how == "named":
                    return found
            k += 1
        return None

    def noun_phrase(self, j: int, end: int, gender: str | None, prefixes: tuple[str, ...] = ("",)) -> Subject | None:
        """The speaker whose noun phrase begins at word ``j``; None where what begins there is no speaker."""
        rules = self.rules
        if self.word(j) == "كل" and self.word(j + 1) == "من":
            return self._each_of(j, end, gender)
        k = j
        while k < end and k not in self.titles and self.mention_at(k, prefixes) is None and self.word(k) in rules.honorifics and k - j < 4:
            k += 1
        spoken = self.mentions.get(j)
        if (members := self._members(j, end, prefixes)) is not None:
            return members
        if self.word(j) in rules.nameless and (spoken is None or spoken.kind != "organization"):
            if "," in self.gap(j + 1) and (who := self.mention_at(j + 1)) is not None and who.kind == "person" and who.is_named and "," in self.gap(self.after(who)):
                return Subject([who.entity_id], "person", j, self.after(who), "named")  # "ويروي أحدهم، فلان، أنه"
            return Subject([], "nobody", j, j + 1, "nameless")
        short = self.mention_at(j + 1) if self.gap(j + 1) == " " and self.head(j, prefixes).startswith("ال") else None
        if short is not None and short.kind == "person" and short.method == "short_form" and without_article(self.head(j, prefixes)) in rules.office_holders:
            return Subject([short.entity_id], "person", j, self.after(short), "named")  # "الوزير تيلرسون"
        title = self.titles.get(k) or self.titles.get(j)
        if title is not None and self.text[self.tokens[j].start : title.start] in (*prefixes, ""):
            return Subject([title.person_id], "person", j, self.context.doc.token_at(title.end), "named")
        m = self.mention_at(k, prefixes)
        if m is not None and m.kind == "person" and m.is_named:
            return Subject([m.entity_id], "person", j, self.after(m), "named")
        if k > j and m is None and without_article(self.word(k)) in rules.office_holders and (found := self.noun_phrase(k, end, gender)) is not None:
            found.first = j  # "معالي الأمين العام الشيخ فلان"
            return found
        head = self.head(j, prefixes)
        bare = without_article(head)
        again = self.again(j, prefixes)
        if bare in rules.office_holders and self.word(j + 1) in rules.on_its_behalf:
            last_body = next((spoken for spoken in reversed(self.history[-4:]) if spoken.kind == "organization" and spoken.ids and not spoken.only_acted), None)
            if self._named_in_phrase(j, end) is None:  # "المتحدث باسمها"
                return Subject(list(last_body.ids) if last_body else [], "organization" if last_body else "nobody", j, j + 2, "office" if last_body else "nameless", "f" if bare.endswith("ه") else "m")
        if again is not None and m is None and (titled := self._any_title(j)) is not None:
            return titled  # "الفاعل التربوي فلان"
        if bare in rules.office_holders or (m is not None and m.kind == "person"):
            named = self._named_in_phrase(j, end)
            if named is not None:
                return named
            if m is not None and m.kind == "person" and not m.is_named and self._serves_another(m, j):
                return self._office(j, end, head)  # "الدبلوماسي التركي" is not the Moroccan minister
            if (
                m is not None
                and m.kind == "person"
                and not m.is_named
                and j in self.mentions
                and bare in rules.ranks
                and not self.may_bear([m.entity_id], bare)
                and not self.spoke_of_late(m.entity_id)
            ):
                return Subject([], "nobody", j, self.after(m), "nameless")  # "الملك" is not the president named before
            if m is not None and m.kind == "person" and self._of_other_body(self.after(m)):
                return self._office(j, end, head)  # "الناطق باسم المحكمة": another one than the spokesman before
            if m is not None and m.kind == "person":
                if again is not None and again.kind == "person" and again.ids and self.means_speaker(j, again):
                    return again
                after = self.after(m)
                in_particular = any(self.word(t) in self.nisbas or without_article(self.word(t)) in rules.body_adjectives for t in (after - 1, after))
                if head != bare and bare in rules.anybody and m.method != "nisba" and not in_particular and not self.turns(j):
                    spoke = self.last_speaker(None, people_only=True, back=3, spoke=True)
                    if not self.spoke_near(j):
                        return Subject([m.entity_id], "person", j, after, "again")
                    return Subject(spoke.ids if spoke else [], "person" if spoke else "nobody", j, after, "last")  # "المسؤول القضائي": whoever speaks here
                if bare in rules.private_voices and (last := self.last_speaker(None, people_only=True, back=2)) is not None:
                    if not self.is_official(last.ids[0]) or (bare != head and not self.is_titled(m.entity_id, bare)):
                        return Subject(last.ids, "person", j, self.after(m), "last")
                exact = self.holder_again(j, bare)
                after = self.after(m)
                state = next((self.nisbas[self.word(t)] for t in (after - 1, after) if self.word(t) in self.nisbas), None)
                if bare in rules.anybody and state is not None and not self.spoke_of_late(m.entity_id):
                    known = self.known_office_holder(bare, f"country:{state}", "f" if bare.endswith("ه") else "m", False)
                    if known is not None:  # "المسؤول المغربي" is who spoke, not the sultan he spoke of
                        return Subject(known.ids, "person", j, after + (self.word(after) in self.nisbas), "again")
                while self.gap(after) == " " and (self.word(after) in self.nisbas or without_article(self.word(after)) in rules.body_adjectives):
                    after += 1
                return Subject([exact[0] if exact is not None and exact[1] else m.entity_id], "person", j, after, "again")
            if again is not None and self.rules.on_behalf.isdisjoint((self.word(again.after), self.word(again.after + 1))) and not self.own_body(again.after):
                return again
            return self._office(j, end, head)
        if m is None and self.word(j) in rules.ministries and self.word(j + 1) in self.nisbas and (ministry := self.ministry_before(j)) is not None:
            return Subject([ministry.entity_id], "organization", j, j + 2, "body", "f")
        if again is not None and (m is None or (not m.is_named and self.means_speaker(j, again))):
            return again
        if bare in rules.documents or any(self.match_phrase(j + 1, phrase[1:]) for phrase in rules.charge_papers.get(head, ())):
            return self._letter_of(j, end) or self.document(j, end, head)
        if m is not None and m.kind == "country" and m.method == "nisba":
            return self._named_in_phrase(j, end) or self._surname(j) or Subject([], "nobody", j, j + 1, "nameless")  # "وقال الموريتاني فلان"
        if m is not None and m.kind == "city" and gender == "f" and (states := self.capitals(m, j)) is not None:
            return states
        if m is not None and m.kind in ("organization", "country"):
            return self.bodies(m, j, end, gender)
        if m is None and bare in rules.name_nouns and self.gap(j + 1).strip() == '"' and (own := self.mention_at(j + 1)) is not None and own.kind == "organization":
            return Subject([own.entity_id], "organization", j, self.after(own), "body")  # "دعا حزب "القوات" إلى"
        if again is not None:
            return again
        if j == k and (body := self.short_body(j, end)) is not None and bare not in rules.documents:
            return Subject([body.entity_id], "organization", j, j + 1, "body", "f" if head.endswith("ه") else None)
        if head.startswith("ال") and any(bare in group for group in rules.body_nouns) and m is None:
            return self.body_again(j, end)
        if bare in rules.organs and (own := self.mention_at(j + 1)) is not None and own.kind == "organization" and self.gap(j + 1) == " ":
            return Subject([own.entity_id], "organization", j, self.after(own), "office", "f" if bare.endswith("ه") else "m")  # "إدارة الصندوق"
        if m is None and head == self.word(j) and (bearer := self._surname(j)) is not None:
            return bearer
        if m is None and bare in rules.state_bodies and self.gap(j + 1) == " " and (state := self.nisbas.get(self.word(j + 1))) is not None:
            return Subject([f"country:{state}"], "country", j, j + 2, "office", gender)  # "السلطات الإسبانية"
        if self.word(j) in rules.same_before and self.gap(j + 1) == " " and without_article(self.word(j + 1)) in rules.documents:
            return self.document(j + 1, end, self.word(j + 1))  # "نفس معطيات الوزارة"
        of_body = len(head) > 5 and head.endswith("يو") and not head.startswith("ال")  # "برلمانيو الحزب"
        if head in rules.nameless or bare in rules.nameless or of_body or (len(head) > 5 and head.startswith("ال") and head.endswith("ون")):
            return Subject([], "nobody", j, j + 1, "nameless")
        return None

    def _letter_of(self, j: int, end: int) -> Subject | None:
        """ "تغريدة لوزير الخارجية فلان": the paper at word ``j`` holds the words of a person named behind a title."""
        word = self.word(j + 1)
        if self.gap(j + 1) != " " or not word.startswith("ل") or without_article(word[1:]) not in self.rules.office_holders:
            return None
        named = self._named_in_phrase(j + 1, end)
        return Subject(named.ids, "person", j, named.after, "document", "m") if named is not None else None

    def _members(self, j: int, end: int, prefixes: tuple[str, ...]) -> Subject | None:
        """ "وزراء التحالف", "أعضاء المجلس": nameless members in the plural speak for the body behind them; "الوزراء أنفسهم" are the same again."""
        head = self.head(j, prefixes)
        if without_article(head) not in self.rules.members or j in self.mentions and self.mentions[j].kind != "person":
            return None
        if head != without_article(head):
            before = self._spoken_for
            return Subject(before.ids, before.kind, j, j + 1, "again") if before is not None and 0 < j - before.first < _SAME_MEMBERS and j + 1 not in self.mentions else None
        for k in range(j + 1, min(j + 3, end)):
            m = self.mentions.get(k)
            if self.parted(k, ',":;.!?') or self.word(k) in self.rules.subject_ends:
                return None
            if m is not None:
                if m.kind != "organization" or self.text[self.tokens[k].start : m.start] or not self.phrase_ends(self.skip_small(self.after(m), end), end):
                    return None
                self._spoken_for = Subject([m.entity_id], "organization", j, self.after(m), "office")
                return self._spoken_for
        return None

    def _each_of(self, j: int, end: int, gender: str | None) -> Subject:
        """ "كل من فلان وفلان": all of them."""
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

    def _office(self, j: int, end: int, head: str) -> Subject:
        """An office-holder without a name speaks for the body or the country that the phrase names."""
        bare = without_article(head)
        gender = "f" if bare.endswith("ه") else "m"
        chaired = without_article(self.word(j + 1)) in self.rules.occasions or (self.word(j + 1).startswith("ال") and without_article(self.word(j + 1)) in self.rules.courts)
        if chaired and (chair := self._chair_before(j, end)) is not None:
            return Subject(chair.ids, "person", j, j + 2, "again", gender)
        k, after = j + 1, j + 1
        if (holder := self.holder_again(j, bare)) is not None:
            return Subject([holder[0]], "person", j, j + (3 if holder[1] else 2), "again", gender)
        over = self.word(k) in ("علي", "عن") and self.word(k + 1).startswith("ال")  # "المشرف على الجهاز الدبلوماسي المغربي"
        k += over
        country: str | None = None
        if self._is_former(j, end):
            last = self.last_speaker(gender, people_only=True, back=2) if head.startswith("ال") else None
            return Subject(last.ids if last else [], "person" if last else "nobody", j, j + 1, "last" if last else "nameless", gender)
        while k < end and k - j < 14:
            gap = self.gap(k)
            quoted = (own := self.mentions.get(k)) is not None and own.kind == "organization"  # "المتحدث باسم "المنظمة""
            if (
                any(c in gap for c in (",:;.!?\n" if quoted else '",:;.!?\n'))
                or self.is_clause(k)
                or self.word(k) in self.rules.subject_ends
                or (self.word(k) == "في" and bare not in self.rules.sources)
            ):
                break
            m = self.mentions.get(k)
            to_it = m is not None and self.text[self.tokens[k].start : m.start] == "ل"
            heard = to_it and m is not None and (not head.startswith("ال") or self.text[m.start : m.end].split(" ")[0] in self.rules.heard_by)  # "مصدر لوكالة": who heard it
            prefix = self.text[self.tokens[k].start : m.start] if m is not None else ""
            outside = bare in self.rules.sources and prefix != "ب" and self.word(k - 1) not in self.rules.inside  # "مصدر هسبريس"
            if m is not None and m.kind == "organization" and bare not in self.rules.private_voices and not heard and not outside:
                state = self.nisbas.get(self.word(self.after(m) - 1)) if over else None
                if state is not None and (known := self.known_office_holder(bare, f"country:{state}", gender, False)) is not None:
                    return Subject(known.ids, "person", j, self.after(m), "again", gender)
                if not self.phrase_ends(self.skip_small(self.after(m), end), end):
                    return Subject([], "nobody", j, self.after(m), "nameless", gender)  # "المتحدث باسم المجلس القاضي ...": a name that nobody knows
                return Subject([m.entity_id], "organization", j, self.after(m), "office", gender)
            if m is not None and m.kind == "country":
                country = country or m.entity_id
                k = after = max(self.after(m), k + 1)
                continue
            if self.word(k) in self.nisbas and (self.word(k).startswith("ال") or head.startswith("ال")):
                country = country or f"country:{self.nisbas[self.word(k)]}"
                after = k + 1
            k += 1
        if (head.startswith("ال") or head != bare or country) and not bare.endswith(("ون", "ين")):
            known = self.known_office_holder(bare, country, gender, head in self.rules.again, self.word(j + 1))
            if known is not None and (country or head.startswith("ال")):
                return Subject(known.ids, "person", j, after, "again", gender)
        several = head.startswith("ال") and bare.endswith(("ون", "ين"))  # "المسؤولون الأمريكيون"
        if country and bare not in self.rules.private_voices and bare not in self.rules.sources and not several:
            return Subject([country], "country", j, after, "office", gender)
        if bare in self.rules.private_voices and (head.startswith("ال") or self.word(j + 1).startswith("ال")) and self.phrase_ends(j + 1, end):
            last = self.last_speaker(gender, people_only=True, back=1)
            if last is not None:  # "أستاذ العلوم السياسية أضاف": another word for whoever spoke just now
                return Subject(last.ids, "person", j, after, "last", gender)
        return Subject([], "nobody", j, j + 1, "nameless", gender)

    def _is_former(self, j: int, end: int) -> bool:
        """ "المفتش الأسبق بالوزارة": the office that begins at word ``j`` is held no more."""
        for k in range(j + 1, min(j + 7, end)):
            if self.parted(k, ',":;.') or self.is_clause(k) or self.word(k) in self.rules.subject_ends or k in self.mentions:
                return False
            if self.word(k) in self.rules.former:
                return True
        return False

    def _chair_before(self, j: int, end: int) -> Subject | None:
        """ "رئيس الدورة": the one person of whom the text said before that it meets "برئاسة" them; None where it said it of several."""
        while self._chairs_read < j:
            t, self._chairs_read = self._chairs_read, self._chairs_read + 1
            if self.word(t) in self.rules.chaired_by:
                subject = self.noun_phrase(t + 1, min(t + 20, len(self.tokens)), None)
                if subject is not None and subject.how == "named" and len(subject.ids) == 1:
                    self._chairs.setdefault(subject.ids[0], (t, subject))
        found = [subject for t, subject in self._chairs.values() if t < j]
        return found[0] if len(found) == 1 else None
