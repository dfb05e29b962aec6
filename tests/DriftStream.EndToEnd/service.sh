# For the scripts beside it: starts a queue (fauxqs), a webhook, PostgreSQL where wanted, and DriftStream, and ends them with the script.
# Needs node, and `npm ci` in the folder fauxqs. DRIFTSTREAM_PROGRAM may name another build's driftstream.dll.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
node_scripts=$here/fauxqs
if ! command -v node >/dev/null || [[ ! -d $node_scripts/node_modules ]]; then
  echo "$(basename "$0") needs node, and 'npm ci' in $node_scripts first." >&2
  exit 2
fi

work=$(mktemp -d)
started=()
services=()
# What the next service is told besides the usual, each KEY=VALUE with the key's full name.
settings=()

stop_all() {
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || true
    kill -CONT "$pid" 2>/dev/null || true
  done
  stop_postgres
  wait 2>/dev/null || true
  started=()
  services=()
  rm -rf "${work:?}"/*
}
finish() {
  stop_all
  rm -rf "$work"
}
trap finish EXIT

# Waits for a line in a file, for up to 60 seconds, and prints what follows the pattern in it.
await_line() {
  local file=$1 pattern=$2
  for _ in $(seq 600); do
    if grep -q "$pattern" "$file" 2>/dev/null; then
      grep -m1 "$pattern" "$file" | sed "s/.*$pattern *//"
      return
    fi
    sleep 0.1
  done
  echo "No '$pattern' in $file:" >&2
  cat "$file" >&2
  exit 1
}

export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true
export NODE_NO_WARNINGS=1

program=${DRIFTSTREAM_PROGRAM:-$root/src/DriftStream/bin/Release/net10.0/driftstream.dll}
[[ -n ${DRIFTSTREAM_PROGRAM:-} ]] || dotnet build "$root/src/DriftStream" -c Release -v q -nologo >/dev/null

# Where it runs; ratios mean more than times on a machine that others use, too.
surroundings() { echo "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $(uname -sm)"; }

# A port of loopback that nobody listens on.
free_port() { node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

# Creates a queue; prints its URL.
create_queue() { node "$node_scripts/queue.mjs" "$endpoint" "$1" "${visibility:-30}" "${receives:-10}"; }

# Queue and webhook, for so many events; sets endpoint, queue and webhook. With a second argument it is given to the webhook.
start_surroundings() {
  node "$node_scripts/serve.mjs" >"$work/fauxqs.log" 2>&1 &
  started+=($!)
  endpoint=$(await_line "$work/fauxqs.log" "listening")

  node "$node_scripts/webhook.mjs" "$work/arrivals.jsonl" ${2:+"$2"} >"$work/webhook.log" 2>&1 &
  started+=($!)
  webhook=$(await_line "$work/webhook.log" "listening")

  queue=$(create_queue driftstream)
  node "$node_scripts/state.mjs" "$1" >"$work/prod.tfstate"
  ledger=sqlite:$work/driftstream.db
}

# PostgreSQL refuses to run as root; Debian keeps its programs off the PATH.
as_postgres() { if ((EUID == 0)); then (cd /tmp && setpriv --reuid=postgres --regid=postgres --clear-groups "$@"); else "$@"; fi; }
postgres_program() {
  command -v "$1" || find /usr/lib/postgresql/*/bin -name "$1" 2>/dev/null | sort -r | head -n 1 | grep . || {
    echo "$(basename "$0") --postgres needs PostgreSQL's program '$1'." >&2
    exit 2
  }
}

# A server of the script's own on loopback, with an empty database; sets ledger.
start_postgres() {
  export PGPASSWORD=throw-away
  chmod 711 "$work"
  mkdir "$work/postgres"
  ((EUID != 0)) || chown postgres "$work/postgres"
  postgres_port=$(free_port)
  as_postgres sh -c 'printf %s "$3" >"$2/password" && "$1" -D "$2/data" -U driftstream -A scram-sha-256 --pwfile="$2/password" -E UTF8 --no-sync' \
    sh "$(postgres_program initdb)" "$work/postgres" "$PGPASSWORD" >"$work/initdb.log"
  run_postgres
  psql_at postgres -c 'create database ledger template template0' >/dev/null
  ledger=postgres://driftstream@127.0.0.1:$postgres_port/ledger
  settings+=("DriftStream__Ledger__Password=$PGPASSWORD")
}

run_postgres() {
  # At once, so that the line of an earlier start is not taken for this one's.
  : >"$work/postgres.log"
  as_postgres "$(postgres_program postgres)" -D "$work/postgres/data" -p "$postgres_port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c lc_messages=C >>"$work/postgres.log" 2>&1 &
  postgres=$!
  await_line "$work/postgres.log" "database system is ready" >/dev/null
}

stop_postgres() {
  [[ -n ${postgres:-} ]] || return 0
  # Where it has only just been started, its file is not there yet.
  kill -INT "$(head -n 1 "$work/postgres/data/postmaster.pid" 2>/dev/null)" 2>/dev/null || pkill -INT -P "$postgres" || true
  wait "$postgres" 2>/dev/null || true
}

# As at an upgrade of the server: sessions are ended in the middle of whatever they do.
restart_postgres() {
  stop_postgres
  run_postgres
}

psql_at() {
  local database=$1
  shift
  psql -h 127.0.0.1 -p "$postgres_port" -U driftstream -d "$database" -v ON_ERROR_STOP=1 -qAtX "$@"
}

# Asks the ledger, in SQL.
ask_ledger() {
  case $ledger in
    sqlite:*) sqlite3 -readonly "${ledger#sqlite:}" "$1" ;;
    *) psql_at ledger -c "$1" ;;
  esac
}

# What every DriftStream of the script is told; to be used in a subshell.
configure() {
  export DriftStream__Queue__Url=$queue
  export DriftStream__States__0=$work/prod.tfstate
  export DriftStream__Slack__WebhookUrl=$webhook/
  export DriftStream__Slack__RatePerSecond=${slack_rate:-0}
  export DriftStream__Alerts__DigestFrom=${digest_from:-0}
  export DriftStream__Ledger__Url=$ledger
  export DriftStream__Http__Listen=http://127.0.0.1:0
  local setting
  for setting in "${settings[@]}"; do
    [[ ${setting#*=} == - ]] && unset "${setting%%=*}" || export "$setting"
  done
}

# DriftStream itself, one of several where a number is given; sets service, its process. Returns when it reads the queue.
start_service() {
  local number=${1:-1}
  : >"$work/driftstream-$number.log"
  (
    cd "$work"
    configure
    exec dotnet "$program" run
  ) >"$work/driftstream-$number.log" 2>&1 &
  service=$!
  services[number]=$service
  started+=("$service")
  await_line "$work/driftstream-$number.log" "\[1000\] Reading" >/dev/null
}
