# make site   the portal, from nothing but Python and Git
# make test   everything that CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test venv serve check lint types bench lock catalogue screenshots clean

site: $(VENV)/site.done
	@$(BIN)/focalnet build

serve: $(VENV)/site.done
	@$(BIN)/focalnet serve

check: $(VENV)/site.done
	@$(BIN)/focalnet check

venv: $(VENV)/site.done

$(VENV)/site.done: requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (once; about a minute)"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
