# `make demo` and `make test` need Python (3.11 or newer), git and make; the first of them needs a network, once.

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 2

BIN := $(VENV)/bin
# The environment is made anew when the lock, the Python or the folder is another, and the package is installed
# anew when pyproject.toml is. Contents count, not dates: a fresh checkout of the same files needs no network.
LOCK_SUM := $(shell { cat requirements-dev.lock; pwd; $(PYTHON) -c 'import sys; print(sys.version_info[:2])'; } 2>&1 | cksum | cut -d' ' -f1)
PROJECT_SUM := $(shell cat pyproject.toml | cksum | cut -d' ' -f1)
LOCKED := $(VENV)/.locked-$(LOCK_SUM)
INSTALLED := $(VENV)/.installed-$(LOCK_SUM)-$(PROJECT_SUM)
EXCHANGE_VENV ?= .venv-exchange
EXCHANGE_SUM := $(shell { cat requirements-exchange.lock tests/exchange/package-lock.json; pwd; $(PYTHON) -c 'import sys; print(sys.version_info[:2])'; } 2>&1 | cksum | cut -d' ' -f1)
EXCHANGE := $(EXCHANGE_VENV)/.locked-$(EXCHANGE_SUM)
SCALE_VENV ?= .venv-scale
SCALE := $(SCALE_VENV)/.locked-$(shell { cat requirements-scale.lock; pwd; $(PYTHON) -c 'import sys; print(sys.version_info[:2])'; } 2>&1 | cksum | cut -d' ' -f1)
PACKAGING_VENV ?= .venv-packaging
PACKAGING := $(PACKAGING_VENV)/.locked-$(shell { cat requirements-packaging.lock requirements-dev.lock; pwd; $(PYTHON) -c 'import sys; print(sys.version_info[:2])'; } 2>&1 | cksum | cut -d' ' -f1)
PEERS_VENV ?= .venv-peers
PEERS := $(PEERS_VENV)/.installed-$(shell cat benchmarks/peers.txt | cksum | cut -d' ' -f1)
NPM := $(shell command -v npm)
PYTHONS ?= $(wildcard $(HOME)/.pyenv/versions/*/bin/python3.1[1-9])
MUTATED := claimcheck/model/when.py claimcheck/store/write.py claimcheck/reasoning claimcheck/copies/quotations.py \
    claimcheck/copies/folds.py claimcheck/copies/closest.py
NOTICING := test_model.py test_reasoning.py test_publication.py test_write.py test_quotations.py test_closest.py test_verify.py \
    test_word_diff.py test_likeness.py test_search.py test_origins_command.py test_wording.py test_contrast.py test_diff.py \
    test_crossref.py test_history.py test_review.py
BROWSER := tests/browser/node_modules/.locked-$(shell cat tests/browser/package-lock.json | cksum | cut -d' ' -f1)
EDITOR_SERVER := tests/editor/node_modules/.locked-$(shell cat tests/editor/package-lock.json | cksum | cut -d' ' -f1)
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input

MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.PHONY: help demo test installed lint types floors unit slow test-trust cures test-pythons fuzz mutants bench bench-small test-exchange test-scale bench-archives test-browser test-editor test-packaging test-office bench-agreement bench-editor bench-wide quotes format docs lock clean

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 10

demo: $(INSTALLED) ## set up, and set the accounts of one incident side by side
	@echo '$$ $(BIN)/claimcheck contrast glukhov-2009'
	@$(BIN)/claimcheck contrast glukhov-2009

test: lint types floors unit ## set up; style, types, floors and unit tests (CI runs more: see .ci/run)

installed: $(INSTALLED)

lint: $(INSTALLED) ## style, and whether the formatter has been run
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(INSTALLED) ## mypy, strict
	$(BIN)/mypy

floors: $(INSTALLED) ## who may import whom (.importlinter)
	$(BIN)/lint-imports --no-logo --no-cache

# without bytecode each of the many processes would compile the program anew
unit: export PYTHONDONTWRITEBYTECODE :=
unit: $(INSTALLED) ## pytest
	$(BIN)/pytest -n $(WORKERS)

slow: $(INSTALLED) ## pytest, what takes long (SHORT=1: a tenth of the collections made from seeds, each day another)
	$(if $(SHORT),CLAIMCHECK_SLOW_SHORT=1) $(BIN)/pytest -n $(WORKERS) -m slow
	CLAIMCHECK_MERGES=2000 $(BIN)/pytest -n $(WORKERS) tests/test_merge.py -k laws

test-trust: $(INSTALLED) ## hostile input, faults, other places (some ten minutes; SHORT=1: two)
	$(if $(SHORT),CLAIMCHECK_TRUST_SHORT=1) $(BIN)/pytest -n $(WORKERS) -m trust -rs tests/trust

cures: $(INSTALLED) ## take away what stands between a threat and its harm, one by one: does its test fail?
	CLAIMCHECK_TRUST_CURES=1 $(BIN)/pytest -n $(WORKERS) -m trust tests/trust/test_cures.py

test-pythons: $(INSTALLED) ## the same answers from each Python of PYTHONS, in environments made from the lock
	@set -e; for python in $(PYTHONS); do $(MAKE) --no-print-directory VENV=.venv-$$(basename $$python) PYTHON=$$python installed; done
	CLAIMCHECK_PYTHONS=$$(echo $(foreach python,$(PYTHONS),.venv-$(notdir $(python))/bin/python) | tr ' ' ':') \
	    $(BIN)/pytest -m trust -rs tests/trust/test_same_bytes.py -k python

fuzz: $(INSTALLED) ## fuzz the parser, `check`, the finder of names and the import, SECONDS (60) in all
	@if $(BIN)/python -c 'import atheris' 2>/dev/null || $(PIP) install --require-hashes --requirement requirements-fuzz.lock; then \
	    for what in parse check names rows; do $(BIN)/python -m tests.trust.fuzz $$what $$(($(or $(SECONDS),60) / 4)) -verbosity=0 -print_final_stats=1 || exit 1; done; \
	else echo 'make fuzz: skipped, for atheris cannot be installed for this Python'; fi

mutants: $(INSTALLED) ## whether the tests notice SAMPLE (400) changes to what they are most needed for (docs/explanation/mutation-testing.md)
	PYTHONHASHSEED=0 $(BIN)/python -m benchmarks.mutants --workers $(WORKERS) --sample $(or $(SAMPLE),400) --least 85 $(MUTATED) \
	    --first $(NOTICING) $(if $(AGAIN),--again $(AGAIN)) $(if $(KEEP),--json $(KEEP)) -- $(addprefix tests/,$(NOTICING)) -q

test-exchange: $(EXCHANGE) ## exports, read back by the programs they are made for (in an environment of their own)
	CLAIMCHECK_TEST_EXCHANGE=1 $(if $(NPM),,CLAIMCHECK_NO_NODE=1) $(EXCHANGE_VENV)/bin/python -m pytest -rs tests/exchange

test-scale: $(SCALE) ## SQL on DuckDB and Spark against the views (some ten minutes; SHORT=1: three)
	CLAIMCHECK_TEST_SCALE=$(if $(SHORT),short,long) $(SCALE_VENV)/bin/python -m pytest -rs tests/scale

test-browser: $(INSTALLED) $(BROWSER) ## reports and diagrams in headless Chromium (apt-get install chromium nodejs npm)
	CLAIMCHECK_TEST_BROWSER=1 $(BIN)/pytest -rs tests/browser

test-editor: $(INSTALLED) $(EDITOR_SERVER) ## `claimcheck lsp` in a client of ours, Neovim and Emacs where installed; the schema in the YAML server (Node.js, npm)
	CLAIMCHECK_TEST_EDITOR=1 $(BIN)/pytest -rs tests/editor

test-packaging: $(PACKAGING) ## wheel and sdist, built twice, and installed without a network by pip, uv and pipx
	CLAIMCHECK_WHEELS=$(CURDIR)/$(PACKAGING_VENV)/wheels $(PACKAGING_VENV)/bin/python -m pytest -rs --confcutdir=tests/packaging -p no:cacheprovider tests/packaging

test-office: $(INSTALLED) ## a filled sheet through LibreOffice Calc and back (apt-get install libreoffice-calc)
	CLAIMCHECK_TEST_OFFICE=1 $(BIN)/pytest -n0 -rs tests/office

ifdef BEFORE
bench: $(INSTALLED) ## time everything beside its peers (BENCH='--write --large'; some twenty minutes); with BEFORE=REV, beside that revision
	$(BIN)/python -m benchmarks.against $(BEFORE) $(BENCH)
else
bench: $(INSTALLED) $(PEERS)
	$(BIN)/python -m benchmarks.run --peers $(PEERS_VENV) $(BENCH)
endif

bench-small: $(INSTALLED) ## the same, once and small: does it run, and does it find what was planted?
	$(BIN)/python -m benchmarks.run --small

bench-editor: $(INSTALLED) ## time `claimcheck lsp`: keystrokes in 1,000 claims among 20,000, beside the floor
	$(BIN)/python -m benchmarks.editor

bench-agreement: $(INSTALLED) ## time `agreement`: 20,000 claims, three coders, 2,000 samples, beside a cold `check`
	$(BIN)/python -m benchmarks.agreement

bench-wide: $(INSTALLED) ## what the commands take of one incident of 15,000 claims and 2,000 questions
	@set -e; for words in stats list 'list questions' 'crossref --theme so' 'contrast affair --question question-1'; do \
	    $(BIN)/python -m benchmarks.wide --parties 7 --questions 2000 --claims 15000 -- $$words; done

quotes: $(INSTALLED) ## time `verify`: QUOTES quotes (5000) against a tenth as many saved copies of 100 kB
	$(BIN)/python -m benchmarks.quotes $(or $(QUOTES),5000)

bench-archives: $(SCALE) ## time SQL over archives of 100,000 claims (more with ARCHIVES='--duckdb ...', see benchmarks/archives.py)
	$(SCALE_VENV)/bin/python -m benchmarks.archives $(ARCHIVES)

format: $(INSTALLED) ## mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(INSTALLED) ## write the generated pages of docs/ anew
	$(BIN)/pytest tests/test_docs.py tests/test_schema.py tests/test_picture.py tests/test_manual.py tests/test_first_hour.py --update

lock: ## solve the dependencies anew (UPGRADE=--upgrade: the newest of all)
	@set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	$(PYTHON) -m venv "$$tools"; \
	"$$tools/bin/python" -m pip --quiet --quiet --disable-pip-version-check install uv; \
	"$$tools/bin/uv" --no-config --quiet pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	    --generate-hashes --custom-compile-command 'make lock' --output-file requirements-dev.lock $(UPGRADE); \
	"$$tools/bin/uv" --no-config --quiet pip compile pyproject.toml --group exchange --universal --python-version 3.11 \
	    --generate-hashes --custom-compile-command 'make lock' --output-file requirements-exchange.lock $(UPGRADE); \
	"$$tools/bin/uv" --no-config --quiet pip compile pyproject.toml --group scale --universal --python-version 3.11 \
	    --generate-hashes --custom-compile-command 'make lock' --output-file requirements-scale.lock $(UPGRADE); \
	"$$tools/bin/uv" --no-config --quiet pip compile --group packaging --universal --python-version 3.11 \
	    --generate-hashes --custom-compile-command 'make lock' --output-file requirements-packaging.lock $(UPGRADE); \
	"$$tools/bin/uv" --no-config --quiet pip compile --group fuzz --universal --python-version 3.11 \
	    --generate-hashes --custom-compile-command 'make lock' --output-file requirements-fuzz.lock $(UPGRADE)

clean: ## remove all that was made, $(VENV) included
	rm -rf $(VENV) $(EXCHANGE_VENV) $(SCALE_VENV) $(PEERS_VENV) $(PACKAGING_VENV) tests/exchange/node_modules tests/browser/node_modules build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find claimcheck tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(LOCKED):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'claimcheck needs Python 3.11 or newer, and `$(PYTHON)` is not that.' >&2; \
	    echo 'Name another one: make $(or $(MAKECMDGOALS),demo) PYTHON=python3.12' >&2; exit 1; }
	@echo 'Setting up $(VENV) (once; about a minute) ...'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# what cannot be installed is skipped by name
$(PEERS):
	@$(PYTHON) -m venv --clear $(PEERS_VENV)
	@for peer in $$(grep -v '^#' benchmarks/peers.txt); do \
	    $(PEERS_VENV)/bin/python -m pip --quiet --disable-pip-version-check --no-input install "$$peer" || echo "no $$peer"; done
	@touch $@

$(EXCHANGE):
	@echo 'Setting up $(EXCHANGE_VENV) (once; some minutes) ...'
	@$(PYTHON) -m venv --clear $(EXCHANGE_VENV)
	@$(EXCHANGE_VENV)/bin/python -m pip --quiet --quiet --disable-pip-version-check --no-input \
	    install --require-hashes --requirement requirements-exchange.lock
	@$(if $(NPM),cd tests/exchange && $(NPM) ci --silent --no-audit --no-fund,echo 'npm is not installed: Argdown is not read back')
	@touch $@

$(SCALE):
	@echo 'Setting up $(SCALE_VENV) (once; some minutes, and 800 MB) ...'
	@$(PYTHON) -m venv --clear $(SCALE_VENV)
	@$(SCALE_VENV)/bin/python -m pip --quiet --quiet --disable-pip-version-check --no-input \
	    install --require-hashes --requirement requirements-scale.lock
	@touch $@

# besides the tools, the wheels of what claimcheck needs, at the versions of requirements-dev.lock
$(PACKAGING):
	@echo 'Setting up $(PACKAGING_VENV) (once; a minute) ...'
	@$(PYTHON) -m venv --clear $(PACKAGING_VENV)
	@$(PACKAGING_VENV)/bin/python -m pip --quiet --quiet --disable-pip-version-check --no-input \
	    install --require-hashes --requirement requirements-packaging.lock
	@sed -n 's/^\([a-z0-9._-]*==[^ ]*\) .*/\1/p' requirements-dev.lock > $(PACKAGING_VENV)/versions.txt
	@$(PACKAGING_VENV)/bin/python -m pip --quiet --disable-pip-version-check --no-input download --only-binary :all: \
	    --constraint $(PACKAGING_VENV)/versions.txt --dest $(PACKAGING_VENV)/wheels hatchling \
	    $$($(PACKAGING_VENV)/bin/python -c 'import tomllib; made = tomllib.load(open("pyproject.toml", "rb"))["project"]; print(*(each.replace(" ", "") for each in [*made["dependencies"], *made["optional-dependencies"]["evidence"], *made["optional-dependencies"]["spreadsheets"]]))' | sed "s/;.*//")
	@touch $@

$(EDITOR_SERVER):
	@$(if $(NPM),cd tests/editor && $(NPM) ci --ignore-scripts --silent --no-audit --no-fund && touch ../../$@,echo 'npm is not installed: no language server is asked')

$(BROWSER):
	@$(if $(NPM),cd tests/browser && $(NPM) ci --ignore-scripts --silent --no-audit --no-fund && touch ../../$@,echo 'npm is not installed: no browser is opened')

$(INSTALLED): $(LOCKED)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
