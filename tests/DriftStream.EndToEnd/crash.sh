#!/usr/bin/env bash
# Kills DriftStream again and again while events arrive and the webhook stumbles, and counts what is in the ledger and at the webhook afterwards:
#   tests/DriftStream.EndToEnd/crash.sh [--instances N] [--postgres] [--restart-postgres] [EVENTS [KILLS [EVENTS_PER_SECOND]]]
# The webhook answers 429 with Retry-After, 500, or nothing at all, now and then. --postgres keeps the ledger in a PostgreSQL
# of the script's own, so that several instances can share it; --restart-postgres restarts that server, too, at every tenth kill or so.
# Needs what latency.sh needs, and sqlite3, or PostgreSQL's server and psql.
# Every event has to be in the ledger once and every alert at the webhook; no more alerts may be repeated than there were kills.
set -euo pipefail

instances=1 engine=sqlite restarts=0 restart_every=0
while [[ ${1:-} == --* ]]; do
  case $1 in
    --instances) instances=${2:?--instances needs a number}; shift ;;
    --postgres) engine=postgres ;;
    --restart-postgres) engine=postgres restart_every=10 ;;
    *) echo "crash.sh does not know '$1'; it takes --instances N, --postgres and --restart-postgres." >&2; exit 2 ;;
  esac
  shift
done
events=${1:-50000}
kills=${2:-50}
rate=${3:-150}
((restart_every == 0 || kills >= restart_every)) || restart_every=$(((kills + 1) / 2))
if ((instances > 1)) && [[ $engine == sqlite ]]; then
  echo "crash.sh: several instances share a ledger in PostgreSQL only; add --postgres." >&2
  exit 2
fi

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
# Short, so that what a killed process had in its hands comes back soon; a poll that outlives its process takes messages along, too.
visibility=5 receives=100
settings+=(DriftStream__Queue__WaitSeconds=1 DriftStream__Slack__TimeLimit=00:00:02)
surroundings
start_surroundings "$events" --faults
[[ $engine == sqlite ]] || start_postgres
for number in $(seq "$instances"); do
  start_service "$number"
done

begun=$SECONDS
node "$node_scripts/send.mjs" --queue "$queue" --count "$events" --rate "$rate" --log "$work/sent.jsonl" >"$work/send.log" &
sender=$!
started+=("$sender")

# Spread over the events, by what was taken and not by time.
taken() { grep -vc '"fault"' "$work/arrivals.jsonl" || true; }
await_taken() {
  for _ in $(seq 2400); do
    (($(taken) < $1)) || return 0
    sleep 0.05
  done
  echo "Nothing more arrives: $(taken) alerts, $1 expected. The last lines of the log:" >&2
  tail -qn 20 "$work"/driftstream-*.log >&2
  exit 1
}

for kill in $(seq "$kills"); do
  await_taken $((events * kill / (kills + 2)))
  number=$((kill % instances + 1))
  kill -KILL "${services[number]}"
  wait "${services[number]}" 2>/dev/null || true
  if ((restart_every > 0 && kill % restart_every == 0)); then
    restart_postgres
    restarts=$((restarts + 1))
  fi
  start_service "$number"
done

# After so many other children bash may have forgotten this one; how many it sent is looked at below.
wait "$sender" 2>/dev/null || true
failed=0
node "$node_scripts/report.mjs" "$work/sent.jsonl" "$work/arrivals.jsonl" --wait 90 >"$work/report.log" || failed=1
for number in $(seq "$instances"); do
  kill -TERM "${services[number]}"
  wait "${services[number]}" || { echo "instance $number ended with $?" >&2; failed=1; }
done
took=$((SECONDS - begun))

count() { ask_ledger "select count(*) from $1"; }
refused() { sed -n "s/^refused with $1: //p" "$work/report.log" | grep . || echo 0; }
row() { # row WHAT FIGURE [EXPECTED]
  local verdict=""
  if [[ -n ${3:-} ]]; then
    # shellcheck disable=SC2086 # An operator and a number.
    [ "$2" ${3% *} "${3##* }" ] && verdict="ok" || { verdict="WRONG, not ${3/-eq /}"; verdict=${verdict/-le /at most }; failed=1; }
  fi
  printf '| %-44s | %10s | %s\n' "$1" "$2" "$verdict"
}

row "ledger" "$engine"
row "instances" "$instances"
row "kill -9" "$kills" "-eq $kills"
row "restarts of PostgreSQL" "$restarts"
row "seconds" "$took"
row "events sent" "$(wc -l <"$work/sent.jsonl")" "-eq $events"
row "events in the ledger" "$(count 'processed_event')" "-eq $events"
row "events in the ledger, each counted once" "$(ask_ledger 'select count(distinct event_id) from processed_event')" "-eq $events"
row "findings" "$(count 'finding')" "-eq $events"
row "open drifts" "$(count "drift where status = 'open'")" "-eq $events"
row "alerts not sent" "$(count 'alert where sent_at is null')" "-eq 0"
row "messages in the queue" "$(node "$node_scripts/depth.mjs" "$queue")" "-eq 0"
row "messages in the dead-letter queue" "$(node "$node_scripts/depth.mjs" "$queue-dead")" "-eq 0"
row "alerts at the webhook" "$(sed -nE 's/.*alerted ([0-9]+),.*/\1/p' "$work/report.log")" "-eq $events"
row "alerts repeated" "$(sed -nE 's/.*repeated ([0-9]+)$/\1/p' "$work/report.log")" "-le $kills"
row "refused with 429 and Retry-After" "$(refused 429)"
row "refused with 500" "$(refused 500)"
row "not answered at all" "$(refused 'no answer')"
exit "$failed"
