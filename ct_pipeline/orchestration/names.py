"""How tables are called in Dagster: ``schema/name``."""

from __future__ import annotations

from dagster import AssetKey

from ct_pipeline.tables import Table

POOL = "warehouse"  # every step that reads or writes the store, checks included; its limit is in dagster.yaml


def asset_key(table: Table | str) -> AssetKey:
    """``facts.mentions`` is the asset ``facts/mentions``."""
    return AssetKey((table if isinstance(table, str) else table.full_name).split("."))
