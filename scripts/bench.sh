#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the benchmarks for release and runs them: scripts/bench.sh [arguments of the benchmark program]
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh --configuration release --product bench
exec .build/release/bench "$@"
