"""Anonymous registration: what evidence will do, and what follows (REG-170 to REG-177)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Final

from pollwright.law.periods import last_day_of_months
from pollwright.law.sources import REGULATIONS_2001, RPA_1983, Source
from pollwright.law.workings import Answer, Working

EVIDENCE: Final = Source(RPA_1983, "s 9B", "REG-171", confirmed=False)
ORDER: Final = Source(REGULATIONS_2001, "reg 31I", "REG-171", confirmed=False)
ATTESTATION: Final = Source(REGULATIONS_2001, "reg 31J", "REG-172", confirmed=False)
SHORTEST_YEARS: Final = 1
LONGEST_YEARS: Final = 5


class Order(StrEnum):
    """A court order or injunction that shows a risk to safety while it is in force."""

    NON_MOLESTATION = "non-molestation"
    RESTRAINING = "restraining"
    HARASSMENT_INJUNCTION = "harassment-injunction"
    FORCED_MARRIAGE_PROTECTION = "forced-marriage-protection"
    FGM_PROTECTION = "fgm-protection"
    DOMESTIC_VIOLENCE_PROTECTION = "domestic-violence-protection"


class Officer(StrEnum):
    """Someone whose attestation of the risk is evidence."""

    POLICE_INSPECTOR = "police-inspector-or-above"
    SOCIAL_SERVICES_DIRECTOR = "director-of-social-services"
    SOCIAL_WORKER = "registered-social-worker"
    DOCTOR = "registered-medical-practitioner"
    NURSE = "registered-nurse"
    MIDWIFE = "registered-midwife"
    REFUGE_MANAGER = "refuge-manager"
    SECURITY_SERVICE = "director-general-of-the-security-service"
    NATIONAL_CRIME_AGENCY = "director-general-of-the-national-crime-agency"


@dataclass(frozen=True, slots=True)
class QualifyingOfficer:
    """From when an attestation by an officer of this kind is evidence."""

    officer: Officer
    in_force_from: date
    source: Source


_ORIGINAL = date(2007, 6, 1)
_WIDENED = date(2018, 3, 7)
_SURE = Source(REGULATIONS_2001, "reg 31J", "REG-172")
QUALIFYING_OFFICERS: Final = (
    QualifyingOfficer(Officer.POLICE_INSPECTOR, _WIDENED, ATTESTATION),
    QualifyingOfficer(Officer.SOCIAL_SERVICES_DIRECTOR, _ORIGINAL, ATTESTATION),
    QualifyingOfficer(Officer.SOCIAL_WORKER, _WIDENED, _SURE),
    QualifyingOfficer(Officer.DOCTOR, _WIDENED, _SURE),
    QualifyingOfficer(Officer.NURSE, _WIDENED, _SURE),
    QualifyingOfficer(Officer.MIDWIFE, _WIDENED, _SURE),
    QualifyingOfficer(Officer.REFUGE_MANAGER, _WIDENED, _SURE),
    QualifyingOfficer(Officer.SECURITY_SERVICE, _ORIGINAL, ATTESTATION),
    QualifyingOfficer(Officer.NATIONAL_CRIME_AGENCY, _ORIGINAL, ATTESTATION),
)


@dataclass(frozen=True, slots=True)
class CourtOrder:
    """An order shown in evidence, in force over these days (no end: until further order)."""

    kind: Order
    made_on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class RiskAttestation:
    """A qualifying officer's attestation, good for `years` from its date."""

    officer: Officer
    in_writing: bool
    signed: bool
    dated_on: date
    years: int


def order_suffices(order: CourtOrder, on: date) -> Answer:
    """Return whether a court order is evidence on the day of the application."""
    live = order.made_on <= on and (order.expires_on is None or on <= order.expires_on)
    return Answer(live, (Working("The order must be in force when the application is made", order.expires_on, ORDER),))


def attestation_suffices(attestation: RiskAttestation, on: date) -> Answer:
    """Return whether an attestation is evidence on the day of the application, with each test."""
    qualified = any(
        each.officer is attestation.officer and each.in_force_from <= attestation.dated_on
        for each in QUALIFYING_OFFICERS
    )
    lawful_life = SHORTEST_YEARS <= attestation.years <= LONGEST_YEARS
    last_day = last_day_of_months(attestation.dated_on, 12 * attestation.years)
    tests = (
        (qualified, "Made by a qualifying officer", attestation.dated_on),
        (attestation.in_writing and attestation.signed, "In writing and signed", None),
        (lawful_life, "Stated to last from one to five years", None),
        (attestation.dated_on <= on <= last_day, "Still within the life it states", last_day),
    )
    return Answer(
        all(holds for holds, _, _ in tests),
        tuple(Working(says, day, ATTESTATION) for _, says, day in tests),
    )


def risk_is_shown(orders: Collection[CourtOrder], attestations: Collection[RiskAttestation], on: date) -> Answer:
    """Return whether the evidence sent with an anonymous application is enough: one live order or attestation."""
    answers = [order_suffices(order, on) for order in orders]
    answers += [attestation_suffices(attestation, on) for attestation in attestations]
    for answer in answers:
        if answer.holds:
            return answer
    needed = Working("A live court order or a qualifying attestation is needed", None, EVIDENCE)
    return Answer(False, (needed, *chain.from_iterable(answer.workings for answer in answers)))
