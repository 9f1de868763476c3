#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Talks to the API over HTTP: the steps of a case and what is refused, then schemathesis over the whole description.
set -euo pipefail
cd "$(dirname "$0")"

export PYTHONPATH=$PWD PYTHONDONTWRITEBYTECODE=1
exec "$PYTHON" api.py
