"""The container of old Office files: which streams and storages stand at its root. ([MS-CFB])

A workbook may hold documents, and a document workbooks: only the root tells what the file itself is.
"""

import struct
from collections.abc import Iterator

_IN_HEADER = 109  # sectors of the table of sectors that the header names itself
_ENTRY = 128
_LAST = 0xFFFFFFFA  # sectors and entries from here on are none


def root_names(content: bytes) -> frozenset[str]:
    """The names at the root, in lower case; none where the container is damaged."""
    try:
        return frozenset(_names(content))
    except (struct.error, IndexError):
        return frozenset()


def _names(content: bytes) -> Iterator[str]:
    directory = _directory(content)
    waiting, seen = [number_at(directory, 76)], set()  # the root's child, and from there the siblings of each
    while waiting:
        entry = waiting.pop()
        at = entry * _ENTRY
        if entry in seen or entry >= _LAST or at >= len(directory):
            continue
        seen.add(entry)
        length = struct.unpack_from("<H", directory, at + 64)[0]
        yield directory[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace").lower()
        waiting += [number_at(directory, at + 68), number_at(directory, at + 72)]


def _directory(content: bytes) -> bytes:
    """All entries, gathered from sector to sector."""
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 12)
    table = list(_table(content, size))
    parts, sector = [], number_at(content, 48)
    for _ in range(len(content) // size):
        if sector >= _LAST:
            break
        at = (sector + 1) * size  # the header takes the place of one
        parts.append(content[at : at + size])
        sector = number_at(content, (table[sector * 4 // size] + 1) * size + sector * 4 % size)
    return b"".join(parts)


def _table(content: bytes, size: int) -> Iterator[int]:
    """The sectors in which the table of sectors stands: some in the header, the others in a chain."""
    yield from struct.unpack_from(f"<{_IN_HEADER}I", content, 76)
    sector, each = number_at(content, 68), size // 4 - 1
    for _ in range(len(content) // size):
        if sector >= _LAST:
            break
        at = (sector + 1) * size
        yield from struct.unpack_from(f"<{each}I", content, at)
        sector = number_at(content, at + each * 4)


def number_at(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])
