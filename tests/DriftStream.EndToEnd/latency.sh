#!/usr/bin/env bash
# How long it takes from an event in the queue to the alert at the webhook, measured on this machine:
#   tests/DriftStream.EndToEnd/latency.sh [EVENTS [EVENTS_PER_SECOND]]
# Uses fauxqs as the queue and AWS's own client as the sender; needs node, and `npm ci` in the folder fauxqs.
set -euo pipefail

events=${1:-500}
rate=${2:-50}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
node_scripts=$here/fauxqs
if ! command -v node >/dev/null || [[ ! -d $node_scripts/node_modules ]]; then
  echo "latency.sh needs node, and 'npm ci' in $node_scripts first." >&2
  exit 2
fi

work=$(mktemp -d)
started=()
finish() {
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
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

dotnet build "$root/src/DriftStream" -c Release -v q -nologo >/dev/null

node "$node_scripts/serve.mjs" >"$work/fauxqs.log" 2>&1 &
started+=($!)
endpoint=$(await_line "$work/fauxqs.log" "listening")

node "$node_scripts/webhook.mjs" "$work/arrivals.jsonl" >"$work/webhook.log" 2>&1 &
started+=($!)
webhook=$(await_line "$work/webhook.log" "listening")

queue=$(node "$node_scripts/queue.mjs" "$endpoint" driftstream)
node "$node_scripts/state.mjs" "$events" >"$work/latency.tfstate"

(
  cd "$work"
  export DriftStream__Queue__Url=$queue
  export DriftStream__States__0=$work/latency.tfstate
  export DriftStream__Slack__WebhookUrl=$webhook
  export DriftStream__Slack__RatePerSecond=1000
  export DriftStream__Ledger__Url=sqlite:$work/driftstream.db
  export DriftStream__Http__Listen=http://127.0.0.1:0
  exec dotnet "$root/src/DriftStream/bin/Release/net10.0/driftstream.dll" run
) >"$work/driftstream.log" 2>&1 &
started+=($!)
await_line "$work/driftstream.log" "Reading" >/dev/null

node "$node_scripts/send.mjs" --queue "$queue" --count "$events" --rate "$rate" --log "$work/sent.jsonl"
if ! node "$node_scripts/report.mjs" "$work/sent.jsonl" "$work/arrivals.jsonl"; then
  echo "The last lines of DriftStream's log:" >&2
  tail -n 20 "$work/driftstream.log" >&2
  exit 1
fi
