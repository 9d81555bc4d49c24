# presales: `make help` says what there is. Needs python3 (3.11+) with venv, make and git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# As pip does with what it installs: also where Python is told to write no bytecode of its own, no
# command compiles the program again. What is edited afterwards is compiled as ever.
COMPILE = $(BIN)/python -m compileall -q presales_tui

# Tests of screens and of a pty wait more than they compute: two for each processor.
WORKERS = $(shell $(PYTHON) -c 'import os; print(min(2 * (os.cpu_count() or 1), 8))')

.DEFAULT_GOAL := help

.PHONY: help
help: ## say what there is
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.run: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -e .
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install -q -e '.[dev]'
	@touch $@

.PHONY: run
run: $(VENV)/.run ## open the workbench on the sample workspace; without a terminal: notes to PPTX
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/presales demo; else mkdir -p out && $(BIN)/presales demo --force -o out/demo.pptx; fi

.PHONY: test
test: $(VENV)/.dev ## run all tests
	$(BIN)/python -m pytest -n $(WORKERS)

.PHONY: lint
lint: $(VENV)/.dev ## style, spelling, types, the floors of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell presales_tui tests benchmarks docs README.md CHANGELOG.md CONTRIBUTING.md
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: format
format: $(VENV)/.dev ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: messages
messages: $(VENV)/.dev ## collect the messages and build the catalogues
	$(BIN)/python -m babel.messages.frontend -q extract --no-location --sort-output --omit-header -k _ -k N_ -k Change -o presales_tui/locale/presales.pot presales_tui
	$(BIN)/python -m babel.messages.frontend -q update -N --omit-header --ignore-obsolete --width=1000 -D presales -i presales_tui/locale/presales.pot -d presales_tui/locale
	$(BIN)/python -m babel.messages.frontend -q compile -f -D presales -d presales_tui/locale

.PHONY: keys
keys: messages ## write docs/keys.md from the command table
	$(BIN)/presales keys --defaults --markdown > docs/keys.md

$(VENV)/.offline: $(VENV)/.run
	$(BIN)/python -m pip install -q -e '.[offline]'
	@touch $@

.PHONY: offline
offline: $(VENV)/.offline ## build and try what a machine without a network needs: an archive, a single file
	PLATFORMS="$(PLATFORMS)" PYTHONS="$(PYTHONS)" sh packaging/offline.sh $(BIN)/python

.PHONY: bench
bench: $(VENV)/.dev ## measure, as ratios in one run
	@$(COMPILE)
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file; done

.PHONY: clean
clean: ## remove what can be built again
	rm -rf $(VENV) out dist build .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
