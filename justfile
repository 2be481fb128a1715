# What people do here. `just check` is what CI does after the tests.

default: test

install:
    python -m pip install -e ".[dev]" -c constraints.txt

test:
    python -m pytest

# the page of a report in a real browser: needs the extra `browser` and a Chromium
browser:
    python -m pytest -n 0 -m browser

check: format lint types arrows test

format:
    ruff format --check src tests scripts benchmarks

lint:
    ruff check src tests scripts benchmarks

types:
    mypy

arrows:
    lint-imports

samples:
    python scripts/make_samples.py

# workbooks that danvan wrote, computed again by LibreOffice
recalculate +files:
    python scripts/recalculate.py {{files}}

benchmark returns="500":
    python benchmarks/compare.py {{returns}}
