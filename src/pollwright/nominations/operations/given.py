"""What a form of nomination papers gives, as the operations take it: from an officer's form or from a stored draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.timezone import make_aware

from pollwright.law.nominations.subscribers import Signature
from pollwright.nominations.operations.entering import HomeGiven, PaperGiven, PersonGiven

DAYS = ("consent_on", "born_on", "certificate_day")


def person_of(given: Mapping[str, Any]) -> PersonGiven:
    """Return the candidate that a form gives."""
    names = ("surname", "forenames", "used_surname", "used_forenames", "email", "phone")
    return PersonGiven(**{name: given[name] or "" for name in names})


def home_of(given: Mapping[str, Any]) -> HomeGiven:
    """Return the home address form that a form gives."""
    names = ("address", "postcode", "area", "constituency", "country")
    return HomeGiven(published=given["address_shown"] == "home", **{name: given[name] or "" for name in names})


def paper_of(given: Mapping[str, Any]) -> PaperGiven:
    """Return the paper that a form gives; a certificate whose time is not given came by noon of its day."""
    texts = ("description", "party_reference", "certificate", "emblem", "consent_witness", "citizenship",
             "party_membership", "deposit_method", "deposit_receipt")  # fmt: skip
    day, at = given["certificate_day"], given["certificate_time"]
    return PaperGiven(
        certificate_at=make_aware(datetime.combine(day, time_of(at) if at else time(12))) if day else None,
        papers=tuple(given["papers"] or ()),
        consent_on=given["consent_on"],
        born_on=given["born_on"],
        qualifications=tuple(given["qualifications"] or ()),
        disqualifications_denied=bool(given["disqualifications_denied"]),
        deposit_pence=int(Decimal(given["deposit"] or "0") * 100),
        **{name: given[name] or "" for name in texts},
    )


def time_of(typed: str) -> time:
    """Return a time of day as it is typed, such as 15:59 or 15.59.30."""
    parts = [int(part) for part in typed.replace(".", ":").split(":")]
    hour, minute, second = (*parts, 0)[:3]
    return time(hour, minute, second)


def signatures_of(given: Mapping[str, Any]) -> list[Signature]:
    """Return the signatures that a form gives, in order; empty lines are none."""
    lines = [line.strip() for line in (given["signatures"] or "").splitlines()]
    parts = [line.partition(",") for line in lines if line]
    return [Signature(number.strip()[:20], name.strip()[:200]) for number, _comma, name in parts]


def stored(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form gives as it is stored in a draft: days as text, nothing that is empty."""
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
    return {name: value for name, value in kept.items() if value not in (None, "", [], ())}


def given_from(typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a stored draft as its form would give it; what was left empty is None."""
    found: defaultdict[str, Any] = defaultdict(lambda: None, typed)
    for name in DAYS:
        if name in typed:
            found[name] = date.fromisoformat(typed[name])
    return found
