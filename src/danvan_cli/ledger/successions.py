"""Units that took over from each other within a period: asked, where the later's list names again what the earlier's has."""

from collections import defaultdict

from danvan_cli.findings import Finding
from danvan_cli.ledger.settled import Settled, Verdict
from danvan_cli.returns import Kind
from danvan_cli.units import Register


def ask_about_successions(settled: Settled, register: Register) -> None:
    """A question, and the figures provisional, where both lists count one name; where figures hide the names, a remark.

    Over years a model goes on in the unit that took over; of one year each row is a model of its own. (counting.md 7)
    """
    counted: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in settled.verdicts:
        if verdict.value and verdict.standing in ("own", "second-hand"):
            counted[verdict.stated.unit, verdict.stated.stage].append(verdict)
    shared: dict[tuple[str, str], list[tuple[int, list[Verdict]]]] = defaultdict(list)
    for (unit, stage), later in sorted(counted.items()):
        for old in register.predecessors(unit):
            if not (earlier := counted.get((old, stage))):
                continue
            if any(one.stated.kind is Kind.MATRIX for one in (*later, *earlier)):
                settled.notes.append((stage, "overlap-possible", unit, old))
            names = {name for one in earlier for name in one.names}
            if again := len(names.intersection(name for one in later for name in one.names)):
                shared[unit, old].append((again, [*later, *earlier]))
    for (unit, old), stages in shared.items():
        seen: dict[str, str | int] = {
            "unit": register.full_name(unit), "old": register.full_name(old), "count": max(again for again, _ in stages),
        }  # fmt: skip
        involved = [verdict for _, verdicts in stages for verdict in verdicts]
        filed = involved[0].stated.filed
        if settled.ask(filed, Finding("named-again-by-successor", filed.ret.sheet, None, seen)) is None:
            for verdict in involved:
                verdict.provisional = True
