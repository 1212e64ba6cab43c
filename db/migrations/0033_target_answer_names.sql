-- Who answered stands beside the reason as he was called then: whoever gave the target sees no accounts of the units.
alter table target_answer add column made_by_name text not null default '';
