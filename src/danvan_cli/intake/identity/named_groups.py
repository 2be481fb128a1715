"""Groups that are only a name: the places below the one a table is about, where all of them are. (counting.md 4)"""

from dataclasses import replace

from danvan_cli.intake.draft import DraftModel, DraftTable
from danvan_cli.intake.identity.row_units import RowUnits


def with_places(table: DraftTable, subject: str, rows: RowUnits) -> DraftTable:
    """The table, its models under "I | Thanh Hà", "II | Liêm Sơn" given to these as under "I | Xã Thanh Hà".

    A place may be called like an everyday word: where not most of such groups are places none is, and all stay asked about.
    """
    places = [group for group in table.named_only if rows.is_right_below(group.name, subject)]
    if len(places) * 2 <= len(table.named_only):
        return replace(table, named_only=[])
    named = {row: (group.name, group.asked.cell) for group in places for row in group.rows}
    models = [_under(model, *named.get(model.row, ("", None))) for model in table.models]
    return replace(table, models=models, named_only=places)


def _under(model: DraftModel, name: str, cell: str | None) -> DraftModel:
    """A model in a group of that name: its unit, or what is around the unit that its row names."""
    if not name or (model.unit_text and model.parent_text):
        return model
    return replace(model, parent_text=name) if model.unit_text else replace(model, unit_text=name, unit_cell=cell)
