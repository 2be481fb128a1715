"""The files of a run between being read and being kept: some in memory, the rest aside, so that thousands take no more room than hundreds."""

import hashlib
import pickle
import tempfile
from dataclasses import dataclass
from typing import IO

from danvan_cli.findings import Finding
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.intake.identity.home import Voice
from danvan_cli.intake.mail import Mail, read_bytes
from danvan_cli.ledger.books.kept_mail import KeptMail
from danvan_cli.ledger.taking_in.examination import Examined
from danvan_cli.settings import MEBIBYTE

_SMALL = MEBIBYTE // 4  # bytes of a file that may be held: a list has a tenth of them, a photo ten times as many
_ROOM = 48 * MEBIBYTE  # of all that is held, as it is written: a thousand lists


@dataclass(slots=True)
class InHand:
    """One file of the run, and how far it has come."""

    mail: Mail
    content: bytes | None = None
    kept: KeptMail | None = None  # the very file, kept before
    stale: bool = False  # but with other knowledge than now: it must be read again
    examined: Examined | None = None
    voice: Voice | None = None  # what it said of where it belongs
    failure: Finding | None = None  # why it could not be opened, or what its reader died of
    digest: str | None = None  # of bytes that were let go
    aside: int | None = None  # where what was examined lies meanwhile
    refused: bool = False

    @property
    def is_examined(self) -> bool:
        """Whether a reader understood it, wherever that is held."""
        return self.examined is not None or self.aside is not None

    def let_go(self) -> None:
        """Forget its bytes until they are needed again."""
        if self.content is not None:
            self.digest, self.content = hashlib.sha256(self.content).hexdigest(), None

    def fetch(self) -> None:
        """Have its bytes at hand again. What changed meanwhile is not what was examined: it is refused."""
        if self.content is not None or self.digest is None:
            return
        try:
            content = read_bytes(self.mail)
        except Unreadable as unreadable:
            self.failure = unreadable.finding
            return
        if hashlib.sha256(content).hexdigest() == self.digest:
            self.content = content
        else:
            self.failure = Unreadable("changed").finding


class Held:
    """What a run holds of its files until their turn comes."""

    def __init__(self) -> None:
        self._room = _ROOM
        self._aside: IO[bytes] | None = None  # nobody else sees it, and it is gone with the run

    def close(self) -> None:
        """The run is over."""
        if self._aside is not None:
            self._aside.close()

    def hold(self, read: InHand) -> None:
        """Keep a file at hand as far as there is room: else its bytes are read once more, and what they say lies aside."""
        if read.examined or read.failure:
            read.refused = read.failure is not None or bool(read.examined and read.examined.refused)
        weight = len(read.content or b"") + _weight(read.examined)
        full = self._room < weight
        if full or (read.content is not None and len(read.content) > _SMALL):
            read.let_go()
        if full and read.examined is not None:
            self._put_aside(read)
        elif not full:
            self._room -= weight

    def _put_aside(self, read: InHand) -> None:
        if self._aside is None:
            self._aside = tempfile.TemporaryFile()  # noqa: SIM115 - it lasts as long as the run
        read.aside = self._aside.seek(0, 2)
        pickle.dump(read.examined, self._aside, pickle.HIGHEST_PROTOCOL)
        read.examined = None

    def back(self, read: InHand) -> None:
        """Have all of it at hand again."""
        read.fetch()
        if read.aside is not None and self._aside is not None:
            self._aside.seek(read.aside)
            read.examined = pickle.load(self._aside)  # noqa: S301 - written above, into a file of ours alone


def _weight(examined: Examined | None) -> int:
    """The letters that the store will keep of it: nearly all that it is."""
    returns = examined.returns if examined else ()
    return sum(len(part) for one in returns for part in one.columns if isinstance(part, str | bytes))
