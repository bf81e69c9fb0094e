"""The report: one HTML file for people who would rather look than query. It opens offline, reads right to left where it is Arabic, and asks nobody for anything.

What belongs here: how marts are shown. What does not: a figure that no view of the warehouse gives (that is a model).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ct_pipeline.config import Settings
    from ct_pipeline.report.data import ReportData

Language = Literal["en", "ar"]
EVENTS = 2000  # pages for so many, the latest first


class ReportError(RuntimeError):
    """A report that cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ReportWritten:
    """The file, its size in bytes, and what it holds."""

    path: Path
    size: int
    events: int
    left_out: int


def write_pages(settings: Settings) -> dict[Language, Path]:
    """The report in both languages in the folder of pages (``report.html``, ``report.ar.html``), where a file is not newer than the published warehouse already."""
    from ct_pipeline.quality.page import pages_folder

    made: dict[Language, Path] = {"en": pages_folder(settings) / "report.html", "ar": pages_folder(settings) / "report.ar.html"}
    published = settings.database.stat().st_mtime if settings.database.exists() else None
    late = {language: path for language, path in made.items() if published is None or not path.exists() or path.stat().st_mtime <= published}
    if late:
        data = _read(settings.database, EVENTS)
        for language, path in late.items():
            _write(data, path, language)
    return made


def _read(database: Path, events: int) -> ReportData:
    from ct_pipeline.report.data import read_report
    from ct_pipeline.warehouse.reader import open_published

    with open_published(database, lock=False) as con:
        return read_report(con, events)


def write_report(database: Path, path: Path, language: Language = "en", events: int = EVENTS) -> ReportWritten:
    """Write the report of the warehouse at ``database`` to ``path``, replaced whole. The same warehouse gives the same bytes.

    ``events``: pages for that many events, the latest first; how many were left out stands in the file. Labels are in ``language``; names and quotations stay Arabic.
    Raises :class:`ReportError` where the folder cannot be written, :class:`~ct_pipeline.warehouse.reader.NoWarehouse` where nothing is published.
    """
    return _write(_read(database, events), path, language)


def _write(data: ReportData, path: Path, language: Language) -> ReportWritten:
    from ct_pipeline.export.files import whole
    from ct_pipeline.report.page import render

    html = render(data, language)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as part:
            part.write_text(html, encoding="utf-8")
    except OSError as error:
        raise ReportError(f"cannot write to {path}: {error.strerror}; name another file with --output") from error
    return ReportWritten(path, len(html.encode()), len(data.events), data.left_out)
