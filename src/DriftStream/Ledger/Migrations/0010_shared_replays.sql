-- Replays that several machines share: what is to be read, and what was kept of it until everything is read and judged.
create table shared_replay(
  id text primary key,
  question text not null,
  key_print text not null,
  began_at bigint not null,
  used_at bigint not null
);

-- Nobody reads an object again whose time of reading is there; reading is what was counted in it.
create table shared_object(
  replay text not null,
  number bigint not null,
  name text not null,
  key text not null,
  etag text,
  size bigint,
  tries bigint not null default 0,
  problem text,
  read_at bigint,
  reading text,
  primary key (replay, number)
);

create index shared_object_left on shared_object(replay, number) where read_at is null;

-- Packed and sealed: the key is not in the ledger.
create table shared_kept(
  replay text not null,
  object bigint not null,
  part bigint not null,
  content bytea not null,
  primary key (replay, object, part)
);

create table shared_reader(
  replay text not null,
  reader text not null,
  seen_at bigint not null,
  primary key (replay, reader)
);
