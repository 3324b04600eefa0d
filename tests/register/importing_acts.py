"""Shorthand for tests of importing a register: rows, files and what came of them."""

import csv
import io
from datetime import date

from pollwright.files.models import StoredFile
from pollwright.files.store import open_content
from pollwright.jobs.queries.works import WorkFacts

DAY = date(2026, 11, 23)
OUR_COLUMNS = [
    "elector_reference",
    "forenames",
    "surname",
    "previous_surname",
    "date_of_birth",
    "nationality",
    "residence_right",
    "category",
    "anonymous",
    "marker",
    "district",
    "number",
    "suffix",
    "property_reference",
    "uprn",
    "address1",
    "address2",
    "postcode",
    "address_withheld",
    "entry_from",
    "open_register",
    "email",
    "phone",
]
ROW: dict[str, str] = {
    "elector_reference": "E00000001",
    "forenames": "Asha",
    "surname": "Rowe",
    "date_of_birth": "1980-05-17",
    "nationality": "GB",
    "category": "ordinary",
    "district": "AB1",
    "property_reference": "P1",
    "entry_from": "2021-06-01",
    "open_register": "yes",
}
SECRETS = ("Hidden", "Zebedee", "zebedee@example.org", "07700 900123")


def as_csv(rows: tuple[dict[str, str], ...]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, OUR_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return out.getvalue()


def person(which: int, /, **facts: str) -> dict[str, str]:
    return {"elector_reference": f"E{which:08d}", "surname": f"Rowe{'abcdefgh'[which]}", **facts}


def report_of(ended: WorkFacts) -> list[dict[str, str]]:
    """Return the error file of an import."""
    stored = StoredFile.objects.get(token=ended.outcome["files"][0]["token"])
    with open_content(stored) as content:
        return list(csv.DictReader(io.StringIO(content.read().decode("utf-8-sig"))))


def counts(ended: WorkFacts) -> tuple[int, int, int, int]:
    return tuple(ended.outcome[name] for name in ("read", "entered", "already", "refused"))
