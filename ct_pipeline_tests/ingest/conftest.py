from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ct_pipeline.ingest import FieldMapping, Limits, read_file
from ct_pipeline.model import RawArticle, Reject

Read = Callable[..., list[RawArticle | Reject]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes under a name and read them as a landed file."""

    def _read(name: str, data: bytes, mapping: FieldMapping | None = None, limits: Limits | None = None) -> list[RawArticle | Reject]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_file(path, name, mapping, limits or Limits()))

    return _read
