"""Lists of one file that tell models that go on from new ones: "đăng ký mới" beside "duy trì" is an origin. (counting.md 3)

Alone, a list of what was newly registered is one of registrations; beside the list of what goes on both are the year's models.
In several files only the ledger sees that (`ledger/standing/new_beside_kept.py`).
"""

from danvan_cli.intake.draft import DraftFile, DraftTable

_NEW, _KEPT = ("moi",), ("duytri",)


def tell_new_from_kept(draft: DraftFile) -> None:
    """Take the stage from lists of what was newly registered, where the others of the file are of what goes on."""
    new = [table for table in draft.tables if _lists_new(table)]
    others = [table for table in draft.tables if not any(table is one for one in new)]
    if others and all(table.stage is None and "origin" in table.fixed for table in others):
        for table in new:
            table.stage = None
    if any(map(_tells_kept, draft.tables)):
        for table in filter(_tells_new, draft.tables):
            for model in table.models:
                model.stages = ()


def _tells_kept(table: DraftTable) -> bool:
    """Whether a list has models that go on, of no stage: then a list beside it, all of whose rows say "Đăng ký mới", has the new ones."""
    return any(not model.stages and model.at.get("origin") == _KEPT for model in table.models)


def _tells_new(table: DraftTable) -> bool:
    newly = all(model.stages == ("dangky",) and model.at.get("origin") == _NEW for model in table.models)
    return bool(table.models) and newly and table.stage is None


def _lists_new(table: DraftTable) -> bool:
    shows_stages = any(model.stages for model in table.models) or any("stage" in row.at for row in table.rows)
    return table.stage == "dangky" and table.fixed.get("origin") == _NEW and not shows_stages
