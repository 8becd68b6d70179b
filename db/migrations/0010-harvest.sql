-- Catalogues of others that are fetched by OAI-PMH: where they answer, and how far each harvest came.
create table catalogue.harvest_source (
  id uuid primary key,
  library_id uuid not null references libraries.library,
  url text not null,
  -- '' means the whole repository
  set_spec text not null default '',
  -- The metadata format asked for; null means: the first one that is MARC
  format text,
  is_daily boolean not null default false,
  -- Added by somebody with rights over the whole network: items may name its other libraries
  is_network_wide boolean not null default false,
  -- Where the next harvest begins: the answer time of the last whole one, by the server's clock; null harvests everything
  harvested_until timestamptz,
  repository_name text,
  due_at timestamptz,
  created_by_name text not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index harvest_source_once on catalogue.harvest_source (library_id, url, set_spec) where removed_at is null;
create index harvest_source_due on catalogue.harvest_source (due_at) where is_daily and removed_at is null;

create table catalogue.harvest (
  id uuid primary key,
  source_id uuid not null references catalogue.harvest_source,
  -- Records, refusals and counts of a harvest are those of an import
  import_id uuid not null references catalogue.import,
  state text not null check (state in ('waiting', 'running', 'done', 'refused', 'stopped')),
  is_full boolean not null,
  -- The window asked for, as it is written in requests; null is open
  asked_from text,
  asked_until text,
  format text,
  -- The token of the page that comes next; null before the first page
  token text,
  pages integer not null default 0,
  -- How often the window was begun again because the server no longer knew a token of its own
  restarts integer not null default 0,
  -- Records since the window was begun (again), deleted ones among them, to be compared with what the server announced
  listed integer not null default 0,
  announced integer,
  withdrawn integer not null default 0,
  restored integer not null default 0,
  -- Whether a person agreed that this many records are withdrawn
  may_withdraw_many boolean not null default false,
  -- The server's clock at the first answer
  answered_at timestamptz,
  warnings jsonb not null default '[]',
  fault jsonb,
  job_id uuid,
  started_by_name text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index harvest_by_source on catalogue.harvest (source_id, created_at desc);

-- What a source was seen to offer: a deletion names only the identifier.
create table catalogue.harvested (
  source_id uuid not null references catalogue.harvest_source,
  identifier text not null collate "C",
  control_number text,
  datestamp text not null,
  -- What the source said of it last
  is_deleted boolean not null,
  -- The harvest that saw it last, and the one that withdrew its record
  harvest_id uuid not null references catalogue.harvest,
  withdrawn_by uuid references catalogue.harvest,
  primary key (source_id, identifier)
);
-- Two identifiers with one control number are found by it
create index harvested_by_number on catalogue.harvested (source_id, control_number) where control_number is not null;
create index harvested_withdrawn on catalogue.harvested (withdrawn_by) where withdrawn_by is not null;
