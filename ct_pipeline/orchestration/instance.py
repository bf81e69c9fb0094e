"""The Dagster instance of a warehouse: its folder with the shipped ``dagster.yaml``, and whether the limits written there are in force."""

from __future__ import annotations

import importlib.resources
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ct_pipeline.config import ConfigError, Settings
from ct_pipeline.orchestration.names import POOL

if TYPE_CHECKING:
    from dagster import DagsterInstance


def shipped_yaml() -> str:
    """The ``dagster.yaml`` that comes with the project."""
    return importlib.resources.files("ct_pipeline.orchestration").joinpath("dagster.yaml").read_text(encoding="utf-8")


def prepare_home(settings: Settings) -> Path:
    """Create the Dagster home of this warehouse with the shipped ``dagster.yaml`` and point ``DAGSTER_HOME`` at it."""
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    target, shipped = home / "dagster.yaml", shipped_yaml()
    if not target.is_file() or target.read_text(encoding="utf-8") != shipped:
        target.write_text(shipped, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home)
    return home


@contextmanager
def open_instance(settings: Settings) -> Iterator[DagsterInstance]:
    """This warehouse's instance. Its files are made by one process at a time: two that make them at once leave Dagster's schedule storage broken for good."""
    import fcntl

    from dagster import DagsterInstance

    home = prepare_home(settings)
    with (home / ".opening").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        instance = DagsterInstance.get()
    with instance:
        yield instance


def verify_instance(instance: DagsterInstance) -> None:
    """Refuse to run on an instance that does not hold runs back: a pool without a limit in ``dagster.yaml`` does nothing at all, silently.

    Raises ConfigError that says what to write where.
    """
    if instance.is_ephemeral:
        return  # in memory, of one process: there is no second run to hold back
    home = f"{instance.root_directory}/dagster.yaml"
    mend = "copy ct_pipeline/orchestration/dagster.yaml there, or start with 'ct-pipeline ui', which does so"
    config = instance.get_concurrency_config()
    granularity = config.pool_config.pool_granularity
    if granularity is None or granularity.value != "run":
        raise ConfigError(f"{home}: concurrency.pools.granularity is not 'run', so that two runs may write at once; {mend}")
    limits = {limit.name: limit.limit for limit in instance.event_log_storage.get_pool_limits() if not limit.from_default}
    limit = limits.get(POOL, config.pool_config.default_pool_limit)
    if limit != 1:
        raise ConfigError(f"{home}: pool '{POOL}' has {'no limit' if limit is None else f'limit {limit}'}, it needs 1 (concurrency.pools.default_limit: 1; Deployment > Concurrency in the UI); {mend}")
    if config.run_queue_config is None:
        raise ConfigError(f"{home}: runs are not queued (run_coordinator), so that pool limits are not looked at; {mend}")
