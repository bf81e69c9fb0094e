"""Events as more outlets tell them: lists in a sentence of their own, delegations, asides, hopes and rules. Each sentence that is read has one that is not."""

from __future__ import annotations

from ct_pipeline_tests.extract.test_event_company import _only, _who
from ct_pipeline_tests.extract.test_events import facts_of

_EXERCISE = "تستضيف موريتانيا يوم 3 يونيو 2024 تمرين الرمال العسكري. "


def test_participating_states_in_a_sentence_of_their_own() -> None:
    _, who = _only(_EXERCISE + "وتشمل الدول المشاركة هذا العام كلا من مالي والنيجر وتشاد.", "operation")
    assert who == {"MR": "host", "ML": "attendee", "NE": "attendee", "TD": "attendee"}
    _, who = _only(_EXERCISE + "وتشمل منطقة الساحل مالي والنيجر وتشاد.", "operation")
    assert who == {"MR": "host"}


def test_nameless_ministers_of_listed_states() -> None:
    text = "انعقد أمس في أبوجا اجتماع حول أمن البحيرة. وشارك في الاجتماع {} والكاميرون وتشاد."
    assert set(_only(text.format("وزراء خارجية بنين"), "meeting")[1]) == {"BJ", "CM", "TD"}
    assert "BJ" not in _only("انعقد أمس في أبوجا اجتماع حول أمن البحيرة. وشارك في الاجتماع وزير خارجية بنين.", "meeting")[1]


def test_who_accompanies_and_who_heads_those_who_arrive() -> None:
    facts = facts_of("تحتضن باماكو اليوم قمة حول أمن الحدود. ووصل أمس إلى باماكو الرئيس السنغالي ماكي سال. ورافق ماكي سال وفد يضم كلا من عمر غي وموسى ديوب.")
    visit = next(e for e in facts.events if e.event_type == "visit")
    assert visit.city == "باماكو" and set(_who(facts, visit)) == {"ماكي سال", "عمر غي", "موسى ديوب"}
    facts = facts_of("تحتضن باماكو اليوم قمة حول أمن الحدود. ووصل أمس إلى باماكو الرئيس السنغالي ماكي سال. وضم الحفل عمر غي وموسى ديوب.")
    visit = next(e for e in facts.events if e.event_type == "visit")
    assert set(_who(facts, visit)) == {"ماكي سال"}


def test_talks_held_during_a_visit_are_the_verbs() -> None:
    facts = facts_of("سيجري الرئيس السنغالي ماكي سال خلال الزيارة محادثات مع نظيره الغاني نانا أكوفو أدو.", "الرئيس السنغالي يزور غانا")
    talks = next(e for e in facts.events if e.event_type == "meeting")
    assert talks.status == "planned" and set(_who(facts, talks)) >= {"ماكي سال"}


def test_what_was_said_at_a_summit_shows_that_there_was_one() -> None:
    event, who = _only("حذر الرئيس السنغالي ماكي سال، خلال قمة للاتحاد الإفريقي في نيروبي، من تمدد الجماعات المسلحة.", "conference")
    assert event.city == "نيروبي" and who["الاتحاد الإفريقي"] == "organizer"
    assert not any(e.event_type == "conference" for e in facts_of("حذر الرئيس السنغالي ماكي سال من الإرهاب أكثر من أي قمة.").events)


def test_a_virtual_gathering_is_in_no_country() -> None:
    assert _only("عقد التحالف الدولي لهزيمة داعش أمس عن بعد اجتماعا في بروكسيل.", "meeting")[0].country_iso2 is None
    assert _only("عقد التحالف الدولي لهزيمة داعش أمس اجتماعا في بروكسيل.", "meeting")[0].country_iso2 == "BE"


def test_who_follows_by_video_makes_the_meeting_virtual() -> None:
    text = "شارك وزير الخارجية كريم العلمي عبر تقنية المناظرة المرئية في اجتماع التحالف الدولي لهزيمة داعش الذي انعقد أمس في بروكسيل."
    event, _ = _only(text, "meeting")
    assert (event.mode, event.city, event.country_iso2) == ("virtual", "بروكسيل", None)
    assert not any(e.event_type == "conference" for e in facts_of(text).events)  # the means is no debate of its own


def test_virtual_is_said_of_the_gathering_and_not_of_what_it_is_about() -> None:
    about, _ = _only("احتضنت الرياض أمس مؤتمرا دوليا حول مخاطر العملات الافتراضية في تمويل الإرهاب.", "conference")
    assert (about.mode, about.country_iso2) == (None, "SA")
    held, _ = _only("نظمت وزارة الداخلية أمس الندوة الدولية الافتراضية حول مكافحة الإرهاب.", "conference")
    assert held.mode == "virtual"
    shaped, _ = _only("نظمت وزارة الداخلية أمس بشكل افتراضي ندوة حول مكافحة الإرهاب.", "conference")
    assert shaped.mode == "virtual"


def test_a_country_behind_a_topic_is_no_place() -> None:
    assert _only("عقد مجلس الأمن الدولي أمس اجتماعا حول تحديات مكافحة الإرهاب في ليبيا.", "meeting")[0].country_iso2 is None
    assert _only("عقد مجلس الأمن الدولي أمس اجتماعا في ليبيا حول تحديات مكافحة الإرهاب.", "meeting")[0].country_iso2 == "LY"


def test_states_and_media_are_no_attackers() -> None:
    _, who = _only("أطلق مسلحون النار أمس على موكب في الأهواز جنوب غربي إيران، حسب وكالة فارس. وأعلن تنظيم داعش مسؤوليته عن الهجوم.", "attack")
    assert {n for n, r in who.items() if r == "perpetrator"} == {"تنظيم داعش"}


def test_hoped_for_gatherings_and_rules_are_no_events() -> None:
    assert facts_of("دعا الوزير إلى عقد قمة عاجلة للدول المغاربية في نواكشوط.").events == ()
    assert _only("تم أمس عقد قمة عاجلة للدول المغاربية في نواكشوط.", "conference")[0].city == "نواكشوط"
    assert facts_of("ينص الدستور على أن يكلف الرئيس مرشح الكتلة الأكبر بتشكيل الحكومة.").events == ()


def test_look_alikes_of_triggers() -> None:
    for text in (
        "رحب الوزير بوقف إطلاق النار في محيط طرابلس يوم الأحد.",
        "خلف الانفجار في المرفأ 188 قتيلا في 4 غشت 2020.",
        "وصل الرئيس الجديد محمد ولد الغزواني إلى السلطة في 2019.",
        "قال الباحث إن الحزب حكم البلاد خمس عشرة سنة.",
        "الأزمة التي أحدثتها تصريحات القنصل انتهت أمس.",
    ):
        assert facts_of(text).events == (), text
    assert _only("أحدثت الحكومة سنة 2013 لجنة لمكافحة الإرهاب.", "launch")[0].start_date is not None
    assert _only("قضت محكمة الجنايات أمس بسجن متهم بالإرهاب خمس عشرة سنة.", "trial")[0].is_main


def test_a_verdict_issued_is_one_event() -> None:
    event, who = _only("أصدرت محكمة الجنايات في بغداد أمس حكما بإعدام خمسة متهمين بالإرهاب.", "trial")
    assert event.rule == "frame:trial:أصدر" and list(who.values()) == ["organizer"]


def test_one_visit_told_by_arrival_and_by_noun() -> None:
    text = "يقوم وزير الدفاع الإيطالي غويدو كروزيتو بزيارة رسمية للأردن. {}"
    assert len(facts_of(text.format("وكان غويدو كروزيتو قد حل أمس بالأردن.")).events) == 1
    assert len(facts_of(text.format("وكان غويدو كروزيتو قد حل بالكويت في مارس 2019.")).events) == 2


def test_who_appoints_and_who_is_appointed() -> None:
    _, who = _only("أعلن الأمين العام للأمم المتحدة أنطونيو غوتيريش أمس تعيين ألكسندر إيفانكو ممثلا خاصا له.", "appointment")
    assert who == {"أنطونيو غوتيريش": "organizer", "ألكسندر إيفانكو": "subject"}
    assert _only("عين أمس سالم النواف مديرا للمركز.", "appointment")[1] == {"سالم النواف": "subject"}


def test_a_list_behind_a_colon() -> None:
    text = "ينعقد غدا في الرياض اجتماع تشاوري حول الإرهاب. وسيشارك في الاجتماع: وزير الداخلية سالم النواف، ووزير العدل خالد البدري."
    assert set(_only(text, "meeting")[1]) == {"سالم النواف", "خالد البدري"}


def test_who_signs_by_a_verbal_noun() -> None:
    _, who = _only("أعلنت السفارة عن توقيع وزيري الداخلية سالم النواف وخالد البدري مذكرة تعاون أمني أمس في بغداد.", "agreement")
    assert who == {"سالم النواف": "signatory", "خالد البدري": "signatory"}


def test_a_round_of_an_initiative_is_held() -> None:
    text = "ترأس الملك عبد الله الثاني أمس في روما جولة جديدة من مبادرة \"اجتماعات العقبة\"."
    event, who = _only(text, "meeting")
    assert event.city == "روما" and "chair" in who.values()
    assert facts_of("شهدت البلاد أمس جولة جديدة من العنف في روما.").events == ()


def test_what_counts_as_an_attack_is_none() -> None:
    assert facts_of("قال المفوض إن كل مساس بدولة يعد اعتداء على القارة يوم الأحد.").events == ()


def test_names_end_where_they_end() -> None:
    assert _only("تابع الوزير أمس في تونس الجلسة بطلب من بريطانيا.", "meeting")[0].name_ar is None
    name = _only("بدأت أمس زيارة سالم النواف إلى الأردن تحضيرا لزيارة الملك.", "visit")[0].name_ar
    assert name == "زيارة سالم النواف إلى الأردن"
    name = _only("انعقد أمس في الجزائر الاجتماع الثاني لمجموعة العمل حول أمن الحدود وورشة حول التعاون.", "meeting")[0].name_ar
    assert name == "الاجتماع الثاني لمجموعة العمل حول أمن الحدود"


def test_what_may_happen_and_what_was_given_up() -> None:
    assert facts_of("قال الخبير إن اللقاءات قد تتوج بتوقيع اتفاق جديد حول أمن الحدود.").events == ()
    assert _only("توجت اللقاءات أمس بتوقيع اتفاق جديد حول أمن الحدود.", "agreement")[0].status == "held"
    assert {e.status for e in facts_of("تراجعت المدينة أمس عن إبرام اتفاقية توأمة أمنية.").events} <= {"cancelled"}


def test_what_is_asked_for_or_aimed_at_is_no_event() -> None:
    assert facts_of("طالبت البرلمانية سالمة النواف بتشكيل لجنة للتحقيق في الهجوم.").events == ()
    assert [e.event_type for e in facts_of("قرر المجلس أمس تشكيل لجنة للتحقيق في تمويل الإرهاب.").events] == ["launch"]
    assert not any(e.event_type == "trial" for e in facts_of("جرى الاحتفاظ بالموقوفين رهن البحث من أجل إحالتهم على القضاء.").events)


def test_things_arrive_and_make_no_visit() -> None:
    assert facts_of("أشاد الوزير بالمساعدات التي وصلت أمس إلى مطار نواكشوط.").events == ()
    assert facts_of("أشاد الوزير بوفد الخبراء الذي وصل أمس إلى نواكشوط.").events[0].event_type == "visit"


def test_fairs_and_cups_have_editions_and_are_no_meetings() -> None:
    assert facts_of("انطلقت أمس في مسقط الدورة السادسة والعشرون للمعرض الدولي للكتاب.").events == ()
    assert facts_of("انطلقت أمس في مسقط الدورة السادسة والعشرون للجنة الأمنية المشتركة.").events[0].edition == 26


def test_an_event_noun_in_a_title_is_part_of_it() -> None:
    facts = facts_of("يختتم اليوم في باريس مؤتمر بعنوان \"لا أموال للتطرف - مؤتمر ضد تمويل العنف\".")
    assert len(facts.events) == 1


def test_an_army_that_plays_football_signs_no_agreement() -> None:
    text = "وقع اللاعب خالد البدري أمس اتفاقية مع فريق الجيش. وقال إن قوات الوسط العسكرية في الملعب تصنع الفوز في المباراة."
    assert facts_of(text, relevance=0.0).events == ()
    text = "وقع الوزير خالد البدري أمس اتفاقية مع قيادة الجيش. وقال إن قوات الحدود العسكرية تصنع الأمن."
    assert [e.event_type for e in facts_of(text, relevance=0.0).events] == ["agreement"]
