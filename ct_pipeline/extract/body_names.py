"""The grammar of bodies' names: a head noun, with the article or before a complement, and what may follow it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ct_pipeline.extract.body_phrases import PhraseReader
from ct_pipeline.extract.body_rules import APPOSED, CAUSES, NAMED_TYPES, NEED_COMPLEMENT, NEED_TWO, SERVICES, STUDYING, TIED_TYPES, Head


@dataclass(slots=True)
class Candidate:
    """A parsed name: folded offsets, its head, where the core (without a place at its end) ends, and a name in brackets after it."""

    start: int
    end: int
    head: Head
    definite: bool
    core_end: int
    abbreviation: tuple[int, int] | None
    tail: str | None
    wrong: bool = False  # its last word is a registered name's, typed wrong


_BRACKETED = re.compile(r'"? ?\( ?"?([^()\n,]{2,24}?)"? ?\)')
_NUMBERED = re.compile(r" ?/ ?\d{1,4}\b(?! ?[/.-] ?\d)")  # "الوحدة الخاصة/71", and no date
_LATIN = re.compile(r"[a-zà-öø-ÿ][a-z0-9à-öø-ÿ.&'-]*\Z")


class NameReader(PhraseReader):
    """Reads the names of bodies in one article, from their head nouns on. Token indices are those of ``doc.tokens``."""

    def read(self, i: int) -> Candidate | None:
        """The name whose head is token ``i``, or None."""
        for skip, definite, head in self.r.heads.get(self.word(i), ()):
            n = len(head.words)
            self.at = i
            if head.type == "presidency" and not definite and self.word(i)[:skip].endswith("ل"):
                continue  # "ترشح لرئاسة الحكومة": the post
            if n > 1 and not all(self.spaced(i + k) and self.word(i + k) == head.words[k] for k in range(1, n)):
                continue
            at = i + n - 1
            self.head_type = head.type
            before = self.word(i - 1) if i else ""
            if definite and (before.endswith(("هذا", "هذه")) or before in ("ذات", "نفس", "تلك", "ذلك")):
                continue
            if definite and head.words[0] == "منظمه" and self.spaced(i) and self.organized(before):
                continue  # "الجريمة المنظمة العابرة للحدود": an adjective
            if definite and head.words[0] == "بحريه" and before.startswith("ال"):
                continue  # "الحدود البحرية المغربية": an adjective
            if before and self.spaced(i) and self.spaced(i + 1) and f"{before.lstrip('ولبك')} {head.words[0]} {self.word(i + 1)}" in self.r.posts and not (
                self.spaced(i + 2) and self.word(i + 2) in self.nisbas
            ):
                continue  # "نائب رئيس مجلس الوزراء ووزير المالية": a post
            if head.construct == "inner" and not definite and (q := self.quoted(at + 1)):
                inner = self.tokens[at + 1].start
                return Candidate(inner, self.tokens[q - 1].end, head, False, self.tokens[q - 1].end, None, None)  # of 'فصيل "جند الوادي"' the quoted words are the name
            got = self.definite_name(at, head) if definite else self.construct_name(at, head)
            if got:
                end, core, tail = got
                start = self.tokens[i].start + skip
                return Candidate(start, self.close(end), head, definite, self.close(core), self.abbreviation(end), tail)
        return None

    def organized(self, before: str) -> bool:
        """``المنظمة`` after the word ``before`` says how it is done: of crimes and bands."""
        noun = before.removeprefix("و").removeprefix("ب").removeprefix("ك")
        noun = noun[2:] if noun.startswith(("ال", "لل")) else noun
        return before != noun and noun in self.r.organized

    def close(self, end: int) -> int:
        """The folded offset where the name that ends before token ``end`` closes, a closing quote included."""
        stop, start = self.tokens[end - 1].end, self.tokens[self.at].start
        if self.text[stop : stop + 1] == '"' and self.text.count('"', start, stop) % 2:
            stop += 1
        if m := _NUMBERED.match(self.text, stop):
            stop = m.end()
        return stop

    def definite_name(self, i: int, head: Head) -> tuple[int, int, str | None] | None:
        j = i + 1
        policy = head.definite
        if policy == "no":
            return None
        self.forces = policy in ("force", "nisba")  # "الدرك المالي" is Mali's, though مالي also means financial
        if (
            policy == "court"
            and self.spaced(j)
            and self.spaced(j + 1)
            and self.word(j).startswith("ال")
            and self.word(j)[2:] in self.r.ordinals
            and self.base(self.word(j + 1)) in self.r.circuits
        ):
            return j + 2, j + 2, None  # "الدائرة الثانية إرهاب"
        if policy == "service":
            before = {self.base(self.word(k).lstrip("و")) for k in range(max(0, i - 3), i)}
            if not self.spaced(j) or self.word(j)[2:] not in self.r.services or not self.word(j).startswith("ال") or not before & self.r.service_cues or not self.spaced(i):
                return None
            end = self.adjectives(j + 1, head.gender)
            return end, end, None
        if self.spaced(j) and self.word(j).startswith("ال") and _NUMBERED.match(self.text, self.tokens[j].end) and head.type in ("unit", "armed_force"):
            return j + 1, j + 1, None  # "الوحدة الخاصة/71"
        if head.type == "unit" and self.tied(j) and self.spaced(j + 1) and self.word(j + 1).startswith("ل"):
            done = self.complements(j + 1, head, True)  # "الوحدة الخاصة للتحقيق"
            return done if done[0] > j + 1 else None
        known = self.adjective(j, head.gender, True)
        end = self.adjectives(j, head.gender, True) if known else j
        self.forces = False
        if not known:
            return None
        if policy == "military" and self.spaced(end) and self.word(end)[2:] in self.r.ordinals:
            end += 1
        words = [self.word(k)[2:] for k in range(j, end)]
        nisbas = [w for w in words if "ال" + w in self.nisbas]
        if policy == "nisba" and not nisbas:
            return None
        if head.type == "presidency" and self.spaced(end) and self.word(end).startswith("ل"):
            return None  # "الرئاسة الأردنية للدورة": who chairs it
        if policy == "force" and not nisbas and (words[0] not in self.r.force or (head.type in SERVICES and words[-1] in self.r.continental)):
            return None  # "أجهزة الشرطة الإفريقية", "الشرطة الجنائية الإفريقية": those of all its states
        if policy == "force" and not nisbas and self.spaced(end) and self.word(end).startswith("ال") and self.word(end)[2:] in self.r.deictic:
            return None  # "الشرطة القضائية الأفارقة", "القوات المسلحة الأجنبية": whoever's
        if policy == "military" and words[0] not in self.r.military:
            return None
        if policy == "redcross" and words[0] not in self.r.red:
            return None
        if policy in ("prosecution", "secretariat") and words[0] not in ("عامه", "عموميه", "وطنيه"):
            return None
        if policy == "court" and (not any(x in self.r.court for x in words) or (len(words) < 2 and not self.tied(end))):
            return None
        core = end
        done = (end, end, None) if head.type == "bank" and nisbas else self.complements(end, head, True)
        complement = done[0] > end or bool(_NUMBERED.match(self.text, self.tokens[end - 1].end))
        if head.words[0] + " " + words[0] in self.r.kept_out and not (
            head.words[0] == "وحده" and complement and self.base(self.word(end).removeprefix("ل")).removeprefix("ل") in self.r.fields
        ):
            return None
        if head.type in NEED_COMPLEMENT and not complement:
            return None
        if head.type in NEED_TWO and not complement and len(words) < 2 and not (head.type == "party" and words[0] in self.r.party_adjectives):
            return None
        if head.type == "association" and words[0] == "عامه" and not complement and not nisbas:
            return None
        if head.words[0] == "قياده" and not complement and words[0] not in ("عامه", "مركزيه") and len(words) < 2:
            return None
        if policy == "military" and len(words) < 2 and self.word(end - 1)[2:] not in self.r.ordinals:
            return None
        if head.type == "club" and not complement and len(nisbas) == len(words):
            return None  # "النادي الإنجليزي": the club from there
        if policy == "secretariat" and not complement:
            return None
        return done[0], max(core, done[1]), done[2]

    def tied_on(self, j: int) -> bool:
        """The participle at token ``j`` has its preposition after it: "الخاصة بـ"."""
        if not self.tied(j) or not self.spaced(j + 1):
            return False
        w, ties = self.word(j + 1), self.r.ties[self.word(j)[2:]]
        return w in ties or (w not in self.r.stops and w.startswith(tuple(p for p in ties if len(p) == 1)))

    def subordinate(self, j: int) -> bool:
        """ "التابعة ل" and a known body stand at ``j``: then even a general name ("لجنة التنسيق") is a body's."""
        return self.spaced(j) and self.base(self.word(j)) in ("تابع", "تابعه") and self.spaced(j + 1) and self.word(j + 1).startswith("ل") and self.owner(j + 1) > 0

    def owner(self, j: int) -> int:
        """The index after the body, known or just said ("للمنتدى"), that ``ل`` at token ``j`` leads to."""
        if k := self.mention(j, 1, ("organization",)):
            return k
        for _, definite, _head in self.r.heads.get(self.word(j), ()):
            if definite:
                return j + 1
        return 0

    def construct_name(self, i: int, head: Head) -> tuple[int, int, str | None] | None:
        j = i + 1
        policy = head.construct
        if policy == "inner":
            return None
        if policy == "fixed":
            end = self.adjectives(j) if j < self.last else j
            return end, end, None
        if policy == "no":
            if len(head.words) > 1 and self.adjective(j, None):
                end = self.adjectives(j)
                return end, end, None
            return None
        if j >= self.last:
            return None
        if q := self.quoted(j):
            return (q, q, None) if policy not in ("command", "court", "place", "portfolio") and self.names_it(j, q, head) else None
        if not self.spaced(j):
            return None
        w = self.word(j)
        b = self.base(w)
        end = 0
        if _LATIN.match(w) and policy not in ("portfolio", "court", "place", "command"):
            end = j + 1
            while self.spaced(end) and _LATIN.match(self.word(end)):
                end += 1
            return end, end, None
        if (head.type in APPOSED or head.words[0] in self.r.before_short) and (end := self.mention(j, 0, ("organization",))) and (head.type in APPOSED or end == j + 1):
            return end, end, None  # "تنظيم القاعدة"; "وكالة اليوروبول": only before a short name
        if head.type in ("armed_group", "movement") and (w in self.r.group_nouns or head.words[0] in ("كتيبه", "كتايب") or self.allied(i)) and (end := self.group(j)):
            return end, end, None
        if policy == "quoted":
            return None
        if policy == "kept":
            end = self.phrase(j) or (j + 1 if w.startswith("ال") else 0) if f"{head.words[0]} {w}" in self.r.kept else 0
        elif policy == "arm":
            end = self.adjectives(j + 1) if b in self.r.arms else 0
        elif policy == "portfolio":
            if w.startswith("ال") and b in self.r.portfolios and b not in ("دوله",):
                end = self.adjectives(j + 1)
            elif w in self.r.portfolios:
                end = self.phrase(j)
        elif policy == "place" and head.type == "police" and w in ("مكافحه", "محاربه"):
            end = self.phrase(j)
        elif policy == "place":
            end = self.mention(j, 0, ("country",)) or self.mention(j, 0, ("city",))
            if w in self.r.state_words and not end:
                end = self.phrase(j)
            if end:
                end = self.adjectives(end, head.gender)
        elif policy == "university":
            end = self.patron(j) or self.mention(j, 0, ("city", "country", "organization")) or (self.phrase(j) if w.startswith("ال") and b not in self.r.generic_complements else 0) or self.namesake(j)
            if end == j + 1 and self.spaced(end) and self.base(self.word(end)) in self.r.ordinals:
                end += 1  # "جامعة الحسن الثاني"
            if end and self.adjective(end, head.gender):
                end = self.adjectives(end, head.gender)
            if w in ("دول",) and not end:
                end = self.phrase(j)
        elif policy == "court":
            end = self.phrase(j, 0, 0, True) if b in self.r.fields else 0
            if end and self.adjective(end, head.gender):
                end = self.adjectives(end, head.gender)
        elif policy == "command":
            end = self.phrase(j) if b in self.r.commanded else 0
        elif policy == "proper":
            end = self.mention(j, 0, ("city", "country", "organization")) or (self.phrase(j) if w.startswith("ال") and b not in self.r.generic_complements else 0)
        elif policy == "named" and head.type in ("programme", "team"):
            end = self.mention(j, 0, ("organization",))
        elif policy == "named" and head.type == "movement" and w == "تحرير":
            end = self.phrase(j)
        elif policy == "named" and head.type == "movement" and self.pair(j):
            end = self.joined(j + 1, self.r.fields)
            end = end if end > j + 1 else 0
        elif policy == "named":
            if head.type in ("platform", "forum"):
                end = self.mention(j, 0, ("city",))
            elif head.type == "foundation":
                end = self.patron(j)
            described = w.startswith("ال") and b not in self.r.generic_complements and head.type != "armed_force" and self.adjective(j + 1, None)
            if described and head.type == "foundation" and self.nested(j, 0, 0):
                described = False  # "مؤسسة النيابة العامة": the body itself
            if described and (head.type != "movement" or self.base(self.word(j + 1)) in self.r.force | self.r.naming):
                end = self.adjectives(j + 1)
        elif policy == "field":
            if self.mention(j, 0, ("organization",)) or w in ("امم",):
                end = self.phrase(j)
                if end and head.type in ("directorate", "group", "armed_force", "unit"):
                    end = 0
            elif head.type == "group" and w in self.r.fields and self.spaced(j + 1):
                k = j + 1
                if self.word(k).endswith("ه") and self.spaced(k + 1) and self.word(k) not in self.r.stops:
                    k += 1
                end = (self.region(k + 1, 0) if self.word(k) == "حول" and self.spaced(k + 1) else 0) or self.phrase(j)
            elif (
                f"{head.words[0]} {w}" in self.r.kept
                or (b in self.r.fields and (not w.startswith("ال") or b not in self.r.generic_complements))
                or head.type == "coalition"
                and w in self.r.chain
            ):
                end = self.phrase(j)
            elif w.startswith("ال") and b in self.r.generic_complements and head.type in ("committee", "unit", "directorate") and self.subordinate(j + 1):
                end = j + 1
            elif head.type == "fund" and (m := self.mention(j, 0, ("country", "city"))) and self.complements(m, head, False)[0] > m:
                end = m
            elif head.type == "centre" and w.startswith("ال") and w[2:] in self.r.patrons:
                end = self.patron(j)
            elif head.type == "centre" and (m := self.region(j, 0)):
                end = self.joined(m, self.r.fields)
            elif head.type == "centre" and (m := self.mention(j, 0, ("city", "person"))):
                end = self.adjectives(m, head.gender)
                if end == m:
                    end = 0
            elif head.type == "centre" and self.foreign(j):
                end = self.namesake(j)
        elif policy == "open":
            if w.startswith("ال") and b in self.r.generic_complements and head.type == "committee" and self.subordinate(j + 1):
                end = j + 1
            elif (head.words[0] + " " + w) in self.r.kept or b not in self.r.generic_complements:
                end = self.phrase(j)
                if not end and head.type in ("institute", "club", "foundation"):
                    end = self.patron(j)
                if end and head.type in ("armed_group",) and self.mention(j, 0, ("country", "city")):
                    end = 0
        if not end and head.type in TIED_TYPES and w.startswith("ال") and b in self.r.tied_complements:
            tie = self.adjectives(j + 1)  # "مجموعة العمل المعنية بـ…"
            end = tie if self.tied(tie) and self.base(self.word(tie)) not in ("تابع", "تابعه") and self.tied_on(tie) else 0
        if not end or head.words[0] + " " + b in self.r.kept_out or self.its_own(b):
            return None
        if head.type == "court" and self.spaced(end) and self.word(end).startswith("ال") and self.word(end)[2:] in self.r.court_closers and not self.tied_on(end):
            end += 1  # "محكمة الجنايات الخاصة"
        if self.adjective(end, head.gender):
            end = self.adjectives(end, head.gender)
        return self.complements(end, head, False)

    def its_own(self, b: str) -> bool:
        """ "مجلس إدارته", "لجنة تحكيمها": of the one just named."""
        stem = b[:-2] if b.endswith(("ها", "هم")) else b[:-1] if b.endswith("ه") else ""
        return stem in self.r.generic_complements or (stem.endswith("ت") and stem[:-1] + "ه" in self.r.generic_complements)

    def complements(self, j: int, head: Head, definite: bool) -> tuple[int, int, str | None]:
        """What may follow the first complement: ``(end, end without a place, place)``."""
        words = self.r.portfolios if head.and_ == "portfolio" else frozenset() if head.and_ == "any" else self.r.fields
        if head.and_ != "no":
            k = self.joined(j, words)
            if definite and k == j + 1 and not self.word(j)[1:].startswith("ال") and self.base(self.word(j)[1:]) not in words:
                k = j  # "القوة المشتركة وتمويلها": the pronoun is the sentence's
            if k > j and self.adjective(k, head.gender):
                k = self.adjectives(k, head.gender)
            j = k
        for _ in range(3):
            if head.type in NAMED_TYPES and not definite and (q := self.quoted(j)) and q - j <= 3:
                j = q
                break
            if not self.spaced(j):
                break
            w = self.word(j)
            k = 0
            if head.for_ and w.startswith("ل") and (len(w) > 3 or w[1:] in self.r.fields) and not self.person_at(j):
                rest = w[1:]
                whole = "ا" + rest if rest.startswith("ل") else rest
                b = self.base(whole)
                if b in self.r.occasions:
                    break
                named = rest.startswith("ل") and (definite or head.type == "party") and b not in self.r.titles and b not in self.r.deictic and w not in self.r.stops
                if b in self.r.fields or b in self.r.chain or w in self.r.heads or (named and not self.mention(j, 1, ("country", "person"))):
                    k = self.phrase(j, 1)
                elif b == "منطقه" or (self.region(j, 1)):
                    k = self.region(j, 1) or (self.region(j + 1, 0) if self.spaced(j + 1) else 0)
                if k and head.and_ == "field":
                    k = self.joined(k, self.r.fields)
            elif w.startswith("ال") and w[2:] in self.r.ties and head.type in TIED_TYPES and self.spaced(j + 1):
                n = self.word(j + 1)
                if w[2:] in ("تابع", "تابعه"):
                    k = self.owner(j + 1) if self.base(self.word(j - 1)) in self.r.generic_complements and self.word(j + 1).startswith("ل") else 0
                    if not k:
                        break
                    j = k
                    continue
                for preposition in self.r.ties[w[2:]]:
                    if len(preposition) == 1 and n.startswith(preposition):
                        k = self.phrase(j + 1, 1)
                    elif n == preposition and self.spaced(j + 2):
                        k = self.phrase(j + 2, 0)
                    if k:
                        k = self.joined(k, self.r.fields)
                        break
            elif w == "من" and head.type in CAUSES and self.spaced(j + 1) and self.word(j + 1) == "اجل" and self.spaced(j + 2):
                k = self.phrase(j + 2)
            elif w == "ضد" and head.type == "coalition" and self.spaced(j + 1):
                k = self.phrase(j + 1)
            elif head.region and w in ("في", "حول") and self.spaced(j + 1):
                k = self.region(j + 1, 0)
                if not k and w == "حول" and head.type in STUDYING and self.word(j + 1).startswith("ال") and self.base(self.word(j + 1)) in self.r.fields:
                    k = self.phrase(j + 1)  # "مركز الدراسات حول الإرهاب"
            elif head.region and w.startswith("ب"):
                k = self.region(j, 1)
            elif w.isdigit() and len(w) > 2 and head.type == "committee":
                k = j + 1
            if not k:
                break
            j = k
        core, tail = j, None
        if head.tail != "no" and self.spaced(j):
            kinds = ("city",) if head.tail == "city" else ("city", "country")
            w = self.word(j)
            k = 0
            if w.startswith("ب"):
                k = self.mention(j, 1, kinds)
            elif w == "في" and self.spaced(j + 1) and head.tail != "city":
                k = self.mention(j + 1, 0, kinds)  # of a university only "ب" joins the place to the name
            if k:
                tail = self.text[self.tokens[j].start : self.tokens[k - 1].end]
                j = k
        return j, core, tail

    def abbreviation(self, end: int) -> tuple[int, int] | None:
        """A short name in brackets right after the name: folded offsets of it, without brackets and quotes."""
        at = self.tokens[end - 1].end
        m = _BRACKETED.match(self.text, at)
        if not m:
            return None
        inner = m.group(1)
        if any(ch.isdigit() for ch in inner) or len(inner.split()) > 2:
            return None
        start = m.start(1)
        known = self.starts.get(start)
        if known is not None and known.kind != "organization":
            return None
        if any(w in self.r.stops for w in inner.split()):
            return None  # "(تويتر سابقا)"
        return start, m.end(1)
