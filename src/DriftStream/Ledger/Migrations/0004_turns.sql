-- Several processes may write one ledger: each takes its turn by this row, and first reads what others wrote since its own last turn.
create table ledger_turn(
  id bigint primary key check (id = 1),
  turn bigint not null
);

insert into ledger_turn(id, turn) values (1, 0);

-- The turn that last wrote an address's deviations; the row stays when the deviations are gone.
create table deviation_turn(
  state text not null,
  lineage text not null,
  address text not null,
  turn bigint not null,
  primary key (state, lineage, address)
);

create index deviation_turn_by_turn on deviation_turn(turn);

alter table session add column turn bigint not null default 0;

create index session_by_turn on session(turn);
