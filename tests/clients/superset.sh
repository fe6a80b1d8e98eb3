#!/bin/sh
# Reads the seeds into a database of its own, imports the dashboard into a Superset of its own, and draws it in a browser.
#   superset.sh ENVIRONMENT PYTHON    where Superset is installed and the pictures go; the python that has clusterdb
# DOCUMENTS names other folders to read than data/raw; PORT is Superset's.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p "$1"
environment=$(cd "$1" && pwd) python=$2 port=${PORT:-8188}

[ -x "$environment/bin/superset" ] || {
    "$python" -m venv "$environment"
    # the last three are what Superset 6.1 needs and does not say
    "$environment/bin/python" -m pip install -q -c bi/superset/constraints.txt \
        apache-superset==6.1.0 psycopg2-binary flask-caching==2.4.1 rich cachetools
}

home=$(mktemp -d)
chmod 711 "$home"
export CLUSTERDB_HOME="$home/server" CLUSTERDB_DATABASE_URL=
export SUPERSET_HOME="$home" SUPERSET_CONFIG_PATH="$PWD/bi/superset/superset_config.py" FLASK_APP=superset
export SUPERSET_META_URI="sqlite:///$home/superset.db?check_same_thread=false" PYTHONWARNINGS=ignore
superset=
finish() {
    [ -z "$superset" ] || { kill "$superset" 2>/dev/null && wait "$superset" 2>/dev/null; } || true
    "$python" -m clusterdb db stop >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap finish EXIT INT TERM

# shellcheck disable=SC2086  (several folders)
"$python" -m clusterdb ingest ${DOCUMENTS:-data/raw} >/dev/null 2>&1 || [ $? = 3 ]
address=$("$python" -m clusterdb bi --for superset --show-password 2>/dev/null)
"$environment/bin/python" bi/superset/bundle.py zip "$home/dashboard.zip" "${address##* }"
{
    "$environment/bin/superset" db upgrade
    "$environment/bin/superset" fab create-admin --username admin --password admin \
        --firstname a --lastname b --email admin@example.invalid
    "$environment/bin/superset" init
    "$environment/bin/superset" import-dashboards -p "$home/dashboard.zip" -u admin
} >"$environment/superset.log" 2>&1 || { tail -n 20 "$environment/superset.log" >&2; exit 1; }
"$environment/bin/gunicorn" -w 1 --threads 8 --worker-class gthread --timeout 120 -b "127.0.0.1:$port" \
    'superset.app:create_app()' >>"$environment/superset.log" 2>&1 &
superset=$!
for _ in $(seq 90); do
    curl -sf -o /dev/null "http://127.0.0.1:$port/health" && break
    sleep 1
done
PYTHONPATH=. "$python" tests/clients/superset_render.py "http://127.0.0.1:$port" "$environment"
