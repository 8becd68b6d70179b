-- What the numbers say: records checked one by one, and the report of the union made from them.

-- One row a record: its faults and score as the rules of `version` found them
create table catalogue.record_check (
  record_id uuid primary key references catalogue.record on delete cascade,
  library_id uuid not null,
  version smallint not null,
  -- The field of knowledge, as Dewey's hundreds; null without a class
  field smallint,
  score smallint not null,
  -- The state of the record that was checked
  record_updated_at timestamptz not null
);
create index record_check_by_library on catalogue.record_check (library_id, score);

-- The lists to mend: every fault of every record
create table catalogue.record_fault (
  library_id uuid not null,
  fault text not null collate "C",
  record_id uuid not null references catalogue.record on delete cascade,
  primary key (library_id, fault, record_id)
);
create index record_fault_by_record on catalogue.record_fault (record_id);

-- Records changed since they were checked are found by it; and those of one edition in one library
create index record_by_update on catalogue.record (updated_at, id);
create index record_standing on catalogue.record (edition_id, library_id, id) where suppressed_at is null;

create table catalogue.report (
  id uuid primary key,
  made_at timestamptz not null,
  took_ms integer not null,
  -- All figures of the public page (see rules/report.ts)
  figures jsonb not null,
  -- Every record updated before this instant is checked
  checked_until timestamptz not null
);
create index report_by_time on catalogue.report (made_at desc);

-- A library's quality as it was after each report in which it changed
create table catalogue.report_library (
  library_id uuid not null references libraries.library,
  made_at timestamptz not null,
  records integer not null,
  editions integer not null,
  score real not null,
  -- How many records have each fault
  faults jsonb not null,
  primary key (library_id, made_at)
);
