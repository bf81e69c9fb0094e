"""Bodies never seen before: a head noun and its complement, closed where the name ends, not where the sentence does.

``وزارة``, ``مكتب``, ``محكمة`` … begin a name (``seeds/cues/body_heads.csv`` says how each may go on); adjectives, annexed
nouns, ``ل`` + field, ``المعني ب`` + field, ``و`` + field and a place continue it. What the registry knows is taken over,
and extended where the printed name is longer.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ct_pipeline.extract.context import Context, EntityInfo, FoundMention
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.matcher import Matcher, longest
from ct_pipeline.lexicon.registry import Registry
from ct_pipeline.lexicon.seeds import SeedError, Seeds

_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_LATIN = re.compile(r"[a-z][a-z0-9.&'-]*\Z")
_SUFFIXES = ("ه", "ها", "هم", "هما")
# Bodies that every state has under the same name: their identity needs the country.
NATIONAL_TYPES = frozenset({"ministry", "prosecution", "court", "police", "armed_force", "government", "parliament", "directorate", "intelligence", "embassy", "military_region"})


# Bodies that bear a proper name in quotes after what they are: مركز الدراسات "آفاق".
_NAMED_TYPES = frozenset({"centre", "association", "company", "foundation", "institute", "armed_group", "club", "network", "bank"})


# Heads that with the article and adjectives alone describe: "المصلحة الجهوية", "الجماعة الترابية".
_NEED_COMPLEMENT = frozenset({"unit", "armed_group", "platform", "initiative", "programme", "network"})
# Heads that need two adjectives or a complement: "الشركة المغربية" is some company, "المعهد المغربي" half a name.
_NEED_TWO = frozenset(
    {"group", "company", "foundation", "coalition", "movement", "authority"}
    | {"agency", "organization", "forum", "centre", "office", "fund", "party", "university", "institute", "observatory", "union", "directorate"}
)
# Bodies named after what they stand for: "الاتحاد من أجل …".
_CAUSES = frozenset({"association", "union", "movement", "party", "coalition", "network", "organization", "centre", "committee", "group", "forum", "fund"})
# Heads that are fields too, but after و begin a body of their own.
_OWN_BODIES = frozenset({"parliament", "police", "embassy", "court", "armed_force", "government", "council", "bank", "ministry"})
# Bodies whose name may end in "المعني بـ", "المكلفة بـ": a prosecution or a ministry "المختصة" is only the competent one.
_TIED_TYPES = frozenset({"office", "court", "committee", "authority", "centre", "directorate", "unit", "group", "council", "agency", "mission"})

# Registry bodies that speak for their state: they tell which country's "وزارة الداخلية" an article means.
STATE_TYPES = frozenset(
    {"ministry", "foreign_ministry", "interior_ministry", "justice_ministry", "defence_ministry", "finance_ministry", "religious_affairs_ministry", "government", "parliament", "presidency"}
    | {"police", "gendarmerie", "intelligence", "army", "border_guard", "financial_intelligence", "central_bank", "national_body", "prosecution", "court"}
)

# Heads that stand before a known body's own name and are a part of it: "تنظيم داعش", "بعثة المينورسو".
_APPOSED = frozenset({"armed_group", "movement", "party", "company", "media", "bank", "mission"})


class HeadRow(BaseModel):
    """One line of ``body_heads.csv``: how a head noun may go on, with the article, without it, and after its complement."""

    model_config = ConfigDict(extra="forbid")
    head: str
    type: str
    gender: Literal["m", "f"]
    definite: Literal["no", "adjective", "nisba", "force", "military", "prosecution", "secretariat", "redcross", "court"]
    construct_: Literal["no", "open", "field", "portfolio", "court", "university", "command", "place", "named", "proper", "quoted", "fixed"] = Field(alias="construct")
    for_: Literal["no", "field"] = Field(alias="for")
    tail: Literal["no", "city", "place"]
    and_: Literal["no", "field", "portfolio", "any"] = Field(alias="and")
    region: Literal["no", "yes"]


class WordsFile(BaseModel):
    """``body_words.yml``: the words inside body names."""

    model_config = ConfigDict(extra="forbid")
    naming_adjectives: list[str]
    generic_adjectives: list[str]
    deictic_adjectives: list[str]
    ordinals: list[str]
    force_adjectives: list[str]
    military_adjectives: list[str]
    court_adjectives: list[str]
    red_adjectives: list[str]
    nouns_like_adjectives: list[str]
    fields: list[str]
    portfolios: list[str]
    chain: list[str]
    governs: dict[str, str]
    ties: dict[str, list[str]]
    regions: list[str]
    title_words: list[str]
    stops: list[str]
    generic_complements: list[str]
    kept: list[str]
    state_offices: dict[str, str]
    kept_out: list[str]
    occasions: list[str]
    trades: list[str]
    patrons: list[str]
    party_adjectives: list[str]
    allegiance: list[str]
    group_nouns: list[str]


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun, folded, and its policies (see ``body_heads.csv``)."""

    words: tuple[str, ...]
    type: str
    gender: str
    definite: str
    construct: str
    for_: bool
    tail: str
    and_: str
    region: bool


@dataclass(frozen=True, slots=True)
class BodyRules:
    """The folded lexicon of body names. ``heads`` is keyed by every printed form of a head's first word: (particles' length, definite, head)."""

    heads: Mapping[str, tuple[tuple[int, bool, Head], ...]]
    by_word: Mapping[str, Head]
    naming: frozenset[str]
    generic: frozenset[str]
    deictic: frozenset[str]
    ordinals: frozenset[str]
    force: frozenset[str]
    military: frozenset[str]
    court: frozenset[str]
    red: frozenset[str]
    not_adjectives: frozenset[str]
    fields: frozenset[str]
    portfolios: frozenset[str]
    chain: frozenset[str]
    governs: Mapping[str, str]
    ties: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, tuple[tuple[str, ...], ...]]
    titles: frozenset[str]
    stops: frozenset[str]
    generic_complements: frozenset[str]
    kept: frozenset[str]
    kept_out: frozenset[str]
    occasions: frozenset[str]
    trades: frozenset[str]
    patrons: frozenset[str]
    party_adjectives: frozenset[str]
    allegiance: frozenset[str]  # with the article and particles
    group_nouns: frozenset[str]
    state_offices: Mapping[str, str]


def load_body_rules(seeds: Seeds) -> BodyRules:
    """Load ``cues/body_heads.csv`` and ``cues/body_words.yml``."""
    forms: dict[str, list[tuple[int, bool, Head]]] = defaultdict(list)
    by_word: dict[str, Head] = {}
    for line, row in seeds.csv("cues/body_heads.csv", HeadRow):
        words = tuple(fold(row.head).split())
        if " ".join(words) in by_word:
            raise SeedError(f"cues/body_heads.csv, line {line}: head {row.head!r} stands there twice")
        head = Head(words, row.type, row.gender, row.definite, row.construct_, row.for_ == "field", row.tail, row.and_, row.region == "yes")
        by_word[" ".join(words)] = head
        for prefix in _PREFIXES:
            forms[prefix + words[0]].append((len(prefix), False, head))
            if not prefix.endswith("ل"):
                forms[prefix + "ال" + words[0]].append((len(prefix), True, head))
            elif words[0].startswith("ل"):
                forms[prefix + words[0]].append((len(prefix), True, head))  # ل + اللجنة is written للجنة
            else:
                forms[prefix + "ل" + words[0]].append((len(prefix), True, head))
    w = seeds.yaml("cues/body_words.yml", WordsFile)

    def f(words: list[str]) -> frozenset[str]:
        return frozenset(fold(x) for x in words)

    regions: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for region in w.regions:
        parts = tuple(fold(region).split())
        regions[parts[0]].append(parts)
    return BodyRules(
        heads={k: tuple(sorted(v, key=lambda x: (-len(x[2].words), x[0]))) for k, v in forms.items()},
        by_word=by_word,
        naming=f(w.naming_adjectives),
        generic=f(w.generic_adjectives) | f(w.deictic_adjectives),
        deictic=f(w.deictic_adjectives),
        ordinals=f(w.ordinals),
        force=f(w.force_adjectives),
        military=f(w.military_adjectives),
        court=f(w.court_adjectives),
        red=f(w.red_adjectives),
        not_adjectives=f(w.nouns_like_adjectives),
        fields=f(w.fields),
        portfolios=f(w.portfolios) | f(w.fields),
        chain=f(w.chain),
        governs={fold(k): fold(v) for k, v in w.governs.items()},
        ties={fold(k): tuple(map(fold, v)) for k, v in w.ties.items()},
        regions={k: tuple(sorted(set(v), key=lambda p: (-len(p), p))) for k, v in regions.items()},
        titles=f(w.title_words),
        stops=f(w.stops),
        generic_complements=f(w.generic_complements),
        kept=f(w.kept),
        kept_out=frozenset(" ".join(x.removeprefix("ال") for x in fold(p).split()) for p in w.kept_out),
        occasions=f(w.occasions),
        trades=f(w.trades),
        patrons=f(w.patrons),
        party_adjectives=f(w.party_adjectives),
        allegiance=frozenset(p + a + x for x in f(w.allegiance) for a in ("", "ال") for p in ("", "و", "ب", "ل")),
        group_nouns=f(w.group_nouns),
        state_offices={fold(k): v for k, v in w.state_offices.items()},
    )


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


_BRACKETED = re.compile(r'"? ?\( ?"?([^()\n,]{2,24}?)"? ?\)')


class _Parser:
    """Reads names in one article. Token indices are those of ``doc.tokens``."""

    def __init__(self, context: Context, rules: BodyRules) -> None:
        self.c, self.r = context, rules
        self.text, self.tokens = context.doc.text, context.doc.tokens
        self.starts: dict[int, FoundMention] = {m.start: m for m in context.mentions}
        self.nisbas = context.knowledge.registry.nisbas
        self.forces = False
        self.at = 0  # the token of the head being read
        self.last = 0  # end of the sentence's tokens

    # -- small tests ------------------------------------------------------------------------------
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
        if self.person_at(i) and not (i == self.at + 1 and (b in self.r.naming or w in self.nisbas)):
            return False  # right after the head, "العربي" is an adjective whatever else it may be
        if b in self.r.titles or b in self.r.ordinals or (b in (self.r.generic if of_head else self.r.deictic) and not (self.forces and w in self.nisbas)):
            return False
        if b in self.r.ties and i + 1 < self.last and self.word(i + 1).startswith(self.r.ties[b]):
            return False  # "المتخصصة في …" begins a complement
        if w not in self.nisbas and b not in self.r.naming:
            if not b.endswith(("ي", "يه")) or b in self.r.not_adjectives or w in self.r.stops:
                return False
        if gender == "f":
            return b.endswith(("ه", "ا")) or b in ("كبري", "اولي", "وسطي", "عظمي")
        if gender == "m":
            return not b.endswith("ه")
        return True

    def adjectives(self, i: int, gender: str | None = None, of_head: bool = False) -> int:
        """The index after the adjectives that begin at ``i``, with "…ية والـ…ية" joined."""
        start = i
        while self.adjective(i, gender, of_head):
            i += 1
        while i > start and self.spaced(i) and self.word(i).startswith("وال"):
            w = self.word(i)[3:]
            last = self.word(i - 1)
            if w[-1:] == last[-1:] and w.endswith(("يه", "ي")) and w not in self.r.not_adjectives and w not in self.r.deictic and w not in self.r.titles and "وال" + w not in self.r.heads:
                i += 1
            else:
                break
        return i

    # -- phrases ----------------------------------------------------------------------------------
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
            if j < self.last and self.spaced(j) and j == i + 1 and b == "قرار" and self.word(j).isdigit():
                return j + 1
            if b in self.r.governs and j < self.last:
                return self.governed(j, self.r.governs[b], depth) or j
            return j
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
            w = self.word(j)[1:]
            b = self.base(w)
            if w in self.r.by_word and self.r.by_word[w].type in _OWN_BODIES:
                break  # "… للدولة وبرلمان …": the next body
            if (self.mention(j, 1, ("organization", "person", "country")) and (b not in words or not words)) or w in self.r.stops:
                break
            if r := self.region(j, 1):
                k = r
            elif w.startswith("ال"):
                if (b not in words and words) or self.heads_name(j) or b in self.r.titles:
                    break
                k = self.adjectives(j + 1)
            elif w in words or (w not in self.r.chain and any(w.endswith(s) and self.with_taa(w[: -len(s)]) for s in _SUFFIXES)):
                k = self.phrase(j, 1)
            else:
                break
            if not k:
                break
            if self.spaced(k) and self.word(k) in ("مع", "بين", "ضد"):
                break
            if b in self.r.governs and (g := self.governed(k, self.r.governs[b], 0)):
                k = g
            while self.spaced(k) and self.word(k) in ("بالخارج", "بالمهجر"):
                k += 1
            j = k
        return j

    def heads_name(self, j: int) -> bool:
        """A new body's name begins at token ``j`` ("… والشرطة الإسبانية")."""
        for skip, definite, head in self.r.heads.get(self.word(j), ()):
            if definite and head.definite != "no" and self.adjective(j + 1, head.gender, True) and self.word(j)[skip + 2 :] not in ("امن",):
                return True
        return False

    # -- names ------------------------------------------------------------------------------------
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
            before = self.word(i - 1) if i else ""
            if definite and (before.endswith(("هذا", "هذه")) or before in ("ذات", "نفس", "تلك", "ذلك")):
                continue
            if definite and head.words[0] == "بحريه" and before.startswith("ال"):
                continue  # "الحدود البحرية المغربية": an adjective
            got = self.definite_name(at, head) if definite else self.construct_name(at, head)
            if got:
                end, core, tail = got
                start = self.tokens[i].start + skip
                return Candidate(start, self.close(end), head, definite, self.close(core), self.abbreviation(end), tail)
        return None

    def close(self, end: int) -> int:
        """The folded offset where the name that ends before token ``end`` closes, a closing quote included."""
        stop, start = self.tokens[end - 1].end, self.tokens[self.at].start
        if self.text[stop : stop + 1] == '"' and self.text.count('"', start, stop) % 2:
            stop += 1
        return stop

    def definite_name(self, i: int, head: Head) -> tuple[int, int, str | None] | None:
        j = i + 1
        policy = head.definite
        if policy == "no":
            return None
        self.forces = policy in ("force", "nisba")  # "الدرك المالي" is Mali's, though مالي also means financial
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
        if policy == "force" and not nisbas and words[0] not in self.r.force:
            return None
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
        complement = done[0] > end
        if head.words[0] + " " + words[0] in self.r.kept_out and not (head.words[0] == "وحده" and complement and self.base(self.word(end).removeprefix("ل")).removeprefix("ل") in self.r.fields):
            return None
        if head.type in _NEED_COMPLEMENT and not complement:
            return None
        if head.type in _NEED_TWO and not complement and len(words) < 2 and not (head.type == "party" and words[0] in self.r.party_adjectives):
            return None
        if head.type == "association" and words[0] == "عامه" and not complement and not nisbas:
            return None
        if head.words[0] == "قياده" and not complement and words[0] != "عامه" and len(words) < 2:
            return None
        if policy == "military" and len(words) < 2 and self.word(end - 1)[2:] not in self.r.ordinals:
            return None
        if head.type == "club" and not complement and len(nisbas) == len(words):
            return None  # "النادي الإنجليزي": the club from there
        if policy == "secretariat" and not complement:
            return None
        return done[0], max(core, done[1]), done[2]

    def tied(self, j: int) -> bool:
        """A participle that ties a field to the body stands at ``j`` ("المختصة بـ")."""
        return self.spaced(j) and self.word(j).startswith("ال") and self.word(j)[2:] in self.r.ties

    def construct_name(self, i: int, head: Head) -> tuple[int, int, str | None] | None:
        j = i + 1
        policy = head.construct
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
            return (q, q, None) if policy not in ("command", "court", "place", "portfolio") else None
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
        if head.type in _APPOSED and (end := self.mention(j, 0, ("organization",))):
            return end, end, None
        if head.type in ("armed_group", "movement") and (w in self.r.group_nouns or head.words[0] in ("كتيبه", "كتايب") or self.allied(i)) and (end := self.group(j)):
            return end, end, None
        if policy == "quoted":
            return None
        if policy == "portfolio":
            if w.startswith("ال") and b in self.r.portfolios and b not in ("دوله",):
                end = self.adjectives(j + 1)
            elif w in self.r.portfolios:
                end = self.phrase(j)
        elif policy == "place" and head.type == "police" and w in ("مكافحه", "محاربه"):
            end = self.phrase(j)
        elif policy == "place":
            end = self.mention(j, 0, ("country",)) or self.mention(j, 0, ("city",))
            if w in ("جمهوريه", "مملكه", "دوله", "دبي") and not end:
                end = self.phrase(j)
            if end:
                end = self.adjectives(end, head.gender)
        elif policy == "university":
            end = self.patron(j) or self.mention(j, 0, ("city", "country", "organization")) or (self.phrase(j) if w.startswith("ال") and b not in self.r.generic_complements else 0)
            if end and self.adjective(end, head.gender):
                end = self.adjectives(end, head.gender)
            if w in ("دول",) and not end:
                end = self.phrase(j)
        elif policy == "court":
            end = self.phrase(j, 0, 0, True) if b in self.r.fields else 0
            if end and self.adjective(end, head.gender):
                end = self.adjectives(end, head.gender)
        elif policy == "command":
            end = self.phrase(j) if b in ("اركان", "قوات", "جيش", "جيوش", "عمليات", "درك") else 0
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
            elif b in self.r.fields and (not w.startswith("ال") or b not in self.r.generic_complements):
                end = self.phrase(j)
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
        elif policy == "open":
            if (head.words[0] + " " + w) in self.r.kept or b not in self.r.generic_complements:
                end = self.phrase(j)
                if not end and head.type in ("institute", "club", "foundation"):
                    end = self.patron(j)
                if end and head.type in ("armed_group",) and self.mention(j, 0, ("country", "city")):
                    end = 0
        if not end or head.words[0] + " " + b in self.r.kept_out:
            return None
        if not w.startswith("ال") or policy in ("portfolio", "court"):
            pass
        if self.adjective(end, head.gender):
            end = self.adjectives(end, head.gender)
        return self.complements(end, head, False)

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
        if w in ("ابن", "عبد", "مولاي", "سيدي", "ابو"):
            return j + 2
        if n.startswith("ال") and (n[2:] in self.r.ordinals or n[2:] in ("حسن", "خامس") or (n in self.nisbas or n[2:] in ("عربيه", "اسلاميه"))):
            return j + 2
        return 0

    def complements(self, j: int, head: Head, definite: bool) -> tuple[int, int, str | None]:
        """What may follow the first complement: ``(end, end without a place, place)``."""
        words = self.r.portfolios if head.and_ == "portfolio" else frozenset() if head.and_ == "any" else self.r.fields
        if head.and_ != "no":
            k = self.joined(j, words)
            if k > j and self.adjective(k, head.gender):
                k = self.adjectives(k, head.gender)
            j = k
        for _ in range(3):
            if head.type in _NAMED_TYPES and not definite and (q := self.quoted(j)) and q - j <= 3:
                j = q
                break
            if not self.spaced(j):
                break
            w = self.word(j)
            k = 0
            if head.for_ and w.startswith("ل") and len(w) > 3 and not self.person_at(j):
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
            elif w.startswith("ال") and w[2:] in self.r.ties and head.type in _TIED_TYPES and self.spaced(j + 1):
                n = self.word(j + 1)
                for preposition in self.r.ties[w[2:]]:
                    if len(preposition) == 1 and n.startswith(preposition):
                        k = self.phrase(j + 1, 1)
                    elif n == preposition and self.spaced(j + 2):
                        k = self.phrase(j + 2, 0)
                    if k:
                        k = self.joined(k, self.r.fields)
                        break
            elif w == "من" and head.type in _CAUSES and self.spaced(j + 1) and self.word(j + 1) == "اجل" and self.spaced(j + 2):
                k = self.phrase(j + 2)
            elif w == "ضد" and head.type == "coalition" and self.spaced(j + 1):
                k = self.phrase(j + 1)
            elif head.region and w in ("في", "حول") and self.spaced(j + 1):
                k = self.region(j + 1, 0)
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
            elif w == "في" and self.spaced(j + 1):
                k = self.mention(j + 1, 0, kinds)
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
        if inner.split()[0] in self.r.stops:
            return None
        return start, m.end(1)


# ------------------------------------------------------------------------------------------------ identity


def name_key(name: str) -> str:
    """What of a body's name makes its identity: folded, without quotes, brackets and a leading article."""
    words = re.findall(r"\w+", fold(name))
    if words and words[0].startswith("ال") and len(words[0]) > 4:
        words[0] = words[0][2:]
    return " ".join(words)


def body_id(name: str, country: str | None = None) -> str:
    """The id of a body found in text. ``country`` only for bodies whose name every state uses."""
    key = name_key(name) + (f"|{country}" if country else "")
    return "org:x" + hashlib.sha256(key.encode()).hexdigest()[:12]


class _Aliases:
    """Registry bodies by whole name."""

    def __init__(self, registry: Registry) -> None:
        index: dict[str, list[str]] = defaultdict(list)
        for identifier, e in registry.entities.items():
            if e.kind == "organization":
                for alias in e.aliases:
                    key = name_key(alias)
                    if identifier not in index[key]:
                        index[key].append(identifier)
        self.index = {k: tuple(sorted(v)) for k, v in index.items()}


_ALIASES: dict[int, tuple[Registry, _Aliases]] = {}  # by identity; the registry is held, so that its identity is not given to another


def aliases_of(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """Registry bodies by :func:`name_key` of each name, made once a registry."""
    known = _ALIASES.get(id(registry))
    if known is None:
        known = _ALIASES[id(registry)] = (registry, _Aliases(registry))
    return known[1].index


def find_bodies(context: Context) -> None:
    """Add bodies found by grammar to ``context.mentions`` and ``context.entities``; registry mentions inside a longer name give way to it."""
    rules = context.knowledge.rules(load_body_rules)
    parser = _Parser(context, rules)
    found: list[Candidate] = []
    for sentence in context.doc.sentences:
        parser.last = sentence.last_token
        i = sentence.first_token
        quoted_trade(parser, sentence, found)
        while i < sentence.last_token:
            if parser.word(i) in rules.heads and (got := parser.read(i)):
                found.append(got)
                while i < sentence.last_token and parser.tokens[i].start < got.end:
                    i += 1
            else:
                i += 1
    _Linker(context, parser).link(found)


_INNER = re.compile(r'"([^"\n]{3,40})"')
_QUOTED_TRADE = re.compile(r'"((?:\w+ ){1,3}لل(\w+))"')
_COMPANY = Head(("شركه",), "company", "f", "no", "quoted", False, "no", "no", False)


def quoted_trade(parser: _Parser, sentence: SentenceSpan, found: list[Candidate]) -> None:
    """Quoted names that end in a trade are companies', with no head noun before them: «البادية للصرافة»."""
    if " لل" not in parser.text[sentence.start : sentence.end]:
        return
    for m in _QUOTED_TRADE.finditer(parser.text, sentence.start, sentence.end):
        if m.group(2) in parser.r.trades:
            found.append(Candidate(m.start(1), m.end(1), _COMPANY, True, m.end(1), None, None))


class _Linker:
    """Decides which entity each candidate names, and puts mentions in place."""

    def __init__(self, context: Context, parser: _Parser) -> None:
        self.c, self.p = context, parser
        self.registry = context.knowledge.registry
        self.aliases = aliases_of(self.registry)
        self.by_key: dict[str, str] = {}
        self.of_kind: dict[str, set[str]] = defaultdict(set)  # bodies of states that the article names, by kind
        for m in context.mentions:
            e = self.registry.entities.get(m.entity_id)
            if e is not None and e.type in STATE_TYPES:
                self.of_kind[e.type].add(e.entity_id)
        self.main_country = self._main_country()

    # -- countries --------------------------------------------------------------------------------
    def _main_country(self) -> str | None:
        """The country the article speaks of: the one named most, if clearly so, else that of its agency, outlet or dateline."""
        counts: Counter[str] = Counter()
        for m in self.c.mentions:
            e = self.c.entities.get(m.entity_id)
            if e and e.country_iso2 and (m.kind == "country" or (m.kind == "organization" and e.type in STATE_TYPES)):
                counts[e.country_iso2] += 1
        top = counts.most_common(2)
        if top and (len(top) == 1 or top[0][1] >= top[1][1] + 2):
            return top[0][0]
        article = self.c.doc.article
        for source in (article.agency, article.outlet, article.dateline_place):
            for match in self.registry.names.find(fold(source)) if source else ():
                for identifier in match.payloads:
                    country = self.registry.entities[identifier].country_iso2
                    if country and (not top or country in counts):
                        return country
        return top[0][0] if top and len(top) > 1 and top[0][1] > top[1][1] else None

    def country_in(self, start: int, end: int) -> str | None:
        """The country a name itself gives: a nisba or a place in it."""
        words = re.findall(r"\w+", self.c.doc.text[start:end])
        for w in reversed(words[1:]):
            if w in self.p.nisbas:
                return self.p.nisbas[w]
        for m in self.c.mentions:
            if start <= m.start and m.end <= end and m.kind in ("country", "city"):
                e = self.c.entities.get(m.entity_id)
                if e and e.country_iso2:
                    return e.country_iso2
        return None

    def country_near(self, at: int) -> str | None:
        """The country that the sentence gives before ``at``, else the article's."""
        sentence = self.c.doc.sentence_at(at)
        if sentence is not None:
            near: list[str] = []
            for m in self.c.mentions:
                if sentence.start <= m.start < at and m.kind in ("country", "city"):
                    e = self.c.entities.get(m.entity_id)
                    if e and e.country_iso2:
                        near.append(e.country_iso2)
            if near:
                return self.main_country if self.main_country in near else near[-1]
        return self.main_country

    # -- linking ----------------------------------------------------------------------------------
    def link(self, found: list[Candidate]) -> None:
        context = self.c
        drop: set[int] = set()
        placed: list[FoundMention] = []
        names: list[tuple[FoundMention, Candidate]] = []
        for cand in found:
            inside = [m for m in context.mentions if m.start < cand.end and m.end > cand.start]
            if any(m.kind == "organization" and (m.start < cand.start or m.end > cand.end or (m.start == cand.start and m.end == cand.end)) for m in inside):
                covering = next((m for m in inside if m.kind == "organization" and m.start <= cand.start and m.end >= cand.end), None)
                if covering is not None and cand.abbreviation:
                    self.abbreviate(cand, covering.entity_id, covering.end, placed)
                continue
            widened = True
            for m in inside:
                if m.kind == "organization" and cand.head.type in _APPOSED and m.end == cand.end and not cand.definite:
                    m.start = cand.start
                    break
            else:
                widened = False
            if widened:
                continue
            same_start = next((m for m in inside if m.kind == "organization" and m.start == cand.start), None)
            entity_id = self.entity_for(cand, same_start)
            if entity_id is None:
                continue
            for m in inside:
                if m.kind == "city" and cand.tail and m.start >= cand.core_end:
                    continue  # the place at the end of a court's or an embassy's name is named as well
                drop.add(id(m))
            registered = entity_id in self.registry.entities
            mention = FoundMention(cand.start, cand.end, "organization", entity_id, "registry_extended" if registered else "body_grammar", 0.9 if registered else 0.8)
            placed.append(mention)
            names.append((mention, cand))
            if cand.abbreviation:
                self.abbreviate(cand, entity_id, cand.end, placed)
        self.repeat(placed, names)
        spans = {(m.start, m.end) for m in placed}
        context.mentions = sorted(
            [m for m in context.mentions if id(m) not in drop and not ((m.start, m.end) in spans and m.kind == "organization")] + placed, key=lambda m: (m.start, -m.end, m.kind)
        )
        self.merge_short(names)

    def entity_for(self, cand: Candidate, known: FoundMention | None) -> str | None:
        text = self.c.doc.text
        article = self.article(cand)
        name = article + text[cand.start : cand.end]
        country = self.country_in(cand.start, cand.end)
        if country is None and cand.head.type == "ministry" and (got := self.office_of_state(cand, name, None)):
            return self.register(got)
        if country is None and name_key(name) in self.by_key:
            return self.by_key[name_key(name)]
        for end in (cand.end, cand.core_end):
            key = name_key(article + text[cand.start : end])
            if got := self.choose(self.aliases.get(key, ()), country or self.near(cand)):
                return self.register(got)
        words = name_key(name).split()
        if country and len(words) > 1 and "ال" + words[-1].removeprefix("ال") in self.p.nisbas:
            if got := self.choose(self.aliases.get(" ".join(words[:-1]), ()), country, strict=True):
                return self.register(got)
        if got := self.office_of_state(cand, name, country):
            return self.register(got)
        if name_key(name) in self.by_key and (country is None or self.c.entities[self.by_key[name_key(name)]].country_iso2 in (None, country)):
            return self.by_key[name_key(name)]
        if known is not None:
            extra = text[known.end : cand.end].strip()
            if (extra.split() or [""])[0].removeprefix("ال") in self.p.r.generic:
                return None  # "جبهة … الانفصالية": described, not renamed
            info = self.c.entities.get(known.entity_id)
            compatible = info is None or info.country_iso2 is None or country is None or info.country_iso2 == country
            plain = (extra.startswith("و") and cand.head.and_ == "portfolio") or all(w in self.p.nisbas for w in extra.split()) or (cand.tail is not None and cand.core_end <= known.end)
            if compatible and plain:
                return known.entity_id
            if (extra.startswith("و") or (extra.startswith("ل") and not extra.startswith("لمنطقه"))) and info is not None and info.is_registered:
                return None  # "الاتحاد الإفريقي لتعزيز …": a purpose, not a part of the name
        if cand.head.type == "embassy":
            return self.embassy(cand, article)
        iso = country
        if iso is None and cand.head.type in NATIONAL_TYPES:
            iso = self.near(cand)
        # the printed name carries its country itself; a bare "النيابة العامة" needs it for its identity
        key = body_id(name, iso if cand.head.type in NATIONAL_TYPES else None)
        self.by_key[name_key(name)] = key
        if key not in self.c.entities:
            printed = article + self.c.doc.surface(cand.start, cand.end)
            self.c.entities[key] = EntityInfo(key, "organization", printed.strip(), None, iso, False, cand.head.type)
        return key

    def office_of_state(self, cand: Candidate, name: str, country: str | None) -> str | None:
        """The registry's only body of that kind in the state meant: "وزارة الدفاع", "الشرطة الكينية"."""
        words = name_key(name).split()
        rest = [w.removeprefix("ال") for w in words[1:] if w not in self.p.nisbas]
        kind = None
        if cand.head.type == "ministry" and rest:
            kind = self.p.r.state_offices.get(rest[1] if rest[0] == "شوون" and len(rest) > 1 else rest[0])
        elif country is not None and not rest:
            kind = self.p.r.state_offices.get(cand.head.words[0])
        if kind is None:
            return None
        seen = self.of_kind[kind]
        if country is None and len(seen) == 1:
            return next(iter(seen))  # the article has named one already
        state = country or self.near(cand)
        known = self.registry.by_country_type.get((state, kind), ()) if state else ()
        if len(known) == 1:
            seen.add(known[0])
            return known[0]
        return None

    def embassy(self, cand: Candidate, article: str) -> str:
        """The id of a mission: who sends it and, where printed, where it stands; "السفارة المغربية" alone is the one of that state in the article."""
        sender = self.country_in(cand.start, cand.core_end)
        host = self.country_in(cand.core_end - 1, cand.end) if cand.end > cand.core_end else None
        key = f"{cand.head.words[0]} {sender or name_key(self.c.doc.text[cand.start : cand.core_end])}"
        identifier = self.by_key.get(f"{key} {host or ''}") or self.by_key.get(f"{key} ") or (self.by_key.get(f"{key} *") if host is None else None)
        if identifier is None:
            identifier = body_id(f"{key} {host or ''}")
            self.c.entities.setdefault(
                identifier, EntityInfo(identifier, "organization", article + self.c.doc.surface(cand.start, cand.end), None, sender, False, cand.head.type)
            )  # fmt: skip
        for k in (f"{key} {host or ''}", f"{key} *"):
            self.by_key.setdefault(k, identifier)
        return identifier

    def article(self, cand: Candidate) -> str:
        """What of the article is not written after ل: "للمنتدى" lacks its alef, "للجنة" its alef and a lam."""
        text = self.c.doc.text
        if not cand.definite or text.startswith("ال", cand.start) or text[cand.start - 1 : cand.start] != "ل":
            return ""
        return "ال" if cand.head.words[0].startswith("ل") else "ا"

    def near(self, cand: Candidate) -> str | None:
        return self.country_near(cand.start) if cand.head.type in NATIONAL_TYPES else None

    def choose(self, candidates: Sequence[str], country: str | None, strict: bool = False) -> str | None:
        entities = [self.registry.entities[i] for i in candidates]
        if country:
            for e in entities:
                if e.country_iso2 == country:
                    return e.entity_id
            entities = [e for e in entities if e.country_iso2 is None]
        if strict or len(entities) != 1:
            return None
        return entities[0].entity_id

    def register(self, identifier: str) -> str:
        if identifier not in self.c.entities:
            e = self.registry.entities[identifier]
            self.c.entities[identifier] = EntityInfo(identifier, e.kind, e.name_ar, e.name_en, e.country_iso2, True, e.type)
        return identifier

    def abbreviate(self, cand: Candidate, entity_id: str, end: int, placed: list[FoundMention]) -> None:
        assert cand.abbreviation is not None
        start, stop = cand.abbreviation
        if start < end or any(m.start < stop and m.end > start and m.entity_id != entity_id for m in self.c.mentions if m.kind != "organization"):
            return
        overlapping = [m for m in self.c.mentions if m.start < stop and m.end > start]
        if overlapping:
            return
        placed.append(FoundMention(start, stop, "organization", entity_id, "abbreviation", 0.85))

    def repeat(self, placed: list[FoundMention], names: list[tuple[FoundMention, Candidate]]) -> None:
        """Names introduced in brackets or in quotes ("(أفريبول)", مركز "هداية") stand alone later: mentions of the same body."""
        text = self.c.doc.text
        short: dict[str, str] = {}
        for m in placed:
            if m.method == "abbreviation":
                short.setdefault(text[m.start : m.end], m.entity_id)
        for m, cand in names:
            if cand.definite or cand.head.type in _OWN_BODIES:
                continue
            if (q := _INNER.search(text, m.start, min(len(text), m.end + 1))) and q.start(1) > m.start:
                short.setdefault(q.group(1), m.entity_id)
        short = {k: v for k, v in short.items() if len(k) > 2}
        if not short:
            return
        taken = sorted((m.start, m.end) for m in [*self.c.mentions, *placed])
        for hit in longest(Matcher(sorted(short.items())).find(text)):
            if self.c.doc.sentence_at(hit.start) is not None and not any(a < hit.end and b > hit.start for a, b in taken):
                placed.append(FoundMention(hit.start, hit.end, "organization", hit.payloads[0], "abbreviation", 0.8))

    def merge_short(self, names: list[tuple[FoundMention, Candidate]]) -> None:
        """A name that is the beginning of exactly one longer name in the article stands for it ("محكمة الاستئناف" for "محكمة الاستئناف بالرباط")."""
        context = self.c
        keys: dict[str, set[str]] = defaultdict(set)
        for m in context.mentions:
            if m.kind == "organization":
                keys[m.entity_id].add(name_key(name_at(context, m)))
        first: dict[str, int] = {}
        for m in context.mentions:
            first.setdefault(m.entity_id, m.start)
        into: dict[str, str] = {}
        for mention, _ in names:
            short_id = mention.entity_id
            if context.entities[short_id].is_registered or short_id in into:
                continue
            words = name_key(name_at(context, mention)).split()
            short = name_key(name_at(context, mention))
            targets = set()
            for other, forms in sorted(keys.items()):
                if other == short_id:
                    continue
                mine, its = context.entities[short_id].country_iso2, context.entities[other].country_iso2
                if first[other] > mention.start and ((mine and its and mine != its) or context.entities[short_id].type in ("prosecution", "police", "armed_force")):
                    continue
                for form in forms:
                    longer = form.split()
                    goes_on = form.startswith(short + " ") and _same_body(form[len(short) + 1 :].split(), self.p)
                    if goes_on or (2 < len(words) <= len(longer) and longer[0] == words[0] and _within(words[1:], longer[1:])):
                        targets.add(other)
            if len(targets) == 1:
                into[short_id] = targets.pop()
        for m in context.mentions:
            seen: set[str] = set()
            while m.entity_id in into and m.entity_id not in seen:
                seen.add(m.entity_id)
                m.entity_id = into[m.entity_id]


def _within(short: list[str], full: list[str]) -> bool:
    """Each word of ``short`` stands in ``full``, particles and article aside, in the same order ("منتدى مكافحة الإرهاب")."""

    def bare(w: str) -> str:
        for prefix in ("لل", "ال", "ل"):
            if w.startswith(prefix) and len(w) - len(prefix) > 2:
                return w[len(prefix) :]
        return w

    rest = iter([bare(w) for w in full])
    return all(any(bare(w) == x for x in rest) for w in short if w not in ("حول", "في", "منطقه", "لمنطقه"))


def _same_body(extra: list[str], parser: _Parser) -> bool:
    """A name goes on with ``extra``: still the same body, said more fully (a nisba, a place, its field), not a branch of it."""
    first = extra[0]
    return first in parser.nisbas or first == "في" or first.startswith(("ب", "و", "ل", "ال"))


def name_at(context: Context, m: FoundMention) -> str:
    """The folded name of a mention, with the article's alef where ل + ال was contracted ("للمنتدى")."""
    text = context.doc.text
    name = text[m.start : m.end]
    if m.start and text[m.start - 1] == "ل" and name.startswith("ل") and not (m.start > 1 and text[m.start - 2].isalpha() and text[m.start - 2] not in "وف"):
        return "ا" + name
    return name


def bodies_in(context: Context, sentence: SentenceSpan) -> Iterator[FoundMention]:
    """The named bodies of a sentence, in text order."""
    for m in context.mentions:
        if m.kind == "organization" and sentence.start <= m.start < sentence.end:
            yield m
