#!/usr/bin/env bash
# How long it takes from an event in the queue to the alert at the webhook, measured on this machine:
#   tests/DriftStream.EndToEnd/latency.sh [EVENTS [EVENTS_PER_SECOND]]
# Uses fauxqs as the queue and AWS's own client as the sender; needs node, and `npm ci` in the folder fauxqs.
set -euo pipefail

events=${1:-500}
rate=${2:-50}

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
start_surroundings "$events"
start_service

node "$node_scripts/send.mjs" --queue "$queue" --count "$events" --rate "$rate" --log "$work/sent.jsonl"
if ! node "$node_scripts/report.mjs" "$work/sent.jsonl" "$work/arrivals.jsonl"; then
  echo "The last lines of DriftStream's log:" >&2
  tail -n 20 "$work/driftstream-1.log" >&2
  exit 1
fi
