"""Which code and seeds made a row: the version of each stage, so that stale outputs are known and made again."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from ct_pipeline.config import ner_switch
from ct_pipeline.lexicon.seeds import Seeds

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = {
    "raw": ("ingest", "model.py"),
    "clean": ("clean", "language", "lexicon", "extract/times.py", "extract/context.py", "model.py"),
    "facts": ("extract", "language", "lexicon", "model.py"),
    "marts": ("warehouse", "clean/stories.py", "tables.py"),
}


@lru_cache(maxsize=32)
def stage_version(stage: str, seeds_folder: Path) -> str:
    """12 hex digits over the source files of a stage and, where it reads them, the seeds. Raw depends on no seed."""
    h = hashlib.sha256()
    for name in _SOURCES[stage]:
        path = _PACKAGE / name
        files = sorted(p for p in path.rglob("*") if p.suffix in {".py", ".sql"}) if path.is_dir() else [path]
        for file in files:
            h.update(file.relative_to(_PACKAGE).as_posix().encode())
            h.update(file.read_bytes())
    if stage != "raw":
        h.update(Seeds(seeds_folder).digest.encode())
    if stage == "facts":
        h.update(b"recognizer" if ner_switch() else b"")
        h.update(stage_version("clean", seeds_folder).encode())
    return h.hexdigest()[:12]
