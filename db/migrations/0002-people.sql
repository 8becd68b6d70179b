-- People who sign in, what they may do and where, and the ways they prove who they are.
-- person, account, session, verification, two_factor and passkey are read and written by better-auth as well (names mapped in
-- src/areas/people/auth.ts); everything else is ours alone.
create schema people;

create table people.person (
  id uuid primary key,
  name text not null,
  user_name text not null unique,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  deactivated_at timestamptz,
  -- Told by the demonstration: its one-time codes may be shown to visitors.
  demonstration boolean not null default false,
  -- The folded name, user name and e-mail for searching; the name's place in the alphabet.
  search_key text not null default '',
  sort_key text not null default '' collate "C",
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A way of signing in; the password's scrypt hash is the one with provider_id 'credential'.
create table people.account (
  id uuid primary key,
  person_id uuid not null references people.person on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_by_person on people.account (person_id);

create table people.session (
  id uuid primary key,
  person_id uuid not null references people.person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  -- When this session passed a second factor: rights over others hold only in such a session.
  second_factor_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_by_person on people.session (person_id);

-- Short-lived values of a sign-in under way: second step, passkey challenge.
create table people.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on people.verification (identifier);
create index verification_by_expiry on people.verification (expires_at);

create table people.two_factor (
  id uuid primary key,
  person_id uuid not null unique references people.person on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  -- The code that passed last: RFC 6238 §5.2 lets one pass once.
  last_code text,
  last_code_at timestamptz
);

create table people.passkey (
  id uuid primary key,
  person_id uuid not null references people.person on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkey_by_person on people.passkey (person_id);

-- A role over a place. A revoked grant stays, as history.
create table people.role_grant (
  id uuid primary key,
  person_id uuid not null references people.person on delete cascade,
  role text not null,
  level text not null check (level in ('system', 'network', 'province', 'library')),
  network_id uuid,
  province_code text,
  library_id uuid,
  granted_at timestamptz not null,
  granted_by uuid references people.person,
  revoked_at timestamptz,
  revoked_by uuid references people.person,
  check ((level = 'system') = (network_id is null)),
  check ((level in ('province', 'library')) = (province_code is not null)),
  check ((level = 'library') = (library_id is not null))
);
create unique index role_grant_once on people.role_grant (person_id, role, level, network_id, province_code, library_id)
  nulls not distinct where revoked_at is null;
create index role_grant_by_network on people.role_grant (network_id, province_code) where revoked_at is null;
create index role_grant_by_library on people.role_grant (library_id) where revoked_at is null;

-- A letter that lets somebody in (purpose 'invitation') or back in ('recovery'). Only the hash of its secret is kept.
create table people.letter (
  id uuid primary key,
  purpose text not null check (purpose in ('invitation', 'recovery')),
  secret_hash text not null unique,
  email text not null,
  name text not null,
  lang text not null check (lang in ('fa', 'en')),
  -- recovery: whose password; invitation: who came of it, once accepted.
  person_id uuid references people.person on delete cascade,
  -- invitation: [{role, scope}], checked again against the inviter's rights when it is accepted.
  grants jsonb not null default '[]',
  sent_by uuid references people.person,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  check (purpose = 'invitation' or person_id is not null)
);
create index letter_by_email on people.letter (email);
create index letter_by_person on people.letter (person_id);

-- A program's way in, no wider than its owner. Only the hash of the key is kept; `start` helps people tell keys apart.
create table people.api_key (
  id uuid primary key,
  person_id uuid not null references people.person on delete cascade,
  name text not null,
  start text not null,
  secret_hash text not null unique,
  grants jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_by_person on people.api_key (person_id);
