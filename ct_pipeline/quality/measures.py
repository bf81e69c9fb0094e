"""What is measured of a stage table, in SQL: yes/no truths of a row, numbers of the whole table, names of groups.

Great Expectations cannot read DuckDB; so DuckDB works these out (does the surface stand at its offsets, is the reference known), and Great
Expectations judges them. ``t`` is the row's table. A null is not judged; a truth that must never be null says so with ``coalesce``.
Parameters of ``seeds/quality.yml`` are read with ``getvariable``.
"""

from __future__ import annotations

_AT = "substring(r.raw_text, t.raw_start + 1, t.raw_end - t.raw_start)"
_STANDS_THERE = f"(select {_AT} = t.surface from raw.articles r where r.article_id = t.article_id)"  # null where the article is unknown: that is another check's
_ORDERED = "(t.start_date is null and t.end_date is null) or coalesce(t.start_date <= t.end_date, false)"
_OUTLET = "coalesce(c.outlet, r.hint_outlet, nullif(regexp_extract(coalesce(r.url, ''), '://(?:www\\.)?([^/:]+)', 1), ''), '(unknown)')"
_MONTH = "coalesce(strftime(c.published_on, '%Y-%m'), 'undated')"


def _mentions(kind: str) -> str:
    return f"exists (select 1 from facts.mentions m where m.article_id = t.article_id and m.kind in ({kind}))"


# Where a table's rows need more than the table: the outlet and month of their article, or another grain.
SOURCES: dict[str, str] = {
    "clean.articles": f"""(select c.*, {_OUTLET} as outlet_name, {_OUTLET} || ' ' || {_MONTH} as outlet_month, length(r.raw_text) as raw_length
        from clean.articles c left join raw.articles r using (article_id))""",
    "facts.time_expressions": f"""(select x.*, {_OUTLET} || ' ' || {_MONTH} as outlet_month from facts.time_expressions x
        left join clean.articles c using (article_id) left join raw.articles r using (article_id))""",
    "clean.segments": """(select s.*, lag(s.raw_end, 1, 0) over w as previous_end, lead(s.segment_no) over w as next_no, length(r.raw_text) as raw_length
        from clean.segments s left join raw.articles r using (article_id) window w as (partition by s.article_id order by s.segment_no))""",
}

# Queries that a table's measures share, as common table expressions.
PRELUDES: dict[str, str] = {
    # Lines that recur in articles of one outlet although the articles differ, and that no trailing landing of that outlet had: what a
    # changed page leaves in the article. An article that recurs by half or more is a near-duplicate: it says nothing of the page.
    "clean.articles": f"""
        line as (select s.article_id, {_OUTLET} as outlet, s.text from clean.sentences s join clean.articles c using (article_id) join raw.articles r using (article_id)),
        often as (select outlet, text from line group by 1, 2 having count(distinct article_id) >= getvariable('new_line_articles')),
        alike as (select l.article_id from line l left join often o using (outlet, text) group by 1 having avg((o.text is not null)::int) >= 0.5),
        old as (select {_OUTLET} as outlet, s.text from before_clean.sentences s join before_clean.articles c using (article_id) join before_raw.articles r using (article_id)),
        fresh as (
          select l.outlet, l.text, count(distinct l.article_id) as articles from line l join often o using (outlet, text)
          where l.article_id not in (select article_id from alike) and not exists (select 1 from old where old.outlet = l.outlet and old.text = l.text)
          group by 1, 2 having count(distinct l.article_id) >= getvariable('new_line_articles')
        ),
        sized as (select outlet, count(distinct article_id) as articles from line group by 1),
        new_line as (select f.outlet, f.text from fresh f join sized z using (outlet) where f.articles >= getvariable('new_line_share') * z.articles)""",
}

ROWS: dict[str, dict[str, str]] = {
    "raw.articles": {
        "has_text": "length(trim(t.raw_text)) > 0",
        "is_arabic": "regexp_matches(t.raw_text, '[\\x{0621}-\\x{064a}]{3}')",
        "is_clean_text": "t.raw_text not like '%\ufffd%'",
        "batch_adds_up": """coalesce((select b.landed = b.cleaned + b.rejected + b.known and b.cleaned = (select count(*) from raw.articles x where x.batch_id = t.batch_id)
            from ops.batches b where b.batch_id = t.batch_id), false)""",
    },
    "raw.rejects": {"detail_given": "length(trim(t.detail)) > 0"},
    "clean.articles": {
        "bounds_ordered": "coalesce(t.published_earliest <= t.published_latest, true)",
        "day_within_bounds": "t.published_on is null or coalesce(t.published_earliest = t.published_on and t.published_latest = t.published_on, false)",
        "has_segments": "t.article_id in (select article_id from clean.segments)",
        "evidence_is_json": "coalesce(json_valid(t.published_evidence), false)",
        "evidence_agrees": "t.published_evidence not like '%(in conflict with%'",
        "has_body": "length(trim(t.body)) > 0",
        "has_title": "t.title is not null",
        "is_dated": "t.published_on is not null",
        "is_bounded": "coalesce(t.published_on, t.published_earliest, t.published_latest) is not null",
        "is_arabic": "t.language = 'ar'",
        "kept": "case when t.raw_length > 0 then length(t.body) / t.raw_length end",
        "kept_plausible": "case when t.raw_length > 0 and length(trim(t.body)) > 0 then length(t.body) / t.raw_length between getvariable('least_kept') and 1 end",
        "no_new_line": "not exists (select 1 from new_line n join line l using (outlet, text) where l.article_id = t.article_id)",
        "new_line": "(select any_value(t.outlet_name || ': ' || left(n.text, 60)) from new_line n join line l using (outlet, text) where l.article_id = t.article_id)",
        "outlet_name": "t.outlet_name",
        "outlet_month": "t.outlet_month",
    },
    "clean.segments": {
        # it begins where the one before ends, and the last one ends with the text
        "tiles": "case when t.raw_length is not null then t.raw_start = t.previous_end and t.raw_end > t.raw_start and (t.next_no is not null or t.raw_end = t.raw_length) end",
    },
    "clean.sentences": {"text_matches": f"(select {_AT} = t.text from raw.articles r where r.article_id = t.article_id)"},
    "facts.articles": {
        "has_person": _mentions("'person'"),
        "has_organization": _mentions("'organization'"),
        "has_country": _mentions("'country'"),
        "has_place": _mentions("'city', 'place'"),
        "has_event": "exists (select 1 from facts.events e where e.article_id = t.article_id)",
        "has_time": "exists (select 1 from facts.time_expressions e where e.article_id = t.article_id)",
    },
    "facts.mentions": {
        "surface_matches": _STANDS_THERE,
        "within_sentence": "(select t.raw_start >= s.raw_start and t.raw_end <= s.raw_end from clean.sentences s where s.sentence_id = t.sentence_id)",
        "is_linked": "(t.article_id, t.entity_id) in (select (e.article_id, e.entity_id) from facts.entities e where e.is_registered)",
    },
    "facts.time_expressions": {
        "surface_matches": _STANDS_THERE,
        "dates_ordered": _ORDERED,
        "is_resolved": "t.start_date is not null",
        "open_has_two_readings": """t.readings is null or (t.start_date is null and regexp_full_match(t.readings, '\\d{4}-\\d\\d-\\d\\d or \\d{4}-\\d\\d-\\d\\d')
            and t.readings[:10] <> t.readings[-10:])""",
        # every weekday that the words name is one of the days of the date
        "weekday_agrees": """case when t.granularity = 'day' and t.start_date is not null then
            (select bool_and(w.iso in (select isodow(d::date) from unnest(generate_series(t.start_date, least(t.end_date, t.start_date + 6), interval 1 day)) u(d)))
             from checked_weekdays w where list_contains(string_split(marts.fold(t.surface), ' '), w.word) or list_contains(string_split(marts.fold(t.surface), ' '), 'و' || w.word)) end""",
        "outlet_month": "t.outlet_month",
    },
    "facts.affiliations": {"title_given": "length(trim(t.title)) > 0"},
    "facts.events": {
        "dates_ordered": _ORDERED,
        "has_evidence": "t.event_mention_id in (select event_mention_id from facts.event_evidence)",
        "main_is_dated": "case when t.is_main then t.start_date is not null end",
        "main_has_place": "case when t.is_main then coalesce(t.city, t.country_iso2) is not null end",
        "main_has_participants": "case when t.is_main then t.event_mention_id in (select event_mention_id from facts.event_participants) end",
        "not_after_report": """case when t.status = 'held' and t.start_date is not null then
            coalesce(t.start_date <= (select c.published_latest from clean.articles c where c.article_id = t.article_id), true) end""",
        "not_long_past": """case when t.status = 'planned' and t.end_date is not null then
            coalesce(t.end_date >= (select c.published_earliest from clean.articles c where c.article_id = t.article_id), true) end""",
    },
    "facts.statements": {"quote_given": "length(trim(t.quote)) > 0"},
    "facts.roles": {"dates_ordered": "coalesce(t.start_date <= t.end_date, true)"},
    "facts.event_counts": {"count_positive": "t.count > 0"},
}

WHOLE: dict[str, dict[str, str]] = {
    # rejected records of those landed; a landing of a few files is not judged
    "raw.rejects": {"share_rejected": "(select case when sum(b.landed) >= getvariable('landing_judged') then sum(b.rejected) / sum(b.landed) end from ops.batches b)"},
    # an article that was given up after its time limit is rejected, not missing: raw.rejects lists it
    "clean.articles": {"missing": "(select count(*) from raw.articles) - (select count(*) from clean.articles) - (select count(*) from ops.failures where stage = 'clean' and error = 'too_slow')"},
    "facts.articles": {"missing": "(select count(*) from clean.articles) - (select count(*) from facts.articles) - (select count(*) from ops.failures where stage = 'facts' and error = 'too_slow')"},
}
