"""The tables of this room."""

from pollwright.nominations.models.agents import Agent, AgentNumber, Deposit
from pollwright.nominations.models.candidates import (
    Candidate,
    CandidateHome,
    NominationObjection,
    NominationPaper,
    Subscriber,
)
from pollwright.nominations.models.councils import Clerk, ConstituentCouncils
from pollwright.nominations.models.invitations import DraftMessage, DraftUpload, Invitation
from pollwright.nominations.models.parties import Party
from pollwright.nominations.models.statements import Appointment, Statement

__all__ = [
    "Agent",
    "AgentNumber",
    "Appointment",
    "Candidate",
    "CandidateHome",
    "Clerk",
    "ConstituentCouncils",
    "Deposit",
    "DraftMessage",
    "DraftUpload",
    "Invitation",
    "NominationPaper",
    "NominationObjection",
    "Party",
    "Statement",
    "Subscriber",
]
