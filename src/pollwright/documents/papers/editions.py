"""The two editions of a register (RPR 2001 reg 93; handbook REG-410)."""

from enum import StrEnum


class Edition(StrEnum):
    """The full register, or the open (edited) register that leaves out those who opted out."""

    FULL = "full"
    OPEN = "open"
