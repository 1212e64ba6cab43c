-- Pictures and recordings that records name (docs/adr/0015-uploads-in-pieces.md). They come on their own, after the record.

-- What was sent: compared when it is sent again, and equal to `hash` unless the picture had to be drawn anew.
alter table stored_file add column sent_hash text;
alter table stored_file add column sent_size integer;
-- Why a picture was not taken: the row then has no content and stands in no list.
alter table stored_file add column refused jsonb;

-- A record that is moved to another hamlet takes its pictures with it: who may see them goes by the record's place.
create function attachments_follow() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  update stored_file set area_id = new.area_id where subject_kind = 'activity' and subject_id = new.id;
  return null;
end $$;
revoke all on function attachments_follow from public;
create trigger attachments_follow after update of area_id on activity
  for each row when (old.area_id is distinct from new.area_id) execute function attachments_follow();
