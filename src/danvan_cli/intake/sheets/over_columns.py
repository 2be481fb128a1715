"""What headings over several columns say of the figures below: "Mô hình mới chia theo lĩnh vực", "Mô hình chưa triển khai". (counting.md 8)"""

from danvan_cli.intake.sheets.view import Column, Columns
from danvan_cli.intake.words.headings import Reader, Says, phrases
from danvan_cli.intake.words.row_texts import is_body, is_place
from danvan_cli.intake.words.stated_counts import is_total
from danvan_cli.vietnamese import fold


def heed_what_is_over(columns: Columns, reader: Reader) -> None:
    """Figures below a heading that nobody understands are none of the table's own, whatever members stand right over them.

    Under "Mô hình chưa triển khai" the column "Tập thể" counts no collectives of the table: it is asked about, as the
    heading would be over one column. What is understood of it holds for all below: "Lĩnh vực của mô hình mới".
    """
    for column in columns.figures:
        if column.declared or _says_itself(column, reader):
            continue
        said = [reader.over(text) for text in column.path[:-1] if not _names_whose(text, column, reader)]
        if None in said:
            column.role, column.at, column.unit = "unknown", {}, ""
        for at in filter(None, said) if None not in said else ():
            column.at = {**at, **column.at}


def _says_itself(column: Column, reader: Reader) -> bool:
    """Whether a column's headings mean something together only: "Mô hình các cấp công" over "nhận"."""
    if len(column.path) < 2 or reader.heading(column.path[-1]).says is not Says.UNKNOWN:
        return False
    joined = reader.heading(" ".join(column.path))
    return joined.exact and joined.says is Says.COORDINATE


def _names_whose(text: str, column: Column, reader: Reader) -> bool:
    """Whether a heading says whose the figures below are, or over units that these stand together: "Cụm thi đua số 1"."""
    if is_place(text) or is_body(text) or is_total(text, reader, figures=True):
        return True
    together = phrases("rows", "together").starts(fold(text)) or reader.heading(text).name == "unit"
    return bool(column.unit) and (text == column.unit or bool(together))
