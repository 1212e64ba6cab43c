-- Short messages of a commune to the phones of its hamlets. Not a chat: one text, read receipts, one line back.
create table field_message (
  id uuid primary key,
  province_id uuid not null,
  -- Whose message it is: the commune in which it was written.
  area_id uuid not null references area (id),
  -- Empty once its time was over for long: then only that there was one is kept.
  text text not null check (length(text) <= 500),
  sent_by uuid not null references user_account (id),
  sent_at timestamptz not null default now(),
  -- The last day on which phones show it.
  until_day date not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references user_account (id),
  removed_at timestamptz
);
create index field_message_sent on field_message (area_id, sent_at desc);
create index field_message_open on field_message (until_day) where removed_at is null;

-- To whom: these areas and what hangs under them.
create table field_message_area (
  message_id uuid not null references field_message (id),
  area_id uuid not null references area (id),
  primary key (message_id, area_id)
);
create index field_message_area_area on field_message_area (area_id);

-- Who has read it, and the one line that he answered.
create table field_message_receipt (
  message_id uuid not null references field_message (id),
  user_id uuid not null references user_account (id),
  read_at timestamptz not null default now(),
  reply text check (length(reply) between 1 and 200),
  replied_at timestamptz,
  primary key (message_id, user_id),
  check ((reply is null) = (replied_at is null))
);

alter table field_message enable row level security;
alter table field_message_area enable row level security;
alter table field_message_receipt enable row level security;
-- Whoever the message goes to sees that it does, and whoever looks after the places.
create policy field_message_area_read on field_message_area for select
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or caller_below(area_id));
create policy field_message_area_write on field_message_area for insert
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
create policy field_message_read on field_message for select using (
  (select caller_sees_all()) or area_id in (select area_id from scoped_area) or exists (
    select 1 from field_message_area t where t.message_id = id and caller_below(t.area_id)));
create policy field_message_insert on field_message for insert
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
create policy field_message_update on field_message for update
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area));
create policy field_message_receipt_scope on field_message_receipt for all
  using ((select caller_sees_all()) or user_id::text = (select caller_id()) or exists (
    select 1 from field_message m where m.id = message_id and m.area_id in (select area_id from scoped_area)))
  with check ((select caller_sees_all()) or user_id::text = (select caller_id()));
grant select, insert, update on field_message to tiengmo_app;
grant select, insert on field_message_area to tiengmo_app;
grant select, insert, update, delete on field_message_receipt to tiengmo_app;

-- Sessions are forgotten a month after their end; the phone's line stays without it.
alter table field_phone alter column session_id drop not null;
alter table field_phone drop constraint field_phone_session_id_fkey;
alter table field_phone add constraint field_phone_session_id_fkey
  foreign key (session_id) references user_session (id) on delete set null;
create index field_phone_session on field_phone (session_id);

-- A patrol that is over is remembered for a while: its beginning may arrive after its end.
alter table patrol_presence add column ended_at timestamptz;

-- The name under which the phone was bound: revisions carry it as their device, whatever the phone is called later.
alter table field_phone add column bound_name text;
update field_phone set bound_name = name;
alter table field_phone alter column bound_name set not null;
