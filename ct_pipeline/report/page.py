"""The page itself: data and labels into one Jinja2 template, every text escaped, every style and script within the file and named in its content policy."""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ct_pipeline import __version__
from ct_pipeline.report.charts import LABEL_LETTERS, cooperation_matrix, months_chart, network
from ct_pipeline.report.data import ReportData, Row
from ct_pipeline.tables import EVENT_TYPES

_TEMPLATE = "report.html.j2"


class _Rows(Environment):
    """Rows are dicts: their values come first, without the exception that looking for an attribute would cost half a million times a page."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj[attribute] if obj.__class__ is dict and attribute in obj else super().getattr(obj, attribute)


def render(data: ReportData, language: str) -> str:
    """The whole HTML document."""
    labels = _labels()
    missing = [k for k, v in labels.items() if not v.get(language)]
    if missing:
        raise ValueError(f"labels.yml: no {language} for {', '.join(missing)}")

    def t(key: str) -> str:
        return str(labels[key][language])

    def name(row: Row, stem: str = "name") -> str:
        """The name in the report's language, else in Arabic, else in whatever there is."""
        return str(row.get(f"{stem}_{language}") or row.get(f"{stem}_ar") or row.get(f"{stem}_en") or "")

    def label(listing: str, code: str | None) -> str:
        row = data.labels.get((listing, code or ""))
        return str(row[language]) if row else code or ""

    environment = _Rows(loader=PackageLoader("ct_pipeline.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"anchor": anchor, "span": _span}
    assets = files("ct_pipeline.report") / "templates"
    # files of this package, not of an article: the only text that passes unescaped
    style, script = ((assets / f).read_text(encoding="utf-8") for f in ("report.css", "report.js"))
    known = {p["person_id"] for p in data.people} | {b["organization_id"] for b in data.bodies}
    return environment.get_template(_TEMPLATE).render(
        data=data, language=language, direction="rtl" if language == "ar" else "ltr", t=t, name=name, label=label, known=known, version=__version__,
        style=Markup(style), script=Markup(script), script_hash=_hash(script),
        months=months_chart(data.months), matrix=cooperation_matrix(data.cooperation), network=network(data.edges, data.nodes),
        event_types=[k for k in EVENT_TYPES if any(e["event_type"] == k for e in data.events)], marked=marked,
        years=sorted({e["start_date"].year for e in data.events if e["start_date"]}, reverse=True), by_id={e["event_id"]: e for e in data.events}, label_letters=LABEL_LETTERS,
    )  # fmt: skip


def marked(row: Row) -> tuple[str, str, str]:
    """A sentence as the words before, within and after the part that the event rests on."""
    text = row["sentence"]
    start, end = max(0, row["mark_start"]), min(len(text), row["mark_end"])
    return text[:start], text[start:end], text[end:]


@lru_cache(maxsize=1 << 16)
def anchor(identifier: str) -> str:
    """A name for a place in the page: letters, digits and dashes."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in identifier)


def _span(row: Row, start: str = "start_date", end: str = "end_date") -> str:
    first, last = row.get(start), row.get(end)
    if not isinstance(first, date):
        return ""
    return first.isoformat() if not isinstance(last, date) or last == first else f"{first.isoformat()} – {last.isoformat()}"


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    labels: dict[str, Any] = yaml.safe_load((files("ct_pipeline.report") / "labels.yml").read_text(encoding="utf-8"))
    return labels
