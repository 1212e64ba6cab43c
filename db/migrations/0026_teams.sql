-- People who serve in teams and committees: name, contact, year of birth and sex, and nothing more.
-- area_id is the home, one for each person: there he is counted once, however many teams he sits in.
create table person (
  id uuid not null,
  province_id uuid not null,
  area_id uuid not null references area (id),
  name text not null,
  folded text not null,
  contact text not null default '',
  birth_year smallint check (birth_year between 1900 and 2100),
  sex text check (sex in ('female', 'male')),
  revision integer not null default 1,
  import_id uuid,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (id, province_id)
);
create unique index person_id on person (id);
create index person_area on person (area_id);
create index person_folded on person using gin (folded gin_trgm_ops);
create index person_import on person (import_id) where import_id is not null;

-- The statutory security team, the unpaid neighbours' group, the mediation team and the team of a model are different things.
create table team (
  id uuid not null,
  province_id uuid not null,
  area_id uuid not null references area (id),
  organization_id uuid references organization (id),
  kind text not null check (kind in ('securityTeam', 'selfManagedGroup', 'mediationTeam', 'modelTeam')),
  name text not null,
  folded text not null,
  founded_on date not null,
  decision text not null default '',
  -- Households that a neighbours' group is made of.
  households integer check (households >= 0),
  note text not null default '',
  -- From this day on the team no longer counts.
  disbanded_on date,
  disband_reason text not null default '',
  voided boolean not null default false,
  void_reason text not null default '',
  revision integer not null default 1,
  import_id uuid,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (id, province_id),
  check (disbanded_on is null or disbanded_on >= founded_on)
);
create unique index team_id on team (id);
create index team_area on team (area_id);
create index team_list on team (folded, id);
create index team_folded on team using gin (folded gin_trgm_ops);
create index team_import on team (import_id) where import_id is not null;

-- The sites of models that a team carries out.
create table team_site (
  province_id uuid not null,
  team_id uuid not null references team (id) on delete cascade,
  site_id uuid not null,
  area_id uuid not null references area (id),
  primary key (team_id, site_id, province_id)
);
create index team_site_site on team_site (site_id);

create table membership (
  id uuid not null,
  province_id uuid not null,
  team_id uuid not null references team (id) on delete cascade,
  person_id uuid not null references person (id),
  area_id uuid not null references area (id),
  role text not null check (role in ('teamLeader', 'deputyLeader', 'teamMember', 'mediator')),
  chosen text not null default 'unknown' check (chosen in ('elected', 'nominated', 'unknown')),
  joined_on date not null,
  -- From this day on he is no longer a member.
  left_on date,
  left_reason text not null default '',
  position smallint not null default 0,
  import_id uuid,
  primary key (id, province_id),
  check (left_on is null or left_on > joined_on),
  exclude using gist (team_id with =, person_id with =, daterange(joined_on, left_on) with &&)
);
create unique index membership_id on membership (id);
create index membership_team on membership (team_id);
create index membership_person on membership (person_id);
create index membership_area on membership (area_id);
create index membership_import on membership (import_id) where import_id is not null;

create table team_training (
  id uuid not null,
  province_id uuid not null,
  team_id uuid not null references team (id) on delete cascade,
  area_id uuid not null references area (id),
  day date not null,
  topic text not null,
  hours numeric check (hours > 0),
  held_by text not null default '',
  entered_by text not null,
  entered_at timestamptz not null default now(),
  primary key (id, province_id)
);
create unique index team_training_id on team_training (id);
create index team_training_team on team_training (team_id, day desc);

create table team_training_person (
  province_id uuid not null,
  training_id uuid not null references team_training (id) on delete cascade,
  person_id uuid not null references person (id),
  area_id uuid not null references area (id),
  day date not null,
  primary key (training_id, person_id, province_id)
);
create index team_training_person_person on team_training_person (person_id);

create table team_equipment (
  id uuid not null,
  province_id uuid not null,
  team_id uuid not null references team (id) on delete cascade,
  area_id uuid not null references area (id),
  name text not null,
  number integer not null check (number > 0),
  received_on date,
  condition text not null default 'good' check (condition in ('good', 'worn', 'broken', 'missing')),
  note text not null default '',
  position smallint not null default 0,
  primary key (id, province_id)
);
create index team_equipment_team on team_equipment (team_id);

-- A list of members that came in as a workbook: read, shown, taken in, taken back.
create table roster (
  id uuid not null,
  province_id uuid not null,
  area_id uuid not null references area (id),
  file_name text not null,
  file_hash text not null,
  state text not null check (state in ('checked', 'committed', 'undone')),
  -- What was read: rows by team, problems, columns that are not kept. Emptied of people once taken in or thrown away.
  plan jsonb not null,
  counts jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  undone_at timestamptz,
  primary key (id, province_id)
);
create unique index roster_id on roster (id);
create index roster_area on roster (area_id, created_at desc);

do $$
declare t text;
begin
  foreach t in array array['person', 'team', 'team_site', 'membership', 'team_training', 'team_training_person',
                           'team_equipment', 'roster'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for all using ((select caller_sees_all()) or area_id in (select area_id from scoped_area)) with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area))', t || '_scope', t);
    execute format('grant select, insert, update, delete on %I to tiengmo_app', t);
  end loop;
end $$;
-- A person from elsewhere is seen where he serves.
create policy person_serves on person for select using (id in (select person_id from membership));
