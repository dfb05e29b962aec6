#!/bin/sh
# Compares scans of misleading log files with what a reader of JSON says of them: tests/fuzz-replay.sh [COMPARISONS]
set -eu
cd "$(dirname "$0")/.."
DRIFTSTREAM_FUZZ_COMPARISONS="${1:-100000}" dotnet run -c Release --project tests/DriftStream.Tests -- -class "*ScanFuzzTests"
