"""Ids and addresses of what is landed: derived from content and place, never from counters or clocks."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import PurePath

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


def article_id(data: bytes) -> str:
    """First 16 hex digits of the SHA-256 of a record's own bytes, decompressed: the same article has the same id wherever it lies."""
    return hashlib.sha256(data).hexdigest()[:16]


def row_bytes(row: Mapping[str, str]) -> bytes:
    """A row of a table in one canonical form, whatever its delimiter, quoting and column order: JSON with sorted keys."""
    return json.dumps(dict(row), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def printable_path(path: PurePath) -> str:
    """A path as text that every store can hold (file names may be any bytes), with ``/`` between its parts."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def one_line(text: str, longest: int = 500) -> str:
    """A line for a person's terminal: what a file brought into it (control characters, marks that turn the direction of writing) is shown, not obeyed."""
    line = "".join(c if c.isprintable() else "\ufffd" if "\ud800" <= c <= "\udfff" else c.encode("unicode_escape").decode() for c in text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def record_uri(file_uri: str, record_id: object, record_no: int) -> str:
    """``file.jsonl#<id>``, or the record's number where it has no usable id."""
    name = _UNPRINTABLE.sub(" ", str(record_id)).strip()[:200] if isinstance(record_id, str | int) and not isinstance(record_id, bool) else ""
    return f"{file_uri}#{name.encode('utf-8', 'replace').decode() or record_no}"
