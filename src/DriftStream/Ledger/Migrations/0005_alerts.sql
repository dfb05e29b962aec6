-- One row for each occasion and place where it is told, written anew from the ledger when it is sent.
alter table alert rename to alert_before;

drop index alert_waiting;
drop index alert_dead;

create table alert(
  id text not null,
  sink text not null,
  channel text not null default '',
  finding_id bigint references finding(id),
  drift_id text,
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
  primary key (id, sink, channel)
);

insert into alert(id, sink, finding_id, drift_id, kind, severity, actor, still_open, position, created_at, attempt, next_at, sent_at, dead_at, skipped_at, last_error)
select b.id, 'slack', b.finding_id, b.drift_id, b.kind,
       case coalesce(case when b.kind = 'resolve' then d.severity end, f.severity)
         when 'critical' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end,
       coalesce(f.actor, ''),
       case when b.kind = 'resolve' then (select count(*) from deviation v where v.drift_id = b.drift_id and v.is_open = 1) else 0 end,
       b.finding_id, b.created_at, b.attempt, b.next_at, b.sent_at, b.dead_at, b.skipped_at, b.last_error
from alert_before b join finding f on f.id = b.finding_id left join drift d on d.id = b.drift_id;

drop table alert_before;

create index alert_waiting on alert(sink, channel, position) where sent_at is null and dead_at is null and skipped_at is null;
create index alert_critical on alert(sink, channel, position) where severity >= 4 and sent_at is null and dead_at is null and skipped_at is null;
create index alert_by_actor on alert(sink, channel, actor, created_at);
create index alert_by_drift on alert(drift_id) where drift_id is not null;
create index alert_by_digest on alert(digest) where digest is not null;
create index alert_dead on alert(dead_at) where dead_at is not null;

-- Where the message about a drift or a digest stands, so that it can be edited.
create table alert_message(
  sink text not null,
  channel text not null,
  subject text not null,
  place text not null,
  reference text not null,
  edited_at bigint not null,
  primary key (sink, channel, subject)
);

-- Changes that are told together; the rows of alert name it.
create table alert_digest(
  id text primary key,
  sink text not null,
  channel text not null,
  actor text,
  quiet bigint not null,
  urgent bigint not null,
  opened_at bigint not null,
  last_at bigint not null,
  posted_at bigint,
  listed bigint not null default 0,
  closed_at bigint
);

create index alert_digest_open on alert_digest(sink, channel) where closed_at is null;

-- Which process tells one channel of one sink: one at a time, so that order and rate hold.
create table alert_lane(
  sink text not null,
  channel text not null,
  owner text not null,
  lease_until bigint not null,
  primary key (sink, channel)
);
