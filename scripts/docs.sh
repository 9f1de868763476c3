#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the reference of every target of ours from its doc comments, as one site under .build/docs.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh
# It ends in error at the module that discovers tests, which has no symbols; ours are written before.
swift package dump-symbol-graph --minimum-access-level package --skip-synthesized-members \
  >/dev/null 2>&1 || true
graphs=$(swift build --show-bin-path)/../symbolgraph

rm -rf .build/docs .build/docs-parts
archives=()
for folder in Sources/*/; do
  target=$(basename "$folder")
  [ -e "$graphs/$target.symbols.json" ] || continue
  mkdir -p ".build/docs-parts/$target"
  cp "$graphs/$target".symbols.json "$graphs/$target"@*.symbols.json ".build/docs-parts/$target/" \
    2>/dev/null || true
  docc convert --additional-symbol-graph-dir ".build/docs-parts/$target" \
    --fallback-display-name "$target" --fallback-bundle-identifier "$target" \
    --transform-for-static-hosting --output-path ".build/docs-parts/$target.doccarchive"
  archives+=(".build/docs-parts/$target.doccarchive")
done
if [ "${#archives[@]}" -eq 0 ]; then
  echo 'No target has a symbol graph' >&2
  exit 1
fi
docc merge "${archives[@]}" --synthesized-landing-page-name Banjie --output-path .build/docs
rm -rf .build/docs-parts
echo 'To read it: python3 -m http.server --directory .build/docs 8000, then /documentation/'
