-- What came in a file names who brought it: a file proves nothing of who wrote it.
alter table sync_item add column brought_by text;

-- How many items of a phone wait is asked before another one is kept.
create index sync_item_phone_open on sync_item (phone_id) where settlement is null;
