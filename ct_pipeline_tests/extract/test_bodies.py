"""Bodies never seen before: what is found, where a name ends, and what is no name. All sentences are invented."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.extract.bodies import body_id, find_bodies, load_body_rules, name_key
from ct_pipeline.lexicon.seeds import SeedError, Seeds
from ct_pipeline_tests.extract.reading import bodies, context_of, names, read

FOUND = [
    # a mission that a body sends is another body, to the state it is sent to
    ("استقبل الوالي مندوبية الاتحاد الأوروبي لدى تشاد أمس.", "مندوبية الاتحاد الأوروبي لدى تشاد"),
    # a house of study by its own name, where what it studies follows; a foundation by a foreign one
    ("قال باحث في مركز الفنار للدراسات الأمنية إن الوضع هادئ.", "مركز الفنار للدراسات الأمنية"),
    # a joint group between two states, or with what it works at
    ("اجتمعت مجموعة العمل المشتركة بين كينيا وغانا لمكافحة القرصنة.", "مجموعة العمل المشتركة بين كينيا وغانا لمكافحة القرصنة"),
    ("اجتمعت مجموعة العمل المشتركة لمكافحة القرصنة في أكرا.", "مجموعة العمل المشتركة لمكافحة القرصنة"),
    # a province within a body's name
    ("قرر مجلس محافظة ديالى تمديد العطلة.", "مجلس محافظة ديالى"),
    # prosecutions of a state and of a federation
    ("طالب الادعاء العام السويدي بالسجن.", "الادعاء العام السويدي"),
    ("أحالت النيابة الفيدرالية الملف.", "النيابة الفيدرالية"),
    # early warning, violent extremism, supervision of
    ("أطلق المركز الوطني للإنذار المبكر نشرته.", "المركز الوطني للإنذار المبكر"),
    ("قدمت اللجنة الوطنية لمكافحة التطرف العنيف خطتها.", "اللجنة الوطنية لمكافحة التطرف العنيف"),
    ("تجتمع لجنة الإشراف على الانتخابات غدا.", "لجنة الإشراف على الانتخابات"),
    # the mission of a state, with ل; a journal by a foreign name
    ("افتتحت القنصلية العامة لجمهورية غانا بالعيون أبوابها.", "القنصلية العامة لجمهورية غانا بالعيون"),
    # forces whose kind needs a state
    ("نفذت القوات الخاصة التوغولية العملية.", "القوات الخاصة التوغولية"),
    # what an armed group calls itself
    ('فككت الشرطة خلية متطرفة تطلق على نفسها اسم "رجال الفجر".', "رجال الفجر"),
    ('تبنت الهجوم جماعة تدعى "صقور الوادي".', "صقور الوادي"),
    # a general noun is a name where a participle says for what; a court of its own; a unit with its task
    ("اجتمعت مجموعة العمل المشتركة المعنية بأمن الموانئ في مالطا.", "مجموعة العمل المشتركة المعنية بأمن الموانئ"),
    ("قدمت لجنة الخبراء المعنية بالجزاءات تقريرها.", "لجنة الخبراء المعنية بالجزاءات"),
    ("مثلوا أمام محكمة الجنايات الخاصة بعد عام.", "محكمة الجنايات الخاصة"),
    ("أحيل الملف على الوحدة الخاصة للتحقيقات في قضايا التهريب.", "الوحدة الخاصة للتحقيقات في قضايا التهريب"),
    ("أوقف خفر السواحل زورقا.", "خفر السواحل"),
    ("باشرت نيابة أمن الدولة التحقيق.", "نيابة أمن الدولة"),
    # of a university only ب joins its place to the name
    ("ألقى محاضرة بجامعة الملك سعود في الرياض.", "جامعة الملك سعود"),
    # a ministry ends with its portfolios, not with the sentence
    ("أعلنت وزارة الغابات والموارد المائية أن الحريق تحت السيطرة.", "وزارة الغابات والموارد المائية"),
    ("تنسق وزارة الرقمنة مع السلطات المحلية.", "وزارة الرقمنة"),
    ("قالت وزارة الثقافة والشباب والرياضة إن المعرض تأجل.", "وزارة الثقافة والشباب والرياضة"),
    # the article and adjectives, then ل and a field
    ("أصدر المرصد الإقليمي لرصد الأسلحة الخفيفة تقريره.", "المرصد الإقليمي لرصد الأسلحة"),
    ("حذرت الهيئة الجهوية للوقاية من الفساد ومحاربته من التأخير.", "الهيئة الجهوية للوقاية من الفساد ومحاربته"),
    ("نظمت الأكاديمية الملكية للعلوم البحرية والملاحة دورة.", "الأكاديمية الملكية للعلوم البحرية"),
    # a chain of nouns without the article, closed by a definite one or a region
    ("اجتمعت لجنة رؤساء أركان دول شرق إفريقيا في نيروبي.", "لجنة رؤساء أركان دول شرق إفريقيا"),
    ("افتتح مركز دراسات الهجرة والتنمية موسمه.", "مركز دراسات الهجرة والتنمية"),
    # the field after a participle
    ("أدانت غرفة الجنايات المكلفة بجرائم الأموال لدى محكمة الاستئناف المتهم.", "غرفة الجنايات المكلفة بجرائم الأموال"),
    ("دعا المكتب الإقليمي المعني بالهجرة والتنمية إلى التريث.", "المكتب الإقليمي المعني بالهجرة والتنمية"),
    # courts and embassies with their place
    ("قضت المحكمة الابتدائية بصفاقس ببراءته.", "المحكمة الابتدائية بصفاقس"),
    ("زار سفارة السنغال بالرباط وفد.", "سفارة السنغال بالرباط"),
    ("قال الملحق بالسفارة النرويجية إن الملف سلم.", "السفارة النرويجية"),
    # forces by a country's nisba
    ("أوقفت الشرطة الكينية مشتبها فيه.", "الشرطة الكينية"),
    ("شارك الحرس الجمهوري في التمرين.", "الحرس الجمهوري"),
    ("أشرف قائد الناحية العسكرية السادسة على الحفل.", "الناحية العسكرية السادسة"),
    # names in quotes, and quoted names whose trade shows a company
    ('نظم مركز "نوافذ الجنوب" ندوة.', 'مركز "نوافذ الجنوب"'),
    ("أدرجت القائمة «النورس للشحن» و«الوادي الأخضر للتجارة».", "النورس للشحن"),
    # particles before, and ل with the article
    ("وأفاد بيان للهيئة الوطنية لمراقبة الحدود أن المعبر أغلق.", "لهيئة الوطنية لمراقبة الحدود"),
    ("حضر ممثلون عن اللجنة الدائمة لتنسيق الإغاثة.", "اللجنة الدائمة لتنسيق الإغاثة"),
    # armed groups by who joins, leads or speaks for them
    ("قتل زعيم حركة ماتلو الإرهابية أمس.", "حركة ماتلو"),
    ("اعترف بانتمائه لتنظيم حراس الوادي في غرب إفريقيا.", "تنظيم حراس الوادي في غرب إفريقيا"),
    ("نفذت الهجوم كتيبة سعيد بن جابر فجرا.", "كتيبة سعيد بن جابر"),
    ("أطلق التحالف الإقليمي ضد القرصنة البحرية دوريات.", "التحالف الإقليمي ضد القرصنة البحرية"),
    # a body within a body's name
    ("استقبلت الأمانة العامة لمجلس وزراء النقل العرب الوفد.", "الأمانة العامة لمجلس وزراء النقل العرب"),
    ("رحبت الرابطة الدولية من أجل السلام بالاتفاق.", "الرابطة الدولية من أجل السلام"),
    # describing adjectives that belong to their noun, duals, adjectives after a plural
    ("بحثت مجموعة عمل المقاتلين الأجانب الخطة.", "مجموعة عمل المقاتلين الأجانب"),
    ("انطلق المنتدى الإقليمي للسلام والتنمية المستدامين أمس.", "المنتدى الإقليمي للسلام والتنمية المستدامين"),
    ("قال باحث في مركز الساحل للدراسات الاستراتيجية إن الوضع صعب.", "مركز الساحل للدراسات الاستراتيجية"),
    # two states and a dash; a nisba that does not agree is somebody's
    ("اجتمعت اللجنة العليا الكينية - النرويجية المشتركة.", "اللجنة العليا الكينية - النرويجية المشتركة"),
    ("قال رئيس هيئة الأركان العامة السعودي إن التمرين ناجح.", "هيئة الأركان العامة"),
    # numbers, arms, circuits, services
    ("نفذت الوحدة الخاصة/93 التمرين.", "الوحدة الخاصة/93"),
    ("حضر آمر لواء المغاوير/18 الحفل.", "لواء المغاوير/18"),
    ("شارك سلاح الجو الملكي في التمرين.", "سلاح الجو الملكي"),
    ("قضت الدائرة الرابعة إرهاب بمعاقبة المتهم.", "الدائرة الرابعة إرهاب"),
    ("زار مدير الأمن الوقائي المعبر.", "الأمن الوقائي"),
    ("تخرجت دفعة من أكاديمية الشرطة.", "أكاديمية الشرطة"),
    ("بث التلفزيون الوطني الخطاب.", "التلفزيون الوطني"),
    ("أصدر مجلس شورى الدولة قراره.", "مجلس شورى الدولة"),
    ("وقعت خلية معالجة الاستعلام المالي المذكرة.", "خلية معالجة الاستعلام المالي"),
    # a general name that says whose it is; the pronoun after و is the sentence's
    ("اجتمعت لجنة التنسيق التابعة للأمم المتحدة.", "لجنة التنسيق التابعة للأمم المتحدة"),
    ("ناقشوا نشر القوة المشتركة وتمويلها.", "القوة المشتركة"),
    # "و" typed apart, a field after حول, fields of two letters, what is defended
    ("شارك في الورشة المركز الإقليمي للدراسات و الأبحاث حول الهجرة.", "المركز الإقليمي للدراسات و الأبحاث حول الهجرة"),
    ("دعت الجمعية الكينية لطب الأطفال إلى الحذر.", "الجمعية الكينية لطب الأطفال"),
    ("أصدرت الشبكة الكينية للدفاع عن الحق في الماء بيانا.", "الشبكة الكينية للدفاع عن الحق في الماء"),
    ("رحبت الجمعية الكينية للتقليص من مخاطر الفيضانات بالقرار.", "الجمعية الكينية للتقليص من مخاطر الفيضانات"),
    # whom an institution is named after
    ("وقع رئيس جامعة الحسن الثاني الاتفاقية.", "جامعة الحسن الثاني"),
    ("يدرس بجامعة عبد الواحد السلاوي منذ عام.", "جامعة عبد الواحد السلاوي"),
    ("وقعت جامعة فيليكس غورتومبي الاتفاقية.", "جامعة فيليكس غورتومبي"),
    ("افتتح في الإقليم مركز غورتومبيا قبل عامين.", "مركز غورتومبيا"),
    # quoted words that are the whole name; Latin letters with accents
    ("اعترف بالقتال في صفوف فصيل «جند الوادي» المسلح.", "جند الوادي"),
    ("وقعت شركة Électra Mobilité العقد.", "شركة Électra Mobilité"),
    # two states, two services
    ("تعاونت المخابرات الكينية والنرويجية في الملف.", "المخابرات الكينية"),
]


@pytest.mark.parametrize(("sentence", "name"), FOUND)
def test_a_new_body_is_found_and_closed(sentence: str, name: str) -> None:
    assert name in names(read(sentence))


NOT_FOUND = [
    # a street, a code of law, a position on the field, a class
    "وقع الحادث في شارع الجيش الملكي.",
    "صدر تعديل مجموعة القانون الجنائي.",
    'يدرس التلاميذ في فوج "أ" صباحا.',
    # running something is no directorate
    "يتولى إدارة حسابات الشركات الكبرى.",
    "تسعى الدول إلى إدارة عمل الفريق.",
    "يفضل أصحاب الخبرة في إدارة أجهزة الدولة.",
    # the forces of many states
    "يشارك ألف فرد من القوات المسلحة من 10 دول.",
    "يرمي التمرين إلى تأهيل القوات المسلحة للدول المشاركة.",
    # what somebody calls himself who is no armed group
    'غنت فرقة موسيقية تطلق على نفسها "نجوم الليل".',
    "عقدت اللجنة اجتماعها أمس وأكد المجلس ذلك.",  # a head alone is no name
    "هذه اللجنة المشتركة تجتمع سنويا.",  # pointed at, not named
    "تحدث عن المصلحة العليا للبلاد وعن السلطة التقديرية للقضاة.",
    "لجنة تضم خبراء ومكتب جديد ومركز صحي وجامعة بريطانية.",  # without the article: any one
    "تعمل الشركة المغربية على مشروع جديد في القطاع.",  # some company
    "انتشرت القوات الأجنبية والجماعات المسلحة في المنطقة.",
    "اجتمعت وزارات الداخلية وأجهزة الشرطة ومنظمات دولية.",
    "عبرت السفن قناة السويس صباحا.",
    "أشرف على تنظيم الدورة الثالثة وعلى حركة السير وحركة النقل.",  # arranging and moving
    "قال إن الوحدة الترابية للبلاد خط أحمر وإن القيادة الكينية تدرك ذلك.",
    "بحثت الجماعة الترابية في القوة العمومية المتاحة.",
    "حذر من تهديد الأمن العام ومن المس بالأمن الداخلي.",  # public order
    "فككت خلية إرهابية وعقدت لجنة التنسيق لقاءها.",
    "السلطة العسكرية تتابع والقيادة الإقليمية تنسق.",
    "يستعد البلد لتنظيم «كان 2031» ولتنظيم «الألعاب الشاطئية» بعدها.",  # arranging again
    "فككت المصالح خلية «داعشية» أمس.",
    "نسقت أجهزة الشرطة الإفريقية عملها.",  # of all its states
    "قال نائب رئيس مجلس الوزراء ووزير المالية إن الملف أغلق.",  # a post
    "قالت الشركة إن مجلس إدارتها اجتمع وإن لجنة تحكيمها أعلنت النتائج.",
    "القرار يصب في مصلحة «الأسواق الكبرى» وحدها.",
    "ينتظر المرضى في قسم الإنعاش وينتظر الزبناء في مركز الاتصال.",
]


@pytest.mark.parametrize("sentence", NOT_FOUND)
def test_what_only_describes_is_no_body(sentence: str) -> None:
    assert names(read(sentence)) == []


ENDS = [
    ("قال المعهد الملكي للدراسات الجيل الجديد مهم.", "المعهد الملكي للدراسات"),
    ("نفت وزارة الصحة الجديدة الخبر.", "وزارة الصحة"),
    ("سلم المجلس الأعلى للإعلام العقيد خالد شهادة.", "المجلس الأعلى للإعلام"),
    ("أعلنت الهيئة الوطنية للبحث والشرطة الكينية النتائج.", "الهيئة الوطنية للبحث"),
    ("تجتمع اللجنة التحضيرية للمؤتمر غدا.", "اللجنة التحضيرية"),
]


@pytest.mark.parametrize(("sentence", "name"), ENDS)
def test_a_name_ends_before_titles_other_bodies_and_passing_words(sentence: str, name: str) -> None:
    assert name in names(read(sentence))


def test_a_name_in_brackets_stands_alone_later() -> None:
    context = read("انعقد المجلس الإقليمي لتنسيق الإغاثة (ماتلو) أمس. وقال ممثل ماتلو إن العمل مستمر.")
    found = bodies(context)
    assert [context.doc.surface(m.start, m.end) for m in found] == ["المجلس الإقليمي لتنسيق الإغاثة", "ماتلو", "ماتلو"]
    assert len({m.entity_id for m in found}) == 1


def test_a_shorter_name_is_the_same_body() -> None:
    context = read("أدانته المحكمة الابتدائية بصفاقس. وكانت المحكمة الابتدائية قد أجلت الملف.")
    assert len({m.entity_id for m in bodies(context)}) == 1


def test_what_is_folded_like_a_head_and_printed_otherwise_is_none() -> None:
    assert names(read("استمعت إليه النيابة العامة.")) == ["النيابة العامة"]


def test_a_mission_is_the_one_that_its_sender_has_there() -> None:
    found = bodies(read("زار الوفد بعثة حلف الناتو في بغداد. وقال قائد البعثة إن العراق شريك، وإن العراق يستعد."))
    assert {m.entity_id for m in found} == {"org:nato-mission-iraq"}
    assert "org:un" not in {m.entity_id for m in bodies(read("غادرت بعثة الأمم المتحدة البلدة."))}


def test_a_quoted_known_name_is_the_body_whatever_stands_before() -> None:
    assert {m.entity_id for m in bodies(read('حضر الملك جولة من مبادرة "اجتماعات العقبة" في روما.'))} == {"org:aqaba-process"}


def test_a_word_before_a_known_body_says_what_it_is_only_where_it_can_be_that() -> None:
    for text in ("تنضوي الأندية تحت لواء الجامعة الملكية المغربية لكرة القدم.", "أشاد بتنظيم الأمم المتحدة للقمة."):
        assert not any(name.startswith(("لواء", "تنظيم")) for name in names(read(text)))
    assert names(read("بايع تنظيم داعش.")) == ["تنظيم داعش"]


def test_two_fields_after_a_council_are_another_council() -> None:
    assert "org:un-sc" not in {m.entity_id for m in bodies(read("ترأس الرئيس مجلس الأمن والدفاع الوطني."))}
    assert "org:un-sc" in {m.entity_id for m in bodies(read("دعا مجلس الأمن إلى التهدئة."))}


def test_a_name_that_every_state_uses_needs_the_state() -> None:
    def house(text: str) -> set[str]:
        context = read(text)
        return {m.entity_id for m in bodies(context) if context.doc.surface(m.start, m.end) == "مجلس النواب"}

    cairo, rabat = house("قالت مصر إن مجلس النواب صادق على القانون."), house("قال المغرب إن مجلس النواب صادق على القانون.")
    assert len(cairo) == len(rabat) == 1 and cairo != rabat
    visited = "قال المغرب إن مجلس النواب شريك. وزار وفد من مجلس النواب الهولندي الرباط. وقال المغرب إن مجلس النواب سيرد."
    assert house(visited) == rabat  # the visitors' house is another, though its name begins alike


def test_a_body_named_in_passing_is_not_what_a_short_form_means() -> None:
    text = "قرر مجلس النواب عقد جلستين، الثانية مشتركة مع مجلس المستشارين. وجاء ذلك خلال اجتماع عقده المجلس أمس."
    context = read(text)
    house = next(m.entity_id for m in bodies(context) if context.doc.surface(m.start, m.end) == "مجلس النواب")
    assert [m.entity_id for m in bodies(context, named=False)] == [house]
    cup = read("أعلن الاتحاد الإفريقي لكرة القدم الموعد، وتجرى مباريات كأس الاتحاد غدا. وقال الاتحاد إنه مستعد.")
    assert len(bodies(cup, named=False)) == 1
    assert not bodies(read("افتتحت كلية العلوم والتقنيات موسمها، وعين عميد الكلية متعددة التخصصات."), named=False)


def test_one_name_two_countries_two_bodies() -> None:
    ids = {body_id("وزارة الرقمنة", "SN"), body_id("وزارة الرقمنة", "NO"), body_id("وزارة الرقمنة", "SN")}
    assert len(ids) == 2
    assert body_id("المرصد الأزرق") == body_id("مرصد الأزرق")  # the article of the first word is no part of it


def test_what_the_text_speaks_of_anyway_is_no_name_of_a_unit() -> None:
    context = read("تنتشر حمى الوادي بسرعة. وقال منسق وحدة «حمى الوادي» في المستشفى إن حمى الوادي خطيرة.")
    assert names(context) == []


def test_a_known_short_name_in_brackets_tells_whose_the_long_one_is() -> None:
    for short in ("(أفريبول)", "''أفريبول''", "الأفريبول"):
        context = read(f"حضر ممثلو آلية التعاون الشرطي {short} الحفل.")
        assert {m.entity_id for m in bodies(context)} == {"org:afripol"}, short
    context = read("حضر ممثلو المرصد الكيني للهجرة والتنمية (أفريبول) الحفل.")
    assert "org:afripol" not in {m.entity_id for m in bodies(context) if "المرصد" in context.doc.surface(m.start, m.end)}


def test_a_slip_in_the_last_word_of_a_known_name() -> None:
    context = read("ذكر بلاغ للمديرية العامة للأمن اوطني المغربية أن التحقيق مستمر.")
    assert {m.entity_id for m in bodies(context)} == {"org:dgsn"}


def test_a_nisba_left_out_makes_no_other_body() -> None:
    context = read("تمكنت القوات الكينية المسلحة من صد الهجوم. وقالت القوات المسلحة إن الوضع مستقر.")
    assert len({m.entity_id for m in bodies(context)}) == 1


def test_an_embassy_is_one_however_it_is_called() -> None:
    context = read("افتتحت سفارة السنغال بالرباط معرضا. وقالت السفارة السنغالية إن الدخول حر.")
    assert len({m.entity_id for m in bodies(context)}) == 1
    assert context.entities[bodies(context)[0].entity_id].country_iso2 == "SN"


def test_the_entity_says_type_and_country() -> None:
    context = read("أوقفت الشرطة الكينية مشتبها فيه.")
    entity = context.entities[bodies(context)[0].entity_id]
    assert (entity.kind, entity.country_iso2) == ("organization", "KE")


def test_name_key_leaves_out_what_is_typed_differently() -> None:
    assert name_key("مركز «نوافذ الجنوب»") == name_key('مركز "نوافذ الجنوب"')
    assert name_key("الإتحاد الأزرق") == name_key("الاتحاد الأزرق")


def test_mentions_do_not_cross() -> None:
    context = read("اجتمعت لجنة رؤساء أركان دول شرق إفريقيا مع وزارة الغابات والموارد المائية والشرطة الكينية بنيروبي.")
    spans = sorted((m.start, m.end) for m in context.mentions)
    assert all(b[0] >= a[1] or b[1] <= a[1] for a, b in pairwise(spans))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    head = "head,type,gender,definite,construct,for,tail,and,region\n"
    (tmp_path / "cues" / "body_heads.csv").write_text(head + "وزارة,ministry,x,no,portfolio,no,no,portfolio,no\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"line 2.*gender"):
        load_body_rules(Seeds(tmp_path))
    (tmp_path / "cues" / "body_heads.csv").write_text(head + "وزارة,ministry,f,no,portfolio,no,no,portfolio,no\n" * 2, encoding="utf-8")
    with pytest.raises(SeedError, match="twice"):
        load_body_rules(Seeds(tmp_path))


WORDS = [
    *["وزارة", "اللجنة", "للجنة", "المعنية", "بـ", "من أجل", "والتعاون", "(", ")", '"', "السلام", "العامة", "و", "محكمة", "الاستئناف", "بتونس"],
    *["1540", ",", "في", "إفريقيا", "سفارة", "لمكافحة", "a"],
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_run_of_words_is_read(words: list[str]) -> None:
    context = context_of(" ".join(words))
    find_bodies(context)
    for m in context.mentions:
        assert 0 <= m.start < m.end <= len(context.doc.text)
        assert context.entities[m.entity_id].kind == "organization"


def test_of_a_quoted_paper_the_quoted_words_are_the_name() -> None:
    context = read("ذكرت صحيفة «زيلاند تسايتونغ» أن المحادثات استمرت.")
    assert [context.entities[m.entity_id].name_ar for m in context.mentions if m.kind == "organization"] == ["زيلاند تسايتونغ"]
    context = read("نظم مركز «نوافذ الجنوب» ندوة.")  # a centre is called so with its head
    assert [context.entities[m.entity_id].name_ar for m in context.mentions if m.kind == "organization"] == ["مركز «نوافذ الجنوب»"]


def test_a_quoted_name_with_a_head_of_its_own_is_the_body() -> None:
    assert names(read("يدير فلان مؤسسة «المعهد الإقليمي للوساطة» منذ عام.")) == ["المعهد الإقليمي للوساطة"]
    assert names(read("يدير فلان مؤسسة «أفق الوساطة» منذ عام.")) == ["مؤسسة «أفق الوساطة»"]


def test_an_armed_group_by_any_of_its_nouns() -> None:
    assert {m.entity_id for m in read("أعلنت حركة إيتا الانفصالية حل هياكلها. وقالت منظمة إيتا إن القرار نهائي.").mentions if m.kind == "organization"} == {"org:eta"}
    assert "org:eta" not in {m.entity_id for m in read("قرأ الطلاب حرف إيتا اليوناني.").mentions}
