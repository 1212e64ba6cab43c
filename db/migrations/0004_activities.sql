-- An activity is a filled-in form. Its values are typed by the form's definition (data/forms).
create table activity (
  id uuid not null,
  province_id uuid not null,
  form text not null,
  form_version integer not null,
  area_id uuid not null references area (id),
  organization_id uuid references organization (id),
  day date not null,
  values jsonb not null,
  -- Columns of a book that no field of the form takes, kept as they were.
  notes jsonb not null default '{}',
  state text not null check (state in ('draft', 'submitted', 'verified', 'returned', 'voided')),
  -- The state before it was voided, to restore it.
  state_before_void text,
  reason text not null default '',
  revision integer not null,
  search text not null,
  source_hash text,
  import_id uuid,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (id, province_id)
);
-- An id is one record, whatever the province: two phones that send it at once with days on either side of a reform
-- must not make two of it.
create unique index activity_id on activity (id);
-- Lists run by day, newest first; the id settles the order within a day.
create index activity_day on activity (day, id);
create index activity_area on activity (area_id, day, id);
create index activity_import on activity (import_id) where import_id is not null;
create index activity_source on activity (source_hash) where source_hash is not null;
create index activity_search on activity using gin (search gin_trgm_ops);

-- Every change of an activity, as it stood afterwards; what it was before is the revision before.
create table activity_revision (
  province_id uuid not null,
  activity_id uuid not null,
  revision integer not null,
  -- The activity's area at that time: what row-level security asks when a revision is added.
  area_id uuid not null,
  action text not null,
  at timestamptz not null default now(),
  by text not null,
  device text not null default '',
  reason text not null default '',
  after jsonb not null,
  primary key (activity_id, revision, province_id)
);
