-- Which names rollcall.system-administrators had at the last start: each counts once.

create table named_administrator (
	name    text        primary key,
	seen_at timestamptz not null
);
comment on table named_administrator is 'A name that is here gives nobody a role again: whose it is may be decided by others meanwhile';
