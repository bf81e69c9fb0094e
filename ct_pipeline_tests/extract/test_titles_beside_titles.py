"""Titles beside titles, nisbas that mean something else, bodies of one title only. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import offices, people_context


def test_a_sovereign_of_a_named_state_keeps_his_title_beside_a_longer_one() -> None:
    found = offices("وشكر العاهل السعودي، الملك سلمان بن عبد العزيز، القائد الأعلى لكافة القوات العسكرية، على رعايته.")
    assert {(title, country) for _, title, country in found} == {("العاهل", "SA"), ("القائد الأعلى", "SA")}


def test_a_verbal_noun_and_its_preposition_inside_a_title() -> None:
    found = offices("وقدم رئيس لجنة الإشراف على المناورة، اللواء الركن سعد بن محمد الدوسري، عرضا مفصلا.")
    assert [(person, title) for person, title, _ in found] == [("سعد بن محمد الدوسري", "رئيس لجنة الإشراف على المناورة")]


def test_a_preposition_that_no_noun_of_the_title_governs() -> None:
    found = offices("ورد رئيس الحكومة على الأسئلة، والتقى اللواء الركن سعد بن محمد الدوسري.")
    assert [title for _, title, _ in found] == ["اللواء الركن"]


def test_each_title_has_its_own_body() -> None:
    context = people_context("وأكد ولي عهد أبوظبي نائب قائد القوات المسلحة بدولة الإمارات، الشيخ محمد بن زايد، أن المناورة ناجحة.")
    found = {a.title: a.organization_id for a in context.affiliations}
    assert found == {"ولي عهد أبوظبي": None, "نائب قائد القوات المسلحة بدولة الإمارات": "org:army-ae"}
    context = people_context("وقدم رئيس هيئة تدريب القوات المسلحة رئيس هيئة السيطرة على المناورة، اللواء سعد بن محمد الدوسري، عرضا.")
    assert [a.organization_id is None for a in context.affiliations] == [False, True]


@pytest.mark.parametrize("text", ["وقال رئيس لجنة المالية، سمير العمراني، إن المغرب ملتزم. وأكد رئيس لجنة المالية أن المغرب مستعد."])
def test_the_finance_committee_is_nobody_of_malis(text: str) -> None:
    assert [country for *_, country in offices(text)] == ["MA"]


def test_financiers_and_malians() -> None:
    countries = {m.entity_id for m in people_context("ودعا الشركاء الاقتصاديين والماليين إلى دعم الخطة.").mentions if m.kind == "country"}
    assert countries == set()
    countries = {m.entity_id for m in people_context("ووقع الهجوم في مالي. ودعا المواطنين الماليين إلى دعم الخطة.").mentions if m.kind == "country"}
    assert countries == {"country:ML"}
