#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Kills, fills and damages on both engines for as long as one likes: scripts/torture.sh [--minutes N] [--seed N]
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh test
scripts/build.sh --product banjie

export BANJIE=$PWD/.build/debug/banjie
export PYTHON=$PWD/.venv/bin/python
exec Tests/Crash/run.sh torture.py "$@"
