"""Documents that part one total in several ways, members down the side: by field in the first, by holder in the next. (counting.md 1)

Inside one file that is seen where it is read (`intake/rows/one_total.py`); of several only the ledger knows. Each such table
becomes one base with its split: whether it completes the other or contradicts it is then told as of tables with columns.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from danvan_cli.ledger.standing.margins import canonical
from danvan_cli.ledger.standing.stated import Filed
from danvan_cli.returns import Amount, Base, Kind, Observation, Reach

_OF_PLACES = frozenset(("level", "block"))
"""Their figures speak of others too, and are no parts of what a unit says of itself. (counting.md 4)"""


def part_one_total(returns: Sequence[Filed]) -> list[Filed]:
    """Returns, the tables that part one unit's total by members of different dimensions each as one base."""
    alike: dict[tuple[object, ...], dict[int, str]] = defaultdict(dict)
    for filed in returns:
        dimension = _rows_of(filed)
        if dimension:
            ret, scope = filed.ret, filed.ret.bases[0].scope
            about = (ret.reporter, scope.unit, scope.stage, ret.stage, canonical(ret.fixed), ret.supplement)
            alike[about][filed.id] = dimension
    parted = {ret for group in alike.values() if len(set(group.values())) > 1 for ret in group}
    return [_as_one_base(filed) if filed.id in parted else filed for filed in returns]


def _rows_of(filed: Filed) -> str | None:
    """The one dimension whose members are the rows of a table of one unit's own figures."""
    bases = filed.ret.bases
    if filed.ret.kind is not Kind.MATRIX or len(bases) < 2:
        return None
    scopes = [base.scope for base in bases]
    if len({(scope.unit, scope.stage) for scope in scopes}) > 1:
        return None
    if any(scope.reach is not Reach.OWN or scope.unclear for scope in scopes):
        return None
    said = {frozenset(scope.said.keys() - filed.ret.fixed.keys()) for scope in scopes}
    dimensions = said.pop()
    if said or len(dimensions) != 1 or dimensions & _OF_PLACES:
        return None
    (dimension,) = dimensions
    members = [member for scope in scopes for member in scope.fixed[dimension]]
    return dimension if len(set(members)) == len(members) else None


def _as_one_base(filed: Filed) -> Filed:
    rows = filed.ret.bases
    return replace(filed, ret=filed.ret.model_copy(update={"bases": (_joined(rows),)}), joined=len(rows))


def _joined(rows: Sequence[Base]) -> Base:
    """The base of which rows are the parts: what they do not all fix alike is where their cells stand."""
    first = rows[0]
    fixed = {
        dimension: members
        for dimension, members in first.scope.fixed.items()
        if all(row.scope.fixed.get(dimension) == members for row in rows)
    }
    cells: list[Observation] = []
    indicators: dict[str, tuple[Amount, ...]] = {}
    for row in rows:
        apart = {name: members for name, members in row.scope.fixed.items() if name not in fixed}
        cells += [seen.model_copy(update={"at": {**apart, **seen.at}}) for seen in row.observations]
        for code, amounts in row.indicators.items():
            these = tuple(one.model_copy(update={"at": {**apart, **one.at}}) for one in amounts)
            indicators[code] = (*indicators.get(code, ()), *these)
    inferred = tuple(name for name in first.scope.inferred if name in fixed)
    scope = first.scope.model_copy(update={"fixed": fixed, "inferred": inferred})
    return first.model_copy(update={"scope": scope, "observations": tuple(cells), "indicators": indicators})
