"""Papers and figures that speak for a body, bodies called by another noun, and what stands between a verb and what it reports. All sentences are invented."""

from __future__ import annotations

from ct_pipeline.extract.affiliations import find_affiliations
from ct_pipeline.extract.coreference import resolve_references
from ct_pipeline.extract.statements import find_statements
from ct_pipeline_tests.extract.reading import read

LEAD = "وقال وزير المالية سليم الدباغ إن المعبر مفتوح. "  # a first sentence, so that the others are no headline


def spoken(text: str) -> list[tuple[str, str, bool]]:
    """Verb, speaker and directness of every statement of ``text`` behind ``LEAD``, the speaker by the name printed."""
    context = read(LEAD + text)
    find_affiliations(context)
    resolve_references(context)
    find_statements(context)
    return [(s.verb, context.entities[s.speaker_id].name_ar, s.is_direct) for s in context.statements if s.start >= len(LEAD) - 2]


def who(text: str) -> list[str]:
    return [name for _, name, _ in spoken(text)]


def test_a_paper_speaks_for_whom_its_participle_names() -> None:
    assert who("وأوقف المشتبه فيه، وفق بلاغ توصلت به جريدة الأفق من وزارة الداخلية الغانية. وأفاد المصدر ذاته بأن التحقيق مستمر.") == ["وزارة الداخلية الغانية"] * 2
    assert who("التقرير، المقدم من لدن وزارة المالية الغانية والمعد خلال سنتين، شدد على ضرورة الإصلاح.") == ["وزارة المالية الغانية"]
    assert who("وبحسب معطيات صادرة عن وزارة المالية الغانية، فقد ارتفعت الأسعار.") == ["وزارة المالية الغانية"]
    assert who("وأوقف المشتبه فيه، وفق بلاغ توصلت به جريدة الأفق.") == []


def test_figures_speak_for_their_body_and_not_for_who_read_them() -> None:
    assert who("وأفادت معطيات وزارة الصحة الغانية بأن الحالات تراجعت. وأضافت المعطيات الرسمية أن الوفيات قلت.") == ["وزارة الصحة الغانية"] * 2
    assert who("وبلغ المحصول، وفقا للمعطيات التي كشف عنها سليم الدباغ، مليون قنطار.") == ["سليم الدباغ"]
    assert who("وحسب المعطيات المتوفرة لوكالة رويترز، فإن الحافلة انقلبت.") == []
    assert who("وأضاف سليم الدباغ أن الحوادث قلت، وهو ما تؤكده المعطيات التي نشرتها وزارة الصحة الغانية.") == ["سليم الدباغ"]


def test_who_is_quoted_right_behind_a_paper_did_not_issue_it() -> None:
    text = 'أصدرت وزارة الداخلية الغانية بيانا قالت فيه إن الحدود آمنة. ودعا البيان "وزارة المالية الغانية، وكل المصارف، إلى تجميد أموال الجماعة".'
    assert who(text) == ["وزارة الداخلية الغانية"] * 2


def test_a_paper_sent_to_somebody_speaks_for_who_sent_it() -> None:
    assert who("ووزارة الداخلية الغانية وجهت منشورا إلى الولاة وكل المصالح، أكدت فيه أن الحدود مغلقة.") == ["وزارة الداخلية الغانية"]
    assert who('ونشرت وزارة الداخلية الغانية رسالة كتبتها قنصلة لا تسمى قالت فيها: "إنه لشرف كبير لي أن أعمل هنا".') == []


def test_a_body_may_be_called_by_another_noun_of_its_kind() -> None:
    union = "طالبت الكونفدرالية الديمقراطية للشغل بزيادة الأجور. "
    assert who(union + 'وأشارت النقابة إلى أن الأسعار ارتفعت. وتابعت المركزية: "القرار خرق سافر لالتزامات رسمية".') == ["الكونفدرالية الديمقراطية للشغل"] * 3
    assert who(union + "وأعلنت الهيئة النقابية، في بيان لها، رفضها القرار الأحادي.") == ["الكونفدرالية الديمقراطية للشغل"] * 2
    assert who(union + "من جهتها، أشارت النقابة المستقلة إلى أن الأسعار ارتفعت.") == ["الكونفدرالية الديمقراطية للشغل"]  # another one
    assert who(union + "وأشارت الشركة إلى أن الأسعار ارتفعت.") == ["الكونفدرالية الديمقراطية للشغل"]  # no company


def test_an_unknown_body_that_condemns_is_not_the_victim_named_before() -> None:
    assert who('وأصيب في الحادث الطفل سعيد المريني. وأدانت الرابطة الطلابية، في بلاغ لها، "هذه الجريمة التي لا يقبلها عقل".') == []


def test_a_title_of_two_words_stands_before_a_name() -> None:
    assert who("ويؤكد الفاعل التربوي عبد الرزاق التازي أن الدخول المدرسي صعب.") == ["عبد الرزاق التازي"]


def test_an_official_who_is_over_something_of_a_state_is_its_minister() -> None:
    text = "وصرح وزير الخارجية الأمريكي ريكس تيلرسون بأن الحوار مستمر. "
    assert who(text + "وأوضح المشرف على الجهاز الدبلوماسي الأمريكي أن اللقاء كان مثمرا.") == ["ريكس تيلرسون"] * 2
    assert who(text + "وأوضح المشرف على الجهاز الدبلوماسي الغاني أن اللقاء كان مثمرا.")[1:] != ["ريكس تيلرسون"]


def test_another_title_of_a_scholar_means_who_spoke_just_now() -> None:
    text = "ولاحظ أمين السعيد، أستاذ القانون الدستوري، أن النقاش مفيد. "
    assert who(text + "ونبه أستاذ التعليم العالي إلى أن الحزب منقسم.") == ["أمين السعيد"] * 2


def test_after_is_no_verb_of_saying() -> None:
    assert who("وأكد، عقب حضوره ختام التمرين، أن القوات جاهزة.") == ["سليم الدباغ"]
    assert [verb for verb, _, _ in spoken("وعقب سليم الدباغ بأن القوات جاهزة.")] == ["عقب"]


def test_a_state_stands_behind_a_verb_that_takes_no_object() -> None:
    assert who("وأعربت العراق عن دعمها للاتفاق.") == ["العراق"]
    assert "فرنسا" not in who("واتهم فرنسا بالتدخل في شؤونه.")


def test_an_attribution_that_opens_its_clause_is_another_statement() -> None:
    assert who("وأعربت وزارة الداخلية الغانية عن قلقها، فبحسب وزارة الخارجية الأمريكية هناك خمسة معتقلين.") == ["وزارة الداخلية الغانية", "وزارة الخارجية الأمريكية"]
    assert who("وأكد سليم الدباغ، بحسب وزارة الخارجية الأمريكية، أن المعتقلين بخير.") == ["سليم الدباغ"]


def test_who_gave_a_speech_goes_on() -> None:
    text = 'وأعطى الرئيس محمد الغزالي إشارة البدء، حيث قدم رئيس الأركان، اللواء سعد الشهراني، إيجازا عن التمرين. وقال "العدو البائس لا يستجيب لأي نداء".'
    assert who(text) == ["سعد الشهراني"]
    other = 'واستقبل الرئيس محمد الغزالي الوفد، حيث قدم رئيس الأركان، اللواء سعد الشهراني، ضباط التمرين. وقال "العدو البائس لا يستجيب لأي نداء".'
    assert who(other) == ["محمد الغزالي"]


def test_a_source_inside_a_body_speaks_for_it() -> None:
    text = "وكشف مصدر مسؤول في وزارة الداخلية الغانية، حسب ما نقله الموقع الرسمي، أن الشبكة فككت. وشدد المصدر على خطورة الأمر."
    assert who(text) == ["وزارة الداخلية الغانية"] * 2


def test_a_quotation_belongs_to_the_aside_behind_it() -> None:
    text = 'وأشارت وزارة الداخلية الغانية إلى نقص الوسائل، "وهذا يبين حجم العمل الذي ينتظرنا جميعا"، يقول سليم الدباغ.'
    assert [(name, direct) for _, name, direct in spoken(text)] == [("وزارة الداخلية الغانية", False), ("سليم الدباغ", True)]


def test_the_bearer_of_a_short_name_speaks_in_a_relative_clause() -> None:
    text = "وصرح وزير الخارجية الأمريكي ريكس تيلرسون بأن الحوار مستمر. "
    assert who(text + "ويأتي الأمن على رأس أولويات تيلرسون الذي يؤكد أن المعبر مفتوح.") == ["ريكس تيلرسون"] * 2
    assert who(text + "ويأتي الأمن على رأس أولويات تيلرسون التي يؤكد مراقبون أنها كثيرة.") == ["ريكس تيلرسون"]


def test_verbs_added_as_one_line_each() -> None:
    assert who("ووجهت وزارة الداخلية الغانية أصابع الاتهام إلى الجماعة.") == ["وزارة الداخلية الغانية"]
    assert who("ووجهت وزارة الداخلية الغانية قواتها إلى الحدود.") == []
    assert who("وركز سليم الدباغ على أهمية التنسيق.") == ["سليم الدباغ"]
    assert who("وركزت وزارة الداخلية الغانية على تدريب رجالها.") == []
    assert who("وأوصت وزارة الداخلية الغانية بإحداث وكالة جديدة.") == ["وزارة الداخلية الغانية"]
    assert who("وتقدم سليم الدباغ بالشكر إلى المنظمين.") == ["سليم الدباغ"]
    assert who("وتقدم سليم الدباغ الموكب.") == []
    assert who("وبرر سليم الدباغ إغلاق المعبر بنقص الموارد.") == ["سليم الدباغ"]
    assert who("واستهل سليم الدباغ كلمته بالترحيب بالحاضرين.") == ["سليم الدباغ"]
    assert who("واستهل سليم الدباغ زيارته من العاصمة.") == []


def test_a_body_whose_name_is_quoted_speaks() -> None:
    text = "وأعلنت وزارة الداخلية الغانية أن الحدود آمنة. "
    assert "حركة حماس" in " ".join(who(text + 'ودعا المتحدث باسم "حماس" إلى هدنة.'))
    assert who(text + 'ودعا المتحدث باسم "فرقة مجهولة" إلى هدنة.')[1:] == []


def test_a_paper_that_says_that_somebody_said_it_carries_his_words() -> None:
    text = "وصرح وزير الخارجية الأمريكي ريكس تيلرسون بأن الحوار مستمر. وأصدرت وزارة الخارجية الأمريكية بيانا. "
    assert who(text + "وقال البيان إن ريكس تيلرسون أعرب عن أمله في الحل.")[-1] == "ريكس تيلرسون"
    assert who(text + 'وأضاف البيان: "أكد الوزير تيلرسون أيضا دعم بلاده للحل في المنطقة".')[-1] == "ريكس تيلرسون"
    assert who(text + "وقال البيان إن ريكس تيلرسون سيزور غانا.")[-1] != "ريكس تيلرسون"


def test_an_agency_alone_is_the_source_of_what_it_tells() -> None:
    assert who("وغرقت السفينة فجرا، بحسب وكالة رويترز.") == ["وكالة رويترز"]
    assert who("وأكد سليم الدباغ، بحسب وكالة رويترز، أن السفينة غرقت.") == ["سليم الدباغ"]


def test_officials_in_the_plural_are_not_the_general_named_before() -> None:
    text = "وصرح وزير الخارجية الأمريكي ريكس تيلرسون بأن الحوار مستمر. "
    assert who(text + "وعقدت محادثات حث خلالها المسؤولون الأمريكيون غانا على التهدئة.") == ["ريكس تيلرسون"]


def test_a_club_calls_upon_nobody() -> None:
    assert who("ويلعب فريق المدينة أمام نادي بوروسيا مساء الأربعاء.") == []
    assert [verb for verb, _, _ in spoken("ونادى وزير المالية سليم الدباغ، في كلمته، بالإصلاح.")] == ["نادى"]


def test_a_paper_by_which_somebody_answers() -> None:
    assert who('من جهتها ردت وزارة الداخلية الغانية ببيان قالت فيه: "هذا القرار لا يخدم أحدا".') == ["وزارة الداخلية الغانية"]


def test_the_last_word_of_a_name_means_its_bearer_whatever_else_it_means() -> None:
    text = "وأعلن رئيس الوزراء محمد شياع السوداني أن الزيارة مهمة. "
    assert who(text + "وأضاف السوداني أن اللقاء غدا.") == ["محمد شياع السوداني"] * 2
    assert who(text + "وأضاف الأردني أن اللقاء غدا.")[1:] == []


def test_a_source_of_a_body_named_behind_adjectives_is_not_whoever_spoke_before() -> None:
    assert who("وأوضح المصدر العسكري المسؤول في وزارة الداخلية الغانية أن التسلل أحبط.") == ["وزارة الداخلية الغانية"]


def test_authorities_of_a_state_speak_for_it() -> None:
    assert who("وأكدت السلطات الغانية أن التحقيق مستمر.") == ["غانا"]
    assert who("وأكدت السلطات المحلية أن التحقيق مستمر.") == []


def test_a_memo_is_no_verb_of_reminding() -> None:
    assert who("وكشفت وزارة الصحة الغانية، خلال مذكرة سابقة، أن الحالات تراجعت.") == ["وزارة الصحة الغانية"]
    assert spoken("وتحدثت وزارة الصحة الغانية عن الحملة، مذكرة بأن التلقيح مجاني.")[-1:] == [("مذكرة", "وزارة الصحة الغانية", False)]


def test_going_on_with_where_it_was_said_between() -> None:
    assert who('ويزيد المتحدث في تصريح لجريدة الأفق: "كان بين المسافرين طلبة من الجامعة".') == ["سليم الدباغ"]
    assert who('وانتهى الخلاف، بين سليم الدباغ في تصريحه والنواب: "كان بين المسافرين طلبة من الجامعة".') == []


def test_our_interlocutor_is_who_spoke_last() -> None:
    assert who("وشدد محدثنا على أن الوقت ضيق. وأبرز الجامعي في تحليله أن الحل قريب.") == ["سليم الدباغ"] * 2
    assert who("وقال الجامعي كريم الحلو إن الحل قريب.") == ["كريم الحلو"]


def test_the_same_figures_speak_for_the_body_behind_them() -> None:
    assert who("وبحسب نفس معطيات وزارة الصحة الغانية فإن الوفيات قلت.") == ["وزارة الصحة الغانية"]


def test_a_delegation_speaks_for_its_state() -> None:
    assert who("وعبر الوفد الغاني عن ارتياحه للنتائج.") == ["غانا"]
    assert who("وعبر الوفد الغاني الحدود ليلا.") == []


def test_so_somebody_answered() -> None:
    assert [(name, verb) for verb, name, _ in spoken('"لن نسمح بذلك أبدا"، هكذا رد وزير المالية على أسئلة النواب.')] == [("سليم الدباغ", "رد")]
    assert who("ووصل رد وزير المالية على أسئلة النواب.") == []


def test_who_reads_a_speech_says_the_words_of_another() -> None:
    assert who("وتلا ممثل وزارة الداخلية الغانية كلمة الوزير سليم الدباغ أكد فيها أن المعبر مفتوح.") == ["سليم الدباغ"]
    assert who("وتلا ممثل وزارة الداخلية الغانية كلمة طويلة أكد فيها أن المعبر مفتوح.") == []


def test_its_spokesman_speaks_for_the_body_that_spoke_last() -> None:
    assert who("وأعلنت حركة حماس أن الهدنة انتهت. وقال المتحدث باسمها إن المعبر مغلق.") == ["حركة حماس"] * 2
    assert who("وقال المتحدث باسمها إن المعبر مغلق.") == []


def test_a_paper_of_an_office_holder_holds_his_words() -> None:
    assert who("وجاء في تغريدة لوزير الخارجية الأمريكي ريكس تيلرسون أن بلاده ستنسحب.") == ["ريكس تيلرسون"]
    assert who("وجاء في تغريدة لوزير سابق لا يسمى أن بلاده ستنسحب.") == []


def test_he_went_on_saying() -> None:
    assert [verb for verb, _, _ in spoken("وزاد قائلا إن البلدين شريكان.")] == ["زاد"]
    assert spoken("وزاد الإنتاج في البلدين.") == []


def test_what_two_signed_is_nobodys_words() -> None:
    text = "أعلن وزير الداخلية سالم عمر في بيان توقيع مذكرة تفاهم لمكافحة الإرهاب مع نظيره. وقال عمر إن التعاون ضروري. وتنص المذكرة على إنشاء مكتب ارتباط في الميناء."
    assert "تنص" not in [verb for verb, _, _ in spoken(text)]
    assert "ينص" in [verb for verb, _, _ in spoken("أعلنت وزارة الداخلية في بيان توقيع مذكرة تفاهم لمكافحة الإرهاب. وينص البيان على إنشاء مكتب ارتباط في الميناء.")]
