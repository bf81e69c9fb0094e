"""Everything the pure stages know of the language and the world: ``seeds/``, loaded once a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from ct_pipeline.config import seeds_dir
from ct_pipeline.language.ner import Recognizer, load_recognizer
from ct_pipeline.lexicon.registry import Registry, load_registry
from ct_pipeline.lexicon.seeds import Seeds

R = TypeVar("R")


class Knowledge:
    """The seeds behind every rule. Modules keep their own rule classes and ask for them with :meth:`rules`."""

    def __init__(self, folder: Path) -> None:
        self.seeds = Seeds(folder)
        self._rules: dict[Any, Any] = {}

    @cached_property
    def registry(self) -> Registry:
        return load_registry(self.seeds)

    @cached_property
    def recognizer(self) -> Recognizer | None:
        """The pretrained recognizer where it is switched on."""
        return load_recognizer()

    def rules(self, load: Callable[[Seeds], R]) -> R:
        """What ``load`` makes of the seeds, made once: ``knowledge.rules(load_reporting_verbs)``."""
        if load not in self._rules:
            self._rules[load] = load(self.seeds)
        return self._rules[load]  # type: ignore[no-any-return]


@lru_cache(maxsize=4)
def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge of one seed folder (default: the configured one), shared within the process."""
    return Knowledge(folder or seeds_dir())
