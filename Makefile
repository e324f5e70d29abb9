# What a person types. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# The tools look at the code, not at the database that somebody works in.
CHECK := ENV_FILE=/dev/null DJANGO_SETTINGS_MODULE=mysite.settings.test DATABASE_URL=sqlite://:memory: $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help demo test test-long test-clients lint audit format messages bench pictures lock clean
export PORT

help: ## Show this list
	@echo "Tandem: a bilingual editorial CMS. Commands:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-20s%s\n' "$$name" "$$text"; done

demo: $(VENV)/.runs ## Start a site with demonstration content at http://127.0.0.1:8000/ (PORT=… for another port)
	@$(BIN)/python -m tools.demo

test: $(VENV)/.develops ## Run the tests (ARGS="tests/core -x"); on PostgreSQL with DATABASE_URL, none skipped with REQUIRE_ALL=1
	@$(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

test-long: $(VENV)/.develops ## Run the tests that take random strings, and those of random steps, in full (hours)
	@LONG=1 $(BIN)/pytest -n auto --maxprocesses 4 --timeout 0 $(or $(ARGS),tests/translations/test_any_text.py tests/translations/test_the_whole_way.py tests/translations/test_po_files.py tests/translations/test_queue_is_the_truth.py tests/translations/test_embargo.py tests/translations/desk/test_interleavings.py)

test-clients: $(VENV)/.develops ## Run the tests that need the libraries of OpenSearch and Elasticsearch (put beside the others, out of their way)
	@$(INSTALL) --upgrade --target $(VENV)/clients -r requirements/opensearch.txt -r requirements/elasticsearch.txt
	@PYTHONPATH=$(VENV)/clients $(BIN)/pytest -n 2 tests/search/server/with_libraries.py $(ARGS)

lint: $(VENV)/.develops ## Check style, templates, migrations, catalogues, imports and requirements
	@$(BIN)/ruff check --quiet . && echo "ruff: clean"
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet */templates && echo "djlint: clean"
	@$(BIN)/python -m tools.lint_templates
	@$(CHECK) manage.py makemigrations --check --dry-run
	@$(BIN)/python -m tools.messages --check
	@$(BIN)/pytest tests/test_architecture.py
	@$(BIN)/python -m pip check

audit: $(VENV)/.develops ## Ask a service on the internet whether flaws are known in what is locked (ARGS="--service osv")
	@$(BIN)/python -m tools.audit $(ARGS)

format: $(VENV)/.develops ## Put imports, spaces and line breaks right
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format .

messages: $(VENV)/.develops ## Gather the messages for translation into locale/ and compile them (needs gettext)
	@$(BIN)/python -m tools.messages $(ARGS)

bench: $(VENV)/.develops ## Measure pages, the queue at 100 to 10,000 items and a crowd, as ratios within this run (ARGS="--quick")
	@$(BIN)/python -m tools.bench $(ARGS)

pictures: $(VENV)/.develops ## Take the pictures of docs/images anew, from a fresh demo that runs in another terminal (PORT=…)
	@$(BIN)/python -m tools.pictures

lock: $(VENV)/.develops ## Pin requirements/*.in with hashes (UPGRADE=--upgrade for newer versions)
	@BIN=$(BIN) tools/lock.sh $(UPGRADE)

clean: ## Remove the environment and the test databases; keeps the site's data in var/
	@rm -rf $(VENV) var/test .pytest_cache .ruff_cache

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found. Install Python 3.11 or newer, or set PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; v >= (3, 11) or sys.exit("Tandem needs Python 3.11 or newer; this is %d.%d. Set PYTHON=/path/to/a/newer/python3." % v)'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make a virtual environment here (Debian: apt-get install python3-venv)."; exit 1; }

# Each lock file is installed once, and again when it has changed.
$(VENV)/.runs: requirements.txt | $(BIN)/python
	@echo "Installing what Tandem needs (once; about a minute) …"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.develops: requirements/dev.txt | $(BIN)/python
	@echo "Installing what the tests and checks need (once; a minute or two) …"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@
