"""Whether a place speaks by its Front, which sends lists of its own beside the committee's. (counting.md 5)"""

from danvan_cli.intake.identity.evidence import Clue, Evidence, Source, spelled
from danvan_cli.units import Register
from danvan_cli.units.names import Mention
from danvan_cli.units.tree import is_body, place_of


def is_the_front_s(evidence: Evidence, register: Register, reporter: str) -> bool:
    """Whether the most trusted clue that names an organ of the reporter's place names the Front."""
    if is_body(reporter):
        return False
    place = place_of(reporter)
    own = register.era_of(place).line(place).key
    for clue in evidence.clues:
        voices = [one.voice for one in _mentions(clue, register) if one.voice and _is_of(one, own)]
        if voices:
            return register.bodies.is_front(voices[-1])  # the last of a letterhead issues
    return False


def _mentions(clue: Clue, register: Register) -> list[Mention]:
    """What a clue names, as it was read to know whose file it is; folders name no sender."""
    if clue.source >= Source.FOLDER:
        return []
    text = spelled(clue.text) if clue.source >= Source.SHEET else clue.text
    return register.read(text, expected=clue.source is Source.LETTERHEAD).mentions


def _is_of(mention: Mention, own: str) -> bool:
    """Whether an organ is that of a place: named with it, or with none."""
    return not mention.places or any(place.key == own for place in mention.places)
