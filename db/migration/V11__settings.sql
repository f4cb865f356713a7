-- What a district decides for itself, keys of the admin API with an end and a reach, and the registration of apps by programs.

alter table district add column colour text check (colour ~ '^#[0-9a-f]{6}$');
comment on column district.colour is 'Of its sign-in page; null for Rollcall''s own';

create table session_lifetime (
	tenant_id integer primary key references district on delete cascade,
	seconds   integer not null check (seconds between 900 and 2592000)
);
comment on table session_lifetime is 'How long a sign-in lasts where a district decided that itself';

create table password_rule (
	tenant_id integer  primary key references district on delete cascade,
	shortest  smallint not null check (shortest between 8 and 64)
);
comment on table password_rule is 'How long a password must be where a district decided that itself';

-- Beside admin_api_key, which holds the server's own: those have every right, and no reset of the workbench touches them.
create table api_key (
	key_id       uuid        primary key,
	name         text        not null check (btrim(name) <> '' and length(name) <= 100),
	key_hash     bytea       not null unique check (length(key_hash) = 32),
	tenant_id    integer     references district on delete cascade,
	scopes       text[]      not null check (cardinality(scopes) > 0),
	made_by      integer     references person on delete set null,
	created_at   timestamptz not null,
	expires_at   timestamptz not null check (expires_at > created_at),
	last_used_at timestamptz
);
create index api_key_by_district on api_key (tenant_id, created_at);
create index api_key_by_maker on api_key (made_by);
comment on table api_key is 'Keys of the admin API that were made in the console';
comment on column api_key.tenant_id is 'The only district that it reaches; null for the whole server';

create table idempotent_answer (
	request_key   bytea       primary key check (length(request_key) = 32),
	request_hash  bytea       not null check (length(request_hash) = 32),
	status        smallint    check (status between 200 and 599),
	etag          text,
	content_type  text,
	answer_sealed bytea,
	expires_at    timestamptz not null,
	check ((status is null) = (answer_sealed is null))
);
create index idempotent_answer_expires on idempotent_answer (expires_at);
comment on table idempotent_answer is 'What a request with an Idempotency-Key was answered, so that the same request again changes nothing';
comment on column idempotent_answer.request_key is 'SHA-256 of the caller''s key and the Idempotency-Key';
comment on column idempotent_answer.answer_sealed is 'Sealed under a key made of both, which the database does not have: an answer may hold a secret';

create table initial_access_token (
	token_id   uuid        primary key,
	name       text        not null check (btrim(name) <> '' and length(name) <= 100),
	token_hash bytea       not null unique check (length(token_hash) = 32),
	tenant_id  integer     references district on delete cascade,
	uses_left  integer     not null check (uses_left between 0 and 1000),
	made_by    integer     references person on delete set null,
	created_at timestamptz not null,
	expires_at timestamptz not null check (expires_at > created_at)
);
create index initial_access_token_by_district on initial_access_token (tenant_id, created_at);
create index initial_access_token_by_maker on initial_access_token (made_by);
create index initial_access_token_expires on initial_access_token (expires_at);
comment on table initial_access_token is 'With it a program may register apps (RFC 7591)';
comment on column initial_access_token.tenant_id is 'The district that looks after what is registered with it; null for the operator';

create table client_registration (
	client_id    text        primary key references client on delete cascade,
	token_hash   bytea       not null unique check (length(token_hash) = 32),
	metadata     jsonb       not null check (jsonb_typeof(metadata) = 'object'),
	created_at   timestamptz not null
);
comment on table client_registration is 'Of an app that registered itself: the token with which it changes that (RFC 7592)';
comment on column client_registration.metadata is 'What it told about itself that decides nothing';
