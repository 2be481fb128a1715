"""The unit that a question asks for, as the years asked for know it, and what lies in it."""

from datetime import timedelta

from danvan_cli.periods import REFORM, register_day
from danvan_cli.tables.selection.geography import Geography
from danvan_cli.tables.selection.said import Said
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.units import Register


class UnitAsked:
    """The unit of a question; `code` None: all units are asked for."""

    def __init__(self, selectors: Selectors, geography: Geography, register: Register, said: Said) -> None:
        self._geography, self._register = geography, register
        self._over_years = bool(selectors.years)
        self._both_registers = geography.era is None and register_day(selectors.period) is None
        """Units of before and of after the reform are asked for at once, each as it was in its day."""
        self.code = self._with_figures(selectors.unit, said)
        self._also = self._same_in_other_time()

    def _with_figures(self, asked: str | None, said: Said) -> str | None:
        """Over years that knew both registers, of the provinces of a name the newer one that has figures."""
        register = self._register
        if asked is None or register.parent(asked) or not (self._over_years and self._both_registers):
            return asked
        for day in (REFORM, REFORM - timedelta(days=1)):
            other = register.counterpart(asked, day)
            if other and any(register.is_within(unit, other) for unit, _ in said.units):
                return other
        return asked

    def _same_in_other_time(self) -> tuple[str, ...]:
        """In years that saw both registers: the units that this one was made from whole, or that were made from it alone."""
        register, code = self._register, self.code
        if code is None or not (self._over_years or self._both_registers) or self._geography.era:
            return ()
        before = (one for one in register.predecessors(code) if register.successors(one) == (code,))
        after = (one for one in register.successors(code) if register.predecessors(one) == (code,))
        return (*before, *after)

    def inside(self, unit: str) -> bool:
        """Whether a unit is this one, or below it."""
        inside = self._geography.inside
        return self.code is None or inside(unit, self.code) or any(inside(unit, code) for code in self._also)
