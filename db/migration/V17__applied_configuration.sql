-- What a district decides does not keep the server from starting.

create table applied_configuration (
	source          text        primary key check (length(source) <= 4096),
	document_digest bytea       not null check (length(document_digest) = 32),
	applied_at      timestamptz not null
);
comment on table applied_configuration is 'The documents that the server starts with, as they were last applied';
