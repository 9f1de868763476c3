#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes .venv, the Python environment of the browser, API and crash tests, anew when its list has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=scripts/test-requirements.txt
if cmp --silent "$wanted" .venv/installed.txt; then
  exit 0
fi
echo 'Installing the Python packages of the tests into .venv'
rm -rf .venv
python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check --requirement "$wanted"
cp "$wanted" .venv/installed.txt
