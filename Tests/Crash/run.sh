#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Kills the server under load, and finds every acknowledged step afterwards.
set -euo pipefail
cd "$(dirname "$0")"

export PYTHONPATH=$PWD/../API PYTHONDONTWRITEBYTECODE=1
exec "$PYTHON" crash.py
