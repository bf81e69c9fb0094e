"""Paths and knobs, from arguments or the environment. Nothing is read at import.

``CT_SEEDS`` points at the seed folder, ``CT_WAREHOUSE`` at the folder a run writes to, ``CT_LANDING`` at the folder the sensor watches, ``CT_STORE`` at object storage for the Parquet store (``s3://bucket/prefix``).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


class ConfigError(ValueError):
    """Settings that cannot work: the message says what to change."""


def ner_switch() -> bool:
    """``CT_NER=camel`` switches camel-tools' pretrained recognizer on. Raises ConfigError for any other value."""
    value = os.environ.get("CT_NER", "")
    if value not in ("", "camel"):
        raise ConfigError(f"CT_NER={value} is not known: use CT_NER=camel, or unset it")
    return value == "camel"


def without_registry_people() -> bool:
    """``CT_WITHOUT_REGISTRY_PEOPLE=1`` leaves the registry's people and their offices out: what the grammar finds by itself is measured so. Raises ConfigError for any other value."""
    value = os.environ.get("CT_WITHOUT_REGISTRY_PEOPLE", "")
    if value not in ("", "0", "1"):
        raise ConfigError(f"CT_WITHOUT_REGISTRY_PEOPLE={value} is not known: use CT_WITHOUT_REGISTRY_PEOPLE=1, or unset it")
    return value == "1"


def sensor_seconds() -> int:
    """``CT_SENSOR_SECONDS``: how often sensors look, 30 where it is not set. Raises ConfigError for what is not a whole number from 1."""
    value = os.environ.get("CT_SENSOR_SECONDS", "30")
    if not value.isdigit() or int(value) < 1:
        raise ConfigError(f"CT_SENSOR_SECONDS={value} is not a number of seconds: use a whole number from 1, or unset it")
    return int(value)


def daily_schedule() -> str:
    """``CT_SCHEDULE``: when the schedule lands and publishes, in cron's words and Casablanca's time; six in the morning where it is not set."""
    return os.environ.get("CT_SCHEDULE") or "0 6 * * *"


def project_root() -> Path:
    """The checkout this package runs from (or, installed from a wheel, the package folder)."""
    return Path(__file__).resolve().parent.parent


def seeds_dir() -> Path:
    """``CT_SEEDS``, else the checkout's ``seeds/``, else the copy a wheel carries."""
    if value := os.environ.get("CT_SEEDS"):
        return Path(value)
    for folder in (project_root() / "seeds", Path(__file__).resolve().parent / "_seeds"):
        if folder.is_dir():
            return folder
    raise ConfigError("no seeds/ folder found; set CT_SEEDS to it")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a run reads and writes. ``warehouse`` holds the Parquet store, the ledger and the published DuckDB file."""

    seeds: Path
    warehouse: Path
    landing: Path
    store_url: str | None = None  # of object storage; None: the store is a folder of the warehouse

    @classmethod
    def from_environment(cls, warehouse: Path | None = None, landing: Path | None = None) -> Settings:
        root = project_root()
        return cls(
            seeds=seeds_dir(),
            warehouse=(warehouse or Path(os.environ.get("CT_WAREHOUSE") or root / "warehouse")).resolve(),
            landing=(landing or Path(os.environ.get("CT_LANDING") or root / "seeds" / "articles")).resolve(),
            store_url=os.environ.get("CT_STORE") or None,
        )

    @property
    def store(self) -> Path:
        """The Parquet store: ``<stage>/<table>/landed_on=<day>/<batch>.parquet``."""
        return self.warehouse / "store"

    @property
    def database(self) -> Path:
        """The published file: a symbolic link to the current version."""
        return self.warehouse / "ct.duckdb"

    @property
    def candidate(self) -> Path:
        """The file a run builds beside the published one."""
        return self.warehouse / ".candidate.duckdb"

    @property
    def checks(self) -> Path:
        """Results of the last checks of each stage, as JSON."""
        return self.warehouse / "checks"

    @property
    def dagster_home(self) -> Path:
        """The Dagster instance of this warehouse: runs of the CLI, the UI, the schedule and the sensor are kept here."""
        return self.warehouse / ".dagster"
