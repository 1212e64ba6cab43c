-- Taking back goes on: each revision that took one back says which, so that the next one takes back the one before it.
-- Until now an undo stood against the revision before it, whatever that was.
alter table model_site_revision add undid integer;
update model_site_revision set undid = revision - 1 where action = 'undo';
-- The tasks that a change took away, or whose results it took back, as they stood before: what is taken back gives them
-- back, and no result of a check is lost.
alter table model_site_revision add tasks jsonb;
