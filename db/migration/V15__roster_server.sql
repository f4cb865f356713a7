-- The rest of OneRoster 1.1: resources and the gradebook; what files say beyond the standard; imports as work that is looked
-- after; and which apps a district shares its roster with.

create table resource (
	tenant_id          integer     not null references district,
	sourced_id         text        not null check (sourced_id <> ''),
	status             text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified timestamptz not null,
	vendor_resource_id text        not null,
	title              text,
	roles              text[]      not null,
	importance         text        check (importance in ('primary', 'secondary')),
	vendor_id          text,
	application_id     text,
	primary key (tenant_id, sourced_id)
);
create index resource_by_change on resource (tenant_id, date_last_modified);
comment on table resource is 'Books and other things to learn with: resources.csv';

create table class_resource (
	tenant_id           integer     not null,
	sourced_id          text        not null check (sourced_id <> ''),
	status              text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified  timestamptz not null,
	title               text,
	class_sourced_id    text        not null,
	resource_sourced_id text        not null,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, class_sourced_id) references roster_class,
	foreign key (tenant_id, resource_sourced_id) references resource
);
create index class_resource_by_class on class_resource (tenant_id, class_sourced_id);
create index class_resource_by_resource on class_resource (tenant_id, resource_sourced_id);
create index class_resource_by_change on class_resource (tenant_id, date_last_modified);
comment on table class_resource is 'What a class learns with: classResources.csv';

create table course_resource (
	tenant_id           integer     not null,
	sourced_id          text        not null check (sourced_id <> ''),
	status              text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified  timestamptz not null,
	title               text,
	course_sourced_id   text        not null,
	resource_sourced_id text        not null,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, course_sourced_id) references course,
	foreign key (tenant_id, resource_sourced_id) references resource
);
create index course_resource_by_course on course_resource (tenant_id, course_sourced_id);
create index course_resource_by_resource on course_resource (tenant_id, resource_sourced_id);
create index course_resource_by_change on course_resource (tenant_id, date_last_modified);
comment on table course_resource is 'What a course is taught with: courseResources.csv';

create table category (
	tenant_id          integer     not null references district,
	sourced_id         text        not null check (sourced_id <> ''),
	status             text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified timestamptz not null,
	title              text        not null,
	client_id          text        references client on delete set null,
	primary key (tenant_id, sourced_id)
);
create index category_by_change on category (tenant_id, date_last_modified);
create index category_by_client on category (client_id);
comment on table category is 'Kinds of work that is graded, such as homework: categories.csv';
comment on column category.client_id is 'The app that wrote it; an import does not remove what an app wrote';

create table line_item (
	tenant_id                 integer     not null,
	sourced_id                text        not null check (sourced_id <> ''),
	status                    text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified        timestamptz not null,
	title                     text        not null,
	description               text,
	assign_date               date        not null,
	due_date                  date        not null,
	class_sourced_id          text        not null,
	category_sourced_id       text        not null,
	grading_period_sourced_id text        not null,
	result_value_min          numeric     not null,
	result_value_max          numeric     not null,
	client_id                 text        references client on delete set null,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, class_sourced_id) references roster_class,
	foreign key (tenant_id, category_sourced_id) references category,
	foreign key (tenant_id, grading_period_sourced_id) references academic_session,
	check (assign_date <= due_date),
	check (result_value_min <= result_value_max)
);
create index line_item_by_class on line_item (tenant_id, class_sourced_id);
create index line_item_by_category on line_item (tenant_id, category_sourced_id);
create index line_item_by_grading_period on line_item (tenant_id, grading_period_sourced_id);
create index line_item_by_change on line_item (tenant_id, date_last_modified);
create index line_item_by_client on line_item (client_id);
comment on table line_item is 'Something that is graded: lineItems.csv';
comment on column line_item.client_id is 'The app that wrote it; an import does not remove what an app wrote';

create table result (
	tenant_id            integer     not null,
	sourced_id           text        not null check (sourced_id <> ''),
	status               text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified   timestamptz not null,
	line_item_sourced_id text        not null,
	student_sourced_id   text        not null,
	score_status         text        not null check (score_status in
		('exempt', 'fully graded', 'not submitted', 'partially graded', 'submitted')),
	score                numeric     not null,
	score_date           date        not null,
	comment              text,
	client_id            text        references client on delete set null,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, line_item_sourced_id) references line_item,
	foreign key (tenant_id, student_sourced_id) references roster_user
);
create index result_by_line_item on result (tenant_id, line_item_sourced_id);
create index result_by_student on result (tenant_id, student_sourced_id);
create index result_by_change on result (tenant_id, date_last_modified);
create index result_by_client on result (client_id);
comment on table result is 'What a student got for a line item: results.csv';
comment on column result.client_id is 'The app that wrote it; an import does not remove what an app wrote';

-- Columns named metadata.<something> may stand at the end of any file.
alter table org add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table academic_session add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table course add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table roster_class add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table roster_user add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table enrollment add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table demographics add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table resource add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table class_resource add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table course_resource add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table category add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table line_item add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
alter table result add column metadata jsonb check (jsonb_typeof(metadata) = 'object');
comment on column roster_user.metadata is 'What the file says beyond the standard; null for nothing';

-- An import as a piece of work: uploaded, checked, looked at, confirmed, done.
create table roster_import (
	import_id        uuid        primary key,
	tenant_id        integer     not null references district on delete cascade,
	file_name        text        not null check (length(file_name) between 1 and 255),
	file_size        bigint      not null check (file_size >= 0),
	state            text        not null check (state in
		('uploading', 'checking', 'faulty', 'checked', 'importing', 'imported', 'cancelled', 'failed')),
	uploaded_by_kind text        not null check (uploaded_by_kind in ('person', 'api_key', 'app', 'server')),
	uploaded_by      text,
	uploaded_at      timestamptz not null,
	seen_at          timestamptz not null,
	ended_at         timestamptz,
	phase            text,
	rows_done        bigint      not null default 0,
	rows_total       bigint      not null default 0,
	phase_started_at timestamptz,
	fault_count      integer     not null default 0,
	people_before    integer,
	people_created   integer,
	people_updated   integer,
	people_leaving   integer,
	problem          text,
	check ((state in ('imported', 'cancelled', 'failed', 'faulty')) = (ended_at is not null))
);
create index roster_import_by_district on roster_import (tenant_id, uploaded_at);
create unique index roster_import_under_way on roster_import (tenant_id) where state in ('uploading', 'checking', 'importing');
create index roster_import_open on roster_import (seen_at) where ended_at is null;
comment on table roster_import is 'An import of a district''s roster and how far it is; kept as the district''s history of imports';
comment on column roster_import.seen_at is 'When the server that works on it last said so; one that stays silent was ended, and the import with it';
comment on column roster_import.people_leaving is 'How many people would be deactivated, or were';
comment on column roster_import.problem is 'Why it failed, in plain words';

create table roster_import_part (
	import_id uuid    not null references roster_import on delete cascade,
	ordinal   integer not null check (ordinal >= 0),
	bytes     bytea   not null,
	primary key (import_id, ordinal)
);
comment on table roster_import_part is 'The uploaded file in pieces, until the import has ended: any node can go on with it';

create table roster_import_file (
	import_id uuid   not null references roster_import on delete cascade,
	file      text   not null,
	mode      text   not null check (mode in ('bulk', 'delta')),
	rows      bigint not null,
	created   bigint not null,
	changed   bigint not null,
	removed   bigint not null,
	primary key (import_id, file)
);
comment on table roster_import_file is 'What an import found in each file, and what it changes or changed';

create table roster_import_fault (
	import_id uuid    not null references roster_import on delete cascade,
	ordinal   integer not null,
	file      text    not null,
	line      integer not null,
	field     text,
	value     text,
	reason    text    not null,
	primary key (import_id, ordinal)
);
comment on table roster_import_fault is 'What keeps a file from being imported';

create table roster_guard (
	tenant_id integer  primary key references district on delete cascade,
	percent   smallint not null check (percent between 0 and 100)
);
comment on table roster_guard is 'The share of its people that an import may deactivate without being asked again, where a district decided that itself';

-- A district shares its roster with an app: the whole of it, or that of some schools.
create table roster_share (
	share_id     integer     generated always as identity (start with 12301) primary key,
	tenant_id    integer     not null references district on delete cascade,
	client_id    text        not null references client on delete cascade,
	scopes       text[]      not null check (cardinality(scopes) > 0),
	generation   integer     not null default 1 check (generation > 0),
	consumer_key text        not null unique,
	proxy_path   text        not null unique,
	created_at   timestamptz not null,
	changed_at   timestamptz not null,
	unique (client_id, tenant_id)
);
create index roster_share_by_district on roster_share (tenant_id);
comment on table roster_share is 'What ClassLink''s proxy calls an application: a district''s roster, shared with an app';
comment on column roster_share.scopes is 'The most that the app gets, whatever it is registered for';
comment on column roster_share.generation is 'The bearer and the OAuth 1 secret are made of the master key, the share and this, so that neither is kept; the next number ends both';
comment on column roster_share.consumer_key is 'Of OAuth 1, and the client_id of the share''s own client credentials';
comment on column roster_share.proxy_path is 'The oneroster_application_id as it stands in paths, with its percent signs';

create table roster_share_school (
	share_id   integer not null references roster_share on delete cascade,
	tenant_id  integer not null,
	sourced_id text    not null,
	primary key (share_id, sourced_id)
);
create index roster_share_school_by_school on roster_share_school (tenant_id, sourced_id);
comment on table roster_share_school is 'The schools that are shared, by sourcedId; without any row, the whole district';

create table partner_key (
	key_id       uuid        primary key,
	client_id    text        not null references client on delete cascade,
	name         text        not null check (btrim(name) <> '' and length(name) <= 100),
	key_hash     bytea       not null unique check (length(key_hash) = 32),
	created_at   timestamptz not null,
	expires_at   timestamptz check (expires_at > created_at),
	last_used_at timestamptz
);
create index partner_key_by_client on partner_key (client_id);
comment on table partner_key is 'With it an app asks the proxy which districts share with it';

create table oauth1_nonce (
	nonce_hash bytea       primary key check (length(nonce_hash) = 32),
	expires_at timestamptz not null
);
create index oauth1_nonce_expires on oauth1_nonce (expires_at);
comment on table oauth1_nonce is 'Each signed request is good once: SHA-256 of consumer key, timestamp and nonce';
