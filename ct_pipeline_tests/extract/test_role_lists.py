"""Members in quotation marks and of the inner body, deputies by ordinal and session, who held a chair before. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.test_roles import roles

READ: list[tuple[str, set[tuple[str, str, str, str]]]] = [
    ('وتقوم مجموعة دول الساحل الخمس التي تضم "مالي، تشاد، والنيجر" بدور هام.', {(x, "member", "مجموعة دول", "current") for x in ("ML", "TD", "NE")}),
    ("وانطلق اللقاء الفصلي للجنة الأمن والتنمية لمجموعة دول الساحل الخمس التي تضم مالي وتشاد والنيجر.", {(x, "member", "مجموعة دول", "current") for x in ("ML", "TD", "NE")}),
    ("انتخبت غانا في منصب النائب الأول لرئيس لجنة أمن الحدود.", {("GH", "vice_chair", "لجنة أمن", "elected")}),
    ("انتخبت غانا نائبا أول لرئيس الدورة الـ 31 للجنة أمن الحدود.", {("GH", "vice_chair", "لجنة أمن", "elected")}),
    ("تسلمت غانا رسميا رئاسة المنتدى الإقليمي لأمن الحدود بعد كينيا.", {("GH", "chair", "المنتدى الإقليمي", "current"), ("KE", "chair", "المنتدى الإقليمي", "former")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ, ids=range(len(READ)))
def test_roles_are_read(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert expected <= roles(text)


def test_the_seat_is_of_the_body_beside_it() -> None:
    before = "دعا المنتدى الإقليمي لأمن الحدود إلى الهدوء. "
    assert not [x for x in roles(before + "وقال الراصدون، وهو هيئة أهلية مقرها أكرا، إن المقاتلين انسحبوا.") if x[1] == "host"]


def test_a_meeting_comprises_no_members() -> None:
    assert not roles("وبدأت أشغال الاجتماع السنوي للمنتدى الإقليمي لأمن الحدود الذي يضم وفود مالي وتشاد.")
