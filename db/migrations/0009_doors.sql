-- Doors in the second wall: three functions that run with the owner's rights, each for one narrow purpose.

-- A job is queued in the transaction of what asks for it; the queue itself is closed to the application's role.
create function enqueue_job(job text, payload json) returns void language plpgsql security definer set search_path = public as $$
begin
  perform graphile_worker.add_job(job, payload);
end $$;
revoke all on function enqueue_job from public;
grant execute on function enqueue_job to tiengmo_app;

-- Who holds this session token; nothing where it has ended or expired. Notes the visit at most once a minute.
create function find_session(hash bytea) returns table (
  session_id uuid, user_id uuid, strength text, device text, role text, area_id uuid, area_kind text)
language plpgsql security definer set search_path = public as $$
begin
  update user_session s set last_seen_at = now()
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now() and s.last_seen_at < now() - interval '1 minute'
      and (s.idle_seconds is null or s.last_seen_at > now() - make_interval(secs => s.idle_seconds));
  return query
    select s.id, u.id, s.strength, s.device, r.role, r.area_id, a.kind
    from user_session s
    join user_account u on u.id = s.user_id and u.state = 'active'
    left join role_assignment r on r.user_id = u.id and r.revoked_at is null
    left join area a on a.id = r.area_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now()
      and (s.idle_seconds is null or s.last_seen_at > now() - make_interval(secs => s.idle_seconds));
end $$;
revoke all on function find_session from public;
grant execute on function find_session to tiengmo_app;

-- Whether the first set-up is done: asked before anybody can sign in.
create function is_set_up() returns boolean language sql stable security definer set search_path = public
  as 'select exists (select 1 from installation)';
revoke all on function is_set_up from public;
grant execute on function is_set_up to tiengmo_app;
