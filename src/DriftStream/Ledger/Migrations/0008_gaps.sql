-- How each account and region usually speaks, so that its silence is noticed.
create table feed_rhythm(
  account text not null,
  region text not null,
  first_heard bigint not null,
  last_heard bigint not null,
  heard bigint not null,
  pauses text not null,
  primary key (account, region)
);

-- What DriftStream did not see, or may not have: open ones have no end.
create table gap(
  id text primary key,
  kind text not null,
  subject text not null,
  account text,
  region text,
  severity text not null,
  since bigint not null,
  found_at bigint not null,
  seen_at bigint not null,
  sentence text not null,
  ended_at bigint
);

create index gap_open on gap(kind, subject) where ended_at is null;

-- Words about DriftStream itself that people are told like alerts.
create table notice(
  id text primary key,
  severity text not null,
  headline text not null,
  body text not null,
  created_at bigint not null,
  attempt bigint not null default 0,
  next_at bigint not null default 0,
  sent_at bigint,
  dead_at bigint,
  skipped_at bigint,
  last_error text
);

create index notice_waiting on notice(created_at) where sent_at is null and dead_at is null and skipped_at is null;

-- Times of which events are fetched from CloudTrail; from_at moves on as slices are done.
create table catch_up(
  id text primary key,
  account text not null,
  region text not null,
  reason text not null,
  began_at bigint not null,
  from_at bigint not null,
  until_at bigint not null,
  next_at bigint not null,
  fetched bigint not null default 0,
  judged bigint not null default 0,
  problem text,
  done_at bigint
);

create index catch_up_waiting on catch_up(next_at) where done_at is null;

-- When the service was last known to see.
create table watch_mark(
  id bigint primary key check (id = 1),
  alive_at bigint not null
);
