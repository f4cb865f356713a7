-- Client apps, what people allowed them, and what they hold because of it.
-- Codes, tokens, session cookies and client secrets are here as SHA-256 only: this database opens no door.

create table client (
	client_id text primary key check (client_id ~ '^c[0-9]{13}[0-9a-f]{30,32}$'),
	name text not null check (length(name) between 1 and 200),
	type text not null check (type in ('confidential', 'public')),
	fidelity text not null default 'extended' check (fidelity in ('extended', 'exact')),
	pkce_required boolean not null,
	access_token_seconds integer not null default 86400 check (access_token_seconds between 1 and 315360000),
	id_token_seconds integer not null default 86400 check (id_token_seconds between 1 and 2592000),
	refresh_token_seconds integer not null default 1209600 check (refresh_token_seconds between 1 and 315360000),
	grant_seconds integer not null default 7776000 check (grant_seconds between 1 and 315360000),
	created_at timestamptz not null,
	disabled_at timestamptz,
	check (type = 'confidential' or pkce_required)
);
comment on table client is 'A registered app (contract, section 8)';
comment on column client.fidelity is 'extended: ClassLink and what the standards add; exact: only what ClassLink is seen to send';
comment on column client.grant_seconds is 'How long one permission can be refreshed at most, from sign-in to the end';

create table client_secret (
	client_secret_id bigint generated always as identity primary key,
	client_id text not null references client on delete cascade,
	secret_hash bytea not null check (length(secret_hash) = 32),
	created_at timestamptz not null,
	expires_at timestamptz,
	unique (client_id, secret_hash)
);
comment on table client_secret is 'Two may overlap while an app changes from one to the next';

create table client_redirect_uri (
	client_id text not null references client on delete cascade,
	uri text not null check (length(uri) between 1 and 2048),
	position smallint not null,
	primary key (client_id, uri)
);

create table client_post_logout_redirect_uri (
	client_id text not null references client on delete cascade,
	uri text not null check (length(uri) between 1 and 2048),
	position smallint not null,
	primary key (client_id, uri)
);

create table client_scope (
	client_id text not null references client on delete cascade,
	scope text not null check (scope ~ '^[\x21\x23-\x5b\x5d-\x7e]+$'),
	position smallint not null,
	primary key (client_id, scope)
);
comment on table client_scope is 'What an app may ask for; asking for more is invalid_scope';

create table consent (
	consent_id bigint generated always as identity primary key,
	client_id text not null references client on delete cascade,
	user_id integer not null references person on delete cascade,
	given_at timestamptz not null,
	changed_at timestamptz not null,
	unique (user_id, client_id)
);
create index consent_client on consent (client_id);
comment on table consent is 'What one person allowed one app: one row, however often it was given';

create table consent_scope (
	consent_id bigint not null references consent on delete cascade,
	scope text not null,
	allowed boolean not null,
	given_at timestamptz not null,
	primary key (consent_id, scope)
);
comment on column consent_scope.allowed is 'false: the person was asked and took the tick away; nobody asks again by himself';

create table consent_request (
	request_hash bytea primary key check (length(request_hash) = 32),
	client_id text not null references client on delete cascade,
	user_id integer not null references person on delete cascade,
	redirect_uri text not null,
	scopes text[] not null,
	state text,
	nonce text,
	code_challenge text,
	auth_time timestamptz not null,
	created_at timestamptz not null,
	expires_at timestamptz not null check (expires_at > created_at)
);
create index consent_request_expires on consent_request (expires_at);
create index consent_request_user on consent_request (user_id);
create index consent_request_client on consent_request (client_id);
comment on table consent_request is 'An authorization request that waits for its person to say yes or no';

create table browser_session (
	session_id uuid primary key,
	cookie_hash bytea not null unique check (length(cookie_hash) = 32),
	user_id integer not null references person on delete cascade,
	auth_time timestamptz not null,
	answers_hash bytea check (length(answers_hash) = 32),
	address inet,
	user_agent text check (length(user_agent) <= 512),
	created_at timestamptz not null,
	last_seen_at timestamptz not null,
	expires_at timestamptz not null check (expires_at > created_at)
);
create index browser_session_user on browser_session (user_id);
create index browser_session_expires on browser_session (expires_at);
comment on table browser_session is 'A person who is signed in, in one browser';
comment on column browser_session.answers_hash is 'The request (prompt=login, max_age) that this sign-in was made for; spent when it is answered';

create table authorization_grant (
	grant_id uuid primary key,
	client_id text not null references client on delete cascade,
	user_id integer not null references person on delete cascade,
	redirect_uri text not null,
	scopes text[] not null,
	declined text[] not null,
	nonce text not null,
	code_challenge text,
	auth_time timestamptz not null,
	created_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > created_at),
	expires_at timestamptz not null check (expires_at > created_at),
	revoked_at timestamptz,
	revocation_reason text check (revocation_reason in ('code_replay', 'refresh_token_replay', 'client', 'person')),
	check ((revoked_at is null) = (revocation_reason is null))
);
create index authorization_grant_user on authorization_grant (user_id);
create index authorization_grant_client on authorization_grant (client_id);
create index authorization_grant_expires on authorization_grant (expires_at);
comment on table authorization_grant is 'One permission of one person for one app, and with it the family of all its tokens';
comment on column authorization_grant.declined is 'What the app asked for and the person did not allow';
comment on column authorization_grant.ends_at is 'The absolute end: no refresh reaches beyond it';
comment on column authorization_grant.expires_at is 'When the last of its codes and tokens has ended, and the row may be purged';

create table authorization_code (
	code_hash bytea primary key check (length(code_hash) = 32),
	grant_id uuid not null unique references authorization_grant on delete cascade,
	expires_at timestamptz not null,
	used_at timestamptz
);
comment on table authorization_code is 'Stays after its use until its grant is purged: that is how a second use is recognised';

create table access_token (
	token_hash bytea primary key check (length(token_hash) = 32),
	grant_id uuid not null references authorization_grant on delete cascade,
	scopes text[] not null,
	issued_at timestamptz not null,
	expires_at timestamptz not null check (expires_at > issued_at),
	revoked_at timestamptz
);
create index access_token_grant on access_token (grant_id);
create index access_token_expires on access_token (expires_at);

create table refresh_token (
	token_hash bytea primary key check (length(token_hash) = 32),
	grant_id uuid not null references authorization_grant on delete cascade,
	issued_at timestamptz not null,
	expires_at timestamptz not null check (expires_at > issued_at),
	used_at timestamptz
);
create index refresh_token_grant on refresh_token (grant_id);
create index refresh_token_expires on refresh_token (expires_at);
comment on table refresh_token is 'A used one stays until it would have ended: that is how its replay is recognised';

create table signing_key (
	kid text primary key check (length(kid) between 8 and 64),
	algorithm text not null check (algorithm = 'RS256'),
	public_jwk text not null,
	private_key_sealed bytea not null,
	created_at timestamptz not null,
	signs_from timestamptz not null check (signs_from >= created_at),
	retired_at timestamptz,
	published_until timestamptz check (published_until >= retired_at)
);
create unique index signing_key_one_next on signing_key (signs_from);
comment on table signing_key is 'Published from created_at, signs from signs_from until retired_at, published until published_until';
comment on column signing_key.private_key_sealed is 'AES-256-GCM under the master key, which is not in this database';

create table sign_in_throttle (
	subject_kind text not null check (subject_kind in ('account', 'address')),
	subject_hash bytea not null check (length(subject_hash) = 32),
	failures double precision not null check (failures > 0),
	last_failure_at timestamptz not null,
	blocked_until timestamptz,
	primary key (subject_kind, subject_hash),
	check (subject_kind = 'account' or blocked_until is null)
);
create index sign_in_throttle_last_failure on sign_in_throttle (last_failure_at);
comment on table sign_in_throttle is 'Wrong passwords, counted per account and per address; forgotten after a day at the latest';
comment on column sign_in_throttle.failures is 'Of an account: attempts since the last success. Of an address: how full its bucket was at last_failure_at; it leaks';
comment on column sign_in_throttle.blocked_until is 'Null as long as no attempt has to wait';
