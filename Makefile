# make run: set everything up, land seeds/articles, publish warehouse/ct.duckdb, say what was found.
# make test: set everything up, run the tests.   make ui: the Dagster UI on the same instance.
# TORCH_INDEX=<address> takes the CPU build of torch from there (1.1 GB installed instead of 5.6 GB).
PYTHON ?= python3.11
TORCH_INDEX ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
export PIP_NO_INPUT := 1
export PYTHONWARNINGS ?= ignore

.PHONY: run test torture fuzz audit bench lint types ui check dictionary readme clean help
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or say where it is with 'make PYTHON=/path/to/python3.11 ...'"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made constraints.txt pyproject.toml
	@echo "Installing (the first time takes a few minutes) ..."
	$(if $(TORCH_INDEX),$(PIP) install -q --index-url $(TORCH_INDEX) "$$(grep '^torch==' constraints.txt)")
	$(PIP) install -q "$$(grep '^torch==' constraints.txt)" -c constraints.txt
	$(PIP) install -q -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) install -q -c constraints.txt -e '.[dev]'
	@touch $@

run: $(VENV)/.run ## land seeds/articles, extract, check, publish, and say what was found
	@$(BIN)/ct-pipeline run

test: $(VENV)/.dev ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

torture: $(VENV)/.dev ## the long profile of the robustness tests; its figures go to docs/reliability.md
	rm -f .tmp-figures
	CT_LONG=1 CT_FIGURES=.tmp-figures $(BIN)/python -m pytest --durations=20 ct_pipeline_tests/robustness ct_pipeline_tests/end_to_end/test_daemon.py ct_pipeline_tests/end_to_end/test_backfill.py
	@$(BIN)/python -m ct_pipeline_tests.robustness.figures .tmp-figures docs/reliability.md

FUZZ_SECONDS ?= 300
fuzz: $(VENV)/.dev ## follow coverage through readers, cleaner, time grammar, solver and extractor (FUZZ_SECONDS each)
	@$(PIP) install -q -c constraints.txt -e '.[fuzz]'
	for target in readers page times solver cleaner extractor; do $(BIN)/python -W ignore -m ct_pipeline_tests.robustness.fuzz $$target $(FUZZ_SECONDS) || exit 1; done

$(VENV)/audit: $(VENV)/.run constraints.txt
	$(PYTHON) -m venv $@
	$@/bin/python -m pip --disable-pip-version-check install -q -c constraints.txt pip-licenses cyclonedx-bom pip-audit
	@touch $@

audit: $(VENV)/audit ## licences, bill of materials (CycloneDX) and known weaknesses of what is installed, in build/audit
	@$(BIN)/python -m ct_pipeline_tests.audit

BENCH ?= $(addprefix --dump ,$(wildcard ../shared/volume/*.jsonl.gz))
bench: $(VENV)/.dev ## speed and memory beside the yardstick, into docs/performance.md
	$(BIN)/python -m ct_pipeline_tests.benchmark $(BENCH)

lint: $(VENV)/.dev ## ruff
	$(BIN)/ruff check .

types: $(VENV)/.dev ## mypy, strict
	$(BIN)/mypy

ui: $(VENV)/.run ## the Dagster UI on localhost:3000, with the runs of the CLI
	@$(BIN)/ct-pipeline ui

check: $(VENV)/.run ## every quality check on what is in the warehouse
	@$(BIN)/ct-pipeline check

dictionary: $(VENV)/.run ## regenerate docs/data-dictionary.md
	@$(BIN)/ct-pipeline dictionary --output docs/data-dictionary.md

readme: $(VENV)/.dev ## fill in the results that README.md shows
	@$(BIN)/python -m ct_pipeline_tests.readme README.md docs/questions.md

clean: ## remove what runs wrote (the store, the published file, the Dagster instance)
	find warehouse -mindepth 1 ! -name .gitkeep ! -name README.md -delete
