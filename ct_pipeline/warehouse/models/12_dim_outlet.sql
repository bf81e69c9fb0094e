-- marts.dim_outlet: one row an outlet. Key: outlet_id.
-- Answers: which outlets were read, from when to when, and how many of their articles are dated?
create table marts.dim_outlet as
select marts.fold(outlet) as outlet_id, min(outlet) as name_ar, count(*)::integer as articles, count(distinct story_id)::integer as stories,
       min(published_on) as first_article_on, max(published_on) as last_article_on
from clean.articles where outlet is not null group by 1 order by 1;
