"""The tables of this room."""

from pollwright.nominations.models.candidates import (
    Candidate,
    CandidateHome,
    NominationObjection,
    NominationPaper,
    Subscriber,
)
from pollwright.nominations.models.parties import Party
from pollwright.nominations.models.statements import Appointment, Statement

__all__ = [
    "Appointment",
    "Candidate",
    "CandidateHome",
    "NominationPaper",
    "NominationObjection",
    "Party",
    "Statement",
    "Subscriber",
]
