-- Who called, and what the verdict rests on: for questions about everything, not only about findings.
alter table processed_event add column actor text;
alter table processed_event add column evidence text;

create index processed_event_by_time on processed_event(time, event_id, account);
create index finding_by_time on finding(time, id);
create index finding_by_actor on finding(lower(actor), time);
create index finding_by_address on finding(lower(address), time);
create index audit_by_finding on audit(first_finding) where findings > 0;
