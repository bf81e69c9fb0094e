"""Bytes to articles: every file of the landing folder becomes articles, or rejects with a reason.

``discover`` finds files, ``read_file`` reads one, ``ledger`` tells new articles from known ones. Pure: no Dagster, DuckDB or pandas here.
"""

from __future__ import annotations

from ct_pipeline.ingest.files import discover
from ct_pipeline.ingest.ledger import Batch, sort_out
from ct_pipeline.ingest.limits import Limits
from ct_pipeline.ingest.mapping import FieldMapping, MappingError, load_mapping
from ct_pipeline.ingest.readers import read_file

__all__ = ["Batch", "FieldMapping", "Limits", "MappingError", "discover", "load_mapping", "read_file", "sort_out"]
