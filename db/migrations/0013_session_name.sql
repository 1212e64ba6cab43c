-- The session also says its holder's name, so that no write has to look it up.
drop function find_session(bytea);
create function find_session(hash bytea) returns table (
  session_id uuid, user_id uuid, display_name text, strength text, device text, role text, area_id uuid, area_kind text)
language plpgsql security definer set search_path = public as $$
begin
  update user_session s set last_seen_at = now()
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now() and s.last_seen_at < now() - interval '1 minute'
      and (s.idle_seconds is null or s.last_seen_at > now() - make_interval(secs => s.idle_seconds));
  return query
    select s.id, u.id, u.display_name, s.strength, s.device, r.role, r.area_id, a.kind
    from user_session s
    join user_account u on u.id = s.user_id and u.state = 'active'
    left join role_assignment r on r.user_id = u.id and r.revoked_at is null
    left join area a on a.id = r.area_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now()
      and (s.idle_seconds is null or s.last_seen_at > now() - make_interval(secs => s.idle_seconds));
end $$;
revoke all on function find_session from public;
grant execute on function find_session to tiengmo_app;
