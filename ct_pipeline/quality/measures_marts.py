"""What is measured of the marts, in SQL; see :mod:`ct_pipeline.quality.measures`."""

from __future__ import annotations


def _known(column: str, table: str = "marts.dim_entity", target: str = "entity_id") -> str:
    return f"t.{column} is null or t.{column} in (select {target} from {table})"


ROWS: dict[str, dict[str, str]] = {
    "ref.aliases": {
        # the same words for two entities of a kind: a reader cannot tell which is meant
        "claimed_once": """not exists (select 1 from claim c where c.alias_key = marts.fold(t.alias) and c.entities > 1
            and c.kind = (select e.kind from ref.entities e where e.entity_id = t.entity_id))""",
        "is_seen": "case when (select count(*) from clean.articles) >= getvariable('registry_judged') then marts.fold(t.alias) in (select word from seen) end",
    },
    "ref.offices": {
        "tenure_ordered": "coalesce(t.start_date <= t.end_date, true)",
        "tenure_plausible": """coalesce(t.end_date - t.start_date <= getvariable('longest_tenure_days'), true) and coalesce(t.start_date >= date '1900-01-01', true)""",
        # two holders of one office at once, longer than a handover; co-chairs and deputies share theirs under their own titles
        "held_by_one": """not exists (select 1 from ref.offices o where o.organization_id = t.organization_id and o.title_ar = t.title_ar and o.person_id <> t.person_id
            and o.start_date + getvariable('handover_days')::int < t.end_date and t.start_date + getvariable('handover_days')::int < o.end_date)""",
    },
    "marts.dim_entity": {
        "named": "length(trim(t.name_ar)) > 0",
        "named_once": "t.kind not in ('person', 'organization') or not exists (select 1 from namesake n where n.kind = t.kind and n.name_key = marts.fold(t.name_ar) and n.entities > 1)",
        "seen_ordered": "coalesce(t.first_seen_on <= t.last_seen_on, true)",
    },
    "marts.entity_alias": {"entity_known": _known("entity_id")},
    "marts.dim_article": {"is_cleaned": "t.article_id in (select article_id from clean.articles)", "outlet_known": _known("outlet_id", "marts.dim_outlet", "outlet_id")},
    "marts.dim_office": {"tenure_ordered": "coalesce(t.start_date <= t.end_date, true)"},
    "marts.fct_event": {
        "dates_ordered": "coalesce(t.start_date <= t.end_date, true)",
        "has_evidence": "t.event_id in (select event_id from marts.fct_event_evidence)",
        "counted_once": "coalesce(t.stories >= 1 and t.stories <= t.articles, false)",
        "dates_agree": "case when t.dated_stories > 1 then t.distinct_start_dates <= 1 end",
        "told_once": """case when t.start_date is not null and t.name_ar is not null then not exists (select 1 from marts.fct_event e where e.event_id <> t.event_id
            and e.event_type = t.event_type and e.start_date = t.start_date and marts.fold(e.name_ar) = marts.fold(t.name_ar)) end""",
    },
    "marts.fct_event_participant": {"event_known": _known("event_id", "marts.fct_event", "event_id"), "entity_known": _known("entity_id")},
    "marts.fct_event_evidence": {"event_known": _known("event_id", "marts.fct_event", "event_id"), "sentence_known": _known("sentence_id", "clean.sentences", "sentence_id")},
    "marts.fct_statement": {"speaker_known": _known("speaker_id"), "article_known": _known("article_id", "marts.dim_article", "article_id")},
    "marts.fct_affiliation": {"person_known": _known("person_id"), "organization_known": _known("organization_id"), "said_ordered": "coalesce(t.first_said_on <= t.last_said_on, true)"},
    "marts.fct_role": {"holder_known": _known("holder_id"), "organization_known": _known("organization_id"), "dates_ordered": "coalesce(t.start_date <= t.end_date, true)"},
}

WHOLE: dict[str, dict[str, str]] = {
    "marts.dim_article": {"missing": "(select count(*) from clean.articles) - (select count(*) from marts.dim_article)"},
    "marts.event_link": {"missing": "(select count(*) from facts.events) - (select count(*) from marts.event_link)"},
}

PRELUDES: dict[str, str] = {
    "ref.aliases": """
        claim as (select marts.fold(a.alias) as alias_key, e.kind, count(distinct a.entity_id) as entities from ref.aliases a join ref.entities e using (entity_id) group by 1, 2),
        seen as (select distinct marts.fold(surface) as word from (select distinct surface from facts.mentions))""",
    "marts.dim_entity": "namesake as (select kind, marts.fold(name_ar) as name_key, count(*) as entities from marts.dim_entity group by 1, 2)",
}
