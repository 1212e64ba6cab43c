-- A team's link to a site has days, so that a merger of sites moves it without changing what was before: null is as long
-- as the team itself.
alter table team_site add from_day date;
alter table team_site add to_day date;

-- A merger of two sites is an act that can be taken back, with what it moved.
alter table model_operation drop constraint model_operation_kind_check;
alter table model_operation add constraint model_operation_kind_check
  check (kind in ('kindMerger', 'replication', 'siteMerger'));
