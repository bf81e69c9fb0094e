"""A million tiny files, one article each, in one folder: landed, and landed again. ``python -m ct_pipeline_tests.benchmark.tiny_files [COUNT]`` prints one JSON line."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from ct_pipeline import pipeline
from ct_pipeline.config import Settings, seeds_dir
from ct_pipeline.orchestration.usage import Meter
from ct_pipeline_tests.benchmark.measure import DAY


def tiny_files(count: int, folder: Path) -> dict[str, Any]:
    """Wall and processor seconds and peak memory of landing ``count`` new files, then of finding that nothing is new."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for number in range(count):
        (inbox / f"{number:07}.txt").write_text(f"التقى الوزير نظيره رقم {number} بالرباط.\n", encoding="utf-8")
    settings = Settings(seeds_dir(), folder / "warehouse", folder)
    out: dict[str, Any] = {"files": count}
    for name, new in (("landed", count), ("landed_again", 0)):
        with Meter() as meter:
            report = pipeline.land([inbox], settings, DAY)
        if (report.landed, report.new) != (count, new):
            raise SystemExit(f"{name}: {report.landed} read and {report.new} new of {count} files, expected {new} new")
        out[name] = meter.metadata()
    return out


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="ct-tiny-") as made:
        print(json.dumps(tiny_files(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, Path(made))))
