"""Look-alikes that give nobody a part, and the capacities that the same words give where they are meant: invented sentences."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.test_event_participants import parts

# text, type of event, who must take part in which capacity
TOLD: list[tuple[str, str, dict[str, str]]] = [
    ("يشارك وزير الدفاع هاني الراوي غدا في الاجتماع الرابع للتحالف الذي ينعقد في أثينا.", "meeting", {"هاني الراوي": "attendee"}),
    ("عقدت حكومة المغرب أمس في الرباط اجتماعا حول أمن الموانئ.", "meeting", {"حكومة المغرب": "organizer"}),
    ("انعقد أمس في نيامي الاجتماع الخامس للمجلس الأعلى للأمن، الذي ترأسه الوزير عيسى مامادو.", "meeting", {"عيسى مامادو": "chair"}),
    ("قال الوزير نبيل الصايغ، أمس خلال المؤتمر الثالث لأمن المطارات في عمّان، إن التهديد تراجع.", "conference", {"نبيل الصايغ": "speaker"}),
    ("انطلق أمس في صفاقس الملتقى الثاني للأمن الرقمي، المنظم من طرف جامعة صفاقس.", "meeting", {"جامعة صفاقس": "organizer"}),
    ("حظي الوزير جابر العلوي أمس في مدريد باستقبال من قبل الرئيس لويس كارمونا.", "meeting", {"لويس كارمونا": "host"}),
    ("عين الملك عبد الحميد الثالث أمس لجنة للتحقيق في الهجوم.", "appointment", {}),
    ("أطلقت وزارة العدل أمس برنامجا لتأهيل السجناء.", "launch", {"وزارة العدل": "organizer"}),
    ("استقبل الرئيس فؤاد العلمي أمس في القصر الوزيرة مارينا كوستا.", "meeting", {"فؤاد العلمي": "host", "مارينا كوستا": "attendee"}),
    ("زار وزير الصحة كمال الدريدي أمس مدينة قفصة. وعقد وزير الصحة اجتماعا مع الأطباء.", "meeting", {"كمال الدريدي": "attendee"}),
    ("غادر الوزير سامر الخليل بيروت أمس عقب حضوره الاجتماع الثاني للخبراء.", "meeting", {"سامر الخليل": "attendee"}),
    ("أعلنت الوزارة أن مشاركة الأردن في الاجتماع السادس للتحالف الذي انعقد أمس في لاهاي كانت ناجحة.", "meeting", {"JO": "attendee"}),
    ("أوقفت الشرطة أمس في تعز ستة أشخاص. ومن بين الموقوفين مروان الشميري وهو قائد بارز في التنظيم.", "operation", {"مروان الشميري": "subject"}),
    ("عقد الوزير أنس الكردي أمس ندوة صحافية في دمشق، حضرها السفير بول لامبير.", "conference", {"أنس الكردي": "speaker", "بول لامبير": "attendee"}),
]

# text, type of event, who must not take part (in any capacity, or in the one given)
NOT_TOLD: list[tuple[str, str, str, str | None]] = [
    ("ينعقد غدا في أثينا الاجتماع الرابع للتحالف. وقال مصدر إن وزير الدفاع هاني الراوي لن يشارك في هذا الاجتماع.", "meeting", "هاني الراوي", None),
    ("عقدت محاكم المغرب أمس 300 جلسة عن بعد.", "meeting", "MA", None),
    ("تقود النقابة، التي يترأسها عمر الفهري، منذ أمس مفاوضات مع وزارة النقل.", "meeting", "عمر الفهري", None),
    ("انعقد أمس في عمّان المؤتمر الثالث لأمن المطارات. وقال الخبير نبيل الصايغ في بلاغ إن التهديد تراجع.", "conference", "نبيل الصايغ", None),
    ("انعقد أمس في عمّان المؤتمر الثالث لأمن المطارات بمشاركة تركيا. وكان الملك سليم الأول قد أكد أن التهديد تراجع.", "conference", "سليم الأول", None),
    ("كان الوزير يتحدث أمس في جلسة بمجلس النواب عن الانتقادات التي وجهت إليه من طرف حزب الوفاق.", "meeting", "حزب الوفاق", None),
    ("عين الملك عبد الحميد الثالث أمس لجنة للتحقيق في الهجوم.", "appointment", "عبد الحميد الثالث", "subject"),
    ("تم أمس إطلاق البوابة الإلكترونية الجديدة لمجلس النواب.", "launch", "مجلس النواب", "subject"),
    ("استقبل والي الأمن أمس، بتكليف من المدير العام سعيد الهلالي، الطفلة ريم.", "meeting", "سعيد الهلالي", "host"),
    ("أوقفت السلطات أمس مئة شخص على ارتباط بجماعة محظورة وزعيمها جمال الكوفي.", "operation", "جمال الكوفي", None),
    ("قال المتحدث إن مشتبها بهما أوقفا أمس في قطر وعمان.", "operation", "OM", "organizer"),
    ("عقد الوزير أنس الكردي أمس ندوة صحافية في دمشق، حضرها السفير بول لامبير.", "conference", "بول لامبير", "speaker"),
    ("جرى توقيف المشتبه فيه أمس بالتنسيق مع السلطات المحلية في القرية، وفقا لما أوردته وكالة رويترز.", "operation", "رويترز", None),
]


@pytest.mark.parametrize(("text", "kind", "expected"), TOLD, ids=range(len(TOLD)))
def test_a_capacity_that_the_words_give_is_read(text: str, kind: str, expected: dict[str, str]) -> None:
    found = parts(text, kind)
    assert expected.items() <= found.items(), found


@pytest.mark.parametrize(("text", "kind", "name", "role"), NOT_TOLD, ids=range(len(NOT_TOLD)))
def test_a_look_alike_gives_nobody_a_part(text: str, kind: str, name: str, role: str | None) -> None:
    found = parts(text, kind)
    assert name not in found if role is None else found.get(name) != role, found
