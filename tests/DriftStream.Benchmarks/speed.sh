#!/usr/bin/env bash
# Runs the benchmarks and writes their table into the README: tests/DriftStream.Benchmarks/speed.sh [--print] [--job short]
# --print shows the table and leaves the README as it is; --job short is for a trial, its figures are rough.
set -euo pipefail
cd "$(dirname "$0")"

print=no
job=medium
while [ $# -gt 0 ]; do
  case $1 in
    --print) print=yes ;;
    --job) job=${2:?--job needs a name: short, medium or long}; shift ;;
    *) echo "speed.sh does not know '$1'; it takes --print and --job NAME." >&2; exit 2 ;;
  esac
  shift
done

log=$(mktemp)
trap 'rm -f "$log"' EXIT
rm -rf BenchmarkDotNet.Artifacts/results
if ! dotnet run -c Release -- --filter '*.JudgeBenchmarks.*' '*.IndexBenchmarks.*' '*.CatalogBenchmarks.*' --job "$job" >"$log" 2>&1; then
  tail -n 40 "$log" >&2
  exit 1
fi

rows() {
  awk -F'|' -v part="$1" '
    function trimmed(text) { gsub(/^[ *]+|[ *]+$/, "", text); return text }
    function plain(text) { gsub(/,/, "", text); return text + 0 }
    function size(text) { return text !~ / B$/ || plain(text) < 10240 ? text : plain(text) < 1048576 ? sprintf("%.0f KB", plain(text) / 1024) : sprintf("%.0f MB", plain(text) / 1048576) }
    function time(text) { return text ~ / ns$/ && plain(text) >= 10000 ? sprintf("%.0f μs", plain(text) / 1000) : text }
    !/^\|/ { next }
    !header { for (i = 2; i < NF; i++) column[trimmed($i)] = i; header = 1; next }
    /^\| *:?--/ { next }
    { printf "| %s: %s | %s | %s | %s |\n", part, trimmed($column["Method"]), time(trimmed($column["Mean"])), trimmed($column["Ratio"]), size(trimmed($column["Allocated"])) }
  ' "$2"
}

table='| Benchmark | Mean | Ratio | Allocated |
| --- | ---: | ---: | ---: |'
for part in Judge Index Catalog; do
  report=$(find BenchmarkDotNet.Artifacts/results -name "*.${part}Benchmarks-report-github.md")
  [ -n "$report" ] || { tail -n 40 "$log" >&2; echo "There is no report of ${part}Benchmarks; above is the end of what the benchmarks said." >&2; exit 1; }
  table="$table
$(rows "$part" "$report")"
done

case $table in
  *'| NA |'*) grep -m 5 -A 3 -i 'exception\|error' "$log" >&2 || true; echo "A benchmark gave no figure." >&2; exit 1 ;;
esac

if [ "$print" = yes ]; then
  printf '%s\n' "$table"
else
  TABLE=$table perl -0pi -e 's/(<!-- speed -->\n).*?(<!-- \/speed -->)/$1\n$ENV{TABLE}\n\n$2/s' ../../README.md
fi
