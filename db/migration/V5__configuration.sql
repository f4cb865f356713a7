-- What a rollcall.yaml declares beyond districts, people and apps, and who may change things through the admin API.

alter table person add column rostered boolean not null default false;
update person set rostered = true where sourced_id is not null;
alter table person add check (not rostered or sourced_id is not null);
comment on column person.rostered is 'The roster says who this is, and may deactivate; others were registered by hand, with or without a sourcedId';
comment on column person.sourced_id is 'The person''s id towards apps; of a rostered person the one in the roster';

-- Never looked into by the server: what is in them is copied into answers as it is.
alter table person add column claims jsonb not null default '{}' check (jsonb_typeof(claims) = 'object');
alter table person add column info jsonb not null default '{}' check (jsonb_typeof(info) = 'object');
comment on column person.claims is 'Claims that the id_token and userinfo carry besides, or instead of, the usual ones';
comment on column person.info is 'Fields that /v2/my/info carries besides, or instead of, the usual ones';

alter table district add column roster_digest bytea check (length(roster_digest) = 32);
alter table district add column roster_source text check ((roster_source is null) = (roster_digest is null));
comment on column district.roster_source is 'Where that roster came from, such as demo:lincolnusd or inline';
comment on column district.roster_digest is 'SHA-256 of the roster that the configuration imported last; null after any other import';

create table tile (
	tile_id   bigint generated always as identity primary key,
	tenant_id integer not null references district,
	name      text    not null check (btrim(name) <> ''),
	url       text    not null check (length(url) between 1 and 2048),
	icon_url  text    check (length(icon_url) between 1 and 2048),
	client_id text    references client on delete set null,
	unique (tenant_id, name),
	unique (tenant_id, tile_id)
);
create index tile_by_client on tile (client_id);
comment on table tile is 'An app on a district''s LaunchPad: a link, as a rule to the authorize URL';

create table tile_profile (
	tenant_id  integer not null,
	tile_id    bigint  not null,
	profile_id integer not null,
	primary key (tile_id, profile_id),
	foreign key (tenant_id, tile_id) references tile (tenant_id, tile_id) on delete cascade,
	foreign key (tenant_id, profile_id) references profile (tenant_id, profile_id)
);
create index tile_profile_by_profile on tile_profile (profile_id);
comment on table tile_profile is 'Whose LaunchPad shows a tile; without a row here and in tile_group, everybody''s';

create table tile_group (
	tenant_id integer not null,
	tile_id   bigint  not null,
	group_id  bigint  not null,
	primary key (tile_id, group_id),
	foreign key (tenant_id, tile_id) references tile (tenant_id, tile_id) on delete cascade,
	foreign key (tenant_id, group_id) references directory_group (tenant_id, group_id)
);
create index tile_group_by_group on tile_group (group_id);

create table switches (
	id               smallint primary key check (id = 1),
	ask_consent      boolean not null default true,
	sign_in_throttle boolean not null default true
);
insert into switches (id) values (1);
comment on table switches is 'One row: what an operator turns on and off while the server runs';
comment on column switches.ask_consent is 'false: apps get what they ask for, and nobody is asked';
comment on column switches.sign_in_throttle is 'false: wrong passwords cost no wait, which is for tests only';

create table admin_api_key (
	name         text primary key check (btrim(name) <> ''),
	key_hash     bytea not null unique check (length(key_hash) = 32),
	created_at   timestamptz not null,
	last_used_at timestamptz
);
comment on table admin_api_key is 'Who may use the admin API';
