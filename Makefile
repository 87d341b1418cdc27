# Two targets do everything on a fresh machine: `make demo` and `make test` (on Debian, with its chromium); `make eval` measures the packs. `.venv` is set up when it is missing or old.
PYTHON ?= python3
BIN := .venv/bin
WHEELS := .venv/wheelhouse
SUDO := $(if $(filter-out 0,$(shell id -u)),sudo)
APT := $(SUDO) apt-get update --quiet=2 && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends
PEERS := benchmarks/.peers
TEXTLINT := benchmarks/textlint
PACKS := general benq chanjet haier software-tw tax-service

.PHONY: demo eval bench peers instructions test lint browser

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

# A peer that cannot be set up is told, and its row left out. Once they are there, nothing is fetched any more.
peers: $(PEERS)/semgrep/ready $(TEXTLINT)/node_modules/ready
	@command -v rg >/dev/null || { $(APT) ripgrep; } || echo 'ripgrep cannot be installed' >&2

# Semgrep wants libraries in versions of its own, so it gets an environment of its own.
$(PEERS)/semgrep/ready: benchmarks/semgrep.txt
	@{ $(PYTHON) -m venv $(PEERS)/semgrep && $(PEERS)/semgrep/bin/pip install --quiet --requirement $< && touch $@; } \
		|| echo 'Semgrep cannot be installed' >&2

$(TEXTLINT)/node_modules/ready: $(TEXTLINT)/package.json $(TEXTLINT)/package-lock.json
	@{ npm ci --prefix $(TEXTLINT) --ignore-scripts --engine-strict --no-audit --no-fund --loglevel=error && touch $@; } \
		|| echo 'textlint cannot be installed' >&2

bench: .venv/ready peers
	$(BIN)/python -m benchmarks.run

# What a few fixed workloads cost in instructions, which no other work on the machine changes.
instructions: .venv/ready
	@command -v valgrind >/dev/null || { $(APT) valgrind; }
	$(BIN)/python -m benchmarks.instructions

lint: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The tests of the HTML page drive a real browser, Debian's own.
browser:
	@{ command -v chromium && command -v chromedriver; } >/dev/null || { $(APT) chromium chromium-driver; }

test: lint browser
	$(BIN)/pytest --numprocesses 2
