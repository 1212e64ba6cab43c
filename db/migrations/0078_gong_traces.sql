-- What an alarm keeps: the name under which it was sounded; who was reached only for a while.

alter table gong_alarm add column sounded_by_name text not null default '';
update gong_alarm g set sounded_by_name = u.display_name from user_account u where u.id = g.sounded_by;

-- Since when who was reached, which phones were called and where in words are gone; figures and the alarm itself stay.
alter table gong_alarm add column traces_removed_at timestamptz;
create index gong_alarm_traces on gong_alarm (received_at) where traces_removed_at is null;
grant delete on gong_answer, gong_push to tiengmo_app;

-- Patrols that a wrong clock let begin in days to come are shown nowhere.
delete from patrol_presence where started_at > now() + interval '1 hour';
