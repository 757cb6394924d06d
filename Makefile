# Two commands matter: `make demo` opens two sample articles side by side, `make test` runs the suite.
# Both need python3 (3.11 or newer, with venv) and make, and work in .venv.

PYTHON ?= python3
COMPILE := uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -q
BIN := .venv/bin
READY := .venv/.ready
# On all cores: whoever finishes early takes over from the others.
PYTEST ?= $(BIN)/python -m pytest -q -n auto --dist worksteal

.PHONY: demo test check setup lock lint types contracts consumers bench train clean

demo: $(READY)
	@$(BIN)/diptych demo .demo

test: $(READY)
	$(PYTEST)

check: $(READY) lint types contracts
	$(MAKE) test

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "diptych needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 " + "demo")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps --no-index -e .
	@touch $(READY)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

# Heavy programs that read what is exported: the tests in tests/consumers are skipped without them.
consumers: $(READY)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r tests/consumers/requirements.lock

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

train: $(READY)
	@test -n "$(CORPUS)" || { echo "usage: make train CORPUS=folder, with ecb-train.jsonl and ecb-val.jsonl in it: docs/matcher.md says more" >&2; exit 2; }
	$(BIN)/python -m tests.benchmarks.training "$(CORPUS)"

lock:
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra consumers -c requirements.lock -o tests/consumers/requirements.lock

clean:
	rm -rf .venv .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
