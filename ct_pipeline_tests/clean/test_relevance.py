"""What counts as being about counter-terrorism, and the language of an article."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.clean.pages import LEAD, SECOND, THIRD, TITLE, clean, page


def test_relevant() -> None:
    article = clean(page(TITLE, LEAD, SECOND, THIRD)).article
    assert article.is_relevant and 0.5 <= article.relevance <= 1


@pytest.mark.parametrize(
    "lines",
    [
        (
            "المهاجم يقود فريقه إلى الفوز في الديربي",
            "سجل المهاجم هدفين في المباراة التي جمعت الفريقين على أرضية الملعب الكبير أمس السبت.",
            "ووصف المدرب ما قام به المهاجم في الشوط الثاني بأنه إرهاب كروي للحارس.",
        ),
        ("افتتاح معرض الزيتون بوزان", "افتتح وزير الفلاحة، أمس الاثنين بوزان، معرض الزيتون الذي يشارك فيه مئة عارض من عدة بلدان.", "وقال الوزير إن الإنتاج هذه السنة سيكون وفيرا."),
    ],
)
def test_not_relevant(lines: tuple[str, ...]) -> None:
    assert not clean(page(*lines)).article.is_relevant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LEAD, "ar"),
        ("The ministers met in Rabat on Tuesday and agreed on a plan for the exchange of information.", "en"),
        ("Les ministres se sont réunis mardi à Rabat et ont convenu d'un plan pour l'échange des informations.", "fr"),
        ("وزیر امور خارجه ایران در دیدار با همتای خود گفت که این همکاری برای منطقه مهم است و ادامه می یابد.", "fa"),
        ("وزیر خارجہ نے کہا ہے کہ دونوں ممالک کے درمیان تعاون میں اضافہ ہو رہا ہے اور یہ جاری رہے گا۔", "ur"),
        ("12345", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert clean(text).article.language == code
