-- Checks and reviews are of sites at work. Where a launch was taken back, those that it had planned stayed open.
delete from model_task t using model_site s
where s.id = t.site_id and t.done_on is null and t.kind <> 'step' and s.stage <> 'launched';
