-- What was recorded, row by row, each bound to the one before by a keyed hash: whoever alters, removes, adds or moves rows without the key is found out.
create table audit(
  number bigint primary key,
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

create index audit_checkpoint on audit(number) where kind in ('begin', 'retired');
