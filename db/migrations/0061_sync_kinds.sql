-- Phones send commands of several kinds; what could not be done is kept with its kind, to be tried again.
alter table sync_item add column kind text not null default 'activity.save';

-- Patrols that are out now, as far as their phones could say: who and since when, never where they walk. Gone with their end.
create table patrol_presence (
  -- The record that the patrol will become.
  record_id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  phone_id uuid not null references field_phone (id),
  user_id uuid not null references user_account (id),
  people integer not null check (people between 1 and 999),
  started_at timestamptz not null
);
create index patrol_presence_area on patrol_presence (area_id, started_at);
alter table patrol_presence enable row level security;
create policy patrol_presence_scope on patrol_presence for all
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or user_id::text = (select caller_id()))
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or user_id::text = (select caller_id()));
grant select, insert, update, delete on patrol_presence to tiengmo_app;
