-- Files that belong to a record: scans, photos, documents, and the papers that the program made. They lie in the
-- database, so that they come and go with what they belong to, and the same wall and backup hold for them.
create table stored_file (
  id uuid not null,
  province_id uuid not null,
  area_id uuid not null references area (id),
  subject_kind text not null,
  subject_id uuid not null,
  purpose text not null,
  file_name text not null,
  media_type text not null,
  size integer not null,
  hash text not null,
  generated boolean not null default false,
  -- Only with this permission in hand; null: with any that reaches the area (a household's signature is not for all).
  restricted_to text,
  created_by text not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (province_id, id)
);
create unique index stored_file_id on stored_file (id);
create index stored_file_subject on stored_file (subject_kind, subject_id, created_at);
create index stored_file_area on stored_file (area_id);

create table stored_file_content (
  province_id uuid not null,
  file_id uuid not null,
  content bytea not null,
  primary key (province_id, file_id),
  foreign key (province_id, file_id) references stored_file (province_id, id) on delete cascade
);
-- Pictures and Word files are packed already.
alter table stored_file_content alter column content set storage external;

-- The heading that an office last gave a kind of paper: agency, signer, recipients.
create table paper_heading (
  area_id uuid not null references area (id),
  kind text not null,
  heading jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (area_id, kind)
);

alter table stored_file enable row level security;
create policy stored_file_scope on stored_file for all
  using (((select caller_sees_all()) or area_id in (select area_id from scoped_area))
    and (restricted_to is null or caller_id() = 'system' or restricted_to = (select caller_access())))
  with check (((select caller_sees_all()) or area_id in (select area_id from scoped_area))
    and (restricted_to is null or caller_id() = 'system' or restricted_to = (select caller_access())));
grant select, insert, update, delete on stored_file to tiengmo_app;

alter table stored_file_content enable row level security;
create policy stored_file_content_scope on stored_file_content for all
  using (exists (select 1 from stored_file f where f.province_id = stored_file_content.province_id and f.id = file_id))
  with check (exists (select 1 from stored_file f where f.province_id = stored_file_content.province_id and f.id = file_id));
grant select, insert, delete on stored_file_content to tiengmo_app;

alter table paper_heading enable row level security;
create policy paper_heading_scope on paper_heading for all
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area))
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
grant select, insert, update on paper_heading to tiengmo_app;

-- Whoever works below an office makes his papers with the office's templates and heading.
create policy document_template_below on document_template for select
  using (exists (select 1 from scoped_area s join area_path_today p on p.area_id = s.area_id
    where p.ancestor_id = document_template.area_id));
create policy paper_heading_below on paper_heading for select
  using (exists (select 1 from scoped_area s join area_path_today p on p.area_id = s.area_id
    where p.ancestor_id = paper_heading.area_id));
