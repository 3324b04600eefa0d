"""The tables of this room."""

from pollwright.rolls.models.papers import RollCard, RollPapers
from pollwright.rolls.models.rolls import Roll, RollVoter

__all__ = ["Roll", "RollCard", "RollPapers", "RollVoter"]
