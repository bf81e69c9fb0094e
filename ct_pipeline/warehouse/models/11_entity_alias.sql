-- marts.entity_alias: one row a name an entity goes by. Key: entity_id, alias, source.
-- Answers: under which names, from the registry and as printed, is somebody or something known?
create table marts.entity_alias as
select entity_id, alias, 'registry' as source from ref.aliases where entity_id in (select entity_id from marts.dim_entity)
union
select m.entity_id, m.surface, 'text' from facts.mentions m
where m.method not in ('coreference', 'nisba', 'metonymy', 'short_form') and m.surface not in (select alias from ref.aliases a where a.entity_id = m.entity_id)
  -- behind ل the article's alef is not written: of "للمنتدى" the name is "المنتدى", which the entity has already
  and not (m.surface like 'ل%' and exists (
    select 1 from ref.aliases a where a.entity_id = m.entity_id and a.alias = 'ا' || m.surface
    union all select 1 from facts.mentions o where o.entity_id = m.entity_id and o.surface = 'ا' || m.surface))
order by entity_id, alias, source;
