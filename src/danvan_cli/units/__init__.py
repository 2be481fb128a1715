"""Vietnam's places and the bodies in them: what a name means, who lies where, what became of whom. This is its front door."""

from danvan_cli.units.register import ACCENTLESS, ALIAS, OTHER_STATUS, SAME, Match, Register, load
from danvan_cli.units.tree import Unit, place_of

__all__ = ["ACCENTLESS", "ALIAS", "OTHER_STATUS", "SAME", "Match", "Register", "Unit", "load", "place_of"]
