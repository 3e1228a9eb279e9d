# shellcheck shell=bash
# engine.sh: starts a Docker engine unless one answers, and stops only what it started. Sourced by .ci/run.

engine_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# Two engines in one network namespace delete each other's bridge: one that runs here is waited for, never joined.
engine_runs_here() {
  local mine pid
  mine=$(readlink /proc/self/ns/net)
  for pid in $(pgrep -x dockerd || true); do
    [ "$(readlink "/proc/$pid/ns/net" 2>/dev/null)" = "$mine" ] && return 0
  done
  return 1
}

wait_for_engine() {
  local tries
  for ((tries = 0; tries < 120; tries++)); do
    engine_answers && return 0
    sleep 0.5
  done
  return 1
}

started_engine=""

start_engine() {
  engine_answers && return 0
  if ! engine_runs_here; then
    setsid nohup dockerd >"$1" 2>&1 </dev/null &
    started_engine=$!
  fi
  wait_for_engine || {
    echo "no Docker engine answers; the end of $1:" >&2
    tail -n 20 "$1" >&2 || true
    return 1
  }
}

stop_engine() {
  [ -n "$started_engine" ] || return 0
  kill "$started_engine" 2>/dev/null || true
  wait "$started_engine" 2>/dev/null || true
  started_engine=""
}
