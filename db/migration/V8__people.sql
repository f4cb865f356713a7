-- What the console needs to look after people: finding one of many, who was deactivated by hand, a new password by a link.

-- Everything is looked for by its beginning, which a b-tree answers; a part in the middle would need an extension that an
-- external server may not allow. The "C" order makes the answer and its order independent of the server's languages.
create index person_by_name on person (tenant_id, lower(last_name) collate "C", lower(first_name) collate "C", user_id);
create index person_by_first_name on person (tenant_id, lower(first_name) collate "C");
create index person_by_login_prefix on person (tenant_id, lower(login_id) collate "C");
create index person_by_email on person (tenant_id, lower(email) collate "C");
create index person_org_by_org on person_org (sourced_id, user_id);

alter table person add column deactivated_at timestamptz;
alter table person add check (deactivated_at is null or not active);
comment on column person.deactivated_at is 'Since when an administrator keeps the person out, whatever the roster says; null for everybody else';

create table password_reset_link (
	user_id    integer     primary key references person on delete cascade,
	link_hash  bytea       not null unique check (length(link_hash) = 32),
	created_at timestamptz not null,
	expires_at timestamptz not null check (expires_at > created_at)
);
create index password_reset_link_expires on password_reset_link (expires_at);
comment on table password_reset_link is 'Whoever opens the link gives the person a new password: once, and the newest link only';

alter table authorization_grant drop constraint authorization_grant_revocation_reason_check;
alter table authorization_grant add constraint authorization_grant_revocation_reason_check
	check (revocation_reason in ('code_replay', 'refresh_token_replay', 'client', 'person', 'administrator'));

create index audit_event_sign_ins on audit_event (user_id, audit_id) where kind in ('SignedIn', 'SignInRefused');
