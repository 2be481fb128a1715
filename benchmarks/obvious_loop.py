"""The baseline: the loop that somebody who knows pandas writes for this job in an afternoon.

    python benchmarks/obvious_loop.py FOLDER [once|twice|whole|calamine]

For every sheet of every workbook: find the header row, take the field and the level of each row, count. It reads
lists only; of ticks, groups and matrices it takes what falls out. It is here for its cost, not for its figures.

People write it in three ways, which cost differently: `once`, all sheets without a header, cut afterwards; `twice`,
without a header to find it, then again with `header=` (what most answers on the web advise); `whole`, openpyxl's own
workbook made into frames; `calamine`, as `once` with the faster engine.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pandas as pd


def once(file: Path) -> Iterable[pd.DataFrame]:
    """All sheets, read once."""
    return pd.read_excel(file, sheet_name=None, header=None, engine="openpyxl").values()


def twice(file: Path) -> Iterable[pd.DataFrame]:
    """All sheets, read to find the header, and again from there on."""
    for sheet, frame in pd.read_excel(file, sheet_name=None, header=None, engine="openpyxl").items():
        headers = frame.index[frame[0].astype(str).str.strip().isin(["STT", "TT"])]
        header = int(headers[0]) if not headers.empty else 0
        again = pd.read_excel(file, sheet_name=sheet, header=header, engine="openpyxl")
        yield pd.DataFrame([list(again.columns), *again.to_numpy().tolist()])


def whole(file: Path) -> Iterable[pd.DataFrame]:
    """Openpyxl's workbook, sheet by sheet a frame."""
    return [pd.DataFrame(sheet.values) for sheet in openpyxl.load_workbook(file, data_only=True)]


def calamine(file: Path) -> Iterable[pd.DataFrame]:
    """All sheets, read once, with the faster engine."""
    return pd.read_excel(file, sheet_name=None, header=None, engine="calamine").values()


READS: dict[str, Callable[[Path], Iterable[pd.DataFrame]]] = {
    "once": once,
    "twice": twice,
    "whole": whole,
    "calamine": calamine,
}


def main(folder: Path, read: Callable[[Path], Iterable[pd.DataFrame]]) -> None:
    """Counts by field and level over all workbooks below the folder."""
    counted: Counter[tuple[str, str]] = Counter()
    for file in sorted(folder.rglob("*.xlsx")):
        for frame in read(file):
            first = frame[0].astype(str).str.strip()
            headers = frame.index[first.isin(["STT", "TT"])]
            if headers.empty:
                continue
            table = frame.loc[headers[0] + 1 :].copy()
            table.columns = frame.loc[headers[0]].astype(str).str.strip()
            table = table[pd.to_numeric(table.iloc[:, 0], errors="coerce").notna()]
            field = next((name for name in table.columns if "ĩnh vực" in str(name)), None)
            level = next((name for name in table.columns if str(name).startswith("Cấp")), None)
            fields = table[field].astype(str) if field else pd.Series("?", index=table.index)
            levels = table[level].astype(str) if level else pd.Series("Xã", index=table.index)
            counted.update(zip(fields, levels, strict=True))
    print(sum(counted.values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), READS[sys.argv[2] if len(sys.argv) > 2 else "once"])
