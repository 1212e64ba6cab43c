-- A team can come to a site, leave it and come again: each stretch of days is a row of its own, so that a later merger
-- never writes over the days of an ended link. One without a first day is as old as the team.
alter table team_site drop constraint team_site_pkey;
create unique index team_site_span on team_site (team_id, site_id, from_day, province_id) nulls not distinct;
create unique index team_site_open on team_site (team_id, site_id) where to_day is null;
alter table team_site add constraint team_site_days check (to_day >= from_day);
