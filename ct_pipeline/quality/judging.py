"""Great Expectations judges numbers against bounds: in this process, or in one of its own that starts while a run still plans and lands.

The library takes two seconds and 200 MB to import. ``python -m ct_pipeline.quality.judging`` answers one JSON line (a stage and its rows) with another, until its input ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Judged:
    """A number, and the bounds it must lie within (None: open)."""

    name: str
    value: float
    low: float | None
    high: float | None
    why: str


Verdicts = dict[str, bool | str]  # by name; a text says why it could not be told
_helper: list[subprocess.Popen[str]] = []


@contextmanager
def beside() -> Iterator[None]:
    """Within: a process of its own does the judging, and is starting already."""
    command = [sys.executable, "-W", "ignore", "-m", "ct_pipeline.quality.judging"]
    with suppress(OSError):  # without it this process judges
        _helper.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"))
    try:
        yield
    finally:
        _stop()


def _stop() -> None:
    while _helper:
        process = _helper.pop()
        process.terminate()  # it holds nothing
        with suppress(OSError):
            process.communicate()


def judge(stage: str, rows: Sequence[Judged]) -> Verdicts:
    """Whether each number lies within its bounds. One suite a stage, one validation."""
    if not rows:
        return {}
    if _helper:
        process = _helper[-1]
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps([stage, [astuple(r) for r in rows]]) + "\n")
            process.stdin.flush()
            found: Verdicts = json.loads(process.stdout.readline())
            return found
        except (OSError, ValueError):  # it was killed: what it would have said is found out here
            _stop()
    return _judge(stage, rows)


@lru_cache(maxsize=1)
def _great_expectations() -> tuple[Any, Any]:
    """The library and one ephemeral context a process, telemetry and progress bars off."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return gx, context.data_sources.add_pandas("frames")


def _judge(stage: str, rows: Sequence[Judged]) -> Verdicts:
    import pandas as pd

    gx, source = _great_expectations()
    asset = source.add_dataframe_asset(name=f"{stage}:{os.urandom(6).hex()}")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch(batch_parameters={"dataframe": pd.DataFrame({r.name: [r.value] for r in rows})})
    expected = [gx.expectations.ExpectColumnValuesToBeBetween(column=r.name, min_value=r.low, max_value=r.high, meta={"check": r.name}, description=r.why) for r in rows]
    outcome = batch.validate(gx.ExpectationSuite(name=stage, expectations=expected), result_format="BOOLEAN_ONLY")
    source.delete_asset(asset.name)
    out: Verdicts = {}
    for one in outcome.results:
        raised = [i for i in _exceptions(one.exception_info or {}) if i.get("raised_exception")]
        out[one.expectation_config.meta["check"]] = str(raised[0]["exception_message"]) if raised else bool(one.success)
    return out


def _exceptions(info: dict[str, Any]) -> list[dict[str, Any]]:
    return [info] if "raised_exception" in info else [v for v in info.values() if isinstance(v, dict)]


def main() -> None:
    """Import the library, then answer what is asked. What the library prints must not stand among the answers."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _great_expectations()
    for line in sys.stdin:
        stage, rows = json.loads(line)
        answers.write(json.dumps(_judge(stage, [Judged(*row) for row in rows])) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
