-- Whom an app is for does not become more people by a district going away.

alter table client add column districts_only boolean not null default false;
comment on column client.districts_only is 'true: only people of the districts in client_district may use it, and nobody when there are none left; false: those of all districts';
comment on table client_district is 'The districts whose people may use an app, if it is for districts_only';

-- Keys and tokens of a district made apps that were open to all. Where somebody decided so by hand, they stay it.
insert into client_district (client_id, tenant_id)
	select client_id, tenant_id from client c where tenant_id is not null
		and not exists (select from client_district d where d.client_id = c.client_id)
		and not exists (select from audit_event e where e.client_id = c.client_id and e.kind = 'AppChanged' and e.after ? 'sharedWith');
update client c set districts_only = true where exists (select from client_district d where d.client_id = c.client_id);

-- Whoever names a district means no others.
create function client_is_for_districts_only() returns trigger language plpgsql as $$
begin
	update client set districts_only = true where client_id = new.client_id and not districts_only;
	return null;
end $$;
create trigger client_is_for_districts_only after insert on client_district
	for each row execute function client_is_for_districts_only();

-- An app of a district goes with it: nobody else answers for what it may see.
alter table client drop constraint client_tenant_id_fkey;
alter table client add constraint client_tenant_id_fkey foreign key (tenant_id) references district on delete cascade;
