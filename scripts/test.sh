#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every test: Swift's, and the scripts Tests/{Browser,API,Crash,Backup}/run.sh against the program that was built; what
# touches the database once on each engine.
# A script is told by its environment what to use (BANJIE, PYTHON, CHROMIUM) and ends with `N passed, N failed`.
# The last line sums them all up; a script that ends otherwise, or says 0 failed and exits in error, counts as failed.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh test
scripts/build.sh --build-tests

export BANJIE=$PWD/.build/debug/banjie
export PYTHON=$PWD/.venv/bin/python
CHROMIUM=$(command -v chromium)
export CHROMIUM

# Every test of hundreds that is under way holds a database: so many sessions no server has by default, and a test that
# waits for another's step would wait for all.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0
failed=0

# count <suite> <exit status> <tests passed> <tests failed>
count() {
  local wrong=$4
  if [ "$2" -ne 0 ] && [ "$wrong" -eq 0 ]; then
    echo "$1 ended with status $2" >&2
    wrong=1
  fi
  passed=$((passed + $3))
  failed=$((failed + wrong))
}

# swift_tests <name> <option of swift test …>
# The numbers are those of the report that `swift test` writes, not of the text that it prints.
swift_tests() {
  local name=$1 status=0 report=$logs/swift.xml numbers began=$SECONDS
  shift
  rm -f "$report"
  swift test --skip-build --disable-xctest --explicit-target-dependency-import-check error \
    --xunit-output "$report" "$@" >"$logs/swift" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    grep --invert-match -e '^◇' -e '^✔' "$logs/swift" || true
  fi
  if [ ! -e "$report" ]; then
    count "$name" "$status" 0 1
    return
  fi
  numbers=$(awk -v name="$name" '
    /<testcase / { tests++; counted = 0 }
    /<failure/ && !counted { failed++; counted = 1 }
    /<skipped/ && !counted { skipped++; counted = 1 }
    END {
      printf "%s: %d skipped\n", name, skipped > "/dev/stderr"
      printf "%d passed, %d failed\n", tests - failed - skipped, failed
    }' "$report")
  echo "$name: $numbers in $((SECONDS - began)) s"
  # shellcheck disable=SC2046 # two words, meant to be two
  count "$name" "$status" $(numbers_of "$numbers")
}

# The two numbers of a line `12 passed, 0 failed`.
numbers_of() {
  sed --quiet --regexp-extended 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' <<<"$1"
}

# script_tests <folder> <engine>
script_tests() {
  local name="Tests/$1/run.sh on $2" status=0 log=$logs/$1.$2 numbers began=$SECONDS
  BANJIE_TEST_DATABASE=$2 "Tests/$1/run.sh" >"$log" 2>&1 || status=$?
  numbers=$(numbers_of "$(tail -n 1 "$log")")
  if [ -z "$numbers" ]; then
    echo "$name did not end with a line 'N passed, N failed'" >>"$log"
    numbers='0 1'
  fi
  echo "$name $status $numbers" >>"$logs/counted"
  { echo "$name, $((SECONDS - began)) s:" && cat "$log"; } | flock "$logs/counted" cat
}

# The scripts of a lane, `folder/engine …`, one after the other.
lane() {
  local script
  for script in "$@"; do script_tests "${script%/*}" "${script#*/}"; done
}

# The tests of SQL and Journal run on both engines by themselves, those of the rooms on the one that is named.
swift_tests 'swift test'
BANJIE_TEST_DATABASE=postgres swift_tests 'swift test of the rooms on PostgreSQL' \
  --filter '^(Identity|Catalogue|Casework|Licences|Bundles|Drafting|Enquiries|Exchange|Oversight|Projects|Ratings|Roads|App)Tests\.'
# In two lanes, as each script waits a good part of its time: for a page, for a server to start, for a round to end.
lane Browser/sqlite &
lane API/sqlite Crash/sqlite Crash/postgres Backup/sqlite Backup/postgres
wait
while read -r folder on engine status right wrong; do
  count "$folder $on $engine" "$status" "$right" "$wrong"
done <"$logs/counted"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
