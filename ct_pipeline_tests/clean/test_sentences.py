"""Where sentences end, and where a full stop does not end one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ct_pipeline.clean.sentences import load_sentence_rules, sentence_ends
from ct_pipeline.language.fold import fold_text
from ct_pipeline_tests.clean.pages import KNOWLEDGE, LEAD, SECOND, TITLE, clean, page

CASES = [
    ["انطلقت الجولة بمدينة طنجة.", "وكان مقررا أن تنعقد أمس."],
    ["قال د. سامي إن الأمر حسم.", "ولم يزد على ذلك شيئا."],
    ["نقلت وكالة أ.ف.ب عن مصدر أمني أن العملية انتهت.", "ونفت و.م.ع الخبر لاحقا."],
    ["اعتبر الخبير ج. ك. هانسن أن الدليل كاف.", "ثم غادر القاعة."],
    ["بلغت القيمة 3.5 مليون درهم و 1,250 أورو.", "وتمت على الساعة 10.30 صباحا."],
    ["وقال إن «المعركة طويلة».", "وأضاف أن الحل جماعي."],
    ['وتساءل قائلا: "هل انتهى كل شيء؟".', "ثم استأنف كلمته."],
    ["هل يعود المقاتلون؟", "سؤال يطرحه الجميع!", "ولا جواب عنه."],
    ["بثت قناة بي.بي.سي تقريرا عن الهجوم.", "ونشرته صحيفة أخرى."],
    ["ترأس السفير كيه. دي. شارما وفد بلاده.", "ورافقه جيه. بي. راو ومستشار."],
    ["كتب جون إف. هاريس مقالا عن جورج دبليو. براون.", "وأثار ضجة."],
    ["نقلته شبكة سي إن إن.", "وأكدته قناة بي بي سي.", "فيما نفاه مصدر."],
    ["وأوقفت المصالح نفسها \"سمير. ر\" بالمدينة.", "وأحيل على القضاء (كريم. س)، وهو تاجر."],
    ["اعتمد القانون عام 2019 م.", "ودخل حيز التنفيذ بعد شهر."],
    ["نشر البلاغ على موقع www.example.ma أمس.", "ولم يصدر أي تعليق."],
    ["صرح أن الأمن مسؤولية الجميع...", "وختم كلمته بتحية الحضور جميعا."],
]


def test_an_adverb_after_a_pause_goes_on() -> None:
    text = "وصف الوزير القرار بأنه خطوة تاريخية هامة في عمل اللجنة المشتركة .. مؤكدا أن بلاده ماضية فيه. وشكر الحضور."
    folded = fold_text(text)
    assert [folded.text[:e][-4:] for e in sentence_ends(folded.text, KNOWLEDGE.rules(load_sentence_rules))] == ["فيه."]


@pytest.mark.parametrize("sentences", CASES)
@pytest.mark.parametrize("joint", [" ", ""])
def test_sentences(sentences: list[str], joint: str) -> None:
    if joint == "" and "..." in sentences[0]:
        pytest.skip("an ellipsis glued to the next word may be a pause")
    folded = fold_text(joint.join(sentences))
    cuts = [0, *(folded.folded_index(0) + e for e in sentence_ends(folded.text, KNOWLEDGE.rules(load_sentence_rules))), len(folded.text)]
    got = [folded.text[a:b].strip() for a, b in pairwise(cuts)]
    if "..." in sentences[0]:
        assert len(got) in (1, 2)
        return
    assert got == [fold_text(s).text.strip() for s in sentences]


def test_long_enumeration_stays_whole() -> None:
    text = "وحضر الاجتماع " + "، و".join(f"ممثل الدولة رقم {i}" for i in range(40)) + "."
    assert sentence_ends(fold_text(text).text, KNOWLEDGE.rules(load_sentence_rules)) == []


def test_ids_and_lines_of_their_own() -> None:
    result = clean(page(TITLE, "الثلاثاء 14 ماي 2024", LEAD, "بداية جديدة", SECOND))
    assert [s.sentence_id for s in result.sentences] == [f"0123456789abcdef-{n:04d}" for n in range(5)]
    assert [s.text for s in result.sentences] == [TITLE, "الثلاثاء 14 ماي 2024", LEAD, "بداية جديدة", SECOND]
