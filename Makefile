# clusterdb: `make ingest` builds the database from data/raw, `make test` runs every check, `make help` lists the rest.
#
# All paths below are relative, so that the checkout may lie in a folder whose name has spaces. Every step says in one
# line what it does; its whole output shows only when it fails.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-print-directory

VENV := .venv
PY := $(VENV)/bin/python
CLUSTERDB := $(PY) -m clusterdb
DATA ?= data/raw
PYTEST_ARGS ?=
LOCK := $(PY) -m uv pip compile pyproject.toml -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --custom-compile-command "make lock"

# Chinese where the command line speaks it too
ZH := $(filter zh%,$(or $(CLUSTERDB_LANG),$(LC_ALL),$(LC_MESSAGES),$(LANG)))
, := ,

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PYTHONUTF8 := 1

# $(call step,what it is called,the command): one line if all is well, everything it said if not
define step
@printf '    %-36s' "$(1)"; begun=$$(date +%s); \
if said=$$($(2) 2>&1 </dev/null); then printf 'ok  %3s s\n' "$$(( $$(date +%s) - begun ))"; \
else printf 'FAILED\n\n%s\n\n' "$$said"; exit 1; fi
endef

.PHONY: help
help: ## list the targets
	@printf 'clusterdb: what governments promise in numbers, and what they report, in PostgreSQL\n\n'
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'
	@printf '\n  DATA=folder make ingest reads another folder than data/raw; PYTEST_ARGS="-k name" make pytest runs some tests.\n'

.PHONY: ingest
ingest: $(VENV)/.installed ## read data/raw into PostgreSQL and show what was promised and what was reported
	@printf '$(if $(ZH),==> 把 %s 读入 PostgreSQL,==> Reading %s into PostgreSQL)\n' "$(DATA)"
	@$(CLUSTERDB) ingest "$(DATA)"
	@printf '\n$(if $(ZH),==> 目标与成果,==> What was promised$(,) and what was reported)\n'
	@$(CLUSTERDB) compare
	@printf '\n$(if $(ZH),更多查询：%s,Ask more: %s)\n' "$(VENV)/bin/clusterdb --help"

.PHONY: test
test: lint pytest ## every check: style, types, layers, SQL, lexicon, all tests with coverage

.PHONY: lint
lint: $(VENV)/.developer ## style, types, layers, SQL and lexicon alone
	@printf '==> Checking\n'
	$(call step,ruff check,$(PY) -m ruff check .)
	$(call step,ruff format,$(PY) -m ruff format --check .)
	$(call step,mypy --strict,$(PY) -m mypy)
	$(call step,import layers,$(VENV)/bin/lint-imports)
	@$(MAKE) sql
	$(call step,lexicon,$(CLUSTERDB) lexicon check)

# slow, so only where a query changed
.PHONY: sql
sql: $(VENV)/.sqlfluff
	@:

$(VENV)/.sqlfluff: $(wildcard src/clusterdb/views/*.sql src/clusterdb/checks/*.sql) pyproject.toml $(VENV)/.developer
	$(call step,sqlfluff,$(PY) -m sqlfluff lint --disable-progress-bar --processes 2 src/clusterdb/views src/clusterdb/checks)
	@touch "$@"

.PHONY: pytest
pytest: $(VENV)/.developer ## the tests alone, with branch coverage
	@printf '==> Testing\n'
	@rm -f .coverage .coverage.*
	@$(PY) -m pytest -q -n 2 --dist loadfile --cov --cov-report= $(PYTEST_ARGS)
	@$(PY) -m coverage report --fail-under=$(if $(PYTEST_ARGS),0,95) > $(VENV)/coverage.txt \
		|| { cat $(VENV)/coverage.txt; exit 1; }; tail -n 1 $(VENV)/coverage.txt

.PHONY: test-clients
test-clients: $(VENV)/.installed ## read every view through the drivers of BI tools (installs them)
	@sh tests/clients/run.sh "$(VENV)/clients" "$(PY)"

.PHONY: faults
faults: $(VENV)/.developer ## kill runs 50 times over 200 documents, and the server 12 times (minutes)
	@CLUSTERDB_TEST_KILLS=50 CLUSTERDB_TEST_DOCUMENTS=200 $(PY) -m pytest -q tests/faults

.PHONY: fuzz
fuzz: $(VENV)/.developer ## try thousands of spoilt documents and sentences, other ones each time (minutes)
	@CLUSTERDB_FUZZ_EXAMPLES=$${CLUSTERDB_FUZZ_EXAMPLES:-2000} CLUSTERDB_FUZZ_KEEP=1 $(PY) -m pytest -q -n 2 tests/fuzz

.PHONY: test-superset
test-superset: $(VENV)/.installed ## import the dashboard into Apache Superset and draw it in a browser (installs 1 GB)
	@sh tests/clients/superset.sh "$(VENV)/superset" "$(PY)"

.PHONY: bench
bench: $(VENV)/.installed ## what extraction costs, beside duckling, jieba and jionlp (installs them into an environment of their own)
	@[ -e "$(VENV)/bench/.peers" ] || printf '==> Installing the peers of bench/peers.txt\n'
	@[ -x "$(VENV)/bench/bin/python" ] || $(PY) -m venv "$(VENV)/bench"
	@[ "$(VENV)/bench/.peers" -nt bench/peers.txt ] || { "$(VENV)/bench/bin/python" -m pip install -q -r bench/peers.txt \
		&& touch "$(VENV)/bench/.peers"; } || printf 'the peers could not be installed: without them, then\n'
	@$(PY) bench/extract.py --peers "$(VENV)/bench"

.PHONY: format
format: $(VENV)/.developer ## rewrite the code in the project's style
	@$(PY) -m ruff check -q --fix-only .
	@$(PY) -m ruff format -q .

.PHONY: schema
schema: $(VENV)/.installed ## write docs/schema.md from the comments in the database
	@home=$$(mktemp -d) && chmod 711 "$$home" && export CLUSTERDB_HOME="$$home" CLUSTERDB_DATABASE_URL= \
		&& $(CLUSTERDB) schema -o docs/schema.md; result=$$?; \
		$(CLUSTERDB) db stop >/dev/null; rm -rf "$$home"; exit $$result

.PHONY: readme
readme: $(VENV)/.installed ## put what the commands print today into the READMEs
	@$(PY) scripts/readme_output.py

.PHONY: lock
lock: $(VENV)/.developer ## resolve the dependencies anew and pin them with hashes
	@$(PY) -m pip install -q uv
	@$(LOCK) --upgrade -o requirements.lock
	@$(LOCK) --upgrade --extra parquet --group dev -c requirements.lock -o requirements-dev.lock
	@$(LOCK) --upgrade --only-group build -o requirements-build.lock

.PHONY: clean
clean: ## remove what was built here (the database stays: clusterdb db status says where it is)
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov
	@find src tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the environment: made once, and again when a lock changes

$(VENV)/pyvenv.cfg:
	@sh scripts/venv.sh "$(VENV)"

$(VENV)/.installed: $(VENV)/pyvenv.cfg requirements.lock requirements-build.lock pyproject.toml src/clusterdb/__init__.py
	@sh scripts/install.sh "$(VENV)" requirements-build.lock requirements.lock
	@touch "$@"

$(VENV)/.developer: $(VENV)/.installed requirements-dev.lock
	@sh scripts/install.sh "$(VENV)" requirements-dev.lock
	@touch "$@"
