-- What followers of the catalogue are told (harvesters, other systems): the newest change of every edition that was ever public.
create table catalogue.edition_change (
  -- Outlives its edition: a deletion is told for ever
  edition_id uuid primary key,
  -- The order in which followers meet changes. Drawn after the change was committed, so that nothing ever appears behind a
  -- follower; null until then
  seq bigint unique,
  -- The datestamp, drawn together with seq
  changed_at timestamptz,
  is_public boolean not null,
  -- Libraries that publicly hold it, and their networks
  set_ids uuid[] not null,
  -- Those that did once and do no more: who follows one of them is told that the edition left
  left_set_ids uuid[] not null default '{}'
);
create index edition_change_waiting on catalogue.edition_change (edition_id) where seq is null;
create index edition_change_by_time on catalogue.edition_change (changed_at, seq) where seq is not null;

create sequence catalogue.edition_change_seq;

-- The latest second any follower was told: no change committed later is stamped before it, whichever process stamps.
create table catalogue.follow_clock (
  is_only boolean primary key default true check (is_only),
  told_at timestamptz not null
);
insert into catalogue.follow_clock (told_at) values ('-infinity');

-- What is public already is news to every follower.
insert into catalogue.edition_change (edition_id, is_public, set_ids)
select e.id, true, array(
  select unnest(array[l.id, l.network_id]) from libraries.library_brief l where l.id in (
    select r.library_id from catalogue.record r where r.edition_id = e.id and r.suppressed_at is null
    union select i.library_id from catalogue.record r join catalogue.item i on i.record_id = r.id
      where r.edition_id = e.id and r.suppressed_at is null and i.suppressed_at is null)
  group by 1)
from catalogue.edition e where e.is_public;

-- An export walks a library's records in the order of their ids.
create index record_of_library on catalogue.record (library_id, id);
