# For latency.sh, rate.sh and crash.sh: starts a queue (fauxqs), a webhook and DriftStream, and ends them with the script.
# Needs node, and `npm ci` in the folder fauxqs.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
node_scripts=$here/fauxqs
if ! command -v node >/dev/null || [[ ! -d $node_scripts/node_modules ]]; then
  echo "$(basename "$0") needs node, and 'npm ci' in $node_scripts first." >&2
  exit 2
fi

work=$(mktemp -d)
started=()
stop_all() {
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  started=()
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

dotnet build "$root/src/DriftStream" -c Release -v q -nologo >/dev/null

# Queue and webhook, for so many events; sets queue and webhook.
start_surroundings() {
  node "$node_scripts/serve.mjs" >"$work/fauxqs.log" 2>&1 &
  started+=($!)
  local endpoint
  endpoint=$(await_line "$work/fauxqs.log" "listening")

  node "$node_scripts/webhook.mjs" "$work/arrivals.jsonl" >"$work/webhook.log" 2>&1 &
  started+=($!)
  webhook=$(await_line "$work/webhook.log" "listening")

  queue=$(node "$node_scripts/queue.mjs" "$endpoint" driftstream "${visibility:-30}")
  node "$node_scripts/state.mjs" "$1" >"$work/prod.tfstate"
}

# DriftStream itself; sets service, its process. Returns when it reads the queue.
start_service() {
  : >"$work/driftstream.log"
  (
    cd "$work"
    export DriftStream__Queue__Url=$queue
    export DriftStream__States__0=$work/prod.tfstate
    export DriftStream__Slack__WebhookUrl=$webhook
    export DriftStream__Slack__RatePerSecond=${slack_rate:-0}
    export DriftStream__Alerts__DigestFrom=0
    export DriftStream__Ledger__Url=sqlite:$work/driftstream.db
    export DriftStream__Http__Listen=http://127.0.0.1:0
    exec dotnet "$root/src/DriftStream/bin/Release/net10.0/driftstream.dll" run
  ) >"$work/driftstream.log" 2>&1 &
  service=$!
  started+=("$service")
  await_line "$work/driftstream.log" "Reading" >/dev/null
}
