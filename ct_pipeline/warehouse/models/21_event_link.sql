-- marts.event_link: which real-world event each article's event is. Key: event_mention_id.
-- Answers: which reports tell of the same event, and by which evidence were they joined?
-- The pairs of marts.event_pair, joined the surest first unless the groups contradict each other (ct_pipeline/warehouse/events.py, which leaves event_groups).
create table marts.event_link as
select e.event_mention_id, e.article_id, 'event:' || g.founder as event_id, g.joined_by
from facts.events e join event_groups g on g.report_id = e.event_mention_id
order by e.event_mention_id;
