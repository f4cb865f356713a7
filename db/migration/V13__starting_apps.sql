-- How apps are started, who registered them, and the logos of districts.

alter table client add column initiation text not null default 'both' check (initiation in ('app', 'launchpad', 'both'));
comment on column client.initiation is 'Where people start the app: in the app itself, on their LaunchPad, or in both; one that is started in the app alone is shown by no tile';

alter table client add column registered_by_kind text check (registered_by_kind in ('person', 'api_key', 'app', 'server'));
alter table client add column registered_by text check (length(registered_by) <= 200);
alter table client add check (registered_by is null or registered_by_kind is not null and registered_by_kind <> 'server');
comment on column client.registered_by is 'A UserId, or the name of the key or token with which a program registered it; for the page about the app only';

create table district_logo (
	tenant_id  integer     primary key references district on delete cascade,
	media_type text        not null check (media_type in ('image/png', 'image/jpeg')),
	image      bytea       not null check (length(image) between 1 and 512000),
	hash       bytea       not null check (length(hash) = 32),
	changed_at timestamptz not null
);
comment on table district_logo is 'A square picture, rewritten when it was uploaded, as in client_logo';
