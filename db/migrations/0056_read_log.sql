-- Who opened what and why. Each line holds the hash of the one before it; nobody changes or removes one.
create table read_log (
  seq bigint primary key check (seq > 0),
  at timestamptz not null,
  reader text not null,
  what text not null,
  subject_id text not null,
  label text not null,
  area_id uuid not null references area (id),
  reason text not null,
  words text not null,
  previous text not null,
  hash text not null
);
create index read_log_area on read_log (area_id, seq desc);
create index read_log_subject on read_log (subject_id, seq desc);

-- The end of the chain, sealed with the installation's key: whoever has the database alone can't make another end.
create table read_log_head (
  only_one boolean primary key default true check (only_one),
  seq bigint not null,
  hash text not null,
  seal text not null
);
insert into read_log_head (seq, hash, seal) values (0, '', '');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the read log is only added to' using errcode = 'insufficient_privilege';
end $$;
create trigger read_log_stays before update or delete on read_log for each row execute function refuse_change();
create trigger read_log_is_kept before truncate on read_log for each statement execute function refuse_change();

alter table read_log enable row level security;
alter table read_log_head enable row level security;
grant select, insert on read_log to tiengmo_app;
grant select, update on read_log_head to tiengmo_app;
create policy read_log_add on read_log for insert
  with check (reader = (select caller_id()) and reader not in ('', 'anonymous'));
create policy read_log_read on read_log for select using ((select is_system())
  or ((select caller_access()) = 'readings.read' and ((select caller_sees_all()) or area_id in (select area_id from scoped_area))));
create policy read_log_head_all on read_log_head for all using ((select caller_id()) not in ('', 'anonymous'));

-- The whole chain, for checking it: whoever sees a part of the log may learn whether all of it is whole.
create function read_log_chain(after_seq bigint, most integer) returns setof read_log
language sql stable security definer set search_path = public as $$
  select * from read_log where seq > after_seq and (is_system() or caller_access() = 'readings.read') order by seq limit most
$$;
revoke all on function read_log_chain from public;
grant execute on function read_log_chain to tiengmo_app;
