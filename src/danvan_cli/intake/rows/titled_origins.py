"""Lists of one file that tell models that go on from new ones: "đăng ký mới" beside "duy trì" is an origin. (counting.md 3)

Alone, a list of what was newly registered is one of registrations; beside the list of what goes on both are the year's models.
In several files only the ledger sees that (`ledger/standing/new_beside_kept.py`).
"""

from danvan_cli.intake.draft import DraftFile, DraftTable

_NEW = ("moi",)


def tell_new_from_kept(draft: DraftFile) -> None:
    """Take the stage from lists of what was newly registered, where the others of the file are of what goes on."""
    new = [table for table in draft.tables if _lists_new(table)]
    others = [table for table in draft.tables if not any(table is one for one in new)]
    if others and all(table.stage is None and "origin" in table.fixed for table in others):
        for table in new:
            table.stage = None


def _lists_new(table: DraftTable) -> bool:
    shows_stages = any(model.stages for model in table.models) or any("stage" in row.at for row in table.rows)
    return table.stage == "dangky" and table.fixed.get("origin") == _NEW and not shows_stages
