"""danvan against what a user would write, in one run, as ratios of wall time and of peak memory.

    python benchmarks/compare.py [N=500] [FOLDER]

`ingest` on a fresh store stands against the obvious loop of pandas over the same files, and against the bare reading of
their cells; the same again against the first time; `summarize` against importing pandas; `danvan --help` against importing typer. Each is a process of its own, measured whole.
"""

import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import danvan_cli

HERE = Path(__file__).parent
LOOP, PLAIN = HERE / "obvious_loop.py", HERE / "plain_reader.py"
LOOPS = {"once": 0.25, "twice": 0.25, "whole": 0.25, "calamine": 0.4}  # ways to write the obvious loop
CELLS = """
import pathlib, python_calamine, sys
for file in pathlib.Path(sys.argv[1]).rglob("*.xlsx"):
    with python_calamine.CalamineWorkbook.from_path(file) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
"""
"""The floor: all cells of all sheets, by the reader that danvan uses."""
RUNS_OF_SHORT_ONES = 5


@dataclass(frozen=True)
class Cost:
    """What a command took, all its child processes included."""

    seconds: float
    peak_mib: float
    output: str


@dataclass(frozen=True)
class Comparison:
    """A command against its baseline and what issues 2 and 6 ask of it (6 more than 2 of the loops: 0.1)."""

    name: str
    baseline: str
    measured: Cost
    against: Cost
    target: float | None  # None: nothing is asked

    @property
    def ratio(self) -> float:
        """Wall time as a multiple of the baseline's."""
        return self.measured.seconds / self.against.seconds


def run(command: list[str], settings: dict[str, str] | None = None, *, accepted: tuple[int, ...] = (0,)) -> Cost:
    """The command, timed. Peak memory is the largest single process among it and its children."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=os.environ | (settings or {}))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        output = out.read().decode()
    if process.returncode not in accepted:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)}")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Cost(seconds, usage.ru_maxrss / unit, output)


def best(command: list[str], settings: dict[str, str] | None = None) -> Cost:
    """The fastest of several runs, for commands so short that the machine's noise would show."""
    return min((run(command, settings) for _ in range(RUNS_OF_SHORT_ONES)), key=lambda cost: cost.seconds)


def compare(folder: Path, truth: dict[str, object]) -> list[Comparison]:
    """All three comparisons, and the totals checked against the truth."""
    python = sys.executable
    danvan = [python, "-m", "danvan_cli"]
    compileall.compile_dir(Path(danvan_cli.__path__[0]), quiet=1)  # as pip does for what it installs, pandas among it
    with tempfile.TemporaryDirectory() as room:
        settings = {"DANVAN_STORE": str(Path(room) / "danvan.db")}
        settings |= {"DANVAN_HOME": str(truth["home"])} if truth["home"] else {}
        loops = {way: run([python, str(LOOP), str(folder), way]) for way in LOOPS}
        ingest = run([*danvan, "ingest", str(folder)], settings, accepted=(0, 1))
        again = run([*danvan, "ingest", str(folder)], settings, accepted=(0, 1))
        plain = run([python, str(PLAIN), str(folder), str(Path(room) / "plain.db")])
        summarize = best([*danvan, "summarize", "--year", str(truth["period"]), "--format", "json"], settings)
        total = json.loads(summarize.output)["total"]
    if total != truth["rows"]:
        print(f"WRONG: danvan counts {total}, the returns hold {truth['rows']}")
    print(f"total: {total} of {truth['rows']}; the obvious loop counts {loops['once'].output.strip()}")
    return [
        *(Comparison("danvan ingest", f"the loop, {way}", ingest, loop, LOOPS[way]) for way, loop in loops.items()),
        Comparison("danvan ingest", "calamine alone", ingest, run([python, "-c", CELLS, str(folder)]), 2.5),
        Comparison("danvan ingest", "plain, no checks", ingest, plain, None),
        Comparison("the same again", "danvan ingest", again, ingest, 0.2),
        Comparison("danvan summarize", "import pandas", summarize, best([python, "-c", "import pandas"]), 2.0),
        Comparison(
            "danvan --help", "import typer", best([*danvan, "--help"]), best([python, "-c", "import typer"]), 1.5
        ),
    ]


def show(comparisons: list[Comparison]) -> None:
    """The table of ratios."""
    print(f"\n| {'command':17} | {'baseline':22} | seconds |  against | ratio | target | peak MiB | against | ratio |")
    print(f"|{'-' * 19}|{'-' * 24}|--------:|---------:|------:|-------:|---------:|--------:|------:|")
    for row in comparisons:
        ours, theirs = row.measured, row.against
        print(
            f"| {row.name:17} | {row.baseline:22} | {ours.seconds:7.2f} | {theirs.seconds:8.2f} | {row.ratio:5.2f} "
            f"| {f'≤ {row.target:4.2f}' if row.target else '':6} | {ours.peak_mib:8.0f} | {theirs.peak_mib:7.0f} | {ours.peak_mib / theirs.peak_mib:5.2f} |"
        )


def main() -> None:
    """Generates the returns where they are not there yet, then compares."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / f"danvan-returns-{number}"
    truth = folder.with_name(folder.name + ".truth.json")
    if not truth.is_file():
        subprocess.run([sys.executable, str(HERE / "generate.py"), str(number), str(folder)], check=True)
    known = json.loads(truth.read_text(encoding="utf-8"))
    print(f"{known['files']} returns, {known['rows']} rows, {os.cpu_count()} cores")
    show(compare(folder, known))


if __name__ == "__main__":
    main()
