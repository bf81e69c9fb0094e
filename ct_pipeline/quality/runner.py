"""Run the checks of a stage: each table is measured in one go, all measures of the stage are validated at once, the outcome fans out to one result a check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby

import duckdb

from ct_pipeline.config import Settings
from ct_pipeline.quality.catalog import Check, check_catalog
from ct_pipeline.quality.frames import stage_connection
from ct_pipeline.quality.history import append_history
from ct_pipeline.quality.judging import Judged, judge
from ct_pipeline.quality.measured import Measured, failing_rows, measure
from ct_pipeline.quality.results import CheckResult, store_results
from ct_pipeline.quality.thresholds import Range

FAILING_IDS = 10


def run_checks(stage: str, settings: Settings, days: Sequence[date] | None = None, only: str | None = None, run_id: str | None = None) -> list[CheckResult]:
    """Every check of ``stage`` on what is there (of landing ``days``, or all), in the order of the catalogue.

    The results are also kept for publication and appended to the history; not so with ``only``, which looks at one table.
    """
    latest = max(days) if days else date.today()
    with stage_connection(stage, settings, days, only) as con:
        con.execute(f"set variable landed_on = date '{latest}'")
        measured: list[tuple[Check, Measured]] = []
        for table_name, group in groupby(check_catalog(stage), key=lambda c: c.table_name):
            if only in (None, table_name):
                checks = list(group)
                found = measure(con, table_name, checks)
                measured += [(c, found[c.check_name]) for c in checks]
        passed = judge(stage, [_judged(c, m.number) for c, m in measured if m.number is not None])
        results = [_result(con, c, m, passed.get(_column(c))) for c, m in measured]
    if only is None:
        store_results(settings, stage, results)
        append_history(settings, results, latest if days else None, run_id)
    return results


def _column(c: Check) -> str:
    return f"{c.table_name} {c.check_name}"


def _judged(c: Check, number: float) -> Judged:
    """What is expected of a check's number, at its first level. Of keys, allowed values and patterns no row may fail."""
    low, high = (1.0, None) if c.kind in ("unique", "in_set", "regex") else c.warning or c.critical or (None, None)
    return Judged(_column(c), number, low, high, c.description)


def _outside(value: float, bound: Range | None) -> bool:
    return bound is not None and ((bound[0] is not None and value < bound[0] - 1e-9) or (bound[1] is not None and value > bound[1] + 1e-9))


def _result(con: duckdb.DuckDBPyConnection, c: Check, m: Measured, passed: bool | str | None) -> CheckResult:
    bound = _bound(c)
    if m.broken or isinstance(passed, str):
        return CheckResult(c.table_name, c.check_name, c.severity, False, f"could not be evaluated: {m.broken or passed}", bound, None, None, c.description)
    if m.number is None or passed is None:
        return CheckResult(c.table_name, c.check_name, c.severity, True, f"{m.rows} rows: not judged", bound, None, None, c.description)
    value = m.number
    if c.kind == "whole":
        observed = _number(value)
    elif c.kind in ("groups", "drift"):
        observed = f"{value:+.3f}" if c.kind == "drift" else f"{value:.3f}"
        observed += f" at worst, of {m.groups} groups" if c.per else ""
    else:
        observed = f"{m.failing} of {m.judged} rows fail" if c.exact else f"{value:.3f} of {m.judged} rows"
    critical = c.critical is not None and (not passed if c.warning is None else _outside(value, c.critical))
    severity = c.severity if passed else "critical" if critical else "warning"
    ids: list[str] = []
    if not passed:
        ids, names = failing_rows(con, c, m, FAILING_IDS)
        observed += f" ({'; '.join(names[:3])}{'; …' if len(names) > 3 else ''})" if names else ""
    plotted = float(m.failing) if c.exact and c.kind not in ("whole", "groups", "drift") else value
    return CheckResult(c.table_name, c.check_name, severity, passed, observed, bound, json.dumps(ids, ensure_ascii=False) if ids else None, plotted, c.description)


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
