"""Whether two printed names are one person's, and the id that a name gives."""

from __future__ import annotations

import hashlib

from rapidfuzz.distance import Levenshtein

from ct_pipeline.extract.person_words import bare
from ct_pipeline.language.fold import fold

_JOINERS = frozenset({"بن", "ابن", "بنت", "ال"})


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: folded, "عبد الـ" joined, particles of descent and initials' dots left off."""
    words = fold(name).replace(".", " ").replace("-", " ").replace("'", " ").split()
    out: list[str] = []
    for word in words:
        if out and out[-1] == "عبد":
            out[-1] = "عبد" + word
        elif word in _JOINERS and (out or len(words) > 1):
            continue
        else:
            out.append(word)
    return tuple(out)


def similar(a: str, b: str, loose: bool = False) -> bool:
    """One name word spelled twice: equal, the article aside, or one slip in four letters; ``loose`` (the rest of the name agrees): two in six."""
    if a == b:
        return True
    a, b = bare(a), bare(b)
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    shorter = min(len(a), len(b))
    if shorter < 4 or (a[0] != b[0] and shorter < 6):
        return False
    limit = 1 if shorter < (6 if loose else 7) else 2
    return Levenshtein.distance(a, b, score_cutoff=limit) <= limit


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The shorter name is a sub-sequence of the longer, spelling aside, and more than a given name of it."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    position = 0
    loose = any(word in long for word in short)
    for word in short:
        while position < len(long) and not similar(word, long[position], loose):
            position += 1
        if position == len(long):
            return False
        position += 1
    if len(short) == 1 and len(long[-1]) == 1:
        return True  # "هشام" of "هشام ب."
    # "العتيبي" of "سلطان العتيبي الروقي": of two family names the first may stand alone
    return len(short) >= 2 or position == len(long) or (position == len(long) - 1 >= 2 and short[0].startswith("ال") and long[-1].startswith("ال"))


def person_id(name: str) -> str:
    """The stable id of a person that no registry knows: derived from the normalized name alone."""
    key = "person " + " ".join(bare(t) for t in name_tokens(name))
    return "person:x" + hashlib.sha256(key.encode()).hexdigest()[:12]
