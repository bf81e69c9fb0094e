"""Sentences that look as if something had happened: demands, requirements, verbs of another sense; and one exercise told by two words."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.test_event_retellings import events

_FIELD = "وتندرج الخطوة ضمن جهود مكافحة الإرهاب وتمويله في البلاد. "


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("وقال الوزير إن تأسيس التحالف يتطلب توافقا واسعا بين الدول.", "launch"),
        ("طالبت الجمعية بـ\"إعادة فتح المركز بمدينة تازة\".", "launch"),
        ("وأعلن السائقون احتجاجهم بعد توقفهم التام عن العمل.", "operation"),
        ("وكان المشتبه فيه يقوم بشراء مواد من إحدى الورشات بمدينة طنجة.", "conference"),
        ("وخلف القانون غضبا عارما في البلاد.", "appointment"),
        ("وأعادت الحكومة بعض الثقة للمواطنين.", "other"),
        ("وقال إن القانون يتطلب إقالة المسؤول عند ثبات المخالفة.", "appointment"),
        ("وأحالت عناصر الدرك جثة الهالك على النيابة العامة من أجل التشريح.", "trial"),
        ("ويدعم القانون الموردين الذين أبرموا اتفاقيات مع الدولة.", "agreement"),
    ],
)
def test_no_event(sentence: str, type_: str) -> None:
    assert not events(_FIELD + sentence, type_)


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("وقال الوزير إن تأسيس التحالف سنة 2015 وحد الجهود.", "launch"),
        ("وأعادت السلطات فتح المركز بمدينة تازة يوم 3 يناير 2024.", "launch"),
        ("وأوقفت الشرطة السائقين بمدينة تازة يوم 3 يناير 2024.", "operation"),
        ("ففر إلى بولندا، قبل أن توقفه الشرطة البولندية في وارسو يوم 3 يناير 2024.", "operation"),
        ("وقام الوفد بزيارة إلى عمان يوم 3 يناير 2024.", "visit"),
        ("وخلف علي حسن على رأس الجهاز سنة 2019 العقيد سالم عمر.", "appointment"),
        ("وأعلنت الحكومة إقالة مدير الأمن سالم عمر يوم 3 يناير 2024.", "appointment"),
        ("وأحالت عناصر الدرك المشتبه فيه على النيابة العامة يوم 3 يناير 2024.", "trial"),
        ("ويدعم القانون الدول التي أبرمت اتفاقية الرياض سنة 1998.", "agreement"),
    ],
)
def test_event(sentence: str, type_: str) -> None:
    assert events(_FIELD + sentence, type_)


@pytest.mark.parametrize(("day", "told"), [("12", 1), ("14", 2)])
def test_one_exercise_by_two_words(day: str, told: int) -> None:
    text = (
        "نفذ الجيش الجزائري يوم 12 مارس 2024 تمرينا بالذخيرة الحية لمكافحة الإرهاب في تندوف. "
        f"واعتبر خبير أن المناورات التي نفذتها الجزائر يوم {day} مارس 2024 قرب تندوف رسالة إلى الإرهابيين."
    )
    assert len(events(text, "operation")) == told


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("وناقش المجلس القانون، على أن يتم، بعد نهاية أشغاله، عقد اجتماع لدراسة التمويل.", "planned"),
        ("وشدد على أن اللجنة عقدت اجتماعا لدراسة التمويل.", "held"),
    ],
)
def test_what_is_stipulated_is_to_come(sentence: str, status: str) -> None:
    assert [e.status for e in events(_FIELD + sentence, "meeting")][-1] == status


def test_the_first_minister_is_no_first_round() -> None:
    assert [e.edition for e in events(_FIELD + "وسيجري الوزير مباحثات مع نظيره الوزير الأول الفرنسي جان ماير في باريس.", "meeting")] == [None]
    assert [e.edition for e in events(_FIELD + "وعقد الوزيران الجولة الأولى من المباحثات في باريس يوم 3 يناير 2024.", "meeting")] == [1]


def test_a_place_told_aside_is_not_the_meetings() -> None:
    told = events(_FIELD + "وتطرق اللقاء الذي عقده الوزيران أمس إلى ملف سالم عمر المتهم بخطف الطائرة التي أجبرت على الهبوط في مطار لارنكا.", "meeting")
    assert [(e.city, e.country_iso2) for e in told] == [(None, None)]
    told = events(_FIELD + "وتطرق اللقاء الذي عقده الوزيران أمس في مدينة لارنكا إلى ملف سالم عمر.", "meeting")
    assert [e.country_iso2 for e in told] == ["CY"]


def test_what_is_sent_is_no_visitor() -> None:
    assert not events(_FIELD + "وناقش الوفدان التدابير التي سيتم إرسالها إلى وزير الداخلية في مدريد.", "visit")


@pytest.mark.parametrize(("printed", "name"), [("للقاء التحضيري الثاني للقمة", "اللقاء التحضيري الثاني للقمة"), ("للاجتماع التحضيري الثاني للقمة", "الاجتماع التحضيري الثاني للقمة")])
def test_lil_before_a_name_is_taken_apart(printed: str, name: str) -> None:
    assert [e.name_ar for e in events(_FIELD + f"وأعلن الوزير عن استضافة بلاده {printed} يوم 3 مارس 2022 في عمان.", "meeting")] == [name]
