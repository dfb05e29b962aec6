#!/usr/bin/env bash
# Races the service against the bare pump (receive, write down, delete; the same client, the same queue server), in one run on one machine:
#   tests/DriftStream.EndToEnd/race.sh [ROUNDS [SECONDS_PER_ROUND [EVENTS_AT_FULL_SPEED]]]
# 1. From sending to the receiver at 200 events a second: p50 at most 4 times, p99 at most 5 times the bare pump's.
#    Every event is a drift of its own by a person of its own, is committed to SQLite with full durability, and is alerted at the webhook.
# 2. How many events a second go through the queue while they are sent as fast as it takes them: at least 0.6 of the bare pump's rate.
#    The same drifts, without a webhook. For comparison, also how fast a full queue is emptied.
# 3. ledger-rate.sh: how fast the ledger takes events, compared with bare inserts of the same bytes.
# Bare and service take turns, and the middle of the rounds counts. Needs what latency.sh needs.
set -euo pipefail

rounds=${1:-5}
seconds=${2:-10}
through=${3:-10000}
rate=200
least=0.6

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
dotnet build "$here/../DriftStream.Benchmarks" -c Release -v q -nologo >/dev/null
bare_pump=$here/../DriftStream.Benchmarks/bin/Release/net10.0/DriftStream.Benchmarks.dll
surroundings
warm=2000
count=$((rate * seconds))
visibility=600

start_pump() {
  bare_queue=$(create_queue bare)
  dotnet "$bare_pump" pump "$bare_queue" "$work/arrivals-bare.jsonl" >"$work/pump.log" &
  pump=$!
  started+=("$pump")
  await_line "$work/pump.log" "Reading" >/dev/null
}
send() { # send QUEUE FIRST COUNT RATE LOG
  node "$node_scripts/send.mjs" --queue "$1" --first "$2" --count "$3" --rate "$4" --log "$5" >/dev/null
  node "$node_scripts/depth.mjs" "$1" --drain >/dev/null
}

failed=0
echo "From sending to the receiver at $rate events a second:"
start_surroundings $((warm + rounds * count))
# A program of the user's, instead of Slack.
settings=(DriftStream__Slack__WebhookUrl=- "DriftStream__Webhooks__0__Url=$webhook/")
start_service
start_pump
send "$bare_queue" 0 "$warm" "$rate" "$work/warm.jsonl"
send "$queue" 0 "$warm" "$rate" "$work/warm.jsonl"
node "$node_scripts/report.mjs" "$work/warm.jsonl" "$work/arrivals.jsonl" >/dev/null
for round in $(seq "$rounds"); do
  first=$((warm + (round - 1) * count))
  send "$bare_queue" "$first" "$count" "$rate" "$work/sent-bare-$round.jsonl"
  send "$queue" "$first" "$count" "$rate" "$work/sent-service-$round.jsonl"
done
ln -s "$work/arrivals.jsonl" "$work/arrivals-service.jsonl"
node "$node_scripts/race.mjs" "$work" "$rounds" || failed=1
kill -TERM "$service"
wait "$service" || failed=1
stop_all

echo "As fast as $through events can be sent:"
start_surroundings $((warm + rounds * 2 * through))
settings=(DriftStream__Slack__WebhookUrl=-)
start_service
start_pump
ticks=$(getconf CLK_TCK)
processor_seconds() { awk -v ticks="$ticks" '{ sub(/.*\) /, ""); print ($12 + $13) / ticks }' "/proc/$1/stat"; }
# Sets per_second and processor, the milliseconds of processor that an event took.
through() { # through PID QUEUE FIRST COUNT
  local begun processor_begun
  begun=$(date +%s.%N) processor_begun=$(processor_seconds "$1")
  node "$node_scripts/send.mjs" --queue "$2" --first "$3" --count "$4" --rate 0 >/dev/null
  node "$node_scripts/depth.mjs" "$2" --drain >/dev/null
  per_second=$(awk -v a="$begun" -v b="$(date +%s.%N)" -v n="$4" 'BEGIN { printf "%.0f", n / (b - a) }')
  processor=$(awk -v a="$processor_begun" -v b="$(processor_seconds "$1")" -v n="$4" 'BEGIN { printf "%.3f", 1000 * (b - a) / n }')
}
# How fast it can empty a queue: it stands still until that is full.
empty() { # empty PID QUEUE FIRST COUNT
  kill -STOP "$1"
  node "$node_scripts/send.mjs" --queue "$2" --first "$3" --count "$4" --batches --rate 0 >/dev/null
  per_second=$(awk -v n="$4" -v seconds="$(node "$node_scripts/depth.mjs" "$2" --drain "$1")" 'BEGIN { printf "%.0f", n / seconds }')
}
through "$pump" "$bare_queue" 0 "$warm"
through "$service" "$queue" 0 "$warm"
: >"$work/rates"
for round in $(seq "$rounds"); do
  first=$((warm + (round - 1) * 2 * through))
  through "$pump" "$bare_queue" "$first" "$through"
  line="$per_second $processor"
  through "$service" "$queue" "$first" "$through"
  line="$line $per_second $processor"
  empty "$pump" "$bare_queue" $((first + through)) "$through"
  line="$line $per_second"
  empty "$service" "$queue" $((first + through)) "$through"
  echo "$line $per_second" | tee -a "$work/rates" | awk -v round="$round" '{
    printf "  round %d: bare %s/s (%s ms of processor each), service %s/s (%s ms); from a full queue: bare %s/s, service %s/s\n", round, $1, $2, $3, $4, $5, $6 }'
done
middle() { cut -d' ' -f"$1" "$work/rates" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
awk -v bare="$(middle 1)" -v own="$(middle 3)" -v least="$least" 'BEGIN {
  printf "rate: %s/s, %.2f of the bare pump'\''s %s/s, at least %s wanted%s\n", own, own / bare, bare, least, own / bare < least ? ": WRONG" : ""
  exit own / bare < least }' || failed=1
recorded=$(ask_ledger 'select count(*) from finding')
expected=$((warm + rounds * 2 * through))
[[ $recorded -eq $expected ]] || { echo "the ledger holds $recorded findings, not $expected: WRONG"; failed=1; }
stop_all

if [[ -x $here/ledger-rate.sh ]]; then
  echo "Into the ledger:"
  "$here/ledger-rate.sh" || failed=1
fi
exit "$failed"
