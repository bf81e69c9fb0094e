-- marts.event_link: which real-world event each article's event is. Key: event_mention_id.
-- Answers: which reports tell of the same event, and by which evidence were they joined?
-- Two reports are one event when type family and days agree, nothing contradicts (place, edition), and something positive joins them
-- (a shared participant on the same days, the same numbered edition, the same city). Reports of one article are never joined: extraction did that.
create table marts.event_link as
with recursive member as (
  select e.event_mention_id, e.article_id, c.story_id, e.start_date, e.end_date, e.edition, e.country_iso2, marts.fold(e.city) as city,
         case when e.event_type in ('meeting', 'conference', 'visit') then 'meeting' else e.event_type end as family,
         e.end_date - e.start_date as days,
         (select list(p.entity_id) from facts.event_participants p where p.event_mention_id = e.event_mention_id) as who
  from facts.events e join clean.articles c using (article_id)
), pair as (
  select a.event_mention_id as a, b.event_mention_id as b,
         case when a.edition = b.edition then 'edition' when len(list_intersect(a.who, b.who)) > 0 then 'participant' else 'city' end as joined_by
  from member a join member b on a.family = b.family and a.article_id <> b.article_id and a.event_mention_id < b.event_mention_id
   and a.start_date <= b.end_date and b.start_date <= a.end_date
  where coalesce(a.edition = b.edition, true) and coalesce(a.city = b.city, true) and coalesce(a.country_iso2 = b.country_iso2, true)
    and greatest(a.days, b.days) <= 31 and (greatest(a.days, b.days) <= 10 or a.days = b.days)
    and (a.edition = b.edition
         or (len(list_intersect(a.who, b.who)) > 0 and (a.city = b.city or a.country_iso2 = b.country_iso2 or len(list_intersect(a.who, b.who)) > 1))
         or (a.city = b.city and a.start_date = b.start_date and greatest(a.days, b.days) <= 7))
), edge as (select a, b from pair union all select b, a from pair),
reach(id, root) as (
  select event_mention_id, event_mention_id from member
  union
  select r.id, e.b from reach r join edge e on e.a = r.root
), component as (select id, min(root) as component from reach group by 1),
founder as (  -- the report that landed first names the event, so that later arrivals do not rename it
  select c.component, arg_min(c.id, (b.landed_on, c.id)) as event_mention_id
  from component c join facts.events e on e.event_mention_id = c.id join raw.articles r using (article_id) join ops.batches b using (batch_id) group by 1
)
select c.id as event_mention_id, 'event:' || f.event_mention_id as event_id,
       (select min(p.joined_by) from pair p where c.id in (p.a, p.b)) as joined_by
from component c join founder f using (component)
order by event_mention_id;
