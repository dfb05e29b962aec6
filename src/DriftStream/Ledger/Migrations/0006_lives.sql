-- What a held call of Terraform did is known beside what differs.
alter table deviation add column held bigint not null default 0;

-- A call of Terraform that no state could confirm and that was not held.
alter table processed_event add column unchecked bigint not null default 0;

-- How a drift ended, where it happened, and what people decided about it last.
alter table drift add column resolved_how text;
alter table drift add column resolved_serial bigint;
alter table drift add column successor text;
alter table drift add column account text;
alter table drift add column region text;
alter table drift add column decision text;
alter table drift add column decision_until bigint;

update drift set resolved_how = 'reverted' where resolved_at is not null;
update drift set account = (select max(f.account) from finding f where f.drift_id = drift.id);

create index drift_by_change on drift(last_change_at, id);
create index drift_lease on drift(decision_until) where status = 'open' and decision_until is not null;

-- Calls that are taken as Terraform's until their state says so or the hold ends; the finding is what is said then.
create table hold(
  event_id text not null,
  account text not null,
  number bigint not null,
  state text,
  lineage text,
  address text,
  type text not null,
  resource_id text,
  finding text,
  called_at bigint not null,
  held_at bigint not null,
  deadline bigint not null,
  settled_at bigint,
  outcome text check (outcome in ('confirmed', 'not-checked', 'finding')),
  primary key (event_id, account, number),
  foreign key (event_id, account) references processed_event(event_id, account)
);

create index hold_waiting on hold(deadline) where settled_at is null;
create index hold_settled on hold(settled_at) where settled_at is not null;

-- Who decided what about a drift: never changed, only added to.
create table decision(
  id text primary key,
  drift_id text not null references drift(id),
  kind text not null check (kind in ('acknowledge', 'snooze', 'ignore', 'lapse')),
  decided_by text not null,
  name text,
  reason text,
  until bigint,
  decided_at bigint not null
);

create index decision_by_drift on decision(drift_id, decided_at);
