"""Attached particles: what may stand, written together, before an Arabic word.

All functions take and return *folded* text.
"""

from __future__ import annotations

from functools import lru_cache

# Conjunction, then preposition or future marker: و، ف، ب، ل، ك and their sequences (وب، فل، وك ...).
PREFIXES = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "ا", "اب", "ال"} - {"ا", "اب", "ال"})
_IN_ORDER = tuple(sorted(PREFIXES, key=lambda p: (len(p), p)))
_BEGINS = frozenset(p[0] for p in PREFIXES)


@lru_cache(maxsize=131072)
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """Every way to split attached particles off a folded word: ``((prefix, rest), ...)``, the unsplit one first.

    ``لل`` contracts ``ل`` + ``ال``: ``للمنتدي`` also reads as ``("ل", "المنتدي")``. The rest keeps at least two letters.
    """
    if word[:1] not in _BEGINS:
        return (("", word),)
    out = [("", word)]
    for prefix in _IN_ORDER:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            rest = word[len(prefix):]
            if prefix.endswith("ل") and rest.startswith("ل") and len(rest) >= 3:
                out.append((prefix, "ا" + rest))
            out.append((prefix, rest))
    return tuple(out)


def without_article(word: str) -> str:
    """The word without a leading definite article ``ال``."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
