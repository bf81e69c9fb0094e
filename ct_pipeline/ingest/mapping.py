"""Which key or column of a record is which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from ct_pipeline.ingest.rules import ingest_rules

Names = str | tuple[str, ...]


class MappingError(ValueError):
    """A mapping file that cannot be used: the message says what to change."""


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """For each field the key (or column), or several, best first. A field left empty takes the usual names of ``seeds/ingest/fields.yaml``.

    A key with dots reaches into nested objects (``author.name``). Upper and lower case are the same.
    """

    id: Names = ()
    url: Names = ()
    title: Names = ()
    body: Names = ()
    date: Names = ()
    source: Names = ()
    author: Names = ()

    def names(self, field: str) -> tuple[str, ...]:
        """The names under which a field is looked for, best first."""
        own: Names = getattr(self, field)
        if isinstance(own, str):
            return (own,)
        return own or tuple(getattr(ingest_rules().fields, field))

    def find(self, record: Mapping[str, Any], field: str) -> Any:
        """The first value of a field that is there and not empty; None if there is none."""
        folded = _folded(tuple(record))
        for name in self.names(field):
            value: Any = record.get(name)
            if value is None and (key := folded.get(name.casefold())) is not None:
                value = record[key]
            if value is None and "." in name:
                value = _nested(record, name.split("."))
            if value not in (None, "", [], {}):
                return value
        return None


@lru_cache(maxsize=64)
def _folded(keys: tuple[str, ...]) -> dict[str, str]:
    """Casefolded, stripped key -> key; the first of several wins. Records of a file share their keys, so this is made once."""
    out: dict[str, str] = {}
    for key in keys:
        out.setdefault(key.strip().strip("\ufeff").casefold(), key)
    return out


def _nested(record: Mapping[str, Any], path: list[str]) -> Any:
    value: Any = record
    for step in path:
        if not isinstance(value, dict):
            return None
        value = value.get(step)
    return value


def load_mapping(path: Path) -> FieldMapping:
    """Read a mapping file: YAML, ``title: headline`` or ``body: [text, content]``. Raises ``MappingError``."""
    import yaml

    known = [f.name for f in fields(FieldMapping)]
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise MappingError(f"{path}: cannot be read ({error.strerror}); --mapping wants a small YAML file") from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise MappingError(f"{path}: not valid YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(data, dict) or not data:
        raise MappingError(f"{path}: wants lines such as 'body: text'; the fields are {', '.join(known)}")
    chosen: dict[str, tuple[str, ...]] = {}
    for key, value in data.items():
        if key not in known:
            raise MappingError(f"{path}: no field is called {key!r}; the fields are {', '.join(known)}")
        names = value if isinstance(value, list) else [value]
        if not names or not all(isinstance(name, str) and name for name in names):
            raise MappingError(f"{path}: {key}: wants a key's name or a list of names, found {value!r}")
        chosen[key] = tuple(names)
    return FieldMapping(**chosen)
