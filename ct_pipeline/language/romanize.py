"""A readable Latin form of an Arabic name, for entities that no registry names in English.

Names in common use are written as the press writes them (``seeds/language/latin_names.csv``). The rest follows camel-tools'
character maps (`camel_tools.utils.charmap`, the ``ar2hsb`` family maps one character to one symbol) in method, but writes what a
reader can read: digraphs, "al-" for the article, and an "a" where two consonants open a word or three meet, since Arabic does not
write its short vowels.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from camel_tools.utils.charmap import CharMapper
from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import SeedError, Seeds

_MAPPER = CharMapper(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "aa", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
        "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
        "و": "ou", "ي": "i", "ى": "a", "ة": "a", "ء": "", "ئ": "i", "ؤ": "ou", "پ": "p", "ڤ": "v", "گ": "g", "ڭ": "g", "چ": "ch", "ژ": "j", "ـ": "",
        "\u064b": "an", "\u064c": "un", "\u064d": "in", "\u064e": "a", "\u064f": "u", "\u0650": "i", "\u0651": "", "\u0652": "",
    },
    None,
)  # fmt: skip
_VOWELS = frozenset("aiou")
_DIGRAPHS = ("th", "kh", "dh", "sh", "gh", "ch", "ou", "aa")


class LatinName(BaseModel):
    """A line of ``language/latin_names.csv``: a name or a part of one, and its usual Latin spelling."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    latin: str


def load_latin_names(seeds: Seeds) -> dict[str, str]:
    """Usual Latin spellings by folded name. A name that stands there twice is refused with file and line."""
    out: dict[str, str] = {}
    for line, row in seeds.csv("language/latin_names.csv", LatinName):
        if out.setdefault(fold(row.name), row.latin) != row.latin:
            raise SeedError(f"{seeds.folder / 'language/latin_names.csv'}, line {line}: {row.name} stands there twice; remove one")
    return out


def romanize(name: str, usual: Mapping[str, str] | None = None) -> str:
    """``name`` in Latin letters: ``"ناصر الكتاني"`` gives ``"Nasser al-Katani"`` where ``usual`` knows "ناصر". Characters without an Arabic letter stay as they are."""
    usual = usual or {}
    return " ".join(usual.get(fold(w)) or _word(w, usual) for w in name.split())


def _word(word: str, usual: Mapping[str, str]) -> str:
    if "-" in word:
        return "-".join(usual.get(fold(part)) or _word(part, usual) for part in word.split("-") if part)
    for joined in ("عبد", "أبو", "ابو"):
        rest = word.removeprefix(joined)
        if rest != word and len(rest) > 3 and (joined != "عبد" or rest.startswith("ال")):
            return f"{'Abd' if joined == 'عبد' else 'Abu'} {usual.get(fold(rest)) or _word(rest, usual)}"
    article = word.startswith("ال") and len(word) > 3
    if article and (known := usual.get(fold(word[2:]))) is not None:
        return "al-" + known
    return _spelled(word, article)


@lru_cache(maxsize=16384)
def _spelled(word: str, article: bool) -> str:
    latin = _MAPPER.map_string((word[2:] if article else word).replace("إي", "إ"))
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
    text = "".join(_with_vowels(out))
    return ("al-" if article else "") + text[:1].upper() + text[1:]


def _with_vowels(letters: list[str]) -> list[str]:
    """``letters`` (single letters; digraphs in two) with an "a" behind the first of two opening consonants, and before the last of three."""
    units: list[str] = []
    for letter in letters:
        if units and units[-1] + letter in _DIGRAPHS:
            units[-1] += letter
        else:
            units.append(letter)
    out: list[str] = []
    run = 0
    for n, unit in enumerate(units):
        consonant = unit[0] not in _VOWELS and unit.isalpha()
        run = run + 1 if consonant else 0
        if consonant and ((run == 2 and n == 1) or run == 3):
            out.append("a")
            run = 1
        out.append(unit)
    return out
