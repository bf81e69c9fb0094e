"""Short forms of people: last names, bare titles, "the same". All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import people_context, references

INTRODUCED = "قال وزير الخارجية الكيني دانيال أوموندي إن القمة ناجحة. وحضر سفير المغرب بنيروبي هشام البوزيدي. "

STANDS_FOR = [
    ("وأضاف أوموندي أن العمل مستمر.", "أوموندي", "دانيال أوموندي"),
    ("وشكر البوزيدي الحضور.", "البوزيدي", "هشام البوزيدي"),
    ("وأوضح السيد أومندي أن العمل مستمر.", "أومندي", "دانيال أوموندي"),  # a slip of spelling, with a cue
    ("وختم الوزير بالقول إن الباب مفتوح.", "الوزير", "دانيال أوموندي"),
    ("وأشار السفير إلى أهمية الحدث.", "السفير", "هشام البوزيدي"),
    ("وذكر الدبلوماسي المغربي بأهمية الحدث.", "الدبلوماسي", "هشام البوزيدي"),
    ("وقال وزير الخارجية الكيني إن القمة انتهت.", "وزير الخارجية", "دانيال أوموندي"),
    ("وأشار المسؤول الكيني إلى ذلك.", "المسؤول", "دانيال أوموندي"),
    ("وقال السفير ذاته إن القمة انتهت.", "السفير ذاته", "هشام البوزيدي"),
]


@pytest.mark.parametrize(("sentence", "phrase", "person"), STANDS_FOR)
def test_a_short_form_stands_for_its_person(sentence: str, phrase: str, person: str) -> None:
    assert (phrase, person) in references(INTRODUCED + sentence)


NOBODY = [
    "وأشارت السفيرة إلى ذلك.",  # nobody of that gender holds the office
    "وقال المسؤول الياباني إن القمة انتهت.",  # nor of that country
    "وأكد القاضي ذلك.",  # nor that office
    "وتحدث عن العمل الدبلوماسي.",  # an adjective
    "وعبر عن سعادته بالنتيجة.",  # "his happiness"
]


@pytest.mark.parametrize("sentence", NOBODY)
def test_what_stands_for_nobody_here(sentence: str) -> None:
    assert references(INTRODUCED + sentence) == []


def test_the_speaker_is_who_spoke_last_not_who_was_mentioned_last() -> None:
    text = "قال الباحث نبيل القرشي إن البلاد، بتوجيه من الملك عبد العزيز الثالث، اختارت الإصلاح. واعتبر المتحدث ذاته أن الطريق طويل."
    assert ("المتحدث ذاته", "نبيل القرشي") in references(text)


def test_an_honorific_with_a_pronoun() -> None:
    text = "تلقى معالي خلفان القبيسي، وزير دولة، اتصالا من معالي نائب وزير الخارجية شوكت مرادوف. وأكد معاليه أهمية التعاون."
    assert ("معاليه", "خلفان القبيسي") in references(text)


def test_a_short_form_is_no_named_mention_and_has_the_same_id() -> None:
    context = people_context(INTRODUCED + "وأضاف أوموندي أن العمل مستمر.")
    full = next(m for m in context.mentions if m.is_named and context.doc.surface(m.start, m.end) == "دانيال أوموندي")
    short = next(m for m in context.mentions if context.doc.surface(m.start, m.end) == "أوموندي")
    assert short.entity_id == full.entity_id
    assert not short.is_named
    assert short.method == "short_form"


def test_the_nisba_of_a_reference_tells_the_country() -> None:
    context = people_context("ونقل عن رئيس اللجنة، العميد طلال الخصاونة، قوله إن الملف جاهز. ودعا المسؤول الأردني إلى التريث في المغرب.", agency="MAP")
    assert [a.country_iso2 for a in context.affiliations] == ["JO"]
