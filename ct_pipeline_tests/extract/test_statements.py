"""Statements: verbs of saying, subjects, chains, quotations. Every sentence is invented; names are marked by hand, so that no other finder has a say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.extract.context import Context, EntityInfo, FoundAffiliation, FoundEvent, FoundMention
from ct_pipeline.extract.quotations import find_quotations
from ct_pipeline.extract.reporting import Verb, VerbLine, inflect, load_reporting
from ct_pipeline.extract.statements import attach_statements, find_statements
from ct_pipeline.language.document import Document
from ct_pipeline.language.fold import fold
from ct_pipeline.lexicon.knowledge import Knowledge, load_knowledge
from ct_pipeline.lexicon.seeds import SeedError
from ct_pipeline.model import CleanArticle, RawArticle, Segment, Sentence

# Names of the little world these sentences speak of; longest first.
PEOPLE = {
    "سليم الوزاري": ("salim", "MA"), "الوزاري": ("salim", "MA"), "هدى المنصف": ("huda", "TN"), "المنصف": ("huda", "TN"), "مارك فان دير لين": ("mark", "NL"), "كريم زهير": ("karim", "DZ"),
}  # fmt: skip
BODIES = {"وزارة الداخلية": "interior", "الوزارة": "interior", "مجلس الأمن الدولي": "council", "المديرية العامة للأمن": "police", "محكمة الاستئناف": "court", "جبهة الرمال": "front"}
COUNTRIES = {"المغرب": "MA", "تونس": "TN", "مصر": "EG", "الأردن": "JO", "فرنسا": "FR"}
UNNAMED = ("الوزارة",)


def document(text: str, title: str | None = None) -> Document:
    article = CleanArticle("a", title, text, None, None, None, None, "ar", None, None, None, "unknown", "[]", True, 1.0, None)
    sentences, segments = [], []
    for m in re.finditer(r"[^\n]*\n*", text):
        if not m.group():
            continue
        segments.append(Segment("a", len(segments), m.start(), m.end(), "title" if title and m.group().strip() == title else "body", "test"))
        for s in re.finditer(r"[^\n]+?(?:[.؟!](?=[\s»”\"]|$)[\"”»]?|(?=\n)|$)", m.group()):
            if s.group().strip():
                a = m.start() + s.start() + len(s.group()) - len(s.group().lstrip())
                b = m.start() + s.end()
                sentences.append(Sentence(f"a-{len(sentences):04d}", "a", len(sentences), a, b, text[a:b]))
    return Document(RawArticle("a", "t", "text/plain", "utf-8", text), article, segments, sentences)


def context_of(text: str, title: str | None = None, knowledge: Knowledge | None = None) -> Context:
    context = Context(document(text, title), knowledge or load_knowledge())
    taken: list[FoundMention] = []
    names = [(n, "person", f"person:{i}") for n, (i, _) in PEOPLE.items()] + [(n, "organization", f"org:{i}") for n, i in BODIES.items()]
    names += [(n, "country", f"country:{i}") for n, i in COUNTRIES.items()]
    for name, kind, entity in sorted(names, key=lambda n: -len(n[0])):
        folded = fold(name)
        contracted = "|(?<=ل)ل" + re.escape(folded[2:]) if folded.startswith("ال") else ""
        for m in re.finditer(r"(?<!\w)(?:و|ف|ب|ل)?(" + re.escape(folded) + contracted + r")(?!\w)", context.doc.text):
            a, b = m.span(1)
            if all(b <= o.start or a >= o.end for o in taken):
                taken.append(FoundMention(a, b, kind, entity, "test", 1.0, name not in UNNAMED))
                context.entities[entity] = EntityInfo(entity, kind, name, None, None, False)
    context.mentions = sorted(taken, key=lambda m: m.start)
    for city in re.finditer(r"(?<!\w)(?:الرباط|مدريد)(?!\w)", context.doc.text):
        context.mentions.append(FoundMention(*city.span(), "city", "city:x", "test", 1.0))
    context.mentions.sort(key=lambda m: m.start)
    for name, (i, country) in PEOPLE.items():
        for m in context.mentions:
            if m.entity_id == f"person:{i}" and " " in name:
                before = re.search(r"(?:وزيرة?|سفيرة?|مدير) [\w ]+$", context.doc.text[: m.start])
                if before and "," not in before.group():
                    context.affiliations.append(FoundAffiliation(before.start(), m.end, m.entity_id, before.group().strip(), None, country, False, 1.0, "test"))
    return context


def said(text: str, title: str | None = None, knowledge: Knowledge | None = None) -> list[tuple[str, str]]:
    """(speaker, verb) of every statement."""
    context = context_of(text, title, knowledge)
    find_statements(context)
    for s in context.statements:
        assert 0 <= s.start < s.end <= len(context.doc.text)
    return [(s.speaker_id.split(":")[1], s.verb) for s in context.statements]


READ = [
    # verb, subject, clause
    ("قال سليم الوزاري إن المعبر مفتوح.", [("salim", "قال")]),
    ("وقالت هدى المنصف إن المعبر مفتوح.", [("huda", "قالت")]),
    ("وأفاد سليم الوزاري، الناطق الرسمي، بأن اللجنة أنهت عملها.", [("salim", "أفاد")]),
    ("وذكّر سليم الوزاري بأن الاتفاق ما زال ساريا.", [("salim", "ذكّر")]),
    ("ويرى كريم زهير أن الطريق طويل.", [("karim", "يرى")]),
    ("وبيّن سليم الوزاري أن الدورة المقبلة في الربيع.", [("salim", "بيّن")]),
    # titles between verb and name
    ("وأوضح وزير الداخلية سليم الوزاري أن الدورية عادت.", [("salim", "أوضح")]),
    ("وأكد رئيس اللجنة، العقيد كريم زهير، أن التمرين ناجح.", [("karim", "أكد")]),
    ("وقالت محامية الوزاري الأستاذة هدى المنصف إن الحكم قاس.", [("huda", "قالت")]),
    # prepositions and objects
    ("ودعا سليم الوزاري إلى رفع وتيرة التنسيق.", [("salim", "دعا")]),
    ("وشدد سليم الوزاري في ختام الجلسة على أهمية التكوين.", [("salim", "شدد")]),
    ("ورحب مجلس الأمن الدولي بنتائج الحوار.", [("council", "رحب")]),
    ("وأعربت وزارة الداخلية عن أسفها للحادث.", [("interior", "أعربت")]),
    ("ونوه سليم الوزاري بجهود الفرق الميدانية.", [("salim", "نوه")]),
    ("وأثنى سليم الوزاري على حصيلة السنة.", [("salim", "أثنى")]),
    ("ونفت هدى المنصف وجود أي خلاف.", [("huda", "نفت")]),
    ("وثمن سليم الوزاري حصيلة الشراكة.", [("salim", "ثمن")]),
    ("وسلط سليم الوزاري الضوء على حاجات القرى الحدودية.", [("salim", "سلط")]),
    ("وتبنت جبهة الرمال الهجوم على القافلة.", [("front", "تبنت")]),
    ("وجددت وزارة الداخلية تأكيدها على احترام الآجال.", [("interior", "جددت")]),
    ("كما أدانت مصر والأردن التفجير في بيانين منفصلين.", [("EG", "أدانت"), ("JO", "أدانت")]),
    ("وحذر سليم الوزاري من عودة الخلايا النائمة.", [("salim", "حذر")]),
    ("وطالب كريم زهير بفتح تحقيق.", [("karim", "طالب")]),
    ("وأعلنت المديرية العامة للأمن توقيف ثلاثة أشخاص.", [("police", "أعلنت")]),
    # another order
    ("سليم الوزاري أكد أن الملف أغلق.", [("salim", "أكد")]),
    ("أما كريم زهير، من قيادة الأركان، فاعتبر أن التنسيق تحسن.", [("karim", "اعتبر")]),
    ("وكان سليم الوزاري قد أعلن أن الخطة جاهزة.", [("salim", "أعلن")]),
    ("وقال في تصريح للصحافة سليم الوزاري إن الوفد عاد.", [("salim", "قال")]),
    ("والحل، يضيف سليم الوزاري، في تجفيف المنابع.", [("salim", "يضيف")]),
    ("وهو ورش يقول عنه سليم الوزاري إنه مفتوح.", [("salim", "يقول")]),
    # attributions
    ("وستبدأ الأشغال غدا، حسب سليم الوزاري.", [("salim", "حسب")]),
    ("وبلغ عدد الموقوفين عشرة، وفق بلاغ للمديرية العامة للأمن.", [("police", "وفق")]),
    ("وتم حجز معدات، وفق ما ذكره سليم الوزاري.", [("salim", "ذكره")]),
    ("وانتهت الدورة أمس، حسبما أعلنت وزارة الداخلية.", [("interior", "أعلنت")]),
    ("ونقل عن سليم الوزاري قوله إن الأمر انتهى.", [("salim", "قوله")]),
    ("وجاء في بيان لوزارة الداخلية أن المعبر أغلق.", [("interior", "جاء")]),
    ("وذكر بلاغ للمديرية العامة للأمن أن المشتبه فيه أوقف.", [("police", "ذكر")]),
    ("ونقلت الوكالة عن سليم الوزاري أن المعبر مفتوح.", [("salim", "نقلت")]),
    ("وأشار سليم الوزاري - في بيان صحفي - إلى أن المعبر مفتوح.", [("salim", "أشار")]),
    ("وزارة الداخلية التي تشرف على المعبر أكدت أنه مفتوح.", [("interior", "أكدت")]),
    ("وقال كل من سليم الوزاري وكريم زهير إن المعبر مفتوح.", [("salim", "قال"), ("karim", "قال")]),
    # the speaker of a sentence whose verb is another one
    ("واستقبل سليم الوزاري وفدا برلمانيا، مؤكدا أن الشراكة متينة.", [("salim", "مؤكدا")]),
    # what comes before the verb: a topic, a clause, a phrase
    ("وأما وزير العدل سليم الوزاري فدعا دولا أخرى إلى الحذو حذوه.", [("salim", "دعا")]),
    ("وكان سليم الوزاري قد دعا شركاءه إلى الحوار.", [("salim", "دعا")]),
    ("وتحدث أمام اللجنة سليم الوزاري، مدير الديوان، فأشار إلى أن الكلفة محدودة.", [("salim", "أشار")]),
    # relative clauses
    ("وتلقى الوفد اتصالا من السفير سليم الوزاري، الذي أعرب عن تضامن بلاده.", [("salim", "أعرب")]),
    ("ترأس الجلسة سليم الوزاري الذي أكد لأعضاء المجلس ضرورة التنسيق.", [("salim", "أكد")]),
    # between the verb and what it takes
    ("وأكد سليم الوزاري، في تصريح أدلى به لصحيفة محلية، أن المعبر مفتوح.", [("salim", "أكد")]),
    ("وقال سليم الوزاري عقب الاجتماع إن المعبر مفتوح.", [("salim", "قال")]),
    ("وقال سليم الوزاري لقناة محلية إن المعبر مفتوح.", [("salim", "قال")]),
    ("وقال وزير العدل في حكومة الوحدة سليم الوزاري إن المعبر مفتوح.", [("salim", "قال")]),
    ("وتابع سليم الوزاري شارحا: المعبر مفتوح.", [("salim", "تابع")]),
    ("وسجل سليم الوزاري تطور العلاقات، موردا أن المعبر مفتوح.", [("salim", "موردا")]),
    ("ووفقا لإفادة سليم الوزاري، فإن المعبر مفتوح.", [("salim", "وفقا")]),
    # what a relative clause says of its noun, and who says it
    ("وعرج سليم الوزاري على ملف الشركة التي قال إن بيعها تم بسرعة.", [("salim", "قال")]),
    ("ويندرج المشروع في إطار الاتفاق الذي أكدت وزارة الداخلية أنه ساري المفعول.", [("interior", "أكدت")]),
    # two who say it together, each with an office
    ("وأكد سليم الوزاري وكريم زهير، عقب اللقاء، أن المعبر مفتوح.", [("salim", "أكد"), ("karim", "أكد")]),
    ("وأكد سليم الوزاري ونظيره الجزائري كريم زهير عزم البلدين على التعاون.", [("salim", "أكد"), ("karim", "أكد")]),
    # the clause in brackets, after "by saying", in a channel's report
    ("وأضافت وزارة الداخلية (أن المعبر مفتوح).", [("interior", "أضافت")]),
    ("وبثت جبهة الرمال عبر قناتها أن مقاتليها انسحبوا.", [("front", "بثت")]),
    ("أما سليم الوزاري، فقد أبرز أن المعبر مفتوح.", [("salim", "أبرز")]),
    # whose mouthpiece speaks, speaks himself
    ("كما أدان مجلس الأمن الدولي، على لسان مندوبه كريم زهير، الهجوم.", [("karim", "على")]),
    # an aside whose title goes on
    ("«المعبر مفتوح أمام جميع المسافرين»، يورد سليم الوزاري الرئيس المنتدب للهيئة العليا.", [("salim", "يورد")]),
    # any word as a title, a rank, a title that goes on behind the name
    ("وقال الشاب سليم الوزاري إن المعبر مفتوح.", [("salim", "قال")]),
    ("وقال الكولونيل كريم زهير المتحدث باسم الأركان «يمكننا أن نؤكد ذلك اليوم».", [("karim", "قال")]),
    ("سليم الوزاري، المحامي وعضو هيئة الدفاع عن المتهمين، قال إن الحكم قاس.", [("salim", "قال")]),
    ("وعبرت وزارة الداخلية عن أسفها، فيما شدد سليم الوزاري على ضرورة التحقيق.", [("interior", "عبرت"), ("salim", "شدد")]),
    # the conjunction as a word of its own, two verbs of saying, a title cut short
    ("و أكد سليم الوزاري أن المعبر مفتوح.", [("salim", "أكد")]),
    ("وأكد د.سليم الوزاري أن المعبر مفتوح.", [("salim", "أكد")]),
    ("وبحسب المعلومات التي قدمتها وزارة الداخلية، أغلق المعبر.", [("interior", "بحسب")]),
    ("وكان سليم الوزاري أعلن هذا المؤتمر خلال كلمته.", [("salim", "أعلن")]),
    # an office-holder without a name
    ("وقال متحدث باسم وزارة الداخلية إن الخلية فككت.", [("interior", "قال")]),
    ("وقال ممثل فرنسا إن بلاده ستساهم.", [("FR", "قال")]),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[t[:40] for t, _ in READ])
def test_reads(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


NOT_READ = [
    "وتحالف المدن أُعلن عن تأسيسه في تونس.",
    "وفي بيان ورد سليم الوزاري اسمه.",
    "ولم يؤكد سليم الوزاري الموعد.",
    "وقالت مصادر فرنسية إن المعبر مغلق.",
    "وصار من الواضح أن المعبر مغلق.",
    "وقال المتحدث باسم وزارة الداخلية القاضي فلان الفلاني إن المعبر مغلق.",
    "وسجل كريم زهير هدفا في الدقيقة الأخيرة.",
    "وأضاف كريم زهير هدفا ثانيا.",
    "وتابع سليم الوزاري أشغال الدورة عن بعد.",
    "وكشفت التحريات عن شبكة دولية.",
    "ويذكر أن الدورة السابقة انعقدت في تونس.",
    "وتجدر الإشارة إلى أن المغرب عضو مؤسس.",
    "ويشار إلى أن فرنسا تستضيف الدورة.",
    "ويعتبر المغرب شريكا رئيسيا في البرنامج.",
    "وأكد خبراء أن الطريق طويل.",
    "وأكد المشاركون ضرورة التنسيق.",
    "وقال مسؤولون إن الخلية فككت.",
    "وتعهد رؤساء الدول بنشر القوة.",
    "وأدانت محكمة الاستئناف المتهمين بعشر سنوات.",
    "وبرأت محكمة الاستئناف متهما، فيما أدانت كريم زهير بسنة حبسا.",
    "ومن المنتظر أن يعلن سليم الوزاري موعد الدورة.",
    "ولم يذكر سليم الوزاري أي تفاصيل.",
    "وزاد سليم الوزاري من وتيرة زياراته.",
    "وبين المغرب وفرنسا اتفاق قديم.",
    "وأجرى سليم الوزاري مباحثات مع كريم زهير.",
    "وتجري الأشغال وفق معايير دقيقة في تونس.",
    "يشارك في الدورة الوزير الذي أعلن استقالته.",
    "وأضاف المفتش الأسبق بوزارة الداخلية أن المعبر مغلق.",
    "ويعتقد أن أربعة مسلحين شاركوا في العملية.",
    'ونبهت اللجنة إلى وجود ما وصفته "شبكة مصالح نافذة جدا" في المعبر.',
    "ويناقش اللقاء التقرير السنوي، وأبرز ما نفذته الدول.",
    "ما رأي سليم الوزاري في الاتفاق؟",
    'وتتابع وزارة الداخلية المتهم بتهم تتعلق بـ"التهريب الدولي للسلاح".',
]


@pytest.mark.parametrize("text", NOT_READ, ids=[t[:40] for t in NOT_READ])
def test_does_not_read(text: str) -> None:
    assert said(text) == []


def test_chain_of_pronouns_keeps_its_speaker_and_agrees() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\nوأضاف أن الدوريات مستمرة.\nكما أشار إلى أن الكلفة محدودة.\nوخلص إلى أن الحل جماعي."
    assert [s for s, _ in said(text)] == ["salim"] * 4
    text = "وقالت وزارة الداخلية إن الخلية فككت.\nورد سليم الوزاري على الأسئلة وقال إن البحث مستمر.\nوأضافت أن المتهمين أربعة."
    assert [s for s, _ in said(text)] == ["interior", "salim", "interior"]


def test_a_feminine_verb_does_not_mean_a_man() -> None:
    assert said("واستقبل سليم الوزاري سفيرة البلد الجار.\nوأكدت أن العلاقات متينة.") == []


def test_short_forms_point_to_whoever_spoke() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\nوأوضح المتحدث ذاته أن الدوريات مستمرة.\nوينبغي ذلك، في تقدير المسؤول نفسه، قبل الصيف.\nوأشار معاليه إلى أن الخطة جاهزة."
    assert [s for s, _ in said(text)] == ["salim"] * 4


def test_a_communique_speaks_for_its_body_also_later() -> None:
    text = "وأفاد بلاغ للمديرية العامة للأمن بأن الخلية فككت.\nوأضاف البلاغ أن البحث مستمر.\nوأوضح المصدر ذاته أن المتهمين أربعة."
    assert [s for s, _ in said(text)] == ["police"] * 3


def test_a_communique_that_says_that_somebody_said_only_carries_it() -> None:
    assert said("ونقل البيان عن سليم الوزاري قوله إن الاتفاق جاهز.") == [("salim", "قوله")]


def test_from_his_side_another_speaker_takes_over() -> None:
    assert said("وقال سليم الوزاري إن المعبر مفتوح.\nمن جهته، أكد المندوب الخاص فلان الفلاني أن الوضع هادئ.")[1:] == []


def test_one_statement_a_sentence_and_speaker_and_two_for_two() -> None:
    assert said("وقال سليم الوزاري إن المعبر مفتوح، مضيفا أن الدوريات مستمرة، وأكد أن الكلفة محدودة.") == [("salim", "قال")]
    assert said("وأكد سليم الوزاري أن الأمر محسوم، فيما نوهت هدى المنصف بالنتائج.") == [("salim", "أكد"), ("huda", "نوهت")]


def test_an_unknown_subject_ends_the_chain() -> None:
    assert said("وقال سليم الوزاري إن المعبر مفتوح.\nوأوضح فلان الفلاني من جانبه أن الوضع هادئ.\nوأضاف أن الأمور عادية.") == [("salim", "قال")]
    assert said("وقال سليم الوزاري إن المعبر مفتوح.\nوأوضح الناطق الرسمي باسم الجمعية أن الوضع هادئ.") == [("salim", "قال")]
    assert said("وقال سليم الوزاري إن المعبر مفتوح.\nوكان الرئيس السابق للنادي قد أكد أن الوضع هادئ.") == [("salim", "قال")]


def test_a_verb_after_a_fronted_topic_keeps_the_speaker() -> None:
    assert said("وقال سليم الوزاري إن المعبر مفتوح.\nوعن الكلفة أفاد بأن التمويل متوفر.\nغير أنه حذر من أن الوقت ضيق.") == [("salim", "قال"), ("salim", "أفاد"), ("salim", "حذر")]


def test_those_called_upon_do_not_call() -> None:
    assert said("وقال سليم الوزاري إن المعبر مفتوح، ودعا المجتمع الدولي إلى المساهمة.\nودعا الدول الأعضاء إلى الانخراط.") == [("salim", "قال"), ("salim", "دعا")]


def test_a_title_fits_only_its_bearer() -> None:
    text = "وقال وزير الداخلية سليم الوزاري إن المعبر مفتوح.\nوأشاد السفير بجودة العلاقات."
    assert said(text) == [("salim", "قال")]
    text = "وقالت وزيرة العدل هدى المنصف إن المعبر مفتوح، وأكد وزير الداخلية سليم الوزاري أن الطريق سالك.\nوأكد كريم زهير أن التنسيق قائم.\nوأضاف وزير الداخلية أن العمل مستمر."
    assert said(text)[-1] == ("salim", "أضاف")


def test_any_official_is_whoever_speaks() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\nوأوضح المسؤول الأمني أن الدوريات مستمرة."
    assert [s for s, _ in said(text)] == ["salim", "salim"]


def test_a_judgment_speaks_for_its_court() -> None:
    assert said("أصدرت محكمة الاستئناف حكمها أمس.\nوجاء في حيثيات الحكم، التي تقع في سبعين صفحة، أن المتهم حول الأموال.") == [("court", "جاء")]


def test_a_capital_speaks_for_its_state_and_only_in_the_feminine() -> None:
    assert said("واعتبرت الرباط أن الحوار مفيد.") == [("MA", "اعتبرت")]
    assert said("وصل الوفد إلى الرباط وأكد أن الحوار مفيد.") == []
    context = context_of("واعتبرت مدريد أن الحوار مفيد.")
    find_statements(context)
    assert context.entities["country:ES"].name_ar == "إسبانيا"


def test_a_surname_in_quotation_marks_is_the_subject() -> None:
    assert said("وقالت هدى المنصف إن المعبر مفتوح.\nوقال سليم الوزاري إن الطريق سالك.\nوأوضحت «المنصف»، خلال لقاء صحفي، أن الكلفة محدودة.")[-1] == ("huda", "أوضحت")


def test_a_style_means_whoever_was_introduced_with_it() -> None:
    text = "بحث سمو الشيخ سليم الوزاري مع معالي كريم زهير سبل التعاون.\nوشدد سموه على أن المعبر مفتوح.\nوثمن معاليه حفاوة الاستقبال."
    assert said(text) == [("salim", "شدد"), ("karim", "ثمن")]


def test_a_conjunction_apart_keeps_the_speaker() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\nو أوضح يقول أن الدوريات مستمرة.\nو أضاف أن الكلفة محدودة."
    assert [s for s, _ in said(text)] == ["salim"] * 3


def test_a_minister_is_not_the_president_of_that_country() -> None:
    text = "وقال سفير تونس كريم زهير إن المعبر مفتوح.\nواتهم وزير الخارجية التونسي جماعات أجنبية بالوقوف وراء الهجوم."
    assert ("karim", "اتهم") not in said(text)


def test_where_it_was_read_does_not_come_between_a_verb_and_its_clause() -> None:
    knowledge = load_knowledge()
    context = context_of("وأكد سليم الوزاري، خلال اللقاء، حسبما أفادت الوكالة الوطنية للأنباء، أن المعبر مفتوح.", knowledge=knowledge)
    start = context.doc.text.index("الوكاله")
    context.mentions = sorted([*context.mentions, FoundMention(start, start + len("الوكاله الوطنيه للانباء"), "organization", "org:agency", "test", 1.0)], key=lambda m: m.start)
    find_statements(context)
    assert [(s.speaker_id, s.quote) for s in context.statements] == [("person:salim", "أن المعبر مفتوح")]


def test_a_decision_speaks_for_the_council_that_issued_it() -> None:
    text = "أصدر مجلس الأمن الدولي، الجمعة، القرار رقم 18 بشأن القائمة.\nونص القرار على تجميد الأموال."
    assert said(text) == [("council", "نص")]


def test_who_goes_on_after_an_attribution_at_the_beginning_is_its_speaker() -> None:
    text = "وقال كريم زهير إن المعبر مفتوح.\nوحسب سليم الوزاري فإن الدوريات مستمرة، وزاد: «نحن نحقق في الأمر اليوم»."
    assert ("salim", "زاد") in said(text) or said(text)[-1][0] == "salim"
    assert ("karim", "زاد") not in said(text)


def test_a_title_without_a_name_stays_with_whom_it_meant() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\nوأكد الأمين العام أن الطريق سالك.\nواستقبل كريم زهير وفدا برلمانيا.\nوأضاف الأمين العام أن الكلفة محدودة."
    assert [s for s, _ in said(text)] == ["salim"] * 3


def test_another_union_speaks_and_not_whoever_spoke_before() -> None:
    assert said("وقال سليم الوزاري إن المعبر مفتوح.\nواستنكر التنظيم الحقوقي عينه، في بيانه، قرار الإغلاق.") == [("salim", "قال")]


def test_who_goes_on_is_the_speaker_and_not_the_paper_that_told_it() -> None:
    text = "وقال سليم الوزاري، وفق ما جاء في بلاغ لوزارة الداخلية، إن المعبر مفتوح.\nوأضاف أن الدوريات مستمرة."
    assert said(text)[-1] == ("salim", "أضاف")


def test_a_paper_that_is_spoken_of_is_not_the_speakers_own() -> None:
    text = "وأورد سليم الوزاري أن دراسة ميدانية كشفت حاجات القرى.\nوخلصت الدراسة إلى أن المعبر ضروري."
    assert said(text) == [("salim", "أورد")]
    text = "ناقش المجلس تقريرا أعدته وزارة الداخلية.\nوحذر التقرير من أن الطريق طويل."
    assert said(text) == [("interior", "حذر")]


def test_somebody_unnamed_in_a_relative_clause_goes_on_speaking() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\nوسار على النهج نفسه ممثل الحزب بالجزيرة، الذي أعرب عن رفضه القرار، ودعا إلى فتح مفاوضات."
    assert said(text) == [("salim", "قال")]


def test_the_judge_who_presides_speaks_and_the_charge_is_the_prosecutions() -> None:
    text = "قضت محكمة الاستئناف، برئاسة المستشار كريم زهير، بالسجن.\nوقال رئيس المحكمة إن الوقائع ثابتة."
    assert said(text) == [("karim", "قال")]


def test_what_a_verb_is_about_does_not_hold_its_subject() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\nكما تطرق إلى المكالمة المنسوبة إلى كريم زهير، الرئيس السابق للنادي."
    assert said(text) == [("salim", "قال"), ("salim", "تطرق")]


def test_a_spokesman_of_another_body_is_another_one() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\nولم ينف الناطق باسم محكمة الاستئناف الخبر."
    assert said(text) == [("salim", "قال"), ("court", "ينف")]


def test_who_is_described_does_not_speak() -> None:
    assert said("وأكد سليم الوزاري أن الأمر محسوم، ووصف المغرب بأنه شريك موثوق.") == [("salim", "أكد")]
    assert said("وقال سليم الوزاري إن بلاده ملتزمة وإن فرنسا تعتبر الملف أولوية.") == [("salim", "قال")]


def test_the_chair_is_who_chaired_before() -> None:
    assert said("انطلقت الدورة برئاسة العقيد كريم زهير.\nوأكد رئيس الدورة أن النتائج مهمة.") == [("karim", "أكد")]


def test_the_only_voice_of_an_interview_speaks_again_at_its_end() -> None:
    text = "وقال سليم الوزاري إن المعبر مفتوح.\n" + "كيف كانت البداية؟\nكانت صعبة جدا في الشهور الأولى.\n" * 6 + "وقال في ختام اللقاء إنه سيعود."
    assert [s for s, _ in said(text)] == ["salim", "salim"]


def tied(text: str, kind: str = "conference", at: str = "الندوة", known: int | None = None) -> list[int | None]:
    """The event of every statement; ``text`` tells of one, at the word ``at``. ``known``: the event read with every speaker before."""
    context = context_of(text)
    find_statements(context)
    start = context.doc.text.index(fold(at))
    spot = (start, start + len(fold(at)))
    context.events = [FoundEvent(*spot, kind, "CONSULT", None, None, None, None, None, None, None, None, None, "held", True, 1.0, "test", [spot], [])]
    for s in context.statements:
        s.event_key = known
    attach_statements(context)
    return [s.event_key for s in context.statements]


LEAD = "التأمت الندوة الدولية في تونس بحضور خبراء.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال سليم الوزاري، في كلمة خلال الندوة، إن المعبر مفتوح.\nوأضاف أن الكلفة محدودة.", [0, 0]),
        ("وفي كلمته خلال افتتاح الندوة، قال سليم الوزاري إن المعبر مفتوح.", [0]),
        ("وأكد سليم الوزاري في كلمة له أن المعبر مفتوح.", [0]),
        ("وقال سليم الوزاري في ختام هذه الندوة: «المعبر مفتوح أمام الجميع».", [0]),
        ("وشدد سليم الوزاري على أن المعبر مفتوح، وذلك خلال الندوة.", [0]),
        ("وختم سليم الوزاري كلمته في الندوة بالقول إن المعبر مفتوح.", [0]),
        ("ووصف سليم الوزاري الهجوم بالجبان خلال كلمته في الندوة.", [0]),
        ("وقال سليم الوزاري، في كلمة خلال الندوة، إن المعبر مفتوح.\nكما شدد سليم الوزاري على أن الكلفة محدودة.", [0, 0]),
        ("وقال سليم الوزاري، في كلمة خلال الندوة، إن المعبر مفتوح.\nمن جانبه، أكد كريم زهير أن الكلفة محدودة.", [0, 0]),
        # who takes the floor after a word to the press speaks to it too; what was announced before was said before
        ("وقال سليم الوزاري، في تصريح للصحافة، إن المعبر مفتوح.\nمن جانبه، أكد كريم زهير أن الكلفة محدودة.", [None, None]),
        ("وكان سليم الوزاري دعا إلى اجتماع خلال كلمته أمام السفراء.", [None]),
        ("وقال سليم الوزاري، في كلمة خلال الندوة، إن المعبر مفتوح.\nوكان سليم الوزاري قد أعلن أن الكلفة محدودة.", [0, None]),
        # not at it: after it, on its margins, to the press, in a paper, of it, at another one
        ("وقال سليم الوزاري، عقب الندوة، إن المعبر مفتوح.\nوأضاف أن الكلفة محدودة.", [None, None]),
        ("وقال سليم الوزاري، على هامش الندوة، إن المعبر مفتوح.", [None]),
        ("وقال سليم الوزاري، في تصريح للصحافة خلال الندوة، إن المعبر مفتوح.", [None]),
        ("وقالت وزارة الداخلية في بيان إن المعبر مفتوح.", [None]),
        ("وقال سليم الوزاري إن الندوة ناجحة.", [None]),
        ("وقال سليم الوزاري في ندوة سابقة إن المعبر مفتوح.", [None]),
        ("وقال سليم الوزاري إن المعبر مفتوح.", [None]),
    ],
)
def test_statements_are_tied_to_the_event_they_were_made_at(text: str, expected: list[int | None]) -> None:
    assert tied(LEAD + text) == expected


def test_what_was_said_is_placed_by_the_sentence_behind_it() -> None:
    assert tied("قال سليم الوزاري إن المعبر مفتوح.\nجاء ذلك خلال الندوة الدولية في تونس.") == [0]
    assert tied("قال سليم الوزاري إن المعبر مفتوح.\nجاء ذلك في بيان عقب الندوة.") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال سليم الوزاري إن المعبر مفتوح.", [0]),
        ("وكان سليم الوزاري قد أعلن أن المعبر مفتوح.", [None]),
        ("وصرح سليم الوزاري بأن المعبر مفتوح.", [None]),
        ("وقال سليم الوزاري إن الندوة السابقة فشلت.", [0]),
        ("وفي تقرير عن الحدود، حذر سليم الوزاري من أن المعبر مغلق.", [None]),
    ],
)
def test_who_speaks_at_the_gathering_does_not_say_everything_there(text: str, expected: list[int | None]) -> None:
    assert tied(LEAD + text, known=0) == expected


def test_titles_are_no_statements() -> None:
    assert said("سليم الوزاري يدعو إلى الحوار\nاجتمع الوفد اليوم في تونس.", title="سليم الوزاري يدعو إلى الحوار") == []


def test_what_is_quoted_holds_no_further_statement() -> None:
    assert said("وقال سليم الوزاري: «أكدت تونس أن المعبر مفتوح، وقال كريم زهير إن الأمر انتهى».") == [("salim", "قال")]


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("وقال سليم الوزاري: «المعبر مفتوح أمام الجميع».", True),
        ("وقال سليم الوزاري إن المعبر “مفتوح أمام جميع المسافرين”.", True),
        ('وقال سليم الوزاري إن المعبر "مفتوح أمام جميع المسافرين".', True),
        ("وقال سليم الوزاري إن المعبر مفتوح.", False),
        ('واعتبر سليم الوزاري أن المعبر يشكل "ضرورة ملحة" للبلدين.', True),
        ('وأدان سليم الوزاري الاعتداء "بأشد العبارات".', False),
        ('وقال سليم الوزاري إن التمرين المشترك "حدود آمنة" انتهى.', False),
        ("وقال سليم الوزاري إن ''المعبر مفتوح أمام الجميع''.", True),
        ("وقال سليم الوزاري إن «منصة الأطلس الكبرى للتعاون» مفتوحة.", False),
        ('وقال سليم الوزاري إن تنظيم "أنصار الرمال الذهبية" انتهى.', False),
        ("وقال سليم الوزاري إن المعبر مفتوح، مضيفا: «لن نغلق أي باب».", True),
        ("وقال سليم الوزاري: «المعبر مفتوح أمام الجميع وسيبقى", True),
    ],
)
def test_direct(text: str, direct: bool) -> None:
    context = context_of(text)
    find_statements(context)
    assert [s.is_direct for s in context.statements] == [direct]
    assert context.statements[0].quote


def quoted(text: str) -> list[str]:
    doc = document(text)
    return [doc.text[q.start : q.end] for q in find_quotations(doc) if q.depth == 1]


def test_quotations() -> None:
    assert quoted("قال «نعم ثم لا» وسكت") == [fold("نعم ثم لا")]
    assert quoted('قال "نعم" ثم "لا"') == [fold("نعم"), fold("لا")]
    assert quoted("قال ”نعم ثم لا“ وسكت") == [fold("نعم ثم لا")]
    assert quoted('تنظيم ما يسمى بـ"داعش" انتهى') == [fold("داعش")]
    assert quoted('قال «تنظيم "داعش" انتهى» وسكت') == [fold('تنظيم "داعش" انتهى')]
    assert quoted("قال «نعم ثم\nسكت") == [fold("نعم ثم")]
    assert quoted("قال «نعم ثم لا.\nثم نعم مجددا» وسكت") == [fold("نعم ثم لا.\nثم نعم مجددا")]


def test_inflection_of_weak_and_sound_verbs() -> None:
    def forms(past: str, present: str, participle: str) -> set[str]:
        return {w for w, _ in inflect(Verb(past, True, False, False, frozenset(), ()), VerbLine(past=past, present=present, participle=participle, takes=["أن"]))}

    assert {"قال", "قالت", "قالا", "قالوا", "يقول", "تقول", "يقولون", "قايلا", "قايله", "قايلين"} <= forms("قال", "يقول", "قائلا")
    assert {"دعا", "دعت", "دعوا", "يدعو", "تدعو", "يدعون", "داعيا", "داعيه", "داعين"} <= forms("دعا", "يدعو", "داعيا")
    assert {"نفي", "نفت", "نفوا", "ينفي", "تنفي", "نافيا", "نافيه"} <= forms("نفى", "ينفي", "نافيا")


def test_a_broken_line_is_named(tmp_path: object) -> None:
    from ct_pipeline.lexicon.seeds import Seeds

    folder = Path(str(tmp_path))
    good = (load_knowledge().seeds.folder / "cues/reporting.yml").read_text(encoding="utf-8")
    (folder / "cues").mkdir()
    (folder / "cues/reporting.yml").write_text(good.replace("takes: [أن, عن, في]", "takes: [أنن]", 1), encoding="utf-8")
    with pytest.raises(SeedError, match="قال"):
        load_reporting(Seeds(folder))


def seeds_with(folder: Path, file: str, after: str, line: str) -> Path:
    """A copy of the seeds with ``line`` added to ``file`` behind the line ``after``; the other files are linked."""
    seeds = load_knowledge().seeds.folder
    for source in seeds.rglob("*"):
        if source.is_file():
            copy = folder / source.relative_to(seeds)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.symlink_to(source)
    text = (seeds / file).read_text(encoding="utf-8")
    assert text.count(after + "\n") == 1
    (folder / file).unlink()
    (folder / file).write_text(text.replace(after + "\n", f"{after}\n{line}\n"), encoding="utf-8")
    return folder


def test_a_new_reporting_verb_is_one_line(tmp_path: Path) -> None:
    sentence = "وسلطن سليم الوزاري أن المعبر مفتوح. وأكدت وزارة الداخلية، مسلطنة أن الطريق سالك، حصيلتها. وسلطنت هدى المنصف أن الخبر صحيح."  # an invented verb
    assert ("salim", "سلطن") not in said(sentence)
    knowledge = load_knowledge(seeds_with(tmp_path, "cues/reporting.yml", "verbs:", "  - {past: سلطن, present: يسلطن, participle: مسلطنا, takes: [أن], aside: true}"))
    assert said(sentence, knowledge=knowledge) == [("salim", "سلطن"), ("interior", "أكدت"), ("huda", "سلطنت")]


ANEW = [
    ("لن نترككم وحدكم أبدا»، هكذا خاطب سليم الوزاري الحاضرين.", [("salim", "خاطب")]),
    ("ويروي أحدهم، كريم زهير، أنه عاد إلى بيته.", [("karim", "يروي")]),
    ("ولم يستبعد سليم الوزاري وقوع هجمات جديدة.", [("salim", "يستبعد")]),
    ("ولم يخف سليم الوزاري قلقه من تنامي التهديد.", [("salim", "يخف")]),
    ("وأفصح سليم الوزاري عن خطة جديدة.", [("salim", "أفصح")]),
    ("وطمأن سليم الوزاري المواطنين بأن الطريق سالك.", [("salim", "طمأن")]),
    ("سليم الوزاري أخبر نظيره بمقتل كريم زهير.", [("salim", "أخبر")]),
    ("قال سليم الوزاري إن المعبر مفتوح. المصدر الحكومي أكد أن العمل مستمر.", [("salim", "قال"), ("salim", "أكد")]),
    ('قال سليم الوزاري إن المعبر مفتوح. وتابع شارحا: "هذا أمر مهم للجميع".', [("salim", "قال"), ("salim", "تابع")]),
    ("قال سليم الوزاري إن المعبر مفتوح. وأعلن الوزير أثناءه تعيين كريم زهير قائدا للوحدة.", [("salim", "قال"), ("salim", "أعلن")]),
    # none
    ("قال سليم الوزاري إن المعبر مفتوح. وكان هذا التنظيم، الذي ظهر بالساحل، أعلن قيام دولته.", [("salim", "قال")]),
    ("اتهم القاضي كريم زهير بالانتماء إلى خلية.", []),
    ('وأضاف الفريق التونسي: "أنهى الحارس موسما رائعا للغاية".', []),
    ("ويعتبر سليم الوزاري الحارس الثاني الذي فاز بالجائزة.", []),
    ("ولم يؤكد سليم الوزاري وقوع الهجوم.", []),
    ("قال سليم الوزاري إن المعبر مفتوح. ويلاحظ أن الطريق طويل.", [("salim", "قال")]),
    ("وتعتبر تونس عضوا نشطا في المنتدى، حيث سبق أن ترأست لجنته.", []),
    ("ويخف سليم الوزاري قلقا من الحرارة.", []),
]


@pytest.mark.parametrize(("text", "expected"), ANEW)
def test_denials_counterparts_and_subjects_that_stand_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_a_countryman_called_a_counterpart_speaks_as_official() -> None:
    context = context_of("استقبل سليم الوزاري نظيره التونسي كريم زهير في المقر. وأكد المسؤول التونسي أن التعاون متين.")
    context.entities["person:karim"] = EntityInfo("person:karim", "person", "كريم زهير", None, "TN", False)
    find_statements(context)
    assert [s.speaker_id for s in context.statements] == ["person:karim"]


def test_quotations_within_and_never_closed() -> None:
    assert quoted('قال إن "الكتاب "القديم" و"الجديد" سواء"، ثم مضى.') == ['الكتاب "القديم" و"الجديد" سواء']
    assert quoted('قال إن "العمل مستمر. وأضاف أن "الطريق طويل".') == ["العمل مستمر", "الطريق طويل"]
    assert quoted('قال إن "العمل مستمر.وأضاف الوزير شيئا آخر.') == ["العمل مستمر"]
    assert quoted('قال إن "العمل مستمر والطريق طويل".') == ["العمل مستمر والطريق طويل"]


WORDS = ["«", "»", '"', "“", "”", "'", ":", "،", ".", "\n", "ـ", "ً", "قال", "وأضاف", "حسب", "بلاغ", "من", "عن"]
ALPHABET = st.sampled_from(["قال", "أكد", "سليم", "الوزاري", "إن", "المغرب", "وزارة", "الداخلية", *WORDS])


@settings(max_examples=60, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_without_error_and_quotations_nest(text: str) -> None:
    said(text)
    doc = document(text)
    found = find_quotations(doc)
    for q in found:
        assert 0 <= q.start < q.end <= len(doc.text)
        for o in found:
            assert q.end <= o.start or o.end <= q.start or (q.start <= o.start and o.end <= q.end) or (o.start <= q.start and q.end <= o.end)
