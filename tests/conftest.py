"""What all tests share."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from danvan_cli.findings import raise_severities
from returned import Desk


@pytest.fixture(autouse=True)
def _no_severity_raised() -> Iterator[None]:
    """What one test's workspace takes more seriously is no other's affair."""
    yield
    raise_severities({})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A ledger to file returns in and to ask."""
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)
