"""Documents that two offices read otherwise, or as another unit's: asked, for one of the two readings is wrong."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.settled import Settled, Verdict
from danvan_cli.ledger.standing.stated import Filed, read_of
from danvan_cli.units import Register
from danvan_cli.vietnamese import number

Said = Mapping[tuple[str, str | None], tuple[str, list[tuple[int, int]] | None]]
"""Digest and unit to the office that read a document, and what it read, table by table: see `read_of`."""


def ask_about_other_readings(settled: Settled, returns: Sequence[Filed], said: Said, register: Register) -> None:
    """A question at the first table of a document, and its figures provisional, where its readings differ."""
    documents: dict[int, list[Filed]] = defaultdict(list)
    for filed in returns if said else ():
        if filed.hand is None:
            documents[filed.mail].append(filed)
    for mail, tables in documents.items():
        first = min(tables, key=lambda filed: filed.place)
        office, there = said.get((first.sha256, first.ret.reporter), ("", None))
        here = sorted(read_of(filed.ret, len(filed.models)) for filed in tables)
        if there is None or here == sorted(there):
            continue
        seen: dict[str, str | int] = {
            "office": register.name_of(office),
            "there": number(sum(figure for figure, _ in there)),
            "here": number(sum(figure for figure, _ in here)),
        }
        if settled.ask(first, Finding("read-otherwise-there", first.ret.sheet, None, seen)) is None:
            for verdict in settled.verdicts:
                verdict.provisional = verdict.provisional or verdict.stated.filed.mail == mail


def ask_about_files_of_two(settled: Settled, register: Register) -> None:
    """A question, and the figures provisional, where the same rows of the same bytes count for more than one unit.

    Two units may send one paper; or somebody said wrongly whose it is, here or in a lower office.
    """
    counted = [one for one in settled.verdicts if one.value and one.standing in ("own", "second-hand")]
    by_file: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in counted:
        if verdict.stated.filed.hand is None:
            by_file[verdict.stated.filed.sha256].append(verdict)
    for _, verdicts in sorted(by_file.items()):
        if len({verdict.stated.filed.ret.reporter for verdict in verdicts}) > 1:
            for reporters, twice in _counted_twice(verdicts).items():
                first = min((one.stated.filed for one in twice), key=lambda filed: (filed.place, filed.ret.reporter))
                names = "; ".join(register.full_name(code) for code in reporters)
                if settled.ask(first, Finding("file-of-two-units", None, None, {"units": names})) is None:
                    for verdict in twice:
                        verdict.provisional = True


def _counted_twice(verdicts: Sequence[Verdict]) -> dict[tuple[str, ...], list[Verdict]]:
    """Of one file the reporters for whom the same rows count, with the verdicts that count them."""
    rows: dict[tuple[int, str, int], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        for row in set(verdict.stated.rows).difference(verdict.without):
            rows[verdict.stated.filed.place, verdict.stated.stage, row].append(verdict)
    found: dict[tuple[str, ...], list[Verdict]] = defaultdict(list)
    for told in rows.values():
        reporters = {verdict.stated.filed.ret.reporter for verdict in told}
        if len(reporters) > 1:
            found[tuple(sorted(reporters))] += told
    return dict(sorted(found.items()))
