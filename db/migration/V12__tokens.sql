-- What an app's access tokens look like, and tokens that belong to no person.

alter table client add column token_format text not null default 'opaque' check (token_format in ('opaque', 'jwt'));
alter table client add constraint client_token_format_fits
	check (token_format = 'opaque' or fidelity = 'extended' and access_token_seconds <= 2592000);
comment on column client.token_format is 'opaque: ClassLink''s form; jwt: RFC 9068, of 30 days at most because its key is not published for longer';

create table machine_token (
	token_hash       bytea       primary key check (length(token_hash) = 32),
	client_secret_id bigint      not null references client_secret on delete cascade,
	scopes           text[]      not null,
	issued_at        timestamptz not null,
	expires_at       timestamptz not null check (expires_at > issued_at),
	revoked_at       timestamptz
);
create index machine_token_secret on machine_token (client_secret_id);
create index machine_token_expires on machine_token (expires_at);
comment on table machine_token is 'Access tokens that machines got for themselves: there is no person, no grant and nothing to refresh';
comment on column machine_token.client_secret_id is 'The secret that it was got with, and with which it ends';

-- An app whose district is removed becomes the operator's. What opened the admin API for that district
-- (people.read and the like) must not open it for all.
create function client_lost_its_district() returns trigger language plpgsql as $$
begin
	delete from client_scope where client_id = new.client_id
		and scope ~ '^[a-z-]+\.(read|write)$' and scope not in ('roster.read', 'oneroster.read');
	return null;
end $$;
create trigger client_lost_its_district after update of tenant_id on client
	for each row when (old.tenant_id is not null and new.tenant_id is null) execute function client_lost_its_district();
