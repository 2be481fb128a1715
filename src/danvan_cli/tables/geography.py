"""Units in the order of a table, and the place around several."""

from collections.abc import Iterable

from danvan_cli.units import Register
from danvan_cli.vietnamese import sort_key


def path_key(register: Register, code: str) -> tuple[object, ...]:
    """Parents before children, a place's own line first, then its bodies and places by the alphabet."""
    path = [*reversed(register.ancestors(code)), code]
    return tuple((register.get(step).is_place, sort_key(register.get(step).short)) for step in path)


def common_place(register: Register, codes: Iterable[str]) -> str | None:
    """The lowest place that all these units are, or lie below; None where no one place holds them."""
    shared: list[str] | None = None
    for code in codes:
        path = [*reversed(register.ancestors(code)), *([code] if register.get(code).is_place else [])]
        if shared is None:
            shared = path
        else:
            length = next(
                (n for n, (a, b) in enumerate(zip(shared, path, strict=False)) if a != b), min(len(shared), len(path))
            )
            shared = shared[:length]
    return shared[-1] if shared else None
