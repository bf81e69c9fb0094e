-- marts.event_pair: one row a pair of reports, in two articles, that by their evidence tell of one event. Key: a, b.
-- Answers: by which evidence were two reports joined?
-- Compared is only what shares a block (story, town and day, participant and day, words of the name and month ...), and in a large block only neighbours, so that the work grows with the number
-- of events. Nothing counts that depends on how many articles there are: a pair is a pair whatever else lands.
-- Reports of one article are never joined: extraction did that. Different towns, countries or editions, days far apart and names that share little speak against a pair.
create table marts.event_pair as
with sentence as (
  select v.event_mention_id, list_distinct(flatten(list(list_filter(string_split(s.stems, ' '), lambda w: length(w) > 2)))) as words
  from facts.event_evidence v join clean.sentences s using (sentence_id) group by 1
), weighted as (  -- a group that everybody speaks of, and the largest bodies, tell little; countries less than people
  select entity_id, kind, country_iso2, case when kind = 'country' or entity_type in ('armed_group', 'international', 'agency') then 1 else 2 end as weight from marts.dim_entity
), part as (
  select p.event_mention_id, list(p.entity_id order by p.entity_id) as who, list(p.entity_id order by p.entity_id) filter (w.weight = 2) as telling,
         list_distinct(list(coalesce(w.country_iso2, p.entity_id)) filter (w.country_iso2 is not null)) as states
  from facts.event_participants p join weighted w using (entity_id) group by 1
), named_near as (  -- people and bodies named in the sentences that report it
  select v.event_mention_id, list_distinct(list(m.entity_id)) as near
  from facts.event_evidence v join facts.mentions m using (sentence_id) join weighted w on w.entity_id = m.entity_id where w.weight = 2 and w.kind in ('person', 'organization') group by 1
), member as materialized (
  select e.event_mention_id as id, e.article_id, c.story_id, e.start_date as s, e.end_date as e, e.end_date - e.start_date as days, e.date_precision in ('day', 'range') and e.end_date - e.start_date <= 31 as fine,
         e.event_type as type, case when e.event_type in ('meeting', 'conference') then 'gathering' else e.event_type end as family,
         e.edition, e.country_iso2 as country, marts.fold(e.city) as city, e.is_main, c.published_earliest as earliest, c.published_latest as latest,
         coalesce(p.who, []) as who, coalesce(p.telling, []) as telling, coalesce(p.states, []) as states, coalesce(n.near, []) as near, list_transform(coalesce(t.words, []), lambda w: hash(w)) as words,
         coalesce(list_distinct(list_filter(list_transform(string_split(marts.fold(e.name_ar), ' '), lambda w: marts.stem(w)), lambda w: length(w) > 2)), []) as name
  from facts.events e join clean.articles c using (article_id)
  left join part p using (event_mention_id) left join named_near n using (event_mention_id) left join sentence t using (event_mention_id)
), key as (
  select id, 'story ' || story_id as block from member where story_id in (select story_id from clean.articles group by 1 having count(*) > 1)
  union all select id, concat_ws(' ', 'town', family, city, (s + d::integer)::varchar) from member, unnest(range(0, least(days, 10) + 1)) as x(d) where fine and city is not null
  union all select id, concat_ws(' ', 'who', family, unnest(telling), (s + d::integer)::varchar) from member, unnest(range(0, least(days, 10) + 1)) as x(d) where fine
  union all select id, concat_ws(' ', 'near', family, unnest(near), strftime(s, '%Y-%m')) from member where fine
  union all select id, concat_ws(' ', 'states', family, array_to_string(list_sort(states), ' '), strftime(s, '%Y-%m')) from member where fine and len(states) between 2 and 4
  union all select id, concat_ws(' ', 'period', family, s::varchar, e::varchar, unnest(list_distinct(who || near))) from member where not fine and s is not null
  union all select id, concat_ws(' ', 'edition', family, edition, unnest(name)) from member where edition is not null
  union all select id, concat_ws(' ', 'edition', family, edition, country, city) from member where edition is not null and country is not null
  union all select id, concat_ws(' ', 'edition', family, edition, unnest(telling)) from member where edition is not null
  union all select id, concat_ws(' ', 'name', family, array_to_string(list_sort(name), ' ')) from member where len(name) >= 3
  union all select id, concat_ws(' ', 'name', family, strftime(s, '%Y-%m'), name[i], name[i + 1]) from member, unnest(range(1, len(name))) as x(i) where len(name) >= 3 and s is not null
  union all select id, concat_ws(' ', 'undated', family, coalesce(city, country), unnest(telling)) from member where coalesce(city, country) is not null
), placed as (
  select distinct block, id from key
), numbered as (
  select block, id, row_number() over (partition by block order by id) as n, count(*) over (partition by block) as size from placed
), candidate as materialized (
  select distinct least(x.id, y.id) as a, greatest(x.id, y.id) as b
  from numbered x join numbered y on x.block = y.block and y.n > x.n and y.n <= x.n + (case when x.size <= 40 then 40 else 6 end)
  where x.size > 1
), paired as materialized (  -- joined by id alone: with more in the condition the planner would pair whole families first
  select x, y from candidate c join member x on x.id = c.a join member y on y.id = c.b
), compared as (
  select x.id as a, y.id as b, x.family, x.fine and y.fine as both_fine, x.s is not null and y.s is not null as both_dated,
         x.s <= y.e and y.s <= x.e as overlap, greatest(x.s, y.s) - least(x.e, y.e) as gap, x.s = y.s as same_start, x.s = y.s and x.e = y.e as same_days,
         x.edition = y.edition as same_edition, x.city = y.city as same_city, x.country = y.country as same_country,
         len(list_intersect(x.who, y.who)) + len(list_intersect(x.telling, y.telling)) as shared,
         len(list_intersect(x.telling, y.telling)) as telling, len(list_intersect(x.near, y.near)) as near,
         least(len(x.name), len(y.name)) as name_size, len(list_intersect(x.name, y.name)) / greatest(1, least(len(x.name), len(y.name))) as name_alike,
         len(list_intersect(x.words, y.words)) / greatest(1, least(len(x.words), len(y.words))) as words_alike, least(len(x.words), len(y.words)) as words_size,
         x.story_id = y.story_id as same_story,
         -- two small meetings of one state with two others
         least(len(x.states), len(y.states)) between 1 and 3 and len(list_intersect(x.states, y.states)) < least(len(x.states), len(y.states)) as other_states,
         x.is_main or y.is_main as main,
         coalesce(x.earliest <= y.latest + 10, true) and coalesce(y.earliest <= x.latest + 10, true) as same_time,
         case when x.s is null then coalesce(y.s <= x.latest + 5, true) and coalesce(y.s >= x.earliest - 40, x.latest is not null)
              when y.s is null then coalesce(x.s <= y.latest + 5, true) and coalesce(x.s >= y.earliest - 40, y.latest is not null) end as within_bounds
  from paired
  where x.article_id <> y.article_id and x.family = y.family
    and coalesce(x.edition = y.edition, true) and coalesce(x.city = y.city, true) and coalesce(x.country = y.country, true)
), judged as (
  select *, coalesce(same_city, false) or coalesce(same_country, false) as same_place, name_size >= 3 and name_alike >= 0.7 as same_name, name_size >= 3 and name_alike < 0.4 as other_name
  from compared
), direct as materialized (
  select a, b, same_time and main as news, words_alike + name_alike + shared + near as score,
    case
      when same_story and words_alike >= 0.8 and coalesce(gap <= 1, true) then 'wire story'
      when other_name and not coalesce(same_edition, false) then null
      when both_fine and overlap then case
        when same_edition and (name_alike >= 0.3 or shared > 0 or same_place or words_alike >= 0.35) then 'edition'
        when same_name then 'name'
        when family in ('attack', 'operation', 'trial') and same_start and same_city and (shared > 0 or near > 0 or words_alike >= 0.25 or family = 'attack') then 'city and day'
        when family in ('operation', 'trial') and same_start and telling > 0 and words_alike >= 0.3 then 'participants'
        when other_states then null
        when shared >= 4 and (same_place or words_alike >= 0.25) then 'participants'
        when shared >= 2 and same_place and (same_start or words_alike >= 0.25) and (telling > 0 or words_alike >= 0.2) then 'participants'
        when same_city and same_start and (words_alike >= 0.35 or name_alike >= 0.5 and name_size >= 2 or near >= 2) then 'city and day'
        when same_start and near >= 2 and words_alike >= 0.4 then 'words'
      end
      when both_fine and gap between 1 and 7 and same_name and name_size >= 4 and (same_edition or shared >= 3 or same_city) then 'name'
      when both_fine then null
      when both_dated and same_days then case
        when same_edition and (name_alike >= 0.3 or shared > 0 or same_place) then 'edition'
        when same_name and (same_place or shared > 0) then 'name'
        when telling > 0 then 'participants'
        when not other_states and (near >= 2 or (shared > 0 and words_alike >= 0.3)) then 'words'
      end
      when both_dated and overlap then case
        when same_edition and (same_name or shared >= 2 or (same_city and name_alike >= 0.3)) then 'edition'
        when same_name and (same_city or shared >= 2) then 'name'
        when telling > 0 and same_city and family in ('launch', 'appointment') then 'participants'
      end
      when both_dated then null
      when coalesce(within_bounds, false) then case
        when same_edition and (same_name or shared >= 2 or (same_city and (name_alike >= 0.3 or words_alike >= 0.3))) then 'edition'
        when same_name and (shared > 0 or same_place or words_alike >= 0.4) then 'name'
        when shared >= 4 and same_place and not other_states then 'participants'
      end
    end as joined_by
  from judged
), told_together as (  -- two articles that tell of one event of the time they were written in: what else they tell is likely one too
  select distinct x.article_id as article_a, y.article_id as article_b
  from direct d join member x on x.id = d.a join member y on y.id = d.b where d.joined_by is not null and d.news
), neighbours as materialized (
  select x, y from told_together t join member x on x.article_id = t.article_a join member y on y.article_id = t.article_b
), beside as (
  select x.id as a_id, y.id as b_id, x.type = y.type as same_type,
         len(list_intersect(x.who, y.who)) + len(list_intersect(x.telling, y.telling)) as shared, len(list_intersect(x.near, y.near)) as near,
         len(list_intersect(x.words, y.words)) / greatest(1, least(len(x.words), len(y.words))) as words_alike,
         least(len(x.name), len(y.name)) >= 3 and len(list_intersect(x.name, y.name)) / greatest(1, least(len(x.name), len(y.name))) < 0.4 as other_name,
         x.s is null or y.s is null as undated, x.edition = y.edition as same_edition, x.s = y.s and x.e = y.e as same_days
  from neighbours
  where x.family = y.family and coalesce(x.edition = y.edition, true) and coalesce(x.city = y.city, true) and coalesce(x.country = y.country, true)
    and coalesce(x.s <= y.e and y.s <= x.e, true)
), aside as (
  select distinct least(a_id, b_id) as a, greatest(a_id, b_id) as b, words_alike + shared + near as score from beside
  where not other_name and (shared >= 2 or near >= 2 or (shared >= 1 and words_alike >= 0.2) or words_alike >= 0.4 or (same_days and (near > 0 or words_alike >= 0.2)) or coalesce(same_edition, false))
)
select a, b, joined_by, list_position(['wire story', 'edition', 'name', 'participants', 'city and day', 'words', 'told beside'], joined_by)::integer as rank, round(score, 3) as score
from (select a, b, joined_by, score from direct where joined_by is not null
      union all select aside.a, aside.b, 'told beside', aside.score from aside anti join direct d on d.a = aside.a and d.b = aside.b and d.joined_by is not null)
order by a, b;
