"""The written forms of a verb or noun, folded: what ``seeds/frames`` names once is met in the text in many shapes.

Folding writes ى as ي, ة as ه and drops vowel signs, so active and passive of most verbs look alike (``عقد``: he held, it was held).
Attached particles are not generated: the reader takes them off with :func:`ct_pipeline.language.particles.readings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ct_pipeline.language.fold import fold

_SUFFIXES = ("ه", "ها", "هم", "هما", "هن", "نا", "ي")
_OBJECT_SUFFIXES = ("ه", "ها", "هم", "هما")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a form tells: ``tense`` of a verb (past | present | future), ``number`` of a noun (one | two | many), article and suffix."""

    pos: str  # verb | noun | participle
    tense: str | None = None
    number: str = "one"
    definite: bool = False
    suffixed: bool = False
    plural: bool = False  # of a verb: its subject is more than one, or it stands after its subject
    passive: bool = False  # of a verb: written so that it can be nothing else ("اغتيل")


def verb_forms(past: str, present: str) -> Iterator[tuple[str, Shape]]:
    """Forms of a verb from its third person singular masculine, past and present (one word each)."""
    p, r = fold(past), fold(present)
    weak = p.endswith(("ي", "ا")) and len(p) > 2
    stems = {p + "ت"} | ({p[:-1] + "ت"} if weak else set())
    for suffix in ("", *_OBJECT_SUFFIXES):
        tail = bool(suffix)
        yield (p[:-1] + "ا" if weak and suffix else p) + suffix, Shape("verb", "past", suffixed=tail)
        for stem in sorted(stems):
            yield stem + suffix, Shape("verb", "past", suffixed=tail)
        yield p + "نا" + suffix, Shape("verb", "past", suffixed=tail)
    base = p[:-1] if weak else p
    for form in (p + "ا", base + "وا", base + "تا", p + "ن"):
        yield form, Shape("verb", "past", plural=True)
    yield base + "وه", Shape("verb", "past", suffixed=True, plural=True)
    if len(r) < 3:
        return
    stem = r[1:]
    base = stem[:-1] if stem.endswith("ي") else stem
    for lead in "يتن":
        for suffix in ("", *_OBJECT_SUFFIXES):
            yield lead + stem + suffix, Shape("verb", "present", suffixed=bool(suffix))
            yield "س" + lead + stem + suffix, Shape("verb", "future", suffixed=bool(suffix))
        for end in ("ان", "ا"):
            yield lead + stem + end, Shape("verb", "present", plural=True)
            yield "س" + lead + stem + end, Shape("verb", "future", plural=True)
        for end in ("ون", "وا"):
            yield lead + base + end, Shape("verb", "present", plural=True)
            yield "س" + lead + base + end, Shape("verb", "future", plural=True)


def passive_forms(past: str, present: str) -> Iterator[tuple[str, Shape]]:
    """Passive forms that are written apart from the active: of verbs of more than three letters with a long vowel before the last ("اغتال، يغتال": "اغتيل، يغتال")."""
    p, r = fold(past), fold(present)
    if len(p) < 4 or p[-2] != "ا" or p[-1] in "ايو":
        return
    stem = p[:-2] + "ي" + p[-1]
    for form in (stem, stem + "ت"):
        yield form, Shape("verb", "past", passive=True)
    for form in (stem + "وا", stem + "ا", stem + "تا"):
        yield form, Shape("verb", "past", plural=True, passive=True)
    if len(r) < 4 or r[-2] != "ي":
        return  # "يغتال": who does it or whom it is done to
    stem = r[1:-2] + "ا" + r[-1]
    for lead in "يت":
        yield lead + stem, Shape("verb", "present", passive=True)
        yield "س" + lead + stem, Shape("verb", "future", passive=True)


def noun_forms(noun: str, number: str = "one") -> Iterator[tuple[str, Shape]]:
    """Forms of a noun (one word): with the article, with a pronoun, the dual, the accusative."""
    n = fold(noun)
    feminine = n.endswith("ه") and len(n) > 2
    stem = n[:-1] + "ت" if feminine else n
    yield n, Shape("noun", number=number)
    if not feminine and not n.endswith(("ات", "ء")):
        yield n + "ا", Shape("noun", number=number)
    yield "ال" + n, Shape("noun", number=number, definite=True)
    for suffix in _SUFFIXES:
        yield stem + suffix, Shape("noun", number=number, definite=True, suffixed=True)
        if n.endswith("ء"):
            yield n[:-1] + "ي" + suffix, Shape("noun", number=number, definite=True, suffixed=True)
            yield n[:-1] + "و" + suffix, Shape("noun", number=number, definite=True, suffixed=True)
    if number == "one":
        for end in ("ان", "ين"):
            yield stem + end, Shape("noun", number="two")
            yield "ال" + stem + end, Shape("noun", number="two", definite=True)
        if feminine:
            yield stem + "ي", Shape("noun", number="two", definite=True)


def participle_forms(participle: str) -> Iterator[tuple[str, Shape]]:
    """Forms of a participle (``منعقد``): masculine and feminine, with and without article, dual and plural."""
    p = fold(participle)
    for end in ("", "ه", "ا", "ين", "ان", "ون", "تين", "تان"):
        yield p + end, Shape("participle")
        yield "ال" + p + end, Shape("participle", definite=True)


def tail_forms(word: str) -> frozenset[str]:
    """What the second or later word of a multiword trigger may look like: with or without article, in the accusative."""
    w = fold(word)
    stem = w[:-1] + "ت" if w.endswith("ه") else w
    return frozenset({w, "ال" + w, w + "ا", *(stem + s for s in _OBJECT_SUFFIXES)} | ({w[2:]} if w.startswith("ال") else set()))


def bare(word: str) -> Iterator[str]:
    """Dictionary shapes of a folded word, likeliest first: without article, without pronoun, without dual or accusative ending."""
    yield word
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
        yield word
    if len(word) > 4:
        for suffix in ("هما", "ها", "هم", "ه", "نا"):
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                cut = word[: -len(suffix)]
                yield cut
                if cut.endswith("ت"):
                    yield cut[:-1] + "ه"
                break
    if len(word) > 3 and word.endswith("ا"):
        yield word[:-1]
    if len(word) > 4 and word.endswith(("ين", "ان", "ون")):
        cut = word[:-2]
        yield cut
        if cut.endswith("ت"):
            yield cut[:-1] + "ه"
