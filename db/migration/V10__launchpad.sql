-- The LaunchPad: whose tiles are whose, what people like and use, how an app wants to be started, and passkeys.

alter table client add column initiate_login_uri text check (length(initiate_login_uri) between 1 and 2048);
comment on column client.initiate_login_uri is 'Where the app begins a sign-in that somebody else asks for (OpenID Connect Core, section 4); null for one that is started by a plain authorize link';

create table tile_org (
	tenant_id      integer not null,
	tile_id        bigint  not null,
	org_sourced_id text    not null,
	primary key (tile_id, org_sourced_id),
	foreign key (tenant_id, tile_id) references tile (tenant_id, tile_id) on delete cascade,
	foreign key (tenant_id, org_sourced_id) references org on delete cascade
);
create index tile_org_by_org on tile_org (tenant_id, org_sourced_id);
comment on table tile_org is 'The schools whose people see a tile, besides tile_profile and tile_group';

create table tile_use (
	tenant_id    integer     not null,
	user_id      integer     not null,
	tile_id      bigint      not null,
	favourite    boolean     not null default false,
	last_used_at timestamptz,
	primary key (user_id, tile_id),
	foreign key (tenant_id, user_id) references person (tenant_id, user_id) on delete cascade,
	foreign key (tenant_id, tile_id) references tile (tenant_id, tile_id) on delete cascade
);
create index tile_use_by_tile on tile_use (tile_id);
comment on table tile_use is 'What somebody made a favourite, and opened last';

create table passkey_user (
	user_id integer primary key references person on delete cascade,
	handle  bytea   not null unique check (length(handle) = 32)
);
comment on table passkey_user is 'The random name by which authenticators know somebody: WebAuthn allows nothing in it that says who it is';

create table passkey (
	passkey_id         bigint      generated always as identity primary key,
	user_id            integer     not null references passkey_user on delete cascade,
	credential_id      bytea       not null unique check (length(credential_id) between 1 and 1023),
	name               text        not null check (btrim(name) <> '' and length(name) <= 100),
	public_key         bytea       not null,
	attestation_object bytea       not null,
	signature_count    bigint      not null check (signature_count >= 0),
	transports         text[]      not null,
	user_verified      boolean     not null,
	backup_eligible    boolean     not null,
	backed_up          boolean     not null,
	created_at         timestamptz not null,
	last_used_at       timestamptz
);
create index passkey_by_user on passkey (user_id);
comment on table passkey is 'A credential of WebAuthn, with its public key; the private one never leaves the person''s device';

create table passkey_challenge (
	challenge_hash bytea       primary key check (length(challenge_hash) = 32),
	user_id        integer     references person on delete cascade,
	created_at     timestamptz not null,
	expires_at     timestamptz not null check (expires_at > created_at)
);
create index passkey_challenge_by_user on passkey_challenge (user_id);
create index passkey_challenge_by_end on passkey_challenge (expires_at);
comment on table passkey_challenge is 'What an authenticator was asked to sign, good once';
comment on column passkey_challenge.user_id is 'Who adds a passkey; null for a sign-in';
