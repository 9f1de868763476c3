#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Goes the whole path of a case in headless Chromium. SCREENSHOTS=docs/images takes the README's pictures as well.
set -euo pipefail
if [ -n "${SCREENSHOTS:-}" ]; then
  mkdir -p "$SCREENSHOTS"
  SCREENSHOTS=$(realpath "$SCREENSHOTS")
  export SCREENSHOTS
fi
cd "$(dirname "$0")"

export PYTHONPATH=$PWD/../API PYTHONDONTWRITEBYTECODE=1
exec "$PYTHON" browser.py "$@"
