-- A file that goes in: received, checked row by row (the dry run), mended, committed sheet by sheet, and taken back again.
create table import (
  id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  file_name text not null,
  file_kind text not null check (file_kind in ('xlsx', 'csv')),
  file_hash text not null,
  file_size bigint not null,
  state text not null check (state in ('uploaded', 'checking', 'checked', 'committing', 'committed', 'undone', 'failed')),
  progress jsonb not null default '{}',
  failure jsonb,
  -- Whoever checks writes his own token here; an older run that still goes on finds another one and stops.
  runner uuid,
  -- The day on which households and people of the list of hamlets were counted; `given` where a person said so.
  profile_day date,
  profile_day_given boolean not null default false,
  -- What people said about texts: folded place → place, 'form.field.label' → choice.
  aliases jsonb not null default '{"places": {}, "choices": {}}',
  created_by text not null,
  created_at timestamptz not null default now(),
  committed_by text,
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
  missing jsonb not null default '[]',
  data_rows integer not null default 0,
  accepted integer not null default 0,
  problem_rows integer not null default 0,
  duplicates integer not null default 0,
  already_known integer not null default 0,
  left_out integer not null default 0,
  committed_at timestamptz,
  primary key (province_id, import_id, position)
);
create index import_sheet_import on import_sheet (import_id);

create table import_row (
  province_id uuid not null,
  import_id uuid not null references import (id) on delete cascade,
  position smallint not null,
  row integer not null,
  state text not null check (state in ('accepted', 'problem', 'duplicate', 'known', 'left')),
  -- As found: the cells in the order of the sheet's columns.
  found jsonb not null,
  -- What a person said about this row: cells by header, take it all the same, leave it out.
  mend jsonb not null default '{}',
  values jsonb,
  notes jsonb not null default '{}',
  area_id uuid,
  organization_id uuid,
  day date,
  problems jsonb not null default '[]',
  duplicate_of integer,
  known boolean not null default false,
  source_hash text not null,
  -- The hash of the row as a person mended it, so that the mended book is known as well.
  mended_hash text,
  -- The record that the row becomes; made with the row, so that a repeated commit makes the same record.
  record_id uuid not null,
  -- What the row replaced when it was committed, to put it back: a count of the same hamlet and day.
  replaced jsonb,
  primary key (province_id, import_id, position, row)
);
create index import_row_state on import_row (import_id, position, state, row);
create index import_row_mended on import_row (mended_hash) where mended_hash is not null;

-- Hamlets and organisations that the file names and the program does not know yet; made when the import is committed.
create table import_place (
  province_id uuid not null,
  import_id uuid not null references import (id) on delete cascade,
  -- The id that it gets; rows refer to it before it exists.
  id uuid not null,
  kind text not null check (kind in ('hamlet', 'organization')),
  organization_kind text,
  name text not null,
  name_key text not null,
  -- The sheet of hamlets, the words of a name (Trường …), or a person who mends.
  origin text not null check (origin in ('sheet', 'words', 'person')),
  -- When this import made it; null where it is not made yet or was there by then (used_id).
  made_at timestamptz,
  used_id uuid,
  primary key (province_id, import_id, id),
  unique (import_id, kind, name_key)
);
