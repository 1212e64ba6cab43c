-- Foundation: extensions, and the words of the caller that every policy reads.
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

revoke all on schema public from public;
grant usage on schema public to tiengmo_app;

-- Who is calling: a user's id, 'system' (jobs, command line) or 'anonymous' (set-up, sign-in). Empty: nobody.
create function caller_id() returns text language sql stable parallel safe
  return coalesce(current_setting('app.caller', true), '');

-- The areas whose subtrees (as of today) the caller may touch with the permission in hand.
create function caller_scope() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(nullif(current_setting('app.scope', true), ''), '*'), '{}')::uuid[];

-- True where the permission in hand is not bounded by an area.
create function caller_sees_all() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.scope', true), '') = '*' and caller_id() <> '';

create function array_add(a numeric[], b numeric[]) returns numeric[] language sql immutable parallel safe strict
  return array(select x + y from unnest(a, b) with ordinality as u(x, y, n) order by n);

-- The index of the half month (1st–14th, 15th–end) of a day in its year: 0 … 23.
create function half_of(day date) returns integer language sql immutable parallel safe strict
  return (extract(month from day)::int - 1) * 2 + case when extract(day from day) >= 15 then 1 else 0 end;

-- The days since the beginning of its half month: 0 … 16.
create function day_in_half(day date) returns integer language sql immutable parallel safe strict
  return case when extract(day from day) >= 15 then extract(day from day)::int - 15 else extract(day from day)::int - 1 end;

-- What happened, written in the transaction of what it records; nobody changes or removes a line.
create table audit_entry (
  id uuid primary key,
  at timestamptz not null default now(),
  caller text not null,
  action text not null,
  subject text not null,
  subject_id text not null,
  area_id uuid,
  details jsonb not null default '{}'
);
create index audit_entry_at on audit_entry (at desc, id);
create index audit_entry_subject on audit_entry (subject, subject_id, at desc);

-- One row: the place and the agency that this installation serves.
create table installation (
  only_one boolean primary key default true check (only_one),
  area_id uuid not null,
  agency_name text not null,
  parent_agency_name text not null,
  place_name text not null,
  set_up_at timestamptz not null default now()
);
