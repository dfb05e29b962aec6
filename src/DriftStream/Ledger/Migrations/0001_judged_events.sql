-- One SQL text for SQLite and PostgreSQL: times are Unix milliseconds, truth values 0 or 1, numbers of rows are given by the one writer.

create table processed_event(
  event_id text not null,
  account text not null,
  at bigint not null,
  time bigint not null,
  name text not null,
  verdict text not null,
  findings bigint not null,
  record bytea,
  masked bigint not null default 0,
  primary key (event_id, account)
);

create table finding(
  id bigint primary key,
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
  time bigint not null,
  recorded_at bigint not null,
  actor text,
  late bigint not null default 0,
  json text not null,
  foreign key (event_id, account) references processed_event(event_id, account)
);

create index finding_by_event on finding(event_id);
create index finding_by_drift on finding(drift_id) where drift_id is not null;

create table drift(
  id text primary key,
  state text not null,
  lineage text not null,
  address text not null,
  type text not null,
  resource_id text,
  verdict text not null,
  severity text not null,
  status text not null check (status in ('open', 'resolved')),
  opened_at bigint not null,
  opened_event text not null,
  opened_by text,
  last_change_at bigint not null,
  last_event text not null,
  resolved_at bigint,
  resolved_event text,
  resolved_by text
);

create index drift_open on drift(severity) where status = 'open';

-- What the cloud is believed to hold, so that a restart goes on where the last process ended.
create table deviation(
  state text not null,
  lineage text not null,
  address text not null,
  position bigint not null,
  path text not null,
  element text not null,
  in_state text,
  in_cloud text,
  hidden bigint not null,
  decided bigint not null,
  event_id text not null,
  drift_id text not null,
  is_open bigint not null,
  primary key (state, lineage, address, position)
);

create table alert(
  id text primary key,
  finding_id bigint not null references finding(id),
  drift_id text,
  kind text not null check (kind in ('alert', 'resolve')),
  body text not null,
  created_at bigint not null,
  attempt bigint not null default 0,
  next_at bigint not null default 0,
  lease_until bigint not null default 0,
  sent_at bigint,
  dead_at bigint,
  skipped_at bigint,
  last_error text
);

create index alert_waiting on alert(finding_id) where sent_at is null and dead_at is null and skipped_at is null;
create index alert_dead on alert(dead_at) where dead_at is not null;
