"""Folding: what varies is unified, and every folded character knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ct_pipeline.language.fold import fold, fold_text
from ct_pipeline.language.particles import readings, without_article

ARABIC = st.text(alphabet="ابتثأإآىيةهؤئكلمنوگڤـًَُِّ ﻻﷺ\n\t\u00a0\u200f\u202b٠١۲3«»“”،؛abc-–", max_size=80)
ANYTHING = st.text(max_size=60)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("الأُمَمُ المُتّحِدة", "الامم المتحده"),
        ("إلى", "الي"),
        ("المنتدى", "المنتدي"),
        ("فورونكوف ڤورونكوف", "فورونكوف فورونكوف"),
        ("الاتحـــاد", "الاتحاد"),
        ("٢٠٢٤ ۲۰۲۴", "2024 2024"),
        ("«داعش» “داعش” \"داعش\"", '"داعش" "داعش" "داعش"'),
        ("سوف\u00a0\u00a0 \tيأتي", "سوف ياتي"),
        ("سطر \n  سطر", "سطر\nسطر"),
        ("ﻻ ﻷن", "لا لان"),
        ("\u202bنص\u202c", "نص"),
        ("بيروت ـ الوكالة", "بيروت - الوكاله"),
        ("التقى سيرغي #لافروف الوزير", "التقي سيرغي لافروف الوزير"),
        ("وصل إلى #الدوحة، أمس", "وصل الي الدوحه, امس"),
        ("#قطر #الدوحة", "#قطر #الدوحه"),
        ("C#عنوان الدرس", "c#عنوان الدرس"),
    ],
)
def test_what_typists_vary_is_unified(typed: str, folded: str) -> None:
    assert fold_text(typed).text == folded


@given(st.one_of(ARABIC, ANYTHING))
@settings(max_examples=300, deadline=None)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    folded = fold_text(text)
    previous = 0
    for i in range(len(folded.text)):
        start, end = folded.raw_span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert start >= previous
        previous = start
        assert folded.folded_index(start) <= i
    assert folded.raw_span(0, len(folded.text))[1] <= len(text)


@given(st.one_of(ARABIC, ANYTHING))
@example("ةـ 3")
@settings(max_examples=300, deadline=None)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(ARABIC)
@settings(max_examples=200, deadline=None)
def test_a_raw_slice_folds_to_the_folded_slice(text: str) -> None:
    """What stands at the raw span of some folded words is what those words were."""
    folded = fold_text(text)
    start, end = folded.raw_span(0, len(folded.text))
    assert fold(text[start:end]) == fold(folded.text)


def test_offsets_span_the_diacritics_of_a_word() -> None:
    text = "قالَ الوَزيرُ: نعم"
    folded = fold_text(text)
    at = folded.text.index("الوزير")
    start, end = folded.raw_span(at, at + len("الوزير"))
    assert text[start:end] == "الوَزيرُ"


def test_particles_are_read_off_and_the_contracted_article_restored() -> None:
    assert ("ل", "المنتدي") in readings(fold("للمنتدى"))
    assert ("وب", "الرباط") in readings(fold("وبالرباط"))
    assert ("", "وزير") in readings(fold("وزير"))
    assert all(len(rest) >= 2 for _, rest in readings("وب"))
    assert without_article("المنتدي") == "منتدي"
    assert without_article("ال") == "ال"


def test_a_space_that_a_scrape_lost_behind_a_letter_that_ends_words_is_put_back() -> None:
    folded = fold_text("العاصمة القطريةالدوحة إلىالمغرب")
    assert folded.text == "العاصمه القطريه الدوحه الي المغرب"
    for name in ("القطريه", "الدوحه", "المغرب"):
        at = folded.text.index(name)
        start, end = folded.raw_span(at, at + len(name))
        assert fold(folded.raw[start:end]) == name


def test_a_word_that_ends_where_it_ends_is_left_whole() -> None:
    assert fold("مدرسةٌ كبيرة، شىء") == "مدرسه كبيره, شيء"
