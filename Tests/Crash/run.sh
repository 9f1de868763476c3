#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Kills, fills and damages, and finds every acknowledged step afterwards; the long form: run.sh torture.py [option …]
set -euo pipefail
cd "$(dirname "$0")"

export PYTHONPATH=$PWD/../API PYTHONDONTWRITEBYTECODE=1
exec "$PYTHON" "${@:-crash.py}"
