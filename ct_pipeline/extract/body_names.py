"""The grammar of bodies' names: a head noun, with the article or before a complement, and what may follow it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ct_pipeline.extract.body_construct import ConstructReader
from ct_pipeline.extract.body_rules import Head
from ct_pipeline.extract.body_types import NEED_COMPLEMENT, NEED_TWO, SERVICES


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


class NameReader(ConstructReader):
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
            if head.hamza and self.other_hamza(i, skip + 2 * definite, head.hamza):
                continue  # "إليه" is no "آلية"
            at = i + n - 1
            self.head_type = head.type
            before = self.word(i - 1) if i else ""
            if before in self.r.namesakes:
                continue  # "شارع الجيش الملكي"
            if definite and (before.endswith(("هذا", "هذه")) or before in self.r.demonstratives):
                continue
            if definite and head.words[0] in self.r.participles and self.spaced(i) and self.organized(before):
                continue  # "الجريمة المنظمة العابرة للحدود": an adjective
            if definite and head.words[0] in self.r.nisba_heads and before.startswith("ال"):
                continue  # "الحدود البحرية المغربية": an adjective
            if before and self.spaced(i) and self.spaced(i + 1) and f"{before.lstrip('ولبك')} {head.words[0]} {self.word(i + 1)}" in self.r.posts and not (
                self.spaced(i + 2) and self.word(i + 2) in self.nisbas
            ):
                continue  # "نائب رئيس مجلس الوزراء ووزير المالية": a post
            q = self.quoted(at + 1) if not definite else 0
            if q and (head.construct == "inner" or (head.construct != "no" and self.whole_name(at + 1, q))):
                inner = self.tokens[at + 1].start
                return Candidate(inner, self.tokens[q - 1].end, head, False, self.tokens[q - 1].end, None, None)  # of 'فصيل "جند الوادي"', 'مؤسسة "المعهد الدولي للسلام"' the quoted words are the name
            got = self.definite_name(at, head) if definite else self.construct_name(at, head)
            if got:
                end, core, tail = self.holders_nisba(got, head, at)
                start = self.tokens[i].start + skip
                return Candidate(start, self.close(end), head, definite, self.close(core), self.abbreviation(end), tail)
        return None

    def holders_nisba(self, got: tuple[int, int, str | None], head: Head, at: int) -> tuple[int, int, str | None]:
        """The name without a man's nisba, behind a feminine head and before a man's name: "رئيس الكونفدرالية الإفريقية لكرة القدم الملغاشي فلان"."""
        end, core, tail = got
        last = self.word(end - 1)
        if head.gender != "f" or tail is not None or end - 2 <= at or not self.spaced(end) or not self.person_at(end) or last not in self.nisbas or not last.endswith("ي"):
            return got
        if self.word(end - 2).endswith(("ي", "يه")) or not any(self.word(k).endswith("يه") for k in range(at + 1, end - 1)):
            return got  # it may agree with what stands before it, and the body has no adjective of its own yet
        return end - 1, min(core, end - 1), None

    def whole_name(self, i: int, end: int) -> bool:
        """The quoted words from token ``i`` to ``end`` are a whole body's name by themselves, head and all."""
        for skip, definite, head in self.r.heads.get(self.word(i), ()):
            if skip == 0 and len(head.words) == 1 and (got := self.definite_name(i, head) if definite else self.construct_name(i, head)) and got[0] == end and end - i > 1:
                return True
        return False

    def other_hamza(self, i: int, skip: int, hamza: str) -> bool:
        """Token ``i``, without ``skip`` letters, is printed with another alef than ``hamza``; a bare alef may stand for any."""
        printed = self.c.doc.surface(self.tokens[i].start + skip, self.tokens[i].end)[:1]
        return printed in "آأإ" and printed != hamza

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
        if policy == "court" and self.spaced(j) and self.spaced(j + 1) and self.word(j).startswith("ال") and self.word(j)[2:] in self.r.ordinals and (end := self.at_court(j + 1)):
            return end, end, None  # "الدائرة الخامسة بمحكمة جنايات ..."
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
        if head.type == "embassy" and (end := self.of_state(j)):
            return self.complements(end, head, True)  # "القنصلية العامة لجمهورية جزر القمر"
        known = self.adjective(j, head.gender, True)
        end = self.adjectives(j, head.gender, True) if known else j
        self.forces = False
        if not known and policy == "nisba" and self.spaced(j) and self.base(self.word(j)) in self.r.subordinates and self.spaced(j + 1) and (end := self.mention(j + 1, 1, ("organization",))):
            return end, end, None  # "البحرية التابعة للحرس الثوري"
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
        if policy == "force" and not nisbas and self.of_many(end):
            return None  # "القوات المسلحة من عشر دول", "القوات المسلحة للدول المشاركة"
        if policy == "military" and words[0] not in self.r.military:
            return None
        if policy == "redcross" and words[0] not in self.r.red:
            return None
        if policy in ("prosecution", "secretariat") and words[0] not in self.r.office_adjectives and not (policy == "prosecution" and nisbas):
            return None
        if policy == "court" and (not any(x in self.r.court for x in words) or (len(words) < 2 and not self.tied(end))):
            return None
        core = end
        done = (end, end, None) if head.type == "bank" and nisbas else self.complements(end, head, True)
        complement = done[0] > end or bool(_NUMBERED.match(self.text, self.tokens[end - 1].end))
        if head.words[0] + " " + words[0] in self.r.kept_out and not (
            head.words[0] in self.r.kept_with_field and complement and self.base(self.word(end).removeprefix("ل")).removeprefix("ل") in self.r.fields - self.r.leagues
        ):
            return None
        if head.type in NEED_COMPLEMENT and not complement:
            return None
        if head.type in NEED_TWO and not complement and len(words) < 2 and not (head.type == "party" and words[0] in self.r.party_adjectives):
            return None
        if f"{head.words[0]} {words[0]}" in self.r.plenaries and not complement and not nisbas:
            return None
        if head.words[0] in self.r.commands and not complement and words[0] not in self.r.command_adjectives and len(words) < 2:
            return None
        if policy == "military" and len(words) < 2 and self.word(end - 1)[2:] not in self.r.ordinals:
            return None
        if head.type == "club" and not complement and len(nisbas) == len(words):
            return None  # "النادي الإنجليزي": the club from there
        if policy == "secretariat" and not complement:
            return None
        return done[0], max(core, done[1]), done[2]

    def at_court(self, j: int) -> int:
        """The index after the court that "بـ" at token ``j`` leads to, or 0."""
        for skip, definite, head in self.r.heads.get(self.word(j), ()):
            if skip == 1 and not definite and head.type == "court" and self.word(j)[0] == "ب" and head.words[0] in self.r.courts and (got := self.construct_name(j, head)):
                return got[0]
        return 0

    def of_state(self, j: int) -> int:
        """The index after the state that a mission at token ``j`` is of: "للمملكة المغربية", "العامة لغانا"; or 0."""
        k = j + 1 if self.spaced(j) and self.word(j).startswith("ال") and self.word(j)[2:] in self.r.office_adjectives else j
        return self.mention(k, 1, ("country",)) if self.spaced(k) and self.word(k).startswith("ل") else 0

    def of_many(self, j: int) -> bool:
        """What stands before token ``j`` is several states': "من 34 دولة", "للدول"."""
        if not self.spaced(j):
            return False
        if self.word(j) == "من" and self.spaced(j + 1):
            return self.word(j + 1)[0].isdigit() or self.base(self.word(j + 1)) in self.r.leagues
        return self.word(j).startswith("لل") and self.word(j)[2:] in self.r.leagues

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
        if any(w in self.r.stops for w in inner.split()) or (" " not in inner and not inner.startswith("ال") and self.names.words[inner].titles):
            return None  # "(تويتر سابقا)", "(معارضة)"
        return start, m.end(1)
