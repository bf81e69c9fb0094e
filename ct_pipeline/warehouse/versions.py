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
    "marts": ("warehouse", "resolve", "clean/stories.py", "tables.py"),
    "report": ("report",),
}

# Seeds that no row is made from: texts, and the bounds of the checks.
_NO_ROW = ("articles/", "README.md", "quality.yml")
# Seeds that a stage certainly does not read, so that a change there leaves its rows as they are. A file that is named nowhere counts
# for every stage: a new file makes too much stale, never too little. A test watches what each stage opens.
_UNREAD: dict[str, tuple[str, ...]] = {
    "clean": (
        "ingest/", "frames/", "cues/body_heads.csv", "cues/body_words.yml", "cues/name_cues.yml", "cues/reporting.yml", "cues/roles.yml", "cues/titles.csv", "cues/identity.yml",
        "language/common_words.csv", "language/inflected_words.csv", "language/latin_names.csv", "language/labels.csv",
    ),
    "facts": ("ingest/", "language/labels.csv"),
    "marts": ("ingest/", "frames/"),
    "report": ("ingest/", "frames/", "cues/", "registry/"),
}  # fmt: skip


def stage_seeds(stage: str, seeds_folder: Path) -> list[Path]:
    """The seed files whose change makes the rows of ``stage`` stale."""
    out = []
    for path in sorted(seeds_folder.rglob("*")):
        name = path.relative_to(seeds_folder).as_posix()
        if stage == "raw":
            keep = name.startswith("ingest/")
        else:
            keep = not name.startswith((*_NO_ROW, *_UNREAD[stage]))
        if keep and path.is_file():
            out.append(path)
    return out


@lru_cache(maxsize=32)
def stage_version(stage: str, seeds_folder: Path) -> str:
    """12 hex digits over the source files of a stage and the seeds that it reads."""
    h = hashlib.sha256()
    for name in _SOURCES[stage]:
        path = _PACKAGE / name
        files = sorted(p for p in path.rglob("*") if p.suffix in {".py", ".sql", ".j2", ".css", ".js"}) if path.is_dir() else [path]
        for file in files:
            h.update(file.relative_to(_PACKAGE).as_posix().encode())
            h.update(file.read_bytes())
    for seed in stage_seeds(stage, Seeds(seeds_folder).folder):
        h.update(seed.relative_to(seeds_folder).as_posix().encode())
        h.update(seed.read_bytes())
    if stage == "facts":
        h.update(b"recognizer" if ner_switch() else b"")
        h.update(stage_version("clean", seeds_folder).encode())
    return h.hexdigest()[:12]
