-- What a phone's service worker sends while the app is closed: commands sealed with a key that the phone and the server share.

-- Sealed with the installation's own key and bound to the phone; a copy of the database opens no envelope.
alter table field_phone add column courier_key text;

-- Which commands of phones have been done: an envelope that somebody copied does nothing a second time.
create table sync_done (
  command_id uuid primary key,
  province_id uuid not null,
  area_id uuid not null references area (id),
  phone_id uuid not null references field_phone (id),
  user_id uuid not null references user_account (id),
  done_on date not null
);
create index sync_done_day on sync_done (done_on);
alter table sync_done enable row level security;
create policy sync_done_scope on sync_done for all
  using ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or user_id::text = (select caller_id()))
  with check ((select caller_sees_all()) or area_id in (select area_id from scoped_area) or user_id::text = (select caller_id()));
grant select, insert, delete on sync_done to tiengmo_app;

-- The door for envelopes: whose phone it is and by which session, as long as that runs and the phone was not wiped. Who
-- holds no key of the phone learns nothing by it: it answers to the server alone, which opens the envelope first.
create function find_courier(phone uuid) returns table (courier_key text, token_hash bytea)
language sql stable security definer set search_path = public as $$
  select p.courier_key, s.token_hash
  from field_phone p join user_session s on s.id = p.session_id
  where p.id = phone and p.wiped_at is null and p.courier_key is not null and s.ended_at is null
$$;
revoke all on function find_courier from public;
grant execute on function find_courier to tiengmo_app;
