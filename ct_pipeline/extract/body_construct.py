"""Names whose head stands before its complement: "وزارة الدفاع", "مكتب مكافحة …", "جامعة محمد الخامس"; how a head may go on is its policy (``body_heads.csv``)."""

from __future__ import annotations

import re

from ct_pipeline.extract.body_complements import ComplementReader
from ct_pipeline.extract.body_rules import Head
from ct_pipeline.extract.body_types import APPOSED, APPOSED_TO, STUDYING, TIED_TYPES

_LATIN = re.compile(r"[a-zà-öø-ÿ][a-z0-9à-öø-ÿ.&'-]*\Z")


class ConstructReader(ComplementReader):
    """Reads names from a head noun without the article."""

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
        if (head.type in APPOSED or head.words[0] in self.r.before_short) and (end := self.mention(j, 0, ("organization",))) and (head.type in APPOSED or end == j + 1) and not self.sent_by(j, head):
            return end, end, None  # "تنظيم القاعدة"; "وكالة اليوروبول": only before a short name
        named = head.type in ("armed_group", "movement") and head.words[0] + " " + b not in self.r.kept_out
        if named and (w in self.r.group_nouns or head.words[0] in self.r.battalions or self.allied(i)) and (end := self.group(j)):
            return end, end, None
        if policy == "quoted":
            return None
        reader = _BY_POLICY.get(policy)
        end = reader(self, j, head) if reader is not None else 0
        if not end and head.type in STUDYING:
            end = self.studying(j)
        if not end and head.type in TIED_TYPES and w.startswith("ال") and b in self.r.tied_complements:
            tie = self.adjectives(j + 1)  # "مجموعة العمل المعنية بـ…"
            end = tie if self.tied(tie) and self.base(self.word(tie)) not in self.r.subordinates and self.tied_on(tie) else 0
            if not end and self.spaced(tie) and self.word(tie) == "بين" and self.base(self.word(tie - 1)) in self.r.joint and self.spaced(tie + 1) and self.states_joined(tie + 1):
                end = tie  # "مجموعة العمل المشتركة بين الهند ومصر"
            if not end and self.spaced(tie) and self.base(self.word(tie - 1)) in self.r.joint and self.complements(tie, head, False)[0] > tie:
                end = tie  # "مجموعة العمل المشتركة لمكافحة الإرهاب"
        if not end or head.words[0] + " " + b in self.r.kept_out or self.its_own(b):
            return None
        if head.words[0] in self.r.sakes and b not in self.r.bureau_fields:
            return None  # "لمصلحة استقرار المنطقة": for the good of
        if head.type == "court" and self.spaced(end) and self.word(end).startswith("ال") and self.word(end)[2:] in self.r.court_closers and not self.tied_on(end):
            end += 1  # "محكمة الجنايات الخاصة"
        if self.adjective(end, head.gender):
            end = self.adjectives(end, head.gender)
        return self.complements(end, head, False)

    def its_own(self, b: str) -> bool:
        """ "مجلس إدارته", "لجنة تحكيمها": of the one just named."""
        stem = b[:-2] if b.endswith(("ها", "هم")) else b[:-1] if b.endswith("ه") else ""
        return stem in self.r.generic_complements or (stem.endswith("ت") and stem[:-1] + "ه" in self.r.generic_complements)

    def sent_by(self, j: int, head: Head) -> bool:
        """ "بعثة الاتحاد الأوروبي": the body at ``j`` sends the mission; "بعثة المينورسو": it is the mission. "تحت لواء" a federation: no brigade."""
        types, body = APPOSED_TO.get(head.type), self.c.knowledge.registry.entities.get(self.starts[self.tokens[j].start].entity_id)
        return types is not None and body is not None and body.type not in types

    def _kept(self, j: int, head: Head) -> int:
        """ "خفر السواحل", "نيابة الأموال": what the lexicon keeps, else one definite noun."""
        w = self.word(j)
        return self.phrase(j) or (j + 1 if w.startswith("ال") else 0) if f"{head.words[0]} {w}" in self.r.kept else 0

    def _arm(self, j: int, head: Head) -> int:
        """ "سلاح الجو"."""
        return self.adjectives(j + 1) if self.base(self.word(j)) in self.r.arms else 0

    def _portfolio(self, j: int, head: Head) -> int:
        """ "وزارة الشؤون الخارجية"; "مندوبية الاتحاد الأوروبي لدى …"."""
        w = self.word(j)
        b = self.base(w)
        if m := self.mention(j, 0, ("organization",)):
            return self.posted(m)
        if w.startswith("ال") and b in self.r.portfolios and b not in self.r.portfolio_ranks:
            return self.adjectives(j + 1)
        return self.phrase(j) if w in self.r.portfolios else 0

    def _place(self, j: int, head: Head) -> int:
        """ "شرطة دبي", "سفارة جمهورية …", "شرطة مكافحة …"."""
        w = self.word(j)
        if head.type == "police" and (w in self.r.police_fields or w in self.r.districts):
            return self.phrase(j)
        end = self.mention(j, 0, ("country",)) or self.mention(j, 0, ("city",))
        if w in self.r.state_words and not end:
            end = self.phrase(j)
        return self.adjectives(end, head.gender) if end else 0

    def _university(self, j: int, head: Head) -> int:
        """ "جامعة محمد الأول", "جامعة الحسن الثاني", "جامعة الدول العربية"."""
        w = self.word(j)
        end = self.patron(j) or self.mention(j, 0, ("city", "country", "organization"))
        end = end or (self.phrase(j) if w.startswith("ال") and self.base(w) not in self.r.generic_complements else 0) or self.namesake(j)
        if end == j + 1 and self.spaced(end) and self.base(self.word(end)) in self.r.ordinals:
            end += 1  # "جامعة الحسن الثاني"
        if end and self.adjective(end, head.gender):
            end = self.adjectives(end, head.gender)
        return self.phrase(j) if w in self.r.leagues and not end else end

    def _court(self, j: int, head: Head) -> int:
        """ "غرفة الجنايات"."""
        end = self.phrase(j, 0, 0, True) if self.base(self.word(j)) in self.r.fields else 0
        return self.adjectives(end, head.gender) if end and self.adjective(end, head.gender) else end

    def _command(self, j: int, head: Head) -> int:
        """ "قيادة الأركان"."""
        return self.phrase(j) if self.base(self.word(j)) in self.r.commanded else 0

    def _proper(self, j: int, head: Head) -> int:
        w = self.word(j)
        end = self.mention(j, 0, ("city", "country", "organization")) or self.region(j, 0)
        if not end and w.startswith("ال") and self.base(w) not in self.r.generic_complements:
            end = self.phrase(j)
        return end or (self.namesake(j) if head.type == "media" and self.foreign(j) else 0)

    def _named(self, j: int, head: Head) -> int:
        """Bodies that bear a proper name or a described noun: "حركة تحرير …", "مؤسسة الأفق الجديد"."""
        w = self.word(j)
        if head.type in ("programme", "team", "mission") and (end := self.mention(j, 0, ("organization",))):
            return self.posted(end) if head.type == "mission" else end
        if head.type in ("programme", "team"):
            return 0
        if f"{head.words[0]} {w}" in self.r.kept:
            return self.phrase(j)
        if head.type == "movement" and w in self.r.movement_fields:
            return self.phrase(j)
        if head.type == "movement" and self.pair(j):
            end = self.joined(j + 1, self.r.fields)
            return end if end > j + 1 else 0
        end = 0
        if head.type in ("platform", "forum"):
            end = self.mention(j, 0, ("city",))
        elif head.type == "movement" and self.foreign(j):
            end = self.namesake(j)  # "حركة غولن"
        elif head.type == "company" and self.foreign(j) and self.spaced(j + 1) and self.foreign(j + 1):
            end = self.namesake(j)  # "شركة زودياك ماريتايم"
        elif head.type == "foundation":
            end = self.patron(j) or (self.namesake(j) if self.foreign(j) else 0)
        described = w.startswith("ال") and self.base(w) not in self.r.generic_complements and head.type != "armed_force" and self.adjective(j + 1, None)
        if described and head.type == "foundation" and self.nested(j, 0, 0):
            described = False  # "مؤسسة النيابة العامة": the body itself
        if described and (head.type != "movement" or self.base(self.word(j + 1)) in self.r.force | self.r.naming):
            end = self.adjectives(j + 1)
        return end

    def studying(self, j: int) -> int:
        """The index after the proper name of a house of study: what it studies follows ("مركز النهرين للدراسات")."""
        b = self.base(self.word(j))
        if self.word(j) in self.r.stops or b in self.r.titles or b in self.r.deictic or b in self.r.generic_complements or self.word(j)[:1] in "بل":
            return 0
        end = self.mention(j, 0, ("person",)) or self.adjectives(j + 1)
        follows = self.spaced(end) and self.word(end).startswith("لل") and self.word(end)[2:] in self.r.studies
        return end if follows else 0

    def posted(self, j: int) -> int:
        """The index after the state that a mission is sent to ("لدى المملكة", "إلى مالي"); ``j`` itself where none is told."""
        if self.spaced(j) and self.word(j) in self.r.posted_to and self.spaced(j + 1):
            return self.mention(j + 1, 0, ("country", "city")) or j
        return j

    def _field(self, j: int, head: Head) -> int:
        """Bodies named after what they work at: "مكتب مكافحة المخدرات", "مركز الدراسات"."""
        w = self.word(j)
        b = self.base(w)
        if head.words[0] in self.r.directors and not w.startswith("ال") and w not in self.r.directed:
            return 0
        if self.mention(j, 0, ("organization",)) or w in self.r.nations:
            return 0 if head.type in ("directorate", "group", "armed_force", "unit") else self.phrase(j)
        if head.type == "group" and w in self.r.fields and self.spaced(j + 1):
            k = j + 1
            if self.word(k).endswith("ه") and self.spaced(k + 1) and self.word(k) not in self.r.stops:
                k += 1
            return (self.region(k + 1, 0) if self.word(k) == "حول" and self.spaced(k + 1) else 0) or self.phrase(j)
        if f"{head.words[0]} {w}" in self.r.kept or (b in self.r.fields and (not w.startswith("ال") or b not in self.r.generic_complements)) or (head.type == "coalition" and w in self.r.chain):
            return self.phrase(j)
        if w.startswith("ال") and b in self.r.generic_complements and head.type in ("committee", "unit", "directorate") and self.subordinate(j + 1):
            return j + 1
        if head.type == "fund" and (m := self.mention(j, 0, ("country", "city"))) and self.complements(m, head, False)[0] > m:
            return m
        return self._centre(j, head) if head.type == "centre" else 0

    def _centre(self, j: int, head: Head) -> int:
        """A centre named after a man, a region, a town or a foreign name."""
        w = self.word(j)
        if w.startswith("ال") and w[2:] in self.r.patrons:
            return self.patron(j)
        if m := self.region(j, 0):
            return self.joined(m, self.r.fields)
        if m := self.mention(j, 0, ("city", "person")):
            end = self.adjectives(m, head.gender)
            return 0 if end == m else end
        return self.namesake(j) if self.foreign(j) else 0

    def _open(self, j: int, head: Head) -> int:
        """Heads that any complement makes a name: "مجلس النواب", "لجنة القدس"."""
        w = self.word(j)
        b = self.base(w)
        if w.startswith("ال") and b in self.r.generic_complements and head.type == "committee" and self.subordinate(j + 1):
            return j + 1
        if (head.words[0] + " " + w) not in self.r.kept and b in self.r.generic_complements:
            return 0
        end = self.phrase(j)
        if not end and head.type in ("institute", "club", "foundation"):
            end = self.patron(j) or (self.namesake(j) if head.type == "institute" and self.foreign(j) else 0)
        return 0 if end and head.type == "armed_group" and self.mention(j, 0, ("country", "city")) else end


_BY_POLICY = {
    "kept": ConstructReader._kept,
    "arm": ConstructReader._arm,
    "portfolio": ConstructReader._portfolio,
    "place": ConstructReader._place,
    "university": ConstructReader._university,
    "court": ConstructReader._court,
    "command": ConstructReader._command,
    "proper": ConstructReader._proper,
    "named": ConstructReader._named,
    "field": ConstructReader._field,
    "open": ConstructReader._open,
}
