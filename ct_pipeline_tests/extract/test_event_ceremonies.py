"""Ceremonies, benches and beginnings: invented sentences that tell them, and look-alikes that do not."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.test_event_participants import parts
from ct_pipeline_tests.extract.test_events import facts_of


def kinds(text: str) -> list[str]:
    return sorted(e.event_type for e in facts_of(text, None).events)


def test_credentials_are_handed_over_however_far_the_papers_stand() -> None:
    text = (
        "تسلم الأمين العام للمجلس ماهر القحطاني، في مقر المجلس بالدوحة اليوم، أوراق اعتماد مندوب غانا لدى المجلس كوفي أدوماكو. "
        "حضر مراسم التسلم سفير غانا جوزيف أمبونساه ومدير الإدارة القانونية فهد الدوسري."
    )
    assert kinds(text) == ["meeting"]
    assert {"ماهر القحطاني", "كوفي أدوماكو", "جوزيف أمبونساه", "فهد الدوسري"} <= parts(text, "meeting").keys()


def test_taking_an_office_over_is_no_reception() -> None:
    assert kinds("تسلم العميد ماهر القحطاني أمس الثلاثاء مهام مدير المركز الوطني لمكافحة الإرهاب.") == ["appointment"]


def test_judges_of_a_verdict_told_one_sentence_later() -> None:
    text = (
        "قضت محكمة جنايات الإسكندرية، اليوم الثلاثاء، بمعاقبة ثلاثة متهمين بالسجن المؤبد في قضية الخلية الإرهابية.\n"
        "صدر الحكم برئاسة المستشار هاني الدمرداش، وعضوية المستشارين سامح البنا وطارق فكري، وبحضور أيمن شكري رئيس النيابة."
    )
    found = parts(text, "trial")
    assert found.get("هاني الدمرداش") == "chair"
    assert {"سامح البنا": "attendee", "طارق فكري": "attendee", "أيمن شكري": "attendee"}.items() <= found.items()


def test_a_committee_under_its_chairman_is_no_bench() -> None:
    text = (
        "قضت محكمة جنايات الإسكندرية، اليوم الثلاثاء، بمعاقبة ثلاثة متهمين بالسجن المؤبد في قضية الخلية الإرهابية.\n"
        "وتواصل لجنة الإغاثة برئاسة الطبيب هاني الدمرداش وعضوية سامح البنا عملها في المدينة."
    )
    assert not {"هاني الدمرداش", "سامح البنا"} & parts(text, "trial").keys()


BEGUN = [
    ("يذكر أن المركز الإقليمي لتبادل المعلومات بدأ عمله في مارس 2009.", ["launch"]),
    ("دشنت أمس في مقر الرابطة بالدوحة أعمال الدورة التدريبية الرابعة حول أمن الحدود.", ["conference"]),
    ("دشنت وزارة الداخلية أمس المركز الوطني لمكافحة الإرهاب.", ["launch"]),
    ("أوقفت الشرطة الفيدرالية أمس عند معبر بالوغ متشددا مطلوبا لدى القضاء.", ["operation"]),
    ("انعقدت أمس في لومي الجلسة الثانية للجنة التوجيه الخاصة بأمن الحدود.", ["meeting"]),
]


@pytest.mark.parametrize(("text", "expected"), BEGUN)
def test_beginnings_and_sittings(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize("text", ["بدأ عمله صحفيا في جريدة محلية عام 1990.", "بدأ عمله في التجارة مع والده في الثمانينات."])
def test_a_career_is_no_launch(text: str) -> None:
    assert "launch" not in kinds(text)


def test_an_agreement_signed_on_the_same_occasion_has_its_day_and_town() -> None:
    opening = "أشرف وزير الدفاع أمس الثلاثاء بالدوحة على تدشين المركز الإقليمي لمكافحة الإرهاب. "
    same = facts_of(opening + "وأبرمت، بالمناسبة نفسها، اتفاقية شراكة بين المركز ومنظمة الإنتربول.", None).events
    assert {(e.event_type, e.city, e.start_date) for e in same} == {(k, "الدوحة", same[0].start_date) for k in ("launch", "agreement")}
    other = facts_of(opening + "وأبرمت من قبل اتفاقية شراكة بين المركز ومنظمة الإنتربول.", None).events
    assert [e.start_date for e in other if e.event_type == "agreement"] == [None]


def test_caught_in_an_ambush_of_the_police() -> None:
    assert kinds("وتلقى تدريبات قبل أن يضبطه قطاع الأمن الوطني في كمين بمحافظة أسوان يوم 3 فبراير 2021.") == ["operation"]
    assert kinds("قتل ثلاثة جنود من قوات مكافحة الإرهاب في كمين نصبه إرهابيون بمدينة غاو يوم 3 فبراير 2021.") == ["attack"]


def test_a_hall_of_conferences_is_no_conference() -> None:
    assert kinds("وقعت أمس الثلاثاء بقاعة المؤتمرات في مسقط مذكرة تفاهم بين قطر وعمان حول مكافحة الإرهاب.") == ["agreement"]
    assert kinds("انطلقت أمس الثلاثاء في مسقط أعمال المؤتمر الرابع حول مكافحة الإرهاب.") == ["conference"]


def test_a_programme_is_adopted() -> None:
    assert kinds("وتمت أمس في مسقط المصادقة على برنامج تعاون لمكافحة الإرهاب بين أجهزة الأمن.") == ["launch"]
