#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the benchmarks for release and runs them: scripts/bench.sh [arguments of the benchmark program]
set -euo pipefail
cd "$(dirname "$0")/.."

# The peer that the rules are measured beside.
scripts/venv.sh .venv-bench scripts/bench-requirements.txt
export BENCH_PYTHON=$PWD/.venv-bench/bin/python
scripts/build.sh --configuration release --product bench
exec .build/release/bench "$@"
