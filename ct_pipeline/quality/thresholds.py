"""``seeds/quality.yml``: every bound that is a judgement, as data with a checked schema."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ct_pipeline.lexicon.seeds import Seeds

Severity = Literal["critical", "warning"]
Range = tuple[float | None, float | None]


class Threshold(BaseModel):
    """One expectation on one table. A single number as a level is the lowest allowed share; ``[low, high]`` is a range, ``null`` for open."""

    model_config = ConfigDict(extra="forbid")
    table: str
    expectation: str
    kind: Literal["rows", "dates", "groups", "drift", "whole"] = "rows"
    measure: str
    per: str | None = None
    warning: Range | None = None
    critical: Range | None = None
    earliest: dt.date | None = None
    after_landing: int | None = None
    min_rows: int = Field(default=1, ge=1)
    min_batches: int = Field(default=0, ge=0)
    trailing: int = Field(default=0, ge=0)
    why: str = Field(min_length=10)

    @field_validator("warning", "critical", mode="before")
    @classmethod
    def _number_is_a_lower_bound(cls, value: object) -> object:
        return (value, None) if isinstance(value, int | float) else value

    @model_validator(mode="after")
    def _complete(self) -> Threshold:
        if self.warning is None and self.critical is None:
            raise ValueError(f"{self.table} {self.expectation}: give a warning level, a critical level, or both")
        if self.kind == "groups" and not self.per:
            raise ValueError(f"{self.table} {self.expectation}: a check of groups needs 'per', the column that names the group")
        if self.kind == "drift" and not (self.trailing and self.min_batches):
            raise ValueError(f"{self.table} {self.expectation}: a drift needs 'trailing' (landing days to look back at) and 'min_batches' (fewer are not judged)")
        given = [value is not None for value in (self.earliest, self.after_landing)]
        if not all(given) if self.kind == "dates" else any(given):
            raise ValueError(f"{self.table} {self.expectation}: 'earliest' and 'after_landing' belong to kind dates, both of them")
        if self.warning and self.critical:
            low, high = self.warning, self.critical
            if (low[0] is not None and high[0] is not None and high[0] > low[0]) or (low[1] is not None and high[1] is not None and high[1] < low[1]):
                raise ValueError(f"{self.table} {self.expectation}: the critical level must lie outside of the warning level")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    parameters: dict[str, float]
    thresholds: list[Threshold]

    @model_validator(mode="after")
    def _named_once(self) -> _File:
        names = [(t.table, t.expectation) for t in self.thresholds]
        twice = sorted({f"{a} {b}" for a, b in names if names.count((a, b)) > 1})
        if twice:
            raise ValueError(f"named twice: {', '.join(twice)}")
        return self


@lru_cache(maxsize=8)
def _file(folder: Path) -> _File:
    return Seeds(folder).yaml("quality.yml", _File)


def load_thresholds(folder: Path) -> tuple[Threshold, ...]:
    """The thresholds in file order. Raises SeedError that names the entry for a mistake."""
    return tuple(_file(folder).thresholds)


def load_parameters(folder: Path) -> dict[str, float]:
    """Numbers that measures use, by name (see ``parameters:`` in the file)."""
    return dict(_file(folder).parameters)
