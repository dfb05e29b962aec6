#!/usr/bin/env bash
# Sends 10,000 mutilated messages (or $1) through a running service and prints what became of them, and the peak of its memory.
set -euo pipefail
cd "$(dirname "$0")/../.."
HOSTILE_MESSAGES=${1:-10000} dotnet run --project tests/DriftStream.Tests -c Release -- -class '*MutatedMessageTests' -showLiveOutput
