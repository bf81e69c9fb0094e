"""One article, one result: hash seed, time zone and locale of the machine change nothing."""

from __future__ import annotations

import os
import subprocess
import sys

# Digest of everything both pure stages say of the samples. ``repr`` of rows is complete and its order is the order of the rows.
_CODE = """
import hashlib
from ct_pipeline.clean import clean_article
from ct_pipeline.extract import extract_facts
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline_tests.robustness.invariants import sample_articles
knowledge, seen = load_knowledge(), hashlib.sha256()
for n, raw in enumerate(sample_articles(), 1):
    cleaned = clean_article(raw, knowledge)
    seen.update(repr((raw, cleaned, extract_facts(raw, cleaned, knowledge))).encode())
print(n, seen.hexdigest())
"""


def _digest(**environment: str) -> str:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHONHASHSEED", "PYTHONUTF8"))}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", _CODE], env={**env, **environment}, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_hash_seed_time_zone_and_locale_change_nothing() -> None:
    one = _digest(PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    two = _digest(PYTHONHASHSEED="4242", TZ="UTC", LC_ALL="C.UTF-8")
    assert one.startswith("31 ")
    assert one == two
