"""Nameless members who speak for their body, clauses behind a relative clause, and nouns that are written like verbs of saying."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.test_events import facts_of
from ct_pipeline_tests.extract.test_statement_sources import spoken

SPOKEN: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "شدد وزراء التحالف الدولي لهزيمة تنظيم داعش على ضرورة حماية المدنيين. وأكد البيان المشترك، الذي نشر أمس، أنه ينبغي دعم البلدان. وأكد الوزراء أنفسهم على الحاجة إلى التنسيق.",
        [("شدد", "التحالف الدولي لهزيمة داعش"), ("أكد", "التحالف الدولي لهزيمة داعش"), ("أكد", "التحالف الدولي لهزيمة داعش")],
    ),
    ("وأكد أعضاء مجلس الأمن أن الإرهاب خطر على السلم.", [("أكد", "مجلس الأمن الدولي")]),
    (
        "قال الوزير كمال البشري إن الأمر مهم. وقال الوزير، الذي تحدث في لقاء بالرباط حيث أبلغ نظيره الغاني كوفي منساه قرار بلاده، إن القرار نهائي.",
        [("قال", "كمال البشري"), ("قال", "كمال البشري")],
    ),
    ("الأمين العام للمركز كمال البشري أكد لـ CNN بالعربية، أن المنصة تخدم الجميع.", [("أكد", "كمال البشري")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPOKEN, ids=range(len(SPOKEN)))
def test_it_is_said(text: str, expected: list[tuple[str, str]]) -> None:
    assert spoken(text) == expected


# text, verb and speaker that must not be read
NOT_SPOKEN: list[tuple[str, str, str]] = [
    ("وطالب مجلس الأمن بفتح تحقيق. ويتساءل حقوقيون عن أسباب التأخر.", "يتساءل", "مجلس الأمن الدولي"),
    ("جاء ذلك في سؤال وجهه الوزير كمال البشري، البرلماني عن الحزب، إلى الوزير هيثم الراضي، طالب فيه بالكشف عن الخطة.", "طالب", "هيثم الراضي"),
    ('ونشر الفريق رسالة على الموقع الاجتماعي "فيسبوك" قال من خلالها إن العيد قريب.', "قال", "فيسبوك"),
    ("وبخصوص عدم تأكيد أو نفي الرئيس عمر ديالو أن بلاده تبني قاعدة، صمت الجميع.", "نفي", "عمر ديالو"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "speaker"), NOT_SPOKEN, ids=range(len(NOT_SPOKEN)))
def test_it_is_not_said(text: str, verb: str, speaker: str) -> None:
    assert (verb, speaker) not in spoken(text)


@pytest.mark.parametrize(
    "text",
    [
        "نفذ الجيش الكيني أمس مناورة عسكرية كبيرة في نيروبي. وقال الوزير كمال البشري إن بلاده تحمي حدودها.",
        "تنعقد غدا في عمّان قمة حول أمن الحدود. وقال الوزير كمال البشري إن بلاده تحمي حدودها.",
    ],
)
def test_nothing_is_said_at_a_manoeuvre_or_at_what_is_yet_to_come(text: str) -> None:
    facts = facts_of(text)
    assert facts.statements and all(s.event_mention_id is None for s in facts.statements)
