# The commands of briefgen. A newcomer needs two: `make demo` and `make test`. Python 3.11 or later and make are enough:
# everything else goes into .venv/, in the versions and with the hashes of requirements/*.lock.

PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
UV_COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" --no-config --quiet
EXAMPLE := examples/liaison-office/briefing.yaml

SHELL := /bin/sh
.DEFAULT_GOAL := help
# A rule that fails or is interrupted leaves no stamp behind.
.DELETE_ON_ERROR:
# Two rules would write to one .venv, and their progress lines would mix; each tool uses the processors by itself.
.NOTPARALLEL:
.PHONY: help demo test lint format types check verapdf docs pictures gallery wheel bench lock clean

help: ## Show this list.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

demo: $(VENV)/.run-installed ## Render the example briefing in every edition to build/.
	@echo "==> rendering $(EXAMPLE)"
	@$(BIN)/python -m briefgen render $(EXAMPLE) --edition all -o build/

test: lint types check docs ## Run everything: style, types, tests, manual.
	@echo "==> all good"

lint: $(VENV)/.dev-installed ## Check style and layout of the code.
	@echo "==> ruff"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet

format: $(VENV)/.dev-installed ## Lay out the code, and mend what can be mended by machine.
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

types: $(VENV)/.dev-installed ## Check the types.
	@echo "==> mypy"
	@$(BIN)/mypy

check: $(VENV)/.dev-installed ## Run the tests, and the examples of the manual.
	@echo "==> pytest"
	@$(BIN)/python -m pytest --quiet --numprocesses=auto --dist=worksteal

verapdf: $(VENV)/.run-installed ## Validate every file with veraPDF, where Java and Maven are there.
	@echo "==> veraPDF"
	@$(BIN)/python -m tools.verapdf

docs: $(VENV)/.dev-installed ## Build the manual in build/docs/.
	@echo "==> sphinx-build"
	@$(BIN)/sphinx-build -W --keep-going --quiet -b html docs build/docs

pictures: $(VENV)/.dev-installed ## Renew the pictures and tables of the manual.
	@echo "==> docs/images"
	@$(BIN)/python -m tools.make_pictures
	@echo "==> tables in docs"
	@$(BIN)/python -m tools.write_tables

gallery: $(VENV)/.dev-installed ## Renew the gallery of the manual: every part, example, theme and edition.
	@echo "==> docs/gallery"
	@$(BIN)/python -m tools.make_gallery

wheel: $(VENV)/.dev-installed ## Build the wheel in dist/.
	@echo "==> building the wheel"
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

bench: $(VENV)/.run-installed ## Measure how fast it is.
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.lines
	@$(BIN)/python -m benchmarks.writing
	@$(BIN)/python -m benchmarks.checking
	@$(BIN)/python -m benchmarks.parity
	@$(BIN)/python -m benchmarks.tables

lock: $(VENV)/.dev-installed ## Renew requirements/*.lock from pyproject.toml.
	@echo "==> requirements/run.lock"
	@$(UV_COMPILE) --upgrade --group build --output-file requirements/run.lock
	@echo "==> requirements/dev.lock"
	@$(UV_COMPILE) --upgrade --group dev --constraint requirements/run.lock --output-file requirements/dev.lock

clean: ## Remove everything that these commands have made.
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find briefgen tests tools docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# A stamp is written last, so an interrupted step is done again.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "briefgen needs Python 3.11 or later, and \"$(PYTHON)\" is not that: `$(PYTHON) --version 2>&1`" >&2; \
		echo "Name another one like this: make PYTHON=python3.13 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "\"$(PYTHON)\" has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "==> making $(VENV)/ with `$(PYTHON) --version`"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.run-installed: $(VENV)/.made requirements/run.lock pyproject.toml
	@echo "==> installing requirements/run.lock and briefgen into $(VENV)/"
	@$(PIP) --require-hashes -r requirements/run.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-installed: $(VENV)/.run-installed requirements/dev.lock
	@echo "==> installing requirements/dev.lock into $(VENV)/ (the first time takes a minute)"
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@
