-- What the console knows about apps beyond the protocol: what they are, whose, and for whom.

alter table client add column kind text;
update client set kind = case
	when type = 'confidential' then 'web'
	when exists (select from client_redirect_uri u where u.client_id = client.client_id and uri !~* '^https?:') then 'native'
	else 'single_page' end;
alter table client alter column kind set not null;
alter table client add check (kind in ('web', 'machine') and type = 'confidential' or kind in ('single_page', 'native') and type = 'public');
comment on column client.kind is 'web: with a server; machine: a server without people; single_page: in a browser; native: on a device';

alter table client add column website text check (length(website) between 1 and 2048);
alter table client add column contact text check (length(contact) between 3 and 320);
alter table client add column domains text[] not null default '{}' check (cardinality(domains) <= 100);
comment on column client.contact is 'The email address of who answers questions about the app';
comment on column client.domains is 'The host names that belong to the app; for people to read';

alter table client_secret add column last_used_at timestamptz;
comment on column client_secret.last_used_at is 'To the minute';

create table client_logo (
	client_id  text        primary key references client on delete cascade,
	media_type text        not null check (media_type in ('image/png', 'image/jpeg')),
	image      bytea       not null check (length(image) between 1 and 512000),
	hash       bytea       not null check (length(hash) = 32),
	changed_at timestamptz not null
);
comment on table client_logo is 'A square picture, rewritten when it was uploaded: it holds what is needed to draw it, and nothing else';

create table client_district (
	client_id text    not null references client on delete cascade,
	tenant_id integer not null references district on delete cascade,
	primary key (client_id, tenant_id)
);
create index client_district_by_district on client_district (tenant_id);
comment on table client_district is 'The districts whose people may use an app; without any row, those of all districts';

create table client_school (
	client_id  text    not null,
	tenant_id  integer not null,
	sourced_id text    not null check (length(sourced_id) between 1 and 255),
	primary key (client_id, tenant_id, sourced_id),
	foreign key (client_id, tenant_id) references client_district on delete cascade
);
comment on table client_school is 'The schools of a district whose people may use an app, by the roster''s sourcedId; without any row, those of the whole district';
