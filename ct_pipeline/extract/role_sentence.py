"""A sentence as a run of elements (words, names, marks), and the readings of its grammar that find a cue's slots."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ct_pipeline.extract.context import Context, FoundMention, FoundTime
from ct_pipeline.extract.role_rules import Cues, RoleRules
from ct_pipeline.language.document import SentenceSpan
from ct_pipeline.language.numerals import parse_ordinal

_TOKEN = re.compile(r"\w+|[^\w\s]")
REACH = 90  # elements over which a cue's holder or body is looked for: a longer run of words is a list, and the time must grow with the text
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
        j = i
        while j + 1 < min(i + 2 + limit, len(self.elements)):
            j += 1
            e = self.elements[j]
            if e.kind == "organization":
                return j
            if e.is_time or (e.kind == "city" and e.prefix.endswith("ب")):
                continue
            if e.mention is None and (e.text in ("ال", "رقم") or parse_ordinal([e.text]) or (e.text.startswith("وال") and parse_ordinal([e.text[1:]]))):
                limit += 1
                continue
            if e.text in ('"', "(", "'") or e.text in self.r.between or e.text in self.r.shared or self.cue(j, self.r.shared) or self.cue(j, self.r.between):
                continue
            return None
        return None

    def session_body(self, i: int) -> int | None:
        """The body behind a session that follows element ``i``: "رئيس الدورة الحالية لمجلس كذا", "رئاسة الدورة الثانية والأربعين للجنة كذا"."""
        els = self.elements
        if i + 1 >= len(els) or els[i + 1].mention is not None or self.r.session_words.get(els[i + 1].text) is None:
            return None
        for j in range(i + 2, min(len(els), i + 9)):
            e = els[j]
            if e.kind == "organization":
                return j if e.prefix.endswith("ل") else None
            if e.mention is not None or not (e.is_time or e.text.isdigit() or e.text in ("(", ")") or e.text.startswith(("ال", "وال"))):
                return None
        return None

    def person_after_titles(self, j: int, titles: frozenset[str]) -> int | None:
        """The person named behind the titles that begin at element ``j`` ("الفريق أول فلان"), or at ``j`` itself."""
        els = self.elements
        for k in range(j, min(len(els), j + 9)):
            if els[k].kind == "person":
                return k if not els[k].prefix.strip("وف") else None
            if k > j and els[k].kind in ("country", "organization") and (els[k].prefix in ("", "ال", "ل") or els[k].mention.method == "nisba"):  # type: ignore[union-attr]
                continue  # "رئيس جمهورية غانا فلان", "الرئيس السنغالي فلان"
            if els[k].mention is None and els[k].text in self.r.counterparts:
                continue  # "إلى نظيره المصري فلان"
            if k > j and els[k].mention is None and (els[k].text in self.r.state_words or els[k].text in self.r.delegated or els[k].text in self.c.knowledge.registry.nisbas):
                continue  # "مندوبة غانا لدى الأمم المتحدة فلانة"
            word = els[k].text.removeprefix("ال")
            if els[k].mention is not None or (word not in titles and word.removesuffix("ه") not in titles and word not in self.r.delegates and parse_ordinal([els[k].text]) is None):
                return None
        return None

    def beyond(self, body: int) -> list[int]:
        """The state that follows a body in the main clause: "بصفتها رئيسة المنتدى، دعت كينيا إلى", "..., يواصل الأردن التزامه"."""
        els = self.elements
        for k in range(body + 1, min(len(els), body + 9)):
            if els[k].kind == "country" and not els[k].prefix:
                return [k]
            if els[k].mention is not None:
                break
        return []

    def holders_at(self, i: int, kinds: tuple[str, ...] = ("country", "organization", "person")) -> list[int]:
        """The coordinated names that begin at element ``i`` or shortly after an introduction ("أربع دول هي", "كل من")."""
        n = len(self.elements)
        j = i
        skipped = 0
        while j < n and self.elements[j].mention is None and skipped < 6 and (self.elements[j].text in self.r.introductions or self.elements[j].text in (":", ",", '"', "(")):
            j += 1
            skipped += 1
        out: list[int] = []
        while j < n:
            e = self.elements[j]
            if e.mention is None or e.kind not in kinds:
                break
            out.append(j)
            k = j + 1
            while k < n and (self.elements[k].text in (",", "و", '"') or self.elements[k].text in self.r.list_fillers):
                k += 1
            if k < n and self.elements[k].mention is not None and (k > j + 1 or self.elements[k].prefix.startswith("و")):
                if k == j + 1 or self.elements[k - 1].text in (",", "و") or self.elements[k - 1].text in self.r.list_joins or self.elements[k].prefix.startswith("و"):
                    j = k
                    continue
            break
        return out

    def subject_before(self, i: int, kinds: tuple[str, ...] = ("country", "organization", "person"), skip: frozenset[str] = frozenset()) -> list[int]:
        """The name, or coordinated names, before element ``i`` that the cue speaks of: the nearest that no preposition governs.

        A body counts only right beside the cue; otherwise it is an object more often than a subject.
        """
        if (antecedent := self._antecedent(i, kinds, skip)) is not None:
            return antecedent
        for j in range(i - 1, max(-1, i - REACH), -1):
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
            first = out[0]
            governed = first > 0 and self.elements[first - 1].text in self.r.governing and not (first > 1 and self.elements[first - 2].text in ("كل", "كلا"))
            if first < j and (governed or self.elements[first].prefix.endswith(("ب", "ك"))):
                continue  # "بمبادرة من السعودية وهولندا": governed, all of them
            return out
        return []

    def _antecedent(self, i: int, kinds: tuple[str, ...], skip: frozenset[str]) -> list[int] | None:
        """Whom the relative pronoun before element ``i`` describes: "مع ليبيا التي تنتمي إلى"; nobody named in "الشخص الذي يرأس"; None where no pronoun stands there."""
        els = self.elements
        if i < 2 or els[i - 1].text not in self.r.single_relatives:
            return None
        before = els[i - 2]
        if before.mention is not None:
            return [i - 2] if before.kind in kinds and before.mention.entity_id not in skip and before.mention.method != "nisba" else None
        named = i > 3 and els[i - 3].text == ","  # "كينيا، البلد الذي يرأس"
        return [] if before.text.isalpha() and not before.is_time and before.text.startswith("ال") and not named and before.text not in self.r.state_words else None

    def aside(self, j: int) -> bool:
        """A time or a place that stands between a verb and its object."""
        return self.elements[j].is_time or (self.elements[j].kind == "city" and self.elements[j].prefix == "ب")

    def unreal(self, i: int) -> bool:
        """What the cue at ``i`` tells is denied, wished, refused or merely possible: "لم تنضم", "تسعى إلى الانضمام", "يمكن أن تنضم"."""
        els, r = self.elements, self.r
        back = [e.text.removeprefix("و") for e in els[max(0, i - 5) : i] if e.mention is None]
        near = [e.text for e in els[max(0, i - 2) : i]]
        if near and near[-1].removeprefix("و") in r.capacity:
            return False  # "دعت الجزائر، بصفتها عضوا، إلى": the call is another matter
        if near and near[-1] == "," and els[i].text.startswith("ال"):
            return False  # "دعت الجزائر، العضو غير الدائم في المجلس، إلى"
        if any(w in r.wishes for w in back) or (near and near[-1].removeprefix("و") in r.denials) or any(w in r.denials and w.startswith("لي") for w in near):
            return True
        if near and near[-1] == "قد":
            return els[i].text[:1] in "يت"
        return bool(near) and near[-1] in ("ان", "بان") and els[i].text[:1] in "يت" and not (i > 1 and els[i - 2].text in r.settled)

    def unnamed_state(self, i: int) -> bool:
        """ "سفينة تنتمي إلى دولة عضو في الاتحاد": the member at ``i`` is a state that nobody named; not in "كينيا دولة عضو في"."""
        els = self.elements
        k = i - 1
        while k > 0 and els[k].text in ('"', "'"):
            k -= 1
        return k > 0 and els[k].mention is None and els[k].text in self.r.unnamed and els[k - 1].mention is None and els[k - 1].text not in (",", "-", "(")

    def relative_aside(self, j: int) -> int:
        """The element after an inset ", الذي …," that begins at ``j``, or 0."""
        els, n = self.elements, len(self.elements)
        if j + 1 >= n or els[j].text != "," or els[j + 1].text not in self.r.relatives:
            return 0
        return next((k + 1 for k in range(j + 2, min(n, j + 22)) if els[k].text == ","), 0)

    def near(self, i: int, words: Cues, back: int, ahead: int) -> bool:
        return any(self.cue(j, words) is not None for j in range(max(0, i - back), min(len(self.elements), i + ahead + 1)) if self.elements[j].mention is None)

    def names_from(self, j: int, cities: bool = False) -> list[int]:
        """The list of states and bodies that begins at ``j``: joined by و, commas and the like, "دولة" and "مملكة" before them left out."""
        els, n = self.elements, len(self.elements)
        out: list[int] = []
        joined = True
        while j < n:
            e = els[j]
            if e.mention is not None:
                nisba = e.mention.method == "nisba" and not (j and els[j - 1].text.removeprefix("و").removeprefix("لل").removeprefix("ال") in self.r.bare_state_words)
                if not joined and not e.prefix.startswith("و"):
                    break
                if nisba or (e.kind not in ("country", "organization") and not (cities and e.kind == "city")) or (out and e.prefix not in ("", "و", "ول")):
                    break
                out.append(j)
                joined = False
            elif e.text in (",", "و"):
                if not out and e.text != ",":
                    break
                joined = True
            elif (seconds := self.r.joiners.get(e.text)) is not None:
                if not out:
                    break
                if "" not in seconds:
                    if j + 1 >= n or els[j + 1].text not in seconds:
                        break
                    j += 1
                joined = True
            elif e.text.removeprefix("و") in self.r.state_words:
                joined = joined or e.text.startswith("و")
            elif e.text == "(" and out and (close := next((k for k in range(j + 1, min(n, j + 5)) if els[k].text == ")"), None)):
                j = close
            elif e.text in self.r.represented and out and (after := self._represented(j)):
                j = after
                continue
            elif e.text not in ('"', "'"):
                break
            j += 1
        return out

    def _represented(self, j: int) -> int:
        """The element behind "ممثلة في (رئاسة أمن الدولة)" that begins at ``j``, or 0."""
        els, n = self.elements, len(self.elements)
        k = j + 1
        while k < n and els[k].text in ("في", "ب", "(", '"'):
            k += 1
        if k >= n or els[k].mention is None or els[k].prefix not in ("", "ب"):
            return 0
        k += 1
        while k < n and els[k].text in (")", '"'):
            k += 1
        return k

    def list_after(self, j: int, cities: bool = False) -> list[int]:
        """The names listed after ``j``: two or more right there, or one and more after an opener ("من بينها", "وهي", "(")."""
        els, n = self.elements, len(self.elements)
        k = j
        while k < n and els[k].mention is None and (els[k].text in self.r.introductions or els[k].text in (":", ",") or els[k].text.isdigit()) and k < j + 6:
            k += 1
        if k < n and (els[k].mention is not None or els[k].text in self.r.state_words) and els[k].prefix in ("", "ل") and len(got := self.names_from(k, cities)) > 1:
            return got
        for k in range(j, min(n - 1, j + 12)):
            if els[k].mention is not None and els[k].kind != "city":
                return []
            if els[k].text in self.r.openers:
                after = k + 1
                while after < n and els[after].text in self.r.introductions:
                    after += 1
                got = self.names_from(after, cities)
                if len(got) > (1 if els[k].text in (":", "(") else 0) and els[got[0]].prefix in ("", "ل"):
                    return got
        return []

    def head(self, j: int) -> str:
        """The first word of the name at ``j``, without the article."""
        return self.elements[j].text.split(" ")[0].removeprefix("ال")
