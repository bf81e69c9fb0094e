"""What assets are handed: where things are, how a run reports its progress; and the writer lock, held for as long as a run lasts."""

import os
from collections.abc import Callable
from pathlib import Path

from dagster import ConfigurableResource, InitResourceContext
from pydantic import PrivateAttr

from ct_pipeline.config import Settings
from ct_pipeline.orchestration.instance import verify_instance
from ct_pipeline.pipeline import Progress
from ct_pipeline.scale.backends import Backend, parse_backend
from ct_pipeline.warehouse.lock import hold_writer_lock, release_writer_lock, writer_lock_is_held
from ct_pipeline.warehouse.repair import prepare_store


class PipelineResource(ConfigurableResource):
    """Folders of the pipeline; empty strings mean the environment's or the checkout's (see :mod:`ct_pipeline.config`)."""

    warehouse: str = ""
    landing: str = ""
    backend: str = ""  # serial, process, dask, dask:tcp://host:8786; empty: CT_BACKEND, else process
    workers: int = 0  # 0: one for small landings, else one a core
    _took_lock: bool = PrivateAttr(default=False)

    def settings(self) -> Settings:
        return Settings.from_environment(Path(self.warehouse) if self.warehouse else None, Path(self.landing) if self.landing else None)

    def backend_for(self, articles: int) -> Backend:
        """Where that many articles are cleaned and extracted: small landings in this process."""
        return parse_backend(self.backend or os.environ.get("CT_BACKEND", ""), self.workers).for_articles(articles)

    def setup_for_execution(self, context: InitResourceContext) -> None:
        """Verify the instance's limits, become the only writer (another run of any origin is waited for), put a store right that somebody broke."""
        if context.instance is not None:
            verify_instance(context.instance)
        settings = self.settings()
        if not writer_lock_is_held(settings):
            say: Callable[[str], None] = context.log.info if context.log else print
            hold_writer_lock(settings, say=say)
            self._took_lock = True
            prepare_store(settings, say)

    def teardown_after_execution(self, context: InitResourceContext) -> None:
        if self._took_lock:
            release_writer_lock(self.settings())
            self._took_lock = False


# The CLI draws a progress bar: it sets this while a run executes in its own process. In the UI and the daemon it stays None.
PROGRESS: list[Progress] = []


def report_progress(stage: str, done: int, total: int | None) -> None:
    for progress in PROGRESS:
        progress(stage, done, total)
