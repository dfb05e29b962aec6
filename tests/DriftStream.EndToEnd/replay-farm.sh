#!/usr/bin/env bash
# Replays a bucket with several processes by way of a queue and PostgreSQL, kills some of them, and compares what is printed with a replay by one process:
#   tests/DriftStream.EndToEnd/replay-farm.sh [--logs FOLDER --states FOLDER] [EVENTS [KILLS]]
# The logs are made by ../shared/bench/generate_corpus.py where that lies beside the checkout, else by archive.mjs; --logs names others.
# Needs what latency.sh needs, and PostgreSQL. Every replay has to print the same bytes.
set -euo pipefail

logs='' states=''
while [[ ${1:-} == --* ]]; do
  case $1 in
    --logs) logs=${2:?--logs needs a folder}; shift ;;
    --states) states=${2:?--states needs a file or folder}; shift ;;
    *) echo "replay-farm.sh does not know '$1'; it takes --logs FOLDER and --states FOLDER." >&2; exit 2 ;;
  esac
  shift
done
events=${1:-40000}
kills=${2:-5}
visibility=5

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
corpus=$root/../shared/bench/generate_corpus.py
node "$node_scripts/serve.mjs" >"$work/fauxqs.log" 2>&1 &
started+=($!)
endpoint=$(await_line "$work/fauxqs.log" "listening")
if [[ -n $logs ]]; then
  node "$node_scripts/archive.mjs" --endpoint "$endpoint" --bucket trail --folder "$logs" --as-is
elif [[ -f $corpus ]]; then
  logs=$work/logs states=$work/states
  python3 "$corpus" events "$logs" --events "$events" --files $((events / 250 > 4 ? events / 250 : 4)) --managed 20000 >"$work/corpus.log"
  python3 "$corpus" states "$states" --resources 20000 >>"$work/corpus.log"
  node "$node_scripts/archive.mjs" --endpoint "$endpoint" --bucket trail --folder "$logs" --as-is
else
  logs=$work/logs states=$work/prod.tfstate
  node "$node_scripts/state.mjs" 1000 >"$states"
  node "$node_scripts/archive.mjs" --endpoint "$endpoint" --bucket trail --folder "$logs" --files $((events / 10)) --events 10
fi
queue=$(create_queue replay)
start_postgres

cd "$work"
export AWS_ENDPOINT_URL_S3=$endpoint
export DriftStream__Ledger__Url=$ledger DriftStream__Ledger__Password=$PGPASSWORD
export DriftStream__Replay__QueueUrl=$queue DriftStream__Replay__Visibility=00:00:0$visibility
question=(s3://trail --output ndjson)
[[ -z $states ]] || question+=(--state "$states")
replay() { exec dotnet "$program" replay "${question[@]}" "$@"; }
objects_read() { psql_at ledger -c "select count(*) from shared_object where read_at is not null" 2>/dev/null || echo 0; }
milliseconds() { echo $((($(date +%s%N) - $1) / 1000000)); }

# Begins a shared replay; sets leading, its process, and id.
lead() {
  rm -f lead.log
  replay --workers queue >shared.ndjson 2>lead.log &
  leading=$!
  started+=("$leading")
  await_line lead.log "give the same command" >/dev/null
  id=$(grep -o 'R-[0-9A-Z]*' lead.log | head -n 1)
}

# One more process that helps; sets helping.
help() {
  replay --workers queue --join "$id" >>help.out 2>>help.log &
  helping=$!
  started+=("$helping")
}

# Waits for the end and compares.
same() {
  wait "$leading" || { echo "$1 ended with $?:" >&2; cat lead.log help.log >&2; exit 1; }
  cmp -s alone.ndjson shared.ndjson || { echo "$1 does not print what one process prints:" >&2; cat lead.log help.log >&2; exit 1; }
  summary shared.log <lead.log
  cmp -s alone.summary shared.summary || { echo "$1 does not count what one process counts:" >&2; diff alone.summary shared.summary >&2; exit 1; }
  [[ $(psql_at ledger -c "select (select count(*) from shared_kept) + (select count(*) from shared_object) + (select count(*) from shared_replay)") == 0 ]] || { echo "$1 left rows in the ledger." >&2; exit 1; }
}
summary() { grep -v "^Replay R-" >"${1%.log}.summary" || true; }

begun=$(date +%s%N)
(replay --workers 1) >alone.ndjson 2>alone.log
summary alone.log <alone.log
[[ -s alone.ndjson ]] || { echo "The logs hold nothing that is found." >&2; exit 1; }
echo "One process: $(milliseconds "$begun") ms, $(wc -l <alone.ndjson) findings ($(surroundings))"

for helpers in 2 4; do
  : >help.log
  begun=$(date +%s%N)
  lead
  group=()
  for _ in $(seq "$helpers"); do
    help
    group+=("$helping")
  done
  same "A replay by $helpers processes"
  wait "${group[@]}"
  echo "$helpers processes by queue: $(milliseconds "$begun") ms, the same bytes; $(grep -o '[0-9]* workers* seen' lead.log | tail -n 1), $(grep -c '^Read ' help.log || true) of them ended by themselves"
done

: >help.log
begun=$(date +%s%N)
lead
objects=$(psql_at ledger -c "select count(*) from shared_object")
killed=0
for kill in $(seq "$kills"); do
  help
  until (($(objects_read) > objects * kill / (kills + 2))); do
    kill -0 "$leading" 2>/dev/null || break 2
  done
  kill -KILL "$helping" 2>/dev/null && killed=$((killed + 1))
  wait "$helping" 2>/dev/null || true
done
help
same "A replay whose helpers were killed"
((killed == kills)) || { echo "Only $killed of $kills kills came in time; give more EVENTS." >&2; exit 1; }
echo "$killed helpers killed with kill -9, and one that went on: $(milliseconds "$begun") ms, the same bytes"
