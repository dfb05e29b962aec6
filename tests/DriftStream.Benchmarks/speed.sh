#!/usr/bin/env bash
# Runs the benchmarks and writes their table into the README: tests/DriftStream.Benchmarks/speed.sh [--print]
set -euo pipefail
cd "$(dirname "$0")"
rm -rf BenchmarkDotNet.Artifacts/results
dotnet run -c Release -- --filter '*JudgeBenchmarks*' '*IndexBenchmarks*' '*CatalogBenchmarks*' --job medium -m >/dev/null
table=$(for part in Judge Index Catalog; do
  sed -n '/^|/p' BenchmarkDotNet.Artifacts/results/*"${part}Benchmarks-report-github.md" | sed "2!s/^| /| ${part}: /; 1s/${part}: Method/Benchmark/" | { [ "$part" = Judge ] && cat || tail -n +3; }
done | awk -F'|' -v OFS='|' 'NR == 1 { for (i = 1; i <= NF; i++) { name = $i; gsub(/ /, "", name); keep[i] = (name == "Benchmark" || name == "Mean" || name == "Ratio" || name == "Allocated" || name == "") } } { line = ""; for (i = 2; i < NF; i++) if (keep[i]) line = line "|" $i; print line "|" }')
if [ "${1:-}" = --print ]; then
  printf '%s\n' "$table"
else
  TABLE=$table perl -0pi -e 's/(<!-- speed -->\n).*?(<!-- \/speed -->)/$1\n$ENV{TABLE}\n\n$2/s' ../../README.md
fi
