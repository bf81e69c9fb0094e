"""The phrases inside bodies' names: adjectives, chains of nouns, fields joined by و, quoted and proper names, regions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from ct_pipeline.extract.body_rules import BodyRules, Head
from ct_pipeline.extract.body_types import NATIONAL_TYPES, OWN_BODIES
from ct_pipeline.extract.context import Context, FoundMention
from ct_pipeline.extract.person_rules import load_person_rules
from ct_pipeline.extract.person_words import ALSO_COMMON, ARTICLE, COMMON, GIVEN
from ct_pipeline.language.name_likeness import load_name_likeness

_FOREIGN = 1.0  # name likeness above which an unknown word is taken for a name
_SUFFIXES = ("ه", "ها", "هم", "هما")


class PhraseReader(ABC):
    """Reads the phrases that names are made of. Token indices are those of ``doc.tokens``."""

    def __init__(self, context: Context, rules: BodyRules) -> None:
        self.c, self.r = context, rules
        self.text, self.tokens = context.doc.text, context.doc.tokens
        self.starts: dict[int, FoundMention] = {m.start: m for m in context.mentions}
        self.nisbas = context.knowledge.registry.nisbas
        self.names = context.knowledge.rules(load_person_rules)
        self.likeness = context.knowledge.rules(load_name_likeness)
        self.forces = False
        self.head_type = ""  # of the head being read
        self.at = 0  # the token of the head being read
        self.last = 0  # end of the sentence's tokens

    def word(self, i: int) -> str:
        return self.tokens[i].text

    def spaced(self, i: int) -> bool:
        """Token ``i`` follows its predecessor after a mere space, within the sentence."""
        return i < self.last and self.text[self.tokens[i - 1].end : self.tokens[i].start] == " "

    def base(self, word: str) -> str:
        return word[2:] if word.startswith("ال") and len(word) > 3 else word

    def person_at(self, i: int) -> bool:
        m = self.starts.get(self.tokens[i].start)
        return m is not None and m.kind == "person"

    def nisba(self, word: str) -> str | None:
        return self.nisbas.get(word) if word.startswith("ال") else None

    def adjective(self, i: int, gender: str | None, of_head: bool = False) -> bool:
        """A definite adjective that may belong to a name; of the head noun itself it must be one that makes a name."""
        if not self.spaced(i):
            return False
        w = self.word(i)
        if not w.startswith("ال") or len(w) < 5:
            return False
        b = w[2:]
        noun = self.word(i - 1)
        if b in self.r.bound.get(noun[2:] if noun.startswith("لل") else self.base(noun), ()):
            return True
        if self.person_at(i) and not (i == self.at + 1 and (b in self.r.naming or w in self.nisbas)):
            return False  # right after the head, "العربي" is an adjective whatever else it may be
        if b in self.r.titles or b in self.r.ordinals or (b in (self.r.generic if of_head else self.r.deictic) and not (self.forces and w in self.nisbas)):
            return False
        if b in self.r.ties and i + 1 < self.last and self.word(i + 1).startswith(self.r.ties[b]):
            return False  # "المتخصصة في …" begins a complement
        if noun.endswith("ين") and b.endswith("يين") and noun.startswith(("ال", "لل")) and not of_head and b not in self.r.generic:
            return True  # "جمعية المنعشين العقاريين"
        if w not in self.nisbas and b not in self.r.naming and not (self.forces and b in self.r.force_kinds):
            if not b.endswith(("ي", "يه")) or b in self.r.not_adjectives or w in self.r.stops:
                return False
        if gender == "f":
            return b.endswith(("ه", "ا")) or b in self.r.feminine_adjectives
        if gender == "m":
            return not b.endswith("ه")
        return True

    def hyphened(self, i: int) -> bool:
        """Two states joined by a dash: "اللجنة العليا الكويتية - الأردنية"."""
        if i >= self.last or self.text[self.tokens[i - 1].end : self.tokens[i].start].strip() != "-":
            return False
        return self.word(i) in self.nisbas and self.word(i - 1) in self.nisbas

    def adjectives(self, i: int, gender: str | None = None, of_head: bool = False) -> int:
        """The index after the adjectives that begin at ``i``, with "…ية والـ…ية" joined."""
        start = i
        while True:
            if self.adjective(i, gender, of_head):
                if gender is None and i > start and self.word(i) in self.nisbas and self.word(i - 1)[-1:] == "ه" and self.word(i)[-1:] == "ي":
                    break  # "رئيس هيئة الأركان العامة السعودي": the man is Saudi
                i += 1
            elif i > start and self.hyphened(i):
                i += 1
            else:
                break
        while i > start and self.spaced(i) and self.word(i).startswith("وال"):
            w = self.word(i)[3:]
            last = self.word(i - 1)
            if (
                w[-1:] == last[-1:]
                and w.endswith(("يه", "ي"))
                and w not in self.r.not_adjectives
                and w not in self.r.deictic
                and w not in self.r.titles
                and "وال" + w not in self.r.heads
                and not (self.head_type in NATIONAL_TYPES and self.nisbas.get("ال" + w, "") != self.nisbas.get(last, ""))
            ):  # "المخابرات المغربية والفرنسية" are two
                i += 1
            else:
                break
        return i

    def region(self, i: int, skip: int) -> int:
        """The index after a region name at token ``i`` (``skip`` letters of particles left off), or 0."""
        w = self.word(i)[skip:]
        for parts in self.r.regions.get(w, ()):
            n = len(parts)
            if all(self.spaced(i + k) and self.word(i + k) == parts[k] for k in range(1, n)):
                return i + n
        return 0

    def mention(self, i: int, skip: int, kinds: Sequence[str]) -> int:
        """The index after a known entity's name at token ``i``, or 0."""
        m = self.starts.get(self.tokens[i].start + skip)
        if m is None or m.kind not in kinds or (m.method == "nisba" and "country" in kinds):
            return 0
        j = i + 1
        while j < self.last and self.tokens[j].start < m.end:
            j += 1
        return j

    def quoted(self, i: int) -> int:
        """The index after a quoted name of at most five words that begins at token ``i``, or 0. The closing quote is not a token."""
        if i >= self.last:
            return 0
        gap = self.text[self.tokens[i - 1].end : self.tokens[i].start]
        if gap not in (' "', '"', " '", ' ("') or not gap:
            return 0
        mark = gap.strip()[-1]
        close = self.text.find(mark, self.tokens[i].start, self.tokens[i].start + 60)
        if close < 0:
            return 0
        j = i
        while j < self.last and self.tokens[j].end <= close:
            j += 1
        return j if 0 < j - i <= 5 and "," not in self.text[self.tokens[i].start : close] else 0

    def phrase(self, i: int, skip: int = 0, depth: int = 0, fields_only: bool = False) -> int:
        """The index after a noun phrase that may stand in a name, beginning at token ``i``, or 0.

        Indefinite nouns chain on (``قاده شرطه دول``) and must be closed by a definite noun, a known name or a region.
        """
        if i >= self.last or depth > 5:
            return 0
        w = self.word(i)[skip:]
        if skip and w.startswith("ل") and self.word(i)[:skip].endswith("ل") and len(w) > 3:
            w = "ا" + w  # لل…: the article's alef is not written
        if j := self.region(i, skip):
            return self.adjectives(j)
        if w in self.r.stops:
            return 0
        if j := self.mention(i, skip, ("country", "city", "organization", "place")):
            return self.adjectives(j) if self.starts[self.tokens[i].start + skip].kind in ("country", "place") else j
        if self.person_at(i):
            return 0
        if not fields_only and depth < 3 and (nested := self.nested(i, skip, depth)):
            return nested
        if w.startswith("ال") and len(w) > 3:
            b = w[2:]
            if b in self.r.titles or b in self.r.deictic or b in self.r.occasions or (fields_only and b not in self.r.fields):
                return 0
            j = self.adjectives(i + 1)
            if j < self.last and self.spaced(j) and j == i + 1 and b in self.r.numbered and self.word(j).isdigit():
                return j + 1
            if b in self.r.governs and j < self.last:
                return self.governed(j, self.r.governs[b], depth) or j
            return j
        if w in self.r.districts and self.spaced(i + 1) and (j := self.mention(i + 1, 0, ("city", "country")) or self.region(i + 1, 0)):
            return j  # "… محافظة نينوى", "… إقليم كردستان"
        if w in self.r.fields or w in self.r.chain:
            if w in self.r.governs and self.spaced(i + 1) and (j := self.governed(i + 1, self.r.governs[w], depth)):
                return j
            if i + 1 >= self.last or not self.spaced(i + 1):
                return 0
            n = self.word(i + 1)
            if n.startswith("و") and (n[1:] in self.r.fields or n[1:] in self.r.chain):
                return self.phrase(i + 1, 1, depth + 1)
            return self.phrase(i + 1, 0, depth + 1)
        for suffix in _SUFFIXES if w not in self.r.chain else ():
            if w.endswith(suffix) and self.with_taa(w[: -len(suffix)]):
                stem = w[: -len(suffix)]
                stem = stem[:-1] + "ه" if stem not in self.r.fields else stem
                if stem in self.r.governs and i + 1 < self.last and (j := self.governed(i + 1, self.r.governs[stem], depth)):
                    return j
                return i + 1
        return 0

    @abstractmethod
    def definite_name(self, i: int, head: Head) -> tuple[int, int, str | None] | None:
        """The name whose head, with the article, is token ``i``: its end, its end without a place, the place."""

    @abstractmethod
    def construct_name(self, i: int, head: Head) -> tuple[int, int, str | None] | None:
        """The name whose head, before its complement, is token ``i``: as above."""

    def nested(self, i: int, skip: int, depth: int) -> int:
        """The index after a whole body's name that stands as a complement ("الأمانة العامة لمجلس …"), or 0."""
        prefix = self.word(i)[:skip]
        for n, definite, head in self.r.heads.get(self.word(i), ()):
            if n != skip or len(head.words) > 1 or head.type in ("unit", "group", "programme", "initiative", "platform") or (definite and skip and not prefix):
                continue
            got = self.definite_name(i, head) if definite else self.construct_name(i, head)
            if got:
                return got[0]
        return 0

    def with_taa(self, stem: str) -> bool:
        """A field noun before a pronoun: its ه is written ت there (محاربتها)."""
        return stem in self.r.fields or (stem.endswith("ت") and stem[:-1] + "ه" in self.r.fields)

    def governed(self, i: int, preposition: str, depth: int) -> int:
        if not self.spaced(i):
            return 0
        w = self.word(i)
        if w == preposition and self.spaced(i + 1):
            return self.phrase(i + 1, 0, depth + 1)
        if len(preposition) == 1 and w.startswith(preposition):
            return self.phrase(i, 1, depth + 1)
        return 0

    def joined(self, j: int, words: frozenset[str]) -> int:
        """The index after every ``و`` + field that follows; ``j`` itself if none does."""
        while self.spaced(j) and self.word(j).startswith("و"):
            at, skip = j, 1
            if self.word(j) == "و" and self.spaced(j + 1):
                at, skip = j + 1, 0  # "للدراسات و الأبحاث"
            w = self.word(at)[skip:]
            b = self.base(w)
            if w in self.r.by_word and self.r.by_word[w].type in OWN_BODIES:
                break  # "… للدولة وبرلمان …": the next body
            known = self.mention(at, skip, ("organization", "person", "country"))
            if (known and (b not in words or not words or known > at + 1)) or w in self.r.stops:
                break  # "مجلس الأمن الدولي والأمم المتحدة": the next body
            if r := self.region(at, skip):
                k = r
            elif w.startswith("ال"):
                if (b not in words and words) or self.heads_name(at) or b in self.r.titles:
                    break
                k = self.adjectives(at + 1)
            elif w in words or (
                self.head_type not in ("council", "parliament")  # "سحبه من مجلس النواب وإعادته"
                and w not in self.r.chain
                and self.base(self.word(j - 1)) in self.r.fields
                and any(w.endswith(s) and self.with_taa(w[: -len(s)]) for s in _SUFFIXES)
            ):
                k = self.phrase(at, skip)
            else:
                break
            if not k:
                break
            if self.spaced(k) and self.word(k) in ("مع", "بين", "ضد"):
                break
            if b in self.r.governs and (g := self.governed(k, self.r.governs[b], 0)):
                k = g
            while self.spaced(k) and self.word(k) in self.r.abroad:
                k += 1
            j = k
        return j

    def heads_name(self, j: int) -> bool:
        """A new body's name begins at token ``j`` ("… والشرطة الإسبانية")."""
        for skip, definite, head in self.r.heads.get(self.word(j), ()):
            if definite and head.definite != "no" and self.adjective(j + 1, head.gender, True) and self.word(j)[skip + 2 :] not in self.r.field_heads:
                return True
        return False

    def tied(self, j: int) -> bool:
        """A participle that ties a field to the body stands at ``j`` ("المختصة بـ")."""
        return self.spaced(j) and self.word(j).startswith("ال") and self.word(j)[2:] in self.r.ties

    def pair(self, j: int) -> bool:
        """Two fields joined, as movements are named: "العدل والمساواة"."""
        w = self.word(j)
        b = self.base(w)
        return w.startswith("ال") and b in self.r.fields and b not in self.r.generic_complements and self.spaced(j + 1) and self.word(j + 1).startswith("وال")

    def allied(self, i: int) -> bool:
        """Before token ``i`` stands who joins, leads or speaks for a group ("الموالي لـ", "مقاتلي"): then "تنظيم" is one, and no arranging."""
        return any(self.word(k) in self.r.allegiance for k in range(max(0, i - 3), i))

    def group(self, j: int) -> int:
        """The index after the proper name of an armed group at token ``j``: "حراس الجبل", "الراية", "ماتلو", with its region; or 0."""
        w = self.word(j)
        if w in self.r.stops or w in self.r.titles:
            return 0
        if w.startswith("ال") and len(w) > 4:
            b = w[2:]
            if b in self.r.generic_complements or b in self.r.occasions or b in self.r.deictic or b in self.r.generic or b in self.r.titles:
                return 0
            end = self.adjectives(j + 1)
        elif w in self.r.group_nouns:
            if not self.spaced(j + 1) or not self.word(j + 1).startswith("ال"):
                return 0
            end = self.adjectives(j + 2)
            if self.spaced(end) and self.word(end).startswith("وال") and not self.heads_name(end):
                end += 1
        elif self.spaced(j + 1) and self.word(j + 1) == "بن" and self.spaced(j + 2):
            end = j + 3
        elif w.startswith(("ل", "ب", "ي", "ت")) or w.endswith(("ه", "ي", "ين", "ات")) or w in self.r.fields or w in self.r.chain or w in self.r.generic or len(w) < 3:
            return 0  # a verb, an adjective or a common noun: any group
        else:
            end = j + 1
        if self.spaced(end) and self.word(end) == "في" and self.spaced(end + 1) and (r := self.region(end + 1, 0)):
            end = r
        return end

    def names_it(self, j: int, end: int, head: Head) -> bool:
        """What stands in quotes from token ``j`` to ``end`` names the body: not a nisba ('خلية "داعشية"'), an occasion ('تنظيم "كان 2023"') or what the text speaks of anyway."""
        if end == j + 1 and (self.base(self.word(j)) in self.r.deictic or self.word(j) in self.r.generic):
            return False  # 'منظمة "إرهابية"'
        if end > j + 2 and self.word(j)[0] in "يت" and self.names.flags(self.word(j)) & COMMON and self.likeness.score(self.word(j)) < -1.5:
            return False  # 'مبادرة "تعتبر مدرسة في ..."': a clause
        if head.type == "directorate" or self.tokens[end - 1].end - self.tokens[j].start < 2:
            return False  # 'إدارة "فلان"', 'فوج "أ"'
        if head.construct == "quoted" and head.type == "armed_group":
            armed = self.mention(j, 0, ("organization",)) or any(sign in self.text for sign in self.r.armed_signs)
            return bool(armed) and not any(self.word(k)[0].isdigit() for k in range(j, end)) and self.base(self.word(j)) not in self.r.occasions
        if head.type == "unit":
            w = self.word(j)
            if head.words[0] in self.r.sakes:
                return False  # 'في مصلحة "الأسواق الكبرى"': for the good of
            if end == j + 1 and not w.startswith("ال") and w.endswith(("يه", "ي")):
                return False
            start = self.tokens[j].start
            return self.text.find(self.text[start : self.tokens[end - 1].end]) == start
        return True

    def foreign(self, i: int) -> bool:
        """A word that no lexicon holds and that looks like a foreign name."""
        w = self.word(i)
        return len(w) > 3 and not self.names.flags(w) and w not in self.r.fields and w not in self.r.chain and w not in self.r.heads and self.likeness.score(w) > _FOREIGN

    def namesake(self, j: int) -> int:
        """The index after a foreign person or place that an institution is named after: given names and words that look like names, four at most; or 0."""
        end = j
        while end < self.last and end - j < 4 and (end == j or self.spaced(end)):
            flags = self.names.flags(self.word(end))
            if not (flags & GIVEN and not flags & (ALSO_COMMON | ARTICLE)) and not self.foreign(end):
                break
            end += 1
        return end if end > j else 0

    def patron(self, j: int) -> int:
        """The index after the man or place that an institution is named after ("محمد السادس", "نايف العربية", "القاضي عياض"), or 0."""
        m = self.starts.get(self.tokens[j].start)
        if m is not None and m.kind == "person":
            return self.mention(j, 0, ("person",))
        w = self.word(j)
        if w.startswith("ال") and w[2:] in self.r.patrons and self.spaced(j + 1):  # "مركز الملك …", "جامعة القاضي …"
            end = self.mention(j + 1, 0, ("person",)) or j + 2
            while self.spaced(end) and self.word(end) == "بن" and self.spaced(end + 1):
                end += 2
            return self.adjectives(end)
        if w in self.r.stops or w in self.r.fields or w in self.r.chain or w.startswith(("ال", "ل", "ب", "ي")) or len(w) < 3 or w.endswith(("ه", "ات")) or not self.spaced(j + 1):
            return 0
        n = self.word(j + 1)
        if w in self.r.name_beginnings:
            family = w in self.r.servants and self.spaced(j + 2) and self.word(j + 2).startswith("ال") and self.word(j + 2) not in self.nisbas and self.word(j + 2)[2:] not in self.r.naming
            return j + 3 if family else j + 2  # "جامعة عبد المالك السعدي"
        if n.startswith("ال") and (n[2:] in self.r.ordinals or n[2:] in self.r.name_endings or n in self.nisbas):
            return j + 2
        return 0
