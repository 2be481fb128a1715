"""Kill an ingest at random moments, over and over, and see that the store stays sound and the last run makes up for all.

    python scripts/kills.py FOLDER [--times 25] [--seed 1] [-- what else `danvan ingest` is told]

FOLDER holds returns; stores are made beside nothing of yours, in a folder that goes again.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUN = (sys.executable, "-c", "import sys; from danvan_cli.__main__ import main; sys.argv[0] = 'danvan'; main()")


def main() -> None:
    """Compare the totals of a store that was never disturbed with those of one whose runs were killed."""
    parser = argparse.ArgumentParser(description="Kill an ingest at random moments.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    known, further = parser.parse_known_args()
    more = [word for word in further if word != "--"]
    with tempfile.TemporaryDirectory() as place:
        calm, disturbed = Path(place) / "yen.db", Path(place) / "dong.db"
        began = time.monotonic()
        _ingest(known.folder, calm, more).communicate()
        whole = time.monotonic() - began
        chance = random.Random(known.seed)
        for number in range(known.times):
            run = _ingest(known.folder, disturbed, more)
            time.sleep(chance.uniform(0, whole * 1.1))
            os.killpg(run.pid, signal.SIGKILL)
            run.communicate()
            if disturbed.exists() and disturbed.stat().st_size and _said(disturbed, "verify")["damaged"]:
                sys.exit(f"kill {number}: the store is damaged")
        _ingest(known.folder, disturbed, more).communicate()
        found = [_stands(store) for store in (calm, disturbed)]
        if found[0] != found[1] or _said(disturbed, "verify")["damaged"]:
            sys.exit(f"the totals differ: {found}")
        print(f"{known.times} kills within {whole:.1f} s each, {found[0]} returns stand as undisturbed")


def _ingest(folder: Path, store: Path, more: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*RUN, "ingest", str(folder), "--store", str(store), *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _said(store: Path, *command: str) -> dict[str, Any]:
    done = subprocess.run([*RUN, *command, "--store", str(store), "--format", "json"], capture_output=True, check=False)
    return dict(json.loads(done.stdout))


def _stands(store: Path) -> int:
    return int(_said(store, "verify")["returns"])


if __name__ == "__main__":
    main()
