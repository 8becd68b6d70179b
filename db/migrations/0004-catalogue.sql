-- The union catalogue: every library's own record untouched, editions as groups that point at them.
create schema catalogue;

create table catalogue.import (
  id uuid primary key,
  library_id uuid not null references libraries.library,
  file_id uuid,
  file_name text not null,
  sha256 text not null,
  size bigint not null,
  is_dry_run boolean not null default false,
  -- Begun by somebody with rights over the whole network: items may name its other libraries
  is_network_wide boolean not null default false,
  state text not null check (state in ('waiting', 'running', 'done', 'refused', 'stopped')),
  -- Records committed so far: a resumed import goes on behind this one.
  done_records integer not null default 0,
  done_bytes bigint not null default 0,
  added integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  repaired integer not null default 0,
  -- Why the whole file was refused: {"code": …, "facts": …}
  fault jsonb,
  job_id uuid,
  started_by uuid,
  started_by_name text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index import_by_library on catalogue.import (library_id, created_at desc);
create index import_unfinished on catalogue.import (library_id, sha256) where state in ('waiting', 'running', 'stopped');

create table catalogue.import_refusal (
  import_id uuid not null references catalogue.import on delete cascade,
  record_number integer not null,
  byte_offset bigint not null,
  length bigint not null,
  code text not null,
  facts jsonb not null,
  control_number text,
  bytes bytea,
  primary key (import_id, record_number)
);

create table catalogue.edition (
  id uuid primary key,
  -- What lists show, composed from the records of the group (see rules/brief.ts); null while suppressed everywhere
  brief jsonb not null,
  -- Folded titles of its records, in every script they came in; grouping compares them
  title_keys text[] not null,
  volume_key text not null collate "C",
  sort_key text not null collate "C",
  year integer,
  record_count integer not null,
  copy_count integer not null,
  library_count integer not null,
  is_public boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index edition_by_creation on catalogue.edition (created_at desc, id) where is_public;

-- Strong identifiers by which records of one edition meet: isbn:…, issn:…, lccn:…, oclc:…, nbn:…
create table catalogue.edition_key (
  key text not null collate "C",
  edition_id uuid not null references catalogue.edition on delete cascade,
  primary key (key, edition_id)
);
create index edition_key_by_edition on catalogue.edition_key (edition_id);

-- An edition that was joined into another keeps answering under its old id.
create table catalogue.edition_redirect (
  old_id uuid primary key,
  edition_id uuid not null references catalogue.edition on delete cascade
);
create index edition_redirect_by_edition on catalogue.edition_redirect (edition_id);

create table catalogue.record (
  id uuid primary key,
  library_id uuid not null references libraries.library,
  control_number text not null collate "C",
  -- Checked at the end: an edition is composed from its records once they are written
  edition_id uuid not null references catalogue.edition deferrable initially deferred,
  family text not null check (family in ('marc21', 'unimarc', 'iranmarc')),
  encoding text not null,
  bytes bytea not null,
  sha256 bytea not null,
  parsed json not null,
  repairs json,
  -- Who placed the record in its edition; what a person placed, the machine never moves
  placed_by text not null default 'machine' check (placed_by in ('machine', 'person')),
  -- The keys that brought it there: {"keys": […]}; for a person {"by": …, "note": …}
  placement jsonb not null,
  import_id uuid references catalogue.import on delete set null,
  suppressed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (library_id, control_number)
);
create index record_by_edition on catalogue.record (edition_id);
create index record_by_library on catalogue.record (library_id, created_at desc);
create index record_mended on catalogue.record (import_id, id) where repairs is not null;
create index record_suppressed on catalogue.record (library_id) where suppressed_at is not null;

create table catalogue.item (
  id uuid primary key,
  record_id uuid not null references catalogue.record on delete cascade,
  library_id uuid not null references libraries.library,
  -- barcode, accession number or position: the same copy keeps its id when its record comes again
  item_key text not null collate "C",
  branch text,
  shelf text,
  call_number text,
  barcode text,
  accession_number text,
  copy_number text,
  volume text,
  status text not null check (status in ('available', 'on-loan', 'reference', 'in-process', 'lost', 'withdrawn', 'unknown')),
  note text,
  suppressed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (record_id, item_key)
);
create index item_by_library on catalogue.item (library_id);
create index item_by_barcode on catalogue.item (barcode) where barcode is not null;

-- One label for each folded name or subject: facets, author and subject pages read it.
create table catalogue.heading (
  kind text not null check (kind in ('author', 'subject', 'publisher')),
  key text not null collate "C",
  label text not null,
  alternate text,
  primary key (kind, key)
);

create view catalogue.edition_brief as
select id, brief, year, record_count, copy_count, library_count, created_at, updated_at from catalogue.edition where is_public;
