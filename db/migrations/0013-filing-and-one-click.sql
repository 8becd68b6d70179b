-- Headings are listed by the Persian alphabet, which no collation here knows: the house writes the key they are filed by
alter table catalogue.heading add column filing_key text collate "C";
create index heading_by_filing on catalogue.heading (kind, filing_key, key);
create index heading_unfiled on catalogue.heading (kind, key) where filing_key is null;

-- Where a letter's reader is let out of such letters by one request, without signing in (RFC 8058)
alter table platform.mail add column unsubscribe_url text;
