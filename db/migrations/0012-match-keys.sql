-- Ten keys come with every record: an edition remembers its own, so that they need no second index and no check of each.
alter table catalogue.edition add column match_keys bigint[] not null default '{}';
update catalogue.edition e set match_keys = array(select key from catalogue.match_key m where m.edition_id = e.id);
drop index catalogue.match_key_by_edition;
alter table catalogue.match_key drop constraint match_key_edition_id_fkey;

-- Cards stay beside their row: they are read for every candidate
alter table catalogue.record alter column card set storage main;
