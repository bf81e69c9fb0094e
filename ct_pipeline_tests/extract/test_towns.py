"""Towns that no registry knows: what a word for town introduces. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline.extract.host_states import find_host_states
from ct_pipeline.extract.names import find_names
from ct_pipeline.extract.towns import find_towns, town_id
from ct_pipeline_tests.extract.reading import context_of


def towns(text: str) -> list[str]:
    context = context_of(text)
    find_names(context)
    find_towns(context)
    return [context.doc.surface(m.start, m.end) for m in context.mentions if m.kind == "city"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("اتفق الجانبان على لقاء في مدينة غورنوبيل.", ["غورنوبيل"]),
        ("زار الوفد مدينة غورنوبيل سونغو أمس.", ["غورنوبيل سونغو"]),
        ("أوقف ببلدة غورنبينغن رجل.", ["غورنبينغن"]),
        ("وصل إلى مدينة غورنوبيل. وقال سكان في غورنوبيل إن الوضع هادئ.", ["غورنوبيل", "غورنوبيل"]),
        ("عاد من مدينة الرباط.", ["الرباط"]),  # known
        ("تقام الندوة في مدينة جديدة قريبا.", []),  # any town
        ("أغلقت مدينة الملاهي أبوابها.", []),
        ("تحدث عن مدينة كبيرة وبلدة صغيرة.", []),
        ("قال إن مدينة تعيش في سلام.", []),
    ],
)
def test_a_word_for_town_introduces_its_name(text: str, found: list[str]) -> None:
    assert towns(text) == found


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("اجتمع الخبراء في الورشة التي تستضيفها النيجر بحضور وفد كينيا. وأشاد وفد كينيا بالدولة المضيفة.", "country:NE"),
        ("اجتمع الخبراء في نيامي بحضور النيجر وكينيا. وشكر المشاركون البلد المضيف.", "country:NE"),
        ("اجتمع الخبراء بحضور النيجر وكينيا. وشكر المشاركون البلد المضيف.", None),  # who hosts is not told
        ("تستضيف كينيا الدورة الأولى وتستضيف النيجر الثانية. وشكر المشاركون البلد المضيف.", None),  # which of them
    ],
)
def test_the_host_state_is_the_one_the_article_tells(text: str, host: str | None) -> None:
    context = context_of(text)
    find_names(context)
    find_host_states(context)
    assert [m.entity_id for m in context.mentions if m.method == "metonymy"] == ([host] if host else [])


def test_its_id_is_of_its_name() -> None:
    context = context_of("زار الوفد مدينة غورنوبيل.")
    find_towns(context)
    assert [m.entity_id for m in context.mentions] == [town_id("غورنوبيل")]
    entity = context.entities[town_id("غورنوبيل")]
    assert (entity.kind, entity.name_ar, entity.is_registered) == ("city", "غورنوبيل", False)
    assert entity.name_en
