"""Names behind verbs that take no object, fused patronymics, lists of office-holders, and what only looks like a name. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import named

NAMES = [
    # nobody is killed, dies or is dismissed by a given name alone: what follows is the rest of the name, whatever it means
    ("وفي عام 1990 اغتيل ناصر قتال وهو قائد الجناح العسكري.", ["ناصر قتال"]),
    ("واغتيل رشيد الوزير في منزله ليلا.", ["رشيد الوزير"]),
    ("واستشهد كمال مغنية في تفجير سيارته.", ["كمال مغنية"]),
    ("واغتيل نور الدين شيخ كريم القيادي في الحركة.", ["نور الدين شيخ كريم"]),
    ("وأقيل مدير المكتب بعد أن توفي وليد بركة في الحادث.", ["وليد بركة"]),
    # a preposition cannot stand before a mark
    ("وقتل ثلاثة منهم، وهم: سمير خلف، وهشام عبد الحليم، وكريم العامري.", ["سمير خلف", "هشام عبد الحليم", "كريم العامري"]),
    # "son of" written on to the father's name
    ("وشارك في الندوة محمد حسن بنصالح وآخرون.", ["محمد حسن بنصالح"]),
    ("وقالت زوجة المرحوم كريم بنجلون العلوي إن الملف أغلق.", ["كريم بنجلون العلوي"]),
    # the family of the pope, behind a given name of two words
    ("وأوضح المتحدث باسم الوزارة شمس الدين البابا في مؤتمر صحفي أن التحقيق مستمر.", ["شمس الدين البابا"]),
    # the family of the sheikh
    ("واستقبل رئيس الجمهورية أحمد الشيخ الغزالي الوفد.", ["أحمد الشيخ الغزالي"]),
    # the office is of the name before it: "and" begins the next of the list
    ("وحضر اللقاء كريم العمراني، وزير المالية، وغونتر شفارتس مولر، سفير ألمانيا بالرباط.", ["كريم العمراني", "غونتر شفارتس مولر"]),
    # a water that is a family's
    ("وقالت البرلمانية سعاد ماء العينين إن القانون مهم.", ["سعاد ماء العينين"]),
    # a future verb, a thing of his: no part of the name before it
    ("وأكد المدرب أن اللاعب الدولي سفيان لمرابط سيغيب عن المباراة.", ["سفيان لمرابط"]),
    # an adjective of respect before a name
    ("وبعث برقية إلى ولي العهد الأمير الجليل مولاي رشيد، وسائر أفراد الأسرة.", ["مولاي رشيد"]),
    # hamza on its other carrier
    ("وقالت مسئولة الملف في الوزارة أليسن ماكنيل، إن الملف مفتوح.", ["أليسن ماكنيل"]),
    # an initial with its full stop, then a name that seems to bear a particle
    ("واستقبل ديفيد ت. فيشر، سفير الولايات المتحدة، الوفد.", ["ديفيد ت. فيشر"]),
    # a time that the day would follow, before a mark; a town's name behind a given name, between marks; a nisba between a club and a man
    ("وتعاقد النادي مع هشام فجر، لاعب الوسط.", ["هشام فجر"]),
    ("إبراهيم الشويخ، النائب في البرلمان، انتقد القرار.", ["إبراهيم الشويخ"]),
    ("وحضر نائب رئيس النادي التركي إرتوغرل ساريلار، الحفل.", ["إرتوغرل ساريلار"]),
    # a span of time, a preposition behind a name
    ("وقضت المحكمة بحبس بوشعيب كسو شهرين نافذين.", ["بوشعيب كسو"]),
    ("وتوفي الشاب كريم لشكر داخل المستشفى.", ["كريم لشكر"]),
    # a purpose, an accusative, an unknown verb behind a name
    ("وأحيلت الطفلة سعاد للفحص.", ["سعاد"]),
    ("ورحل السيد عبد الرحمان رجلا شامخا.", ["عبد الرحمان"]),
    ("وقالوا إن رشيد بولحية تهرب من الإجابة.", ["رشيد بولحية"]),
    # families whose name looks like an accusative, or like no name, behind the article
    ("وترأس اللجنة الأستاذ صالح بن ناصر المهنا، أمس.", ["صالح بن ناصر المهنا"]),
    # a verb that no list holds before a name that the registry knows
    ("وفي هذا الصدد، اختزل ناصر بوريطة، وزير الخارجية، الموقف في كلمتين.", ["ناصر بوريطة"]),
]

NO_NAMES = [
    "ونجا المصابون بعد فضل الله عز وجل، ثم تدخل الأطباء.",
    "وأكد أنه لا سلام عادلا في المنطقة.",
    "وقال إن القرار يصب في صالح الوطن، لا غير.",
    "والاستهلاك يزيد باضطراد، حسب التقرير.",
    "ودخلت النقابة في صدام دائم، مع الإدارة.",
    "وهي من أكبر شركات البتروكيماويات في العالم.",
    "والوزيرة تتوقع إقبال المغاربة على السياحة.",
    "ولا يعني ذلك شيئا بالنسبة إلينا طالما أن الملف مغلق.",
    "وقال رئيس المجلس الجماعي لالة رقية إن المشروع جاهز.",
    "ولحسن الحظ، لم يصب أحد.",
    "ويحترفون مهنا مختلفة، حسب البلاغ.",
    "وتريث رغم أني كنت مقتنعا بذلك.",
    "ولد اللاعب في مدينة صغيرة.",
    "وينتظر المغاربة بديار المهجر، القرار.",
    "وعثر على جثة الشيخ الهالك قرب النهر.",
    "ويعلق الآباء آمالهم على حياة كريمة ينعم بها الأبناء.",
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_names(text: str) -> None:
    assert named(text) == []


def test_a_surname_of_one_known_person_alone() -> None:
    assert named("تشهد مراكش في المغرب اجتماع التحالف الذي يرأسه بوريطة، اليوم.") == ["بوريطة"]
    assert named("بوريطة يستقبل وزيرا بالمغرب.") == ["بوريطة"]
    assert named("وقالت مصادر من حكومة العثماني في المغرب إن القرار نهائي.") == ["العثماني"]
    assert named("وسقطت في العهد العثماني مدن من المغرب.") == []
    assert named("وصل بوريطة إلى المدينة.") == []  # nothing speaks of his country
