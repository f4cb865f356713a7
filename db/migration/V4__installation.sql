-- Whether this is a demo, for as long as the database lives: the demo's people, passwords and apps are public.

create table installation (
	id smallint primary key check (id = 1),
	demo boolean not null,
	created_at timestamptz not null
);
comment on table installation is 'One row, written by the first start: what this database is';
comment on column installation.demo is 'Filled by the demo profile, and refused by every start without it';
