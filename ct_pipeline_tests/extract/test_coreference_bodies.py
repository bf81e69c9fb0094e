"""Short forms of bodies. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.reading import bodies, names, read


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("أطلق المنتدى الإقليمي لأمن الحدود خطة. وأكد المنتدى أنها جاهزة.", "المنتدى"),
        ("أطلق المنتدى الإقليمي لأمن الحدود خطة. وأفاد بيان للمنتدى بذلك.", "لمنتدى"),
        ("أصدرت وزارة الغابات والموارد المائية بيانا. وأوضحت الوزارة ذاتها الأمر.", "الوزارة"),
        ("اجتمعت اللجنة الدائمة لتنسيق الإغاثة. وقال رئيس اللجنة إن العمل بدأ.", "اللجنة"),
        ("اجتمعت اللجنة الدائمة لتنسيق الإغاثة. وانتخب رئيسا للجنة.", "لجنة"),
        ("وقع المركز الوطني لدراسات الصحراء الاتفاق. وقال المركز الوطني إنه سعيد.", "المركز الوطني"),
    ],
)
def test_a_head_with_the_article_stands_for_the_body(text: str, short: str) -> None:
    context = read(text)
    resolved = bodies(context, named=False)
    assert [context.doc.surface(m.start, m.end) for m in resolved] == [short]
    assert resolved[0].entity_id == bodies(context)[0].entity_id
    assert resolved[0].method == "short_form"


def test_the_latest_of_two_is_meant() -> None:
    context = read("اجتمعت اللجنة الدائمة لتنسيق الإغاثة ثم اللجنة الوطنية لمراقبة الحدود. وقالت اللجنة إنها راضية.")
    assert bodies(context, named=False)[0].entity_id == bodies(context)[1].entity_id


def test_an_adjective_picks_the_body() -> None:
    context = read("اجتمعت اللجنة الدائمة لتنسيق الإغاثة ثم اللجنة الوطنية لمراقبة الحدود. وقالت اللجنة الدائمة إنها راضية.")
    assert bodies(context)[-1].entity_id == bodies(context)[0].entity_id or bodies(context, named=False)[0].entity_id == bodies(context)[0].entity_id


def test_nothing_to_stand_for_stays_unresolved() -> None:
    assert names(read("قالت اللجنة إن المنتدى سيجتمع وإن الوزارة موافقة."), named=False) == []
    context = read("أصدرت وزارة الغابات والموارد المائية بيانا. وقالت اللجنة إن القوات انسحبت.")
    assert names(context, named=False) == []
