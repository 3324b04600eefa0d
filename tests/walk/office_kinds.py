"""Makers of a record of the office in the world's authority."""

from typing import Any

from pollwright.office.models import OfficeRecord
from tests.fixtures.people import TODAY
from tests.walk.kinds import made
from tests.walk.sampling import Sample, act_on, by_reference
from tests.walk.world import World


def office_record(world: World) -> str:
    facts: dict[str, Any] = {"kind": "procedures", "title": "Walk", "state": "draft", "opened_on": TODAY}
    return str(made(world, OfficeRecord, reference="PRC0000001", **facts).reference)


def of_kind(world: World) -> dict[str, str]:
    """The name of a list, which every authority has."""
    return {"kind": "procedures"}


SAMPLES: dict[str, Sample] = {
    "office:import": of_kind,
    "office:record": by_reference(office_record),
    "office:record-act": act_on(office_record, "change"),
    "office:record-new": of_kind,
    "office:records": of_kind,
}
