-- How much a record says (twice its points): the fullest of very many compose the edition, without reading all of them
alter table catalogue.record add column fullness smallint;

-- Who stands in an edition, without the records themselves
create index record_by_member on catalogue.record (edition_id, created_at, id)
  include (library_id, suppressed_at, fullness, placed_by);
drop index catalogue.record_by_edition;
