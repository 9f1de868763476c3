#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds with what every build of the house has: a target may import only what Package.swift says it depends on.
set -euo pipefail
cd "$(dirname "$0")/.."

exec swift build --explicit-target-dependency-import-check error "$@"
