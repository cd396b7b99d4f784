# `make demo` and `make test` start from nothing but Python (3.11 or newer) and make.

VENV := .venv
BIN := $(VENV)/bin
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.PHONY: demo test test-virtuoso test-spark lint scorecard check wheel clean help

help:
	@echo "make demo           build a graph from seeds/ and ask it three questions"
	@echo "make test           run every test that needs nothing but Python"
	@echo "make test-virtuoso  run the tests that ask Virtuoso"
	@echo "make test-spark     run the tests that need Java, on a cluster of two workers"
	@echo "make lint           ruff, mypy and import-linter"
	@echo "make scorecard      how well each construction of English is read"
	@echo "make check          lint, test and scorecard"
	@echo "make wheel          build the wheel into dist/"
	@echo "make clean          remove what the other targets made"

demo: $(VENV)/.installed
	@mkdir -p out
	$(BIN)/kg build seeds/ -o out/seed.ttl
	$(BIN)/kg query who-speaks-for-whom out/seed.ttl -F table
	$(BIN)/kg query offices out/seed.ttl -F table
	$(BIN)/kg query events out/seed.ttl -F table

test: $(VENV)/.installed-dev
	$(BIN)/pytest -n 2 -m "not virtuoso and not spark"

test-virtuoso: $(VENV)/.installed-dev
	@command -v virtuoso-t >/dev/null || { echo "virtuoso-t is not installed." >&2; \
	    echo "  try: apt-get install -y --no-install-recommends virtuoso-opensource-7-bin" >&2; exit 1; }
	$(BIN)/pytest -m virtuoso

test-spark: $(VENV)/.installed-spark
	@command -v java >/dev/null || { echo "Java is not installed." >&2; \
	    echo "  try: apt-get install -y --no-install-recommends openjdk-17-jre-headless" >&2; exit 1; }
	$(BIN)/pytest -m spark tests/unit/spark

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

scorecard: $(VENV)/.installed
	$(BIN)/kg scorecard tests/scorecard

check: lint test scorecard

wheel: $(VENV)/.installed-dev
	$(BIN)/python -m build --no-isolation --wheel

clean:
	rm -rf $(VENV) out dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@for python in $(PYTHONS); do \
	    if $$python -c '$(NEW_ENOUGH)' 2>/dev/null; then \
	        echo "$$python -m venv $(VENV)"; exec $$python -m venv $(VENV); \
	    fi; \
	done; \
	echo "kg needs Python 3.11 or newer, and none was found (tried: $(PYTHONS))." >&2; \
	echo "  try: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-spark: pyproject.toml $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[spark]"
	@touch $@
