"""What an application must say, what is still missing, and what its National Insurance number is good for (2.1)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pollwright.law.facts import Category
from pollwright.law.sources import (
    COMMISSION_ENGLAND,
    OVERSEAS_REGULATIONS_2023,
    REGULATIONS_2001,
    RPA_1983,
    Source,
)


class ApplicationKind(StrEnum):
    """What an application asks for, by the name that files use."""

    ORDINARY = "ordinary"
    OVERSEAS = "overseas"
    FORCES = "forces"
    CROWN_SERVANT = "crown_servant"
    BRITISH_COUNCIL = "british_council"
    LOCAL_CONNECTION = "local_connection"
    ANONYMOUS = "anonymous"
    CHANGE_OF_NAME = "change_of_name"
    RENEWAL = "renewal"


class Item(StrEnum):
    """Something that an application says or brings."""

    FULL_NAME = "full_name"
    ADDRESS = "address"
    LEFT_ADDRESS_ANSWER = "left_address_answer"
    OTHER_ADDRESS_ANSWER = "other_address_answer"
    DATE_OF_BIRTH = "date_of_birth"
    NO_BIRTH_REASON = "no_birth_reason"
    AGE_STATEMENT = "age_statement"
    NINO = "nino"
    NO_NINO_REASON = "no_nino_reason"
    NATIONALITY = "nationality"
    NO_NATIONALITY_REASON = "no_nationality_reason"
    EU_RESIDENCE_ANSWER = "eu_residence_answer"
    OPEN_REGISTER_CHOICE = "open_register_choice"
    DECLARATION_OF_TRUTH = "declaration_of_truth"
    DATE = "date"
    SERVICE_DECLARATION = "service_declaration"
    LOCAL_CONNECTION_DECLARATION = "local_connection_declaration"
    CONTACT = "contact"
    BRITISH_STATEMENT = "british_statement"
    ABROAD_STATEMENT = "abroad_statement"
    FORMER_CONNECTION = "former_connection"
    PRESENT_ADDRESS = "present_address"
    NO_OTHER_ENTRY = "no_other_entry"
    OFFENCE_AWARENESS = "offence_awareness"
    ANONYMOUS_APPLICATION = "anonymous_application"
    EVIDENCE_OF_RISK = "evidence_of_risk"
    FORMER_NAME = "former_name"
    EVIDENCE_OF_NAME = "evidence_of_name"


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that applications of some kinds must have: any one of `ways`, each a set of items, will do."""

    kinds: frozenset[ApplicationKind]
    says: str
    ways: tuple[frozenset[Item], ...]
    source: Source

    @property
    def code(self) -> Item:
        """The item that stands for it in records: the first that would do."""
        return min(self.ways[0])

    def met_by(self, items: Collection[Item]) -> bool:
        """Return whether one of the ways is fully among `items`."""
        return any(way <= set(items) for way in self.ways)


def _ways(*ways: tuple[Item, ...]) -> tuple[frozenset[Item], ...]:
    return tuple(frozenset(way) for way in ways)


def _content(provision: str, *, confirmed: bool = True) -> Source:
    return Source(REGULATIONS_2001, provision, "REG-200", confirmed)


_SERVICE = frozenset({ApplicationKind.FORCES, ApplicationKind.CROWN_SERVANT, ApplicationKind.BRITISH_COUNCIL})
_FRESH = frozenset(ApplicationKind) - {ApplicationKind.RENEWAL, ApplicationKind.CHANGE_OF_NAME}
_ALL = frozenset(ApplicationKind)
_OVERSEAS = frozenset({ApplicationKind.OVERSEAS})
_ABROAD = frozenset({ApplicationKind.OVERSEAS, ApplicationKind.RENEWAL})
_RENEWAL = Source(OVERSEAS_REGULATIONS_2023, "", "REG-162")
_NAME = Source(RPA_1983, "s 10ZD", "REG-251")

REQUIREMENTS: Final = (
    Requirement(_ALL, "Full name", _ways((Item.FULL_NAME,)), _content("reg 26(1)(a)")),
    Requirement(_ALL, "Address in respect of which to be registered", _ways((Item.ADDRESS,)), _content("reg 26(1)(b)")),
    Requirement(
        _FRESH - _OVERSEAS,
        "Whether an address was left in the last 12 months",
        _ways((Item.LEFT_ADDRESS_ANSWER,)),
        _content("reg 26(1)(c)"),
    ),
    Requirement(
        _FRESH - _OVERSEAS,
        "Whether there is another address, and whether to stay registered there",
        _ways((Item.OTHER_ADDRESS_ANSWER,)),
        _content("reg 26(1)(d)"),
    ),
    Requirement(
        _FRESH,
        "Date of birth, or why it can't be given with a statement of age",
        _ways((Item.DATE_OF_BIRTH,), (Item.NO_BIRTH_REASON, Item.AGE_STATEMENT)),
        _content("reg 26(1)(e)"),
    ),
    Requirement(
        _FRESH,
        "National Insurance number, or why it can't be given",
        _ways((Item.NINO,), (Item.NO_NINO_REASON,)),
        _content("reg 26(1)(f)"),
    ),
    Requirement(
        _FRESH,
        "Nationality, or why it can't be given",
        _ways((Item.NATIONALITY,), (Item.NO_NATIONALITY_REASON,)),
        _content("reg 26(1)(g)"),
    ),
    Requirement(
        _FRESH - _OVERSEAS,
        "Choice about the open register",
        _ways((Item.OPEN_REGISTER_CHOICE,)),
        _content("reg 26(1)", confirmed=False),
    ),
    Requirement(
        _ALL, "Declaration that it is true", _ways((Item.DECLARATION_OF_TRUTH,)), _content("reg 26(1)", confirmed=False)
    ),
    Requirement(_ALL, "Date of the application", _ways((Item.DATE,)), _content("reg 26(1)", confirmed=False)),
    Requirement(
        _SERVICE,
        "Service declaration",
        _ways((Item.SERVICE_DECLARATION,)),
        Source(RPA_1983, "ss 15 and 16", "REG-153", confirmed=False),
    ),
    Requirement(
        frozenset({ApplicationKind.LOCAL_CONNECTION}),
        "Declaration of local connection",
        _ways((Item.LOCAL_CONNECTION_DECLARATION,)),
        Source(RPA_1983, "s 7B", "REG-151"),
    ),
    Requirement(
        frozenset({ApplicationKind.LOCAL_CONNECTION}),
        "Address for letters, or that they will be collected",
        _ways((Item.CONTACT,)),
        Source(RPA_1983, "s 7B(3)", "REG-151", confirmed=False),
    ),
    Requirement(_ABROAD, "Statement of British citizenship", _ways((Item.BRITISH_STATEMENT,)), _RENEWAL),
    Requirement(_ABROAD, "Statement of not living in the United Kingdom", _ways((Item.ABROAD_STATEMENT,)), _RENEWAL),
    Requirement(_ABROAD, "Present address", _ways((Item.PRESENT_ADDRESS,)), _RENEWAL),
    Requirement(
        _OVERSEAS,
        "Last registration, or last residence where never registered",
        _ways((Item.FORMER_CONNECTION,)),
        Source(OVERSEAS_REGULATIONS_2023, "", "REG-160"),
    ),
    Requirement(frozenset({ApplicationKind.RENEWAL}), "Date of birth", _ways((Item.DATE_OF_BIRTH,)), _RENEWAL),
    Requirement(
        frozenset({ApplicationKind.RENEWAL}),
        "Statement of no other entry since",
        _ways((Item.NO_OTHER_ENTRY,)),
        _RENEWAL,
    ),
    Requirement(
        frozenset({ApplicationKind.RENEWAL}),
        "Statement of knowing that a false declaration is an offence",
        _ways((Item.OFFENCE_AWARENESS,)),
        _RENEWAL,
    ),
    Requirement(
        frozenset({ApplicationKind.ANONYMOUS}),
        "Application for an anonymous entry",
        _ways((Item.ANONYMOUS_APPLICATION,)),
        Source(RPA_1983, "s 9B", "REG-170", confirmed=False),
    ),
    Requirement(
        frozenset({ApplicationKind.ANONYMOUS}),
        "Evidence of a risk to safety",
        _ways((Item.EVIDENCE_OF_RISK,)),
        Source(RPA_1983, "s 9B", "REG-171", confirmed=False),
    ),
    Requirement(frozenset({ApplicationKind.CHANGE_OF_NAME}), "Former name", _ways((Item.FORMER_NAME,)), _NAME),
    Requirement(
        frozenset({ApplicationKind.CHANGE_OF_NAME}),
        "Evidence of the change, or date of birth and National Insurance number to match",
        _ways((Item.EVIDENCE_OF_NAME,), (Item.DATE_OF_BIRTH, Item.NINO)),
        _NAME,
    ),
)
"""What must be there. Previous name, e-mail and telephone are optional and never make a form incomplete (REG-201)."""

EU_RESIDENCE: Final = Requirement(
    _FRESH - _OVERSEAS,
    "Whether lawfully resident since before the end of 31 December 2020",
    _ways((Item.EU_RESIDENCE_ANSWER,)),
    Source(REGULATIONS_2001, "reg 26(1)(fa)", "REG-123"),
)


def missing_items(
    kind: ApplicationKind, given: Collection[Item], *, eu_citizen: bool = False, under_16: bool = False
) -> tuple[Requirement, ...]:
    """Return what an application still lacks; where anything is missing it is held as incomplete (REG-202).

    `eu_citizen` asks for the answer on residence, of citizens of the EU in England without a treaty right. The National
    Insurance number is never asked of a person under 16.
    """
    asked = [requirement for requirement in REQUIREMENTS if kind in requirement.kinds]
    if eu_citizen and kind in EU_RESIDENCE.kinds:
        asked.append(EU_RESIDENCE)
    held = {*given, Item.NO_NINO_REASON} if under_16 else set(given)
    return tuple(requirement for requirement in asked if not requirement.met_by(held))


class NinoClass(StrEnum):
    """What was written where a National Insurance number is asked for (REG-204)."""

    FULL = "full"
    WITHOUT_SUFFIX = "without-suffix"
    TEMPORARY = "temporary"
    PERHAPS_NHS_NUMBER = "perhaps-nhs-number"
    MALFORMED = "malformed"
    NOT_GIVEN = "not-given"


NINO: Final = Source(COMMISSION_ENGLAND, "National Insurance numbers", "REG-204")
SENDABLE: Final = frozenset({NinoClass.FULL, NinoClass.WITHOUT_SUFFIX})
"""Classes that go to the digital service; the others go straight to exceptions."""
_NINO_SHAPE = re.compile(r"[A-Z]{2}[0-9]{6}(?P<suffix>[A-Z])?")
_TEMPORARY_PREFIXES = ("TN", "OO")
_NHS_NUMBER_LENGTH = 10


def classify_nino(written: str) -> NinoClass:
    """Return what class of number was written, however it was spaced; nothing here keeps or repeats it."""
    number = re.sub(r"[\s\-./]", "", written).upper()
    if not number:
        return NinoClass.NOT_GIVEN
    if re.fullmatch("[0-9]+", number):
        return NinoClass.PERHAPS_NHS_NUMBER if len(number) == _NHS_NUMBER_LENGTH else NinoClass.TEMPORARY
    if number.startswith(_TEMPORARY_PREFIXES):
        return NinoClass.TEMPORARY
    shape = _NINO_SHAPE.fullmatch(number)
    if shape is None:
        return NinoClass.MALFORMED
    return NinoClass.FULL if shape["suffix"] else NinoClass.WITHOUT_SUFFIX


class DuplicateKind(StrEnum):
    """How an application stands to what is already held of the same person."""

    NEW = "new"
    ALREADY_REGISTERED = "already-registered"
    ALREADY_APPLIED = "already-applied"
    RENEW_INSTEAD = "renew-instead"
    SECOND_ADDRESS = "second-address"


@dataclass(frozen=True, slots=True)
class Held:
    """An entry in force or an open application of the same person, at a property."""

    property_reference: str
    category: Category


@dataclass(frozen=True, slots=True)
class DuplicateFinding:
    """How an application stands to what is held, and what the law makes of it."""

    kind: DuplicateKind
    says: str
    source: Source


_DUPLICATE = Source(COMMISSION_ENGLAND, "Duplicate applications", "REG-210", confirmed=False)
_TWO_ADDRESSES = Source(RPA_1983, "s 5", "REG-103", confirmed=False)


def duplicate_of(
    kind: ApplicationKind, property_reference: str, entries: Sequence[Held], applications: Sequence[Held]
) -> DuplicateFinding:
    """Return whether an application repeats what is held of the same person.

    Being registered at a second address is lawful (REG-103): a student's home and term address are not duplicates.
    """
    changes_entry = kind in (ApplicationKind.CHANGE_OF_NAME, ApplicationKind.RENEWAL, ApplicationKind.ANONYMOUS)
    alike = [] if changes_entry else _alike(kind, entries)
    if alike and kind is ApplicationKind.OVERSEAS:
        return DuplicateFinding(
            DuplicateKind.RENEW_INSTEAD, "Registered as an overseas elector: renew the declaration", _RENEWAL
        )
    if property_reference in {entry.property_reference for entry in alike}:
        return DuplicateFinding(DuplicateKind.ALREADY_REGISTERED, "Registered at this address already", _DUPLICATE)
    if property_reference in {application.property_reference for application in applications}:
        return DuplicateFinding(DuplicateKind.ALREADY_APPLIED, "An application here is still open", _DUPLICATE)
    if alike:
        return DuplicateFinding(
            DuplicateKind.SECOND_ADDRESS,
            "Registered elsewhere here: a move, or a lawful second address",
            _TWO_ADDRESSES,
        )
    return DuplicateFinding(DuplicateKind.NEW, "Nothing is held of this person", _DUPLICATE)


def _alike(kind: ApplicationKind, entries: Sequence[Held]) -> list[Held]:
    """Return the entries of the sort that is asked for: from abroad, or at home."""
    overseas = kind is ApplicationKind.OVERSEAS
    return [entry for entry in entries if (entry.category is Category.OVERSEAS) == overseas]
