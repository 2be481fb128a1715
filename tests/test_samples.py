"""The first acceptance: from the samples danvan gives the published tables to the digit, through the installed commands."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from commanding import danvan, danvan_json
from danvan_cli import shipped

SAMPLES = sorted(path.parent.name for path in (shipped.folder() / "samples").glob("*/truth.json"))


def schema(name: str) -> dict[str, Any]:
    found = json.loads((shipped.folder() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return dict(found)


@pytest.fixture(scope="module", params=SAMPLES)
def sample(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any], Path]:
    """A sample taken in: its folder, its truth, the store."""
    folder = shipped.folder() / "samples" / request.param
    store = tmp_path_factory.mktemp(request.param) / "danvan.db"
    document = danvan_json("ingest", str(folder), "--store", str(store))
    validate(document, schema("ingest"))
    assert document["refused"] == 0, [file for file in document["files"] if file["outcome"] == "refused"]
    outcomes = ("accepted", "unchanged", "superseded", "refused", "ignored", "waiting")
    assert sum(document[outcome] for outcome in outcomes) == len(document["files"])
    return folder, json.loads((folder / "truth.json").read_text(encoding="utf-8")), store


def _period(truth: dict[str, Any], arguments: list[str]) -> list[str]:
    return [] if {"--year", "--years"} & set(arguments) else list(truth["select"])


def test_every_published_table_comes_out_to_the_digit(sample: tuple[Path, dict[str, Any], Path]) -> None:
    _, truth, store = sample
    for query in truth["queries"]:
        arguments = [*_period(truth, query["args"]), *query["args"]]
        document = danvan_json("summarize", "--store", str(store), *arguments)
        validate(document, schema("summarize"))

        def keyed(cells: list[dict[str, Any]]) -> dict[str, int | None]:
            return {
                json.dumps({key: value for key, value in cell.items() if key != "value"}, sort_keys=True): cell["value"]
                for cell in cells
                if cell["value"]
            }

        assert (document["total"], keyed(document["cells"])) == (query["total"], keyed(query["cells"])), arguments


def test_every_figure_is_the_sum_of_its_traced_cells(sample: tuple[Path, dict[str, Any], Path]) -> None:
    _, truth, store = sample
    for query in truth["queries"]:
        if query["total"] is None or "--by" not in query["args"]:
            continue
        place = query["args"].index("--by")
        arguments = [*_period(truth, query["args"]), *query["args"][:place], *query["args"][place + 2 :]]
        document = danvan_json("trace", "--store", str(store), *arguments)
        validate(document, schema("trace"))
        assert document["value"] == query["total"] == sum(source["value"] for source in document["sources"])


def test_taking_the_same_folder_in_again_changes_nothing(sample: tuple[Path, dict[str, Any], Path]) -> None:
    folder, truth, store = sample
    before = danvan("summarize", *truth["select"], "--store", str(store), "--format", "csv").stdout
    document = danvan_json("ingest", str(folder), "--store", str(store))
    assert document["accepted"] == document["superseded"] == document["refused"] == 0
    assert danvan("summarize", *truth["select"], "--store", str(store), "--format", "csv").stdout == before
