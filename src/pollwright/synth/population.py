"""How many of each kind of elector an authority has, and how they are shared out among its districts and blocks."""

from dataclasses import dataclass

import numpy as np

from pollwright.synth.districts import District
from pollwright.synth.randomness import Ints, shares

# Entries per elector; the figures are those of a South West authority of 430,000 electors.
RATES = {
    "eu": 0.019,
    "overseas": 0.0045,
    "attainers": 0.006,
    "forces": 650 / 430_000,
    "crown_servant": 15 / 430_000,
    "british_council": 10 / 430_000,
    "forces_child": 6 / 430_000,
    "local_connection": 45 / 430_000,
    "peers": 8 / 430_000,
    "anonymous": 45 / 430_000,
    "anonymous_eu": 2 / 430_000,  # of the anonymous
    "anonymous_overseas": 1 / 430_000,  # of the anonymous
    "inherited_g": 16 / 430_000,  # EU entries that another system left unreviewed
    "two_addresses": 250 / 430_000,  # lawful: a student at home and at college
    "duplicates": 300 / 430_000,  # not lawful: a mover whose former entry still stands
}
SMALLEST = 1_000  # electors; from here on an authority has at least one of every kind


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """The numbers wanted, by district of the plan."""

    electors: Ints
    overseas: Ints
    local_connection: Ints
    totals: dict[str, int]

    @property
    def residents(self) -> Ints:
        """Entries of people who live (or are taken to live) at their qualifying address."""
        return self.electors - self.overseas - self.local_connection

    def of_block(self, rows: list[int], worked: int) -> dict[str, int]:
        """Return each total's part in a block.

        :param rows: the block's districts, as indexes into the plan.
        :param worked: electors in the blocks before it; shares are cut from the running sum, so they add up.
        """
        whole = max(1, int(self.electors.sum()))
        upto = worked + int(self.electors[rows].sum())
        return {
            kind: round(total * upto / whole) - round(total * worked / whole) for kind, total in self.totals.items()
        }


def population(districts: list[District]) -> Population:
    """Work out the numbers for an authority of these districts."""
    electors = np.array([district.electors for district in districts], dtype=np.int64)
    size = int(electors.sum())
    totals = {kind: max(round(rate * size), 1 if size >= SMALLEST else 0) for kind, rate in RATES.items()}
    if size >= SMALLEST:
        # One at least is neither an EU citizen nor overseas, and so has the marker of the anonymous alone.
        totals["anonymous"] = max(totals["anonymous"], totals["anonymous_eu"] + totals["anonymous_overseas"] + 1)
    overseas = _spread(totals["overseas"], electors, electors)
    local = _spread(totals["local_connection"], electors, electors - overseas)
    return Population(electors, overseas, local, totals)


def _spread(total: int, electors: Ints, room: Ints) -> Ints:
    """Share a number among districts by size, never taking a district's last two entries.

    What small districts have no room for goes to the largest.
    """
    part = np.minimum(shares(total, electors), np.maximum(room - 2, 0))
    short = total - int(part.sum())
    for index in np.argsort(-electors, kind="stable"):
        more = min(short, max(0, int(room[index] - 2 - part[index])))
        part[index] += more
        short -= more
    return part
