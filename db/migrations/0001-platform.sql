-- The platform's own tables. The schema and platform.migration are made by the migration runner before any file.

-- Words that every process on this database must share, made once: what cookies are signed with.
create table platform.secret (
  name text primary key,
  value text not null,
  made_at timestamptz not null default now()
);

-- What is done once per database and never again, such as telling the demonstration: a row per finished step.
create table platform.milestone (
  name text primary key,
  reached_at timestamptz not null default now()
);

-- Token buckets that all processes share (sign-in attempts). Lost on a crash, which only forgives.
create unlogged table platform.rate_limit (
  key text primary key,
  tokens double precision not null,
  refilled_at timestamptz not null
);
create index rate_limit_refilled_at on platform.rate_limit (refilled_at);
-- The journal: what was done, by whom, for which organisation, to what. Never changed after it is written.
create table platform.journal_entry (
  id uuid primary key,
  at timestamptz(3) not null,
  by_kind text not null check (by_kind in ('person', 'key', 'system', 'anonymous')),
  by_id text,
  by_name text not null,
  organisation text,
  action text not null check (action ~ '^[a-z][a-z-]*\.[a-z][a-z0-9-]*$'),
  subject_type text not null,
  subject_id text not null,
  facts jsonb not null default '{}'
);
create index journal_entry_subject on platform.journal_entry (subject_type, subject_id, id desc);
create index journal_entry_organisation on platform.journal_entry (organisation, id desc);

create function platform.refuse_journal_change() returns trigger language plpgsql as $$
begin
  raise exception 'a journal entry is never changed or deleted';
end $$;
create trigger journal_entry_is_final before update or delete on platform.journal_entry
  for each row execute function platform.refuse_journal_change();
create trigger journal_entry_stays before truncate on platform.journal_entry
  for each statement execute function platform.refuse_journal_change();

-- Entries waiting for the sealing job, in the order they were written; sealing moves them to journal_leaf.
create table platform.journal_pending (
  position bigint generated always as identity primary key,
  entry uuid not null,
  hash bytea not null check (length(hash) = 32)
);

-- The order of the Merkle log: leaf `sequence` (from 0) is the hash of the canonical form of `entry`.
create table platform.journal_leaf (
  sequence bigint primary key,
  entry uuid not null unique,
  hash bytea not null check (length(hash) = 32)
);

create table platform.journal_checkpoint (
  size bigint primary key,
  root bytea not null check (length(root) = 32),
  frontier bytea not null,
  note text not null,
  made_at timestamptz not null
);

-- Public keys that ever signed a checkpoint here, in the text form of a C2SP verifier key.
create table platform.journal_key (
  verifier_key text primary key,
  first_used_at timestamptz not null
);

-- A job as a person follows it; the queue itself is pg-boss's own schema.
create table platform.job (
  id uuid primary key,
  name text not null,
  data jsonb not null,
  singleton_key text,
  state text not null default 'waiting' check (state in ('waiting', 'active', 'done', 'refused', 'failed')),
  done bigint not null default 0,
  total bigint,
  note jsonb,
  by_kind text not null,
  by_id text,
  by_name text not null,
  attempt integer not null default 0,
  faults integer not null default 0,
  worker integer,
  result jsonb,
  refusal jsonb,
  error text,
  created_at timestamptz not null,
  started_at timestamptz,
  updated_at timestamptz not null,
  finished_at timestamptz
);
create unique index job_singleton on platform.job (name, singleton_key) where state in ('waiting', 'active');
create index job_unfinished on platform.job (state) where state in ('waiting', 'active');
create index job_name on platform.job (name, id desc);

-- A stored file; its bytes are in the disk or bucket under the id. A row without a size is an upload under way.
create table platform.file (
  id uuid primary key,
  name text not null,
  media_type text not null,
  size bigint,
  sha256 text,
  created_at timestamptz not null,
  kept_until timestamptz
);
create index file_kept_until on platform.file (kept_until) where kept_until is not null;

create table platform.mail (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  text text not null,
  html text,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  error text
);

-- News for a later area, written in the transaction it tells of. `tx` lets a reader skip what may still be joined from below.
create table platform.outbox (
  position bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  topic text not null,
  payload jsonb not null,
  at timestamptz not null
);
create index outbox_topic on platform.outbox (topic, tx, position);

create table platform.outbox_reader (
  reader text primary key,
  topic text not null,
  tx xid8 not null,
  position bigint not null,
  updated_at timestamptz not null
);
-- Which searched documents changed: written in the change's own transaction; every process follows at its own pace and asks
-- the area for the documents. `tx` lets a reader tell what may still be joined from below. Kept for a week.
create table platform.search_change (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  index_name text not null,
  document_id uuid not null
);
create index search_change_order on platform.search_change (index_name, tx, id);
create index search_change_at on platform.search_change (at);
