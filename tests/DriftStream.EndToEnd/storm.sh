#!/usr/bin/env bash
# One person changes very much in a minute, and somebody else opens a port to the world in the middle of it:
#   tests/DriftStream.EndToEnd/storm.sh [--bot] [CHANGES [SECONDS]]
# Slack's rate and all else as shipped. Prints how many messages that makes, whether every change can be reached from them and
# over the API, and how long the critical alert took. --bot posts as Slack's bot does, else to an incoming webhook.
# Needs what latency.sh needs.
set -euo pipefail

bot=
if [[ ${1:-} == --bot ]]; then
  bot=yes
  shift
fi
changes=${1:-10000}
seconds=${2:-60}
person=deploy.bot@example.com

source "$(dirname "${BASH_SOURCE[0]}")/service.sh"
surroundings
start_surroundings "$changes"
home=http://127.0.0.1:$(free_port)
slack_rate=1 digest_from=4
settings=("DriftStream__Http__Listen=$home" "DriftStream__Http__PublicUrl=$home/")
if [[ -n $bot ]]; then
  settings+=(DriftStream__Slack__WebhookUrl=- DriftStream__Slack__BotToken=xoxb-throw-away DriftStream__Slack__Channel=C0123456789 "DriftStream__Slack__Api=$webhook/api/")
fi
start_service

node "$node_scripts/send.mjs" --queue "$queue" --count "$changes" --rate $((changes / seconds)) --person "$person" --gate --log "$work/sent.jsonl"
failed=0
node "$node_scripts/storm.mjs" "$work/sent.jsonl" "$work/arrivals.jsonl" "$home" "$person" || failed=1
if ((failed)); then
  echo "The last lines of DriftStream's log:" >&2
  tail -n 20 "$work/driftstream-1.log" >&2
fi
kill -TERM "$service"
wait "$service" || failed=1
exit "$failed"
