#!/usr/bin/env bash
# How long a replay takes beside unpacking its files and beside other tools that read the same files, all in one run:
#   tests/DriftStream.Benchmarks/replay-race.sh [EVENTS]                a corpus of its own, made with ../shared/bench/generate_corpus.py
#   CORPUS=DIR tests/DriftStream.Benchmarks/replay-race.sh              files in DIR/ct, states in DIR/st200k, the true counts in DIR/ct.expected.json
# Every way runs warm; of the replay's ROUNDS rounds (5) the fastest counts, of the slower tools one round.
# SLOW=FILES lets jq and Python read that many files only, and takes their time for all files in proportion. Exit code 1: a goal is missed.
set -euo pipefail

events=${1:-2000000}
rounds=${ROUNDS:-5}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bench=$here/../../../shared/bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
missed=0

corpus=${CORPUS:-}
if [ -z "$corpus" ]; then
  if [ ! -f "$bench/generate_corpus.py" ]; then
    echo 'There is no corpus: set CORPUS to a folder with ct, st200k and ct.expected.json.' >&2
    exit 2
  fi

  corpus=$work/corpus
  python3 "$bench/generate_corpus.py" events "$corpus/ct" --events "$events" --files $((events / 5000 + 1)) >/dev/null
  python3 "$bench/generate_corpus.py" states "$corpus/st200k" --resources $((events / 10)) --per-file 2000 >/dev/null
fi

# As the program itself is set.
race() { DOTNET_gcServer=0 DOTNET_TieredPGO=0 "$here/bin/Release/net10.0/DriftStream.Benchmarks" replay-race "$corpus/ct" "$corpus/st200k" "$@"; }
program=$here/../../src/DriftStream/bin/Release/net10.0/driftstream
peak() { python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)' "$@"; }
now() { date +%s.%N; }
calc() { awk "BEGIN { printf \"%.3f\", $1 }"; }
field() { awk -v way="$1" -v workers="$2" -v name="$3" '$1 == way && $2 == workers { for (i = 3; i < NF; i += 2) if ($i == name) print $(i + 1) }' "$work/race"; }
single() { awk -v name="$1" '$1 == name { print $2 }' "$work/race"; }
expected() { python3 -c "import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])" "$corpus/ct.expected.json" "$1"; }

goal() {
  local verdict=PASS
  awk "BEGIN { exit !($2 $3 $4) }" || { verdict=MISS; missed=1; }
  printf '%-58s %14s  %s %-10s %s\n' "$1" "$2" "$3" "$4" "$verdict"
}

agrees() { [ "$(sed -n "s/^$1-plain //p" "$work/plain")" = "$(sed -n "s/^$1-replay //p" "$work/plain")" ] && echo 1 || echo 0; }

skip() { printf '%-58s %14s\n' "$1" "not here"; }

dotnet build -c Release -v quiet -nologo "$here"
echo "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $(find "$corpus/ct" -name '*.json.gz' | wc -l) files"
race "$rounds" | tee "$work/race"
race 0 plain | tee "$work/plain"
replay=$(calc "$(field replay-ndjson 1 ms) / 1000")
held=$(calc "$(field replay-held 1 ms) / 1000")

# Other tools find changes, or changes of what a state holds; what was made outside of all states only the whole replay finds.
beside() { # beside TOOL SECONDS GOAL
  goal "$1, times the replay" "$(calc "$2 / $replay")" '>=' "$3"
  goal "$1, times the replay of what a state holds" "$(calc "$2 / $held")" '>=' "$3"
}

echo
goal 'whole replay, one worker, of unpacking alone' "$(field replay-ndjson 1 ratio)" '<=' 1.35
goal 'whole replay, two workers, of unpacking alone' "$(field replay-ndjson 2 ratio)" '<=' 1.35
goal 'replay of what a state holds, one worker, of unpacking' "$(field replay-held 1 ratio)" '<=' 1.35
echo "unpacking alone with two workers is $(calc "$(field decompress 1 ms) / $(field decompress 2 ms)") times as fast as with one; no replay can be expected to gain more"
goal 'two workers, times one' "$(calc "$(field replay-ndjson 1 ms) / $(field replay-ndjson 2 ms)")" '>=' 1.8
goal 'bytes allocated an event by reading and filtering' "$(field filter 1 bytes)" '<=' 4
goal 'bytes allocated an event by the whole replay' "$(field replay 1 bytes)" '<=' 4
goal 'gen-2 collections' "$(field replay 1 gen2)" '<=' 0
began=$(now)
peak=$(peak "$program" replay "$corpus/ct" --state "$corpus/st200k" --workers 2 --output ndjson)
echo "the program with two workers, from its start to its end, states read and code compiled: $(calc "$(now) - $began") s"
echo "the program with two workers has $peak MB resident at its peak; its index of $(single resources) resources takes $(single index-mb) MB of that; without any state it has $(peak "$program" replay "$corpus/ct" --workers 2 --output ndjson)"
goal 'peak resident MB of the program, beside its index' "$((peak - $(single index-mb)))" '<=' 96
goal 'bytes of the index for a resource' "$(single index-bytes-per-resource)" '<=' 220
goal 'MB of states read a second and core' "$(single state-mb-per-second)" '>=' 350
goal 'records' "$(single records)" '==' "$(expected n)"
# The corpus knows what changes something even where a record without readOnly does not tell.
goal 'changes carried out, beside what the corpus counts' "$(($(expected mut_ok) + $(single read-only) + $(single failed) - $(single records)))" '<=' "$(expected no_ro)"
goal 'findings as every record judged in order gives them' "$(agrees findings)" '==' 1
goal 'failed, read-only, unchecked as judged in order' "$(agrees counts)" '==' 1

mapfile -t files < <(find "$corpus/ct" -name '*.json.gz' | sort | head -n "${SLOW:-1000000}")
share=$(calc "${#files[@]} / $(find "$corpus/ct" -name '*.json.gz' | wc -l)")

if command -v jq >/dev/null; then
  began=$(now)
  for file in "${files[@]}"; do zcat "$file" | jq -c '.Records[] | select(.readOnly != true)' >/dev/null; done
  beside 'zcat | jq' "$(calc "($(now) - $began) / $share")" 20
else
  skip 'zcat | jq'
fi

began=$(now)
python3 - "${files[@]}" <<'PYTHON' >/dev/null
import gzip, json, sys
print(sum(r.get('readOnly') is not True for f in sys.argv[1:] for r in json.load(gzip.open(f))['Records']))
PYTHON
beside 'Python gzip and json' "$(calc "($(now) - $began) / $share")" 12

if [ -f "$bench/duckjoin.mjs" ] && command -v npm >/dev/null && (cd "$work" && npm install --silent --no-audit --no-fund @duckdb/node-api >/dev/null 2>&1); then
  cp "$bench/duckjoin.mjs" "$work/"
  mkdir -p "$work/corpus"
  race 0 export "$work/corpus/res200k.csv"
  (cd "$work" && node duckjoin.mjs 1 "$corpus/ct/**/*.json.gz" doc) | tee "$work/duck"
  duck=$(sed -n 's/.*query wall \([0-9.]*\).*/\1/p' "$work/duck")
  beside 'DuckDB with one thread' "$duck" 5
else
  skip 'DuckDB'
fi

exit "$missed"
