#!/usr/bin/env bash
# A million resources in a thousand states, held as the service holds them: tests/DriftStream.Benchmarks/states-million.sh [--short] [--keep FOLDER]
# --short takes 20,000 in 100, for CI, and fails when an event waits longer than a second; --keep leaves the states for another run.
# jq and python3 read the same files once each, where they are there.
set -euo pipefail
cd "$(dirname "$0")"

resources=1000000 states=1000 folder= short=no
while [ $# -gt 0 ]; do
  case $1 in
    --short) resources=20000 states=100 short=yes ;;
    --keep) folder=${2:?--keep needs a folder}; shift ;;
    *) echo "states-million.sh does not know '$1'; it takes --short and --keep FOLDER." >&2; exit 2 ;;
  esac
  shift
done

log=$(mktemp)
made=
[ -n "$folder" ] || { folder=$(mktemp -d); made=$folder; }
trap 'rm -rf "$log" ${made:+"$made"}' EXIT

dotnet build -c Release -v q -nologo >"$log" || { cat "$log" >&2; exit 1; }
bench() { dotnet run -c Release --no-build -- "$@"; }
[ -n "$(find "$folder" -name '*.tfstate' -print -quit)" ] || bench states-farm "$folder" "$resources" "$states"

bench states-fresh "$folder" | tee "$log"

seconds() { local from; from=$(date +%s.%N); "$@" >/dev/null; awk -v from="$from" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f", to - from }'; }
ours=$(sed -n 's/^load: \([0-9.]*\) s.*/\1/p' "$log")
against() { awk -v name="$1" -v theirs="$2" -v ours="$ours" 'BEGIN { printf "%s, which only reads the same files: %s s, %.1f times as long as reading and indexing them took\n", name, theirs, theirs / ours }'; }
if command -v jq >/dev/null; then
  against jq "$(seconds find "$folder" -name '*.tfstate' -exec jq -c .serial {} +)"
fi

if command -v python3 >/dev/null; then
  against "python3's json" "$(seconds python3 -c 'import json, pathlib, sys
for path in pathlib.Path(sys.argv[1]).rglob("*.tfstate"):
    json.loads(path.read_bytes())' "$folder")"
fi

if [ "$short" = yes ] && ! sed -n 's/.*worst \([0-9.]*\) ms.*/\1/p' "$log" | awk '$1 > 1000 { bad = 1 } END { exit bad }'; then
  echo "An event waited longer than a second while states were read." >&2
  exit 1
fi
