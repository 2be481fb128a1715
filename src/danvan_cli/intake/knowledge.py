"""What a file is read with, as one fingerprint: danvan's own text and data, and the words of the workspace."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from danvan_cli import shipped
from danvan_cli.findings import Severity
from danvan_cli.intake.forms.form_files import FOLDER

_OF_WORKSPACES = ("vocabulary.toml", "indicators.toml", "movement.toml", "units.toml", f"{FOLDER}/*.toml")
_SHIPPED = ("*.toml", "units/*")


def fingerprint(workspace: Path | None, severities: Mapping[str, Severity]) -> str:
    """The same as long as the same bytes must read the same. (counting.md 5)"""
    words = shipped.digest(workspace, _OF_WORKSPACES) if workspace else ""
    said = json.dumps([_own(), words, sorted(severities.items())])
    return sha256(said.encode()).hexdigest()


@cache
def _own() -> str:
    """The text of danvan itself is its version: nobody has to remember to raise a number."""
    return shipped.digest(Path(__file__).parents[1], ("**/*.py",)) + shipped.digest(shipped.folder(), _SHIPPED)
