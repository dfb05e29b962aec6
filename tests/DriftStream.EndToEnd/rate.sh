#!/usr/bin/env bash
# Finds the highest steady rate of events on this machine: doubles it until the 99th percentile from sending to alert passes
# one second, or an event is missing:
#   tests/DriftStream.EndToEnd/rate.sh [FIRST_RATE [SECONDS_PER_STEP]]
# Every event is a drift and is alerted, and sender, queue and webhook run on the same machine: a service of its own gets further.
set -euo pipefail

rate=${1:-25}
seconds=${2:-10}
limit=1000
last_rate=6400

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
surroundings

best=0
while ((rate <= last_rate)); do
  start_surroundings $((rate * seconds))
  start_service
  node "$node_scripts/send.mjs" --queue "$queue" --count $((rate * seconds)) --rate "$rate" --log "$work/sent.jsonl" >"$work/send.log"
  outcome=0
  node "$node_scripts/report.mjs" "$work/sent.jsonl" "$work/arrivals.jsonl" >"$work/report.log" || outcome=$?
  sent=$(sed -nE 's/.*\(([0-9]+)\/s\).*/\1/p' "$work/send.log")
  p99=$(sed -nE 's/.*p99 ([0-9]+) ms.*/\1/p' "$work/report.log")
  printf '%5s/s (sent %s/s): %s; %s\n' "$rate" "$sent" "$(sed -n 1p "$work/report.log")" "$(sed -n 2p "$work/report.log")"
  stop_all
  if ((outcome != 0 || ${p99:-limit} >= limit)); then
    break
  fi
  if ((sent < rate * 9 / 10)); then
    echo "The sender cannot go faster on this machine; the service could."
    best=$sent
    break
  fi
  best=$rate
  rate=$((rate * 2))
done
echo "highest steady rate: $best events a second, each alerted within $limit ms (p99)"
