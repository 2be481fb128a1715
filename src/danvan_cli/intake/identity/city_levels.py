"""Of which level "Thành phố" is where a list comes from: a city is a district, or a province. (counting.md 2)"""

from dataclasses import replace

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftModel, DraftTable
from danvan_cli.units import Register, place_of
from danvan_cli.units.eras import status_of


def with_levels_of_cities(table: DraftTable, subject: str, register: Register) -> tuple[DraftTable, list[Finding]]:
    """The table with "Thành phố" as the level of the only city in which the unit lies that it is about, and what so is answered.

    Where there is none, or a city in a city, it stays asked and not stated.
    """
    if not any(model.of_city for model in table.models):
        return table, []
    place = place_of(subject)
    around = (place, *register.ancestors(place))
    cities = [code for code in around if (status_of(register.get(code).name) or ("",))[0] == "thanhpho"]
    if len(cities) != 1:
        return table, []
    level = register.get(cities[0]).level
    models = [_of_level(model, level) if model.of_city else model for model in table.models]
    return replace(table, models=models), [model.of_city for model in table.models if model.of_city]


def _of_level(model: DraftModel, level: str) -> DraftModel:
    at = dict(sorted({**model.at, "level": (level,)}.items()))
    return replace(model, at=at, unclear=tuple(one for one in model.unclear if one != "level"))
