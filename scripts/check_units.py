"""Compares the register and its conversions with a second, independent source: the package `vietnam-provinces` 2026.9.0.

Usage: python scripts/check_units.py FOLDER [NUMBER]    (its folder `vietnam_provinces`; NUMBER: of a random sample, 300)

It holds the Statistics Office's own conversion table and register. It is under the GPL: it is read here, and nothing of it
comes into the repository. Prints all differences; what became of them stands in `docs/units.md`.
"""

import ast
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from danvan_cli import units
from danvan_cli.units.eras import MARK
from danvan_cli.units.tree import UnitTree
from danvan_cli.vietnamese import fold

SEED = 20250701


def conversions(package: Path) -> dict[str, set[str]]:
    """Code of the eve → codes of the day; the module is read, not run."""
    module = ast.parse((package / "_ward_conversion_2025.py").read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    found = {}
    for call in calls:
        if call.func.id == "OldToNewEntry":  # type: ignore[attr-defined] # narrowed above, in the generator
            old, news = call.args
            found[f"{_first(old):05}"] = {f"{_first(new):05}{MARK}" for new in news.elts}  # type: ignore[attr-defined] # a tuple
    return found


def _first(call: ast.expr) -> int:
    return ast.literal_eval(call.args[0])  # type: ignore[attr-defined,no-any-return] # OldWardRef(4, 1, 1, False)


def names(package: Path) -> dict[str, str]:
    """Codes and full names of the units of today."""
    found = {}
    for province in json.loads((package / "data" / "nested-divisions.json").read_text(encoding="utf-8")):
        found[f"{province['code']:02}{MARK}"] = province["name"]
        for ward in province["wards"]:
            found[f"{ward['code']:05}{MARK}"] = f"{ward['name']}, {province['name']}"
    return found


def differing(tree: UnitTree, theirs: dict[str, set[str]]) -> Iterator[str]:
    """The communes of the eve that become something else there."""
    for code in tree.eras[0].codes:
        if tree.get(code).level == "xa" and set(tree.successors(code)) != theirs.get(code, set()):
            yield code


def main(package: Path, number: int) -> None:
    """Print what differs."""
    tree = units.load()
    theirs = conversions(package)
    communes = [code for code in tree.eras[0].codes if tree.get(code).level == "xa"]
    different = set(differing(tree, theirs))
    print(f"conversions: {len(communes)} here, {len(theirs)} there, {len(different)} differ")
    for code in sorted(different):
        ours = " + ".join(sorted(map(tree.name_of, tree.successors(code))))
        other = " + ".join(sorted(map(tree.name_of, theirs.get(code, ())))) or "-"
        print(f"  {code} {tree.full_name(code)}: {ours} | {other}")
    sample = random.Random(SEED).sample(communes, number)
    print(f"sample of {number}: {sum(code not in different for code in sample)} agree")
    known = names(package)
    here = {code: tree.name_in_register(code) for code in tree.eras[1].codes}
    print(f"units of 1/7/2025: {len(here)} here, {len(known)} there, {len(here.keys() ^ known.keys())} codes differ")
    for code in sorted(here.keys() | known.keys()):
        ours, other = here.get(code, "-"), known.get(code, "-")
        if fold(ours) != fold(other):
            print(f"  {code} {ours} | {other}")
        elif ours.partition(",")[0] != other.partition(",")[0]:
            print(f"  {code} {ours} | {other} (spelling)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300)
