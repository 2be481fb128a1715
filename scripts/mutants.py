"""Workbooks damaged in a thousand ways, each read as mail is: `python scripts/mutants.py 50000 [SEED [FILE …]]`. (hostile.md)

A mutant may be read or refused; danvan may not fail on it. What fails is kept beside the script's output, to become a
case of the tests.
"""

import random
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from danvan_cli.intake.crew.workers import Task, at_work
from danvan_cli.ledger.taking_in.examination import Terms, examine

_TOKENS = (
    b"<", b">", b'"', b"&", b"\0", b"\xff", b"/>", b"</c>", b"<v>", b"</v>", b"<f>", b"-1", b"0", b"1048577", b"4294967295", b"1e309",
    b"NaN", b"#REF!", b'r="XFD1048576"', b'r="A0"', b't="e"', b't="s"', b't="b"', b't="inlineStr"', b"<!DOCTYPE x>", b"<![CDATA[",
    b"&#0;", b"&x;", b'hidden="1"', b'ref="A1:XFD1048576"', b"\xf0\x9f\x8d\x9a", b"1,5", b"1.597", b" ", b"\n",
)  # fmt: skip
_ENDINGS = (".xlsx", ".xls", ".docx", ".ods", ".csv", ".html")
_MOST = 6  # changes of one mutant


def mutants(originals: list[bytes], count: int, seed: int = 0) -> Iterator[bytes]:
    """So many mutants, each of one of these files: of workbooks in their XML, else in their bytes."""
    chance = random.Random(seed)
    for _ in range(count):
        original = chance.choice(originals)
        packed = original.startswith(b"PK") and chance.random() < 0.7
        yield _in_parts(original, chance) if packed else _changed(original, chance)


def _in_parts(content: bytes, chance: random.Random) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = {chance.choice(names) for _ in range(chance.randint(1, 2))}
        for name in names:
            part = old.read(name)
            if name in hit and chance.random() < 0.05:
                continue
            new.writestr(name, _changed(part, chance) if name in hit else part)
    return into.getvalue()


def _changed(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, _MOST)):
        place = chance.randrange(len(data)) if data else 0
        length = chance.randint(1, 40)
        match chance.randrange(7):
            case 0 if data:
                data[place] ^= 1 << chance.randrange(8)
            case 1:
                del data[place : place + length]
            case 2:
                data[place:place] = data[place : place + length]
            case 3:
                data[place:place] = chance.choice(_TOKENS)
            case 4:
                token = chance.choice(_TOKENS)
                data[place : place + len(token)] = token
            case 5:
                other = chance.randrange(len(data)) if data else 0
                data[place : place + length], data[other : other + length] = (
                    data[other : other + length],
                    data[place : place + length],
                )
            case _:
                del data[place + chance.randrange(400) :][:length]
    return bytes(data)


def outcome(content: bytes, name: str) -> str:
    """What becomes of one: read, refused and why, or the failure that nobody foresaw."""
    try:
        found = examine(content, name, Terms(home=None, period=None, unit=None, strict=False, workspace=None))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - that is what is looked for
        return f"failed\n{traceback.format_exc()}"
    return "refused" if found.refused else "read"


def verdicts(contents: Iterator[bytes], count: int) -> Iterator[tuple[bytes, str]]:
    """Each mutant with what became of it, in workers of their own: some of them kill their reader."""
    with at_work(outcome, count) as crew:
        for task in crew.do(outcome, (Task(f"{number}.xlsx", one) for number, one in enumerate(contents))):
            reason = task.finding.seen["why"] if task.finding else ""
            yield task.content, task.answer or f"killed: {reason}"


def originals() -> list[bytes]:
    """Samples and odd files that are read as they are: damage beyond the first step of reading is what matters."""
    folder = Path(__file__).parents[1]
    files = [*(folder / "data" / "samples").rglob("*"), *(folder / "tests" / "odd").rglob("*")]
    contents = {path.read_bytes() for path in files if path.suffix.lower() in _ENDINGS}
    return sorted(one for one in contents if outcome(one, "a.xlsx") == "read")


def main() -> None:
    """Read so many mutants, count what became of them, and keep those that danvan failed on."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    files = [Path(name).read_bytes() for name in sys.argv[3:]] or originals()
    found: Counter[str] = Counter()
    for content, said in verdicts(mutants(files, count, seed), count):
        kind, _, why = said.partition("\n")
        found[kind] += 1
        if kind == "failed":
            kept = Path(f"mutant-{sha256(content).hexdigest()[:12]}.bin")
            kept.write_bytes(content)
            sys.stdout.write(f"{kept}\n{why}\n")
    sys.stdout.write("".join(f"{kind}: {number}\n" for kind, number in found.most_common()))


if __name__ == "__main__":
    main()
