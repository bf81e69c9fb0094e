"""Records, tables and glossary say the same."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ct_pipeline import model, tables

PAIRS = [
    (model.RawArticle, tables.RAW_ARTICLES, {"batch_id", "ingested_at"}),
    (model.Reject, tables.RAW_REJECTS, {"batch_id", "rejected_at"}),
    (model.CleanArticle, tables.CLEAN_ARTICLES, {"story_id", "is_story_lead"}),
    (model.Segment, tables.CLEAN_SEGMENTS, set()),
    (model.Sentence, tables.CLEAN_SENTENCES, {"stems"}),
    (model.Mention, tables.MENTIONS, set()),
    (model.TimeExpression, tables.TIME_EXPRESSIONS, set()),
    (model.Affiliation, tables.AFFILIATIONS, set()),
    (model.Event, tables.EVENTS, set()),
    (model.EventEvidence, tables.EVENT_EVIDENCE, set()),
    (model.EventParticipant, tables.EVENT_PARTICIPANTS, set()),
    (model.EventCount, tables.EVENT_COUNTS, set()),
    (model.Statement, tables.STATEMENTS, set()),
    (model.Role, tables.ROLES_TABLE, set()),
    (model.Entity, tables.ENTITIES, set()),
]


@pytest.mark.parametrize(("record", "table", "added"), PAIRS, ids=lambda p: getattr(p, "name", None) or getattr(p, "__name__", ""))
def test_a_record_has_the_columns_of_its_table(record: type, table: tables.Table, added: set[str]) -> None:
    assert {f.name for f in fields(record)} | added == {c.name for c in table.columns}


def test_keys_and_references_name_real_columns() -> None:
    everything = {t.full_name: t for t in (*tables.STAGE_TABLES, *tables.OPS_TABLES, *tables.REF_TABLES)}
    for table in everything.values():
        assert set(table.key) <= {c.name for c in table.columns}
        for c in table.columns:
            if c.references and not c.references.startswith("marts."):
                target, _, column = c.references.rpartition(".")
                assert everything[target].column(column)


def test_no_column_is_without_description() -> None:
    for table in (*tables.STAGE_TABLES, *tables.OPS_TABLES, *tables.REF_TABLES):
        assert all(len(c.description) > 3 for c in table.columns)
