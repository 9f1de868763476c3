#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes a Python environment, anew when its list has changed: scripts/venv.sh <folder> <list of packages>
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$1
wanted=$2
if cmp --silent "$wanted" "$folder/installed.txt"; then
  exit 0
fi
echo "Installing the Python packages of $wanted into $folder"
rm -rf "$folder"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
cp "$wanted" "$folder/installed.txt"
