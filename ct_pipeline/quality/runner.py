"""Run the checks of a stage: one read and one validation a table, fanned out to one result a check.

Great Expectations takes seconds and 200 MB to import, so it is imported here, when checks run, and never before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

import pandas as pd

from ct_pipeline.config import Settings
from ct_pipeline.quality.catalog import Check, check_catalog
from ct_pipeline.quality.frames import frame_sql, stage_connection
from ct_pipeline.quality.results import CheckResult, store_results

FAILING_IDS = 10


def run_checks(stage: str, settings: Settings, day: date | None = None, only: str | None = None) -> list[CheckResult]:
    """Every check of ``stage`` on what is there (of one landing day, or all), in the order of the catalogue.

    The results are also kept for publication; not so with ``only``, which looks at one table.
    """
    results: list[CheckResult] = []
    with stage_connection(stage, settings, day) as con:
        latest = day or date.today()
        for table_name, group in groupby(check_catalog(stage), key=lambda c: c.table_name):
            if only not in (None, table_name):
                continue
            for sql, checks in frame_sql(table_name, list(group)):
                frame = con.execute(sql).df()
                results += _validate(table_name, frame, checks, latest)
    if only is None:
        store_results(settings, stage, results)
    return results


@lru_cache(maxsize=1)
def _great_expectations() -> tuple[Any, Any]:
    """The library and one ephemeral context a process, telemetry and progress bars off."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return gx, context.data_sources.add_pandas("frames")


def _validate(table_name: str, frame: pd.DataFrame, checks: Iterable[Check], landed_on: date) -> list[CheckResult]:
    """Validate one frame against its checks."""
    gx, source = _great_expectations()
    checks = list(checks)
    judged = [c for c in checks if len(frame) >= c.min_rows and _rows_judged(frame, c)]
    found: dict[str, Any] = {}
    if judged:
        asset = source.add_dataframe_asset(name=f"{table_name}:{os.urandom(6).hex()}")
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch(batch_parameters={"dataframe": _prepared(frame, judged)})
        for keys, group in groupby(sorted(judged, key=lambda c: c.key), key=lambda c: c.key):
            group_checks = list(group)
            suite = gx.ExpectationSuite(name=table_name, expectations=[_expectation(gx, c, landed_on) for c in group_checks])
            index = [k for k in keys if k in frame.columns]
            outcome = batch.validate(suite, result_format={"result_format": "COMPLETE", "unexpected_index_column_names": index} if index else "COMPLETE")
            for one in outcome.results:
                found[one.expectation_config.meta["check"]] = one
        source.delete_asset(asset.name)
    return [_result(c, found.get(c.check_name), len(frame)) for c in checks]


def _rows_judged(frame: pd.DataFrame, check: Check) -> bool:
    return check.kind != "share" or int(frame[check.columns[0]].notna().sum()) >= check.min_rows


def _prepared(frame: pd.DataFrame, checks: Iterable[Check]) -> pd.DataFrame:
    """Yes/no columns as numbers for shares, as plain booleans (null: no) for row-wise truths; dates as timestamps."""
    frame = frame.copy()
    for c in checks:
        name = c.columns[0]
        if c.kind == "share":
            frame[f"share:{name}"] = frame[name].astype("float64")
        elif c.kind == "true":
            frame[name] = frame[name].fillna(False).astype(bool)
        elif c.kind == "between":
            frame[name] = pd.to_datetime(frame[name])
    return frame


def _expectation(gx: Any, check: Check, landed_on: date) -> Any:
    """The Great Expectations class of a check. A null is left out of in_set, between and regex: required_values pairs them."""
    e, meta, column = gx.expectations, {"check": check.check_name}, check.columns[0]
    if check.kind == "unique":
        if len(check.columns) == 1:
            return e.ExpectColumnValuesToBeUnique(column=column, meta=meta)
        return e.ExpectCompoundColumnsToBeUnique(column_list=list(check.columns), meta=meta)
    if check.kind == "true":
        return e.ExpectColumnValuesToBeInSet(column=column, value_set=[True], meta=meta)
    if check.kind == "in_set":
        return e.ExpectColumnValuesToBeInSet(column=column, value_set=list(check.values), meta=meta)
    if check.kind == "regex":
        return e.ExpectColumnValuesToMatchRegex(column=column, regex=str(check.values[0]), meta=meta)
    if check.kind == "share":
        return e.ExpectColumnMeanToBeBetween(column=f"share:{column}", min_value=check.minimum, max_value=1.0, meta=meta)
    latest = landed_on + timedelta(days=check.after_landing or 0)
    return e.ExpectColumnValuesToBeBetween(column=column, min_value=pd.Timestamp(str(check.earliest)), max_value=pd.Timestamp(latest), meta=meta)


def _result(check: Check, outcome: Any, rows: int) -> CheckResult:
    bound = _bound(check)
    if outcome is None:
        return CheckResult(check.table_name, check.check_name, check.severity, True, f"{rows} rows: not judged", bound, None, None, check.description)
    if outcome.exception_info and any(i.get("raised_exception") for i in _exceptions(outcome.exception_info)):
        text = next(i["exception_message"] for i in _exceptions(outcome.exception_info) if i.get("raised_exception"))
        return CheckResult(check.table_name, check.check_name, check.severity, False, f"could not be evaluated: {text}", bound, None, None, check.description)
    detail = outcome.result
    if check.kind == "share":
        value = detail.get("observed_value")
        observed = "no rows" if value is None else f"{float(value):.3f} of {rows} rows"
        return CheckResult(check.table_name, check.check_name, check.severity, bool(outcome.success), observed, bound, None, None if value is None else float(value), check.description)
    bad = int(detail.get("unexpected_count") or 0)
    ids = _failing(detail.get("unexpected_index_list") or [], check)
    return CheckResult(check.table_name, check.check_name, check.severity, bool(outcome.success), f"{bad} of {rows} rows fail", bound, ids, float(bad), check.description)


def _exceptions(info: dict[str, Any]) -> list[dict[str, Any]]:
    return [info] if "raised_exception" in info else [v for v in info.values() if isinstance(v, dict)]


def _failing(entries: list[Any], check: Check) -> str | None:
    """The keys of the first failing rows; the first key column is what ``ct-pipeline explain`` takes."""
    ids: list[str] = []
    for entry in entries:
        value = str(entry.get(check.key[0])) if isinstance(entry, dict) and check.key else str(entry)
        if value not in ids:
            ids.append(value)
        if len(ids) == FAILING_IDS:
            break
    return json.dumps(ids, ensure_ascii=False) if ids else None


def _bound(check: Check) -> str:
    if check.kind == "share":
        return f"at least {check.minimum}"
    if check.kind == "between":
        return f"{check.earliest} to {check.after_landing} days after landing"
    return "no row fails"
