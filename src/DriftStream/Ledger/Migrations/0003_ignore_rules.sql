-- The ignore rule that swallowed the finding, or some of its changes.

alter table finding add column rule text;

create index finding_by_rule on finding(recorded_at, rule) where rule is not null;
