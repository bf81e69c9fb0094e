"""Arabic number words and ordinals to integers: every gender and case, definite or not, attached particles and digits included.

All functions take *folded* words (:func:`ct_pipeline.language.fold.fold`). The words are data: ``seeds/language/numerals.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from ct_pipeline.config import seeds_dir
from ct_pipeline.language.fold import fold
from ct_pipeline.language.particles import readings
from ct_pipeline.lexicon.seeds import Seeds

_DIGITS = re.compile(r"(?:[وفبلك]{0,2}(?:ال|لل)?-?)(\d{1,9})\Z")
_ARTICLES = ("ال", "لل", "وال", "بال", "فال", "كال", "ولل")


class NumeralSeeds(BaseModel):
    """Schema of ``language/numerals.yml``: value to the words that say it."""

    model_config = ConfigDict(extra="forbid")
    units: dict[int, list[str]]
    teen: list[str]
    tens: dict[int, list[str]]
    hundreds: dict[int, list[str]]
    scales: dict[int, list[str]]
    dual_scales: dict[int, list[str]]
    ordinals: dict[int, list[str]]
    after: list[str]


@dataclass(frozen=True, slots=True)
class NumeralRules:
    """Folded words to values."""

    units: Mapping[str, int]
    teen: frozenset[str]
    tens: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    dual_scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    after: frozenset[str]


def _invert(table: Mapping[int, Sequence[str]]) -> dict[str, int]:
    return {fold(word): value for value, words in table.items() for word in words}


def load_numerals(seeds: Seeds) -> NumeralRules:
    """The number words of ``language/numerals.yml``."""
    data = seeds.yaml("language/numerals.yml", NumeralSeeds)
    return NumeralRules(
        _invert(data.units), frozenset(map(fold, data.teen)), _invert(data.tens), _invert(data.hundreds),
        _invert(data.scales), _invert(data.dual_scales), _invert(data.ordinals), frozenset(map(fold, data.after)),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _default() -> NumeralRules:
    return load_numerals(Seeds(seeds_dir()))


def _bare(word: str, table: Mapping[str, int], *, article: bool = True) -> tuple[int, str, bool] | None:
    """The value of ``word`` in ``table``, its attached prefix, and whether it carries the article."""
    for prefix, rest in readings(word):
        if rest in table:
            return table[rest], prefix, False
        if article and rest.startswith("ال") and rest[2:] in table:
            return table[rest[2:]], prefix, True
    return None


def _digits(words: Sequence[str]) -> tuple[int, int] | None:
    m = _DIGITS.match(words[0])
    if m:
        return int(m[1]), 1
    if len(words) > 1 and words[0] in _ARTICLES and words[1].isascii() and words[1].isdigit() and len(words[1]) <= 9:
        return int(words[1]), 2
    return None


def _below_hundred(words: Sequence[str], rules: NumeralRules) -> tuple[int, int, str, bool] | None:
    """Units, teens, tens and their sums: (value, words used, prefix of the first word, has the article)."""
    unit = _bare(words[0], rules.units)
    if unit:
        value, prefix, definite = unit
        if len(words) > 1 and value < 10 and words[1] in rules.teen:
            return value + 10, 2, prefix, definite
        if len(words) > 1 and value < 10 and words[1].startswith("و"):
            tens = _bare(words[1][1:], rules.tens)
            if tens and not tens[1]:
                return value + tens[0], 2, prefix, definite
        return value, 1, prefix, definite
    tens = _bare(words[0], rules.tens)
    if tens:
        return tens[0], 1, tens[1], tens[2]
    return None


def parse_number(words: Sequence[str], rules: NumeralRules | None = None) -> tuple[int, int] | None:
    """The cardinal that begins at ``words[0]`` (an attached particle on the first word is ignored): ``(value, words used)`` or None.

    ``("خمسه", "عشر")`` is 15, ``("مايه", "وعشرون")`` 120, ``("الفين",)`` 2000, ``("12",)`` 12.
    """
    if not words:
        return None
    if found := _digits(words):
        return found
    rules = rules or _default()
    total, group, used, seen = 0, 0, 0, False
    while used < len(words):
        rest = words[used:]
        head = rest[0]
        if seen:
            joined = head.startswith("و") and len(head) > 2
            body = head[1:] if joined else head
            scale = rules.scales.get(body[2:] if body.startswith("ال") and body[2:] in rules.scales else body)
            if scale and not joined and group:
                total += group * scale
                group = 0
                used += 1
                continue
            if not joined:
                if group and group < 10 and body in rules.hundreds and rules.hundreds[body] == 100:
                    group *= 100
                    used += 1
                    continue
                break
            rest = [body, *rest[1:]]
        part = _piece(rest, rules, first=not seen)
        if part is None:
            break
        value, n, is_total = part
        # Parts come in falling order, but for units before tens, which _below_hundred reads together.
        if seen and not is_total and group and value >= (100 if group % 100 == 0 and group >= 100 else 10 if group % 10 == 0 and group >= 20 else 1) and not (group >= 100 and group % 100 == 0):
            break
        if is_total:
            total += value
        else:
            group += value
        used += n
        seen = True
    return (total + group, used) if seen else None


def _piece(words: Sequence[str], rules: NumeralRules, *, first: bool) -> tuple[int, int, bool] | None:
    word = words[0]
    candidates = readings(word) if first else (("", word),)
    for _, rest in candidates:
        plain = rest[2:] if rest.startswith("ال") and len(rest) > 4 else rest
        for key in (rest, plain):
            if key in rules.hundreds:
                return rules.hundreds[key], 1, False
            if key in rules.scales:
                return rules.scales[key], 1, True
            if key in rules.dual_scales:
                return rules.dual_scales[key], 1, True
    small = _below_hundred(words, rules)
    if small and (first or not small[2]):
        return small[0], small[1], False
    return None


def parse_ordinal(words: Sequence[str], rules: NumeralRules | None = None) -> tuple[int, int] | None:
    """The ordinal that begins at ``words[0]``: ``(value, words used)`` or None.

    ``("الحاديه", "والاربعين")`` is 41, ``("السادسه", "عشره")`` 16, ``("خامس",)`` 5, ``("العشرون",)`` 20, ``("ال41",)``, ``("ال", "41")`` and ``("41",)`` 41.
    A bare cardinal (``عشرون`` without the article) is none.
    """
    if not words:
        return None
    if found := _digits(words):
        return found
    rules = rules or _default()
    unit = _bare(words[0], rules.ordinals)
    value, used = 0, 0
    if unit:
        value, used = unit[0], 1
        if len(words) > 1:
            second = words[1]
            if second in rules.teen or (second.startswith("ال") and second[2:] in rules.teen):
                value, used = value + 10, 2
            elif second.startswith("و"):
                tens = _bare(second[1:], rules.tens) or _bare(second[1:], rules.hundreds)
                if tens and not tens[1]:
                    value, used = value + tens[0], 2
    else:
        tens = _bare(words[0], rules.tens) or _bare(words[0], rules.hundreds)
        if not tens or not tens[2]:
            return None
        value, used = tens[0], 1
    if len(words) > used + 1 and words[used] in rules.after:
        hundred = _bare(words[used + 1], rules.hundreds)
        if hundred and hundred[2]:
            return value + hundred[0], used + 2
    return value, used
