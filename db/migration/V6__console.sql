-- Who may use the console, and the record of what happens.

create table console_role (
	user_id    integer     not null references person on delete cascade,
	role       text        not null check (role in ('system_administrator', 'app_developer')),
	granted_at timestamptz not null,
	primary key (user_id, role)
);
comment on table console_role is 'Roles that no profile gives; whose profile says Tenant Administrator administers their own district without a row here';

create table first_administrator_link (
	link_hash  bytea       primary key check (length(link_hash) = 32),
	created_at timestamptz not null,
	expires_at timestamptz not null check (expires_at > created_at)
);
comment on table first_administrator_link is 'One row at most: whoever opens the link becomes the first system administrator, as long as there is none';

alter table browser_session add column confirmed_at timestamptz;
comment on column browser_session.confirmed_at is 'When the password was typed again for something dangerous; null if it was not';

alter table client add column tenant_id integer references district on delete set null;
create index client_by_tenant on client (tenant_id);
comment on column client.tenant_id is 'The district that looks after the app; null for one that the operator looks after';

create table client_developer (
	client_id text    not null references client on delete cascade,
	user_id   integer not null references person on delete cascade,
	primary key (client_id, user_id)
);
create index client_developer_by_user on client_developer (user_id);
comment on table client_developer is 'Whose own an app is, for app developers, who see no other in the console';

-- No foreign keys: the record outlives what it is about.
create table audit_event (
	audit_id    bigint generated always as identity primary key,
	happened_at timestamptz not null,
	kind        text        not null check (kind ~ '^[A-Z][A-Za-z]+$'),
	tenant_id   integer,
	actor_kind  text        not null check (actor_kind in ('person', 'api_key', 'app', 'server')),
	actor       text,
	user_id     integer,
	client_id   text,
	address     inet,
	sentence    text        not null,
	before      jsonb,
	after       jsonb,
	check ((actor is null) = (actor_kind = 'server'))
);
create index audit_event_by_district on audit_event (tenant_id, audit_id);
create index audit_event_by_person on audit_event (user_id, audit_id);
create index audit_event_by_client on audit_event (client_id, audit_id);
create index audit_event_by_kind on audit_event (kind, audit_id);
create index audit_event_by_time on audit_event (happened_at);
comment on table audit_event is 'What happened, in the order in which it was written down; kept for audit_retention.days';
comment on column audit_event.tenant_id is 'The district that it concerns; null for what concerns the server as a whole';
comment on column audit_event.actor is 'Who did it: a UserId, the name of an API key, a client id; null for the server itself';
comment on column audit_event.user_id is 'The person whom it is about';
comment on column audit_event.before is 'What a change found, without secrets';

create table audit_retention (
	id   smallint primary key check (id = 1),
	days integer  not null check (days between 30 and 3650)
);
insert into audit_retention (id, days) values (1, 400);
comment on table audit_retention is 'One row: for how long what happened is kept. 400 days: a school year and the summer after it';

-- Append-only also for the role that the application has: whoever takes over the server cannot cover it up without taking over
-- the database too.
create function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' and old.happened_at < now() - (select make_interval(days => days) from audit_retention) then
		return old;
	end if;
	raise exception 'audit_event is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_event_append_only before update or delete on audit_event
	for each row execute function audit_event_is_append_only();
create trigger audit_event_not_truncated before truncate on audit_event
	for each statement execute function audit_event_is_append_only();
