"""The documents that a voter may show at a polling station (B-29), by the day of the poll."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.sources import VOTER_IDENTIFICATION_REGULATIONS_2022, Source

ACCEPTED: Final = Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "accepted documents", "B-29")


@dataclass(frozen=True, slots=True)
class AcceptedDocument:
    """A document that is accepted at polls from a day on, as the notice names it."""

    says: str
    polls_from: date = date.min


DOCUMENTS: Final = (
    AcceptedDocument(
        "a passport issued by the United Kingdom, the Channel Islands, the Isle of Man, a British Overseas Territory, an "
        "EEA state or a Commonwealth country"
    ),
    AcceptedDocument(
        "a driving licence issued by the United Kingdom, the Channel Islands, the Isle of Man or an EEA state"
    ),
    AcceptedDocument("a Blue Badge"),
    AcceptedDocument("a biometric immigration document"),
    AcceptedDocument("an identity card with the PASS mark"),
    AcceptedDocument("a Ministry of Defence Form 90 (defence identity card)"),
    AcceptedDocument("an HM Armed Forces Veteran Card", date(2025, 5, 1)),
    AcceptedDocument("a national identity card issued by an EEA state"),
    AcceptedDocument("an older person's or disabled person's bus pass, an Oyster 60+ card or a Freedom Pass"),
    AcceptedDocument("a Scottish National Entitlement Card, or a Welsh concessionary travel card"),
    AcceptedDocument("a Northern Ireland SmartPass, or an Electoral Identity Card of Northern Ireland"),
    AcceptedDocument("a Voter Authority Certificate, or a temporary one"),
    AcceptedDocument("an Anonymous Elector's Document, together with the poll card of the same number"),
)


def accepted_on(poll: date) -> tuple[str, ...]:
    """Return the documents accepted at a poll, in the order of the notice."""
    return tuple(one.says for one in DOCUMENTS if poll >= one.polls_from)
