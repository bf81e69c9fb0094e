"""Bodies beside other words: a holder's nisba, groups in lists, an army's command, states that are called a union. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import people_context


def _bodies(text: str) -> list[tuple[str, str]]:
    context = people_context(text)
    return [(context.doc.surface(m.start, m.end), m.entity_id) for m in context.mentions if m.kind == "organization"]


def test_the_nisba_of_a_man_is_not_his_federations() -> None:
    names = [name for name, _ in _bodies("وقال رئيس الكونفدرالية الإفريقية لكرة اليد السنغالي محمد ديالو إن القرار نهائي.")]
    assert names == ["الكونفدرالية الإفريقية لكرة اليد"]


def test_the_nisba_stays_where_it_may_be_the_bodys() -> None:
    names = [name for name, _ in _bodies("وقال رئيس إدارة الأمن الوطني الأفغاني رحمة الله نبيل إن الهجوم أحبط.")]
    assert names == ["إدارة الأمن الوطني الأفغاني"]


@pytest.mark.parametrize("text", ["وحذر من جماعات متشددة كالقاعدة وداعش في المنطقة.", "وحذر من داعش والقاعدة معا."])
def test_a_group_beside_its_like(text: str) -> None:
    assert {entity for _, entity in _bodies(text)} == {"org:al-qaeda", "org:daesh"}


def test_a_base_alone_is_no_group() -> None:
    assert _bodies("وقال إن القاعدة تنطبق على الجميع والاستثناء نادر.") == []


def test_the_command_of_an_army_is_the_army() -> None:
    bodies = _bodies("أعلن الجيش اللبناني توقيف خلية. وقالت قيادة الجيش في بيان إنها مسلحة.")
    assert bodies == [("الجيش اللبناني", "org:laf-lb"), ("قيادة الجيش", "org:laf-lb")]


def test_a_state_that_calls_itself_a_union_is_no_body() -> None:
    assert _bodies("وافتتح اتحاد جزر القمر قنصليته أمس.") == []


def test_adjectives_of_a_plural_complement_belong_to_the_name() -> None:
    assert [name for name, _ in _bodies("ودعت جمعية المنعشين العقاريين إلى الحوار.")] == ["جمعية المنعشين العقاريين"]


def test_an_adjective_that_judges_is_left_off() -> None:
    bodies = _bodies("وقصفت ميليشيا الحوثي الانقلابية حيا سكنيا.")
    assert bodies == [("ميليشيا الحوثي", "org:houthis")]


def test_two_registered_bodies_joined_by_and_are_two() -> None:
    assert {entity for _, entity in _bodies("ورحبت قرارات مجلس الأمن الدولي والأمم المتحدة بالاتفاق.")} == {"org:un-sc", "org:un"}


def test_the_strength_of_relations_is_no_force() -> None:
    assert _bodies("وأشاد بقوة العلاقات التاريخية بين البلدين.") == []


def test_what_a_party_is_in_brackets_is_not_its_short_name() -> None:
    assert [name for name, _ in _bodies("وقال نائب من حزب الاستقلال (معارضة) إن القانون مهم.")] == ["حزب الاستقلال"]


@pytest.mark.parametrize("text", ["وذلك لمصلحة استقرار المنطقة.", "بما يخدم مصلحة الشعب.", "وهو ضد مصلحة الدول الأعضاء."])
def test_the_good_of_something_is_no_bureau(text: str) -> None:
    assert _bodies(text) == []


def test_a_bureau() -> None:
    assert [name for name, _ in _bodies("وأشرفت مصلحة الضرائب على العملية.")] == ["مصلحة الضرائب"]


@pytest.mark.parametrize("text", ["وجدد دعم بلاده للوحدة الترابية للدول.", "وهما سلطة السياسة النقدية وسلطة القضاء.", "وأشاد المشرف على الجهاز الدبلوماسي المغربي باللقاء."])
def test_abstract_nouns_are_no_bodies(text: str) -> None:
    assert _bodies(text) == []


def test_a_quoted_clause_names_no_initiative() -> None:
    assert _bodies('وقال إن القرار مبادرة "تعتبر مدرسة في المستقبل".') == []
    assert [name for name, _ in _bodies('وأطلقت مبادرة "صنع في المغرب" أمس.')] == ['مبادرة "صنع في المغرب"']


def test_armed_forces_are_those_of_the_state_behind_them() -> None:
    bodies = _bodies("وصل نائب القائد الأعلى للقوات المسلحة بدولة الإمارات. وشكر الكويت ومصر. وأتاح التمرين للقوات المسلحة فرصة.")
    assert [entity for _, entity in bodies] == ["org:army-ae", "org:army-ae"]


def test_armed_forces_of_no_state_that_the_text_tells() -> None:
    assert all(entity.startswith("org:x") for _, entity in _bodies("وشاركت القوات المسلحة في التمرين إلى جانب مصر والكويت."))


def test_a_mission_named_after_its_task_and_a_movement_after_its_head() -> None:
    assert [name for name, _ in _bodies("وقالت بعثة تقصي الحقائق إن الهجوم وقع. وصنفت الدولة حركة غولن جماعة محظورة.")] == ["بعثة تقصي الحقائق", "حركة غولن"]
    assert _bodies("وسافرت بعثة من الخبراء. وتعرف المدينة حركة سير كثيفة.") == []


def test_the_coalition_by_its_aim() -> None:
    assert ("التحالف ضد داعش", "org:coalition-daesh") in [(name.removeprefix("ل"), entity) for name, entity in _bodies("وحضر الاجتماع الوزاري في إطار التحالف ضد داعش.")]


@pytest.mark.parametrize("text", ["وهما يعتبران وحدة الدول ووحدة الشعوب ركيزتين.", "وتلك المرتبطة بتنظيم العملية الانتخابية."])
def test_unity_and_arranging_are_no_bodies(text: str) -> None:
    assert _bodies(text) == []


def test_what_ends_a_bodys_name() -> None:
    assert [name for name, _ in _bodies("ونوقش سحب النص من مجلس النواب وإعادته إليه. وقال نائب عن حزب الاستقلال المنتمي إلى المعارضة ذلك.")] == ["مجلس النواب", "حزب الاستقلال"]
