"""A sentence as a run of elements (words, names, marks), and the readings of its grammar that find a cue's slots."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ct_pipeline.extract.context import Context, FoundMention, FoundTime
from ct_pipeline.extract.role_rules import Cues, RoleRules
from ct_pipeline.language.document import SentenceSpan

_TOKEN = re.compile(r"\w+|[^\w\s]")
SLOT = ("country", "organization", "person")


@dataclass(slots=True)
class Element:
    """A word, a mark or a name of a sentence. ``prefix`` are the particles before a name or those that may be left off a word."""

    text: str
    start: int
    end: int
    mention: FoundMention | None = None
    prefix: str = ""
    is_time: bool = False

    @property
    def kind(self) -> str:
        return self.mention.kind if self.mention else "word"


class RoleSentence:
    """One sentence as elements, and the readings of its grammar."""

    def __init__(self, context: Context, rules: RoleRules, sentence: SentenceSpan) -> None:
        self.c, self.r, self.s = context, rules, sentence
        self.elements = self._elements()

    def _elements(self) -> list[Element]:
        text = self.c.doc.text
        names: list[FoundMention | FoundTime] = list(self.c.mentions_in(self.s, ("country", "organization", "person", "city")))
        names += [t for t in self.c.times_in(self.s) if not any(m.start < t.end and m.end > t.start for m in names)]
        names.sort(key=lambda m: (m.start, -m.end))
        out: list[Element] = []
        pos = self.s.start
        covered = 0
        for m in names:
            if m.start < covered:
                continue
            prefix = ""
            for t in _TOKEN.finditer(text, pos, m.start):
                if t.end() == m.start and t.group().isalpha() and text[m.start - 1] != " ":
                    prefix = t.group()
                else:
                    out.append(Element(t.group(), t.start(), t.end()))
            if isinstance(m, FoundMention):
                out.append(Element(text[m.start : m.end], m.start, m.end, m, prefix))
            else:
                out.append(Element("", m.start, m.end, None, prefix, True))
            pos = covered = m.end
        out += [Element(t.group(), t.start(), t.end()) for t in _TOKEN.finditer(text, pos, self.s.end)]
        return out

    # -- reading ----------------------------------------------------------------------------------
    def cue(self, i: int, words: Cues) -> str | None:
        """The word at ``i`` as one of ``words``, particles left off."""
        e = self.elements[i]
        return None if e.mention is not None else words.get(e.text)

    def body_after(self, i: int, limit: int = 4) -> int | None:
        """The index of the body that follows element ``i``, over adjectives and adverbs only."""
        for j in range(i + 1, min(i + 2 + limit, len(self.elements))):
            e = self.elements[j]
            if e.kind == "organization":
                return j
            if e.is_time or (e.kind == "city" and e.prefix.endswith("ب")):
                continue
            if e.text in ('"', "(", "'") or e.text in self.r.between or e.text in self.r.shared or self.cue(j, self.r.shared) or self.cue(j, self.r.between):
                continue
            return None
        return None

    def holders_at(self, i: int, kinds: tuple[str, ...] = ("country", "organization", "person")) -> list[int]:
        """The coordinated names that begin at element ``i`` or shortly after an introduction ("أربع دول هي", "كل من")."""
        n = len(self.elements)
        j = i
        skipped = 0
        while j < n and self.elements[j].mention is None and skipped < 6 and (self.elements[j].text in self.r.introductions or self.elements[j].text in (":", ",")):
            j += 1
            skipped += 1
        out: list[int] = []
        while j < n:
            e = self.elements[j]
            if e.mention is None or e.kind not in kinds:
                break
            out.append(j)
            k = j + 1
            while k < n and (self.elements[k].text in (",", "و", "ثم", "وكذا", "كذلك", '"', "كما") or self.elements[k].text in ("ايضا", "حاليا")):
                k += 1
            if k < n and self.elements[k].mention is not None and (k > j + 1 or self.elements[k].prefix.startswith("و")):
                if k == j + 1 or self.elements[k - 1].text in (",", "و", "ثم", "وكذا") or self.elements[k].prefix.startswith("و"):
                    j = k
                    continue
            break
        return out

    def subject_before(self, i: int, kinds: tuple[str, ...] = ("country", "organization", "person"), skip: frozenset[str] = frozenset()) -> list[int]:
        """The name, or coordinated names, before element ``i`` that the cue speaks of: the nearest that no preposition governs.

        A body counts only right beside the cue; otherwise it is an object more often than a subject.
        """
        for j in range(i - 1, -1, -1):
            e = self.elements[j]
            if e.mention is None or e.kind not in kinds or e.mention.entity_id in skip or e.prefix.endswith(("ب", "ك")):
                continue
            if e.kind == "organization" and i - j > 3:
                continue
            if e.kind == "person" and j > 1 and self.elements[j - 2].text == "," and self.elements[j - 1].text[:1] in "يت" and self.elements[min(j + 1, i)].text == ",":
                continue  # "…، يتابع فلان، …": who reports, not who is spoken of
            before = self.elements[j - 1].text if j else ""
            if before in self.r.governing:
                continue
            out = [j]
            while self.elements[out[0]].prefix.startswith("و") and out[0] >= 1 and self.elements[out[0] - 1].mention is not None and self.elements[out[0] - 1].kind in kinds:
                out.insert(0, out[0] - 1)
            return out
        return []

    def aside(self, j: int) -> bool:
        """A time or a place that stands between a verb and its object."""
        return self.elements[j].is_time or (self.elements[j].kind == "city" and self.elements[j].prefix == "ب")

    def near(self, i: int, words: Cues, back: int, ahead: int) -> bool:
        return any(self.cue(j, words) is not None for j in range(max(0, i - back), min(len(self.elements), i + ahead + 1)) if self.elements[j].mention is None)
