-- Row-level security keeps LIKE from the index: what is not leakproof is asked after the wall. So rare words are looked up
-- with the owner's rights, ids only and no more than so many, and the wall stands around the sites read by these ids.
create function model_site_matches(patterns text[], most integer) returns setof uuid
  language sql stable security definer set search_path = public as $$
  select s.id from model_site s
  where s.search like coalesce(patterns[1], '%') and s.search like coalesce(patterns[2], '%')
    and s.search like all (patterns)
  limit most
$$;
revoke all on function model_site_matches(text[], integer) from public;
grant execute on function model_site_matches(text[], integer) to tiengmo_app;

create index model_task_area on model_task (area_id, due_on) where done_on is null;
