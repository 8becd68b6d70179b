-- Grouping: what matching looks at in each record, where candidates are found, what people decided, what they are asked.

-- The card matching compares, as made by the rules of `card_version`; null: made from `parsed` when it is needed
alter table catalogue.record add column card json, add column card_version smallint;

-- Every title and publisher key of its records, as 52 bits: two keys that meet by chance only give one candidate more
create table catalogue.match_key (
  key bigint not null,
  edition_id uuid not null references catalogue.edition on delete cascade,
  primary key (key, edition_id)
);
create index match_key_by_edition on catalogue.match_key (edition_id);

-- Keys passed over because too many editions share them
alter table catalogue.import add column passed_over integer not null default 0;

-- What editions of one text share: author and uniform title
create table catalogue.work (
  id uuid primary key,
  key text not null unique collate "C",
  created_at timestamptz not null
);
alter table catalogue.edition add column work_id uuid references catalogue.work;
create index edition_by_work on catalogue.edition (work_id) where work_id is not null;

-- What people decided about groups: kept for ever, stronger than the machine, each undone by itself
create table catalogue.decision (
  id uuid primary key,
  kind text not null check (kind in ('split', 'place', 'join', 'pin', 'apart')),
  record_id uuid not null references catalogue.record on delete cascade,
  other_id uuid references catalogue.record on delete cascade,
  -- The edition in which the decision left its records; null when it moved none
  edition_id uuid,
  -- Where the records stood before, for undoing: {"records": […], "editions": […]}
  before jsonb not null,
  note text not null,
  organisation uuid not null,
  by_id uuid,
  by_name text not null,
  decided_at timestamptz not null,
  undone_at timestamptz,
  undone_by_name text
);
create index decision_by_record on catalogue.decision (record_id);
create index decision_by_other on catalogue.decision (other_id) where other_id is not null;
create index decision_by_time on catalogue.decision (decided_at desc, id desc);

-- Two records that people said are not one edition: no group ever holds both
create table catalogue.apart (
  record_id uuid not null references catalogue.record on delete cascade,
  other_id uuid not null references catalogue.record on delete cascade,
  decision_id uuid not null references catalogue.decision on delete cascade,
  primary key (record_id, other_id, decision_id),
  check (record_id < other_id)
);
create index apart_by_other on catalogue.apart (other_id);
create index apart_by_decision on catalogue.apart (decision_id);

-- A doubtful pair, until the libraries that have the books on the shelf say what it is
create table catalogue.ask (
  id uuid primary key,
  record_id uuid not null references catalogue.record on delete cascade,
  other_id uuid not null references catalogue.record on delete cascade,
  -- Why it is doubtful, the same for like pairs: they are decided together
  reason text not null collate "C",
  score real not null,
  verdict jsonb not null,
  state text not null check (state in ('open', 'officer', 'closed')),
  -- Why an officer is asked: two answers that differ, a library that stands alone, or nobody who knows
  officer_because text check (officer_because in ('differ', 'alone', 'unsure')),
  outcome text check (outcome in ('same', 'different', 'moot')),
  decision_id uuid references catalogue.decision on delete set null,
  created_at timestamptz not null,
  closed_at timestamptz,
  unique (record_id, other_id),
  check (record_id < other_id),
  check ((state = 'closed') = (outcome is not null))
);
create index ask_by_other on catalogue.ask (other_id);
create index ask_unclosed on catalogue.ask (reason, score desc, id) where state <> 'closed';
create index ask_by_decision on catalogue.ask (decision_id) where decision_id is not null;

-- Whom it is put to: the libraries that hold a copy of either
create table catalogue.ask_library (
  library_id uuid not null references libraries.library,
  ask_id uuid not null references catalogue.ask on delete cascade,
  primary key (library_id, ask_id)
);
create index ask_library_by_ask on catalogue.ask_library (ask_id);

create table catalogue.ask_answer (
  ask_id uuid not null references catalogue.ask on delete cascade,
  library_id uuid not null references libraries.library,
  answer text not null check (answer in ('same', 'different', 'unsure')),
  by_id uuid,
  by_name text not null,
  answered_at timestamptz not null,
  primary key (ask_id, library_id)
);

-- How a field of the display record is composed where it differs from the house's own rule
create table catalogue.field_rule (
  field text primary key,
  rule text not null check (rule in ('fullest', 'owner', 'union')),
  -- The networks in the order of their authority over this field
  networks uuid[] not null,
  set_by_name text not null,
  set_at timestamptz not null
);

-- A run of the present rules over all records, from the first id to the last
create table catalogue.regrouping (
  id uuid primary key,
  state text not null check (state in ('running', 'done', 'stopped')),
  -- Done up to and with this record
  after uuid,
  total integer not null,
  done integer not null default 0,
  moved integer not null default 0,
  joined integer not null default 0,
  asked integer not null default 0,
  passed_over integer not null default 0,
  job_id uuid,
  started_by_name text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
