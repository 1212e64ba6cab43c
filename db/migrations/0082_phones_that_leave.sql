-- A phone that has to be wiped hands in what it has and reads nothing any more, until it has done so.
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
    select s.id, u.id, u.display_name,
      case when s.strength = 'phone' and exists (
          select from field_phone f where f.session_id = s.id and f.wipe_ordered_at is not null)
        then 'leaving' else s.strength end,
      s.device, r.role, coalesce(heir.id, r.area_id), a.kind
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

-- Whoever hands out phones sees by which role somebody records: a code for a colleague opens what that one may do.
drop function phone_people();
create function phone_people() returns table (user_id uuid, display_name text, area_id uuid, role text)
language sql stable security definer set search_path = public as $$
  select distinct on (u.id) u.id, u.display_name, r.area_id,
    case when exists (select from role_assignment o
        where o.user_id = u.id and o.revoked_at is null and o.role not in ('recorder')) then 'officer' else 'recorder' end
  from role_assignment r join user_account u on u.id = r.user_id and u.state in ('active', 'invited')
  where r.revoked_at is null and r.role in ('recorder', 'officer') and caller_id() not in ('', 'anonymous')
    and caller_access() in ('phones.read', 'phones.manage') and area_in_scope(r.area_id)
  order by u.id, r.role desc, r.area_id
$$;
revoke all on function phone_people from public;
grant execute on function phone_people to tiengmo_app;
