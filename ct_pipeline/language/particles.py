"""Attached particles: what may stand, written together, before an Arabic word.

All functions take and return *folded* text.
"""

from __future__ import annotations

from functools import lru_cache

# Conjunction, then preposition or future marker: و، ف، ب، ل، ك and their sequences (وب، فل، وك ...).
PREFIXES = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "ا", "اب", "ال"} - {"ا", "اب", "ال"})


@lru_cache(maxsize=131072)
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """Every way to split attached particles off a folded word: ``((prefix, rest), ...)``, the unsplit one first.

    ``لل`` contracts ``ل`` + ``ال``: ``للمنتدي`` also reads as ``("ل", "المنتدي")``. The rest keeps at least two letters.
    """
    out = [("", word)]
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            rest = word[len(prefix):]
            if prefix.endswith("ل") and rest.startswith("ل") and len(rest) >= 3:
                out.append((prefix, "ا" + rest))
            out.append((prefix, rest))
    return tuple(out)


def without_article(word: str) -> str:
    """The word without a leading definite article ``ال``."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
