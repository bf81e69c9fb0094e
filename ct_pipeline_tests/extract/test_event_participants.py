"""Who took part in what capacity: invented sentences of every kind of cue, and look-alikes that give nobody a part."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.test_events import facts_of


def parts(text: str, kind: str, title: str | None = None) -> dict[str, str]:
    """Printed name or country code -> capacity, over all events of ``kind``."""
    facts = facts_of(text, title)
    names = {e.entity_id: e.name_ar for e in facts.entities}
    events = {e.event_mention_id for e in facts.events if e.event_type == kind}
    return {
        p.entity_id.removeprefix("country:") if p.entity_id.startswith("country:") else names[p.entity_id]: p.role
        for p in facts.event_participants if p.event_mention_id in events
    }  # fmt: skip


# text, type of event, who must take part in which capacity
TOLD: list[tuple[str, str, dict[str, str]]] = [
    ("استقبل وزير الداخلية سالم الحارثي أمس الثلاثاء في مكتبه السفير الإيطالي ماركو بيانكي.", "meeting", {"سالم الحارثي": "host", "ماركو بيانكي": "attendee"}),
    ("التقى المدير العام للأمن الوطني خالد الزروالي أمس في تونس نظيره التونسي منير السالمي.", "meeting", {"خالد الزروالي": "attendee", "منير السالمي": "attendee"}),
    ("تلقى وزير الخارجية سعد الخطيب اليوم اتصالا هاتفيا من نظيره الفنلندي يوهان كورهونن.", "meeting", {"سعد الخطيب": "attendee", "يوهان كورهونن": "attendee"}),
    ("أجرى وزير الدفاع طارق الحمداني يوم الأحد مباحثات في عمّان مع نظيره الأردني رائد العبادي.", "meeting", {"طارق الحمداني": "attendee", "رائد العبادي": "attendee"}),
    ("وقع وزير العدل سمير الكيلاني ونظيره العراقي ماجد الجبوري أمس في بغداد مذكرة تفاهم لتسليم المطلوبين.", "agreement", {"سمير الكيلاني": "signatory", "ماجد الجبوري": "signatory"}),
    ("وقعت أمس في نواكشوط اتفاقية للتعاون الأمني بين موريتانيا والسنغال.", "agreement", {"MR": "signatory", "SN": "signatory"}),
    ("انطلق أمس في الدوحة المؤتمر الثالث لأمن الحدود بمشاركة كل من تركيا وإيطاليا وباكستان.", "conference", {"TR": "attendee", "IT": "attendee", "PK": "attendee"}),
    ("احتضنت تونس يوم 12 مايو 2024 المؤتمر الإقليمي الثاني حول أمن المطارات.", "conference", {"TN": "host"}),
    ("عقدت أمس في القاهرة الدورة الخامسة للحوار الأمني برئاسة مشتركة بين مصر وكندا.", "meeting", {"EG": "chair", "CA": "chair"}),
    ("انطلق أمس في عمّان المؤتمر الرابع لمكافحة التطرف. ويعرف هذا المؤتمر مشاركة خبراء من عدة دول، من بينها اليونان وكرواتيا.", "conference", {"GR": "attendee", "HR": "attendee"}),
    ("انطلق أمس في الرياض المؤتمر الثاني لقادة الجيوش. ويشارك في المؤتمر الأردن والبحرين وماليزيا ونيجيريا.", "conference", {"JO": "attendee", "BH": "attendee", "MY": "attendee", "NG": "attendee"}),
    ("أوقفت عناصر من الحرس الوطني يوم الاثنين في القصرين ثلاثة أشخاص يشتبه في انتمائهم إلى تنظيم إرهابي.", "operation", {"الحرس الوطني": "organizer"}),
    ("أوقفت الشرطة أمس في مدريد ثلاثة أشخاص يشتبه في صلتهم بالإرهاب. والموقوفون هم كريم السلاوي وعادل المنصوري.", "operation", {"كريم السلاوي": "subject", "عادل المنصوري": "subject"}),
    ("أدرجت وزارة الخزانة أمس الخميس شخصين على قائمة الإرهاب. وهما كريم الدوري ومراد التليلي.", "other", {"كريم الدوري": "subject", "مراد التليلي": "subject"}),
    ("قضت محكمة الجنايات أمس الاثنين برئاسة القاضي رؤوف العدوي بسجن المتهم جلال البرعي عشر سنوات.", "trial", {"رؤوف العدوي": "chair", "جلال البرعي": "subject"}),
    ("نفذ تنظيم داعش يوم 3 مايو 2024 هجوما على ثكنة عسكرية في النيجر.", "attack", {"تنظيم داعش": "perpetrator"}),
    ("زار الوزير فؤاد العلمي أمس مدريد على رأس وفد أمني رفيع.", "visit", {"فؤاد العلمي": "head_of_delegation"}),
    ("وأجرى وزير الداخلية عماد الرفاعي أمس اتصالا هاتفيا بنظيره الفرنسي لوران بيتي.", "meeting", {"عماد الرفاعي": "attendee", "لوران بيتي": "attendee"}),
    ("تعقد غدا في نيروبي الدورة الثامنة للجنة مكافحة الإرهاب.", "meeting", {"لجنة مكافحة الإرهاب": "organizer"}),
    ("وندد الرئيس عمر ديالو، في كلمة له، بالهجوم. وأجرى أمس اتصالا هاتفيا بنظيره البرتغالي لويس فريتاس.", "meeting", {"عمر ديالو": "attendee", "لويس فريتاس": "attendee"}),
    ("عقد مجلس الأمن أمس جلسة حول الإرهاب. واتفق ممثلو سلوفينيا وغيانا ومالطا على ضرورة احترام القانون.", "meeting", {"SI": "speaker", "GY": "speaker", "MT": "speaker"}),
    ("أعلنت مصر والأردن أمس عن تأسيس المركز العربي لأمن الحدود.", "launch", {"EG": "organizer", "JO": "organizer"}),
    ("قاد مروان الصغير الهجوم على مقر الشرطة في سبها يوم 4 أبريل 2024.", "attack", {"مروان الصغير": "perpetrator"}),
    ("نظمت وزارة العدل أمس في الرباط ندوة حول تسليم المجرمين بتعاون مع مجلس أوروبا.", "conference", {"مجلس أوروبا": "organizer"}),
    ("وقعت أمس في مسقط مذكرة تفاهم بين قطر وعمان، ومثل الجانب القطري في التوقيع الوكيل ناصر الكبيسي.", "agreement", {"ناصر الكبيسي": "signatory"}),
    ("عين الملك أمس ياسين البقالي مديرا عاما للأمن الوطني.", "appointment", {"ياسين البقالي": "subject"}),
    ("افتتح المؤتمر الأول لأمن الملاحة أمس في جيبوتي بحضور الوزير علي غيدي والسفيرة آن لورسن.", "conference", {"علي غيدي": "attendee", "آن لورسن": "attendee"}),
    ("انعقد أمس في بروكسيل الاجتماع السابع للتحالف باستضافة من بلجيكا وبمشاركة السويد وفنلندا.", "meeting", {"BE": "host", "SE": "attendee", "FI": "attendee"}),
    ("أحبطت المخابرات العامة يوم السبت مخططا لاستهداف سفارة أجنبية في عمّان.", "operation", {"المخابرات العامة": "organizer"}),
    ("تسلم العراق أمس من لبنان المطلوب قيس العاني.", "trial", {"قيس العاني": "subject"}),
]


@pytest.mark.parametrize(("text", "kind", "expected"), TOLD, ids=range(len(TOLD)))
def test_capacities_are_read(text: str, kind: str, expected: dict[str, str]) -> None:
    found = parts(text, kind)
    assert expected.items() <= found.items(), found


# text, type of event, who must not take part in it (or not in this capacity)
NOT_TOLD: list[tuple[str, str, str, str | None]] = [
    ("عقدت أمس في القاهرة الدورة الخامسة للحوار الأمني برئاسة مشتركة بين مصر وكندا، وبمشاركة ثلاثين عضوا، من بينهم الهند وتركيا.", "meeting", "IN", "chair"),
    ("قضت محكمة الجنايات أمس برئاسة القاضي رؤوف العدوي، بسجن المتهم جلال البرعي عشر سنوات.", "trial", "جلال البرعي", "chair"),
    ("انطلق أمس في الدوحة المؤتمر الثالث لأمن الحدود. وقال الخبير في الشؤون الأمنية زياد الحلبي في تصريح لقناة محلية إن المؤتمر مهم.", "conference", "زياد الحلبي", None),
    ("التقى وزير الداخلية سامي البكري أمس في الرباط سفير اليابان كينجي واتانابي.", "meeting", "JP", None),
    ("عقد قادة الجيوش أمس في نيامي جلسة مغلقة، تناولت دعم القوة المشتركة في مالي.", "meeting", "ML", "attendee"),
    ("انطلق أمس في الدوحة المؤتمر الثالث لأمن الحدود. وشدد الوزير على أهمية مشاركة ألمانيا في جهود الإغاثة.", "conference", "DE", None),
    ("أوقفت الشرطة أمس في مدريد شخصين يشتبه في موالاتهما لتنظيم داعش.", "operation", "داعش", None),
    ("زار وزير الدفاع نبيل الشامي أمس أنقرة. وبحث تداعيات الأزمة في السودان.", "visit", "SD", None),
]


@pytest.mark.parametrize(("text", "kind", "who", "role"), NOT_TOLD, ids=range(len(NOT_TOLD)))
def test_bystanders_take_no_part(text: str, kind: str, who: str, role: str | None) -> None:
    found = parts(text, kind)
    assert (who not in found) if role is None else found.get(who) != role, found


def test_counts_of_participants_are_kept() -> None:
    facts = facts_of("انعقد أمس في تونس المؤتمر الخامس لأمن الحدود بمشاركة 450 شخصا و33 وزيرا وثلاث عشرة منظمة.")
    assert {(c.unit_ar, c.count) for c in facts.event_counts} >= {("شخصا", 450), ("وزيرا", 33), ("منظمة", 13)}
