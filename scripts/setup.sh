#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sees to it that this machine has what a purpose needs: scripts/setup.sh run|test
# Installs through apt what is missing; where there is no apt, names it and fails. Quiet when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run}
missing=()
packages=()

# need <Debian package> <what it is> <command that succeeds when it is there>
need() {
  local package=$1 what=$2
  shift 2
  if ! "$@" >/dev/null 2>&1; then
    missing+=("$what (Debian package $package)")
    packages+=("$package")
  fi
}

# Debian keeps the server's programs out of the way.
has_postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb
}

has_font() {
  [ -n "$(fc-list 'Noto Serif CJK SC' family)" ] && [ -n "$(fc-list 'Noto Sans CJK SC' family)" ]
}

look() {
  missing=()
  packages=()
  need pkg-config 'pkg-config' command -v pkg-config
  need libsqlite3-dev 'the SQLite library' pkg-config --exists sqlite3
  need libpq-dev 'the PostgreSQL client library' pkg-config --exists 'libpq >= 14'
  need libssl-dev 'the OpenSSL 3 library' pkg-config --exists 'libcrypto >= 3.0'
  need libqrencode-dev 'the QR code library' pkg-config --exists libqrencode
  need zlib1g-dev 'the compression library' pkg-config --exists zlib
  need libpango1.0-dev 'the text layout library' pkg-config --exists 'pangocairo >= 1.50'
  need fontconfig 'fontconfig' command -v fc-list
  need fonts-noto-cjk 'Chinese fonts' has_font
  need poppler-utils 'the PDF tools' command -v pdftocairo
  if [ "$purpose" = test ]; then
    need postgresql 'PostgreSQL' has_postgres
    need chromium 'the Chromium browser' command -v chromium
    need python3-venv 'Python 3 with venv' python3 -c 'import ensurepip, venv'
  fi
}

install() {
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "Run as root, or install sudo: apt-get install ${packages[*]}" >&2
      exit 1
    }
    root=(sudo)
  fi
  echo "Installing ${packages[*]}"
  "${root[@]}" apt-get update --quiet=2
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet=2 --no-install-recommends "${packages[@]}" >/dev/null
}

case $purpose in
  run | test) ;;
  *)
    echo "usage: scripts/setup.sh run|test" >&2
    exit 2
    ;;
esac

if ! command -v swift >/dev/null; then
  echo 'Swift 6.3 is missing: see https://www.swift.org/install/linux/debian/12/' >&2
  exit 1
fi

look
if [ "${#missing[@]}" -gt 0 ] && command -v apt-get >/dev/null; then
  install
  look
fi
if [ "${#missing[@]}" -gt 0 ]; then
  echo 'Missing on this machine:' >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 1
fi

if [ "$purpose" = test ]; then
  scripts/venv.sh .venv scripts/test-requirements.txt
fi
