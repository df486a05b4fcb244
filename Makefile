# Two commands do everything on a fresh machine with Python >= 3.11, make and git:
#   make release   check the dataset, build a release under dist/, answer a first question
#   make test      run every check and every test

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help release check canonical build test test-fast coverage mutation faults fuzz bench mutants lint types imports reuse workflows goldens lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort | expand -t 14

# --- set-up: a stamp a lock file, so that a second run costs nothing --------------------------
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "claimbook needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv .venv

.venv/.build: $(BIN)/python requirements/build.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements/build.txt -r requirements/backend.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: $(BIN)/python requirements/dev.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ .venv/.build

# The standards' own tools want what ours must not: an environment below ours, for the tests alone.
# One of them is built from source against ICU, where its headers lie (.ci/run sees to that).
.venv/.standards: requirements/standards.txt | .venv/.dev
	$(PYTHON) -m venv --clear --without-pip .venv/standards
	$(BIN)/uv pip install --quiet --python .venv/standards/bin/python --require-hashes -r $<
	@touch $@

# What reads a release is tested once more beside the oldest DuckDB that it takes, and pandas.
.venv/.readers: requirements/readers.txt | .venv/.dev
	$(PYTHON) -m venv --clear --without-pip .venv/readers
	$(BIN)/uv pip install --quiet --python .venv/readers/bin/python --require-hashes -r $<
	@touch $@

# --- the main job -----------------------------------------------------------------------------
release: .venv/.build ## check, build dist/<version>/, answer a first question
	$(BIN)/claimbook build
	$(BIN)/claimbook query - < docs/queries/first_answer.sql

check: .venv/.build ## check seeds/ and dataset/
	$(BIN)/claimbook check

canonical: .venv/.build ## is seeds/ and dataset/ as `claimbook format` writes it?
	$(BIN)/claimbook format --check

build: .venv/.build ## write dist/<version>/
	$(BIN)/claimbook build

# --- the tests --------------------------------------------------------------------------------
test: .venv/.dev .venv/.standards .venv/.readers lint types imports reuse workflows canonical ## every check and every test
	$(BIN)/python -m pytest -n auto --tb=short

coverage: .venv/.dev .venv/.standards .venv/.readers ## every test once more, and which lines none of them ran
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

test-fast: .venv/.dev ## the quick tests of single parts
	$(BIN)/python -m pytest -n auto -q --fast

mutation: .venv/.dev ## change every scalar of the dataset and see who notices (takes long)
	PYTHONPATH=tests $(BIN)/python -m mutation --example
	PYTHONPATH=tests $(BIN)/python -m mutation

TRIALS ?=
KINDS ?= kill,EIO,ENOSPC,full,EDQUOT,EROFS,EINTR,term,int,hup

faults: .venv/.dev ## let every call that writes go wrong in every way (takes hours); TRIALS="build" for one command
	PYTHONPATH=tests $(BIN)/python -m faults $(TRIALS) --kinds $(KINDS)

SECONDS ?= 60
TARGET ?= yaml json number time evidence

fuzz: .venv/.dev ## fuzz every TARGET for SECONDS (60) each
	for target in $(TARGET); do \
	  $(BIN)/python -m fuzz $$target -max_total_time=$(SECONDS) -artifact_prefix=fuzz/found/$$target- || exit 1; \
	done

bench/.venv: bench/requirements.txt
	$(PYTHON) -m venv $@
	$@/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r $<
	@touch $@

ROWS ?= 100000
ROUNDS ?= 3
TOOLS ?= claimbook orjson pydantic duckdb pandera gx jsonschema check-jsonschema frictionless \
  models pydantic-claims jsonschema-claims check-jsonschema-claims

bench: .venv/.dev bench/.venv ## measure a check of machine-made claims beside other tools
	$(BIN)/python bench/run.py --rows $(ROWS) --rounds $(ROUNDS) bench/table $(TOOLS)
	rm -rf bench/table

mutants: .venv/.dev ## change our own code and see which tests notice; MODULES="wording edtf" for some
	PYTHONPATH=tests $(BIN)/python -m mutants $(MODULES)

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

imports: .venv/.dev
	$(BIN)/lint-imports --no-cache

reuse: .venv/.dev
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

workflows: .venv/.dev ## audit the workflows, as strictly as it goes, without the network
	$(BIN)/zizmor --offline --strict-collection --no-progress --quiet --persona=auditor .github action.yml .pre-commit-hooks.yaml

goldens: .venv/.dev ## write the derived schemas and golden files anew
	$(BIN)/python -m pytest -q --update-goldens tests

lock: .venv/.dev ## write requirements/*.txt anew
	for name in dev base build backend standards readers; do \
	  case $$name in dev) what="--extra build --extra signed --extra sigstore --group dev pyproject.toml";; base) what="pyproject.toml";; build) what="--extra build pyproject.toml";; *) what="requirements/$$name.in";; esac; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header $$( case $$name in dev|standards|readers) ;; *) echo -c requirements/dev.txt;; esac ) $$what -o requirements/$$name.txt || exit 1; \
	done

clean: ## remove what the other targets made
	rm -rf .venv bench/.venv bench/table dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
