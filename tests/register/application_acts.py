"""Shorthand for tests of applications: records as the national digital service gives them. All fictitious."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from pollwright.acting import Actor
from pollwright.places.models import Property
from pollwright.register.operations.intake_batch import BatchOutcome, receive_batch
from pollwright.register.operations.intake_reading import COLUMNS

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Now, in tests of intake: Monday 23 November 2026."""
DAY = date(2026, 11, 23)

COMPLETE: dict[str, str] = {
    "received_at": "2026-11-20T10:15:00+00:00",
    "kind": "ordinary",
    "fn": "Robin",
    "mn": "",
    "ln": "Newcomer",
    "dob": "1990-02-03",
    "nat": "GB",
    "nino": "QQ123456C",
    "oadr": "none",
    "lastcategory": "ordinary",
    "opnreg": "no",
    "lang": "en",
    "left_address_within_12_months": "no",
    "declared_true": "yes",
    "declared_on": "2026-11-20",
}


def record(reference: str, home: Property | None = None, **given: str) -> dict[str, str]:
    """Return a complete record of an ordinary application, with what is given put in place."""
    facts = dict.fromkeys(COLUMNS, "") | COMPLETE | {"application_reference": reference}
    if home is not None:
        facts |= {
            "regproperty": home.building_number,
            "regstreet": home.street,
            "regtown": home.town,
            "regpostcode": home.postcode,
            "reguprn": str(home.uprn),
        }
    return facts | given


def deliver(actor: Actor, *records: dict[str, Any], at: datetime = AT) -> BatchOutcome:
    """Take in a delivery."""
    return receive_batch(actor=actor, records=pl.DataFrame(list(records)), at=at)
