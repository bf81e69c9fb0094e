"""Past or coming: what the clause around an expression says of its time, from verb forms and cue words (``seeds/language/tense.yml``).

Arabic marks most of it on the verb: س before an imperfect is future, a perfect is past (feminine perfects end in ت, derived ones
begin with ان، است، ا.ت and lack the ا before the last letter that their verbal nouns have).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.seeds import Seeds

Tense = Literal["past", "future"]

_WORD = re.compile(r"[^\W\d_]+")
_FUTURE = re.compile(r"[وف]?س[يتن][^\W\d_]{2,}\Z")
_DERIVED = re.compile(r"ا(?:ن|ست|[^لن]ت)[^\W\d_]{2,}\Z")
_WITH_OBJECT = re.compile(r"[^تيل][^\W\d_]{2,}ته(?:ا|م|ما|ن)?\Z")  # "الذي أطلقته": a feminine perfect and its object
_THAT = re.compile(r"ب?ان(?:ه|ها|هم|هما)?")
_OBJECT = re.compile(r"([يت][^\W\d_]{3,}?)ه(?:ا|م|ما|ن)?\Z")
_STOP = re.compile(r"[.;?!\n]")
_REACH = 140  # characters looked back, and half of it ahead


class TenseSeeds(BaseModel):
    """Schema of ``language/tense.yml``."""

    model_config = ConfigDict(extra="forbid")
    future_words: list[str]
    past_words: list[str]
    future_before: list[str]
    past_before: list[str]
    future_after: list[str]
    coming_verbs: list[str]
    sure_words: list[str]
    open_words: list[str]
    unsure_past: list[str]
    joints: list[str]
    adjectives: list[str]
    then: tuple[str, str]
    opens_verb: list[str]
    deciding: list[str]
    planned: list[str]
    not_verbs: list[str]


@dataclass(frozen=True, slots=True)
class TenseRules:
    words: dict[str, Tense | None]
    before: dict[str, Tense]  # prepositions right before a date
    after: frozenset[str]  # words right after a date that say it is to come
    weak: frozenset[str]  # words that tell of the past or the future, but not surely
    open: frozenset[str]  # words with which a past verb says nothing of the date
    joints: frozenset[str]  # words that open a clause of their own
    adjectives: frozenset[str]  # "next": of the session, not of the date
    then: tuple[str, str]  # "before ... did": the verb after it goes on with the story
    opens_verb: frozenset[str]  # words after which only a verb can stand
    deciding: frozenset[str]  # verbs whose day is not that of what they decide or announce
    planned: frozenset[str]  # nouns of what is decided or announced


def load_tense(seeds: Seeds) -> TenseRules:
    """The cues of ``language/tense.yml``, folded."""
    data = seeds.yaml("language/tense.yml", TenseSeeds)
    words: dict[str, Tense | None] = {}
    words.update({fold(w): "past" for w in data.past_words})
    words.update({fold(w): "future" for w in (*data.future_words, *data.coming_verbs)})
    words.update({fold(w): None for w in data.not_verbs})
    before: dict[str, Tense] = {fold(w): "future" for w in data.future_before}
    before.update({fold(w): "past" for w in data.past_before})
    weak = (frozenset(map(fold, (*data.coming_verbs, *data.future_words))) - frozenset(map(fold, data.sure_words))) | frozenset(map(fold, data.unsure_past))
    return TenseRules(
        words, before, frozenset(map(fold, data.future_after)), weak,
        frozenset(map(fold, data.open_words)), frozenset(map(fold, data.joints)),
        frozenset(map(fold, data.adjectives)), (fold(data.then[0]), fold(data.then[1])), frozenset(map(fold, data.opens_verb)),
        frozenset(map(fold, data.deciding)), frozenset(map(fold, data.planned)),
    )  # fmt: skip


def word_tense(rules: TenseRules, word: str) -> Tense | None:
    """The tense that one folded word shows, or None."""
    for form in (word, word[1:] if word[:1] in "وف" and len(word) > 3 else word):
        if form in rules.words:
            return rules.words[form]
    if (held := _OBJECT.match(word)) and rules.words.get(held.group(1)) == "future":
        return "future"  # "تحتضنها"
    if _FUTURE.match(word) and len(word) > 4:
        return "future"
    bare = word[1:] if word[:1] in "وف" and len(word) > 4 else word
    if bare.endswith("ت") and len(bare) >= 4 and not bare.endswith("ات") and not bare.startswith(("ال", "لل", "بال", "ت")):
        return "past"
    if len(bare) >= 5 and bare[-2] != "ا" and bare[-1] not in "يهءا" and not bare.endswith(("ات", "ين", "ون")) and _DERIVED.match(bare):
        return "past"
    return None


def tense_at(rules: TenseRules, text: str, begin: int, start: int, end: int, stop: int) -> Tense | None:
    """The tense of the clause around ``text[start:end]`` in the sentence ``text[begin:stop]``.

    The nearest verb before it decides; where it opens its clause ("وفي 5 ماي أوقفت ..."), the nearest after it.
    """
    low = max(begin, start - _REACH)
    before = text[low:start]
    cut = 0
    for m in _STOP.finditer(before):
        if m.group() != "." or not (m.end() < len(before) and before[m.end()].isdigit()):
            cut = m.end()
    before = before[cut:]
    words = _WORD.findall(before)
    for word in words[-3:][::-1]:
        if told := rules.before.get(word) or (rules.before.get(word[1:]) if word[0] in "وف" else None):
            return told
    if any(w in rules.after for w in _WORD.findall(text[end : min(stop, end + 30)])[:2]):
        return "future"
    ahead = text[end : min(stop, end + _REACH // 2)]
    opening = len(words) <= 2 or (before.rfind(",") >= 0 and len(_WORD.findall(before[before.rfind(",") :])) <= 2 and before[before.rfind(",") + 1 :].strip().startswith("و"))
    back = next((t for t in (None if _told_next(rules, words, n) or _after_preposition(words, n) else word_tense(rules, words[n]) for n in range(len(words) - 1, -1, -1)) if t), None)
    if back and not (opening and len(words) > 2):
        return back
    following = _STOP.split(ahead, maxsplit=1)[0]
    forward = next((t for t in (word_tense(rules, w) for w in _WORD.findall(following)[:9]) if t), None)
    return forward or back


def _told_next(rules: TenseRules, words: list[str], n: int) -> bool:
    """Whether a verb is told as the next thing in a story, in whatever tense that is: "قبل أن يحال"."""
    return n >= 2 and words[n - 1] == rules.then[1] and words[n - 2].removeprefix("و") == rules.then[0]


_PREPOSITIONS = frozenset(p for one in ("في", "الي", "عن", "علي", "مع") for p in (one, "و" + one))


def _after_preposition(words: list[str], n: int) -> bool:
    """Whether a word stands after a preposition, and so is no verb, whatever it looks like: "في فرانكفورت"."""
    return n >= 1 and words[n - 1] in _PREPOSITIONS


def told_surely(rules: TenseRules, text: str, begin: int, start: int, end: int, *, reach: int = 9) -> Tense | None:
    """The tense of the verb that governs ``text[start:]``, only where it is near (``reach`` words), in the same clause and unmistakable; else None."""
    if any(_FUTURE.match(w) and word_tense(rules, w) == "future" for w in _WORD.findall(_STOP.split(text[end : end + 40], maxsplit=1)[0])[:2]):
        return "future"  # "وفي أكتوبر 2021، سيتم ..."
    before = text[max(begin, start - _REACH) : start]
    cuts = [m.end() for m in _STOP.finditer(before)]
    words = _WORD.findall(before[cuts[-1] if cuts else 0 :])
    if words and (words[-1] in rules.open or rules.before.get(words[-1]) == "future"):
        return None
    if len(words) <= 2 and not any(word_tense(rules, w) for w in words):  # "وفي 15 سبتمبر 2024، جرى توقيع ...": it opens its clause
        following = _WORD.findall(_STOP.split(text[end : end + 40], maxsplit=1)[0])[:1]
        if following and word_tense(rules, following[0]) == "past" and following[0] not in rules.weak:
            return "past"
    that = next((n for n in range(len(words) - 1, max(len(words) - 6, -1), -1) if _THAT.fullmatch(words[n])), None)
    if that is not None and not any(word_tense(rules, w) for w in words[that + 1 :]):  # "قالت الوزارة إن فلانا في أبريل 2020 أرسل ...": so does what is said
        following = _WORD.findall(_STOP.split(text[end : end + 40], maxsplit=1)[0])[:1]
        if following and word_tense(rules, following[0]) == "past" and following[0] not in rules.weak:
            return "past"
    for n in range(1, min(reach, len(words)) + 1):
        word, before_it = words[-n], words[-n - 1] if n < len(words) else ""
        if word in rules.joints:
            return None
        if word in rules.adjectives or before_it in _PREPOSITIONS:
            continue
        told = word_tense(rules, word) or ("past" if before_it in rules.opens_verb and _WITH_OBJECT.match(word) else None)
        if told is not None:
            if told == "past" and not {word, word[1:]}.isdisjoint(rules.deciding) and any(w in rules.planned or w[1:] in rules.planned for w in words[len(words) - n + 1 :]):
                return None  # "قررت الوزارة تنظيم لقاء يوم 24 دجنبر": decided, not yet held
            if told == "future" and any(rules.words.get(w) == "future" and w not in rules.weak for w in words[: len(words) - n]):
                return "future"  # "يعتزمان الترشح خلال اجتماع يعقد في مارس": announced before it without doubt
            weak = (word in rules.weak or (word[0] in "وف" and word[1:] in rules.weak)) and not (told == "past" and before_it in rules.opens_verb)
            return None if weak or (told == "future" and n > 6) else told
    return None


def opens_in_past(rules: TenseRules, text: str, begin: int, stop: int) -> bool:
    """Whether a sentence opens with a verb of the past and holds nothing that speaks of what is to come."""
    words = _WORD.findall(text, begin, min(stop, begin + 1500))
    if not words or not any(word_tense(rules, w) == "past" for w in words[:2]):
        return False
    return not any(w in rules.open or w.removeprefix("ال") in rules.open or word_tense(rules, w) == "future" for w in words)
