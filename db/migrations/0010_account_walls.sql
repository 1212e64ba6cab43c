-- Walls around accounts and the audit log. Who is nobody yet (anonymous) reads no account: what sign-in needs comes
-- through doors below that answer for one key in hand. Who signed in reads his own; an administrator, with the
-- permission accounts.manage in hand, reads and changes those who hold a role in his areas.

-- The permission in hand: scope without it would let any permission of the caller open the accounts of his area.
create function caller_access() returns text language sql stable parallel safe
  return coalesce(current_setting('app.access', true), '');

create function is_system() returns boolean language sql stable parallel safe
  return caller_id() = 'system';

create function manages_accounts() returns boolean language sql stable parallel safe
  return caller_access() = 'accounts.manage' and caller_id() not in ('', 'anonymous');

do $$
declare t text;
begin
  foreach t in array array['user_account', 'role_assignment', 'user_session', 'passkey', 'recovery_code', 'one_time_link',
                           'sign_in_challenge', 'sign_in_attempt', 'known_device', 'sign_in_tally'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update on %I to tiengmo_app', t);
    execute format('create policy %I on %I for all using ((select is_system()))', t || '_system', t);
  end loop;
  foreach t in array array['role_assignment', 'user_session', 'passkey', 'recovery_code', 'sign_in_challenge', 'known_device'] loop
    execute format('create policy %I on %I for select using (user_id::text = (select caller_id()))', t || '_own', t);
  end loop;
  foreach t in array array['user_session', 'passkey', 'recovery_code', 'sign_in_challenge', 'known_device'] loop
    execute format('create policy %I on %I for all using (user_id::text = (select caller_id()))', t || '_own_write', t);
  end loop;
end $$;
grant delete on sign_in_challenge, sign_in_attempt, passkey, recovery_code, known_device, user_session, one_time_link to tiengmo_app;

create policy role_assignment_manage on role_assignment for all
  using ((select manages_accounts()) and ((select caller_sees_all()) or area_id in (select area_id from scoped_area)));

create policy user_account_own on user_account for select using (id::text = (select caller_id()));
create policy user_account_own_write on user_account for update using (id::text = (select caller_id()));
create policy user_account_manage on user_account for select
  using ((select manages_accounts()) and exists (select 1 from role_assignment r where r.user_id = user_account.id));
create policy user_account_manage_write on user_account for update
  using ((select manages_accounts()) and exists (select 1 from role_assignment r where r.user_id = user_account.id));
create policy user_account_invite on user_account for insert
  with check ((select manages_accounts()) and state = 'invited' and password_hash is null and created_by = (select caller_id()));

create policy user_session_manage on user_session for select
  using ((select manages_accounts()) and exists (select 1 from user_account u where u.id = user_id));
create policy user_session_manage_write on user_session for update
  using ((select manages_accounts()) and exists (select 1 from user_account u where u.id = user_id));

create policy passkey_manage on passkey for select
  using ((select manages_accounts()) and exists (select 1 from user_account u where u.id = user_id));

create policy one_time_link_manage on one_time_link for all
  using ((select manages_accounts()) and exists (select 1 from user_account u where u.id = user_id));

-- A passkey ceremony begins before anybody is known.
create policy sign_in_challenge_begin on sign_in_challenge for insert
  with check ((select caller_id()) <> '' and kind = 'passkeySignIn' and user_id is null);

-- Hashes and counts: they say nothing about anybody, and whoever tries to sign in has to write them.
create policy sign_in_attempt_all on sign_in_attempt for all using ((select caller_id()) <> '');
create policy sign_in_tally_all on sign_in_tally for all using ((select caller_id()) <> '');

-- The audit log: anybody may add a line in his own name; reading needs the permission audit.read and its areas. Lines
-- of no area belong to the installation as a whole, for whoever may read the log of its place.
alter table audit_entry enable row level security;
create policy audit_entry_add on audit_entry for insert with check (caller = (select caller_id()) and caller <> '');
create policy audit_entry_read on audit_entry for select using ((select is_system()) or ((select caller_access()) = 'audit.read'
  and ((select caller_sees_all()) or area_id in (select area_id from scoped_area)
    or (area_id is null and exists (select 1 from installation i where i.area_id in (select area_id from scoped_area))))));
grant select, insert on audit_entry to tiengmo_app;

-- Doors. Each runs with the owner's rights and answers for one key that the asker holds.

-- The account of a user name, and whether this device is known for it.
create function find_account_for_sign_in(name text, device bytea) returns table (
  user_id uuid, password_hash text, state text, has_totp boolean, device_known boolean)
language sql stable security definer set search_path = public as $$
  select u.id, u.password_hash, u.state, u.totp_confirmed_at is not null,
         exists (select 1 from known_device d where d.user_id = u.id and d.token_hash = device)
  from user_account u where u.username = name
$$;

-- The owner of a passkey, with what is needed to check the signature.
create function find_passkey_for_sign_in(passkey_id text) returns table (
  user_id uuid, state text, public_key bytea, counter bigint, transports text[], has_totp boolean)
language sql stable security definer set search_path = public as $$
  select u.id, u.state, p.public_key, p.counter, p.transports, u.totp_confirmed_at is not null
  from passkey p join user_account u on u.id = p.user_id where p.id = passkey_id
$$;

-- A challenge that still runs, counting this attempt; nothing once it ran out of time or attempts.
create function take_challenge(challenge_id uuid, wanted_kind text, most_attempts integer) returns table (
  user_id uuid, challenge text)
language sql volatile security definer set search_path = public as $$
  update sign_in_challenge c set attempts = c.attempts + 1
  where c.id = challenge_id and c.kind = wanted_kind and c.expires_at > now() and c.attempts < most_attempts
  returning c.user_id, c.challenge
$$;

create function drop_challenge(challenge_id uuid) returns void
language sql volatile security definer set search_path = public as
  'delete from sign_in_challenge where id = challenge_id';

-- What a one-time link is for; nothing where it was used or has run out.
create function find_link(hash bytea) returns table (
  kind text, user_id uuid, username text, display_name text, removes_second_step boolean)
language sql stable security definer set search_path = public as $$
  select l.kind, l.user_id, u.username, u.display_name, l.removes_second_step
  from one_time_link l left join user_account u on u.id = l.user_id
  where l.token_hash = hash and l.used_at is null and l.expires_at > now() and (u.id is null or u.state <> 'disabled')
$$;

-- Uses a link up: true for exactly one of those who try.
create function use_link(hash bytea) returns boolean
language plpgsql volatile security definer set search_path = public as $$
begin
  update one_time_link set used_at = now() where token_hash = hash and used_at is null and expires_at > now();
  return found;
end $$;

-- Names of those who did something, for lists that show who did it: nothing but the name, for ids that one has.
create function account_names(ids uuid[]) returns table (id uuid, display_name text)
language sql stable security definer set search_path = public as $$
  select u.id, u.display_name from user_account u where u.id = any (ids) and caller_id() not in ('', 'anonymous')
$$;

-- Whether an account holds a role outside of the caller's areas: then he may not reset or disable it.
create function reaches_beyond(account uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select not caller_sees_all() and exists (
    select 1 from role_assignment r where r.user_id = account and r.revoked_at is null
      and r.area_id not in (select p.area_id from area_path_today p where p.ancestor_id = any (caller_scope())))
$$;

-- How many active administrators reach the whole installation. Holds the lock until commit, so that two of them
-- can't take each other's role away at the same time.
create function count_administrators() returns integer
language plpgsql volatile security definer set search_path = public as $$
begin
  perform pg_advisory_xact_lock(7274937);
  return (select count(distinct u.id) from user_account u
    join role_assignment r on r.user_id = u.id and r.revoked_at is null and r.role = 'administrator'
    where u.state = 'active' and r.area_id in (
      select p.ancestor_id from installation i join area_path_today p on p.area_id = i.area_id));
end $$;

do $$
declare f text;
begin
  foreach f in array array['find_account_for_sign_in', 'find_passkey_for_sign_in', 'take_challenge', 'drop_challenge',
                           'find_link', 'use_link', 'account_names', 'reaches_beyond', 'count_administrators'] loop
    execute format('revoke all on function %I from public', f);
    execute format('grant execute on function %I to tiengmo_app', f);
  end loop;
end $$;
