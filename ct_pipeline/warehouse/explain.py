"""From an id back to the words: what ``ct-pipeline explain`` says, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from ct_pipeline.clean.dating_story import tell
from ct_pipeline.warehouse.reader import open_published, rows
from ct_pipeline.warehouse.rule_words import event_rule, participant_rule
from ct_pipeline.warehouse.said_words import role_rule, statement_rule


class UnknownId(LookupError):
    """No row has this id: the message says where ids come from."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence with the words that carry the fact (``marked``: start and end within ``sentence``) and where it stands."""

    sentence: str
    marked: tuple[int, int]
    article_id: str
    title: str | None
    outlet: str | None
    published: str
    rule: str | None = None


@dataclass(slots=True)
class Explanation:
    """What an id is, its values as printed lines, and the sentences it rests on."""

    kind: str
    identifier: str
    headline: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)


Row = dict[str, object]


def explain_id(database: Path, identifier: str) -> Explanation:
    """Find ``identifier`` among events, statements, roles, affiliations, mentions, entities and articles.

    Raises :class:`UnknownId` when nothing has it, :class:`ct_pipeline.warehouse.reader.NoWarehouse` when nothing is published.
    """
    with open_published(database) as con:
        for find in (_event, _event_mention, _statement, _role, _affiliation, _mention, _entity, _article):
            found = find(con, identifier)
            if found is not None:
                return found
    raise UnknownId(
        f"no event, statement, role, affiliation, mention, entity or article has the id '{identifier}'; "
        "take one from a query, for example: ct-pipeline sql \"select event_id, name_en from marts.fct_event\""
    )


def _facts(row: Row, *columns: str) -> list[tuple[str, str]]:
    return [(c, str(row[c])) for c in columns if row.get(c) is not None]


_PLACE = """
  join clean.sentences s using (sentence_id) join clean.articles a on a.article_id = s.article_id"""
_PLACE_COLUMNS = "s.text as sentence, s.raw_start as s_start, s.raw_end as s_end, a.article_id as in_article, "
_PLACE_COLUMNS += "a.title as headline, a.outlet as in_outlet, a.published_on, a.published_earliest, a.published_latest"


def _quotation(row: Row) -> Quotation:
    sentence, base = str(row["sentence"]), int(str(row["s_start"]))
    start = max(0, int(str(row["raw_start"])) - base)
    end = min(len(sentence), int(str(row["raw_end"])) - base)
    published = str(row["published_on"]) if row["published_on"] else f"between {row['published_earliest'] or '?'} and {row['published_latest'] or '?'}"
    rule = row.get("rule") or row.get("method")
    return Quotation(sentence, (start, max(start, end)), str(row["in_article"]), _text(row["headline"]), _text(row["in_outlet"]), published, _text(rule))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _named(con: duckdb.DuckDBPyConnection, entity_id: object) -> str:
    found = rows(con, "select name_ar, name_en from marts.dim_entity where entity_id = $1 union all select name_ar, name_en from ref.entities where entity_id = $1", [entity_id])
    return f"{found[0]['name_ar']} ({found[0]['name_en'] or entity_id})" if found else str(entity_id)


_WHAT = ("plover_type", "plover_mode", "edition", "start_date", "end_date", "date_precision", "country_iso2", "city", "mode", "status")


def _event(con: duckdb.DuckDBPyConnection, identifier: str) -> Explanation | None:
    found = rows(con, "select * from marts.fct_event where event_id = ?", [identifier])
    if not found:
        return None
    e = found[0]
    out = Explanation("event", identifier, str(e["name_ar"] or e["headline"] or e["name_en"]))
    out.facts = _facts(e, "name_en", "event_type", *_WHAT, "stories", "articles", "confidence")
    for p in rows(con, "select entity_id, role from marts.fct_event_participant where event_id = ? order by role, entity_id", [identifier]):
        out.facts.append((str(p["role"]), _named(con, p["entity_id"])))
    sql = f"select v.raw_start, v.raw_end, v.rule, {_PLACE_COLUMNS} from marts.fct_event_evidence v {_PLACE} where v.event_id = ? order by a.published_on, s.sentence_id"
    out.quotations = [_quotation(r) for r in rows(con, sql, [identifier])]
    return out


def _event_mention(con: duckdb.DuckDBPyConnection, identifier: str) -> Explanation | None:
    found = rows(con, "select * from facts.events where event_mention_id = ?", [identifier])
    if not found:
        return None
    e = found[0]
    out = Explanation("event in one article", identifier, str(e["name_ar"] or e["event_type"]))
    out.facts = [(name, event_rule(value) if name == "rule" else value) for name, value in _facts(e, "event_type", *_WHAT, "is_main", "confidence", "rule")]
    for p in rows(con, "select entity_id, role, rule from facts.event_participants where event_mention_id = ? order by role, entity_id", [identifier]):
        out.facts.append((str(p["role"]), f"{_named(con, p['entity_id'])}: {participant_rule(str(p['rule']))}"))
    sql = f"select v.raw_start, v.raw_end, {_PLACE_COLUMNS} from facts.event_evidence v {_PLACE} where v.event_mention_id = ? order by s.sentence_id"
    out.quotations = [_quotation(r) for r in rows(con, sql, [identifier])]
    return out


def _simple(
    table: str, key: str, kind: str, title: Callable[[duckdb.DuckDBPyConnection, Row], str], *columns: str, why: Callable[[str], str] | None = None
) -> Callable[[duckdb.DuckDBPyConnection, str], Explanation | None]:
    def find(con: duckdb.DuckDBPyConnection, identifier: str) -> Explanation | None:
        found = rows(con, f"select f.*, {_PLACE_COLUMNS} from {table} f {_PLACE} where f.{key} = ?", [identifier])
        if not found:
            return None
        row = found[0]
        facts = [("read because", f"{why(value)} (rule {value})") if name == "rule" and why else (name, value) for name, value in _facts(row, *columns)]
        return Explanation(kind, identifier, title(con, row), facts, [_quotation(row)])

    return find


_statement = _simple(
    "facts.statements", "statement_id", "statement", lambda con, r: f"{_named(con, r['speaker_id'])}: {r['quote']}", "verb", "is_direct", "event_mention_id", "confidence", "rule",
    why=statement_rule,
)  # fmt: skip
_role = _simple(
    "facts.roles", "role_id", "role",
    lambda con, r: f"{_named(con, r['holder_id'])} — {r['role']} — {_named(con, r['organization_id'])}", "status", "start_date", "end_date", "terms", "confidence", "rule",
    why=role_rule,
)  # fmt: skip
_affiliation = _simple(
    "facts.affiliations", "affiliation_id", "affiliation", lambda con, r: f"{_named(con, r['person_id'])}: {r['title']}", "organization_id", "country_iso2", "is_former", "confidence", "rule"
)  # fmt: skip
_mention = _simple("facts.mentions", "mention_id", "mention", lambda con, r: f"{r['surface']} → {_named(con, r['entity_id'])}", "kind", "entity_id", "method", "confidence")


_SHOWN = 20  # articles quoted of those that name an entity


def _entity(con: duckdb.DuckDBPyConnection, identifier: str) -> Explanation | None:
    """An entity: its names, offices with dates and sources, the ids that lead to it, and the articles that name it. An id of before leads to what it stands for today."""
    stands_for = rows(con, "select resolved_id, reason from marts.entity_redirect where entity_id = ? and resolved_id <> entity_id order by reason, resolved_id", [identifier])
    out = _known_entity(con, identifier)
    if out is not None:
        for r in stands_for:  # a name of several bearers, of whom one is not told
            out.facts.append((f"also {_WHY.get(str(r['reason']), str(r['reason']))}", f"{_named(con, r['resolved_id'])}, {r['resolved_id']}"))
        return out
    if len(stands_for) == 1:
        now, reason = str(stands_for[0]["resolved_id"]), str(stands_for[0]["reason"])
        out = _known_entity(con, now)
        if out is not None:
            out.facts.insert(0, ("was asked for", f"{identifier}, which stands for {now} today: {_WHY.get(reason, reason)}"))
        return out
    if stands_for:
        out = Explanation("redirect", identifier, "the name of several; ask for one of them")
        out.facts = [(_WHY.get(str(r["reason"]), str(r["reason"])), f"{r['resolved_id']}: {_named(con, r['resolved_id'])}") for r in stands_for]
        return out
    return None


_WHY = {"registry": "the registry names it", "variant": "another form of its name", "homonym": "one of several who bear the name"}


def _known_entity(con: duckdb.DuckDBPyConnection, identifier: str) -> Explanation | None:
    found = rows(con, "select * from marts.dim_entity where entity_id = ?", [identifier])
    named = bool(found)
    if not found:
        sql = "select entity_id, kind, name_ar, name_en, country_iso2, type as entity_type, parent_id, wikidata_id, true as is_registered from ref.entities where entity_id = ?"
        found = rows(con, sql, [identifier])
    if not found:
        return None
    e = found[0]
    out = Explanation(str(e["kind"]), identifier, f"{e['name_ar']} ({e['name_en'] or '—'})")
    out.facts = _facts(e, "country_iso2", "entity_type", "parent_id", "wikidata_id", "is_registered", "first_seen_on", "last_seen_on", "articles", "stories")
    names = "marts.entity_alias" if named else "(select entity_id, alias, 'registry' as source from ref.aliases)"
    out.facts += [(f"name, from {a['source']}", str(a["alias"])) for a in rows(con, f"select alias, source from {names} where entity_id = ? order by source, alias", [identifier])]
    for o in rows(con, "select * from marts.dim_office where person_id = ? order by start_date, title_ar", [identifier]):
        body = f", {o['organization_ar']}" if o["organization_ar"] else ""
        out.facts.append((f"office, {o['start_date'] or '?'} to {o['end_date'] or '?'}", f"{o['title_ar']}{body} {o['country_iso2'] or ''} [{o['source'] or 'registry'}]"))
    for o in rows(con, "select * from marts.dim_office where organization_id = ? order by start_date, title_ar, person_id", [identifier]):
        out.facts.append((f"held in it, {o['start_date'] or '?'} to {o['end_date'] or '?'}", f"{o['title_ar']}: {_named(con, o['person_id'])}, {o['person_id']} [{o['source'] or 'registry'}]"))
    sql = "select title, organization_ar, country_iso2, is_former, first_said_on, last_said_on, articles from marts.fct_affiliation where person_id = ? order by first_said_on, title"
    for o in rows(con, sql, [identifier]):
        body = f", {o['organization_ar']}" if o["organization_ar"] else ""
        former = ", a former office" if o["is_former"] else ""
        out.facts.append((f"in text, {o['first_said_on'] or '?'} to {o['last_said_on'] or '?'}", f"{o['title']}{body} {o['country_iso2'] or ''} [articles: {o['articles']}{former}]"))
    if not named:
        out.facts.append(("articles", "none that was read names it"))
        return out
    sql = "select found_id, reason, count(*) as articles from marts.entity_link where entity_id = ? and found_id <> entity_id group by all order by found_id"
    for r in rows(con, sql, [identifier]):
        out.facts.append(("other id", f"{r['found_id']}, in articles: {r['articles']} ({_WHY.get(str(r['reason']), str(r['reason']))})"))
    sql = f"""select m.raw_start, m.raw_end, m.method, {_PLACE_COLUMNS} from facts.mentions m {_PLACE} where m.entity_id = ?
      qualify row_number() over (partition by m.article_id order by m.raw_start) = 1 order by a.published_on, a.article_id limit {_SHOWN}"""
    out.quotations = [_quotation(r) for r in rows(con, sql, [identifier])]
    if int(str(e["articles"])) > _SHOWN:
        out.facts.append(("quoted below", f"the first {_SHOWN} of {e['articles']} articles"))
    return out


def _article(con: duckdb.DuckDBPyConnection, identifier: str) -> Explanation | None:
    found = rows(con, "select a.*, r.source_uri, r.encoding, r.raw_text from clean.articles a join raw.articles r using (article_id) where a.article_id = ?", [identifier])
    if not found:
        return None
    a = found[0]
    out = Explanation("article", identifier, str(a["title"] or "(no title)"))
    out.facts = _facts(a, "source_uri", "outlet", "agency", "author", "language", "is_relevant", "relevance", "story_id", "published_method")
    out.facts += tell(_day(a["published_on"]), _day(a["published_earliest"]), _day(a["published_latest"]), str(a["published_evidence"]))
    return out


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
