"""A store told again: copies of its batches with other ids, days, fingerprints and, of three unregistered people and bodies in ten, other names.

For sizes that would take hours to extract here: whatever comes after extraction (checks, stories, entities, events, marts, publication) sees rows
as numerous and as various as those of other articles. Extraction itself is not measured on them.
Copies land a day's number on each day, and each tells of days a week earlier than the one before.
"""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta
from typing import Any

import duckdb
import pyarrow.parquet as pq

from ct_pipeline import tables
from ct_pipeline.config import Settings
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.schema import sql_literal
from ct_pipeline.warehouse.store import Store
from ct_pipeline.warehouse.versions import stage_version

LAST_DAY = date(2026, 10, 1)
_IDS = frozenset({"article_id", "mention_id", "affiliation_id", "role_id", "statement_id", "event_mention_id"})
_ENTITIES = frozenset({"entity_id", "person_id", "organization_id", "speaker_id", "holder_id"})
_DAYS = frozenset({"start_date", "end_date", "published_on", "published_earliest", "published_latest"})
_FAMILIES = "العلوي الفاسي التازي البكري الحداد النجار المنصوري الشريف الهاشمي القاسمي السالمي الكندي الزياني العبيدي الرفاعي المالكي السوسي الريفي".split()
_TABLES = (*tables.STAGE_TABLES, tables.EXTRACTED, tables.BATCHES, tables.SIGHTINGS, tables.FAILURES)


def multiply(source: Settings, target: Settings, copies: int, a_day: int = 1) -> None:
    """Write that many copies of every current batch of ``source`` into the store of ``target``, ``a_day`` on each landing day; copy 0 is the batch as it is, but for its day."""
    here, there = Store(source.store), Store(target.store)
    versions = {stage: stage_version(stage, source.seeds) for stage in ("raw", "clean", "facts")}
    batches = {stage: {b.batch_id: b for b in here.current(stage, version)} for stage, version in versions.items()}
    with duckdb.connect() as con:
        for copy in range(copies):
            landed = LAST_DAY - timedelta(days=copy // a_day)
            for batch_id in batches["raw"]:
                name = hashlib.sha256(f"{batch_id} {copy}".encode()).hexdigest()[:16] if copy else batch_id
                for stage, version in versions.items():
                    made = {}
                    for path in sorted(batches[stage][batch_id].path.glob("*.parquet")):
                        table = next(t for t in _TABLES if t.name == path.stem and t.schema in (stage, "ops"))
                        schema = pq.read_schema(path)
                        told = (_rules(table, copy) if copy else {}) | {"batch_id": sql_literal(name), "landed_on": f"date '{landed}'"}
                        columns = ", ".join(f'{told[c]} as "{c}"' if c in told else f'"{c}"' for c in schema.names)
                        rows: Any = con.sql(f"select {columns} from read_parquet({sql_literal(str(path))}, hive_partitioning = false)").to_arrow_table()
                        made[path.stem] = rows.cast(schema)
                    there.write(stage, landed, name, version, made)


def _rules(table: Table, copy: int) -> dict[str, str]:
    """What to put in the place of a column, as SQL."""
    out: dict[str, str] = {}
    for c in (c.name for c in table.columns):
        if c in _IDS:
            out[c] = f"case when {c} is not null then {_hash(c, copy)} end"
        elif c == "sentence_id":
            out[c] = f"{_hash('substr(sentence_id, 1, 16)', copy)} || substr(sentence_id, 17)"
        elif c in _ENTITIES:
            out[c] = f"case when {_renamed(c, copy)} then regexp_extract({c}, '^[a-z]+:x') || substr(md5({c} || '{copy}'), 1, 12) else {c} end"
        elif c in _DAYS:
            out[c] = f"({c} - {copy * 7 % 3650})::date"
    if table is tables.RAW_ARTICLES:
        out["source_uri"] = f"source_uri || '-{copy}'"
    elif table is tables.ENTITIES:
        family = "[" + ", ".join(map(sql_literal, _FAMILIES)) + "][1 + (hash(entity_id || '{copy} {n}') % " + str(len(_FAMILIES)) + ")::int]"
        out["name_ar"] = f"case when {_renamed('entity_id', copy)} then name_ar || ' ' || {family.format(copy=copy, n=1)} || ' ' || {family.format(copy=copy, n=2)} else name_ar end"
    elif table is tables.CLEAN_ARTICLES:
        drawn = f"array_to_string(list_transform(range(16), lambda i: md5(fingerprint || '{copy} ' || i::varchar)), '')"  # 512 hexadecimal digits
        out["fingerprint"] = f"""case when fingerprint is not null then regexp_replace(fingerprint, '"m":"[0-9a-f]+"', '"m":"' || {drawn} || '"') end"""
    return out


def _hash(column: str, copy: int) -> str:
    """Another identifier of 16 hexadecimal digits for each: the digits change their places in the alphabet."""
    digits = list("0123456789abcdef")
    random.Random(copy).shuffle(digits)
    return f"translate({column}, '0123456789abcdef', '{''.join(digits)}')"


def _renamed(column: str, copy: int) -> str:
    return f"({column} like 'person:x%' or {column} like 'org:x%') and hash({column} || '{copy}') % 10 < 3"
