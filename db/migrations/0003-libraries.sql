-- The directory of networks and their libraries. Places are the official divisions of Iran (db/reference/SOURCES.md).
create schema libraries;

create table libraries.province (
  code text primary key,
  name text not null,
  name_en text not null,
  sort_key text not null collate "C",
  lat double precision not null,
  lon double precision not null
);

create table libraries.county (
  code text primary key,
  province_code text not null references libraries.province,
  name text not null,
  name_en text,
  sort_key text not null collate "C"
);

create table libraries.city (
  code text primary key,
  province_code text not null references libraries.province,
  county_code text references libraries.county,
  name text not null,
  name_en text,
  sort_key text not null collate "C",
  search_key text not null collate "C",
  lat double precision not null,
  lon double precision not null
);
create index city_by_search_key on libraries.city (search_key text_pattern_ops);

-- Which reference files the places come from, so that a start need not load them again.
create table libraries.places_loaded (
  sha256 text primary key
);

create table libraries.network (
  id uuid primary key,
  code text not null unique,
  name text not null,
  name_en text,
  website text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table libraries.library (
  id uuid primary key,
  network_id uuid not null references libraries.network,
  code text not null,
  name text not null,
  name_en text,
  kind text not null check (kind in ('institutional', 'participatory', 'reading-hall', 'mobile', 'shrine', 'specialised')),
  degree text check (degree in ('1', '2', '3', '4', '5', '6', '7', '8', 'central', 'rural')),
  province_code text references libraries.province,
  county_code text references libraries.county,
  city_code text references libraries.city,
  address text,
  postal_code text,
  phone text,
  email text,
  website text,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  services text[] not null default '{}',
  -- {"sat": [["08:00","14:00"],["16:00","20:00"]], …}; a missing day is closed, a null value is unknown
  hours jsonb,
  opened_on date,
  closed_on date,
  merged_into uuid references libraries.library,
  is_demonstration boolean not null default false,
  sort_key text not null collate "C",
  search_text text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (network_id, code),
  check (merged_into is null or closed_on is not null)
);
create index library_by_code on libraries.library (code);
create index library_by_place on libraries.library (province_code, county_code, city_code);

-- A mobile library's stops, a branch room, a book-return box: where a library serves beside its own door.
create table libraries.service_point (
  id uuid primary key,
  library_id uuid not null references libraries.library,
  kind text not null check (kind in ('stop', 'branch', 'return-box', 'desk')),
  name text not null,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  hours jsonb,
  note text,
  position integer not null,
  closed_on date
);
create index service_point_by_library on libraries.service_point (library_id, position);

-- Published figures move from month to month: a dated series with its source, never one number.
create table libraries.total (
  id uuid primary key,
  network_id uuid references libraries.network,
  library_id uuid references libraries.library,
  measure text not null check (measure in ('libraries', 'service-points', 'members', 'copies', 'titles', 'staff', 'loans', 'visits', 'seats', 'area')),
  value bigint not null check (value >= 0),
  counted_on date not null,
  source text not null,
  created_at timestamptz not null,
  check ((network_id is null) <> (library_id is null))
);
create unique index total_once on libraries.total (coalesce(library_id, network_id), measure, counted_on);

-- What happened to a library: opened, closed, reopened, merged, renamed, moved.
create table libraries.event (
  id uuid primary key,
  library_id uuid not null references libraries.library,
  kind text not null check (kind in ('opened', 'closed', 'reopened', 'merged', 'renamed', 'moved')),
  happened_on date not null,
  other_library_id uuid references libraries.library,
  facts jsonb not null default '{}',
  recorded_at timestamptz not null
);
create index event_by_library on libraries.event (library_id, happened_on);

create view libraries.library_brief as
select l.id, l.network_id, n.code as network_code, n.name as network_name, n.name_en as network_name_en,
       l.code, l.name, l.name_en, l.kind, l.degree, l.province_code, l.county_code, l.city_code,
       l.lat, l.lon, l.closed_on, l.merged_into, l.is_demonstration, l.sort_key
from libraries.library l join libraries.network n on n.id = l.network_id;
