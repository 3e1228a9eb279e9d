#!/usr/bin/env bash
# debian-extra.sh SUITE DIR PACKAGE...
#
# Unpacks packages of another Debian suite into DIR without installing them. The tests need a few tools that are
# newer than this machine's own suite (cosign, a Docker Engine with the containerd image store, Compose v2).
# apt works here with lists, cache and sources of its own, so the machine's package state is never touched.
# DIR/.packages keeps what was unpacked; a second call with the same packages does nothing.
set -euo pipefail

if [ $# -lt 3 ]; then
  echo "usage: debian-extra.sh SUITE DIR PACKAGE..." >&2
  exit 2
fi
suite=$1 target=$2
shift 2

wanted="$suite: $*"
if [ -f "$target/.packages" ] && [ "$(head -n 1 "$target/.packages")" = "$wanted" ]; then
  exit 0
fi

# The first Debian archive that this machine itself installs from, in the one-line or the deb822 format.
find_archive() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    sed -e 's/#.*//' | grep -Eo 'https?://[^[:space:]]+/debian/?([[:space:]]|$)' | head -n 1 | tr -d '[:space:]'
}
archive=$(find_archive || true)
if [ -z "$archive" ]; then
  echo "debian-extra.sh: no Debian archive in the apt sources of this machine" >&2
  exit 1
fi

scratch=$(mktemp -d)
staging=""
# shellcheck disable=SC2329 # called by the trap
clean_up() { rm -rf "$scratch" ${staging:+"$staging"}; }
trap clean_up EXIT

mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial" "$scratch/parts" "$scratch/download"
: >"$scratch/status"
printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
  "$archive" "$suite" >"$scratch/sources.list"

own_apt() {
  apt-get -o Dir::Etc::SourceList="$scratch/sources.list" -o Dir::Etc::SourceParts="$scratch/parts" \
    -o Dir::State::Lists="$scratch/lists" -o Dir::State::Status="$scratch/status" \
    -o Dir::Cache="$scratch/cache" -o APT::Sandbox::User=root -o Acquire::Retries=3 \
    -o Acquire::Languages=none -qq "$@"
}

own_apt update
(cd "$scratch/download" && own_apt download "$@")

# Unpacked beside the target first, so that an interrupted run never leaves half a tool behind.
mkdir -p "$(dirname "$target")"
staging=$(mktemp -d "$target.XXXXXX")
for package in "$scratch"/download/*.deb; do
  dpkg -x "$package" "$staging"
done
{
  echo "$wanted"
  find "$scratch/download" -name '*.deb' -printf '%f\n' | sort
} >"$staging/.packages"
chmod 755 "$staging"
rm -rf "$target"
mv "$staging" "$target"
staging=""
