# Newsroom. `make demo` runs it, `make test` tests it; both need only Python 3.12 or newer.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: help demo test check lint format types browser messages lock static clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The newest interpreter that will do: pyenv and uv obey .python-version, other machines have it by name.
$(BIN)/python:
	@for python in python3.13 python3.14 python3.12 python3 python; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
			"$$python" -m venv $(VENV) && exit 0; \
		fi; \
	done; \
	echo "newsroom: Python 3.12 or newer is needed, and was not found. Install it (pyenv install 3.13, or your system's python3.13), then try again." >&2; \
	rm -rf $(VENV); exit 1

# --no-deps: the locks name everything, with hashes.
$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing what Newsroom runs on …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing what Newsroom is tested with …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

demo: export NEWSROOM_MODE = demo
demo: export SITE_NAME ?= The Zagros Courier
demo: export SITE_NAME_AR ?= بريد زاغروس
demo: export SITE_NAME_CKB ?= نامەبەری زاگرۆس
demo: $(VENV)/.runtime ## Run the demo newspaper on this machine (PORT=8123 for another port)
	@$(BIN)/python manage.py demo --port $(PORT)

test: lint types ## Everything that has to hold
	@$(BIN)/lint-imports --no-cache
	@NEWSROOM_MODE=test $(BIN)/python manage.py makemigrations --check --dry-run
	@SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=news.example \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev ## Style and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djade --check $$(find templates -name '*.html')

types: $(VENV)/.dev ## Types
	@NEWSROOM_MODE=test $(BIN)/mypy

format: $(VENV)/.dev ## Put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/djade $$(find templates -name '*.html') || true

lock: $(VENV)/.dev ## Lock the newest releases that pyproject.toml allows
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --upgrade pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --upgrade --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

static: $(VENV)/.runtime ## Collect the static files, compressed, for production
	@$(BIN)/python manage.py collectstatic --noinput --clear

clean: ## Remove what was made: the environment and the demo with its data
	@rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache

messages: $(VENV)/.dev ## Collect and compile the translations (needs gettext's xgettext)
	@NEWSROOM_MODE=test $(BIN)/python manage.py makemessages --locale ar --locale ckb --no-obsolete --no-location \
		--ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*'
	@$(BIN)/python -c "import pathlib, polib; [polib.pofile(str(p)).save_as_mofile(str(p.with_suffix('.mo'))) for p in pathlib.Path('newsroom/locale').rglob('*.po')]"
