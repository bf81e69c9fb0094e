"""Told twice under other words it is one event; what the text tells apart stays apart."""

from __future__ import annotations

import pytest

from ct_pipeline.model import Event
from ct_pipeline_tests.extract.test_events import facts_of


def events(text: str, kind: str, title: str | None = None) -> list[Event]:
    same = {"meeting": ("meeting", "conference")}.get(kind, (kind,))
    return [e for e in facts_of(text, title).events if e.event_type in same]


ONE = [
    # a clause that says who signed what was just said to have been signed
    ("agreement", None, "أشاد وزير الداخلية بإبرام اتفاق مكافحة الإرهاب الذي وقعه البلدان في باريس في مايو 2016."),
    ("agreement", None, "توجت الزيارة بتوقيع مذكرة تفاهم لمكافحة الإرهاب، وقعها عن الجانب التونسي وزير الداخلية كمال الفقي وعن الجانب الليبي نظيره عماد الطرابلسي."),
    # a verb and the verbal noun that it governs
    ("trial", None, "أمر قاضي التحقيق بإيداع المتهمين بالإرهاب السجن أمس الاثنين."),
    # what was started, by its noun alone: with a demonstrative, with a pronoun, in a clause
    ("launch", "تأسيس هيئة لمكافحة التطرف في الأردن", "أعلنت الحكومة الأردنية تأسيس هيئة وطنية لمكافحة التطرف. وأكد الوزير أن إنشاء الهيئة جاء بتوجيهات ملكية. وقال إن إحداث هذه الهيئة خطوة مهمة."),
    ("launch", None, "أطلقت الأمم المتحدة اليوم في أبوجا برنامجا لإعادة تأهيل المنشقين عن بوكو حرام. ويهدف هذا البرنامج الذي أطلقته المنظمة إلى دمج ألفي شخص."),
    # suspects whom the text knows
    ("operation", None, "تمكنت الشرطة من توقيف أربعة أشخاص في طنجة بتهمة الإرهاب. وأفاد بلاغ بأنه جرى توقيف اثنين من المشتبه فيهم في طنجة بناء على مذكرة بحث."),
    ("operation", None, "تمكنت الشرطة في كركوك من توقيف الإرهابيين بعد ضبطهم متلبسين بنقل أسلحة."),
    # his own journey, told without its goal
    ("visit", None, "توجه المبعوث الأممي غير بيدرسون إلى دمشق أمس لبحث مكافحة الإرهاب. وقال بيدرسون في ختام زيارته إن محاربة الإرهاب أولوية."),
    ("visit", "كورونا يؤجل زيارة ماكرون إلى المغرب", "كان الرئيس الفرنسي إيمانويل ماكرون سيزور المغرب لبحث مكافحة الإرهاب. وسيعلن عن الاتفاق خلال الزيارة المقبلة للرئيس ماكرون إلى الرباط."),
    # his counterpart, named or not
    ("meeting", None, (
        "قال وزير الخارجية العماني بدر البوسعيدي، في ختام محادثاته مع نظيره الإيراني في مسقط، إن الجانبين اتفقا على محاربة الإرهاب. "
        "وكان البوسعيدي قد أجرى مباحثات مع نظيره الإيراني حسين أمير عبد اللهيان."
    )),
    # a gathering and its number
    ("meeting", None, "سبق لوزير الخارجية أن شارك في اجتماع مماثل في الجزائر في يناير 2018، خلال الدورة الرابعة عشرة لندوة مكافحة الإرهاب."),
    # a call, and what was discussed in it
    ("meeting", None, "أجرى الملك عبد الله الثاني أمس مباحثات هاتفية مع الرئيس إيمانويل ماكرون حول الإرهاب. كما بحث الملك عبد الله الثاني والرئيس إيمانويل ماكرون الوضع في سوريا."),
    # an office opened: by another verb, in the headline's country and the body's town, with its day
    ("launch", "السلفادور تعتزم فتح سفارة في المغرب", (
        "أعلنت وزيرة العلاقات الدولية للسلفادور عن افتتاح قريب لسفارة جمهورية السلفادور في الرباط. "
        "وسيجري فتح سفارة السلفادور بالرباط مطلع السنة المقبلة لتعزيز محاربة الإرهاب."
    )),
    ("launch", None, "افتتح في الرباط، الخميس، مكتب برنامج مكافحة الإرهاب. وقال المدير إن تدشين المكتب خطوة مهمة. وسيعمل المكتب الذي تم افتتاحه على تدريب المحققين."),
    # an accord that was signed, behind an indefinite noun
    ("agreement", None, "توصلت حركة طالبان والولايات المتحدة إلى اتفاق سلام تم توقيعه في الدوحة يوم 29 فبراير 2020 وينص على محاربة الإرهاب."),
    ("appointment", None, "انتخبت الجمعية العامة للأمم المتحدة، الجمعة، الجزائر عضوا في مجلس الأمن لمكافحة الإرهاب. وعبر الوزير عن سعادته بانتخاب الجزائر."),
    # the coming one, told first as such
    ("meeting", None, "أعلن المتحدث أن الدوحة ستستضيف الاجتماع المقبل للتحالف ضد الإرهاب. وقال إن الاجتماع الذي سيعقد في مايو سيبحث التمويل."),
    ("operation", None, "أعلنت رئاسة أمن الدولة القبض على خلية إرهابية من أربعة أشخاص في الدمام. وأشارت إلى أن العملية الأمنية جرت أمس."),
    # an exercise by its name, and by another noun for it
    ("operation", None, "أشاد الملك باستضافة تمرين درع الخليج المشترك لمكافحة الإرهاب. وحضر الأمير يوم 16 أبريل 2018 ختام تمرين \"درع الخليج\". وأعطى إشارة بدء المناورة الختامية."),
    # a journey through the towns of one country
    ("visit", "زيارة أردوغان لألمانيا", "وصل الرئيس التركي رجب طيب أردوغان أمس الخميس إلى برلين لبحث محاربة الإرهاب. وستنتهي الزيارة في كولونيا حيث سيفتتح مسجدا."),
    # a meeting in its own session
    ("meeting", None, "بدأت أمس أعمال اجتماع اللجنة التنسيقية للمنتدى العالمي لمكافحة الإرهاب، بحضور وفود ثلاثين دولة، في دورته الحادية والعشرين بالقاهرة."),
    # the years of what is discussed
    ("meeting", None, "تواصلت أمس بالجزائر أعمال الاجتماع الأول لمكاتب مكافحة الإرهاب. وقال المدير إن اللقاء يبحث الخطة العامة التي تمتد من 2020 إلى 2024."),
    # the lead's sentence, with its court and day
    ("trial", None, "حكم القضاء الألماني على عقيد سابق في المخابرات بالسجن المؤبد بتهمة الإرهاب. وقضت محكمة كوبلنز اليوم الخميس بسجن العقيد مدى الحياة."),
    # the headline's workshop, by a fuller name
    ("meeting", "تونس تحتضن ورشة حول الأدلة الرقمية", "انطلقت أمس بتونس العاصمة أشغال ورشة عمل إقليمية حول جمع الأدلة في قضايا الإرهاب."),
]


@pytest.mark.parametrize(("kind", "title", "text"), ONE, ids=range(len(ONE)))
def test_one_event(kind: str, title: str | None, text: str) -> None:
    found = events(text, kind, title)
    assert len(found) == 1, [(e.event_type, e.rule, e.start_date, e.city) for e in found]


TWO = [
    ("agreement", "وقعت السعودية أمس مع فرنسا اتفاقية لمكافحة الإرهاب، كما وقعت مع اليابان مذكرة تفاهم لتدريب الشرطة."),
    ("launch", "صادق مجلس النواب أمس على قانون مكافحة الإرهاب. كما صادق المجلس على قانون حماية الشهود."),
    ("operation", "أوقفت الشرطة في كركوك إرهابيا كان يعد لهجوم. وفي سياق مماثل أوقفت الشرطة شخصا بحوزته أسلحة."),
    ("meeting", "استقبل شيخ الأزهر أحمد الطيب، اليوم، السفير البريطاني غاريث بايلي لبحث الإرهاب. كما استقبل الطيب وزير الأوقاف العراقي."),
    ("appointment", "عين الرئيس بايدن تيموثي ليندركينغ مبعوثا لمكافحة الإرهاب في اليمن، وعين بريت ماكغورك منسقا للشرق الأوسط."),
    ("operation", "انطلق أمس في مسقط تمرين درع الوطن لمكافحة الإرهاب. وكان الجيش قد أجرى تمرين صقور الصحراء في صلالة يوم 3 مارس 2021."),
    ("meeting", "عقدت اللجنة أمس في مسقط اجتماعا حول الإرهاب. وسيعقد المجلس مؤتمرا في بغداد في دورته الثالثة يوم 3 دجنبر 2030."),
    # other travellers, whichever way they are told
    ("visit", "يقوم وزير الخارجية ناصر بوريطة اليوم بزيارة إلى موريتانيا لبحث الإرهاب. وقال مصدر إن الزيارة الملكية إلى موريتانيا كان يجري التحضير لها السنة الماضية."),
    ("visit", "يقوم وزير الداخلية الفرنسي اليوم بزيارة إلى تونس لبحث مكافحة الإرهاب. وكانت الزيارة التي قام بها الوزير الإيطالي إلى تونس في مارس الماضي قد تناولت الهجرة."),
    # two documents of one day
    ("agreement", "تشمل الاتفاقيات اتفاقية لتسليم الإرهابيين الموقعة بمراكش في 25 مارس 2019 بين المغرب وليبيريا. وتشمل أيضا الاتفاقية الموقعة بمراكش في 25 مارس 2019 بين المغرب وبنين."),
    # there and back
    ("visit", "يزور وزير الخارجية الفرنسي جان نويل بارو الجزائر غدا لبحث مكافحة الإرهاب. وتأتي زيارة بارو بعد زيارة وزير الداخلية الجزائري إبراهيم مراد إلى باريس الشهر الماضي."),
    ("meeting", "بحث الوزير سالم الحارثي في مسقط مع نظيره الإيراني مكافحة الإرهاب. وكان الحارثي قد أجرى يوم 3 مارس 2021 مباحثات مع نظيره التركي."),
]


@pytest.mark.parametrize(("kind", "text"), TWO, ids=range(len(TWO)))
def test_two_events(kind: str, text: str) -> None:
    found = events(text, kind)
    assert len(found) == 2, [(e.event_type, e.rule, e.start_date, e.city) for e in found]


ANNOUNCED = "كشفت مديرية الأمن، اليوم الثلاثاء 12 مارس 2024، عن تفكيك خلية إرهابية في كركوك. "


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("وقالت إن قوة نفذت فجر الأحد 10 مارس 2024 مداهمة لمنزل وألقت القبض على أربعة أشخاص.", ["2024-03-10"]),
        ("وأضافت أن العملية الأمنية نفذت يوم 11 مارس 2024.", ["2024-03-11"]),
        ("وتم توقيف المشتبه فيهم يوم 11 مارس 2024.", ["2024-03-11"]),
        ("وكانت المديرية قد أوقفت يوم 10 مارس 2024 إرهابيا في أربيل.", ["2024-03-10", "2024-03-12"]),
        ("وأضافت أن قوة أوقفت يوم 10 مارس 2024 إرهابيا آخر.", ["2024-03-10", "2024-03-12"]),
        ("وأوقفت يوم 3 يناير 2024 إرهابيا.", ["2024-01-03", "2024-03-12"]),
    ],
)
def test_the_day_of_an_announcement_gives_way_to_the_day_of_the_raid(text: str, days: list[str]) -> None:
    assert sorted(str(e.start_date) for e in events(ANNOUNCED + text, "operation")) == days


def test_years_that_a_plan_covers_are_no_days_of_the_meeting() -> None:
    meeting = events("عقد المجلس يوم 17 شتنبر 2020 اجتماعا حول مكافحة الإرهاب. وقرر الاجتماع تنفيذ الخطة من يوليوز 2020 إلى غاية يوليوز 2021.", "meeting")[0]
    assert meeting.start_date == meeting.end_date and str(meeting.start_date) == "2020-09-17"


def test_this_meeting_is_the_one_told_last() -> None:
    text = (
        "عقدت لجنة الأمن أمس في مسقط اجتماعا حول مكافحة الإرهاب. وكان الخبراء قد عقدوا اجتماعا في بغداد يوم 3 مارس 2021. "
        "وقال رئيس اللجنة إن اجتماع لجنة الأمن ناقش التمويل. وشكل هذا الاجتماع فرصة لتبادل الخبرات."
    )
    facts = facts_of(text, None)
    told = {e.city: len({x.sentence_id for x in facts.event_evidence if x.event_mention_id == e.event_mention_id}) for e in facts.events}
    assert told == {"مسقط": 3, "بغداد": 1}


@pytest.mark.parametrize(("pronoun", "sentences"), [("ها", 2), ("ه", 1)])
def test_her_visit_is_not_his(pronoun: str, sentences: int) -> None:
    text = f"قامت الوزيرة كلارا ماير بزيارة إلى المغرب لبحث الإرهاب وأشادت في ختام زيارتها بالتعاون. وأعلنت بلادها موقفها أثناء زيارت{pronoun} في شهر يونيو 2018."
    facts = facts_of(text, None)
    visit = next(e for e in facts.events if e.event_type == "visit")
    assert len({x.sentence_id for x in facts.event_evidence if x.event_mention_id == visit.event_mention_id}) == sentences
