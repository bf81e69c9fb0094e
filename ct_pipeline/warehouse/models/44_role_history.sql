-- marts.role_history: one row a holder, role, body and status, in order of what articles say.
-- Answers: who chaired what, and when was it said?
create view marts.role_history as
select r.organization_ar, r.organization_en, r.role, l.ar as role_ar, l.en as role_en, r.holder_ar, r.holder_en, r.holder_kind, r.status, s.ar as status_ar, s.en as status_en,
       r.start_date, r.end_date, r.terms, r.first_said_on, r.last_said_on, r.articles, r.stories, r.organization_id, r.holder_id
from marts.fct_role r
left join ref.labels l on l.list = 'role' and l.code = r.role
left join ref.labels s on s.list = 'role_status' and s.code = r.status
order by r.organization_id, r.role, coalesce(r.start_date, r.first_said_on), r.holder_id, r.status;
