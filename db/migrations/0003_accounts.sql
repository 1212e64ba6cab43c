create table user_account (
  id uuid primary key,
  username text not null unique check (username = lower(username)),
  display_name text not null,
  -- User name and display name without diacritics, for search.
  folded text not null,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  -- The last time step accepted, so that a code works once.
  totp_last_step bigint,
  state text not null default 'active' check (state in ('invited', 'active', 'disabled')),
  language text not null default 'vi' check (language in ('vi', 'en')),
  created_at timestamptz not null default now(),
  created_by text not null
);

create table role_assignment (
  id uuid primary key,
  user_id uuid not null references user_account (id),
  role text not null check (role in ('recorder', 'officer', 'leader', 'staff', 'administrator', 'auditor')),
  area_id uuid not null references area (id),
  granted_by text not null,
  granted_at timestamptz not null default now(),
  revoked_at timestamptz
);
create unique index role_assignment_once on role_assignment (user_id, role, area_id) where revoked_at is null;

create table user_session (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references user_account (id),
  device text not null default '',
  strength text not null check (strength in ('password', 'second', 'passkey')),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Ends the session where nothing was asked for so long; null on a device of one's own.
  idle_seconds integer,
  ended_at timestamptz
);
create index user_session_user on user_session (user_id) where ended_at is null;

create table passkey (
  id text primary key,
  user_id uuid not null references user_account (id),
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_user on passkey (user_id);

create table recovery_code (
  user_id uuid not null references user_account (id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- Links that work once: first set-up, invitation, password reset.
create table one_time_link (
  token_hash bytea primary key,
  kind text not null check (kind in ('setup', 'invitation', 'reset')),
  user_id uuid references user_account (id),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- A reset for somebody who lost the phone as well takes the second step away, too.
  removes_second_step boolean not null default false
);
create index one_time_link_user on one_time_link (user_id) where used_at is null;

-- A sign-in that waits for its second step, or a passkey ceremony under way.
create table sign_in_challenge (
  id uuid primary key,
  user_id uuid references user_account (id),
  kind text not null check (kind in ('totp', 'passkeySignIn', 'passkeyRegistration')),
  challenge text not null,
  attempts integer not null default 0,
  expires_at timestamptz not null
);

-- Failed attempts by key: a hash of a name from a place, never a name alone, never an address; see attempts.rules.ts.
create table sign_in_attempt (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);

-- A browser from which somebody signed in once: others' failures elsewhere never block it.
create table known_device (
  token_hash bytea not null,
  user_id uuid not null references user_account (id),
  last_used_at timestamptz not null default now(),
  primary key (user_id, token_hash)
);

-- How many sign-ins went well or not on a day: counts, nobody's name.
create table sign_in_tally (
  day date not null,
  outcome text not null check (outcome in ('signedIn', 'wrongCredentials', 'wrongCode', 'blocked')),
  number integer not null,
  primary key (day, outcome)
);
