#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Backs a counter up under load, breaks backups and restores off, and compares what comes back.
set -euo pipefail
cd "$(dirname "$0")"

export PYTHONPATH=$PWD/../API PYTHONDONTWRITEBYTECODE=1
exec "$PYTHON" backup.py
