-- What each list of scanned ISBNs counted, so that lists add up, the same one counts once, and any can be taken back.
alter table catalogue.import
  -- part: its copies are added to those of the lists before; whole: it takes their place; null: it only writes what stands counted
  add column list_scope text check (list_scope in ('part', 'whole')),
  add column undone_at timestamptz;

create table catalogue.isbn_count (
  import_id uuid not null references catalogue.import on delete cascade,
  library_id uuid not null references libraries.library,
  isbn text not null collate "C",
  copies integer not null check (copies > 0),
  primary key (import_id, isbn)
);
create index isbn_count_by_number on catalogue.isbn_count (library_id, isbn);

-- Records hidden because no list that counts has their number any more; what a person hid is not among them
create table catalogue.isbn_hidden (
  record_id uuid primary key references catalogue.record on delete cascade
);

-- Lists before this day: every number has the copies its record or its waiting has now.
insert into catalogue.isbn_count (import_id, library_id, isbn, copies)
select r.import_id, r.library_id, substring(r.control_number from 6), count(*)
from catalogue.record r join catalogue.import m on m.id = r.import_id and m.form = 'isbns'
join catalogue.item i on i.record_id = r.id
where r.control_number ~ '^isbn-97[89]\d{10}$' group by 1, 2, 3;
insert into catalogue.isbn_count (import_id, library_id, isbn, copies)
select w.import_id, w.library_id, w.isbn, w.copies from catalogue.waiting_isbn w where w.import_id is not null
on conflict do nothing;
update catalogue.import set list_scope = 'part' where id in (select import_id from catalogue.isbn_count);
