"""The language of an article, by script and function words."""

from __future__ import annotations

import re
from collections import Counter

from camel_tools.tokenizers.word import simple_word_tokenize
from pydantic import BaseModel, ConfigDict

from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.lexicon.seeds import Seeds


class LanguageWords(BaseModel):
    """Per language code: letters only it writes, and its commonest function words (as printed, lower case)."""

    model_config = ConfigDict(extra="forbid")
    script: str  # arabic | latin
    letters: str = ""
    words: list[str]


class LanguagesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    languages: dict[str, LanguageWords]


_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+")
_LETTERS = re.compile(r"[a-z\u0621-\u064a]+")  # a word of these is one token


def load_languages(seeds: Seeds) -> dict[str, LanguageWords]:
    """``cues/languages.yml``."""
    return seeds.yaml("cues/languages.yml", LanguagesFile).languages


_SAMPLES = (200, 1000)  # characters: the second only where the first leaves it open
_CLEAR = 3.0  # a language this many times as likely as the next is taken at once


def detect_language(text: str, knowledge: Knowledge) -> str:
    """ISO 639-1 code, or ``und`` where the first 1,000 characters decide nothing."""
    languages = knowledge.rules(load_languages)
    for size in _SAMPLES:
        code, clear = _weigh(text[:size].lower(), languages)
        if clear or len(text) <= size:
            break
    return code


def _weigh(text: str, languages: dict[str, LanguageWords]) -> tuple[str, bool]:
    """The likeliest language of a stretch of lower-case text, and whether it is far ahead of the next."""
    arabic, latin = (sum(map(len, script.findall(text))) for script in (_ARABIC, _LATIN))
    if arabic + latin < 10:
        return "und", False
    script = "arabic" if arabic >= latin else "latin"
    tokens: Counter[str] = Counter()
    for word in text.split():
        if _LETTERS.fullmatch(word):
            tokens[word] += 1
        else:
            tokens.update(w for w in simple_word_tokenize(word) if w[0].isalpha())  # camel-tools' tokenizer: no offsets are needed here
    letters, words = max(arabic, latin), max(1, tokens.total())
    scores = []
    for code, language in languages.items():
        if language.script == script:
            score = sum(tokens[w] for w in language.words) / words
            score += 3.0 * sum(text.count(c) for c in language.letters) / letters if language.letters else 0.0
            scores.append((score, code))
    scores.sort(key=lambda s: -s[0])  # stable: of equals, the first listed
    best, code = scores[0] if scores and scores[0][0] > 0 else (0.0, "und")
    second = scores[1][0] if len(scores) > 1 else 0.0
    if best >= 0.02:
        return code, best >= 0.15 and best >= _CLEAR * second
    return ("ar" if script == "arabic" and best > 0 else "und"), False
