#!/bin/sh
# Make a virtual environment with the newest Python 3.11+ to be found: venv.sh FOLDER
set -eu

venv=$1
making='==> Making %s with Python %s'
case "${CLUSTERDB_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in zh*) making='==> 建立 %s，使用 Python %s' ;; esac
for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        printf "$making\n" "$venv" "$("$python" -c 'import platform; print(platform.python_version())')"
        rm -rf "$venv"
        if said=$("$python" -m venv "$venv" 2>&1); then
            # make takes this file's age as that of the environment
            touch "$venv/pyvenv.cfg"
            exit 0
        fi
        rm -rf "$venv"
        printf '%s\n\nerror: this Python cannot make a virtual environment\n' "$said" >&2
        printf '  on Debian and Ubuntu: apt install python3-venv; or name another Python: make ingest PYTHON=/path/to/python3\n' >&2
        exit 1
    fi
done
found=$(python3 --version 2>&1 || true)
printf 'error: clusterdb needs Python 3.11 or newer; here is %s\n' "${found:-none}" >&2
printf '  install one, or name it: make ingest PYTHON=/path/to/python3.11\n' >&2
exit 1
