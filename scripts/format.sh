#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Formats every Swift file in place.
set -euo pipefail
cd "$(dirname "$0")/.."

places=()
for place in Sources Tests Plugins Benchmarks Package.swift; do
  [ ! -e "$place" ] || places+=("$place")
done
swift format --in-place --parallel --recursive "${places[@]}"
