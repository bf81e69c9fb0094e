"""Whether an article is about counter-terrorism at all: weighted vocabulary, by spread over distinct terms and by density."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log2

from pydantic import BaseModel, ConfigDict

from ct_pipeline.clean.cues import leftmost
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.lexicon.matcher import Matcher
from ct_pipeline.lexicon.seeds import Seeds

CERTAIN = 3.0  # terms of this weight and more speak of terrorism by themselves


class RelevanceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    threshold: float
    half: float
    terms: dict[float, list[str]]
    counter: dict[float, list[str]]


@dataclass(frozen=True, slots=True)
class RelevanceRules:
    matcher: Matcher[tuple[str, float]]  # the term as listed, its weight
    threshold: float
    half: float


def load_relevance(seeds: Seeds) -> RelevanceRules:
    """Compile ``cues/relevance.yml``; a term of a counter field has a negative weight."""
    file = seeds.yaml("cues/relevance.yml", RelevanceFile)
    weights: dict[str, float] = {}
    for sign, groups in ((1.0, file.terms), (-1.0, file.counter)):
        for weight, terms in groups.items():
            for term in terms:
                weights.setdefault(fold(term), sign * weight)
    patterns = [(term, (term, weight)) for term, weight in weights.items()]
    patterns += [("ال" + term, (term, weight)) for term, weight in weights.items() if " " not in term and not term.startswith("ال") and "ال" + term not in weights]
    return RelevanceRules(Matcher(patterns), file.threshold, file.half)


def score_relevance(title: str, body: str, knowledge: Knowledge) -> tuple[bool, float]:
    """``(is_relevant, relevance)`` of folded ``title`` and ``body``; relevance lies in 0..1.

    Each term counts with its weight, once in full and less for each repetition, so that one figure of speech ("إرهاب كروي")
    among the words of another field stays below the threshold. Words of security and justice at large only support the words
    that are certain, up to the same worth. Long articles need more of it: the sum shrinks with the square root of their length.
    """
    rules = knowledge.rules(load_relevance)
    counts: Counter[tuple[str, float]] = Counter()
    for text, times in ((title, 2), (body, 1)):
        for m in leftmost(rules.matcher.find(text)):
            counts[m.payloads[0]] += times
    worth = {term: weight * (1 + log2(count)) / 2 for (term, weight), count in counts.items()}
    certain = sum(worth[term] for term, weight in counts if weight >= CERTAIN)
    support = sum(worth[term] for term, weight in counts if 0 < weight < CERTAIN)
    against = sum(worth[term] for term, weight in counts if weight < 0)
    said = sum(count for (_, weight), count in counts.items() if weight >= CERTAIN)
    helpers = sum(1 for _, weight in counts if 0 < weight < CERTAIN)
    score = certain + min(support, certain) + against
    words = body.count(" ") + 1
    score /= max(1.0, (words / 250) ** 0.5)
    distinct = sum(1 for _, weight in counts if weight >= CERTAIN)
    if distinct < 2 and said < 3 and helpers < 2:
        score *= 0.5
    relevance = score / (score + rules.half) if score > 0 else 0.0
    return relevance >= rules.threshold, round(relevance, 4)
