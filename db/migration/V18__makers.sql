-- What a program or a dismissed administrator can still do.

-- The hash of no secret was taken for one.
delete from client_secret where secret_hash = decode(repeat('00', 32), 'hex');

alter table client_registration add column ended_at timestamptz;
comment on column client_registration.ended_at is 'Since when the program cannot change its app any more; null if it can';

-- A key is good as long as whoever made it administers what it reaches; without them nobody answers for it. One that was made with
-- another key has the maker of that one, and none if that was the server's own.
delete from api_key where made_by is null;
delete from initial_access_token where made_by is null;
alter table api_key drop constraint api_key_made_by_fkey,
	add foreign key (made_by) references person on delete cascade;
alter table initial_access_token drop constraint initial_access_token_made_by_fkey,
	add foreign key (made_by) references person on delete cascade;
comment on column api_key.made_by is 'Who answers for it; null if it was made with the server''s own key';
comment on column initial_access_token.made_by is 'Who answers for it; null if it was made with the server''s own key';
