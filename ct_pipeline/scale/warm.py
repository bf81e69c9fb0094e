"""Imported by the server that the workers of a pool are forked from: modules, seeds and rules are read once, and lie in memory once."""

from __future__ import annotations

import gc
from contextlib import suppress

from ct_pipeline.config import seeds_dir
from ct_pipeline.lexicon.knowledge import load_knowledge
from ct_pipeline.pipeline import _warm

with suppress(Exception):  # seeds that cannot be read: whoever asks for them is told why, here nobody listens
    _warm(load_knowledge(seeds_dir()))
gc.collect()
gc.freeze()  # collections in a worker leave these pages alone, so that they stay shared
