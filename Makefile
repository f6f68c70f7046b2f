# One word runs everything; `make help` lists the words.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check -q
DATA ?= ../shared/data

# node and npm come with the Python packages of the tests.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run test check format bench evaluate evaluate-drafts train extension page-case lock clean

help: ## List these words
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: .venv/.run ## Install what is missing and start the server
	@exec $(BIN)/sangfroid serve

test: .venv/.dev node_modules/.done ## Install what the tests need and run them all
	@.ci/chromium
	$(BIN)/python -m pytest $(ARGS)

check: .venv/.dev node_modules/.done ## Formatting, lint, types, layers, JavaScript, extension
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	npm run --silent check

format: .venv/.dev node_modules/.done ## Write the code in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	npm run --silent format

bench: .venv/.bench node_modules/.done ## Print the speeds, as ratios within one run
	@.ci/chromium
	$(BIN)/python -m tests.bench --data $(DATA)

evaluate: .venv/.dev ## Print how well the analysis does on labelled texts (DATA=folder)
	$(BIN)/python -m tests.evaluate --data $(DATA)

evaluate-drafts: .venv/.dev ## Print how well drafts answer the project's own scenarios (ARGS="--show fr" to read them)
	@$(BIN)/python -m tests.evaluate.drafts $(ARGS)

train: .venv/.bench ## Rebuild the weights shipped with the analysis, the drafts and the guards (DATA=folder)
	$(BIN)/python -m tests.train --data $(DATA)

extension: node_modules/.done ## Build the two store packages into dist/
	npm run --silent build

page-case: .venv/.dev ## Turn a saved page into a test case: make page-case FROM=page.html
	$(BIN)/python -m tests.page_case $(FROM)

lock: ## Make the lock files anew from pyproject.toml
	.ci/lock

clean: ## Remove what the words above made
	rm -rf .venv node_modules dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The interpreter is asked once, before pip can fail in a less clear way.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Sangfroid needs Python 3.11 or newer; say which with: make run PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv is missing; on Debian: apt install python3-venv" >&2; exit 2; }
	@touch $@

define install
	@echo "Installing from $(1) ..."
	@$(PIP) install --require-hashes -r requirements-build.lock
	@$(PIP) install --require-hashes --no-build-isolation -r $(1)
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
endef

.venv/.run: .venv/.made requirements-build.lock requirements.lock pyproject.toml
	$(call install,requirements.lock)

.venv/.dev: .venv/.made requirements-build.lock requirements-dev.lock pyproject.toml
	$(call install,requirements-dev.lock)
	@touch .venv/.run

.venv/.bench: .venv/.made requirements-build.lock requirements-bench.lock pyproject.toml
	$(call install,requirements-bench.lock)
	@touch .venv/.dev .venv/.run

node_modules/.done: .venv/.dev package.json package-lock.json
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@
