"""The command line, called as a user calls it, inside the test's process."""

import json
from dataclasses import dataclass
from typing import Any

from typer.testing import CliRunner

from danvan_cli.cli.app import app
from danvan_cli.errors import DanvanError

_RUNNER = CliRunner()


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    stdout: str
    stderr: str
    refused: str = ""  # the code of the sentence with which it stopped


def danvan(*arguments: str, answers: str = "") -> Said:
    """Run one command; `answers` are the lines typed to what it asks."""
    result = _RUNNER.invoke(app, list(arguments), input=answers)
    if isinstance(result.exception, DanvanError):
        return Said(result.exception.exit_code, result.stdout, result.stderr, result.exception.code)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.exit_code, result.stdout, result.stderr)


def danvan_json(*arguments: str) -> dict[str, Any]:
    """Run one command and read its one JSON document."""
    said = danvan(*arguments, "--format", "json")
    assert said.code in (0, 1), said
    return dict(json.loads(said.stdout))
