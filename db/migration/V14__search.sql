-- Finding people by the words of their names whatever accents they carry, and in the order of an alphabet; reset links that end with
-- the password; app developers who are so because of an app.

-- PostgreSQL brings no languages along (ICU may be missing), so what "alike" means is said here: without accents and in small
-- letters. What Unicode does not take apart is translated. An external server may have a locale that knows no letters but ASCII's.
create function folded(text) returns text
	language sql immutable strict parallel safe
	return case when octet_length($1) = length($1) then lower($1) else
		replace(replace(replace(replace(
			translate(lower(regexp_replace(normalize($1, NFKD), U&'[\0300-\036F]', '', 'g')),
				U&'ØøĐđÐðŁłĦħŊŋıÆŒÞ\2018\2019\02BB\02BC\00B4\2010\2011\2012\2013', U&'ooddddllhhnniæœþ\0027\0027\0027\0027\0027----'),
			'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') end;
comment on function folded is 'A text as it is compared and sorted: without accents, in small letters';

-- Each word as it is written, and those of names taken apart at hyphens and the like besides; addresses are not, or everybody would be
-- found by their school's domain. The district stands before each: one index for all districts would else be read for all of them.
create function search_words(integer, text, text) returns tsvector
	language sql immutable strict parallel safe
	return array_to_tsvector(array_remove(string_to_array(
		-- no word may be longer than an index can hold
		regexp_replace(' ' || regexp_replace(replace($2 || ' ' || $3, '''', ''), '(\S{80})\S+', '\1', 'g'), '[\s,]+', ' ' || $1 || '/', 'g')
			|| regexp_replace(' ' || regexp_replace($2, '(\S{80})\S+', '\1', 'g'), '[\s,.''"()/-]+', ' ' || $1 || '/', 'g'), ' '), ''));
comment on function search_words is 'What somebody is found by in a district, of folded names and others: by what begins one of these';

alter table person
	add column last_sort  text     collate "C" not null generated always as (left(folded(last_name), 100)) stored,
	add column first_sort text     collate "C" not null generated always as (left(folded(first_name), 100)) stored,
	add column words      tsvector not null generated always as (search_words(tenant_id,
		folded(last_name || ' ' || first_name || ' ' || coalesce(middle_name, '') || ' ' || display_name),
		folded(login_id || ' ' || coalesce(email, '')))) stored;
comment on column person.last_sort is 'The last name in the order of an alphabet';
comment on column person.words is 'What the person is found by; see search_words';

drop index person_by_name, person_by_first_name, person_by_login_prefix, person_by_email;
create index person_by_name on person (tenant_id, last_sort, first_sort, user_id);
create index person_by_words on person using gin (words);

-- A link for a new password ends with the password that it was to replace, whoever changes that, and with the account. Here and not
-- in the application, because a configuration, a roster and people themselves change passwords, and none may forget it.
create function end_password_reset_link() returns trigger
	language plpgsql as $$
begin
	delete from password_reset_link where user_id = new.user_id;
	return null;
end $$;
create trigger person_ends_reset_link after update of password_hash, active on person
	for each row when (old.password_hash is distinct from new.password_hash or old.active and not new.active)
	execute function end_password_reset_link();

alter table console_role add column by_app boolean not null default false;
alter table console_role add check (not by_app or role = 'app_developer');
comment on column console_role.by_app is 'Whether the person has it only because they look after an app; it ends with the last one';
