#!/usr/bin/env bash
# Runs the service under a steady load for a while and watches what it uses:
#   tests/DriftStream.EndToEnd/soak.sh [MINUTES [EVENTS_PER_SECOND]]
# Drifts open and end again on the same 500 buckets, each told at a webhook, so nothing has a reason to grow but the ledger.
# Memory and handles at the end may be a tenth above those after the first tenth of the time, latency twice as long.
# Needs what latency.sh needs.
set -euo pipefail

minutes=${1:-30}
rate=${2:-50}
buckets=500

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
surroundings
start_surroundings "$buckets"
settings=(DriftStream__Slack__WebhookUrl=- "DriftStream__Webhooks__0__Url=$webhook/")
start_service

node "$node_scripts/send.mjs" --queue "$queue" --count $((minutes * 60 * rate)) --rate "$rate" --over "$buckets" --log "$work/sent.jsonl" >"$work/send.log" &
sender=$!
started+=("$sender")
# Each second: when, memory in use in MB, open handles, threads.
sample() {
  awk -v at="$(date +%s%3N)" -v handles="$(find "/proc/$service/fd" -mindepth 1 2>/dev/null | wc -l)" \
    '/^VmRSS/ { rss = $2 / 1024 } /^Threads/ { threads = $2 } END { printf "{\"at\":%s,\"memory\":%.1f,\"handles\":%d,\"threads\":%d}\n", at, rss, handles, threads }' \
    "/proc/$service/status" >>"$work/samples.jsonl"
}
while kill -0 "$sender" 2>/dev/null; do
  sample
  sleep 1
done
wait "$sender"
cat "$work/send.log"
failed=0
node "$node_scripts/depth.mjs" "$queue" --drain >/dev/null
node "$node_scripts/soak.mjs" "$work/sent.jsonl" "$work/arrivals.jsonl" "$work/samples.jsonl" || failed=1
kill -TERM "$service"
wait "$service" || failed=1
recorded=$(ask_ledger 'select count(*) from processed_event')
echo "ledger: $recorded of $((minutes * 60 * rate)) events, $(($(stat -c %s "$work/driftstream.db") / recorded)) bytes each"
[[ $recorded -eq $((minutes * 60 * rate)) ]] || failed=1
exit "$failed"
