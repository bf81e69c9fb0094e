"""Folding: a matching key beside the text, and the map of offsets back to it.

Folding unifies what Arabic typists vary (hamza carriers, alef maqsura, ta marbuta, Persian and extended letters, digits of
every script, quotation marks, dashes) and drops what carries no identity (diacritics, tatweel, direction marks).
It follows the maps of camel-tools (`camel_tools.utils.charsets`, `normalize`) character by character, because
camel-tools' own functions return a new string and lose the offsets.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from camel_tools.utils.charsets import AR_DIAC_CHARSET, AR_LETTERS_CHARSET
from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar

# What camel-tools' normalization does not cover: hamza carriers, and letters of Persian, Urdu, Kurdish and Maghrebi print.
_LETTERS = {
    "ٲ": "ا", "ٳ": "ا", "ی": "ي", "ې": "ي", "ے": "ي", "ئ": "ي", "ؤ": "و", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "ڭ": "ك", "ݣ": "ك", "ڤ": "ف", "ڥ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز", "ۆ": "و", "ۇ": "و", "ڨ": "ق",
}  # fmt: skip
_PUNCTUATION = {
    "،": ",", "؛": ";", "؟": "?", "٫": ".", "٬": ",", "٪": "%", "٭": "*", "۔": ".",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "❝": '"', "❞": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'", "‹": "'", "›": "'",
    "–": "-", "—": "-", "‒": "-", "―": "-", "−": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-",
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u2002": " ", "\u2003": " ", "\t": " ", "\r": " ", "\u2028": "\n", "\u2029": "\n", "\x0b": " ", "\x0c": "\n",
}  # fmt: skip
# Tatweel, joiners, direction marks and other invisible characters: they change how a word looks, never which word it is.
_DROPPED = frozenset(AR_DIAC_CHARSET) | frozenset("ـ\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c\u06e5\u06e6")


def _build_table() -> dict[int, str]:
    table = {ord(k): v for k, v in {**_LETTERS, **_PUNCTUATION}.items()}
    for letter in AR_LETTERS_CHARSET:
        plain = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(letter)))
        if plain != letter:
            table.setdefault(ord(letter), plain)
    for zero in (0x0660, 0x06F0):
        for d in range(10):
            table[zero + d] = str(d)
    # Presentation forms (ligatures of PDF and old CMS exports) decompose into several letters.
    for cp in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        plain = unicodedata.normalize("NFKC", chr(cp))
        if plain != chr(cp):
            table[cp] = "".join(table.get(ord(c), c) for c in plain if c not in _DROPPED).strip()
    for cp in (*range(0x41, 0x5B), *range(0xC0, 0xDF)):
        table[cp] = chr(cp).lower()
    return table


_TABLE = _build_table()
_MULTI = frozenset(chr(k) for k, v in _TABLE.items() if len(v) != 1)
_SHORT = 64  # characters: from here on a look-up of all at once is faster than `str.translate`, which asks the table for each


def _build_codes() -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """The table as an array over all code points; those that become several characters stand for themselves."""
    codes = np.arange(0x110000, dtype="<u4")
    for code, plain in _TABLE.items():
        if len(plain) == 1:
            codes[code] = ord(plain)
    return codes


_CODES = _build_codes()


def _one_to_one(text: str) -> str:
    """Every character that becomes one other character replaced by it."""
    if len(text) < _SHORT:
        return text.translate(_ONE)
    return _CODES.take(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")).tobytes().decode("utf-32-le", "surrogatepass")


_ONE = {k: v for k, v in _TABLE.items() if len(v) == 1}


def _class(characters: Iterable[str]) -> str:
    return "".join(re.escape(c) for c in sorted(characters))


_BLANKS = frozenset({" ", "\n"} | {k for k, v in _PUNCTUATION.items() if v in (" ", "\n")})
# A hashtag within a sentence, some outlets' habit: "التقى سيرغي #لافروف الوزير". In a line of tags another tag or nothing follows.
_TAG = r"(?<![\w#&])#(?=[ء-ي]{2,20}(?: +[ء-ي(\"«“\d]|[،,.:؛]))"
# What one-to-one translation cannot do: runs of blanks, characters that go, characters that become several.
_TATWEEL = "ـ"
_SPECIAL = re.compile(
    f"(?P<blank>[{_class(_BLANKS)}][{_class(_BLANKS | (_DROPPED - {_TATWEEL}))}]+)|(?P<dash>(?<!\\w){_TATWEEL}+(?!\\w))"
    f"|(?P<dropped>[{_class(_DROPPED)}]+|{_TAG})|(?P<several>[{_class(_MULTI)}])|(?P<glued>ة(?=ـ*[ء-غف-ي])|ى(?=ال))"
)
# Where that begins, without its name and end, which the engine finds several times faster.
_BEGINS = re.compile(f"[{_class(_DROPPED | _MULTI)}]|#|[{_class(_BLANKS)}][{_class(_BLANKS | (_DROPPED - {_TATWEEL}))}]|ة(?=ـ*[ء-غف-ي])|ى(?=ال)")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """The folded key of ``raw``. ``text[i]`` came from ``raw[starts[i]]``; a dropped character belongs to the one before it."""

    raw: str
    text: str
    starts: array[int] | None  # None: one to one

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of ``text[start:end]`` (folded, end exclusive), diacritics inside and after the last letter included."""
        if self.starts is None:
            return start, end
        raw_start = self.starts[start] if start < len(self.text) else len(self.raw)
        if end <= start:
            return raw_start, raw_start
        last = self.starts[end - 1] + 1
        limit = self.starts[end] if end < len(self.text) else len(self.raw)
        while last < limit and self.raw[last] in _DROPPED and not _is_mark(self.raw[last]):
            last += 1
        return raw_start, min(last, max(limit, last))

    def folded_index(self, raw_index: int) -> int:
        """The first folded index whose character starts at or after ``raw_index``."""
        if self.starts is None:
            return min(raw_index, len(self.text))
        i = bisect_right(self.starts, raw_index)
        if i and self.starts[i - 1] == raw_index:
            i -= 1
            while i and self.starts[i - 1] == raw_index:
                i -= 1
        return i


def _is_mark(ch: str) -> bool:
    return ch in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c"


def fold_text(raw: str) -> FoldedText:
    """Fold ``raw`` with an offset map. Runs of blanks become one space, or their line breaks where they have any."""
    plain = _one_to_one(raw)
    first = _BEGINS.search(raw)
    if first is None:
        return FoldedText(raw, plain, None)
    own = array("I", np.arange(len(raw), dtype=np.uintc).tobytes())  # each character's own offset
    parts: list[str] = []
    starts = array("I")
    done, one_to_one = 0, True
    for found in _BEGINS.finditer(raw, first.start()):
        begin = found.start()
        if begin < done or (match := _SPECIAL.match(raw, begin)) is None:
            continue
        end = match.end()
        parts.append(plain[done:begin])
        starts.extend(own[done:begin])
        kind = match.lastgroup
        if kind == "blank":
            breaks = [i for i in range(begin, end) if plain[i] == "\n"]
            parts.append("\n" * len(breaks) or " ")
            starts.extend(breaks or [begin])
            one_to_one &= len(breaks) == end - begin
        elif kind == "dash":  # a tatweel that joins no letters is typed for a dash: "بيروت ـ"
            parts.append("-")
            starts.append(begin)
            one_to_one &= end - begin == 1
        elif kind == "glued":  # these two letters end words only: a scrape lost the space after them ("القطريةالدوحة")
            parts.append(plain[begin] + " ")
            starts.extend((begin, end))
            one_to_one = False
        elif kind == "several":
            mapped, one_to_one = _TABLE[ord(raw[begin])], False
            parts.append(mapped)
            starts.extend([begin] * len(mapped))
        else:  # dropped
            one_to_one = False
        done = end
    parts.append(plain[done:])
    starts.extend(own[done:])
    return FoldedText(raw, "".join(parts), None if one_to_one else starts)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The folded key of a short string (a name, a cue), stripped, without its offsets."""
    return fold_text(text).text.strip()


def without_breaks(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with a space for each line break within one of ``spans``: a sentence that was broken at a width reads like any other, and offsets stay."""
    for start, end in spans:
        if text.find("\n", start, end) >= 0:
            text = text[:start] + text[start:end].replace("\n", " ") + text[end:]
    return text
