"""An office in one sentence, its holder's name in the next. All sentences are invented."""

from __future__ import annotations

import pytest

from ct_pipeline_tests.extract.person_texts import offices, references


def test_the_head_comes_again_with_the_name() -> None:
    text = "قال المندوب الهولندي لدى منظمة حظر الأسلحة الكيميائية إن الموقف واضح. وأضاف المندوب يان فان ديك إن الملف مفتوح."
    assert offices(text) == [("يان فان ديك", "المندوب الهولندي لدى منظمة حظر الأسلحة الكيميائية", "NL")]
    assert ("المندوب", "يان فان ديك") in references(text)


def test_the_next_sentence_opens_with_a_verb_of_speech_and_a_name() -> None:
    text = "وأعلن مدير منظمة حظر الأسلحة الكيميائية، أن الفريق لم يصل. وقال سليم أوزدمير خلال الجلسة إن القضايا معلقة."
    assert [(person, title) for person, title, _ in offices(text)] == [("سليم أوزدمير", "مدير منظمة حظر الأسلحة الكيميائية")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وأعلن مدير منظمة حظر الأسلحة الكيميائية أن الفريق لم يصل. وقال سليم أوزدمير، وهو شاهد عيان، إن القضايا معلقة.", id="a witness"),
        pytest.param("وأعلن مدير منظمة حظر الأسلحة الكيميائية أن الفريق لم يصل. وقالت سلمى أوزدمير إن القضايا معلقة.", id="a woman"),
        pytest.param("وأعلن مدير منظمة حظر الأسلحة الكيميائية، كمال ديمير، أن الفريق لم يصل. وقال سليم أوزدمير إن القضايا معلقة.", id="he is named"),
        pytest.param("واستقبل الوفد مدير منظمة حظر الأسلحة الكيميائية. وسافر سليم أوزدمير إلى المدينة.", id="no verb of speech"),
    ],
)
def test_an_office_that_is_not_carried_on(text: str) -> None:
    assert ("سليم أوزدمير", "مدير منظمة حظر الأسلحة الكيميائية") not in [(person, title) for person, title, _ in offices(text)]
