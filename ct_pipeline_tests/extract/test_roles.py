"""Roles in bodies: each rule with a sentence it reads, and what is no role. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.extract.affiliations import find_affiliations
from ct_pipeline.extract.roles import find_roles
from ct_pipeline_tests.extract.reading import context_of, read

BODY = "المرصد الإقليمي لأمن الحدود"
FORUM = "المنتدى الإقليمي لأمن الحدود"


def roles(text: str) -> set[tuple[str, str, str, str]]:
    """(holder's country or name, role, first words of the body, status)."""
    context = read(text)
    find_affiliations(context)
    find_roles(context)
    out: set[tuple[str, str, str, str]] = set()
    for r in context.roles:
        holder = context.entities[r.holder_id]
        out.add(((holder.country_iso2 or "") if holder.kind == "country" else holder.name_ar, r.role, " ".join(context.entities[r.organization_id].name_ar.split()[:2]), r.status))
    return out


READ = [
    (f"تترأس كينيا {FORUM} منذ 2019.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (f"يتقاسم المغرب حاليا رئاسة {FORUM}.", {("MA", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"تتشارك رئاسة {FORUM} النرويج والسنغال.", {("NO", "co_chair", "المنتدى الإقليمي", "current"), ("SN", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"تسلمت غانا رئاسة {FORUM} من كينيا.", {("GH", "chair", "المنتدى الإقليمي", "current"), ("KE", "chair", "المنتدى الإقليمي", "former")}),
    (f"انتقلت رئاسة {FORUM} من كينيا إلى غانا.", {("GH", "chair", "المنتدى الإقليمي", "current"), ("KE", "chair", "المنتدى الإقليمي", "former")}),
    (f"النرويج تخلف كندا على رأس {FORUM}.", {("NO", "chair", "المنتدى الإقليمي", "current"), ("CA", "chair", "المنتدى الإقليمي", "former")}),
    (f"وشاركت كينيا، بصفتها الرئيس المشارك ل{FORUM.replace('ال', 'ل', 1)}، في اللقاء.", {("KE", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"جدد المغرب، في إطار رئاسته السابقة ل{FORUM.replace('ال', 'ل', 1)}، دعمه.", {("MA", "chair", "المنتدى الإقليمي", "former")}),
    (f"ستتولى إيطاليا رئاسة {FORUM} مطلع العام.", {("IT", "chair", "المنتدى الإقليمي", "elected")}),
    (f"كندا عضو نشط في {FORUM}.", {("CA", "member", "المنتدى الإقليمي", "current")}),
    (f"كانت تونس ضمن الأعضاء المؤسسين ل{FORUM.replace('ال', 'ل', 1)}.", {("TN", "founder", "المنتدى الإقليمي", "current")}),
    ("تحتضن تونس منذ 2016 المكتب الإقليمي لمراقبة الحدود.", {("TN", "host", "المكتب الإقليمي", "current")}),
    (f"أنشئ {FORUM} ويضم أيضا كينيا وغانا.", {("KE", "member", "المنتدى الإقليمي", "current"), ("GH", "member", "المنتدى الإقليمي", "current")}),
    (f"انضمت النرويج إلى {FORUM}.", {("NO", "member", "المنتدى الإقليمي", "current")}),
    (f"تترأس كينيا الدورة الحالية ل{FORUM.replace('ال', 'ل', 1)}.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (
        f"تسلمت كندا بالشراكة مع إيطاليا رئاسة {FORUM} خلفا لكينيا.",
        {("CA", "co_chair", "المنتدى الإقليمي", "current"), ("IT", "co_chair", "المنتدى الإقليمي", "current"), ("KE", "co_chair", "المنتدى الإقليمي", "former")},
    ),
    (f"يضم {FORUM} كينيا وغانا.", {("KE", "member", "المنتدى الإقليمي", "current"), ("GH", "member", "المنتدى الإقليمي", "current")}),
    (f"أعلنت غانا انسحابها من {FORUM}.", {("GH", "member", "المنتدى الإقليمي", "former")}),
    (f"تستضيف النرويج مقر {FORUM}.", {("NO", "host", "المنتدى الإقليمي", "current")}),
    (f"بصفتها رئيسة {FORUM}، دعت كينيا إلى الحوار.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (f"تم انتخاب غانا نائبة لرئيس {FORUM}.", {("GH", "vice_chair", "المنتدى الإقليمي", "elected")}),
    (f"تتولى كينيا رئاسة الدورة الحالية ل{FORUM.replace('ال', 'ل', 1)}، وتستضيف اللقاء المقبل.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (
        f"وتترأس كينيا إلى جانب غانا والنرويج {FORUM}.",
        {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current")},
    ),
    (f"وأصبحت كينيا وغانا رئيسين مشاركين ل{FORUM.replace('ال', 'ل', 1)}.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current")}),
    (
        f"سلمت كندا رئاسة {FORUM} إلى كينيا وغانا.",
        {("CA", "chair", "المنتدى الإقليمي", "former"), ("KE", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current")},
    ),
    (f"جددت كينيا وغانا تمسكهما بعضويتهما في {FORUM}.", {("KE", "member", "المنتدى الإقليمي", "current"), ("GH", "member", "المنتدى الإقليمي", "current")}),
    (f"انتخبت كينيا وغانا أمس ضمن أعضاء {FORUM}.", {("KE", "member", "المنتدى الإقليمي", "elected"), ("GH", "member", "المنتدى الإقليمي", "elected")}),
    (f"وفاز بعضوية {FORUM} دولتان هما: كينيا وغانا.", {("KE", "member", "المنتدى الإقليمي", "elected"), ("GH", "member", "المنتدى الإقليمي", "elected")}),
    (f"تقدمت كينيا بشكرها إلى غانا التي تنتمي إلى {FORUM}.", {("GH", "member", "المنتدى الإقليمي", "current")}),
    (f"{FORUM} تأسس سنة 2015 برئاسة مشتركة بين كينيا ممثلة في (وزارة الداخلية) وغانا.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"سيتغير الكثير مع تولي كينيا رئاسة {FORUM}.", {("KE", "chair", "المنتدى الإقليمي", "elected")}),
    (f"تقاسمت كينيا رئاسة {FORUM} مع إيطاليا.", {("KE", "co_chair", "المنتدى الإقليمي", "former"), ("IT", "co_chair", "المنتدى الإقليمي", "former")}),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_roles_are_read(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert roles(text) == expected


OF_FORUM = FORUM.replace("ال", "لل", 1)


def _members(*states: str) -> set[tuple[str, str, str, str]]:
    return {(state, "member", "المنتدى الإقليمي", "current") for state in states}


FRAMES: list[tuple[str, set[tuple[str, str, str, str]]]] = [
    # members
    (f"تأسس {FORUM} سنة 2011 بعضوية ثلاثين دولة، بينها كينيا وغانا والنرويج.", _members("KE", "GH", "NO")),
    (f"أطلق {FORUM} مبادرته، ومن بين أعضائه كينيا وغانا.", _members("KE", "GH")),
    (f"يعمل {FORUM}، الذي يضم في عضويته كينيا وغانا والنرويج، على المشروع.", _members("KE", "GH", "NO")),
    (f"عبر أعضاء {FORUM}، ومنهم كينيا وغانا، عن قلقهم.", _members("KE", "GH")),
    (f"اتفقت الدول الأعضاء في {FORUM} (كينيا وغانا والنرويج) على الخطة.", _members("KE", "GH", "NO")),
    (f"رحبت الدول الأعضاء {OF_FORUM}، وهي كينيا وغانا والنرويج، بالقرار.", _members("KE", "GH", "NO")),
    (f"أنشئ {FORUM}، وتشارك فيه كل من كينيا وغانا.", _members("KE", "GH")),
    (f"دعم {FORUM}، الذي تنضوي تحت لوائه كينيا وغانا، المشروع.", _members("KE", "GH")),
    (f"أصبحت غانا العضو الثاني والثلاثين في {FORUM}.", _members("GH")),
    (f"انضمت غانا وكينيا إلى {FORUM} العام الماضي.", _members("GH", "KE")),
    (f"رحب البيان بانضمام غانا إلى {FORUM}.", _members("GH")),
    (f"توسع {FORUM} بعد أن انضمت إليه غانا وكينيا.", _members("GH", "KE")),
    (f"يتكون {FORUM} من كينيا وغانا والنرويج.", _members("KE", "GH", "NO")),
    (f"يتألف {FORUM} من ثلاثين عضوا من بينهم كينيا وغانا.", _members("KE", "GH")),
    (f"عقد {FORUM} لقاءه، بمشاركة 30 عضوا من بينهم كينيا وغانا.", _members("KE", "GH")),
    (f"أكد {FORUM} دعمه للدول الأعضاء، وفي مقدمتها دولة الكويت ومملكة البحرين.", _members("KW", "BH")),
    (f"باتت غانا عضوا كامل العضوية في {FORUM}.", _members("GH")),
    (f"نالت غانا عضوية {FORUM}.", _members("GH")),
    (f"وكينيا من أعضاء {FORUM}.", _members("KE")),
    (f"غانا هي إحدى الدول الأعضاء في {FORUM}.", _members("GH")),
    (f"علقت كينيا عضويتها في {FORUM}.", {("KE", "member", "المنتدى الإقليمي", "former")}),
    (f"انسحبت كينيا من {FORUM}.", {("KE", "member", "المنتدى الإقليمي", "former")}),
    # chairs
    (f"عقد {FORUM} دورته برئاسة مشتركة بين كينيا وغانا.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"تتقاسم كينيا مع النرويج رئاسة {FORUM}.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"تترأس كينيا مناصفة مع النرويج {FORUM}.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"تترأس كينيا {FORUM} مناصفة مع النرويج.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"تترأس كينيا {FORUM} بشراكة مع النرويج.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current")}),
    (
        f"تترأس كينيا {FORUM} إلى جانب كل من النرويج وغانا.",
        {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current")},
    ),
    (f"تتولى نيروبي وأكرا الرئاسة المشتركة {OF_FORUM}.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current")}),
    (
        f"تتولى كينيا والنرويج رئاسة {FORUM}. وحلت غانا محل النرويج في سبتمبر.",
        {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "former"), ("GH", "co_chair", "المنتدى الإقليمي", "current")},
    ),
    (
        f"تتولى كينيا والنرويج رئاسة {FORUM}. وقامت النرويج بتسليم مهامها إلى غانا.",
        {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "former"), ("GH", "co_chair", "المنتدى الإقليمي", "current")},
    ),
    (f"سلمت كينيا رئاسة {FORUM} إلى غانا.", {("KE", "chair", "المنتدى الإقليمي", "former"), ("GH", "chair", "المنتدى الإقليمي", "current")}),
    (f"عوضت غانا كينيا في رئاسة {FORUM}.", {("KE", "chair", "المنتدى الإقليمي", "former"), ("GH", "chair", "المنتدى الإقليمي", "current")}),
    (f"خلفت غانا كينيا على رأس {FORUM}.", {("KE", "chair", "المنتدى الإقليمي", "former"), ("GH", "chair", "المنتدى الإقليمي", "current")}),
    (f"آلت رئاسة {FORUM} إلى غانا خلفا لكينيا.", {("KE", "chair", "المنتدى الإقليمي", "former"), ("GH", "chair", "المنتدى الإقليمي", "current")}),
    (f"وقع الاختيار على غانا لرئاسة {FORUM}.", {("GH", "chair", "المنتدى الإقليمي", "elected")}),
    (f"شارك في اللقاء {FORUM} الذي ترأسه كينيا والنرويج.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"ناقش {FORUM}، الذي تتولى كينيا رئاسته، الخطة.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (f"ناقش {FORUM}، برئاسته المشتركة الكينية النرويجية، الخطة.", set()),
    (f"كانت كينيا تترأس {FORUM}.", {("KE", "chair", "المنتدى الإقليمي", "former")}),
    (f"سبق لكينيا أن ترأست {FORUM}.", {("KE", "chair", "المنتدى الإقليمي", "former")}),
    (f"تعود رئاسة {FORUM} حاليا إلى كينيا.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (f"ويرأس {FORUM} السفير سامي الوردي.", {("سامي الوردي", "chair", "المنتدى الإقليمي", "current")}),
    (f"انتخب سامي الوردي رئيسا {OF_FORUM}.", {("سامي الوردي", "chair", "المنتدى الإقليمي", "elected")}),
    (f"تشارك كينيا والنرويج في رئاسة {FORUM}.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"وكينيا والنرويج هما الرئيسان المشاركان {OF_FORUM}.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("NO", "co_chair", "المنتدى الإقليمي", "current")}),
    (
        f"قالت كينيا، الرئيسة المشاركة {OF_FORUM} إلى جانب غانا، إنها متفائلة.",
        {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current")},
    ),
    # seats
    (f"عقد {FORUM}، ومقره نيروبي، دورته.", {("KE", "host", "المنتدى الإقليمي", "current")}),
    (f"عقد {FORUM}، الذي يتخذ من كينيا مقرا له، دورته.", {("KE", "host", "المنتدى الإقليمي", "current")}),
    (f"عقد {FORUM}، الذي تتخذ أمانته من نيروبي مقرا لها، دورته.", {("KE", "host", "المنتدى الإقليمي", "current")}),
    (f"أشاد {FORUM} بما تقدمه كينيا، دولة المقر، من دعم.", {("KE", "host", "المنتدى الإقليمي", "current")}),
    (f"عقد {FORUM} دورته. وتحتضن كينيا مقره الدائم منذ 2014.", {("KE", "host", "المنتدى الإقليمي", "current")}),
    (f"عقد {FORUM} دورته. وكينيا هي التي تحتضن مقر أمانته الدائمة.", {("KE", "host", "المنتدى الإقليمي", "current")}),
    (f"زار الوفد مقر {FORUM} في نيروبي.", set()),
    (f"يوجد مقر {FORUM} بنيروبي.", {("KE", "host", "المنتدى الإقليمي", "current")}),
    # begun lately, chosen again, positions, pronouns for the chair
    (f"تولت غانا رئاسة {FORUM} ابتداء من الشهر الجاري.", {("GH", "chair", "المنتدى الإقليمي", "current")}),
    (f"أعلن البيان عن تولي غانا رئاسة {FORUM}.", {("GH", "chair", "المنتدى الإقليمي", "current")}),
    (f"أعيد انتخاب كينيا بالإجماع للرئاسة المشتركة {OF_FORUM}.", {("KE", "co_chair", "المنتدى الإقليمي", "elected")}),
    (f"تسلمت كينيا رئاسة {FORUM} بعد أن تولتها غانا.", {("KE", "chair", "المنتدى الإقليمي", "current"), ("GH", "chair", "المنتدى الإقليمي", "former")}),
    (f"عقد {FORUM}، الذي يتخذ من العاصمة الكينية نيروبي مقرا له، دورته.", {("KE", "host", "المنتدى الإقليمي", "current")}),
    (f"التأم {FORUM} تحت رئاسة كل من كينيا وغانا.", {("KE", "co_chair", "المنتدى الإقليمي", "current"), ("GH", "co_chair", "المنتدى الإقليمي", "current")}),
    # none
    (f"طلبت غانا الانضمام إلى {FORUM}.", set()),
    (f"تسعى غانا إلى عضوية {FORUM}.", set()),
    (f"شاركت كينيا وغانا في {FORUM}.", set()),
    (f"حضر الاجتماع الذي عقده {FORUM} وتشارك فيه كينيا وغانا وزراء.", set()),
    (f"يضم الوفد الذي استقبله {FORUM} خبراء من كينيا وغانا.", set()),
    ("حلت كينيا محل غانا في صدارة الترتيب.", set()),
    (f"سلمت كينيا المتهم إلى غانا بطلب من {FORUM}.", set()),
    (f"بحث {FORUM} الوضع في كينيا وغانا.", set()),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES)
def test_frames_find_body_and_holders_on_either_side(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert roles(text) == expected


NO_ROLE = [
    "ترأست كينيا اجتماعا حول أمن الحدود.",  # a meeting is chaired, not held as a role
    f"ترأس وزير الداخلية الكيني وفد بلاده إلى دورة {FORUM}.",  # heading a delegation
    f"احتضنت كينيا الدورة الثالثة ل{FORUM.replace('ال', 'ل', 1)}.",  # hosting a meeting
    f"تعتزم كينيا الترشح لرئاسة {FORUM}.",  # not yet
    f"أشادت كينيا بعمل {FORUM} وبأعضائه.",
    "وصل رئيس الحكومة الكينية إلى تونس.",
    f"تخوض كندا حملة لشغل مقعد في {FORUM}.",  # wanted, not held
    "صرح رئيس المحكمة الابتدائية بصفاقس بذلك.",  # the head of a court holds an office
]


@pytest.mark.parametrize("text", NO_ROLE)
def test_what_is_no_role(text: str) -> None:
    assert roles(text) == set()


def test_a_person_chairs_a_committee() -> None:
    found = roles("قالت السفيرة سلمى الوردي، رئيسة اللجنة الدائمة لتنسيق الإغاثة، إن العمل بدأ.")
    assert {(role, body, status) for _, role, body, status in found} == {("chair", "اللجنة الدائمة", "current")}


def test_dates_and_terms_are_kept() -> None:
    context = read(f"تترأس كينيا {FORUM} منذ 2019 لثلاث ولايات متتالية.")
    find_roles(context)
    (role,) = context.roles
    assert (role.start_date, role.end_date, role.terms) == (date(2019, 1, 1), None, 3)


def test_a_state_elected() -> None:
    assert roles(f"انتخبت غانا عضوا في {FORUM}.") == {("GH", "member", "المنتدى الإقليمي", "elected")}


def test_the_vice_chair_of_the_body_just_chaired() -> None:
    found = roles(f"تسلمت كينيا رئاسة {FORUM}. وانتخبت غانا نائبة للرئيس.")
    assert ("GH", "vice_chair", "المنتدى الإقليمي", "elected") in found


WORDS = [
    *["ترأس", "رئاسته", "رئيسا", "للمنتدى", "المغرب", "وكينيا", "مع", "ثم", "عضو", "في", FORUM, "خلفا", "لغانا", "إلى", "من", "يضم", "على رأس", ","],
    *["هي", "المشتركة", "منذ 2015", "مقره", "تونس", "نائبا", "انتخاب"],
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=22))
def test_any_run_of_cues_is_read(words: list[str]) -> None:
    context = context_of(" ".join(words))
    context = read(" ".join(words)) if words else context
    find_roles(context)
    for role in context.roles:
        assert role.holder_id != role.organization_id
        assert role.start <= role.end


# Clauses: (sentence with the forum as {F}, holders, role, status); the second half of a sentence may tell more.
CLAUSES = [
    ("كينيا عضو، إلى جانب أوغندا وبوروندي، في {F}.", "KE UG BI", "member", "current"),
    ("غانا، إلى جانب توغو وبنين، عضو في {F}.", "GH TG BJ", "member", "current"),
    ("تشارك غانا وتوغو في القوة المشتركة متعددة الجنسيات.", "GH TG", "member", "current"),
    ("انضمت إلى {F} كل من اليونان وقبرص ومالطا.", "GR CY MT", "member", "current"),
    ("انضمت اليونان رسميا إلى {F}.", "GR", "member", "current"),
    ("ستنضم فنلندا والسويد إلى {F}.", "FI SE", "member", "elected"),
    ("من المقرر أن تنضم النرويج إلى {F} مطلع العام المقبل.", "NO", "member", "elected"),
    ("تأسس {F} عام 2015 وانضمت إليه لاحقا كينيا وغانا.", "KE GH", "member", "current"),
    ("انسحبت كينيا من {F}.", "KE", "member", "former"),
    ("أعلنت كل من مالي والنيجر انسحابهما من {F}.", "ML NE", "member", "former"),
    ("غادرت زيمبابوي {F}.", "ZW", "member", "former"),
    ("تنتمي موريتانيا وتشاد إلى {F}.", "MR TD", "member", "current"),
    ("انتهت عضوية كينيا والنرويج في {F}.", "KE NO", "member", "former"),
    ("تنتهي غدا عضوية إيرلندا والهند في {F}، على أن تنضم إليه اعتبارا من يناير غانا.", "IE IN", "member", "current"),
    ("رحب الوزير بانضمام قبرص ومالطا إلى {F}.", "CY MT", "member", "current"),
    ("علقت عضوية النيجر في {F}.", "NE", "member", "former"),
    ("انتخبت سويسرا ومالطا عضوين غير دائمين في {F}.", "CH MT", "member", "elected"),
    ("تشغل مالطا مقعدا غير دائم في {F}.", "MT", "member", "current"),
    ("باتت فنلندا عضوا كامل العضوية في {F}.", "FI", "member", "current"),
    ("يضم {F}، الذي تتولى النرويج رئاسته، كلا من ألمانيا والسويد والنمسا.", "DE SE AT", "member", "current"),
    ("الدول الأعضاء في {F}، وهي كينيا وغانا وتوغو، وقعت الاتفاق.", "KE GH TG", "member", "current"),
    ("انتخبت غانا رئيسة للمنتدى الإقليمي لأمن الحدود لمدة سنتين.", "GH", "chair", "elected"),
    ("وتترأس كندا والمغرب بشكل مشترك {F}.", "CA MA", "co_chair", "current"),
    ("كانت كينيا عضوا في {F} بين 2010 و2015.", "KE", "member", "former"),
    ("اتفقت دول {F} (كينيا وغانا وتوغو) على خطة.", "KE GH TG", "member", "current"),
    ("يقع مقر المرصد الإقليمي لأمن الحدود بالعاصمة الكينية نيروبي.", "KE", "host", "current"),
    ("تتناوب كينيا وغانا على رئاسة {F}.", "KE GH", "co_chair", "current"),
    ("اجتمع {F}، الذي تتولى السنغال رئاسته، في داكار.", "SN", "chair", "current"),
    ("وقال ممثل تونس، متحدثا بصفة بلاده رئيسة {F}، إنه يثمن الحوار.", "TN", "chair", "current"),
]


@pytest.mark.parametrize(("text", "holders", "role", "status"), CLAUSES)
def test_clauses_tell_membership_with_company_dates_and_pronouns(text: str, holders: str, role: str, status: str) -> None:
    told = {(holder, status) for holder, kind, _, status in roles(text.replace("{F}", FORUM)) if kind == role}
    assert {(h, status) for h in holders.split()} <= told
    assert {h for h, s in told if s == status} == set(holders.split())


@pytest.mark.parametrize(
    "text",
    [
        "تشارك كينيا، إلى جانب غانا، في {F} الذي ينعقد غدا.",
        "حضر الاجتماع الذي عقده {F} وتشارك فيه كينيا وغانا.",
        "دعا الوزير غانا إلى الانضمام إلى {F}.",
        "تسعى أوكرانيا إلى الانضمام إلى {F}.",
        "طلبت أوكرانيا عضوية {F}.",
        "لم تنضم سويسرا إلى {F}.",
        'زار هولندا لاعب شاب. وانضم إلى نادي "النورس" في 2016.',
        "وقال إن المغرب يثق فيكم باعتباركم رئيسا للجنة اليقظة.",
        "غانا ليست عضوا في {F}.",
        "ترفض تركيا انضمام السويد إلى {F}.",
        "يمكن أن تنضم كندا إلى {F}.",
        "قد تنضم كندا إلى {F}.",
        "انسحبت القوات من مالي والنيجر.",
        "تساهم كندا في تمويل {F}.",
        "حصلت كندا على تمويل في {F}.",
        "غادر الوزير كينيا بعد لقاء {F}.",
        "ترأس وزير الداخلية وفد كينيا إلى {F}.",
        "تستضيف تونس اجتماع {F}.",
    ],
)
def test_wishes_denials_and_meetings_are_no_membership(text: str) -> None:
    assert roles(text.replace("{F}", FORUM)) == set()


LFORUM = FORUM.replace("ال", "ل", 1)
LBODY = BODY.replace("ال", "ل", 1)
FURTHER = [
    (f"كينيا، التي ترأس الدورة الحالية ل{LFORUM}، دعت إلى الحوار.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (f"اختيرت كينيا رئيسة للدورة الثانية والأربعين ل{LFORUM}.", {("KE", "chair", "المنتدى الإقليمي", "elected")}),
    (f"تسلم الفريق أول سالم الراشدي مهام رئاسة {FORUM}.", {("سالم الراشدي", "chair", "المنتدى الإقليمي", "current")}),
    (f"وبصفتها الرئيس الحالي ل{LFORUM}، دعت كينيا إلى الحوار.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (f"وقعت غانا وثيقة انضمامها إلى {FORUM}.", {("GH", "member", "المنتدى الإقليمي", "current")}),
    (f"تولت الدكتورة هدى الراشدي منصب نائب رئيس {FORUM} من 2018 إلى 2021.", {("هدى الراشدي", "vice_chair", "المنتدى الإقليمي", "former")}),
    (f"تأسس {FORUM} سنة 2011 بمبادرة من كينيا وغانا.", {("KE", "founder", "المنتدى الإقليمي", "current"), ("GH", "founder", "المنتدى الإقليمي", "current")}),
    (f"ستخلف كينيا غانا في رئاسة {FORUM}.", {("KE", "chair", "المنتدى الإقليمي", "elected"), ("GH", "chair", "المنتدى الإقليمي", "current")}),
    (f"جددت الدول الثقة في كينيا وغانا لرئاسة {FORUM}.", {("KE", "co_chair", "المنتدى الإقليمي", "elected"), ("GH", "co_chair", "المنتدى الإقليمي", "elected")}),
    (f"تم تمديد رئاسة كينيا المشتركة ل{LFORUM}.", {("KE", "co_chair", "المنتدى الإقليمي", "current")}),
    (f"ويأتي اللقاء في ظل رئاسة دولة كينيا لأعمال {FORUM}.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (f"الرئاسة الكينية ل{LFORUM} حققت تقدما.", {("KE", "chair", "المنتدى الإقليمي", "current")}),
    (f"بصفتها عضوا مؤسسا ل{LFORUM}، تواصل كينيا التزامها.", {("KE", "founder", "المنتدى الإقليمي", "current")}),
    (f"اجتمع {FORUM} الذي تعد كينيا عضوا مؤسسا له.", {("KE", "founder", "المنتدى الإقليمي", "current")}),
    (f"انتخب {FORUM} كينيا رئيسا له.", {("KE", "chair", "المنتدى الإقليمي", "elected")}),
    (f"ودعت كينيا، بصفتها عضوا في {FORUM}، إلى الحوار.", {("KE", "member", "المنتدى الإقليمي", "current")}),
    (f"علق {FORUM} عضوية غانا.", {("GH", "member", "المنتدى الإقليمي", "former")}),
    (f"استعادت غانا مقعدها داخل {FORUM}.", {("GH", "member", "المنتدى الإقليمي", "current")}),
    (f"ستستضيف كينيا مقر {FORUM}.", {("KE", "host", "المنتدى الإقليمي", "elected")}),
    (f"أنشأت كينيا وغانا {FORUM}.", {("KE", "founder", "المنتدى الإقليمي", "current"), ("GH", "founder", "المنتدى الإقليمي", "current")}),
    (f"أنهت كينيا رئاستها ل{LFORUM}.", {("KE", "chair", "المنتدى الإقليمي", "former")}),
    (f"خلفا لكينيا، تتولى غانا رئاسة {FORUM}.", {("GH", "chair", "المنتدى الإقليمي", "current"), ("KE", "chair", "المنتدى الإقليمي", "former")}),
    (f"فازت كينيا بعضوية {FORUM}.", {("KE", "member", "المنتدى الإقليمي", "elected")}),
    (f"حصلت كينيا على العضوية الكاملة في {FORUM}.", {("KE", "member", "المنتدى الإقليمي", "current")}),
    (f"قال اللواء سعيد الراشدي، نائب رئيس {FORUM}، إن التنسيق مستمر.", {("سعيد الراشدي", "vice_chair", "المنتدى الإقليمي", "current")}),
    (f"ومن المقرر أن تتولى كينيا رئاسة {FORUM}.", {("KE", "chair", "المنتدى الإقليمي", "elected")}),
    (f"أعلن المجتمعون انضمام كينيا ل{LFORUM}.", {("KE", "member", "المنتدى الإقليمي", "current")}),
    (f"وتعاقب على رئاسة {FORUM} كل من كينيا وغانا.", {("KE", "chair", "المنتدى الإقليمي", "former"), ("GH", "chair", "المنتدى الإقليمي", "former")}),
    ("التأمت لجنة المنتدى العالمي لمكافحة الإرهاب الذي تعد غانا عضوا مؤسسا له.", {("GH", "founder", "المنتدى العالمي", "current")}),
    # and what is none
    (f"ترأس الوزير سالم الراشدي الدورة الثالثة ل{LFORUM}.", set()),
    (f"شدد الوزير على أهمية رئاسة الاجتماع الذي نظمه {FORUM}.", set()),
    (f"دعت كينيا إلى الانضمام إلى {FORUM}.", set()),
    (f"نظمت الورشة بمبادرة من كينيا وبحضور {FORUM}.", set()),
    (f"شارك الخبراء الكينيون في أشغال نظمها {FORUM} بمبادرة من كينيا.", set()),
]


@pytest.mark.parametrize(("text", "expected"), FURTHER)
def test_sessions_terms_seats_and_beginnings(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert roles(text) == expected


DATED = [
    (f"انضمت كينيا إلى {FORUM} عام 2014.", date(2014, 1, 1), None),
    (f"انسحبت كينيا من {FORUM} في مايو 2022.", None, date(2022, 5, 31)),
    (f"ترأست كينيا {FORUM} بين عامي 2012 و2014.", date(2012, 1, 1), date(2014, 12, 31)),
    (f"تترأس كينيا {FORUM} خلال شهر يونيو 2023.", date(2023, 6, 1), date(2023, 6, 30)),
    (f"تم تمديد رئاسة كينيا المشتركة ل{LFORUM} إلى غاية مارس 2026.", None, date(2026, 3, 31)),
    (f"انتخبت كينيا عضوا في {FORUM} للفترة 2020-2021.", date(2020, 1, 1), date(2021, 12, 31)),
    (f"ترأست كينيا {FORUM} بالاشتراك مع المنظمة الدولية للشرطة الجنائية في الفترة من 2011 إلى 2017.", date(2011, 1, 1), date(2017, 12, 31)),
    # dates of something else
    (f"تترأس كينيا {FORUM}، الذي تأسس سنة 2011.", None, None),
    (f"كينيا عضو في {FORUM}، وأحد البلدان التي تستفيد من برامجه منذ سنة 2012.", None, None),
    (f"تترأس كينيا {FORUM} المنشأ بموجب القرار 77 لعام 2009.", None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), DATED)
def test_a_date_is_the_start_or_the_end_of_what_begins_or_ends(text: str, start: date | None, end: date | None) -> None:
    context = read(text)
    find_affiliations(context)
    find_roles(context)
    assert {(r.start_date, r.end_date) for r in context.roles} == {(start, end)}
