"""Verbs whose passive is written apart from the active: "اغتيل", "أحيل", "أقيل" are told of whom it was done to."""

from __future__ import annotations

import pytest

from ct_pipeline.extract.event_forms import passive_forms
from ct_pipeline.language.fold import fold
from ct_pipeline_tests.extract.test_events import facts_of

TOLD = [
    ("attack", "اغتيل الوزير السابق خالد نزال في بيروت يوم 12 مارس 2020."),
    ("attack", "في 3 ماي 2019 اغتيل القيادي كمال الزياني برصاص مجهولين في عدن."),
    ("trial", "أحيل المتهم سالم الهادي على النيابة العامة لمكافحة الإرهاب يوم 3 ماي 2024."),
    ("appointment", "وأقيل مدير الأمن كمال السعدي من منصبه يوم الأحد 5 ماي 2024 بعد الهجوم."),
]


@pytest.mark.parametrize(("kind", "text"), TOLD)
def test_it_was_done_to_him(kind: str, text: str) -> None:
    facts = facts_of(text)
    found = [e for e in facts.events if e.event_type == kind]
    assert len(found) == 1
    assert {p.role for p in facts.event_participants if p.event_mention_id == found[0].event_mention_id and p.entity_id.startswith("person:")} == {"subject"}


def test_forms() -> None:
    assert {w for w, _ in passive_forms("اغتال", "يغتال")} == {"اغتيل", "اغتيلت", "اغتيلوا", "اغتيلا", "اغتيلتا"}
    assert {fold("أقيل"), "يقال"} <= {w for w, _ in passive_forms("أقال", "يقيل")}


@pytest.mark.parametrize(("past", "present"), [("قاد", "يقود"), ("اعتقل", "يعتقل"), ("استهدف", "يستهدف"), ("دعا", "يدعو")])
def test_verbs_that_are_written_alike_have_none(past: str, present: str) -> None:
    assert list(passive_forms(past, present)) == []


def test_a_passive_that_is_something_else() -> None:
    assert facts_of("وأحيل التقرير السنوي عن الميزانية على لجنة المالية يوم 3 ماي 2024.").events == ()
