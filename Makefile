# make site    the portal, from nothing but Python and Git
# make test    everything that CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS := tests/tools
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test check serve bench picture catalogue lock clean venv

site: $(VENV)/site.done
	@$(BIN)/focalnet build

test: $(VENV)/test.done $(TOOLS)/node_modules/done
	@$(BIN)/ruff format --check generator tests
	@$(BIN)/ruff check generator tests
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

check: $(VENV)/site.done
	@$(BIN)/focalnet check

serve: $(VENV)/site.done
	@$(BIN)/focalnet serve

bench: $(VENV)/test.done
	@$(BIN)/python -m tests.benchmarks.bench

# The picture in the README, from the built site.
picture: $(VENV)/test.done site
	@$(BIN)/python -m tests.browser.picture

# The messages of code, templates and schema into every catalogue below generator/locale.
catalogue: $(VENV)/site.done
	@$(BIN)/python -m generator.catalogue

# The newest versions that pyproject.toml allows, with hashes and without the name of any index.
lock: $(VENV)/site.done
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(TOOLS)/node_modules site site.new site.old

venv: $(VENV)/site.done

$(VENV)/site.done: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed.") if sys.version_info < (3, 11) else None'
	@echo "Setting up $(VENV): once, about a minute"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: $(VENV)/site.done requirements-dev.lock tests/tools/system.sh
	@echo "Setting up the tests: once, about a minute"
	@sh tests/tools/system.sh
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(TOOLS)/node_modules/done: $(TOOLS)/package-lock.json $(VENV)/test.done
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix $(TOOLS)
	@touch $@
