"""What may follow the first complement of a body's name: fields joined to it, purposes, participles that tie a field on, regions and places."""

from __future__ import annotations

from ct_pipeline.extract.body_phrases import PhraseReader
from ct_pipeline.extract.body_rules import Head
from ct_pipeline.extract.body_types import CAUSES, NAMED_TYPES, STUDYING, TIED_TYPES


class ComplementReader(PhraseReader):
    """Reads what names go on with behind head and first complement. Token indices are those of ``doc.tokens``."""

    def tied_on(self, j: int) -> bool:
        """The participle at token ``j`` has its preposition after it: "الخاصة بـ"."""
        if not self.tied(j) or not self.spaced(j + 1):
            return False
        w, ties = self.word(j + 1), self.r.ties[self.word(j)[2:]]
        return w in ties or (w not in self.r.stops and w.startswith(tuple(p for p in ties if len(p) == 1)))

    def subordinate(self, j: int) -> bool:
        """ "التابعة ل" and a known body stand at ``j``: then even a general name ("لجنة التنسيق") is a body's."""
        return self.spaced(j) and self.base(self.word(j)) in self.r.subordinates and self.spaced(j + 1) and self.word(j + 1).startswith("ل") and self.owner(j + 1) > 0

    def owner(self, j: int) -> int:
        """The index after the body, known or just said ("للمنتدى"), that ``ل`` at token ``j`` leads to."""
        if k := self.mention(j, 1, ("organization",)):
            return k
        for _, definite, _head in self.r.heads.get(self.word(j), ()):
            if definite:
                return j + 1
        return 0

    def states_joined(self, j: int) -> int:
        """The index after two states joined by و at token ``j`` ("الهند ومصر"), or 0."""
        k = self.mention(j, 0, ("country",))
        return self.mention(k, 1, ("country",)) if k and self.spaced(k) and self.word(k).startswith("و") else 0

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
                if definite and head.words[0] in self.r.sub_offices and (owner := self.mention(j, 1, ("organization",))):
                    j = owner  # "المكتب السياسي لحماس"
                    break
                named = rest.startswith("ل") and (definite or head.type == "party") and b not in self.r.titles and b not in self.r.deictic and w not in self.r.stops
                if b in self.r.fields or b in self.r.chain or w in self.r.heads or (named and not self.mention(j, 1, ("country", "person"))):
                    k = self.phrase(j, 1)
                elif b in self.r.areas or (self.region(j, 1)):
                    k = self.region(j, 1) or (self.region(j + 1, 0) if self.spaced(j + 1) else 0)
                if k and head.and_ == "field":
                    k = self.joined(k, self.r.fields)
            elif w.startswith("ال") and w[2:] in self.r.ties and head.type in TIED_TYPES and self.spaced(j + 1):
                n = self.word(j + 1)
                if w[2:] in self.r.subordinates:
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
            elif w == "بين" and self.base(self.word(j - 1)) in self.r.joint and self.spaced(j + 1):
                k = self.states_joined(j + 1)
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
