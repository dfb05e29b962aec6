#!/usr/bin/env bash
# Replays logs out of a bucket, kills the replay again and again, and compares what it says in the end with a replay of the same logs from disk:
#   tests/DriftStream.EndToEnd/replay-s3.sh [--logs FOLDER --states FOLDER] [KILLS [FILES]]
# Without --logs it makes FILES logs of its own. Needs what latency.sh needs.
# Every replay has to print the same bytes, with the states on disk or in a bucket, and what was fetched before a kill may not be fetched again.
set -euo pipefail

logs='' states=''
while [[ ${1:-} == --* ]]; do
  case $1 in
    --logs) logs=${2:?--logs needs a folder}; shift ;;
    --states) states=${2:?--states needs a file or folder}; shift ;;
    *) echo "replay-s3.sh does not know '$1'; it takes --logs FOLDER and --states FOLDER." >&2; exit 2 ;;
  esac
  shift
done
kills=${1:-5}
files=${2:-2000}

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
node "$node_scripts/serve.mjs" >"$work/fauxqs.log" 2>&1 &
server=$!
started+=("$server")
endpoint=$(await_line "$work/fauxqs.log" "listening")
if [[ -n $logs ]]; then
  node "$node_scripts/archive.mjs" --endpoint "$endpoint" --bucket trail --folder "$logs" --as-is
else
  logs=$work/logs states=$work/states
  mkdir "$states"
  node "$node_scripts/state.mjs" 1000 >"$states/prod.tfstate"
  node "$node_scripts/archive.mjs" --endpoint "$endpoint" --bucket trail --folder "$logs" --files "$files"
fi
files=$(find "$logs" -type f -name '*.json.gz' -not -path '*/CloudTrail-*/*' | wc -l)
size=$(find "$logs" -type f -name '*.json.gz' -not -path '*/CloudTrail-*/*' -printf '%s\n' | awk '{ all += $1 } END { print all }')

cd "$work"
export AWS_ENDPOINT_URL_S3=$endpoint
question=(--output ndjson)
[[ -z $states ]] || question+=(--state "$states")
replay() { dotnet "$program" replay "$@" "${question[@]}" 2>>"$work/said.log"; }
milliseconds() { echo $((($(date +%s%N) - $1) / 1000000)); }
same() { cmp -s "$work/disk.ndjson" "$1" || { echo "$2 is not what a replay from disk says:" >&2; tail -n 20 "$work/said.log" >&2; exit 1; }; }

replay "$logs" >disk.ndjson
[[ -s disk.ndjson ]] || { echo "The logs hold nothing that is found." >&2; exit 1; }
begun=$(date +%s%N)
replay s3://trail >bucket.ndjson
echo "From the bucket in $(milliseconds "$begun") ms: $files objects, $size bytes, $(wc -l <disk.ndjson) findings ($(surroundings))"
same bucket.ndjson "A replay from the bucket"

# States of a folder are called as those of a bucket are.
if [[ -d $states ]]; then
  node "$node_scripts/archive.mjs" --endpoint "$endpoint" --bucket states --folder "$states" --as-is
  begun=$(date +%s%N)
  dotnet "$program" replay s3://trail --output ndjson --state s3://states/ >states.ndjson 2>>said.log
  same states.ndjson "A replay with the states in a bucket"
  echo "With the states in a bucket, too ($(find "$states" -type f | wc -l) of them): the same bytes in $(milliseconds "$begun") ms"
fi

# Spread over the bytes, and one by one, so that a kill finds something under way.
before=0
for kill in $(seq "$kills"); do
  DriftStream__Archive__Downloads=1 dotnet "$program" replay s3://trail --resume run.resume "${question[@]}" >killed.ndjson 2>>said.log &
  replaying=$!
  until (($(stat -c %s run.resume 2>/dev/null || echo 0) >= size * kill / (kills + 1))); do
    kill -0 "$replaying" 2>/dev/null || { echo "The replay ended before it could be killed; give more FILES." >&2; exit 1; }
    sleep 0.005
  done
  kill -KILL "$replaying"
  wait "$replaying" 2>/dev/null || true
  after=$(stat -c %s run.resume)
  ((after >= before)) || { echo "The file of --resume shrank from $before to $after bytes." >&2; exit 1; }
  before=$after
done

: >said.log
replay s3://trail --resume run.resume >resumed.ndjson
same resumed.ndjson "A replay that was killed $kills times"
told=$(grep -o '[0-9]* objects\? fetched by an earlier run, [0-9]* added' said.log)
echo "After $kills kills the same bytes: $told"
(($(grep -o '^[0-9]*' <<<"$told") + $(sed 's/.*, \([0-9]*\) added/\1/' <<<"$told") == files)) || { echo "That is not the number of objects, $files." >&2; exit 1; }
echo "fauxqs took $(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status") MB at most"
