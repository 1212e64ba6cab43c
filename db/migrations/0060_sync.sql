-- What phones send and fetch.

-- The transaction of a change: a phone that has seen all up to a snapshot asks for what came since. Numbers of a sequence
-- would skip a change whose transaction began earlier and ended later.
alter table activity_revision add column changed_xid xid8 not null default pg_current_xact_id();
create index activity_revision_changes on activity_revision (area_id, changed_xid, activity_id, revision);

-- One person on one phone. The phone itself keeps the session's token, locked by the person's PIN.
create table field_phone (
  id uuid primary key,
  user_id uuid not null references user_account (id),
  -- Where the person records: who looks after the phone.
  area_id uuid not null references area (id),
  session_id uuid not null references user_session (id),
  name text not null,
  bound_at timestamptz not null default now(),
  bound_by text not null,
  last_seen_at timestamptz not null default now(),
  -- What the phone said of itself then: entries that have not left it, and how far its clock is ahead.
  waiting integer not null default 0 check (waiting >= 0),
  clock_ahead_seconds integer not null default 0,
  wipe_ordered_at timestamptz,
  wipe_ordered_by text,
  wiped_at timestamptz
);
create index field_phone_area on field_phone (area_id);

-- An entry that could not be stored as it came: refused, or changed by somebody else in the same field. It stays until
-- somebody who knows has settled it.
create table sync_item (
  -- The command's id, made by the phone.
  id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  phone_id uuid not null references field_phone (id),
  user_id uuid not null references user_account (id),
  record_id uuid not null,
  outcome text not null check (outcome in ('refused', 'conflict')),
  payload jsonb not null,
  problem jsonb,
  conflicts jsonb not null default '[]',
  made_at timestamptz not null,
  received_at timestamptz not null default now(),
  settlement text check (settlement in ('repaired', 'chosen', 'dropped')),
  settled_at timestamptz,
  settled_by text,
  reason text not null default '',
  check ((settlement is null) = (settled_at is null))
);
create index sync_item_open on sync_item (area_id, received_at) where settlement is null;
create index sync_item_record on sync_item (record_id) where settlement is null;

do $$
declare t text;
begin
  foreach t in array array['field_phone', 'sync_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or user_id::text = (select caller_id())) with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or user_id::text = (select caller_id()))', t || '_scope', t);
    execute format('grant select, insert, update on %I to tiengmo_app', t);
  end loop;
end $$;

-- A code that binds a phone to a person, once; the officer reads it out or shows it as a QR code.
create table field_phone_code (
  code_hash bytea primary key,
  user_id uuid not null references user_account (id),
  area_id uuid not null references area (id),
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
alter table field_phone_code enable row level security;
create policy field_phone_code_scope on field_phone_code for all
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
grant select, insert, update on field_phone_code to tiengmo_app;

-- The door for whoever holds a code: opens for exactly one of those who try. Whoever was invited and never chose a
-- password needs none: the phone is the key.
create function take_phone_code(hash bytea) returns table (user_id uuid, area_id uuid, created_by text)
language plpgsql security definer set search_path = public as $$
begin
  update user_account u set state = 'active' from field_phone_code c
    where c.code_hash = hash and c.used_at is null and c.expires_at > now() and u.id = c.user_id and u.state = 'invited';
  return query
    update field_phone_code c set used_at = now() from user_account u
    where c.code_hash = hash and c.used_at is null and c.expires_at > now() and u.id = c.user_id and u.state = 'active'
    returning c.user_id, c.area_id, c.created_by;
end $$;

-- Who records in the caller's areas, for whoever hands out phones there.
create function phone_people() returns table (user_id uuid, display_name text, area_id uuid)
language sql stable security definer set search_path = public as $$
  select distinct on (u.id) u.id, u.display_name, r.area_id
  from role_assignment r join user_account u on u.id = r.user_id and u.state in ('active', 'invited')
  where r.revoked_at is null and r.role in ('recorder', 'officer') and caller_id() not in ('', 'anonymous')
    and caller_access() in ('phones.read', 'phones.manage') and area_in_scope(r.area_id)
  order by u.id, r.role desc, r.area_id
$$;
revoke all on function phone_people from public;
grant execute on function phone_people to tiengmo_app;
revoke all on function take_phone_code from public;
grant execute on function take_phone_code to tiengmo_app;

-- The session that a phone opens is as strong as its PIN.
alter table user_session drop constraint user_session_strength_check;
alter table user_session add constraint user_session_strength_check check (strength in ('password', 'second', 'passkey', 'phone'));

-- Whoever recorded for a hamlet that was merged records for the hamlet that it went into.
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
