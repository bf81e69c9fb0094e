"""Delegations told off one by one, each name with its office before or behind it, as the Mashreq's press writes them. All sentences are invented."""

from __future__ import annotations

from ct_pipeline_tests.extract.person_texts import named, offices, people_context


def test_offices_behind_names_joined_by_and() -> None:
    text = (
        "ويضم الوفد سامي الصفدي نائب وزير الخارجية وأيمن سوركان معاون وزير الداخلية ورياض عباس مدير الشؤون العربية في الوزارة "
        "والسفير كمال الدين حداد المندوب الدائم لدى الجامعة العربية وجمال العامري مدير إدارة الدعم."
    )
    assert named(text) == ["سامي الصفدي", "أيمن سوركان", "رياض عباس", "كمال الدين حداد", "جمال العامري"]
    found = {person: title for person, title, _ in offices(text) if title != "السفير"}
    assert found["سامي الصفدي"] == "نائب وزير الخارجية"
    assert found["أيمن سوركان"] == "معاون وزير الداخلية"
    assert found["رياض عباس"].startswith("مدير الشؤون العربية")
    assert found["جمال العامري"] == "مدير إدارة الدعم"


def test_a_doctor_behind_a_name_is_somebody_else() -> None:
    assert named("والتقى وزير الداخلية اللواء محمود سالم د. قحطان طه خلف، سفير العراق في القاهرة.") == ["محمود سالم", "قحطان طه خلف"]


def test_courts_write_a_slash_between_title_and_name() -> None:
    assert ("شريف العناني", "رئيس النيابة العامة لدى محكمة النقض") in [(p, t) for p, t, _ in offices("وبحضور السيد رئيس النيابة العامة لدى محكمة النقض السيد/ شريف العناني.")]


def test_an_office_before_the_next_ones_title_stays_with_the_name_before() -> None:
    found = [(p, t) for p, t, _ in offices("وصل السفير خليل إبراهيم الذوادي الأمين العام المساعد رئيس قطاع الأمن والسفير زيد الصبان مدير إدارة السودان.")]
    assert ("خليل إبراهيم الذوادي", "رئيس قطاع الأمن") in found
    assert ("زيد الصبان", "مدير إدارة السودان") in found


def test_a_given_name_that_is_a_title_stands_within_a_name() -> None:
    assert named("صرح السفير إلياس شيخ عمر سفير الصومال في القاهرة بذلك.") == ["إلياس شيخ عمر"]


def test_a_family_name_in_ta_marbuta_behind_a_doctor() -> None:
    assert named("وحضر المشرف العام على المركز الدكتور عبدالله الربيعة، أمس.") == ["عبدالله الربيعة"]


def test_a_minister_by_his_last_name_is_the_registered_one() -> None:
    context = people_context("استقبل الوزير بوريطة وفدا من فرنسا في المغرب.")
    assert [m.entity_id for m in context.mentions if m.kind == "person"] == ["person:nasser-bourita"]


def test_a_rank_without_the_article_before_a_full_name() -> None:
    text = "وحضر الاجتماع مدير الأمن لواء محمود العابد، والناطق باسم الوزارة عميد عبدالمنعم العامري."
    assert named(text) == ["محمود العابد", "عبدالمنعم العامري"]
    assert named("وقتل عنصر من لواء القدس في الهجوم.") == []
    assert named("وانسحب لواء عمر بن الخطاب من البلدة.") == []


def test_a_nickname_behind_its_label_with_a_preposition() -> None:
    context = people_context("وأوقفت الشرطة هيمن رزكار صالح الملقب بأبي قتادة أمس.")
    people = [m for m in context.mentions if m.kind == "person"]
    assert [context.doc.surface(m.start, m.end) for m in people] == ["هيمن رزكار صالح", "أبي قتادة"]
    assert len({m.entity_id for m in people}) == 1
