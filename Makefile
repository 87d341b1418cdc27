# Two targets do everything on a fresh machine: `make demo` and `make test`; `make eval` measures the packs. `.venv` is set up when it is missing or old.
PYTHON ?= python3
BIN := .venv/bin
WHEELS := .venv/wheelhouse
PACKS := general benq chanjet haier software-tw tax-service

.PHONY: demo eval test lint

.venv/ready: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade pip 'setuptools>=64' wheel
	$(BIN)/pip install --quiet --editable '.[test]'
	# The hook test installs servicelint into an environment of pre-commit's own, from these wheels alone.
	$(BIN)/pip wheel --quiet --wheel-dir $(WHEELS) 'setuptools>=64' wheel .
	rm -f $(WHEELS)/servicelint-*.whl
	touch $@

demo: .venv/ready
	@for pack in $(PACKS); do \
		echo "== corpora/$$pack, pack $$pack"; \
		$(BIN)/servicelint check corpora/$$pack --pack $$pack || [ $$? -eq 1 ] || exit 1; \
	done

eval: .venv/ready
	@for pack in $(filter-out general,$(PACKS)); do \
		for part in development kept; do \
			echo "== $$pack, $$part"; \
			$(BIN)/servicelint eval $$pack corpora/labelled/$$pack.labels.jsonl --where part=$$part --by clause || exit 1; \
		done; \
	done

lint: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest --numprocesses 2
