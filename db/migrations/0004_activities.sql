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
  changed_at timestamptz not null default now(),
  primary key (id, province_id)
);
create index activity_book on activity (province_id, form, day desc, id);
create index activity_area on activity (area_id, form, day desc);
create index activity_import on activity (import_id) where import_id is not null;
create index activity_source on activity (province_id, source_hash) where source_hash is not null;
create index activity_search on activity using gin (search gin_trgm_ops);

create table activity_revision (
  province_id uuid not null,
  activity_id uuid not null,
  revision integer not null,
  action text not null,
  at timestamptz not null default now(),
  by text not null,
  device text not null default '',
  reason text not null default '',
  before jsonb,
  after jsonb not null,
  primary key (province_id, activity_id, revision)
);
