create table report (
  id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  kind text not null check (kind in ('halfYear', 'year')),
  year integer not null,
  half smallint check (half in (1, 2)),
  period_scheme text not null,
  from_day date not null,
  to_day date not null,
  lens text not null check (lens in ('then', 'today')),
  -- Approval, locking and snapshots have their place here; today every report is a draft.
  state text not null default 'draft' check (state in ('draft', 'approved', 'locked')),
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check ((kind = 'year') = (half is null)),
  unique nulls not distinct (area_id, kind, year, half)
);

-- Each saving of the heading and the free texts is a version; none is lost.
create table report_version (
  province_id uuid not null,
  report_id uuid not null references report (id),
  version integer not null,
  heading jsonb not null,
  texts jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null default now(),
  primary key (province_id, report_id, version)
);

-- The Word templates that an office has edited; without a row the shipped one is used.
create table document_template (
  area_id uuid not null references area (id),
  kind text not null,
  file_name text not null,
  content bytea not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null default now(),
  primary key (area_id, kind)
);
