"""FollowTheMoney entities (https://followthemoney.tech), one JSON object a line: what Aleph imports and OpenSanctions tools read.

Person (with every title as position), Organization and PublicBody with names, aliases and countries; Article; Event with place, days, organizer and who was involved; Employment for a
title in a body, Membership for a role in one. Each Event, Employment and Membership names the articles it rests on as its ``proof``.
A state is no legal entity in that model: a state that takes part stands in the event's description, not in ``involved``.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from ct_pipeline.export import ExportError, Written
from ct_pipeline.export.files import whole
from ct_pipeline.warehouse.reader import rows

# Types of seeds/registry/bodies.csv that are organs of a state.
_PUBLIC = frozenset({
    "army", "border_guard", "central_bank", "court", "defence_ministry", "finance_ministry", "financial_intelligence", "foreign_ministry", "gendarmerie", "government",
    "intelligence", "interior_ministry", "justice_ministry", "national_body", "parliament", "police", "presidency", "prosecution", "religious_affairs_ministry",
})  # fmt: skip
_ALIASES = "select distinct entity_id, alias from marts.entity_alias order by 1, 2"
_PEOPLE = "select entity_id, kind, name_ar, name_en, country_iso2, wikidata_id, entity_type, parent_id from marts.dim_entity where kind in ('person', 'organization') order by 1"
_ARTICLES = "select article_id, title, url, author, outlet, language, published_on from marts.dim_article where is_relevant order by 1"
_EVENTS = """
select e.event_id, coalesce(e.event_ar, e.headline) as name_ar, e.name_en, e.start_date, e.end_date, e.country_iso2, e.city, e.event_type, t.participants_en, t.participants_ar
from marts.fct_event e join marts.timeline t using (event_id) order by 1
"""
_INVOLVED = "select event_id, entity_id, role from marts.fct_event_participant where kind in ('person', 'organization') order by all"
_PROOF = "select distinct v.event_id, v.article_id from marts.fct_event_evidence v join marts.dim_article a using (article_id) where a.is_relevant order by all"
_OFFICES = """
select person_id, organization_id, title, bool_and(is_former) as is_former, min(first_said_on) as first_on, max(last_said_on) as last_on
from marts.fct_affiliation where organization_id is not null group by all order by all
"""
_TITLES = "select distinct person_id, title from marts.fct_affiliation order by all"
_ROLES = "select holder_id, organization_id, role, status, start_date, end_date from marts.fct_role where holder_kind in ('person', 'organization') order by all"


def write_ftm(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Written]:
    """``entities.ftm.json``. Raises :class:`ExportError` where the library is not installed."""
    try:
        from followthemoney import model
    except ImportError as error:
        raise ExportError(f"the format ftm needs the library followthemoney ({error}); install it with: pip install 'ct-pipeline[export]'") from error

    def entity(schema: str, identifier: str, **values: Any) -> Any:
        proxy = model.make_entity(schema)
        proxy.id = identifier
        for name, value in values.items():
            proxy.add(name, value, cleaned=False, quiet=False)
        return proxy

    path = folder / "entities.ftm.json"
    records = 0
    with whole(path) as part, part.open("w", encoding="utf-8") as out:
        for proxy in _entities(con, entity):
            out.write(json.dumps(proxy.to_dict(), ensure_ascii=False, sort_keys=True) + "\n")
            records += 1
    yield Written(path, records)


def _entities(con: duckdb.DuckDBPyConnection, entity: Any) -> Iterator[Any]:
    aliases, titles = _grouped(con, _ALIASES), _grouped(con, _TITLES)
    kept = {row["entity_id"]: row["kind"] for row in _rows(con, _PEOPLE)}
    for row in _rows(con, _PEOPLE):
        i = row["entity_id"]
        schema = "Person" if row["kind"] == "person" else "PublicBody" if row["entity_type"] in _PUBLIC else "Organization"
        more: dict[str, Any] = {"position": titles.get(i)} if schema == "Person" else {"parent": _id(row["parent_id"])} if row["parent_id"] in kept else {}
        names = [n for n in (row["name_ar"], row["name_en"]) if n]
        yield entity(schema, _id(i), name=names, alias=[a for a in aliases.get(i, ()) if a not in names], country=row["country_iso2"], wikidataId=row["wikidata_id"], **more)
    for row in _rows(con, _ARTICLES):
        yield entity(
            "Article", _id("article:" + row["article_id"]), title=row["title"], name=row["title"], sourceUrl=row["url"], author=row["author"], publisher=row["outlet"],
            language=row["language"], publishedAt=row["published_on"],
        )  # fmt: skip
    proof = _grouped(con, _PROOF)
    involved: dict[str, list[str]] = defaultdict(list)
    organizers: dict[str, list[str]] = defaultdict(list)
    for row in _rows(con, _INVOLVED):
        (organizers if row["role"] in ("organizer", "host") else involved)[row["event_id"]].append(_id(row["entity_id"]))
    for row in _rows(con, _EVENTS):
        i = row["event_id"]
        yield entity(
            "Event", _id(i), name=[n for n in (row["name_ar"], row["name_en"]) if n], startDate=row["start_date"], endDate=row["end_date"], country=row["country_iso2"],
            location=row["city"], keywords=row["event_type"], organizer=organizers.get(i), involved=involved.get(i), description=[row["participants_ar"], row["participants_en"]],
            proof=[_id("article:" + a) for a in proof.get(i, ())],
        )  # fmt: skip
    for row in _rows(con, _OFFICES):
        if row["organization_id"] in kept:
            yield entity(
                "Employment", _id(f"employment:{row['person_id']}:{row['organization_id']}:{row['title']}"), employee=_id(row["person_id"]), employer=_id(row["organization_id"]),
                role=row["title"], status="former" if row["is_former"] else "current", date=[row["first_on"], row["last_on"]],
            )  # fmt: skip
    for row in _rows(con, _ROLES):
        if row["organization_id"] in kept and row["holder_id"] in kept:
            yield entity(
                "Membership", _id(f"membership:{row['holder_id']}:{row['organization_id']}:{row['role']}:{row['status']}"), member=_id(row["holder_id"]),
                organization=_id(row["organization_id"]), role=row["role"], status=row["status"], startDate=row["start_date"], endDate=row["end_date"],
            )  # fmt: skip


def _id(identifier: str) -> str:
    """Their ids are letters, digits, dots and dashes; what else a title brings becomes a hash."""
    plain = "ct-" + identifier.replace(":", "-").replace("_", "-")
    return plain if plain.isascii() and " " not in plain else "ct-" + hashlib.sha256(identifier.encode()).hexdigest()[:24]


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """Rows with their days as text."""
    return [{name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()} for row in rows(con, query)]


def _grouped(con: duckdb.DuckDBPyConnection, query: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    for key, value in con.cursor().execute(query).fetchall():
        out[key].append(value)
    return out
