#!/usr/bin/env bash
# Kills DriftStream again and again while events arrive, and counts what is in the ledger and at the webhook afterwards:
#   tests/DriftStream.EndToEnd/crash.sh [EVENTS [KILLS [EVENTS_PER_SECOND]]]
# Needs what latency.sh needs, and sqlite3.
# Every event has to be in the ledger once and every alert at the webhook at least once; a kill may repeat the alerts under way.
set -euo pipefail

events=${1:-3000}
kills=${2:-20}
rate=${3:-100}
# One alert is under way at a time.
most_repeats=$kills

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
visibility=5
start_surroundings "$events"
start_service

node "$node_scripts/send.mjs" --queue "$queue" --count "$events" --rate "$rate" --log "$work/sent.jsonl" >"$work/send.log" &
sender=$!
started+=("$sender")

arrived() { wc -l <"$work/arrivals.jsonl"; }
for kill in $(seq "$kills"); do
  # Spread over the events, by what has arrived and not by time.
  until (($(arrived) >= events * kill / (kills + 2))); do
    sleep 0.05
  done
  kill -KILL "$service"
  wait "$service" 2>/dev/null || true
  echo "kill $kill after $(arrived) alerts"
  start_service
done

wait "$sender"
cat "$work/send.log"
node "$node_scripts/report.mjs" "$work/sent.jsonl" "$work/arrivals.jsonl" --wait 60 || failed=1

kill -TERM "$service"
wait "$service" || failed=1
recorded=$(sqlite3 "$work/driftstream.db" "select count(*) from processed_event where verdict = 'drift'")
repeated=$(($(arrived) - events))
echo "$kills kills: $recorded of $events events in the ledger, $repeated alerts repeated (at most $most_repeats allowed)"
[[ -z ${failed:-} && $recorded -eq $events && $repeated -le $most_repeats ]]
