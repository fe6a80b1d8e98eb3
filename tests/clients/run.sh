#!/bin/sh
# Reads the seeds into a database of its own, opens it to the reader, and runs conformance.py on it.
#   run.sh ENVIRONMENT PYTHON    where the clients are installed; the python that has clusterdb
# Drivers that come as system packages are installed where we are root and apt-get is there, else their tests are skipped.
set -eu
cd "$(dirname "$0")/../.."
environment=$1 python=$2

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -z "${CLUSTERDB_NO_APT:-}" ]; then
    wanted=
    command -v isql >/dev/null || wanted="$wanted unixodbc"
    [ -n "$(odbcinst -q -d -n 'PostgreSQL Unicode' 2>/dev/null || true)" ] || wanted="$wanted odbc-postgresql"
    [ -e /usr/share/java/postgresql.jar ] || wanted="$wanted libpostgresql-jdbc-java"
    command -v java >/dev/null || wanted="$wanted default-jdk-headless"
    if [ -n "$wanted" ]; then
        { apt-get update -q && apt-get install -qy --no-install-recommends $wanted; } >/dev/null 2>&1 ||
            echo "could not install$wanted" >&2
    fi
fi

[ -x "$environment/bin/python" ] || "$python" -m venv "$environment"
"$environment/bin/python" -m pip install -q -r tests/clients/requirements.txt

home=$(mktemp -d)
chmod 711 "$home"
export CLUSTERDB_HOME="$home" CLUSTERDB_DATABASE_URL=
trap '"$python" -m clusterdb db stop >/dev/null 2>&1 || true; rm -rf "$home"' EXIT INT TERM
"$python" -m clusterdb ingest data/raw >/dev/null 2>&1
address=$("$python" -m clusterdb bi --for psql --show-password 2>/dev/null)
address=${address#*\"}
CLUSTERDB_READER_URL=${address%\"*} "$environment/bin/python" -m pytest -q -rs -p no:cacheprovider \
    -c tests/clients/pytest.ini --rootdir tests/clients --confcutdir tests/clients tests/clients/conformance.py
