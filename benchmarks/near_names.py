"""Almost equal names among 100.000 models, as a ratio to importing pandas: `python benchmarks/near_names.py [MODELS]`.

Each commune lists 150 models, its unions and police 750: every name of the commune is compared with all of theirs.
"""

import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import real_units
from danvan_cli.ledger.standing.likeness import near_names
from danvan_cli.vietnamese import fold
from inventing_models import FIELDS, Inventor, Item

OWN, THEIRS = 150, 750


def names(seed: str, count: int) -> list[str]:
    """Invented names as they are matched."""
    ink = Inventor(seed)
    items = (Item(field=ink.rng.choice(FIELDS)) for _ in range(count))
    return [fold(ink.named(item).name) for item in items]


def main() -> None:
    """Compares, and prints the ratio."""
    models = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    communes = [unit for units in real_units.LONG_AN.values() for unit in units]
    told = [
        (names(f"{place} {unit}", OWN), names(f"bodies of {place} {unit}", THEIRS), (unit,))
        for place, unit in enumerate((communes * (models // len(communes) + 1))[: models // (OWN + THEIRS)])
    ]
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import pandas"], check=True)
    pandas = time.perf_counter() - start
    start = time.perf_counter()
    found = sum(len(near_names(own, theirs, places)) for own, theirs, places in told)
    ours = time.perf_counter() - start
    count = len(told) * (OWN + THEIRS)
    print(
        f"{count} models, {found} almost named as another: {ours:.2f} s; import pandas {pandas:.2f} s; ratio {ours / pandas:.2f}"
    )


if __name__ == "__main__":
    main()
