"""`danvan explain`: what a finding means, why it is one, and what to do."""

from itertools import groupby
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, told
from danvan_cli.cli.speech import emit


def explain(
    code: Annotated[str | None, typer.Argument(help=told("explain-code"))] = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from difflib import get_close_matches
    from textwrap import fill

    from danvan_cli.errors import UsageError
    from danvan_cli.findings import explanations
    from danvan_cli.messages import text

    known = {one.code: one for one in explanations()}
    if code is None:
        for group, members in groupby(known.values(), key=lambda one: one.group):
            emit(f"{group}\n")
            for one in members:
                emit(f"  {one.code} · {text('severity', one.severity)}\n")
                emit(fill(one.seen, 80, initial_indent="      ", subsequent_indent="      ") + "\n")
            emit("\n")
        return
    if code not in known:
        close = ", ".join(get_close_matches(code, known, 3, 0.5))
        raise UsageError(
            "finding-unknown", named=code, near=text("screen", "explain-near", codes=close) if close else ""
        )
    one = known[code]
    emit(f"{one.code} · {text('severity', one.severity)} · {one.group}\n")
    for head, said in (("explain-seen", one.seen), ("explain-why", one.why), ("explain-advice", one.advice)):
        emit(f"\n{text('screen', head)}\n{fill(said, 80, initial_indent='  ', subsequent_indent='  ')}\n")
