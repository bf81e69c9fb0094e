"""The published warehouse in the formats that other tools read. One writer a format; each reads the marts and writes whole files.

What belongs here: shapes of other people's tools. What does not: new facts, or a join that an analyst would want in SQL (that is a model).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

FORMATS: dict[str, str] = {
    "parquet": "every table and view of marts, one Parquet file each",
    "csv": "the same as CSV for spreadsheets: UTF-8 with a byte order mark, cells that a spreadsheet would run as a formula made plain text",
    "graphml": "two networks for Gephi: who took part together, and who belongs to or holds a role in which body",
    "ftm": "FollowTheMoney entities, one JSON object a line, for Aleph and OpenSanctions tools (needs the extra 'export')",
    "polecat": "an event table with the 40 columns of POLECAT, tab-separated",
}
_WRITERS = {"parquet": "tables:write_parquet", "csv": "tables:write_csv", "graphml": "graphml:write_graphml", "ftm": "ftm:write_ftm", "polecat": "polecat:write_polecat"}


class ExportError(RuntimeError):
    """An export that cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that an export made, and the number of records in it."""

    path: Path
    records: int


Writer = Callable[[duckdb.DuckDBPyConnection, Path], Iterable[Written]]


def export(database: Path, folder: Path, formats: Sequence[str] = ()) -> list[Written]:
    """Write the warehouse at ``database`` to ``folder/<format>/`` in each of ``formats`` (default: all), files replaced whole.

    Raises :class:`ExportError` for an unknown format, a folder that cannot be written or a library that is not installed;
    :class:`~ct_pipeline.warehouse.reader.NoWarehouse` where nothing is published.
    """
    from ct_pipeline.warehouse.reader import open_published

    if unknown := sorted(set(formats) - FORMATS.keys()):
        raise ExportError(f"unknown format {', '.join(unknown)}; there are {', '.join(FORMATS)}")
    written: list[Written] = []
    with open_published(database, lock=False) as con:
        for name in formats or FORMATS:
            target = folder / name
            try:
                target.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ExportError(f"cannot write to {target}: {error.strerror}; name another folder with --output") from error
            written.extend(_writer(name)(con, target))
    return written


def _writer(name: str) -> Writer:
    module, function = _WRITERS[name].split(":")
    writer: Writer = getattr(importlib.import_module(f"{__name__}.{module}"), function)
    return writer
