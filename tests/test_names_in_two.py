"""Lists without a column of names: a model's name stands under "Tập thể" or under "Cá nhân"."""

import pytest

from drawing import found, understood

TITLE = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024"


def listed(*lines: str) -> str:
    return "\n".join((TITLE, "| STT | Tập thể | Cá nhân | Lĩnh vực |", *lines))


def test_a_name_under_collectives_or_persons_names_a_model_that_they_hold() -> None:
    draft = understood(
        listed(
            "| 1 | Trồng hoa cúc ven đường | | Kinh tế |",
            "| 2 | | Nuôi gà thả vườn | Kinh tế |",
            "| 3 | Hũ gạo tình thương | | VH-XH |",
            "| | Tổng cộng | | |",
        )
    )
    (table,) = draft.tables
    assert [(model.name, model.cell, model.at["holder"]) for model in table.models] == [
        ("Trồng hoa cúc ven đường", "B3", ("tapthe",)),
        ("Nuôi gà thả vườn", "C4", ("canhan",)),
        ("Hũ gạo tình thương", "B5", ("tapthe",)),
    ]
    assert not found(draft)


def test_what_such_a_list_leaves_unclear_is_asked_where_it_stands() -> None:
    draft = understood(listed("| 1 | Trồng hoa cúc | | lâm sinh |", "| 2 | | Nuôi gà thả vườn | Kinh tế |"))
    assert found(draft) == [("field-unknown", "D3")]


@pytest.mark.parametrize(("persons", "findings"), [(1, []), (2, [("stated-total-differs", "B5")])])
def test_the_totals_of_both_are_checked(persons: int, findings: list[tuple[str, str]]) -> None:
    total = f"| Tổng cộng | 1 | {persons} | |"
    draft = understood(listed("| 1 | Trồng hoa cúc | | Kinh tế |", "| 2 | | Nuôi gà thả vườn | Kinh tế |", total))
    assert found(draft) == findings


@pytest.mark.parametrize(
    "lines",
    [
        ("| 1 | Hội Phụ nữ xã | | Kinh tế |", "| 2 | | Nguyễn Văn An | Kinh tế |"),  # who holds them
        ("| 1 | Hội Phụ nữ xã | | Kinh tế |", "| 2 | | Nuôi gà thả vườn | Kinh tế |"),
        ("| 1 | Trồng hoa cúc | Nguyễn Văn An | Kinh tế |", "| 2 | Hũ gạo tình thương | | VH-XH |"),
    ],
)
def test_a_list_of_who_holds_models_names_none(lines: tuple[str, ...]) -> None:
    assert not any(table.models for table in understood(listed(*lines)).tables)
