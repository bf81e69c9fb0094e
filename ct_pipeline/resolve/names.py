"""Whether two names can be one bearer's, by their words alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

from ct_pipeline.extract.person_grammar import bare
from ct_pipeline.resolve.rules import IdentityRules

Words = tuple[str, ...]
# sound: one name heard and written twice (بلينكن / بلنكن); slip: another letter, which may be another name (العلوي / العلاوي)
Likeness = Literal["equal", "sound", "slip"]
Kind = Literal["variant", "part"]
_ORDER: dict[Likeness, int] = {"equal": 0, "sound": 1, "slip": 2}
_REPEATED = re.compile(r"(.)\1+")


class NameComparer:
    """Compares the words of names; remembers what it has compared."""

    def __init__(self, rules: IdentityRules) -> None:
        self._rules = rules
        self.skeleton = lru_cache(maxsize=65536)(self._skeleton)
        self._word = lru_cache(maxsize=65536)(self._compare)

    def _skeleton(self, word: str) -> str:
        """The consonants of a word, those that sound alike written alike: what spellings of one foreign name share."""
        plain = bare(word)
        return _REPEATED.sub(r"\1", plain.translate(self._rules.sounds)) or plain

    def word(self, a: str, b: str) -> Likeness | None:
        """How alike two words of names are; None: two names."""
        return "equal" if a == b else self._word(*sorted((a, b)))

    def _compare(self, a: str, b: str) -> Likeness | None:
        definite = a.startswith("ال") and b.startswith("ال")
        a, b = bare(a), bare(b)
        if a == b:
            return "equal"
        if len(a) == 1 or len(b) == 1:
            return "slip" if a[0] == b[0] else None  # an initial
        if a in self._rules.given and b in self._rules.given:
            return None  # سالم and سليم are two names
        shorter = min(len(a), len(b))
        if shorter < 3:
            return None
        if self._skeleton(a) == self._skeleton(b) and len(self._skeleton(a)) > 1:
            return "slip" if definite or shorter < 4 else "sound"
        if shorter > 4 and a[0] == b[0] and Levenshtein.distance(a, b, score_cutoff=1) <= 1:
            return "slip"
        return None

    def relation(self, a: Words, b: Words) -> tuple[Kind, Likeness] | None:
        """``variant``: the same words, spelled differently; ``part``: the shorter leaves words of the longer out, but not its first and last."""
        found = self._relation(a, b)
        if found is not None and found[1] == "sound" and any(bare(w) in self._rules.given for w in (*a, *b)):
            return found[0], "slip"  # Arabic names are not transliterated: محمد بريظ is not محمد برادة
        return found

    def _relation(self, a: Words, b: Words) -> tuple[Kind, Likeness] | None:
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        if len(short) < 2:
            return None
        worst: Likeness = "equal"
        if len(short) == len(long):
            for x, y in zip(short, long, strict=True):
                like = self.word(x, y)
                if like is None:
                    return None
                worst = max(worst, like, key=_ORDER.__getitem__)
            return "variant", worst
        position = 0
        for n, word in enumerate(short):
            like = None
            while position < len(long):
                like = self.word(word, long[position])
                position += 1
                if like is not None:
                    break
            if like is None or (n == 0 and position != 1):
                return None
            worst = max(worst, like, key=_ORDER.__getitem__)
        # "العتيبي" of "سلطان العتيبي الروقي": of two family names the first may stand alone
        two_families = position == len(long) - 1 >= 2 and short[-1].startswith("ال") and long[-1].startswith("ال")
        return ("part", worst) if position == len(long) or two_families else None

    def weak(self, words: Words) -> bool:
        """A name that by itself tells nobody apart: one word, initials, or two given names (محمد علي)."""
        return len(words) < 2 or any(len(w) == 1 for w in words) or (len(words) == 2 and all(bare(w) in self._rules.given for w in words))
