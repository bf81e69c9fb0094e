"""What is done before a run writes anything: leftovers of a killed run go, broken batches are named and rebuilt from what is whole.

A broken batch of ``clean`` or ``facts`` is dropped: the run makes it again from ``raw``. A broken raw batch is put back from the published file, which holds
the same rows; where it does not, the batch is set aside, its articles are no longer in the ledger, and the run lands them again if their files are there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

import duckdb
import pyarrow as pa

from ct_pipeline.config import Settings
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.migrate import RAW_BATCH, migrate
from ct_pipeline.warehouse.objects import open_store
from ct_pipeline.warehouse.publish import forget_published, published_faults, sweep_publication
from ct_pipeline.warehouse.schema import arrow_schema
from ct_pipeline.warehouse.store import STAGES, BatchFolder, Store, StoreError

Say = Callable[[str], None]


def prepare_store(settings: Settings, say: Say = lambda line: None) -> Store:
    """The store, swept, of today's format, with nothing broken in it. For the holder of the writer's lock. Raises ``StoreError`` for a newer store."""
    store = open_store(settings)
    store.demand_understood()
    if (left := store.sweep() + sweep_publication(settings)) > 0:
        say(f"removed {left} temporary {'file' if left == 1 else 'files'} of a run that was stopped")
    migrate(store, say)
    _repair(settings, store, say)
    return store


def _repair(settings: Settings, store: Store, say: Say) -> None:
    note = store.folder / "verified.json"  # what was found whole, by the signature of its files: they are read again only when somebody touched them
    try:
        verified: dict[str, str] = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        verified = {}
    now: dict[str, str] = {}

    def untouched(stage: str, batch: BatchFolder) -> bool:
        name, signature = f"{stage}/{batch.path.name}", batch.signature()
        now[name] = signature
        return bool(signature) and verified.get(name) == signature

    broken = list(store.faults(untouched))
    if fault := published_faults(settings):
        say(f"{fault}: it is built again from the store")
        forget_published(settings)
    for stage, batch, faults in broken:
        now.pop(f"{stage}/{batch.path.name}", None)
        for fault in faults:
            say(f"broken: {fault}")
        if stage != "raw":
            store.discard(batch)
            say(f"{stage} batch {batch.batch_id} of {batch.landed_on} is made again from raw")
        elif (tables := _from_published(settings, batch)) is not None:
            store.mend("raw", batch, tables, keep=store.folder / "broken" / "raw" / batch.path.name)
            say(f"raw batch {batch.batch_id} of {batch.landed_on} put back from the published file: {tables['articles'].num_rows} articles, {tables['rejects'].num_rows} rejects")
        else:
            kept = store.quarantine("raw", batch)
            say(f"raw batch {batch.batch_id} of {batch.landed_on} is taken out (its files: {kept}); its articles land again where their files are still in the landing folder")
    if now != verified:
        store.note(note.name, json.dumps(now).encode())


def verify(settings: Settings) -> list[str]:
    """Every broken file of the store and the publication, all of them read: nothing is changed."""
    found = [fault for _, _, faults in open_store(settings).faults() for fault in faults]
    return found + ([fault] if (fault := published_faults(settings, deep=True)) else [])


def _from_published(settings: Settings, batch: BatchFolder) -> dict[str, pa.Table] | None:
    """The rows of a raw batch as the published file has them; None where it has not all of them."""
    if not settings.database.exists() or published_faults(settings, deep=True):
        return None
    try:
        with duckdb.connect(str(settings.database.resolve()), read_only=True) as con:
            landing = con.execute("select cleaned, rejected from ops.batches where batch_id = ?", [batch.batch_id]).fetchone()
            if landing is None:
                return None
            tables = {t.name: _rows(con, t, batch.batch_id) for t in RAW_BATCH}
    except duckdb.Error:
        return None
    return tables if tables["articles"].num_rows == landing[0] and _rejects_fit(batch, tables["rejects"].num_rows) else None


def _rejects_fit(batch: BatchFolder, found: int) -> bool:
    """``ops.batches`` counts repeated rejects too; the manifest, where it is whole, knows how many were new."""
    try:
        return batch.rows("rejects") == found
    except (StoreError, KeyError):
        return True


def _rows(con: duckdb.DuckDBPyConnection, table: Table, batch_id: str) -> pa.Table:
    # rejects of later stages are shown in raw.rejects too, but do not belong to the raw batch
    where = " and reason <> 'too_slow'" if table.name == "rejects" else ""
    order = "source_uri, record_no" if table.name == "rejects" else table.key[0] if table.key else "all"
    names = ", ".join(f'"{c.name}"' for c in table.columns)
    found: Any = con.execute(f"select {names} from {table.full_name} where batch_id = ?{where} order by {order}", [batch_id]).to_arrow_table()
    return found.cast(arrow_schema(table))


def drop_orphans(settings: Settings, store: Store, known: Collection[str], say: Say) -> None:
    """Take out what was made of a raw batch that is gone, and name the articles that did not land again."""
    raw = {(b.landed_on, b.batch_id) for b in store.batches("raw")}
    for stage in STAGES[1:]:
        for batch in store.batches(stage):
            if (batch.landed_on, batch.batch_id) in raw:
                continue
            if stage == "clean":
                ids = store.read(batch, "articles", ["article_id"]).column(0).to_pylist()
                if lost := sorted(set(ids) - set(known)):
                    say(f"{len(lost)} articles of the broken batch {batch.batch_id} are not in the landing folder any more; land them again: {', '.join(_addresses(settings, lost))}")
            store.discard(batch)


def _addresses(settings: Settings, ids: list[str]) -> list[str]:
    """Where the articles lay, as the published file remembers; their ids where it does not."""
    known: dict[str, str] = {}
    if settings.database.exists():
        try:
            with duckdb.connect(str(settings.database.resolve()), read_only=True) as con:
                known = dict(con.execute("select article_id, source_uri from raw.articles where article_id = any(?)", [ids]).fetchall())
        except duckdb.Error:
            known = {}
    named = [known.get(i, i) for i in ids]
    return named[:20] + ([f"and {len(named) - 20} more"] if len(named) > 20 else [])
