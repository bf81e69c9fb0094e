"""Coverage-guided fuzzing with atheris (``pip install -e '.[fuzz]'``): ``python -m ct_pipeline_tests.robustness.fuzz TARGET SECONDS [CORPUS]``, or ``make fuzz``.

An input that breaks a target is written to the corpus folder as ``crash-...`` and becomes a line of ``FOUND`` in test_fuzzing.py with its mend.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path


def _seed(folder: Path, target: str) -> None:
    """Something to begin with: files of every kind, and stretches of words."""
    from ct_pipeline_tests.robustness import hostile_files

    rng = random.Random(1)
    if target in ("readers", "page"):
        made = [*hostile_files._pages(rng), *hostile_files._records(rng), *hostile_files._texts(rng)]
        for n, (_, data, _) in enumerate(made):
            if len(data) < 4000:
                (folder / f"seed-{n}").write_bytes((bytes([n % 9]) if target == "readers" else b"") + data)
    else:
        for n in range(60):
            (folder / f"seed-{n}").write_bytes(rng.randbytes(rng.randint(5, 200)))


def main() -> None:
    import atheris

    target, seconds = sys.argv[1], int(sys.argv[2])
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else f".fuzz/{target}")
    folder.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["ct_pipeline"]):
        from ct_pipeline.lexicon.knowledge import load_knowledge
        from ct_pipeline.pipeline import _warm
        from ct_pipeline_tests.robustness.fuzz_targets import TARGETS
    _warm(load_knowledge())
    _seed(folder, target)
    options = ["-max_len=4000" if target in ("readers", "page") else "-max_len=300", f"-max_total_time={seconds}", "-timeout=30", "-rss_limit_mb=3000", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *options, os.fspath(folder)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
