-- Speed of a single write; what may be seen and written stays exactly as it was.

-- A new row is looked up by its area instead of held against the list of all areas of the caller: for an officer of a
-- province that list is thousands of areas long, and was put together anew for every write.
create function area_in_scope(area uuid) returns boolean language sql stable parallel safe
  return caller_sees_all() or exists (
    select 1 from area_path_today p where p.area_id = area and p.ancestor_id = any (caller_scope()));

do $$
declare t text;
begin
  foreach t in array array['activity', 'fact', 'figure_delta', 'activity_revision'] loop
    execute format('alter policy %I on %I with check (area_in_scope(area_id))',
      t || case t when 'activity_revision' then '_add' else '_scope' end, t);
  end loop;
end $$;

-- Reading reference data asks one question less for each table of a statement: the rules for writing, which were made
-- for everything, held for reading too, beside the rule that already opens it to every caller.
do $$
declare r record;
begin
  for r in select tablename, policyname, qual from pg_policies
    where schemaname = 'public' and cmd = 'ALL' and policyname = tablename || '_write'
      and tablename in ('area', 'area_code', 'area_name', 'area_parent', 'area_succession', 'area_path_then',
                        'area_path_today', 'area_today', 'area_operation', 'measure', 'organization', 'installation') loop
    execute format('drop policy %I on %I', r.policyname, r.tablename);
    execute format('create policy %I on %I for insert with check (%s)', r.tablename || '_add', r.tablename, r.qual);
    execute format('create policy %I on %I for update using (%s)', r.tablename || '_change', r.tablename, r.qual);
    execute format('create policy %I on %I for delete using (%s)', r.tablename || '_remove', r.tablename, r.qual);
  end loop;
end $$;

-- Only the first request of a minute has something to note.
create or replace function find_session(hash bytea) returns table (
  session_id uuid, user_id uuid, display_name text, strength text, device text, role text, area_id uuid, area_kind text)
language plpgsql security definer set search_path = public as $$
declare seen timestamptz;
begin
  select s.last_seen_at into seen from user_session s
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now()
      and (s.idle_seconds is null or s.last_seen_at > now() - make_interval(secs => s.idle_seconds));
  if not found then return; end if;
  if seen < now() - interval '1 minute' then
    update user_session s set last_seen_at = now()
      where s.token_hash = hash and s.last_seen_at = seen and s.ended_at is null;
  end if;
  return query
    select s.id, u.id, u.display_name, s.strength, s.device, r.role, r.area_id, a.kind
    from user_session s
    join user_account u on u.id = s.user_id and u.state = 'active'
    left join role_assignment r on r.user_id = u.id and r.revoked_at is null
    left join area a on a.id = r.area_id
    where s.token_hash = hash;
end $$;
