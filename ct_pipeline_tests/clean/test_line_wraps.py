"""Prose broken into lines of one width reads like the same prose on one line each paragraph."""

from __future__ import annotations

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.clean import clean_article
from ct_pipeline.clean.line_wraps import wrapped_lines
from ct_pipeline.extract import extract_facts
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import RawArticle
from ct_pipeline_tests.robustness.invariants import sample_articles

WORDS = "أكد الوزير أن بلاده تواصل التعاون مع شركائها في مواجهة الإرهاب وتمويله، وأعلن عن اجتماع قريب بالرباط تشارك فيه وفود من المنطقة".split()
PARAGRAPH = st.tuples(st.permutations(WORDS * 3), st.integers(40, len(WORDS) * 3)).map(lambda drawn: " ".join(drawn[0][: drawn[1]]) + ".")


def lines_of(text: str) -> list[tuple[int, int]]:
    lines, position = [], 0
    for line in text.split("\n"):
        lines.append((position, position + len(line)))
        position += len(line) + 1
    return lines


def joined(text: str) -> str:
    lines = lines_of(text)
    goes_on = wrapped_lines(text, lines)
    return "".join((" " if n in goes_on else "\n" if n else "") + text[a:b] for n, (a, b) in enumerate(lines))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(PARAGRAPH, min_size=2, max_size=5), st.integers(45, 110), st.sampled_from(["\n", "\n\n"]))
def test_wrapped_paragraphs_are_put_together_again(paragraphs: list[str], width: int, between: str) -> None:
    text = between.join("\n".join(textwrap.wrap(p, width, break_long_words=False)) for p in paragraphs)
    assert [p for p in paragraphs if p not in joined(text)] == []  # two may have become one, where the last line is as long as the others by chance


def test_headlines_and_lists_stay_lines() -> None:
    for text in (
        "1. وفاة الأمين العام السابق يوم الثلاثاء\n2. المنتخب يكشف لائحة المباراة الودية المقبلة\n3. وزير التربية يرد على النقابات\nاترك تعليقا\nالاسم البريد الإلكتروني",
        "ارتفاع أسعار المحروقات في الأسواق الوطنية\nالوداد يفوز على ضيفه بهدفين لواحد في الدورة العشرين\nأمطار متفرقة الأربعاء\n"
        "البنك المركزي يبقي على سعر الفائدة\nافتتاح معرض الكتاب بحضور ثلاثين دولة\nحريق بسوق شعبي يخلف خسائر مادية",
        "\n".join("قال الوزير إن الاجتماع ناقش سبل التعاون بين البلدين في مجالات عدة منها الأمن ومكافحة الإرهاب والجريمة المنظمة العابرة للحدود." for _ in range(6)),
    ):
        assert wrapped_lines(text, lines_of(text)) == frozenset()


def test_an_article_wrapped_tells_the_same() -> None:
    """Sentence for sentence and event for event, as on one line each paragraph."""
    knowledge = load_knowledge()
    same = total = 0
    for article in list(sample_articles())[::4]:
        wrapped = "\n".join("\n".join(textwrap.wrap(line, 78, break_long_words=False)) for line in article.raw_text.split("\n"))
        told = []
        for text in (article.raw_text, wrapped):
            raw = RawArticle(article.article_id, article.source_uri, article.media_type, article.encoding, text)
            facts = extract_facts(raw, clean_article(raw, knowledge), knowledge)
            told.append({(e.event_type, e.start_date, e.city, e.is_main) for e in facts.events} | {(s.speaker_id, s.is_direct) for s in facts.statements})
        same += len(told[0] & told[1])
        total += len(told[0] | told[1])
    assert same >= 0.93 * total
