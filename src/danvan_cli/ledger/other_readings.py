"""Documents that a lower office reads otherwise than this ledger does: asked, for one of the two readings is wrong."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from danvan_cli.findings import Finding
from danvan_cli.ledger.settled import Settled
from danvan_cli.ledger.stated import Filed, figure_of
from danvan_cli.units import Register
from danvan_cli.vietnamese import number

Said = Mapping[tuple[str, str | None], tuple[str, list[int] | None]]
"""Digest and unit to the office that read a document, and what it read: see `figure_of`."""


def ask_about_other_readings(settled: Settled, returns: Sequence[Filed], said: Said, register: Register) -> None:
    """A question at the first table of a document, and its figures provisional, where its readings differ."""
    documents: dict[int, list[Filed]] = defaultdict(list)
    for filed in returns if said else ():
        if filed.hand is None:
            documents[filed.mail].append(filed)
    for mail, tables in documents.items():
        first = min(tables, key=lambda filed: filed.place)
        office, there = said.get((first.sha256, first.ret.reporter), ("", None))
        here = sorted(figure_of(filed.ret, len(filed.models)) for filed in tables)
        if there is None or here == sorted(there):
            continue
        seen: dict[str, str | int] = {
            "office": register.name_of(office), "there": number(sum(there)), "here": number(sum(here)),
        }  # fmt: skip
        if settled.ask(first, Finding("read-otherwise-there", first.ret.sheet, None, seen)) is None:
            for verdict in settled.verdicts:
                verdict.provisional = verdict.provisional or verdict.stated.filed.mail == mail
