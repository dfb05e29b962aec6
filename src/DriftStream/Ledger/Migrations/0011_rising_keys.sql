-- Ids of events, drifts and alerts come in no order, so an index by one of them is written at another place for each event.
-- Only each table's own key may be one; what leads from row to row begins with a time or a number, which rise, and is written at the end.
-- Rows that belong together are written in one transaction, and the chain finds what is missing: no reference has to be looked up for each row.
drop index processed_event_by_time;
create index processed_event_by_time on processed_event(time);

alter table alert rename to alert_before;
drop index alert_waiting;
drop index alert_critical;
drop index alert_by_actor;
drop index alert_by_drift;
drop index alert_by_digest;
drop index alert_dead;

alter table finding rename to finding_before;
drop index finding_by_event;
drop index finding_by_drift;
drop index finding_by_rule;
drop index finding_by_time;
drop index finding_by_actor;
drop index finding_by_address;

-- drift_opened: when the finding's drift was opened; 0 where the ledger holds no such drift.
create table finding(
  id rising_key,
  event_id text not null,
  account text not null,
  state text,
  lineage text,
  address text,
  type text,
  resource_id text,
  verdict text not null,
  severity text not null,
  drift_id text,
  drift_opened bigint not null default 0,
  time bigint not null,
  recorded_at bigint not null,
  actor text,
  late bigint not null default 0,
  json text not null,
  rule text
);

insert into finding(id, event_id, account, state, lineage, address, type, resource_id, verdict, severity, drift_id, drift_opened, time, recorded_at, actor, late, json, rule)
select f.id, f.event_id, f.account, f.state, f.lineage, f.address, f.type, f.resource_id, f.verdict, f.severity, f.drift_id, coalesce(d.opened_at, 0),
       f.time, f.recorded_at, f.actor, f.late, f.json, f.rule
from finding_before f left join drift d on d.id = f.drift_id order by f.id;

-- position: of an alert with a finding it is that finding's number.
create table alert(
  id text not null,
  sink text not null,
  channel text not null default '',
  finding_id bigint,
  drift_id text,
  drift_opened bigint not null default 0,
  kind text not null check (kind in ('alert', 'resolve', 'reminder', 'decision')),
  severity bigint not null,
  actor text not null default '',
  mention text,
  note text,
  still_open bigint not null default 0,
  position bigint not null,
  created_at bigint not null,
  hold_until bigint not null default 0,
  digest text,
  attempt bigint not null default 0,
  next_at bigint not null default 0,
  sent_at bigint,
  dead_at bigint,
  skipped_at bigint,
  last_error text,
  primary key (position, id, sink, channel)
);

insert into alert(id, sink, channel, finding_id, drift_id, drift_opened, kind, severity, actor, mention, note, still_open, position, created_at, hold_until, digest, attempt, next_at,
                  sent_at, dead_at, skipped_at, last_error)
select a.id, a.sink, a.channel, a.finding_id, a.drift_id, coalesce(d.opened_at, 0), a.kind, a.severity, a.actor, a.mention, a.note, a.still_open, coalesce(a.finding_id, a.position),
       a.created_at, a.hold_until, a.digest, a.attempt, a.next_at, a.sent_at, a.dead_at, a.skipped_at, a.last_error
from alert_before a left join drift d on d.id = a.drift_id order by a.position;

drop table alert_before;
drop table finding_before;

create index finding_by_time on finding(time, id);
create index finding_by_drift on finding(drift_opened, drift_id) where drift_id is not null;
create index finding_by_rule on finding(recorded_at, rule) where rule is not null;
create index finding_by_actor on finding(lower(actor), time);
create index finding_by_address on finding(lower(address), time);

create index alert_waiting on alert(sink, channel, position) where sent_at is null and dead_at is null and skipped_at is null;
create index alert_critical on alert(sink, channel, position) where severity >= 4 and sent_at is null and dead_at is null and skipped_at is null;
-- The time first, so that no planner takes it for what waits in a lane.
create index alert_by_time on alert(created_at, sink, channel);
-- With the lane, so that no planner reads all that waits in it instead.
create index alert_by_drift on alert(drift_opened, drift_id, sink, channel) where drift_id is not null;
create index alert_by_digest on alert(digest) where digest is not null;
create index alert_dead on alert(dead_at) where dead_at is not null;
create index alert_skipped on alert(skipped_at) where skipped_at is not null;
-- What no finding brought is told once, wherever it stands.
create unique index alert_once on alert(id, sink, channel) where finding_id is null;

alter table audit rename to audit_before;
drop index audit_checkpoint;
drop index audit_by_finding;

create table audit(
  number rising_key,
  kind text not null,
  subject text not null,
  account text not null,
  at bigint not null,
  verdict text,
  first_finding bigint not null,
  findings bigint not null,
  body text,
  writer text not null,
  key_id text not null,
  link text not null
);

insert into audit(number, kind, subject, account, at, verdict, first_finding, findings, body, writer, key_id, link)
select number, kind, subject, account, at, verdict, first_finding, findings, body, writer, key_id, link from audit_before order by number;

drop table audit_before;

create index audit_checkpoint on audit(number) where kind in ('begin', 'retired');
create index audit_by_finding on audit(first_finding) where findings > 0;
