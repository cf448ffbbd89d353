# `make demo` and `make test` need nothing but Python 3.11 to 3.13 and make.
.PHONY: demo test check full bench docs validation lock wheel setup oracles \
    audit licences sbom try-wheel
bin := .venv/bin

demo: ; @scripts/setup run
	@$(bin)/ilium doctor --warm --quiet && $(bin)/ilium demo

test: setup
	scripts/check

setup: ; @scripts/setup test

check: ; scripts/check

full: setup
	$(bin)/python -m pytest -q -n 2 -m "full or not full"

oracles: ; @scripts/setup oracles

bench: setup oracles
	@$(bin)/ilium doctor --warm --quiet
	@$(bin)/python benchmarks/run.py $(ARGS)

validation: setup
	$(bin)/python -m pytest -q -n 2 tests/oracles && $(bin)/python scripts/validation.py

docs: setup
	scripts/docs

lock: setup
	scripts/lock $(ARGS)

wheel: ; @scripts/setup run
	@scripts/assets
	$(bin)/hatchling build --target wheel

audit: setup
	@$(bin)/python scripts/audit.py $(ARGS)

licences: setup
	@$(bin)/python scripts/licences.py $(ARGS)

sbom: setup
	@$(bin)/python scripts/sbom.py $(ARGS)

try-wheel: setup
	@$(bin)/python scripts/try_wheel.py $(ARGS)
