"""Number words and ordinals, each form that is printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.language.fold import fold
from ct_pipeline.language.numerals import parse_number, parse_ordinal


@pytest.mark.parametrize(
    ("text", "value", "used"),
    [
        ("خمسة عشر مشاركا", 15, 2), ("خمس عشرة سنة", 15, 2), ("اثنا عشر بلدا", 12, 2), ("إحدى عشرة دولة", 11, 2), ("أحد عشر يوما", 11, 2), ("ست سنوات", 6, 1), ("ثماني دول", 8, 1),
        ("واحد وعشرين", 21, 2), ("مائة وعشرون شخصا", 120, 2), ("مئتين وخمسين", 250, 2), ("ثلاثمائة وخمسة وستون يوما", 365, 3), ("ألفين وخمسة عشر", 2015, 3), ("ألفي مقاتل", 2000, 1),
        ("ألف وتسعمائة وتسعة وتسعين", 1999, 4), ("ثلاثة آلاف جندي", 3000, 2), ("خمسين ألفا وثلاثمئة", 50300, 3), ("٤٥٠ مشاركا", 450, 1), ("بثلاثين وزيرا", 30, 1), ("عشرين سنة", 20, 1),
    ],
)  # fmt: skip
def test_numbers(text: str, value: int, used: int) -> None:
    assert parse_number(fold(text).split()) == (value, used)


@pytest.mark.parametrize(
    ("text", "value", "used"),
    [
        ("الحادية والأربعين", 41, 2), ("الحادي والعشرون", 21, 2), ("السادسة والعشرون", 26, 2), ("السادس عشر", 16, 2), ("الثانية عشرة", 12, 2), ("خامس دورات", 5, 1), ("تاسع مشاورات", 9, 1),
        ("العشرون", 20, 1), ("الأولى", 1, 1), ("للمرة", None, 0), ("الثالثة والتسعين", 93, 2), ("الخمسون بعد المائة", 150, 3), ("الـ٤١", 41, 1), ("الـ 41", 41, 2), ("الـ1219", 1219, 1), ("٤١", 41, 1),
        ("بالثامن والعشرين", 28, 2), ("المائة", 100, 1),
    ],
)  # fmt: skip
def test_ordinals(text: str, value: int | None, used: int) -> None:
    assert parse_ordinal(fold(text).split()) == ((value, used) if value else None)


def test_a_cardinal_is_no_ordinal() -> None:
    assert parse_ordinal(["عشرون", "وزيرا"]) is None
    assert parse_number(["الدوره"]) is None
    assert parse_number([]) is None and parse_ordinal([]) is None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(["خمسه", "وعشرون", "الف", "مايه", "عشر", "الحادي", "والثلاثين", "بعد", "3"])), max_size=8))
def test_never_fails_and_uses_no_more_than_it_has(words: list[str]) -> None:
    for parse in (parse_number, parse_ordinal):
        found = parse(words)
        assert found is None or (found[0] >= 0 and 1 <= found[1] <= len(words))
