"""Articles that go through a stage side by side come out as they do one by one, and one that cannot be digested goes alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ct_pipeline import pipeline
from ct_pipeline.clean import clean_article, clean_together
from ct_pipeline.extract import extract_facts, extract_together
from ct_pipeline.language.sieve import Sieve
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import RawArticle
from ct_pipeline.together import side_by_side

TEXTS = (
    "قال وزير الداخلية سالم الراوي إن اجتماعا عقد في الرباط يوم 3 يناير 2020. وأضاف الوزير أن التعاون مستمر.",
    "فاز الفريق في المباراة.",
    "",
    "أعلنت النيابة العامة في تونس توقيف ثلاثة متهمين بالإرهاب أمس الأحد.\n\nوقال الناطق باسمها مروان الحداد إن التحقيق بدأ في 12 مارس 2021.",
)
RAWS = [RawArticle(f"{n:016x}", f"t{n}", "text/plain", "utf-8", text) for n, text in enumerate(TEXTS)]


def test_side_by_side_gives_what_one_by_one_gives() -> None:
    knowledge, seconds = load_knowledge(), [0.0]
    cleaned = [clean_article(raw, knowledge) for raw in RAWS]
    assert clean_together(RAWS, knowledge, seconds) == cleaned
    assert len(seconds) == len(RAWS) and all(s > 0 for s in seconds)
    facts = [extract_facts(raw, clean, knowledge) for raw, clean in zip(RAWS, cleaned, strict=True)]
    assert extract_together(list(zip(RAWS, cleaned, strict=True)), knowledge) == facts
    assert facts[0].mentions and not facts[2].mentions


def test_every_item_is_through_a_step_before_the_next_step() -> None:
    seen: list[tuple[str, int]] = []
    side_by_side([lambda i: seen.append(("a", i)), lambda i: seen.append(("b", i))], [1, 2])
    assert seen == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]


def test_an_article_that_fails_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "TOGETHER", 3)
    calls: list[int] = []

    def work(some: Sequence[tuple[RawArticle, str]], seconds: list[float]) -> list[str]:
        calls.append(len(some))
        if any(text == "" for _, text in some):
            raise ValueError("no text")
        seconds[:] = [1.0] * len(some)
        return [text for _, text in some]

    report = pipeline.StageReport("clean")
    made, failures = pipeline._digest("clean", [(raw, raw.raw_text) for raw in RAWS], work, report)
    assert made == [text for text in TEXTS if text]
    assert [(f.article_id, f.error) for f in failures] == [(RAWS[2].article_id, "ValueError")]
    assert calls == [3, 1, 1, 1, 1]
    assert [i for _, i in report.slowest] == [RAWS[n].article_id for n in (0, 1, 3)]


def test_long_articles_are_not_held_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_TOGETHER_CHARACTERS", 30)
    sizes: list[int] = []

    def work(some: Sequence[tuple[RawArticle, None]], seconds: list[float]) -> list[None]:
        sizes.append(len(some))
        seconds[:] = [0.0] * len(some)
        return [None] * len(some)

    pipeline._digest("clean", [(raw, None) for raw in RAWS], work, pipeline.StageReport("clean"))
    assert sizes == [1, 2, 1]


def test_a_sieve_asks_for_each_word_once() -> None:
    asked: list[str] = []

    def long(word: str) -> bool:
        asked.append(word)
        return len(word) > 3

    sieve = Sieve(long)
    assert sieve.of(frozenset({"في", "الرباط"})) == {"الرباط"}
    assert sieve.of(frozenset({"في", "الرباط", "المغرب"})) == {"الرباط", "المغرب"}
    assert sieve.of(frozenset({"في"})) == set()
    assert sorted(asked) == sorted({"في", "الرباط", "المغرب"})
