"""Everything the pure stages know of the language and the world: ``seeds/``, loaded once a process."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from ct_pipeline.config import seeds_dir
from ct_pipeline.language.ner import Recognizer, load_recognizer
from ct_pipeline.lexicon.registry import Registry, load_registry
from ct_pipeline.lexicon.seeds import Seeds

R = TypeVar("R")


@contextmanager
def _without_collections() -> Iterator[None]:
    """Rules are made to stay: looking for reference cycles among what is being read takes a third of the time and finds nothing."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Knowledge:
    """The seeds behind every rule. Modules keep their own rule classes and ask for them with :meth:`rules`."""

    def __init__(self, folder: Path) -> None:
        self.seeds = Seeds(folder)
        self._rules: dict[Any, Any] = {}

    @cached_property
    def registry(self) -> Registry:
        with _without_collections():
            return load_registry(self.seeds)

    @cached_property
    def recognizer(self) -> Recognizer | None:
        """The pretrained recognizer where it is switched on."""
        return load_recognizer()

    def rules(self, load: Callable[[Seeds], R]) -> R:
        """What ``load`` makes of the seeds, made once: ``knowledge.rules(load_reporting_verbs)``."""
        if load not in self._rules:
            with _without_collections():
                self._rules[load] = load(self.seeds)
        return self._rules[load]  # type: ignore[no-any-return]


@lru_cache(maxsize=4)
def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge of one seed folder (default: the configured one), shared within the process."""
    return Knowledge(folder or seeds_dir())
