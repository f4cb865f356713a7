-- OneRoster 1.2 has line items without a grading period or a range, and results without a score; 1.1 goes on demanding them of
-- whoever writes.

alter table line_item alter column grading_period_sourced_id drop not null;
alter table line_item alter column result_value_min drop not null;
alter table line_item alter column result_value_max drop not null;
alter table result alter column score drop not null;
comment on column category.client_id is 'The app that wrote it; an import removes what an app wrote only by its name, and takes over what it changes';
comment on column line_item.client_id is 'The app that wrote it; an import removes what an app wrote only by its name, and takes over what it changes';
comment on column result.client_id is 'The app that wrote it; an import removes what an app wrote only by its name, and takes over what it changes';
