"""Trees on the screen, drawn by rich: good at 80 columns, without colour."""

from io import StringIO

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from danvan_cli.tables.places.unit_trees import Branch
from danvan_cli.writers.safe import plain


def text(root: Branch, *, width: int = 80) -> str:
    """The whole tree, ending in one line break."""
    out = StringIO()
    console = Console(file=out, width=max(width, 40), color_system=None, legacy_windows=False)
    console.print(_grown(root))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _grown(branch: Branch) -> Tree:
    tree = Tree(Text(plain(branch.label)))
    for below in branch.below:
        tree.children.append(_grown(below))
    return tree
