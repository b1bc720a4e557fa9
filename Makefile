# `make` alone lists what there is. Works with GNU make 3.81 and any POSIX shell.

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/made
KIT := $(MADE)/kit
TESTS := $(MADE)/tests
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
TEMPLATE := $(VENV)/share/jupyter/voila/templates/kit
PORT ?= 8866
MINUTES ?= 60

.DEFAULT_GOAL := help
.PHONY: help install run demo lab test lint faults bench herd soak docs screenshots clean browser postgres nginx libreoffice typescript

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1@/p' Makefile | awk -F@ '{ printf "make %-12s %s\n", $$1, $$2 }'

install: $(KIT) ## make .venv with the kit in it
	@echo "The kit is installed: $(BIN)/kit"

run: $(KIT) ## serve the notebooks and print the address (PORT=8866)
	@exec $(BIN)/kit serve --port $(PORT)

demo: $(KIT) ## the same with invented rounds to look at
	@exec $(BIN)/kit demo --port $(PORT)

lab: $(KIT) ## open the notebooks in JupyterLab, to change them
	@cp -R kit/server/template/. $(TEMPLATE) && cp -R kit/static/. $(TEMPLATE)/static
	@exec $(BIN)/jupyter lab --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate notebooks

test: lint browser postgres nginx libreoffice typescript ## run all tests, with everything they need
	@$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(TESTS) ## look for mistakes without running anything
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

faults: $(TESTS) ## kill, cut and guess at full length, and write benchmarks/results/faults.json
	@PYTHONPATH=tests $(BIN)/python tests/faults/campaign.py benchmarks/results/faults.json
	@KIT_MORE_EXAMPLES=40 $(BIN)/python -m pytest tests/test_disclosure_prying.py tests/test_release_history.py
	@KIT_BROKEN_FILES=10000 $(BIN)/python -m pytest tests/test_reading_mutations.py

bench: $(TESTS) browser ## measure the page beside five other systems, and how its cost grows
	@$(BIN)/python benchmarks/page.py --newest
	@$(BIN)/python benchmarks/growth.py
	@$(BIN)/python benchmarks/floor.py
	@$(BIN)/python benchmarks/scaling.py

herd: $(TESTS) browser ## open the page for 30, 100 and 200 people within 10 seconds; once more with kills
	@$(BIN)/python benchmarks/herd.py
	@$(BIN)/python benchmarks/herd.py --kill --people 100
	@$(BIN)/python benchmarks/scaling.py

soak: $(TESTS) ## let 100 people come and go (MINUTES=60)
	@$(BIN)/python benchmarks/soak.py --minutes $(MINUTES)

docs: $(TESTS) ## write the handbook as a site of its own to site/
	@$(BIN)/mkdocs build --quiet --strict
	@echo "The handbook is in site/index.html"

screenshots: $(TESTS) browser ## write pictures of the pages to screenshots/
	@$(BIN)/python tools/screenshots.py screenshots

clean: ## remove all that the other targets made
	rm -rf $(VENV) build dist screenshots site kit/static/vega.js .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

browser: $(TESTS)
	@sh tools/browser.sh $(BIN)/python

postgres:
	@sh tools/postgres.sh

libreoffice:
	@sh tools/libreoffice.sh

nginx:
	@sh tools/nginx.sh $(VENV)/nginx

typescript:
	@sh tools/typescript.sh $(VENV)/typescript

$(KIT): pyproject.toml hatch_build.py
	@sh tools/environment.sh $(VENV)
	@echo "Installing the kit in $(VENV) (some minutes the first time) ..."
	@$(PIP) -e ".[documents]"
	@mkdir -p $(MADE) && touch $@

$(TESTS): $(KIT)
	@echo "Installing what the tests need ..."
	@$(PIP) -e ".[test]"
	@mkdir -p $(MADE) && touch $@
