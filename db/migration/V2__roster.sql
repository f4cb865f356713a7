-- The roster: a district's schools, people, classes and enrollments as OneRoster 1.1 has them.
--
-- Every row is known by its sourcedId, which is unique in its district only; foreign keys carry the tenant_id, so that
-- nothing can refer to another district. A row that a later import no longer has is not deleted but marked
-- 'tobedeleted', because that is how OneRoster tells those who ask what changed since yesterday. date_last_modified is
-- when a row last changed, and the index on it answers that question.
--
-- Text arrays hold lists of plain values; what refers to other rows is a table of its own.

create table org (
	tenant_id          integer     not null references district,
	sourced_id         text        not null check (sourced_id <> ''),
	status             text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified timestamptz not null,
	name               text        not null,
	type               text        not null check (type in ('department', 'school', 'district', 'local', 'state', 'national')),
	identifier         text,
	parent_sourced_id  text,
	primary key (tenant_id, sourced_id),
	-- Deferred, for a child may stand before its parent.
	foreign key (tenant_id, parent_sourced_id) references org deferrable initially deferred
);
create index org_by_parent on org (tenant_id, parent_sourced_id);
create index org_by_type on org (tenant_id, type);
create index org_by_change on org (tenant_id, date_last_modified);
comment on table org is 'Districts, schools and departments: orgs.csv';

create table academic_session (
	tenant_id          integer     not null references district,
	sourced_id         text        not null check (sourced_id <> ''),
	status             text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified timestamptz not null,
	title              text        not null,
	type               text        not null check (type in ('gradingPeriod', 'semester', 'schoolYear', 'term')),
	start_date         date        not null,
	end_date           date        not null,
	parent_sourced_id  text,
	school_year        integer     not null,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, parent_sourced_id) references academic_session deferrable initially deferred,
	check (start_date <= end_date)
);
create index academic_session_by_parent on academic_session (tenant_id, parent_sourced_id);
create index academic_session_by_type on academic_session (tenant_id, type);
create index academic_session_by_change on academic_session (tenant_id, date_last_modified);
comment on table academic_session is 'School years, semesters, terms and grading periods: academicSessions.csv';
comment on column academic_session.school_year is 'The year in which the school year ends: 2027 for 2026-2027';

create table course (
	tenant_id              integer     not null,
	sourced_id             text        not null check (sourced_id <> ''),
	status                 text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified     timestamptz not null,
	school_year_sourced_id text,
	title                  text        not null,
	course_code            text,
	grades                 text[]      not null,
	org_sourced_id         text        not null,
	subjects               text[]      not null,
	subject_codes          text[]      not null,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, school_year_sourced_id) references academic_session,
	foreign key (tenant_id, org_sourced_id) references org
);
create index course_by_school_year on course (tenant_id, school_year_sourced_id);
create index course_by_org on course (tenant_id, org_sourced_id);
create index course_by_change on course (tenant_id, date_last_modified);
comment on table course is 'What is taught: courses.csv';

create table roster_class (
	tenant_id          integer     not null,
	sourced_id         text        not null check (sourced_id <> ''),
	status             text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified timestamptz not null,
	title              text        not null,
	grades             text[]      not null,
	course_sourced_id  text        not null,
	class_code         text,
	class_type         text        not null check (class_type in ('homeroom', 'scheduled')),
	location           text,
	school_sourced_id  text        not null,
	subjects           text[]      not null,
	subject_codes      text[]      not null,
	periods            text[]      not null,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, course_sourced_id) references course,
	foreign key (tenant_id, school_sourced_id) references org
);
create index roster_class_by_course on roster_class (tenant_id, course_sourced_id);
create index roster_class_by_school on roster_class (tenant_id, school_sourced_id);
create index roster_class_by_change on roster_class (tenant_id, date_last_modified);
comment on table roster_class is 'A course as it is taught to certain students: classes.csv';

create table class_term (
	tenant_id        integer not null,
	class_sourced_id text    not null,
	term_sourced_id  text    not null,
	ordinal          integer not null check (ordinal >= 0),
	primary key (tenant_id, class_sourced_id, term_sourced_id),
	foreign key (tenant_id, class_sourced_id) references roster_class,
	foreign key (tenant_id, term_sourced_id) references academic_session
);
create index class_term_by_term on class_term (tenant_id, term_sourced_id);
comment on table class_term is 'The academic sessions in which a class is taught: classes.csv, termSourcedIds';

create table roster_user (
	tenant_id          integer     not null references district,
	sourced_id         text        not null check (sourced_id <> ''),
	status             text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified timestamptz not null,
	enabled_user       boolean     not null,
	role               text        not null check (role in
		('administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'student', 'teacher')),
	username           text        not null,
	user_ids           text[]      not null,
	given_name         text        not null,
	family_name        text        not null,
	middle_name        text,
	identifier         text,
	email              text,
	sms                text,
	phone              text,
	grades             text[]      not null,
	primary key (tenant_id, sourced_id)
);
create index roster_user_by_username on roster_user (tenant_id, lower(username));
create index roster_user_by_role on roster_user (tenant_id, role);
create index roster_user_by_change on roster_user (tenant_id, date_last_modified);
comment on table roster_user is 'People as the roster has them: users.csv, without its password. Who can sign in is in person';
comment on column roster_user.user_ids is 'As in the file: {type:identifier}';

create table user_org (
	tenant_id       integer not null,
	user_sourced_id text    not null,
	org_sourced_id  text    not null,
	ordinal         integer not null check (ordinal >= 0),
	primary key (tenant_id, user_sourced_id, org_sourced_id),
	foreign key (tenant_id, user_sourced_id) references roster_user,
	foreign key (tenant_id, org_sourced_id) references org
);
create index user_org_by_org on user_org (tenant_id, org_sourced_id);
comment on table user_org is 'The orgs of a person: users.csv, orgSourcedIds';

create table user_agent (
	tenant_id        integer not null,
	user_sourced_id  text    not null,
	agent_sourced_id text    not null,
	ordinal          integer not null check (ordinal >= 0),
	primary key (tenant_id, user_sourced_id, agent_sourced_id),
	foreign key (tenant_id, user_sourced_id) references roster_user,
	foreign key (tenant_id, agent_sourced_id) references roster_user
);
create index user_agent_by_agent on user_agent (tenant_id, agent_sourced_id);
comment on table user_agent is 'A student''s parents and guardians: users.csv, agentSourcedIds';

create table enrollment (
	tenant_id          integer     not null,
	sourced_id         text        not null check (sourced_id <> ''),
	status             text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified timestamptz not null,
	class_sourced_id   text        not null,
	school_sourced_id  text        not null,
	user_sourced_id    text        not null,
	role               text        not null check (role in ('administrator', 'aide', 'proctor', 'student', 'teacher')),
	is_primary         boolean,
	begin_date         date,
	end_date           date,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, class_sourced_id) references roster_class,
	foreign key (tenant_id, school_sourced_id) references org,
	foreign key (tenant_id, user_sourced_id) references roster_user,
	check (begin_date <= end_date)
);
create index enrollment_by_class on enrollment (tenant_id, class_sourced_id, role);
create index enrollment_by_user on enrollment (tenant_id, user_sourced_id, role);
create index enrollment_by_school on enrollment (tenant_id, school_sourced_id);
create index enrollment_by_change on enrollment (tenant_id, date_last_modified);
comment on table enrollment is 'Who is in which class, and as what: enrollments.csv';

create table demographics (
	tenant_id                                  integer     not null,
	sourced_id                                 text        not null,
	status                                     text        not null check (status in ('active', 'tobedeleted')),
	date_last_modified                         timestamptz not null,
	birth_date                                 date,
	sex                                        text        check (sex in ('male', 'female')),
	american_indian_or_alaska_native           boolean,
	asian                                      boolean,
	black_or_african_american                  boolean,
	native_hawaiian_or_other_pacific_islander  boolean,
	white                                      boolean,
	demographic_race_two_or_more_races         boolean,
	hispanic_or_latino_ethnicity               boolean,
	country_of_birth_code                      text,
	state_of_birth_abbreviation                text,
	city_of_birth                              text,
	public_school_residence_status             text,
	primary key (tenant_id, sourced_id),
	foreign key (tenant_id, sourced_id) references roster_user
);
create index demographics_by_change on demographics (tenant_id, date_last_modified);
comment on table demographics is 'Sensitive facts about a person, known by the person''s sourcedId: demographics.csv';
