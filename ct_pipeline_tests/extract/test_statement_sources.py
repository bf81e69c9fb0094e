"""Whose words a sentence reports where several could be meant: who told and who was told, who issued a paper and who carried it. All sentences are invented."""

from __future__ import annotations

from ct_pipeline.extract.affiliations import find_affiliations
from ct_pipeline.extract.statements import find_statements
from ct_pipeline_tests.extract.reading import read


def spoken(text: str) -> list[tuple[str, str]]:
    """Verb and speaker of every statement of ``text``, the speaker by the name printed."""
    context = read(text)
    find_affiliations(context)
    find_statements(context)
    return [(s.verb, context.entities[s.speaker_id].name_ar) for s in context.statements]


def test_a_communique_that_an_agency_carried_is_not_the_agencys() -> None:
    army = "قالت وزارة الدفاع الغانية في بيان أوردته وكالة الأنباء الألمانية إن الدورية عادت. "
    assert [who for _, who in spoken(army + "وبحسب البيان، سلمت الأسلحة إلى القضاء.")] == ["وزارة الدفاع الغانية"] * 2
    own = "أفاد بيان أصدرته وكالة الأنباء الألمانية بأن مقرها أغلق. "  # its own
    assert [who for _, who in spoken(own + "وأضاف البيان أن العمال غادروا.")][-1:] == ["وكالة الأنباء الألمانية"]


def test_behind_to_inform_stands_who_is_told() -> None:
    text = "وكان الرئيس التنفيذي سليم الوزاري قد أبلغ مجلس الأمن الدولي بأن مهمته انتهت."
    assert [who for _, who in spoken(text)] == ["سليم الوزاري"]
    assert [who for _, who in spoken("وقد أبلغت وزارة الدفاع الغانية الصحفيين أن المهمة انتهت.")] == ["وزارة الدفاع الغانية"]


def test_a_name_whose_adjective_is_feminine_speaks_in_the_feminine() -> None:
    assert spoken("وقد أبلغ الأمم المتحدة أنه سيغادر منصبه قريبا.") == []
    assert spoken("وأعلنت الأمم المتحدة أن القافلة وصلت.") == [("أعلنت", "الأمم المتحدة")]


def test_a_feminine_verb_of_informing_is_not_the_ministers() -> None:
    before = "التقى وزير الخارجية الأمريكي ريكس تيلرسون نظيره. "
    assert ("أبلغت", "ريكس تيلرسون") not in spoken(before + "وذكر مراقبون أن أنقرة أبلغت الوزير الأمريكي بأولوياتها.")
    assert ("أبلغ", "ريكس تيلرسون") in spoken(before + "وأبلغ الوزير الأمريكي الصحفيين بأن المحادثات انتهت.")


def test_a_report_described_after_a_letter_is_another_paper() -> None:
    letter = "قال سليم الوزاري في رسالة إن مهمته انتهت. "
    assert len(spoken(letter + "وقال التقرير الذي عرض على الخبراء إن السفن عبرت.")) == 1
    assert [who for _, who in spoken(letter + "وقالت الرسالة التي عرضت على الخبراء إن السفن عبرت.")] == ["سليم الوزاري"] * 2


def test_what_is_denied_may_stand_behind_an_aside() -> None:
    text = "التقى وزير الخارجية الأمريكي ريكس تيلرسون نظيره. وكان الوزير الأمريكي نفى، متحدثا من بيروت، تقديم أسلحة لهم."
    assert ("نفى", "ريكس تيلرسون") in spoken(text)
    assert spoken("وكان فريق الوزارة نفى، متحدثا من بيروت، الحافلة.") == []


def test_a_paper_in_which_it_is_said_speaks_for_who_gave_it() -> None:
    assert spoken("وألقى سليم الوزاري كلمة أكد فيها أن المعبر مفتوح.") == [("أكد", "سليم الوزاري")]
    assert spoken("وأصدرت وزارة الدفاع الغانية بيانا شديد اللهجة قالت فيه إن الدورية عادت.") == [("قالت", "وزارة الدفاع الغانية")]
    assert spoken("وخلال الجلسة ألقى سليم الوزاري، كلمة أشار فيها إلى أن المعبر مفتوح.") == [("أشار", "سليم الوزاري")]
    assert spoken("وتلقى سليم الوزاري رسالة أكد فيها أن المعبر مفتوح.") == []  # who wrote it, nobody knows
    assert spoken("وأصدرت وزارة الدفاع الغانية بيانا قال فيه خبراء إن المعبر مفتوح.") == []


def test_a_body_behind_to_inform_leaves_the_speaker_before() -> None:
    before = "قال وزير الخارجية سليم الوزاري إن المعبر مفتوح. "
    assert spoken(before + "وقد أبلغ الأمم المتحدة أنه باق.")[1:] == [("أبلغ", "سليم الوزاري")]
    assert spoken(before + "وأبلغت الأمم المتحدة الصحفيين أن القافلة وصلت.")[1:] == [("أبلغت", "الأمم المتحدة")]
