-- Searches that people keep, to hear of new titles by a feed or by letters.
create table catalogue.saved_search (
  id uuid primary key,
  -- people.person
  person_id uuid not null,
  name text not null check (name <> ''),
  -- What stands behind the question mark of the search page's address
  query text not null,
  -- Of the letters
  lang text not null check (lang in ('fa', 'en')),
  -- The feed's address and the letters' link are signed over this number: a greater one closes the old ones
  key_version integer not null default 1,
  mail text not null default 'never' check (mail in ('never', 'daily', 'weekly')),
  -- Titles that came after this are news
  told_until timestamptz not null,
  -- When the next letter is due; null where none is wanted
  next_mail_at timestamptz,
  -- When the last letter went
  mailed_at timestamptz,
  created_at timestamptz not null,
  check ((mail = 'never') = (next_mail_at is null))
);
create index saved_search_by_person on catalogue.saved_search (person_id, created_at);
create index saved_search_due on catalogue.saved_search (next_mail_at) where next_mail_at is not null;
