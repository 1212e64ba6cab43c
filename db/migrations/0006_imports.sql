create table import (
  id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  file_name text not null,
  file_hash text not null,
  file_size bigint not null,
  state text not null check (state in ('uploaded', 'checking', 'checked', 'committing', 'committed', 'undoing', 'undone', 'failed')),
  progress jsonb not null default '{}',
  failure jsonb,
  created_by text not null,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  undone_at timestamptz
);
create index import_area on import (area_id, created_at desc);

create table import_sheet (
  province_id uuid not null,
  import_id uuid not null references import (id) on delete cascade,
  position smallint not null,
  sheet text not null,
  kind text,
  header_row integer,
  columns jsonb not null default '[]',
  data_rows integer not null default 0,
  accepted integer not null default 0,
  problem_rows integer not null default 0,
  duplicates integer not null default 0,
  already_known integer not null default 0,
  committed_at timestamptz,
  primary key (province_id, import_id, position)
);

create table import_row (
  province_id uuid not null,
  import_id uuid not null references import (id) on delete cascade,
  position smallint not null,
  row integer not null,
  state text not null check (state in ('accepted', 'problem', 'duplicate', 'known', 'left')),
  -- As found: the text of every cell by its header.
  found jsonb not null,
  values jsonb,
  area_id uuid,
  organization_id uuid,
  day date,
  problems jsonb not null default '[]',
  duplicate_of integer,
  source_hash text not null,
  record_id uuid,
  primary key (province_id, import_id, position, row)
);
create index import_row_state on import_row (import_id, position, state, row);
create index import_row_hash on import_row (import_id, position, source_hash);
