"""Chairs that go round, members that come and go, founders and seats: sentences invented for each wording, and for each one that tells no role."""

from __future__ import annotations

import pytest

from ct_pipeline.extract.affiliations import find_affiliations
from ct_pipeline.extract.roles import find_roles
from ct_pipeline_tests.extract.reading import read

GCTF = "org:gctf"
COUNCIL = "org:un-sc"


def told(text: str) -> set[tuple[str, str, str, str]]:
    """Holder, role, body and status of every role told by ``text``."""
    context = read("قال الناطق إن الأمر كذلك. " + text)
    find_affiliations(context)
    find_roles(context)
    return {(r.holder_id.removeprefix("country:"), r.role, r.organization_id, r.status) for r in context.roles}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ستقوم كينيا بتولي الرئاسة الدورية لمجلس الأمن الدولي الشهر المقبل.", ("KE", "chair", COUNCIL, "elected")),
        ("وأكد الوفد أن غانا ستترأس مجلس الأمن الدولي خلال شهر يناير.", ("GH", "chair", COUNCIL, "elected")),
        ("وستكون غانا رئيسة مجلس الأمن الدولي في نوفمبر المقبل.", ("GH", "chair", COUNCIL, "elected")),
        ("كانت غانا رئيسة مجلس الأمن الدولي الشهر الماضي.", ("GH", "chair", COUNCIL, "former")),
        ("خلال رئاستها لمجلس الأمن الدولي، نظمت كينيا ندوة.", ("KE", "chair", COUNCIL, "current")),
        ("وأشاد الوفد بغانا، رئيس المنتدى العالمي لمكافحة الإرهاب.", ("GH", "chair", GCTF, "current")),
        ("ودعت الكويت، العضو غير الدائم في مجلس الأمن الدولي، إلى جلسة طارئة.", ("KW", "member", COUNCIL, "current")),
        ("ويعتبر الأردن عضوا نشيطا في المنتدى العالمي لمكافحة الإرهاب.", ("JO", "member", GCTF, "current")),
        ("وقال إن تونس عضو أساسي في المنتدى العالمي لمكافحة الإرهاب.", ("TN", "member", GCTF, "current")),
        ("إن غانا دولة عضو في المنتدى العالمي لمكافحة الإرهاب.", ("GH", "member", GCTF, "current")),
        ("بصفتها عضوا في المنتدى العالمي لمكافحة الإرهاب، تشارك كينيا في الورشة.", ("KE", "member", GCTF, "current")),
        ("وعقدت القمة بمبادرة من الصين وغانا باعتبارها الرئيس الدوري للاتحاد الإفريقي.", ("GH", "chair", "org:au", "current")),
        ("طردت روسيا من المنتدى العالمي لمكافحة الإرهاب.", ("RU", "member", GCTF, "former")),
        ("وقررت كينيا الانسحاب من المنتدى العالمي لمكافحة الإرهاب.", ("KE", "member", GCTF, "former")),
        ("عادت كينيا إلى المنتدى العالمي لمكافحة الإرهاب.", ("KE", "member", GCTF, "current")),
        ("أعيد انتخاب كينيا في مجلس الأمن الدولي.", ("KE", "member", COUNCIL, "elected")),
        ("كانت تركيا والولايات المتحدة وراء إطلاق المنتدى العالمي لمكافحة الإرهاب.", ("TR", "founder", GCTF, "current")),
        ("وقد شاركت مصر في تأسيس المنتدى العالمي لمكافحة الإرهاب.", ("EG", "founder", GCTF, "current")),
        ("وتستضيف العاصمة الكينية نيروبي مقر المنتدى العالمي لمكافحة الإرهاب.", ("KE", "host", GCTF, "current")),
        ("سلم الرئيس الرواندي بول كاغامي رئاسة الاتحاد الإفريقي إلى نظيره المصري عبد الفتاح السيسي.", ("person:abdel-fattah-sisi", "chair", "org:au", "current")),
        ("سلم الرئيس الرواندي بول كاغامي رئاسة الاتحاد الإفريقي إلى نظيره المصري عبد الفتاح السيسي.", ("person:paul-kagame", "chair", "org:au", "former")),
        ("كان أسامة بن لادن مؤسس تنظيم القاعدة.", ("person:osama-bin-laden", "founder", "org:al-qaeda", "current")),
    ],
)
def test_a_role_is_told(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "هددت تركيا بالانسحاب من المنتدى العالمي لمكافحة الإرهاب.",
        "وقد عاد وفد من كينيا إلى المنتدى العالمي لمكافحة الإرهاب.",
        "أكدت غانا أن رئيسة مجلس الأمن الدولي ستزورها.",
        "دعا الأردن رئيس مجلس الأمن الدولي إلى التدخل.",
        "شارك الأردن في تأسيس آلية جديدة أعلنها مجلس الأمن الدولي.",
        "بالأردن، رئيس مجلس الأمن الدولي يلتقي الوزراء.",
        "وطرد الأردن دبلوماسيين من السفارة.",
        "واحتجزت كينيا سفينة تنتمي إلى دولة عضو في المنتدى العالمي لمكافحة الإرهاب.",
        "وحضر الوفد اجتماع المنتدى العالمي لمكافحة الإرهاب، الذي يرأسه أنطونيو غوتيريس.",
        "ولن تكون غانا رئيسة مجلس الأمن الدولي.",
    ],
)
def test_no_role_is_told(text: str) -> None:
    assert told(text) == set()


def test_a_person_behind_titles_heads_a_body() -> None:
    assert ("chair", "org:interpol") in {(role, body) for _, role, body, _ in told("يرأس اللواء الإماراتي أحمد ناصر الريسي منظمة الإنتربول.")}
    assert ("chair", COUNCIL) in {(role, body) for _, role, body, _ in told("تتولى مندوبة بريطانيا لدى الأمم المتحدة السفيرة باربرا وودورد رئاسة مجلس الأمن الدولي.")}
