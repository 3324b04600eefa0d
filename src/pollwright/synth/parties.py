"""The register of parties of a demonstration: the public one, and parties that nobody registered, with emblems of their own.

No real party's artwork is kept here: the emblems are drawn below, and stand for parties that don't exist.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from pollwright.acting import Actor
from pollwright.documents.pictures import png_of
from pollwright.nominations.operations.parties import import_parties
from pollwright.printing.operations.emblems import add_emblem

PUBLIC: Final = Path(__file__).parent / "data" / "parties.json"
REGISTERED: Final = "2019-03-01"
SIDE: Final = 200


@dataclass(frozen=True, slots=True)
class Invented:
    """A party that nobody registered.

    :param drawn: its emblem, as the inside of an SVG of 200 by 200.
    """

    reference: str
    name: str
    description: str
    emblem: str
    drawn: str


INVENTED: Final = (
    Invented(
        "PP99901", "Mill and Meadow Party (demonstration)", "Mill and Meadow Party candidate", "Mill wheel of eight spokes",
        '<circle cx="100" cy="100" r="80" fill="none" stroke="black" stroke-width="14"/>'
        '<circle cx="100" cy="100" r="18"/>'
        '<path d="M100 20V180M20 100H180M43 43L157 157M157 43L43 157" stroke="black" stroke-width="9"/>',
    ),
    Invented(
        "PP99902", "Lantern Alliance (demonstration)", "Lantern Alliance: light for every lane", "Lantern with three rays",
        '<path d="M70 80H130L140 170H60Z M85 62H115V80H85Z" />'
        '<path d="M100 8V42M38 30L66 56M162 30L134 56" stroke="black" stroke-width="12"/>'
        '<circle cx="100" cy="125" r="20" fill="white"/>',
    ),
)  # fmt: skip


def keep_parties(head: Actor, *, now: datetime) -> None:
    """Take over the register of parties, with the invented ones and the pictures of their emblems."""
    import_parties(actor=head, content=PUBLIC.read_bytes())
    import_parties(actor=head, content=json.dumps([_line(party) for party in INVENTED]).encode())
    for party in INVENTED:
        picture = png_of(_svg(party.drawn))
        add_emblem(actor=head, party=party.reference, description=party.emblem, data=picture, at=now)


def _line(party: Invented) -> dict[str, object]:
    """Return a party as the public list would give it."""
    return {
        "id": party.reference,
        "name": party.name,
        "register": "Great Britain",
        "registered": REGISTERED,
        "descriptions": [{"en": party.description}],
        "emblems": [party.emblem],
    }


def _svg(drawn: str) -> str:
    size = f'width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'
