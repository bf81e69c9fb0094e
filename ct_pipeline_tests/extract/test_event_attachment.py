"""Whose day and place a sentence tells: not the neighbour clause's; and acts that are only wished, awaited or aimed at."""

from __future__ import annotations

from datetime import date

import pytest

from ct_pipeline_tests.extract.test_event_retellings import events
from ct_pipeline_tests.extract.test_events import facts_of, one

FIELD = " ويأتي ذلك في إطار مكافحة الإرهاب."


def test_the_day_of_a_relative_clause_that_has_ended_is_its_own() -> None:
    event, _ = one("وأعلن الضباط الذين قادوا التمرد على الرئيس سامبا ديالو، الذي أعلن استقالته صباح اليوم الأربعاء، تشكيل لجنة انتقالية." + FIELD, "launch")
    assert event.start_date is None
    told, _ = one("وأعلنت وزارة الداخلية، التي يقودها سالم الحارثي، اليوم الأربعاء تشكيل لجنة لمكافحة الإرهاب." + FIELD, "launch")
    assert told.start_date is not None


def test_what_happened_then_has_its_own_day() -> None:
    verdict, _ = one("قضت المحكمة الجنائية في مسقط بسجن سالم العبري عشر سنوات بتهمة الإرهاب، ثم استفاد من عفو سنة 2007.", "trial")
    assert verdict.start_date is None
    same, _ = one("قضت المحكمة الجنائية في مسقط بسجن سالم العبري عشر سنوات بتهمة الإرهاب يوم 5 مارس 2007.", "trial")
    assert same.start_date == date(2007, 3, 5)


def test_the_day_of_the_deed_is_not_that_of_the_trial() -> None:
    trial, _ = one("أدانت المحكمة الجنائية في بنغازي المدون سالم العبري بالسجن سنتين على خلفية منشورات أشاد فيها بالإرهاب سنة 2013.", "trial")
    assert trial.start_date is None
    arrest, _ = one("أوقفت الشرطة أمس الثلاثاء شخصين على خلفية الإشادة بالإرهاب.", "operation")
    assert arrest.start_date is not None


def test_a_year_that_is_aimed_at_is_no_day() -> None:
    aim, _ = one("أطلق الوزير سالم الحارثي برنامجا طموحا لمكافحة الإرهاب يهدف إلى تأهيل الضباط في أفق 2030.", "launch")
    assert (aim.start_date, aim.status) == (None, "held")
    plan, _ = one("سيطلق الوزير سالم الحارثي في أفق 2030 برنامجا طموحا لمكافحة الإرهاب.", "launch")
    assert plan.start_date == date(2030, 1, 1)


def test_the_day_of_the_words_is_not_that_of_what_they_followed() -> None:
    text = "وفي أول ظهور له منذ انتخابه رئيسا للبلاد، مساء الخميس، قال سامبا ديالو إن بلاده تكافح الإرهاب."
    assert not any(e.start_date for e in events(text, "appointment"))
    assert one("انتخب سامبا ديالو رئيسا للبلاد، مساء الخميس، وقال إنه سيكافح الإرهاب.", "appointment")[0].start_date is not None


def test_where_they_met_before_the_journey_is_not_its_goal() -> None:
    text = "التقى الوزير سالم الحارثي نظيره مارك دوران في لشبونة قبل أسبوع من زيارته إلى مسقط لبحث مكافحة الإرهاب."
    assert all(e.city != "لشبونة" for e in events(text, "visit"))
    assert events(text, "meeting")[0].city == "لشبونة"


@pytest.mark.parametrize(
    "text",
    [
        "أبرزت الهيئة ملاحظاتها على مشروع القانون المتعلق بمراقبة التحويلات وبإحداث وكالة وطنية للسجلات.",
        "وشددت الوزارة على ضرورة فتح مكتب للشرطة في المعبر.",
        "ويدرس النواب المشروع في انتظار المصادقة عليه وعلى القانون.",
        "ناقش الخبراء الانعكاسات التي خلفتها الأزمة على المستوى الاجتماعي في مالي سنة 2019.",
        "وأكد الوزير أن الاتفاق هو الحل الوحيد الموجود على طاولة المفاوضات.",
        "ويشترط النص قبل ذلك إجراء مفاوضات بين الأطراف.",
        "وجد الباحث فرصة لدعوة الدول إلى عقد قمة لقادتها.",
        "ولا بد من التنسيق قبل القيام بأية زيارة إلى المنطقة.",
        "ومن واجباته ضبط السياسة النقدية (ومطلوب منه كذلك مراقبة الأسواق).",
    ],
    ids=range(9),
)
def test_what_is_wished_awaited_or_a_rule_has_not_happened(text: str) -> None:
    assert facts_of(text + FIELD).events == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أبرزت الهيئة أنها قامت أمس بإحداث وكالة وطنية للسجلات.", "launch"),
        ("وفتحت الوزارة أمس مكتبا للشرطة في المعبر.", "launch"),
        ("وتمت أمس المصادقة على قانون مكافحة الإرهاب.", "launch"),
        ("عين الملك أمس سالم الحارثي مديرا للشرطة.", "appointment"),
        ("وجلس الطرفان إلى طاولة المفاوضات بجنيف في دجنبر 2018.", "meeting"),
        ("وعقد القادة أمس قمة في مسقط لبحث مكافحة الإرهاب.", "conference"),
    ],
    ids=range(6),
)
def test_and_what_was_done_has(text: str, kind: str) -> None:
    assert [e.event_type for e in facts_of(text + FIELD).events] == [kind]


def test_the_opening_of_the_consulate_told_again_is_one() -> None:
    text = "دشنت غامبيا قنصلية عامة في بنغازي. وقال الوزير سالم الحارثي إن افتتاح القنصلية العامة اليوم يعزز مكافحة الإرهاب. وأضاف أن فتح القنصلية اليوم قرار سيادي."
    found = events(text, "launch", "غامبيا تفتح قنصلية في بنغازي")
    assert len(found) == 1 and found[0].city == "بنغازي" and found[0].start_date is not None
    other = "دشنت غامبيا قنصلية عامة في بنغازي. وقال الوزير سالم الحارثي إن افتتاح المركز الأمني اليوم يعزز مكافحة الإرهاب."
    assert len(events(other, "launch", "غامبيا تفتح قنصلية في بنغازي")) == 2


def test_of_two_days_that_exclude_each_other_the_one_in_its_own_phrase_holds() -> None:
    visit, _ = one("وأشار الوزير إلى أن الزيارة الملكية إلى غامبيا سنة 2006 شكلت مناسبة لبناء الشراكة التي تتعزز اليوم في مكافحة الإرهاب.", "visit")
    assert (visit.start_date, visit.country_iso2) == (date(2006, 1, 1), "GM")
    plain, _ = one("وصل الملك اليوم إلى غامبيا في زيارة رسمية تتناول مكافحة الإرهاب.", "visit")
    assert plain.start_date is not None and plain.start_date.year > 2006


def test_what_the_developments_are_in_is_no_goal() -> None:
    text = "وربط الخبير بين التطورات في مالي وزيارة وزير الدفاع سالم الحارثي إلى تونس أمس لبحث مكافحة الإرهاب."
    assert [e.country_iso2 for e in events(text, "visit")] == ["TN"]


def test_after_a_meeting_between_two_there_was_one() -> None:
    assert len(events("وأكد بيان مشترك صدر عقب اجتماع بين سالم الحارثي ونظيره الهولندي متانة التعاون في مكافحة الإرهاب.", "meeting")) == 1
    assert events("وأكد بيان مشترك أن التعاون أفضل من أي اجتماع بين الخبراء في مكافحة الإرهاب.", "meeting") == []


def test_the_session_discusses_and_is_not_discussed() -> None:
    text = "وتناقش الدورة الـ 31 للجنة منع الجريمة موضوع تعزيز مكافحة الإرهاب."
    assert len([e for e in facts_of(text).events if e.event_type in ("meeting", "conference")]) == 1
    assert facts_of("وناقش الوزيران الدورة المدرسية وسبل مكافحة الإرهاب.").events == ()


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("انتخب المغرب أمس في فيينا نائبا لرئيس لجنة مكافحة الإرهاب. وانتخبت المملكة المغربية في شخص سفيرها سالم الحارثي.", "appointment", "المغرب يقود لجنة مكافحة الإرهاب"),
        ("قررت دول مجلس التعاون اليوم اعتبار حركة الفجر منظمة إرهابية.", "other", "دول الخليج تصنف حركة الفجر منظمة إرهابية"),
        ("أعلنت الشرطة مقتل العشرات أمس في هجومين انتحاريين استهدفا سوقا في كركوك. وقتل العشرات أمس في هجومين انتحاريين استهدفا سوقا بشمال العراق.", "attack", None),
        ("مع إنشاء الصين قاعدة عسكرية في جيبوتي سنة 2017 تغير الوضع. ويرى الخبراء أن إنشاء بكين للقاعدة العسكرية في جيبوتي يخدم مكافحة الإرهاب.", "launch", None),
    ],
    ids=range(4),
)
def test_told_again_in_other_words_it_is_one(text: str, kind: str, title: str | None) -> None:
    assert len(events(text + FIELD, kind, title)) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("انتخب المغرب أمس رئيسا للجنة مكافحة الإرهاب. وانتخبت تونس أمس نائبا للرئيس.", "appointment"),
        ("قتل العشرات أمس في هجومين استهدفا سوقا في كركوك. وقتل جنود أمس في هجومين آخرين استهدفا ثكنة في بغداد.", "attack"),
    ],
    ids=range(2),
)
def test_two_stay_two(text: str, kind: str) -> None:
    assert len(events(text + FIELD, kind)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "ويتكون المجلس من أعضاء ينتخبون على صعيد الدوائر المحلية.",
        "وغامبيا هي البلد الثاني التي تفتتح رسميا قنصليتها في المنطقة.",
        "وشكل اللقاء السابق فرصة لوضع أسس هذه الشراكة.",
        "وأوضح الوزير أن المغرب ينطلق من وجود مبادرة أمريكية.",
        "باعتبار الحركة منظمة إرهابية يطالب الوزير بالحذر.",
    ],
    ids=range(5),
)
def test_how_things_are_is_no_happening(text: str) -> None:
    assert facts_of(text + FIELD).events == ()


def test_a_naming_that_is_valued_was_made() -> None:
    assert len(events("وشكر الرئيس نظيره مثمنا تصنيف السعودية حركة الفجر منظمة إرهابية.", "other")) == 1
    assert events("ودعا الرئيس إلى تصنيف السعودية حركة الفجر منظمة إرهابية.", "other") == []


def test_the_day_of_the_source_is_not_the_events() -> None:
    visit, _ = one("يقوم الوزير سالم الحارثي بزيارة إلى تونس لبحث مكافحة الإرهاب، حسب ما ذكرته القناة مساء أمس الجمعة.", "visit")
    assert visit.start_date is None
    told, _ = one("قام الوزير سالم الحارثي، حسب القناة، بزيارة إلى تونس مساء أمس الجمعة لبحث مكافحة الإرهاب.", "visit")
    assert told.start_date is not None


def test_an_opening_announced_elsewhere_is_where_it_will_be() -> None:
    text = "أعلن الوزير سالم الحارثي في الرباط عن افتتاح وشيك لقنصلية عامة لبلاده في مدينة بنغازي لتعزيز مكافحة الإرهاب."
    event, _ = one(text, "launch")
    assert (event.city, event.status) == ("بنغازي", "planned")
    assert one("افتتح الوزير سالم الحارثي أمس في الرباط قنصلية عامة لبلاده لتعزيز مكافحة الإرهاب.", "launch")[0].city == "الرباط"


def test_who_met_in_another_country_met_once_more() -> None:
    text = "التقى الوزير سالم الحارثي نظيره مارك دوران في الرباط لبحث مكافحة الإرهاب. وكان الحارثي التقى دوران في البرتغال لبحث مكافحة الإرهاب."
    assert sorted(str(e.country_iso2) for e in events(text, "meeting")) == ["MA", "PT"]


def test_a_session_told_again_by_who_chaired_it_is_one() -> None:
    text = "ترأس الرئيس سامبا ديالو، مساء اليوم، جلسة عمل خصصت لمكافحة الإرهاب. وترأس الرئيس سامبا ديالو، اليوم الأربعاء بالرباط، جلسة عمل خصصت لمكافحة الإرهاب."
    found = events(text, "meeting")
    assert len(found) == 1 and found[0].city == "الرباط"
    other = "ترأس الرئيس سامبا ديالو، مساء اليوم، جلسة عمل خصصت لمكافحة الإرهاب. وترأس الوزير سالم الحارثي، اليوم الأربعاء بالرباط، جلسة عمل خصصت للحدود."
    assert len(events(other, "meeting")) == 2


def test_one_exercise_of_one_town() -> None:
    text = "أكد الخبير أن المناورات العسكرية في تندوف مقلقة. ونفذ الجيش تمرينا. ونفذ الجيش مناورة عسكرية كبيرة في تندوف لمكافحة الإرهاب."
    assert len([e for e in events(text, "operation", "مناورات عسكرية في تندوف") if e.city]) == 1
    assert len([e for e in events("نفذ الجيش أمس مناورة عسكرية في تندوف. ونفذ الجيش مناورة عسكرية أخرى في بغداد.", "operation") if e.city]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "وقال المتحدث إن الأمين العام يبحث مع معاونيه الوزير سالم الحارثي تعيين خليفة للمبعوث.",
        "ندعو إلى عقد قمة لقادة المنطقة.",
    ],
    ids=range(2),
)
def test_what_is_looked_into_or_called_for_has_not_happened(text: str) -> None:
    assert facts_of(text + FIELD).events == ()


def test_the_day_of_an_opinion_is_not_that_of_the_deed() -> None:
    judged = events("اعتبرت الوزارة، أمس الثلاثاء، أن فتح القنصلية في بنغازي عمل استفزازي." + FIELD, "launch")
    assert all(e.start_date is None for e in judged)
    told, _ = one("ذكرت الوزارة، أمس الثلاثاء، أنها وقعت مع تونس مذكرة تفاهم لمكافحة الإرهاب.", "agreement")
    assert told.start_date is not None


def test_the_day_of_a_journey_that_is_spoken_of_is_not_the_press_conferences() -> None:
    text = "وذكر الوزير سالم الحارثي، خلال ندوة صحافية بالرباط، بأن تونس أعلنت موقفها من مكافحة الإرهاب أثناء زيارته إلى تونس في يونيو 2019."
    assert all(e.start_date is None for e in events(text, "conference"))


def test_what_the_situation_is_in_is_no_meeting_place() -> None:
    assert all(e.country_iso2 is None for e in events("التقى الوزير سالم الحارثي نظيره مارك دوران وناقش معه مكافحة الإرهاب والوضع بليبيا.", "meeting"))
    assert [e.country_iso2 for e in events("التقى الوزير سالم الحارثي نظيره مارك دوران بليبيا وناقش معه مكافحة الإرهاب.", "meeting")] == ["LY"]


def test_the_name_ends_before_what_it_dealt_with() -> None:
    event, _ = one("وأكد الوزير أن الاجتماع الوزاري لدول الساحل تناول سبل مكافحة الإرهاب أمس في نواكشوط.", "meeting")
    assert event.name_ar == "الاجتماع الوزاري لدول الساحل"
    about, _ = one("عقد الوزراء أمس في نواكشوط الاجتماع الوزاري الثاني لدول الساحل حول مكافحة الإرهاب.", "meeting")
    assert about.name_ar == "الاجتماع الوزاري الثاني لدول الساحل حول مكافحة الإرهاب"


def test_this_convention_is_the_one_just_told() -> None:
    text = "ودرس المجلس الاتفاقية الأمنية الموقعة بالرباط في 6 مارس 2019 بين المغرب وصربيا لمكافحة الإرهاب. ووقعت هذه الاتفاقية بمناسبة انعقاد اللجنة المشتركة."
    found = events(text, "agreement")
    assert len(found) == 1 and found[0].start_date == date(2019, 3, 6)
    other = "ودرس المجلس الاتفاقية الأمنية الموقعة بالرباط في 6 مارس 2019 بين المغرب وصربيا لمكافحة الإرهاب. ووقعت تونس اتفاقية أخرى مع صربيا في يونيو 2018."
    assert len(events(other, "agreement")) == 2


def test_the_coming_visit_is_the_planned_one() -> None:
    text = "سيزور الرئيس الفرنسي مارك دوران المغرب لبحث مكافحة الإرهاب. وسيعلن عن الاتفاق خلال الزيارة المقبلة للرئيس دوران إلى المغرب."
    assert len(events(text, "visit")) == 1
    past = "زار الرئيس الفرنسي مارك دوران المغرب في مارس 2019 لبحث مكافحة الإرهاب. وسيزور الرئيس دوران المغرب في يونيو 2030."
    assert len(events(past, "visit")) == 2
