"""What holds of the rows of any article whatever: stated once from the tables, checked for every input the robustness tests make."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from ct_pipeline import tables
from ct_pipeline.clean import clean_article
from ct_pipeline.extract import extract_facts
from ct_pipeline.ingest import read_file
from ct_pipeline.lexicon.knowledge import Knowledge
from ct_pipeline.model import CleanResult, Facts, RawArticle
from ct_pipeline.warehouse.schema import arrow_table
from ct_pipeline_tests.conftest import samples_folder

LONG = os.environ.get("CT_LONG") == "1"  # the long profile: CT_LONG=1 pytest ct_pipeline_tests/robustness

ARTICLE_ID = "0123456789abcdef"


def article(text: str, **more: Any) -> RawArticle:
    return RawArticle(ARTICLE_ID, "made.txt", "text/plain", "utf-8", text, **more)


def sample_articles() -> Iterator[RawArticle]:
    """The articles of seeds/articles, in the order of their names."""
    for path in sorted(samples_folder().iterdir()):
        for record in read_file(path, path.name):
            assert isinstance(record, RawArticle), record
            yield record


def digest_once(raw: RawArticle, knowledge: Knowledge) -> tuple[CleanResult, Facts]:
    """The pure way through both stages, with every invariant checked."""
    cleaned = clean_article(raw, knowledge)
    check_clean(raw, cleaned)
    facts = extract_facts(raw, cleaned, knowledge)
    check_facts(raw, cleaned, facts)
    return cleaned, facts


def check_clean(raw: RawArticle, cleaned: CleanResult) -> None:
    text, a = raw.raw_text, cleaned.article
    at = 0
    for number, segment in enumerate(cleaned.segments):
        assert (segment.article_id, segment.segment_no, segment.raw_start) == (raw.article_id, number, at), segment
        assert segment.raw_end > segment.raw_start, segment
        at = segment.raw_end
    assert at == len(text), "segments tile the text"
    last = 0
    for number, s in enumerate(cleaned.sentences):
        assert (s.article_id, s.sentence_no, s.sentence_id) == (raw.article_id, number, f"{raw.article_id}-{number:04d}")
        assert last <= s.raw_start < s.raw_end <= len(text), s
        assert s.text == text[s.raw_start : s.raw_end]
        last = s.raw_end
    assert a.published_earliest is None or a.published_latest is None or a.published_earliest <= a.published_latest, a
    if a.published_on is not None:
        assert a.published_on == a.published_earliest == a.published_latest, a
    for piece in json.loads(a.published_evidence):
        if piece["raw_start"] is not None:
            assert 0 <= piece["raw_start"] <= piece["raw_end"] <= len(text), piece
            assert piece["surface"] == text[piece["raw_start"] : piece["raw_end"]], piece
        if piece["earliest"] and piece["latest"]:
            assert date.fromisoformat(piece["earliest"]) <= date.fromisoformat(piece["latest"]), piece
    assert 0 <= a.relevance <= 1
    check_rows(tables.CLEAN_ARTICLES, [a])
    check_rows(tables.CLEAN_SEGMENTS, cleaned.segments)
    check_rows(tables.CLEAN_SENTENCES, cleaned.sentences)


def check_facts(raw: RawArticle, cleaned: CleanResult, facts: Facts) -> None:
    text = raw.raw_text
    assert facts.article_id == raw.article_id
    sentences = {s.sentence_id: s for s in cleaned.sentences}
    entities = {e.entity_id for e in facts.entities}
    events = {e.event_mention_id for e in facts.events}
    assert len(entities) == len(facts.entities)
    by_name = {t.name: t for t in tables.FACTS_TABLES}
    for f in fields(facts):
        if f.name == "article_id":
            continue
        rows = getattr(facts, f.name)
        check_rows(by_name[f.name], rows)
        for row in rows:
            _check_span(row, text, sentences)
            for name in ("entity_id", "person_id", "organization_id", "holder_id", "speaker_id"):
                value = getattr(row, name, None)
                assert value is None or value in entities, (name, row)
            event = getattr(row, "event_mention_id", None)
            assert event is None or event in events, row
            begins, ends = getattr(row, "start_date", None), getattr(row, "end_date", None)
            assert begins is None or ends is None or begins <= ends, row
            assert 0 <= getattr(row, "confidence", 1.0) <= 1, row


def _check_span(row: Any, text: str, sentences: dict[str, Any]) -> None:
    if not hasattr(row, "raw_start"):
        return
    assert 0 <= row.raw_start < row.raw_end <= len(text), row
    if hasattr(row, "surface"):
        assert row.surface == text[row.raw_start : row.raw_end], row
    if hasattr(row, "sentence_id"):
        sentence = sentences[row.sentence_id]
        assert sentence.raw_start <= row.raw_start < sentence.raw_end, (row, sentence)


def check_rows(table: tables.Table, rows: Iterable[Any]) -> None:
    """Keys are unique, what must be there is there, values are of those allowed, and Parquet takes them all."""
    rows = list(rows)
    columns = [c for c in table.columns if rows and hasattr(rows[0], c.name)]
    for row in rows:
        for c in columns:
            value = getattr(row, c.name)
            assert value is not None or c.nullable, (c.name, row)
            assert c.allowed is None or value is None or value in c.allowed, (c.name, row)
            assert not isinstance(value, str) or not re.search("[\ud800-\udfff]", value), (c.name, row)
    if table.key and all(any(c.name == k for c in columns) for k in table.key):
        keys = [tuple(getattr(r, k) for k in table.key) for r in rows]
        assert len(set(keys)) == len(keys), (table.full_name, sorted(k for k in keys if keys.count(k) > 1))
    assert arrow_table(table, rows).num_rows == len(rows)
