# The commands of a developer; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test test-long check fix docs serve ruby clean

PYTHON ?= python3
BIN := .venv/bin
RUBY_PACKAGES := jekyll ruby-kramdown ruby-kramdown-parser-gfm ruby-html-proofer \
	ruby-jekyll-archives ruby-jekyll-default-layout ruby-jekyll-feed \
	ruby-jekyll-optional-front-matter ruby-jekyll-paginate ruby-jekyll-readme-index \
	ruby-jekyll-redirect-from ruby-jekyll-relative-links ruby-jekyll-sitemap \
	ruby-jekyll-titles-from-headings chromium chromium-driver
JOBS ?= auto
# The tests start jt a thousand times: it must not be compiled each time.
unexport PYTHONDONTWRITEBYTECODE

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/installed ## build and lint this repository's own site
	$(BIN)/jt build
	$(BIN)/jt lint

test: .venv/test ruby ## everything but the long tests; needs root on Debian for the Ruby half
	$(BIN)/python -m pytest -n $(JOBS) -m "not long" $(PYTEST)

test-long: .venv/test ruby ## the tests that take minutes
	$(BIN)/python -m pytest -n $(JOBS) -m long $(PYTEST)

check: .venv/check ## lint, types, layers, stale files, the own site
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.manual --check
	$(BIN)/jt build --check
	$(BIN)/jt lint

fix: .venv/check ## format and repair what can be repaired
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: .venv/check ## write the generated pages of the manual
	$(BIN)/python -m tests.manual
	$(BIN)/jt build

serve: ## show the manual in a browser (needs Jekyll)
	jekyll serve --livereload

ruby: ## the real Jekyll, kramdown, html-proofer and Chromium, where they can be installed
	@sh tests/install-ruby.sh $(RUBY_PACKAGES)

clean: ## remove what the targets made
	rm -rf .venv _site .jekyll-cache .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "jt needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/test: .venv/installed
	$(BIN)/python -m pip install --quiet --group test
	@touch $@

.venv/check: .venv/test
	$(BIN)/python -m pip install --quiet --group check
	@touch $@
