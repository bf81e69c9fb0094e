"""Reading ``seeds/``: where it is, its files with a checked schema, and one digest over all of it.

Whoever edits a seed and makes a mistake is told the file, the line and what to do (:class:`SeedError`).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Row = TypeVar("Row", bound=BaseModel)


class SeedError(ValueError):
    """A broken seed file: the message names file, line and mend."""


class Seeds:
    """The seed folder. Paths are relative to it: ``registry/bodies.csv``, ``language/months.yml``."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise SeedError(f"{folder}: no such folder; point CT_SEEDS at the project's seeds/ folder")
        self.folder = folder

    def yaml(self, name: str, schema: type[Row]) -> Row:
        """One YAML file, validated."""
        path = self.folder / name
        try:
            data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except FileNotFoundError as error:
            raise SeedError(f"{path}: missing; restore it from the repository") from error
        except yaml.YAMLError as error:
            raise SeedError(f"{path}: not valid YAML: {error}") from error
        try:
            return schema.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise SeedError(f"{path}: at {where}: {first['msg']} (found {first.get('input')!r})") from error

    def csv(self, name: str, schema: type[Row]) -> Iterator[tuple[int, Row]]:
        """The rows of one CSV file with their line numbers, validated. Empty cells are left out, so that defaults apply."""
        path = self.folder / name
        try:
            handle = path.open(encoding="utf-8", newline="")
        except FileNotFoundError as error:
            raise SeedError(f"{path}: missing; restore it from the repository") from error
        with handle:
            reader = csv.DictReader(handle)
            for cells in reader:
                line = reader.line_num
                if None in cells:
                    raise SeedError(f"{path}, line {line}: more cells than columns; quote cells that hold a comma")
                try:
                    yield line, schema.model_validate({k: v.strip() for k, v in cells.items() if v and v.strip()})
                except ValidationError as error:
                    first = error.errors()[0]
                    raise SeedError(f"{path}, line {line}: column {'.'.join(map(str, first['loc']))}: {first['msg']} (found {first.get('input')!r})") from error

    @cached_property
    def digest(self) -> str:
        """A digest of every file that extraction reads (not the sample articles): part of the code version of the assets."""
        h = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            relative = path.relative_to(self.folder).as_posix()
            if path.is_file() and not relative.startswith("articles/"):
                h.update(relative.encode())
                h.update(path.read_bytes())
        return h.hexdigest()[:16]
