#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the program for production in a folder of its own, since the static runtime changes every flag.
set -euo pipefail
cd "$(dirname "$0")/.."

options=(--configuration release --static-swift-stdlib --scratch-path .build-release)
scripts/build.sh "${options[@]}" --product banjie
echo "$(swift build "${options[@]}" --show-bin-path)/banjie"
