-- The journal's log has one name for life, in every checkpoint: the address of the first start, whatever the address is later.
create table platform.journal_log (
  is_only boolean primary key default true check (is_only),
  origin text not null
);

-- A database that already signed goes on with the name of its newest checkpoint.
insert into platform.journal_log (origin)
select split_part(note, E'\n', 1) from platform.journal_checkpoint order by size desc limit 1;
