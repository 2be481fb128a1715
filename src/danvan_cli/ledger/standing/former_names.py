"""Communes that are one today and sent lists under names of their own: what is said of a silent one of them counts. (counting.md 4 and 5)"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from danvan_cli.ledger.standing.nesting import of_rows
from danvan_cli.ledger.standing.stated import Filed, Stated
from danvan_cli.periods import Period
from danvan_cli.returns import Kind
from danvan_cli.units import Register
from danvan_cli.units.merged import kept_its_name, merged_name


class FormerNames:
    """Under which names the communes were heard that others speak of, and what is said of those names that were not."""

    def __init__(self, said: Iterable[Stated], register: Register) -> None:
        self.register = register
        heard: dict[str, set[str | None]] = defaultdict(set)
        for stated in said:
            heard[stated.reporter].add(stated.filed.ret.former)
        self._heard = {
            unit: names
            for unit, names in heard.items()
            if None not in names or (register.get(unit).is_place and kept_its_name(register, unit))
        }

    def apart(self, unit: str, said: Sequence[Stated]) -> tuple[list[Stated], list[Stated]]:
        """What is said of a commune by its name or by one that was heard, and what of those of its parts that were not.

        Where the commune bears the name of one of its parts, a table means this part only where it tells of another, too.
        """
        heard = self._heard.get(unit)
        if heard is None:
            return list(said), []
        known: list[Stated] = []
        silent: list[Stated] = []
        by_table: dict[int, list[tuple[str | None, Stated]]] = defaultdict(list)
        for stated in said:
            if stated.reporter == unit:
                known.append(stated)
            else:
                by_table[stated.filed.id] += self._by_name(unit, stated)
        for rows in by_table.values():
            several = kept_its_name(self.register, unit) and len({name for name, _ in rows}) > 1
            for name, stated in rows:
                alone = several or not (name is None or None in heard)
                (silent if alone and name not in heard else known).append(stated)
        return known, silent

    def _by_name(self, unit: str, stated: Stated) -> list[tuple[str | None, Stated]]:
        """A figure, a list's by the names under which its rows speak of the unit."""
        filed = stated.filed
        if stated.kind is Kind.MATRIX:
            label = None if filed.joined else filed.ret.bases[stated.rows[0]].label
            return [(self._name(unit, label, filed), stated)]
        whose = filed.written().whose
        texts: dict[str | None, list[str | None]] = defaultdict(list)
        for text in dict.fromkeys(whose[row] for row in stated.rows):
            texts[self._name(unit, text, filed)].append(text)
        parts = ((name, _written_so(stated, own)) for name, own in texts.items())
        return [(name, part) for name, part in parts if part is not None]

    def _name(self, unit: str, text: str | None, filed: Filed) -> str | None:
        return merged_name(self.register, [text], unit, Period(filed.ret.period).first) if text else None


def _written_so(stated: Stated, texts: Sequence[str | None]) -> Stated | None:
    """Of a list the rows that write of their unit so."""
    whose = stated.filed.written().whose
    return of_rows(stated, lambda row: whose[row] in texts)
