-- What a phone asks every half minute costs no write and no search.

-- Its own items, those that wait and those settled lately.
create index sync_item_phone on sync_item (phone_id, received_at);

-- A session that does not end by itself when nothing is asked for need not be noted every minute.
create or replace function find_session(hash bytea) returns table (
  session_id uuid, user_id uuid, display_name text, strength text, device text, role text, area_id uuid, area_kind text)
language plpgsql security definer set search_path = public as $$
declare
  seen timestamptz;
  idle integer;
begin
  select s.last_seen_at, s.idle_seconds into seen, idle from user_session s
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now()
      and (s.idle_seconds is null or s.last_seen_at > now() - make_interval(secs => s.idle_seconds));
  if not found then return; end if;
  if seen < now() - (case when idle is null then interval '10 minutes' else interval '1 minute' end) then
    update user_session s set last_seen_at = now()
      where s.token_hash = hash and s.last_seen_at = seen and s.ended_at is null;
  end if;
  return query
    select s.id, u.id, u.display_name, s.strength, s.device, r.role, coalesce(heir.id, r.area_id), a.kind
    from user_session s
    join user_account u on u.id = s.user_id and u.state = 'active'
    left join role_assignment r on r.user_id = u.id and r.revoked_at is null
    left join area a on a.id = r.area_id
    left join lateral (
      select h.id from area_path_today p join area h on h.id = p.ancestor_id
      where a.closed_on is not null and a.kind = 'hamlet' and p.area_id = a.id and h.kind = 'hamlet' and h.closed_on is null
      order by p.depth limit 1) heir on true
    where s.token_hash = hash;
end $$;
