#!/bin/sh
# Install pinned, hashed packages and then clusterdb itself, editable: install.sh VENV LOCK...
set -eu

venv=$1
installing='==> Installing %s packages of %s'
case "${CLUSTERDB_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in zh*) installing='==> 安装 %s 个软件包（%s）' ;; esac
shift
log="$venv/install.log"
: > "$log"

# Run a command; say everything only where it fails.
quietly() {
    if ! "$@" >> "$log" 2>&1; then
        cat "$log" >&2
        printf '\nerror: the installation failed; the lines above say where (kept in %s)\n' "$log" >&2
        printf '  check the network connection and run make again: it goes on from here\n' >&2
        exit 1
    fi
}

for lock in "$@"; do
    printf "$installing\n" "$(grep -c '^[a-z0-9]' "$lock")" "$lock"
    quietly "$venv/bin/python" -m pip install --require-hashes --only-binary :all: -r "$lock"
done
quietly "$venv/bin/python" -m pip install --no-deps --no-build-isolation --no-index -e .
