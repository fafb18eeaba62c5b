# `make` lists the targets. Everything is installed into .venv, nothing outside of it.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python3.14; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$p"; break; fi; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The wheel `shacl` makes validation fast; where there is no wheel for the platform, pySHACL serves alone.
FAST = $(PIP) install --only-binary shacl -e '.[fast]' 2>/dev/null || echo 'no wheel of shacl for this platform: validating with pySHACL, which is slower'

.DEFAULT_GOAL := help
.PHONY: help demo test soak check format lint types generated install-check docs bench update-cases screenshots clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or later is needed; name it with: make PYTHON=/path/to/python3' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml | $(BIN)/python
	@echo 'installing the publisher into $(VENV) …'
	@$(PIP) install -e .
	@$(FAST)
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/.demo
	@echo 'installing what the tests need …'
	@$(PIP) install -e '.[test]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.test
	@echo 'installing what the checks need …'
	@$(PIP) install -e '.[dev]'
	@touch $@

demo: $(VENV)/.demo ## install, publish examples/content, and show the result
	@sh examples/demo.sh $(BIN)/publisher

test: $(VENV)/.test ## install what the tests need, and run them
	$(BIN)/python -m pytest $(PYTEST_ARGS)

soak: $(VENV)/.test ## the tests of kills and long runs, in full
	SOAK=1 $(BIN)/python -m pytest -s -m soak tests/soak

check: $(VENV)/.dev ## all that CI runs: format, lint, types, tests, generated documents, clean install
	$(MAKE) --no-print-directory lint types generated test install-check

format: $(VENV)/.dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

generated: $(VENV)/.dev
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/.dev ## write the generated documents, and the pages of the model into build/docs
	$(BIN)/python docs/generate.py

install-check: ## install the wheel alone into an empty environment, and publish with it
	sh tests/install_check.sh "$(PYTHON)"

bench: $(VENV)/.dev ## run the benchmarks: ratios, measured side by side
	@for each in benchmarks/[a-z]*.py; do echo "== $$each"; $(BIN)/python "$$each" || exit 1; done

update-cases: $(VENV)/.test ## write the expected N-Quads of tests/cases anew; read the diff
	$(BIN)/python tests/update_cases.py

screenshots: $(VENV)/.dev ## make the pictures in docs/img, with Chromium and what .ci/install-browser installs
	$(BIN)/python docs/screenshots.py

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
