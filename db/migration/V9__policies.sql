-- What a district decides about apps for its people, which scopes apps ask for, and what an event is about besides what it changed.

alter table audit_event add column details jsonb;
comment on column audit_event.details is 'What else there is to know, by name, such as why something was refused; never a secret';
create index audit_event_by_district_and_kind on audit_event (tenant_id, kind, happened_at);

create table consent_policy (
	tenant_id integer not null references district on delete cascade,
	client_id text    not null references client on delete cascade,
	policy    text    not null check (policy in ('granted', 'forbidden')),
	scopes    text[]  not null,
	primary key (tenant_id, client_id),
	check ((policy = 'granted') = (cardinality(scopes) > 0))
);
create index consent_policy_by_client on consent_policy (client_id);
comment on table consent_policy is 'What a district decided about an app for its people; without a row each of them decides';
comment on column consent_policy.scopes is 'What the app gets of everybody without asking; whoever may be asked is asked for anything more';

create table student_limit (
	tenant_id integer primary key references district on delete cascade
);
comment on table student_limit is 'Districts whose students give apps nothing by themselves: an app gets of them what consent_policy grants, and no more';

create index consent_by_client on consent (client_id, consent_id);
drop index consent_client;

create table scope_use (
	client_id     text        not null references client on delete cascade,
	scope         text        not null,
	last_asked_at timestamptz not null,
	primary key (client_id, scope)
);
create index scope_use_last_asked on scope_use (last_asked_at);
comment on table scope_use is 'When an app last asked for a scope and was answered with a code; to the hour';

alter table authorization_grant drop constraint authorization_grant_revocation_reason_check;
alter table authorization_grant add constraint authorization_grant_revocation_reason_check
	check (revocation_reason in ('code_replay', 'refresh_token_replay', 'client', 'person', 'administrator'));
