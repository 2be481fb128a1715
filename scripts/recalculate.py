"""Recalculates a workbook that danvan wrote in LibreOffice: every formula must give the value that was stored with it.

python scripts/recalculate.py bo-bieu.xlsx …    (exit code 1: a formula gives something else)
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl


def recalculated(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice computes it, from a copy that stores no values."""
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    command = ["soffice", "--headless", home, "--convert-to", "xlsx", "--outdir", str(out), str(bare(path, folder))]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / path.name


def bare(path: Path, folder: Path) -> Path:
    """The workbook without the stored values of its formulas."""
    book = openpyxl.load_workbook(path)
    book.save(folder / path.name)  # openpyxl writes formulas without values
    return folder / path.name


def differences(path: Path) -> list[str]:
    """The formulas that give something else than what is stored, by sheet and cell."""
    with tempfile.TemporaryDirectory() as name:
        after = openpyxl.load_workbook(recalculated(path, Path(name)), data_only=True)
    stored, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    cells = [cell for sheet in formulas for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    print(f"{path.name}: {len(cells)} formulas")
    told = []
    for cell in cells:
        sheet, place = cell.parent.title, cell.coordinate
        was, now = stored[sheet][place].value, after[sheet][place].value
        if was != now:
            told.append(f"{sheet}!{place}: {cell.value} stored {was}, LibreOffice {now}")
    return told


if __name__ == "__main__":
    found = [line for argument in sys.argv[1:] for line in differences(Path(argument))]
    print("\n".join(found) if found else "All formulas give what is stored.")
    sys.exit(1 if found else 0)
