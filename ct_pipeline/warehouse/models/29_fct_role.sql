-- marts.fct_role: one row a holder, role, body and status, across articles. Key: holder_id, role, organization_id, status.
-- Answers: who chairs, co-chairs, hosts or belongs to which body, since when, and who says so?
create table marts.fct_role as
select r.holder_id, h.name_ar as holder_ar, h.name_en as holder_en, h.kind as holder_kind, r.role, r.organization_id, o.name_ar as organization_ar, o.name_en as organization_en, r.status,
       min(r.start_date) as start_date, max(r.end_date) as end_date, max(r.terms) as terms,
       min(a.published_on) as first_said_on, max(a.published_on) as last_said_on,
       count(distinct r.article_id)::integer as articles, count(distinct a.story_id)::integer as stories, max(r.confidence) as confidence
from facts.roles r join marts.dim_entity h on h.entity_id = r.holder_id join marts.dim_entity o on o.entity_id = r.organization_id join clean.articles a using (article_id)
group by all order by 1, 5, 6, 9;
