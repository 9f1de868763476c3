#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Checks the format of the Swift code, and that every script parses, is executable and stops at an error.
set -euo pipefail
cd "$(dirname "$0")/.."

places=()
for place in Sources Tests Plugins Benchmarks Package.swift; do
  [ ! -e "$place" ] || places+=("$place")
done
swift format lint --strict --parallel --recursive "${places[@]}"

failed=0
complain() {
  echo "$1" >&2
  failed=1
}

while IFS= read -r script; do
  bash -n "$script" || complain "$script: does not parse"
  [ -x "$script" ] || complain "$script: is not executable"
  grep --quiet --line-regexp --fixed-strings 'set -euo pipefail' "$script" \
    || complain "$script: lacks 'set -euo pipefail'"
done < <(find .ci/run scripts Tests -name run -o -name '*.sh' | sort)

while IFS= read -r script; do
  python3 -c 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())' "$script" \
    || complain "$script: does not parse"
done < <(find scripts Tests -name '*.py' | sort)

exit "$failed"
