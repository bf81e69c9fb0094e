-- marts.event_redirect: one row an id that an event ever had or could have had. Key: event_id.
-- Answers: which event does an id of an older version of the warehouse stand for now?
-- An event is named after its earliest report (day of publication, then content id; a report without a day comes last), so that news of tomorrow renames nothing and the order
-- in which articles land does not count. When an older report lands late, or two events turn out to be one, the name changes: every report keeps the id it would give its event,
-- and this table leads from each of them to the event's name now. No id that was ever published is lost as long as its article is in the store.
create table marts.event_redirect as
select 'event:' || event_mention_id as event_id, event_id as resolved_id, 'event:' || event_mention_id = event_id as is_current
from marts.event_link order by event_id;
