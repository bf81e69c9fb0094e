"""Offices that two share, lists of names with their offices behind, and whom an officer serves where his title does not say. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import named, offices


def test_two_who_share_an_office_serve_their_own_countries() -> None:
    found = offices("قال إن وزيري الدفاع الكيني دانيال أوموندي والغاني كوفي منساه وقعا المذكرة.")
    assert {(person, country) for person, _, country in found} == {("دانيال أوموندي", "KE"), ("كوفي منساه", "GH")}


def test_each_office_of_a_list_stands_behind_its_holder() -> None:
    found = offices("يضم الوفد غسان المصمودي، وزير الري، هشام البوزيدي، وزير النقل، رشيد القرقري وزير الصيد.")
    assert [(person, title) for person, title, _ in found] == [("غسان المصمودي", "وزير الري"), ("هشام البوزيدي", "وزير النقل"), ("رشيد القرقري", "وزير الصيد")]


@pytest.mark.parametrize(
    ("sentence", "person", "country"),
    [
        ("وصل المبعوث الأمريكي دانيال هارتلي ونائبه الجنرال توماس ريدفورد إلى بغداد.", "توماس ريدفورد", "US"),
        ("استقبل الوزير سفير خادم الحرمين الشريفين لدى كينيا فهد المصمودي.", "فهد المصمودي", "SA"),
        ("مثل كينيا في الدورة وفد برئاسة كاتب الدولة دانيال أوموندي.", "دانيال أوموندي", "KE"),
        ("وتحدث الخبير الغاني كوفي منساه.", "كوفي منساه", "GH"),
    ],
)
def test_whom_an_officer_serves(sentence: str, person: str, country: str) -> None:
    assert country in [c for p, _, c in offices(sentence) if p == person]


@pytest.mark.parametrize(
    "sentence",
    [
        "وروى المصدر الذي تحدث إلينا ما جرى.",  # an alef that the name "روي" has not
        "الهجوم الذي راح ضحيته شهيدا الواجب بالمدينة.",  # a dual, no accusative
        "إن قادة الشرطة العرب يضطلعون بدور حاسم.",
        "وجه نائبان برلمانيان سؤالا إلى الوزارة.",
    ],
)
def test_what_only_looks_like_a_name(sentence: str) -> None:
    assert named(sentence) == []


def test_a_quarters_name_is_a_place_throughout() -> None:
    assert named("شارك سكان حي غسان المصمودي في الحملة. وعبر كثيرون عن رأيهم في غسان المصمودي.") == []
