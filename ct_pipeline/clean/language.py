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


_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")


def load_languages(seeds: Seeds) -> dict[str, LanguageWords]:
    """``cues/languages.yml``."""
    return seeds.yaml("cues/languages.yml", LanguagesFile).languages


def detect_language(text: str, knowledge: Knowledge) -> str:
    """ISO 639-1 code, or ``und`` where the first 1,000 characters decide nothing."""
    text = text[:1000].lower()
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if arabic + latin < 10:
        return "und"
    script = "arabic" if arabic >= latin else "latin"
    tokens = Counter(w for w in simple_word_tokenize(text) if w[0].isalpha())  # camel-tools' tokenizer: no offsets are needed here
    letters = max(arabic, latin)
    best, code_of_best = 0.0, "und"
    for code, language in knowledge.rules(load_languages).items():
        if language.script != script:
            continue
        score = sum(tokens[w] for w in language.words) / max(1, sum(tokens.values()))
        score += 3.0 * sum(text.count(c) for c in language.letters) / letters if language.letters else 0.0
        if score > best:
            best, code_of_best = score, code
    return code_of_best if best >= 0.02 else ("ar" if script == "arabic" and best > 0 else "und")
