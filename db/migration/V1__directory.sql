-- The directory: the districts and the people who sign in.
--
-- Every row belongs to one district. The rows that join two others carry the district's tenant_id too, so that composite
-- foreign keys make it impossible to tie a person to another district's building, profile, group or child.

create table district (
	tenant_id   integer     primary key check (tenant_id > 0),
	custom_url  text        not null unique check (custom_url ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
	name        text        not null check (btrim(name) <> ''),
	state_id    integer     not null,
	state_name  text        not null,
	nces_id     text        not null,
	nces_name   text        not null,
	created_at  timestamptz not null
);
-- "Find your login page" looks for a part of the name, which a b-tree cannot answer; the index gives the order, and a scan
-- of lower(name) over some thousands of districts takes about a millisecond. pg_trgm would need an extension that an
-- external server may not allow.
create index district_by_name on district (lower(name), tenant_id);
comment on table district is 'A school district: ClassLink calls it a tenant';
comment on column district.custom_url is 'The path of the district''s own login page, as in https://launchpad.classlink.com/{custom_url}';

create table building (
	building_id integer generated always as identity (start with 4101) primary key,
	tenant_id   integer not null references district,
	name        text    not null check (btrim(name) <> ''),
	unique (tenant_id, name),
	unique (tenant_id, building_id)
);
comment on table building is 'What ClassLink calls a building: a directory domain, usually one per district. Schools are orgs of the roster';

create table profile (
	profile_id integer generated always as identity (start with 3280) primary key,
	tenant_id  integer not null references district,
	name       text    not null check (btrim(name) <> ''),
	role       text    not null check (role in ('Student', 'Teacher', 'Parent', 'School Administrator', 'Tenant Administrator')),
	unique (tenant_id, name),
	unique (tenant_id, profile_id)
);
comment on table profile is 'A named set of people who see the same apps; it gives each of them a role';

create table person (
	user_id             integer generated always as identity (start with 8708000) primary key,
	tenant_id           integer     not null references district,
	building_id         integer     not null,
	profile_id          integer     not null,
	login_id            text        not null check (login_id = btrim(login_id) and login_id <> ''),
	first_name          text        not null,
	middle_name         text,
	last_name           text        not null,
	display_name        text        not null check (btrim(display_name) <> ''),
	email               text,
	image_path          text        not null default '',
	sourced_id          text        check (sourced_id <> ''),
	language_id         integer     not null default 1,
	language            text        not null default 'en',
	default_time_format integer     not null default 0,
	authentication_type integer     not null default 2,
	password_hash       text,
	active              boolean     not null default true,
	last_access_at      timestamptz,
	created_at          timestamptz not null,
	updated_at          timestamptz not null,
	unique (tenant_id, user_id),
	unique (tenant_id, sourced_id),
	foreign key (tenant_id, building_id) references building (tenant_id, building_id),
	foreign key (tenant_id, profile_id) references profile (tenant_id, profile_id)
);
create unique index person_by_login_id on person (tenant_id, lower(login_id));
create index person_by_building on person (building_id);
create index person_by_profile on person (profile_id);
comment on table person is 'Somebody who can sign in. A user_id is given once and never again: people are deactivated, not deleted';
comment on column person.sourced_id is 'The person''s id in the district''s roster; null for people who are not in it';
comment on column person.password_hash is 'Null when the person cannot sign in with a password';

create table guardianship (
	tenant_id       integer not null,
	parent_user_id  integer not null,
	student_user_id integer not null,
	primary key (parent_user_id, student_user_id),
	foreign key (tenant_id, parent_user_id) references person (tenant_id, user_id),
	foreign key (tenant_id, student_user_id) references person (tenant_id, user_id),
	check (parent_user_id <> student_user_id)
);
create index guardianship_by_student on guardianship (student_user_id);
comment on table guardianship is 'Who is a parent or guardian of which student: /v2/my/students';

create table person_org (
	user_id    integer not null references person,
	ordinal    integer not null check (ordinal >= 0),
	sourced_id text    not null check (sourced_id <> ''),
	primary key (user_id, ordinal),
	unique (user_id, sourced_id)
);
comment on table person_org is 'The roster''s orgs (schools, or the district) of a person in the order of the roster: ClassLink''s OrgId array';

create table directory_group (
	group_id    bigint generated always as identity (start with 51001) primary key,
	tenant_id   integer not null references district,
	building_id integer not null,
	name        text    not null check (btrim(name) <> ''),
	from_roster boolean not null default false,
	unique (tenant_id, name),
	unique (tenant_id, group_id),
	foreign key (tenant_id, building_id) references building (tenant_id, building_id)
);
create index directory_group_by_building on directory_group (building_id);
comment on table directory_group is 'A group of the directory, such as "Lincoln High School Teachers"';
comment on column directory_group.from_roster is 'The roster says who is in it; nobody else adds or removes people';

create table person_group (
	tenant_id integer not null,
	user_id   integer not null,
	group_id  bigint  not null,
	primary key (user_id, group_id),
	foreign key (tenant_id, user_id) references person (tenant_id, user_id),
	foreign key (tenant_id, group_id) references directory_group (tenant_id, group_id)
);
create index person_group_by_group on person_group (group_id);
comment on table person_group is 'Who is in which group: /my/groups';
