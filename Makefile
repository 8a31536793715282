# Everything a developer or an administrator does, one word each. `make run` and `make test` are enough to begin.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= hoidap-data
# Where an ordinary machine gets the CPU build of torch: the address that the selector on PyTorch's site prints for
# "Pip, CPU". Empty: from wherever pip looks.
TORCH_INDEX ?=
# SLIM=1, with `make install`, `run` and `bundle`: without torch and what else slim.txt names (docs/installing.md).
SLIM ?=
INSTALLED := $(VENV)/installed$(if $(SLIM),-slim)
# What `make bundle` fills.
BUNDLE := dist/hoidap-bundle
# One more than there are processors: browsers and servers are waited for.
PROCESSES ?= $(shell expr $$(nproc) + 1)
# They share the tests a file at a time, so that what a file prepares is prepared once, in the order that tests/conftest.py gives.
SHARED := --numprocesses=$(PROCESSES) --dist=loadfile --no-loadscope-reorder
PIP := $(BIN)/pip --disable-pip-version-check --quiet
# Runs a tool out of an environment of its own, so that nothing of it is installed beside the project.
UVX := $(BIN)/uv tool run --quiet --system-certs
# What `make audit` asks.
ADVISORIES := https://api.osv.dev
# What the tests judge the page's accessibility by.
AXE_VERSION := 4.14.1
AXE := $(VENV)/npm/node_modules/axe-core
SYSTEM_PACKAGES := chromium chromium-driver tesseract-ocr tesseract-ocr-vie \
	libreoffice-writer libreoffice-calc libreoffice-impress fonts-liberation libgomp1
# For the tests behind proxies and over PostgreSQL. Where systemd runs their packages start them at once, which only a machine of CI is for.
ifneq ($(CI)$(wildcard /run/systemd/system),/run/systemd/system)
SYSTEM_PACKAGES += nginx-light caddy openssl systemd postgresql
endif

.PHONY: install lock bundle sbom audit system run test test-all coverage lint bench fit clean

install: $(INSTALLED)

# The Python side: every file by its hash, but torch's builds (docs/decisions/0019), whose version is fixed in constraints.txt.
$(VENV)/installed: pyproject.toml constraints.txt requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	$(PIP) install -c constraints.txt $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch==2.13.0
	$(PIP) install --no-deps --no-build-isolation -e .
	$(PIP) check
	rm -f $(VENV)/installed-slim
	touch $@

# `pip check` would miss what is left out: tests/supply/test_slim.py looks that nothing else is.
$(VENV)/installed-slim: pyproject.toml requirements-slim.lock
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --require-hashes --no-deps -r requirements-slim.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

# After a change of dependencies: the hashes of every release that constraints.txt names, for every platform. What developers
# have, what runs, and what runs in a slim install.
lock:
	uv=$(BIN)/uv; [ -x $$uv ] || { $(PYTHON) -m venv $(VENV); $(PIP) install -c constraints.txt uv; }; \
	compile() { \
		lock=$$1; shift; \
		$$uv pip compile --quiet --universal --python-version 3.11 --system-certs --generate-hashes --no-annotate --no-header \
			--constraints constraints.txt --output-file $$lock "$$@" pyproject.toml; \
	}; \
	compile requirements.lock --no-emit-package torch --extra dev && \
	compile requirements-run.lock --no-emit-package torch && \
	compile requirements-slim.lock --extra build --excludes slim.txt

# A folder that installs hoidap without a network, on this system, processor and Python. What it holds is kept by hash:
# whoever carries it can compare the one that is printed.
bundle: install
	rm -rf $(BUNDLE)
	mkdir -p $(BUNDLE)
	$(PIP) wheel --require-hashes --no-deps -r requirements-$(if $(SLIM),slim,run).lock -w $(BUNDLE)/wheels
	$(if $(SLIM),,$(PIP) wheel --no-deps -c constraints.txt $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch==2.13.0 -w $(BUNDLE)/wheels)
	@if $(BIN)/python -m zipfile -l $(BUNDLE)/wheels/torch-*.whl 2>/dev/null | grep -q torch_cuda; then \
		echo "this is torch with CUDA, whose libraries would be missing: give TORCH_INDEX, or SLIM=1"; exit 1; fi
	$(PIP) wheel --no-deps --no-build-isolation . -w $(BUNDLE)/wheels
	cp docs/bundle/install.sh docs/bundle/README.md $(BUNDLE)
	$(BIN)/python -c 'import platform as p; print("Python", ".".join(p.python_version_tuple()[:2]), p.system(), p.machine())' > $(BUNDLE)/built-for
	cd $(BUNDLE) && sha256sum wheels/*.whl | sed -E 's,^(\S+) +(.+),./\2 --hash=sha256:\1,' > requirements.lock
	@cd $(BUNDLE) && du -sh . && sha256sum requirements.lock install.sh

# What is installed, as CycloneDX JSON.
sbom: install
	$(UVX) --from cyclonedx-bom==7.5.0 cyclonedx-py environment --pyproject pyproject.toml --mc-type application \
		--output-reproducible --of JSON --output-file hoidap.cdx.json $(BIN)/python

# Known weaknesses of what is locked, where the feed that tells of them can be reached.
audit: install
	@if $(BIN)/python -c "import httpx; httpx.get('$(ADVISORIES)', timeout=10)" 2>/dev/null; then \
		$(UVX) pip-audit==2.10.1 --vulnerability-service osv --disable-pip --require-hashes -r requirements.lock; \
	else echo "audit skipped: $(ADVISORIES) cannot be reached"; fi

# As root, on Debian: the programs that old formats and the browser tests need, and axe-core from npm.
system:
	@if [ "$$(id -u)" != 0 ]; then echo "make system needs root: sudo make system"; exit 1; fi
	@missing=""; for package in $(SYSTEM_PACKAGES); do \
		dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q "ok installed" || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	else echo "system packages are installed"; fi
	@test -f $(AXE)/axe.min.js || { command -v npm >/dev/null || apt-get install -y -qq --no-install-recommends npm; \
		npm install --silent --no-save --no-audit --no-fund --prefix $(VENV)/npm axe-core@$(AXE_VERSION); }

# Reads the sample reports, answers one question on the terminal, then serves the page until Ctrl-C.
run: install
	$(BIN)/hoidap --data $(DATA) sync corpus/samples
	$(BIN)/hoidap --data $(DATA) ask "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
	$(BIN)/hoidap --data $(DATA) serve

# Every law and every floor, in minutes.
test: install
	$(BIN)/python -m pytest $(SHARED)

# Everything: the slow tests, and more examples of each law.
test-all: install
	$(BIN)/python -m pytest -m "not quick" --hypothesis-profile=thorough --durations=30 $(SHARED) $(COVERAGE)

# The same, and what the tests cover, which takes half as long again.
coverage: COVERAGE := --cov --cov-report=term:skip-covered
coverage: test-all

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/supply

# Learns anew what answers and how sure that is, with the encoder of the settings, which needs HOIDAP_BENCH_DATA; then
# what tells the kinds of questions, from the examples of bot/classifying/examples alone.
fit: install
	$(BIN)/python -m tests.fit --write
	$(BIN)/python -m tests.fit.kinds
	$(BIN)/python -m tests.fit.tables --write
	$(BIN)/python -m tests.fit.documents --write

# Measures on the data that HOIDAP_BENCH_DATA names and writes docs/figures.md; SECTIONS="search cost" only those.
# langchain-huggingface, in the pipeline that is measured beside, asks for a huggingface_hub older than transformers'
# and works with it all the same: hence --no-deps, and in a folder of its own, so that what is installed stays sound.
bench: install
	$(PIP) install --quiet -c constraints.txt --no-deps --upgrade --target $(VENV)/beside langchain-huggingface
	PYTHONPATH=$(VENV)/beside $(BIN)/python -m tests.bench $(SECTIONS)

clean:
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
