#!/usr/bin/env bash
# How many events a second the ledger commits, and how many bare inserts of the same rows would be; each round measures both:
#   tests/DriftStream.Benchmarks/ledger-rate.sh [EVENTS [ROUNDS]]
# Bare: the same rows with the same bytes, in groups of the same size, and no index but the primary keys: once through a prepared statement a row,
# as any program writes them, and once in the ledger's own way (values bound directly, or whole columns in one message). Beside it one row of as many bytes.
# First with each event a drift with an alert, the worst that can come; then with each event kept whole, its record, evidence and chain, and no
# difference found; then with changing events as they come, most of which touch nothing that a state holds and leave a row or two: of a hundred
# 2 drifts, 2 creations, 10 calls of Terraform, 3 unknown ones.
# SQLite always; PostgreSQL on a server of its own where initdb and postgres are here.
set -euo pipefail

events=${1:-4000}
rounds=${2:-3}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

measure() { dotnet run -c Release --no-build --project "$here" -- ledger "$1" "$events" "$rounds"; }

dotnet build -c Release -v quiet -nologo "$here"
echo "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $events events a round"
measure "sqlite:$work/ledger.db"

PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if ! command -v initdb >/dev/null || ! command -v postgres >/dev/null; then
  echo 'PostgreSQL is not on this machine.'
  exit 0
fi

as=()
if [ "$(id -u)" -eq 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  chown postgres "$work"
fi
: >"$work/log"
port=$((20000 + RANDOM % 10000))
cd "$work"
"${as[@]}" "$(command -v initdb)" -D "$work/data" -U driftstream -A trust -E UTF8 >/dev/null
"${as[@]}" "$(command -v postgres)" -D "$work/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= 2>"$work/log" &
server=$!
until grep -q 'ready to accept connections' "$work/log"; do
  kill -0 "$server" || { cat "$work/log"; exit 1; }
  sleep 0.2
done
measure "postgres://driftstream@127.0.0.1:$port/postgres"
