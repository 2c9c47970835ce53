# Needs python3 (3.10 or later, with venv) and make. `make types` also needs node and npm; `make test` needs
# Chromium on Python 3.13, which `make browser` installs. Everything else is installed, pinned, into
# environments in this folder: .venv-tools, .venv-demo, .venv-docs, .nox.

PYTHON ?= python3
PORT ?= 7071
PYTHONS ?=
ARGS ?=

TOOLS := .venv-tools/.ready
DEMO := .venv-demo/.ready
BENCH := .venv-bench/.ready
DOCS := .venv-docs/.ready
PYRIGHT := .pyright/.ready
MEMBERS := funcext_core funcext_timer funcext_examples
APP := funcext_examples/apps/quickstart

NOX := PYTHONS="$(PYTHONS)" .venv-tools/bin/nox
COMPILE := UV_PYTHON_DOWNLOADS=never .venv-tools/bin/uv pip compile --quiet --universal \
	--python-version 3.10 --generate-hashes --custom-compile-command "make lock" \
	$(MEMBERS:%=--no-emit-package %)

.PHONY: help demo run browser test next lint format types prose docs tables glossary signatures bench lock clean

help:  ## List the targets (the default)
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: $(DEMO)  ## Serve the quickstart, call every function, show the answers
	.venv-demo/bin/python scripts/demo.py

run: $(DEMO)  ## Serve the quickstart until Ctrl+C (PORT=7071)
	.venv-demo/bin/funcext run $(APP) --port $(PORT)

test: $(TOOLS)  ## Test the wheels on every Python here (PYTHONS="3.13" ARGS="-k timer")
	$(NOX) --sessions tests summary -- $(ARGS)

browser:  ## Install Chromium, which a test on Python 3.13 needs (Debian, as root)
	@command -v chromium >/dev/null || { apt-get update --quiet --quiet && \
		apt-get install --yes --quiet --no-install-recommends chromium; }

next: $(TOOLS)  ## Test pre-releases of the SDK and of durable (not part of CI)
	$(NOX) --sessions next -- $(ARGS)

lint: $(TOOLS) prose  ## Check style, format and prose
	.venv-tools/bin/ruff check
	.venv-tools/bin/ruff format --check

format: $(TOOLS)  ## Fix style and format where possible
	.venv-tools/bin/ruff check --fix
	.venv-tools/bin/ruff format

prose: $(TOOLS)  ## Find turns of phrase that funcext's texts do not use
	.venv-tools/bin/python scripts/check_prose.py

types: $(TOOLS) $(PYRIGHT)  ## Check the types: mypy --strict; pyright on authors' code
	$(NOX) --sessions types -- $(ARGS)

docs: $(DOCS)  ## Build the documentation in docs/_build/html; any warning is an error
	.venv-docs/bin/sphinx-build --fail-on-warning --keep-going --quiet docs docs/_build/html

tables: $(DEMO)  ## Write docs/workers.md from the tables of the conformance suite
	.venv-demo/bin/python scripts/workers_table.py > docs/workers.md.new
	mv docs/workers.md.new docs/workers.md

glossary: $(TOOLS)  ## Write docs/glossary.md from scripts/prose_words.ini
	.venv-tools/bin/python scripts/prose_glossary.py > docs/glossary.md.new
	mv docs/glossary.md.new docs/glossary.md

signatures: $(DEMO)  ## Write the types of hooks from the table of arguments in hooks.py
	.venv-demo/bin/python scripts/hook_types.py > _hook_types.pyi.new
	mv _hook_types.pyi.new funcext_core/src/funcext_core/_hook_types.pyi

bench: $(BENCH)  ## Measure what funcext costs (ARGS="--quick --check hot-path")
	.venv-bench/bin/python -m benchmarks $(ARGS)

lock: $(TOOLS)  ## Pin dependencies again in requirements/ (ARGS=--upgrade for newer ones)
	$(COMPILE) $(ARGS) --group tools -o requirements/tools.txt
	$(COMPILE) $(ARGS) --group build -o requirements/build.txt
	$(COMPILE) $(ARGS) --group test -o requirements/test.txt
	$(COMPILE) $(ARGS) --no-deps --group nodeps -o requirements/nodeps.txt
	$(COMPILE) $(ARGS) --group demo -o requirements/demo.txt
	$(COMPILE) $(ARGS) --group docs -o requirements/docs.txt
	$(COMPILE) $(ARGS) --group bench -o requirements/bench.txt
	$(COMPILE) $(ARGS) --resolution lowest-direct --group lowest funcext_core/pyproject.toml \
		-o requirements/lowest.txt
	npm $(if $(findstring --upgrade,$(ARGS)),update,install) --prefix requirements/pyright \
		--package-lock-only --omit-lockfile-registry-resolved --silent

clean:  ## Remove every environment, cache and build
	rm -rf .venv-tools .venv-demo .venv-bench .venv-docs docs/_build .pyright .nox .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -rf $(MEMBERS:%=%/dist) $(MEMBERS:%=%/build)
	find $(MEMBERS) tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(TOOLS): requirements/tools.txt
	$(call environment,.venv-tools)
	.venv-tools/bin/python -m pip install --quiet --require-hashes -r requirements/tools.txt
	@touch $@

$(PYRIGHT): requirements/pyright/package.json requirements/pyright/package-lock.json
	@command -v npm >/dev/null || { echo "make: pyright needs node and npm" >&2; exit 1; }
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --silent
	@touch $@

# The members are editable here, so that the demo shows the current tree. Their build back end is
# pinned, too: it is installed first, and used instead of an isolated one.
$(DEMO): requirements/demo.txt requirements/build.txt $(MEMBERS:%=%/pyproject.toml)
	$(call environment,.venv-demo)
	.venv-demo/bin/python -m pip install --quiet --require-hashes \
		-r requirements/demo.txt -r requirements/build.txt
	.venv-demo/bin/python -m pip install --quiet --no-deps --no-build-isolation \
		$(MEMBERS:%=--editable ./%)
	@touch $@

$(DOCS): requirements/docs.txt requirements/build.txt $(MEMBERS:%=%/pyproject.toml)
	$(call environment,.venv-docs)
	.venv-docs/bin/python -m pip install --quiet --require-hashes \
		-r requirements/docs.txt -r requirements/build.txt
	.venv-docs/bin/python -m pip install --quiet --no-deps --no-build-isolation \
		$(MEMBERS:%=--editable ./%)
	@touch $@

$(BENCH): requirements/bench.txt requirements/build.txt $(MEMBERS:%=%/pyproject.toml)
	$(call environment,.venv-bench)
	.venv-bench/bin/python -m pip install --quiet --require-hashes \
		-r requirements/bench.txt -r requirements/build.txt
	.venv-bench/bin/python -m pip install --quiet --no-deps --no-build-isolation \
		$(MEMBERS:%=--editable ./%)
	@touch $@

define environment
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	{ echo "make: $(PYTHON) must be Python 3.10 or later; name another with PYTHON=..." >&2; exit 1; }
$(PYTHON) -m venv --clear $(1)
endef
