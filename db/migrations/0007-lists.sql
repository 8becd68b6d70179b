-- Lists instead of records: tables of titles (CSV, XLSX) with a choice of columns, and scanned ISBNs.
alter table catalogue.import
  -- marc: a file of records; titles: a table; isbns: a list of numbers
  add column form text not null default 'marc' check (form in ('marc', 'titles', 'isbns')),
  -- Which column holds what, once somebody has said so: {"heading": n, "fields": ["title", null, …]}
  add column columns jsonb;

-- mapping: the table has come and waits until somebody says what its columns hold.
alter table catalogue.import drop constraint import_state_check;
alter table catalogue.import
  add constraint import_state_check check (state in ('mapping', 'waiting', 'running', 'done', 'refused', 'stopped'));

-- What a library said of a heading once, so that it is not asked again.
create table catalogue.list_column (
  library_id uuid not null references libraries.library,
  -- Folded
  heading text not null collate "C",
  field text,
  updated_at timestamptz not null,
  primary key (library_id, heading)
);

-- Books a library has scanned and no record describes yet; they are taken in when a record with the number comes.
create table catalogue.waiting_isbn (
  library_id uuid not null references libraries.library,
  isbn text not null collate "C",
  copies integer not null check (copies > 0),
  import_id uuid references catalogue.import on delete set null,
  created_at timestamptz not null,
  primary key (library_id, isbn)
);
create index waiting_isbn_by_number on catalogue.waiting_isbn (isbn);
