"""The register as a ledger: electors, entries over time, alterations, notices and publications."""

from pollwright.register.models.alterations import Alteration, AlterationWithdrawal, Determination
from pollwright.register.models.applications import (
    Application,
    ApplicationPrivate,
    Attestation,
    EvidenceItem,
    IdentityCheck,
    TrayItem,
)
from pollwright.register.models.cases import (
    ContactNote,
    DeletionCase,
    DeletionSource,
    Objection,
    OutsideReport,
    QualityFinding,
    Review,
)
from pollwright.register.models.electors import (
    Elector,
    ElectorBirth,
    ElectorProtected,
    ElectorSearch,
    OpenRegisterChoice,
    QualifyingAddress,
    SearchWord,
)
from pollwright.register.models.entries import RegisterEntry, RegisterNumber
from pollwright.register.models.notices import DistrictProof, Notice, NoticeLine, Publication, PublicationFile

__all__ = [
    "Alteration",
    "AlterationWithdrawal",
    "Application",
    "ApplicationPrivate",
    "Attestation",
    "ContactNote",
    "DeletionCase",
    "DeletionSource",
    "Determination",
    "DistrictProof",
    "Elector",
    "ElectorBirth",
    "ElectorProtected",
    "ElectorSearch",
    "EvidenceItem",
    "IdentityCheck",
    "Notice",
    "NoticeLine",
    "Objection",
    "OpenRegisterChoice",
    "OutsideReport",
    "Publication",
    "PublicationFile",
    "QualifyingAddress",
    "QualityFinding",
    "RegisterEntry",
    "RegisterNumber",
    "Review",
    "SearchWord",
    "TrayItem",
]
