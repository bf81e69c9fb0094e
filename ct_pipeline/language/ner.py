"""camel-tools' pretrained named-entity recognizer, as a switch: off by default, for those who have its model and the time.

It reads some thirty words a second on two cores and needs a 500 MB model; the grammar and the registry do without. Nothing of
torch or transformers is imported unless the switch is on.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ct_pipeline.config import ConfigError, ner_switch

MODEL = "arabert"


class Recognizer(Protocol):
    """Labels words with BIO tags: ``B-PERS``, ``I-PERS``, ``B-ORG``, ``B-LOC``, ``B-MISC``, ``O``."""

    def predict(self, sentences: list[list[str]]) -> list[list[str]]:
        """One list of labels a sentence; may be shorter than its words (the model truncates and drops)."""


def load_recognizer() -> Recognizer | None:
    """The recognizer when ``CT_NER=camel``, else None. Raises ConfigError, naming the command, where its model is not installed."""
    if not ner_switch():
        return None
    folder = model_folder()
    from camel_tools.ner import NERecognizer

    recognizer: Recognizer = NERecognizer(str(folder), use_gpu=False)
    return recognizer


def model_folder() -> Path:
    """Where the model lies. camel-tools asks the network for a catalogue when its data folder has none: so look before importing it."""
    folder = Path(os.environ.get("CAMELTOOLS_DATA") or Path.home() / ".camel_tools") / "data" / "ner" / MODEL
    if not folder.is_dir():
        raise ConfigError(f"CT_NER=camel needs camel-tools' model, and {folder} is not there: run 'camel_data -i ner-{MODEL}' once, or unset CT_NER")
    return folder


def spans(labels: Sequence[str], words: int) -> list[tuple[int, int, str]]:
    """``(first word, one past the last, kind)`` of the labelled names. Labels that do not fit the words are not trusted: no spans."""
    if len(labels) != words:
        return []
    out: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        kind = label.partition("-")[2]
        if label.startswith("I-") and out and out[-1][1] == i and out[-1][2] == kind:
            out[-1] = (out[-1][0], i + 1, kind)
        elif kind:
            out.append((i, i + 1, kind))
    return out
