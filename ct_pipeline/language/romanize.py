"""A readable Latin form of an Arabic name, for entities that no registry names in English.

It follows camel-tools' character maps (`camel_tools.utils.charmap`, the ``ar2hsb`` family maps one character to one symbol) in
method, but writes what a reader can read: digraphs, no diacritics of transliteration, "al-" for the article. Short vowels are
not written in Arabic and are not guessed.
"""

from __future__ import annotations

from functools import lru_cache

from camel_tools.utils.charmap import CharMapper

_MAPPER = CharMapper(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "aa", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
        "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
        "و": "ou", "ي": "i", "ى": "a", "ة": "a", "ء": "", "ئ": "i", "ؤ": "ou", "پ": "p", "ڤ": "v", "گ": "g", "ڭ": "g", "چ": "ch", "ژ": "j", "ـ": "",
        "\u064b": "an", "\u064c": "un", "\u064d": "in", "\u064e": "a", "\u064f": "u", "\u0650": "i", "\u0651": "", "\u0652": "",
    },
    None,
)  # fmt: skip
_WHOLE = {"بن": "ben", "ابن": "ibn", "أبو": "abu", "آل": "al", "عبد": "abd", "ولد": "ould", "بنت": "bint", "محمد": "mohammed", "أحمد": "ahmed"}
_VOWELS = frozenset("aiou")


@lru_cache(maxsize=16384)
def romanize(name: str) -> str:
    """``name`` in Latin letters: ``"ناصر الكتاني"`` gives ``"Nasr al-Ktani"``. Characters without an Arabic letter stay as they are."""
    return " ".join(_word(w) for w in name.split())


def _word(word: str) -> str:
    if word in _WHOLE:
        return _WHOLE[word].capitalize()
    if "-" in word:
        return "-".join(_word(part) for part in word.split("-") if part)
    article = word.startswith("ال") and len(word) > 4
    latin = _MAPPER.map_string(word[2:] if article else word)
    # A waw or ya between vowels, or first, is a consonant.
    out: list[str] = []
    i = 0
    while i < len(latin):
        pair = latin[i : i + 2]
        step = 2 if pair == "ou" else 1
        after = latin[i + step : i + step + 1]
        if pair == "ou" and (not out or out[-1][-1] in _VOWELS or after in _VOWELS):
            out.append("w")
        elif latin[i] == "i" and step == 1 and ((not out and after in _VOWELS) or (out and out[-1][-1] in "ao" and after in _VOWELS)):
            out.append("y")
        else:
            out.append(latin[i : i + step])
        i += step
    text = "".join(out)
    return ("al-" if article else "") + text[:1].upper() + text[1:]
