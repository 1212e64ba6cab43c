-- The office that a proof of filing names stays the one that it was filed for, wherever the report goes.
alter table tip add column filed_for uuid references tip_office (id);
