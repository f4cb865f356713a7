create table share_token (
	token_hash bytea       primary key check (length(token_hash) = 32),
	share_id   integer     not null references roster_share on delete cascade,
	generation integer     not null,
	scopes     text[]      not null,
	issued_at  timestamptz not null,
	expires_at timestamptz not null check (expires_at > issued_at)
);
create index share_token_by_share on share_token (share_id);
create index share_token_expires on share_token (expires_at);
comment on table share_token is 'Access tokens that apps got with the consumer key and the secret of a single share';
comment on column share_token.generation is 'Of the share''s credentials; the next one ends the token';

-- Escapes of letters and digits are taken away by some HTTP clients on their way.
update roster_share set proxy_path = left(proxy_path, -3) || convert_from(decode(right(proxy_path, 2), 'hex'), 'UTF8')
	where proxy_path ~ '%(3[0-9]|4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])$';
