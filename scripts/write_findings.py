"""Writes docs/findings.md from the catalogue of findings: `python scripts/write_findings.py`."""

from itertools import groupby
from pathlib import Path

from danvan_cli import messages
from danvan_cli.findings import explanations

PAGE = Path(__file__).parents[1] / "docs" / "findings.md"


def page() -> str:
    """The page: Vietnamese, then English."""
    parts = [
        "# Các điều danvan phát hiện · What danvan finds",
        "",
        "Trang này do `scripts/write_findings.py` viết; lời văn ở `data/messages/*/explain.toml`. Trên màn hình: `danvan explain MÃ`.",
        "",
        "This page is written by `scripts/write_findings.py`. On the screen: `danvan explain CODE --lang en`.",
    ]
    for language in messages.LANGUAGES:
        with messages.speaking(language):
            for group, members in groupby(explanations(), key=lambda one: one.group):
                parts += ["", f"## {group}", ""]
                for one in members:
                    parts += [
                        f"### `{one.code}` · {messages.text('severity', one.severity)}",
                        "",
                        f"> {one.seen}",
                        "",
                        one.why,
                        "",
                        f"**{messages.text('screen', 'explain-advice')}** {one.advice}",
                        "",
                    ]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
