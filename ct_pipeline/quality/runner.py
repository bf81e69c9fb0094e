"""Run the checks of a stage: one read and one validation a table, fanned out to one result a check.

Great Expectations takes seconds and 200 MB to import, so it is imported here, when checks run, once a process, and never before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

import pandas as pd

from ct_pipeline.config import Settings
from ct_pipeline.quality.catalog import Check, check_catalog
from ct_pipeline.quality.frames import Frame, stage_connection, table_frame
from ct_pipeline.quality.history import append_history
from ct_pipeline.quality.results import CheckResult, store_results
from ct_pipeline.quality.thresholds import Range

FAILING_IDS = 10


def run_checks(stage: str, settings: Settings, days: Sequence[date] | None = None, only: str | None = None, run_id: str | None = None) -> list[CheckResult]:
    """Every check of ``stage`` on what is there (of landing ``days``, or all), in the order of the catalogue.

    The results are also kept for publication and appended to the history; not so with ``only``, which looks at one table.
    """
    results: list[CheckResult] = []
    latest = max(days) if days else date.today()
    with stage_connection(stage, settings, days, only) as con:
        for table_name, group in groupby(check_catalog(stage), key=lambda c: c.table_name):
            if only in (None, table_name):
                checks = list(group)
                results += _validate(table_name, table_frame(con, table_name, checks), checks, latest)
    if only is None:
        store_results(settings, stage, results)
        append_history(settings, results, latest if days else None, run_id)
    return results


@lru_cache(maxsize=1)
def _great_expectations() -> tuple[Any, Any]:
    """The library and one ephemeral context a process, telemetry and progress bars off."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return gx, context.data_sources.add_pandas("frames")


def _validate(table_name: str, frame: Frame, checks: Sequence[Check], landed_on: date) -> list[CheckResult]:
    """Validate one frame against its checks, all at once."""
    judged = [c for c in checks if _is_judged(frame, c)]
    found: dict[str, Any] = {}
    if judged:
        gx, source = _great_expectations()
        asset = source.add_dataframe_asset(name=f"{table_name}:{os.urandom(6).hex()}")
        data = _prepared(frame.data, judged)
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch(batch_parameters={"dataframe": data})
        suite = gx.ExpectationSuite(name=table_name, expectations=[_expectation(gx, c, landed_on) for c in judged])
        outcome = batch.validate(suite, result_format={"result_format": "COMPLETE", "return_unexpected_index_query": False})
        for one in outcome.results:
            found[one.expectation_config.meta["check"]] = one
        source.delete_asset(asset.name)
    return [_result(c, found.get(c.check_name), frame) for c in checks]


def _is_judged(frame: Frame, c: Check) -> bool:
    if any(name not in frame.data.columns for name in c.columns):
        return False
    return int(frame.data[c.columns[0]].notna().sum()) >= (c.min_rows if c.kind in ("rows", "dates") else 1)


def _prepared(frame: pd.DataFrame, checks: Sequence[Check]) -> pd.DataFrame:
    """Truths and numbers as floats (null: not judged), dates as timestamps."""
    frame = frame.copy()
    for c in checks:
        name = c.columns[0]
        if c.kind in ("rows", "groups", "drift", "whole"):
            frame[name] = frame[name].astype("float64")
        elif c.kind == "dates":
            frame[name] = pd.to_datetime(frame[name])
    return frame


def _expectation(gx: Any, c: Check, landed_on: date) -> Any:
    """The Great Expectations class of a check, at its first level. Nulls are left out of all of these: required_values pairs them."""
    e, meta, column = gx.expectations, {"check": c.check_name}, c.columns[0]
    low, high = c.warning or c.critical or (None, None)
    if c.kind == "unique":
        if len(c.columns) == 1:
            return e.ExpectColumnValuesToBeUnique(column=column, meta=meta)
        return e.ExpectCompoundColumnsToBeUnique(column_list=list(c.columns), meta=meta)
    if c.kind == "rows":
        return e.ExpectColumnValuesToBeInSet(column=column, value_set=[1.0], mostly=low, meta=meta)
    if c.kind == "in_set":
        return e.ExpectColumnValuesToBeInSet(column=column, value_set=list(c.values), meta=meta)
    if c.kind == "regex":
        return e.ExpectColumnValuesToMatchRegex(column=column, regex=str(c.values[0]), meta=meta)
    if c.kind == "dates":
        latest = landed_on + timedelta(days=c.after_landing or 0)
        return e.ExpectColumnValuesToBeBetween(column=column, min_value=pd.Timestamp(str(c.earliest)), max_value=pd.Timestamp(latest), mostly=low, meta=meta)
    return e.ExpectColumnValuesToBeBetween(column=column, min_value=low, max_value=high, meta=meta)


def _outside(value: float, bound: Range | None) -> bool:
    return bound is not None and ((bound[0] is not None and value < bound[0] - 1e-9) or (bound[1] is not None and value > bound[1] + 1e-9))


def _result(c: Check, outcome: Any, frame: Frame) -> CheckResult:
    bound = _bound(c)
    if frame.broken and outcome is None and c.check_name != "types_as_described":
        return CheckResult(c.table_name, c.check_name, c.severity, False, f"could not be evaluated: {frame.broken}", bound, None, None, c.description)
    if outcome is None:
        return CheckResult(c.table_name, c.check_name, c.severity, True, f"{frame.rows} rows: not judged", bound, None, None, c.description)
    if outcome.exception_info and (raised := [i for i in _exceptions(outcome.exception_info) if i.get("raised_exception")]):
        return CheckResult(c.table_name, c.check_name, c.severity, False, f"could not be evaluated: {raised[0]['exception_message']}", bound, None, None, c.description)
    failing = [int(i) for i in outcome.result.get("unexpected_index_list") or ()]
    judged = int(frame.data[c.columns[0]].notna().sum()) if c.kind != "unique" else frame.rows
    if c.kind in ("groups", "drift", "whole"):
        value = _worst(frame.data[c.columns[0]].astype("float64"), c)
        observed = _number(value) if c.kind == "whole" else f"{value:+.3f}" if c.kind == "drift" else f"{value:.3f}"
        share = value
        if c.kind == "groups" or (c.kind == "drift" and c.per):
            observed += f" at worst, of {frame.data[str(c.per)].nunique()} groups"
        if c.kind != "whole":
            failing = _that_pull(frame.data, c, failing)
    else:
        share = 1 - len(failing) / judged if judged else 1.0
        value = float(len(failing)) if c.exact else share
        observed = f"{len(failing)} of {judged} rows fail" if c.exact else f"{share:.3f} of {judged} rows"
    if c.per and not outcome.success and c.per in frame.data.columns:
        worst = frame.data[c.per].iloc[failing] if c.kind != "whole" else frame.data[c.per].iloc[:1]
        names = list(dict.fromkeys(str(v) for v in worst if pd.notna(v)))
        observed += f" ({'; '.join(names[:3])}{'; …' if len(names) > 3 else ''})" if names else ""
    critical = c.critical is not None and (not outcome.success if c.warning is None else _outside(share, c.critical))
    severity = c.severity if outcome.success else "critical" if critical else "warning"
    ids = _ids(frame.data, c, failing) if not outcome.success else None
    return CheckResult(c.table_name, c.check_name, severity, bool(outcome.success), observed, bound, ids, value, c.description)


def _worst(values: pd.Series[float], c: Check) -> float:
    """The value that lies furthest outside of (or nearest to) the first level's bounds."""
    low, high = c.warning or c.critical or (None, None)
    values = values.dropna()
    if high is None:
        return float(values.min())
    if low is None:
        return float(values.max())
    middle = (low + high) / 2
    return max((float(v) for v in values), key=lambda v: abs(v - middle))


def _that_pull(frame: pd.DataFrame, c: Check, failing: Sequence[int]) -> list[int]:
    """Of the rows of failing groups, those that make them fail: where the measure is a truth, the ones of which it does not hold."""
    measure = frame[c.columns[1]].iloc[list(failing)]
    if measure.dropna().isin([True, False, 0.0, 1.0]).all():
        held = measure.fillna(1.0).astype(float).tolist()
        return [i for i, v in zip(failing, held, strict=True) if not v] or list(failing)
    return list(failing)


def _exceptions(info: dict[str, Any]) -> list[dict[str, Any]]:
    return [info] if "raised_exception" in info else [v for v in info.values() if isinstance(v, dict)]


def _ids(frame: pd.DataFrame, c: Check, failing: Sequence[int]) -> str | None:
    """The keys of the first failing rows; the first key column is what ``ct-pipeline explain`` takes."""
    if not c.key or c.key[0] not in frame.columns or c.kind == "whole":
        return None
    ids = list(dict.fromkeys(str(v) for v in frame[c.key[0]].iloc[list(failing)] if pd.notna(v)))[:FAILING_IDS]
    return json.dumps(ids, ensure_ascii=False) if ids else None


def _number(value: float) -> str:
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.3f}"


def _range(bound: Range) -> str:
    low, high = bound
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}"


def _bound(c: Check) -> str:
    what = f"{c.earliest} to {c.after_landing} days after landing, " if c.kind == "dates" else ""
    if c.exact and c.kind not in ("whole", "groups", "drift"):
        text = "no row fails"
    else:
        levels = [f"{_range(b)}{name}" for b, name in ((c.warning, ""), (c.critical, " (critical)" if c.warning else "")) if b is not None]
        text = "; ".join(levels)
    return f"{what}{text}"
