-- marts.event_link: which real-world event each article's event is. Key: event_mention_id.
-- Answers: which reports tell of the same event, and by which evidence were they joined?
-- Two reports are one event when type family and days agree, nothing contradicts (place, edition), and something positive joins them:
-- the same numbered edition, the same name of three words or more, shared participants, the same city on the same days, or the same sentence of one wire story.
-- A report without a day joins a dated one only by edition or by two shared participants and the place, and only where its article's bounds allow that day.
-- Reports of one article are never joined: extraction did that.
create table marts.event_link as
with recursive member as (
  select e.event_mention_id, e.article_id, c.story_id, e.start_date, e.end_date, e.edition, e.country_iso2, marts.fold(e.city) as city,
         case when e.event_type in ('meeting', 'conference', 'visit') then 'meeting' else e.event_type end as family,
         e.end_date - e.start_date as days, c.published_earliest, c.published_latest, e.status,
         coalesce((select list(p.entity_id) from facts.event_participants p where p.event_mention_id = e.event_mention_id), []) as who,
         marts.fold(s.text) as sentence, case when length(e.name_ar) - length(replace(e.name_ar, ' ', '')) >= 2 then marts.fold(e.name_ar) end as name
  from facts.events e join clean.articles c using (article_id) join clean.sentences s using (sentence_id)
), compatible as (
  select a.event_mention_id as a, b.event_mention_id as b, a.edition = b.edition as same_edition, len(list_intersect(a.who, b.who)) as shared,
         a.city = b.city as same_city, a.country_iso2 = b.country_iso2 as same_country, a.start_date is not null and b.start_date is not null as both_dated,
         a.start_date <= b.end_date and b.start_date <= a.end_date as overlap, a.start_date = b.start_date as same_start, greatest(a.days, b.days) as days, a.days = b.days as same_days,
         a.story_id = b.story_id and a.sentence = b.sentence as same_words, a.name = b.name as same_name,
         case when a.start_date is null then coalesce(b.start_date <= a.published_latest, true) and coalesce(b.start_date >= a.published_earliest - 40, a.published_latest is not null)
              when b.start_date is null then coalesce(a.start_date <= b.published_latest, true) and coalesce(a.start_date >= b.published_earliest - 40, b.published_latest is not null)
         end as within_bounds
  from member a join member b on a.family = b.family and a.article_id <> b.article_id and a.event_mention_id < b.event_mention_id
  where coalesce(a.edition = b.edition, true) and coalesce(a.city = b.city, true) and coalesce(a.country_iso2 = b.country_iso2, true)
), pair as (
  select a, b, case when same_edition then 'edition' when same_name then 'name' when same_words then 'wire story' when shared > 0 then 'participants' else 'city and day' end as joined_by
  from compatible
  where (both_dated and overlap and days <= 31 and (days <= 10 or same_days)
         and (same_edition or same_name or same_words or (shared > 0 and (same_city or same_country or shared > 1)) or (same_city and same_start and days <= 7)))
     or (not both_dated and coalesce(within_bounds, false) and ((same_edition and (same_city or same_name or shared > 0)) or (same_name and shared > 0) or (shared >= 2 and (same_city or same_country))))
     or (not both_dated and same_words)
), edge as (select a, b from pair union all select b, a from pair),
reach(id, root) as (
  select event_mention_id, event_mention_id from member
  union
  select r.id, e.b from reach r join edge e on e.a = r.root
), component as (select id, min(root) as component from reach group by 1),
founder as (  -- see marts.event_redirect
  select c.component, arg_min(c.id, (coalesce(a.published_on, date '9999-12-31'), c.id)) as event_mention_id
  from component c join facts.events e on e.event_mention_id = c.id join clean.articles a using (article_id) group by 1
)
select c.id as event_mention_id, m.article_id, 'event:' || f.event_mention_id as event_id,
       (select min(p.joined_by) from pair p where c.id in (p.a, p.b)) as joined_by
from component c join founder f using (component) join facts.events m on m.event_mention_id = c.id
order by event_mention_id;
