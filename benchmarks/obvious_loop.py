"""The baseline: the loop that somebody who knows pandas writes for this job in an afternoon.

For every sheet of every workbook: find the header row, take the field and the level of each row, count. It reads
lists only; of ticks, groups and matrices it takes what falls out. It is here for its cost, not for its figures.
"""

import sys
from collections import Counter
from pathlib import Path

import pandas as pd


def main(folder: Path) -> None:
    """Counts by field and level over all workbooks below the folder."""
    counted: Counter[tuple[str, str]] = Counter()
    for file in sorted(folder.rglob("*.xlsx")):
        for frame in pd.read_excel(file, sheet_name=None, header=None, engine="openpyxl").values():
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
    main(Path(sys.argv[1]))
