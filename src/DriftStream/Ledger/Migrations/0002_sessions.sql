-- Who opened which session, so that a restart still knows who is behind a role. Of the credentials only the access key's id, which is no secret.
create table session(
  access_key text primary key,
  matters_until bigint not null,
  json text not null
);

create index session_by_end on session(matters_until);
