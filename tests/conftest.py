"""What all tests share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from danvan_cli.findings import raise_severities
from danvan_cli.intake.files.unreadable import keep_to
from danvan_cli.settings import Limits
from returned import Desk


@pytest.fixture(autouse=True)
def _no_severity_raised() -> Iterator[None]:
    """What one test's workspace takes more seriously is no other's affair."""
    yield
    raise_severities({})


@pytest.fixture(autouse=True)
def _asked_by_nobody_but_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a store, a home and a language of their own."""
    for name in ("STORE", "HOME", "LANG", "PASSWORD", "DEBUG"):
        monkeypatch.delenv(f"DANVAN_{name}", raising=False)


@pytest.fixture
def allowed() -> Iterator[Callable[..., None]]:
    """Says other limits than the usual ones: `allowed(file_mb=1)`."""

    def say(**limits: int) -> None:
        keep_to(Limits.model_validate(limits))

    yield say
    keep_to(Limits())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A ledger to file returns in and to ask."""
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)
