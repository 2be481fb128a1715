"""What all tests share."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from returned import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A ledger to file returns in and to ask."""
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)
