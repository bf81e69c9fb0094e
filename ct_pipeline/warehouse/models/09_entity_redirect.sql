-- marts.entity_redirect: one row an entity id and what it stands for today; ids of a name that several bear have several rows. Key: entity_id, resolved_id.
-- Answers: which entity is behind an id that was noted down before, and why does it stand for it?
create table marts.entity_redirect as
select entity_id, resolved_id, reason from entity_redirects
union
select entity_id, entity_id, 'itself' from facts.entities where entity_id not in (select entity_id from entity_redirects where entity_id = resolved_id)
order by entity_id, resolved_id;
