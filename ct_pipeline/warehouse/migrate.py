"""An older store is brought up to date, batch by batch; killed in between, the next run goes on. A newer one is refused.

Clean and facts are made again anyway where the rules changed; what has to be carried over is ``raw``, which nothing else can make.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pyarrow as pa

from ct_pipeline import tables
from ct_pipeline.tables import Table
from ct_pipeline.warehouse.schema import arrow_schema
from ct_pipeline.warehouse.store import FORMAT, STAGES, BatchFolder, Store, StoreError, reseal

RAW_BATCH = (*tables.RAW_TABLES, tables.BATCHES, tables.SIGHTINGS)  # what a raw batch holds


def raw_schema() -> str:
    """A digest of the columns of a raw batch, as this program writes them."""
    return hashlib.sha256(repr([(t.name, [(c.name, c.type, c.nullable) for c in t.columns]) for t in RAW_BATCH]).encode()).hexdigest()[:12]


def migrate(store: Store, say: Callable[[str], None]) -> int:
    """Bring the store to today's format and columns. Returns how many batches were rewritten; says so in a line. Raises ``StoreError`` for a newer store."""
    store.demand_understood()
    noted = store.folder / "raw-columns.json"
    if not any((store.folder / stage).is_dir() for stage in STAGES):
        return 0
    found, columns = store.format(), noted.read_text(encoding="utf-8") if noted.is_file() else ""
    if found == FORMAT and columns == raw_schema():
        return 0
    touched = 0
    for batch in store.batches("raw"):
        touched += _conform(store, batch)
    if found < FORMAT:
        for stage in ("clean", "facts"):
            for batch in store.batches(stage):
                if "format" not in _notes(batch) and not list(batch.faults()):
                    reseal(batch, stage)
                    touched += 1
    store.note_format()
    store.note(noted.name, raw_schema().encode())
    if touched:
        say(f"{store.folder}: {touched} batches of an older store (format {found}) brought to format {FORMAT}; nothing of them is lost")
    return touched


def _notes(batch: BatchFolder) -> dict[str, object]:
    try:
        notes: dict[str, object] = json.loads((batch.path / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notes


def _conform(store: Store, batch: BatchFolder) -> bool:
    """A raw batch with today's tables and columns: new ones empty or null, dropped ones left out. What is broken is left for the repair."""
    if list(batch.faults()):
        return False
    manifest = batch.manifest()
    held = {t.name: store.read(batch, t.name) if t.name in manifest else None for t in RAW_BATCH}
    if "format" in _notes(batch) and all(h is not None and h.schema.equals(arrow_schema(t)) for t, h in zip(RAW_BATCH, held.values(), strict=True)):
        return False
    try:
        store.mend("raw", batch, {t.name: _cast(held[t.name], t) for t in RAW_BATCH})
    except (pa.ArrowException, ValueError) as error:
        raise StoreError(f"{batch.path}: cannot be brought to today's columns ({error}): land its articles into a new --warehouse") from error
    return True


def _cast(held: pa.Table | None, table: Table) -> pa.Table:
    schema = arrow_schema(table)
    rows = held.num_rows if held is not None else 0
    columns = []
    for field in schema:
        if held is not None and field.name in held.column_names:
            columns.append(held.column(field.name).cast(field.type))
        elif field.nullable or not rows:
            columns.append(pa.nulls(rows, field.type))
        else:
            raise ValueError(f"column {field.name} of {table.full_name} must not be empty, and the older rows have none")
    return pa.table(columns, schema=schema)
