-- What facts can come from: one word for each kind of record that counts (src/modules/figures/fact-source.contract.ts).
alter table fact drop constraint fact_source_check;
alter table fact add constraint fact_source_check check (source in (
  'activity', 'profile', 'modelSite', 'team', 'person', 'committee', 'household', 'pledge', 'registration', 'target', 'tip'));
