"""A light stem for search: particles and endings off, verbal nouns of the common patterns to their verb.

The rules are data (``seeds/language/stem.yml``, ``stems.csv``) and the same for Python, which stems every word of every article once, and for SQL,
whose macro ``marts.stem`` stems what an analyst looks for. A light stem is no root: broken plurals are found where ``stems.csv`` lists them, forms I and IV of a verb
and their nouns mostly are not brought together, and two words may share a stem.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold, fold_text
from ct_pipeline.lexicon.seeds import Seeds

_FORBIDDEN = re.compile(r"\(\?[=!<P#]|\\[bBAZ1-9]|\\k")  # RE2 and Python must read a pattern alike


class RuleRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    pattern: str
    replace: str
    why: str


class StemFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    letters: str
    whole_beginnings: tuple[str, ...]
    rules: tuple[RuleRow, ...]
    stop_words: tuple[str, ...]


class StemRow(BaseModel):
    """A form that no rule brings to its word: a broken plural."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    form: str
    as_: str

    def __init__(self, **cells: object) -> None:
        super().__init__(**{("as_" if k == "as" else k): v for k, v in cells.items()})


WORD = r"[0-9a-zء-ي]+"  # of folded text
_WORD = re.compile(WORD)


_Rule = tuple[Callable[..., str], str, tuple[str, ...], tuple[str, ...]]  # substitution, replacement, and what a word must begin and end with


@dataclass(frozen=True)
class Stemmer:
    """``rules``: whole-word patterns with their replacements, in order. ``irregular``: stem by rule -> stem of the word it belongs to."""

    rules: tuple[tuple[str, str], ...]
    irregular: dict[str, str]
    stop_words: frozenset[str]
    _compiled: tuple[_Rule, ...] = field(repr=False, compare=False, default=())
    _known: dict[str, str] = field(repr=False, compare=False, default_factory=dict)

    def stem(self, word: str) -> str:
        """The stem of one folded word."""
        known = self._known.get(word)
        if known is None:
            known = self.by_rule(word)
            known = self.irregular.get(known, known)
            if len(self._known) > 500_000:
                self._known.clear()
            self._known[word] = known
        return known

    def by_rule(self, word: str) -> str:
        """The stem before irregular forms are looked up."""
        for sub, replacement, heads, tails in self._compiled:
            if word.startswith(heads) and word.endswith(tails):
                word = sub(replacement, word, count=1)
        return word

    def stems(self, text: str) -> str:
        """Every word of a raw text as its stem, between single blanks, a blank at both ends: ``' فكك خلي ارهاب '``. Empty where there is no word."""
        words = _WORD.findall(fold_text(text).text)
        known, stem = self._known, self.stem
        return " " + " ".join([known.get(w) or stem(w) for w in words]) + " " if words else ""


def load_stemmer(seeds: Seeds) -> Stemmer:
    """The stemmer of ``seeds/language``. Raises :class:`ct_pipeline.lexicon.seeds.SeedError` for what is not understood."""
    from ct_pipeline.lexicon.seeds import SeedError

    name = "language/stem.yml"
    data = seeds.yaml(name, StemFile)
    whole = _alternatives({fold(w) for w in data.whole_beginnings})
    rules: list[tuple[str, str]] = []
    for i, row in enumerate(data.rules):
        pattern = "^" + row.pattern.replace("{whole}", whole).replace("{L}", data.letters) + "$"
        if _FORBIDDEN.search(pattern) or "'" in pattern:
            raise SeedError(f"{seeds.folder / name}: rules.{i}: look-around, back references and quotation marks are not allowed: SQL must read the pattern alike")
        try:
            re.compile(pattern)
        except re.error as error:
            raise SeedError(f"{seeds.folder / name}: rules.{i}: not a pattern: {error}") from error
        rules.append((pattern, row.replace))
    compiled = tuple((re.compile(p).sub, r, _heads(p), _tails(p)) for p, r in rules)
    plain = Stemmer(tuple(rules), {}, frozenset(fold(w) for w in data.stop_words), compiled)
    irregular: dict[str, str] = {}
    for line, form in seeds.csv("language/stems.csv", StemRow):
        key, value = plain.by_rule(fold(form.form)), plain.by_rule(fold(form.as_))
        if irregular.get(key, value) != value:
            raise SeedError(f"{seeds.folder}/language/stems.csv, line {line}: {form.form} has the stem of a form listed above ({key}), with another word; keep one")
        if key != value:
            irregular[key] = value
    return Stemmer(tuple(rules), irregular, plain.stop_words, compiled)


def _heads(pattern: str) -> tuple[str, ...]:
    """What every match begins with, where the pattern says so plainly: most words are spared most patterns so."""
    if m := re.match(r"\^\(\?:([ء-ي|]+)\)", pattern):
        return tuple(m[1].split("|"))
    if m := re.match(r"\^(#\?)?(?:\[([ء-ي]+)\]|([ء-ي]))", pattern):
        letters = m[2] or m[3]
        return (*letters, *(("#" + x for x in letters) if m[1] else ()))
    return ("#",) if pattern.startswith("^#") and not pattern.startswith("^#?") else ("",)


def _tails(pattern: str) -> tuple[str, ...]:
    """What every match ends with, likewise."""
    if m := re.search(r"\(\?:([ء-ي|]+)\)\$$", pattern):
        return tuple(m[1].split("|"))
    m = re.search(r"[)}]([ء-ي]+)\$$", pattern)
    return (m[1],) if m else ("",)


def _alternatives(words: set[str]) -> str:
    """A pattern for any of ``words``, those with one first letter together: an engine that tries them one by one is done sooner."""
    if "" in words or len(words) < 4:
        return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"
    by_letter: dict[str, set[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], set()).add(word[1:])
    return "(?:" + "|".join(letter + _alternatives(rest) for letter, rest in sorted(by_letter.items())) + ")"


def stem_sql(stemmer: Stemmer, argument: str) -> str:
    """A SQL expression with the value of :meth:`Stemmer.stem` for the folded word in ``argument``."""
    expression = argument
    for pattern, replacement in stemmer.rules:
        expression = f"regexp_replace({expression}, '{pattern}', '{replacement}')"
    pairs = sorted(stemmer.irregular.items())
    forms, words = ("[" + ", ".join(f"'{p[i]}'" for p in pairs) + "]" for i in (0, 1))
    return f"coalesce({words}[nullif(list_position({forms}, {expression}), 0)], {expression})"
