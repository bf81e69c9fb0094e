-- marts.entity_link: one row a person or body that an article names without a registry id, or whose registry id it contradicts. Key: article_id, found_id.
-- Answers: which entity is each article's entity, and why?
create table marts.entity_link as
select article_id, found_id, entity_id, kind, reason from entity_links order by article_id, found_id;
