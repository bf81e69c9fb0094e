"""One event however often it is told, and two that only look alike; names, references, places and days that the telling lends."""

from __future__ import annotations

from datetime import date

import pytest

from ct_pipeline.model import Event
from ct_pipeline_tests.extract.test_events import facts_of, one, role_of


def events(text: str, kind: str, title: str | None = None) -> list[Event]:
    return [e for e in facts_of(text, title).events if e.event_type == kind]


ONCE = [
    # headline, summary and body tell it
    ("agreement", "عُمان توقع مع الأردن مذكرة لمكافحة الإرهاب", "عُمان توقع مع الأردن مذكرة تفاهم أمنية. ووقعت عُمان مع الأردن اليوم الأربعاء في مسقط مذكرة تفاهم لمكافحة الإرهاب."),
    ("meeting", "وزير الداخلية يبحث مع السفير مكافحة الإرهاب", "التقى وزير الداخلية سالم الحارثي اليوم السفير الإيطالي ماركو بيانكي. وأكد الحارثي خلال اللقاء على متانة العلاقات التي تجمع البلدين."),
    # the one gathering of the lead, by another noun
    ("meeting", None, "انطلق أمس في مسقط الاجتماع العاشر لخبراء مكافحة الإرهاب. وتتواصل أشغال المؤتمر إلى الجمعة المقبل."),
    # claimed, and told by what it led to
    ("attack", None, "أعلن تنظيم داعش مسؤوليته عن الهجوم على مركز للشرطة أمس في كركوك. وأكد التنظيم مسؤوليته عن هجوم مسلح أسفر عن مقتل شرطيين."),
    ("attack", None, "أعلن تنظيم داعش مسؤوليته عن هجوم انتحاري في العراق وقع أمس. وقال التنظيم إن الهجوم استهدف ثكنة بمدينة كركوك."),
    # of its kind
    ("attack", None, "تبنى تنظيم داعش الهجوم على مقر للشرطة أمس في كركوك وهو ثالث هجوم من نوعه هذا الشهر."),
    # a raid told again with its town
    ("operation", "تفكيك خلية إرهابية", "أعلنت الشرطة اليوم تفكيك خلية إرهابية. وقال الناطق باسمها إن القوات تمكنت من تفكيك خلية من أربعة إرهابيين في كركوك."),
    ("visit", None, "بدأ وزير الداخلية التونسي أمس زيارة إلى العراق. وكان الوزير قد وصل إلى بغداد على رأس وفد أمني لبحث مكافحة الإرهاب."),
]


@pytest.mark.parametrize(("kind", "title", "text"), ONCE, ids=range(len(ONCE)))
def test_told_again_it_is_one(kind: str, title: str | None, text: str) -> None:
    found = events(text, kind, title)
    found += events(text, "conference", title) if kind == "meeting" else []
    assert len(found) == 1, [(e.event_type, e.rule, e.name_ar) for e in facts_of(text, title).events]


TWICE = [
    ("operation", "فككت الشرطة اليوم خلية إرهابية في فاس. وتزامنت العملية مع اعتقال زعيم الخلية في مدريد."),
    ("attack", "أدى هجوم انتحاري أمس في كركوك إلى مقتل جنديين. وفي كركوك أيضا أسفر هجوم آخر مساء أول أمس عن جرح شرطي."),
    ("agreement", "وقعت عُمان مع الأردن أمس مذكرة تفاهم لمكافحة الإرهاب. وكانت عُمان قد وقعت مع تركيا يوم 3 مارس 2019 اتفاقية لتسليم المطلوبين."),
]


@pytest.mark.parametrize(("kind", "text"), TWICE, ids=range(len(TWICE)))
def test_two_events_stay_two(kind: str, text: str) -> None:
    assert len(events(text, kind)) == 2


NAMES = [
    ("انعقد أمس بمسقط المؤتمر الثالث لأمن الحدود ومكافحة الإرهاب. وأكد المشاركون في المؤتمر أهمية التعاون.", "conference", "المؤتمر الثالث لأمن الحدود ومكافحة الإرهاب"),
    ("اختتمت أمس بمسقط دورة تدريبية لمحققي الإرهاب. وتناولت الدورة أساليب التحقيق.", "conference", None),
    ("التقى وزير الداخلية سالم الحارثي أمس السفير الإيطالي ماركو بيانكي. وقال إن هذا اللقاء \"يأتي تعزيزا للتعاون ضد الإرهاب\".", "meeting", None),
    ("ويستعد الجانبان للاجتماع القادم لمجلس وزراء العدل المقرر عقده في تونس لبحث الإرهاب.", "meeting", "الاجتماع القادم لمجلس وزراء العدل"),
    ("قام وزير الداخلية التونسي أمس بزيارته الرسمية إلى العراق لبحث مكافحة الإرهاب.", "visit", None),
]


@pytest.mark.parametrize(("text", "kind", "name"), NAMES, ids=range(len(NAMES)))
def test_the_name_is_its_own_or_none(text: str, kind: str, name: str | None) -> None:
    assert one(text, kind)[0].name_ar == name


def test_an_edition_in_brackets_and_anothers_count() -> None:
    assert one("تنظم اللجنة غدا أعمال الاجتماع العام (25) للمجموعة لمكافحة الإرهاب.", "meeting")[0].edition == 25
    first = facts_of("استقبل وزير الأمن سالم الحارثي أمس ماركو بيانكي. وأفاد البيان أن هذا اللقاء يأتي عشية انطلاق أعمال الجمعية العامة الثانية للشرطة في مكافحة الإرهاب.").events[0]
    assert first.edition is None


PLACES = [
    ("عُقد أمس في العاصمة السعودية اجتماع لخبراء مكافحة الإرهاب.", "meeting", "الرياض", "SA"),
    ("استهدف هجوم انتحاري أمس مسجدا في حي الزهور جنوب بغداد.", "attack", "بغداد", "IQ"),
    ("التقى وزير الداخلية سالم الحارثي، ترافقه سفيرة بلاده ليلى الكعبي، وزيرة الأمن كلارا ماير، وذلك في مقر وزارة الأمن بالعاصمة واشنطن.", "meeting", "واشنطن", "US"),
    ("أصدرت محكمة الجنايات أمس أحكاما بسجن ثلاثة أشخاص بتهمة القتال في سوريا.", "trial", None, None),
    ("تنظم الورشة يوم 4 مايو 2024 بدعوة من مركز التعاون لمكافحة الإرهاب ومقره في واشنطن.", "conference", None, None),
    ("استقبل رئيس مجلس النواب سالم الحارثي أمس نائب رئيس لجنة الأمن بمجلس النواب الهولندي يان بيكر لبحث الإرهاب.", "meeting", None, None),
    ("هاجم مسلحون أمس ثكنة في قرية الزهور شرق كركوك.", "attack", None, None),
]


@pytest.mark.parametrize(("text", "kind", "city", "country"), PLACES, ids=range(len(PLACES)))
def test_where_it_was(text: str, kind: str, city: str | None, country: str | None) -> None:
    event, _ = one(text, kind)
    assert (event.city, event.country_iso2) == (city, country)


def test_a_signing_during_a_meeting_shares_its_day_and_town() -> None:
    text = "وقعت وزارة الداخلية القطرية مع الأردن أمس الثلاثاء مذكرة تفاهم لمكافحة الإرهاب. وجاء التوقيع خلال لقاء جمع سالم الحارثي بماركو بيانكي في الدوحة."
    agreement, _ = one(text, "agreement")
    meeting, _ = one(text, "meeting")
    assert meeting.start_date == agreement.start_date == date(2024, 5, 14)
    assert agreement.city == meeting.city == "الدوحة"


def test_what_was_said_came_at_a_session() -> None:
    event, _ = one("حذر وكيل الأمين العام سالم الحارثي اليوم الأربعاء من خطر داعش. جاء ذلك في إحاطة قدمها الحارثي أمام جلسة عقدها مجلس الأمن حول الإرهاب.", "meeting")
    assert event.start_date == date(2024, 5, 15)


NONE = [
    ("وكانت الخلية تعتزم تنفيذ هجوم انتحاري يوم الانتخابات.", "attack"),
    ("وكان المشتبه فيهم بصدد الإعداد لتفجيرات في الرباط.", "attack"),
    ("وتشهد بغداد هجمات إرهابية أقل من المعتاد.", "attack"),
    ("وندد المتحدث بالاعتداءات الجنسية على الأطفال في مخيمات الإرهابيين.", "attack"),
    ("وناقش الوزير مفاوضات المراجعة الثامنة للاستراتيجية الأممية لمكافحة الإرهاب.", "meeting"),
    ("وقال الخبير: أتمنى لو كانت هناك دعوة لعقد قمة مغاربية حول الإرهاب.", "conference"),
    ("ويؤكد الجنود الذين التقتهم هسبريس أن محاربة الإرهاب مستمرة هذه السنة.", "meeting"),
    ("وقامت المصالح الأمنية بتوقيف مختلف السيارات في إطار مكافحة الإرهاب.", "operation"),
    ("وطالب الناشط بتنفيذ حكم الإعدام في حق الإرهابيين.", "trial"),
    ("ولا يرتبط قانون الإرهاب بالأحداث والوقائع في المنطقة أمس.", "launch"),
]


@pytest.mark.parametrize(("text", "kind"), NONE, ids=range(len(NONE)))
def test_what_has_not_happened(text: str, kind: str) -> None:
    assert not events(text, kind), [(e.event_type, e.rule) for e in facts_of(text).events]


PARTS = [
    ("استقبل وزير الداخلية سالم الحارثي أمس، بحضور قادة من الأمن، السفير ماركو بيانكي.", "meeting", {"سالم الحارثي": "host", "ماركو بيانكي": "attendee"}),
    ("ترأس الاجتماع الأمني أمس الذي يندرج في إطار الحوار، مناصفة كل من الوزير سالم الحارثي والكندي ماركو بيانكي.", "meeting", {"سالم الحارثي": "chair", "ماركو بيانكي": "chair"}),
    ("التقى وزير الداخلية سالم الحارثي أمس، ترافقه سفيرة بلاده ليلى الكعبي، الوزيرة كلارا ماير لبحث الإرهاب.", "meeting", {"ليلى الكعبي": "attendee"}),
    ("شاركت اللجنة أمس في المؤتمر الثالث لمكافحة الإرهاب بوفد رسمي يترأسه السفير سالم الحارثي.", "conference", {"سالم الحارثي": "head_of_delegation"}),
    ("انطلقت أمس بالرياض ورشة حول مكافحة الإرهاب تنظمها على مدى ثلاثة أيام جامعة نايف العربية للعلوم الأمنية.", "conference", {"جامعة نايف العربية للعلوم الأمنية": "organizer"}),
    ("قال قاضي التحقيق سالم الحارثي، إنه اتهم أمس ثلاثة أشخاص بالإرهاب.", "trial", {}),
]


@pytest.mark.parametrize(("text", "kind", "expected"), PARTS, ids=range(len(PARTS)))
def test_who_took_part(text: str, kind: str, expected: dict[str, str]) -> None:
    event, facts = one(text, kind)
    names = {e.entity_id: e.name_ar for e in facts.entities}
    found = {names[p.entity_id]: p.role for p in facts.event_participants if p.event_mention_id == event.event_mention_id}
    assert expected.items() <= found.items(), found


def test_presidents_named_behind_their_states_stand_for_themselves() -> None:
    event, facts = one("عقد الملك أمس لقاءات مع رؤساء نيجيريا محمد بخاري وغينيا ألفا كوندي لبحث مكافحة الإرهاب.", "meeting")
    assert role_of(facts, event, "country:NG") is None
    assert role_of(facts, event, "country:GN") is None
