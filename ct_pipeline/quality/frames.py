"""What each check looks at: one SQL projection a table, with only the columns that its checks need.

Great Expectations cannot read DuckDB; so DuckDB computes the row-wise truths (does the surface stand at its offsets, is the
reference known) and Great Expectations judges them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import duckdb

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.quality.catalog import Check
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.schema import ddl, sql_literal
from ct_pipeline.warehouse.store import Store
from ct_pipeline.warehouse.versions import stage_version

_AT = "substring(r.raw_text, t.raw_start + 1, t.raw_end - t.raw_start)"

# The derived columns of each table's frame; t is the table itself.
_DERIVED: dict[str, str] = {
    "raw.articles": """length(trim(t.raw_text)) > 0 as has_text, regexp_matches(t.raw_text, '[\\x{0621}-\\x{064a}]{3}') as is_arabic, t.raw_text not like '%\ufffd%' as is_clean_text,
        (select b.landed = b.cleaned + b.rejected + b.known and b.cleaned = (select count(*) from raw.articles x where x.batch_id = t.batch_id)
          from ops.batches b where b.batch_id = t.batch_id) as batch_adds_up""",
    "raw.rejects": "length(trim(t.detail)) > 0 as detail_given",
    "clean.articles": """t.article_id in (select article_id from raw.articles) as is_landed, coalesce(t.published_earliest <= t.published_latest, true) as bounds_ordered,
        t.published_on is null or (t.published_earliest = t.published_on and t.published_latest = t.published_on) as day_within_bounds, json_valid(t.published_evidence) as evidence_is_json,
        length(trim(t.body)) > 0 as has_body, t.published_on is not null as is_dated, t.title is not null as has_title,
        coalesce(t.published_on, t.published_earliest, t.published_latest) is not null as dated_or_bounded,
        (select count(*) from raw.articles) = (select count(*) from clean.articles) as none_missing""",
    "clean.sentences": f"(select {_AT} = t.text from raw.articles r where r.article_id = t.article_id) as text_matches",
    "facts.articles": """(select count(*) from clean.articles) = (select count(*) from facts.articles) as none_missing,
        exists (select 1 from facts.mentions m where m.article_id = t.article_id and m.kind = 'person') as has_person,
        exists (select 1 from facts.mentions m where m.article_id = t.article_id and m.kind = 'organization') as has_organization,
        exists (select 1 from facts.mentions m where m.article_id = t.article_id and m.kind = 'country') as has_country,
        exists (select 1 from facts.events e where e.article_id = t.article_id) as has_event""",
    "facts.mentions": f"""(select {_AT} = t.surface from raw.articles r where r.article_id = t.article_id) as surface_matches,
        (select t.raw_start >= s.raw_start and t.raw_end <= s.raw_end from clean.sentences s where s.sentence_id = t.sentence_id) as within_sentence""",
    "facts.time_expressions": f"""(select {_AT} = t.surface from raw.articles r where r.article_id = t.article_id) as surface_matches, t.start_date is not null as is_resolved,
        (t.start_date is null and t.end_date is null) or coalesce(t.start_date <= t.end_date, false) as dates_ordered""",
    "facts.affiliations": "length(trim(t.title)) > 0 as title_given",
    "facts.events": """(t.start_date is null and t.end_date is null) or coalesce(t.start_date <= t.end_date, false) as dates_ordered,
        t.event_mention_id in (select event_mention_id from facts.event_evidence) as has_evidence, case when t.is_main then t.start_date is not null end as main_is_dated,
        case when t.status = 'held' and t.start_date is not null then
          coalesce(t.start_date <= (select c.published_latest from clean.articles c where c.article_id = t.article_id), true) end as not_after_report""",
    "facts.statements": "length(trim(t.quote)) > 0 as quote_given",
    "facts.roles": "coalesce(t.start_date <= t.end_date, true) as dates_ordered",
    "facts.event_counts": "t.count > 0 as count_positive",
    "marts.fct_event": """coalesce(t.start_date <= t.end_date, true) as dates_ordered, t.event_id in (select event_id from marts.fct_event_evidence) as has_evidence,
        t.stories >= 1 and t.stories <= t.articles as counted_once""",
    "marts.fct_event_participant": "t.event_id in (select event_id from marts.fct_event) as event_known, t.entity_id in (select entity_id from marts.dim_entity) as entity_known",
    "marts.fct_statement": "t.speaker_id in (select entity_id from marts.dim_entity) as speaker_known",
    "marts.fct_role": "t.holder_id in (select entity_id from marts.dim_entity) and t.organization_id in (select entity_id from marts.dim_entity) as holder_known",
    "marts.dim_article": "t.article_id in (select article_id from clean.articles) and (select count(*) from marts.dim_article) = (select count(*) from clean.articles) as is_cleaned",
    "marts.dim_entity": "length(trim(t.name_ar)) > 0 as named",
    "marts.dim_office": "coalesce(t.start_date <= t.end_date, true) as tenure_ordered",
}

# Where a frame is not one row a row of the table.
_OWN: dict[str, str] = {
    "clean.segments": """select r.article_id, coalesce(min(t.raw_start) = 0 and max(t.raw_end) = length(r.raw_text) and sum(t.raw_end - t.raw_start) = length(r.raw_text)
          and bool_and(t.raw_end > t.raw_start) and bool_and(t.raw_start = coalesce(t.previous_end, 0)), false) as tiles
        from raw.articles r join (select *, lag(raw_end) over (partition by article_id order by segment_no) as previous_end from clean.segments) t using (article_id)
        group by r.article_id, r.raw_text""",
}

_REFERENCED_BEFORE_MARTS = {"marts.dim_entity.entity_id": "facts.entities.entity_id", "ref.entities.entity_id": "facts.entities.entity_id"}


@contextmanager
def stage_connection(stage: str, settings: Settings, day: date | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees what a stage's checks need: the store's current Parquet (of one landing day), or for marts the built file."""
    if stage == "marts":
        from ct_pipeline.warehouse.build import candidate_or_published

        with duckdb.connect(str(candidate_or_published(settings)), read_only=True) as con:
            yield con
        return
    with duckdb.connect() as con:
        store = Store(settings.store)
        for schema in ("raw", "clean", "facts", "ops"):
            con.execute(f"create schema {schema}")
        for table in (*tables.STAGE_TABLES, tables.EXTRACTED, tables.BATCHES):
            source = "raw" if table is tables.BATCHES else table.schema
            version = stage_version(source, settings.seeds)
            batches = store.batches(source, day)
            current = {b.batch_id for b in batches if b.version == version}
            files = [str(b.table(table.name)) for b in batches if b.version == version or b.batch_id not in current]
            if files:
                con.execute(f"create view {table.full_name} as select * from read_parquet([{', '.join(map(sql_literal, files))}])")
            else:
                con.execute(ddl(table))
        yield con


def frame_sql(table_name: str, checks: list[Check]) -> list[tuple[str, list[Check]]]:
    """The queries that feed the checks of a table, each with the checks it feeds. One query, but for tables whose rows are checked in groups."""
    own = [c for c in checks if table_name in _OWN and c.check_name == "tiles"]
    rest = [c for c in checks if c not in own]
    out: list[tuple[str, list[Check]]] = []
    if own:
        out.append((_OWN[table_name], own))
    if rest:
        columns: list[str] = []
        for name in dict.fromkeys([k for c in rest for k in c.key] + [n for c in rest for n in c.columns if c.kind in ("in_set", "between", "regex", "unique")]):
            columns.append(f't."{name}"')
        table = next((t for t in (*tables.STAGE_TABLES, tables.EXTRACTED) if t.full_name == table_name), None)
        if table is not None:
            columns += _from_table(table, rest)
        if table_name in _DERIVED:
            columns.append(_DERIVED[table_name])
        out.append((f"select {', '.join(columns) or '1 as one'} from {table_name} t", rest))
    return out


def _from_table(table: Table, checks: list[Check]) -> Iterator[str]:
    wanted = {c.check_name for c in checks}
    if "required_values" in wanted:
        skipped = {"story_id", "is_story_lead"}  # filled when the warehouse is built
        yield " and ".join(f't."{c.name}" is not null' for c in table.columns if not c.nullable and c.name not in skipped) + " as required_values"
    if "confidence_in_range" in wanted:
        yield "t.confidence between 0 and 1 as confidence_in_range"
    for c in table.columns:
        if c.references and f"{c.name}_known" in wanted:
            target, _, column = _REFERENCED_BEFORE_MARTS.get(c.references, c.references).rpartition(".")
            yield f'(t."{c.name}" is null or t."{c.name}" in (select x."{column}" from {target} x)) as {c.name}_known'
