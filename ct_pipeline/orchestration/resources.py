"""What assets are handed: where things are, and how a run reports its progress."""

import os
from pathlib import Path

from dagster import ConfigurableResource

from ct_pipeline.config import Settings
from ct_pipeline.pipeline import Progress


class PipelineResource(ConfigurableResource):
    """Folders of the pipeline; empty strings mean the environment's or the checkout's (see :mod:`ct_pipeline.config`)."""

    warehouse: str = ""
    landing: str = ""
    workers: int = 0  # 0: one for small landings, else one a core

    def settings(self) -> Settings:
        return Settings.from_environment(Path(self.warehouse) if self.warehouse else None, Path(self.landing) if self.landing else None)

    def worker_count(self, articles: int) -> int:
        """Starting a process costs about a second: small landings are done here."""
        return self.workers or (1 if articles < 2000 else os.cpu_count() or 1)


# The CLI draws a progress bar: it sets this while a run executes in its own process. In the UI and the daemon it stays None.
PROGRESS: list[Progress] = []


def report_progress(stage: str, done: int, total: int | None) -> None:
    for progress in PROGRESS:
        progress(stage, done, total)
