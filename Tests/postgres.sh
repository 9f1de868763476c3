#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs a private PostgreSQL for tests and benchmarks until its standard input ends: Tests/postgres.sh [setting=value …]
# Prints the folder of its socket once it can be reached (port 5432, user postgres, no password), or, where no
# PostgreSQL is installed, ends with status 3. A line `kill` on its input ends all processes of the server by SIGKILL, a
# line `start` starts it again unless it runs, a line `sql …` runs a command outside of any transaction; each is answered
# with a line when it is done. All of it is gone at the end. POSTGRES_PLACE names the folder for its files.
set -euo pipefail

bin=''
for folder in /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null || true)"; do
  [ ! -x "$folder/initdb" ] || bin=$folder
done
if [ -z "$bin" ]; then
  echo 'PostgreSQL is not installed' >&2
  exit 3
fi

# In memory where there is room, so that a flush to the disk costs the tests nothing.
place=${TMPDIR:-/tmp}
if [ "$(df --output=avail --block-size=1M /dev/shm 2>/dev/null | tail -n 1 || echo 0)" -gt 4000 ]; then
  place=/dev/shm
fi
place=${POSTGRES_PLACE:-$place}
home=$(mktemp --directory "$place/banjie-postgres.XXXXXX")

# The server refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$home"
  as=(runuser -u postgres --)
fi

control() {
  "${as[@]}" "$bin/pg_ctl" --silent --pgdata "$home/data" --log "$home/log" "$@" >/dev/null
}

# What the kernel still lists of a process that has ended is not counted.
is_alive() {
  [ -e "/proc/$1/status" ] && ! grep --quiet '^State:.*Z' "/proc/$1/status"
}

# The postmaster first: else it would take the end of another process for a crash, and start over.
crash() {
  local postmaster processes process
  [ -e "$home/data/postmaster.pid" ] || return 0
  postmaster=$(head -n 1 "$home/data/postmaster.pid")
  processes="$postmaster $(cat "/proc/$postmaster/task/$postmaster/children" 2>/dev/null || true)"
  for process in $processes; do kill -KILL "$process" 2>/dev/null || true; done
  for process in $processes; do
    while is_alive "$process"; do sleep 0.01; done
  done
  # The kernel may still list the number in these, which a machine that starts again would have forgotten.
  rm -f "$home/data/postmaster.pid" "$home"/.s.PGSQL.*.lock
}

end() {
  trap - EXIT
  control stop --mode immediate 2>/dev/null || true
  rm -rf "$home"
}
trap end EXIT
trap 'exit 1' INT TERM HUP

# Nothing of the server may hold on to our output, whose end somebody waits for.
cd "$home"
"${as[@]}" "$bin/initdb" --pgdata "$home/data" --username postgres --auth trust \
  --encoding UTF8 --locale C.UTF-8 --no-sync >/dev/null
{
  echo "listen_addresses = ''"
  echo "unix_socket_directories = '$home'"
  echo 'max_connections = 300'
  echo 'shared_buffers = 64MB'
  echo 'max_wal_size = 128MB'
  # A password is asked of those only who are named so.
  for setting in "$@"; do echo "${setting%%=*} = '${setting#*=}'"; done
} >>"$home/data/postgresql.conf"
printf 'local all guarded scram-sha-256\nlocal all all trust\n' >"$home/data/pg_hba.conf"

control start
echo "$home"
while read -r command; do
  case $command in
    kill) crash ;;
    start) control status || control start ;;
    sql\ *) "$bin/psql" --host "$home" --username postgres --quiet --command "${command#sql }" >/dev/null ;;
  esac
  echo done
done
