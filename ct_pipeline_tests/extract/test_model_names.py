"""The pretrained recognizer joins through the same interface; without its data the message names the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from ct_pipeline.clean import clean_article
from ct_pipeline.config import ConfigError, ner_switch
from ct_pipeline.extract.context import Context
from ct_pipeline.extract.model_names import add_model_names
from ct_pipeline.language.document import Document
from ct_pipeline.language.ner import load_recognizer, spans
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.model import RawArticle


class Fake:
    """Labels two words it knows."""

    def predict(self, sentences: list[list[str]]) -> list[list[str]]:
        known = {"ليوناردو": "B-PERS", "كابوتي": "I-PERS"}
        return [[known.get(w, "O") for w in words] for words in sentences]


class Short(Fake):
    def predict(self, sentences: list[list[str]]) -> list[list[str]]:
        return [labels[:-1] for labels in super().predict(sentences)]


def context() -> Context:
    raw = RawArticle("0" * 16, "x.txt", "text/plain", "utf-8", "سافر ليوناردو كابوتي إلى الساحل الشمالي قبل أن يعود في اليوم الموالي إلى بيته القديم.")
    knowledge = load_knowledge()
    clean = clean_article(raw, knowledge)
    return Context(Document(raw, clean.article, clean.segments, clean.sentences), knowledge)


def test_the_model_adds_people_where_nothing_stands() -> None:
    c = context()
    add_model_names(c, Fake())
    assert [c.doc.surface(m.start, m.end) for m in c.mentions] == ["ليوناردو كابوتي"]
    add_model_names(c, Fake())
    assert len(c.mentions) == 1


def test_labels_that_do_not_fit_the_words_are_not_trusted() -> None:
    c = context()
    add_model_names(c, Short())
    assert c.mentions == []
    assert spans(["B-PERS"], 2) == []


def test_off_by_default_and_clear_without_its_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CT_NER", raising=False)
    assert load_recognizer() is None
    monkeypatch.setenv("CT_NER", "camel")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.raises(ConfigError, match="camel_data -i ner-arabert"):
        load_recognizer()
    monkeypatch.setenv("CT_NER", "other")
    with pytest.raises(ConfigError, match="CT_NER=camel"):
        ner_switch()
